"""The words of a language by what they claim: `languages/<tag>/claims.yaml`, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reports.languages.lemmas import Lemmas, read_table
from reports.languages.phrases import Group, Pattern, Phrases, groups, patterns, phrases
from reports.languages.registry import code_of, member
from reports.notation.yaml_tree import Value

STAGES = (
    "considered",
    "interest",
    "planned",
    "negotiated",
    "agreed",
    "signed",
    "committed",
    "approved",
    "financed",
    "done",
)
"""How far a thing can have come, in order."""
RANKS: Mapping[str, int] = {stage: rank for rank, stage in enumerate(STAGES)}
VOICES = ("hoped", "expected", "argued", "claimed")
"""How firmly somebody says so, in order."""


@dataclass(frozen=True, eq=False)  # there is one a language
class ClaimWords:
    """What the reader of claims knows of a language."""

    lemmas: Lemmas
    verbs: Phrases
    nouns: Phrases
    states: Phrases
    claiming: frozenset[str]
    """Words that begin a verb, a noun or a state that claims something."""
    soft: frozenset[str]
    realis: frozenset[str]
    """Verbs whose infinitive is as real as they are: begin to pay."""
    voices: Phrases
    """Words and phrases that make a sentence somebody's view; their rank, an index of VOICES, is how firm it is."""
    factive: Phrases
    possible: frozenset[str]
    intended: frozenset[str]
    meant: Phrases
    """Phrases that say the same of a whole sentence: on the drawing board."""
    apart: Phrases
    """Phrases that leave open what they say something of: a loan is another matter."""
    coming: frozenset[str]
    """Forms that before an infinitive only say that it is to come: going to."""
    talks: frozenset[str]
    rounding: frozenset[str]
    """Words for talks, and verbs that say of them that they ended, which is no more than that they were negotiated."""
    lapsing: frozenset[str]
    """Negators that say that something was so and has ended: longer, in 'no longer'."""
    things: frozenset[str]
    """Words of both that also name a thing: a potential buyer and the potential of a region, a plan to build and the plan."""
    questions: frozenset[str]
    asking: frozenset[str]
    """Words that ask only where the sentence does: which, who, how."""
    gaps: Phrases
    negators: frozenset[str]
    inert: Phrases
    """Phrases that look like a denial and are none."""
    denials: Phrases
    auxiliaries: frozenset[str]
    to: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    joins: frozenset[str]
    goes_on: frozenset[str]
    goes_back: frozenset[str]
    """Pronouns by which the end of a sentence goes on about the one before: it, them."""
    nouny: frozenset[str]
    """Verbs that are nouns as well."""
    past: tuple[str, ...]
    """Endings of a past form, of verbs that no table knows too."""
    past_shape: re.Pattern[str]
    """Forms of a past or participle, other than the lemma."""
    gerund: tuple[str, ...]
    """Endings of a gerund."""
    plural: tuple[str, ...]
    """Endings of a plural, after which a form like the lemma may be a verb."""
    subjects: frozenset[str]
    """Pronouns that are subjects."""
    supports: frozenset[str]
    """Forms of an auxiliary that the bare verb follows: do, does, did."""
    copulas: frozenset[str]
    """Verbs that say something of their subject: be, remain."""
    participles: frozenset[str]
    """Participles of the auxiliaries."""
    negating: frozenset[str]
    """Negators that stand beside a verb: not, never."""
    bare: bool
    """Whether an infinitive stands without a word before it, as in French."""
    future: re.Pattern[str]
    conditional: re.Pattern[str]
    hedging: frozenset[str]
    """Words of hedge that may stand between a verb and its figure."""
    naming: frozenset[str]
    """Verbs by which a text names somebody and claims nothing of it."""
    was: frozenset[str]
    """Forms of the copula that tell of the past."""
    launching: frozenset[str]
    """Names of the groups that say what a launched thing licenses."""
    plain: frozenset[str]
    """Words with such an ending that are none, and verbs that claim nothing."""
    modals: Mapping[str, int]
    """Modal verbs, and the stage that what they govern can have at most."""
    foreseeing: frozenset[str]
    """Verbs that make a whole clause a thing hoped or expected."""
    after: frozenset[str]
    """Words after which a gerund is as real as a past: having, after, since."""
    denying: frozenset[str]
    """Negators that are subjects and objects: nothing, nobody, no."""
    unchanged: frozenset[str]
    """Verbs whose past is their infinitive."""
    final: bool
    """Whether verbs end the clause, so that what governs them stands behind."""
    ending: Mapping[str, str]
    """Words that are a verb only where a clause ends, and its lemma."""
    giving: frozenset[str]
    """Forms of giving and getting, with their lemmas, that claim something of a figure alone: was given, and not gives."""
    stems: frozenset[str]
    """Of these, the ones that do so only before an auxiliary: has given, in languages whose verbs end the clause."""
    purposes: Phrases
    """Words for a purpose, which make what follows a thing meant: so that."""
    wishes: Phrases
    """Words for a wish, which make what follows a thing hoped: would like to see."""
    prospects: Phrases
    """Words for a thought of a deed that follows them: an interest in."""
    advice: Phrases
    """Words by which an author advises."""
    guessing: frozenset[str]
    """Words by which an author guesses at what may come."""
    conditions: frozenset[str]
    """Words that open a condition where the sentence advises: before, once."""
    inverted: frozenset[str]
    """Words that make a condition where they open a clause before their subject: should the bank lend."""
    using: frozenset[str]
    """Names of the groups of events that tell that a thing is in use, which one only signed or approved is not."""
    measuring: frozenset[str]
    """Names of the groups that say no more of a reported count or deed than that it is so: supply, go to."""
    backing: frozenset[str]
    """Names of the groups that money given bears out."""
    present: frozenset[str]
    """Words for now, which tell as done with a copula."""
    holding: frozenset[str]
    """Words before a figure or name of which a state is said behind it: with {…} in hand."""
    unfulfilled: frozenset[str]
    """Words before an infinitive that say that it has not come: yet."""
    weighing: frozenset[str]
    """Words before something that a figure is only held against: above the target of {…}."""


@cache
def claim_words(tag: str) -> ClaimWords:
    """Return the words of the language `tag` (BCP 47).

    Raises:
        InputError: the program does not speak it, or it lacks something; what it says could not be audited.
    """
    code = code_of(tag)
    return _words(code, member(code, "claims.yaml"))


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
    return {
        word for text in texts if isinstance(text, str) for word in text.replace(";", " ").replace("+", " ").split()
    }


def exceptions(content: Mapping[str, Value]) -> dict[str, str]:
    """Return the forms that belong to another lemma than the lists say."""
    return {form: lemma for lemma, forms in _mapping(content["forms"]).items() for form in _text(forms).split()}


def read_content(code: str) -> Mapping[str, Value]:
    """Return the file of a language as it stands."""
    return member(code, "claims.yaml")


def _words(code: str, content: Mapping[str, Value]) -> ClaimWords:
    endings = tuple(
        (form, lemma) for form, _, lemma in (pair.partition(">") for pair in _text(content["endings"]).split())
    )
    lemmas = Lemmas(read_table(code), endings, frozenset(every_lemma(content)))
    verbs, named, states = _verbs(content), _nouns(content), list(_of_kind(content["states"], "state", single=True))
    lists = {name: _several(content.get(key), lemmas) for name, key in LISTS.items()}
    return ClaimWords(
        lemmas=lemmas,
        verbs=phrases(verbs),
        nouns=phrases(named),
        states=phrases(states),
        claiming=frozenset(pattern[0] for pattern, _ in (*verbs, *named, *states)),
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
        giving=_several(f"{_text(content.get('giving'))} {_text(content.get('stems'))}", lemmas),
        stems=frozenset(_text(content.get("stems")).split()),
        inert=_plain(f"{_text(content['no-negation'])} {_text(content['idle'])}"),
        factive=_plain(content["factive"]),
        gaps=_plain(content["gaps"]),
        denials=_plain(content["denials"]),
        purposes=_plain(content["purposes"]),
        wishes=_plain(content.get("wishes")),
        prospects=_plain(content.get("prospects")),
        meant=_plain(content.get("meant")),
        apart=_plain(content.get("apart")),
        advice=_plain(content.get("advice")),
        past=tuple(_text(content["past"]).split()),
        gerund=tuple(_text(content["gerund"]).split()),
        plural=tuple(_text(content["plural"]).split()),
        past_shape=re.compile(_text(content["past-shape"])),
        future=re.compile(_text(content.get("future")) or "(?!)"),
        conditional=re.compile(_text(content.get("conditional")) or "(?!)"),
        **lists,
    )


LISTS = {
    name: name.replace("_", "-")
    for name in (
        "soft", "realis", "possible", "intended", "things", "questions", "asking", "negators", "auxiliaries", "to",
        "determiners", "prepositions", "adverbs", "joins", "goes_on", "nouny", "subjects", "supports", "copulas", "participles",
        "negating",
        "hedging", "naming", "launching", "plain", "foreseeing", "after", "denying", "unchanged",
        "guessing", "conditions", "holding", "inverted", "unfulfilled", "using", "measuring", "backing", "present",
        "weighing", "lapsing", "goes_back", "coming", "talks", "rounding",
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
