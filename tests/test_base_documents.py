"""Base documents of designers that are broken are refused with the templates, before anything is made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from reports.errors import InputError
from reports.formats import docx as word
from reports.formats import pptx as slides
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.empty_deck import template
from reports.formats.pptx.plan import plan
from reports.formats.registry import FORMATS
from reports.load.designer_package import broken
from reports.load.theme_file import load_theme
from tests import sample
from tests.test_docx_checks import unzip

DESIGNER_FILES = {name: each.designer_file for name, each in FORMATS.items() if each.designer_file}
RELATIONS = b'<Relationship Id="rId99" Type="http://x/image" Target="NULL"/></Relationships>'


def base(kind: str) -> bytes:
    if kind == "pptx":
        return template(Pen(sample.theme(), "en-GB"))
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def why(kind: str, data: bytes, folder: Path) -> str:
    path = folder / f"base.{kind}"
    path.write_bytes(data)
    return broken(path, DESIGNER_FILES[kind].parts)


def made(kind: str, data: bytes, folder: Path) -> bytes:
    """Return what a writer makes of the base."""
    (folder / {"docx": "brief.docx", "pptx": "deck.pptx"}[kind]).write_bytes(data)
    theme = load_theme(folder, "templates/theme", DESIGNER_FILES)
    if kind == "docx":
        return word.write(sample.document(), theme)
    plan(sample.document("deck"), theme)
    return slides.write(sample.document("deck"), theme)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_whole_base_is_none_of_them(kind: str, tmp_path: Path) -> None:
    assert why(kind, base(kind), tmp_path) == ""
    assert made(kind, base(kind), tmp_path)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_whatever_is_let_pass_can_be_built_on(kind: str, tmp_path: Path) -> None:
    """Each part in turn is missing, cut short, empty, or something else: it is refused, or the writer takes it."""
    parts = unzip(base(kind))
    refused = 0
    for name, part in parts.items():
        without = {each: old for each, old in parts.items() if each != name}
        for bad in (None, part[: len(part) // 2], b"", b"<a/>"):
            data = packed(without if bad is None else {**without, name: bad})
            if why(kind, data, tmp_path):
                refused += 1
            else:
                assert made(kind, data, tmp_path), (name, bad)
    assert refused > len(parts)


def test_a_relationship_that_leads_nowhere_is_common_in_presentations(tmp_path: Path) -> None:
    parts = unzip(base("pptx"))
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    data = packed({**parts, name: parts[name].replace(b"</Relationships>", RELATIONS)})
    assert why("pptx", data, tmp_path) == ""
    assert made("pptx", data, tmp_path)
    parts = unzip(base("docx"))
    name = "word/_rels/document.xml.rels"
    data = packed({**parts, name: parts[name].replace(b"</Relationships>", RELATIONS)})
    assert why("docx", data, tmp_path).endswith("leads to word/NULL, which is not there)")


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted with a password; take the password off in Po",
        ),
        (
            COMPOUND + b"PowerPoint Document",
            "is in the format of office programs before 2007; open it in",
        ),
        (b"", "is no office file, or a part of one only; put a whole .pptx in its place"),
    ],
)
def test_a_file_that_is_locked_or_old_has_a_cure_of_its_own(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(data)
    with pytest.raises(InputError) as failure:
        load_theme(tmp_path, "theme", DESIGNER_FILES)
    assert str(failure.value).count("theme/deck.pptx: ") == 1
    assert said in str(failure.value)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_strict_files_are_refused_by_that_name(kind: str, tmp_path: Path) -> None:
    parts = unzip(base(kind))
    strict = {name: part.replace(b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/") if not name.startswith(
        ("[", "_rels")) and not name.endswith(".rels") else part for name, part in parts.items()}  # fmt: skip
    assert why(kind, packed(strict), tmp_path) == "is Strict Open XML, which is not read"


def test_two_designs_of_a_kind_are_told_and_one_is_not(tmp_path: Path) -> None:
    for name in ("deck.pptx", "deck.potx"):
        (tmp_path / name).write_bytes(base("pptx"))
    with pytest.raises(InputError, match=r"theme/deck\.potx: lies beside deck\.pptx, .*; keep one"):
        load_theme(tmp_path, "theme", DESIGNER_FILES)
    (tmp_path / "deck.potx").unlink()
    assert load_theme(tmp_path, "theme", DESIGNER_FILES).notes == ()


def test_a_design_of_another_name_is_no_silent_nothing(tmp_path: Path) -> None:
    for name in ("corporate.pptx", "corporate.DOTX", "~$deck.pptx", "notes.txt"):
        (tmp_path / name).write_bytes(base("pptx"))
    assert load_theme(tmp_path, "theme", DESIGNER_FILES).notes == (
        "theme/corporate.DOTX: nothing reads this file; call it brief.dotx if reports are to follow it",
        "theme/corporate.pptx: nothing reads this file; call it deck.pptx if reports are to follow it",
    )


def test_macros_of_a_design_stay_behind(tmp_path: Path) -> None:
    parts = unzip(base("pptx"))
    types, related = "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    macro = b'<Override PartName="/ppt/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    leads = b'<Relationship Id="rId98" Type="' + kind + b'" Target="vbaProject.bin"/>'
    shown = b"openxmlformats-officedocument.presentationml.presentation.main"
    with_macros = b"ms-powerpoint.presentation.macroEnabled.main"
    parts[types] = parts[types].replace(shown, with_macros).replace(b"</Types>", macro)
    parts[related] = parts[related].replace(b"</Relationships>", leads + b"</Relationships>")
    data = packed({**parts, "ppt/vbaProject.bin": b"MACRO"})
    (tmp_path / "deck.pptm").write_bytes(data)
    look = load_theme(tmp_path, "theme", DESIGNER_FILES)
    files = unzip(slides.write(sample.document("deck"), look))
    assert shown in files[types]
    assert not [name for name, part in files.items() if b"MACRO" in part or "vba" in name.casefold()]
