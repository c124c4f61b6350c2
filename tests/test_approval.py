"""An approval is of content: what differs from what was approved is a draft again, and the build says why; cases as data."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from docx import Document as Word
from pptx import Presentation

from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders
from reports.load.records.approval_files import FOLDER, load_approvals, no_person, people
from reports.pipeline.build import build
from reports.pipeline.composition import check, compose_all
from reports.pipeline.edit_policy import EditPolicy
from reports.tools.clean_copy import clean_copies
from reports.tools.curating.sign_off import sign_off
from reports.tools.releasing.approving import approve
from reports.tools.releasing.publishing import Sent, publish
from tests.approving import BOARD, DAY, approved
from tests.release_cases import change, project

CASES = Path(__file__).parent / "cases" / "approval"
BOTH = ("paper", "talk")


@dataclass(frozen=True)
class Case:
    """What is changed after the approval, and what the build must say of each report; nothing of one that stays final."""

    name: str
    swaps: Mapping[str, Mapping[str, str]]
    told: Mapping[str, str]


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of the file."""
    content = yaml.safe_load((CASES / "changes.yaml").read_text("utf-8"))
    return tuple(Case(each["name"], each["swaps"], {id: each[id] for id in BOTH if id in each}) for each in content)


def drafts(where: Folders) -> dict[str, str]:
    """Return why each report that calls itself final is a draft, as far as it is one."""
    return {id: " ".join(why.split()) for id, why in compose_all(where).unapproved.items()}


def statuses(where: Folders) -> dict[str, str]:
    """Return what the ledger says of each report."""
    content = json.loads((where.output / "ledger.json").read_text("utf-8"))
    return {id: entry["status"] for id, entry in content["reports"].items()}


def printed(where: Folders) -> str:
    """Return all that lies in the files of the output folder, as far as it can say who approved what."""
    texts = []
    for name in ("paper.docx", "talk.pptx"):
        with zipfile.ZipFile(where.output / name) as archive:
            texts += [archive.read(each).decode("utf-8", "replace") for each in archive.namelist() if "xml" in each]
    return "\n".join((*texts, (where.output / "evidence.html").read_text("utf-8")))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_differs_is_a_draft_again_and_why_is_said(case: Case, tmp_path: Path) -> None:
    where = approved(project(tmp_path))
    assert drafts(where) == {}
    change(where, case.swaps)
    found = drafts(where)
    assert found.keys() == case.told.keys()
    for id, why in case.told.items():
        head = f"the report {id!r} is a draft again: since {BOARD} approved it on {DAY}, "
        assert found[id].startswith(f"{head}{why}"), found[id]
    back = {name: {new: old for old, new in of.items()} for name, of in case.swaps.items()}
    change(where, back)
    assert drafts(where) == {}, "what was approved is a final once it is back"


def test_cases_can_fail() -> None:
    assert len([case for case in cases() if case.told]) >= 13
    assert len([case for case in cases() if not case.told]) >= 2


def test_a_report_that_was_never_approved_is_a_draft_whoever_its_lines_name(tmp_path: Path) -> None:
    where = project(tmp_path)
    built = build(where)
    assert statuses(where) == {"paper": "draft", "talk": "draft"}
    assert "Approved by" not in printed(where)
    [note, _] = [line for line in built.notes if "is built as a draft" in line]
    assert note.startswith(
        "note: templates/paper/report.yaml:5:9: the report 'paper' is built as a draft, since nobody"
    )
    assert "'The board of the valley' in 'approved_by:' binds nobody" in note
    assert any("nobody has approved what it says now" in line for line in check(where))


def test_the_whole_way(tmp_path: Path) -> None:
    """Approved, published, and then a fact changes: nothing says that the new figure was approved."""
    where = project(tmp_path)
    build(where)
    for id in BOTH:
        done = approve(where, id, "Ada Example", "2031-04-06", today="2031-04-06", program="9.9")
        assert (done.names, done.complete) == (("Ada Example",), True)
    build(where)
    assert statuses(where) == {"paper": "final", "talk": "final"}
    assert printed(where).count("Approved by Ada Example, 6\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2031") >= 3
    publish(where, Sent("1.0"))
    assert build(where).notes == ()

    change(where, {"facts/facts.yaml": {"value: 30\n": "value: 99\n", "$30 million": "$99 million"}})
    told = build(where).notes
    assert (
        len([note for note in told if "a draft again: since Ada Example approved it on 2031-04-06, the fact" in note])
        == 2
    )
    assert statuses(where) == {"paper": "draft", "talk": "draft"}
    assert "Approved by" not in printed(where)
    assert "99" in printed(where)
    with pytest.raises(InputError, match="the report 'paper' is a draft again"):
        publish(where, Sent("1.1"))


REFUSED = [
    ("TBD", DAY, "--by: 'TBD' stands in for a name"),
    ("tbc.", DAY, "stands in for a name"),
    ("N. N.", DAY, "stands in for a name"),
    ("???", DAY, "stands in for a name"),
    (" ", DAY, "--by: nobody is named"),
    ("Ada\nExample", DAY, "is no name"),
    ("Ada Example", "2031-04-07", "--on: 2031-04-07 is still to come (today is 2031-04-06)"),
    ("Ada Example", "2031-04", "--on: '2031-04' is no day"),
    ("Ada Example", "2031-02-30", "--on: '2031-02-30' is no day"),
    ("Ada Example", "", "--on: the day is missing"),
]


@pytest.mark.parametrize(("by", "on", "why"), REFUSED)
def test_stand_ins_and_days_to_come_are_refused(by: str, on: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FlagError) as failure:
        approve(project(tmp_path), "paper", by, on, today="2031-04-06")
    assert why in str(failure.value)
    assert not (tmp_path / "facts" / FOLDER).exists()


@pytest.mark.parametrize("name", ["Xi", "Noa Tbilisi", "Nn Na", "佐藤", "Test Driver", "O", "Ада"])
def test_names_that_look_a_little_like_stand_ins_are_names(name: str) -> None:
    assert no_person(name) == ""


def test_an_approval_older_than_what_it_rests_on_is_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    build(where)
    with pytest.raises(InputError, match="was approved on 2031-04-01, and rests on facts recorded later"):
        approve(where, "paper", BOARD, "2031-04-01", today=DAY)


def test_only_what_lies_there_can_be_approved(tmp_path: Path) -> None:
    where = project(tmp_path)
    with pytest.raises(FlagError, match="there is no report 'papers', did you mean 'paper'"):
        approve(where, "papers", BOARD, DAY, today=DAY)
    with pytest.raises(InputError, match=r"output/paper.docx: has not been built"):
        approve(where, "paper", BOARD, DAY, today=DAY)
    build(where)
    change(where, {"templates/paper/main.md": {"Trams are liked.": "Trams are loved."}})
    with pytest.raises(InputError, match=r"output/paper.docx: was built from other templates"):
        approve(where, "paper", BOARD, DAY, today=DAY)
    build(where)
    change(where, {"templates/paper/report.yaml": {"status: final": "status: draft"}})
    build(where)
    with pytest.raises(InputError, match=r"report.yaml:5:9: the report 'paper' calls itself a draft"):
        approve(where, "paper", BOARD, DAY, today=DAY)


def test_two_people_are_two_people() -> None:
    assert people(("Ada Example", "ada  EXAMPLE", "Ben Sample")) == ("Ada Example", "Ben Sample")


def test_four_eyes(tmp_path: Path) -> None:
    where = project(tmp_path)
    change(where, {"templates/paper/report.yaml": {"status: final": "status: final\nfour_eyes: true"}})
    build(where)
    assert not approve(where, "paper", "Ada Example", DAY, today=DAY).complete
    assert "Ada Example has approved it, and a second person has to" in drafts(where)["paper"]
    with pytest.raises(FlagError, match="has approved 'paper' as it stands already; a second person may"):
        approve(where, "paper", "ada example", DAY, today=DAY)
    done = approve(where, "paper", "Ben Sample", "2031-04-08", today="2031-04-08")
    assert (done.names, done.complete) == (("Ada Example", "Ben Sample"), True)
    assert "paper" not in drafts(where)
    build(where)
    assert "Approved by Ada Example; Ben Sample, 8" in printed(where)


def test_the_second_of_four_eyes_sees_other_words_than_the_first(tmp_path: Path) -> None:
    """The approval of the first holds for nothing then, and the second is the first of the new words."""
    where = project(tmp_path)
    change(where, {"templates/paper/report.yaml": {"status: final": "status: final\nfour_eyes: true"}})
    build(where)
    approve(where, "paper", "Ada Example", DAY, today=DAY)
    change(where, {"templates/paper/main.md": {"Trams are liked.": "Trams are loved."}})
    build(where)
    done = approve(where, "paper", "Ben Sample", DAY, today=DAY)
    assert (done.names, done.complete) == (("Ben Sample",), False)


def test_facts_are_signed_off_one_by_one_and_an_approval_may_ask_for_it(tmp_path: Path) -> None:
    where = project(tmp_path)
    change(where, {"templates/talk/report.yaml": {"status: final": "status: final\nfacts_signed_off: true"}})
    build(where)
    with pytest.raises(InputError, match=r"facts/facts.yaml:18:9: nobody has signed off the fact 'spent'"):
        approve(where, "talk", BOARD, DAY, today=DAY)
    assert sign_off(where, ["spent"], "Ada Example", DAY, DAY).open == ("lines", "depot", "spare")
    assert approve(where, "talk", BOARD, DAY, today=DAY).complete
    change(where, {"facts/facts.yaml": {"value: 30\n": "value: 31\n", "$30 million": "$31 million"}})
    build(where)
    with pytest.raises(InputError, match="the fact 'spent' was changed since Ada Example signed it off on 2031-04-05"):
        approve(where, "talk", BOARD, DAY, today=DAY)
    assert "spent" in sign_off(where, [], "", "", DAY).open


@pytest.mark.parametrize(
    ("ids", "by", "on", "why"),
    [
        (["spend"], "Ada", DAY, "there is no fact 'spend', did you mean 'spent'"),
        (["spent"], "TBD", DAY, "stands in for a name"),
        (["spent"], "Ada", "2031-04-09", "is still to come"),
        (["spent"], "Ada", "2031-04-01", "was recorded on 2031-04-02, after the 2031-04-01"),
    ],
)
def test_a_sign_off_that_is_none_is_refused(ids: list[str], by: str, on: str, why: str, tmp_path: Path) -> None:
    with pytest.raises((FlagError, InputError)) as failure:
        sign_off(project(tmp_path), ids, by, on, DAY)
    assert why in str(failure.value)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("The board of the valley", "Somebody Else", ""),
        ("The board of the valley", "TBD", "stands in for a name"),
        ('"on": "2031-04-05"', '"on": "2031-04"', "is no day"),
        ('"version": "1.0"', '"version": "1.1"', "its content is not that of its fingerprint"),
        ('"report": "paper"', '"report": "talk"', "it approves the report 'talk'"),
        ("{", "", "is no approval"),
    ],
)
def test_an_approval_that_was_altered_by_hand_is_told(old: str, new: str, why: str, tmp_path: Path) -> None:
    """What it binds to cannot be altered; who gave it is what the version control vouches for."""
    where = approved(project(tmp_path))
    path = where.facts / FOLDER / "paper.json"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    _, problems = load_approvals(where.facts, "facts")
    assert [why in str(problem) for problem in problems] == [True] * bool(why)
    if why:
        with pytest.raises(InputError, match=r"facts/approvals/paper.json: is no approval that can be relied on"):
            compose_all(where)


# ── Edits of people ──────────────────────────────────────────────────────────────────────────────


def add_words(path: Path, words: str = "We like trams.") -> None:
    """Write a paragraph at the end of a Word file."""
    document = Word(str(path))
    document.add_paragraph(words)
    document.save(str(path))


def strike_words(path: Path) -> None:
    """Strike what a paragraph says."""
    document = Word(str(path))
    next(run for p in document.paragraphs for run in p.runs if "liked" in run.text).font.strike = True
    document.save(str(path))


def take_out(path: Path) -> None:
    """Delete the last paragraph with words."""
    document = Word(str(path))
    last = [p for p in document.paragraphs if "We like trams." in p.text][-1]._p
    last.getparent().remove(last)
    document.save(str(path))


def say_more(path: Path) -> None:
    """Write on the first slide of a deck."""
    deck = Presentation(str(path))
    next(shape for shape in deck.slides[0].shapes if shape.has_text_frame).text_frame.paragraphs[0].add_run().text = "!"
    deck.save(str(path))


def hide_slide(path: Path) -> None:
    """Hide the last slide of a deck."""
    deck = Presentation(str(path))
    list(deck.slides)[-1]._element.set("show", "0")
    deck.save(str(path))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return a project whose Word file a person edited, approved with that and built."""
    where = project(tmp_path_factory.mktemp("edited"))
    build(where)
    add_words(where.output / "paper.docx")
    build(where)
    for id in BOTH:
        approve(where, id, BOARD, DAY, today=DAY)
    assert [note for note in build(where).notes if "draft" in note] == []
    assert statuses(where) == {"paper": "final", "talk": "final"}
    return where


def copied(where: Folders, root: Path) -> Folders:
    """Return a copy of a project."""
    import shutil

    from reports.load.project_folders import folders

    shutil.copytree(where.root, root, dirs_exist_ok=True)
    return folders(root)


def test_edits_that_were_approved_stay_final_build_after_build(edited: Folders, tmp_path: Path) -> None:
    where = copied(edited, tmp_path)
    [listed] = load_approvals(where.facts, "facts")[0]["paper"].content.edits.values()
    assert ["We like trams." in edit for edit in listed] == [True]
    for _ in range(2):
        build(where)
        assert statuses(where) == {"paper": "final", "talk": "final"}
    publish(where, Sent("1.0"))


@pytest.mark.parametrize(
    ("name", "edit", "told"),
    [
        ("paper.docx", lambda path: add_words(path, "We like them more."), "an edit in paper.docx that was not there"),
        ("paper.docx", take_out, "an edit in paper.docx that is gone"),
        ("paper.docx", strike_words, "marks that strike or hide words"),
        ("talk.pptx", say_more, "an edit in talk.pptx that was not there"),
        ("talk.pptx", hide_slide, "a hidden slide"),
        ("paper.docx", Path.unlink, "an edit in paper.docx that is gone"),
    ],
)
def test_other_edits_than_those_approved_make_a_draft(
    name: str, edit: Callable[[Path], None], told: str, edited: Folders, tmp_path: Path
) -> None:
    where = copied(edited, tmp_path)
    edit(where.output / name)
    notes = build(where).notes
    report = name.partition(".")[0]
    assert [note for note in notes if f"the report {report!r} is a draft again" in note and told in note], notes
    assert {id for id, status in statuses(where).items() if status == "draft"} == {report}
    with zipfile.ZipFile(where.output / name) as archive:
        assert not [each for each in archive.namelist() if b"Approved by" in archive.read(each)]
    with pytest.raises(InputError, match="was built as a draft: before it was approved, or with other edits in it"):
        publish(where, Sent("1.0"))
    if edit is not Path.unlink:
        approve(where, report, BOARD, "2031-04-06", today="2031-04-06")
        build(where)
        assert set(statuses(where).values()) == {"final"}


def test_a_line_that_names_who_approved_it_is_kept_true_in_a_persons_words(edited: Folders, tmp_path: Path) -> None:
    """A draft names nobody, and a final that somebody else approved names them; sentences are let be."""
    where = copied(edited, tmp_path)
    path = where.output / "paper.docx"
    document = Word(str(path))
    [line] = [p for p in document.paragraphs if " · Approved by The board" in p.text]
    line.runs[0].text = f"Seen: {line.runs[0].text}"
    document.add_paragraph("Approved by the council were three things.")
    document.save(str(path))
    build(where)
    texts = [p.text for p in Word(str(path)).paragraphs]
    assert statuses(where)["paper"] == "draft"
    assert [text for text in texts if "Approved by" in text] == ["Approved by the council were three things."]
    assert [text for text in texts if text.startswith("Seen: ")]


def test_edits_that_force_throws_away_are_missed(edited: Folders, tmp_path: Path) -> None:
    where = copied(edited, tmp_path)
    notes = build(where, policy=EditPolicy(force=True)).notes
    assert [note for note in notes if "an edit in paper.docx that is gone" in note]
    assert statuses(where)["paper"] == "draft"


def test_a_clean_copy_of_words_that_nobody_approved_is_refused(edited: Folders, tmp_path: Path) -> None:
    """What lies there since the last build names who approved other words; a build makes a draft of it."""
    where = copied(edited, tmp_path)
    assert clean_copies(where).exit_code == 0
    add_words(where.output / "paper.docx", "We like them more.")
    with pytest.raises(
        InputError, match=r"output/paper.docx: was edited since The board of the valley approved it, and"
    ):
        clean_copies(where)
    build(where)
    [copy] = clean_copies(where).written
    assert "Approved by" not in "\n".join(p.text for p in Word(str(copy)).paragraphs)
