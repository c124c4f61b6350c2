"""Rendered texts parsed once: reports share sections and charts, and in `watch` a save leaves most of them as they were.

What a text becomes follows from its words, where its lines came from, the quotation marks of its language and the objects that
its marks stand for. All of these are the key, the objects by everything that they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from reports.document import Blocks, Inlines
from reports.errors import Place, Problem
from reports.narrative.markdown import Marks, parse_inlines, parse_section
from reports.narrative.markdown.inline_tokens import Pictures
from reports.narrative.markdown.sentinels import Carrier, LineMap

At = TypeVar("At", LineMap, Place)
PICTURE = "!["
"""What begins every picture: its file may change although the text that names it does not."""
Forms = Mapping[str, tuple[Inlines, Place]]
"""What short forms stand for, as a section says, and where it says so."""
Section = tuple[Blocks, tuple[Problem, ...], Forms]
"""The blocks of a section, what is wrong in it, and the short forms that it explains."""


@dataclass(frozen=True, slots=True)
class Rendered(Generic[At]):
    """A rendered text, and all that its parsing rests on."""

    text: str
    at: At
    """Where its lines came from; the place of a single line."""
    quotes: Marks
    carrier: Carrier = field(compare=False)
    objects: str
    """What its marks stand for, in full."""
    source: str = ""
    """The template as written."""


def rendered(text: str, at: At, quotes: Marks, carrier: Carrier, source: str = "") -> Rendered[At]:
    """Return a text as it was rendered; `carrier` holds what its marks stand for."""
    return Rendered(text, at, quotes, carrier, repr(carrier.objects), source)


def parsed_section(of: Rendered[LineMap], pictures: Pictures | None) -> Section:
    """Return what a rendered section becomes; `pictures` reads those that it names."""
    return _parsed(of, pictures) if PICTURE in of.text else _parsed_once(of)


@lru_cache(256)
def _parsed_once(of: Rendered[LineMap]) -> Section:
    return _parsed(of, None)


def _parsed(of: Rendered[LineMap], pictures: Pictures | None) -> Section:
    blocks, problems = parse_section(of.text, of.carrier, of.at, of.source, of.quotes, pictures)
    return blocks, problems, of.carrier.forms


@lru_cache(4096)
def parsed_line(of: Rendered[Place]) -> tuple[Inlines, tuple[Problem, ...]]:
    """Return what a rendered line of a YAML file becomes, and what is wrong in it."""
    return parse_inlines(of.text, of.carrier, of.at, of.quotes)
