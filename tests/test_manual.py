"""The manual keeps its word: its examples load and compose, its tables are complete, every command says how to call it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from invoke.collection import Collection
from invoke.parser import Parser

import tasks
from reports.charts.registry import KINDS
from reports.document import Paragraph, plain, walk
from reports.domain.datasets.dataset import Attribute, Code, Dataset, Dimension, Measure
from reports.domain.facts import Actor, Fact, Source
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.domain.wording import FORMATS
from reports.formats.registry import FORMATS as OUTPUTS
from reports.load.definition_files import ReportFile
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders, folders
from reports.narrative.markdown.block_tokens import CONTAINERS
from reports.narrative.template_functions import Functions
from reports.pipeline.composition import check, compose_all

ROOT = Path(__file__).parents[1]
FACTS, TEMPLATES = ((ROOT / name / "README.md").read_text("utf-8") for name in ("facts", "templates"))
_BLOCK = re.compile(r"^```(yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^```csv\n# data/(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"(?:# |<!-- )(\S+)(?: -->)?\n")
_ROW = re.compile(r"^\| `(\{\{ .* \}\})` \| (.*) \|$", re.MULTILINE)
OBSERVED = ("obs", "latest", "change", "growth", "annual", "share", "index", "sum", "mean", "extreme", "rank", "table")
"""Functions on datasets."""
OF_DATASETS = dict.fromkeys(
    key for model in (Dataset, Dimension, Measure, Attribute, Code) for key in model.model_fields if key != "says"
)
"""Keys of a dataset and of what lies within it."""
CONTEXTS = Collection.from_module(tasks).to_contexts()
"""Made once: Invoke takes the help texts out of a command when it is asked for its arguments."""
COMMANDS = sorted(str(context.name) for context in CONTEXTS)


def project(root: Path) -> Folders:
    """Return the project that the examples of both manuals make."""
    (root / "facts").mkdir(parents=True)
    for number, (_, text) in enumerate(_BLOCK.findall(FACTS)):
        (root / "facts" / f"example-{number:02}.yaml").write_text(text, "utf-8")
    for name, text in _TABLE.findall(FACTS):
        (root / "facts" / "data").mkdir(exist_ok=True)
        (root / "facts" / "data" / name).write_text(text, "utf-8")
    for path, text in files().items():
        (root / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "templates" / path).write_text(text, "utf-8")
    return folders(root)


def files() -> Mapping[str, str]:
    """Return the examples of templates by the path in their first line; a comment in Markdown takes no line."""
    found = {}
    for kind, text in _BLOCK.findall(TEMPLATES):
        head = _PATH.match(text)
        assert head, text
        assert head[1] not in found
        found[head[1]] = text if kind == "yaml" else text[head.end() :]
    return found


def test_the_examples_of_facts_load(tmp_path: Path) -> None:
    where = project(tmp_path)
    book, problems = load_facts(where.facts, "facts")
    assert problems == ()
    assert len(book.facts) >= 10
    assert set(book.superseded) == {"staff-2030"}


def test_the_examples_of_templates_compose(tmp_path: Path) -> None:
    where = project(tmp_path)
    notes = [note for note in check(where) if "used in no document" not in note]
    [waiting] = notes
    assert (
        "the report 'note' is built as a draft, since nobody has approved what it says now; run 'invoke approve"
        in waiting
    )
    assert {document.info.id for document in compose_all(where).documents} == {"note", "talk"}


def test_a_mistake_in_an_example_is_found(tmp_path: Path) -> None:
    """The negative control: examples are really loaded."""
    where = project(tmp_path)
    path = where.templates / "note" / "money.md"
    path.write_text(path.read_text("utf-8").replace('fact("book-budget")', 'fact("book-bugdet")'), "utf-8")
    with pytest.raises(Exception, match="there is no fact 'book-bugdet', did you mean 'book-budget'"):
        check(where)


def test_what_a_reader_sees_is_as_the_table_says(tmp_path: Path) -> None:
    where = project(tmp_path)
    rows = _ROW.findall(TEMPLATES)
    assert len(rows) >= 20
    report = (where.templates / "note" / "report.yaml").read_text("utf-8")
    (where.templates / "note" / "report.yaml").write_text(
        report.replace("  - money\n  - use\n  - method\n", "  - rows\n"), "utf-8"
    )
    (where.templates / "note" / "rows.md").write_text("\n\n".join(expression for expression, _ in rows), "utf-8")
    for name in ("money", "use", "method"):
        (where.templates / "note" / f"{name}.md").unlink()
    shown = [plain(node.inlines).replace("\N{NO-BREAK SPACE}", " ") for node in _paragraphs(where)]
    assert shown == [text for _, text in rows]


def _paragraphs(where: Folders) -> list[Paragraph]:
    from reports.load.template_files import load_templates
    from reports.narrative import compose

    book, _ = load_facts(where.facts, "facts")
    templates, _ = load_templates(where.templates, "templates", tuple(OUTPUTS.values()))
    document, problems = compose("note", templates, book)
    assert problems == ()
    assert document is not None
    return [node for node in walk(document.blocks) if isinstance(node, Paragraph)]


def test_everything_there_is_stands_in_the_manual() -> None:
    functions = [name for name in vars(Functions) if not name.startswith("_") and name != "table"]
    for name in (*functions, *OBSERVED):
        assert f"{name}(" in TEMPLATES, name
    for name in (*FORMATS, *KINDS, *CONTAINERS, *ReportFile.model_fields):
        assert re.search(rf'[`"]{re.escape(name)}["`:]', TEMPLATES), name
    for name in (*Source.model_fields, *Actor.model_fields, *Fact.model_fields, *Qualifier, *Status, *OF_DATASETS):
        assert f"`{name}`" in FACTS, name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_that_parses(name: str) -> None:
    text = " ".join((Collection.from_module(tasks)[name].__doc__ or "").split())
    said, _, example = text.partition(" Example: invoke ")
    assert said.endswith("."), text
    assert shlex.split(example)[0] == name
    Parser(contexts=CONTEXTS).parse_argv(shlex.split(example))
    [context] = [each for each in CONTEXTS if each.name == name]
    assert [arg.name for arg in context.args.values() if not arg.help] == []


def test_short_manuals_stay_short() -> None:
    """Pages, not books."""
    assert len(FACTS.split("\n")) < 450
    assert len(TEMPLATES.split("\n")) < 580
