"""What changes with the content of entries, and with nothing else of their files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from reports.domain.facts import Entry

TRANSLATED = frozenset({"labels", "shorts", "titles"})
"""Fields that hold the words of an entry in other languages."""


def fingerprint(tables: Iterable[Mapping[str, Entry]]) -> str:
    """Return twelve hex digits that change with what entries say, not with layout, comments, order of files or translations."""
    content = [{id: _said(entry) for id, entry in table.items()} for table in tables]
    return digest(json.dumps(content, sort_keys=True, ensure_ascii=False))


def _said(entry: Entry) -> object:
    return untranslated(entry.model_dump(mode="json", exclude_defaults=True))


def untranslated(content: object) -> object:
    """Return the content of an entry without its words in other languages, at any depth."""
    if isinstance(content, dict):
        return {
            key: value if isinstance(value, str) else untranslated(value)  # nearly all are texts, and there are many
            for key, value in content.items()
            if key not in TRANSLATED
        }
    return [untranslated(value) for value in content] if isinstance(content, list) else content


def digest(*texts: str) -> str:
    """Return twelve hex digits that change with any of `texts`."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
