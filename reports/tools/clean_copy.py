"""`invoke clean-copy`: a Word report for sending out, without what is nobody else's business.

The base of the merge, custom XML, names of authors, revision ids, document variables and the program's own bookmarks go;
what a reader sees, and every link in it, stays. Comments and tracked changes are never settled for a person: they are listed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from reports.errors import BrokenFileError, InputError, Place, Problem
from reports.formats.docx.tracked_changes import story_trees, unresolved
from reports.formats.registry import DOCX
from reports.load.project_folders import Folders
from reports.ooxml.outside_parts import TAKE_OUT, outside_parts
from reports.ooxml.package import OFFICE, Package, parse
from reports.ooxml.part_removal import drop_relations, sweep
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, W, blob, opened
from reports.ooxml.zip_archive import NoZipError, rezipped
from reports.pipeline.build_results import Placed
from reports.pipeline.extra_outputs import edited_since_approved, put, report_names
from reports.pipeline.output_store import held

_W = f"{{{W}}}"
SUFFIX = "-clean"
COMMENTS = f"{OFFICE}/comments"
PRIVATE = (
    f"{OFFICE}/customXml",
    f"{OFFICE}/attachedTemplate",
    COMMENTS,
    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    "http://schemas.microsoft.com/office/2011/relationships/people",
)
"""Kinds of relationships of the document whose parts go."""
PRIVATE_TO_FILE = (
    f"{OFFICE}/custom-properties",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
)
SETTINGS = tuple(_W + tag for tag in ("rsids", "docVars", "attachedTemplate", "linkStyles"))
PERSONAL = {"creator", "lastModifiedBy", "Manager", "TotalTime", "Template", "HyperlinkBase", "LastAuthor"}
"""Elements of the properties parts that name people and machines."""
MARKS = tuple(_W + tag for tag in ("proofErr", "commentRangeStart", "commentRangeEnd", "dataBinding"))
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
IDS = (f"{W14}paraId", f"{W14}textId")
OURS = re.compile(r"_[bf]_|_Toc_|_Ref_|_GoBack$|(?:cite|src)-\d+$|.*_Copy_\d+$")
"""Bookmarks of the program, and those that Word and LibreOffice set by themselves."""
_TARGETS = re.compile(r"\b(?:PAGEREF|NOTEREF|REF)\s+\"?([^\s\"\\]+)|\bHYPERLINK\b[^\\]*\\l\s+\"([^\"]+)\"")


def clean_copies(where: Folders, *, force: bool = False) -> Placed:
    """Write a clean copy of each Word report of the output folder beside it.

    Raises:
        InputError: a report is missing, or holds comments or tracked changes; each is listed.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in report_names(where, DOCX):
        path = where.output / name
        place = Place(where.shown(path))
        if not path.is_file():
            problems.append(Problem(place, "has not been built", "run 'invoke build-reports' and try again"))
            continue
        problems += edited_since_approved(where, name)
        try:
            package = opened(path.read_bytes())
        except BrokenFileError as failure:
            problems.append(Problem(place, str(failure), "move it away and build again"))
            continue
        waiting = list(unresolved(package))
        problems += [Problem(place, what, "settle it in Word, save, and run again") for what in waiting]
        foreign = [each for each in outside_parts(package) if not each.startswith("a template")]  # which is left out
        problems += [Problem(place, f"it holds {what}", TAKE_OUT) for what in foreign]
        if not waiting and not foreign:
            files[f"{name.removesuffix(f'.{DOCX.name}')}{SUFFIX}.{DOCX.name}"] = clean(package)
    if problems:
        raise InputError(problems)
    with held(where.output, where.shown(where.output)):
        return Placed(*put(where.output, files, force=force))


# ── Cleaning ─────────────────────────────────────────────────────────────────────────────────────


def clean(package: Package) -> bytes:
    """Return a Word file without private parts, names and ids; the text and its links stay."""
    for kind in PRIVATE:
        drop_relations(package, package.main, kind)
    for kind in PRIVATE_TO_FILE:
        drop_relations(package, "", kind)
    texts = list(story_trees(package))
    for root in texts:
        _join_codes(root)
    _bookmarks(texts)
    for name in [each for each in package.parts if each.startswith("word/") and each.endswith(".xml")]:
        _strip(package.tree(name))
    _settings(package)
    _properties(package)
    _workbooks(package)
    sweep(package)
    return package.pack()


def _strip(root: Element) -> None:
    for node in list(root.iter()):
        for name in [each for each in node.attrib if str(each).startswith(_W + "rsid") or each in IDS]:
            del node.attrib[name]
        if node.tag in MARKS:
            remove(node)
    for node in list(root.iter(_W + "commentReference")):
        run = node.getparent()
        remove(node)
        if run is not None and all(each.tag == _W + "rPr" for each in run):
            remove(run)


def _settings(package: Package) -> None:
    part = package.related(package.main, f"{OFFICE}/settings")
    if part in package.parts:
        for node in [each for each in package.tree(part) if each.tag in SETTINGS]:
            remove(node)
        drop_relations(package, part, f"{OFFICE}/attachedTemplate")


def _properties(package: Package) -> None:
    for relation in package.relations("").values():
        if relation.kind.endswith(("/core-properties", "/extended-properties")) and relation.target in package.parts:
            _depersonalise(package.tree(relation.target))


def _depersonalise(root: Element) -> None:
    for node in [each for each in root if isinstance(each.tag, str) and each.tag.rpartition("}")[2] in PERSONAL]:
        remove(node)


def _workbooks(package: Package) -> None:
    """Take people's names out of the workbooks behind charts, where 'Edit data' leaves them."""
    for name in [each for each in package.parts if each.endswith(".xlsx")]:
        package.parts[name] = _workbook(package.parts[name])


def _workbook(data: bytes) -> bytes:
    try:
        return rezipped(data, _without_names)
    except NoZipError:
        return data


def _without_names(name: str, data: bytes) -> bytes:
    if posixpath.dirname(name) != "docProps" or not name.endswith(".xml"):
        return data
    root = parse(data)
    _depersonalise(root)
    return blob(root)


# ── Bookmarks ────────────────────────────────────────────────────────────────────────────────────


def _bookmarks(roots: list[Element]) -> None:
    """Take out the program's bookmarks that no link leads to, and name the others neutrally."""
    used = {name for root in roots for name in _targets(root)}
    names: dict[str, str] = {}
    for root in roots:
        gone = set()
        for node in list(root.iter(_W + "bookmarkStart")):
            name = node.get(_W + "name", "")
            if not OURS.match(name):
                continue
            if name in used:
                node.set(_W + "name", names.setdefault(name, f"_{_kind(name)}{len(names) + 1:08d}"))
            else:
                gone.add(node.get(_W + "id", ""))
                remove(node)
        for node in [each for each in root.iter(_W + "bookmarkEnd") if each.get(_W + "id", "") in gone]:
            remove(node)
    for root in roots:
        _redirect(root, names)


def _join_codes(root: Element) -> None:
    """Put the code of each field, which Word splits over runs, into its first run."""
    first: Element | None = None
    for node in list(root.iter(_W + "instrText", _W + "fldChar")):
        if node.tag == _W + "fldChar":
            first = None
        elif first is None:
            first = node
        else:
            first.text = (first.text or "") + (node.text or "")
            first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            node.text = ""


def _kind(name: str) -> str:
    return "Toc" if name.startswith("_Toc") else "Ref"


def _targets(root: Element) -> Iterator[str]:
    """Yield the names of the bookmarks that links and fields lead to."""
    for node in root.iter(_W + "hyperlink"):
        yield node.get(_W + "anchor", "")
    for code in (each.text or "" for each in root.iter(_W + "instrText")):
        yield from _named(code)
    for node in root.iter(_W + "fldSimple"):
        yield from _named(node.get(_W + "instr", ""))


def _named(code: str) -> Iterator[str]:
    for found in _TARGETS.finditer(code):
        yield found[1] or found[2]


def _redirect(root: Element, names: dict[str, str]) -> None:
    def renamed(code: str) -> str:
        return _TARGETS.sub(lambda found: _swapped(found, names), code)

    for node in root.iter(_W + "hyperlink"):
        anchor = node.get(_W + "anchor", "")
        if anchor in names:
            node.set(_W + "anchor", names[anchor])
    for node in root.iter(_W + "instrText"):
        node.text = renamed(node.text or "")
    for node in root.iter(_W + "fldSimple"):
        node.set(_W + "instr", renamed(node.get(_W + "instr", "")))


def _swapped(found: re.Match[str], names: dict[str, str]) -> str:
    name = found[1] or found[2]
    return found[0].replace(name, names.get(name, name))
