"""What a paragraph is made of: stretches of text in one run, and things that are no letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reports.merge.records import THINGS, Span
from reports.ooxml.wordprocessingml import Element


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph in one run, or one thing."""

    text: str
    nodes: tuple[Element, ...]
    """The `w:t`, or the elements that make the thing up: whole runs for a field, an element of a run else."""
    run: Element
    format: str
    span: str = ""
    thing: str = ""
    said: str = ""
    deletable: bool = True
    """False inside a tracked change of a person, which is left alone."""


def spans(pieces: Sequence[Piece]) -> Iterator[Span]:
    """Yield the stretches of a paragraph that the program prints by itself."""
    at, open_span = 0, None
    for piece in pieces:
        end = at + len(piece.text)
        if open_span and open_span.name == piece.span and open_span.end == at:
            open_span = Span(open_span.start, end, piece.span)
        else:
            if open_span and open_span.name:
                yield open_span
            open_span = Span(at, end, piece.span)
        at = end
    if open_span and open_span.name:
        yield open_span


def digest(pieces: Sequence[Piece]) -> str:
    """Return a digest of what is set on the words of a paragraph; empty where nothing is."""
    found: list[tuple[str, str]] = []
    for piece in pieces:
        if piece.text in THINGS or not piece.text.strip():
            continue
        if found and found[-1][0] == piece.format:
            found[-1] = (piece.format, found[-1][1] + piece.text.strip())
        else:
            found.append((piece.format, piece.text.strip()))
    looks = [f"{look}|{''.join(text.split())}" for look, text in found if look]
    return sha256("\n".join(looks).encode()).hexdigest()[:12] if looks else ""
