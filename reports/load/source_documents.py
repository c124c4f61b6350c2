"""Source documents in: the texts that facts were curated from, by paragraph. The project ships none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reports.domain.facts import NOT_STATED, Source
from reports.errors import FlagError, InputError
from reports.load.documents.document_text import is_packed, read_as, unpacked
from reports.notation.yaml_tree import read_text


@dataclass(frozen=True, slots=True)
class SourceText:
    """What one source says, as far as its document could be read."""

    name: str
    """Name of the file."""
    sha256: str
    """In hex; empty where there is no such file."""
    paragraphs: tuple[str, ...]
    """Non-blank lines of a text, paragraphs of a PDF or Word file; the first is paragraph 1."""
    problem: str = ""
    """Why there is no text; empty where there is one."""

    def paragraph(self, number: int) -> str:
        """Return paragraph `number`, counted from 1; empty where the document is shorter."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else ""


def load_documents(folder: str, sources: Iterable[Source]) -> Mapping[str, SourceText]:
    """Return the text of each source, by its id.

    Args:
        folder: where the documents lie, as the user typed it.
        sources: their `document` names the file, which must lie in `folder` itself.

    Raises:
        FlagError: there is no such folder.
    """
    if not folder:
        raise FlagError("--documents: names no folder; write --documents and the folder that holds the documents")
    if not Path(folder).is_dir():
        raise FlagError(f"--documents: {folder!r} is no folder; name the one that holds the documents")
    return {source.id: _text(Path(folder), source.document) for source in sources}


def _text(folder: Path, name: str) -> SourceText:
    if name == NOT_STATED:
        return SourceText("", "", (), "names no document")
    if PurePosixPath(name.replace("\\", "/")).name != name:
        return SourceText(name, "", (), f"names the document {name!r}, which is no plain file name")
    path = folder / name
    if not path.is_file():
        return SourceText(name, "", (), f"names the document {name!r}, which is not in {folder}")
    try:
        raw = path.read_bytes()
        said = unpacked(raw, str(path)) if is_packed(raw) else read_as(read_text(path, str(path)), name)
    except (InputError, OSError) as failure:
        why = failure.problems[0].what if isinstance(failure, InputError) else f"cannot be read ({failure.strerror})"
        return SourceText(name, "", (), f"names the document {name!r}, which {why}")
    return SourceText(name, hashlib.sha256(raw).hexdigest(), said.paragraphs)
