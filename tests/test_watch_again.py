"""What a preview takes from the one before it is what it would have made itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reports.errors import InputError
from reports.load.project_folders import Folders
from reports.pipeline.composition import notes_of
from reports.tools.watching.preview import Preview, preview
from tests.watch_desk import changed, laid_out

Save = Callable[[Folders], object]
SAVES: dict[str, Save] = {
    "nothing": lambda where: None,
    "a section": lambda where: changed(where.templates / "brief" / "money.md", "\n\n", "\n\nIt is worth a look.\n\n"),
    "lines of a section move": lambda where: changed(where.templates / "brief" / "money.md", "\n\n", "\n\n\n"),
    "notes of a slide": lambda where: changed(
        where.templates / "deck" / "slides.md", "::: notes\n", "::: notes\nIn short: "
    ),
    "a fact": lambda where: changed(where.facts / "facts.yaml", "value: 12000", "value: 13000"),
    "the title of a source": lambda where: changed(where.facts / "sources.yaml", "title: ", "title: The "),
    "lines of the facts move": lambda where: changed(where.facts / "facts.yaml", "facts:\n", "# Ours\n\nfacts:\n"),
    "lines of a chart move": lambda where: changed(chart(where), "\n", "\n# Ours\n\n"),
    "a colour": lambda where: look(where, "colours:\n  primary: '#204060'\n"),
    "the style sheet": lambda where: (where.templates / "theme" / "summary.css").write_text("p { color: red }\n"),
    "a picture of the style sheet": lambda where: (where.templates / "theme" / "logo.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>"
    ),
}


def chart(where: Folders) -> Path:
    """Return the first chart file."""
    return sorted((where.templates / "charts").glob("*.yaml"))[0]


def look(where: Folders, text: str) -> None:
    """Save the look."""
    (where.templates / "theme").mkdir(exist_ok=True)
    (where.templates / "theme" / "theme.yaml").write_text(text, "utf-8")


def shown(made: Preview) -> tuple[object, ...]:
    """Return all that a browser and a terminal show of a preview."""
    files = {path: (file.media_type, file.data, file.policy) for path, file in made.files.items()}
    return made.parts, files, notes_of(made.composed), [each.warnings for each in made.composed.plans.values()]


@pytest.mark.parametrize("name", SAVES)
def test_after_a_save_the_preview_is_the_one_that_would_be_made_from_nothing(name: str, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    (where.templates / "theme").mkdir(exist_ok=True)
    first = preview(where)
    SAVES[name](where)
    second = preview(where, first.left)
    assert shown(second) == shown(preview(where))
    SAVES["a fact" if name != "a fact" else "notes of a slide"](where)
    assert shown(preview(where, second.left)) == shown(preview(where))


def test_what_a_save_leaves_alone_is_not_made_again(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    first = preview(where)
    SAVES["notes of a slide"](where)
    second = preview(where, first.left)
    again = {id for id in second.left.made if second.left.made[id] is not first.left.made[id]}
    assert again == {"deck"}
    assert second.left.facts is first.left.facts
    SAVES["a fact"](where)
    third = preview(where, second.left)
    assert first.left.facts
    assert third.left.facts
    before, after = first.left.facts.trees.now, third.left.facts.trees.now
    assert {shown for text, shown in after if (text, shown) not in before} == {"facts/facts.yaml"}
    assert all(after[key] is before[key] for key in after if key in before)


@pytest.mark.parametrize("above", ["", "\n\n"])
def test_a_passage_that_was_without_fault_is_refused_once_it_has_one(above: str, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    first = preview(where)
    section = where.templates / "brief" / "money.md"
    text = section.read_text("utf-8") + f"{above}\nNobody counted 7,431 visits.\n"
    section.write_text(text, "utf-8")
    with pytest.raises(InputError, match=rf"money\.md:{text.count(chr(10))}:.*7,431"):
        preview(where, first.left)


def test_problems_have_their_lines_after_lines_have_moved(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    first = preview(where)
    SAVES["lines of a section move"](where)
    second = preview(where, first.left)
    changed(where.facts / "facts.yaml", "id: ", "id: other-")
    with pytest.raises(InputError) as kept:
        preview(where, second.left)
    with pytest.raises(InputError) as fresh:
        preview(where)
    assert kept.value.problems == fresh.value.problems
