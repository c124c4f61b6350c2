"""Cases of the check against the sources: two invented documents, facts, and what is changed in either."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.notation.yaml_tree import Value, read_tree

FOLDER = Path(__file__).parent / "cases" / "verify"
Swap = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """What is changed, and what must be told of it."""

    name: str
    facts: tuple[Swap, ...]
    documents: tuple[Swap, ...]
    problems: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return every case, by name."""
    return tuple(_case(path) for path in sorted(FOLDER.glob("*.yaml")) if not path.name.startswith("_"))


def _case(path: Path) -> Case:
    content = _table(read_tree(path, path.name).value)
    problems = content.get("problems") or []
    assert isinstance(problems, list)
    return Case(path.stem, _swaps(content, "facts"), _swaps(content, "documents"), tuple(map(str, problems)))


def _table(value: Value) -> Mapping[str, Value]:
    assert isinstance(value, dict)
    return value


def _swaps(content: Mapping[str, Value], key: str) -> tuple[Swap, ...]:
    found = content.get(key) or {}
    return tuple((old, str(new or "")) for old, new in _table(found).items())


def lay_out(folder: Path, facts: Sequence[Swap] = (), documents: Sequence[Swap] = ()) -> tuple[Path, Path]:
    """Write facts and documents below `folder`, changed as asked for, and return the two folders.

    The hashes are those of the documents before any change.
    """
    base = _table(read_tree(FOLDER / "_base.yaml", "_base.yaml").value)
    texts = {name: str(text) for name, text in _table(base["documents"]).items()}
    entries = str(base["facts"])
    for name, text in texts.items():
        entries = entries.replace("{" + name + "}", hashlib.sha256(text.encode()).hexdigest())
    (folder / "facts").mkdir()
    (folder / "documents").mkdir()
    (folder / "facts" / "facts.yaml").write_text(_changed([entries], facts)[0], encoding="utf-8")
    for name, text in zip(texts, _changed(list(texts.values()), documents), strict=True):
        (folder / "documents" / name).write_bytes(text.encode())
    return folder / "facts", folder / "documents"


def _changed(texts: list[str], swaps: Sequence[Swap]) -> list[str]:
    for old, new in swaps:
        assert any(old in text for text in texts), f"{old!r} stands nowhere"
        texts = [text.replace(old, new, 1) for text in texts]
    return texts
