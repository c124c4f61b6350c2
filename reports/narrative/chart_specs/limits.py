"""What a chart can show: refused here, where the chart file has lines, and not while it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import get_args

from reports.charts.chart_kind import Key
from reports.charts.registry import KINDS
from reports.domain.facts import Fact
from reports.errors import Place, Problem
from reports.load.definition_files import ChartFile
from reports.notation.yaml_tree import Tree

MAX_POINTS = 60
"""Rows of one chart; more do not fit a page."""
MAX_GRID = 1200
"""Points of a chart of several series: a century of months."""
MAX_LABEL = 120
"""Characters of a row's name, and of the words after its figure; three lines at most."""


def undrawable(file: ChartFile, tree: Tree) -> Iterator[Problem]:
    """Yield what no chart of this kind can show, whatever its facts are."""
    most = MAX_GRID if KINDS[file.kind].grid_of(file.points) else MAX_POINTS
    if len(file.points) > most:
        what = f"the chart has {len(file.points)} points"
        yield Problem(tree.place(("points",)), what, f"keep at most {most}, or print a table")
    if "maximum" in KINDS[file.kind].needs and file.maximum is None and file.points:
        what, cure = f"a {file.kind} needs the end of its axis", "add 'maximum:', such as 100 for shares"
        yield Problem(tree.place(("kind",)), what, cure)


KEYS: Mapping[Key, tuple[str, ...]] = {"months": ("start", "stop")}
"""Keys of a file that belong together; every other one stands for itself."""


def misfits(file: ChartFile, tree: Tree) -> Iterator[Problem]:
    """Yield what a definition of this kind lacks, and what says nothing in it."""
    kind = KINDS[file.kind]
    for key in sorted(kind.needs - {"points", "maximum", "months"}):
        if not getattr(file, key):
            yield Problem(tree.place(("kind",)), f"a chart of kind {kind.name} needs '{key}:'", f"add '{key}:'")
    native = kind.grid_of(file.points)
    for n, point in enumerate(file.points):
        if point.panel and not (native and native.panels):
            what = f"'panel:' says nothing in a chart of kind {kind.name}"
            yield Problem(tree.place(("points", n)), what, "take it out, or use 'kind: line' or 'kind: columns'")
            break
    yield from _loose_index(file, tree)
    known = kind.needs | kind.takes
    for key in get_args(Key):
        for name in KEYS.get(key, (key,)):
            if key not in known and hasattr(file, name) and getattr(file, name):
                what = f"'{name}:' says nothing in a chart of kind {kind.name}"
                yield Problem(tree.place((name,)), what, "take it out, or choose another kind")


def index_base(file: ChartFile) -> str:
    """Return the period that an index of a chart has as its base; empty where it shows no index."""
    figure, _, base = (part.strip() for part in (file.observations.figure if file.observations else "").partition(":"))
    return base if figure == "index" else ""


def _loose_index(file: ChartFile, tree: Tree) -> Iterator[Problem]:
    """Yield that an index has no base that all of its values share."""
    if file.observations and file.observations.figure.partition(":")[0].strip() == "index":
        base = index_base(file)
        if base in ("", "previous", "year"):
            what = "an index says how values stand to that of one period, and none is named"
            yield Problem(
                tree.place(("observations", "figure")), what, "name its base, such as 'index: 2006-01', or use 'growth'"
            )


def too_long(text: str, place: Place) -> Iterator[Problem]:
    """Yield a problem where the words of a row are too long to stand beside its mark."""
    if len(text) > MAX_LABEL:
        what = f"the words “{text[:30]}…” of a row have {len(text)} characters"
        yield Problem(place, what, f"keep at most {MAX_LABEL}")


def off_the_axis(value: Decimal, fact: Fact, file: ChartFile, place: Place) -> Iterator[Problem]:
    """Yield why a `value` of `fact` cannot be drawn in this kind of chart."""
    said = f"the fact {fact.id!r} is {value:f} here"
    if value < 0 and KINDS[file.kind].scale is None:
        yield Problem(place, f"{said}, and axes start at zero", "use 'kind: columns', or print it in a table")
        return
    if file.maximum is not None and value > file.maximum:
        yield Problem(place, f"{said}, beyond the axis, which ends at {file.maximum}", "raise 'maximum:'")
    counted = KINDS[file.kind].counted
    if counted and counted.refused_range and fact.low is not None:
        what = f"the fact {fact.id!r} is a range, and {counted.refused_range}"
        yield Problem(place, what, "use 'kind: bars' or 'kind: units'")
    elif counted and (value != value.to_integral_value() or value > counted.most):
        what = f"{said}, and {counted.marks} show whole numbers up to {counted.most}"
        yield Problem(place, what, "use 'kind: bars'")
