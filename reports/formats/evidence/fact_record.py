"""The whole record of a fact: readings side by side with their anchors, what else the file says, where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.domain.facts import NOT_STATED, Fact, Observed, Reading, Source, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import date_text, period_text, reading_text
from reports.formats.evidence.fact_uses import Spot, Used
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.page_context import Setting
from reports.formats.evidence.workings import claimed, operands, rounding


def detail(fact: Fact, setting: Setting) -> Html:
    """Return what a row opens on."""
    cards = join(_readings(fact, setting)) if fact.readings else join(_plain_sources(fact, setting))
    return tag(
        "div",
        tag("div", cards, class_="cards"),
        _why(fact, setting),
        tag("dl", join(_entries(fact, setting)), class_="record"),
        _foot(fact, setting),
        class_="detail",
    )


# ── Readings and anchors ─────────────────────────────────────────────────────────────────────────


def _readings(fact: Fact, setting: Setting) -> Iterator[Html]:
    """Yield a card for each reading, the printed one first."""
    for reading in sorted(fact.readings, key=lambda each: each.name != fact.preferred):
        printed = reading.name == fact.preferred
        refs = reading.sources or fact.sources
        words = [tag("p", text(reading_text(fact, reading.name, setting.speech)), class_="reading")]
        more = _of_reading(reading, setting)
        yield _card(
            join((*words, *((tag("p", text(more), class_="small"),) if more else ()), _anchors(refs, setting))),
            setting.words["evidence-printed"] if printed else "",
        )


def _of_reading(reading: Reading, setting: Setting) -> str:
    """Return status and date of a reading, where it has its own."""
    word = setting.speech.word("statuses", reading.status) if reading.status else ""
    status = f"{setting.labelled(setting.words['evidence-status'])} {word}" if word else ""
    moment = date_text(reading.date, setting.speech) if reading.date else ""
    return " · ".join(filter(None, (status, moment)))


def _plain_sources(fact: Fact, setting: Setting) -> Iterator[Html]:
    """Yield a card for each source of a fact on which no source differs."""
    for number in setting.numbers(fact.sources):
        refs = tuple(ref for ref in fact.sources if setting.book.numbers[ref.source] == number)
        yield _card(_anchors(refs, setting))


def _card(content: Html, mark: str = "", kind: str = "card") -> Html:
    label = tag("p", text(mark), class_="printed-mark") if mark else NOTHING
    return tag("div", label, content, class_=f"{kind} printed-card" if mark else kind)


def _anchors(refs: tuple[SourceRef, ...], setting: Setting) -> Html:
    """Return the sources of a reading: title, publisher and date, and the paragraph with its anchor."""
    grouped: dict[str, list[SourceRef]] = {}
    for ref in refs:
        grouped.setdefault(ref.source, []).append(ref)
    return join(_anchored(setting.book.sources[id], group, setting) for id, group in grouped.items())


def _anchored(source: Source, refs: list[SourceRef], setting: Setting) -> Html:
    head = tag("a", text(f"[{source.number}] {source.title}"), href=f"#source_{source.number}", class_="title")
    lines = [tag("p", head), tag("p", text(" · ".join(origin(source, setting))), class_="small")]
    for ref in refs:
        words = setting.words
        where = (
            words["evidence-cell"].format(cell=ref.cell)
            if ref.cell
            else words["evidence-paragraph"].format(number=ref.paragraph)
        )
        label = tag("span", text(setting.labelled(where)), class_="label")
        lines.append(tag("p", label, text(f" {setting.quoted(ref.anchor)}"), class_="anchor"))
    return tag("div", join(lines), class_="source")


def origin(source: Source, setting: Setting) -> tuple[str, ...]:
    """Return publisher and date of a source, in words where it states none."""
    words = setting.words
    publisher = words["no-publisher"] if source.publisher == NOT_STATED else source.publisher
    return publisher, words["undated"] if source.date == NOT_STATED else source.date


def _why(fact: Fact, setting: Setting) -> Html:
    if not fact.readings:
        return NOTHING
    pairs = (("evidence-on", setting.said(fact, "difference")), ("evidence-why", setting.said(fact, "reason")))
    lines = [
        tag("p", tag("b", text(setting.labelled(setting.words[key])), class_="label"), text(f" {said}"))
        for key, said in pairs
        if said
    ]
    return tag("div", join(lines), class_="why")


# ── What else the file says ──────────────────────────────────────────────────────────────────────

WIDE = ("quotation", "note", "rounded", "claim")
"""Entries of whole sentences, which run over both columns."""


def _entries(fact: Fact, setting: Setting) -> Iterator[Html]:
    """Yield the terms of the record, those that the fact has."""
    for key, words in _said(fact, setting):
        if words:
            yield _entry(key, text(words), setting, wide=key in WIDE)
    for key, ids in (
        ("derived", fact.derived_from),
        ("part", (fact.part_of,) if fact.part_of else ()),
        ("supersedes", (fact.supersedes,) if fact.supersedes else ()),
    ):
        if ids or (key == "derived" and fact.formula):
            formula = (
                text(f" ({fact.formula})" if ids else str(fact.formula))
                if key == "derived" and fact.formula
                else NOTHING
            )
            yield _entry(
                key, join((operands(ids, setting, valued=key == "derived"), formula)), setting, wide=key == "derived"
            )
    yield _entry("used", _uses(setting.used.get(fact.id, ()), setting), setting, wide=True)


def _said(fact: Fact, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield key and words of every plain entry, in the order shown; empty where the fact has none."""
    yield "value", setting.said(fact, "full")
    yield "rounded", rounding(fact, setting)
    yield "claim", claimed(fact, setting)
    yield "hedge", _hedge(fact, setting)
    yield "observed", setting.speech.word("observed", fact.observed) if fact.observed is not Observed.NORMAL else ""
    yield "status", setting.speech.word("statuses", fact.status)
    yield "said", fact.attribution or ""
    yield from _moments(fact, setting)
    yield "actors", ", ".join(map(setting.name, fact.actors))
    yield "countries", ", ".join(map(setting.name, fact.countries))
    yield "quotation", setting.said(fact, "quotation")
    yield "label", setting.said(fact, "label")
    yield "recorded", date_text(fact.recorded, setting.speech)
    yield "review", date_text(fact.review_by, setting.speech) if fact.review_by else ""
    yield "note", fact.note or ""


def _hedge(fact: Fact, setting: Setting) -> str:
    """Return the hedge in words, also that there is none; empty for a fact without a figure."""
    if not fact.has_value:
        return ""
    return setting.speech.word("hedge-words", fact.qualifier or Qualifier.EXACTLY) or setting.words["evidence-exact"]


def _moments(fact: Fact, setting: Setting) -> Iterator[tuple[str, str]]:
    """Yield date, period and day of reference, each with its basis."""
    basis = setting.words[f"evidence-basis-{fact.date_basis}"] if fact.date_basis else ""
    why = ": ".join(filter(None, (basis, fact.date_note or "")))
    after = f" ({why})" if why else ""
    speech = setting.speech
    yield "date", date_text(fact.date, speech) + after if fact.date else ""
    yield "period", period_text(fact.period, speech) + after if fact.period else ""
    yield "day", date_text(fact.as_of, speech) + after if fact.as_of else ""
    if not (fact.date or fact.period or fact.as_of):
        yield "date", why


def _entry(key: str, content: Html, setting: Setting, *, wide: bool = False) -> Html:
    term = tag("dt", text(setting.words[f"evidence-{key}"]))
    return tag("div", term, tag("dd", content), class_="wide" if wide else None)


# ── Where it is used ─────────────────────────────────────────────────────────────────────────────


def _uses(reports: tuple[Used, ...], setting: Setting) -> Html:
    if not reports:
        return text(setting.words["evidence-not-used"])
    return tag("ul", join(_report(report, setting) for report in reports))


def _report(used: Used, setting: Setting) -> Html:
    spots = join(tag("li", text(_spot(spot, setting))) for spot in used.spots)
    return tag("li", tag("b", text(used.report)), tag("ul", spots))


def _spot(spot: Spot, setting: Setting) -> str:
    words = setting.words
    slide = words["evidence-slide"].format(number=spot.slide) if spot.slide else ""
    place = ": ".join(filter(None, (slide, spot.heading or ("" if slide else words["evidence-cover"]))))
    parts = [words["evidence-cited"]] if spot.only_cited else dict.fromkeys(_parts(spot.parts, setting))
    return f"{place} ({', '.join(parts)})"


def _parts(parts: Iterable[str], setting: Setting) -> Iterator[str]:
    """Yield each kind of block in the language: 'figure 2' by its caption, others as text, notes or key figures."""
    for part in parts:
        kind, _, number = part.partition(" ")
        if number.isdigit():
            yield setting.words[kind].format(number=number)
        else:
            yield setting.words[KINDS.get(part, "evidence-in-text")]


KINDS = {
    "speaker notes": "evidence-in-notes",
    "tiles": "evidence-in-tiles",
    "table": "evidence-in-table",
    "figure": "evidence-in-figure",
}
"""Kind of block in the ledger → furniture; what is left out is text."""


def _foot(fact: Fact, setting: Setting) -> Html:
    words = setting.words
    return tag(
        "p",
        tag("span", text(setting.labelled(words["evidence-id"])), class_="label"),
        Html(" "),
        tag("code", text(fact.id)),
        Html(" "),
        tag("a", text(words["evidence-copy"]), href=f"#{fact.id}", class_="copy"),
        class_="foot",
    )
