"""What names a PDF: the same facts, report and version give the same name."""

from __future__ import annotations

from reports.document import Document


def identity(document: Document) -> str:
    """Return what names the PDF of `document`; copies and editions differ in it."""
    info = document.info
    of_copy = (info.edition, info.copy) if info.edition or info.copy else ()
    return "/".join((info.id, info.language, info.version, info.as_of, document.facts_version, *of_copy))
