"""The logo of an organisation: from theme.yaml or its brand file, on cover, master and first page."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest

import reports
from reports.errors import InputError
from reports.load.theme_file import load_theme
from tests.font_desk import FAMILY, own_font
from tests.picture_files import SVG, project, saved, scene

LETTERED = SVG.replace("</svg>", '<text x="4" y="76" font-size="9">Since 1947</text></svg>')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("logo"))
    theme = folder / "templates" / "theme"
    (theme / "logo.svg").write_text(LETTERED, encoding="utf-8")
    (theme / "theme.yaml").write_text("logo: logo.svg\n", encoding="utf-8")
    (theme / "back.png").write_bytes(saved(scene(60, 40)))
    css = ".masthead { background: url(back.png); }\n@page { @top-center { content: url(back.png); } }\n"
    (theme / "summary.css").write_text(css, encoding="utf-8")
    reports.build(folder, processes=False)
    return folder / "output"


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as opened:
        return opened.read(name).decode()


def test_the_logo_stands_on_the_first_page_the_master_and_the_cover(made: Path) -> None:
    word = part(made / "brief.docx", "word/document.xml")
    assert word.index("svgBlip") < word.index("Masthead")
    assert 'descr="Organisation name"' in word
    assert part(made / "deck.pptx", "ppt/slideMasters/slideMaster1.xml").count("<p:pic>") == 1
    cover = part(made / "deck.pptx", "ppt/slideLayouts/slideLayout1.xml")
    assert cover.index("Logo ground") < cover.index("<p:pic>")


def test_pictures_of_the_style_sheet_and_the_logo_keep_the_pdf_to_its_standards(made: Path) -> None:
    with pikepdf.open(made / "summary.pdf") as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        alts = [str(each["/Alt"]) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert len(images) >= 2
    assert not any(bool(each.get("/Interpolate", False)) for each in images)
    assert "Organisation name" in alts


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("logo: gone.png", r"theme/theme\.yaml:1:7: the picture 'gone\.png' does not exist"),
        ("logo: ../../secret.png", r"theme/theme\.yaml:1:7: the picture .* lies outside the folder"),
        ("logo-on-dark: bad.png", r"theme/theme\.yaml:1:15: the picture 'bad\.png' is no PNG, JPEG, SVG or WebP"),
        ("logo: 3", r"theme/theme\.yaml:1:7: “3” is not what stands here"),
        ("lgo: x.png", r"the theme has no 'lgo' here, did you mean 'logo'"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_told_with_its_place(yaml: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"words")
    (tmp_path / "theme.yaml").write_text(f"{yaml}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_theme(tmp_path, "theme", {})


BRANDS = {
    "a file": ("logo: sign.svg\n", True, False),
    "by size": ("logo:\n  small: house.png\n  medium: sign.svg\n", True, False),
    "by ground": ("logo:\n  large:\n    light: sign.svg\n    dark: house.png\n", True, True),
    "by name": ("logo:\n  images:\n    mark:\n      path: sign.svg\n      alt: A sign\n  medium: mark\n", True, False),
    "none": ("meta:\n  name: Harbour Office\n", False, False),
}


@pytest.mark.parametrize("name", BRANDS)
def test_the_logo_of_a_brand_is_taken(name: str, tmp_path: Path) -> None:
    said, light, dark = BRANDS[name]
    (tmp_path / "sign.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "house.png").write_bytes(saved(scene(60, 40)))
    (tmp_path / "_brand.yml").write_text(said, encoding="utf-8")
    theme = load_theme(tmp_path, "theme", {})
    assert (theme.logo.name if theme.logo else "") == ("sign.svg" if light else "")
    assert (theme.logo_on_dark.name if theme.logo_on_dark else "") == ("house.png" if dark else "")


def test_a_logo_of_a_brand_that_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "_brand.yml").write_text("logo: sign.svg\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"theme/_brand\.yml: the picture 'sign\.svg' does not exist"):
        load_theme(tmp_path, "theme", {})


def test_fonts_of_a_brand_set_pages_where_their_files_are_at_hand(tmp_path: Path) -> None:
    said = f"typography:\n  base: {FAMILY}\n  headings:\n    family: Raleway Unknown\n"
    (tmp_path / "_brand.yml").write_text(said, encoding="utf-8")
    before = load_theme(tmp_path, "theme", {}).fonts
    own_font(tmp_path)
    after = load_theme(tmp_path, "theme", {}).fonts
    assert (before.office, before.text, before.title) == (FAMILY, "IBM Plex Sans", "IBM Plex Serif")
    assert (after.office, after.text, after.title) == (FAMILY, FAMILY, "IBM Plex Serif")
