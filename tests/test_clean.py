"""The copy for sending out: nobody else's business gone, the text and every link kept."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from reports.document.ledger import ledger
from reports.errors import InputError
from reports.formats.docx import merge, write
from reports.formats.docx.merge.comments import AUTHOR
from reports.formats.docx.tracked_changes import stories, unresolved
from reports.load.project_folders import Folders, folders
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import W, blob, root, text, w
from reports.pipeline.output_store import LEDGER, place, sha256
from reports.tools.clean_copy import clean, clean_copies
from tests import sample
from tests.merge_desk import built as brief_built
from tests.test_docx_checks import CHECKS, unzip
from tests.test_outside_parts import with_relation

_W = f"{{{W}}}"
SECRET = "Ana Secret"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@cache
def brief() -> bytes:
    document = sample.document()
    return merge.based(write(document, sample.theme()), document)[0]


def worked_on() -> Package:
    """Return the brief as a person's Word leaves it: names, revision ids, a template's path, split field codes."""
    package = Package.read(brief())
    for name in ("docProps/core.xml",):
        for node in package.tree(name):
            if node.tag.endswith(("creator", "lastModifiedBy")):
                node.text = SECRET
    body = package.tree(package.main)
    for node in body.iter(_W + "p"):
        node.set(_W + "rsidR", "00AB12CD")
    for code in list(body.iter(_W + "instrText")):
        words = code.text or ""
        if "REF" in words:
            rest = deepcopy(code)
            code.text, rest.text = words[:9], words[9:]
            code.addnext(rest)
    settings = package.tree(package.related(package.main, f"{OFFICE}/settings"))
    settings.append(w("rsids", w("rsid", val="00AB12CD")))
    settings.append(w("docVars", w("docVar", name="who", val=SECRET)))
    for name in [each for each in package.parts if each.endswith(".xlsx")]:
        package.parts[name] = signed(package.parts[name])
    return Package.read(package.pack())


def signed(book: bytes) -> bytes:
    """Return a workbook with a person's name in its properties."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                tree = etree.fromstring(data)
                for node in tree:
                    if node.tag.endswith(("creator", "lastModifiedBy")):
                        node.text = SECRET
                data = etree.tostring(tree)
            new.writestr(entry, data)
    return target.getvalue()


def everything(data: bytes) -> bytes:
    """Return all bytes of a file, with the files inside it unpacked."""
    found = b""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            inner = file.read(name)
            found += name.encode() + (everything(inner) if name.endswith(".xlsx") else inner)
    return found


def texts(package: Package) -> list[str]:
    return [
        "".join(each.text or "" for each in node.iter(_W + "t"))
        for name in sorted(stories(package))
        for node in package.tree(name).iter(_W + "p")
    ]


def commented(package: Package, author: str) -> Package:
    """Return `package` with a comment on its first paragraph."""
    made = w("comment", w("p", w("r", text("Is this so?"))), id="0", author=author, initials="A")
    part = package.add("word/comments.xml", COMMENTS_TYPE, blob(root("comments", [made])))
    package.relate(package.main, f"{OFFICE}/comments", part)
    first = next(package.tree(package.main).iter(_W + "p"))
    first.append(w("r", w("commentReference", id="0")))
    return package


def test_nothing_private_is_left() -> None:
    mine = worked_on()
    assert SECRET.encode() in everything(mine.pack()), "the test would prove nothing"
    data = clean(mine)
    inside = everything(data)
    for words in (
        SECRET,
        "customXml",
        "fact-reports",
        "rsid",
        "_f_1",
        "_b_",
        "Facts version",
        "docVar",
        "0123456789ab",
    ):
        assert words.encode() not in inside, words


def test_the_text_is_the_same() -> None:
    before = texts(worked_on())
    assert texts(Package.read(clean(worked_on()))) == before


def test_every_link_leads_somewhere_and_none_is_lost() -> None:
    def links(package: Package) -> list[str]:
        tree = package.tree(package.main)
        return [each.get(_W + "anchor", "") for each in tree.iter(_W + "hyperlink") if each.get(_W + "anchor")]

    def codes(package: Package) -> list[str]:
        text = "".join(each.text or "" for each in package.tree(package.main).iter(_W + "instrText"))
        return re.findall(r"REF\s+(\w+)", text)

    before, after = worked_on(), Package.read(clean(worked_on()))
    marks = {each.get(_W + "name") for name in stories(after) for each in after.tree(name).iter(_W + "bookmarkStart")}
    assert len(links(after)) == len(links(before)) > 10
    assert len(codes(after)) == len(codes(before)) > 0
    assert set(links(after)) <= marks
    assert set(codes(after)) <= marks
    assert all(re.fullmatch(r"_(Toc|Ref)\d{8}", str(name)) for name in marks), marks


def test_a_bookmark_of_a_persons_own_stays() -> None:
    package = worked_on()
    first = next(package.tree(package.main).iter(_W + "p"))
    first.append(w("bookmarkStart", id="900", name="my_own"))
    first.append(w("bookmarkEnd", id="900"))
    after = Package.read(clean(package))
    names = [each.get(_W + "name") for each in after.tree(after.main).iter(_W + "bookmarkStart")]
    ends = [each.get(_W + "id") for each in after.tree(after.main).iter(_W + "bookmarkEnd")]
    assert "my_own" in names
    assert len(names) == len(ends)


def test_the_same_file_gives_the_same_bytes_and_a_clean_one_stays_as_it_is() -> None:
    assert clean(worked_on()) == clean(worked_on())
    once = clean(worked_on())
    assert texts(Package.read(clean(Package.read(once)))) == texts(Package.read(once))


@pytest.mark.parametrize("check", CHECKS)
def test_our_own_checks_hold(check) -> None:  # type: ignore[no-untyped-def]  # one of the checks of a file
    given = CHECKS[check] if isinstance(CHECKS, dict) else check
    assert not list(given(unzip(clean(worked_on()))))


# ── What waits for a person ──────────────────────────────────────────────────────────────────────


def test_comments_and_changes_are_listed() -> None:
    package = commented(worked_on(), SECRET)
    first = next(package.tree(package.main).iter(_W + "p"))
    first.append(w("ins", w("r", text("newly typed")), id="901", author=SECRET, date="2031-01-01T00:00:00Z"))
    assert list(unresolved(package)) == [
        f"tracked insertion by {SECRET}: “newly typed”",
        f"comment by {SECRET}: “Is this so?”",
    ]
    assert not list(unresolved(worked_on()))


def project(where: Path, data: bytes) -> Folders:
    made = folders(where)
    made.output.mkdir()
    entry = {"report": "brief", "sha256": sha256(data), "facts_version": "x", "content": "y"}
    place(made.output, {"brief.docx": data, LEDGER: ledger((sample.document(),), {"brief.docx": entry})})
    return made


def test_the_command_refuses_what_leads_out_of_the_file(tmp_path: Path) -> None:
    where = project(tmp_path, with_relation(brief_built(), "image", "http://tracker.example/p.png"))
    with pytest.raises(InputError, match="it holds a picture that is fetched from"):
        clean_copies(where)
    assert not (where.output / "brief-clean.docx").exists()


@pytest.mark.parametrize("author", [SECRET, AUTHOR])
def test_the_command_refuses_while_a_comment_waits(tmp_path: Path, author: str) -> None:
    where = project(tmp_path, commented(worked_on(), author).pack())
    with pytest.raises(InputError, match=r"brief\.docx: comment by"):
        clean_copies(where)
    assert not (where.output / "brief-clean.docx").exists()


def test_the_command_puts_the_copy_beside_the_brief_and_leaves_that_alone(tmp_path: Path) -> None:
    data = worked_on().pack()
    where = project(tmp_path, data)
    made = clean_copies(where)
    assert [path.name for path in made.written] == ["brief-clean.docx"]
    assert (where.output / "brief.docx").read_bytes() == data
    assert SECRET.encode() not in everything(made.written[0].read_bytes())
    assert clean_copies(where).exit_code == 0
    made.written[0].write_bytes(b"edited")
    assert clean_copies(where).exit_code == 3


def test_a_copy_that_is_not_clean_is_told_apart() -> None:
    """The checks above must fail on what has not been cleaned."""
    inside = everything(brief())
    assert b"_f_1" in inside
    assert b"customXml" in inside
