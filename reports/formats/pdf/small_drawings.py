"""Small drawings as inline SVG: source strips, discs of a matrix, the grid of dots, the QR code."""

from __future__ import annotations

from hashlib import sha256
from html import escape

from reports.document import ChartSpec, SourceStrip, Words
from reports.languages.numerals import lone_digits
from reports.languages.registry import is_rtl
from reports.theme.definition import Theme
from reports.theme.fonts import families

CELL, GAP = 11.0, 2.0
"""Box of a source strip and the space after it, in points (tokens: source_strip)."""
SCHEME = "drawing"
"""Scheme of the addresses of drawings behind words; the fetch guard answers them."""
Files = dict[str, bytes]
"""Drawings by the address under which the page names them; those of one page are added."""
UNSEEN = 1.0
"""Size of words behind a drawing, in points."""
TASK_BOX = 9.0
RADIUS = 3.8
"""Disc of a matrix, in points (tokens: matrix)."""
SIGN, BESIDE = 2 * RADIUS + 1, 4.0
"""Side of its box, and the room between it and its word."""
PITCH_TO_RADIUS, FOCUS_RADIUS = 3.2, 1.5
"""Dots: distance of centres to radius; how much larger a dot in focus is (tokens: count_strip)."""


def svg(width: float, height: float, title: str, body: str, name: str) -> str:
    """Return an inline SVG of this size in points; WeasyPrint takes its alt text from `title`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" width="{_n(width)}pt" height="{_n(height)}pt"'
        f' viewBox="0 0 {_n(width)} {_n(height)}"><title>{escape(title)}</title>{body}</svg>'
    )


def worded(
    width: float, height: float, words: str, body: str, name: str, files: Files, rise: float | None = None
) -> str:
    """Return a drawing of this size in points that stands behind the words for it, which are text that nobody sees.

    In a line of text it is raised by `rise`, in points; else it is a block.

    Readers of text and screen readers meet the words; the drawing is a background, which is no content (ISO 14289-1, 7.1).
    """
    address = _kept(width, height, body, files)
    shown = "block" if rise is None else f"inline-block; vertical-align: {_n(rise)}pt"
    style = (
        f"display: {shown}; width: {_n(width)}pt; height: {_n(height)}pt; font-size: {UNSEEN}pt; line-height: {_n(height)}pt; "
        "color: transparent; white-space: nowrap; text-indent: 0; "
        f"background: url({address}) 0 0 / 100% 100% no-repeat"
    )
    return f'<span class="{name}" style="{escape(style)}">{escape(words)}</span>'


def _kept(width: float, height: float, body: str, files: Files) -> str:
    """Return the address of a drawing of this size in points, which is put into `files`."""
    box = f'width="{_n(width)}pt" height="{_n(height)}pt" viewBox="0 0 {_n(width)} {_n(height)}"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{body}</svg>'.encode()
    address = f"{SCHEME}:{sha256(drawn).hexdigest()[:16]}"
    files[address] = drawn
    return address


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def source_strip(strip: SourceStrip, words: Words, theme: Theme, files: Files) -> str:
    """Return one box a source: filled where it has the printed reading, outlined for another, a dash where silent."""
    kinds = strip_kinds(strip)
    width = strip.total * (CELL + GAP) - GAP
    places = [at * (CELL + GAP) for at in range(strip.total)]
    if is_rtl(words.language):
        places.reverse()
    said = lone_digits if words.digits else (lambda text, system: text)
    drawn = [
        _strip_cell(kind, said(str(at + 1), words.digits), x, theme)
        for at, (kind, x) in enumerate(zip(kinds, places, strict=True))
    ]
    return worded(width, CELL, strip_words(strip, words), "".join(drawn), "strip", files)


def strip_kinds(strip: SourceStrip) -> list[str]:
    """Return what each source says, by its number: the printed reading, another one, or nothing."""
    numbers = range(1, strip.total + 1)
    return ["printed" if n in strip.printed else "other" if n in strip.other else "silent" for n in numbers]


def strip_words(strip: SourceStrip, words: Words) -> str:
    """Return what a source strip shows, in words."""
    said = (words[f"strip-{kind}"].format(number=n) for n, kind in enumerate(strip_kinds(strip), start=1))
    return words["list-separator"].join(said)


def _strip_cell(kind: str, number: str, x: float, theme: Theme) -> str:
    colours = theme.colours
    if kind == "silent":
        return f'<rect x="{_n(x + 3)}" y="5" width="5" height="1" fill="{colours.context}"/>'
    filled = kind == "printed"
    box = (
        f'<rect x="{_n(x + 0.6)}" y="0.6" width="{_n(CELL - 1.2)}" height="{_n(CELL - 1.2)}"'
        f' fill="{colours.primary if filled else colours.paper}" stroke="{colours.primary}" stroke-width="1.2"/>'
    )
    family = ", ".join(families(theme.fonts.text, number))
    digit = (
        f'<text x="{_n(x + CELL / 2)}" y="8.6" text-anchor="middle" font-size="8.5" font-weight="600"'
        f' font-family="{escape(family)}" fill="{colours.paper if filled else colours.primary}">{number}</text>'
    )
    return box + digit


def disc(shape: str, words: str, theme: Theme, files: Files) -> str:
    """Return '●' or '○' in a line of text, with `words` for what it means."""
    return worded(SIGN, SIGN, words, _sign(shape, theme.colours.primary, theme), "disc", files, 3)


def state(shape: str, said: str, theme: Theme, files: Files, *, focus: bool = False) -> str:
    """Return the word of a state in a matrix, `said` as HTML, behind its sign: '●' a disc, '○' a ring, '–' a dash."""
    body = _sign(shape, theme.colours.focus if focus else theme.colours.primary, theme)
    address = _kept(SIGN, SIGN, body, files)
    style = f"background: url({address}) 0 50% / {SIGN}pt {SIGN}pt no-repeat; padding-left: {SIGN + BESIDE}pt"
    return f'<span class="state{" silent" * (shape == "–")}" style="{escape(style)}">{said}</span>'


def _sign(shape: str, colour: str, theme: Theme) -> str:
    centre = _n(SIGN / 2)
    match shape:
        case "●":
            return f'<circle cx="{centre}" cy="{centre}" r="{RADIUS}" fill="{colour}"/>'
        case "○":
            ring = f'r="{_n(RADIUS - 0.8)}" fill="{theme.colours.paper}" stroke="{colour}" stroke-width="1.6"'
            return f'<circle cx="{centre}" cy="{centre}" {ring}/>'
        case _:
            return f'<rect x="1.8" y="{_n(SIGN / 2 - 0.5)}" width="5" height="1" fill="{theme.colours.muted}"/>'


def task_box(words: Words, theme: Theme, files: Files, *, done: bool) -> str:
    """Return the box before a task, with what it means in words."""
    colour = theme.colours.primary
    body = f'<rect x="0.5" y="0.5" width="8" height="8" fill="{theme.colours.paper}" stroke="{colour}"/>'
    if done:
        body += f'<path d="M2.2 4.6l1.8 2l3-4.2" fill="none" stroke="{colour}" stroke-width="1.3"/>'
    return worded(TASK_BOX, TASK_BOX, words["task-done" if done else "task-open"], body, "task-box", files, 3)


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
        x = width - x if spec.rtl else x
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
