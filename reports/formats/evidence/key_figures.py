"""The figures that people check first: those in the strips of key figures, each leading to its row."""

from __future__ import annotations

from collections.abc import Iterator

from reports.domain.facts import Fact
from reports.formats.evidence.fact_row import figure
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.page_context import Setting

MOST = 8
"""Figures; more would be a list of their own."""
STRIP = "tiles"
"""Name of the strip in the ledger."""


def key_figures(setting: Setting) -> Html:
    """Return the key figures of the reports with status and sources; nothing where no report has any."""
    facts = list(_shown(setting))[:MOST]
    if not facts:
        return NOTHING
    head = tag("h2", text(setting.words["evidence-key-figures"]), id="ui_key")
    return tag(
        "section", head, tag("ul", join(_item(fact, setting) for fact in facts)), class_="key", aria_labelledby="ui_key"
    )


def _shown(setting: Setting) -> Iterator[Fact]:
    """Yield the facts that stand in a strip of key figures, in the order of the record."""
    for fact in setting.book.facts.values():
        spots = (spot for used in setting.used.get(fact.id, ()) for spot in used.spots)
        if any(STRIP in spot.parts for spot in spots) and fact.has_value:
            yield fact


def _item(fact: Fact, setting: Setting) -> Html:
    said = setting.said(fact, "label") or setting.said(fact, "statement")
    marks = "".join(f"[{number}]" for number in setting.numbers(fact.sources))
    status = " · ".join((setting.speech.word("statuses", fact.status), marks))
    link = tag("a", text(said), href=f"#{fact.id}")
    parts = (tag("span", figure(fact, setting), class_="figure"), link, tag("span", text(status), class_="small"))
    return tag("li", join(parts, " "), class_="focus" if setting.is_focus(fact) else None)
