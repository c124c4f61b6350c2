"""The page of a designer's Word file: its size and margins, headers and footers with their logos, filled with what is ours.

Each paragraph of a designer's header or footer is set in a style of its own that rests on the designer's (`LETTERHEAD` begins
its name): every program keeps it, and by it the words of the design are told from those of the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, clark, w

LETTERHEAD = "Letterhead"
KINDS = ("first", "default", "even")
TWIPS_A_MM = 1440 / 25.4
LEAST_TEXT_MM = 60.0
"""Width of a column of text below which the columns of a designer are not followed."""
VALUE, STYLE_ID, TYPE, ID = clark("w:val"), clark("w:styleId"), clark("w:type"), clark("r:id")
OWN_LINE = "HeaderFirst"
OWN_LINES = (OWN_LINE, "Header", "Footer")
"""Styles of the lines that this program writes into headers and footers."""
PAGE = re.compile(r"\bPAGE\b")


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A page, in millimetres."""

    width: float
    height: float
    margins: Mapping[str, float]
    """left, right, top, bottom, header, footer."""
    columns: int
    gap: float
    """Between columns."""


@dataclass(frozen=True)
class Letterhead:
    """What stands around the text in a designer's file."""

    package: Package
    page: PageSetup | None
    parts: Mapping[str, str]
    """'header first', 'footer default' and so on to the part."""
    first: bool
    """Whether the first page has headers of its own."""
    even: bool
    """Whether even pages have."""


def letterhead_of(package: Package) -> Letterhead:
    """Return the letterhead of a Word file: the page that most of its sections have, the first header of each kind."""
    sections = list(package.tree(package.main).iter(clark("w:sectPr")))
    pages = [page for each in sections if (page := _page(each))]
    usual = Counter(repr(each) for each in pages).most_common(1)
    page = next((each for each in pages if usual and repr(each) == usual[0][0]), None)
    relations = package.relations(package.main)
    parts: dict[str, str] = {}
    for each in (node for section in sections for node in section):
        what = {clark("w:headerReference"): "header", clark("w:footerReference"): "footer"}.get(str(each.tag))
        relation = relations.get(each.get(ID, ""))
        if what and relation and relation.target in package.parts:
            parts.setdefault(f"{what} {each.get(TYPE, 'default')}", relation.target)
    settings = package.root(package.related(package.main, f"{OFFICE}/settings"))
    even = settings is not None and settings.find(clark("w:evenAndOddHeaders")) is not None
    first = any(each.find(clark("w:titlePg")) is not None for each in sections)
    if _is_ours(package):
        _strip(package, parts)
    kept = {
        name: part for name, part in parts.items() if (even or "even" not in name) and (first or "first" not in name)
    }
    return Letterhead(package, page, kept, first, even)


def _is_ours(package: Package) -> bool:
    """Return whether this program wrote the file, which a designer restyled and handed back."""
    styles = package.root(package.related(package.main, f"{OFFICE}/styles"))
    return styles is not None and any(each.get(STYLE_ID) == OWN_LINE for each in styles)


def _strip(package: Package, parts: dict[str, str]) -> None:
    """Take our own lines out of headers and footers, which each report writes anew; parts of which nothing is left go."""
    for name, part in list(parts.items()):
        tree = package.tree(part)
        for line in list(tree.iterfind(clark("w:p"))):
            style = line.find(f"{clark('w:pPr')}/{clark('w:pStyle')}")
            ours = style is not None and style.get(VALUE) in OWN_LINES
            if ours and next(line.iter(clark("w:drawing"), clark("w:pict")), None) is None:
                _drop(line)
        if not len(tree):
            del parts[name]


def _page(section: Element) -> PageSetup | None:
    size, margins, columns = (section.find(clark(f"w:{tag}")) for tag in ("pgSz", "pgMar", "cols"))
    if size is None or margins is None:
        return None
    width, height = (_mm(size.get(clark(f"w:{key}"))) for key in ("w", "h"))
    sides = {
        key: abs(_mm(margins.get(clark(f"w:{key}")))) for key in ("left", "right", "top", "bottom", "header", "footer")
    }
    sides["left"] += _mm(margins.get(clark("w:gutter")))
    if (
        width - sides["left"] - sides["right"] < LEAST_TEXT_MM
        or height - sides["top"] - sides["bottom"] < LEAST_TEXT_MM
    ):
        return None
    count = int(columns.get(clark("w:num"), "1")) if columns is not None else 1
    gap = _mm(columns.get(clark("w:space"), "720")) if columns is not None else 0.0
    one = (width - sides["left"] - sides["right"] - gap * (count - 1)) / max(count, 1)
    return PageSetup(width, height, sides, count if count > 1 and one >= LEAST_TEXT_MM else 1, gap)


def _mm(twips: str | None) -> float:
    try:
        return float(twips or 0) / TWIPS_A_MM
    except ValueError:
        return 0.0  # a length with a unit, which Transitional files may not have


def _drop(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def counts_pages(tree: Element) -> bool:
    """Return whether a header or footer shows the number of the page."""
    codes = [node.text or "" for node in tree.iter(clark("w:instrText"))]
    codes += [node.get(clark("w:instr"), "") for node in tree.iter(clark("w:fldSimple"))]
    return any(PAGE.search(code) for code in codes)


def mark(tree: Element) -> set[str]:
    """Set each paragraph in a style that says that it belongs to the design; return the ids of the styles below them."""
    below: set[str] = set()
    for paragraph in tree.iter(clark("w:p")):
        properties = paragraph.find(clark("w:pPr"))
        if properties is None:
            properties = w("pPr")
            paragraph.insert(0, properties)
        style = properties.find(clark("w:pStyle"))
        if style is None:
            style = w("pStyle", val="Normal")
            properties.insert(0, style)
        id = style.get(VALUE, "")
        if not id.startswith(LETTERHEAD):
            below.add(id)
            style.set(VALUE, LETTERHEAD + id)
    return below


def letterhead_styles(below: Set[str], known: Set[str]) -> Iterator[Element]:
    """Yield the styles that `mark` names, each the same as the designer's that it rests on."""
    for id in sorted(below):
        named = w("name", val=f"{LETTERHEAD} {id}")
        rests = w("basedOn", val=id) if id in known else None
        yield w(
            "style",
            named,
            rests,
            w("uiPriority", val=99),
            w("semiHidden"),
            type="paragraph",
            customStyle=1,
            styleId=LETTERHEAD + id,
        )
