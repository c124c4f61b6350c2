"""A file is read again only where it is another by now, and as its base says only where that fits it."""

from __future__ import annotations

import pytest

from reports.formats.docx import merge
from reports.formats.docx.merge.file_reading import Reading, Remembered, read, read_as
from reports.ooxml.wordprocessingml import W, opened
from tests.merge_desk import Desk, built, text_of

_W = f"{{{W}}}"


def said(reading: Reading) -> list[tuple[object, ...]]:
    return [(line.record, line.owned, [piece.text for piece in line.pieces]) for line in reading.lines]


def test_a_file_reads_as_its_own_base_says() -> None:
    data = built()
    base = merge.base_in(data)
    assert base is not None
    known = read_as(opened(data), base.records)
    assert [line.record for line in known.lines] == list(base.records)
    bare = [(record.text, pieces) for record, _, pieces in said(read(opened(data)))]  # type: ignore[attr-defined]
    assert [(record.text, pieces) for record, _, pieces in said(known)] == bare  # type: ignore[attr-defined]


def test_a_base_of_other_paragraphs_is_not_believed() -> None:
    data = built()
    base = merge.base_in(data)
    assert base is not None
    for records in (base.records[:-1], (*base.records, base.records[0])):
        assert said(read_as(opened(data), records)) == said(read(opened(data)))


@pytest.mark.parametrize("change", ["word", "comment", "format", "page break", "deleted", "nothing"])
def test_what_was_changed_since_is_read_anew(change: str) -> None:
    desk = Desk(built())
    remembered = Remembered(read(desk.package))
    node = desk.paragraph("Steel leans")
    run = next(node.iter(_W + "r"))
    match change:
        case "word":
            next(run.iter(_W + "t")).text = "Iron leans"
        case "comment":
            node.insert(1, node.makeelement(_W + "commentRangeStart", {_W + "id": "7"}))
        case "format":
            run.insert(0, run.makeelement(_W + "rPr", {}))
            run[0].append(run.makeelement(_W + "b", {}))
        case "page break":
            above = node.makeelement(_W + "p", {})
            above.append(node.makeelement(_W + "r", {}))
            above[0].append(node.makeelement(_W + "br", {_W + "type": "page"}))
            node.addprevious(above)
        case "deleted":
            node.getparent().remove(node)  # type: ignore[union-attr]
        case _:
            for mark in desk.body.iter(_W + "bookmarkStart", _W + "bookmarkEnd"):
                mark.set(_W + "id", str(int(mark.get(_W + "id", "0")) + 40))
    again = said(remembered.read(desk.package))
    assert again == said(read(desk.package))
    assert (again == said(read(opened(built())))) == (change == "nothing")
    assert text_of(desk.body)
