"""A fact as one row: figure, statement and status, sources, where it is used; it opens on the whole record."""

from __future__ import annotations

import re

from reports.domain.facts import Fact, Observed
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import date_text, period_text, unit_noun, unit_of
from reports.formats.evidence.fact_record import detail
from reports.formats.evidence.fact_uses import Used
from reports.formats.evidence.fill_swatches import swatch
from reports.formats.evidence.html import NOTHING, Html, hidden, join, tag, text
from reports.formats.evidence.linked_data import machine_value
from reports.formats.evidence.page_context import Setting, facets

LONG_VALUE = 10
"""Characters from which a value is set a size smaller, so that it stays in its column."""
DATED = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A year, month or day as HTML takes it (HTML Living Standard, 4.5.14)."""
MAX_STRIP = 10
"""Sources up to which the silent ones are shown too."""


def row(fact: Fact, setting: Setting) -> Html:
    """Return `fact` as a `<details>` whose id is that of the fact; the filters read its data attributes."""
    data = {f"data_{group}": " ".join(values) or None for group, values in facets(fact, setting).items()}
    summary = tag(
        "summary",
        tag("span", marked_up(fact, setting), class_="figure"),
        tag("span", _statement(fact, setting), class_="said"),
        _strip(fact, setting),
        tag(
            "span",
            hidden(f"{setting.labelled(setting.words['evidence-head-used'])} "),
            _used(fact, setting),
            class_="used",
        ),
    )
    focus = " focus" if setting.is_focus(fact) else ""
    return tag("details", summary, detail(fact, setting), class_=f"fact{focus}", id=fact.id, **data)


def marked_up(fact: Fact, setting: Setting) -> Html:
    """Return the figure with what it is for machines; its hedge and unit stand with it, as words and as data."""
    value, shown = machine_value(fact), figure(fact, setting)
    if value:
        hedge = str(fact.qualifier or Qualifier.EXACTLY)
        return tag("data", shown, value=value, data_hedge=hedge, data_unit=fact.unit or None)
    return shown


def figure(fact: Fact, setting: Setting) -> Html:
    """Return the hedge above and the value below, the noun after it, and what its publisher says of it."""
    words, speech = setting.words, setting.speech
    if not fact.has_value:
        return _moment(fact, setting)
    if fact.qualifier is Qualifier.NOT_STATED:
        return tag("span", text(words["evidence-amount"]), class_="unstated")
    hedge = speech.word("hedge-words", fact.qualifier or Qualifier.EXACTLY)
    noun = "" if unit_of(fact.unit).is_percent else unit_noun(fact, speech)
    if fact.qualifier and fact.qualifier.indefinite:
        return join((tag("b", text(hedge), class_="value word"), _noun(noun)), " ")
    value = setting.said(fact, "symbol" if fact.qualifier is Qualifier.BETWEEN else "bare-short")
    size = "value word" if len(value) >= LONG_VALUE else "value"
    parts = [tag("b", text(hedge), class_="hedge")] if hedge else []
    parts.append(tag("b", text(value), class_=size))
    if noun and noun.replace(" ", "\N{NO-BREAK SPACE}") not in value:
        parts.append(_noun(noun))
    if fact.observed is not Observed.NORMAL:
        parts.append(_noun(speech.word("observed", fact.observed)))
    return join(parts, " ")


def _noun(noun: str) -> Html:
    return tag("span", text(noun), class_="noun") if noun else NOTHING


def _moment(fact: Fact, setting: Setting) -> Html:
    """Return the date of a fact that has no figure, or that it has none."""
    moment = fact.date or fact.as_of
    if not (fact.period or moment):
        return tag("span", text(setting.words["evidence-no-figure"]), class_="none")
    if fact.period:
        return tag("span", text(period_text(fact.period, setting.speech)), class_="moment")
    written = text(date_text(moment or "", setting.speech))
    return (
        tag("time", written, class_="moment", datetime=moment)
        if DATED.fullmatch(moment or "")
        else tag("span", written, class_="moment")
    )


def _statement(fact: Fact, setting: Setting) -> Html:
    status = setting.speech.word("statuses", fact.status)
    parts = [swatch(fact.status, focus=setting.is_focus(fact)), tag("span", text(status), class_="word")]
    if fact.readings:
        parts.append(tag("b", text(setting.words["evidence-tag"]), class_="tag"))
    statement = setting.said(fact, "statement") or fact.statement
    return join((tag("span", text(statement), class_="statement"), tag("span", join(parts, " "), class_="state")), " ")


def _strip(fact: Fact, setting: Setting) -> Html:
    """Return one box a source: filled = the printed reading, outlined = another, dash = silent; in words for the ear."""
    printed = setting.numbers(fact.sources)
    other = tuple(n for n in setting.numbers(fact.all_refs) if n not in printed)
    every = sorted(setting.book.numbers.values())
    shown = every if len(every) <= MAX_STRIP else sorted((*printed, *other))
    said = [
        setting.words[f"strip-{kind}"].format(number=number)
        for kind, numbers in (("printed", printed), ("other", other))
        for number in numbers
    ]
    boxes = join(_box(number, printed, other) for number in shown)
    return tag("span", boxes, class_="strip", role="img", aria_label=setting.words["list-separator"].join(said))


def _box(number: int, printed: tuple[int, ...], other: tuple[int, ...]) -> Html:
    if number in printed:
        return tag("b", text(str(number)))
    return tag("i", text(str(number))) if number in other else tag("s")


def _used(fact: Fact, setting: Setting) -> Html:
    reports = setting.used.get(fact.id, ())
    if not reports:
        return tag("span", text(setting.words["evidence-not-used"]), class_="none")
    return join((tag("span", text(_places(report, setting))) for report in reports), " ")


def _places(used: Used, setting: Setting) -> str:
    if used.slides:
        listed = ", ".join(map(str, used.slides))
        return setting.counted("evidence-slides", len(used.slides), report=used.report, list=listed)
    count = sum(len(spot.parts) for spot in used.spots)
    return setting.counted("evidence-places", count, report=used.report)
