"""What an approval is bound to: everything that a report is printed from, as digests of its parts.

A part is written as the names and values of its fields that are not at their defaults, places aside: a later version of the
program that knows one field more gives the same digest for the same report. What the program itself words (table heads, the
mark of a draft) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from types import MappingProxyType

from pydantic import BaseModel

from reports.document import Document, Heading, facts_behind, plain, sources_behind
from reports.domain.fingerprints import untranslated
from reports.load.definition_files import ReportFile
from reports.load.records.approval_files import Content, HeadedContent, digest_of
from reports.load.theme_file import DEFAULTS, default_theme
from reports.theme.definition import Theme

PLACE = "where"
"""Field that says where in the templates something stands."""
INFO = (
    "name", "formats", "title", "subtitle", "kind", "organisation", "version", "language", "as_of", "as_of_text", "audience",
    "basis", "evidence_url", "focus", "subjects", "minutes", "keywords", "edition", "facts_version",
)  # fmt: skip
"""Fields of a report's info that it is printed from; not status and approval, the paper, nor what names a copy."""
LEGIBLE = frozenset({"value", "low", "high", "unit", "qualifier", "status", "date", "number"})
"""Keys of a fact or source whose values an approval names, so that a change can be told with what it was."""
SHORT = 32
"""Hex digits of the digest of one key."""
LINES = frozenset({"title", "subtitle", "basis"})


def content_of(
    document: Document, file: ReportFile, theme: Theme, editions: Mapping[str, Document] = MappingProxyType({})
) -> Content:
    """Return what an approval of `document` is bound to, without anybody's edits.

    Args:
        document: the report as composed.
        file: what its report.yaml says.
        theme: the look.
        editions: its editions as composed, by name.
    """
    ids = facts_behind(document)
    facts, sources = document.book.facts, sources_behind(document, ids)
    return Content(
        info={**_info(document), **_demands(file)},
        look=look(theme),
        passages=tuple(_passages(document)),
        facts={id: _keys(facts[id]) for id in ids},
        sources={source.id: _keys(source) for source in sources},
        editions={name: fingerprint(each) for name, each in editions.items()},
    )


def fingerprint(document: Document) -> str:
    """Return a SHA-256 in hex that changes with whatever `document` is printed from."""
    return digest_of([_info(document), [each.model_dump() for each in _passages(document)]])


def look(theme: Theme) -> str:
    """Return a digest of what the project itself says of the look; the defaults of the program are no part of it."""
    usual = default_theme()
    own = {each.name: getattr(theme, each.name) for each in fields(Theme) if each.name not in ("css", "folder")}
    stated = {name: spelt(value) for name, value in own.items() if value != getattr(usual, name)}
    css = theme.css.removeprefix((DEFAULTS / "summary.css").read_text("utf-8"))
    return digest_of([stated, css])


def _keys(entry: BaseModel) -> dict[str, str]:
    """Return what an entry says, key by key; words, which may be many, as digests."""
    said = untranslated(entry.model_dump(mode="json", exclude_defaults=True))
    assert isinstance(said, dict)  # as an entry is
    return {key: str(value) if key in LEGIBLE else digest_of(value)[:SHORT] for key, value in said.items()}


def _info(document: Document) -> dict[str, str]:
    info = document.info
    found: dict[str, str] = {}
    for name in INFO:
        value = getattr(info, name)
        said = plain(value) if name in LINES else ", ".join(value) if isinstance(value, tuple) else str(value)
        found[name] = said
    marked = digest_of([spelt(getattr(info, name)) for name in sorted(LINES)])  # emphasis and facts in the title
    return {**{name: said for name, said in found.items() if said}, "lines": marked}


def _demands(file: ReportFile) -> dict[str, str]:
    """Return what report.yaml asks of an approval, where it asks for more than one name."""
    asked = {"four_eyes": file.four_eyes, "facts_signed_off": file.facts_signed_off}
    return {name: "yes" for name, wanted in asked.items() if wanted}


def _passages(document: Document) -> Iterator[HeadedContent]:
    """Yield the headings, that of the cover empty, each with a digest of all blocks up to the next one."""
    heading, blocks = "", list[object]()
    for block in document.blocks:
        if isinstance(block, Heading):
            yield HeadedContent(heading=heading, sha256=digest_of(blocks))
            heading, blocks = plain(block.inlines), []
        blocks.append(spelt(block))
    yield HeadedContent(heading=heading, sha256=digest_of(blocks))


def spelt(node: object) -> object:
    """Return `node` as JSON can hold it: every field that is not at its default, places aside."""
    if is_dataclass(node) and not isinstance(node, type):
        kept = {each.name: spelt(getattr(node, each.name)) for each in fields(node) if _counts(each, node)}
        return [type(node).__name__, kept]
    match node:
        case BaseModel():
            return [type(node).__name__, node.model_dump(mode="json", exclude_defaults=True)]
        case Mapping():
            return {str(key): spelt(value) for key, value in node.items()}
        case set() | frozenset():
            return sorted(str(each) for each in node)
        case tuple() | list():
            return [spelt(each) for each in node]
        case _:
            return _single(node)


def _single(value: object) -> object:
    match value:
        case Enum():
            return _single(value.value)
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return sha256(value).hexdigest()
        case Decimal() | date():
            return str(value)
        case _:
            return repr(value)


def _counts(field: Field[object], node: object) -> bool:
    if field.name == PLACE or not field.repr:
        return False
    usual = field.default_factory() if field.default_factory is not MISSING else field.default
    return bool(usual is MISSING or getattr(node, field.name) != usual)
