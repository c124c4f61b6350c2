"""Words of hedge, status and denial in finished files: altered by no writer, and told where a person's edit changes them."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
import yaml
from docx.text.paragraph import Paragraph
from lxml import etree

from reports.document import Document
from reports.formats.finished_file import audit_file
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.merge.joined import Joined
from reports.pipeline.composition import compose_all
from tests.mutations import _packed

ROOT = Path(__file__).parents[1]
CASES: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "altered_files.yaml").read_text("utf-8")
)


@cache
def real(kind: str) -> tuple[Document, bytes]:
    """Return the report of the project in a format, and its file."""
    composed = compose_all(folders(ROOT))
    document = next(each for each in composed.documents if kind in each.info.formats)
    return document, FORMATS[kind].write(document, composed.templates.theme)


def altered(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return the Office file `data` with `old` once replaced in the first part of that name which holds it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if not re.fullmatch(part, name):
            continue
        if name.endswith(".xlsx"):
            return _packed(parts, name, altered(content, r".*\.xml", old, new))
        if old.encode() in content:
            return _packed(parts, name, content.replace(old.encode(), new.encode(), 1))
    raise AssertionError((part, old))


def joined(kind: str, mine: bytes) -> Joined:
    document, data = real(kind)
    merge = FORMATS[kind].merge
    assert merge is not None
    whole, beside = merge.with_base(data, document)
    return merge.join(f"main.{kind}", mine, whole, beside, document)


def retyped(kind: str, old: str, new: str) -> bytes:
    """Return the file as a person retypes some words of one run in it."""
    document, data = real(kind)
    merge = FORMATS[kind].merge
    assert merge is not None
    whole, _ = merge.with_base(data, document)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if re.fullmatch(r"word/document\.xml|ppt/slides/slide\d+\.xml", name):
            root = etree.fromstring(parts[name])
            for text in root.iter("{*}t"):
                if text.text and old in text.text:
                    text.text = text.text.replace(old, new)
                    return _packed(parts, name, etree.tostring(root))
    raise AssertionError((kind, old))


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_file_as_written_says_what_it_should(kind: str) -> None:
    document, data = real(kind)
    assert [str(each) for each in audit_file(kind, data, document)] == []


@pytest.mark.parametrize(("kind", "part", "old", "new", "said"), CASES["written"])
def test_an_altered_word_of_a_file_is_noticed(kind: str, part: str, old: str, new: str, said: str) -> None:
    document, data = real(kind)
    found = audit_file(kind, altered(data, part, old, new), document)
    assert any(f"“{said}”" in problem.what for problem in found)


@pytest.mark.parametrize(("kind", "old", "new", "said"), CASES["edited"])
def test_an_edit_that_raises_drops_or_turns_is_told(kind: str, old: str, new: str, said: str) -> None:
    assert said in [hand.text for hand in joined(kind, retyped(kind, old, new)).by_hand]


@pytest.mark.parametrize(("kind", "old", "new"), CASES["reworded"])
def test_a_rewording_that_says_the_same_passes(kind: str, old: str, new: str) -> None:
    assert joined(kind, retyped(kind, old, new)).by_hand == ()


@pytest.mark.parametrize(("deleted", "said"), [(False, set()), (True, {"− claim", "− more", "− than"})])
def test_a_paragraph_parted_in_two_loses_no_word(deleted: bool, said: set[str]) -> None:
    """Enter before a sentence takes nothing out of what was one paragraph; deleting the first part does."""
    document, data = real("docx")
    merge = FORMATS["docx"].merge
    assert merge is not None
    opened = docx.Document(io.BytesIO(merge.with_base(data, document)[0]))
    part(next(each for each in opened.paragraphs if "One amount is called" in each.text), "One amount is called")
    if deleted:
        first = next(each for each in opened.paragraphs if "letters of interest included" in each.text)
        for node in list(first._p)[1:]:
            first._p.remove(node)
    buffer = io.BytesIO()
    opened.save(buffer)
    assert {hand.text for hand in joined("docx", buffer.getvalue()).by_hand} == said


def part(paragraph: Paragraph, words: str) -> None:
    """Press Enter before `words`."""
    first, other = paragraph._p, copy.deepcopy(paragraph._p)
    at = next(n for n, node in enumerate(first) if words in "".join(node.itertext()))
    text = next(each for each in first[at].iter("{*}t") if words in (each.text or ""))
    second = next(each for each in other[at].iter("{*}t") if words in (each.text or ""))
    text.text, _, after = (text.text or "").partition(words)
    second.text = words + after
    for node in [*list(first)[at + 1 :], *list(other)[1:at]]:
        node.getparent().remove(node)
    first.addnext(other)


@pytest.mark.parametrize(("text", "said"), CASES["added"])
def test_a_paragraph_of_the_person_is_read_too(text: str, said: str) -> None:
    document, data = real("docx")
    merge = FORMATS["docx"].merge
    assert merge is not None
    opened = docx.Document(io.BytesIO(merge.with_base(data, document)[0]))
    next(each for each in opened.paragraphs if "One amount is called approved" in each.text).insert_paragraph_before(
        text
    )
    buffer = io.BytesIO()
    opened.save(buffer)
    found = [hand.text for hand in joined("docx", buffer.getvalue()).by_hand]
    assert said in found if said else not found
