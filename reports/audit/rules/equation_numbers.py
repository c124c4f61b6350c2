"""The rule on equations: they hold coefficients, exponents and indices, and no figure about the world that is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, fromstring

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.document import Equation

RELATIONS = frozenset("=≈≃≅≡<>≤≥≪≫∼∝→")
UNITS = re.compile(r"[%‰°$€£¥₨₹]")
NEUTRAL = frozenset({"0", "1"})
"""What a side of a relation may be by itself: bounds of shares and of probabilities, and that something is nothing."""
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd", "msqrt"})


def equation_numbers(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield numbers of equations that stand in words, beside words, units or currencies, or alone on a side of a relation."""
    looked: set[int] = set()
    for piece in passage.pieces:
        if not isinstance(piece.node, Equation) or id(piece.node) in looked:
            continue
        looked.add(id(piece.node))
        printed = {ref.text for ref in piece.node.facts}
        for number, why in _typed(_tokens(fromstring(piece.node.mathml)), printed):
            what = f"“{number}” in an equation {why}, and no fact stands behind it"
            cure = 'print it with {{ fact("…") }} inside the equation, or name it by a letter'
            yield Finding(passage, piece.start, piece.end, what, cure)


def _tokens(row: Element) -> list[tuple[str, str]]:
    """Return kind and text of what stands in a row; what holds rows of its own is one token, and its rows come behind it."""
    found: list[tuple[str, str]] = []
    inner: list[tuple[str, str]] = []
    for node in row:
        kind = node.tag.rpartition("}")[2]
        if kind in _ROWS and kind != "msqrt":
            found += _tokens(node)
        elif len(node):
            found.append(_held(node, kind))
            for part in node:
                inner += [("end", ""), *_tokens_of(part)]
        else:
            found.append((kind, (node.text or "").strip()))
    return [*found, *inner]


def _tokens_of(part: Element) -> list[tuple[str, str]]:
    """Return the tokens of a numerator, an index or what stands below a root; relations are none in a limit or an index."""
    tokens = _tokens(part) if len(part) else [(part.tag.rpartition("}")[2], (part.text or "").strip())]
    return [("sign", "") if kind == "mo" and text in RELATIONS else (kind, text) for kind, text in tokens]


def _held(node: Element, kind: str) -> tuple[str, str]:
    """Return a letter or number with index or exponent as itself, anything else as something built."""
    base = node[0]
    while len(base) == 1:
        base = base[0]
    if kind in ("msub", "msup", "msubsup") and not len(base):
        return base.tag.rpartition("}")[2], (base.text or "").strip()
    return "built", ""


def _typed(tokens: Sequence[tuple[str, str]], printed: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers that say something about the world, and how each gives itself away."""
    known = [(kind, text) for kind, text in tokens if kind != "mspace" and text != "\u2061"]
    for at, (kind, text) in enumerate(known):
        if kind == "mtext" and re.search(r"\d", text) and text not in printed:
            yield text, "stands among words"
        if kind != "mn":
            continue
        before, after = _beside(known, at, -1), _beside(known, at, 1)
        if any(_is_unit(*each, printed) for each in (before, after)):
            yield text, "stands beside a unit or words"
        elif text not in NEUTRAL and _ends(before) and _ends(after) and _relates(before, after):
            yield text, "is the value of something"


def _beside(tokens: Sequence[tuple[str, str]], at: int, step: int) -> tuple[str, str]:
    place = at + step
    if 0 <= place < len(tokens) and tokens[place] in (("mo", "−"), ("mo", "+"), ("mo", "±")) and step < 0:
        sign, further = tokens[place], place - 1
        beyond = tokens[further] if further >= 0 else ("end", "")
        return beyond if _ends(beyond) else sign
    return tokens[place] if 0 <= place < len(tokens) else ("end", "")


def _is_unit(kind: str, text: str, printed: set[str]) -> bool:
    words = kind == "mtext" and text not in printed and bool(re.search(r"[^\W\d]|[%‰°$€£¥₨₹]", text))
    return words or bool(UNITS.fullmatch(text))


def _ends(token: tuple[str, str]) -> bool:
    return token[0] == "end" or token[1] in RELATIONS or token == ("mo", ",")


def _relates(before: tuple[str, str], after: tuple[str, str]) -> bool:
    return before[1] in RELATIONS or after[1] in RELATIONS
