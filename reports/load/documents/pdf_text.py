"""The text of a PDF file: its lines joined into paragraphs, without what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reports.load.documents.document_text import DocumentText, titled

FEW_PAGES = 3
"""From here on a line that stands on most pages is a running head."""
FULL = 0.75
"""Share of the longest line from which on a line counts as full, so that the next one may go on with its sentence."""
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:;”\"’)]\s*\Z")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe]\Z")


def pdf_text(raw: bytes) -> DocumentText:
    """Return the text of a .pdf file.

    Raises:
        ValueError: it is damaged or locked; the message says so.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        pages = [_lines(page.get_textpage().get_text_bounded()) for page in document]
        named = document.get_metadata_dict().get("Title", "")
    except pypdfium2.PdfiumError as failure:
        raise ValueError(f"is a PDF file that cannot be read ({str(failure).rstrip('.')})") from None
    said = tuple(_joined(_without_heads(pages)))
    return DocumentText(titled(said, (named,)), said)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def _without_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without running heads and numbers of pages."""
    if len(pages) < FEW_PAGES:
        return [list(page) for page in pages]
    counts = Counter(key for page in pages for key in {_DIGITS.sub("#", line) for line in page if line})
    heads = {key for key, count in counts.items() if count * 2 > len(pages)}
    return [[line for line in page if _DIGITS.sub("#", line) not in heads] for page in pages]


def _joined(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield paragraphs: a line goes on with the one before it where that was full, or ended within a sentence or a word."""
    longest = max((len(line) for page in pages for line in page), default=0)
    held = ""
    for page in pages:
        for line in page:
            if held and not (line and _goes_on(held, line, longest)):
                yield held
                held = ""
            if line:
                held = _HYPHEN.sub("", held) + line if _HYPHEN.search(held) else f"{held} {line}".strip()
    if held:
        yield held


def _goes_on(held: str, line: str, longest: int) -> bool:
    last = held[-longest:] if longest else held
    full = len(held) >= FULL * longest
    return (full and (not _ENDS.search(last) or line[:1].islower())) or bool(_HYPHEN.search(held)) or line[:1].islower()
