"""Native charts in a finished file against their specs: labels, values and workbook, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from reports.audit.figure_atoms import atoms, figures_of, normal
from reports.audit.finished.chart_grid_rows import grid_faults
from reports.audit.finished.drawing_aids import day_faults, drawn_faults
from reports.audit.finished.expected_lines import point_marks
from reports.charts.registry import KINDS
from reports.document import ChartPoint, ChartSpec, plain
from reports.document.extracted_text import ChartRow, ChartText
from reports.domain.qualifiers import Qualifier
from reports.languages.lexicon import Lexicon
from reports.languages.numerals import western
from reports.languages.registry import language

SIGNS = "<>≤≥≈"
"""Hedges that a mark in a chart prints as one sign."""


def chart_faults(
    specs: Sequence[tuple[int, ChartSpec]], charts: Sequence[ChartText], words: Lexicon, tag: str
) -> Iterator[str]:
    """Yield where the charts of a file in the language `tag` differ from `specs`, which come in the same order."""
    first_fact = language(tag).word("sheet", "fact")
    if len(specs) != len(charts):
        yield f"the file has {len(charts)} charts, the document {len(specs)}"
        return
    for (_, spec), chart in zip(specs, charts, strict=True):
        yield from (f"chart {spec.id}: {what}" for what in _faults(spec, chart, words, first_fact))


def _faults(spec: ChartSpec, chart: ChartText, words: Lexicon, first_fact: str) -> Iterator[str]:
    known = (*map(plain, (spec.title, spec.subtitle, spec.note, spec.sources)), spec.as_of)
    about = tuple(map(western, filter(None, known)))
    if chart.about and tuple(map(western, chart.about)) != about:
        said = next((line for line in chart.about if western(line) not in about), "too few lines")
        yield f"“{said}” stands on the last sheet of its workbook"
    if KINDS[spec.kind].grid_of(spec.points):
        yield from grid_faults(spec, chart, words)
        return
    rows = [cells for cells in chart.cells[1:] if any(cells)]  # a line in which marks run on holds nothing
    if len(chart.rows) != len(spec.points) or len(rows) != len(spec.points):
        yield f"{len(chart.rows)} rows and {len(rows)} in its workbook, not {len(spec.points)}"
        return
    yield from drawn_faults(spec, chart)
    yield from _axis(spec, chart)
    head, aids = chart.cells[0], chart.aids[0] if chart.aids else ()
    heads = [each for each in chart.heads if each not in aids and figures_of(each, words)]
    yield from (f"“{each}” stands in the name of a series" for each in heads)
    alien = Counter(map(str.strip, chart.heads)) - Counter(map(str.strip, (*head, *aids)))
    yield from (f"“{each}” names a series that its workbook calls otherwise" for each in alien)
    if loose := figures_of(" ".join(head), words) - figures_of(spec.unit, words):
        yield f"“{next(iter(loose))}” stands in the head of its workbook"
    ends = head.index(first_fact) if first_fact in head else len(head)
    for point, row, cells in zip(spec.points, chart.rows, rows, strict=True):
        name = point.label or point.fact_id
        yield from (f"row “{name}”: {what}" for what in _row(point, row, words))
        # of a timeline, the columns before the fact hold days, not figures
        kept = (*cells[:1], *cells[ends:]) if point.span else cells
        yield from (f"row “{name}” of its workbook: {what}" for what in _cells(point, kept, words))
        if point.span is not None:
            yield from (f"row “{name}”: {what}" for what in day_faults(point.span, spec, cells[1:ends], row))


def _axis(spec: ChartSpec, chart: ChartText) -> Iterator[str]:
    """Yield words of an axis that are neither its two ends nor beyond the largest value, and others over the chart."""
    for word in chart.over:
        if word not in (spec.today_words, spec.silent_words):
            yield f"“{word}” stands over it"
    largest = max((p.reach for p in spec.points if p.reach is not None), default=Decimal(0))
    for word in chart.axis:
        number = _number(word)
        known = word in spec.axis_words or number == 0 or (number is not None and number in (spec.maximum, None))
        if not known and not (spec.maximum is None and number is not None and number >= largest):
            yield f"“{word}” stands at its axis"


def _row(point: ChartPoint, row: ChartRow, words: Lexicon) -> Iterator[str]:
    marks = point_marks(point)
    mark = "" if point.span is not None or point.reach is None else point.figure
    for label in row.labels:
        wanted = f"{_name(point)} {mark} {point.words} {' '.join(point.named_words)} {marks}"
        yield from _unlike(wanted, f"{label} {row.said}", words)
    for sign in SIGNS if mark and any(map(str.isdigit, row.said)) else ():
        if (sign in mark) is not (sign in row.said):
            yield f"“{sign}” is {'missing' if sign in mark else 'too much'} at its mark, “{row.said.strip()}”"
    drawn = point.values if point.value is None else (point.value,)  # an interval stands beside its value in the sheet
    found, values = sorted(map(_sortable, row.values)), sorted(map(str, drawn), key=_sortable)
    if point.span is None and found != [_sortable(value) for value in values]:
        yield f"its values are {', '.join(row.values) or 'none'}, not {', '.join(values) or 'none'}"


def _name(point: ChartPoint) -> str:
    """Return the name of a row in a native chart: its figure goes with it where it is hedged, or has no mark."""
    label = f"{point.group} {point.label}"
    if point.span is not None or (point.reach is not None and point.qualifier == Qualifier.EXACTLY):
        return label
    return f"{label} {point.figure if point.reach is None else point.stated or point.figure}"


def _sortable(text: str) -> Decimal:
    number = _number(text)
    return Decimal("-Infinity") if number is None else number


def _cells(point: ChartPoint, cells: Sequence[str], words: Lexicon) -> Iterator[str]:
    marks = point_marks(point)
    label = _name(point)
    if point.span is not None:
        label = f"{label} {point.words} {marks} {point.span.start}/{point.span.end}"
    elif point.reach is None:
        label = f"{label} {point.words} {marks}"
    values = () if point.span is not None else tuple(f"{value.normalize():f}" for value in point.values)
    told = " ".join((point.words, *point.named_words))
    said = f"{point.fact_id} {point.stated or point.figure} {point.status} {told} {marks}"
    yield from _unlike(f"{label} {' '.join(values)} {said}", " ".join(cells), words)


def _unlike(expected: str, found: str, words: Lexicon) -> Iterator[str]:
    want, have = atoms(normal(expected), words), atoms(normal(found), words)
    typed = figures_of(normal(found), words) - figures_of(
        normal(expected), words
    )  # a workbook says its statuses besides
    yield from (f"“{atom}” comes from no fact" for atom in typed)
    yield from (f"“{atom}” is missing or altered" for atom in want - have)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.rstrip("%\N{NO-BREAK SPACE} ").replace(",", "."))
    except InvalidOperation:
        return None
