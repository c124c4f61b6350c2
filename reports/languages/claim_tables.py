"""Reading the words of a language by what they claim from `languages/<tag>/claims.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reports.languages.claim_words import RANKS, VOICES, ClaimWords
from reports.languages.lemmas import Lemmas, read_table
from reports.languages.phrases import TIGHT, Group, Pattern, Phrases, groups, patterns, phrases
from reports.languages.registry import code_of, member
from reports.notation.yaml_tree import Value


@cache
def claim_words(tag: str) -> ClaimWords:
    """Return the words of the language `tag` (BCP 47).

    Raises:
        InputError: the program does not speak it, or it lacks something; what it says could not be audited.
    """
    return _words(code_of(tag))


@cache
def status_forms(code: str) -> frozenset[str]:
    """Return every form of the single words that say that a thing was agreed, given, done or ended."""
    words = claim_words(code)
    said = {
        lemma
        for phrases in (words.verbs, words.nouns)
        for lemma, patterns in phrases.by_first.items()
        if any(
            len(pattern) == 1 and group.kind in ("stage", "ended") and group.rank >= RANKS["agreed"]
            for pattern, group in patterns
        )
    }
    forms = {form for form, lemma in words.lemmas.table.items() if lemma in said}
    return frozenset(forms | said) - words.auxiliaries - words.soft


def every_lemma(content: Mapping[str, Value]) -> set[str]:
    """Return each word of the tables, for the table of lemmas."""
    texts = (text for value in content.values() for text in (value.values() if isinstance(value, dict) else (value,)))
    plain = str.maketrans(f";+{TIGHT}", "   ")
    return {word for text in texts if isinstance(text, str) for word in text.translate(plain).split()}


def exceptions(content: Mapping[str, Value]) -> dict[str, str]:
    """Return the forms that belong to another lemma than the lists say."""
    return {form: lemma for lemma, forms in _mapping(content["forms"]).items() for form in _text(forms).split()}


def read_content(code: str) -> Mapping[str, Value]:
    """Return the file of a language as it stands."""
    return member(code, "claims.yaml")


@cache
def _words(code: str) -> ClaimWords:
    content = read_content(code)
    endings = tuple(
        (form, lemma) for form, _, lemma in (pair.partition(">") for pair in _text(content["endings"]).split())
    )
    lemmas = Lemmas(read_table(code), endings, frozenset(every_lemma(content)))
    verbs, named, states = _verbs(content), _nouns(content), list(_of_kind(content["states"], "state", single=True))
    lists: dict[str, Any] = {name: _several(content.get(key), lemmas) for name, key in LISTS.items()}
    lists |= {name: _plain(content[name]) for name in PHRASES}
    lists |= {name: _plain(content.get(name)) for name in MORE_PHRASES}
    return ClaimWords(
        lemmas=lemmas,
        verbs=phrases(verbs),
        nouns=phrases(named),
        states=phrases(states),
        claiming=frozenset(pattern[0] for pattern, _ in (*verbs, *named, *states)) | lists["moving"],
        voices=phrases(list(_voices(content, lemmas))),
        modals={
            word: RANKS[stage] for stage, text in _mapping(content["modals"]).items() for word in _text(text).split()
        },
        nouny=lists.pop("nouny") | frozenset(pattern[0] for pattern, _ in named if len(pattern) == 1),
        plain=lists.pop("plain") | lists["soft"],
        was=frozenset(_text(content["was"]).split()),
        bare=_text(content.get("infinitive")) == "bare",
        final=_text(content.get("verbs")) == "final",
        ending={form: _text(lemma) for form, lemma in _mapping(content.get("ending") or {}).items()},
        elided={form: _text(lemma) for form, lemma in _mapping(content.get("elided") or {}).items()},
        giving=_several(f"{_text(content.get('giving'))} {_text(content.get('stems'))}", lemmas),
        stems=frozenset(_text(content.get("stems")).split()),
        inert=_plain(f"{_text(content['no-negation'])} {_text(content['idle'])}"),
        past=tuple(_text(content["past"]).split()),
        gerund=tuple(_text(content["gerund"]).split()),
        plural=tuple(_text(content["plural"]).split()),
        past_shape=re.compile(_text(content["past-shape"])),
        narrated=re.compile(_text(content.get("narrated")) or "(?!)"),
        third_plural=_text(content.get("third-plural")),
        third_singular=re.compile(_text(content.get("third-singular")) or "(?!)"),
        future=re.compile(_text(content.get("future")) or "(?!)"),
        conditional=re.compile(_text(content.get("conditional")) or "(?!)"),
        **lists,
    )


PHRASES = ("factive", "gaps", "denials", "purposes")
"""Fields that are lists of phrases, named as in the file."""
MORE_PHRASES = ("provisos", "wishes", "prospects", "meant", "apart", "advice", "asserting")
"""The same, of which a language may have none."""
LISTS = {
    name: name.replace("_", "-")
    for name in (
        "soft", "realis", "possible", "intended", "things", "questions", "asking", "negators", "auxiliaries", "to",
        "determiners", "prepositions", "adverbs", "joins", "goes_on", "nouny", "subjects", "supports", "copulas", "participles",
        "negating",
        "hedging", "naming", "launching", "plain", "foreseeing", "after", "denying", "unchanged",
        "guessing", "conditions", "holding", "inverted", "unfulfilled", "using", "gathering", "measuring", "backing", "present",
        "weighing", "moving", "changing", "presupposing", "owing", "instruments", "tellers", "acting", "particles", "until",
        "articles", "standing", "several",
        "light", "costing", "lapsing", "goes_back", "coming", "passing", "arriving", "talks", "rounding",
        "misleading", "foretelling", "softening",
    )
}  # fmt: skip
"""Fields that are plain lists of words, and their keys in the file."""


def _several(value: Value, lemmas: Lemmas) -> frozenset[str]:
    """Return the words of a list, as they stand and as lemmas."""
    found = _text(value).replace(";", " ").split()
    return frozenset((*found, *map(lemmas.of, found)))


def _verbs(content: Mapping[str, Value]) -> list[tuple[Pattern, Group]]:
    stages = _mapping(content["stages"])
    verbs = [entry for stage, text in stages.items() for entry in groups(_text(text), RANKS[stage], "stage")]
    return [*verbs, *_of_kind(content["ended"], "ended"), *_of_kind(content["events"], "event")]


def _nouns(content: Mapping[str, Value]) -> list[tuple[Pattern, Group]]:
    nouns = _mapping(content["nouns"])
    return [entry for stage, text in nouns.items() for entry in groups(_text(text), RANKS[stage], "stage", single=True)]


def _of_kind(value: Value, kind: str, *, single: bool = False) -> Iterator[tuple[Pattern, Group]]:
    return groups(_text(value), RANKS["done"], kind, single=single)


def _voices(content: Mapping[str, Value], lemmas: Lemmas) -> Iterator[tuple[Pattern, Group]]:
    """Yield what makes a sentence somebody's view, each word as it stands and as a lemma; the weaker of two voices holds."""
    seen: set[Pattern] = set()
    for rank, voice in enumerate(VOICES):
        for pattern, _ in groups(_text(_mapping(content["voices"])[voice]), rank, "voice", single=True):
            for each in (pattern, (lemmas.of(pattern[0]), *pattern[1:])):
                if each not in seen:
                    seen.add(each)
                    yield each, Group(rank, "voice", pattern[0])


def _plain(value: Value) -> Phrases:
    return patterns(_text(value))


def _text(value: Value) -> str:
    return str(value or "")


def _mapping(value: Value) -> dict[str, Value]:
    assert isinstance(value, dict)
    return value
