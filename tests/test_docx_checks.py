"""What validators miss in a Word file: the project's own checks, each with a file that it must refuse."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pytest
from lxml import etree

from reports.formats.docx import write
from reports.ooxml.wordprocessingml import NAMESPACES, Element, clark
from tests import sample

Files = Mapping[str, bytes]
STORIES = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")


def unzip(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def stories(files: Files) -> Iterator[Element]:
    """Yield the parts that hold text."""
    for name, data in files.items():
        if STORIES.fullmatch(name):
            yield etree.fromstring(data)


def values(files: Files, tag: str, attribute: str) -> list[str]:
    """Return an attribute of every element `tag` of the text, in its order."""
    return [each.get(clark(attribute), "") for story in stories(files) for each in story.iter(clark(tag))]


def repeated(found: list[str]) -> list[str]:
    """Return what occurs more than once."""
    return [value for value, count in Counter(found).items() if count > 1]


def control_ids(files: Files) -> list[str]:
    """Content controls have ids of their own."""
    ids = [e.get(clark("w:val"), "") for s in stories(files) for e in s.iterfind(".//w:sdtPr/w:id", {**NAMESPACES})]
    return [f"sdt {id} stands twice" for id in repeated(ids)]


def drawing_ids(files: Files) -> list[str]:
    """Drawings have ids of their own, and alternative text."""
    found = [f"docPr {id} stands twice" for id in repeated(values(files, "wp:docPr", "id"))]
    return found + ["a drawing has no alternative text" for text in values(files, "wp:docPr", "descr") if not text]


def bookmarks(files: Files) -> list[str]:
    """Bookmarks end, have ids and names of their own, and names of at most 40 characters."""
    starts, ends = (values(files, f"w:bookmark{what}", "w:id") for what in ("Start", "End"))
    names = values(files, "w:bookmarkStart", "w:name")
    found = [f"bookmark id {id} stands twice" for id in repeated(starts)]
    found += [f"bookmark {name} stands twice" for name in repeated(names)]
    found += [f"bookmark {name} is too long" for name in names if len(name) > 40]
    return found + [f"bookmark id {id} is not a pair" for id in set(starts) ^ set(ends)]


def fields(files: Files) -> list[str]:
    """Each field begins, separates and ends, in that order, within its story."""
    found: list[str] = []
    for story in stories(files):
        open_fields: list[str] = []
        for each in story.iter(clark("w:fldChar")):
            match each.get(clark("w:fldCharType")):
                case "begin":
                    open_fields.append("begin")
                case "separate" if open_fields and open_fields[-1] == "begin":
                    open_fields[-1] = "separate"
                case "end" if open_fields and open_fields[-1] == "separate":
                    open_fields.pop()
                case other:
                    found.append(f"a field has {other!r} out of place")
        found += ["a field does not end" for _ in open_fields]
    return found


def anchors(files: Files) -> list[str]:
    """Links and reference fields lead to bookmarks that exist."""
    known = set(values(files, "w:bookmarkStart", "w:name"))
    wanted = [name for name in values(files, "w:hyperlink", "w:anchor") if name]
    codes = [each.text or "" for story in stories(files) for each in story.iter(clark("w:instrText"))]
    wanted += [match[1] for code in codes if (match := re.match(r" (?:PAGE)?REF (\S+)", code))]
    return [f"nothing is named {name}" for name in wanted if name not in known]


def styles(files: Files) -> list[str]:
    """Every style and list that the text uses is defined."""
    defined = {e.get(clark("w:styleId")) for e in etree.fromstring(files["word/styles.xml"]).iter(clark("w:style"))}
    used = [name for tag in ("pStyle", "rStyle", "tblStyle") for name in values(files, f"w:{tag}", "w:val")]
    lists = {e.get(clark("w:numId")) for e in etree.fromstring(files["word/numbering.xml"]).iter(clark("w:num"))}
    found = [f"the style {name} is not defined" for name in used if name not in defined]
    return found + [f"the list {id} is not defined" for id in values(files, "w:numId", "w:val") if id not in lists]


def headings(files: Files) -> list[str]:
    """No heading level is skipped."""
    levels = [int(name[-1]) for name in values(files, "w:pStyle", "w:val") if re.fullmatch(r"Heading\d", name)]
    return [f"heading {b} follows {a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]


def charts(files: Files) -> list[str]:
    """Each list of a chart holds as many points as it says, and all its series are as long."""
    found: list[str] = []
    for name, data in files.items():
        if not re.fullmatch(r"word/charts/chart\d+\.xml", name):
            continue
        said: set[str] = set()
        for count in etree.fromstring(data).iter(clark("c:ptCount")):
            cache = count.getparent()
            assert cache is not None
            points = [int(point.get("idx", "-1")) for point in cache.iter(clark("c:pt"))]
            stated = int(count.get("val", "-1"))
            if points and (max(points) >= stated or len(points) != len(set(points))):
                found.append(f"{name} says {stated} points and has {points}")
            parent = cache.getparent()
            above = parent.getparent() if parent is not None else None
            if above is not None and above.tag in (clark("c:cat"), clark("c:val")):
                said.add(str(stated))
        found += [f"{name} has series of different lengths"] if len(said) > 1 else []
    return found


def spanned(cell: Element) -> int:
    """Return how many columns a cell stands in."""
    span = cell.find(f"{clark('w:tcPr')}/{clark('w:gridSpan')}")
    return int(span.get(clark("w:val"), "1")) if span is not None else 1


def cells(files: Files) -> list[str]:
    """Rows of a table fill its grid, and a cell ends with a paragraph."""
    found: list[str] = []
    for story in stories(files):
        for table in story.iter(clark("w:tbl")):
            columns = len(table.findall(f"{clark('w:tblGrid')}/{clark('w:gridCol')}"))
            rows = table.findall(clark("w:tr"))
            found += [
                "a row does not fill its table" for r in rows if sum(map(spanned, r.findall(clark("w:tc")))) != columns
            ]
            found += [
                "a cell has no paragraph at its end"
                for r in rows
                for c in r.iterfind(clark("w:tc"))
                if c[-1].tag != clark("w:p")
            ]
    return found


BOXES = ("TileTable", "PanelBottomLine", "PanelGap", "PanelAnalysis", "PanelNote", "PanelPoint")
"""Styles of tables that are boxes; one without a style of ours is a person's."""


def heads(files: Files) -> list[str]:
    """Each table has a head row, which screen readers say; where it is one of boxes, no cell is blank."""
    found: list[str] = []
    for story in stories(files):
        for table in story.iter(clark("w:tbl")):
            head = table.find(f"{clark('w:tr')}/{clark('w:trPr')}/{clark('w:tblHeader')}") is not None
            style = table.find(f"{clark('w:tblPr')}/{clark('w:tblStyle')}")
            name = style.get(clark("w:val"), "") if style is not None else ""
            texts = ("".join(text.text or "" for text in cell.iter(clark("w:t"))) for cell in table.iter(clark("w:tc")))
            found += [] if head or not name else [f"a {name} has no head row"]
            found += [f"a {name} has a blank cell"] if name in BOXES and not all(texts) else []
    return found


CHECKS: tuple[Callable[[Files], list[str]], ...] = (
    control_ids, drawing_ids, bookmarks, fields, anchors, styles, headings, charts, cells, heads,
)  # fmt: skip


def problems(data: bytes) -> list[str]:
    """Return what is wrong with a Word file."""
    files = unzip(data)
    return [problem for check in CHECKS for problem in check(files)]


def swap(part: str, old: str, new: str, count: int = 1) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Return a change of one part: `old` becomes `new`, `count` times from the start."""

    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        text = files[part].decode()
        assert old in text
        return {**files, part: text.replace(old, new, count).encode()}

    return change


MAIN, NOTES, CHART = "word/document.xml", "word/footnotes.xml", "word/charts/chart1.xml"
STRINGS, NUMBERS = '<c:strCache><c:ptCount val="', '<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="'
SPOILT = {
    "sdt twice": (MAIN, "</w:sdt>", '<w:sdt><w:sdtPr><w:id w:val="1100000001"/></w:sdtPr></w:sdt></w:sdt>', control_ids),
    "drawing twice": (MAIN, 'docPr id="2"', 'docPr id="1"', drawing_ids),
    "no alternative text": (MAIN, 'descr="Only', 'descr="" x="Only', drawing_ids),
    "bookmark id twice": (MAIN, 'bookmarkStart w:id="2"', 'bookmarkStart w:id="1"', bookmarks),
    "bookmark name twice": (MAIN, 'w:name="_b_top_title1"', 'w:name="_b_top_masthead1"', bookmarks),
    "bookmark open": (MAIN, '<w:bookmarkEnd w:id="3"/>', "", bookmarks),
    "bookmark of a note open": (NOTES, "<w:bookmarkEnd", "<w:proofErr", bookmarks),
    "bookmark too long": (MAIN, 'w:name="_b_top_title1"', f'w:name="_b_{"x" * 38}"', bookmarks),
    "field open": (MAIN, '<w:fldChar w:fldCharType="end"/>', "", fields),
    "field without begin": (MAIN, '<w:fldChar w:fldCharType="begin"/>', "", fields),
    "dead link": (MAIN, 'w:anchor="src-1"', 'w:anchor="src-9"', anchors),
    "dead reference": (MAIN, " REF _Ref_fig_money", " REF _Ref_fig_gone", anchors),
    "unknown style": (MAIN, 'w:pStyle w:val="Quote"', 'w:pStyle w:val="Cite"', styles),
    "unknown list": (MAIN, 'w:numId w:val="5"', 'w:numId w:val="77"', styles),
    "skipped heading": (MAIN, 'w:val="Heading2"', 'w:val="Heading3"', headings),
    "chart point lost": (CHART, STRINGS + "5", STRINGS + "4", charts),
    "chart series cut": (CHART, NUMBERS + "5", NUMBERS + "9", charts),
    "no head": (MAIN, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "", heads),
    "cell lost": (MAIN, "</w:tblGrid>", '<w:gridCol w:w="1"/></w:tblGrid>', cells),
}  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> bytes:
    return write(sample.document(), sample.theme())


def test_sample_is_sound(brief: bytes) -> None:
    assert problems(brief) == []


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_file_is_refused(name: str, brief: bytes) -> None:
    part, old, new, check = SPOILT[name]
    files = swap(part, old, new)(unzip(brief))
    assert check(files)
