"""Place: finished files go into the output folder, joined with people's edits, with the ledger that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reports.document.ledger import ledger
from reports.errors import collect
from reports.formats.registry import FORMATS
from reports.merge.joined import ByHand
from reports.pipeline.approval.approved_edits import correct_approvals, require_approved_edits
from reports.pipeline.composition import Composed, Say
from reports.pipeline.edit_policy import EditPolicy
from reports.pipeline.file_writing import of_project
from reports.pipeline.output_store import CHANGES, LEDGER, MADE_FROM, held, keep, known, place, sha256, withdraw
from reports.pipeline.output_store import by_hand as listed_by_hand
from reports.pipeline.reconciliation import Files, Reconciled, reconcile


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go, and what they meet there."""

    output: Path
    """Folder to place files in."""
    shown: str
    """How messages name it."""
    policy: EditPolicy
    """How to treat what people edited."""


def place_files(
    composed: Composed,
    files: Files,
    made_from: Mapping[str, str],
    target: Target,
    say: Say,
    *,
    paginate: bool = False,
) -> Reconciled:
    """Join `files` with people's edits, place them, and return what became of each.

    `made_from` gives the digest of what each report is made from, by its id, for the ledger. With `paginate`, the contents of
    files that people edited get the pages of the joined file.

    Raises:
        InputError: the folder cannot be written, or a person wrote a figure and the policy is strict; nothing was placed.
        UnapprovedEditsError: a report was approved with other edits of people; nothing was placed.
    """
    output = target.output
    with held(output, target.shown):
        made = reconcile(output, files, composed.documents, target.policy)
        require_approved_edits(made, files, composed)
        correct_approvals(made, composed)
        if paginate:
            _repage(made)
        if target.policy.strict:
            collect(made.untraced(target.shown))
        if hands := _hands(output, made):
            made.files.update((name, file) for name, file in of_project(composed, hands).items() if name in made.files)
        for name in made.copies:
            keep(output, name)
        if CHANGES not in files and (output / CHANGES).exists():
            made.remarks += _withdrawn(output, composed)
        say("place " + ", ".join(made.files))
        place(output, _contents(composed, made, hands, made_from, output))
    return made


def _repage(made: Reconciled) -> None:
    """Give the contents of joined files the pages that their headings have now."""
    for name in made.joined:
        numbers = FORMATS[name.rpartition(".")[2]].page_numbers
        if numbers and name in made.files:
            from reports.pipeline.pagination import repaged  # seldom needed

            made.files[name] = replace(made.files[name], data=repaged(name, made.files[name].data, numbers))


def _withdrawn(output: Path, composed: Composed) -> Iterable[str]:
    """Take the correction note away, which says nothing any longer, and yield what is to be told of it."""
    if not composed.releases:
        withdraw(output, CHANGES)
        return
    version = composed.releases[-1].version
    why = f"nothing differs from what was sent out last, as version {version}"
    if withdraw(output, CHANGES):
        yield f"note: {CHANGES} is taken away: {why}; a release keeps the note of what it changed beside its files"
    else:
        yield f"note: {CHANGES} was edited by hand and stays, but {why}"


def abandoned(target: Target, names: Iterable[str]) -> Iterable[str]:
    """Yield a note for each file of an earlier build that is none of `names` any more; it is left where it is."""
    made = frozenset(names)
    for name, entry in known(target.output).items():
        if entry["report"] and name not in made and (target.output / name).exists():
            yield f"note: {target.shown}/{name} is of an earlier build, and no report makes it now; delete it or move it away"


def _hands(output: Path, made: Reconciled) -> tuple[ByHand, ...]:
    """Return the figures written by hand: those of the files at hand, and what the ledger lists of others."""
    others = (
        ByHand(each.get("text", ""), each.get("passage", ""), each.get("where", "")) for each in listed_by_hand(output)
    )
    names = {each: each.where.partition(", ")[0] for each in others}
    left = (each for each, name in names.items() if name not in made.files and (output / name).exists())
    return (*made.by_hand, *left)


def _contents(
    composed: Composed, made: Reconciled, hands: Sequence[ByHand], made_from: Mapping[str, str], output: Path
) -> dict[str, bytes]:
    """Return everything that is to be placed, the ledger last."""
    entries = {name: entry for name, entry in known(output).items() if (output / name).exists()}
    for name, file in made.files.items():
        entry = {
            "report": file.report,
            "sha256": sha256(file.data),
            "facts_version": composed.facts_version(file.report),
        }
        entries[name] = entry | {MADE_FROM: made_from[file.report]} | made.edits(name)
    written = {name: file.data for name, file in made.files.items()}
    listed = [{"text": hand.text, "passage": hand.passage, "where": hand.where} for hand in hands]
    return {**written, **made.beside, LEDGER: ledger(composed.documents, entries, listed)}
