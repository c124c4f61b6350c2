"""Breaks text into lines by the widths of the program's own font."""

from __future__ import annotations

from reports.theme.fonts import text_width


def filled_lines(text: str, size: float, weight: int, width: float) -> tuple[str, ...]:
    """Return `text` in lines of at most `width` points; a longer word stands alone."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
