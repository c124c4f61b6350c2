"""The source list: number, publisher, title, date, accessed, and the way back to the text."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from reports.facts import NOT_STATED, Source
from reports.writers.docx import names
from reports.writers.docx.elements import Element, clark, paragraph, run, w
from reports.writers.docx.inlines import hyperlink
from reports.writers.docx.state import Writing


def source_list(sources: tuple[Source, ...], writing: Writing) -> list[Element]:
    """Return one paragraph a source."""
    return [_entry(source, writing) for source in sources]


def _entry(source: Source, writing: Writing) -> Element:
    said = writing.document.words
    publisher = said["no-publisher"] if source.publisher == NOT_STATED else source.publisher
    by = f"{source.author}, {publisher}" if source.author and source.publisher != NOT_STATED else publisher
    by = f"{source.author}. {publisher}" if source.author and source.publisher == NOT_STATED else by
    dated = said["undated"] if source.date == NOT_STATED else source.date
    when = ", ".join(filter(None, (source.place, dated)))
    accessed = said["accessed"].format(date=_day(source.accessed, writing.document.words.language))
    number = [run(str(source.number), "SourceNumber"), w("r", w("tab"))]
    content = [*number, run(f"{by}. "), *_title(source, writing), run(f". {when}. {accessed}.")]
    key = names.block_bookmark(f"src-{source.number}", "s")
    made = paragraph(
        "Reference", *writing.bookmark(names.source_bookmark(source.number), *writing.bookmark(key, *content))
    )
    writing.entries.append((source.number, made))
    return made


def _title(source: Source, writing: Writing) -> list[Element]:
    shown = run(source.title, "Emphasis")
    if not source.url:
        return [shown]
    link = w("hyperlink", shown, history=1, tooltip=source.url)
    link.set(clark("r:id"), writing.link(source.url, in_note=False))
    return [link]


def _day(iso: str, language: str) -> str:
    locale = language.replace("-", "_")
    depth = iso.count("-")
    day = date.fromisoformat(iso + "-01" * (2 - depth))
    skeleton = ("y", "yMMMM")[depth] if depth < 2 else ""
    written = format_skeleton(skeleton, day, locale=locale) if skeleton else format_date(day, "long", locale=locale)
    return str(written).replace(" ", "\N{NO-BREAK SPACE}")


def lead_back(writing: Writing) -> None:
    """End each entry of the source list with a link to the first mark that leads to it, now that all marks are written."""
    for number, entry in writing.entries:
        anchor = names.citation_bookmark(number)
        if number not in writing.marked:
            if number not in writing.noted:
                continue
            first = writing.noted[number]
            start, end = writing.bookmark(anchor)
            first.addprevious(start)
            first.addnext(end)
        words = run(writing.document.words["back-to-text"], "CrossReference")
        entry.extend([run(" "), hyperlink(anchor, "", words)])
