from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from reports.charts.drawing import Discs, Drawing, Lines, Run, Shape, blend
from reports.charts.mark_values import plain_number, value_text
from reports.charts.native.parts import has_native, office_chart
from reports.charts.pen import Pen
from reports.charts.registry import KINDS, table
from reports.charts.svg import draw_svg
from reports.charts.timeline.days import first_day, last_day, serial
from reports.charts.timeline.time_axis import TimeAxis
from reports.document import ChartSpec, Span
from reports.errors import InternalError, ReportError
from tests.chart_cases import NAMES, case
from tests.chart_reading import Shown, drawn_in_chart, shown_in_chart, shown_in_svg, shown_in_workbook
from tests.sample import theme

NATIVE = tuple(name for name in NAMES if has_native(case(name)))
WIDTHS = (130, 158.7, 244, 504.5, 900)


def drawing(spec: ChartSpec, width: float = 504.5) -> Drawing:
    return KINDS[spec.kind].draw(spec, Pen(theme().colours, 0.85), width)


def shapes(spec: ChartSpec, fact_id: str, width: float = 504.5) -> list[Shape]:
    return [shape for mark in drawing(spec, width).marks if mark.fact_id == fact_id for shape in mark.shapes]


def edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape."""
    match shape:
        case Run():
            return shape.x, shape.y - 0.8 * shape.size, shape.x + shape.width, shape.y + 0.25 * shape.size
        case Discs(centres, radius):
            xs, ys = zip(*centres, strict=True)
            return min(xs) - radius, min(ys) - radius, max(xs) + radius, max(ys) + radius
        case Lines(runs):
            xs, ys = zip(*(point for run in runs for point in run), strict=True)
            return min(xs), min(ys), max(xs), max(ys)


# ── The same numbers in the same order, whoever draws them ───────────────────────────────────────


def assert_same(spec: ChartSpec, svg: str, xml: bytes, book: bytes) -> None:
    drawn, cached, cells = shown_in_svg(svg), shown_in_chart(xml), shown_in_workbook(book)
    assert [row.fact_id for row in drawn] == [row.fact_id for row in cells] == [p.fact_id for p in spec.points]
    assert [row.label for row in cached] == [row.label for row in cells]
    wanted = [(text,) if (text := value_text(point)) else () for point in spec.points]
    assert [row.values for row in drawn] == wanted
    if spec.kind == "timeline":
        assert [(row.span,) for row in cells] == wanted
        assert [row.values for row in cells] == [days_of(point.span, spec) for point in spec.points]
        assert [row.values for row in cached] == [
            days_of(replace(p.span, end="") if p.span else None, spec) for p in spec.points
        ]
    else:  # a range has a column for each end, the upper one first
        marks = (p.values[::-1] if p.value is None else (p.value,) for p in spec.points)
        assert [row.values for row in cells] == [tuple(map(plain_number, each)) for each in marks]
        assert [row.values for row in cached] == [row.values for row in cells]


def days_of(span: Span | None, spec: ChartSpec) -> tuple[str, ...]:
    """Return first and last day of a span as a spreadsheet counts them, as far as it has any; years on an axis of years."""
    sides = ((span.start, first_day), (span.end, last_day)) if span else ()
    if len(spec.start) == 4:
        return tuple(text if len(text) == 4 else f"{round(years_of(text), 9):.15g}" for text, _ in sides if text)
    found = (
        (day(text) - date(1899, 12, 30)).days + (datetime.fromisoformat(text).time().hour * 60 + int(text[-2:])) / 1440
        if "T" in text
        else (day(text) - date(1899, 12, 30)).days
        for text, day in sides
        if text
    )
    return tuple(f"{round(each, 9):.15g}" for each in found)


def years_of(day: str) -> float:
    """Return the year of a day, and the part of it that had passed on its morning."""
    found = date.fromisoformat(day)
    new_year = date(found.year, 1, 1)
    return found.year + (found - new_year).days / (date(found.year + 1, 1, 1) - new_year).days


@pytest.mark.parametrize("name", NATIVE)
def test_paper_chart_and_workbook_show_the_same(name: str) -> None:
    spec = case(name)
    for medium in ("word", "slides"):
        chart = office_chart(spec, theme(), medium, height_pt=450 if medium == "slides" else 0)
        assert_same(spec, draw_svg(spec, theme(), 504.5), chart.xml, chart.workbook)


def test_one_number_that_differs_is_found() -> None:
    spec = case("bars-every-mark")
    chart, svg = office_chart(spec, theme(), "word"), draw_svg(spec, theme(), 504.5)
    first = spec.points[0]
    other = replace(spec, points=(replace(first, value=Decimal(41)), *spec.points[1:]))
    turned = replace(spec, points=spec.points[::-1])
    for wrong in (other, turned):
        with pytest.raises(AssertionError):
            assert_same(spec, draw_svg(wrong, theme(), 504.5), chart.xml, chart.workbook)
        with pytest.raises(AssertionError):
            assert_same(spec, svg, office_chart(wrong, theme(), "word").xml, chart.workbook)
        with pytest.raises(AssertionError):
            assert_same(spec, svg, chart.xml, office_chart(wrong, theme(), "word").workbook)


def test_bars_of_a_timeline_stand_where_its_spans_are() -> None:
    spec = case("timeline-spans")
    axis = TimeAxis(spec.start, spec.stop)
    drawn = drawn_in_chart(office_chart(spec, theme(), "word").xml)
    start, length = drawn[3]
    assert (int(start), int(length)) == (serial(first_day("2030-12-05")), 1)
    assert drawn[-1][0] == drawn[0][0] == f"{axis.first:.0f}", "what began before the axis starts with it"
    ends = [int(start) + int(length) for start, length in drawn]
    assert ends[0] == serial(last_day("2031-02-03")) + 1
    assert axis.end - 60 < ends[6] < axis.end, "an open end leaves room for its arrow"


# ── Layout ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_leaves_the_paper_or_is_printed_over(name: str, width: float) -> None:
    drawn = drawing(case(name), width)
    texts = [shape for mark in drawn.marks for shape in mark.shapes if isinstance(shape, Run)]
    for shape in (shape for mark in drawn.marks for shape in mark.shapes):
        left, top, right, bottom = edges(shape)
        assert left >= -0.01, shape
        assert right <= width + 0.6, shape
        assert top >= -1, shape
        assert bottom <= drawn.height + 1, shape
    for n, one in enumerate(texts):
        for two in texts[n + 1 :]:
            a, b = edges(one), edges(two)
            apart = a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or one.y + 4 < two.y or two.y + 4 < one.y
            assert apart, (one.text, two.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_spec_is_drawn(name: str) -> None:
    spec = case(name)
    for point in spec.points:
        said = " ".join(shape.text for shape in shapes(spec, point.fact_id) if isinstance(shape, Run))
        if spec.kind == "dots":
            assert said == ""
            continue
        for text in (point.label, point.words, point.figure):
            assert all(word in said for word in text.split()), (text, said)


def test_words_are_not_lost_in_a_narrow_column() -> None:
    spec = case("bars-long-words")
    said = " ".join(shape.text for shape in shapes(spec, "first", 150) if isinstance(shape, Run))
    assert "never audited by anybody" in said.replace("\n", " ")
    assert "[3]" in said


def test_bars_are_as_long_as_their_values() -> None:
    spec = case("bars-every-mark")
    axis = drawing(spec).marks[-1].shapes[0]
    length = {}
    for fact_id in ("dense-flat", "plain-flat", "dashed-flat"):
        frame = max((s for s in shapes(spec, fact_id) if isinstance(s, Lines)), key=lambda s: edges(s)[2])
        length[fact_id] = edges(frame)[2] - edges(axis)[0]
    assert length["dense-flat"] / length["plain-flat"] == pytest.approx(30.5 / 12, rel=0.02)
    assert length["dashed-flat"] / length["plain-flat"] == pytest.approx(14.8 / 12, rel=0.02)


def test_what_is_not_stated_has_no_bar() -> None:
    filled = [s for s in shapes(case("bars-every-mark"), "silent") if isinstance(s, Lines) and s.fill]
    assert filled == []
    chart = office_chart(case("bars-every-mark"), theme(), "word")
    [row] = [row for row in shown_in_workbook(chart.workbook) if row.fact_id == "silent"]
    assert row == Shown("Nothing stated: not stated, financed\u00a0[6]", "silent", ()), "its status is not lost"


@pytest.mark.parametrize("width", [158.7, 504.5])
def test_a_range_has_a_bar_from_zero_to_its_upper_end(width: float) -> None:
    spec, tint = case("bars-range"), theme().colours.primary_tint
    marks = {p.fact_id: [s for s in shapes(spec, p.fact_id, width) if isinstance(s, Lines)] for p in spec.points}
    right = {id: max(edges(shape)[2] for shape in found) for id, found in marks.items()}
    left = min(edges(shape)[0] for shape in marks["valley"])
    assert (right["harbour"] - left) / (right["valley"] - left) == pytest.approx(350 / 179, rel=0.02)
    open_part, certain, *_ = marks["harbour"]
    assert open_part.fill == tint
    assert (edges(certain)[2] - left) / (right["valley"] - left) == pytest.approx(270 / 179, rel=0.02)
    assert len(marks["valley"]) < len(marks["harbour"]), "an exact value has no whisker"


def test_a_range_is_drawn_from_end_to_end_in_every_kind() -> None:
    squares = [s for s in shapes(case("units-range"), "stops") if isinstance(s, Lines) and s.closed]
    assert [s.fill == theme().colours.primary_tint for s in squares] == [False] * 7 + [True] * 4
    rings = [s.centres[0][0] for s in shapes(case("lollipop-range"), "riders") if isinstance(s, Discs)]
    assert rings == pytest.approx([0.20 * 504.5, 0.35 * 504.5])
    assert len([s for s in shapes(case("lollipop-range"), "drivers") if isinstance(s, Discs)]) == 1


def test_focus_is_focus_in_label_mark_and_figure() -> None:
    spec, colours = case("bars-every-mark"), theme().colours
    runs = [s for s in shapes(spec, "ceiling") if isinstance(s, Run)]
    assert [(r.text, r.colour, r.weight) for r in runs[:2]] == [
        ("Ceiling in focus", colours.focus, 600),
        ("≤ 10", colours.focus, 600),
    ]
    others = [s for s in shapes(spec, "dense-flat") if isinstance(s, Run)]
    assert colours.focus not in {run.colour for run in others}


def test_unit_squares_are_as_many_as_counted() -> None:
    spec, ink = case("units-named"), theme().colours
    squares = [s for s in shapes(spec, "opened", 244) if isinstance(s, Lines) and s.closed]
    assert [s.fill for s in squares] == [ink.primary] * 8 + [ink.paper] * 3


def test_dots_are_as_many_as_counted_and_the_last_is_a_ring() -> None:
    spec, colours = case("dots-ring"), theme().colours
    rest, focus = (s for s in shapes(spec, "cities") if isinstance(s, Discs))
    assert (len(rest.centres), len(focus.centres)) == (53, 1)
    assert focus.radius == pytest.approx(1.5 * rest.radius)
    [ring] = shapes(spec, "region")
    assert isinstance(ring, Discs)
    assert (ring.fill, ring.stroke, len(ring.centres)) == (colours.paper, colours.context, 1)


def test_planned_is_hollow_and_derived_fades() -> None:
    spec, colours = case("timeline-spans"), theme().colours
    [planned] = [s for s in shapes(spec, "planned") if isinstance(s, Lines)]
    assert (planned.fill, planned.stroke) == (colours.paper, colours.primary)
    assert len({s.fill for s in shapes(spec, "derived") if isinstance(s, Lines)}) > 8
    assert len({s.fill for s in shapes(spec, "month") if isinstance(s, Lines)}) == 1
    lengths = case("timeline-lengths")
    looks = {id: looks_of(lengths, id) for id in ("day", "day-derived", "day-planned", "day-planned-derived")}
    assert len(set(looks.values())) == 4, "done and planned, stated and derived are never alike"
    [hollow] = [s for s in shapes(spec, "day-planned") if isinstance(s, Discs)]
    [full] = [s for s in shapes(spec, "day") if isinstance(s, Discs)]
    assert (hollow.fill, full.fill) == (colours.paper, colours.primary)


def looks_of(spec: ChartSpec, fact_id: str) -> tuple[tuple[str, str, bool], ...]:
    """Return fill, stroke and whether dashed of each shape of a mark."""
    marks = [s for s in shapes(spec, fact_id) if not isinstance(s, Run)]
    return tuple((s.fill, s.stroke, isinstance(s, Lines) and bool(s.dashes)) for s in marks)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_mark_of_a_timeline_is_too_small_to_be_seen(width: float) -> None:
    spec = case("timeline-lengths")
    for point in spec.points:
        marks = [edges(s) for s in shapes(spec, point.fact_id, width) if not isinstance(s, Run)]
        left, right = min(edge[0] for edge in marks), max(edge[2] for edge in marks)
        assert right - left >= 5.5, point.fact_id  # outlines stand around that


def test_six_months_to_a_day_end_on_that_day() -> None:
    spec = case("timeline-lengths")
    axis = TimeAxis(spec.start, spec.stop)
    bar = [edges(s) for s in shapes(spec, "six") if isinstance(s, Lines)]
    day = next(edges(s) for s in shapes(spec, "day-planned") if isinstance(s, Discs))
    unit = (504.5 - axis_left(spec)) / (axis.end - axis.first)
    assert max(edge[2] for edge in bar) == pytest.approx((day[0] + day[2]) / 2, abs=unit)
    days = serial(date(2031, 2, 5)) - serial(date(2030, 8, 5))
    assert (max(edge[2] for edge in bar) - min(edge[0] for edge in bar)) / unit == pytest.approx(days, abs=1.5)


def axis_left(spec: ChartSpec) -> float:
    """Return where the months begin."""
    furniture = [shape for mark in drawing(spec).marks if not mark.fact_id for shape in mark.shapes]
    return min(edges(s)[0] for s in furniture if isinstance(s, Lines) and edges(s)[0] == edges(s)[2])


def test_a_colour_blends_to_paper() -> None:
    assert blend("#000000", "#FFFFFF", 1) == "#000000"
    assert blend("#000000", "#FFFFFF", 0) == "#FFFFFF"
    assert blend("#0F4C5C", "#FFFFFF", 0.5) == "#87A6AE"


AXES = {
    "months": ("2030-11", "2031-02", "month", 4, (0, 2)),
    "a month": ("2030-11", "2030-11", "month", 1, (0,)),
    "years": ("1848", "1851", "year", 4, ()),
    "days": ("2031-01-28", "2031-02-03", "day", 7, (0, 4)),
    "a day": ("2031-03-04", "2031-03-04", "hour", 24, (0,)),
    "hours": ("2031-03-04T08", "2031-03-04T18", "hour", 10, (0,)),
    "two days": ("2031-03-04", "2031-03-05", "hour", 48, (0, 24)),
}


@pytest.mark.parametrize("name", AXES)
def test_time_is_marked_by_what_its_ends_are_written_in(name: str) -> None:
    start, stop, grain, count, heads = AXES[name]
    axis = TimeAxis(start, stop)
    assert (axis.grain, len(axis.units), axis.heads) == (grain, count, heads)
    assert axis.units[0] == axis.first == axis.begin(start)
    assert axis.first <= axis.units[-1] < axis.end


def test_dates_lie_where_they_begin_and_end() -> None:
    axis = TimeAxis("2030-11", "2031-02")
    assert axis.begin("2031-02-15") - axis.begin("2031-02") == 14
    assert axis.finish("2031-02") == axis.end == axis.finish("2031-02-28")
    assert axis.finish("2031") - axis.begin("2031") == 365
    hours = TimeAxis("2031-03-04", "2031-03-04")
    assert (hours.begin("2031-03-04T06:00") - hours.first) * 24 == pytest.approx(6)
    assert hours.finish("2031-03-04T06:30") == hours.begin("2031-03-04T06:30"), "a time of day ends at its minute"
    years = TimeAxis("1848", "1900")
    assert (years.begin("1848"), years.finish("1848")) == (1848, 1849)
    assert years.finish("1848-12-31") == 1849


def test_what_leaves_the_axis_is_not_held_by_it() -> None:
    axis = TimeAxis("2030-11", "2031-02")
    for start, end in (
        ("2030-11", "2031-02"),
        ("", "2031-01"),
        ("2031-02-28", ""),
        ("2031", "2031"),
        ("2020", "2031-01"),
    ):
        assert axis.holds(Span(start, end)), (start, end)
    for start, end in (("2030-10", "2031-02"), ("2031-01", "2031-03-01"), ("2020", "2020"), ("", "2020"), ("2032", "")):
        assert not axis.holds(Span(start, end)), (start, end)


# ── Refusals ─────────────────────────────────────────────────────────────────────────────────────


def test_two_kinds_of_one_name_are_refused() -> None:
    bars = KINDS["bars"]
    with pytest.raises(InternalError, match="two chart kinds are called 'bars'"):
        table(bars, replace(KINDS["units"], name="bars"))


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("bars-every-mark", {"value": Decimal(-1)}, "axes start at zero"),
        ("lollipop-ends", {"value": Decimal(101)}, "beyond the axis, which ends at 100"),
        ("units-named", {"value": Decimal("1.5")}, "whole numbers"),
        ("dots-ring", {"value": Decimal("5000")}, "whole numbers up to 1000"),
    ],
)
def test_values_that_would_be_drawn_wrong_are_refused(name: str, change: dict[str, Decimal], message: str) -> None:
    spec = case(name)
    wrong = replace(spec, points=(replace(spec.points[0], **change), *spec.points[1:]))  # type: ignore[arg-type]
    draw_svg(spec, theme(), 300)
    with pytest.raises(ReportError, match=message):
        draw_svg(wrong, theme(), 300)


def test_a_chart_without_facts_is_refused() -> None:
    with pytest.raises(ReportError, match="no facts to show"):
        office_chart(replace(case("bars-every-mark"), points=()), theme(), "word")
