"""Pictures from files: what is taken and what is refused, and what each output shows of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pillow

import reports
from reports.document import Picture, Text
from reports.pictures.picture_file import read_picture
from reports.pictures.print_size import printed_size, scaled
from reports.pictures.refusal import PictureError
from tests.picture_files import SVG, huge, moving, project, saved, scene, transparent, turned_photograph

SECRETS = (b"Somebody Secret", b"/home/somebody", b"33.7N", b"Exif", b"GPS", b"secret.png")
LINE = '![A house below the sun](../pictures/house.jpg "The house as it stands"){credit="Photograph: City archive"}'
BRIEF = f"""
# The building stands on a hill

{LINE}

![The sign at the door](../pictures/sign.svg){{width=50}}

![A round window](../pictures/plan.png)

![The street](../pictures/view.webp)

The first is {{{{ ref("house") }}}}.
"""
DECK = f"""{{layout=chart}}
# The building stands on a hill

{LINE}
"""


def drawing(inside: str, head: str = 'viewBox="0 0 80 40"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>{inside}</svg>'.encode()


REFUSED = {
    "empty": (b"", "is empty"),
    "no picture": (b"PK\x03\x04 a letter", "is no PNG, JPEG, SVG or WebP"),
    "another kind": (saved(scene(40, 40), "BMP"), "is a BMP"),
    "cut short": (saved(scene(), "JPEG")[:4000], "is broken"),
    "PNG cut short": (saved(scene())[:900], "is broken"),
    "huge": (huge(), r"has (100000 × 100000|too many) pixels"),
    "tiny": (saved(scene(2, 2)), "has 2 × 2 pixels"),
    "moving PNG": (moving("PNG"), "moves: it has 2 frames"),
    "moving WebP": (moving("WEBP"), "moves: it has 2 frames"),
    "moving GIF": (moving("GIF"), "is a GIF"),
    "SVG cut short": (SVG.encode()[:-20], "is broken"),
    "other XML": (b"<html></html>", "is XML, but no SVG"),
    "script": (drawing("<script>1</script>"), "runs a script"),
    "event": (drawing('<rect onclick="go()" width="9" height="9"/>'), r"runs a script \(onclick\)"),
    "link": (drawing('<use href="https://example.org/x.svg#a"/>'), "leads to “https://example.org/x.svg#a”"),
    "old link": (drawing('<use xlink:href="../x.svg#a"/>'), "leads to “../x.svg#a”"),
    "style": (drawing("<style>@import 'x.css';</style>"), "fetches something from elsewhere"),
    "fill": (drawing('<rect fill="url(https://example.org/a#b)" width="9" height="9"/>'), "fetches something"),
    "pixels": (drawing('<image href="data:image/png;base64,AAAA"/>'), "holds a picture of pixels"),
    "page": (drawing("<foreignObject/>"), "holds a piece of a web page"),
    "animation": (drawing('<rect><animate attributeName="x"/></rect>'), "moves"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), "declares entities"),
    "no size": (drawing("<g/>", ""), "states no size"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(PictureError, match=said):
        read_picture(data, "x")


TAKEN = {
    "PNG": (saved(scene(600, 400)), "png", "RGB"),
    "JPEG": (saved(scene(600, 400), "JPEG"), "jpeg", "RGB"),
    "WebP": (saved(scene(600, 400), "WEBP"), "jpeg", "RGB"),
    "lossless WebP": (saved(scene(600, 400), "WEBP", lossless=True), "png", "RGB"),
    "for printers": (saved(scene(600, 400, "CMYK"), "JPEG"), "jpeg", "RGB"),
    "palette": (saved(scene(600, 400).quantize(8)), "png", "RGB"),
    "greys": (saved(scene(600, 400, "L")), "png", "L"),
    "clear but full": (saved(scene(600, 400, "RGBA")), "png", "RGB"),
    "black and white": (saved(scene(600, 400, "1")), "png", "L"),
    "sixteen bits": (saved(Pillow.new("I;16", (600, 400), 30000)), "png", "L"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_every_kind_comes_in_colours_that_every_output_shows(name: str) -> None:
    data, media, mode = TAKEN[name]
    made = read_picture(data, "x")
    with Pillow.open(io.BytesIO(made.data)) as opened:
        assert (made.media, opened.mode, opened.size) == (media, mode, (600, 400))
        if mode == "RGB":
            near = zip(opened.convert("RGB").getpixel((5, 395)), (0xE8, 0xDF, 0xC8), strict=True)  # type: ignore[arg-type]
            assert all(abs(one - other) < 14 for one, other in near)


def test_a_picture_stands_upright_and_keeps_nothing_to_itself() -> None:
    made = read_picture(turned_photograph(), "x.jpg")
    with Pillow.open(io.BytesIO(made.data)) as opened:
        sun = opened.convert("RGB").getpixel((190, 160))
    assert (made.width, made.height) == (1200, 800)
    assert sun[0] > sun[2] + 60  # type: ignore[index]
    assert SECRETS[0] in turned_photograph()
    assert not any(secret in made.data for secret in SECRETS)


def test_a_drawing_keeps_its_lines_and_loses_the_notes_of_its_editor() -> None:
    made = read_picture(SVG.encode(), "sign.svg")
    assert b"<circle" in made.vector
    assert not any(secret in made.vector + made.data for secret in SECRETS)
    with Pillow.open(io.BytesIO(made.data)) as opened:
        assert opened.width == 2 * opened.height
        assert opened.convert("RGB").getpixel((opened.width // 4, opened.height // 2)) == (0xC8, 0x55, 0x3D)


def test_what_is_clear_stays_clear() -> None:
    with Pillow.open(io.BytesIO(read_picture(transparent(), "x").data)) as opened:
        assert opened.mode == "RGBA"
        assert opened.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_large_picture_is_made_as_fine_as_its_medium_and_a_small_one_is_not_blown_up() -> None:
    large, small = (read_picture(saved(scene(*size), "JPEG"), "x") for size in ((5000, 2500), (96, 48)))
    assert (large.width, large.height) == (3200, 1600)
    with Pillow.open(io.BytesIO(scaled(large, 360, 220))) as opened:
        assert opened.size == (1100, 550)
    assert scaled(small, 72, 300) == small.data
    said = (Text("A house"),)
    assert printed_size(Picture(small, said), 450, 400) == (72, 36)
    assert printed_size(Picture(large, said), 450, 100) == (200, 100)
    assert printed_size(Picture(large, said, share=50), 450, 400) == (225, 112.5)


# ── In a project ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("pictures"), BRIEF, DECK, BRIEF.replace("# The", "## The"))
    reports.build(folder, processes=False)
    return folder / "output"


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as opened:
        yield from ((name, opened.read(name)) for name in opened.namelist())


def test_word_and_slides_show_pictures_with_their_words(made: Path) -> None:
    for name, main in (("brief.docx", "word/document.xml"), ("deck.pptx", "ppt/slides/slide3.xml")):
        found = dict(parts(made / name))
        text = found[main].decode()
        assert 'descr="A house below the sun"' in text
        assert "Photograph: City archive" in text
        assert not any(secret in data for secret in SECRETS for data in found.values())
    assert b"svgBlip" in dict(parts(made / "brief.docx"))["word/document.xml"]
    assert b"Figure" in dict(parts(made / "brief.docx"))["word/document.xml"]


def test_the_pdf_shows_pictures_that_its_standards_take(made: Path) -> None:
    with pikepdf.open(made / "summary.pdf") as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        alts = [str(each["/Alt"]) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert len(images) >= 3
    assert not any(bool(each.get("/Interpolate", False)) for each in images)
    assert {"A house below the sun", "The sign at the door", "A round window", "The street"} <= set(alts)


PLACED = {
    "missing": ("![A house](../pictures/hous.jpg)", ":12: the picture '../pictures/hous.jpg' does not exist"),
    "outside": ("![A house](../../facts/facts.yaml)", ":12: the picture '../../facts/facts.yaml' lies outside"),
    "far outside": ("![A house](../../../../etc/passwd)", ":12: .* lies outside"),
    "absolute": ("![A house](/etc/passwd)", ":12: .* is no name of a file in the templates"),
    "the web": ("![A house](https://example.org/x.png)", ":12: .* is fetched from elsewhere"),
    "data": ("![A house](data:image/png;base64,AAAA)", ":12: .* is fetched from elsewhere"),
    "a folder": ("![A house](../pictures)", ":12: .* does not exist"),
    "no words": ("![](../pictures/house.jpg)", ":5: the picture '../pictures/house.jpg' does not say what it shows"),
    "its name": ("![house](../pictures/house.jpg)", ":10: .* says nothing but the name of its file"),
    "in a line": ("See ![A house](../pictures/house.jpg) here.", ":16: a picture stands where only words can"),
    "width": ("![A house](../pictures/house.jpg){width=400}", ":41: width='400' is no width of a picture"),
    "attribute": ("![A house](../pictures/house.jpg){align=left}", ":12: the picture has align='left', which means nothing"),
    "figure in words": ("![A house of 12 rooms](../pictures/house.jpg)", ":14: “12” is a figure that no fact stands behind"),
    "figure in caption": ('![A house](../pictures/house.jpg "It has 14 rooms")', ":42: “14” is a figure"),
    "figure in credit": ('![A house](../pictures/house.jpg){credit="By 13 people"}', ":46: “13” is a figure"),
    "figure in drawing": ("![A house](../pictures/words.svg)", ": “57” is a figure that no fact stands behind"),
    "twice": ('![A house](../pictures/house.jpg "The house")\n\n' * 2, ":.*the figure or table 'house' stands twice"),
    "broken": ("![A house](../pictures/broken.png)", ":12: the picture '../pictures/broken.png' is broken"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, int], str]:
    """Return the line of each case in one section that holds them all, and what a check of it says."""
    lines = [line.strip() for line, _ in PLACED.values()]
    folder = project(tmp_path_factory.mktemp("slips"), "\n\n".join(lines))
    pictures = folder / "templates" / "pictures"
    (pictures / "broken.png").write_bytes(saved(scene())[:900])
    (pictures / "words.svg").write_bytes(drawing('<text x="1" y="9">57 rooms</text>'))
    text = (folder / "templates" / "brief" / "money.md").read_text("utf-8")
    at = {name: text[: text.index(line)].count("\n") + 1 for name, line in zip(PLACED, lines, strict=True)}
    return at, "\n".join(map(str, reports.check(folder).problems))


@pytest.mark.parametrize("name", PLACED)
def test_each_slip_is_told_with_its_place(name: str, told: tuple[Mapping[str, int], str]) -> None:
    at, problems = told
    assert re.search(f"money.md:{at[name]}{PLACED[name][1]}", problems), problems


def test_a_reference_to_a_picture_that_cannot_be_had_is_no_further_problem(tmp_path: Path) -> None:
    folder = project(tmp_path, '{{ ref("hous") }} shows it.\n\n![A house](../pictures/hous.jpg "The house")')
    [problem] = reports.check(folder).problems
    assert "'../pictures/hous.jpg' does not exist, did you mean 'house.jpg'" in problem.what


def test_a_picture_with_facts_in_its_words_passes(tmp_path: Path) -> None:
    said = '{{ fact("branches", "words") }} branches'
    line = f'![A house of {said}](../pictures/house.jpg "It has {said} {{{{ cite() }}}}"){{credit="By the city"}}'
    assert reports.check(project(tmp_path, line)).problems == ()
