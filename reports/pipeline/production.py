"""From composed documents to files in their place: audit, write, join with people's edits, place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reports.audit import doubts, literals
from reports.document.ledger import ledger
from reports.errors import Problem, ReportError, collect
from reports.formats.registry import PROJECT_FORMATS
from reports.merge.joined import ByHand
from reports.pipeline.composition import Composed, Say, audited
from reports.pipeline.correction_note import changes
from reports.pipeline.document_digests import digests
from reports.pipeline.early_files import Begun
from reports.pipeline.edit_policy import Persons
from reports.pipeline.file_batch import Batch, Part, batch, together
from reports.pipeline.file_outcomes import File, Files, Settled, settle
from reports.pipeline.output_store import CHANGES, LEDGER, MADE_FROM, Placed, held, keep, known, place, sha256, withdraw
from reports.pipeline.output_store import by_hand as listed_by_hand
from reports.pipeline.process_copy import Forked
from reports.pipeline.up_to_date import Standing


@dataclass(frozen=True, slots=True)
class Built(Placed):
    """What a build did."""

    standing: tuple[Path, ...] = ()
    """Files that were not made anew, since they would have been the same."""


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
    standing: Standing
    """What an earlier build left."""


def finish(draft: Composed, order: Order, ahead: Begun, say: Say) -> Built:
    """Audit what was composed, write and audit the files, join them with people's edits, and place them.

    The audit and the files of formats with a plan, about half of the work, are left to a copy of this process; where there
    are none, and there is more to do here, the files of the project as a whole are.

    Args:
        draft: the documents, with nothing known to be wrong.
        order: what is to be made of them.
        ahead: files that were begun earlier.
        say: takes one line a step.

    Raises:
        InputError: the content is wrong, or a finished file says something that its document does not; no output was touched.
    """
    wanted = [part for part in _parts(draft) if part.document.info.id in order.only]
    made_from = digests(draft.documents, draft.templates.theme)
    todo = [part for part in wanted if not order.standing.holds(part.name, made_from[part.document.info.id])]
    stand = [part for part in wanted if part not in todo]
    say("audit what was composed")
    made, shared, doubted = _made(draft, order, todo, stand, ahead, say)
    if made.problems or made.skipped:
        collect(_look(draft, made.problems))
    files = {part.name: made.files[part.name] for part in todo if part.name in made.files} | shared
    if not order.as_of and (note := changes(draft.previous, draft.documents, draft.book)):
        files[CHANGES] = File("", note)
    settled = _placed(draft, files, order, made_from, say)
    return Built(
        written=tuple(order.output / name for name in settled.files),
        skipped=(*made.skipped, *settled.skipped),
        notes=(*doubted, *settled.told, *_abandoned(draft, order)),
        standing=tuple(order.output / part.name for part in stand),
    )


def _made(
    draft: Composed, order: Order, todo: Sequence[Part], stand: Sequence[Part], ahead: Begun, say: Say
) -> tuple[Batch, Files, tuple[str, ...]]:
    """Audit everything and make the files `todo`; return them, those of the project as a whole, and what is doubtful."""
    planned = [part for part in todo if part.format.plan]
    here = [part for part in todo if part not in planned and part.name not in ahead]
    fitting = {(part.document.info.id, part.kind) for part in stand}
    spare = bool(here and not planned)
    for load in {part.format.shared for part in here} & {part.format.shared for part in planned}:
        if load:
            load()  # which the copy of this process need not do again
    with Forked(partial(_checked, draft, planned, fitting, spare)) as beside:
        try:
            rest = [batch(here, partial(_write, draft, order, say))]
            say("write " + ", ".join(each.file for each in PROJECT_FORMATS.values()))
            shared = {} if spare else of_project(draft)
            rest += [_waited(part, ahead, say) for part in todo if part.name in ahead]
        except ReportError:
            beside.result()  # what the audit has to say comes first
            collect(_look(draft, ()))
            raise
        made, other, doubted = beside.result()
    return together([*rest, made]), shared or other, doubted


def _look(draft: Composed, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Return what is wrong with fonts and style sheet, in the words of `check`; else `problems` of the finished files."""
    from reports.pipeline.editions.build_foresight import blamed, refused_look  # seldom needed

    return tuple(refused_look(draft.templates)) or blamed(problems, draft.templates)


def _abandoned(draft: Composed, order: Order) -> Iterable[str]:
    """Yield a note for each file of an earlier build that no report makes any more; it is left where it is."""
    names = {part.name for part in _parts(draft)}
    for name, entry in known(order.output).items():
        if entry["report"] and name not in names and (order.output / name).exists():
            yield f"note: {order.shown}/{name} is of an earlier build, and no report makes it now; delete it or move it away"


def _parts(draft: Composed) -> Iterable[Part]:
    return (Part(document, kind) for document in draft.documents for kind in document.info.formats)


def _checked(
    draft: Composed, planned: Sequence[Part], fitting: Set[tuple[str, str]], shared: bool
) -> tuple[Batch, Files, tuple[str, ...]]:
    """Audit and plan all documents; return the files `planned`, where wanted those of the project, and what is doubtful."""
    composed = audited(draft, (), fitting=fitting)
    doubted = tuple(f"note: {doubt}" for doubt in sorted(doubts(draft.book, draft.documents)))
    return batch(planned, partial(_as_planned, composed)), of_project(draft) if shared else {}, doubted


def _as_planned(composed: Composed, part: Part) -> bytes:
    plan = part.format.plan
    assert plan is not None, "only parts with a plan are left to the copy"
    return plan.write(composed.plans[part.document.info.id, part.kind], composed.templates.theme)


def _write(draft: Composed, order: Order, say: Say, part: Part) -> bytes:
    say(f"write and audit {part.name}")
    if order.paginate and (numbers := part.format.page_numbers):
        from reports.pipeline.pagination import paginated

        return paginated(part.document, draft.templates.theme, part.format, numbers)
    return part.format.write(part.document, draft.templates.theme)


def _waited(part: Part, ahead: Begun, say: Say) -> Batch:
    say(f"write and audit {part.name}")
    return ahead[part.name]()


def of_project(composed: Composed, by_hand: tuple[ByHand, ...] = ()) -> Files:
    """Return the files of the project as a whole, made of all reports, whichever of them are built."""
    waived = tuple(each for document in composed.documents for each in literals(document, composed.templates))
    theme = composed.templates.theme
    return {
        each.file: File("", each.write(composed.documents, composed.book, theme, waived, by_hand))
        for each in PROJECT_FORMATS.values()
    }


def _placed(draft: Composed, files: Files, order: Order, made_from: Mapping[str, str], say: Say) -> Settled:
    """Join the files with people's edits, place them, and return what became of each."""
    output = order.output
    with held(output, order.shown):
        settled = settle(output, files, draft.documents, order.persons)
        if order.persons.strict:
            collect(settled.untraced(order.shown))
        if hands := _hands(output, settled):
            anew = of_project(draft, hands)
            settled.files.update((name, file) for name, file in anew.items() if name in settled.files)
        for name in settled.copies:
            keep(output, name)
        if CHANGES not in files:
            withdraw(output, CHANGES)
        say("place " + ", ".join(settled.files))
        place(output, _contents(draft, settled, hands, made_from, output))
    return settled


def _hands(output: Path, settled: Settled) -> tuple[ByHand, ...]:
    """Return the figures written by hand: those of the files at hand, and what the ledger lists of others."""
    others = (
        ByHand(each.get("text", ""), each.get("passage", ""), each.get("where", "")) for each in listed_by_hand(output)
    )
    names = {each: each.where.partition(", ")[0] for each in others}
    left = (each for each, name in names.items() if name not in settled.files and (output / name).exists())
    return (*settled.by_hand, *left)


def _contents(
    draft: Composed, settled: Settled, hands: Sequence[ByHand], made_from: Mapping[str, str], output: Path
) -> dict[str, bytes]:
    """Return everything that is to be placed, the ledger last."""
    entries = {name: entry for name, entry in known(output).items() if (output / name).exists()}
    for name, file in settled.files.items():
        entry = {"report": file.report, "sha256": sha256(file.data), "facts_version": draft.facts_version(file.report)}
        entries[name] = entry | {MADE_FROM: made_from[file.report]} | settled.edits(name)
    written = {name: file.data for name, file in settled.files.items()}
    return {
        **written,
        **settled.beside,
        LEDGER: ledger(
            draft.documents,
            entries,
            [{"text": hand.text, "passage": hand.passage, "where": hand.where} for hand in hands],
        ),
    }
