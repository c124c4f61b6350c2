"""A file that another office program saved, put into the terms of the one it is compared with.

Such a save sets styles, sizes, widths and names anew all over a file, which a comparison of markup takes for changes. So
what the file says is put into the older one, by the same means that carry a template's changes into a person's file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from reports.formats.docx.merge import merge
from reports.formats.docx.merge.base import Base, base_of_reading
from reports.formats.docx.merge.file_reading import Line, Reading, read
from reports.merge.chart_merge import Plot, chart_part, plot
from reports.merge.pairing import pair
from reports.merge.records import Record, plain
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import NAMESPACES, opened

_C = f"{{{NAMESPACES['c']}}}"
PAGES = ("PAGE", "NUMPAGES", "PAGEREF")
"""Fields (ISO/IEC 29500-1, 17.16.5) whose results follow from the layout, so that they are no words."""
HEADED = ("h:", "f:")
"""How kinds of records begin that stand in parts of their own, whose order is no reader's."""


def saved_by(data: bytes) -> str:
    """Return the office program that saved a Word file, as it names itself; empty for this one and for Word."""
    package = opened(data)
    for relation in package.relations("").values():
        if relation.kind == f"{OFFICE}/extended-properties" and relation.target in package.parts:
            for node in package.tree(relation.target):
                if str(node.tag).endswith("}Application") and not (node.text or "").startswith("Microsoft"):
                    return (node.text or "").partition("/")[0].strip()
    return ""


def carried(old: bytes, now: bytes) -> bytes | None:
    """Return `old` with all that `now` says put into it; None where some of it cannot be put there.

    Raises:
        BrokenFileError: a file is no Word document.
    """
    before, after = read(opened(old)), read(opened(now))
    base = base_of_reading(before)
    there = pair(base.records, [line.record for line in after.lines], edited=False).there
    base = replace(
        base,
        records=tuple(_settled(base, after.lines, there)),
        plots=_plots(base, before, after, there),
        charts={},  # what a save does to the data of charts is told by their plots
    )
    made = merge(old, now, base).data
    return made if _content(read(opened(made)).lines) == _content(after.lines) else None


def _plots(base: Base, before: Reading, after: Reading, there: Mapping[int, int]) -> dict[str, Plot]:
    """Return what is known of the charts of `base`, so that those which show the same values are left as they are.

    A save breaks labels, rounds sizes and drops alternative texts, which is no change of theirs.
    """
    plots = dict(base.plots)
    for n, record in enumerate(base.records):
        if record.key in plots and n in there:
            old, new = before.lines[n], after.lines[there[n]]
            if _values(before.package, old) == _values(after.package, new):
                says = plot(after.package, new).says
                plots[record.key] = Plot(says, plots[record.key].ends, size="", alt="")
    return plots


def _values(package: Package, line: Line) -> list[list[Decimal | str]]:
    """Return the values of each series of the chart in a paragraph, as numbers where they are some."""
    name = chart_part(package, line)
    drawn = package.tree(name).iter(*(f"{_C}{tag}" for tag in ("val", "xVal", "yVal"))) if name else ()
    return [[_number("".join(map(str, node.itertext()))) for node in each.iter(f"{_C}v")] for each in drawn]


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _settled(base: Base, lines: Sequence[Line], there: Mapping[int, int]) -> Iterator[Record]:
    """Yield the records of `base`, with what fields show as `lines` do where they differ in layout only."""
    for n, record in enumerate(base.records):
        other = lines[there[n]].record if n in there else record
        yield replace(record, said=other.said) if _shown(record) == _shown(other) else record


def _shown(record: Record) -> tuple[tuple[str, str], ...]:
    """Return the things in a record, with what a reader sees of each apart from pages and kinds of spaces."""
    return tuple(
        (thing, "" if thing.split()[:1] and thing.split()[0] in PAGES else plain(said))
        for thing, said in zip(record.things, record.said, strict=True)
    )


def _content(lines: Sequence[Line]) -> tuple[list[object], Counter[object]]:
    """Return what a file says: the text with its notes in order, headers and footers in any."""
    said = [(line.record.kind, line.record.spaced, line.record.at, _shown(line.record)) for line in lines]
    return [each for each in said if each[0][:2] not in HEADED], Counter(each for each in said if each[0][:2] in HEADED)


__all__ = ["carried", "saved_by"]
