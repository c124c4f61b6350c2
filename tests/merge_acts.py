"""What a person does in one act to several paragraphs or cells, made in the XML as Word saves it; and what is no such act."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.formats.docx.merge.file_reading import read
from reports.merge.chart_merge import PACKAGE, chart_part
from reports.ooxml.wordprocessingml import NAMESPACES, Element, W, clark, paragraph, run, w
from tests.merge_desk import Desk, text_of
from tests.merge_own import PARAGRAPH_ORDER

_W = f"{{{W}}}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def put(node: Element, *made: Element) -> None:
    """Set properties on a paragraph, in place of those of the same names."""
    properties = node.find(_W + "pPr")
    if properties is None:
        properties = w("pPr")
        node.insert(0, properties)
    for each in made:
        for old in properties.findall(each.tag):
            properties.remove(old)
        properties.append(each)
    properties[:] = sorted(properties, key=lambda each: PARAGRAPH_ORDER.index(etree.QName(each).localname))


def rows_of(desk: Desk) -> list[list[Element]]:
    """Return the cells of the table of data, row by row."""
    label = next(each for each in desk.body.iter(_W + "p") if text_of(each) == "Cities")
    table = next(label.iterancestors(_W + "tbl"))
    return [row.findall(_W + "tc") for row in table.findall(_W + "tr")]


def _set_on_cell(cell: Element, made: Element) -> None:
    width = cell.find(f"{_W}tcPr/{_W}tcW")
    assert width is not None
    width.addnext(made)


def _over(cell: Element, gone: Element) -> None:
    """Put what a cell holds below what the one before it does."""
    for each in gone.findall(_W + "p"):
        cell.append(each)


# ── Cells merged ─────────────────────────────────────────────────────────────────────────────────


def across(desk: Desk) -> None:
    cells = rows_of(desk)[1]
    _over(cells[1], cells[2])
    cells[1].getparent().remove(cells[2])  # type: ignore[union-attr]  # it stands in a row
    _set_on_cell(cells[1], w("gridSpan", val="2"))


def across_without_words(desk: Desk) -> None:
    cells = rows_of(desk)[2]
    cells[2].getparent().remove(cells[3])  # type: ignore[union-attr]  # it stands in a row
    _set_on_cell(cells[2], w("gridSpan", val="2"))


def _down(desk: Desk, column: int) -> None:
    first, second = (rows_of(desk)[row][column] for row in (1, 2))
    _set_on_cell(first, w("vMerge", val="restart"))
    _set_on_cell(second, w("vMerge"))
    _over(first, second)
    second.append(paragraph("TableText"))


def labels_down(desk: Desk) -> None:
    _down(desk, 0)


def sources_down(desk: Desk) -> None:
    _down(desk, 3)


def merged_and_reworded(desk: Desk) -> None:
    across(desk)
    desk.type_over(" and the region", " and the whole region")


def cell_parted(desk: Desk) -> None:
    """Part one cell in two: those above and below it then span two columns."""
    for number, cells in enumerate(rows_of(desk)):
        if number == 1:
            made = w("tc", deepcopy(cells[1].find(_W + "tcPr")), paragraph("TableText", run("own part")))
            cells[1].addnext(made)
        else:
            _set_on_cell(cells[1], w("gridSpan", val="2"))
    grid = next(rows_of(desk)[0][0].iterancestors(_W + "tbl")).find(_W + "tblGrid")
    assert grid is not None
    grid[1].addnext(deepcopy(grid[1]))


# ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────


def run_together(desk: Desk) -> None:
    """Delete the end of a heading: no space comes in its place."""
    first, second = desk.paragraph("Groups stay apart"), desk.paragraph("Bold, slanted")
    for each in list(second)[1:]:
        first.append(each)
    second.getparent().remove(second)  # type: ignore[union-attr]  # it stands in the body


def run_together_and_reworded(desk: Desk) -> None:
    run_together(desk)
    desk.type_over("Groups stay apart", "All groups stay apart")


def drop_cap(desk: Desk) -> None:
    node = desk.paragraph("Steel leans on")
    desk.type_over("Steel leans", "teel leans")
    cap = paragraph("BodyText", run("S"))
    put(cap, w("keepNext"), w("framePr", dropCap="drop", lines="3", wrap="around", vAnchor="text", hAnchor="text"))
    node.addprevious(cap)


def framed(desk: Desk) -> None:
    """Put a letter of one's own into a frame above a paragraph."""
    frame = paragraph("BodyText", run("S"))
    put(frame, w("framePr", w="1000", wrap="around", vAnchor="text", hAnchor="text"))
    desk.paragraph("Steel leans on").addprevious(frame)


def numbers_to_bullets(desk: Desk) -> None:
    """Press the button for bullets in a numbered list: the style stays."""
    numbering = desk.package.tree("word/numbering.xml")
    bullets = next(each for each in numbering.iter(_W + "numFmt") if each.get(_W + "val") == "bullet")
    form = next(bullets.iterancestors(_W + "abstractNum")).get(_W + "abstractNumId")
    number = next(each for each in numbering.iter(_W + "num") if each[0].get(_W + "val") == form).get(_W + "numId")
    for words in ("Ask the bank.", "Ask the office."):
        put(desk.paragraph(words), w("numPr", w("ilvl", val="0"), w("numId", val=str(number))))


def list_to_text(desk: Desk) -> None:
    for words in ("First point", "Second point", "Point below it"):
        put(desk.paragraph(words), w("pStyle", val="BodyText"))


def points_apart(desk: Desk) -> None:
    """Centre the first and the last point of a list, not that between."""
    for words in ("First point", "Point below it"):
        put(desk.paragraph(words), w("jc", val="center"))


def column_centred(desk: Desk) -> None:
    for cells in rows_of(desk)[1:]:
        put(cells[0].findall(_W + "p")[0], w("jc", val="center"))


def style_renamed(desk: Desk) -> None:
    for style in desk.package.tree("word/styles.xml").iter(_W + "style"):
        if style.get(_W + "styleId") == "BodyText":
            name = style.find(_W + "name")
            assert name is not None
            name.set(_W + "val", "Corps de texte")


def _figure(desk: Desk) -> list[Element]:
    """Return the paragraphs of the first chart, from its caption to its sources."""
    chart = next(each for each in desk.body.iter(_W + "p") if next(each.iter(CHART), None) is not None)
    [*above] = reversed(list(chart.itersiblings(preceding=True))[:2])
    return [*above, chart, *list(chart.itersiblings())[:3]]


def figure_moved(desk: Desk) -> None:
    place = desk.paragraph("Steel leans on")
    for each in reversed(_figure(desk)):
        place.addnext(each)


def figure_moved_in_libreoffice(desk: Desk) -> None:
    """Move a figure as LibreOffice 7.4 leaves it: the chart that stands below comes twice, with one workbook for both."""
    figure_moved(desk)
    _other_chart(desk, _charts(desk)[0])


def _charts(desk: Desk) -> list[str]:
    return [chart_part(desk.package, line) for line in read(desk.package).lines if "chart" in line.record.things]


def _other_chart(desk: Desk, other: str) -> None:
    """Put another chart and its workbook behind the one that was moved."""
    moved = next(each for each in _charts(desk) if each.endswith("chart1.xml"))
    desk.package.trees[moved] = deepcopy(desk.package.tree(other))
    for each in list(desk.package.relations(moved).values()):
        desk.package.unrelate(moved, each.id)
    id = desk.package.relate(moved, PACKAGE, desk.package.related(other, PACKAGE))
    for node in desk.package.tree(moved).iter(f"{{{NAMESPACES['c']}}}externalData"):
        node.set(clark("r:id"), id)


def two_moved(desk: Desk) -> None:
    """Move two paragraphs that stood together to two places."""
    desk.paragraph("The office claims").addprevious(desk.paragraph("Ask the bank."))
    desk.paragraph("Two suppliers stand out").addnext(desk.paragraph("Ask the office."))
