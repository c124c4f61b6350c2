"""What an analyst does between builds: find facts, add facts, start a project; bad input says so and loses nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.errors import FlagError, InputError, ReportError
from reports.load.fact_files import load_facts
from reports.load.json_schema import fact_schema
from reports.notation.yaml_tree import Value, parse_tree
from reports.pipeline.atomic_files import new_folder, replace_file
from reports.pipeline.build import build
from reports.pipeline.composition import check
from reports.tools.curating.entry_additions import Facts, addition
from reports.tools.curating.entry_blocks import scalar
from reports.tools.curating.fact_search import NothingFoundError, found, requests_found
from reports.tools.curating.new_fact import Request, added_text, new_fact, proposed_id
from reports.tools.curating.new_project import new_project
from tests.analyst_cases import cases, facts_of, project, table, texts, tree_bytes

DAY = "2031-05-01"
PLAIN = {
    "statement": "The library lends tools.",
    "topic": "use",
    "status": "reported",
    "source": "library-report",
    "paragraph": "4",
    "anchor": "tools on loan",
}


def silent(line: str) -> None:
    """Take what is said on the way."""


# ── Finding ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", cases("facts"), ids=lambda case: str(case["words"]) or "nothing")
def test_facts_are_found_by_their_words(case: Mapping[str, Value], tmp_path: Path) -> None:
    where, words = project(tmp_path), str(case["words"]).split()
    if "says" in case:
        with pytest.raises(NothingFoundError) as failure:
            found(where, words)
        assert str(failure.value).startswith(str(case["says"]))
    else:
        lines = found(where, words)
        ids = [line for line in lines[:-1] if line and not line.startswith(" ")]
        assert ids == texts(case["found"])
        assert lines[-1] == f"{len(ids)} of 5 facts"


def test_a_fact_is_shown_with_hedge_sources_and_what_to_paste(tmp_path: Path) -> None:
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in found(project(tmp_path), ["branches"])]
    assert lines[:-2] == [
        "branches",
        "  The library has four branches.",
        "  value: 4 branches",
        "  status: reported; topic: use",
        "  source: [1] Library report, paragraph 3: 'our four branches'",
        "  sources differ on number of branches: four, three",
        '  paste: {{ fact("branches") }} prints “4”; {{ fact("branches", "words") }} “four”; '
        '{{ cite("branches") }} its source marks',
        "  in Word or on a slide: [[branches]]",
    ]
    hedged = "\n".join(found(project(tmp_path / "again"), ["visits"])).replace("\N{NO-BREAK SPACE}", " ")
    assert "  value: more than 12,000 visits\n" in hedged


def test_editors_get_a_list_of_what_to_type(tmp_path: Path) -> None:
    where = project(tmp_path)
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in requests_found(where, [])]
    assert all(re.match(r"\[\[[a-z0-9-]+\]\] +\S", line) for line in lines)
    [line] = [line for line in lines if line.startswith("[[visits]]")]
    assert "more than 12,000" in line
    assert [each.partition("]]")[0] for each in requests_found(where, ["branches"])] == ["[[branches"]
    with pytest.raises(NothingFoundError):
        requests_found(where, ["zeppelin"])


def test_many_facts_are_cut_off_and_counted(tmp_path: Path) -> None:
    where = project(tmp_path)
    for number in range(15):
        new_fact(facts_of(where), Request({**PLAIN, "id": f"tool-{number}"}, DAY), None, silent)
    assert found(where, ["tools"])[-1] == "15 of 20 facts; the first 12 are shown: add a word, or --all"
    assert found(where, ["tools"], every=True)[-1] == "15 of 20 facts"


def test_broken_files_are_told_before_anything_is_searched(tmp_path: Path) -> None:
    where = project(tmp_path)
    (where.facts / "facts.yaml").write_text("facts: [", "utf-8")
    with pytest.raises(InputError, match=r"facts/facts.yaml:\d+:\d+: is not valid YAML"):
        found(where, ["visits"])


# ── Adding a fact ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", cases("new-fact"), ids=lambda case: str(case["name"]))
def test_a_fact_is_added_or_refused(case: Mapping[str, Value], tmp_path: Path) -> None:
    where = project(tmp_path)
    fields = {key: text for key, text in {**PLAIN, **table(case["fields"])}.items() if text}
    before = tree_bytes(where.facts)
    if "says" in case:
        with pytest.raises(FlagError) as failure:
            new_fact(facts_of(where), Request(fields, DAY), None, silent)
        for words in texts(case["says"]):
            assert words in str(failure.value)
        assert tree_bytes(where.facts) == before
    else:
        added = new_fact(facts_of(where), Request(fields, DAY), None, silent)
        assert [f"    {line}" for line in added.lines] == [
            f"    {line}" for line in str(case["entry"]).rstrip("\n").split("\n")
        ]
        book, problems = load_facts(where.facts, "facts")
        assert problems == ()
        assert len(book.facts) == 6


def test_every_other_byte_stays(tmp_path: Path) -> None:
    """The entry goes after the last fact of its topic, before the comment that begins the next one."""
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    before = path.read_text("utf-8")
    added = new_fact(facts_of(where), Request(PLAIN, DAY), None, silent)
    after = path.read_text("utf-8")
    entry = "\n".join(added.lines)
    assert after.replace(f"\n{entry}\n", "", 1) == before
    assert after.index(entry) < after.index("  # ---- money")
    assert after.split("\n")[added.first - 1] == added.lines[0]
    assert (
        added_text(added)[-1]
        == 'paste: {{ fact("library-lends-tools", "statement") }} {{ cite("library-lends-tools") }}'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("facts:\r\n  - id: a\r\n    b: 1\r\n", "facts:\r\n  - id: a\r\n    b: 1\r\n  - id: x\r\n"),
        ("\ufefffacts:\n- id: a\n- id: b\n\n# end\n", "\ufefffacts:\n- id: a\n- id: b\n- id: x\n\n# end\n"),
        ("facts:\n  - id: a", "facts:\n  - id: a\n  - id: x\n"),
        ("facts:\n  - id: a\n\n  - id: b\n", "facts:\n  - id: a\n\n  - id: b\n\n  - id: x\n"),
        ("facts:  # none\n", "facts:  # none\n  - id: x\n"),
        ("# nothing\n", "# nothing\nfacts:\n  - id: x\n"),
        ("facts:\n  - id: a\nsources:\n  - id: s\n", "facts:\n  - id: a\n  - id: x\nsources:\n  - id: s\n"),
        ("facts:\n  - id: a\n    b: |\n      # c\n\n", "facts:\n  - id: a\n    b: |\n      # c\n  - id: x\n\n"),
    ],
)  # fmt: skip
def test_the_style_of_the_file_is_kept(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_bytes(before.encode())
    added = addition(Facts(tmp_path, "facts"), "facts", {"id": "x"})
    assert added.data.decode() == after
    added.write()
    assert (tmp_path / "facts.yaml").read_bytes() == after.encode()


def test_a_list_that_is_no_block_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("facts: [{id: a}]\n", "utf-8")
    with pytest.raises(InputError, match=r"facts/facts.yaml:1:1: the list 'facts' is not written"):
        addition(Facts(tmp_path, "facts"), "facts", {"id": "x"})


def test_two_people_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    before = sorted(where.facts.iterdir())
    added = addition(facts_of(where), "facts", {"id": "x"})
    path.write_bytes(path.read_bytes() + b"# mine\n")
    with pytest.raises(InputError, match="was changed by someone else"):
        added.write()
    assert path.read_bytes().endswith(b"# mine\n")
    assert sorted(where.facts.iterdir()) == before


def test_what_is_missing_or_wrong_is_asked_for(tmp_path: Path) -> None:
    where = project(tmp_path)
    asked: list[str] = []
    said: list[str] = []
    answers = {
        "statement": ["", PLAIN["statement"]],
        "status": ["sgned", "signed"],
        "id": [""],
        "anchor": ["tools on loan"],
    }

    def ask(question: str) -> str:
        asked.append(question.split(" ")[0])
        return (answers.get(asked[-1]) or [""]).pop(0)

    given = {key: PLAIN[key] for key in ("topic", "source", "paragraph")}
    added = new_fact(facts_of(where), Request(given, DAY), ask, said.append)
    assert "    status: signed" in added.lines
    assert added.lines[0] == "  - id: library-lends-tools"
    assert asked.count("statement") == 2
    assert asked.count("status") == 2
    assert not {"topic", "source", "unit", "date_basis"} & set(asked)
    assert said[0].startswith("--status: 'sgned' is no status, did you mean 'signed'?")


@pytest.mark.parametrize("answer", ["", "sgned"])
def test_nobody_is_asked_for_ever(answer: str, tmp_path: Path) -> None:
    where = project(tmp_path)
    before = tree_bytes(where.facts)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer if question.startswith("status") else ""

    given = {key: text for key, text in PLAIN.items() if key != "status"}
    with pytest.raises(FlagError, match="--status"):
        new_fact(facts_of(where), Request(given, DAY), ask, silent)
    assert sum(question.startswith("status") for question in asked) == 4
    assert tree_bytes(where.facts) == before


def test_a_new_topic_like_another_is_pointed_out(tmp_path: Path) -> None:
    said: list[str] = []
    new_fact(facts_of(project(tmp_path)), Request({**PLAIN, "topic": "moneys"}, DAY), None, said.append)
    assert said == ["note: the topic 'moneys' is new, did you mean 'money'?"]


def test_anchor_and_figures_are_looked_up_in_the_document(tmp_path: Path) -> None:
    where = project(tmp_path)
    (tmp_path / "library-report.txt").write_text("Report\n\nOf late we had 30 tools on loan.\n", "utf-8")
    fields = {**PLAIN, "paragraph": "2", "value": "40", "unit": "tools"}
    with pytest.raises(FlagError, match=r"--value: the value 40 .* does not stand in paragraph 2"):
        new_fact(facts_of(where), Request(fields, DAY, str(tmp_path)), None, silent)
    new_fact(facts_of(where), Request({**fields, "value": "30"}, DAY, str(tmp_path)), None, silent)
    with pytest.raises(FlagError, match="is no folder"):
        new_fact(facts_of(where), Request(fields, DAY, str(tmp_path / "nowhere")), None, silent)


@pytest.mark.parametrize(
    ("statement", "id"),
    [
        ("The Library said that it has four branches.", "library-four-branches"),
        ("It is.", "it-is"),
        ("Zürich’s tram n° 4", "zurichs-tram-n-4"),
        ("图书馆", "fact"),
        ("Visits", "visits-2"),
        ("word " * 40, "word-word-word-word-word-word"),
    ],
)  # fmt: skip
def test_an_id_is_proposed(statement: str, id: str) -> None:
    assert proposed_id(statement, {"visits"}) == id


@pytest.mark.parametrize(
    "text", ["", "a: b", "# x", "2026", "no: yes", "it's", "- a", "true", "~", "a #b", "x", "{", "'a'"]
)
def test_texts_are_written_so_that_they_read_back(text: str) -> None:
    assert parse_tree(f"k: {scalar(text)}\n", "").value == {"k": text}


def test_every_wrong_flag_is_told_at_once(tmp_path: Path) -> None:
    request = Request({**PLAIN, "status": "sined", "actors": "libary, council", "countries": "utopia"}, DAY)
    with pytest.raises(FlagError) as failure:
        new_fact(facts_of(project(tmp_path)), request, None, silent)
    told = str(failure.value).split("\n")
    assert [line.split(":")[0] for line in told] == ["--status", "--actors", "--countries"]
    assert (
        told[1] == "--actors: the actor 'libary' is not declared, did you mean 'library'?; correct the id or declare it"
    )
    with pytest.raises(FlagError) as failure:
        new_fact(facts_of(project(tmp_path / "b")), Request({**PLAIN, "actors": "libary"}, DAY), None, silent)
    assert str(failure.value).count("libary") == 1, "what the loader says is said once"


def test_a_search_without_words_lists_the_topics(tmp_path: Path) -> None:
    assert found(project(tmp_path), ["?!"])[:2] == ("use: 2 facts", "money: 3 facts")


# ── A new project ────────────────────────────────────────────────────────────────────────────────


def test_a_new_project_builds_at_once_without_a_note(tmp_path: Path) -> None:
    where = project(tmp_path)
    assert check(where) == ()
    built = build(where, ("deck",))
    assert [path.name for path in built.written] == ["deck.pptx", "evidence.html", "facts.csv", "datapackage.json"]


def test_the_command_to_build_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    lines = new_project(str(folder))
    assert lines[-1] == f'build it: cd "{folder.as_posix()}" && invoke build-reports'
    assert (folder / "facts" / "schema.json").read_text("utf-8") == fact_schema()
    assert (folder / "templates" / "README.md").read_text("utf-8").startswith("# Templates: how to write")
    assert (folder / "output" / ".gitignore").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a b"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is not empty; name a folder that is empty"):
        new_project(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(InputError, match="is a file"):
        new_project(str(tmp_path / "mine.txt"))
    (tmp_path / "empty").mkdir()
    assert new_project(str(tmp_path / "empty"))[0] == "made:"
    with pytest.raises(FlagError):
        new_project(" ")


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        new_folder(tmp_path / "file" / "below", {"a": b""}, "below")


def test_no_folder_is_made_where_a_link_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="cannot be written"):
        new_folder(tmp_path / "loop", {"a": b""}, "loop")


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_file(link, b"new", b"old", "link")
    assert link.is_symlink()
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", 0o640)


def test_every_refusal_is_an_error_of_the_program() -> None:
    assert issubclass(FlagError, ReportError)
    assert (FlagError.exit_code, InputError.exit_code) == (2, 1)


def test_what_a_killed_command_left_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    old, fresh = (tmp_path / f".facts.yaml.{name}.part" for name in ("old", "fresh"))
    for each in (old, fresh):
        each.write_bytes(b"half a file")
    os.utime(old, (0, 0))
    replace_file(path, b"new", None, "facts.yaml")
    assert path.read_bytes() == b"new"
    assert not old.exists()
    assert fresh.exists(), "another command may be writing it"
