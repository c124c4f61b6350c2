"""Native charts of pairs: a row a point with its two values, and the value of its area; names come from the cells of the sheet.

Labels from cells are an extension of Office 2013 ([MS-ODRAWXML] 2.24.3); programs that do not know it show the name as it is.
"""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_axes import axis_title, upright_axis
from reports.charts.grammar.grid_room import Room
from reports.charts.grammar.grid_sheet import cell_format, facts_sheet
from reports.charts.grammar.pairs.bubble_areas import TINT, bubble_radii, key_points
from reports.charts.grammar.pairs.label_places import Label, Spot, placed, unnamed
from reports.charts.grammar.pairs.size_key import SizeKey, size_key
from reports.charts.grammar.scales import linear
from reports.charts.grammar.series_looks import SeriesLook, is_hollow, series_looks
from reports.charts.mark_values import plain_number
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, base_face, between_ticks, tick_code
from reports.charts.native.chart import Plot
from reports.charts.native.labels import C15, field, shows, with_fields
from reports.charts.native.look import Look
from reports.charts.native.shapes import Box, Disc, Shape, Words
from reports.charts.native.sheet import Column, Sheet, number, reference, series_head, values
from reports.document import ChartPoint, ChartSpec, Tick
from reports.ooxml.drawingml import Element, el, line, shape, solid, text_body, text_el, val

RANGE = "{02D57815-91ED-43CB-92C2-25804820EDAC}"
"""Name of the extension that says which cells labels show."""
RADIUS = 3.4
BUBBLES = 100
"""Size of discs, in per cent of what Office takes (21.2.2.21); LibreOffice knows no other."""
OFFICE_SHARE = 0.25
"""Of the shorter side of the plot that Office gives the largest disc."""


def sheet_columns(spec: ChartSpec) -> tuple[tuple[Decimal | None, ...], ...]:
    """Return the columns of the sheet: values across, those of each series, and those of areas where there are any."""
    names = dict.fromkeys(point.series for point in spec.points)
    across = tuple(point.x for point in spec.points)
    sizes = tuple(point.size for point in spec.points)
    return (
        across,
        *(tuple(p.values[-1] if p.series == name and p.values else None for p in spec.points) for name in names),
        *((sizes,) if any(size is not None for size in sizes) else ()),
    )


def native_scatter(spec: ChartSpec, look: Look) -> Plot:
    """Return the chart; a name that would meet another is left to the sheet and to who points at the sign."""
    grid = grid_of(spec)
    several, (words, up) = len(grid.series) > 1, spec.axis_words
    room, shapes = _room(spec, look, several=several)
    heads = (words, *(each.name or up for each in grid.series), spec.area_words)
    formats = tuple(cell_format(point, look) for point in spec.points)
    columns = tuple(
        Column(
            head,
            tuple(None if cell is None else float(plain_number(cell)) for cell in cells),
            formats if 0 < n <= len(grid.series) else (),
        )
        for n, (head, cells) in enumerate(zip(heads, sheet_columns(spec), strict=False))
    )
    sheet = Sheet(
        Column(spec.unit or up, tuple(point.label for point in spec.points)), columns, (), facts=facts_sheet(grid, look)
    )
    looks = series_looks(grid, look.colours)
    labels = _labels(spec, look, room)
    bubbles = spec.points[0].size is not None
    series = (
        _series(n, [p.series == each.name for p in spec.points], spec, sheet, look, looks[n], labels)
        for n, each in enumerate(grid.series)
    )
    axes = (val("c:axId", CATEGORY_AXIS), val("c:axId", VALUE_AXIS))
    if bubbles:
        sized = (val("c:bubbleScale", BUBBLES), val("c:showNegBubbles", 0), val("c:sizeRepresents", "area"))
        chart = el("c:bubbleChart", val("c:varyColors", 0), *series, *sized, *axes)
    else:
        chart = el("c:scatterChart", val("c:scatterStyle", "lineMarker"), val("c:varyColors", 0), *series, *axes)
    upright = upright_axis(spec, look, between=False, title=up)
    area = el("c:plotArea", room.layout(look), chart, _across(spec, look), upright, shape(None, line("", 0)))
    lost = unnamed([point.label for point in spec.points], labels)
    return Plot(area, sheet, legend=several, shapes=shapes, unnamed=lost)


def _room(spec: ChartSpec, look: Look, *, several: bool) -> tuple[Room, tuple[Shape, ...]]:
    """Return where the inside of the plot lies, and the key of sizes above it, where areas say something."""
    size = look.face.size
    left = max(look.text_width(tick.text) for tick in spec.ticks) + 0.9 * size
    head = 1.9 * size if several else 0.8 * size

    def below(top: float) -> Room:
        return Room(left, top, look.width - left - 1.5 * size, look.height - top - 3.2 * size)

    plain = below(head + 1.4 * size)
    if not key_points(spec):
        return plain, ()
    key = size_key(spec, _largest(below(plain.top + 2 * _largest(plain))), look.width, size, look.text_width)
    if key is None:
        return plain, ()
    beside = look.text_width(spec.axis_words[1]) + size < key.left
    room = below(head + max(1.4 * size, key.height + 0.4 * size) + (0 if beside else 1.4 * size))
    key = size_key(spec, _largest(room), look.width, size, look.text_width)
    return room, _key_shapes(key, head - 0.4 * size, look) if key else ()


def _key_shapes(key: SizeKey, top: float, look: Look) -> tuple[Shape, ...]:
    """Return the discs of the key and their values as shapes."""
    found: list[Shape] = []
    tall, middle = 1.3 * look.face.size, top + key.height / 2
    for n, disc in enumerate(key.discs, 1):
        box = Box(disc.x - disc.radius, middle - disc.radius, 2 * disc.radius, 2 * disc.radius)
        found.append(Disc(f"size {n}", box, look.colours.context, 0.9 * look.k))
        words = Box(disc.left, middle - tall / 2, 1.05 * disc.width, tall)
        found.append(Words(f"size {n}: words", words, disc.words, look.colours.muted))
    return tuple(found)


def _largest(room: Room) -> float:
    """Return the radius of the largest disc, as Office sizes it in a plot."""
    return BUBBLES / 100 * OFFICE_SHARE * min(room.width, room.height) / 2


def _labels(spec: ChartSpec, look: Look, room: Room) -> tuple[Label | None, ...]:
    x = linear(spec.x_ticks, room.left, room.left + room.width)
    y = linear(spec.ticks, room.top + room.height, room.top)
    radii = bubble_radii(spec, _largest(room))
    spots = [
        Spot(x(p.x or 0), y(p.values[-1]), look.text_width(p.label), p.focus, r or RADIUS * look.k, inside=r > 0)
        for p, r in zip(spec.points, radii, strict=True)
    ]
    return placed(spots, 1.2 * look.face.size, (room.left, room.top, look.width, room.top + room.height))


def _series(
    order: int,
    own: list[bool],
    spec: ChartSpec,
    sheet: Sheet,
    look: Look,
    looks: SeriesLook,
    labels: tuple[Label | None, ...],
) -> Element:
    points = {n: point for n, point in enumerate(spec.points) if own[n]}
    bubbles = spec.points[0].size is not None
    special = [_own_look(n, point, looks, look) for n, point in points.items() if point.focus or is_hollow(point)]
    said = [_label(n, point, label, look) for n, point in points.items() if (label := labels[n]) is not None]
    across, up = values(sheet, 1), values(sheet, order + 2)
    across.tag, up.tag = (tag.replace("}val", name) for tag, name in ((across.tag, "}xVal"), (up.tag, "}yVal")))
    size = values(sheet, len(sheet.series)) if bubbles else None
    if size is not None:
        size.tag = size.tag.replace("}val", "}bubbleSize")
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(sheet, order + 2),
        _disc(None, looks, look) if bubbles else el("c:spPr", line("", 0)),
        val("c:invertIfNegative", 0) if bubbles else _sign(None, looks, look),
        *special,
        el("c:dLbls", *said, *shows()) if said else None,
        across,
        up,
        size,
        val("c:bubble3D", 0) if bubbles else val("c:smooth", 0),
        _names(sheet),
    )


def _own_look(n: int, point: ChartPoint, looks: SeriesLook, look: Look) -> Element:
    """Return the look of a point that differs from its series: hollow, or in focus."""
    if point.size is None:
        return el("c:dPt", val("c:idx", n), _sign(point, looks, look), val("c:bubble3D", 0))
    disc = _disc(point, looks, look)
    return el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), disc)


def _disc(point: ChartPoint | None, looks: SeriesLook, look: Look) -> Element:
    """Return the look of a disc: a tint that lets others be seen, hollow where its value is no exact number."""
    hue = look.colours.focus if point is not None and point.focus else looks.hue
    if point is not None and is_hollow(point):
        return el("c:spPr", el("a:noFill"), line(hue, 1.2 * look.k))
    fill = solid(hue)
    for colour in fill:
        colour.append(val("a:alpha", round(100_000 * TINT)))
    return shape(fill, line(hue, 1.2 * look.k))


def _sign(point: ChartPoint | None, looks: SeriesLook, look: Look) -> Element:
    hollow = point is not None and is_hollow(point)
    hue = look.colours.focus if point is not None and point.focus else looks.hue
    return el(
        "c:marker",
        val("c:symbol", looks.sign),
        val("c:size", max(round(2 * RADIUS * look.k), 5) + int(hollow or hue != looks.hue)),
        shape(solid(look.colours.paper if hollow else hue), line(hue, 1.2 * look.k)),
    )


def _label(n: int, point: ChartPoint, label: Label, look: Look) -> Element:
    """Return a label that shows the cell of its row; its text is what programs print that know no such labels."""
    hue = look.colours.focus if point.focus else look.colours.ink
    run = field("CELLRANGE", n, point.label, look.face, hue)
    return el(
        "c:dLbl",
        val("c:idx", n),
        el("c:tx", text_body("c:rich", look.face, hue, (run,), wrap=False)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", label.side),
        *shows(),
        with_fields(cells=True),
    )


def _names(sheet: Sheet) -> Element:
    """Return the extension that says which cells hold the names, and what they say."""
    cells = sheet.categories.cells
    held = etree.Element(f"{{{C15}}}datalabelsRange", nsmap={"c15": C15})
    etree.SubElement(held, f"{{{C15}}}f").text = reference(sheet, 0)
    cache = etree.SubElement(held, f"{{{C15}}}dlblRangeCache")
    cache.append(val("c:ptCount", len(cells)))
    cache.extend(el("c:pt", text_el("c:v", str(cell)), idx=n) for n, cell in enumerate(cells))
    return el("c:extLst", el("c:ext", held, uri=RANGE))


def _across(spec: ChartSpec, look: Look) -> Element:
    """Return the axis across, with its marks and words."""
    ticks: tuple[Tick, ...] = spec.x_ticks
    return el(
        "c:valAx",
        val("c:axId", CATEGORY_AXIS),
        between_ticks(ticks),
        val("c:delete", 0),
        val("c:axPos", "b"),
        axis_title(spec.axis_words[0], look),
        *base_face(look, tick_code(ticks)),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "min"),
        val("c:crossBetween", "midCat"),
        val("c:majorUnit", number(float(ticks[1].value - ticks[0].value))),
    )
