"""What is restyled, moved or sized on slides is kept, told in one line an act, and told again; nothing else is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from lxml import etree

from reports.document import Column, Document, Heading, Row, Table
from reports.formats.pptx import merge, write
from reports.formats.pptx.merge.file_reading import read
from reports.formats.pptx.merge.looks.trait_records import SLACK, Looks, looks_in
from reports.ooxml.package import Package
from reports.ooxml.presentationml import A, P, opened, shapes_of
from reports.theme.fonts import outer_environment
from tests import sample
from tests.deck_desk import FILE
from tests.sample import words
from tests.test_merge_deck import NEW, built, merged, whole
from tests.test_merge_deck_office import SYSTEM_PYTHON, ours
from tests.test_pptx import problems, unzip

CASES: Mapping[str, Mapping[str, object]] = yaml.safe_load((FILE.parent / "looks.yaml").read_text("utf-8"))
SCRIPT = Path(__file__).parent / "uno" / "edit_deck_looks.py"
Element = etree._Element
GRID = f"{A}gridCol"
TITLE = "ppt/slides/slide3.xml"


def xml(text: str) -> Element:
    names = f'xmlns:a="{A[1:-1]}" xmlns:p="{P[1:-1]}"'
    tag, _, rest = text[1:].partition(">")
    closed = tag.removesuffix("/")
    return etree.fromstring(f"<{closed} {names}{'/' if closed != tag else ''}>{rest}")


def words_of(package: Package, part: str = TITLE) -> list[Element]:
    """Return the boxes with words on a slide."""
    return [
        each for each in shapes_of(package.tree(part)) if each.tag == f"{P}sp" and each.find(f".//{A}r") is not None
    ]


def title(package: Package) -> Element:
    return words_of(package)[0]


def own(shape: Element) -> Element:
    """Return the properties of a shape."""
    found = shape.find(f"{P}spPr")
    assert found is not None
    return found


def paragraph(shape: Element) -> Element:
    """Return the properties of its first paragraph, made where it has none."""
    first = next(shape.iter(f"{A}p"))
    found = first.find(f"{A}pPr")
    if found is None:
        found = etree.Element(f"{A}pPr")
        first.insert(0, found)
    return found


def table(package: Package) -> Element:
    """Return the frame of the first table of rows."""
    for part in sorted(name for name in package.parts if name.startswith("ppt/slides/slide")):
        for each in shapes_of(package.tree(part)):
            if len(list(each.iter(f"{A}tr"))) > 2:
                return each
    raise LookupError("no table")


def picture(package: Package) -> Element:
    return next(package.tree("ppt/slides/slide1.xml").iter(f"{P}pic"))


def put(properties: Element, made: str, before: tuple[str, ...] = ()) -> None:
    """Set a property, in place of one of its name, before those named."""
    node = xml(made)
    for each in properties.findall(node.tag):
        properties.remove(each)
    place = next((n for n, each in enumerate(properties) if etree.QName(each).localname in before), len(properties))
    properties.insert(place, node)


LINE = '<a:ln w="28575"><a:solidFill><a:srgbClr val="AA0000"/></a:solidFill></a:ln>'
PAINT = '<a:solidFill><a:srgbClr val="FFEE88"/></a:solidFill>'


# ── Acts ─────────────────────────────────────────────────────────────────────────────────────────


def nothing(package: Package) -> None:
    pass


def spacing(package: Package) -> None:
    put(paragraph(title(package)), '<a:spcBef><a:spcPts val="1400"/></a:spcBef>')


def spacing_of_all(package: Package) -> None:
    for shape in words_of(package)[:3]:
        for each in shape.iter(f"{A}p"):
            if each.find(f"{A}pPr") is None:
                each.insert(0, etree.Element(f"{A}pPr"))
            put(each[0], '<a:lnSpc><a:spcPct val="150000"/></a:lnSpc>')


def indent(package: Package) -> None:
    paragraph(title(package)).set("marL", "457200")


def bullet(package: Package) -> None:
    put(paragraph(title(package)), '<a:buChar char="–"/>')


def anchor(package: Package) -> None:
    title(package).find(f"{P}txBody/{A}bodyPr").set("anchor", "ctr")  # type: ignore[union-attr]


def outline(package: Package) -> None:
    put(own(title(package)), LINE)


def borders(package: Package) -> None:
    for each in table(package).iter(f"{A}lnB"):
        each.set("w", "50800")
        for fill in list(each):
            each.remove(fill)
        each.append(xml('<a:solidFill><a:srgbClr val="AA0000"/></a:solidFill>'))


def fill(package: Package) -> None:
    put(own(title(package)), PAINT, ("ln",))


def gradient(package: Package) -> None:
    stops = "".join(
        f'<a:gs pos="{at}"><a:srgbClr val="{hue}"/></a:gs>' for at, hue in ((0, "FFFFFF"), (100000, "FFEE88"))
    )
    put(own(title(package)), f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>', ("ln",))


def cells(package: Package) -> None:
    for each in list(table(package).iter(f"{A}tcPr"))[:4]:
        for old in [node for node in each if etree.QName(node).localname.endswith("Fill")]:
            each.remove(old)
        each.append(xml(PAINT))


def _frame(shape: Element) -> Element:
    found = next(shape.iter(f"{A}xfrm", f"{P}xfrm"))
    return found


def turn(package: Package) -> None:
    _frame(title(package)).set("rot", "300000")


def mirror(package: Package) -> None:
    _frame(picture(package)).set("flipH", "1")


def crop(package: Package) -> None:
    shape = picture(package)
    blip = next(shape.iter(f"{A}blip"))
    for each in list(shape.iter(f"{A}srcRect")):
        each.getparent().remove(each)  # type: ignore[union-attr]
    blip.addnext(xml('<a:srcRect l="12000" r="12000"/>'))
    _frame(shape)[1].set("cx", str(int(_frame(shape)[1].get("cx", "0")) * 76 // 100))


def _widen(package: Package, *steps: int) -> None:
    for each, step in zip(table(package).iter(f"{A}gridCol"), steps, strict=False):
        each.set("w", str(int(each.get("w", "0")) + step))


def columns(package: Package) -> None:
    _widen(package, -200000, 200000)


def last_column(package: Package) -> None:
    _widen(package, 0, 300000)
    wide = _frame(table(package))[1]
    wide.set("cx", str(int(wide.get("cx", "0")) + 300000))


def rows(package: Package) -> None:
    row = list(table(package).iter(f"{A}tr"))[1]
    row.set("h", str(int(row.get("h", "0")) + 200000))
    high = _frame(table(package))[1]
    high.set("cy", str(int(high.get("cy", "0")) + 200000))


def place(package: Package) -> None:
    for node, name, step in ((0, "x", 300000), (0, "y", 60000), (1, "cx", -900000)):
        _frame(title(package))[node].set(name, str(int(_frame(title(package))[node].get(name, "0")) + step))


def place_of_all(package: Package) -> None:
    for shape in words_of(package)[:3]:
        _frame(shape)[0].set("y", str(int(_frame(shape)[0].get("y", "0")) + 90000))


def font(package: Package) -> None:
    for each in title(package).iter(f"{A}rPr"):
        each.append(xml('<a:latin typeface="Georgia"/>'))


def align(package: Package) -> None:
    paragraph(title(package)).set("algn", "r")


def shadow(package: Package) -> None:
    hue = '<a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr>'
    put(
        own(title(package)), f'<a:effectLst><a:outerShdw blurRad="50800" dist="38100">{hue}</a:outerShdw></a:effectLst>'
    )


def highlight(package: Package) -> None:
    for each in title(package).iter(f"{A}rPr"):
        each.append(xml('<a:highlight><a:srgbClr val="FFFF00"/></a:highlight>'))


def fill_and_outline(package: Package) -> None:
    fill(package)
    outline(package)


def outline_and_words(package: Package) -> None:
    outline(package)
    texts = list(title(package).iter(f"{A}t"))
    texts[-1].text = f"{texts[-1].text} Own words"


def master_titles(package: Package) -> None:
    name = next(each for each in package.parts if each.startswith("ppt/slideMasters/slideMaster"))
    for each in package.tree(name).iter(f"{P}titleStyle"):
        for look in each.iter(f"{A}defRPr"):
            look.set("i", "1")


def theme_colours(package: Package) -> None:
    for name in ("dk1", "lt2", "accent1", "accent2"):
        for each in package.tree("ppt/theme/theme1.xml").iter(f"{A}{name}"):
            each[0].set("val", "885511")


def theme_fonts(package: Package) -> None:
    for each in package.tree("ppt/theme/theme1.xml").iter(f"{A}latin"):
        each.set("typeface", "Georgia")


def grown(package: Package) -> None:
    rows(package)
    text = next(list(table(package).iter(f"{A}tr"))[1].iter(f"{A}t"))
    text.text = f"{text.text}, and more that I know of it"


def row_deleted(package: Package) -> None:
    row = list(table(package).iter(f"{A}tr"))[-1]
    row.getparent().remove(row)  # type: ignore[union-attr]
    high = _frame(table(package))[1]
    high.set("cy", str(int(high.get("cy", "0")) - int(row.get("h", "0"))))


ACTS: Mapping[str, Callable[[Package], None]] = {
    each.__name__: each
    for each in (
        nothing, spacing, spacing_of_all, indent, bullet, anchor, outline, borders, fill, gradient, cells, turn, mirror, crop,
        columns, last_column, rows, place, place_of_all, font, align, shadow, highlight, fill_and_outline, outline_and_words,
        master_titles, theme_colours, theme_fonts, grown, row_deleted,
    )
}  # fmt: skip


@cache
def done(name: str) -> bytes:
    """Return the sample deck after an act."""
    package = opened(built())
    ACTS[str(CASES[name]["act"])](package)
    return package.pack()


def kinds(found: merge.Merged) -> list[str]:
    return [each.kind for each in found.edits]


def slides(data: bytes) -> str:
    package = opened(data)
    return "".join(etree.tostring(package.tree(page.part), encoding="unicode") for page in read(package).pages)


# ── As PowerPoint saves it ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CASES)
def test_each_act_is_told_in_its_words_and_stays_through_builds(name: str) -> None:
    case, mine = CASES[name], done(name)
    base = merge.base_in(mine)
    assert base is not None
    told = [each.kind for each in merge.review(mine, base)]
    assert told == case["told"]
    for new in (built(**NEW), built(), built(**NEW)):
        made = merged(mine, new)
        assert kinds(made) == case["told"], made.edits
        held = case.get("holds", [])
        assert isinstance(held, list)
        assert [each for each in held if each not in slides(made.data)] == []
        assert merged(made.data, new).data == made.data, "joined again without a change"
        mine = made.data
    assert "more than $31 billion" in whole(mine), "the rest is refreshed"
    assert problems(unzip(mine)) == []


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["told"] and CASES[name]["told"] != ["words"]])
def test_a_base_of_an_earlier_version_tells_no_look_that_it_does_not_know(name: str) -> None:
    base = merge.base_in(done(name))
    assert base is not None
    old = tuple(
        replace(slide, shapes=tuple(replace(shape, looks=None) for shape in slide.shapes)) for slide in base.slides
    )
    known = {"look", "words", "place", "fill"}  # a base of version 0.8.0 knows colours and solid fills
    told = {each.kind for each in merge.review(done(name), replace(base, slides=old, theme=None))}
    assert told <= known
    made = merge.merge(done(name), built(**NEW), replace(base, slides=old, theme=None))
    held = CASES[name].get("holds", [])
    assert isinstance(held, list)
    if told:
        assert [each for each in held if each not in slides(made.data)] == []


def test_a_look_that_is_thrown_away_would_be_caught() -> None:
    base = merge.base_in(done("line around a title"))
    assert base is not None
    assert merge.review(built(), base) == ()


def test_looks_survive_as_text() -> None:
    looks = Looks("w", "t 0", "0 none solid", "#ffee88", "0 0 0", "", "1 2", "3", "none")
    assert looks_in(looks.texts) == looks
    assert looks_in([]) is None
    assert set(SLACK) <= {*Looks.__slots__}


@pytest.mark.parametrize(
    ("trait", "was", "now", "differs"),
    [
        ("spacing", "t 0 254000 buNone", "t 0 254127 buNone", False),
        ("spacing", "t 0 254000 buNone", "ctr 0 254000 buNone", True),
        ("outline", "9525 #c5cbd3 solid", "9360 #c5cbd4 solid", False),
        ("outline", "9525 #c5cbd3 solid", "9525 #a5cbd3 solid", True),
        ("outline", "0 none 0 none", "0 none", False),
        ("columns", "100000 200000", "100360 199640", False),
        ("columns", "100000 200000", "130000 170000", True),
        ("turn", "0 0 0", "21600 0 0", True),
        ("fill", "#104050", "#104052", False),
    ],
)
def test_what_programs_round_is_no_change(trait: str, was: str, now: str, differs: bool) -> None:
    assert bool(Looks(**{trait: was}).changes(Looks(**{trait: now}))) is differs


# ── Columns that templates and people change ─────────────────────────────────────────────────────


def report(heads: Sequence[str], sum_of: str = "budget") -> Document:
    """Return a deck of one table with these columns."""
    rows = tuple(
        Row((*(words(f"{head} {place}") for head in heads), (sample.ref(sum_of),))) for place in ("north", "south")
    )
    columns = tuple(Column(words(head)) for head in (*heads, "Sum"))
    blocks = (
        Heading(1, words("What was promised where"), "promised", (("layout", "table"), ("seconds", "0"))),
        Table(columns, rows, words("Promises"), "t", 1),
    )
    made = sample.document("deck")
    return replace(made, blocks=blocks, info=replace(made.info, minutes=0))


def build(document: Document) -> bytes:
    return merge.based(write(document, sample.theme()), document.book.version, document)[0]


def widths(data: bytes) -> list[int]:
    package = opened(data)
    found = [
        each for part in package.parts if part.startswith("ppt/slides/slide") for each in package.tree(part).iter(GRID)
    ]
    return [int(each.get("w", "0")) for each in found]


def joined(mine: bytes, document: Document) -> merge.Merged:
    base = merge.base_in(mine)
    assert base is not None
    return merge.merge(mine, build(document), base, document)


def narrowed(data: bytes, word: str = "") -> bytes:
    """Return a deck whose first column was made half as wide, the second as much wider; and a word typed into a cell."""
    package = opened(data)
    for part in [name for name in package.parts if name.startswith("ppt/slides/slide")]:
        grid = list(package.tree(part).iter(GRID))
        if grid and not word:
            half = int(grid[0].get("w", "0")) // 2
            grid[0].set("w", str(half))
            grid[1].set("w", str(int(grid[1].get("w", "0")) + half))
        for cell in list(package.tree(part).iter(f"{A}tc"))[4:5] if word else ():
            text = next(cell.iter(f"{A}t"))
            text.text = f"{text.text} {word}"
    return package.pack()


def test_columns_that_the_template_adds_leave_the_others_as_a_person_set_them() -> None:
    old, more = report(["Who", "What they said"]), report(["Who", "What they said", "Since"])
    mine = narrowed(build(old))
    assert [each.kind for each in joined(mine, old).edits] == ["columns"]
    made = joined(mine, more)
    was, now, fresh = widths(mine), widths(made.data), widths(build(more))
    assert len(now) == len(fresh) == 4
    assert sum(now) == pytest.approx(sum(fresh), abs=4)
    assert now[0] / now[1] == pytest.approx(was[0] / was[1], abs=0.01)
    assert fresh[0] / fresh[1] != pytest.approx(was[0] / was[1], abs=0.1)
    assert joined(made.data, more).data == made.data


def test_columns_that_nobody_set_are_none_of_a_persons_where_the_template_has_others_now() -> None:
    old, other = report(["Who", "What they said"]), report(["Who of all those there", "What they said"])
    mine = narrowed(build(old), word="zebra")
    made = joined(mine, other)
    assert "zebra" in whole(made.data)
    assert widths(build(other)) != widths(mine)
    assert "columns" not in kinds(joined(made.data, other))


# ── In LibreOffice ───────────────────────────────────────────────────────────────────────────────


IN_OFFICE = [name for name in CASES if "office" in CASES[name]]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where LibreOffice has left one deck an act."""
    if not (shutil.which("soffice") and SYSTEM_PYTHON.exists()):
        pytest.skip("LibreOffice with its Python bridge is not here")
    if subprocess.run([str(SYSTEM_PYTHON), "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("python3-uno is not installed")
    folder = tmp_path_factory.mktemp("looks")
    (folder / "deck.pptx").write_bytes(built())
    command = [str(SYSTEM_PYTHON), str(SCRIPT), str(folder / "deck.pptx"), str(folder)]
    told = subprocess.run(command, capture_output=True, timeout=300, check=False, text=True, env=outer_environment())
    assert not told.returncode, told.stdout + told.stderr
    return folder


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", IN_OFFICE)
def test_an_act_in_libreoffice_is_told_and_stays(name: str, saved: Path) -> None:
    mine = (saved / f"{CASES[name]['office']}.pptx").read_bytes()
    for new in (built(**NEW), built(), built(**NEW)):
        made = merged(mine, new)
        assert kinds(made) == CASES[name]["told"], made.edits
        assert merged(made.data, new).data == made.data
        assert [each for each in problems(unzip(made.data)) if ours(each)] == []
        mine = made.data
    assert "more than $31 billion" in whole(mine)


@pytest.mark.office
@pytest.mark.slow
def test_a_save_alone_tells_no_looks(saved: Path) -> None:
    base = merge.base_in((saved / "nothing.pptx").read_bytes())
    assert base is not None
    assert merge.review((saved / "nothing.pptx").read_bytes(), base) == ()
