"""What each glyph of a font stands for, found in the font: by its characters, and by the substitutions that lead to it.

The layout engine gives a whole cluster, a letter with its signs, to one of its glyphs and nothing to the others, for good: a
letter that first occurs with a sign would be lost in every copy. So glyphs of clusters get what they themselves stand for.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

NOTHING = "\N{ZERO WIDTH SPACE}"
"""What a glyph says for which nothing can be found."""
DEEPEST = 8
"""Substitutions that are followed back."""
Sources = dict[str, tuple[str, ...]]
"""Glyph → the glyphs that it takes the place of."""


def meanings(content: bytes, index: int, to_unicode: dict[int, str], *, turned: bool = False) -> dict[int, str]:
    """Return what the glyphs of clusters in `to_unicode` stand for, where the engine gave them nothing, or too much.

    Args:
        content: the font file.
        index: of the font in it.
        to_unicode: glyph → text, as the engine has it.
        turned: whether lines of the document run from right to left, where brackets are shown by their counterparts. A
            glyph says what it shows, since readers that turn a line round turn its brackets round with it (UAX 9, L4).
    """
    if "" not in to_unicode.values() and not (turned and any(map(_is_mirrored, to_unicode.values()))):
        return {}
    known, order, sources = _font(content, index)
    found: dict[int, str] = {}
    for glyph, text in to_unicode.items():
        if not text or _has_signs(text) or (turned and _is_mirrored(text)):
            found[glyph] = _said(order[glyph], known, sources) or text or NOTHING
    return found


def _is_mirrored(text: str) -> bool:
    return len(text) == 1 and unicodedata.mirrored(text) == 1


def _has_signs(text: str) -> bool:
    """Return whether `text` is a letter with signs, which may be one character: ǧ."""
    return any(unicodedata.category(sign)[0] == "M" for sign in unicodedata.normalize("NFD", text)[1:])


def _said(glyph: str, known: dict[str, str], sources: Sources, depth: int = 0) -> str:
    if glyph in known:
        return known[glyph]
    if depth > DEEPEST:
        return ""
    return "".join(_said(each, known, sources, depth + 1) for each in sources.get(glyph, ()))


@lru_cache(maxsize=8)
def _font(content: bytes, index: int) -> tuple[dict[str, str], list[str], Sources]:
    """Return the character of each glyph that has one, the glyphs by number, and where the others come from."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), fontNumber=index, lazy=True) as font:
        characters = sorted(font.getBestCmap().items(), reverse=True)
        known = {glyph: unicodedata.normalize("NFKC", chr(code)) for code, glyph in characters}
        sources: Sources = {}
        for glyph, parts in _substitutions(font["GSUB"].table) if "GSUB" in font else ():
            sources.setdefault(glyph, parts)
        return known, font.getGlyphOrder(), sources


def _substitutions(table: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the glyphs that single and ligature substitutions make, and of what (OpenType, GSUB types 1 and 4)."""
    for lookup in table.LookupList.Lookup:
        for each in map(_behind, lookup.SubTable):
            if hasattr(each, "ligatures"):
                yield from _ligatures(each.ligatures.items())
            elif each.LookupType == 1:
                yield from ((made, (glyph,)) for glyph, made in each.mapping.items() if made != glyph)


def _behind(subtable: Any) -> Any:
    return getattr(subtable, "ExtSubTable", subtable)


def _ligatures(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for first, made in items:
        yield from ((each.LigGlyph, (first, *each.Component)) for each in made)
