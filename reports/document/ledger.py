"""Where each fact is used, as data: for the ledger beside the outputs and for people who ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from reports.document import (
    Block,
    ChartPoint,
    Cite,
    Document,
    FactRef,
    Figure,
    Heading,
    Notes,
    Picture,
    ReportInfo,
    Table,
    plain,
    walk,
)
from reports.document.program_version import PROGRAM
from reports.notation.json_lines import listed


@dataclass(frozen=True, slots=True)
class Use:
    """One place that shows or cites a fact."""

    report: str
    heading: str
    """Text of the heading or slide above it; empty on the cover."""
    part: str
    """Kind of block: paragraph, figure 2, table 1, notes …"""
    format: str
    """Format it is printed in; 'cite' for a mark alone."""
    text: str
    where: str
    """Template place as `ReportInfo.kept`, as far as known."""

    @property
    def entry(self) -> dict[str, str]:
        """Return the place by the names of its parts."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def uses(document: Document) -> Iterator[tuple[str, Use]]:
    """Yield (fact id, use) for every figure, chart row and mark of `document`, in reading order."""
    info = document.info
    for node in walk((info.title, info.subtitle, info.basis)):
        if isinstance(node, FactRef):
            yield node.fact_id, Use(info.id, "", "title", node.format, node.text, "")
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = plain(block.inlines)
        yield from _block(document.info, heading, block)


def _block(info: ReportInfo, heading: str, block: Block) -> Iterator[tuple[str, Use]]:
    report, where = info.id, info.kept(block.where)
    part = _part(block)
    for node in walk(block):
        match node:
            case FactRef():
                yield node.fact_id, Use(report, heading, part, node.format, node.text, where)
            case ChartPoint():
                yield node.fact_id, Use(report, heading, part, "chart", node.figure or node.words, where)
            case Cite():
                for id in node.fact_ids:
                    yield id, Use(report, heading, part, "cite", node.text, where)
            case _:
                pass


def _part(block: Block) -> str:
    match block:
        case Figure(number=number) | Picture(number=number) if number:
            return f"figure {number}"
        case Table(number=number) if number:
            return f"table {number}"
        case Notes():
            return "speaker notes"
        case _:
            return type(block).__name__.lower()


def used(documents: tuple[Document, ...]) -> Mapping[str, tuple[Use, ...]]:
    """Return the uses of each fact over all documents, by fact id, each once."""
    table: dict[str, dict[Use, None]] = {}
    for document in documents:
        for id, use in uses(document):
            table.setdefault(id, {})[use] = None
    return {id: tuple(found) for id, found in sorted(table.items())}


def ledger(
    documents: tuple[Document, ...],
    files: Mapping[str, Mapping[str, str]],
    by_hand: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """Return the ledger as JSON: facts version, approvals, what each file is, where each fact is used, what is by hand.

    Args:
        documents: every report of the project, built this time or not; at least one.
        files: report, sha256 and facts_version of each file in the folder, by name.
        by_hand: figures that people wrote into these files and no fact stands behind: text, passage, where.
    """
    book, table = documents[0].book, used(documents)
    content = {
        "made_with": PROGRAM,
        "facts_version": book.version,
        "as_of": book.as_of,
        "reports": {each.info.id: status(each.info) for each in documents},
        "files": {name: dict(entry) for name, entry in sorted(files.items())},
        "uses": {id: [use.entry for use in found] for id, found in table.items()},
        "by_hand": [dict(each) for each in by_hand],
        "unused": [id for id in book.recorded if id not in table],
    }
    return listed(content)


def status(info: ReportInfo) -> dict[str, str]:
    """Return the version of a report, whether it is a draft, and who has approved it on which day."""
    stated = {"version": info.version, "status": "draft" if info.draft else "final"}
    approved = {"approved_by": info.approved_by, "approved_on": info.approved_on, "approval": info.approval}
    return stated | {key: value for key, value in approved.items() if value}


__all__ = ["Use", "ledger", "status", "used", "uses"]
