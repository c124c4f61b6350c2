"""The finishing of the tags: what WeasyPrint leaves open in the structure tree of a file before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeGuard

FORMULA = "\u2063"
"""Begins the alt text of a drawing that is an equation; nobody sees it, and it does not reach the file."""
PdfObject = Mapping[str, object]
Element = dict[str, object]


class Name(Protocol):
    """What we need of `pydyf.String`."""

    string: str

    def __init__(self, string: str) -> None:
        """Take the text."""


class PdfFile(Protocol):
    """What we need of `pydyf.PDF`: its objects, where an object's number is its index."""

    objects: list[object]
    catalog: dict[str, object]


def finish(pdf: PdfFile, link_names: Mapping[str, str]) -> None:
    """Complete the tags of `pdf` in place: table headers, equations, places of figures, running lines, words on links."""
    scope_headers(pdf)
    enclose_formulas(pdf)
    place_figures(pdf)
    running_lines_to_artifacts(pdf)
    name_links(pdf, link_names)
    relate_notes(pdf)
    label_sources(pdf)


def scope_headers(pdf: PdfFile) -> None:
    """Say of each table header whether it heads a column or a row (ISO 14289-1, 7.5)."""
    for item in pdf.objects:
        if not (_is_element(item) and item["S"] == "/TH"):
            continue
        row = _at(pdf, item["P"])
        group = _at(pdf, row["P"])
        attributes = item["A"]
        assert isinstance(attributes, dict)
        attributes["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def enclose_formulas(pdf: PdfFile) -> None:
    """Tag what holds the drawing of an equation as Formula, with its words (ISO 14289-1, 7.7; ISO 32000-1, 14.8.4.5)."""
    for item in pdf.objects:
        words: Name | None = item.get("Alt") if _is_element(item) and item["S"] == "/Figure" else None  # type: ignore[assignment]
        if not isinstance(item, dict) or words is None or not words.string.startswith(FORMULA):
            continue
        formula = _at(pdf, item["P"])
        formula["S"], formula["A"] = "/Formula", item.pop("A")
        formula["Alt"] = type(words)(words.string.removeprefix(FORMULA))
        item["S"] = "/Span"
        del item["Alt"]


PT_PER_PX = 0.75
"""CSS pixels are 1/96 of an inch, points 1/72 (CSS Values and Units 3, 5.2)."""


def place_figures(pdf: PdfFile) -> None:
    """Say of each figure where it stands: in points, from the bottom of its page (ISO 32000-1, 14.8.5.4.3 and 8.3.2.3).

    WeasyPrint writes what it lays pages out in: CSS pixels, from the top.
    """
    for item in pdf.objects:
        attributes = item.get("A") if _is_element(item) and item["S"] in ("/Figure", "/Formula") else None
        if not isinstance(attributes, dict) or "BBox" not in attributes:
            continue
        height = _at(pdf, item["Pg"])["MediaBox"][3]  # type: ignore[index]
        left, top, right, bottom = (float(each) * PT_PER_PX for each in attributes["BBox"])
        box = (left, height - bottom, right, height - top)
        attributes["BBox"][:] = [round(each, 3) for each in box]


def running_lines_to_artifacts(pdf: PdfFile) -> None:
    """Mark headers and footers of pages as artifacts (ISO 14289-1, 7.8).

    WeasyPrint tags them but leaves their elements out of the tree, so they are what cannot be reached from its root.
    """
    reached = {id(element) for element in _tree(pdf)}
    pages = {reference: number for number, reference in enumerate(_pages(pdf))}
    lost: dict[int, set[int]] = {}
    for item in pdf.objects:
        if _is_element(item) and id(item) not in reached:
            kids = item["K"]
            assert isinstance(kids, list)
            page = item["Pg"]
            assert isinstance(page, bytes)
            lost.setdefault(pages[page], set()).update(kid for kid in kids if isinstance(kid, int))
    nums = _at(pdf, _at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    assert isinstance(nums, list)
    for number, reference in enumerate(_pages(pdf)):
        marks = lost.get(number, set())
        owners = nums[nums.index(number) + 1]
        for mark in marks:
            owners[mark] = "null"
        content = _at(pdf, _at(pdf, reference)["Contents"])
        _to_artifacts(content.stream, marks)  # type: ignore[attr-defined]


def _to_artifacts(operations: list[object], marks: set[int]) -> None:
    for index, operand in enumerate(operations):
        if isinstance(operand, dict) and operand.get("MCID") in marks:
            operations[index - 1] = b"/Artifact"
            operand.clear()
            operand["Type"] = "/Pagination"


def name_links(pdf: PdfFile, names: Mapping[str, str]) -> None:
    """Put words on links (ISO 14289-1, 7.18.5): what the page shows of each and where it leads, not its bare target."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and item["Contents"].string in names:
            item["Contents"] = type(item["Contents"])(names[item["Contents"].string])


def relate_notes(pdf: PdfFile) -> None:
    """Tag calls of footnotes as Reference and footnotes as Note with Lbl (ISO 14289-1, 7.9; ISO 32000-1, 14.8.4.4.1)."""
    for link, leads in _links(pdf):
        around = _at(pdf, link["P"])
        if leads.string.startswith("note:"):
            around["S"] = "/Reference"
        elif leads.string.startswith("call:"):
            around["S"] = "/Lbl"
            note = _at(pdf, around["P"])
            kids = note["K"]
            assert isinstance(kids, list)
            kids[:] = [
                kid for kid in kids if not isinstance(kid, bytes) or _at(pdf, kid)["K"]
            ]  # WeasyPrint's own marker
            note["S"], note["ID"] = "/Note", type(leads)(leads.string.replace("call:", "note:"))


def label_sources(pdf: PdfFile) -> None:
    """Tag the numbers of the list of sources as Lbl beside the body of their entry (ISO 32000-1, 14.8.4.3.3)."""
    lists = {
        id(found): found
        for link, leads in _links(pdf)
        if leads.string.startswith("use:") and (found := _above(pdf, link, "/L"))
    }
    for found in lists.values():
        for reference in found["K"]:  # type: ignore[attr-defined]
            _label_entry(pdf, reference)


def _label_entry(pdf: PdfFile, reference: bytes) -> None:
    """Move the number at the start of the body of a list item beside the body."""
    entry = _at(pdf, reference)
    bodies = entry["K"]
    assert isinstance(bodies, list)
    body = _at(pdf, bodies[0])
    kids = body["K"]
    assert isinstance(kids, list)
    number = _at(pdf, kids[0])
    if entry["S"] == "/LI" and body["S"] == "/LBody" and len(kids) > 1 and number["S"] == "/Span":
        number["S"], number["P"] = "/Lbl", reference
        bodies.insert(0, kids.pop(0))


def _links(pdf: PdfFile) -> Iterator[tuple[Element, Name]]:
    """Yield the element of each link inside the file, and the name of its target."""
    for item in pdf.objects:
        if not (_is_element(item) and item["S"] == "/Link"):
            continue
        for kid in item["K"]:  # type: ignore[attr-defined]
            found = _at(pdf, kid) if isinstance(kid, bytes) else {}
            annotation = _at(pdf, found["Obj"]) if "Obj" in found else {}
            if "Dest" in annotation:
                yield item, annotation["Dest"]  # type: ignore[misc]


def _above(pdf: PdfFile, element: Element, kind: str) -> Element | None:
    """Return the next element above that is tagged `kind`; None where there is none."""
    while element.get("Type") == "/StructElem":
        if element["S"] == kind:
            return element
        element = _at(pdf, element["P"])
    return None


def _is_element(item: object) -> TypeGuard[PdfObject]:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _at(pdf: PdfFile, reference: object) -> Element:
    """Return the object behind a reference such as b'12 0 R'."""
    assert isinstance(reference, bytes)
    found = pdf.objects[int(reference.split()[0])]
    return found  # type: ignore[return-value]


def _pages(pdf: PdfFile) -> Sequence[bytes]:
    kids = _at(pdf, pdf.catalog["Pages"])["Kids"]
    assert isinstance(kids, list)
    return [b"%d 0 R" % number for number in kids[::3]]


def _tree(pdf: PdfFile) -> Iterator[PdfObject]:
    """Yield every element of the structure tree, from its root."""
    waiting: list[object] = [pdf.catalog["StructTreeRoot"]]
    while waiting:
        element = _at(pdf, waiting.pop())
        yield element
        kids = element.get("K", [])
        assert isinstance(kids, Iterable)
        waiting.extend(kid for kid in kids if isinstance(kid, bytes))
