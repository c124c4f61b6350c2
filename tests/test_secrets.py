"""Passwords reach neither a document nor a message, a list, a log or a file that a command leaves."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reports.domain.fields import is_address
from reports.errors import FlagError
from reports.narrative.markdown.inline_marks import fault_of_target
from reports.notation.addresses import without_credentials
from reports.ooxml.outside_parts import outside_parts
from reports.ooxml.package import Package
from reports.tools.distribution.distribute import Order, distribute
from tests.distribute_files import PROJECT, certificate_in, project, recipients, written
from tests.merge_desk import built
from tests.test_outside_parts import HYPERLINK, with_relation

PASSWORD = "Tide-7731-quay"
SHOWN = {
    f"https://desk:{PASSWORD}@host.example/a": "https://…@host.example/a",
    f"HTTPS://{PASSWORD}@host.example": "HTTPS://…@host.example",
    f"see http://desk:{PASSWORD}@host.example and https://host.example": "see http://…@host.example and https://host.example",
    f"https://a@{PASSWORD}@host.example/x?y#z": "https://…@host.example/x?y#z",
}
NO_SECRET = (
    "https://host.example/@desk",
    "https://host.example/a?mail=desk@host.example",
    "mailto:desk@host.example",
    "desk@host.example",
    "https://host.example:8443/a",
)


def holding(folder: Path, secret: str) -> list[Path]:
    """Return the files below `folder` that hold `secret` as UTF-8 or UTF-16, by byte."""
    forms = [secret.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [each for each in folder.rglob("*") if each.is_file() and any(form in each.read_bytes() for form in forms)]


@pytest.mark.parametrize("password", [PASSWORD, "another"])
def test_the_password_of_a_certificate_is_left_nowhere(
    password: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pyhanko", reason="pyHanko is not installed")
    monkeypatch.setenv("REPORTS_SIGN_PASSWORD", password)
    (tmp_path / "desk").mkdir()
    order = Order(
        written(tmp_path / "list.csv", recipients(2)),
        workers=1,
        certificate=certificate_in(tmp_path / "desk", PASSWORD),
    )
    said = ""
    with caplog.at_level(logging.DEBUG):
        try:
            said = repr(distribute(project(tmp_path), order))
        except FlagError as failure:
            said = str(failure)
    assert ("is wrong" in said) is (password != PASSWORD)
    said += "".join(str(each.__dict__) for each in caplog.records) + "".join(capfd.readouterr())
    assert password not in said
    assert holding(tmp_path, password) == []
    (tmp_path / "note.txt").write_text(f"the password is {password}", encoding="utf-16")
    assert holding(tmp_path, password) == [tmp_path / "note.txt"]


def test_a_program_that_fails_shows_no_password(tmp_path: Path) -> None:
    broken = tmp_path / "desk.p12"
    broken.write_bytes(b"no certificate")
    listed = written(tmp_path / "list.csv", recipients(1))
    words = ("-m", "reports", "distribute", "--recipients", str(listed), "--draft", "--sign", str(broken))
    ran = subprocess.run(
        [
            sys.executable,
            *words,
            f"--facts={PROJECT / 'facts'}",
            f"--templates={PROJECT / 'templates'}",
            f"--output={tmp_path}",
        ],
        env={**os.environ, "REPORTS_SIGN_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 2
    assert "desk.p12" in ran.stdout + ran.stderr
    assert PASSWORD not in ran.stdout + ran.stderr


@pytest.mark.parametrize("text", SHOWN)
def test_a_name_or_a_password_in_an_address_is_hidden(text: str) -> None:
    assert without_credentials(text) == SHOWN[text]
    assert not is_address(text)


@pytest.mark.parametrize("text", NO_SECRET)
def test_an_address_without_one_is_as_written(text: str) -> None:
    assert without_credentials(text) == text


def test_a_link_with_a_password_is_refused_and_does_not_show_it() -> None:
    fault = fault_of_target(f"https://desk:{PASSWORD}@host.example/a")
    assert fault is not None
    assert "by a name or a password" in fault[0]
    assert PASSWORD not in " ".join(fault)
    assert fault_of_target("https://host.example/a") is None


def test_a_link_with_a_password_in_an_edited_file_keeps_it_from_going_out() -> None:
    edited = with_relation(built(), HYPERLINK, f"https://desk:{PASSWORD}@host.example/a")
    assert list(outside_parts(Package.read(edited))) == [
        "a link to 'https://…@host.example/a' that holds a name or a password"
    ]
