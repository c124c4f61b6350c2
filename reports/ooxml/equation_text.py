"""Equations of Office files as a line of text: Office Math is read back (ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from reports.ooxml.part_xml import Element, clark

OPENING, CLOSING = "([{", ")]}"
SPACED = "=≠<>≤≥≈≡∼≪≫±×÷·∈∝→⇒⟹+−"
"""Signs that a line of text sets apart."""


def said(node: Element) -> str:
    """Return `m:oMath`, or a paragraph of them, as one line: (a + b)/c, x_(t − 1), √(x), ∑_(i = 1)^n x_i."""
    return " ".join(_line(node).split())


def _line(node: Element) -> str:
    parts: list[str] = []
    words = ""
    for child in node:
        if child.tag == clark("m:r") and child.find(f"{clark('m:rPr')}/{clark('m:nor')}") is None:
            words += "".join(each.text or "" for each in child.iter(clark("m:t")))
            continue
        parts += [_spaced(words, first=not parts), _read(child)]
        words = ""
    return _joined((*parts, _spaced(words, first=not parts)))


def _joined(parts: Iterable[str]) -> str:
    """Return `parts` as one text; what would run into an index or an exponent stands apart from it."""
    text = ""
    for part in parts:
        text += " " if part[:1].isalnum() and re.search(r"[_^]\w*$", text) else ""
        text += part
    return text


def _spaced(words: str, *, first: bool) -> str:
    """Return signs set apart; one at the beginning of a row, or behind another, belongs to what follows it."""
    spaced = re.sub(rf"\s*([{re.escape(SPACED)}])\s*", r" \1 ", words)
    spaced = re.sub(
        r"([=<>≤≥≈×·,]) +([−+]) |(?<=\() *([−+]) ",
        lambda found: "".join(filter(None, (found[1] and f"{found[1]} ", found[2], found[3]))),
        spaced,
    )
    return re.sub(r"^ ([−+±]) ", r"\1", spaced) if first else spaced


def _read(node: Element) -> str:  # noqa: C901  # one arm an element
    if not isinstance(node.tag, str) or not node.tag.startswith(clark("m:")):
        return ""
    kind = etree.QName(node).localname
    part = {etree.QName(each).localname: each for each in node if isinstance(each.tag, str)}

    def held(name: str) -> str:
        return _line(part[name]).strip() if name in part else ""

    match kind:
        case "r":
            return "".join(each.text or "" for each in node.iter(clark("m:t")))
        case "f":
            bare = _value(node, "fPr/type", "") == "noBar"
            return f"{held('num')}; {held('den')}" if bare else f"{_closed(held('num'))}/{_closed(held('den'))}"
        case "func":
            return f"{held('fName')} {held('e')}"
        case "sSub" | "sSup" | "sSubSup" | "nary" | "limLow" | "limUpp":
            return _scripted(kind, node, held)
        case "rad":
            degree = held("deg")
            return f"{f'[{degree}]' if degree else ''}√({held('e')})"
        case "d":
            opening, closing = (
                _value(node, f"dPr/{name}", default) for name, default in (("begChr", "("), ("endChr", ")"))
            )
            inside = ", ".join(_line(each).strip() for each in node if each.tag == clark("m:e"))
            return f"{opening}{inside}{closing}"
        case "acc":
            return held("e") + _value(node, "accPr/chr", "\u0302")
        case "bar":
            return held("e") + "\u0305"
        case "m":
            rows = (", ".join(_line(cell).strip() for cell in row) for row in node if row.tag == clark("m:mr"))
            return "; ".join(rows)
        case _ if kind.endswith("Pr"):
            return ""
        case _:
            return _line(node)


def _scripted(kind: str, node: Element, held: Callable[[str], str]) -> str:
    below, above = (
        held("sub") or (held("lim") if kind == "limLow" else ""),
        held("sup") or (held("lim") if kind == "limUpp" else ""),
    )
    scripts = (f"_{_closed(below)}" if below else "") + (f"^{_closed(above)}" if above else "")
    if kind == "nary":
        return f" {_value(node, 'naryPr/chr', '∫')}{scripts} {held('e')}"
    return _closed(held("e")) + scripts


def _value(node: Element, path: str, default: str) -> str:
    found = node.find("/".join(clark(f"m:{each}") for each in path.split("/")))
    return found.get(clark("m:val"), default) if found is not None else default


def _closed(text: str) -> str:
    """Return `text` in brackets, where it is more than one thing."""
    one = re.fullmatch(r"[\w.,%∞′″\u0300-\u036f\u20d0-\u20ff]*", text) or _is_bracketed(text)
    return text if one else f"({text})"


def _is_bracketed(text: str) -> bool:
    """Return whether the first sign is a bracket that the last one closes."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth == 0:
            return at == len(text) - 1 and text[0] in OPENING
    return False
