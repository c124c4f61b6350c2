"""Zip files are read with a guard and written without a clock."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from reports.ooxml.zip_archive import Archive, NoZipError, TooLargeError, rezipped, undated, zipped

PARTS = (("b.xml", b"<b/>" * 50), ("a/c.bin", b"\0\1"))


def dated(year: int) -> bytes:
    """Return the parts as a library would zip them in a year, with a comment in one entry."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in PARTS:
            entry = zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10))
            entry.comment = b"of no use"
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@pytest.mark.parametrize("data", [zipped(PARTS), zipped(PARTS, compressed=False), dated(2031)])
def test_parts_are_read_in_the_order_of_the_file(data: bytes) -> None:
    archive = Archive(data)
    assert tuple(archive.items()) == PARTS
    assert ("b.xml" in archive, "c.xml" in archive, len(archive)) == (True, False, 2)
    with pytest.raises(KeyError, match=r"c\.xml"):
        archive["c.xml"]


def test_no_clock_stands_in_what_is_written() -> None:
    assert dated(2031) != dated(2032)
    assert undated(dated(2031)) == undated(dated(2032))
    assert tuple(Archive(undated(dated(2031))).items()) == PARTS
    with zipfile.ZipFile(io.BytesIO(zipped(PARTS))) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert made.testzip() is None


def test_a_part_is_changed_and_the_rest_stays() -> None:
    made = rezipped(dated(2031), lambda name, data: b"new" if name == "b.xml" else data)
    assert dict(Archive(made)) == {"b.xml": b"new", "a/c.bin": b"\0\1"}
    with zipfile.ZipFile(io.BytesIO(made)) as again:
        assert {entry.date_time[0] for entry in again.infolist()} == {2031}


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    assert len(Archive(zipped(PARTS), most_bytes=202, most_parts=2)) == 2
    with pytest.raises(TooLargeError):
        Archive(zipped(PARTS), most_bytes=201)
    with pytest.raises(TooLargeError):
        Archive(zipped(PARTS), most_parts=1)


@pytest.mark.parametrize("data", [b"", b"no file", zipped(PARTS)[:-30]])
def test_what_is_no_zip_file_is_refused(data: bytes) -> None:
    with pytest.raises(NoZipError, match="it is no zip file, or it is damaged"):
        Archive(data)
    with pytest.raises(NoZipError):
        rezipped(data, lambda name, part: part)


def test_a_damaged_part_is_named() -> None:
    data = zipped(PARTS, compressed=False).replace(b"<b/><b/>", b"<b/><c/>", 1)
    assert Archive(data)["a/c.bin"] == b"\0\1"
    with pytest.raises(NoZipError, match=r"b\.xml in it is damaged"):
        Archive(data)["b.xml"]


def doubled(name: str, one: bytes, other: bytes) -> bytes:
    """Return a zip file that holds two parts of one name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr(name, one)
        made.writestr(name.upper() if one is other else name, other)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [("word/document.xml", b"<a/>", b"<b/>"), ("a.xml", b"<a/>", b"<a/>"), ("a.png", b"1", b"2")],
)
def test_a_part_that_stands_there_twice_is_refused(name: str, one: bytes, other: bytes) -> None:
    with pytest.raises(NoZipError, match="more than once"):
        Archive(doubled(name, one, other))


def test_the_same_picture_twice_does_no_harm() -> None:
    assert Archive(doubled("media/a.png", b"1", b"1"))["media/a.png"] == b"1"
