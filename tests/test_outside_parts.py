"""What an edited file fetches, runs or leads to is kept and told, and never goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.document import Document
from reports.errors import Place
from reports.formats.registry import FORMATS
from reports.ooxml.outside_parts import outside_parts
from reports.ooxml.package import OFFICE, Package
from reports.tools.releasing.open_decisions import waiting
from tests import sample
from tests.merge_desk import built as brief_built

HYPERLINK = "hyperlink"
FOREIGN = {
    "a tracking picture": ("image", "http://tracker.example/p.png", "a picture that is fetched from"),
    "a template": ("attachedTemplate", "file:///c:/x.dotm", "a template that is loaded from"),
    "a linked workbook": ("oleObject", "file:///c:/secret.xlsx", "an object that is linked to"),
    "a script": (HYPERLINK, "javascript:alert(1)", "a link to 'javascript:alert(1)'"),
    "a file": (HYPERLINK, "file:///etc/passwd", "a link to 'file:///etc/passwd'"),
    "a share": (HYPERLINK, "\\\\server\\share\\x.exe", "which is no web page and no mail"),
    "something new": ("telepathy", "http://x.example/", "something that is fetched from"),
}
HARMLESS = ("https://example.org/a", "HTTP://EXAMPLE.ORG", "mailto:desk@example.org", "#annex")


def with_relation(data: bytes, kind: str, target: str) -> bytes:
    """Return a file whose main part leads to `target`."""
    package = Package.read(data)
    package.relate(package.main, f"{OFFICE}/{kind}", target, external=True)
    return package.pack()


def with_macros(data: bytes) -> bytes:
    """Return a file with a part of macros."""
    package = Package.read(data)
    part = package.add("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"x")
    package.relate(package.main, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", part)
    return package.pack()


@pytest.mark.parametrize("name", FOREIGN)
def test_what_leads_out_is_named_once(name: str) -> None:
    kind, target, said = FOREIGN[name]
    (what,) = outside_parts(Package.read(with_relation(brief_built(), kind, target)))
    assert said in what


def test_macros_are_named() -> None:
    assert tuple(outside_parts(Package.read(with_macros(brief_built())))) == ("macros",)


@pytest.mark.parametrize("target", HARMLESS)
def test_web_pages_mail_and_places_in_the_file_are_no_matter(target: str) -> None:
    assert not tuple(outside_parts(Package.read(with_relation(brief_built(), HYPERLINK, target))))


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_it_is_kept_and_told_and_does_not_go_out(kind: str, tmp_path: Path) -> None:
    format, document = FORMATS[kind], made(kind)
    assert format.merge is not None
    new, _ = format.merge.with_base(format.write(document, sample.theme()), document)
    assert not tuple(waiting(f"x.{kind}", new, document, Place("x")))
    mine = with_relation(new, "image", "http://tracker.example/p.png")
    later, _ = format.merge.with_base(format.write(document, sample.theme()), document)
    joined = format.merge.join(f"x.{kind}", mine, later, None, document, False)
    assert any("tracker.example" in line and "keeps it from going out" in line for line in joined.told)
    assert any("tracker.example" in what for what in outside_parts(Package.read(joined.data)))
    problems = tuple(waiting(f"x.{kind}", joined.data, document, Place("x")))
    assert ["tracker.example" in str(each) for each in problems] == [True]


def made(kind: str) -> Document:
    """Return the sample as a brief, or as slides."""
    return sample.document() if kind == "docx" else sample.document("deck")
