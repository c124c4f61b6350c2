"""A document arrives: it is recorded as a source, its paragraphs are numbered, and facts that it bears on are listed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from reports.domain.fact_book import FactBook
from reports.domain.facts import NOT_STATED, Source
from reports.errors import FlagError, InputError, Place, Problem
from reports.load.documents.document_text import DocumentText, is_packed, read_as, unpacked
from reports.notation.yaml_tree import read_text
from reports.pipeline.atomic_files import read_file
from reports.pipeline.build_notes import counting_sources
from reports.tools.curating.entry_additions import Addition, Facts, addition, key_at, objections, whole_book
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.fact_candidates import Candidate, candidates
from reports.tools.curating.new_fact import proposed_id
from reports.tools.curating.unrecorded_mentions import unseen

KEYS = ("id", "title", "short", "publisher", "author", "date", "place", "kind", "url")
"""Keys of a source that the command line takes."""
MAX_SHORT = 40
SOURCE_WORDS = 3
"""How many words the id of a source is made of: it is typed in every fact."""
FAMILIES: Mapping[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0": ("an old Word, PowerPoint or Excel file", "save its text as plain text, in UTF-8"),
    b"{\\rtf": ("an RTF file", "save its text as plain text, in UTF-8"),
    b"\xff\xfe": ("UTF-16 text", "save it as UTF-8 in your editor"),
    b"\xfe\xff": ("UTF-16 text", "save it as UTF-8 in your editor"),
}
"""First bytes of files that are no UTF-8 text, what they are, and what to do."""


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was recorded."""

    source: Source
    entry: Addition
    paragraphs: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    counting: tuple[str, ...] = ()
    """Where facts that count sources stand, and what they count; the new one may belong to them."""
    unseen: tuple[str, ...] = ()
    """Figures and names of the document that the fact files do not know."""


def add_source(facts: Facts, file: Path, given: Mapping[str, str], accessed: str) -> Added:
    """Record the document `file` as a source and return it with its paragraphs and the facts that it bears on.

    Args:
        facts: the fact files.
        file: a UTF-8 text, also Markdown or HTML, a PDF or a Word file.
        given: keys of the source that the user named; the rest is taken from the document or stays 'not stated'.
        accessed: day it was fetched, ISO 8601.

    Raises:
        InputError: the document or a fact file cannot be used, or the document is a source already.
        FlagError: a key has a bad value.
    """
    book = whole_book(facts)
    raw = read_file(file, str(file))
    said = document(raw, file)
    digest = hashlib.sha256(raw).hexdigest()
    _refuse_known(book, file, digest)
    entry = _entry(book, said.title, file.name, digest, {**given, "accessed": accessed})
    added = addition(facts, "sources", entry)
    wrong = [_flag(problem, added) for problem in objections(facts, added)]
    if wrong:
        raise FlagError("\n".join(wrong))
    source = Source.model_validate(entry)
    added.write()
    counting = (f"{fact.id} ({book.where['facts', fact.id]}): {fact.statement}" for fact in counting_sources(book))
    found = candidates(said.content, source.id, book)
    new = tuple(unseen(said.content, source.number, source.title, found, book))
    return Added(source, added, said.paragraphs, found, tuple(counting), new)


def document(raw: bytes, file: Path) -> DocumentText:
    """Return the text of a document whose bytes are `raw`.

    Raises:
        InputError: it is no UTF-8 text, PDF or Word file, or holds no text.
    """
    place = Place(str(file))
    if is_packed(raw):
        return unpacked(raw, str(file))
    for first, (name, cure) in FAMILIES.items():
        if raw.startswith(first):
            raise InputError([Problem(place, f"is {name}, no UTF-8 text", cure)])
    if b"\0" in raw:
        raise InputError([Problem(place, "is no text: it holds zero bytes", "save its text as plain text, in UTF-8")])
    try:
        said = read_as(read_text(file, str(file)), file.name)
    except InputError as failure:
        raise InputError([_legacy(problem, raw) for problem in failure.problems]) from None
    if not said.paragraphs:
        raise InputError([Problem(place, "is empty", "name a file that holds the text of the document")])
    return said


def _legacy(problem: Problem, raw: bytes) -> Problem:
    """Return `problem` with what the bytes may be, where they are text in an older encoding."""
    if problem.where.line == 0 or "UTF-8" not in problem.what:
        return problem
    line = raw.split(b"\n")[problem.where.line - 1].decode("cp1252", "replace")
    bad = line[problem.where.column - 1 : problem.where.column]
    what = f"is not UTF-8 text: here stands the byte {bad.encode('cp1252', 'replace').hex().upper()}"
    seen = f", which is {bad!r} in Windows-1252" if bad.isprintable() and bad != "\ufffd" else ""
    return Problem(problem.where, what + seen, problem.cure)


def _refuse_known(book: FactBook, file: Path, digest: str) -> None:
    for source in book.sources.values():
        place = book.where["sources", source.id]
        if source.sha256 == digest:
            what = f"is the document of source [{source.number}] {source.id!r} already ({place}); nothing was added"
            raise InputError([Problem(Place(str(file)), what, "add facts to that source")])
        if source.document == file.name:
            what = (
                f"has the name of the document of source [{source.number}] {source.id!r} ({place}), but another content"
            )
            raise InputError([Problem(Place(str(file)), what, "give the file another name")])


def _entry(book: FactBook, title: str, name: str, digest: str, given: Mapping[str, str]) -> dict[str, Item]:
    """Return the source with its keys in the order of the model."""
    known: dict[str, Item] = {
        "title": given.get("title") or title,
        "publisher": NOT_STATED,
        "date": NOT_STATED,
        **{key: text for key, text in given.items() if text},
        "number": Decimal(max(book.numbers.values(), default=0) + 1),
        "document": name,
        "sha256": digest,
    }
    publisher = str(known["publisher"])
    known.setdefault("short", _short(publisher if publisher != NOT_STATED else str(known["title"])))
    known.setdefault("id", proposed_id(str(known["short"]), book.sources.keys(), SOURCE_WORDS))
    return {key: known[key] for key in Source.model_fields if key in known}


def _short(text: str) -> str:
    """Return `text`, cut after a word where it is too long for a source line."""
    if len(text) <= MAX_SHORT:
        return text
    return text[: MAX_SHORT - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _flag(problem: Problem, added: Addition) -> str:
    key = key_at(added, "sources", problem.where)
    return f"--{key}: {problem.what}; {problem.cure}" if key else str(problem)


def told(added: Added) -> Iterator[str]:
    """Yield what the analyst reads: the source, its paragraphs, the candidates with what to paste."""
    source = added.source
    yield f"added source [{source.number}] {source.id!r} at {added.entry.place}"
    yield "facts name it by that id, which cannot change once they do; --id names another"
    yield from added.entry.lines
    yield ""
    yield from (f"  ¶ {n:<4}{paragraph}" for n, paragraph in enumerate(added.paragraphs, 1))
    yield ""
    yield f"{len(added.candidates)} facts to compare; nothing was decided and no fact was changed"
    for candidate in added.candidates:
        yield ""
        yield from candidate.lines
    yield from added.unseen
    if added.counting:
        yield ""
        yield "facts that count sources; where this is one of them, add it to their 'sources:' and correct value and words"
        yield from (f"  {each}" for each in added.counting)
