"""The rules on passages, one file each, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reports.audit.context import Bench, Finding
from reports.audit.final_rules import stand_ins
from reports.audit.page_rules import without_glyphs
from reports.audit.passages import Passage
from reports.audit.rules.actors import strangers
from reports.audit.rules.attribution import attribution
from reports.audit.rules.characters import characters
from reports.audit.rules.comparisons import comparisons
from reports.audit.rules.dates import dates
from reports.audit.rules.directions import misdirected
from reports.audit.rules.doubled_words import doubled
from reports.audit.rules.equation_numbers import equation_numbers
from reports.audit.rules.event_dates import event_dates
from reports.audit.rules.hedges import hedges
from reports.audit.rules.marks import unmarked
from reports.audit.rules.praise import loud
from reports.audit.rules.quotations import quotations
from reports.audit.rules.status import upgrades
from reports.audit.rules.sums import sums
from reports.audit.rules.texts import stale
from reports.audit.rules.units import misnamed
from reports.audit.rules.untraced import untraced


class Rule(NamedTuple):
    """What must hold of every passage."""

    name: str
    """What it is about, in a word or two."""
    find: Callable[[Passage, Bench], Iterator[Finding]]
    """Yields each stretch of a passage that breaks it."""
    alone: bool = True
    """Whether it is told although an earlier rule of the table has told the same words; False where one is enough."""
    of_words: bool = True
    """Whether it judges words, which a declared term may use; what stands right beside a figure, no term excuses."""
    of_document: bool = False
    """Whether it looks at what kind of document it is in; all others judge a passage alike wherever it stands."""
    of_figures: bool = False
    """Whether it judges figures that are printed, so that it has nothing to say of a passage that prints none."""
    of_own_words: bool = False
    """Whether it judges words that the author wrote, so that it has nothing to say of a passage of printed facts alone."""


RULES = (
    Rule("characters", characters, of_words=False),
    Rule("figures", untraced),
    Rule("equations", equation_numbers, of_words=False),
    Rule("hedges", hedges, of_words=False, of_figures=True),
    Rule("units", misnamed, alone=False, of_words=False, of_figures=True),
    Rule("marks", unmarked, of_words=False, of_document=True, of_figures=True),
    Rule("doubled words", doubled, alone=False, of_words=False),
    Rule("texts", stale, of_words=False, of_figures=True),
    Rule("quotations", quotations),
    Rule("loud words", loud, of_own_words=True),
    Rule("actors", strangers, alone=False, of_own_words=True),
    Rule("status", upgrades, alone=False, of_own_words=True),
    Rule("sums", sums, of_words=False, of_figures=True),
    Rule("attribution", attribution, alone=False, of_own_words=True),
    Rule("comparisons", comparisons, alone=False),
    Rule("dates", dates, alone=False),
    Rule("events", event_dates, alone=False),
    Rule("directions", misdirected, alone=False, of_figures=True),
    Rule("stand-ins", stand_ins, of_words=False, of_document=True),
    Rule("letters", without_glyphs, of_words=False, of_document=True),
)
"""Every rule on passages; a name stands once."""
assert len({rule.name for rule in RULES}) == len(RULES)
