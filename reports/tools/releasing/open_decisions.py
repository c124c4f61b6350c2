"""What waits for a decision in a file that people worked on: comments, tracked changes, figures no fact stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.audit.finished.altered import altered
from reports.audit.finished.typed_figures import strays
from reports.document import Document
from reports.errors import Place, Problem, ReportError
from reports.formats.format import Format, Merge
from reports.formats.registry import FORMATS
from reports.ooxml.outside_parts import TAKE_OUT, outside_parts
from reports.ooxml.package import Package


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
    format = FORMATS[name.rpartition(".")[2]]
    merge = format.merge
    assert merge is not None, "a file with a person's edits is of a format that people edit"
    try:
        remarks = tuple(merge.remarks(data))
        figures = tuple(_by_hand(format, merge, data, document, listed))
    except ReportError as failure:
        yield Problem(place, str(failure), "move it away and build again")
        return
    for what in remarks:
        yield Problem(place, f"{what} waits for a decision", "settle it in the file, save and build again")
    for what in outside_parts(Package.read(data)):
        yield Problem(place, f"it holds {what}", TAKE_OUT)
    for what in figures:
        yield Problem(place, what, "declare it as a fact or take it out, and build again")


def _by_hand(
    format: Format, merge: Merge, data: bytes, document: Document, listed: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    """Yield the figures that no fact stands behind: those that the build listed, and any other that the file shows."""
    for each in listed:
        place = merge.spot.format(place=each["where"].partition(", ")[2])
        yield _untraced(place, each["text"], each["passage"])
    text, expected, known = format.read(data), format.expected(document), [each["text"] for each in listed]
    for loose in strays(text, expected, document, known):
        yield _untraced(loose.part, loose.figure, loose.line)
    told = {(each["text"], each["passage"]) for each in listed}
    for loose in altered(text, (line.text for line in expected.lines), document, whole=False):
        if (loose.figure, loose.line) not in told:
            yield _untraced(loose.part, loose.figure, loose.line)


def _untraced(part: str, figure: str, line: str) -> str:
    return f"{part}: no fact stands behind “{figure}”, which was written by hand, in “{line}”"
