"""The fills of the charts as swatches, drawn by the charts' own pen."""

from __future__ import annotations

from typing import get_args

from reports.charts.drawing import Lines
from reports.charts.pen import Pen
from reports.domain.statuses import Fill, Status
from reports.formats.evidence.html import Html, join, tag
from reports.theme.definition import Theme

WIDTH, HEIGHT = 22, 11


def swatches(theme: Theme) -> Html:
    """Return the definitions that `swatch` refers to: every fill in the common and in the focus colour."""
    pen = Pen(theme.colours, 1)
    hues = {"": theme.colours.primary, "_focus": theme.colours.focus}
    symbols = [
        tag(
            "symbol",
            *(_path(shape) for shape in pen.filled(fill, 0, 0, WIDTH, HEIGHT, hue) if isinstance(shape, Lines)),
            id=f"ui_{fill}{ending}",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
        )
        for fill in get_args(Fill)
        for ending, hue in hues.items()
    ]
    return tag("svg", join(symbols), class_="sr", aria_hidden="true", width="0", height="0")


def swatch(status: Status, *, focus: bool = False) -> Html:
    """Return the swatch of a status; the word stands beside it, so it is hidden from screen readers."""
    use = tag("use", href=f"#ui_{status.standing.fill}{'_focus' if focus else ''}")
    return tag("svg", use, class_="swatch", aria_hidden="true")


def _path(lines: Lines) -> Html:
    runs = ("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in run) + ("Z" if lines.closed else "") for run in lines.runs)
    return tag(
        "path",
        d="".join(runs),
        fill=lines.fill or "none",
        stroke=lines.stroke or None,
        stroke_width=f"{lines.width:.2f}" if lines.stroke else None,
        stroke_dasharray=" ".join(f"{length:.2f}" for length in lines.dashes) or None,
        stroke_linecap="round" if lines.round_ends else None,
    )
