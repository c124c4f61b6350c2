"""The talk itself: titles that are sentences, notes that are speech, timings that add up; rehearsal and handout."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from reports.document import List, Notes, walk
from reports.errors import FlagError, InputError, MissingLibraryError
from reports.formats.pptx import decks
from reports.formats.pptx.plan import Deck, plan, rehearse
from reports.formats.pptx.plan.slide_limits import COVERS
from reports.formats.pptx.plan.slide_model import Slide, TextShape
from reports.formats.pptx.plan.slide_text import lines
from reports.formats.pptx.plan.speaker_notes import pace, spoken_words
from reports.load.project_folders import Folders, folders
from reports.pipeline import libreoffice
from reports.pipeline.build import build
from reports.pipeline.composition import Composed, check, compose_all
from reports.theme.text_metrics import metrics
from reports.tools import rehearsal
from tests import sample
from tests.deck_cases import deck
from tests.second_subject import FACTS, ROOT, TEMPLATES
from tests.test_office import HAS_OFFICE, POSIX, stand_in
from tests.test_outside_parts import with_relation

VERBS_SPELLED = (
    "be have do get make show say name lean follow carry report derive plan hope see risk agree differ stand sign approve "
    "attend ask answer bring call claim cover give lead leave list open pay read rest share stay take tell wait want warn"
)
VERBS = frozenset(VERBS_SPELLED.split())
"""Verbs of titles; a title with another verb adds it here, and one without a verb is a label, not a finding."""
FORMS = {
    "be": ("is", "are", "was", "were"),
    "have": ("has", "had"),
    "do": ("does", "did"),
    "bring": ("brings", "brought"),
}
DECK, HANDOUT = "expose-aulnee.pptx", "expose-aulnee-handout.pdf"
"""Files of the second subject."""
LENGTH = 0.1
"""Part of the talk's length that its slides may be off."""


@pytest.fixture(scope="module")
def composed() -> Composed:
    """Return the reports of the project."""
    return compose_all(folders(ROOT))


@pytest.fixture(scope="module")
def talks(composed: Composed) -> list[Deck]:
    """Return the talks of the project and of the second subject."""
    second = compose_all(folders(ROOT, str(FACTS), str(TEMPLATES)))
    return [*decks(composed.plans).values(), *decks(second.plans).values()]


def content(made: Deck) -> list[Slide]:
    return [slide for slide in made.slides if slide.layout not in COVERS and not slide.backup]


# ── Titles ───────────────────────────────────────────────────────────────────────────────────────


def faults(title: str, language: str) -> list[str]:
    """Return why `title` is no sentence with a finding."""
    words = [word.strip(",;:.?!“”‘’()") for word in title.split()]
    found = [] if len(words) >= 4 else ["fewer than four words"]
    if title.rstrip().endswith((":", ";", ",", "…")):
        found.append("ends before it says anything")
    if language.startswith("en") and not any(is_verb(word) for word in words):
        found.append("has no verb")
    return found


def is_verb(word: str) -> bool:
    """Return whether `word` is a form of one of `VERBS`."""
    plain = word.casefold()
    return plain in VERBS or any(
        plain in FORMS.get(verb, (f"{verb}s", f"{verb}es", f"{verb}d", f"{verb}ed", f"{verb[:-1]}ies"))
        for verb in VERBS
    )


def test_titles_are_sentences_that_tell_the_story(talks: list[Deck], capsys: pytest.CaptureFixture[str]) -> None:
    for made in talks:
        with capsys.disabled():
            print("", *(slide.title for slide in made.slides), sep="\n  ")  # noqa: T201 - to be read
        titles = [slide.title for slide in content(made)]
        assert {title: found for title in titles if (found := faults(title, made.info.language))} == {}
        every = [slide.title.casefold() for slide in made.slides]
        assert len(set(every)) == len(every)


@pytest.mark.parametrize("label", ["Key figures of the meeting", "Background", "What it means:", "Four words of label"])
def test_a_label_is_no_title(label: str) -> None:
    assert faults(label, "en-GB") != []


def test_no_title_takes_three_lines_or_ends_in_a_scrap(talks: list[Deck]) -> None:
    theme = sample.theme()
    style, font = theme.slides.styles["title"], metrics(theme.fonts.office)
    for made in talks:
        for slide in content(made):
            title = slide.shapes[0]
            assert isinstance(title, TextShape)
            broken = lines(title.paragraphs[0], style, title.box.w, font)
            assert len(broken) <= 2, slide.title
            assert len(broken) == 1 or broken[-1].width * 3 >= broken[0].width, slide.title


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────


def test_every_slide_is_spoken_in_60_to_120_words(composed: Composed) -> None:
    for made in decks(composed.plans).values():
        for slide in content(made):
            least, most = spoken_words(made.info.language)
            assert least <= slide.spoken <= most, f"{slide.title}: {slide.spoken} words"
        assert all(slide.spoken > 0 for slide in made.slides)


def test_timings_add_up_to_the_length_of_the_talk_and_leave_room_for_the_words(composed: Composed) -> None:
    for made in decks(composed.plans).values():
        rows = rehearse(made)
        assert abs(rows[-1].total_seconds - made.info.minutes * 60) <= LENGTH * made.info.minutes * 60
        talk = [row for row, slide in zip(rows, made.slides, strict=True) if not slide.backup]
        assert all(row.spoken_seconds <= row.seconds for row in talk), "a slide is over before its words are"
        words = sum(row.words for row in talk) * 60 / pace(made.info.language)
        assert 0.7 <= words / rows[-1].total_seconds <= 1, "most of a talk is spoken, the rest is for looking"


def test_notes_are_speech_with_a_question_an_answer_and_sources(composed: Composed) -> None:
    for document in composed.documents:
        for block in document.blocks if document.info.slides else ():
            if isinstance(block, Notes):
                assert not any(isinstance(each, List) for each in walk(block)), "a list is not spoken"
    for made in (each for each in decks(composed.plans).values() if each.info.language.startswith("en")):
        for slide in content(made):
            labels = [par.runs[0].text.strip() for par in slide.notes if par.runs[0].bold]
            assert labels == ["Say", "Likely question:", "Answer:", "Time:", "Sources:"], slide.title
            spoken = slide.notes[1].text
            assert spoken.endswith((".", "?")), slide.title
            assert re.search(r"\w’(?:s|re|ve|ll|d|t|m)\b", spoken), f"{slide.title}: written, not spoken"
            assert slide.facts
            assert slide.sources


def test_no_talk_of_the_project_is_warned_about(composed: Composed) -> None:
    assert [warning for made in decks(composed.plans).values() for warning in made.warnings] == []


def test_a_slide_that_cites_nothing_is_warned_about() -> None:
    said = "::: notes\n" + "We will say it slowly. " * 15 + "\n:::\n"
    text = "{layout=LAYOUT seconds=60}\n# The trams do not run\n\nA subtitle\n\n- Nothing is known\n\n" + said
    [warning] = plan(deck(text.replace("LAYOUT", "table")), sample.theme()).warnings
    assert "cites no source" in str(warning)
    assert plan(deck(text.replace("LAYOUT", "decision")), sample.theme()).warnings == ()


def test_the_cover_names_the_organisation_after_its_title() -> None:
    cover = plan(sample.document("deck"), sample.theme()).slides[0]
    texts = [shape.paragraphs[0].text for shape in cover.shapes if isinstance(shape, TextShape)]
    assert "Organisation name" in texts[1:]


# ── The rehearsal ────────────────────────────────────────────────────────────────────────────────


def test_the_rehearsal_prints_every_title_and_the_totals() -> None:
    made = plan(sample.document("deck"), sample.theme())
    said = list(rehearsal.rehearsal_lines(made))
    assert said[0] == "deck.pptx: Trams of the Harbour"
    assert said[2].split(maxsplit=5) == ["1", "0:30", "0:05", "10", "0:30", "Trams in 54 cities"]
    titles = [slide.title for slide in made.slides]
    assert [line.split(maxsplit=5)[5] for line in said[2 : 2 + len(titles)]] == titles
    assert said[2 + len(titles)].split()[:2] == ["total", "5:00"]
    assert "130 a minute" in said[3 + len(titles)]
    assert [line for line in said if line.startswith("note: ")] == [f"note: {warning}" for warning in made.warnings]


def test_a_report_without_slides_cannot_be_rehearsed() -> None:
    with pytest.raises(FlagError, match="'note' has no slides; those with slides: expose"):
        rehearsal.rehearsed(folders(ROOT, str(FACTS), str(TEMPLATES)), ("note",))


# ── The check ────────────────────────────────────────────────────────────────────────────────────


def broken(tmp_path: Path, change: Callable[[str], str]) -> Folders:
    """Return the second subject with one section of its talk changed."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    section = sorted((templates / "expose").glob("*.md"))[0]
    section.write_text(change(section.read_text("utf-8")), "utf-8")
    return folders(ROOT, str(FACTS), str(templates))


def test_the_check_finds_what_does_not_fit_beside_all_other_problems(tmp_path: Path) -> None:
    def change(text: str) -> str:
        title = next(line for line in text.splitlines() if line.startswith("# "))
        return text.replace(title, title + " et encore" * 40) + "\n::: notes\nIl y en a 987654.\n:::\n"

    with pytest.raises(InputError) as failure:
        check(broken(tmp_path, change))
    said = [str(problem) for problem in failure.value.problems]
    assert any("too tall" in each and "expose" in each for each in said), said
    assert any("987654" in each for each in said), said


def test_the_check_notes_what_spoils_a_talk() -> None:
    where = folders(ROOT, str(FACTS), str(TEMPLATES))
    warned = [str(warning) for made in decks(compose_all(where).plans).values() for warning in made.warnings]
    assert warned
    assert set(warned) <= set(check(where))


# ── The handout ──────────────────────────────────────────────────────────────────────────────────


def second(output: Path) -> Folders:
    return folders(ROOT, str(FACTS), str(TEMPLATES), str(output))


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in place of LibreOffice that copies what it is given, and return the folder of the copy."""
    copied = tmp_path / "copied"
    copied.mkdir()
    script = (
        'folder=$(echo "$1" | sed "s|-env:UserInstallation=file://||; s|/profile$||")\n'
        f'mkdir -p "$folder/out"; cp "$folder/in/deck.pptx" {copied}/; cp "$folder/in/deck.pptx" "$folder/out/deck.pdf"'
    )
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv(libreoffice.VARIABLE, str(stand_in(tmp_path / "bin", script)))
    return copied


@POSIX
def test_without_a_deck_the_handout_is_made_from_the_facts(tmp_path: Path, printer: Path) -> None:
    where = second(tmp_path / "output")
    made = rehearsal.hand_out(where)
    assert [path.name for path in made.written] == [HANDOUT]
    assert made.exit_code == 0
    assert "were made from the facts" in made.notes[0]
    entry = json.loads((tmp_path / "output" / "ledger.json").read_text("utf-8"))["files"][HANDOUT]
    assert entry["report"] == "expose"
    assert not (tmp_path / "output" / DECK).exists()


@POSIX
def test_the_handout_shows_the_deck_that_lies_there(tmp_path: Path, printer: Path) -> None:
    where = second(tmp_path / "output")
    build(where, ("expose",))
    assert rehearsal.hand_out(where).notes == ()
    path = tmp_path / "output" / DECK
    assert (printer / "deck.pptx").read_bytes() == path.read_bytes()
    path.write_bytes(path.read_bytes() + b"edited")
    assert "was edited since it was built" in rehearsal.hand_out(where).notes[0]
    assert (printer / "deck.pptx").read_bytes().endswith(b"edited")


@POSIX
def test_a_deck_that_leads_out_of_itself_is_not_printed(tmp_path: Path, printer: Path) -> None:
    where = second(tmp_path / "output")
    build(where, ("expose",))
    path = tmp_path / "output" / DECK
    path.write_bytes(with_relation(path.read_bytes(), "image", "http://tracker.example/p.png"))
    with pytest.raises(InputError, match="a picture that is fetched from"):
        rehearsal.hand_out(where)
    assert not (printer / "deck.pptx").exists()


@POSIX
def test_a_deck_older_than_its_templates_is_said_to_be(tmp_path: Path, printer: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    where = folders(ROOT, str(FACTS), str(templates), str(tmp_path / "output"))
    build(where, ("expose",))
    report = templates / "expose" / "report.yaml"
    text = report.read_text("utf-8")
    report.write_text(re.sub(r"(?m)^version: .*$", "version: '9.9'", text), "utf-8")
    assert report.read_text("utf-8") != text
    assert "is older than the facts or the templates" in rehearsal.hand_out(where).notes[0]


@POSIX
def test_a_handout_that_a_person_wrote_in_is_kept(tmp_path: Path, printer: Path) -> None:
    where = second(tmp_path / "output")
    rehearsal.hand_out(where)
    path = tmp_path / "output" / HANDOUT
    path.write_bytes(b"with notes in ink")
    made = rehearsal.hand_out(where)
    assert [skip.name for skip in made.skipped] == [HANDOUT]
    assert made.exit_code == 3
    assert path.read_bytes() == b"with notes in ink"
    assert rehearsal.hand_out(where, force=True).exit_code == 0
    assert [copy.read_bytes() for copy in (tmp_path / "output" / ".history").iterdir()] == [b"with notes in ink"]


def test_without_libreoffice_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(libreoffice.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(MissingLibraryError, match="the handout needs LibreOffice"):
        rehearsal.hand_out(second(tmp_path / "output"))
    assert not (tmp_path / "output").exists()


PDF = b"""<</Creator<FEFF0049006D00700072006500730073>/CreationDate(D:20311224180000Z')>>
trailer
/ID [ <0123456789ABCDEF0123456789ABCDEF>
<0123456789ABCDEF0123456789ABCDEF> ]
/DocChecksum /89ABCDEF0123456789ABCDEF01234567
"""


def test_a_handout_bears_the_day_of_its_facts_and_moves_no_byte() -> None:
    made = rehearsal.undated(PDF, "2031-04-02")
    assert len(made) == len(PDF)
    assert b"(D:20310402000000Z')" in made
    assert b"<FEFF0049006D00700072006500730073>" in made, "other numbers in brackets are left alone"
    later = PDF.replace(b"20311224", b"20311225").replace(b"0123456789ABCDEF>", b"FEDCBA9876543210>")
    assert rehearsal.undated(later, "2031-04-02") == made
    assert rehearsal.undated(PDF.replace(b"trailer", b"trAiler"), "2031-04-02")[-60:] != made[-60:]


@pytest.mark.office
@HAS_OFFICE
@pytest.mark.slow
def test_the_handout_has_a_page_a_slide_with_its_notes_below(tmp_path: Path) -> None:
    where = second(tmp_path / "output")
    [path] = rehearsal.hand_out(where).written
    data = path.read_bytes()
    [made] = decks(compose_all(where).plans).values()
    document = pypdfium2.PdfDocument(data)
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    sizes = {page.get_size() for page in document}
    document.close()
    assert len(texts) == len(made.slides)
    assert len(sizes) == 1
    assert all(tall > wide for wide, tall in sizes)
    for slide, text in zip(made.slides, texts, strict=True):
        words = slide.notes[1].text.split()
        assert " ".join(words[:4]) in text, slide.title
    assert f"/Lang({made.info.language})".encode() in data
    assert b"/StructTreeRoot" in data
    path.unlink()
    assert rehearsal.hand_out(where).written[0].read_bytes() == data


SPOKEN_SLIDE = (
    "{{layout=decision seconds={seconds}{more}}}\n# Trams do not run on line {n}\n\nA subtitle\n\n- Nothing is known\n\n"
    "::: notes\n{said}\n:::\n"
)


def talk_of(*slides: tuple[int, str]) -> Deck:
    said = "We will say it slowly. " * 15
    text = "\n".join(
        SPOKEN_SLIDE.format(seconds=seconds, more=f" {more}" if more else "", n="abcdef"[n], said=said)
        for n, (seconds, more) in enumerate(slides)
    )
    return plan(deck(text), sample.theme())


def test_the_rehearsal_says_which_slides_make_a_shorter_talk_and_which_are_backup() -> None:
    made = talk_of((60, "cut=2"), (60, ""), (60, "cut=2"), (0, "backup=yes"))
    said = list(rehearsal.rehearsal_lines(made))
    assert "in 2 minutes: slides 1, 3, which take 2:00" in said
    assert "backup, not counted: slides 4" in said
    assert [str(each) for each in made.warnings] == []


def test_a_shorter_talk_of_another_length_and_a_timed_backup_are_warned_about() -> None:
    wrong, timed = talk_of((60, "cut=5"), (60, "")), talk_of((60, ""), (60, "backup=yes"))
    assert ["of the cut of 5 minutes take 1:00" in str(each) for each in wrong.warnings] == [True]
    assert ["is backup and has a time in the talk" in str(each) for each in timed.warnings] == [True]
    with pytest.raises(InputError, match="cut='five' is no whole number"):
        talk_of((60, "cut=five"))
