"""Lists of recipients: what is read, and what is wrong, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import InputError, Problem
from reports.pipeline.editions.editions import chosen
from reports.pipeline.editions.recipients import read_recipients
from tests.distribute_files import whole

HEAD = "name,organisation,language,edition,e-mail\n"
ROW = "Press desk,Harbour Office,en,public,press@harbour.example\n"


def read(tmp_path: Path, data: bytes | str) -> str:
    """Return the recipients as text, or the problems."""
    path = tmp_path / "list.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    try:
        return "; ".join(
            f"{each.named} <{each.email}> line {each.where.line}" for each in read_recipients(path, "list.csv")
        )
    except InputError as failure:
        return str(failure)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD + ROW, "Press desk, Harbour Office <press@harbour.example> line 2"),
        (b"\xef\xbb\xbf" + (HEAD + ROW).encode(), "Press desk, Harbour Office <press@harbour.example> line 2"),
        ((HEAD + ROW).replace(",", ";"), "Press desk, Harbour Office <press@harbour.example> line 2"),
        ((HEAD + ROW).replace(",", "\t"), "Press desk, Harbour Office <press@harbour.example> line 2"),
        ((HEAD + ROW).replace("\n", "\r\n"), "Press desk, Harbour Office <press@harbour.example> line 2"),
        (
            "E-Mail,Edition,Language,Organization,Name,Phone\na@b.example,public,en,,A  desk,7\n",
            "A desk <a@b.example> line 2",
        ),
        (HEAD + "\n,,,,\n" + ROW, "Press desk, Harbour Office <press@harbour.example> line 4"),
        (HEAD + '"Desk, north",Office,en,public,a@b.example\n', "Desk, north, Office <a@b.example> line 2"),
        (HEAD + '"Two\nlines",,en,public,a@b.example\n' + ROW, "line 4"),
        (HEAD + ROW + ROW.replace("public,press@", "inner,desk@"), "<desk@harbour.example> line 3"),
        (HEAD + ROW + ROW.replace(",en,", ",fr,"), "line 3"),
        (HEAD + "Łucja Ωμέγα,Дирекция,en,public,a@b.example\n", "Łucja Ωμέγα, Дирекция <a@b.example> line 2"),
        (HEAD + "E\u0301lodie,,en,public,a@b.example\n", "Élodie <a@b.example> line 2"),
    ],
)
def test_what_is_read(data: bytes | str, expected: str, tmp_path: Path) -> None:
    assert expected in read(tmp_path, data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "list.csv: is empty"),
        (HEAD, "list.csv: names no recipient"),
        ("name,organisation,language\n", "list.csv:1: the column 'edition' is missing"),
        ("name,organisation,language\n", "list.csv:1: the column 'e-mail' is missing"),
        (HEAD.replace("e-mail", "e-mail,email") + ROW, "list.csv:1: the column 'e-mail' stands twice"),
        ((HEAD + ROW).encode("utf-16"), "list.csv: is UTF-16, not UTF-8 text; save it as “CSV UTF-8”"),
        (b"PK\x03\x04xlsx", "list.csv: is an Excel or zip file"),
        ((HEAD + ROW + ROW.replace("Press", "Bücher")).encode("latin-1"), "list.csv:3: holds the byte 0xFC"),
        (HEAD + "Press desk,Office,en,public\n", "list.csv:2: has 4 cells where the first line has 5"),
        (HEAD + ROW + ',Office,en,public,a@b.example\n', "list.csv:3: name is empty"),
        (HEAD + ROW.replace("press@harbour.example", "press at harbour"), "list.csv:2: 'press at harbour' is no e-mail"),
        (HEAD + ROW.replace("press@", "=HYPERLINK@"), "list.csv:2: '=HYPERLINK@harbour.example' is no e-mail"),
        (HEAD + ROW.replace("press@", "a\x0bb,c@"), "list.csv:2: has 6 cells"),
        (HEAD + ROW + ROW.replace("press@", "PRESS@"), "list.csv:3: PRESS@harbour.example gets the edition 'public'"),
        (
            HEAD + ROW + ROW.replace("public,press@", "inner,Press@"),
            "list.csv:3: Press@harbour.example is listed as public on line 2, and would get the edition 'inner'",
        ),
        (HEAD + ROW.replace("public", "inner") + ROW, "list.csv:2: press@harbour.example is listed as public on line 3"),
        (HEAD + '"Press,Office\n', "list.csv:2: is no valid CSV"),
        (HEAD + ROW.replace("Press desk", "Ꭰ desk"), "list.csv:2: name holds 'Ꭰ' (U+13A0), which the PDF cannot print"),
        (HEAD + ROW.replace("Press desk", "Press\u202edesk"), "(U+202E)"),
    ],
)  # fmt: skip
def test_what_is_wrong(data: bytes | str, expected: str, tmp_path: Path) -> None:
    assert expected in read(tmp_path, data)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lost\.csv: cannot be read"):
        read_recipients(tmp_path / "lost.csv", "lost.csv")


def test_all_problems_are_named_in_one_run(tmp_path: Path) -> None:
    told = read(tmp_path, HEAD + "a,b,en,public,x\nb,,en,public,y\n" + ROW + ROW)
    assert [line.split(":")[1] for line in told.splitlines()] == ["2", "3", "5"]


@pytest.mark.parametrize(
    ("language", "edition", "expected"),
    [
        ("en", "public", "notice"),
        ("EN-gb", "inner", "notice"),
        ("fr", "public", "avis"),
        ("fr-FR", "public", "avis"),
        ("fr", "inner", "list.csv:2: the edition 'inner' does not exist in 'fr'; use en-GB"),
        ("de", "public", "list.csv:2: the edition 'public' does not exist in 'de'; use en-GB or fr-FR"),
        ("en", "publik", "list.csv:2: there is no edition 'publik'"),
    ],
)
def test_edition_and_language_choose_the_report(language: str, edition: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + f"Desk,,{language},{edition},a@b.example\n")
    try:
        said = ",".join(offer.report for offer in chosen(read_recipients(path, "list.csv"), whole().templates).values())
    except InputError as failure:
        said = str(failure)
    assert expected in said


@pytest.mark.parametrize(
    "bad",
    [
        "Bad,,en,public,bücher@müller.example\n",
        "=?utf-8?q?Boss=0A?=,,en,public,b@harbour.example\n",
        "Two,cells\n",
        ",,en,public,c@harbour.example\n",
        ROW,
        "Insider,,en,inner,press@harbour.example\n",
        "Tab\x07,,en,public,d@harbour.example\n",
    ],
)
def test_one_bad_row_stops_no_other(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + ROW + bad + ROW.replace("press@", "other@"), "utf-8")
    left_out: list[Problem] = []
    kept = read_recipients(path, "list.csv", left_out)
    assert [each.where.line for each in kept] == [2, 4]
    assert {each.where.line for each in left_out} == {3}
    with pytest.raises(InputError, match=r"list\.csv:3"):
        read_recipients(path, "list.csv")


def test_a_list_without_a_good_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + "Two,cells\n", "utf-8")
    with pytest.raises(InputError, match=r"list\.csv:2: has 2 cells"):
        read_recipients(path, "list.csv", [])


def test_a_row_that_nobody_offers_an_edition_for_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + ROW + "Desk,,de,public,a@b.example\n", "utf-8")
    left_out: list[Problem] = []
    assert len(chosen(read_recipients(path, "list.csv"), whole().templates, left_out)) == 1
    assert [str(each)[:11] for each in left_out] == ["list.csv:3:"]


@pytest.mark.parametrize(("name", "plain"), [("Ada Example", True), ("محمد علی", False), ("Ωμ Жук", True)])
def test_a_name_in_a_script_that_a_font_at_hand_prints_is_taken(name: str, plain: bool, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + f"{name},,en,public,a@b.example\n", "utf-8")
    assert [each.plain for each in read_recipients(path, "list.csv")] == [plain]
