"""The words of a language by what they claim, and the orders of stages and voices; `claim_tables` reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports.languages.lemmas import Lemmas
from reports.languages.phrases import Phrases

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
    narrated: re.Pattern[str]
    """Forms of a past without an auxiliary, where `past_shape` does not tell."""
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
    elided: Mapping[str, str]
    """Elided forms that before a pronoun stand for another word, and its lemma: s’il."""
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
    provisos: Phrases
    """Words that open a condition without which the rest of the sentence does not hold: unless, once, as soon as."""
    inverted: frozenset[str]
    """Words that make a condition where they open a clause before their subject: should the bank lend."""
    gathering: frozenset[str]
    """Names of the groups of events around a thing that is only planned or agreed, which are none of its use: they met."""
    using: frozenset[str]
    """Names of the groups of events that tell that a thing is in use, which one only signed or approved is not."""
    measuring: frozenset[str]
    """Names of the groups that say no more of a reported count or deed than that it is so: supply, go to."""
    costing: frozenset[str]
    """Names of the groups that say no more of a reported amount than that it is one: the flood cost {…}."""
    light: frozenset[str]
    """Names of the groups of verbs that say no more than the noun that is their object: won a contract."""
    backing: frozenset[str]
    """Names of the groups that money given bears out."""
    present: frozenset[str]
    """Words for now, which tell as done with a copula."""
    arriving: frozenset[str]
    """Words for now that end a title without a verb: at last."""
    holding: frozenset[str]
    """Words before a figure or name of which a state is said behind it: with {…} in hand."""
    unfulfilled: frozenset[str]
    """Words before an infinitive that say that it has not come: yet."""
    moving: frozenset[str]
    """Verbs that say of a figure before them that it was spent: {…} went into."""
    passing: frozenset[str]
    """Names of the groups that tell from one side or the other of something that changes hands: paid, received, arrived."""
    changing: frozenset[str]
    """Names of the groups that tell of a change, which the figure of one time does not show."""
    instruments: frozenset[str]
    """Words before the figure of what a deed was done with: planted with {…}."""
    owing: frozenset[str]
    """Names of the groups that say of things only that somebody is bound to give them."""
    tellers: frozenset[str]
    """Nouns of those who tell and judge, which do nothing else that counts: reports, critics."""
    acting: frozenset[str]
    """Soft verbs that tell of a thing in use where others than its actors do them: passengers take the train."""
    particles: frozenset[str]
    """Words behind a verb, which no noun has behind it: clock off."""
    articles: frozenset[str]
    """Articles before the noun of what something is: a park."""
    standing: frozenset[str]
    """Verbs that say where a thing is: lockers stand at."""
    several: frozenset[str]
    """Pronouns for several who act: they."""
    asserting: Phrases
    """Phrases of saying and thinking that open a clause, which a denial leaves open: does not mean that."""
    foretelling: frozenset[str]
    """Words that say that something will be so, which is more than that somebody says or hopes it."""
    softening: frozenset[str]
    """Words that take such certainty back: probably."""
    misleading: frozenset[str]
    """Words that say so of such a phrase: it would be wrong to say that."""
    until: frozenset[str]
    """Words for a time that lasts up to a date."""
    third_plural: str
    """Ending of a verb in the third person plural, which behind a plural noun is no other word's; none in some languages."""
    third_singular: re.Pattern[str]
    """Forms of the third person singular of the present, of verbs that no table knows."""
    presupposing: frozenset[str]
    """Words that take for a fact the deed that they name: since the merger."""
    weighing: frozenset[str]
    """Words before something that a figure is only held against: above the target of {…}."""
