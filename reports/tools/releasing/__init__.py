"""Versions that were sent out, and what has changed since: figures, statements, passages."""

from reports.pipeline.correction_note import changes
from reports.pipeline.document_digests import digest, digests, passages

__all__ = ["changes", "digest", "digests", "passages"]
