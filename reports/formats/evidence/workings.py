"""How a figure was worked out: its operands, its rounding, and what a set formula has found."""

from __future__ import annotations

from collections.abc import Sequence

from reports.domain.facts import Fact
from reports.domain.wording.value_text import number
from reports.formats.evidence.html import Html, join, tag, text
from reports.formats.evidence.page_context import Setting

MOST_OPERANDS = 12
"""Operands of a derived figure that are named; further ones are counted."""


def operands(ids: Sequence[str], setting: Setting, *, valued: bool) -> Html:
    """Return the facts `ids` as links, with their figures where `valued`."""
    links = [_link(id, setting, valued=valued) for id in ids[:MOST_OPERANDS]]
    rest = setting.words["evidence-more-operands"].format(number=len(ids) - MOST_OPERANDS)
    return join((join(links, ", "), *([text(rest)] if len(ids) > MOST_OPERANDS else [])))


def _link(id: str, setting: Setting, *, valued: bool = False) -> Html:
    """Return the name of a fact as a link; with its figure where it is an operand."""
    fact = setting.known(id)
    shown = (setting.said(fact, "label") if fact else "") or id
    figure = setting.said(fact.as_recorded(), "full") if fact and valued and fact.has_value else ""
    shown = f"{shown}: {figure}" if figure else shown
    return tag("a", text(shown), href=f"#{id}") if fact else text(shown)


def rounding(fact: Fact, setting: Setting) -> str:
    """Return how a figure was rounded, and from what; empty where it was not."""
    exact, words = getattr(fact, "exact", None), setting.words
    from_words = words[f"evidence-rounded-{getattr(fact, 'rounding', 'half-up')}"]
    if exact is not None:
        return from_words.format(exact=number(exact, setting.speech))
    if fact.as_shown() is not fact:
        return from_words.format(exact=setting.said(fact.as_recorded(), "full"))
    return setting.words["evidence-rounded-to"] if fact.round is not None else ""


def claimed(fact: Fact, setting: Setting) -> str:
    """Return what a set formula has found: its members, whether of whole lists, and the day of each list."""
    claim, words = fact.set_claim, setting.words
    if claim is None:
        return ""
    known = [setting.name(each) if each in setting.book.actors else each for each in claim.members]
    members = ", ".join(known) or setting.speech.word("sets", "nobody")
    days = "; ".join(f"{_label(id, setting)}: {day}" for id, day in claim.days.items())
    partial = words["evidence-partial"] if claim.partial else ""
    return ". ".join(filter(None, (members, partial, words["evidence-lists"].format(list=days))))


def _label(id: str, setting: Setting) -> str:
    fact = setting.known(id)
    return (setting.said(fact, "label") if fact else "") or id
