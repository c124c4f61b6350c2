"""What is done to a deck as a whole, in LibreOffice too: slide size, master, fonts; kept, told, and joined again the same."""

from __future__ import annotations

import random
import shutil
import subprocess
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reports.formats.pptx import merge
from reports.formats.pptx.merge.file_reading import read
from reports.formats.pptx.merge.slide_backdrop import PLAIN, backdrop, known, size_of, written
from reports.ooxml.presentationml import LAYOUT, A, P, opened, shapes_of
from reports.theme.fonts import outer_environment
from tests.deck_desk import CASES, Desk, edits_of, png
from tests.test_merge_deck import NEW, built, edited, merged, whole
from tests.test_merge_deck_office import SYSTEM_PYTHON
from tests.test_pptx import problems, unzip

SCRIPT = Path(__file__).parent / "uno" / "edit_deck_whole.py"
STAMP = "Confidential, said Ada"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where LibreOffice has left one deck an edit."""
    if not (shutil.which("soffice") and SYSTEM_PYTHON.exists()):
        pytest.skip("LibreOffice with its Python bridge is not here")
    probe = subprocess.run([str(SYSTEM_PYTHON), "-c", "import uno"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("python3-uno is not installed")
    folder = tmp_path_factory.mktemp("whole")
    (folder / "dot.png").write_bytes(png())
    (folder / "deck.pptx").write_bytes(built())
    command = [str(SYSTEM_PYTHON), str(SCRIPT), str(folder / "deck.pptx"), str(folder), str(folder / "dot.png")]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False, text=True, env=outer_environment())
    assert not done.returncode, done.stdout + done.stderr
    return folder


def told(made: merge.Merged) -> list[str]:
    return [str(each) for each in made.edits]


@pytest.mark.office
@pytest.mark.slow
def test_words_pictures_and_shapes_on_the_master_go_along(saved: Path) -> None:
    mine = (saved / "master.pptx").read_bytes()
    made = merged(mine, built(**NEW))
    assert [line.partition(":")[0] for line in told(made)] == ["all slides"] * 3
    package = opened(made.data)
    kinds = [each.partition("|")[0] for each in backdrop(package) if known(each, backdrop(opened(built()))) is False]
    assert {*kinds} == {"text", "picture", "shape"}
    layouts = {package.related(page.part, LAYOUT) for page in read(package).pages}
    said = ["".join(map(str, package.tree(part).itertext())) for part in layouts]
    assert all(text.count(STAMP) == 1 for text in said)
    bars = [[key for key, _ in written(package, part) if key.startswith(PLAIN)] for part in layouts]
    assert all(len(found) == 1 for found in bars)
    assert "more than $31 billion" in whole(made.data), "the rest is refreshed"
    assert problems(unzip(made.data)) == []
    assert merged(made.data, built(**NEW)).data == made.data


@pytest.mark.office
@pytest.mark.slow
def test_another_slide_size_stays(saved: Path) -> None:
    made = merged((saved / "size.pptx").read_bytes(), built(**NEW))
    assert size_of(opened(made.data)) == (9144000, 6858000)
    assert [each.partition(": ")[2].partition(":")[0] for each in told(made)] == ["slide size changed"]
    assert "more than $31 billion" in whole(made.data)
    again = merged(made.data, built(**NEW))
    assert (again.data, told(again)) == (made.data, told(made))


@pytest.mark.office
@pytest.mark.slow
def test_fonts_and_alignment_of_a_slide_otherwise_untouched_stay(saved: Path) -> None:
    made = merged((saved / "fonts.pptx").read_bytes(), built(**NEW))
    assert [line.partition(" “")[0] for line in told(made)] == ["slide 3", "slide 4"]
    pages = read(opened(made.data)).pages
    titles = [page.elements[[shape.key for shape in page.slide.shapes].index("title")] for page in pages[2:4]]
    assert {each.get("typeface") for each in titles[0].iterfind(f".//{A}r/{A}rPr/{A}latin")} == {"Georgia"}
    assert [each.get("algn") for each in titles[1].iter(f"{A}pPr")] == ["r"]
    assert merged(made.data, built(**NEW)).data == made.data


@pytest.mark.office
@pytest.mark.slow
def test_a_save_alone_is_no_edit_and_gives_what_is_generated_now(saved: Path) -> None:
    made = merged((saved / "nothing.pptx").read_bytes(), built(**NEW))
    assert made.data == built(**NEW)
    assert made.edits == ()


# ── The same as PowerPoint saves it ──────────────────────────────────────────────────────────────


def stamped(data: bytes) -> bytes:
    """Return a deck with a text on its master."""
    package = opened(data)
    name = next(each for each in package.parts if each.startswith("ppt/slideMasters/slideMaster"))
    tree = package.tree(name).find(f"{P}cSld/{P}spTree")
    assert tree is not None
    source = package.tree("ppt/slides/slide2.xml")
    made = deepcopy(next(each for each in shapes_of(source) if each.find(f".//{A}t") is not None))
    for each in list(made.iter(f"{P}ph")):
        each.getparent().remove(each)  # type: ignore[union-attr]
    texts = list(made.iter(f"{A}t"))
    for each in texts:
        each.text = ""
    texts[0].text = STAMP
    tree.append(made)
    return package.pack()


def restyled(data: bytes) -> bytes:
    package = opened(data)
    run = next(package.tree("ppt/slides/slide3.xml").iter(f"{A}r"))
    look = run.find(f"{A}rPr")
    assert look is not None
    for each in look.findall(f"{A}latin"):
        look.remove(each)
    etree.SubElement(look, f"{A}latin").set("typeface", "Georgia")
    return package.pack()


def test_a_text_on_the_master_is_told_and_stays_also_under_a_new_design() -> None:
    mine = stamped(built())
    base = merge.base_in(mine)
    assert base is not None
    assert [each.kind for each in merge.review(mine, base)] == ["master"]
    made = merge.merge(mine, built(**NEW), base)
    assert any(STAMP in each for each in backdrop(opened(made.data)))
    again = merge.merge(mine, built(**NEW), replace(base, design="another"))
    package = opened(again.data)
    layouts = {package.related(page.part, LAYOUT) for page in read(package).pages}
    assert all(STAMP in "".join(map(str, package.tree(part).itertext())) for part in layouts)


def test_a_font_is_told_and_stays() -> None:
    mine = restyled(built())
    made = merged(mine, built(**NEW))
    assert [each.kind for each in made.edits] == ["look"]
    assert b"Georgia" in opened(made.data).parts["ppt/slides/slide3.xml"]


def test_a_base_of_an_earlier_version_tells_nothing_of_these() -> None:
    mine = restyled(stamped(built()))
    base = merge.base_in(mine)
    assert base is not None
    slides = tuple(
        replace(slide, shapes=tuple(replace(shape, typesetting="") for shape in slide.shapes)) for slide in base.slides
    )
    assert merge.review(mine, replace(base, slides=slides, size=(), backdrop=None)) == ()


def test_a_new_size_of_the_templates_is_followed() -> None:
    package = opened(built())
    package.tree(package.main).find(f"{P}sldSz").set("cx", "9144000")  # type: ignore[union-attr]
    made = merged(edited(next(iter(CASES))), package.pack())
    assert size_of(opened(made.data)) == (9144000, 6858000)


# ── Again without a change ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(8))
def test_joining_again_without_a_change_gives_the_same_bytes(seed: int) -> None:
    """Some edits at random, moved slides and rewrites among them, with other facts; then once more, and back and once more."""
    chance = random.Random(seed)
    desk = Desk(built())
    names = chance.sample(sorted(CASES), 3)
    for name in names:
        for edit in edits_of(name):
            try:
                desk.do(edit)
            except (LookupError, StopIteration, IndexError):
                continue  # an earlier edit took away what this one changes
    mine = desk.save()
    for new in (built(**NEW), built(), built(**NEW)):
        made = merged(mine, new)
        assert merged(made.data, new).data == made.data, names
        mine = made.data


@pytest.mark.parametrize(("bold", "kinds"), [(False, ["layout"]), (True, ["layout", "look"])], ids=["alone", "beside"])
def test_another_layout_is_told_in_one_line(bold: bool, kinds: list[str]) -> None:
    """What fills its placeholders looks otherwise with it; a look that was set on another slide is told by itself."""
    desk = Desk(built())
    slide, *others = list(desk.show.slides)[3:]
    other = next(each for each in desk.show.slide_layouts if each.name != slide.slide_layout.name)
    relation = next(each for each in slide.part.rels.values() if each.reltype.endswith("/slideLayout"))
    relation._target = other.part
    for node in others[0].shapes.title._element.iter(f"{A}rPr") if bold else ():
        node.set("b", "0")
    made = merged(desk.save(), built(**NEW))
    assert [each.kind for each in made.edits] == kinds
    again = merged(made.data, built(**NEW))
    assert (again.data, again.edits) == (made.data, made.edits)
