"""Blocks in, Word paragraphs out: each case is one file with Markdown and the outline expected of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reports.document import Blocks
from reports.formats.docx import write
from reports.narrative.markdown import parse_section
from reports.narrative.markdown.sentinels import Carrier, LineMap
from reports.ooxml.wordprocessingml import Element, clark
from tests import sample
from tests.test_docx_checks import problems, unzip

FOLDER = Path(__file__).parent / "cases" / "docx"
CASES = sorted(FOLDER.glob("*.md"))
DIVIDER = "\n=====\n"


def blocks(markdown: str) -> Blocks:
    """Return the blocks of a case; `<<fact id>>` and `<<cite id>>` print sample facts, `<<block n>>` a sample block."""
    carrier = Carrier()

    def carry(match: re.Match[str]) -> str:
        what, id = match.groups()
        match what:
            case "fact":
                return carrier.carry(sample.ref(id))
            case "cite":
                return carrier.carry(sample.cite(id))
            case _:
                return carrier.carry(sample.BLOCKS[int(id)])

    text = re.sub(r"<<(\w+) ([\w-]+)>>", carry, markdown)
    parsed, found = parse_section(text, carrier, LineMap("case", ()), text, ("“", "”", "‘", "’"))
    assert found == ()
    return parsed


def outline(data: bytes) -> str:
    """Return the text of a Word file, line by line, with styles, bookmarks, links and fields in sight."""
    files = unzip(data)
    body = etree.fromstring(files["word/document.xml"])[0]
    notes = etree.fromstring(files["word/footnotes.xml"])
    lines = [line for child in body for line in _lines(child, "")]
    lines += [line for note in list(notes)[2:] for child in note for line in _lines(child, "note ")]
    return "\n".join(lines) + "\n"


def _lines(node: Element, indent: str) -> Iterator[str]:
    match etree.QName(node).localname:
        case "p":
            yield indent + _paragraph(node)
        case "tbl":
            style = node.find(f"{clark('w:tblPr')}/{clark('w:tblStyle')}")
            yield f"{indent}table {style.get(clark('w:val')) if style is not None else ''}"
            for row in node.iterfind(clark("w:tr")):
                head = row.find(f"{clark('w:trPr')}/{clark('w:tblHeader')}") is not None
                yield f"{indent}  {'head row' if head else 'row'}"
                for cell in row.iterfind(clark("w:tc")):
                    yield f"{indent}    cell"
                    for child in cell:
                        yield from _lines(child, indent + "      ")
        case "sdt":
            yield f"{indent}control"
            for child in node.iterfind(f"{clark('w:sdtContent')}/*"):
                yield from _lines(child, indent + "  ")
        case _:
            pass


def _paragraph(node: Element) -> str:
    properties = node[0]
    style = properties[0].get(clark("w:val"))
    level = properties.find(f"{clark('w:numPr')}/{clark('w:ilvl')}")
    number = f" level {level.get(clark('w:val'))}" if level is not None else ""
    return f"{style}{number}: {''.join(_inside(node))}".rstrip()


def _inside(node: Element) -> Iterator[str]:
    names: dict[str, str] = {}
    for child in node:
        match etree.QName(child).localname:
            case "bookmarkStart":
                name = str(child.get(clark("w:name")))
                names[str(child.get(clark("w:id")))] = name
                yield f"⟦{name} "
            case "bookmarkEnd":
                yield "⟧"
            case "hyperlink":
                yield f"→{child.get(clark('w:anchor')) or child.get(clark('w:tooltip'))}({''.join(_inside(child))})"
            case "r":
                yield "".join(_run(child))
            case _:
                pass


def _run(node: Element) -> Iterator[str]:
    for child in node:
        match etree.QName(child).localname:
            case "t":
                style = node.find(f"{clark('w:rPr')}/{clark('w:rStyle')}")
                yield f"<{style.get(clark('w:val'))}: {child.text}>" if style is not None else child.text or ""
            case "instrText":
                yield f"«{(child.text or '').strip()}» "
            case "tab" | "br" | "drawing" | "footnoteReference" | "footnoteRef" as tag:
                yield f"[{tag}]"
            case _:
                pass


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    given, _, expected = path.read_text("utf-8").partition(DIVIDER)
    document = replace(sample.document(), blocks=blocks(given))
    data = write(document, sample.theme())
    made = "\n".join(line for line in outline(data).split("\n") if not _furniture(line))
    if os.environ.get("ACCEPT_GOLDEN"):
        path.write_text(given.rstrip("\n") + "\n" + DIVIDER + made, "utf-8")
        return
    assert made == expected
    assert problems(data) == []


def _furniture(line: str) -> bool:
    return line.startswith(("Masthead:", "Title:", "Subtitle:", "DocumentMeta:"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


def test_outline_sees_a_changed_word() -> None:
    one, other = (
        outline(write(replace(sample.document(), blocks=blocks(text)), sample.theme()))
        for text in ("A word.", "A sword.")
    )
    assert one != other
