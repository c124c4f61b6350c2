"""What may be sent: what was approved and published as it stands; drafts are marked; old copies are listed for withdrawal."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import socket
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders, folders
from reports.pipeline.output_store import sha256
from reports.tools.distribution import signing
from reports.tools.distribution.certificate_validity import require_valid
from reports.tools.distribution.dask_cluster import require_scheduler
from reports.tools.distribution.distribute import FOLDER, Distributed, Order, distribute
from reports.tools.distribution.holders import HOLDERS
from reports.tools.distribution.manifest import read_manifest
from reports.tools.distribution.superseded_copies import WITHDRAWAL
from reports.tools.releasing.publishing import Sent, publish
from tests.approving import approved
from tests.distribute_files import PROJECT, recipients, released, written
from tests.pdf_files import page_texts
from tests.release_cases import change, pretend_built

NOTICE = "templates/notice/report.yaml"


def copied(root: Path, source: Path) -> Folders:
    """Return a copy of a project."""
    shutil.copytree(source, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("output"))
    return folders(root)


def sent(where: Folders, rows: int = 2, *, draft: bool = False) -> Distributed:
    """Return what a run to some recipients did."""
    listed = written(where.root / "list.csv", recipients(rows))
    return distribute(where, Order(listed, workers=1, as_draft=draft))


def refused(where: Folders) -> str:
    """Return why nothing may be sent."""
    with pytest.raises(InputError) as failure:
        sent(where)
    assert not list(where.output.glob("distribution/*"))
    return str(failure.value)


def texts(done: Distributed) -> list[str]:
    """Return every page of every copy."""
    return [text for path in sorted(done.folder.glob("*.pdf")) for text in page_texts(path.read_bytes())]


def test_what_was_approved_and_published_is_sent(tmp_path: Path) -> None:
    done = sent(copied(tmp_path, released()))
    pages = texts(done)
    assert not [page for page in pages if "Draft" in page]
    assert sum("Approved by The board of the valley" in page for page in pages) == done.made == 2


STEPS: Mapping[str, tuple[Callable[[Folders], object], str]] = {
    "nothing": (
        lambda where: None,
        r"notice/report.yaml:7:9: the report 'notice' is built as a draft, since nobody has",
    ),
    "a draft": (
        lambda where: change(where, {NOTICE: {"status: final": "status: draft"}}),
        r"notice/report.yaml:7:9: the report 'notice' calls itself a draft; set 'status: final', build, approve and publish",
    ),
    "approved": (approved, r"the edition 'inner' of 'notice' was never published; run 'invoke publish 1.0'"),
}


@pytest.mark.parametrize("name", STEPS)
def test_what_was_not_is_refused_and_the_next_step_named(name: str, tmp_path: Path) -> None:
    where = copied(tmp_path, PROJECT)
    step, why = STEPS[name]
    step(where)
    told = refused(where)
    assert re.search(why, told), told
    assert "or make drafts of it with --draft" in told


def test_a_change_after_the_release_is_refused(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    change(where, {"templates/notice/open.md": {"# ": "# Now: "}})
    assert "the report 'notice' is a draft again: since The board of the valley approved it" in refused(where)
    pretend_built(where)
    assert "the edition 'public' of 'notice' is not what was published as version 1.0" in refused(where)


def test_a_change_that_only_an_edition_shows_is_refused(tmp_path: Path) -> None:
    """The report itself stays as it was approved."""
    where = copied(tmp_path, released())
    change(where, {NOTICE: {"marking: Public": "marking: For all"}})
    assert "the edition 'public' of 'notice' is not what The board of the valley approved on 2031-04-05" in refused(
        where
    )


def test_a_release_of_an_older_program_is_none_that_copies_can_be_held_against(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    path = where.facts / "releases" / "1.0.json"
    content = json.loads(path.read_text("utf-8"))
    del content["editions"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "was published as 1.0 by a program that did not keep what its editions say" in refused(where)


@pytest.mark.parametrize("source", ["approved", "never"])
def test_drafts_are_marked_on_every_page_and_name_nobody(source: str, tmp_path: Path) -> None:
    where = copied(tmp_path, released() if source == "approved" else PROJECT)
    done = sent(where, draft=True)
    pages = texts(done)
    assert len(pages) >= 2
    assert [page for page in pages if "Draft" not in page] == []
    assert not [page for page in pages if "Approved by" in page]
    if source == "approved":
        final = sent(where)
        assert final.folder != done.folder
        assert [row["why"] for row in withdrawn(final)] == ["of an earlier run"] * done.made
        assert withdrawn(sent(where, draft=True)) == [], "a draft takes the place of nothing that was sent"


@pytest.mark.parametrize("draft", [True, False])
def test_the_placeholder_of_an_organisation_is_refused(draft: bool, tmp_path: Path) -> None:
    where = copied(tmp_path, PROJECT)
    change(where, {NOTICE: {"organisation: Tram office\n": "", "status: final": "status: draft"}})
    with pytest.raises(
        InputError, match="the organisation of 'notice' is the placeholder “Organisation name”, and it is to be"
    ):
        sent(where, draft=draft)


def test_a_name_that_no_font_prints_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    rows = recipients(3)
    listed = written(tmp_path / "list.csv", [rows[0], {**rows[1], "name": "ᏣᎳ"}, {**rows[2], "name": "Αθηνά Жук"}])
    done = distribute(where, Order(listed, workers=1))
    assert done.made == 2
    [row] = done.left_out
    assert str(row) == (
        "list.csv:3: name holds 'Ꮃ' (U+13B3), 'Ꮳ' (U+13E3), which the PDF cannot print; write it in Latin, Greek or"
        " Cyrillic letters, translated or transliterated"
    )


def test_where_no_name_can_be_printed_nothing_is_made(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    listed = written(tmp_path / "list.csv", [{**recipients(1)[0], "name": "ᏣᎳ"}])
    with pytest.raises(InputError, match="which the PDF cannot print"):
        distribute(where, Order(listed, workers=1))


def withdrawn(done: Distributed) -> list[dict[str, str]]:
    """Return the list of copies to be withdrawn."""
    path = done.folder / WITHDRAWAL
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def test_copies_of_an_earlier_release_are_listed_for_withdrawal(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    first = sent(where, 3)
    assert withdrawn(first) == []
    change(where, {"templates/notice/open.md": {"# ": "# Now: "}})
    for path in where.templates.glob("*/report.yaml"):
        path.write_text(path.read_text("utf-8").replace("version: '1.0'", "version: '1.1'"), encoding="utf-8")
    pretend_built(where)
    publish(where, Sent("1.1"))
    second = sent(where, 2)
    assert second.folder != first.folder
    old = withdrawn(second)
    assert {row["file"] for row in old} == {
        f"../{first.folder.name}/{path.name}" for path in first.folder.glob("*.pdf")
    }
    assert [
        (row["e-mail"], row["why"], bool(row["gets now"])) for row in sorted(old, key=lambda row: row["e-mail"])
    ] == [
        ("desk.0@harbour.example", "of an earlier run", True),
        ("desk.1@harbour.example", "of an earlier run", True),
        ("desk.2@harbour.example", "of an earlier run, and no row asks for it now", False),
    ]
    assert len(second.gone) == 3
    shutil.rmtree(first.folder)
    again = sent(where, 2)
    assert (again.gone, withdrawn(again)) == ((), [])


# ── Certificates and schedulers ──────────────────────────────────────────────────────────────────

NOW = datetime(2031, 4, 5, tzinfo=UTC)


def certified(begins: int = 2030, ends: int = 2032, serial: int = 7) -> tuple[bytes, object, object]:
    """Return a certificate in DER, its name and its key."""
    pytest.importorskip("cryptography", reason="cryptography is not installed")
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tram office")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(serial).not_valid_before(datetime(begins, 1, 1)).not_valid_after(datetime(ends, 1, 1))
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER), name, key


def crl(path: Path, *serials: int, issuer: str = "Tram office", until: int = 2032) -> Path:
    """Write a list of revoked certificates and return its path."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)])
    builder = x509.CertificateRevocationListBuilder().issuer_name(name)
    builder = builder.last_update(datetime(2030, 1, 1)).next_update(datetime(until, 1, 1))
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(datetime(2031, 2, 3)).build()
        builder = builder.add_revoked_certificate(entry)
    made = builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


def why_not(certificate: bytes, revoked: Path | None) -> str:
    """Return why the certificate cannot sign; nothing where it can."""
    try:
        require_valid(certificate, "desk.p12", revoked, NOW)
    except FlagError as failure:
        return str(failure)
    return ""


def test_a_certificate_that_is_valid_signs(tmp_path: Path) -> None:
    certificate, _, _ = certified()
    assert why_not(certificate, None) == ""
    assert why_not(certificate, crl(tmp_path / "list.crl", 8, 9)) == ""


@pytest.mark.parametrize(
    ("years", "listed", "why"),
    [
        ((2032, 2033), None, "--sign: desk.p12 is not valid before 2032-01-01; sign from then on, or with another"),
        ((2029, 2030), None, "--sign: desk.p12 expired on 2030-01-01; sign with one that is valid"),
        ((2030, 2032), {"serials": (7,)}, "--sign: desk.p12 was revoked on 2031-02-03"),
        (
            (2030, 2032),
            {"issuer": "Bus office"},
            "--crl: list.crl is a list of CN=Bus office, who did not issue desk.p12",
        ),
        ((2030, 2032), {"until": 2031}, "--crl: list.crl is out of date since 2031-01-01"),
    ],
)
def test_one_that_is_not_is_refused(
    years: tuple[int, int], listed: Mapping[str, object] | None, why: str, tmp_path: Path
) -> None:
    certificate, _, _ = certified(*years)
    path = None
    if listed is not None:
        kept = dict(listed)
        path = crl(tmp_path / "list.crl", *kept.pop("serials", ()), **kept)  # type: ignore[arg-type, misc]
    assert why in why_not(certificate, path)


@pytest.mark.parametrize(("content", "why"), [(None, "No such file"), (b"list", "it is no CRL in DER or PEM")])
def test_a_list_that_is_none_is_refused(content: bytes | None, why: str, tmp_path: Path) -> None:
    certificate, _, _ = certified()
    path = tmp_path / "list.crl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FlagError, match=f"--crl: .*{why}"):
        require_valid(certificate, "desk.p12", path, NOW)


def test_a_list_without_a_certificate_is_refused(tmp_path: Path) -> None:
    listed = written(tmp_path / "list.csv", recipients(1))
    with pytest.raises(FlagError, match="--crl: there is no certificate to look up"):
        distribute(copied(tmp_path / "p", PROJECT), Order(listed, revoked=tmp_path / "list.crl"))


def test_without_a_terminal_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(FlagError, match="there is no terminal to ask for the password at; set REPORTS_SIGN_PASSWORD"):
        signing.ask()


@pytest.mark.parametrize("address", ["10.0.0.5", "tcp://", "tcp://host:port", "http://127.0.0.1:1"])
def test_what_is_no_address_of_a_scheduler_is_told(address: str) -> None:
    with pytest.raises(FlagError, match="is no address of a scheduler; write it like tcp://"):
        require_scheduler(address)


def test_a_scheduler_that_nobody_started_is_told_at_once() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    begun = time.monotonic()
    with pytest.raises(
        FlagError, match=rf"nobody is reached at tcp://127.0.0.1:{port} \(.*\); start it with: dask scheduler"
    ):
        require_scheduler(f"tcp://127.0.0.1:{port}")
    assert time.monotonic() - begun < 2


def test_one_that_listens_is_let_be() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        held.settimeout(2)
        require_scheduler(f"tcp://127.0.0.1:{held.getsockname()[1]}")
        caller, _ = held.accept()  # it was asked, and not only believed
        with caller:
            assert caller.getpeername()[0] == "127.0.0.1"


def holders(where: Folders) -> list[dict[str, str]]:
    """Return the list of who holds what."""
    path = where.output / FOLDER / HOLDERS
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def test_drafts_and_dry_runs_give_nobody_anything(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    listed = written(tmp_path / "list.csv", recipients(3))
    sent(where, 3, draft=True)
    looked = distribute(where, Order(listed, workers=1, dry_run=True))
    assert (looked.made, looked.known, len(looked.specimens)) == (3, 0, 2)
    assert all(path.read_bytes().startswith(b"%PDF") for path in looked.specimens)
    assert holders(where) == []
    assert distribute(where, Order(listed, workers=1)).made == 3
    assert {row["state"] for row in holders(where)} == {"newest"}
    assert {row["version"] for row in holders(where)} == {"1.0"}


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(",", ";").encode("cp1252"),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: (text + "caf\u00e9;;\n").encode("cp1252"),
    ],
    ids=["UTF-16", "semicolons", "a mark at its beginning", "a byte that is no UTF-8"],
)
def test_a_manifest_that_another_program_saved_is_read(saved: Callable[[str], bytes], tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    listed = written(tmp_path / "list.csv", recipients(2))
    path = distribute(where, Order(listed, workers=1)).manifest
    path.write_bytes(saved(path.read_text("utf-8")))
    again = distribute(where, Order(listed, workers=1))
    assert (again.made, again.known) == (0, 2)


@pytest.mark.parametrize("spoiled", [b"", b"\0\0\0\n\xff\xfe", b'file,"\n', b"\xff\xfea"])
def test_a_manifest_that_is_none_makes_the_copies_again(spoiled: bytes, tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    listed = written(tmp_path / "list.csv", recipients(2))
    done = distribute(where, Order(listed, workers=1))
    before = {path.name: path.read_bytes() for path in done.folder.glob("*.pdf")}
    done.manifest.write_bytes(spoiled)
    again = distribute(where, Order(listed, workers=1))
    assert again.made == 2
    assert {path.name: path.read_bytes() for path in done.folder.glob("*.pdf")} == before


def test_a_line_of_a_manifest_that_leads_elsewhere_is_no_copy(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    done = sent(where, 2)
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"x")
    line = f"../../../outside.pdf,ID,public,en,a@b.example,{sha256(b'x')},f,1.0\n"
    done.manifest.write_text(done.manifest.read_text("utf-8") + line, "utf-8")
    assert "ID" not in read_manifest(done.folder)
    assert len(read_manifest(done.folder)) == 2


def test_a_copy_with_a_name_in_another_script_is_made_and_the_same_each_time(tmp_path: Path) -> None:
    where = copied(tmp_path, released())
    listed = written(tmp_path / "list.csv", [{**recipients(1)[0], "name": "محمد علی"}])
    done = distribute(where, Order(listed, workers=1))
    [path] = done.folder.glob("*.pdf")
    data = path.read_bytes()
    assert any("\u0600" <= letter <= "\u06ff" for letter in "".join(page_texts(data)))
    path.unlink()
    assert distribute(where, Order(listed, workers=1)).made == 1
    assert path.read_bytes() == data
