"""Names of PresentationML and DrawingML, and small things that every module of the deck's merge asks of an element."""

from __future__ import annotations

from collections.abc import Iterator

from reports.errors import BrokenFileError
from reports.ooxml.other_formats import refuse_other
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.part_xml import Element

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""[MS-PPTX] 2.2.14: where the sections of a presentation are kept."""
SLIDE, LAYOUT, MASTER = f"{OFFICE}/slide", f"{OFFICE}/slideLayout", f"{OFFICE}/slideMaster"
NOTES, NOTES_MASTER, THEME = f"{OFFICE}/notesSlide", f"{OFFICE}/notesMaster", f"{OFFICE}/theme"
CHART, IMAGE, LINK, WORKBOOK = f"{OFFICE}/chart", f"{OFFICE}/image", f"{OFFICE}/hyperlink", f"{OFFICE}/package"
SHAPES = frozenset(P + tag for tag in ("sp", "graphicFrame", "pic", "grpSp", "cxnSp", "contentPart"))
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def opened(data: bytes) -> Package:
    """Return the parts of a presentation.

    Raises:
        BrokenFileError: it is no presentation, or damaged; an `OtherFormatError` where it is known what it is.
    """
    try:
        package = Package.read(data)
        root = package.tree(package.main)
    except BrokenFileError:
        refuse_other(data, ".pptx", "PowerPoint or LibreOffice")
        raise BrokenFileError("it is no .pptx file, or it is damaged") from None
    if root.tag != f"{P}presentation":
        refuse_other(data, ".pptx", "PowerPoint or LibreOffice")
        raise BrokenFileError("it holds no presentation")
    return package


def shapes_of(root: Element) -> list[Element]:
    """Return the shapes on a slide or its notes page, from back to front; a group is one."""
    tree = root.find(f"{P}cSld/{P}spTree")
    return [each for each in tree if each.tag in SHAPES or each.tag == ALTERNATE] if tree is not None else []


def placeholder(shape: Element) -> Element | None:
    """Return the p:ph of a shape, if it fills a placeholder."""
    for each in shape:
        found = each.find(f"{P}nvPr/{P}ph")
        if found is not None:
            return found
    return None


def key_of(shape: Element) -> str:
    """Return which placeholder a shape fills, such as 'title' or 'body 13'; empty where it fills none."""
    mark = placeholder(shape)
    if mark is None:
        return ""
    kind = mark.get("type", "obj")
    return "title" if kind in ("title", "ctrTitle") else f"{kind} {mark.get('idx', '0')}"


def properties(shape: Element) -> Element | None:
    """Return p:cNvPr: id, name and what a screen reader says."""
    return next(shape.iter(f"{P}cNvPr"), None)


def paragraphs(shape: Element) -> Iterator[Element]:
    """Yield the paragraphs of a shape, cell by cell in a table."""
    return shape.iter(f"{A}p")


def local(node: Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
