"""What a sentence says only under a condition that is still to come: the bank lends if, once, or as soon as the port agrees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reports.audit.claims.forms import Forms
from reports.audit.claims.phrase_matching import phrase_end

CLAUSE = 3
"""Words behind 'if' of which one is a verb: if the port supplies power, and not, if anything."""
HELPED = 3
"""Words before a participle among which its auxiliary is looked for."""


def conditioned(forms: Forms) -> Iterator[int]:
    """Yield the verbs of a sentence that holds only under a condition, those of the condition with them.

    None where the sentence tells of the past, nor one in the perfect that stands outside the condition: has paid, unless.
    """
    words, row = forms.words, forms.row
    if not forms.has(words.provisos.by_first.keys()):
        return
    condition = _condition(forms)
    if not condition or any(_tells_of_past(forms, n) for n in range(len(row))):
        return
    for n in range(len(row)):
        if n in condition or not _perfect(forms, n):
            yield n


def _condition(forms: Forms) -> range:
    """Return the tokens of the first condition that has a verb: from behind its conjunction to the next mark."""
    row = forms.row
    for n, token in enumerate(row):
        opening = chain(*(forms.words.provisos.starting(word, forms.here) for word in {token.text, token.lemma}))
        ends = (phrase_end(pattern, row, n) for pattern, _ in opening)
        last = max((each for each in ends if each is not None), default=None)
        if last is None:
            continue
        stop = next((k for k in range(last + 1, len(row)) if row[k].is_stop), len(row))
        clause = token.lemma in forms.words.questions and stop - last > CLAUSE
        if clause or any(forms.finite(k) for k in range(last + 1, stop)):
            return range(last + 1, stop)
    return range(0)


def _tells_of_past(forms: Forms, n: int) -> bool:
    """Return whether the token `n` is a verb in the past, and no participle with an auxiliary of the present."""
    token, words = forms.row[n], forms.words
    if token.lemma in words.auxiliaries:
        return token.text in words.was or bool(words.past_shape.fullmatch(token.text))
    helped = any(each.lemma in words.auxiliaries for each in forms.row[max(0, n - HELPED) : n])
    return forms.past(n) and not helped and forms.finite(n)


def _perfect(forms: Forms, n: int) -> bool:
    """Return whether the token `n` is a participle with an auxiliary that is no copula: has paid."""
    auxiliaries = forms.words.auxiliaries - forms.words.copulas
    return forms.past(n) and any(each.lemma in auxiliaries for each in forms.row[max(0, n - HELPED) : n])
