"""Designers' files, drawings and style sheets that are hostile or unlucky: each is refused in words and with its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pptx import Presentation

from reports.errors import InputError
from reports.formats.pdf.house_style import is_harmless, refused
from reports.load import theme_file
from reports.pictures.refusal import PictureError
from reports.pictures.vector_drawing import read_vector
from tests.robust_cases import Case, laid_out, told
from tests.test_pictures import drawing

REPORT = b"title: A report of trams\nkind: Brief\nformats:\n- pptx\nsections:\n- main\n"
SLIDE = b"""{layout=table}
# The city opened lines

| Where | What |
|---|---|
| The city | It opened {{ fact("lines") }} lines {{ cite() }}. |

::: notes
The city opened.
:::
"""
MAIN, MASTER = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
DEEP = b"<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='g'/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"


def deck(part: str = "", pattern: bytes = b"", by: bytes = b"") -> bytes:
    """Return a designer's template, with what matches `pattern` in `part` replaced."""
    plain, changed = io.BytesIO(), io.BytesIO()
    Presentation().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                data, count = re.subn(pattern, by, data, flags=re.DOTALL)
                assert count, "the case must change something"
            new.writestr(name, data)
    return changed.getvalue()


DECKS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "size is a word": (
        lambda: deck(MAIN, rb'(<p:sldSz[^>]*?)cx="\d+"', rb'\1cx="wide"'),
        "'wide' where a number belongs",
    ),
    "size is nothing": (lambda: deck(MAIN, rb'(<p:sldSz[^>]*?)cx="\d+"', rb'\1cx="0"'), "not say how large its slides"),
    "size is less": (lambda: deck(MAIN, rb'(<p:sldSz[^>]*?)cx="\d+"', rb'\1cx="-5"'), "not say how large its slides"),
    "no size": (lambda: deck(MAIN, rb"<p:sldSz[^>]*>", b""), "does not say how large its slides"),
    "offset is a float": (lambda: deck(MASTER, rb'<a:off x="\d+"', b'<a:off x="1e9"'), "'1e9' where a number belongs"),
    "letters of no size": (lambda: deck(MASTER, rb' sz="\d+"', b' sz="big"'), "'big' where a number belongs"),
    "groups in groups": (
        lambda: deck(MASTER, b"</p:spTree>", DEEP * 3000 + b"</p:grpSp>" * 3000 + b"</p:spTree>"),
        "is broken (Excessive depth",
    ),
    "cut short": (lambda: deck()[:9000], "a part of one only"),
    "leads out": (lambda: deck("ppt/_rels/presentation.xml.rels", b"slideMasters/", b"../../../etc/"), "not there"),
    "another kind": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "before 2007"),
}
TWICE = "".join(f'<g id="g{n}"><use xlink:href="#g{n + 1}"/><use xlink:href="#g{n + 1}"/></g>' for n in range(40))
DRAWINGS: Mapping[str, tuple[bytes, str]] = {
    "within itself": (drawing('<g id="a"><use xlink:href="#a"/></g>'), "drawn within itself (#a)"),
    "in a circle": (
        drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "drawn within itself (#a)",
    ),
    "pattern of itself": (
        drawing('<pattern id="p"><rect fill="url(#p)" width="1" height="1"/></pattern><rect fill="url(#p)"/>'),
        "drawn within itself (#p)",
    ),
    "twice as often each time": (drawing(f'{TWICE}<g id="g40"><rect/></g><use href="#g0"/>'), "more than 100,000"),
    "by its style": (drawing("<mask id='m'><g style='mask:url(\"#m\")'/></mask>"), "drawn within itself (#m)"),
    "no number": (drawing("<rect/>", 'viewBox="0 0 . ."'), "no size that could be printed"),
    "words": (drawing("<rect/>", 'viewBox="a b c d"'), "no size that could be printed"),
    "deep": (drawing("<g>" * 20_000 + "</g>" * 20_000), "is broken (Excessive depth"),
    "entities": (b'<!DOCTYPE s [<!ENTITY a "aa">]>' + drawing("<text>&a;</text>"), "declares entities"),
    "a file": (drawing('<use href="file:///etc/passwd#a"/>'), "leads to"),
}
QUIET = (
    '<mask id="m"><rect/></mask><g style="mask: url( \'#m\' )"><rect mask="url(#m)"/></g>',
    '<defs><g id="a"><rect width="9" height="9"/></g></defs>' + '<use href="#a"/>' * 100,
    '<a xlink:href="#top" id="top"><rect/></a>',
    '<linearGradient id="one"/><linearGradient id="two" href="#one"/><rect fill="url(#two)"/><rect stroke="url(#two)"/>',
    '<use href="#nothing"/>',
)
LEVELS = 5000


@pytest.mark.parametrize("name", DECKS)
def test_a_broken_deck_of_a_designer_is_refused_in_words(name: str, tmp_path: Path) -> None:
    make, says = DECKS[name]
    code, lines = told(with_deck(tmp_path, make()))
    assert code == 1
    assert all(line.startswith("templates/theme/deck.pptx: ") for line in lines)
    assert any(says in line for line in lines), lines


def test_the_same_deck_unbroken_is_taken(tmp_path: Path) -> None:
    assert told(with_deck(tmp_path, deck())) == (0, ())


def with_deck(folder: Path, data: bytes) -> Path:
    """Return a small project whose slides stand in a designer's template."""
    files = {"main/report.yaml": REPORT, "main/main.md": SLIDE, "theme/deck.pptx": data}
    return laid_out(folder, Case("deck", {f"templates/{name}": content for name, content in files.items()}))


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_that_never_ends_or_has_no_size_is_refused(name: str) -> None:
    data, says = DRAWINGS[name]
    with pytest.raises(PictureError, match=re.escape(says)):
        read_vector(data)


@pytest.mark.parametrize("inside", QUIET)
def test_what_a_drawing_uses_often_is_taken(inside: str) -> None:
    assert read_vector(drawing(inside)).svg


def test_a_style_sheet_that_is_nested_very_deep_is_refused() -> None:
    deep = "@media print{" * LEVELS + "}" * LEVELS
    assert [problem.what for problem in refused(deep, "summary.css", "theme", ("en",))] == [
        "is nested too deep to be read"
    ]
    assert not is_harmless(deep)
    assert not list(refused("@media print{" * 5 + "p{color:red}" + "}" * 5, "summary.css", "theme", ("en",)))


@pytest.mark.parametrize("rules", [theme_file.MOST_RULES, 200_000])
def test_a_style_sheet_of_very_many_rules_is_refused_at_once(rules: int, tmp_path: Path) -> None:
    (tmp_path / "summary.css").write_text("".join(f".a{n}{{color:red}}\n" for n in range(rules)), "utf-8")
    if rules <= theme_file.MOST_RULES:
        assert theme_file.load_theme(tmp_path, "theme", {}).css.count(".a") >= rules
        return
    with pytest.raises(InputError, match=r"theme/summary.css: has 200,000 rules, .* at most 20,000"):
        theme_file.load_theme(tmp_path, "theme", {})


def test_sizes_beyond_all_measure_are_told(tmp_path: Path) -> None:
    laid_out(tmp_path, Case("size", {"templates/theme/summary.css": b"p{font-size:1e30pt}"}))
    code, lines = told(tmp_path)
    assert code == 1
    assert "summary.css" in lines[0]
