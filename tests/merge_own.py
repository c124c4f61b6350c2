"""What a person hangs on the words of a paragraph, as Word writes it: structure inside sentences, and formats of every kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from reports.ooxml.wordprocessingml import Element, W, w

_W = f"{{{W}}}"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
INSIDE = frozenset(
    _W + tag for tag in ("r", "hyperlink", "bookmarkStart", "bookmarkEnd", "sdt", "smartTag", "customXml")
)
"""What stands in a sentence and may be taken into something that a person puts around words."""


# ── Structure ────────────────────────────────────────────────────────────────────────────────────


def control(number: int) -> tuple[Element, Element]:
    """Return a content control, and what of it holds the words (17.5.2)."""
    content = w("sdtContent")
    names = (w("alias", val=f"Own control {number}"), w("tag", val=f"own-{number}"), w("id", val=str(70000 + number)))
    made = w("sdt", w("sdtPr", *names), content)
    return made, content


def smart_tag(number: int) -> tuple[Element, Element]:
    """Return a smart tag (17.5.1.9)."""
    made = w("smartTag", uri="urn:own", element=f"place{number}")
    return made, made


def custom_xml(number: int) -> tuple[Element, Element]:
    """Return an element of a person's own schema (17.5.1.3)."""
    made = w("customXml", uri="urn:own", element=f"entry{number}")
    return made, made


AROUND = {"control": control, "smart tag": smart_tag, "custom xml": custom_xml}


def pair_of(kind: str, number: int) -> tuple[Element, Element]:
    """Return start and end of a range that a person sets (17.13.7.2, 17.13.6.2)."""
    id = str(40000 + number)
    match kind:
        case "permission":
            return w("permStart", id=id, edGrp="everyone"), w("permEnd", id=id)
        case "reference":
            return w("bookmarkStart", id=id, name=f"_Ref{200000000 + number}"), w("bookmarkEnd", id=id)
        case _:
            return w("bookmarkStart", id=id, name=f"Own{number}"), w("bookmarkEnd", id=id)


RANGES = ("permission", "reference", "bookmark")
STRUCTURES = (*AROUND, *RANGES)


def put_around(node: Element, kind: str, first: int, last: int, number: int) -> None:
    """Put a structure of this kind around some of the words of a paragraph."""
    inside = [each for each in node if each.tag in INSIDE]
    if not inside:
        return
    first, last = sorted((first % len(inside), last % len(inside)))
    if kind in RANGES:
        start, end = pair_of(kind, number)
        inside[first].addprevious(start)
        inside[last].addnext(end)
        return
    made, content = AROUND[kind](number)
    inside[first].addprevious(made)
    for each in list(_between(made, inside[last])):
        content.append(each)


def _between(made: Element, last: Element) -> Iterator[Element]:
    for each in made.itersiblings():
        yield each
        if each is last:
            return


def structures(root: Element) -> list[str]:
    """Return the structures of a person's that stand in a file, each with its name."""
    found = [f"control {each.get(_W + 'val')}" for each in root.iter(_W + "tag")]
    for each in root.iter(_W + "smartTag", _W + "customXml"):
        found.append(f"{etree.QName(each).localname} {each.get(_W + 'element')}")
    starts = [each.get(_W + "id") for each in root.iter(_W + "permStart")]
    ends = {each.get(_W + "id") for each in root.iter(_W + "permEnd")}
    found += [f"permission {id}" for id in starts if id in ends]
    names = (each.get(_W + "name", "") for each in root.iter(_W + "bookmarkStart"))
    return sorted([*found, *(name for name in names if name.startswith(("Own", "_Ref2")))])


# ── Formats ──────────────────────────────────────────────────────────────────────────────────────


def _glow() -> Element:
    return etree.fromstring(
        f'<w14:glow xmlns:w14="{W14}" w14:rad="63500"><w14:srgbClr w14:val="FF00AA"/></w14:glow>'.encode()
    )


RUN_FORMATS: dict[str, Sequence[Element]] = {
    "language": [w("lang", val="fr-FR")],
    "language, right to left": [w("lang", bidi="ur-PK")],
    "right to left": [w("rtl")],
    "complex script": [w("cs")],
    "spacing": [w("spacing", val="40")],
    "width": [w("w", val="150")],
    "kerning": [w("kern", val="28")],
    "position": [w("position", val="6")],
    "border": [w("bdr", val="single", sz="4", space="0", color="FF00AA")],
    "shadow": [w("shadow")],
    "outline": [w("outline")],
    "emboss": [w("emboss")],
    "emphasis": [w("em", val="dot")],
    "no proofing": [w("noProof")],
    "glow": [_glow()],
    "theme colour": [w("color", val="auto", themeColor="accent2")],
    "underline colour": [w("u", val="none", color="FF00AA")],
    "East Asian font": [w("rFonts", eastAsia="MS Mincho")],
    "complex size": [w("szCs", val="44")],
    "complex bold": [w("bCs")],
}
"""None of these is told from what programs write by themselves, so a paragraph with them is as it was generated."""

PARAGRAPH_FORMATS: dict[str, Element] = {
    "spacing": w("spacing", before="777"),
    "indent": w("ind", left="777"),
    "right to left": w("bidi"),
    "keep with next": w("keepNext"),
    "keep together": w("keepLines"),
    "tabs": w("tabs", w("tab", val="left", pos="777")),
    "no line numbers": w("suppressLineNumbers"),
    "no hyphens": w("suppressAutoHyphens"),
    "contextual spacing": w("contextualSpacing"),
    "mirrored indents": w("mirrorIndents"),
    "text alignment": w("textAlignment", val="top"),
    "widow control": w("widowControl", val="0"),
    "snap to grid": w("snapToGrid", val="0"),
}
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
    "specVanish", "oMath", "glow",
)  # fmt: skip
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip


def _set(properties: Element, made: Element, order: Sequence[str]) -> None:
    there = properties.find(made.tag)
    if there is not None:
        there.attrib.update(made.attrib)
        return
    properties.append(deepcopy(made))
    properties[:] = sorted(properties, key=lambda each: order.index(etree.QName(each).localname))


def set_on_run(run: Element, name: str) -> None:
    """Set a format on a run."""
    properties = run.find(_W + "rPr")
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    for each in RUN_FORMATS[name]:
        _set(properties, each, RUN_ORDER)


def set_on_paragraph(node: Element, name: str) -> None:
    """Set a format on a paragraph."""
    properties = node.find(_W + "pPr")
    if properties is None:
        properties = w("pPr")
        node.insert(0, properties)
    _set(properties, PARAGRAPH_FORMATS[name], PARAGRAPH_ORDER)


def has(properties: Element | None, wanted: Element) -> bool:
    """Return whether a format is set, whatever else is."""
    found = properties.find(wanted.tag) if properties is not None else None
    return found is not None and all(found.get(name) == value for name, value in wanted.attrib.items())
