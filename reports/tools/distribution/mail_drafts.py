"""Mail drafts with the copy attached, for any mail program to look over and send; sending is not ours."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from reports.document import Document, plain
from reports.pipeline.editions.copies import Job

ENDING = ".eml"


def draft(job: Job, document: Document, pdf: bytes) -> bytes:
    """Return a message to the recipient with `pdf` attached (RFC 5322); no date and no sender, which the mail program adds.

    X-Unsent makes Outlook and others open it for editing. The same input gives the same bytes.
    """
    info, words = document.info, document.words
    title = plain(info.title)
    message = EmailMessage(policy=SMTP)
    message["To"] = formataddr((job.recipient.name, job.recipient.email))
    message["Subject"] = title
    message["X-Unsent"] = "1"
    lines = (
        words["mail-greeting"].format(name=job.recipient.name),
        words["mail-body"].format(title=title, date=info.as_of_text),
        words["mail-marking"].format(marking=info.edition, copy=job.id),
        info.organisation,
    )
    message.set_content("\n\n".join(lines) + "\n")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=job.file)
    message.set_boundary(f"copy-{hashlib.sha256(job.id.encode()).hexdigest()[:32]}")
    return message.as_bytes()
