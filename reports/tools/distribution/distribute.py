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
from reports.pipeline.editions.copy_jobs import jobs, kit
from reports.pipeline.editions.editions import Edition, chosen, composed
from reports.pipeline.editions.recipients import Recipient, read_recipients
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import sha256
from reports.tools.distribution.dask_cluster import require_scheduler, run_cluster
from reports.tools.distribution.mail_drafts import ENDING, draft
from reports.tools.distribution.manifest import MANIFEST, Entry, Manifest, put, read_manifest, sweep
from reports.tools.distribution.released_editions import as_they_may_go
from reports.tools.distribution.signing import Sign, signer
from reports.tools.distribution.superseded_copies import list_for_withdrawal

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


@dataclass(frozen=True, slots=True)
class Distributed:
    """What a run did."""

    folder: Path
    made: int
    """Copies made this time."""
    known: int
    """Copies that an earlier run had made."""
    gone: tuple[str, ...] = ()
    """What has to be said of copies that an earlier run made and that no row of this list asks for, one line each."""
    unprinted: tuple[Problem, ...] = ()
    """Rows that no copy was made for, since no font at hand prints their names."""

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
    unprinted: list[Problem] = []
    recipients = read_recipients(order.recipients, where.shown(order.recipients), unprinted)
    require_writable(where.output / FOLDER, where.shown(where.output / FOLDER))
    whole = compose_all(where, (), order.as_of, say)
    editions = as_they_may_go(_editions(recipients, whole, say), whole, drafts=order.as_draft)
    run = _run(whole, f"{fingerprint} draft" if order.as_draft else fingerprint)
    todo = jobs(run, editions)
    folder = where.output / FOLDER / f"{whole.book.as_of}-{run[:12]}"
    with _held(folder, where.shown(folder)):
        made = _made(folder, todo, editions, whole, runner, sign, drafts=order.drafts, say=say)
    return replace(made, unprinted=tuple(unprinted))


def _runner(order: Order) -> Runner:
    if order.revoked and not order.certificate:
        raise FlagError("--crl: there is no certificate to look up; name one with --sign")
    if order.scheduler:
        require_scheduler(order.scheduler)
        return partial(run_cluster, address=order.scheduler)
    if not 1 <= order.workers <= MOST_WORKERS:
        raise FlagError(f"--workers: {order.workers} is out of range; use 1 to {MOST_WORKERS}")
    return run_here if order.workers == 1 else partial(run_processes, count=order.workers)


def _editions(recipients: Sequence[Recipient], whole: Composed, say: Say) -> Mapping[Recipient, Edition]:
    """Return the edition of each recipient, each composed once."""
    offered = chosen(recipients, whole.templates)
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
    parts += [f"{id}\n{file.model_dump_json()}" for id, (file, _) in sorted(templates.reports.items())]
    parts += [f"{id}\n{file.model_dump_json()}" for id, (file, _) in sorted(templates.charts.items())]
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
    drafts: bool,
    say: Say,
) -> Distributed:
    sweep(folder)
    done = read_manifest(folder)
    left = [job for job in todo if job.id not in done]
    manifest = Manifest(folder, done)
    with _told_what_stays(manifest, left):
        try:
            if left:
                say(f"lay out and prove {len({job.forme for job in left})} editions")
                parts = _kit(left, editions, whole)
                for count, (job, data) in enumerate(runner(parts, left), 1):
                    final = sign(data) if sign else data
                    manifest.add(_entry(job, sha256(final), whole.book.version), final)
                    if count % 100 == 0 or count == len(left):
                        say(f"{count} of {len(left)} copies made")
        finally:
            manifest.close(job.id for job in todo)
        for job in todo if drafts else ():
            _draft(folder, job, editions[job.recipient])
    gone = list_for_withdrawal(folder, manifest.entries.values(), todo)
    return Distributed(folder, len(left), len(todo) - len(left), gone)


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


def _entry(job: Job, seal: str, version: str) -> Entry:
    recipient = job.recipient
    return Entry(job.file, job.id, recipient.edition, recipient.language, recipient.email, seal, version)


def _draft(folder: Path, job: Job, edition: Edition) -> None:
    path = (folder / job.file).with_suffix(ENDING)
    if not path.exists():
        put(path, draft(job, edition.document, (folder / job.file).read_bytes()))
