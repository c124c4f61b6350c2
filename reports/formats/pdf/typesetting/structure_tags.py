"""The finishing of the tags: what WeasyPrint leaves open in the structure tree of a file before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeGuard

PdfObject = Mapping[str, object]


class PdfFile(Protocol):
    """What we need of `pydyf.PDF`: its objects, where an object's number is its index."""

    objects: list[object]
    catalog: dict[str, object]


def finish(pdf: PdfFile, link_names: Mapping[str, str]) -> None:
    """Complete the tags of `pdf` in place: headers of tables, places of figures, running lines as artifacts, words on links."""
    scope_headers(pdf)
    place_figures(pdf)
    running_lines_to_artifacts(pdf)
    name_links(pdf, link_names)


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


PT_PER_PX = 0.75
"""CSS pixels are 1/96 of an inch, points 1/72 (CSS Values and Units 3, 5.2)."""


def place_figures(pdf: PdfFile) -> None:
    """Say of each figure where it stands: in points, from the bottom of its page (ISO 32000-1, 14.8.5.4.3 and 8.3.2.3).

    WeasyPrint writes what it lays pages out in: CSS pixels, from the top.
    """
    for item in pdf.objects:
        attributes = item.get("A") if _is_element(item) and item["S"] == "/Figure" else None
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
    """Put words on the links inside the file (ISO 14289-1, 7.18.5): where each leads, not the name of its anchor."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            target = item["Dest"].string
            if target in names:
                item["Contents"] = type(item["Dest"])(names[target])


def _is_element(item: object) -> TypeGuard[PdfObject]:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _at(pdf: PdfFile, reference: object) -> PdfObject:
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
