"""HTML made of escaped text and elements; a string that was not escaped cannot get in by its type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from typing import NewType

from reports.theme.scripts import Stretch, is_plain, stretches

Html = NewType("Html", str)
"""Markup that is safe to put into the page."""
NOTHING = Html("")
VOID = frozenset({"input", "meta"})
"""Elements without an end tag."""
Attribute = str | int | bool | None


@lru_cache(maxsize=1 << 12)
def text(words: str) -> Html:
    """Return `words` as HTML text; stretches of other scripts have their language and keep the order of what is around them.

    A page says the same labels, names and sources again and again, which are kept.
    """
    if is_plain(words):
        return Html(_escaped(words))
    return Html("".join(_stretch(each) for each in stretches(words)))


def bare(words: str) -> Html:
    """Return `words` as HTML text without elements, for where none may stand."""
    return Html(_escaped(words))


def _stretch(each: Stretch) -> Html:
    return tag("bdi", bare(each.text), lang=each.language or None) if each.script else bare(each.text)


def tag(name: str, /, *children: Html, **attributes: Attribute) -> Html:
    """Return an element; `class_` is written `class`, `data_x` `data-x`; True stands alone, None and False are left out."""
    if not attributes and name not in VOID:
        return Html(f"<{name}>{''.join(children)}</{name}>")
    opening = f"<{name}"
    for key, value in attributes.items():
        if value is not None and value is not False:
            opening += _named(key)
            opening += "" if value is True else f'="{_escaped(str(value))}"'
    return Html(f"{opening}>" if name in VOID else f"{opening}>{''.join(children)}</{name}>")


@cache
def _named(key: str) -> str:
    """Return a blank and the name of an attribute."""
    return " " + key.rstrip("_").replace("_", "-")


def _escaped(words: str) -> str:
    return escape(words) if _SPECIAL.search(words) else words


_SPECIAL = re.compile("[&<>\"']")


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Return `parts` one after the other, with the text `between`."""
    return Html(_escaped(between).join(parts))


def hidden(words: str) -> Html:
    """Return words that only a screen reader meets."""
    return tag("span", text(words), class_="sr")


__all__ = ["NOTHING", "Html", "bare", "hidden", "join", "tag", "text"]
