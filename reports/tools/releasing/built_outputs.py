"""Whether a file in the output folder is what a build would make now, and holds nothing that waits for a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.document import Document
from reports.errors import Place, Problem
from reports.load.project_folders import Folders
from reports.pipeline.approval.approved_documents import as_drafts
from reports.pipeline.composition import Composed
from reports.pipeline.document_digests import digest, digests
from reports.pipeline.output_store import EDITS, by_hand, known, sha256
from reports.tools.releasing.open_decisions import waiting


@dataclass(frozen=True, slots=True)
class Outputs:
    """What lies in the output folder, and what it is held against."""

    where: Folders
    composed: Composed
    ledger: Mapping[str, Mapping[str, str]]
    made_from: Mapping[str, str]
    """Digest of what each report is made from now, by its id; under '' that of all."""
    then: str
    """What the user is about to do, for messages: 'publish'."""

    def document(self, report: str) -> Document:
        """Return a report as composed."""
        return next(each for each in self.composed.documents if each.info.id == report)


def outputs(where: Folders, composed: Composed, then: str) -> Outputs:
    """Return what lies in the output folder."""
    made_from = digests(composed.documents, composed.templates.theme)
    return Outputs(where, composed, known(where.output), made_from, then)


def problems_of(name: str, report: str, found: Outputs) -> Iterator[Problem]:
    """Yield what is wrong with the file `name` of `report`, '' for one of the project as a whole."""
    path, entry = found.where.output / name, found.ledger.get(name)
    place = Place(found.where.shown(path))
    if not path.is_file():
        yield Problem(place, "has not been built", f"run 'invoke build-reports' and {found.then} again")
    elif entry is None:
        yield Problem(place, "was not written by this program", f"move it away, build and {found.then}")
    elif sha256(path.read_bytes()) != entry["sha256"]:
        cure = "build again, so that the edits are taken over and listed, or move the file away"
        yield Problem(place, "was edited by hand since it was built", cure)
    elif what := _stale(report, entry, found):
        yield Problem(place, what, f"run 'invoke build-reports' and {found.then} again")
    elif entry.get(EDITS, "0") != "0":  # any other file is what was written and audited, byte for byte
        listed = [each for each in by_hand(found.where.output) if each.get("where", "").partition(", ")[0] == name]
        yield from waiting(name, path.read_bytes(), found.document(report), place, listed)


def _stale(report: str, entry: Mapping[str, str], found: Outputs) -> str:
    """Return why a file is not what a build would make now; empty where it is."""
    if entry["facts_version"] != (now := found.composed.facts_version(report)):
        return f"was built from the facts {entry['facts_version']}, which are now {now}"
    if entry.get("content") == found.made_from[report]:
        return ""
    if report and not found.document(report).info.draft:
        [draft] = as_drafts([found.document(report)])
        if entry.get("content") == digest(draft, found.composed.templates.theme):
            return (
                "was built as a draft: before it was approved, or with other edits in it than those that were approved"
            )
    return "was built from other templates than those of now"
