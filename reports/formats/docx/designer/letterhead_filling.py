"""Fields and content controls of a designer's headers and footers, filled with what a report is called and when it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.formats.docx.designer.letterhead_cleaning import unwrap
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, clark

FIELDS: Mapping[str, str] = {
    "TITLE": "title", "SUBJECT": "subject", "AUTHOR": "organisation", "LASTSAVEDBY": "organisation", "FILENAME": "file",
}  # fmt: skip
"""Fields (17.16.5) that show a property of the file, and what of the report it is."""
COUNTING = ("PAGE", "NUMPAGES")
DATES = ("DATE", "CREATEDATE", "SAVEDATE", "PRINTDATE")
"""Fields that show a moment: a report has one date, whenever it is opened."""
YEARLY, YEAR = re.compile(r'\\@\s*"?y+"?(?:\s|$)', re.IGNORECASE), re.compile(r"\d{4}")
"""A picture of a date (17.16.4.1) that shows its year alone, and a year."""
ELSEWHERE = (
    "REF", "PAGEREF", "NOTEREF", "DOCVARIABLE", "MERGEFIELD", "FILLIN", "ASK", "SET", "AUTOTEXT", "MACROBUTTON", "USERNAME",
    "USERINITIALS", "USERADDRESS", "TEMPLATE", "COMMENTS", "KEYWORDS", "REVNUM", "EDITTIME", "TIME",
)  # fmt: skip
"""Fields that show what only the designer's own file or machine has, or that ask whoever opens the file."""
WORDS: tuple[tuple[str, str], ...] = (
    ("subtitle", "subject"), ("untertitel", "subject"), ("title", "title"), ("titel", "title"), ("titre", "title"),
    ("subject", "subject"), ("author", "organisation"), ("creator", "organisation"), ("company", "organisation"),
    ("organi", "organisation"), ("firma", "organisation"), ("date", "date"), ("datum", "date"), ("version", "version"),
)  # fmt: skip
"""Parts of the names of properties and content controls, the first that fits counts, and what of the report they show."""


SEPARATORS = " ,;:|/·•–—-"
"""Signs between the parts of a line."""


def fill(tree: Element, values: Mapping[str, str], used: frozenset[str]) -> None:
    """Fill the fields and content controls of a header or footer with `values`: title, subject, organisation, date, version.

    `used` are the names of the styles that the report has, in small letters: a field that shows a text in another style
    would show an error, so it becomes plain words, as do dates and what only the designer's own file has.
    """
    _fill_controls(tree, values)
    for code, results, marks in _fields(tree):
        name, rest = _parted(code)
        lost = name in (*DATES, *ELSEWHERE) or (name == "STYLEREF" and _plain(rest) not in used)
        value = _words_for(name, rest, values) if lost else _result(name, rest, values)
        if value is not None:
            _retype(results, value)
        if value == "":
            _trim(results)
        for node in marks if lost else ():
            unwrap(node, node) if node.tag == clark("w:fldSimple") else remove(node)


def _parted(code: str) -> tuple[str, str]:
    """Return the name of a field, in capitals, and what follows it in its code."""
    name, _, rest = code.strip().replace("\\", " \\", 1).partition(" ")
    return name.upper(), rest.strip()


def _words_for(name: str, rest: str, values: Mapping[str, str]) -> str:
    """Return the words in the place of a field that cannot stay one: the title where it is named so, the date of a date."""
    if name in DATES:
        year = YEAR.search(values["date"]) if YEARLY.search(rest) else None
        return year[0] if year else values["date"]
    return values["title"] if "tit" in _plain(rest) else ""


def _result(name: str, rest: str, values: Mapping[str, str]) -> str | None:
    """Return what a field shows; None for one that is left as it is."""
    if name in COUNTING:
        return "1"
    return values.get(meaning(rest) if name == "DOCPROPERTY" else FIELDS.get(name, ""))


def _fill_controls(tree: Element, values: Mapping[str, str]) -> None:
    for control in list(tree.iter(clark("w:sdt"))):
        value = values.get(meaning(_names(control)))
        if value is not None:
            _retype(list(control.iter(clark("w:t"))), value)
            for node in list(control.iter(clark("w:showingPlcHdr"))):
                remove(node)


def _names(control: Element) -> str:
    """Return what a content control is called, and what it is bound to."""
    found = []
    for tag, attribute in (("alias", "val"), ("tag", "val"), ("dataBinding", "xpath")):
        node = control.find(f"{clark('w:sdtPr')}/{clark(f'w:{tag}')}")
        found.append(node.get(clark(f"w:{attribute}"), "") if node is not None else "")
    return " ".join(found)


def meaning(name: str) -> str:
    """Return what a property or content control of this name shows; empty where nobody can tell."""
    return next((meant for word, meant in WORDS if word in name.casefold()), "")


def field_codes(tree: Element) -> Iterator[str]:
    """Yield the code of each field of a header or footer."""
    yield from (code for code, _, _ in _fields(tree))


def _plain(rest: str) -> str:
    return rest.split("\\")[0].strip().strip('"').casefold()


def _retype(texts: list[Element], value: str) -> None:
    for at, text in enumerate(texts):
        text.text = value if at == 0 else ""


def _trim(results: list[Element]) -> None:
    """Take the commas and bars behind a field away that shows nothing any longer, where nothing stands before it."""
    line = next((each for result in results for each in result.iterancestors(clark("w:p"))), None)
    signs = list(line.iter(clark("w:t"), clark("w:tab"), clark("w:br"))) if line is not None else []
    at = next((number for number, each in enumerate(signs) if each is results[0]), 0)
    before = [each for each in signs[:at] if each.text or each.tag != clark("w:t")]
    after = next((each for each in signs[at + 1 :] if each not in results and each.text), None)
    if after is not None and not (before and before[-1].tag == clark("w:t")):
        after.text = (after.text or "").lstrip(SEPARATORS)


@dataclass
class _Field:
    """A field being read; inner ones are part of it."""

    code: str = ""
    results: list[Element] = field(default_factory=list)
    """Texts that it shows."""
    marks: list[Element] = field(default_factory=list)
    """Nodes that make it a field."""
    depth: int = 0
    begun: bool = False
    """Whether its result has begun."""

    def take(self, node: Element) -> bool:
        """Take the next node of a part; return whether the field ends with it."""
        kind = node.get(clark("w:fldCharType"), "")
        self.depth += kind == "begin"
        if self.depth == 0:
            return False
        if node.tag == clark("w:t"):
            self.results += [node] * self.begun
        else:
            self.marks.append(node)
            self.code += (node.text or "") * (node.tag == clark("w:instrText") and not self.begun)
        self.begun = self.begun or (kind == "separate" and self.depth == 1)
        self.depth -= kind == "end"
        return kind == "end" and self.depth == 0


def _fields(tree: Element) -> Iterator[tuple[str, list[Element], list[Element]]]:
    """Yield the code of each field, the texts of its result, and the nodes that make it a field."""
    for simple in list(tree.iter(clark("w:fldSimple"))):
        yield simple.get(clark("w:instr"), ""), list(simple.iter(clark("w:t"))), [simple]
    open_field = _Field()
    for node in list(tree.iter(clark("w:fldChar"), clark("w:instrText"), clark("w:t"))):
        if open_field.take(node):
            yield open_field.code, open_field.results, open_field.marks
            open_field = _Field()
