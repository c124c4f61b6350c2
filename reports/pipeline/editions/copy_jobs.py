"""From recipients to copies: a name for each copy, and everything that is made once for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reports.errors import InputError, Problem
from reports.formats.pdf.assembly import make_forme, write
from reports.formats.pdf.copy_sheets import Forme, character_blocks
from reports.formats.pdf.fact_attachment import enclosed
from reports.formats.pdf.page_style import TEXT_WIDTH
from reports.formats.pdf.typesetting import Attachment
from reports.languages.registry import is_rtl
from reports.pipeline.editions.copies import Job, Kit
from reports.pipeline.editions.editions import Edition, prove
from reports.pipeline.editions.recipients import Recipient
from reports.theme.definition import Theme
from reports.theme.fonts import text_width

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word comes about, and no digits, so that no figure does."""
GROUPS, GROUP = 3, 4
LINE_SIZE = 8.5
"""Of the line for the recipient, in points; the style sheet sets it."""
BETWEEN = 12.0
"""Least room between the recipient and the name of the copy, in points."""
SPECIMEN = "BCDF-GHJK-LMNP"


def copy_id(run: str, recipient: Recipient) -> str:
    """Return the name of a copy: the same row in the same run gets the same, a corrected one another; 52 bits."""
    said = "\n".join((run, *recipient.key, *recipient.printed))
    number = int.from_bytes(hashlib.sha256(said.encode()).digest())
    letters = []
    for _ in range(GROUPS * GROUP):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, GROUPS * GROUP, GROUP))


def jobs(run: str, editions: Mapping[Recipient, Edition], left_out: list[Problem] | None = None) -> tuple[Job, ...]:
    """Return the copies to be made, in the order of the list.

    Args:
        run: what names the content of the run.
        editions: what each recipient gets.
        left_out: takes what is wrong with single rows, which are left out then; None to refuse them all.

    Raises:
        InputError: a name is too long for its line; or no row is left.
    """
    made = tuple(_job(run, recipient, edition) for recipient, edition in editions.items())
    problems = []
    for job, edition in zip(made, editions.values(), strict=True):
        info = edition.document.info
        room = TEXT_WIDTH[info.paper] - text_width(f"{info.edition} · {job.id}", LINE_SIZE) - BETWEEN
        if text_width(job.line, LINE_SIZE) > room:
            what = f"“{job.recipient.named}” is too long for its line"
            problems.append(Problem(job.recipient.where, what, "shorten the name or the organisation"))
    wrong = {each.where for each in problems}
    kept = tuple(job for job in made if job.recipient.where not in wrong)
    if problems and (left_out is None or not kept):
        raise InputError(problems)
    if left_out is not None:
        left_out += problems
    return kept


def _job(run: str, recipient: Recipient, edition: Edition) -> Job:
    id = copy_id(run, recipient)
    line = edition.document.words["prepared-for"].format(name=recipient.named)
    forme = _forme_name(edition, line) if recipient.plain and is_set_anew(edition) else ""
    return Job(id, f"{edition.key}-{id}.pdf", forme, line, recipient)


def is_set_anew(edition: Edition) -> bool:
    """Return whether the line for the recipient can be set anew in each copy: not where it runs from right to left."""
    return not is_rtl(edition.document.info.language)


def specimen(edition: Edition, theme: Theme) -> None:
    """Set the pages of a copy for nobody, and throw them away.

    Raises:
        InputError, ReportError: copies of the edition cannot be had, or say what they should not.
    """
    if is_set_anew(edition):
        forme_of(edition, theme)
        return
    line = edition.document.words["prepared-for"].format(name="")
    _alone(edition, theme, line, SPECIMEN)


def _forme_name(edition: Edition, line: str) -> str:
    return ".".join((edition.key, *(f"{block:x}" for block in sorted(character_blocks(line)))))


def kit(todo: Iterable[Job], editions: Mapping[Recipient, Edition], theme: Theme) -> Kit:
    """Return what the jobs need, each forme laid out once and proved on a copy; jobs without a forme need none.

    Raises:
        InputError: an edition gives away what it leaves out.
    """
    made: dict[str, Forme] = {}
    for job in todo:
        if job.forme and job.forme not in made:
            made[job.forme] = forme_of(editions[job.recipient], theme, job.line)
    return made


def forme_of(edition: Edition, theme: Theme, line: str = "") -> Forme:
    """Return what copies of an edition are made with that can print `line`, laid out and proved on a copy.

    Raises:
        InputError: the edition gives away what it leaves out, or a copy says something else than its document.
    """
    made = make_forme(edition.document, theme, character_blocks(line), _inside(edition))
    prove(edition, made.copy(edition.document.words["prepared-for"].format(name=""), SPECIMEN))
    return made


def laid_out(job: Job, edition: Edition, theme: Theme) -> bytes:
    """Return a copy whose line cannot be set anew: its pages are laid out and proved for its recipient alone.

    Raises:
        InputError: the edition gives away what it leaves out, or the copy says something else than its document.
    """
    return _alone(edition, theme, job.line, job.id)


def _alone(edition: Edition, theme: Theme, line: str, id: str) -> bytes:
    document = edition.document
    own = replace(document, info=replace(document.info, recipient=line, copy=id))
    data = write(own, theme, _inside(edition))
    prove(replace(edition, document=own), data)
    return data


def _inside(edition: Edition) -> tuple[Attachment, ...]:
    """Return what is attached to a copy, without what its edition leaves out."""
    withheld = edition.secrets
    return enclosed(edition.document, withheld.ids, lambda text: bool(withheld.found(text)))
