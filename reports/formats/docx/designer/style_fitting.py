"""A designer's styles fitted to a report: ragged cells, headings that stay with their text, the language and its direction."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from reports.formats.docx.property_order import PARAGRAPH_ORDER, add_properties
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, clark, w

VALUE = clark("w:val")
STYLE_ID = clark("w:styleId")
HEADINGS = ("Heading1", "Heading2", "Heading3", "TOCHeading")
SIDED = ("Header", "Footer", "HeaderFirst", "Masthead", "TOC1")
"""Styles of lines with one side at the left and one at the right."""
POS = clark("w:pos")
LINE, LINE_RULE = clark("w:line"), clark("w:lineRule")
AFTER_JC = ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId")
"""What stands behind w:jc in w:pPr (17.3.1.26, CT_PPrBase)."""
AFTER_SPACING = ("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", *AFTER_JC)
"""And behind w:spacing."""
OFF = ("0", "false", "off")


def align_furniture(theirs: Element, ours: Element) -> None:
    """Give header and footer our tab: Word's own have one in the middle too, where the right side would end up."""
    for id in ("Header", "Footer"):
        path = f"{clark('w:style')}[@{STYLE_ID}='{id}']/{clark('w:pPr')}/{clark('w:tabs')}"
        tabs, right = theirs.find(path), ours.find(path)
        parent = tabs.getparent() if tabs is not None else None
        if tabs is not None and right is not None and parent is not None:
            parent.replace(tabs, deepcopy(right))
        style = theirs.find(f"{clark('w:style')}[@{STYLE_ID}='{id}']")
        if style is not None and justifies(theirs):
            align_left(style)


def align_contents(theirs: Element, ours: Element) -> None:
    """Give entries of contents our tab at the right, where the designer's have none there: Word sets it on each by hand."""
    path = f"{clark('w:style')}[@{STYLE_ID}='TOC1']"
    style, own = theirs.find(path), ours.find(f"{path}/{clark('w:pPr')}/{clark('w:tabs')}")
    if style is None or own is None:
        return
    properties = style.find(clark("w:pPr"))
    if properties is None:
        properties = w("pPr")
        _behind(style, properties, "rPr", "tblPr")
    tabs = properties.find(clark("w:tabs"))
    if tabs is None:
        add_properties(properties, [own], PARAGRAPH_ORDER)
    elif not any(each.get(VALUE) in ("right", "end") for each in tabs):
        tabs.extend(deepcopy(list(own)))


def clear_tabs(styles: Element) -> None:
    """Take the tabs of running text out of lines with a side at the right, which would end up at one of them (17.3.1.37)."""
    tabs = f"{clark('w:pPr')}/{clark('w:tabs')}"
    normal = next((each for each in styles.iterfind(clark("w:style")) if _is_default(each)), None)
    inherited = normal.find(tabs) if normal is not None else None
    places = [each.get(POS, "0") for each in inherited if each.get(VALUE) != "clear"] if inherited is not None else []
    for style in styles.iterfind(clark("w:style")):
        own = style.find(tabs)
        if own is not None and style.get(STYLE_ID) in SIDED:
            known = {each.get(POS) for each in own}
            own[:0] = [w("tab", val="clear", pos=place) for place in places if place not in known]


def _is_default(style: Element) -> bool:
    return style.get(clark("w:type")) == "paragraph" and style.get(clark("w:default")) in ("1", "true")


def justifies(styles: Element) -> bool:
    """Return whether any style is justified."""
    return styles.find(f".//{clark('w:jc')}[@{VALUE}='both']") is not None


def stay_on_page(styles: Element, *, chapters: bool) -> None:
    """Let the head of the contents begin no page by what it rests on: a designer's headings of chapters may (17.3.1.23).

    Where not even `chapters` are to begin pages, since they are short, their own headings begin none either.
    """
    for id in ("TOCHeading", *["Heading1"] * (not chapters and begins_pages(styles))):
        style = styles.find(f"{clark('w:style')}[@{STYLE_ID}='{id}']")
        properties = style.find(clark("w:pPr")) if style is not None else None
        if properties is None:
            continue
        for each in properties.findall(clark("w:pageBreakBefore")) if id == "Heading1" else ():
            properties.remove(each)
        if properties.find(clark("w:pageBreakBefore")) is None:
            add_properties(properties, [w("pageBreakBefore", val=0)], PARAGRAPH_ORDER)


def begins_pages(styles: Element) -> bool:
    """Return whether a designer's headings of chapters begin pages by their style."""
    path = f"{clark('w:style')}[@{STYLE_ID}='Heading1']/{clark('w:pPr')}/{clark('w:pageBreakBefore')}"
    found = styles.find(path)
    return found is not None and found.get(VALUE, "1") not in OFF


def align_left(style: Element) -> None:
    """Set a style of ours ragged right (17.3.1.13), where what it rests on may be justified: narrow cells would gape."""
    properties = style.find(clark("w:pPr"))
    if style.get(clark("w:type")) != "paragraph" or properties is None or properties.find(clark("w:jc")) is not None:
        return
    _behind(properties, w("jc", val="left"), *AFTER_JC)


def speak(styles: Element, language: str) -> None:
    """Set the language of the report, whatever that of the designer's Word was."""
    path = "/".join(clark(f"w:{tag}") for tag in ("docDefaults", "rPrDefault", "rPr"))
    defaults = styles.find(path)
    if defaults is None:
        return
    spoken = defaults.find(clark("w:lang"))
    if spoken is None:
        spoken = w("lang")
        defaults.append(spoken)
    spoken.set(VALUE, language)


def free_lines(added: Sequence[Element], styles: Element) -> None:
    """Let lines of our styles grow with what stands in them, where a design fixes their height: it cuts charts (17.3.1.33)."""
    if styles.find(f".//{clark('w:spacing')}[@{LINE_RULE}='exact']") is None:
        return
    for style in added:
        properties = style.find(clark("w:pPr"))
        if style.get(clark("w:type")) != "paragraph" or properties is None:
            continue
        spacing = properties.find(clark("w:spacing"))
        if spacing is None:
            spacing = w("spacing")
            _behind(properties, spacing, *AFTER_SPACING)
        if spacing.get(LINE) is None:
            spacing.set(LINE, "240")
            spacing.set(LINE_RULE, "auto")


def hold_headings(styles: Element) -> None:
    """Keep headings whole and with what they head (17.3.1.14, 17.3.1.15): a designer may leave that to whoever types."""
    for style in styles.iterfind(clark("w:style")):
        if style.get(STYLE_ID) in HEADINGS:
            properties = style.find(clark("w:pPr"))
            if properties is None:
                properties = w("pPr")
                _behind(style, properties, "rPr", "tblPr")
            for tag in ("keepLines", "keepNext"):
                for each in properties.findall(clark(f"w:{tag}")):
                    properties.remove(each)
                properties.insert(0, w(tag))


def drop_blank_borders(styles: Element) -> None:
    """Take borders that are none out of the defaults: LibreOffice lets them take the place of the margins of cells."""
    properties = styles.find("/".join(clark(f"w:{tag}") for tag in ("docDefaults", "pPrDefault", "pPr")))
    for each in properties.findall(clark("w:pBdr")) if properties is not None else ():
        if all(side.get(VALUE) in ("nil", "none") for side in each):
            properties.remove(each)  # type: ignore[union-attr]  # each is found in it


def run_from_left(part: Element) -> set[str]:
    """Let styles or lists of a design from right to left run from the left; return the ids of styles that did not."""
    turned = _turned(part)
    for tag in ("bidi", "rtl", "bidiVisual"):
        for each in list(part.iter(clark(f"w:{tag}"))):
            remove(each)
    return turned


def _turned(styles: Element) -> set[str]:
    """Return the ids of paragraph styles that run from right to left, by themselves or by what they rest on (17.7.2)."""
    own: dict[str, bool] = {}
    rests: dict[str, str] = {}
    for style in styles.iterfind(clark("w:style")):
        id, found = style.get(STYLE_ID, ""), style.find(f"{clark('w:pPr')}/{clark('w:bidi')}")
        below = style.find(clark("w:basedOn"))
        if found is not None:
            own[id] = found.get(VALUE, "1") not in OFF
        rests[id] = below.get(VALUE, "") if below is not None else ""
    return {id for id in rests if _is_turned(id, own, rests)}


def _is_turned(id: str, own: dict[str, bool], rests: dict[str, str]) -> bool:
    seen: set[str] = set()
    while id and id not in own and id not in seen:
        seen.add(id)
        id = rests.get(id, "")
    return own.get(id, False)


def _behind(style: Element, made: Element, *later: str) -> None:
    tags = [clark(f"w:{tag}") for tag in later]
    place = next((at for at, each in enumerate(style) if each.tag in tags), len(style))
    style.insert(place, made)
