"""The paper of a PDF, where the command line names one."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args, get_type_hints

from reports.document import Document, ReportInfo
from reports.errors import FlagError


def on_paper(documents: tuple[Document, ...], paper: str) -> tuple[Document, ...]:
    """Return `documents` for this paper, written in small or capital letters; as they are where none is named.

    Raises:
        FlagError: no such paper is known.
    """
    known = {str(name).lower(): name for name in get_args(get_type_hints(ReportInfo)["paper"])}
    if not paper:
        return documents
    if paper.lower() not in known:
        raise FlagError(f"--paper: {paper!r} is not known; use {' or '.join(map(str, known.values()))}")
    return tuple(replace(each, info=replace(each.info, paper=known[paper.lower()])) for each in documents)
