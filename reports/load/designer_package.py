"""Whether a base document of a designer is whole: every part that it leads to is there and can be read (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

TYPES, SHOW = "[Content_Types].xml", "ppt/presentation.xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ROOTS = {
    "package.relationships+xml": f"{_PACKAGE}relationships}}Relationships",
    "core-properties+xml": f"{_PACKAGE}metadata/core-properties}}coreProperties",
    "custom-properties+xml": "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}Properties",
    "wordprocessingml.document.main+xml": f"{_W}document",
    "wordprocessingml.template.main+xml": f"{_W}document",
    "wordprocessingml.styles+xml": f"{_W}styles",
    "wordprocessingml.numbering+xml": f"{_W}numbering",
    "word.document.macroEnabled.main+xml": f"{_W}document",
    "word.template.macroEnabledTemplate.main+xml": f"{_W}document",
    "presentationml.presentation.main+xml": f"{_P}presentation",
    "powerpoint.presentation.macroEnabled.main+xml": f"{_P}presentation",
    "powerpoint.template.macroEnabled.main+xml": f"{_P}presentation",
    "presentationml.template.main+xml": f"{_P}presentation",
    "presentationml.slideMaster+xml": f"{_P}sldMaster",
    "presentationml.slideLayout+xml": f"{_P}sldLayout",
    "presentationml.notesMaster+xml": f"{_P}notesMaster",
    "officedocument.theme+xml": "{http://schemas.openxmlformats.org/drawingml/2006/main}theme",
}
"""Ending of a content type to the element that a part of it begins with: of the parts that reports are made from."""
NEEDED = frozenset({"officeDocument", "slideMaster", "slideLayout", "theme"})
"""Kinds of relationship that a presentation cannot do without; others may lead nowhere, as they do in many."""
LEADING = ("slideMaster+xml", "slideLayout+xml")
"""Ending of the content type of parts that must lead to others: a layout to its master, a master to its theme."""
MASTER = "slideMaster+xml"
XML = (".xml", ".rels", ".vml")
LARGEST = 200_000_000
"""Bytes of a base document, unpacked."""
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""Begins the files of office programs up to 2003, and those that newer ones encrypt ([MS-CFB] 2.2, [MS-OFFCRYPTO] 2.3)."""
SEALED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an encrypted file."""
ENCRYPTED = "is encrypted with a password"
OLD = "is in the format of office programs before 2007"
STRICT = "is Strict Open XML, which is not read"
NO_PACKAGE = "is no office file, or a part of one only"
OTHER_KINDS = {
    "word/document.xml": "is a Word file",
    "ppt/presentation.xml": "is a PowerPoint file",
    "xl/workbook.xml": "is an Excel file",
    "mimetype": "is an OpenDocument file",
}
"""What a package is that is not of the kind wanted, by a part that only such ones have."""
CURES = {
    ENCRYPTED: "take the password off in {program} (File, Info, Protect) and save it again",
    OLD: "open it in {program} and save it as {ending}",
    NO_PACKAGE: "put a whole {ending} in its place, as {program} saves it, or take it away",
    **dict.fromkeys(OTHER_KINDS.values(), "put a {ending} that {program} saves in its place, or take it away"),
    STRICT: "save it from {program} as an ordinary {ending}, not as a Strict Open XML one",
}
"""What to do about a file that is no broken one, yet cannot be read."""
STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"
"""Begins the names of the elements of Strict files (ISO/IEC 29500-1); Transitional ones have others (29500-4)."""


def broken(path: Path, parts: tuple[str, ...]) -> str:
    """Return why the package at `path`, which must hold `parts`, cannot be a base; empty where it can."""
    if not path.is_file():
        return "is no file"
    try:
        if sealed := _sealed(path):
            return sealed
        with ZipFile(path) as package:
            if sum(each.file_size for each in package.infolist()) > LARGEST:
                return f"unpacks to more than {LARGEST:,} bytes"
            if lost := next((part for part in (TYPES, *parts) if part not in package.namelist()), ""):
                return _other_kind(package, parts) or f"is no document of this kind (it has no {lost})"
            return STRICT if _is_strict(package, parts) else next(_faults(package, parts), "")
    except etree.XMLSyntaxError as failure:
        return f"is broken ({failure})"
    except BadZipFile:
        return NO_PACKAGE
    except (OSError, ValueError, EOFError, NotImplementedError, KeyError, zlib.error) as failure:
        return f"is broken ({failure})"


def _other_kind(package: ZipFile, parts: tuple[str, ...]) -> str:
    """Return what a package is where it is a document of another kind; empty where it is broken."""
    return next((what for part, what in OTHER_KINDS.items() if part in package.namelist() and part not in parts), "")


def cure_of(why: str, program: str, name: str) -> str:
    """Return what to do about a base document called `name` that cannot be followed because of `why`."""
    ending = f".{name.rpartition('.')[2]}"
    return CURES.get(why, "save it again from {program}, or take it away").format(program=program, ending=ending)


def _sealed(path: Path) -> str:
    """Return why a file that is no package is none: it is encrypted, or of an older format; empty for any other."""
    with path.open("rb") as file:
        if file.read(len(COMPOUND)) != COMPOUND:
            return ""
        return ENCRYPTED if SEALED in file.read(LARGEST) else OLD


def _is_strict(package: ZipFile, parts: tuple[str, ...]) -> bool:
    return any(STRICT_NAMESPACE in package.read(part)[:4000] for part in parts)


def _faults(package: ZipFile, parts: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with what the package leads to, from its first relationships on; it must lead to all `parts`."""
    names, kinds, slides = set(package.namelist()), _kinds(package), SHOW in parts
    seen: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        relations = posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
        if relations not in names:
            if kinds(part).endswith(LEADING):
                yield f"is broken (it has no {relations})"
            continue
        yield from _fault(package, relations, kinds)
        for relation, target in _targets(package, relations, posixpath.dirname(part)):
            if target not in names:
                if relation in NEEDED or not slides:
                    yield f"is broken ({relations} leads to {target}, which is not there)"
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
                yield from _fault(package, target, kinds)
    yield from (f"is broken (nothing leads to {part})" for part in parts if part not in seen)
    yield from ("is broken (it has no slide master)",) * (
        slides and not any(kinds(each).endswith(MASTER) for each in seen)
    )


def _kinds(package: ZipFile) -> Callable[[str], str]:
    """Return what gives the content type of a part by its name (10.1.2.2); empty where it has none."""
    root = _parsed(package, TYPES)
    parts = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in root}
    endings = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in root}
    return lambda part: parts.get(part) or endings.get(part.rpartition(".")[2].lower(), "")


def _parsed(package: ZipFile, part: str) -> etree._Element:
    return etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _fault(package: ZipFile, part: str, kinds: Callable[[str], str]) -> Iterator[str]:
    """Yield that a part has no content type, or does not begin as one of its kind must; raises where it is no XML."""
    if not (kind := kinds(part)):
        yield f"is broken ({TYPES} does not say what {part} is)"
    elif part.lower().endswith(XML):
        root = _parsed(package, part)
        wanted = next((tag for ending, tag in ROOTS.items() if kind.endswith(ending)), root.tag)
        if root.tag != wanted:
            yield f"is broken ({part} begins with {root.tag})"


def _targets(package: ZipFile, relations: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield kind and part of what `relations`, which belong to a part in `folder`, lead to, but for outside addresses."""
    for each in _parsed(package, relations):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            yield each.get("Type", "").rpartition("/")[2], target
