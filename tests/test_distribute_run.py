"""A run: one file a recipient, killed and gone on with, in processes, signed, with drafts; the same bytes each time."""

from __future__ import annotations

import email
import io
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from email.policy import default
from pathlib import Path

import pikepdf
import pytest

from reports.errors import FlagError, InputError, Place, ReportError
from reports.load.project_folders import folders
from reports.pipeline.editions.copies import Job, press, run_processes
from reports.pipeline.editions.copy_jobs import jobs, kit
from reports.pipeline.editions.recipients import Recipient
from reports.pipeline.output_store import sha256
from reports.tools.distribution.distribute import FOLDER, Order, distribute
from reports.tools.distribution.manifest import MANIFEST, PART, Entry
from reports.tools.distribution.signing import signer
from reports.tools.distribution.superseded_copies import SHOWN, superseded, told
from tests.distribute_files import PROJECT, certificate_in, edition, manifest, project, recipients, written
from tests.pdf_files import page_texts, squeezed
from tests.sample import theme
from tests.test_pdf_copies import copy as pressed
from tests.test_pdf_judges import JUDGE, judged

ROOT = Path(__file__).parents[1]
FEW = 5
MANY = 40
KILLS = 10


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of a run in this process, with drafts."""
    folder = tmp_path_factory.mktemp("done")
    listed = written(folder / "list.csv", recipients(FEW))
    made = distribute(project(folder), Order(listed, workers=1, drafts=True))
    assert (made.made, made.known) == (FEW, 0)
    return folder


def files(output: Path) -> dict[str, str]:
    """Return the hashes of the PDFs below `output`."""
    return {path.name: sha256(path.read_bytes()) for path in output.glob(f"{FOLDER}/*/*.pdf")}


def test_an_interrupt_says_what_stays_and_the_run_goes_on_from_there(tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(2))

    def say(line: str) -> None:
        if line.endswith("copies made"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        distribute(project(tmp_path), Order(listed, workers=1), say)
    assert caught.value.__notes__ == ["2 of 2 copies were made and stay; run the command again to go on"]
    assert len(files(tmp_path)) == 2
    again = distribute(project(tmp_path), Order(listed, workers=1))
    assert (again.made, again.known) == (0, 2)


def test_an_interrupt_before_the_first_copy_says_nothing_of_copies(tmp_path: Path) -> None:
    def say(line: str) -> None:
        if line.startswith("lay out"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        distribute(project(tmp_path), Order(written(tmp_path / "list.csv", recipients(2)), workers=1), say)
    assert not hasattr(caught.value, "__notes__")


def test_each_recipient_has_a_file_and_a_line(done: Path) -> None:
    lines = manifest(done)
    assert [line["e-mail"] for line in lines] == [row["e-mail"] for row in recipients(FEW)]
    assert {line["file"]: line["SHA-256"] for line in lines} == files(done)
    assert len({line["recipient id"] for line in lines}) == FEW
    assert all(re.fullmatch(r"[B-Z]{4}-[B-Z]{4}-[B-Z]{4}", line["recipient id"]) for line in lines)
    assert {line["facts version"] for line in lines} == {edition("public").document.book.version}


def test_each_file_names_its_recipient_and_edition(done: Path) -> None:
    for line, row in zip(manifest(done), recipients(FEW), strict=True):
        [path] = done.glob(f"{FOLDER}/*/{line['file']}")
        first, *_ = page_texts(path.read_bytes())
        assert f"Prepared for {row['name']}, Harbour Office" in first
        assert f"{'Public' if row['edition'] == 'public' else 'For the council only'} · {line['recipient id']}" in first
        assert ("behindcloseddoors" in squeezed("".join(page_texts(path.read_bytes())))) == (row["edition"] == "inner")


def test_a_second_run_makes_nothing_and_changes_nothing(done: Path) -> None:
    before = files(done), manifest(done)
    again = distribute(project(done), Order(done / "list.csv", workers=1))
    assert (again.made, again.known) == (0, FEW)
    assert (files(done), manifest(done)) == before


def test_processes_make_the_same_files(done: Path, tmp_path: Path) -> None:
    distribute(project(tmp_path), Order(done / "list.csv", workers=2))
    assert (files(tmp_path), manifest(tmp_path)) == (files(done), manifest(done))


def test_a_longer_list_adds_to_the_same_folder(done: Path, tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(2, ("public",)))
    distribute(project(tmp_path), Order(listed, workers=1))
    more = written(tmp_path / "list.csv", recipients(FEW))
    made = distribute(project(tmp_path), Order(more, workers=1))
    assert (made.made, made.known) == (FEW - 1, 1)
    assert [line["e-mail"] for line in manifest(tmp_path)][:FEW] == [row["e-mail"] for row in recipients(FEW)]
    assert files(done).items() <= files(tmp_path).items()


CORRECTED = [
    ("name", "Desk Zero", "Desk Zero, Harbour Office"),
    ("organisation", "Harbour House", "Desk 0, Harbour House"),
    ("e-mail", "Desk.0@harbour.example", "Desk 0, Harbour Office"),
]


@pytest.mark.parametrize(("column", "value", "printed"), CORRECTED, ids=[column for column, *_ in CORRECTED])
def test_a_corrected_row_gets_a_new_copy_and_the_old_one_is_named(
    column: str, value: str, printed: str, tmp_path: Path
) -> None:
    """Whatever is printed, on the copy or in the mail draft, is part of what the copy is."""
    rows = recipients(2)
    distribute(project(tmp_path), Order(written(tmp_path / "list.csv", rows), workers=1, drafts=True))
    before = {line["e-mail"]: line["file"] for line in manifest(tmp_path)}
    listed = written(tmp_path / "list.csv", [{**rows[0], column: value}, rows[1]])
    again = distribute(project(tmp_path), Order(listed, workers=1, drafts=True))
    assert (again.made, again.known) == (1, 1)
    first, second, last = (line["file"] for line in manifest(tmp_path))
    assert (second, last) == (before[rows[1]["e-mail"]], before[rows[0]["e-mail"]])
    assert f"Prepared for {printed}" in page_texts((again.folder / first).read_bytes())[0]
    message = email.message_from_bytes((again.folder / first).with_suffix(".eml").read_bytes(), policy=default)
    assert str(message["To"].addresses[0]) == f"{printed.partition(',')[0]} <{ {**rows[0], column: value}['e-mail'] }>"
    said = f"{last} is of an earlier list: {rows[0]['e-mail']} gets {first} now; delete it, and do not send it"
    assert again.gone == (said,)
    (again.folder / last).unlink()
    assert distribute(project(tmp_path), Order(listed, workers=1)).gone == ()


def test_a_copy_whose_row_is_gone_is_named_and_others_are_not(tmp_path: Path) -> None:
    rows = recipients(3)
    first = distribute(project(tmp_path), Order(written(tmp_path / "list.csv", rows), workers=1))
    assert first.gone == ()
    shorter = distribute(project(tmp_path), Order(written(tmp_path / "list.csv", rows[1:]), workers=1))
    assert (shorter.made, shorter.known) == (0, 2)
    [said] = shorter.gone
    assert said.endswith("no row asks for it now (desk.0@harbour.example, public, en); delete it, and do not send it")


def test_of_many_copies_that_are_gone_some_are_named() -> None:
    gone = (Entry(f"{n}.pdf", str(n), "public", "en", f"{n}@x.example", "", "") for n in range(SHOWN + 1200))
    *named, rest = told(list(superseded(gone, ())))
    assert len(named) == SHOWN
    assert rest == "1,200 more copies are of an earlier list or run; withdrawal.csv lists them all"


def test_a_file_that_is_lost_or_altered_is_made_again(done: Path, tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(FEW))
    distribute(project(tmp_path), Order(listed, workers=1))
    first, second, *_ = sorted(tmp_path.glob(f"{FOLDER}/*/*.pdf"))
    first.unlink()
    second.write_bytes(b"altered")
    again = distribute(project(tmp_path), Order(listed, workers=1))
    assert (again.made, again.known) == (2, FEW - 2)
    assert files(tmp_path) == files(done)


def test_a_line_that_was_cut_short_and_a_file_without_a_line_are_mended(done: Path, tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(FEW))
    folder = distribute(project(tmp_path), Order(listed, workers=1)).folder
    text = (folder / MANIFEST).read_text("utf-8")
    (folder / MANIFEST).write_text(text[: len(text) - 30], "utf-8")
    (folder / f"half.pdf{PART}").write_bytes(b"%PDF")
    assert distribute(project(tmp_path), Order(listed, workers=1)).made == 1
    assert (files(tmp_path), manifest(tmp_path)) == (files(done), manifest(done))
    assert not list(folder.glob(f"*{PART}"))


# ── Killed ───────────────────────────────────────────────────────────────────────────────────────

SCRIPT = (
    "import sys; from pathlib import Path; from tests.distribute_files import project; "
    "from reports.tools.distribution.distribute import Order, distribute; "
    "distribute(project(Path(sys.argv[1])), Order(Path(sys.argv[2]), workers=int(sys.argv[3])))"
)


def lines_of(output: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in output.glob(f"{FOLDER}/*/{MANIFEST}"))


def killed_after(lines: int, output: Path, listed: Path, workers: int) -> int:
    """Run until the manifest has so many lines, kill the process, and return how many it has."""
    command = [sys.executable, "-c", SCRIPT, str(output), str(listed), str(workers)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while process.poll() is None and lines_of(output) < lines:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    return lines_of(output)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
@pytest.mark.parametrize(("count", "kills", "workers"), [(MANY, KILLS, 1), (MANY, KILLS, 2), (1000, 4, 2)])
def test_killed_again_and_again_nobody_is_missed_or_done_twice(
    count: int, kills: int, workers: int, tmp_path: Path
) -> None:
    listed = written(tmp_path / "list.csv", recipients(count))
    between = 3 * count // 4 // kills
    counts = [killed_after(1 + between * n, tmp_path, listed, workers) for n in range(1, kills + 1)]
    assert counts == sorted(counts)
    assert counts[0] < count, "it was done before it was killed"
    made = distribute(project(tmp_path), Order(listed, workers=workers))
    assert made.made + made.known == count
    lines = manifest(tmp_path)
    assert [line["e-mail"] for line in lines] == [row["e-mail"] for row in recipients(count)]
    assert {line["file"]: line["SHA-256"] for line in lines} == files(tmp_path)
    fresh = tmp_path / "fresh"
    distribute(project(fresh), Order(listed, workers=1))
    assert files(fresh) == files(tmp_path)


def some_jobs(count: int) -> tuple[Mapping[Recipient, object], tuple[Job, ...]]:
    place = Place("list.csv", 2)
    everybody = [Recipient(f"Desk {n}", "", "en", "public", f"d{n}@b.example", place) for n in range(count)]
    chosen = {each: edition("public") for each in everybody}
    return chosen, jobs("run", chosen)


def test_processes_make_the_copies_that_this_one_would() -> None:
    """What becomes of a process that dies is held by the tests of workers."""
    chosen, todo = some_jobs(3)
    parts = kit(todo, chosen, theme())  # type: ignore[arg-type]
    assert list(run_processes(parts, todo, 2)) == [(job, press(parts, job)) for job in todo]


def test_what_a_worker_raises_arrives() -> None:
    chosen, todo = some_jobs(2)
    parts = kit(todo, chosen, theme())  # type: ignore[arg-type]
    wrong = Job(todo[0].id, todo[0].file, todo[0].forme, "雪", todo[0].recipient)
    with pytest.raises(ReportError, match="雪"):
        list(run_processes(parts, (wrong, todo[1]), 2))


# ── Signed, and drafts ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate made by ourselves, with its key; its password is 'tram'."""
    pytest.importorskip("pyhanko", reason="pyHanko is not installed")
    return certificate_in(tmp_path_factory.mktemp("certificate"), "tram")


@pytest.fixture
def signed(certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv("REPORTS_SIGN_PASSWORD", "tram")
    listed = written(tmp_path / "list.csv", recipients(1))
    order = Order(listed, workers=1, certificate=certificate)
    made = distribute(project(tmp_path), order)
    assert distribute(project(tmp_path), order).known == 1
    [line] = manifest(tmp_path)
    return (made.folder / line["file"]).read_bytes()


def test_the_signature_covers_the_file_and_is_valid(signed: bytes, certificate: Path) -> None:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    def status(data: bytes) -> object:
        [found] = PdfFileReader(io.BytesIO(data)).embedded_signatures
        assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
        trusted = ValidationContext(trust_roots=[load_cert_from_pemder(str(certificate.with_suffix(".crt")))])
        return validate_pdf_signature(found, trusted)

    held = status(signed)
    assert held.bottom_line  # type: ignore[attr-defined]
    assert held.coverage.name == "ENTIRE_FILE"  # type: ignore[attr-defined]
    at = signed.index(b"/FlateDecode")
    broken = status(signed[: at - 3] + b" " + signed[at - 2 :])
    assert not broken.bottom_line  # type: ignore[attr-defined]


def test_the_signature_is_tagged(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        [field] = pdf.Root.AcroForm.Fields
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        element = numbers[list(numbers)[::2].index(field.StructParent) * 2 + 1]
        assert (element.S, element.K.Obj.objgen) == ("/Form", field.objgen)


def test_a_wrong_password_is_named(certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTS_SIGN_PASSWORD", "train")
    listed = written(tmp_path / "list.csv", recipients(1))
    with pytest.raises(
        FlagError, match=r"desk\.p12 cannot be opened .* or the password in REPORTS_SIGN_PASSWORD is wrong"
    ):
        distribute(project(tmp_path), Order(listed, certificate=certificate))
    with pytest.raises(FlagError, match=r"--sign: there is no file .*lost\.p12"):
        distribute(project(tmp_path), Order(listed, certificate=tmp_path / "lost.p12"))
    assert not (tmp_path / FOLDER).exists()


def test_a_draft_holds_the_copy(done: Path) -> None:
    drafts = sorted(done.glob(f"{FOLDER}/*/*.eml"))
    assert len(drafts) == FEW
    by_address = {line["e-mail"]: line for line in manifest(done)}
    for path in drafts:
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        address = message["To"].addresses[0]
        line = by_address[address.addr_spec]
        [attached] = message.iter_attachments()
        assert sha256(attached.get_content()) == line["SHA-256"]
        assert attached.get_filename() == line["file"]
        body = message.get_body(("plain",))
        assert body is not None
        assert f"Dear {address.display_name}," in body.get_content()
        assert message["X-Unsent"] == "1"
        assert message["Date"] is None


# ── Refused ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"workers": 0}, "--workers: 0 is out of range; use 1 to 256"),
        ({"scheduler": "10.0.0.5"}, "--scheduler: '10.0.0.5' is no address"),
    ],
)
def test_flags_that_make_no_sense_are_refused(order: Mapping[str, object], said: str, tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(1))
    with pytest.raises(FlagError, match=re.escape(said)):
        distribute(project(tmp_path), Order(listed, **order))  # type: ignore[arg-type]


def test_two_runs_do_not_meet(tmp_path: Path) -> None:
    from filelock import FileLock

    listed = written(tmp_path / "list.csv", recipients(1))
    folder = distribute(project(tmp_path), Order(listed, workers=1)).folder
    with FileLock(folder / ".lock"), pytest.raises(InputError, match="another run is at work here"):
        distribute(project(tmp_path), Order(listed, workers=1))


def test_without_editions_the_cure_is_named(tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "project"
    shutil.copytree(PROJECT, copy)
    for path in copy.glob("templates/*/report.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text[: text.index("editions:")], "utf-8")
    listed = written(tmp_path / "list.csv", recipients(1))
    with pytest.raises(InputError, match=r"no report has editions; add editions:"):
        distribute(folders(copy, output=str(tmp_path)), Order(listed))


# ── Before the validators ────────────────────────────────────────────────────────────────────────


@pytest.mark.judges
@pytest.mark.slow
@pytest.mark.skipif(JUDGE is None, reason="no validators here; name the program that runs them in JUDGE")
def test_the_validators_find_nothing_in_copies(certificate: Path, tmp_path: Path) -> None:
    """On copies of several pages: outloud takes a running line that stands once for prose that is not read."""
    sign, _ = signer(certificate, lambda: "tram")
    for name, data in (("plain.pdf", pressed()), ("signed.pdf", sign(pressed()))):
        (tmp_path / name).write_bytes(data)
        code, said = judged(tmp_path / name)
        assert code == 0, said
        assert "verapdf: 0 counted" in said
        assert "outloud: 0 counted" in said


# ── How fast ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WeasyPrint leaves its profile open
def test_copies_take_less_than_half_the_time_of_a_plain_loop_and_no_more_memory() -> None:
    from tests.bench.copies import cpu_seconds, memory, ours, plain_loop, trial

    tried = trial(400, PROJECT, "public")
    todo = tried.todo
    parts = kit(todo, tried.chosen, tried.theme)
    mine = cpu_seconds(ours(parts, todo)) / len(todo)
    assert 2 * mine < cpu_seconds(plain_loop(tried, todo[:3])) / 3
    if sys.platform == "linux":
        held = memory(parts, todo)
        assert held[-1] - held[0] < 2
