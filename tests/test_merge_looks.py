"""What a person restyled or resized beside the words stays and is told, one act in one line; a mere save is told of nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.document import Block, Column, Document, Table
from reports.formats.docx import merge
from reports.formats.docx.merge.base import put_base
from reports.formats.docx.merge.file_reading import read
from reports.formats.docx.merge.looks.look_reading import column_widths
from reports.formats.docx.merge.picture_sizes import size_of
from reports.ooxml.wordprocessingml import Element, W, clark, w
from tests.merge_desk import NEW, Desk, build, built, changed, merged, reworded, text_of
from tests.merge_own import set_on_paragraph, set_on_run
from tests.sample import document, words

_W = f"{{{W}}}"
TBL, TR, P = (_W + tag for tag in ("tbl", "tr", "p"))


def spaced(desk: Desk) -> None:
    set_on_paragraph(desk.paragraph("The office claims more than"), "spacing")


def two_indented(desk: Desk) -> None:
    for begin in ("First point of the list", "Second point."):
        set_on_paragraph(desk.paragraph(begin), "indent")


def two_apart_indented(desk: Desk) -> None:
    for begin in ("The office claims more than", "Ask the bank."):
        set_on_paragraph(desk.paragraph(begin), "indent")


def framed(desk: Desk) -> None:
    set_on_run(next(desk.paragraph("Steel leans").iter(_W + "r")), "border")


def themed(desk: Desk) -> None:
    set_on_run(next(desk.paragraph("Steel leans").iter(_W + "r")), "theme colour")


def drawn(desk: Desk, *, chart: bool) -> Element:
    kind = clark("c:chart" if chart else "a:blip")
    return next(node for node in desk.body.iter(P) if next(node.iter(kind), None) is not None)


def scaled(desk: Desk, *, chart: bool) -> None:
    for node in drawn(desk, chart=chart).iter(clark("wp:extent"), clark("a:ext")):
        for name in ("cx", "cy"):
            if node.get(name):
                node.set(name, str(int(node.get(name, "0")) * 2 // 3))


def picture_smaller(desk: Desk) -> None:
    scaled(desk, chart=False)


def chart_smaller(desk: Desk) -> None:
    scaled(desk, chart=True)


def table_of(desk: Desk) -> Element:
    return next(table for table in desk.body.iter(TBL) if "One reading" in text_of(table))


def column_wider(desk: Desk) -> None:
    grid = list(table_of(desk).iter(_W + "gridCol"))
    for column, step in ((0, 600), (1, -600)):
        wide = str(int(grid[column].get(_W + "w", "0")) + step)
        grid[column].set(_W + "w", wide)
        for row in table_of(desk).iter(TR):
            row.findall(f"{_W}tc")[column].find(f"{_W}tcPr/{_W}tcW").set(_W + "w", wide)  # type: ignore[union-attr]


def untouched(desk: Desk) -> None:
    pass


def rounded(desk: Desk) -> None:
    """Another program rounds lengths on saving."""
    for node in desk.body.iter(_W + "gridCol", _W + "spacing", _W + "ind"):
        for name, value in node.attrib.items():
            if re.fullmatch(r"-?\d{2,}", str(value)):
                node.set(name, str(int(value) + 2))


def style_loosened(desk: Desk) -> None:
    """Somebody changes a style: each of its paragraphs looks as its style says."""
    styles = desk.package.tree("word/styles.xml")
    style = next(each for each in styles.iter(_W + "style") if each.get(_W + "styleId") == "TableText")
    properties = style.find(_W + "pPr")
    if properties is None:
        properties = w("pPr")
        style.append(properties)
    for each in properties.findall(_W + "spacing"):
        properties.remove(each)
    properties.insert(0, w("spacing", before="200", after="200"))


CASES: dict[str, tuple[Callable[[Desk], None], str, str]] = {
    # what is done: (how, kinds of edits, words of the first)
    "spacing of a paragraph": (spaced, "restyled", "The office claims more than"),
    "two points indented at once": (two_indented, "restyled", "First point of the list"),
    "two paragraphs indented, apart": (two_apart_indented, "restyled restyled", "The office claims more than"),
    "words framed": (framed, "formatted", "Steel leans"),
    "words in a colour of the theme": (themed, "formatted", "Steel leans"),
    "a picture made smaller": (picture_smaller, "resized", "(picture, "),
    "a chart made smaller": (chart_smaller, "resized", "(chart, "),
    "a column made wider": (column_wider, "resized", "Point | One reading"),
    "nothing": (untouched, "", ""),
    "lengths rounded by a program": (rounded, "", ""),
    "a style changed": (style_loosened, "", ""),
}


def looks(data: bytes) -> tuple[object, ...]:
    """Return what of the looks of a file must stay."""
    desk = Desk(data)
    lengths = [
        sorted(each.attrib.items())
        for node in desk.body.iter(P)
        for each in (*node.iterfind(f"{_W}pPr/{_W}spacing"), *node.iterfind(f"{_W}pPr/{_W}ind"))
    ]
    effects = [
        (each.tag, sorted(each.attrib.items())) for each in desk.body.iter(_W + "bdr", _W + "color") if each.attrib
    ]
    sizes = [size_of(drawn(desk, chart=chart)) for chart in (True, False)]
    return lengths, effects, sizes, column_widths(read(desk.package).lines)


def edited(name: str) -> bytes:
    desk = Desk(built())
    CASES[name][0](desk)
    return desk.save()


@pytest.mark.parametrize("name", CASES)
def test_what_was_restyled_is_told_and_stays_while_facts_and_templates_change_and_change_back(name: str) -> None:
    _, kinds, begin = CASES[name]
    mine = edited(name)
    base = merge.base_in(mine)
    assert base is not None
    told = merge.review(mine, base)
    assert " ".join(each.kind for each in told) == kinds
    assert all(each.after.startswith(begin) for each in told[:1])
    wanted = looks(mine)
    other = changed(reworded(document(), "Groups stay", "Groups remain"), **NEW)
    for new in (built(**NEW), build(other), built(), built()):
        made = merged(mine, new)
        assert " ".join(each.kind for each in made.edits) == kinds
        assert looks(made.data) == wanted
        assert merged(made.data, new).data == made.data
        mine = made.data


@pytest.mark.parametrize("name", ["spacing of a paragraph", "a column made wider"])
def test_a_file_of_an_earlier_version_tells_nothing_that_its_base_does_not_know(name: str) -> None:
    """Its spacing may be the program's own of then."""
    desk = Desk(edited(name))
    base = merge.base_in(desk.save())
    assert base is not None
    put_base(desk.package, replace(base, looks=(), columns={}))
    made = merged(desk.save(), built())
    assert made.edits == ()
    assert merged(made.data, built()).edits == ()
    later = Desk(made.data)
    framed(later)
    assert [each.kind for each in merged(later, built()).edits] == ["formatted"]


def with_another_column() -> Document:
    """Return the sample with a column more in its table."""

    def wider(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = tuple(replace(row, cells=(*row.cells, words("by rail"))) for row in block.rows)
        return replace(block, columns=(*block.columns, Column(words("Way"))), rows=rows)

    return replace(document(), blocks=tuple(map(wider, document().blocks)))


def widths_of(data: bytes) -> tuple[int, ...]:
    desk = Desk(data)
    return tuple(int(each.get(_W + "w", "0")) for each in table_of(desk).iter(_W + "gridCol"))


def test_columns_keep_the_widths_that_a_person_gave_them_where_the_table_is_set_anew() -> None:
    new = build(with_another_column())
    mine = edited("a column made wider")
    theirs = widths_of(mine)
    made = merged(mine, new)
    now, generated = widths_of(made.data), widths_of(new)
    assert len(now) == len(theirs) + 1
    assert sum(now) <= max(sum(theirs), sum(generated)) + len(now)
    assert all(abs(one * theirs[0] - now[0] * other) <= 2 * theirs[0] for one, other in zip(now, theirs, strict=False))
    for row in table_of(Desk(made.data)).iter(TR):
        cells = [int(each.get(_W + "w", "0")) for each in row.iterfind(f"{_W}tc/{_W}tcPr/{_W}tcW")]
        assert cells == list(now)
    assert merged(made.data, new).data == made.data
    assert [each.kind for each in made.edits] == ["resized"]
    back = widths_of(merged(made.data, built()).data)
    assert len(back) == len(theirs)
    assert back[0] * theirs[1] > 0.95 * theirs[0] * back[1]


def test_columns_that_nobody_resized_follow_the_template() -> None:
    new = build(with_another_column())
    made = merged(built(), new)
    assert widths_of(made.data) == widths_of(new)
    assert made.edits == ()


def test_what_the_program_itself_sets_otherwise_now_is_no_edit() -> None:
    """A file keeps the spacing of the version that made it; it is told of no more than what a person set since."""
    desk = Desk(built())
    for node in desk.body.iter(P):
        set_on_paragraph(node, "spacing")
    base = merge.base_of(desk.save())
    put_base(desk.package, base)
    made = merged(desk.save(), built(**NEW))
    assert made.edits == ()
    desk = Desk(made.data)
    set_on_paragraph(desk.paragraph("Ask the bank."), "indent")
    assert [each.kind for each in merged(desk, built()).edits] == ["restyled"]
