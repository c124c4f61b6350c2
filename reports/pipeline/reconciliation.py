"""Join: what becomes of each new file where an older one lies: replaced, joined with a person's edits, or left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reports.document import Document
from reports.errors import BrokenFileError, InternalError, Place, Problem
from reports.formats.registry import FORMATS
from reports.merge.joined import ByHand, Joined
from reports.ooxml.other_formats import BESIDE
from reports.pipeline.build_results import Skipped
from reports.pipeline.edit_policy import EditPolicy
from reports.pipeline.output_store import EDITS, edited, in_use, refusal, sidecar


@dataclass(frozen=True, slots=True)
class File:
    """A finished file."""

    report: str
    """The report it belongs to; empty for none."""
    data: bytes
    base: bytes = b""
    """What is kept beside it, so that the next build can tell edits; empty for formats that nobody edits."""


Files = dict[str, File]
"""By file name."""


@dataclass
class Reconciled:
    """What is to be placed, and what has to be told."""

    files: Files = field(default_factory=dict)
    beside: dict[str, bytes] = field(default_factory=dict)
    """Sidecar files, by name."""
    joined: dict[str, Joined] = field(default_factory=dict)
    copies: list[str] = field(default_factory=list)
    """Files to copy into the history first."""
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What else has to be told, one line each."""

    @property
    def by_hand(self) -> tuple[ByHand, ...]:
        """Return the figures that people wrote, over all files."""
        return tuple(hand for each in self.joined.values() for hand in each.by_hand)

    @property
    def told(self) -> tuple[str, ...]:
        """Return what has to be said of the joined files, one line each."""
        lines = [*self.remarks]
        for name, each in self.joined.items():
            count = "no edit" if not each.edits else "1 edit" if each.edits == 1 else f"{each.edits} edits"
            lines += [f"{name}: {count} of yours found" + (", which exist in this file only" if each.edits else "")]
            lines += [f"{name}: {line}" for line in each.told]
        return tuple(lines)

    def edits(self, name: str) -> dict[str, str]:
        """Return what the ledger says of the edits in a file: nothing where a person has no part in it."""
        each = self.joined.get(name)
        return {} if each is None or each.fresh else {EDITS: str(max(1, each.edits))}

    def untraced(self, shown: str) -> Iterator[Problem]:
        """Yield a problem for each figure that a person wrote; `shown` names the output folder."""
        for hand in self.by_hand:
            what = f"{hand.name}, in “{hand.passage}”"
            yield Problem(
                Place(f"{shown}/{hand.where}"), what, "declare it as a fact, take it out, or build without --strict"
            )


def reconcile(folder: Path, files: Files, documents: Sequence[Document], policy: EditPolicy) -> Reconciled:
    """Return what becomes of `files` in `folder`; nothing is written.

    A file that a person edited is joined with what is new where its format can, unless `policy.force`. Any other file that
    is not as a build left it is left alone.
    """
    made = Reconciled()
    by_id = {document.info.id: document for document in documents}
    for name, file in files.items():
        if file.base:
            _editable(made, folder, name, file, by_id[file.report], policy)
        else:
            _other(made, folder, name, file, policy)
    return made


def _other(made: Reconciled, folder: Path, name: str, file: File, policy: EditPolicy) -> None:
    reason = refusal(folder, name)
    if reason and not (policy.force and "--force" in reason):
        made.skipped.append(Skipped(name, reason))
        return
    made.copies += [name] * bool(reason)
    made.files[name] = file


def _editable(made: Reconciled, folder: Path, name: str, file: File, document: Document, policy: EditPolicy) -> None:
    if reason := in_use(folder, name):
        made.skipped.append(Skipped(name, reason))
        return
    made.remarks += _saved_otherwise(folder, name)
    new = file.data
    if edited(folder, name):
        if refusal(folder, name):
            made.copies.append(name)
        if not policy.force:
            try:
                made.joined[name] = each = _joined(folder, name, new, document, restore=policy.restore)
            except (BrokenFileError, InternalError) as failure:
                made.copies = [copy for copy in made.copies if copy != name]
                cure = getattr(failure, "cure", BrokenFileError.cure)
                made.skipped.append(Skipped(name, f"it cannot be joined with what is new ({failure}); {cure}"))
                return
            new = each.data
    made.files[name] = replace(file, data=new)
    made.beside[sidecar(name)] = file.base


def _saved_otherwise(folder: Path, name: str) -> Iterator[str]:
    """Yield what is to be said of files of another format that bear the name of this one."""
    stem, _, ending = name.rpartition(".")
    for other in BESIDE.get(f".{ending}", ()):
        if (folder / f"{stem}{other}").is_file():
            cure = f"save it as .{ending} elsewhere and run 'invoke join-copy' on that"
            yield f"{stem}{other} lies beside {name} and is not read; if somebody edited it, {cure}"


def _joined(folder: Path, name: str, new: bytes, document: Document, *, restore: bool) -> Joined:
    path, beside = folder / name, folder / sidecar(name)
    kept = beside.read_bytes() if beside.is_file() else None
    merge = FORMATS[name.rpartition(".")[2]].merge
    assert merge is not None, "a file with a base is of a format that people edit"
    return merge.join(name, path.read_bytes(), new, kept, document, restore)
