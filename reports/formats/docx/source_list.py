"""The source list: number, publisher, title, date, accessed, and the way back to the text."""

from __future__ import annotations

from reports.domain.facts import Source
from reports.domain.wording import date_text, source_dated, source_names
from reports.formats.docx import bookmarks
from reports.formats.docx.fields.word_fields import words_around
from reports.formats.docx.inlines import TIP, hyperlink
from reports.formats.docx.writing_state import Frame, Writing
from reports.languages.registry import language
from reports.ooxml.wordprocessingml import Element, clark, paragraph, run, w


def source_list(sources: tuple[Source, ...], writing: Writing) -> list[Element]:
    """Return one paragraph a source, then where the evidence page can be found."""
    return [*(_entry(source, writing) for source in sources), *_evidence(writing)]


def _evidence(writing: Writing) -> list[Element]:
    address = writing.document.info.evidence_url
    if not address:
        return []
    before, after = words_around(writing.document.words["evidence"], "link")
    link = w("hyperlink", run(address, "Hyperlink"), history=1, tooltip=address[:TIP])
    link.set(clark("r:id"), writing.link(address, in_note=False))
    content = [run(before), link, *([run(after)] if after else [])]
    return [paragraph("SmallPrint", *writing.bookmark(writing.key("e", Frame(0)), *content))]


def _entry(source: Source, writing: Writing) -> Element:
    said = writing.document.words
    stop, comma = said["full-stop"], said["key-separator"]
    by, when = source_names(source, said["no-publisher"], stop), source_dated(source, said["undated"], comma)
    accessed = said["accessed"].format(date=date_text(source.accessed, language(writing.document.info.language)))
    number = [run(str(source.number), "SourceNumber"), w("r", w("tab"))]
    content = [*number, run(f"{by}{stop} "), *_title(source, writing), run(f"{stop} {when}{stop} {accessed}{stop}")]
    key = bookmarks.block_bookmark(f"src-{source.number}", "s")
    made = paragraph(
        "SourceEntry", *writing.bookmark(bookmarks.source_bookmark(source.number), *writing.bookmark(key, *content))
    )
    writing.entries.append((source.number, made))
    return made


def _title(source: Source, writing: Writing) -> list[Element]:
    shown = run(source.title, "Emphasis")
    if not source.url:
        return [shown]
    link = w("hyperlink", shown, history=1, tooltip=source.url[:TIP])
    link.set(clark("r:id"), writing.link(source.url, in_note=False))
    return [link]


def lead_back(writing: Writing) -> None:
    """End each entry of the source list with a link to the first mark that leads to it, now that all marks are written."""
    for number, entry in writing.entries:
        anchor = bookmarks.citation_bookmark(number)
        if number not in writing.marked:
            if number not in writing.noted:
                continue
            first = writing.noted[number]
            start, end = writing.bookmark(anchor)
            first.addprevious(start)
            first.addnext(end)
        words = run(writing.document.words["back-to-text"], "CrossReference")
        entry.extend([run(" "), hyperlink(anchor, "", words)])
