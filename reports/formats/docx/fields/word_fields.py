"""Fields with the result already in place, so that nothing asks to be updated (ISO/IEC 29500-1, 17.16)."""

from __future__ import annotations

from reports.ooxml.wordprocessingml import Element, run, styled, w


def complex_field(code: str, result: str, style: str = "") -> list[Element]:
    """Return the field `code` that shows `result` in the character style `style`.

    All its runs carry the style: Word keeps that of the result, LibreOffice that of the first one.
    """
    return [*field_start(code, style), run(result, style), field_end(style)]


def field_start(code: str, style: str = "") -> list[Element]:
    """Return the runs before the result of a field."""
    instruction = w("instrText")
    instruction.text = code
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        styled(style, w("fldChar", fldCharType="begin")),
        styled(style, instruction),
        styled(style, w("fldChar", fldCharType="separate")),
    ]


def field_end(style: str = "") -> Element:
    """Return the run behind the result of a field."""
    return styled(style, w("fldChar", fldCharType="end"))


def words_around(pattern: str, key: str) -> tuple[str, str]:
    """Return what stands before and after `{key}` in a text of the language."""
    before, _, after = pattern.partition("{" + key + "}")
    return before, after
