"""A run from the list of recipients to the manifest: what is wrong is said first, then copies are made or gone on with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from reports.errors import FlagError, InputError, Place, Problem, ReportError, collect, tell_what_stays
from reports.load.project_folders import Folders
from reports.pipeline.composition import Composed, Say, compose_all
from reports.pipeline.document_digests import digest
from reports.pipeline.editions.build_foresight import blamed, refused_look
from reports.pipeline.editions.copies import Job, Kit, Runner, run_here, run_processes
from reports.pipeline.editions.copy_jobs import jobs, kit, laid_out
from reports.pipeline.editions.editions import Edition, chosen, composed
from reports.pipeline.editions.recipients import Recipient, read_recipients
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import sha256
from reports.tools.distribution.dask_cluster import require_scheduler, run_cluster
from reports.tools.distribution.dry_run import dry_copies
from reports.tools.distribution.holders import list_holders
from reports.tools.distribution.mail_drafts import write_drafts
from reports.tools.distribution.manifest import DRAFT, MANIFEST, Entry, Manifest, read_manifest, sweep
from reports.tools.distribution.released_editions import as_they_may_go
from reports.tools.distribution.signing import Sign, signer
from reports.tools.distribution.superseded_copies import Old, list_for_withdrawal, to_be_withdrawn, told

FOLDER = "distribution"
LOCK = ".lock"
MOST_WORKERS = 256
DEFAULT_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    recipients: Path
    as_of: str = ""
    workers: int = DEFAULT_WORKERS
    scheduler: str = ""
    """Address of a Dask scheduler; empty for processes of this machine."""
    certificate: Path | None = None
    """PKCS #12 file to sign with."""
    drafts: bool = False
    """Whether to write a mail draft for each copy."""
    as_draft: bool = False
    """Whether to make drafts, marked on every page, of what was not approved and published."""
    revoked: Path | None = None
    """List of revoked certificates to hold that of `certificate` against."""
    dry_run: bool = False
    """Whether to make one copy of each edition and language to look at, and nothing else."""


TRANSLATED = {"languages"}
"""What a report or a chart says in its other languages: the documents of those say it."""


@dataclass(frozen=True, slots=True)
class Distributed:
    """What a run did."""

    folder: Path
    made: int
    """Copies made this time."""
    known: int
    """Copies that an earlier run had made."""
    withdrawn: tuple[Old, ...] = ()
    """Copies that an earlier run or an earlier list led to and that nobody should have any longer."""
    left_out: tuple[Problem, ...] = ()
    """What is wrong with single rows, for which no copy was made."""
    notes: tuple[str, ...] = ()
    """What else has to be said."""
    specimens: tuple[Path, ...] = ()
    """Copies to look at, of a dry run."""

    @property
    def gone(self) -> tuple[str, ...]:
        """Return what has to be said of `withdrawn`, a line each."""
        return tuple(told(self.withdrawn))

    @property
    def manifest(self) -> Path:
        """Return where the manifest lies."""
        return self.folder / MANIFEST


def distribute(where: Folders, order: Order, say: Say = lambda line: None) -> Distributed:
    """Make one PDF for each recipient, or those that an earlier run left undone; the same content goes to the same folder.

    Raises:
        InputError: the list, the facts or the templates are wrong, or an edition gives away what it leaves out, or was not
            approved and published as it is; no copy was made.
        FlagError: a flag has a value that makes no sense.
        MissingLibraryError: Dask, pyHanko or Pango is not installed.
    """
    runner = _runner(order)
    sign, fingerprint = signer(order.certificate, revoked=order.revoked) if order.certificate else (None, "")
    left_out: list[Problem] = []
    recipients = read_recipients(order.recipients, where.shown(order.recipients), left_out)
    require_writable(where.output / FOLDER, where.shown(where.output / FOLDER))
    whole = compose_all(where, (), order.as_of, say)
    editions = as_they_may_go(_editions(recipients, whole, say, left_out), whole, drafts=order.as_draft)
    run = _run(whole, f"{fingerprint} draft" if order.as_draft else fingerprint)
    todo = jobs(run, editions, left_out)
    folder = where.output / FOLDER / f"{whole.book.as_of}-{run[:12]}"
    if order.dry_run:
        known = read_manifest(folder)
        old = to_be_withdrawn(folder, known.values(), todo, beside=not order.as_draft)
        made = dry_copies(where.output / FOLDER, todo, editions, whole.templates.theme)
        left = sum(job.id not in known for job in todo)
        return Distributed(folder, left, len(todo) - left, old, tuple(left_out), specimens=made)
    with _held(folder, where.shown(folder)):
        done = _made(folder, todo, editions, whole, runner, sign, as_draft=order.as_draft, say=say)
        entries = read_manifest(folder).values()
        old = list_for_withdrawal(folder, entries, todo, beside=not order.as_draft)
        holders = () if order.as_draft else list_holders(folder.parent, todo)
        if order.drafts:
            write_drafts(folder, todo, editions, holders)
    return replace(done, withdrawn=old, left_out=tuple(left_out))


def _runner(order: Order) -> Runner:
    if order.revoked and not order.certificate:
        raise FlagError("--crl: there is no certificate to look up; name one with --sign")
    if order.scheduler:
        require_scheduler(order.scheduler)
        return partial(run_cluster, address=order.scheduler)
    if not 1 <= order.workers <= MOST_WORKERS:
        raise FlagError(f"--workers: {order.workers} is out of range; use 1 to {MOST_WORKERS}")
    return run_here if order.workers == 1 else partial(run_processes, count=order.workers)


def _editions(
    recipients: Sequence[Recipient], whole: Composed, say: Say, left_out: list[Problem]
) -> Mapping[Recipient, Edition]:
    """Return the edition of each recipient, each composed once."""
    offered = chosen(recipients, whole.templates, left_out)
    made: dict[tuple[str, str], Edition] = {}
    for offer in offered.values():
        if (offer.report, offer.edition) not in made:
            say(f"compose and audit the edition {offer.edition} of {offer.report}")
            made[offer.report, offer.edition] = composed(offer, whole.templates, whole.book)
    return {each: made[offer.report, offer.edition] for each, offer in offered.items()}


def _run(whole: Composed, fingerprint: str) -> str:
    """Return what names the content of a run, in hex: facts, templates, look, time stamp, who signs; not who is on the list."""
    templates = whole.templates
    parts = [whole.book.version, fingerprint, *([templates.stamped.isoformat()] if templates.stamped else [])]
    parts += [digest(document, templates.theme) for document in whole.documents]
    parts += [f"{name}\n{template.text}" for name, template in sorted(templates.sections.items())]
    parts += [
        f"{id}\n{file.model_dump_json(exclude=TRANSLATED)}" for id, (file, _) in sorted(templates.reports.items())
    ]
    parts += [f"{id}\n{file.model_dump_json(exclude=TRANSLATED)}" for id, (file, _) in sorted(templates.charts.items())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class _held:  # noqa: N801 - a context manager, used like a function
    """Hold the folder of a run for this process alone."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder, self.shown = folder, shown

    def __enter__(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.lock = FileLock(self.folder / LOCK)
            self.lock.acquire(timeout=2)
        except Timeout:
            what = "another run is at work here"
            raise InputError([Problem(Place(self.shown), what, "wait for it, or end it, and run again")]) from None
        except OSError as failure:
            what = f"cannot be written ({failure.strerror or failure})"
            raise InputError([Problem(Place(self.shown), what, "name another folder with --output")]) from None

    def __exit__(self, *failure: object) -> None:
        self.lock.release()


def _made(
    folder: Path,
    todo: Sequence[Job],
    editions: Mapping[Recipient, Edition],
    whole: Composed,
    runner: Runner,
    sign: Sign | None,
    *,
    as_draft: bool,
    say: Say,
) -> Distributed:
    sweep(folder)
    done = read_manifest(folder)
    left = [job for job in todo if job.id not in done]
    manifest = Manifest(folder, done)
    with _told_what_stays(manifest, left):
        try:
            if left:
                for count, (job, data) in enumerate(_copies(left, editions, whole, runner, say), 1):
                    final = sign(data) if sign else data
                    version = DRAFT if as_draft else editions[job.recipient].document.info.version
                    manifest.add(_entry(job, sha256(final), whole.book.version, version), final)
                    if count % 100 == 0 or count == len(left):
                        say(f"{count} of {len(left)} copies made")
        finally:
            manifest.close(job.id for job in todo)
    return Distributed(folder, len(left), len(todo) - len(left))


def _copies(
    left: Sequence[Job], editions: Mapping[Recipient, Edition], whole: Composed, runner: Runner, say: Say
) -> Iterator[tuple[Job, bytes]]:
    """Yield the copies as they are made: those of formes by `runner`, then those that are laid out by themselves here."""
    together, alone = [job for job in left if job.forme], [job for job in left if not job.forme]
    if together:
        say(f"lay out and prove {len({job.forme for job in together})} editions")
        yield from runner(_kit(together, editions, whole), together)
    if alone:
        say(f"lay out {len(alone)} copies by themselves, whose lines are in another script")
    for job in alone:
        yield job, laid_out(job, editions[job.recipient], whole.templates.theme)


def _kit(left: Sequence[Job], editions: Mapping[Recipient, Edition], whole: Composed) -> Kit:
    """Return what copies are made with; where that fails on account of the look, it is said of the look."""
    try:
        return kit(left, editions, whole.templates.theme)
    except ReportError as failure:
        collect(refused_look(whole.templates))
        if isinstance(failure, InputError):
            raise InputError(blamed(failure.problems, whole.templates)) from None
        raise


@contextmanager
def _told_what_stays(manifest: Manifest, left: Sequence[Job]) -> Iterator[None]:
    """Let a failure, or Ctrl-C, say in a note how many of the copies that were `left` were made, since they stay."""
    try:
        yield
    except BaseException as failure:
        if made := sum(job.id in manifest.entries for job in left):
            copies = f"{made} of {len(left)} copies {'was' if made == 1 else 'were'} made and stay"
            tell_what_stays(failure, f"{copies}; run the command again to go on")
        raise


def _entry(job: Job, seal: str, facts: str, version: str) -> Entry:
    row = job.recipient
    return Entry(job.file, job.id, row.edition, row.language, row.email, seal, facts, version)
