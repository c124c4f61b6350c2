"""A designer's own brief.docx or brief.dotx: its styles, lists and theme win over ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from copy import deepcopy
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from reports.errors import BrokenFileError, InputError, Place, Problem
from reports.formats.docx.designer.letterhead import Letterhead, letterhead_of, letterhead_styles, mark
from reports.formats.docx.designer.local_style_names import LOCAL_NAMES
from reports.formats.docx.designer.style_fitting import (
    align_contents,
    align_furniture,
    align_left,
    clear_tabs,
    drop_blank_borders,
    free_lines,
    hold_headings,
    justifies,
    run_from_left,
    speak,
    stay_on_page,
)
from reports.formats.docx.named_styles import PARAGRAPH_STYLES
from reports.formats.docx.property_order import in_schema_order
from reports.languages.registry import is_rtl
from reports.ooxml.package import Package
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, blob, clark, w
from reports.theme.definition import Theme

OTHER = "OfHouse"
"""Added to the id of a designer's style that is one of ours, where another of its styles is the same as that."""
SHIFT = 1000
"""Added to the ids of the designer's lists, so that none is one of ours."""
LABELS = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
"""Leads from a file to its sensitivity labels ([MS-OFFCRYPTO]); older programs keep them in the custom properties."""
LABELS_PART, LABELS_TYPE = "docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml"
VALUE = clark("w:val")
STYLE_ID = clark("w:styleId")
NAMED_BY_STYLE = tuple(
    clark(f"w:{tag}")
    for tag in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
)
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
    letterhead: Letterhead | None = None
    """Its page, headers and footers; None where there is no file."""

    @property
    def designed_styles(self) -> frozenset[str]:
        """Return the ids of our paragraph styles that it has."""
        return frozenset(same_styles(compact(self.styles)).values()) if self.styles else frozenset()

    @property
    def columns(self) -> tuple[int, float]:
        """Return how many columns of text its page has, and the gap between them in millimetres."""
        page = self.letterhead.page if self.letterhead else None
        return (page.columns, page.gap) if page else (1, 0.0)

    @property
    def besides(self) -> tuple[Element, ...]:
        """Return what its sections say of pages besides their size and columns, each a copy."""
        return tuple(deepcopy(each) for each in self.letterhead.besides) if self.letterhead else ()

    @property
    def mirrored(self) -> bool:
        """Return whether its margins change places on even pages."""
        return bool(self.letterhead and self.letterhead.mirrored)

    @property
    def ruled(self) -> bool:
        """Return whether a rule stands between its columns."""
        page = self.letterhead.page if self.letterhead else None
        return bool(page and page.ruled)


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
        theme_part, numbering = (package.parts.get(related.get(kind, ""), b"") for kind in (RT.THEME, RT.NUMBERING))
        properties, label = (package.parts.get(around.get(kind, ""), b"") for kind in (RT.CUSTOM_PROPERTIES, LABELS))
        styles = package.parts.get(related.get(RT.STYLES, ""), b"")
        return Base(styles, theme_part, numbering, properties, label, letterhead_of(package))
    except (BrokenFileError, KeyError) as failure:
        where = Place(theme.base_names.get("docx") or f"{theme.folder}/brief.docx")
        what = f"is no Word file that can be read ({type(failure).__name__})"
        raise InputError([Problem(where, what, "save it again from Word as .docx or .dotx, or take it away")]) from None


def merge_base(
    base: Base,
    styles: Element,
    lists: Element,
    language: str,
    letterhead: Set[str] = frozenset(),
    *,
    chapters: bool = True,
) -> tuple[bytes, bytes]:
    """Return the styles and numbering parts: the designer's, with what they lack from ours.

    Args:
        base: the designer's file.
        styles: ours.
        lists: ours.
        language: of the report.
        letterhead: ids of styles that paragraphs of the designer's headers and footers are set in.
        chapters: whether they may begin pages, where the designer's do.
    """
    if not base.styles:
        styles.extend(list(letterhead_styles(letterhead, {"Normal"})))
        return blob(styles), blob(lists)
    theirs = compact(base.styles)
    names = _same_styles(theirs, styles)
    rename(theirs, names)
    _shift(theirs, has_lists=bool(base.numbering))
    if base.numbering:
        lists = _put_lists(base.numbering, lists, names)
    if not letterhead:
        align_furniture(theirs, styles)
    turned = set[str]() if is_rtl(language) else run_from_left(theirs)
    if not is_rtl(language):
        run_from_left(lists)
    _fit(theirs, styles, chapters=chapters)
    known = {style.get(STYLE_ID, "") for style in theirs.iterfind(clark("w:style"))}
    theirs.extend(list(letterhead_styles(letterhead, known, turned)))
    speak(theirs, language)
    for part in (theirs, lists):
        in_schema_order(part)
    return blob(theirs), blob(lists)


def _fit(theirs: Element, styles: Element, *, chapters: bool) -> None:
    """Make a designer's styles do for our text: with those of ours that they lack, and without what would part or mar it."""
    align_contents(theirs, styles)
    _add_styles(theirs, styles)
    clear_tabs(theirs)
    stay_on_page(theirs, chapters=chapters)
    hold_headings(theirs)
    drop_blank_borders(theirs)


def placed(base: Base, tree: Element, styles: Element) -> Set[str]:
    """Fit a designer's header or footer to our ids of styles and lists; return the styles that its paragraphs rest on."""
    if base.styles:
        names = _same_styles(compact(base.styles), styles)
        rename(tree, names)
    _shift(tree, has_lists=bool(base.numbering))
    in_schema_order(tree)
    return mark(tree)


def compact(part: bytes) -> Element:
    """Return a part without the white space between its elements, whatever laid it out."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))


def same_styles(theirs: Element) -> dict[str, str]:
    """Return the ids of a designer's paragraph styles that are styles of ours, with our ids."""
    names = [(each.id, each.name) for each in PARAGRAPH_STYLES]
    ours = w("styles", *(w("style", w("name", val=name), type="paragraph", styleId=id) for id, name in names))
    return _same_styles(theirs, ours)


def _same_styles(theirs: Element, ours: Element) -> dict[str, str]:
    """Return the designer's id of each style that is one of ours, with our id: in a German Word 'Title' has the id 'Titel'.

    A style is known by its name, else by its id, else by its name in another language, as programs that are not Word write it.
    """
    known = {_identity(style): style.get(STYLE_ID, "") for style in ours.iterfind(clark("w:style"))}
    spelled = {(kind, id.casefold()): id for (kind, _), id in known.items()}
    found: dict[str, str] = {}
    listed = [(style.get(STYLE_ID, ""), *_identity(style)) for style in theirs.iterfind(clark("w:style"))]
    ways: tuple[Callable[[str, str, str], str | None], ...] = (
        lambda _, kind, name: known.get((kind, name)),
        lambda id, kind, _: spelled.get((kind, id.casefold())),
        lambda _, kind, name: known.get((kind, LOCAL_NAMES.get(name, ""))),
    )
    for way in ways:
        for id, kind, name in listed:
            ours_id = way(id, kind, name)
            if ours_id and id not in found and ours_id not in found.values():
                found[id] = ours_id
    taken = {*found.values()}
    return found | {id: f"{id}{OTHER}" for id, _, _ in listed if id in taken and id not in found}


def _identity(style: Element) -> tuple[str, str]:
    name = style.find(clark("w:name"))
    return style.get(clark("w:type"), ""), (name.get(VALUE, "") if name is not None else "").casefold()


def rename(part: Element, names: Mapping[str, str]) -> None:
    """Give styles the ids in `names`, and lead what names them there, in place."""
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


def _put_lists(numbering: bytes, ours: Element, names: Mapping[str, str]) -> Element:
    """Return our numbering part with the designer's lists; a style is numbered by their list, where they have one.

    The designer's part says which of its namespaces older programs may pass over (ISO/IEC 29500-3, 7.2), so its root is kept.

    Args:
        numbering: the designer's part.
        ours: the part of ours.
        names: our ids of styles by theirs.
    """
    theirs = compact(numbering)
    rename(theirs, names)
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
    for each in list(theirs):
        theirs.remove(each)
    theirs.extend(list(ours))
    return theirs


def _drop(elements: list[Element]) -> None:
    for each in elements:
        remove(each)


def _add(element: Element, attribute: str) -> None:
    element.set(attribute, str(int(element.get(attribute, "0")) + SHIFT))


def _add_styles(theirs: Element, ours: Element) -> None:
    known = {style.get(STYLE_ID) for style in theirs.iterfind(clark("w:style"))}
    added = [deepcopy(s) for s in ours.iterfind(clark("w:style")) if s.get(STYLE_ID) not in known]
    theirs.extend(added)
    free_lines(added, theirs)
    if justifies(theirs):
        for each in added:
            align_left(each)
