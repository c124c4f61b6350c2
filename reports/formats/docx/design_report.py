"""What is made of a designer's Word file, in words."""

from __future__ import annotations

from collections.abc import Iterator

from reports.theme.definition import Theme


def described(theme: Theme) -> Iterator[str]:
    """Yield lines about the designer's file of `theme`."""
    yield "styles: those of the file by name; what it lacks from ours"
