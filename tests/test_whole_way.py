"""The whole way of a report, gone at the command line by somebody who has the program and no clone, with a proof of each step.

A document arrives; three facts are taken from it; a section says them in two languages; both reports are approved, published
and sent to sixty people; a figure is corrected, which nobody gets as approved; a second release takes the place of the first,
and who leaves the list is asked to delete what they hold.
"""

from __future__ import annotations

import csv
import email
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.policy import default
from pathlib import Path

import pytest

from reports.pipeline.output_store import LEDGER
from tests.pdf_files import page_texts, squeezed

SUBJECTS = Path(__file__).parent / "subjects"
PERSON = "Ada Example"
ARABIC = range(0x600, 0x700)
EACH = 30
"""Recipients a language."""


@dataclass(frozen=True)
class Way:
    """A subject, and what is new about it."""

    name: str
    reports: Mapping[str, str]
    """Language to the report in it."""
    document: str
    facts: Sequence[Mapping[str, str]]
    """Flags of `new-fact`; the first is corrected later."""
    sections: Mapping[str, str]
    """Language to the section that says the new facts."""
    figures: tuple[str, str]
    """The first figure as it is printed in English, before and after its correction."""
    values: tuple[str, str]
    """The same as the fact file holds it."""


LIBRARY = Way(
    name="library",
    reports={"en": "summary", "fr": "resume"},
    document="# Gazette of the town\n\nThe library lent 31,000 books last year.\n\n"
    "About 40 volunteers help there every week. The council paid $1.2 million to the builder.\n",
    facts=(
        {
            "id": "loans", "statement": "Loans of the year came to 31,000 books.", "topic": "use", "value": "31000",
            "unit": "books", "status": "reported", "paragraph": "2", "anchor": "lent 31,000 books",
            "actors": "library", "label": "Loans",
        },
        {
            "id": "volunteers", "statement": "There is help from about 40 volunteers a week.", "topic": "use",
            "value": "40", "unit": "volunteers", "qualifier": "about", "status": "reported", "paragraph": "3",
            "anchor": "About 40 volunteers help", "actors": "library",
        },
        {
            "id": "paid", "statement": "$1.2 million went from the council to a builder.", "topic": "money",
            "value": "1.2", "unit": "USD million", "status": "reported", "paragraph": "3",
            "anchor": "paid $1.2 million", "actors": "council", "label": "Paid",
        },
    ),
    sections={
        "en": '# Loans stand at {{ fact("loans") }}\n\nThe library reports {{ fact("loans") }} loans {{ cite("loans") }} '
        'and {{ fact("volunteers") }} volunteers {{ cite("volunteers") }}; {{ fact("paid") }} went '
        'to a builder {{ cite("paid") }}.\n',
        "fr": '# Les prêts sont de {{ fact("loans") }}\n\nOn signale {{ fact("loans") }} prêts {{ cite("loans") }} et '
        '{{ fact("volunteers") }} y aident {{ cite("volunteers") }} ; {{ fact("paid") }} versés {{ cite("paid") }}.\n\n'
        "# Les documents\n\n{{ sources() }}\n",
    },
    figures=("31,000", "32,500"),
    values=("31000", "32500"),
)  # fmt: skip
BULLETIN = Way(
    name="bulletin",
    reports={"en": "onepage", "fr": "fiche"},
    document="# Notice of the survey\n\nTown Gazette, 5 May 2031. The survey reached 8,412 households in September.\n\n"
    "Some 61 percent answered by telephone, and 240 interviewers took part.\n",
    facts=(
        {
            "id": "households", "statement": "In September 8,412 households were reached.", "topic": "survey",
            "value": "8412", "unit": "households", "status": "reported", "paragraph": "2",
            "anchor": "reached 8,412 households", "label": "Households",
        },
        {
            "id": "by-telephone", "statement": "About 61 percent of answers came by telephone.", "topic": "survey",
            "value": "61", "unit": "percent", "qualifier": "about", "status": "reported", "paragraph": "3",
            "anchor": "Some 61 percent answered by telephone", "label": "By telephone",
        },
        {
            "id": "interviewers", "statement": "There were 240 interviewers.", "topic": "survey", "value": "240",
            "unit": "interviewers", "status": "reported", "paragraph": "3", "anchor": "240 interviewers took part",
            "label": "Interviewers",
        },
    ),
    sections={
        "en": '# The survey reached {{ fact("households") }} households\n\nAs reported, {{ fact("by-telephone") }} answered '
        'by telephone {{ cite("by-telephone") }}, to {{ fact("interviewers") }} interviewers {{ cite("interviewers") }}.\n',
        "fr": '# L’enquête compte {{ fact("households") }} ménages\n\nSelon l’avis, {{ fact("by-telephone") }} ont répondu '
        'au téléphone {{ cite("by-telephone") }}, à {{ fact("interviewers") }} enquêteurs {{ cite("interviewers") }}.\n',
    },
    figures=("8,412", "8,512"),
    values=("8412", "8512"),
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """Somebody at the command line of a project."""

    root: Path

    def does(self, *words: str, code: int = 0) -> tuple[str, str]:
        """Run a command, which must end with `code`; return what it printed and its messages."""
        ran = subprocess.run(
            [sys.executable, "-m", "reports", *words], cwd=self.root, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        )  # fmt: skip
        assert "Traceback" not in ran.stderr, ran.stderr
        assert ran.returncode == code, f"{words}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        assert not re.search(r"\binvoke [a-z]", ran.stdout + ran.stderr), "it is told of a program that it does not run"
        return ran.stdout, ran.stderr

    def asks(self, *words: str, code: int = 0) -> dict[str, object]:
        """Return the answer of a command for scripts."""
        said, told = self.does(*words, "--json", code=code)
        assert told == ""
        answer = json.loads(said)
        assert isinstance(answer, dict)
        return answer

    def swap(self, name: str, old: str, new: str) -> None:
        """Change a text of a file; it must stand there."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def prints(self, name: str, words: str) -> bool:
        """Return whether the pages of a PDF say `words`."""
        return squeezed(words) in squeezed(" ".join(page_texts((self.root / name).read_bytes())))

    def holders(self) -> list[dict[str, str]]:
        """Return who holds which copy."""
        text = (self.root / "output" / "distribution" / "holders.csv").read_text("utf-8")
        return list(csv.DictReader(text.splitlines()))


def laid_out(way: Way, root: Path) -> Desk:
    """Return a project that has a report of each language, and no news yet."""
    if way is BULLETIN:
        shutil.copytree(SUBJECTS / way.name, root)
        for path in root.glob("templates/*/report.yaml"):
            if path.parent.name not in way.reports.values():
                shutil.rmtree(path.parent)
        return Desk(root)
    Desk(root.parent).does("new-project", root.name)
    summary, french = root / "templates" / "summary", root / "templates" / "resume"
    french.mkdir()
    text = (summary / "report.yaml").read_text("utf-8")
    for old, new in (("en-GB", "fr-FR"), ("  - page\n", "")):
        text = text.replace(old, new)
    (french / "report.yaml").write_text(text, encoding="utf-8")
    return Desk(root)


def recipients(way: Way) -> str:
    """Return the list; one name is in another script, and one row is of nobody."""
    rows = ["name,organisation,language,edition,e-mail"]
    rows += [f"Reader {n},Office,{tag},public,{tag}{n}@town.example" for tag in way.reports for n in range(EACH)]
    rows[3] = "محمد علی,Office,en,public,en2@town.example"
    return "\n".join((*rows, "Nobody,,en,public,nowhere")) + "\n"


def add_news(desk: Desk, way: Way) -> None:
    """Record the document and its facts, and say them in a section of each report."""
    (desk.root / "news.md").write_text(way.document, encoding="utf-8")
    said, _ = desk.does("add-source", "news.md", "--publisher", "Town Gazette", "--date", "5 May 2031")
    assert "no fact yet:" in said
    for line in re.findall(r"fact-reports (new-fact .*)", said):  # each line goes on where it is pasted
        _, told = desk.does(*shlex.split(line), "--no-ask", "--topic", "use", "--status", "reported", code=2)
        assert {each.split()[0] for each in told.splitlines()[:-1]} == {"--statement"}, told
    for flags in way.facts:
        given = [part for key, text in flags.items() for part in (f"--{key}", text)]
        desk.does("new-fact", "--no-ask", "--source", "town-gazette", "--documents", ".", *given)
    said, _ = desk.does("verify-sources", "--sources", ".", "--source", "town-gazette")
    assert "3 facts with 3 anchors" in said
    _, told = desk.does(
        "new-fact", "--no-ask", "--source", "town-gazette", "--documents", ".", "--id", "wrong", "--topic", "use",
        "--statement", "It is wrong.", "--status", "reported", "--paragraph", "2", "--anchor", "words not there", code=2,
    )  # fmt: skip
    assert "--anchor" in told
    for tag, report in way.reports.items():
        folder = desk.root / "templates" / report
        (folder / "news.md").write_text(way.sections[tag], encoding="utf-8")
        path = folder / "report.yaml"
        text = re.sub(r"(?m)^sections:.*\n", "sections:\n  - news\n", path.read_text("utf-8"))
        text = re.sub(r"(?m)^organisation: Organisation name$", "organisation: Town desk", text)
        text = re.sub(r"(?m)^status: .*\n", "", text) + "status: final\n"
        listed = re.findall(r"(?m)^  - (\w+)$", text.split("sections:")[1].split("status:")[0])
        names = "".join(f"      - {name}\n" for name in listed)
        text += f"editions:\n  public:\n    marking: Public\n    sections:\n{names}"
        path.write_text(text, encoding="utf-8")
    found = desk.asks("where-used", way.facts[0]["id"])
    assert {use["report"] for use in found["uses"]} == set(way.reports.values())  # type: ignore[attr-defined]


def released(desk: Desk, way: Way, version: str) -> None:
    """Approve and publish both reports, as each command says how to go on."""
    templates = desk.root / "templates"
    desk.does("build-reports")
    for report in way.reports.values():
        _, told = desk.does("approve", report, "--by", "TBD", code=2)
        assert "TBD" in told
        said, _ = desk.does("approve", report, "--by", PERSON)
        assert f"is approved by {PERSON}" in said
    desk.does("build-reports", "--quiet")
    only = ",".join(sorted(way.reports.values(), key=sorted(path.name for path in templates.iterdir()).index))
    named = f" --only {only}" * (len(list(templates.glob("*/report.yaml"))) > len(way.reports))
    assert f"once it is sent out: fact-reports publish {version}{named}\n" in said
    _, told = desk.does("publish", "77.7", "--only", only, code=1)
    assert f"prints version {version}" in told
    desk.does("publish", version, "--only", only)
    kept = json.loads((desk.root / "facts" / "releases" / f"{version}.json").read_text("utf-8"))
    assert kept["version"] == version
    assert any(path.suffix == ".pdf" for path in (desk.root / "facts" / "releases" / version).iterdir())


def files(desk: Desk, way: Way) -> dict[str, str]:
    """Return the built PDF of each language."""
    entries = json.loads((desk.root / "output" / LEDGER).read_text("utf-8"))["files"]
    by_report = {entry["report"]: f"output/{name}" for name, entry in entries.items() if name.endswith(".pdf")}
    return {tag: by_report[report] for tag, report in way.reports.items()}


@pytest.mark.slow
@pytest.mark.parametrize("way", [LIBRARY, BULLETIN], ids=lambda way: way.name)
def test_the_whole_way(way: Way, tmp_path: Path) -> None:
    desk = laid_out(way, tmp_path / way.name)
    version = re.search(r"(?m)^version: '(.*)'", (desk.root / f"templates/{way.reports['en']}/report.yaml").read_text())
    assert version is not None
    first, second = version[1], f"{version[1]}1"
    add_news(desk, way)
    assert desk.asks("check")["passed"] is True
    (desk.root / "list.csv").write_text(recipients(way), encoding="utf-8")
    _, told = desk.does("distribute", "--recipients", "list.csv", code=1)
    assert told.count("nobody has approved what it says") == 2, "nothing goes out that nobody answers for"
    released(desk, way, first)
    built = files(desk, way)
    assert all(desk.prints(name, PERSON) for name in built.values())

    # sixty copies: looked at first, then made; a row of nobody stops no other
    looked = desk.asks("distribute", "--recipients", "list.csv", "--dry-run", code=3)
    assert (looked["made"], len(looked["specimens"])) == (2 * EACH, 2)  # type: ignore[arg-type]
    assert not (desk.root / "output" / "distribution" / "holders.csv").exists(), "a dry run gives nobody anything"
    sent = desk.asks("distribute", "--recipients", "list.csv", "--eml", code=3)
    assert (sent["made"], sent["known"], sent["withdrawn"]) == (2 * EACH, 0, [])
    assert [each["line"] for each in sent["left_out"]] == [2 * EACH + 2]  # type: ignore[attr-defined]
    again = desk.asks("distribute", "--recipients", "list.csv", "--eml", code=3)
    assert (again["made"], again["known"]) == (0, 2 * EACH)
    held = desk.holders()
    assert [(each["version"], each["state"]) for each in held] == [(first, "newest")] * 2 * EACH
    copy = f"output/distribution/{next(each['file'] for each in held if each['e-mail'] == 'en2@town.example')}"
    assert desk.prints(copy, way.figures[0])
    assert any(ord(letter) in ARABIC for letter in " ".join(page_texts((desk.root / copy).read_bytes())))

    # a correction: nobody gets it as approved before somebody answers for it
    named = str(desk.asks("facts", str(way.facts[0]["id"]))["found"][0]["place"]).partition(":")[0]  # type: ignore[index]
    desk.swap(named, f"value: {way.values[0]}", f"value: {way.values[1]}")
    desk.swap(named, way.figures[0], way.figures[1])
    desk.swap("news.md", way.figures[0], way.figures[1])
    said, _ = desk.does("build-reports")
    assert said.count("is a draft again") == 2
    assert not any(desk.prints(name, PERSON) for name in built.values())
    changes = (desk.root / "output" / "changes.md").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert all(figure in changes for figure in way.figures)
    _, told = desk.does("distribute", "--recipients", "list.csv", code=1)
    assert told.count("is a draft again") == 2
    made = len(list((desk.root / "output" / "distribution").glob("*/*.pdf")))
    assert made == 2 * EACH + 2, "none was made of what nobody approved"

    # the second release takes the place of the first; one reader has left
    for report in way.reports.values():
        desk.swap(f"templates/{report}/report.yaml", f"version: '{first}'", f"version: '{second}'")
    released(desk, way, second)
    desk.swap("list.csv", "Reader 7,Office,en,public,en7@town.example\n", "")
    desk.swap("list.csv", "Nobody,,en,public,nowhere\n", "")
    sent = desk.asks("distribute", "--recipients", "list.csv", "--eml")
    assert (sent["made"], len(sent["withdrawn"])) == (2 * EACH - 1, 2 * EACH)  # type: ignore[arg-type]
    states = [(each["version"], each["state"]) for each in desk.holders()]
    assert {each: states.count(each) for each in sorted(set(states))} == {
        (first, "replaced"): 2 * EACH - 1, (first, "withdrawn"): 1, (second, "newest"): 2 * EACH - 1,
    }  # fmt: skip
    folder = desk.root / str(sent["folder"])
    messages = [email.message_from_bytes(path.read_bytes(), policy=default) for path in sorted(folder.glob("*.eml"))]
    subjects = [str(each["Subject"]) for each in messages]
    assert sum(each.startswith("Correction: ") for each in subjects) == EACH - 1
    assert sum(each.startswith(("Correction\u00a0: ", "Correction : ")) for each in subjects) == EACH
    [gone] = [each for each in messages if str(each["Subject"]).startswith("Withdrawn: ")]
    assert gone["To"] == "en7@town.example"
    assert not list(gone.iter_attachments()), "who is to delete a copy gets no other"
