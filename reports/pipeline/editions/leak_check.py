"""The leak check: what an edition leaves out stands nowhere in its file, visible or not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from reports.document import (
    ChartPoint,
    ChartSpec,
    Document,
    FactRef,
    Inlines,
    SourceList,
    Table,
    facts_used,
    is_run,
    plain,
    walk,
)
from reports.formats.registry import PDF
from reports.languages.numerals import western

SENTENCE_WORDS = 3
"""Fewest words of a text that is looked for: shorter ones are names and labels that stand anywhere."""
FIGURE_LENGTH = 3
"""Fewest characters of a figure that is looked for: shorter ones are page numbers and days; the second audit counts them."""
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
"""Spaces, soft hyphens and marks without width, which a PDF may put or drop anywhere."""


def squeezed(text: str) -> str:
    """Return `text` as it is compared: without spaces and marks that nobody sees, in small letters."""
    return UNSEEN.sub("", western(text)).casefold()


@dataclass(frozen=True)
class Secrets:
    """What an edition leaves out."""

    ids: frozenset[str]
    """Facts."""
    texts: frozenset[str]
    """Sentences, headings, labels and alternative texts, squeezed."""
    figures: frozenset[str]
    """Figures that nothing in the edition prints."""

    @cached_property
    def _figure(self) -> re.Pattern[str]:
        spelled = "|".join(map(re.escape, sorted(self.figures, key=lambda text: (-len(text), text))))
        return apart(spelled or "(?!)")

    @cached_property
    def _id(self) -> re.Pattern[str]:
        spelled = "|".join(map(re.escape, sorted(self.ids)))
        return re.compile(rf"(?<![\w-])(?:{spelled or '(?!)'})(?![\w-])")

    def found(self, text: str) -> tuple[str, ...]:
        """Return what `text` gives away."""
        flat = " ".join(text.split())
        packed = squeezed(text)
        said = (*self._id.findall(flat), *self._figure.findall(flat), *(t for t in self.texts if t in packed))
        return tuple(sorted(set(said)))


def apart(spelled: str) -> re.Pattern[str]:
    """Return the pattern of a figure that is no part of a longer one."""
    return re.compile(rf"(?<![\w.,])(?:{spelled})(?!\w|[.,]\d)", re.IGNORECASE)


def standing(figure: str, text: str) -> bool:
    """Return whether a figure stands in `text`, by itself or within other words."""
    return bool(apart(re.escape(figure)).search(text))


def secrets(edition: Document, others: Iterable[Document]) -> Secrets:
    """Return what `others`, the report and its other editions, say and `edition` does not."""
    own_facts, own_texts = set(facts_used(edition)), own_words(edition)
    own_flat = " ".join(" ".join(text.split()) for text in own_texts)
    packed = squeezed("\n".join(own_texts))
    ids: set[str] = set()
    said: set[str] = set()
    figures: set[str] = set()
    for other in others:
        withheld = set(facts_used(other)) - own_facts
        ids |= withheld
        said |= {part for text in texts(other) for part in _sentences(text)}
        said |= {part for id in withheld for text in _words(other, id) for part in _sentences(text)}
        figures |= set(_figures(other))
    printed = {text.casefold() for text in _figures(edition)}
    figures = {text for text in figures if text.casefold() not in printed and not standing(text, own_flat)}
    return Secrets(
        frozenset(ids),
        frozenset(text for text in said if text not in packed),
        frozenset(figures),
    )


def own_words(document: Document) -> tuple[str, ...]:
    """Return every text of a document, and what stands on every page or in its list of sources."""
    return (*texts(document), *_beside(document))


def texts(document: Document) -> Iterator[str]:
    """Yield every text that a document shows or says to those who do not see it, in reading order."""
    info = document.info
    yield from map(plain, (info.title, info.subtitle, info.basis))
    for node in walk((info.title, info.subtitle, info.basis, document.blocks)):
        for each in fields(node):  # type: ignore[arg-type]
            yield from map(plain, _runs(getattr(node, each.name)))
        match node:
            case ChartSpec(alternative=alt) | Table(alt=alt):
                yield alt
            case ChartPoint(label=label, figure=figure, words=words):
                yield f"{label} {figure} {words}"
                yield from (label, f"{figure} {words}")
            case _:
                pass


def _beside(document: Document) -> Iterator[str]:
    """Yield what stands on every page or in the list of sources, whatever the sections say."""
    info = document.info
    yield from (
        info.as_of,
        info.as_of_text,
        info.kind,
        info.organisation,
        info.version,
        info.edition,
        info.approved_text,
    )
    yield from info.keywords
    yield from document.words.texts.values()
    for node in walk(document.blocks):
        if isinstance(node, SourceList):
            for each in node.sources:
                yield from filter(None, (each.title, each.short, each.publisher, each.author, each.date, each.accessed))


def _runs(value: object) -> Iterator[Inlines]:
    if is_run(value):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _runs(item) if isinstance(item, tuple) else ()


def _sentences(text: str) -> Iterator[str]:
    for part in re.split(r"(?<=[.!?:;])\s+", text):
        if len(part.split()) >= SENTENCE_WORDS:
            yield squeezed(part)


def _words(document: Document, id: str) -> Iterator[str]:
    fact = document.book.facts[id]
    yield from filter(None, (fact.statement, fact.label, fact.quotation))
    yield from (reading.text for reading in fact.readings)


def _figures(document: Document) -> Iterator[str]:
    """Yield the figures of a document as printed, and their digits alone."""
    for node in walk(document.blocks):
        match node:
            case FactRef(text=text) if len(text.split()) <= SENTENCE_WORDS + 2:
                said = text
            case ChartPoint(figure=figure):
                said = figure
            case _:
                continue
        flat = " ".join(said.split())
        digits = re.findall(r"\d[\d.,]*\d|\d", flat)
        for each in (flat, *digits):
            if len(each) >= FIGURE_LENGTH and any(c.isdigit() for c in each):
                yield each


def leaks(data: bytes, withheld: Secrets) -> tuple[tuple[str, str], ...]:
    """Return where in a PDF something withheld stands, and what: pages, metadata, tags, bookmarks, links, attachments."""
    found: dict[tuple[str, str], None] = {}
    for where, text in openings(data):
        found.update(dict.fromkeys((where, what) for what in withheld.found(western(text))))
    return tuple(found)


def openings(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text of a PDF with where it stands, whatever a reader program makes of it."""
    import pikepdf

    whole = []
    for run in PDF.read(data).runs:
        whole.append(run.text)
        yield run.name, run.text
    yield "pages", "\n".join(whole)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _strings(item)
            if isinstance(item, pikepdf.Stream) and not _is_drawn(item):
                yield f"stream {item.objgen[0]}", item.read_bytes().decode("utf-8", "replace")


def _is_drawn(stream: object) -> bool:
    """Return whether a stream is a font, a picture or a colour profile, which hold no words."""
    keys = stream.keys()  # type: ignore[attr-defined]
    return bool({"/Length1", "/N"} & keys and "/First" not in keys) or stream.get("/Subtype") in ("/Image", "/OpenType")  # type: ignore[attr-defined]


def _strings(item: object) -> Iterator[tuple[str, str]]:
    """Yield the strings of an object: alternative texts, titles, addresses, descriptions, names."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield "object", str(item)
    elif isinstance(item, pikepdf.Array):
        for each in item.as_list():
            yield from () if _is_indirect(each) else _strings(each)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - pikepdf's dictionaries are walked by keys()
            value = item.get(key)
            for _, text in () if _is_indirect(value) else _strings(value):
                yield key[1:], text


def _is_indirect(value: object) -> bool:
    return bool(getattr(value, "is_indirect", False))
