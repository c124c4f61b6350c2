"""Native charts in a finished file against their specs: labels, values and workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from reports.audit.expected_lines import point_marks
from reports.audit.figure_atoms import atoms, normal
from reports.document import ChartPoint, ChartSpec, Span
from reports.document.extracted_text import ChartRow, ChartText
from reports.languages.lexicon import Lexicon
from reports.languages.registry import language

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
SLACK_DAYS = 31
"""Positions on a time axis count equal months, so they may be that far from the calendar."""
POSITIONS = ("start", "length")
"""Keys of `sheet` in `languages/*.yaml`: heads of the columns that hold positions of a timeline, not figures."""


def chart_faults(
    specs: Sequence[tuple[int, ChartSpec]], charts: Sequence[ChartText], words: Lexicon, tag: str
) -> Iterator[str]:
    """Yield where the charts of a file in the language `tag` differ from `specs`, which come in the same order."""
    positions = tuple(language(tag).word("sheet", key) for key in POSITIONS)
    if len(specs) != len(charts):
        yield f"the file has {len(charts)} charts, the document {len(specs)}"
        return
    for (_, spec), chart in zip(specs, charts, strict=True):
        yield from (f"chart {spec.id}: {what}" for what in _faults(spec, chart, words, positions))


def _faults(spec: ChartSpec, chart: ChartText, words: Lexicon, positions: Sequence[str]) -> Iterator[str]:
    if len(chart.rows) != len(spec.points) or len(chart.cells) != len(spec.points) + 1:
        yield f"{len(chart.rows)} rows and {len(chart.cells) - 1} in its workbook, not {len(spec.points)}"
        return
    yield from _axis(spec, chart)
    heads = [head for head in chart.heads if atoms(head, words)]
    yield from (f"“{head}” stands in the name of a series" for head in heads)
    head = chart.cells[0]
    if loose := atoms(" ".join(head), words) - atoms(spec.unit, words):
        yield f"“{next(iter(loose))}” stands in the head of its workbook"
    places = {name: n for n, name in enumerate(head)}
    for point, row, cells in zip(spec.points, chart.rows, chart.cells[1:], strict=True):
        name = point.label or point.fact_id
        yield from (f"row “{name}”: {what}" for what in _row(point, row, words))
        skipped = {places[each] for each in positions if each in places}
        kept = [cell for n, cell in enumerate(cells) if n not in skipped]
        yield from (f"row “{name}” of its workbook: {what}" for what in _cells(point, kept, words))
        stand = tuple(cells[n] for n in sorted(skipped) if n < len(cells))
        if point.span is not None and row.values != stand:
            yield f"row “{name}”: the positions {row.values} are not those of its workbook, {stand}"
        if point.span is not None and not _in_place(point.span, spec, stand):
            span = f"{point.span.start}/{point.span.end}"
            yield f"row “{name}” of its workbook: the positions {stand} are not those of {span}"


def _axis(spec: ChartSpec, chart: ChartText) -> Iterator[str]:
    """Yield words of an axis that are neither its two ends nor beyond the largest value."""
    largest = max((p.value for p in spec.points if p.value is not None), default=Decimal(0))
    for word in chart.axis:
        number = _number(word)
        known = word in spec.axis_words or number == 0 or (number is not None and number in (spec.maximum, None))
        if not known and not (spec.maximum is None and number is not None and number >= largest):
            yield f"“{word}” stands at its axis"


def _row(point: ChartPoint, row: ChartRow, words: Lexicon) -> Iterator[str]:
    marks = point_marks(point)
    if point.span is not None:
        expected, values = f"{point.label} {point.words} {marks}", row.values
    elif point.value is None:
        expected, values = f"{point.label}: {point.figure} {marks}", ()
    else:
        expected, values = f"{point.label} {point.figure} {point.words} {marks}", (str(point.value),)
    for label in row.labels:
        yield from _unlike(expected, f"{label} {row.said}", words)
    if point.span is None and [_number(v) for v in row.values] != [_number(v) for v in values]:
        yield f"its values are {', '.join(row.values) or 'none'}, not {', '.join(values) or 'none'}"


def _cells(point: ChartPoint, cells: Sequence[str], words: Lexicon) -> Iterator[str]:
    marks = point_marks(point)
    label = point.label
    if point.span is not None:
        label = f"{point.label} {point.words} {marks} {point.span.start}/{point.span.end}"
    elif point.value is None:
        label = f"{point.label}: {point.figure} {marks}"
    value = "" if point.value is None or point.span is not None else f"{point.value.normalize():f}"
    said = f"{point.fact_id} {point.figure} {point.status} {point.words} {marks}"
    yield from _unlike(f"{label} {value} {said}", " ".join(cells), words)


def _unlike(expected: str, found: str, words: Lexicon) -> Iterator[str]:
    want, have = atoms(normal(expected), words), atoms(normal(found), words)
    yield from (f"“{atom}” comes from no fact" for atom in have - want)
    yield from (f"“{atom}” is missing or altered" for atom in want - have)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.rstrip("%\N{NO-BREAK SPACE} ").replace(",", "."))
    except InvalidOperation:
        return None


def _in_place(span: Span, spec: ChartSpec, positions: Sequence[str]) -> bool:
    """Return whether start and length on the axis are those of the span, a month more or less."""
    start, length = (_number(text) for text in positions) if len(positions) == 2 else (None, None)
    if start is None or length is None:
        return False
    first, last = _first(span.start or spec.start), _last(span.end or spec.stop)
    first, last = max(first, _first(spec.start)), min(last, _last(spec.stop))
    begin, end = EPOCH + timedelta(days=float(start)), EPOCH + timedelta(days=float(start + length))
    slack = timedelta(days=SLACK_DAYS)
    return abs(begin - first) <= slack and abs(end - last) <= slack


def _first(text: str) -> date:
    return date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")


def _last(text: str) -> date:
    if text.count("-") == 2:
        return date.fromisoformat(text)
    return (_first(text) + timedelta(days=32)).replace(day=1)
