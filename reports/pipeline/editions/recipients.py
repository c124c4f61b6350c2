"""Read the list of recipients: a CSV file that people export from whatever they keep addresses in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category, normalize

from reports.errors import InputError, Place, Problem
from reports.theme.fonts import covered, instead, lacking

COLUMNS = ("name", "organisation", "language", "edition", "e-mail")
OTHER_NAMES: Mapping[str, str] = {"email": "e-mail", "mail": "e-mail", "organization": "organisation"}
DELIMITERS = ",;\t"
MAY_BE_EMPTY = frozenset({"organisation"})
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*/?^_`{|}~][^\s@,;:<>()\[\]\\\"]*@[^\s@,;:<>()\[\]\\\"]+\.[^\s@,;:<>()\[\]\\\".]+"
)
"""What mail programs take without quoting; one that begins like a formula is none (OWASP, CSV injection)."""
ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[^?\s]\?")
"""What mail programs read as other words than stand there (RFC 2047, 2)."""
JOINERS = "\u200c\u200d"
"""Unseen characters that the spelling of some scripts needs."""
LONGEST_ADDRESS = 254
"""RFC 5321, 4.5.3.1.3, less its brackets."""
PUBLIC = "public"
"""Name of the edition that anybody may read: who is listed for it gets no other."""
ENCODINGS: Mapping[bytes, str] = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK": "an Excel or zip file"}
"""What the first bytes give away."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A row of the list."""

    name: str
    organisation: str
    language: str
    edition: str
    email: str
    where: Place

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes two rows the same: one address gets one edition in one language once."""
        return self.email.casefold(), self.edition, self.language.casefold()

    @property
    def printed(self) -> tuple[str, str, str]:
        """Return what stands on the copy and in its mail draft: another name needs another copy."""
        return self.name, self.organisation, self.email

    @property
    def named(self) -> str:
        """Return name and organisation as printed."""
        return ", ".join(filter(None, (self.name, self.organisation)))

    @property
    def plain(self) -> bool:
        """Return whether the font of the text has every character of it; else a copy is laid out by itself."""
        return covered(self.named) == self.named


def read_recipients(path: Path, shown: str, left_out: list[Problem] | None = None) -> tuple[Recipient, ...]:
    """Return the recipients of a CSV file in UTF-8 (commas, semicolons or tabs), in its order.

    Args:
        path: of the file.
        shown: how messages name it.
        left_out: takes what is wrong with single rows, which are left out then; None to refuse the list.

    Raises:
        InputError: with every problem: file, encoding, columns, rows, addresses, characters, rows that stand twice; or no
            row is left.
    """
    text = _text(path, shown)
    rows = _rows(text, shown)
    head = next(rows, None)
    if head is None:
        raise InputError([Problem(Place(shown), "is empty", f"give it a first line with {', '.join(COLUMNS)}")])
    order = _order(head[1], shown)
    found: list[Recipient] = []
    problems: list[Problem] = []
    for line, cells in rows:
        made = _recipient(cells, order, len(head[1]), Place(shown, line))
        if isinstance(made, list):
            problems += made
        elif signs := list(_unprinted(made)):
            problems += signs
        else:
            found.append(made)
    problems += (*_twice(found), *_beyond_public(found))
    if not (found or problems):
        problems.append(Problem(Place(shown), "names no recipient", "add a line for each below the first"))
    wrong = {each.where for each in problems}
    kept = tuple(each for each in found if each.where not in wrong)
    if problems and (left_out is None or not kept):
        raise InputError(problems)
    if left_out is not None:
        left_out += problems
    return kept


def _text(path: Path, shown: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as failure:
        what = f"cannot be read ({failure.strerror or failure})"
        raise InputError([Problem(Place(shown), what, "name a CSV file with --recipients")]) from None
    for start, kind in ENCODINGS.items():
        if data.startswith(start):
            raise InputError([Problem(Place(shown), f"is {kind}, not UTF-8 text", "save it as “CSV UTF-8”")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        what = f"holds the byte 0x{data[failure.start]:02X}, which is no UTF-8"
        raise InputError([Problem(Place(shown, line), what, "save it as “CSV UTF-8”")]) from None


def _rows(text: str, shown: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows that are not blank, each with the line it begins on."""
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [" ".join(normalize("NFC", cell).split()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as failure:
        cure = "look for a quotation mark that is opened and not closed"
        raise InputError([Problem(Place(shown, line), f"is no valid CSV ({failure})", cure)]) from None


def _order(head: Sequence[str], shown: str) -> Mapping[str, int]:
    """Return where each column stands."""
    named = [OTHER_NAMES.get(cell.casefold(), cell.casefold()) for cell in head]
    problems = [
        Problem(Place(shown, 1), f"the column {name!r} is missing", f"the first line names {', '.join(COLUMNS)}")
        for name in COLUMNS
        if name not in named
    ]
    problems += [
        Problem(Place(shown, 1), f"the column {name!r} stands twice", "keep one of them")
        for name in COLUMNS
        if named.count(name) > 1
    ]
    if problems:
        raise InputError(problems)
    return {name: named.index(name) for name in COLUMNS}


def _recipient(cells: Sequence[str], order: Mapping[str, int], width: int, where: Place) -> Recipient | list[Problem]:
    if len(cells) != width:
        what = f"has {len(cells)} cells where the first line has {width}"
        return [Problem(where, what, "put a text that holds the separator in quotation marks")]
    row = {name: cells[at] for name, at in order.items()}
    problems = list(_wrong(row, where))
    return problems or Recipient(
        row["name"], row["organisation"], row["language"], row["edition"], row["e-mail"], where
    )


def _wrong(row: Mapping[str, str], where: Place) -> Iterator[Problem]:
    for name, text in row.items():
        if not text and name not in MAY_BE_EMPTY:
            yield Problem(where, f"{name} is empty", "fill it in, or take the row out")
        if ENCODED_WORD.search(text):
            what = f"{name} holds {text[:80]!r}, which mail programs show as something else"
            yield Problem(where, what, "write the words themselves, without =? and ?=")
    address = row["e-mail"]
    if address and not address.isascii():
        what = f"{address[:80]!r} is no address that every mail program takes"
        yield Problem(where, what, "write it in ASCII letters; a domain begins with xn-- then")
        return
    if address and (len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address)):
        yield Problem(where, f"{address[:80]!r} is no e-mail address", "write it as desk@example.org")


def _unprinted(row: Recipient) -> Iterator[Problem]:
    """Yield what the fonts of the PDF cannot print of a row."""
    for name, text in (("name", row.name), ("organisation", row.organisation)):
        signs = {c for c in text if c not in (" ", *JOINERS) and category(c)[0] not in "LMNPS"}
        signs |= set(lacking(text))
        if signs:
            listed = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in sorted(signs))
            yield Problem(
                row.where, f"{name} holds {listed}, which the PDF cannot print", instead("".join(sorted(signs)))
            )


def _twice(found: Sequence[Recipient]) -> Iterator[Problem]:
    first: dict[tuple[str, str, str], Place] = {}
    for each in found:
        if each.key in first:
            what = f"{each.email} gets the edition {each.edition!r} in {each.language!r} on line {first[each.key].line} already"
            yield Problem(each.where, what, "take one of the rows out")
        first.setdefault(each.key, each.where)


def _beyond_public(found: Sequence[Recipient]) -> Iterator[Problem]:
    """Yield a problem for each address that is listed as public and would get another edition as well."""
    public = {each.email.casefold(): each.where.line for each in found if each.edition == PUBLIC}
    for each in found:
        line = public.get(each.email.casefold())
        if line is not None and each.edition != PUBLIC:
            what = f"{each.email} is listed as {PUBLIC} on line {line}, and would get the edition {each.edition!r}"
            yield Problem(each.where, what, "take one of the rows out")
