"""Page numbers in the contents of a finished file, which a person may have edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.formats.docx.fields.table_of_contents import BARE, page_field
from reports.formats.docx.read import NUMBER
from reports.languages.numerals import digits_like
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element, clark

MAIN = "word/document.xml"
_ENTRY = re.compile(r"TOC[1-9]")
_PAGE = re.compile(r"\s*PAGEREF\b")


@dataclass
class _Entry:
    """A line of the contents."""

    words: list[str] = field(default_factory=lambda: [""])
    """What stands between tabs, but for our numbers: Word sets the number of a heading, a tab, its words, a tab, the page."""
    link: Element | None = None
    """To the heading (17.16.22)."""
    shown: list[Element] = field(default_factory=list)
    """Texts that show the page, the result of a field PAGEREF (17.16.5.43)."""
    codes: list[Element] = field(default_factory=list)
    """Instructions of the fields that begin in it."""

    def page(self, pages: Mapping[str, int]) -> int | None:
        """Return the page of the heading that it shows; None where `pages` does not know it."""
        said = (" ".join(each.split()) for each in self.words)
        return next((pages[each] for each in said if each in pages), None)


def with_pages(data: bytes, pages: Mapping[str, int]) -> bytes:
    """Return the .docx `data` with the page of each entry of its contents as `pages` says, by the text of the heading.

    An entry without a page gets one where it links to its heading; those of headings that `pages` does not know stay as they
    are. The bytes are the same where nothing has changed.
    """
    package = Package.read(data)
    changed, main = False, package.tree(MAIN)
    said = "".join(each.text or "" for each in main.iter(clark("w:t")))
    for paragraph in _contents(main):
        entry = _read(paragraph)
        page = entry.page(pages)
        if page is not None:
            changed |= _set(entry, digits_like(str(page), said))
            changed |= _asks_for_pages(entry)
    return package.pack() if changed else data


def _contents(root: Element) -> Iterator[Element]:
    """Yield the paragraphs in the styles of contents (TOC 1 and so on)."""
    for paragraph in root.iter(clark("w:p")):
        style = paragraph.find(f"{clark('w:pPr')}/{clark('w:pStyle')}")
        if style is not None and _ENTRY.fullmatch(style.get(clark("w:val"), "")):
            yield paragraph


def _read(paragraph: Element) -> _Entry:
    entry = _Entry()
    code, inside, numbered = "", False, False
    for each in paragraph.iter(*map(clark, ("w:hyperlink", "w:fldChar", "w:instrText", "w:r", "w:t"))):
        match each.tag.rpartition("}")[2]:
            case "hyperlink" if each.get(clark("w:anchor")):
                entry.link = each
            case "fldChar":
                kind = each.get(clark("w:fldCharType"))
                code = "" if kind == "begin" else code
                inside = kind == "separate" and bool(_PAGE.match(code))
            case "instrText":
                code += each.text or ""
                entry.codes.append(each)
            case "r":
                entry.words += [""] * (each.find(clark("w:tab")) is not None)
                numbered = each.find(NUMBER) is not None
            case _ if inside:
                entry.shown.append(each)
            case _ if not numbered:
                entry.words[-1] += each.text or ""
    return entry


def _set(entry: _Entry, page: str) -> bool:
    """Let an entry show `page`; return whether it showed another one, or none."""
    if not entry.shown:
        if entry.link is not None:
            entry.link.extend(page_field(entry.link.get(clark("w:anchor"), ""), page))
        return entry.link is not None
    if "".join(each.text or "" for each in entry.shown) == page:
        return False
    for each in entry.shown:
        each.text = ""
    entry.shown[0].text = page
    return True


def _asks_for_pages(entry: _Entry) -> bool:
    """Take the switch away that asks for no pages, where the field of the contents begins in `entry`; return whether it did."""
    bare = [each for each in entry.codes if BARE in (each.text or "") and "TOC" in (each.text or "")]
    for each in bare:
        each.text = (each.text or "").replace(BARE, "")
    return bool(bare)
