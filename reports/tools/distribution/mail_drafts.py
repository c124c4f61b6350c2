"""Mail drafts for any mail program to look over and send; sending is not ours.

One a copy, with the copy attached, which says so where it takes the place of an earlier one; one to withdraw a copy whose
recipient gets no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from reports.document import Document, Words, plain
from reports.pipeline.editions.copies import Job
from reports.pipeline.editions.editions import Edition
from reports.pipeline.editions.recipients import Recipient
from reports.tools.distribution.holders import REPLACED, WITHDRAWN, Held
from reports.tools.distribution.manifest import put

ENDING = ".eml"
WITHDRAWAL = "withdrawal-"
"""Begins the name of a draft that withdraws a copy."""


def write_drafts(
    folder: Path, todo: Sequence[Job], editions: Mapping[Recipient, Edition], holders: Sequence[Held]
) -> None:
    """Write the drafts that are not there yet: one for each copy, and one for each that was withdrawn.

    Args:
        folder: of the run, with its copies.
        todo: every copy that the list asks for.
        editions: what each recipient gets.
        holders: who holds which copy.
    """
    earlier: dict[tuple[str, str, str], list[str]] = {}
    for held in holders:
        if held.state == REPLACED:
            earlier.setdefault(held.key, []).append(held.copy)
    for job in todo:
        path = (folder / job.file).with_suffix(ENDING)
        if not path.exists():
            document = editions[job.recipient].document
            put(path, draft(job, document, (folder / job.file).read_bytes(), earlier.get(job.recipient.key, ())))
    documents = {each.key: each.document for each in editions.values()}
    for held in holders:
        path = folder / f"{WITHDRAWAL}{held.copy}{ENDING}"
        if held.state == WITHDRAWN and not path.exists():
            put(path, _withdrawn(held, documents))


def _withdrawn(held: Held, documents: Mapping[str, Document]) -> bytes:
    """Return the message that withdraws a copy: in its language and by its title where an edition of now still has them."""
    name = held.file.rpartition("/")[2]
    same = next((each for key, each in documents.items() if name == f"{key}-{held.copy}.pdf"), None)
    spoken = (each for each in documents.values() if each.info.language.casefold().startswith(held.key[2]))
    document = same or next(spoken, next(iter(documents.values())))
    title = plain(same.info.title) if same else name
    return withdrawal(held, title, document.info.organisation, document.words)


def draft(job: Job, document: Document, pdf: bytes, earlier: Sequence[str] = ()) -> bytes:
    """Return a message to the recipient with `pdf` attached (RFC 5322); no date and no sender, which the mail program adds.

    X-Unsent makes Outlook and others open it for editing. The same input gives the same bytes.

    Args:
        job: the copy.
        document: its edition.
        pdf: the copy as it goes out.
        earlier: names of the copies that its recipient holds and that it takes the place of.
    """
    info, words = document.info, document.words
    title = plain(info.title)
    subject = words["mail-correction"].format(title=title) if earlier else title
    message = _message(Address(job.recipient.name, addr_spec=job.recipient.email), subject)
    lines = (
        words["mail-greeting"].format(name=job.recipient.name),
        words["mail-body"].format(title=title, date=info.as_of_text),
        words["mail-replaces"].format(copies=", ".join(earlier)) if earlier else "",
        words["mail-marking"].format(marking=info.edition, copy=job.id),
        info.organisation,
    )
    message.set_content("\n\n".join(filter(None, lines)) + "\n")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=job.file)
    message.set_boundary(f"copy-{hashlib.sha256(job.id.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def withdrawal(held: Held, title: str, organisation: str, words: Words) -> bytes:
    """Return a message that asks whoever got a copy to delete it; nothing is attached.

    Args:
        held: the copy.
        title: what it is called.
        organisation: who asks.
        words: in its language.
    """
    message = _message(Address(addr_spec=held.email), words["mail-withdrawn"].format(title=title))
    message.set_content(
        "\n\n".join((words["mail-withdrawal"].format(title=title, copies=held.copy), organisation)) + "\n"
    )
    return message.as_bytes()


def _message(to: Address, subject: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = to
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    return message
