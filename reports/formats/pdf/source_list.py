"""The numbered list of sources: each entry leads back to its first mark, and the evidence page is named below."""

from __future__ import annotations

from reports.document import Document, SourceList
from reports.domain.facts import Source
from reports.domain.wording import date_text, source_dated, source_names
from reports.formats.pdf.inlines import Marks, element, link_target, safe, said, source_id, use_id
from reports.formats.pdf.small_drawings import qr_code
from reports.theme.definition import Theme

LAST_NARROW = 99
"""The last number of a source that fits into the narrow column."""
SHORT_LIST = 8
"""Sources up to which the list stays on one page."""
QR_WIDTH = 62.0
"""22 mm in points: read by a phone at arm's length."""


def source_list(block: SourceList, document: Document, theme: Theme, marks: Marks) -> str:
    """Return the sources as a list; where the report names an evidence page, its address and QR code follow."""
    days = {source.accessed for source in block.sources}
    once = len(days) == 1 and len(block.sources) > 1
    entries = "".join(_entry(source, document, marks, dated=not once) for source in block.sources)
    kind = "sources" if len(block.sources) > SHORT_LIST else "sources short"
    kind += " wide" if any(source.number > LAST_NARROW for source in block.sources) else ""
    below = element("p", _accessed(days.pop(), document) + document.words["full-stop"], class_="note") if once else ""
    return element("ul", entries, class_=kind) + below + _evidence(document, theme)


def _accessed(day: str, document: Document) -> str:
    return safe(document.words["accessed"].format(date=_date(day, document)))


def _entry(source: Source, document: Document, marks: Marks, *, dated: bool) -> str:
    """Return a source; the day on which it was read where it has one of its own."""
    words = document.words
    number = safe(str(source.number))
    if source.number in marks.seen:
        number = element("a", number, href=f"#{use_id(source.number)}", class_="back")
    stop, comma = words["full-stop"], words["key-separator"]
    by = source_names(source, words["no-publisher"], stop)
    when = source_dated(source, words["undated"].lower(), comma)
    title = element("em", said(source.title.rstrip(".۔"))) + (
        "" if source.title.endswith(("?", "!", "…", "؟")) else stop
    )
    accessed = f" {_accessed(source.accessed, document)}{stop}" if dated else ""
    link = f" {element('a', safe(source.url), href=link_target(source.url), class_='link')}{stop}" if source.url else ""
    text = f"{said(by)}{comma}{said(when)}{stop} {title}{accessed}{link}"
    return element("li", element("span", number, class_="number") + text, id=source_id(source.number))


def _date(day: str, document: Document) -> str:
    from reports.languages.registry import language

    return date_text(day, language(document.info.language))


def _evidence(document: Document, theme: Theme) -> str:
    address = document.info.evidence_url
    if not address:
        return ""
    link = element("a", safe(address), href=link_target(address), class_="link")
    before, _, after = document.words["evidence"].partition("{link}")
    code = qr_code(address, document.words["evidence-code"].format(link=address), theme, QR_WIDTH)
    return element("div", element("p", safe(before) + link + safe(after)) + code, class_="evidence")
