"""Equations in Office files: MathML becomes Office Math (ISO/IEC 29500-1, 22.1).

What is taken is what LaTeX makes of the notation of school, statistics and economics; anything else is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lxml import etree

from reports.ooxml.part_xml import Element, clark

MATHML = "{http://www.w3.org/1998/Math/MathML}"
SUMS = frozenset("∑∏∐∫∬∭∮⋃⋂")
"""Signs that stand before what they add up, with limits."""
OPENING, CLOSING = "([{|‖⌊⌈⟨", ")]}|‖⌋⌉⟩"
PAIRS: Mapping[str, str] = {"(": ")", "[": "]", "{": "}"}
"""Brackets of which it can be told which closes which."""
SCRIPTED: Mapping[str, tuple[str, ...]] = {
    "msub": ("sSub", "sub"),
    "msup": ("sSup", "sup"),
    "msubsup": ("sSubSup", "sub", "sup"),
}
"""Elements with a base and scripts: what they become (22.1.2.101 to 22.1.2.105), and its parts behind the base."""
ACCENTS: Mapping[str, str] = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "‾": "\u0305", "―": "\u0305",
    "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˇ": "\u030c", "˘": "\u0306",
}  # fmt: skip
"""Signs above a letter, as Office names them (22.1.2.1 and 22.1.2.20)."""
FUNCTIONS = frozenset(
    [
        "arccos",
        "arcsin",
        "arctan",
        "cos",
        "cosh",
        "cot",
        "csc",
        "exp",
        "lg",
        "ln",
        "log",
        "sec",
        "sin",
        "sinh",
        "tan",
        "tanh",
    ]
)
"""Names that stand before what they are taken of."""
BRACES = frozenset("⏞⏟︷︸")

Properties = Callable[[], Element | None]
"""Makes what a run of an equation is set in, by the rules of the file it stands in."""


class UnknownNotationError(ValueError):
    """A part of an equation that Office Math has no form for; its text names it."""


def m(tag: str, *children: Element | None, val: str | None = None) -> Element:
    """Return the element `m:tag`; a child that is None is left out."""
    made = etree.Element(clark(f"m:{tag}"), nsmap={"m": clark("m:")[1:-1]})
    if val is not None:
        made.set(clark("m:val"), val)
    made.extend([child for child in children if child is not None])
    return made


def omath(mathml: str, look: Properties = lambda: None) -> Element:
    """Return an equation in MathML as `m:oMath`.

    Raises:
        UnknownNotationError: Office Math has no form for a part of it.
    """
    return m("oMath", *_row(list(etree.fromstring(mathml.encode())), look))


def _name(node: Element) -> str:
    return etree.QName(node).localname


def _flat(nodes: Iterable[Element]) -> list[Element]:
    """Return `nodes` with those taken apart that only hold others together."""
    found: list[Element] = []
    for node in nodes:
        found += _flat(node) if _name(node) in ("mrow", "mstyle", "mpadded", "semantics") else [node]
    return found


def _row(nodes: Sequence[Element], look: Properties) -> list[Element]:
    """Return a row of MathML: brackets that stretch around what they hold, sums before what they add up."""
    flat, made, at = _flat(nodes), [], 0
    while at < len(flat):
        node = flat[at]
        end = _closing(flat, at)
        if end is not None:
            made.append(_brackets(node, flat[at + 1 : end], flat[end] if end < len(flat) else None, look))
            at = end + 1
        elif (node.text or "") in FUNCTIONS and at + 1 < len(flat) and _name(flat[at + 1]) != "mo":
            made.append(m("func", m("fName", _run(node, "mi", look)), m("e", *_row([flat[at + 1]], look))))
            at += 2
        elif _is_sum(node):
            body = _reach(flat, at + 1)
            made.append(_sum(node, flat[at + 1 : body], look))
            at = max(body, at + 2)
        elif _round_end(flat, at) is not None and _name(flat[last := _reach(flat, at) - 1]) in SCRIPTED:
            made.append(_scripted(node, flat[at + 1 : last], flat[last], look))
            at = last + 1
        else:
            made.append(_one(node, look))
            at += 1
    return made


def _closing(flat: Sequence[Element], at: int) -> int | None:
    """Return where the brackets that open at `at` close; the length of the row where nothing does; None for no brackets."""
    node = flat[at]
    if _name(node) != "mo":
        return None
    if node.get("fence") == "true" and node.get("form") == "prefix":
        depth = 0
        for place in range(at, len(flat)):
            depth += {"prefix": 1, "postfix": -1}.get(flat[place].get("form", ""), 0)
            if depth == 0:
                return place
        return len(flat)
    stands = (node.text or "") in OPENING and at + 2 < len(flat) and (flat[at + 2].text or "") in CLOSING
    return at + 2 if node.text and stands and flat[at + 2].text and _is_tall(flat[at + 1]) else None


def _reach(flat: Sequence[Element], at: int) -> int:
    """Return where one thing that begins at `at` has ended: a letter with its scripts, or all of a pair of brackets."""
    if at >= len(flat):
        return at
    stretching, plain = _closing(flat, at), _round_end(flat, at)
    last = stretching if stretching is not None else plain if plain is not None else at
    return min(last + 1, len(flat))


def _round_end(flat: Sequence[Element], at: int) -> int | None:
    """Return where brackets that do not stretch, opened at `at`, close, perhaps with a script; None where there are none."""
    opening = flat[at].text or ""
    if _name(flat[at]) != "mo" or flat[at].get("fence") == "true" or opening not in PAIRS:
        return None
    depth = 0
    for place in range(at, len(flat)):
        node = flat[place]
        sign = (node[0] if _name(node) in SCRIPTED and len(node) else node).text or ""
        depth += (sign == opening) - (sign == PAIRS[opening])
        if depth == 0:
            return place
    return None


def _scripted(opening: Element, inside: Sequence[Element], closing: Element, look: Properties) -> Element:
    """Return brackets as the base of the script that LaTeX hangs onto the closing one, which alone is taken for a mistake."""
    tag, *parts = SCRIPTED[_name(closing)]
    if len(closing) != len(parts) + 1:
        raise UnknownNotationError(f"{_name(closing)} with {len(closing)} parts")
    whole = m("e", _brackets(opening, inside, closing[0], look))
    rest = (_part(part, child, look) for part, child in zip(parts, list(closing)[1:], strict=True))
    return m(tag, whole, *rest)


def _is_tall(node: Element) -> bool:
    return _name(node) == "mtable" or (_name(node) == "mfrac" and node.get("linethickness") == "0")


def _brackets(opening: Element, inside: Sequence[Element], closing: Element | None, look: Properties) -> Element:
    signs = (opening.text or "", (closing.text or "") if closing is not None else "")
    properties = m("dPr", m("begChr", val=_sign(signs[0])), m("endChr", val=_sign(signs[1])))
    return m("d", properties, m("e", *_row(inside, look)))


def _sign(text: str) -> str:
    return "" if text == "." else text


def _is_sum(node: Element) -> bool:
    base = node[0] if len(node) else None
    held = _name(node) in ("msub", "msup", "msubsup", "munder", "mover", "munderover")
    return held and base is not None and (base.text or "") in SUMS and bool(base.text)


def _sum(node: Element, body: Sequence[Element], look: Properties) -> Element:
    kind = _name(node)
    below = node[1] if kind in ("msub", "msubsup", "munder", "munderover") else None
    above = node[-1] if kind in ("msup", "msubsup", "mover", "munderover") else None
    sign = node[0].text or ""
    properties = m(
        "naryPr",
        m("chr", val=sign),
        m("limLoc", val="subSup" if sign in "∫∬∭∮" else "undOvr"),
        m("subHide", val="1") if below is None else None,
        m("supHide", val="1") if above is None else None,
    )
    return m("nary", properties, _part("sub", below, look), _part("sup", above, look), m("e", *_row(body, look)))


def _part(tag: str, node: Element | None, look: Properties) -> Element:
    return m(tag, *(_row([node], look) if node is not None else ()))


def _one(node: Element, look: Properties) -> Element:
    kind = _name(node)
    if kind in WORDS:
        return _run(node, kind, look)
    if kind not in FORMS:
        raise UnknownNotationError(kind)
    if kind in PARTS and len(node) != PARTS[kind]:
        raise UnknownNotationError(f"{kind} with {len(node)} parts")
    return FORMS[kind](node, look)


def _run(node: Element, kind: str, look: Properties) -> Element:
    text = {"mspace": " "}.get(kind, node.text or "")
    upright = kind == "mi" and (len(text) > 1 or node.get("mathvariant") == "normal")
    properties: Element | None = None
    if kind in ("mtext", "mspace"):
        properties = m("rPr", m("nor"))
    elif upright or node.get("mathvariant") in STYLES:
        properties = m("rPr", m("sty", val=STYLES.get(node.get("mathvariant", ""), "p")))
    said = m("t")
    said.text = text
    if text != text.strip():
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return m("r", properties, look(), said)


WORDS = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
STYLES: Mapping[str, str] = {"normal": "p", "bold": "b", "bold-italic": "bi", "italic": "i"}


def _fraction(node: Element, look: Properties) -> Element:
    bare = m("fPr", m("type", val="noBar")) if node.get("linethickness") == "0" else None
    return m("f", bare, _part("num", node[0], look), _part("den", node[1], look))


def _scripts(tag: str, *parts: str) -> Callable[[Element, Properties], Element]:
    def made(node: Element, look: Properties) -> Element:
        return m(tag, *(_part(part, child, look) for part, child in zip(parts, node, strict=True)))

    return made


def _square_root(node: Element, look: Properties) -> Element:
    return m("rad", m("radPr", m("degHide", val="1")), m("deg"), m("e", *_row(list(node), look)))


def _root(node: Element, look: Properties) -> Element:
    return m("rad", _part("deg", node[1], look), _part("e", node[0], look))


def _under(node: Element, look: Properties) -> Element:
    sign = (node[1].text or "").strip()
    if sign in BRACES:
        properties = m("groupChrPr", m("chr", val=sign), m("pos", val="bot"))
        return m("groupChr", properties, _part("e", node[0], look))
    return m("limLow", _part("e", node[0], look), _part("lim", node[1], look))


def _over(node: Element, look: Properties) -> Element:
    sign = (node[1].text or "").strip()
    if sign in ACCENTS and len(node[1]) == 0:
        return m("acc", m("accPr", m("chr", val=ACCENTS[sign])), _part("e", node[0], look))
    if sign in BRACES:
        properties = m("groupChrPr", m("chr", val=sign), m("pos", val="top"), m("vertJc", val="bot"))
        return m("groupChr", properties, _part("e", node[0], look))
    return m("limUpp", _part("e", node[0], look), _part("lim", node[1], look))


def _both(node: Element, look: Properties) -> Element:
    inner = m("limLow", _part("e", node[0], look), _part("lim", node[1], look))
    return m("limUpp", m("e", inner), _part("lim", node[2], look))


def _table(node: Element, look: Properties) -> Element:
    rows = [m("mr", *(m("e", *_row(list(cell), look)) for cell in row)) for row in node]
    return m("m", *rows)


FORMS: Mapping[str, Callable[[Element, Properties], Element]] = {
    "mfrac": _fraction,
    "msub": _scripts("sSub", "e", "sub"),
    "msup": _scripts("sSup", "e", "sup"),
    "msubsup": _scripts("sSubSup", "e", "sub", "sup"),
    "msqrt": _square_root,
    "mroot": _root,
    "munder": _under,
    "mover": _over,
    "munderover": _both,
    "mtable": _table,
}
PARTS: Mapping[str, int] = {
    "mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mroot": 2, "munder": 2, "mover": 2, "munderover": 3,
}  # fmt: skip
