"""A text taken apart into words with their lemmas, names and figures, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reports.languages.claim_words import ClaimWords

FIGURE, NAME, STOP = "\x01", "\x02", "\x03"
"""Lemmas of a figure, a name, and of a mark that ends a clause."""
_TOKEN = re.compile(
    r"(?P<figure>\ufffc+)|(?P<word>[^\W\d_](?:\u00ad?[^\W\d_])*(?:[-\u2011][^\W\d_]+)*(?:[’'](?:s|S|t|re|ve|ll|d|m)\b)?[’']?)|(?P<stop>[;:()\[\]—–,…?!\n؛،۔؟]|\.(?=\s|$))|(?P<number>[\d½¼¾]\S*)"
)
_CONTRACTED = {"re": "be", "ve": "have", "ll": "will", "d": "would", "m": "be"}
_ITS = frozenset({"it", "that", "there", "here", "what", "who", "he", "she", "let"})


class Token(NamedTuple):
    """A word, name, figure or mark, and where it stands; a sentence has many, and a tuple is made quickly."""

    start: int
    end: int
    text: str
    """In lower case."""
    lemma: str
    capital: bool = False

    @property
    def is_stop(self) -> bool:
        """Return whether a clause ends here."""
        return self.lemma == STOP


def is_meant(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token says that something is only meant or possible: a plan to build, potential buyers; no project."""
    lemma = row[n].lemma
    if lemma in words.prepositions or not (lemma in words.intended or lemma in words.possible or lemma in words.modals):
        return False
    if lemma in words.moving and not (words.bare or row[n].text.endswith(words.gerund)):
        return False  # they came back; but: the coming years
    return lemma not in words.things or (_has_infinitive if words.final else _qualifies)(row, n, words)


def _has_infinitive(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether an infinitive before the token `n`, or a word for it behind, says what is meant."""
    governs = any(each.text.endswith(words.gerund) for each in row[max(0, n - 2) : n])
    return governs or any(each.lemma in words.to for each in row[n + 1 : n + 3])


def _qualifies(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether a word follows the token `n` of which it says something; else it names a thing."""
    if n + 1 == len(row) or row[n + 1].is_stop:
        return False
    lists = (words.prepositions, words.auxiliaries, words.copulas, words.joins, words.modals, words.adverbs, words.soft)
    return not any(row[n + 1].lemma in each for each in lists)


def tokens(text: str, start: int, end: int, names: Sequence[tuple[int, int]], words: ClaimWords) -> tuple[Token, ...]:
    """Return the words, names and figures of `text` from `start` to `end`.

    Args:
        text: what a reader sees, with figures blotted out (U+FFFC) and source marks as spaces.
        start: first character.
        end: character after the last.
        names: stretches that are declared names.
        words: the language.
    """
    row: list[Token] = []
    done, left = start, [each for each in sorted(names, reverse=True) if each[1] > start]
    for match in _TOKEN.finditer(text, start, end):
        at, kind, found = match.start(), match.lastgroup, match[0]
        while left and left[-1][1] <= at:
            left.pop()
        if at < done:
            continue
        if left and left[-1][0] <= at and kind == "word":
            done = left[-1][1]
            row.append(Token(at, done, text[at:done].lower(), NAME, True))
        elif kind != "word":
            row.append(Token(at, match.end(), found, STOP if kind == "stop" else FIGURE))
        elif found.isalpha():
            row.append(Token._make((at, match.end(), *_plain(found, words))))
        else:
            row += _word(at, found, words, elided=text[match.end() : match.end() + 1].isalpha())
    return tuple(row)


def unelided(row: tuple[Token, ...], words: ClaimWords) -> tuple[Token, ...]:
    """Return the words with the lemma of the one that an elided form stands for before a pronoun: s’il, of si."""
    if not words.elided or not any(token.text in words.elided for token in row):
        return row
    after = (*row[1:], None)
    return tuple(
        token._replace(lemma=words.elided[token.text])
        if token.text in words.elided and following is not None and following.text in words.subjects
        else token
        for token, following in zip(row, after, strict=True)
    )


def _word(start: int, word: str, words: ClaimWords, *, elided: bool) -> Iterator[Token]:
    """Yield a word; one that a contraction holds together is two: doesn’t, it’s, we’ve; `elided` as in l’école."""
    plain, mark, tail = word.replace("\u00ad", "").replace("'", "’").replace("\u2011", "-").lower().partition("’")
    if tail == "t" and plain.endswith("n"):
        head = {"ca": "can", "wo": "will", "sha": "shall"}.get(plain[:-1], plain[:-1])
        yield _token(start, start + len(plain) - 1, head, words)
        yield Token(start + len(plain) - 1, start + len(word), "n’t", "not")
        return
    yield _token(start, start + len(plain), plain, words, capital=word[0].isupper())
    lemma = "be" if tail == "s" and plain in _ITS else _CONTRACTED.get(tail, "")
    if lemma:
        yield Token(start + len(plain), start + len(word), tail, lemma)
    elif mark and not elided:
        yield Token(start + len(plain), start + len(word), "’s", "’s")


@lru_cache(maxsize=1 << 14)
def _plain(word: str, words: ClaimWords) -> tuple[str, str, bool]:
    """Return text, lemma and case of a word of letters alone; few words make up most texts."""
    text = word.lower()
    return text, words.lemmas.of(text), word[0].isupper()


def _token(start: int, end: int, text: str, words: ClaimWords, *, capital: bool = False) -> Token:
    return Token(start, end, text, _plain(text, words)[1], capital)
