"""The base: what was generated last, kept inside the file as a custom XML part and beside it as JSON.

LibreOffice re-serialises the part and renames it, so it is found by the namespace of its root (ISO/IEC 29500-1, 15.2.5).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace

from reports.document import Document, FactRef, Inlines, is_run, walk
from reports.document import plain as words_of
from reports.formats.docx import bookmarks
from reports.formats.docx.merge.file_reading import Reading, read
from reports.formats.docx.merge.looks.look_reading import Look, column_widths, looks_of
from reports.formats.docx.merge.looks.look_reading import packed as packed_looks
from reports.formats.docx.merge.looks.look_reading import unpacked as unpacked_looks
from reports.formats.docx.merge.picture_sizes import width_of
from reports.merge.chart_base import ChartData, chart_data
from reports.merge.chart_base import packed as packed_chart
from reports.merge.chart_base import unpacked as unpacked_chart
from reports.merge.chart_merge import Plot, plot
from reports.merge.figure_requests import Kept
from reports.merge.records import Record, Span, plain
from reports.merge.row_facts import with_rows
from reports.merge.text_tokens import ROOM
from reports.notation.spaces import even_spaces
from reports.ooxml.custom_xml import format_of, items, packed, put_item, unpacked
from reports.ooxml.package import Package, parse
from reports.ooxml.wordprocessingml import opened

NAMESPACE = "urn:fact-reports:base:1"
ITEM_ID = "{3B6F0C0E-7B4E-5A53-9E0B-6F1D5A5E0001}"
FORM = 2
"""Format of the JSON; those with a lower number are read for good."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure of the base: which fact, in which format."""

    fact_id: str
    format: str


@dataclass(frozen=True)
class Base:
    """What was generated last."""

    records: tuple[Record, ...]
    figures: Mapping[str, Figure]
    """By bookmark."""
    plots: Mapping[str, Plot]
    """What is known of each chart, by the key of its paragraph."""
    facts_version: str = ""
    told: tuple[str, ...] = ()
    """What comments have said of figures written by hand, each with its section."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """How wide each picture stood, in EMU, by the key of its paragraph."""
    charts: Mapping[str, ChartData] = field(default_factory=dict)
    """What each chart says, by the key of its paragraph; none in a base of an earlier version."""
    requests: Mapping[str, Kept] = field(default_factory=dict)
    """What people asked for in the file and got, by bookmark; their own file holds it only."""
    looks: tuple[Look, ...] = ()
    """How each paragraph looks beside what its record says; none in a base of an earlier version."""
    columns: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """How wide the columns of each table stand, in twentieths of a point, by its number."""
    converted: bool = False
    """Whether the file came through another program as a whole, so that its looks are no person's."""


def base_of(data: bytes, document: Document | None = None) -> Base:
    """Return the base of a file as written; `document` tells which fact each figure is and where its block stands."""
    return base_of_reading(read(opened(data)), document)


def base_of_reading(reading: Reading, document: Document | None = None) -> Base:
    """Return the base of a file that has been read."""
    places = _places(document) if document else {}
    records = tuple(replace(line.record, where=places.get(plain(line.record.shown), "")) for line in reading.lines)
    records = tuple(with_rows(records, document, _as_bookmarked)) if document else records
    figures = dict(_figures(records, document)) if document else {}
    found = {line.record.key: plot(reading.package, line) for line in reading.lines if "chart" in line.record.things}
    wide = {line.record.key: wide for line in reading.lines if line.record.key and (wide := width_of(line.element))}
    version = document.facts_version if document else ""
    made = Base(records, figures, found, version, widths=wide, charts=dict(_charts(reading)))
    looks = tuple(looks_of(reading.package, reading.lines))
    return replace(made, looks=looks, columns=column_widths(reading.lines))


def _charts(reading: Reading) -> Iterator[tuple[str, ChartData]]:
    for line in reading.lines:
        if "chart" in line.record.things and (data := chart_data(reading.package, line)) is not None:
            yield line.record.key, data


def _places(document: Document) -> dict[str, str]:
    """Return the template place of each text of the document that stands in it once."""
    found: dict[str, set[str]] = {}
    for block in document.blocks:
        for node in walk(block):
            where = getattr(node, "where", None) or block.where
            for inlines in _runs(node) if where is not None else ():
                found.setdefault(plain(words_of(inlines)), set()).add(document.info.kept(where))
    return {text: min(where) for text, where in found.items() if len(where) == 1 and text}


def _runs(block: object) -> Iterator[Inlines]:
    for name in ("inlines", "title", "by", "caption", "credit", "note", "subtitle"):
        value = getattr(block, name, ())
        if is_run(value):
            yield value
    yield from (cell for cell in getattr(block, "cells", ()) if is_run(cell))
    for item in getattr(block, "items", ()):
        term = getattr(item, "term", ())
        if is_run(term):
            yield term


def _figures(records: tuple[Record, ...], document: Document) -> Iterator[tuple[str, Figure]]:
    formats: dict[tuple[str, str], str] = {}
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        if isinstance(node, FactRef):
            formats.setdefault((node.fact_id, node.text), node.format)
    by_tail: dict[str, str] = {}
    for width in range(1, 6):
        by_tail |= {bookmarks.shorten(id, bookmarks.LIMIT - 4 - width): id for id in document.book.facts}
    for record in records:
        for span in record.spans:
            found = re.fullmatch(r"_f_\d+_(.+)", span.name)
            if found and (id := by_tail.get(found[1])):
                yield span.name, Figure(id, formats.get((id, record.text[span.start : span.end]), ""))


# ── In and out ───────────────────────────────────────────────────────────────────────────────────


def _as_bookmarked(id: str) -> str:
    """Return the id of a fact as the names of its bookmarks hold it, however many figures stand before it."""
    return bookmarks.shorten(id, ROOM)


def base_json(base: Base) -> bytes:
    """Return `base` as JSON, small and in a fixed order, for the file beside the report."""
    content = {
        "form": FORM,
        "facts_version": base.facts_version,
        "figures": {name: [f.fact_id, f.format] for name, f in sorted(base.figures.items())},
        "plots": {name: list(astuple(each)) for name, each in sorted(base.plots.items())},
        "records": [_thin(record) for record in base.records],
    }
    if base.told:
        content["told"] = list(base.told)
    if base.widths:
        content["widths"] = dict(sorted(base.widths.items()))
    if base.charts:
        content["charts"] = {key: packed_chart(data) for key, data in sorted(base.charts.items())}
    if base.requests:
        content["requests"] = {name: [each.typed, each.printed] for name, each in sorted(base.requests.items())}
    if base.looks:
        content["looks"] = packed_looks(base.looks)
    if base.converted:
        content["converted"] = True
    if base.columns:
        content["columns"] = {str(number): list(widths) for number, widths in sorted(base.columns.items())}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _thin(record: Record) -> dict[str, object]:
    full: dict[str, object] = {
        "t": record.text,
        "s": [[s.start, s.end, s.name] for s in record.spans],
        "o": list(record.things),
        "d": list(record.said),
        "y": record.style,
        "l": record.layout,
        "f": record.format,
        "k": record.key,
        "x": list(record.extra_keys),
        "c": record.kind,
        "a": list(record.at),
        "w": record.where,
        "b": list(record.about),
    }
    return {name: value for name, value in full.items() if value}


def base_from_json(data: bytes) -> Base | None:
    """Return the base in `data`, of this format or an earlier one; None where it is none of ours.

    Raises:
        NewerFileError: it is in a format that only newer versions of this program know.
    """
    try:
        content = json.loads(data)
        format_of(content, FORM)
        records = tuple(_full(each) for each in content["records"])
        figures = {name: Figure(str(id), str(form)) for name, (id, form) in content["figures"].items()}
        plots = {name: Plot(*map(str, values)) for name, values in content["plots"].items()}
        told = tuple(even_spaces(str(each)) for each in content.get("told", ()))
        widths = {str(key): int(wide) for key, wide in content.get("widths", {}).items()}
        charts = {str(key): unpacked_chart(data) for key, data in content.get("charts", {}).items()}
        asked = {name: Kept(str(typed), str(said)) for name, (typed, said) in content.get("requests", {}).items()}
        columns = {int(number): tuple(map(int, each)) for number, each in content.get("columns", {}).items()}
        looks = unpacked_looks(content.get("looks", [[], []]))
        version = str(content["facts_version"])
        return Base(
            records,
            figures,
            plots,
            version,
            told,
            widths,
            charts,
            asked,
            looks,
            columns,
            bool(content.get("converted")),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _full(each: Mapping[str, object]) -> Record:
    def texts(name: str) -> tuple[str, ...]:
        value = each.get(name, ())
        return tuple(str(part) for part in value) if isinstance(value, list) else ()

    spans, at = each.get("s", []), each.get("a", [])
    if not (isinstance(spans, list) and isinstance(at, list)):
        raise ValueError
    return Record(
        str(each.get("t", "")),
        tuple(Span(int(start), int(end), str(name)) for start, end, name in spans),
        texts("o"),
        texts("d"),
        str(each.get("y", "")),
        str(each.get("l", "")),
        str(each.get("f", "")),
        str(each.get("k", "")),
        texts("x"),
        str(each.get("c", "p")),
        tuple(int(n) for n in at),
        str(each.get("w", "")),
        texts("b"),
    )


def put_base(package: Package, base: Base) -> None:
    """Put `base` into the file, in place of one that is there."""
    root = parse(f'<base xmlns="{NAMESPACE}"/>'.encode())
    root.text = packed(base_json(base))
    put_item(package, root, NAMESPACE, ITEM_ID)


def take_base(package: Package) -> Base | None:
    """Return the base inside the file, or None where there is none, or it cannot be read."""
    name = next(iter(items(package, NAMESPACE)), "")
    data = unpacked("".join(str(part) for part in package.tree(name).itertext())) if name else b""
    return base_from_json(data) if data else None


__all__ = ["Base", "Figure", "base_from_json", "base_json", "base_of", "put_base", "take_base"]
