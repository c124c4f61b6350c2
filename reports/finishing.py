"""From audited documents to files in their place: write, audit what was written, join with people's edits, place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from reports.audit import audit_file, literals
from reports.composing import Composed, Say
from reports.errors import MissingLibraryError, Problem, collect
from reports.joining import ByHand
from reports.ledger import ledger
from reports.making import Ahead, Made
from reports.model import Document
from reports.office import OfficeError
from reports.persons import Persons
from reports.placing import CHANGES, LEDGER, MADE_FROM, Skipped, held, keep, known, place, sha256, withdraw
from reports.releases import changes, digests
from reports.settling import Files, Settled, settle
from reports.theme import Theme

Writer = Callable[[Document, Theme], bytes]
EVIDENCE = "evidence.html"

WRITERS: Mapping[str, str] = {
    "docx": "reports.writers.docx",
    "pptx": "reports.writers.pptx",
    "pdf": "reports.writers.pdf",
}
"""Format to the module whose `write(document, theme) -> bytes` makes it; imported when needed."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    written: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """Return 0 where all was built, 3 where a report was skipped."""
        return 3 if self.skipped else 0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of the composed documents, and how."""

    output: Path
    """Folder to place files in."""
    shown: str
    """How messages name it."""
    only: tuple[str, ...]
    """Names of the reports to be written."""
    as_of: str
    """Last day that was taken into account, ISO 8601; empty for today."""
    persons: Persons
    """How to treat what people edited."""
    paginate: bool
    """Whether LibreOffice finds the pages in the contents of Word files."""


def finish(composed: Composed, order: Order, ahead: Ahead, say: Say) -> Built:
    """Write and audit the files, join them with people's edits, and place them.

    Args:
        composed: the documents.
        order: what is to be made of them.
        ahead: files that were begun earlier.
        say: takes one line a step.

    Raises:
        InputError: a finished file says something that its document does not; no output was touched.
    """
    output = order.output
    say(f"write {EVIDENCE}")
    page = evidence(composed)
    files, skipped = _write_all(composed, order, ahead, say)
    files[EVIDENCE] = ("", page)
    if not order.as_of and (note := changes(composed.previous, composed.documents, composed.book)):
        files[CHANGES] = ("", note)
    with held(output, order.shown):
        settled = settle(output, files, composed.documents, order.persons)
        if order.persons.strict:
            collect(settled.untraced(order.shown))
        if settled.by_hand:
            settled.files[EVIDENCE] = ("", evidence(composed, settled.by_hand))
        return _place(output, settled, composed, skipped, made_changes=CHANGES in files, say=say)


def _write_all(composed: Composed, order: Order, ahead: Ahead, say: Say) -> tuple[Files, list[Skipped]]:
    """Write and audit every file of the wanted reports; a file whose library is missing is skipped.

    Raises:
        InputError: a finished file says something that its document does not.
    """
    wanted = {
        f"{document.info.name}.{kind}": (document, kind)
        for document in composed.documents
        for kind in (document.info.formats if document.info.id in order.only else ())
    }
    files: Files = {}
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for name in sorted(wanted, key=lambda name: name in ahead):  # those made elsewhere are waited for last
        document, kind = wanted[name]
        say(f"write and audit {name}")
        try:
            data, found = ahead[name]() if name in ahead else _made(kind, document, composed, paginate=order.paginate)
        except (MissingLibraryError, OfficeError) as failure:
            skipped.append(Skipped(name, str(failure)))
            continue
        files[name] = (document.info.id, data)
        problems += found
    collect(problems)
    return {name: files[name] for name in wanted if name in files}, skipped


def _made(kind: str, document: Document, composed: Composed, *, paginate: bool) -> Made:
    data = _written(kind, document, composed, paginate=paginate)
    return data, audit_file(kind, data, document)


def evidence(composed: Composed, by_hand: tuple[ByHand, ...] = ()) -> bytes:
    """Return the evidence page of all reports, whichever of them is built."""
    from reports.writers.evidence import ByHand as EvidenceByHand
    from reports.writers.evidence import write

    waived = tuple(each for document in composed.documents for each in literals(document, composed.templates))
    hands = tuple(EvidenceByHand(hand.text, hand.passage, hand.where) for hand in by_hand)
    return write(composed.documents, composed.book, composed.templates.theme, literals=waived, by_hand=hands)


def _written(kind: str, document: Document, composed: Composed, *, paginate: bool) -> bytes:
    theme = composed.templates.theme
    if kind == "docx" and paginate:
        from reports.paginate import paginated

        return paginated(document, theme)
    if kind == "pptx":  # planned already, when everything was checked
        from reports.writers.pptx import write_deck

        return write_deck(composed.decks[document.info.id], theme)
    write: Writer = import_module(WRITERS[kind]).write
    return write(document, theme)


def _place(
    output: Path, settled: Settled, composed: Composed, skipped: list[Skipped], *, made_changes: bool, say: Say
) -> Built:
    for name in settled.copies:
        keep(output, name)
    if not made_changes:
        withdraw(output, CHANGES)
    say("place " + ", ".join(settled.files))
    entries = {name: entry for name, entry in known(output).items() if (output / name).exists()}
    made_from = digests(composed.documents, composed.templates.theme)
    for name, (report, data) in settled.files.items():
        entry = {"report": report, "sha256": sha256(data), "facts_version": composed.facts_version(report)}
        entries[name] = entry | {MADE_FROM: made_from[report]} | settled.edits(name)
    written = {name: data for name, (_, data) in settled.files.items()}
    hands = [asdict(hand) for hand in settled.by_hand]
    place(output, {**written, **settled.beside, LEDGER: ledger(composed.documents, entries, hands)})
    return Built(tuple(output / name for name in written), (*skipped, *settled.skipped), settled.told)
