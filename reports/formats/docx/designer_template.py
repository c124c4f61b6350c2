"""A designer's own brief.docx or brief.dotx: its styles, lists and theme win over ours."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from reports.errors import BrokenFileError, InputError, Place, Problem
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, blob, clark, w
from reports.theme.definition import Theme

SHIFT = 1000
"""Added to the ids of the designer's lists, so that none is one of ours."""
LABELS = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
"""Leads from a file to its sensitivity labels ([MS-OFFCRYPTO]); older programs keep them in the custom properties."""
LABELS_PART, LABELS_TYPE = "docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml"
VALUE = clark("w:val")
STYLE_ID = clark("w:styleId")
NAMED_BY_STYLE = tuple(clark(f"w:{tag}") for tag in ("basedOn", "next", "link", "pStyle", "styleLink", "numStyleLink"))
"""Elements whose value is the id of a style."""


@dataclass(frozen=True)
class Base:
    """What is taken from a designer's file; empty where there is none, or where it lacks the part."""

    styles: bytes = b""
    theme: bytes = b""
    numbering: bytes = b""
    properties: bytes = b""
    """Custom properties of the file, a sensitivity label among them."""
    labels: bytes = b""
    """The part in which newer office programs keep sensitivity labels."""


def read_base(theme: Theme) -> Base:
    """Return what the theme's base file for Word holds.

    Raises:
        InputError: it is no Word file.
    """
    data = theme.base.get("docx")
    if data is None:
        return Base()
    try:
        package = Package.read(data)
        related = {each.kind: each.target for each in package.relations(package.main).values() if not each.external}
        around = {each.kind: each.target for each in package.relations("").values() if not each.external}
        for name in related.values():
            if name.endswith(".xml"):
                package.tree(name)
        parts = (package.parts.get(related.get(kind, ""), b"") for kind in (RT.THEME, RT.NUMBERING))
        labels = (package.parts.get(around.get(kind, ""), b"") for kind in (RT.CUSTOM_PROPERTIES, LABELS))
        return Base(package.parts.get(related.get(RT.STYLES, ""), b""), *parts, *labels)
    except (BrokenFileError, KeyError) as failure:
        where = Place(theme.base_names.get("docx") or f"{theme.folder}/brief.docx")
        what = f"is no Word file that can be read ({type(failure).__name__})"
        raise InputError([Problem(where, what, "save it again from Word as .docx or .dotx, or take it away")]) from None


def merge_base(base: Base, styles: Element, lists: Element, language: str) -> tuple[bytes, bytes]:
    """Return the styles and numbering parts: the designer's, with what they lack from ours."""
    if not base.styles:
        return blob(styles), blob(lists)
    theirs = _compact(base.styles)
    names = _same_styles(theirs, styles)
    numbering = _compact(base.numbering) if base.numbering else None
    _rename(theirs, names)
    _shift(theirs, has_lists=numbering is not None)
    if numbering is not None:
        _rename(numbering, names)
        _put_lists(numbering, lists)
    _align_furniture(theirs, styles)
    _add_styles(theirs, styles)
    _speak(theirs, language)
    return blob(theirs), blob(lists)


def _compact(part: bytes) -> Element:
    """Return a part without the white space between its elements, whatever laid it out."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))


def _same_styles(theirs: Element, ours: Element) -> dict[str, str]:
    """Return the designer's id of each style that we name alike, with our id: in a German Word 'Title' has the id 'Titel'."""
    known = {_identity(style): style.get(STYLE_ID, "") for style in ours.iterfind(clark("w:style"))}
    return {
        style.get(STYLE_ID, ""): known[_identity(style)]
        for style in theirs.iterfind(clark("w:style"))
        if _identity(style) in known
    }


def _identity(style: Element) -> tuple[str, str]:
    name = style.find(clark("w:name"))
    return style.get(clark("w:type"), ""), (name.get(VALUE, "") if name is not None else "").casefold()


def _rename(part: Element, names: Mapping[str, str]) -> None:
    for style in part.iterfind(clark("w:style")):
        style.set(STYLE_ID, names.get(style.get(STYLE_ID, ""), style.get(STYLE_ID, "")))
    for each in part.iter(*NAMED_BY_STYLE):
        each.set(VALUE, names.get(each.get(VALUE, ""), each.get(VALUE, "")))


def _shift(part: Element, *, has_lists: bool) -> None:
    if not has_lists:
        _drop(list(part.iter(clark("w:numPr"))))
    for id in part.iter(clark("w:numId")):
        if id.get(VALUE) != "0":  # 0 takes a numbering away (17.9.18)
            _add(id, VALUE)


def _put_lists(theirs: Element, ours: Element) -> None:
    """Put the designer's lists into our numbering part; a style is numbered by their list, where they have one."""
    taken = {each.get(VALUE) for each in theirs.iter(clark("w:pStyle"))}
    _drop([each for each in ours.iter(clark("w:pStyle")) if each.get(VALUE) in taken])
    _drop(list(theirs.iter(clark("w:lvlPicBulletId"))))  # the pictures stay behind
    for each in theirs.iter(clark("w:abstractNum")):
        _add(each, clark("w:abstractNumId"))
    for each in theirs.iterfind(clark("w:num")):
        _add(each, clark("w:numId"))
        _add(each[0], VALUE)  # abstractNumId comes first (17.9.15)
    first = len(ours.findall(clark("w:abstractNum")))
    ours[first:first] = [deepcopy(each) for each in theirs.iterfind(clark("w:abstractNum"))]
    ours.extend([deepcopy(each) for each in theirs.iterfind(clark("w:num"))])


def _drop(elements: list[Element]) -> None:
    for each in elements:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)


def _add(element: Element, attribute: str) -> None:
    element.set(attribute, str(int(element.get(attribute, "0")) + SHIFT))


def _align_furniture(theirs: Element, ours: Element) -> None:
    """Give header and footer our tab: Word's own have one in the middle too, where the right side would end up."""
    for id in ("Header", "Footer"):
        path = f"{clark('w:style')}[@{STYLE_ID}='{id}']/{clark('w:pPr')}/{clark('w:tabs')}"
        tabs, right = theirs.find(path), ours.find(path)
        parent = tabs.getparent() if tabs is not None else None
        if tabs is not None and right is not None and parent is not None:
            parent.replace(tabs, deepcopy(right))


def _add_styles(theirs: Element, ours: Element) -> None:
    known = {style.get(STYLE_ID) for style in theirs.iterfind(clark("w:style"))}
    theirs.extend([deepcopy(s) for s in ours.iterfind(clark("w:style")) if s.get(STYLE_ID) not in known])


def _speak(styles: Element, language: str) -> None:
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
