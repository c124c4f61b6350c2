"""Versions that were sent out, and what has changed since: figures, statements, passages."""

from reports.releases.changes import changes
from reports.releases.digest import digest, digests, passages

__all__ = ["changes", "digest", "digests", "passages"]
