"""Edits of a person as changes of templates and facts, on a project of two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.formats.docx import merge, write
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from reports.tools.reviewing.write_back import WriteBack, write_back
from tests.merge_desk import Desk
from tests.merge_edits import body_text

FACTS = """\
facts:

  # counted by hand
  - id: trams
    statement: The town runs trams.
    label: Trams
    topic: town
    value: 11   # as in the report
    unit: trams
    qualifier: more-than
    status: reported
    date: 2031
    date_basis: stated
    actors:
      - town
    sources:
      - source: paper
        paragraph: 1
        anchor: runs trams
    recorded: 2031-04-02
"""
SOURCES = """\
sources:
  - id: paper
    number: 1
    title: The tram paper
    short: Tram paper
    publisher: Town office
    date: March 2031
    accessed: 2031-04-01
"""
ACTORS = """\
actors:
  - id: town
    kind: agency
    name: Town
"""
TEMPLATE = """\
# The trams run

The town runs {{ fact("trams") }} trams on its *old* lines {{ cite() }}. They are slow,
and nobody minds. <!-- said by all -->

- A first point of it.
- A second point of it.
"""
REPORT = """\
formats: [docx]
title: Trams
subtitle: How they run
kind: Brief
organisation: Office
version: "1"
language: en-GB
subjects: [town]
sections: [one]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (
        ("facts/facts.yaml", FACTS),
        ("facts/sources.yaml", SOURCES),
        ("facts/actors.yaml", ACTORS),
        ("templates/brief/report.yaml", REPORT),
        ("templates/brief/one.md", TEMPLATE),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def desk(project: Path) -> Desk:
    composed = compose_all(folders(project))
    document = composed.documents[0]
    return Desk(merge.based(write(document, composed.templates.theme), document)[0])


def written(desk: Desk, project: Path) -> WriteBack:
    """Return what the edits on the desk make of the project."""
    mine = desk.save()
    base = merge.base_in(mine)
    assert base is not None
    names = ("facts/facts.yaml", "templates/brief/one.md")
    texts = {name: (project / name).read_text("utf-8") for name in names}
    return write_back(mine, base, texts, compose_all(folders(project)).book)


def test_words_go_to_the_template_with_its_comments_and_layout(desk: Desk, project: Path) -> None:
    desk.type_over("They are slow", "They are very slow")
    desk.type_over("A second point", "A further [point]")
    made = written(desk, project)
    expected = TEMPLATE.replace("They are slow", "They are very slow").replace("A second point", r"A further \[point\]")
    assert made.texts == {"templates/brief/one.md": expected}
    assert [edit.kind for edit in made.done] == ["reworded", "reworded"]
    assert made.left == ()
    (project / "templates/brief/one.md").write_text(expected, "utf-8")
    composed = compose_all(folders(project))
    new = merge.based(write(composed.documents[0], composed.templates.theme), composed.documents[0])[0]
    base = merge.base_in(new)
    assert base is not None
    assert merge.merge(desk.save(), new, base, composed.documents[0]).edits == (), "the edits are in the template now"


def test_a_figure_goes_to_the_facts_with_their_comments(desk: Desk, project: Path) -> None:
    desk.type_over("more than 11", "more than 12.5")
    made = written(desk, project)
    assert made.texts == {"facts/facts.yaml": FACTS.replace("value: 11 ", "value: 12.5 ")}


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("more than 11", "at least 11", "changes more than the number"),
        ("They are slow", "There are 40 of them, all slow", "is no fact"),
        (" They are slow", " {{ They }} are slow", "Markdown cannot say"),
        ("old", "quite new", "only"),
    ],
)
def test_what_does_not_stand_one_to_one_is_listed(desk: Desk, project: Path, was: str, now: str, reason: str) -> None:
    desk.type_over(was, now)
    made = written(desk, project)
    if reason == "only":
        assert made.texts == {"templates/brief/one.md": TEMPLATE.replace("*old*", "*quite new*")}
        return
    assert made.texts == {}
    assert reason in made.left[0].reason
    assert made.done == ()


def test_a_figure_that_was_asked_for_is_left_to_the_template(desk: Desk, project: Path) -> None:
    composed = compose_all(folders(project))
    id = next(iter(composed.book.facts))
    desk.type_over("They are slow", f"They, [[{id}]] of them, are slow")
    made = written(desk, project)
    assert made.texts == {}
    assert "build first" in made.left[0].reason
    document = composed.documents[0]
    mine = desk.save()
    base = merge.base_in(mine)
    assert base is not None
    built = merge.merge(mine, merge.based(write(document, composed.templates.theme), document)[0], base, document)
    made = written(Desk(built.data), project)
    assert made.texts == {}
    assert "print that with fact()" in made.left[0].reason


def test_what_is_the_person_s_own_is_listed(desk: Desk, project: Path) -> None:
    node = desk.paragraph("A first point")
    node.getparent().remove(node)  # type: ignore[union-attr]
    made = written(desk, project)
    assert made.texts == {}
    assert [left.reason for left in made.left] == ["it was deleted; delete it in the template"]


@pytest.mark.parametrize(
    ("above", "line"), [("The trams run", 1), ("The town runs", 4), ("A first point", 6), ("A second point", 7)]
)
def test_a_paragraph_of_a_person_s_own_is_listed_with_its_place(
    desk: Desk, project: Path, above: str, line: int
) -> None:
    desk.paragraph(above).addnext(body_text("A sentence of my own."))
    made = written(desk, project)
    assert made.texts == {}
    what = f"it is a paragraph of your own; add it to templates/brief/one.md, below line {line}"
    assert [left.reason for left in made.left] == [what]


def test_a_paragraph_of_a_person_s_own_below_what_no_template_holds_is_listed(desk: Desk, project: Path) -> None:
    desk.body.insert(0, body_text("A sentence of my own."))
    what = "it is a paragraph of your own; add it to the template"
    assert [left.reason for left in written(desk, project).left] == [what]


def test_words_of_a_table_go_to_their_row(project: Path) -> None:
    file = project / "templates/brief/one.md"
    table = (
        "\n::: table What runs {#runs}\n| Line | Remark |\n|---|---|\n| Red | slow here |\n| Blue | slow there |\n:::\n"
    )
    file.write_text(TEMPLATE + table, "utf-8")
    composed = compose_all(folders(project))
    document = composed.documents[0]
    desk = Desk(merge.based(write(document, composed.templates.theme), document)[0])
    desk.type_over("slow there", "quite slow there")
    expected = (TEMPLATE + table).replace("slow there", "quite slow there")
    assert written(desk, project).texts == {"templates/brief/one.md": expected}
