"""Small drawings as inline SVG: source strips, discs of a matrix, the grid of dots, the QR code."""

from __future__ import annotations

from html import escape

from reports.document import ChartSpec, SourceStrip, Words
from reports.theme.definition import Theme

CELL, GAP = 11.0, 2.0
"""Box of a source strip and the space after it, in points (tokens: source_strip)."""
RADIUS = 3.8
"""Disc of a matrix, in points (tokens: matrix)."""
PITCH_TO_RADIUS, FOCUS_RADIUS = 3.2, 1.5
"""Dots: distance of centres to radius; how much larger a dot in focus is (tokens: count_strip)."""


def svg(width: float, height: float, title: str, body: str, name: str) -> str:
    """Return an inline SVG of this size in points; WeasyPrint takes its alt text from `title`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" width="{_n(width)}pt" height="{_n(height)}pt"'
        f' viewBox="0 0 {_n(width)} {_n(height)}"><title>{escape(title)}</title>{body}</svg>'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def source_strip(strip: SourceStrip, words: Words, theme: Theme) -> str:
    """Return one box a source: filled where it has the printed reading, outlined for another, a dash where silent."""
    alt, drawn = [], []
    for index in range(strip.total):
        number, x = index + 1, index * (CELL + GAP)
        kind = "printed" if number in strip.printed else "other" if number in strip.other else "silent"
        alt.append(words[f"strip-{kind}"].format(number=number))
        drawn.append(_strip_cell(kind, number, x, theme))
    width = strip.total * (CELL + GAP) - GAP
    return svg(width, CELL, words["list-separator"].join(alt), "".join(drawn), "strip")


def _strip_cell(kind: str, number: int, x: float, theme: Theme) -> str:
    colours = theme.colours
    if kind == "silent":
        return f'<rect x="{_n(x + 3)}" y="5" width="5" height="1" fill="{colours.context}"/>'
    filled = kind == "printed"
    box = (
        f'<rect x="{_n(x + 0.6)}" y="0.6" width="{_n(CELL - 1.2)}" height="{_n(CELL - 1.2)}"'
        f' fill="{colours.primary if filled else colours.paper}" stroke="{colours.primary}" stroke-width="1.2"/>'
    )
    digit = (
        f'<text x="{_n(x + CELL / 2)}" y="8.6" text-anchor="middle" font-size="8.5" font-weight="600"'
        f' font-family="{escape(theme.fonts.text)}" fill="{colours.paper if filled else colours.primary}">{number}</text>'
    )
    return box + digit


def disc(shape: str, words: Words, theme: Theme, *, focus: bool = False) -> str:
    """Return a cell of a matrix: '●' a disc, '○' a ring, '–' a dash, each with what it means as alt text."""
    colour = theme.colours.focus if focus else theme.colours.primary
    size = 2 * RADIUS + 1
    centre = _n(size / 2)
    match shape:
        case "●":
            body, key = f'<circle cx="{centre}" cy="{centre}" r="{RADIUS}" fill="{colour}"/>', "matrix-done"
        case "○":
            ring = f'r="{_n(RADIUS - 0.8)}" fill="{theme.colours.paper}" stroke="{colour}" stroke-width="1.6"'
            body, key = f'<circle cx="{centre}" cy="{centre}" {ring}/>', "matrix-open"
        case _:
            body = f'<rect x="1.8" y="{_n(size / 2 - 0.5)}" width="5" height="1" fill="{theme.colours.muted}"/>'
            key = "matrix-silent"
    return svg(size, size, words[key], body, "disc")


def dot_grid(spec: ChartSpec, theme: Theme, width: float) -> str:
    """Return the dots of a 'dots' chart as a grid `width` points wide; further points are rings after them."""
    first, *rings = spec.points
    dots = int(first.value or 0)
    total = dots + len(rings)
    columns = _columns(total)
    pitch = width / columns
    radius = pitch / PITCH_TO_RADIUS
    drawn = []
    for index in range(total):
        x, y = (index % columns + 0.5) * pitch, (index // columns + 0.5) * pitch
        at = f'cx="{_n(x)}" cy="{_n(y)}"'
        if index >= dots:
            ring = (
                f'r="{_n(radius * 0.8)}" fill="none" stroke="{theme.colours.context}" stroke-width="{_n(radius * 0.4)}"'
            )
            drawn.append(f"<circle {at} {ring}/>")
        elif index < (first.named or 0):
            drawn.append(f'<circle {at} r="{_n(radius * FOCUS_RADIUS)}" fill="{theme.colours.focus}"/>')
        else:
            drawn.append(f'<circle {at} r="{_n(radius)}" fill="{theme.colours.context}"/>')
    rows = -(-total // columns)
    return svg(width, rows * pitch, spec.alternative, "".join(drawn), "dots")


def _columns(total: int) -> int:
    """Return how many dots a row holds: few rows, and the last as full as it can be; 9 to 12 where there are many."""
    if total <= 12:
        return max(total, 1)
    return min((11, 10, 12, 9), key=lambda columns: (-(-total // columns), -total % columns))


def qr_code(address: str, alt: str, theme: Theme, width: float) -> str:
    """Return a QR code of `address` (ISO/IEC 18004, error level M), `width` points wide with its quiet zone."""
    import segno

    modules = [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=4)]
    runs = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark)
    body = f'<path transform="scale({width / len(modules):.4f})" d="{runs}" fill="{theme.colours.ink}"/>'
    return svg(width, width, alt, body, "qr")
