"""One act of a person is one line: cells merged, a figure moved with its caption, a list made another, a style renamed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.formats.docx import merge
from reports.formats.docx.merge.file_reading import read
from reports.merge.chart_content import Content, content_of
from reports.merge.chart_merge import PACKAGE, chart_part
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import NAMESPACES
from tests import merge_acts as acts
from tests.merge_desk import NEW, Desk, built, lines_of, merged, reworded, whole
from tests.merge_desk import build as built_of
from tests.merge_desk import changed as with_values
from tests.sample import document

CASES: dict[str, tuple[Callable[[Desk], None], str, str, str]] = {
    # what is done: (how, kinds of edits, what the file must hold after the next build, markup that must stay in it)
    "cells merged across": (acts.across, "merged", "54 and the region[1][2][3]\n54\n", 'w:gridSpan w:val="2"'),
    "one of them emptied": (acts.across_without_words, "merged", "≈\u00a00.5\nDash", 'w:gridSpan w:val="2"'),
    "labels merged down": (acts.labels_down, "merged", "Cities\nHarbour\n54 and", 'w:vMerge w:val="restart"'),
    "sources merged down": (acts.sources_down, "merged", "[1]\u00a0[3] ([2])\n[2]\n", 'w:vMerge w:val="restart"'),
    "merged and reworded": (acts.merged_and_reworded, "merged", "54 and the whole region", 'w:gridSpan w:val="2"'),
    "a cell parted": (acts.cell_parted, "added", "own part", 'w:gridSpan w:val="2"'),
    "run together": (acts.run_together, "joined", "Groups stay apartBold, slanted", ""),
    "run together and reworded": (acts.run_together_and_reworded, "joined reworded", "All groups stay apartBold", ""),
    "drop cap": (acts.drop_cap, "restyled", "S\nteel leans on one supplier", 'w:dropCap="drop"'),
    "a letter in a frame": (acts.framed, "added", "S\nSteel leans on one supplier", "w:framePr"),
    "numbers made bullets": (acts.numbers_to_bullets, "restyled", "Ask the bank.\nAsk the office.", "w:numPr"),
    "list made text": (acts.list_to_text, "restyled", "Second point.\nPoint below it.", ""),
    "two points apart": (acts.points_apart, "restyled restyled", "Second point.", 'w:jc w:val="center"'),
    "column centred": (acts.column_centred, "restyled", "Cities\n54 and the region", 'w:jc w:val="center"'),
    "style renamed": (acts.style_renamed, "restyled", "Steel leans on one supplier", ""),
    "figure moved": (acts.figure_moved, "moved", "74%\u00a0[3].\nFigure\u00a01. Only one of five", ""),
    "figure moved in LibreOffice": (
        acts.figure_moved_in_libreoffice,
        "moved",
        "74%\u00a0[3].\nFigure\u00a01. Only one of five",
        "",
    ),
    "two moved apart": (acts.two_moved, "moved moved", "Ask the bank.\nThe office claims more than $31", ""),
}


def edited(name: str) -> bytes:
    desk = Desk(built())
    CASES[name][0](desk)
    return desk.save()


def kinds(edits: tuple[merge.Edit, ...]) -> str:
    return " ".join(each.kind for each in edits)


@pytest.mark.parametrize("name", CASES)
def test_one_act_is_one_line(name: str) -> None:
    mine = edited(name)
    base = merge.base_in(mine)
    assert base is not None
    assert kinds(merge.review(mine, base)) == CASES[name][1]


@pytest.mark.parametrize("name", CASES)
def test_it_survives_with_the_figures_of_today(name: str) -> None:
    _, told, held, markup = CASES[name]
    made = merged(edited(name))
    assert held in whole(made.data)
    assert "$30\u00a0billion" not in whole(made.data)
    package = Package.read(made.data)
    assert markup.encode() in package.parts[package.main]
    again = merged(made.data)
    assert kinds(again.edits) == told
    assert again.data == made.data


@pytest.mark.parametrize("name", ["cells merged across", "labels merged down", "drop cap", "figure moved"])
def test_it_survives_another_template_and_the_old_one_again(name: str) -> None:
    told, _, markup = CASES[name][1:]
    mine = merged(edited(name), built())
    other = with_values(reworded(reworded(document(), "Groups stay", "Groups remain"), "Cities", "Towns"), **NEW)
    there = merged(mine.data, built_of(other))
    package = Package.read(there.data)
    assert markup.encode() in package.parts[package.main]
    back = merged(there.data, built())
    assert kinds(back.edits) == told
    assert lines_of(back.data) == lines_of(mine.data)


def test_a_merge_shows_what_stood_in_the_cells() -> None:
    mine = edited("labels merged down")
    base = merge.base_in(mine)
    assert base is not None
    [edit] = merge.review(mine, base)
    assert (edit.before, edit.after) == ("Cities | Harbour", "Cities\nHarbour")


def charts_of(data: bytes) -> dict[str, tuple[Content, bytes]]:
    """Return what each chart says, and its workbook, by the bookmark of its paragraph."""
    package = Package.read(data)
    parts = {
        line.record.key: chart_part(package, line) for line in read(package).lines if "chart" in line.record.things
    }
    return {
        key: (content_of(package.tree(part)), package.parts[package.related(part, PACKAGE)])
        for key, part in parts.items()
    }


def test_a_chart_that_came_twice_is_set_anew_with_a_workbook_of_its_own() -> None:
    mine = edited("figure moved in LibreOffice")
    before = charts_of(mine)
    assert before["_b_fig_money_chart"] == before["_b_fig_lines_chart"]
    assert charts_of(merged(mine).data) == charts_of(built(**NEW))


def test_a_typed_value_in_it_is_a_persons() -> None:
    desk = Desk(edited("figure moved in LibreOffice"))
    part = next(each for each in desk.package.parts if each.endswith("charts/chart1.xml"))
    value = next(each for each in desk.package.tree(part).iter(f"{{{NAMESPACES['c']}}}v") if each.text == "11")
    value.text = "77"
    mine = desk.save()
    base = merge.base_in(mine)
    assert base is not None
    assert "charted" in kinds(merge.review(mine, base))
