"""The page of a designer's Word file: its size and margins, headers and footers with their logos, filled with what is ours.

Each paragraph of a designer's header or footer is set in a style of its own that rests on the designer's (`LETTERHEAD` begins
its name): every program keeps it, and by it the words of the design are told from those of the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from copy import deepcopy
from dataclasses import dataclass

from reports.ooxml.package import OFFICE, Package
from reports.ooxml.part_xml import remove
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
    """left, right, top, bottom, header, footer; room for binding is part of its side."""
    columns: int
    gap: float
    """Between columns."""
    ruled: bool = False
    """Whether a rule stands between them."""


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
    mirrored: bool = False
    """Whether margins at the left and right change places on even pages."""
    besides: tuple[Element, ...] = ()
    """What else the section says of its pages: their borders, numbers of lines, the form of page numbers."""


def letterhead_of(package: Package) -> Letterhead:
    """Return the letterhead of a Word file: the page that most of its sections have, the first header of each kind."""
    settings = package.root(package.related(package.main, f"{OFFICE}/settings"))
    sections = list(package.tree(package.main).iter(clark("w:sectPr")))
    pages = [(page, each) for each in sections if (page := _page(each, above=_has(settings, "gutterAtTop")))]
    usual = Counter(repr(page) for page, _ in pages).most_common(1)
    page, last = next((each for each in reversed(pages) if repr(each[0]) == usual[0][0]), (None, None))
    relations = package.relations(package.main)
    parts: dict[str, str] = {}
    for each in (node for section in sections for node in section):
        what = {clark("w:headerReference"): "header", clark("w:footerReference"): "footer"}.get(str(each.tag))
        relation = relations.get(each.get(ID, ""))
        if what and relation and relation.target in package.parts:
            parts.setdefault(f"{what} {each.get(TYPE, 'default')}", relation.target)
    even = _has(settings, "evenAndOddHeaders")
    first = any(each.find(clark("w:titlePg")) is not None for each in sections)
    if _is_ours(package):
        _strip(package, parts)
    kept = {
        name: part for name, part in parts.items() if (even or "even" not in name) and (first or "first" not in name)
    }
    besides = tuple(_besides(last)) if last is not None else ()
    return Letterhead(package, page, kept, first, even, _has(settings, "mirrorMargins"), besides)


def _has(part: Element | None, tag: str) -> bool:
    """Return whether a part switches something on by an element of this name (17.17.4)."""
    found = part.find(clark(f"w:{tag}")) if part is not None else None
    return found is not None and found.get(VALUE, "1") not in ("0", "false", "off")


def _besides(section: Element) -> Iterator[Element]:
    """Yield what a section says besides its size, in its order (17.6.17); pages are counted from 1, in its figures."""
    for tag in ("pgBorders", "lnNumType"):
        found = section.find(clark(f"w:{tag}"))
        if found is not None:
            yield _unrelated(found)
    numbers = section.find(clark("w:pgNumType"))
    form = numbers.get(clark("w:fmt"), "decimal") if numbers is not None else "decimal"
    if form != "decimal":
        yield w("pgNumType", fmt=form)


def _unrelated(element: Element) -> Element:
    """Return a copy without what leads to other parts: a border of pictures is drawn as Word draws one of its own."""
    made = deepcopy(element)
    for each in made.iter():
        for name in [name for name in each.attrib if str(name).startswith(ID.partition("}")[0])]:
            del each.attrib[name]
    return made


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
                remove(line)
        if not len(tree):
            del parts[name]


def _page(section: Element, *, above: bool) -> PageSetup | None:
    """Return the page of a section; `above` says whether room for binding is at the top. None for one without room for text."""
    size, margins, columns = (section.find(clark(f"w:{tag}")) for tag in ("pgSz", "pgMar", "cols"))
    if size is None or margins is None:
        return None
    width, height = (_mm(size.get(clark(f"w:{key}"))) for key in ("w", "h"))
    sides = {
        key: abs(_mm(margins.get(clark(f"w:{key}")))) for key in ("left", "right", "top", "bottom", "header", "footer")
    }
    bound = "top" if above else "right" if section.find(clark("w:rtlGutter")) is not None else "left"
    sides[bound] += _mm(margins.get(clark("w:gutter")))
    if (
        width - sides["left"] - sides["right"] < LEAST_TEXT_MM
        or height - sides["top"] - sides["bottom"] < LEAST_TEXT_MM
    ):
        return None
    count = int(columns.get(clark("w:num"), "1")) if columns is not None else 1
    gap = _mm(columns.get(clark("w:space"), "720")) if columns is not None else 0.0
    one = (width - sides["left"] - sides["right"] - gap * (count - 1)) / max(count, 1)
    ruled = columns is not None and columns.get(clark("w:sep"), "0") in ("1", "true", "on")
    return PageSetup(width, height, sides, count if count > 1 and one >= LEAST_TEXT_MM else 1, gap, ruled)


def _mm(twips: str | None) -> float:
    try:
        return float(twips or 0) / TWIPS_A_MM
    except ValueError:
        return 0.0  # a length with a unit, which Transitional files may not have


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


def letterhead_styles(below: Set[str], known: Set[str], turned: Set[str] = frozenset()) -> Iterator[Element]:
    """Yield the styles that `mark` names, each the same as the designer's that it rests on.

    Those in `turned` ran from right to left, as their letterhead still does.
    """
    for id in sorted(below):
        named = w("name", val=f"{LETTERHEAD} {id}")
        rests = w("basedOn", val=id) if id in known else None
        yield w(
            "style",
            named,
            rests,
            w("uiPriority", val=99),
            w("semiHidden"),
            w("pPr", w("bidi")) if id in turned else None,
            type="paragraph",
            customStyle=1,
            styleId=LETTERHEAD + id,
        )
