"""A PDF as a screen reader meets it: the elements of its structure tree in order, each with the text of its marked content."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Element:
    """An element of the structure tree on one page."""

    kind: str
    depth: int
    text: str
    """What is read of it and all below it: alternative text, or actual text, or the text on the page."""
    language: str
    """In which it is read, where it says so itself; BCP 47."""


def elements(data: bytes) -> list[Element]:
    """Return every element, in the order of the tree, page by page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [each for page in document for each in _of_page(page)]
    finally:
        document.close()


def transcript(data: bytes) -> str:
    """Return what is read aloud, a line for each block of text."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(line for page in document for line in _lines(page))
    finally:
        document.close()


Call = Callable[..., int]
LINE = 4.0
"""Points by which what stands on another line differs in height."""
BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LI", "TR", "Figure", "Note"})


def _lines(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the text of each block: a row or an item whole, a caption by its paragraphs."""
    within: Element | None = None
    for each in _of_page(page):
        if within and each.depth <= within.depth:
            within = None
        if each.kind in BLOCKS and within is None and each.text.strip():
            within = each
            yield " ".join(each.text.split())


def _of_page(page: pypdfium2.PdfPage) -> Iterator[Element]:
    marked = _marked(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _read(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), marked, 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _read(element: object, marked: dict[int, str], depth: int) -> Iterator[Element]:
    kind = _string(pdfium.FPDF_StructElement_GetType, element)
    said = _string(pdfium.FPDF_StructElement_GetActualText, element) or _string(
        pdfium.FPDF_StructElement_GetAltText, element
    )
    below: list[Element] = []
    own: list[str] = []
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            inner = list(_read(child, marked, depth + 1))
            below += inner
            own.append(inner[0].text)
        else:
            own.append(marked.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index), ""))
    language = _string(pdfium.FPDF_StructElement_GetLang, element)
    yield Element(kind, depth, said or "".join(own), language)
    yield from below


def _marked(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each marked content of a page, by its id; a blank ends what stands last on a line."""
    found: dict[int, str] = {}
    text = pdfium.FPDFText_LoadPage(page)
    last: tuple[int, float] | None = None
    for each in page.get_objects():
        if each.type != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        id = pdfium.FPDFPageObj_GetMarkedContentID(each)
        _, bottom, _, _ = each.get_bounds()
        if last and abs(bottom - last[1]) > LINE and not found.get(last[0], "").endswith((" ", "-")):
            found[last[0]] = found.get(last[0], "") + " "
        if id >= 0:
            said = _string(pdfium.FPDFTextObj_GetText, each, text)
            found[id] = found.get(id, "") + said.replace("\ufffe", "-").replace(
                "\x02", "-"
            )  # a hyphen that ends a line
            last = id, bottom
    pdfium.FPDFText_ClosePage(text)
    return found


def _string(call: Call, *of: object) -> str:
    """Return the text that a call of pdfium writes into a buffer (UTF-16LE)."""
    size = call(*of, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if len(of) > 1 else buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
