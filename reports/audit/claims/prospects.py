"""What governs a deed or a state without a verb of its own: a thought of it, a condition that advice names, a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from reports.audit.claims.forms import Forms
from reports.audit.claims.phrase_matching import phrase_end
from reports.audit.claims.tokens import FIGURE, NAME, Token, is_meant
from reports.languages.claim_words import RANKS, ClaimWords

OPENED = 4
"""Words of a sentence among which a plan stands by which the rest goes: under the present plan."""
REACH = 6
"""Words before a deed among which one is looked for that says that it is only thought of."""


def thought_of(row: Sequence[Token], n: int, words: ClaimWords, here: Set[str]) -> bool:
    """Return whether the deed at the token `n` stands right behind words for a thought: an interest in lending."""
    small = words.determiners | words.adverbs
    for at in range(max(0, n - REACH), n):
        for pattern, _ in words.prospects.starting(row[at].lemma, here):
            last = phrase_end(pattern, row, at)
            if last is not None and last < n and all(each.lemma in small for each in row[last + 1 : n]):
                return True
    return False


def set_apart(row: Sequence[Token], at: int, words: ClaimWords, here: Set[str]) -> bool:
    """Return whether the token `at` begins words that leave open what they are said of: a loan is another matter."""
    starting = words.apart.starting(row[at].lemma, here)
    return any(phrase_end(pattern, row, at) is not None for pattern, _ in starting)


def unreached(row: Sequence[Token], at: int, words: ClaimWords) -> bool:
    """Return whether the copula `at` denies that what stands before it came as far: the contract is not yet signed."""
    if row[at].lemma not in words.copulas or row[at + 1].lemma not in words.negating:
        return False
    after = next((each for each in row[at + 2 :] if each.lemma not in words.adverbs), None)
    known = words.verbs.by_first.get(after.lemma, ()) if after else ()
    return any(len(pattern) == 1 and group.kind == "stage" for pattern, group in known)


def ends_talks(row: Sequence[Token], n: int, last: int, words: ClaimWords) -> bool:
    """Return whether the verb from `n` to `last` says of talks alone that they ended: talks have come to a close."""
    if row[n].lemma not in words.rounding and row[last].lemma not in words.rounding:
        return False
    start = next((at + 1 for at in range(n - 1, -1, -1) if row[at].is_stop), 0)
    after = row[last + 1] if last + 1 < len(row) else None
    if after is not None and any(
        group.rank == RANKS["negotiated"] for _, group in words.verbs.by_first.get(after.lemma, ())
    ):
        return True  # done negotiating
    closed = (
        words.final or after is None or after.is_stop or after.lemma in words.prepositions | words.adverbs | {FIGURE}
    )
    return closed and any(each.lemma in words.talks for each in row[start:n])


def by_plan(forms: Forms) -> Iterator[int]:
    """Yield the words, but those in the past, of a sentence that opens with a plan: by the plans, it gets a hall."""
    row, words = forms.row, forms.words
    if words.bare or words.final or len(row) < OPENED or row[0].lemma not in words.prepositions:
        return
    nouns = words.intended & words.nouny - words.things
    if any(each.lemma in nouns for each in row[1:OPENED]):
        yield from (n for n in range(len(row)) if not forms.past(n))


def advises(row: Sequence[Token], words: ClaimWords, here: Set[str]) -> bool:
    """Return whether a sentence advises, or guesses at what may come: the ministry should ask, the forum could fail."""
    return any(
        token.text in words.guessing
        or any(phrase_end(pattern, row, n) is not None for pattern, _ in words.advice.starting(token.lemma, here))
        for n, token in enumerate(row)
    )


def conditions(forms: Forms) -> Iterator[int]:
    """Yield the tokens of a condition in a sentence that advises: before it borrows, a country should ask what it can repay.

    So does one in a sentence of what is only meant: once it works, the forum is to bring policies into line.
    """
    words = forms.words
    row = forms.row
    meant = forms.has(words.conditions) and any(is_meant(row, n, words) for n in range(len(row)))
    advised = meant or (forms.has(words.conditions) and advises(row, words, forms.here))
    if not (advised or not words.inverted.isdisjoint(forms.here)):
        return
    on = turned = False
    for n, token in enumerate(forms.row):
        turned = (turned or (token.text in words.inverted and _turns(forms, n))) and not token.is_stop
        on = (on or turned or (advised and token.lemma in words.conditions)) and not token.is_stop
        passive = n > 0 and row[n - 1].lemma in words.copulas and row[n - 1].text not in words.was
        if on and (turned or passive or not forms.past(n)):  # once they are insured; but not: once it had lent
            yield n


def _turns(forms: Forms, n: int) -> bool:
    """Return whether the auxiliary `n` opens a clause before its subject: should the bank lend."""
    after = forms.row[n + 1] if n + 1 < len(forms.row) else None
    subject = after is not None and (
        after.lemma in forms.words.determiners | {NAME} or after.text in forms.words.subjects
    )
    return forms.opens(n) and (n == 0 or (subject and not forms.words.bare))  # que la ville paie, …


def bare_state(forms: Forms, n: int) -> bool:
    """Return whether a state is said without a verb: 'With {…} in the bank', or, where nothing tells, 'The Forum at work'."""
    row, words = forms.row, forms.words
    before = row[n - 1].lemma if n else ""
    if row[n].lemma not in words.prepositions:  # {…} shelves full of books
        after = row[n + 1] if n + 1 < len(row) else None
        last = after is None or after.is_stop or after.lemma in words.prepositions
        return before == FIGURE and last and not any(forms.may_tell(k) and forms.finite(k) for k in range(len(row)))
    if before == FIGURE:
        return any(each.lemma in words.holding for each in row[max(0, n - REACH) : n])
    return before == NAME and not any(forms.may_tell(k) and forms.finite(k) for k in range(len(row)))
