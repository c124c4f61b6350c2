"""What waits for a decision in a file that people worked on: comments, tracked changes, figures no fact stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.audit.typed_figures import strays
from reports.document import Document
from reports.errors import Place, Problem, ReportError
from reports.formats.docx.merge.comments import AUTHOR, FIGURE
from reports.formats.docx.tracked_changes import unresolved
from reports.formats.extraction import extract
from reports.formats.pptx.merge.file_reading import FLAG, notes_body, read, said
from reports.ooxml.package import Package
from reports.ooxml.presentationml import A, opened

COMMENTS = "/comments"
"""How kinds of relationships end that lead from a slide to remarks, in the old form and in the new ([MS-PPTX] 2.1.3)."""
SHOWN = 160
"""Characters of a remark that a message quotes."""


def waiting(
    name: str, data: bytes, document: Document, place: Place, listed: Sequence[Mapping[str, str]] = ()
) -> Iterator[Problem]:
    """Yield a problem for everything in a file with a person's edits that a final does not leave open.

    Args:
        name: of the file, with its ending.
        data: its bytes.
        document: what it was made from.
        place: how messages name it.
        listed: figures written by hand that the build found in it, as the ledger lists them: text, passage, where.
    """
    kind = name.rpartition(".")[2]
    try:
        remarks = tuple(_open(Package.read(data)) if kind == "docx" else _remarks(opened(data)))
        figures = tuple(_by_hand(kind, data, document, listed))
    except ReportError as failure:
        yield Problem(place, str(failure), "move it away and build again")
        return
    for what in remarks:
        yield Problem(place, f"{what} waits for a decision", "settle it in the file, save, build and publish again")
    for what in figures:
        yield Problem(place, what, "declare it as a fact or take it out, build and publish again")


def _by_hand(kind: str, data: bytes, document: Document, listed: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the figures that no fact stands behind: those that the build listed, and any other that the file shows."""
    for each in listed:
        place = each["where"].partition(", ")[2]
        yield _untraced(f"under “{place}”" if kind == "docx" else place, each["text"], each["passage"])
    for loose in strays(kind, extract(kind, data), document, [each["text"] for each in listed]):
        yield _untraced(loose.part, loose.figure, loose.line)


def _open(package: Package) -> Iterator[str]:
    """Yield tracked changes and comments, apart from the program's own on figures, each of which is told by itself."""
    own = tuple(f"comment by {AUTHOR}: “{words}" for words in FIGURE)
    yield from (what for what in unresolved(package) if not what.startswith(own))


def _untraced(part: str, figure: str, line: str) -> str:
    return f"{part}: no fact stands behind “{figure}”, which was written by hand, in “{line}”"


def _remarks(package: Package) -> Iterator[str]:
    """Yield the comments on slides, and what the program said in notes about a person's edits."""
    for number, page in enumerate(read(package).pages, 1):
        for each in package.relations(page.part).values():
            if each.kind.endswith(COMMENTS) and each.target in package.parts:
                words = " ".join("".join(map(str, package.tree(each.target).itertext())).split())
                yield f"slide {number}: comment “{words[:SHOWN]}”"
        body = notes_body(package, page.notes_part)
        for line in map(said, body.findall(f"{A}p")[:1] if body is not None else ()):
            if line.startswith(FLAG):
                yield f"slide {number}: remark in the notes “{line.removeprefix(FLAG)[:SHOWN]}”"
