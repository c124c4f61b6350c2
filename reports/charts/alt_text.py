"""What a chart says to those who do not see it: made from the points that are drawn, so that it never says less.

Every row of a small chart; of a longer series where it begins and ends, its lowest and its highest value.
"""

from __future__ import annotations

from reports.charts.grammar.event_lines import event_places
from reports.charts.grammar.grid import Grid, Series, grid_of
from reports.charts.grammar.panels import panels_of
from reports.document import ChartPoint, ChartSpec
from reports.domain.wording import Speech, period_text

MOST = 16
"""Points of which each is said."""
SHORT = 6
"""Points of a series of which each is said, however many series there are."""


def rows_said(spec: ChartSpec, speech: Speech) -> str:
    """Return every row: its name, its figure in words with the hedge, and what is said of it, or else its status."""
    return _listed([_row(point, speech) for point in spec.points], speech)


def pairs_said(spec: ChartSpec, speech: Speech) -> str:
    """Return every point: its name, its value across and its value upwards, after what the axes measure."""
    rows = [
        _labelled(
            p.label, _marked(_comma(speech).join(filter(None, (p.x_figure, _figure(p), p.size_figure))), p), speech
        )
        for p in spec.points
    ]
    measured = _comma(speech).join(filter(None, (*spec.axis_words, spec.area_words)))
    return f"{measured}{_stop(speech)} {_listed(rows, speech)}"


def dates_said(spec: ChartSpec, speech: Speech) -> str:
    """Return every row of a timeline, its name and when it is, and the time of which nothing is on record."""
    said = [_labelled(_name(point, speech), _marked(point.words, point), speech) for point in spec.points]
    if spec.silent and spec.today:
        said.append(_labelled(spec.silent_words, period_text(f"{spec.silent}/{spec.today}", speech), speech))
    return _listed(said, speech)


def series_said(spec: ChartSpec, speech: Speech) -> str:
    """Return the series one after the other, from the first category to the last."""
    if panels := panels_of(spec):
        each = [(panel.points[0].panel, _all_series(panel, speech)) for panel in panels]
        return _listed([_labelled(name, text.removesuffix(_stop(speech)), speech) for name, text in each], speech)
    return _all_series(spec, speech)


def _all_series(spec: ChartSpec, speech: Speech) -> str:
    grid = grid_of(spec)
    whole = len(spec.points) <= MOST
    said = [_series(series, grid, speech, whole=whole or len(series.points) <= SHORT) for series in grid.series]
    return " ".join(filter(None, (_listed(said, speech), _events(spec, grid, speech))))


def _events(spec: ChartSpec, grid: Grid, speech: Speech) -> str:
    """Return what is marked over time, each with its period."""
    places = event_places(spec, grid)
    said = [f"{event.words} ({grid.categories[n]})" for event, n in zip(spec.events, places, strict=True)]
    if not said:
        return ""
    text = speech.word("furniture", "alt-events").format(events=speech.word("furniture", "key-separator").join(said))
    return f"{text[:1].upper()}{text[1:]}{_stop(speech)}"


def bars_said(spec: ChartSpec, speech: Speech) -> str:
    """Return every row, or every series where the points stand in several."""
    return series_said(spec, speech) if any(point.series for point in spec.points) else rows_said(spec, speech)


def cells_said(spec: ChartSpec, speech: Speech) -> str:
    """Return nothing: a table is read cell by cell."""
    return ""


def _listed(parts: list[str], speech: Speech) -> str:
    text = speech.word("furniture", "list-separator").join(part for part in parts if part)
    return f"{text}{_stop(speech)}" if text else ""


def _marked(said: str, *points: ChartPoint) -> str:
    """Return what is said of points with the marks of their sources, each once."""
    marks = "".join(f"[{n}]" for n in sorted({n for point in points for n in point.numbers}))
    return f"{said} {marks}" if said and marks else said


def _stop(speech: Speech) -> str:
    """Return what ends a sentence."""
    return speech.word("furniture", "stop").strip()


def _comma(speech: Speech) -> str:
    """Return what stands between parts of a name."""
    return speech.word("furniture", "key-separator")


def _labelled(name: str, said: str, speech: Speech) -> str:
    return f"{speech.word('furniture', 'evidence-labelled').format(label=name)} {said}" if said else name


def _name(point: ChartPoint, speech: Speech) -> str:
    return f"{point.group}{_comma(speech)}{point.label}" if point.group else point.label


def _row(point: ChartPoint, speech: Speech) -> str:
    words = point.words or speech.tables["statuses"].get(point.status, point.status)
    figure = _figure(point)
    return _labelled(_name(point, speech), _marked(f"{figure} ({words})" if figure else words, point), speech)


def _figure(point: ChartPoint) -> str:
    return point.stated or point.figure


def _series(series: Series, grid: Grid, speech: Speech, *, whole: bool) -> str:
    known = [(grid.categories[n], point) for n, point in enumerate(series.points) if point is not None]
    if whole:
        said = speech.word("furniture", "key-separator").join(_at(name, point, speech) for name, point in known)
    else:
        said = _course([(name, point) for name, point in known if point.reach is not None], speech)
    said = _marked(said, *(point for _, point in known))
    return _labelled(series.name, said, speech) if series.name else said


def _at(name: str, point: ChartPoint, speech: Speech) -> str:
    observed = speech.tables["observed-alone"].get(point.observed, "")
    return f"{name} {_figure(point)}" + (f" ({observed})" if observed else "")


def _course(known: list[tuple[str, ChartPoint]], speech: Speech) -> str:
    """Return where a long series begins and ends, its extremes, and how many values lie between."""
    if not known:
        return ""
    low, high = (pick(known, key=lambda each: each[1].reach or 0) for pick in (min, max))
    ends = {"first": known[0], "last": known[-1], "low": low, "high": high}
    parts = {key: _at(name, point, speech) for key, (name, point) in ends.items()}
    return speech.word("furniture", "alt-course").format(**parts, count=len(known))
