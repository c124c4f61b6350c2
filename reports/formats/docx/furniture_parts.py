"""The parts of headers and footers: ours, or a designer's with what is ours filled in and below it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reports.document import Document, plain
from reports.formats.docx.designer.designer_template import Base, placed
from reports.formats.docx.designer.header_heights import line_gap
from reports.formats.docx.designer.letterhead import KINDS, Letterhead, PageSetup, counts_pages
from reports.formats.docx.designer.letterhead_cleaning import clean
from reports.formats.docx.designer.letterhead_filling import fill
from reports.formats.docx.designer.letterhead_properties import letterhead_values
from reports.formats.docx.mirrored_parts import finished
from reports.formats.docx.page_furniture import footer, footer_gap, header, header_sides, page_line, running_line
from reports.formats.docx.styles_part import styles_part
from reports.formats.docx.writing_state import Page
from reports.ooxml.package import parse
from reports.ooxml.wordprocessingml import Element, blob, clark, root, w
from reports.theme.definition import Theme
from reports.theme.text_metrics import Piece, metrics, width

BETWEEN = 18.0
"""Points between the two sides of a running header."""
LYING = 90
"""Number of the header and footer of pages that lie on their side."""
FIRST_DRAWING = 100_001
"""Of the ids of drawings in headers and footers; those in the text count from 1."""


@dataclass(frozen=True)
class Furniture:
    """What was made of headers and footers."""

    relations: Mapping[str, str]
    """Ids by what and where they are: 'header first'."""
    styles: Set[str] = frozenset()
    """Styles that paragraphs of a designer's headers rest on."""
    first: bool = True
    """Whether the first page has its own."""
    even: bool = False
    """Whether even pages have."""
    lying: Mapping[str, str] = field(default_factory=dict)
    """Ids of those of pages that lie on their side; empty where there are none, or where they are the same."""


def furniture(document: Document, theme: Theme, base: Base, main: Part, page: Page, *, lying: bool) -> Furniture:
    """Relate headers and footers to the main part and return them; `lying` says whether pages lie on their side."""
    if base.letterhead is None or not base.letterhead.parts:
        stacked = _is_narrow(document, theme, page)
        return Furniture(_own(document, main, stacked=stacked), lying=_lying(document, main, page) if lying else {})
    return _designers(document, theme, base, main, page)


def _is_narrow(document: Document, theme: Theme, page: Page) -> bool:
    """Return whether the two sides of the running header have no room beside each other."""
    style = theme.word.styles["header-footer"]
    said = "".join(text for text in header_sides(document, first=False))
    font = metrics(theme.fonts.office, theme.folder)
    return width([Piece(said)], style.size, font) + BETWEEN > page.text / 20


def _own(document: Document, main: Part, *, stacked: bool) -> dict[str, str]:
    made: dict[str, str] = {}
    for number, kind in enumerate(("first", "default"), start=1):
        made[f"header {kind}"] = _related(
            main,
            "header",
            number,
            blob(finished(header(document, first=kind == "first", stacked=stacked), document.info)),
        )
        made[f"footer {kind}"] = _related(main, "footer", number, blob(finished(footer(document), document.info)))
    return made


def _lying(document: Document, main: Part, page: Page) -> dict[str, str]:
    """Return header and footer of pages that lie on their side, as wide as those."""
    made: dict[str, str] = {}
    for what, tree in (("header", header(document, first=False)), ("footer", footer(document))):
        properties = tree[0][0]
        stops = (("clear", page.text), ("right", page.lying().text))
        properties.append(w("tabs", *(w("tab", val=kind, pos=place) for kind, place in stops)))
        made[f"{what} default"] = _related(main, what, LYING, blob(finished(tree, document.info)))
    return made


def _related(main: Part, what: str, number: int, data: bytes) -> str:
    made = _part(what, number, data, main)
    return str(main.relate_to(made, RT.HEADER if what == "header" else RT.FOOTER))


def _part(what: str, number: int, data: bytes, main: Part) -> Part:
    kind = CT.WML_HEADER if what == "header" else CT.WML_FOOTER
    return Part(PackURI(f"/word/{what}{number}.xml"), kind, data, main.package)


def _designers(document: Document, theme: Theme, base: Base, main: Part, page: Page) -> Furniture:
    letterhead = base.letterhead
    assert letterhead is not None
    styles, below, made = styles_part(theme, document.info, page.text), set[str](), dict[str, str]()
    used = frozenset(name.get(clark("w:val"), "").casefold() for name in styles.iter(clark("w:name")))
    kinds = [
        each
        for each in KINDS
        if each == "default" or (each == "first" and letterhead.first) or (each == "even" and letterhead.even)
    ]
    stacked = _is_narrow(document, theme, page)
    trees = {name: _filled(letterhead, part, document, used) for name, part in letterhead.parts.items()}
    parts, drawings = _Parts(letterhead, main), FIRST_DRAWING
    for number, kind in enumerate(kinds, start=1):
        counted = any(counts_pages(trees[name]) for what in ("header", "footer") if (name := f"{what} {kind}") in trees)
        for what in ("header", "footer"):
            name = f"{what} {kind}"
            own = (
                _line_above(document, trees.get(name), letterhead.page, first=kind == "first", stacked=stacked)
                if what == "header"
                else page_line(document, counted=counted)
            )
            if name not in trees:
                empty = root("hdr" if what == "header" else "ftr", [own] if own is not None else [w("p")])
                made[name] = _related(main, what, number, blob(finished(empty, document.info)))
                continue
            below |= placed(base, trees[name], styles)
            drawings = _numbered(trees[name], drawings, document.info.organisation)
            if what == "footer":
                trees[name].insert(0, footer_gap())
            trees[name].extend([own] if own is not None else [])
            part = _part(what, number, blob(finished(trees[name], document.info)), main)
            parts.relate(part, letterhead.parts[name])
            made[name] = str(main.relate_to(part, RT.HEADER if what == "header" else RT.FOOTER))
    return Furniture(made, below, letterhead.first, letterhead.even)


def _line_above(
    document: Document, header: Element | None, page: PageSetup | None, *, first: bool, stacked: bool
) -> Element | None:
    """Return our line in a designer's `header`: without the title where that says it, and clear of what floats there."""
    titled, above = header is not None and _says(header, document), 0.0
    if header is not None and page is not None:
        above = line_gap(header, page)
    return running_line(document, first=first, titled=titled, stacked=stacked, above_mm=above)


def _says(tree: Element, document: Document) -> bool:
    """Return whether a designer's header shows the title of the report."""
    return plain(document.info.title) in "".join(each.text or "" for each in tree.iter(clark("w:t")))


def _numbered(tree: Element, first: int, organisation: str) -> int:
    """Give each drawing of a header an id that none in the text has (20.4.2.5), and words where it has none.

    Return the next free id.
    """
    for each in tree.iter(clark("wp:docPr")):
        each.set("id", str(first))
        if not each.get("descr"):
            each.set("descr", organisation)
        first += 1
    return first


def _filled(letterhead: Letterhead, part: str, document: Document, used: frozenset[str]) -> Element:
    """Return a header or footer of the designer's with its fields and content controls filled."""
    tree = parse(blob(letterhead.package.tree(part)))
    fill(tree, letterhead_values(document), used)
    clean(tree)
    return tree


@dataclass
class _Parts:
    """Brings what headers lead to, such as logos, into the report, each once."""

    letterhead: Letterhead
    main: Part
    known: dict[str, Part] | None = None

    def relate(self, part: Part, source: str) -> None:
        """Give `part` the relationships that `source` has in the designer's file, under the same ids."""
        for each in self.letterhead.package.relations(source).values():
            target = each.target if each.external else self._adopted(each.target)
            if target is not None:
                part.load_rel(each.kind, target, each.id, is_external=each.external)

    def _adopted(self, name: str) -> Part | None:
        self.known = {} if self.known is None else self.known
        package = self.letterhead.package
        if name not in package.parts:
            return None
        if name not in self.known:
            ending = name.rpartition(".")[2]
            uri = PackURI(f"/word/media/letterhead{len(self.known) + 1}.{ending}")
            self.known[name] = Part(uri, package.content_type(name), package.parts[name], self.main.package)
            self.relate(self.known[name], name)
        return self.known[name]
