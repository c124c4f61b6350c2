"""One paragraph, read the same way whether this program, Word or LibreOffice saved it.

What a mere save changes is left out: run splits, revision ids, proofing marks, results of fields, bookmarks of the
programs themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reports.formats.docx.bookmarks import REQUESTED
from reports.formats.docx.merge.page_breaks import BREAK_BEFORE, break_above, is_page_break, leads, trails
from reports.formats.docx.merge.run_pieces import Piece, digest, spans
from reports.formats.docx.merge.style_reading import Names, etree_name, layout, run_format
from reports.merge.records import DRAWING, FIELD, MARK, NOTE, OTHER, Record
from reports.ooxml.equation_text import said as maths_said
from reports.ooxml.wordprocessingml import Element, W, clark

_W = f"{{{W}}}"
P, R, T = (_W + tag for tag in ("p", "r", "t"))
NAME, ID = (_W + tag for tag in ("name", "id"))
DELETED = frozenset(_W + tag for tag in ("del", "moveFrom"))
TRACKED = frozenset(
    _W + tag
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "tblPrChange")
)
OWN_MARKS = re.compile(r"_[abf]_|_Toc|__RefHeading|_Ref_|_GoBack|_Copy|cite-\d|src-\d|.*_Copy_\d+$")
"""Bookmarks that no person has set: ours, and those that Word and LibreOffice set by themselves.

Those of cross-references (`_Ref` and a number) are a person's: what they inserted leads there.
"""
LETTERS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "\u2011", _W + "ptab": "\t"}
SILENT = frozenset(
    _W + tag
    for tag in (
        "rPr", "delText", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef", "commentReference",
        "softHyphen", "separator", "continuationSeparator", "delInstrText",
    )
)  # fmt: skip
BLIP = clark("a:blip")
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
THROUGH = frozenset(_W + tag for tag in ("smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"))
RENEWED = ("REF", "PAGEREF", "SEQ", "PAGE", "NUMPAGES", "TOC")
"""Fields whose result Word and LibreOffice make anew; what others show is compared too."""


@dataclass
class Line:
    """A paragraph of a file, with what it is read from."""

    record: Record
    element: Element
    part: str
    names: Names
    given: frozenset[str] = frozenset()
    """Set by the style of the table around it, and written out by LibreOffice."""
    read: tuple[Piece, ...] | None = None
    """What it is made from; None where the record was known without reading it."""
    commented: bool = False
    tracked: bool = False
    marked: bool = False
    """A person has set a bookmark, a content control or a permission in it."""

    def again(self) -> Line:
        """Return the paragraph as it reads now."""
        return paragraph(self.element, self.record.kind, self.record.at, self.names, self.part, self.given)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return what it is made from."""
        if self.read is None:
            self.read = self.again().read or ()
        return self.read

    @property
    def owned(self) -> bool:
        """Return whether something of a person's hangs on it that its text does not show."""
        return self.commented or self.tracked or self.marked


@dataclass(frozen=True, slots=True)
class _Around:
    """Where in a paragraph a run stands."""

    in_mark: bool = False
    fixed: bool = False
    """In a tracked change of a person."""
    link: str = ""


@dataclass
class _Scan:
    """What grows while one paragraph is read."""

    names: Names
    part: str
    given: frozenset[str]
    """Set by the style of the table around it, and written out by LibreOffice."""
    pieces: list[Piece] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    open: dict[str, str] = field(default_factory=dict)
    field_nodes: list[Element] | None = None
    field_depth: int = 0
    field_code: str = ""
    field_said: str = ""
    in_result: bool = False
    commented: bool = False
    tracked: bool = False
    marked: bool = False


def paragraph(
    node: Element, kind: str, at: tuple[int, ...], names: Names, part: str, given: frozenset[str] = frozenset()
) -> Line:
    """Return the paragraph `node` as read."""
    properties = node.find(_W + "pPr")
    scan = _Scan(names, part, given | _of_style(properties, names))
    _walk(node, scan, _Around())
    if scan.field_nodes is not None:  # a field that goes on in the next paragraph, as a table of contents does
        _end_field(scan)
    style, set_on = layout(properties, names, kind)
    if kind == "p" and BREAK_BEFORE not in set_on.split() and break_above(node) is not None:
        set_on = " ".join(sorted([*set_on.split(" "), BREAK_BEFORE])).strip()
    if properties is not None and any(each.tag in TRACKED for each in properties.iter()):
        scan.tracked = True
    text = "".join(piece.text for piece in scan.pieces)
    record = Record(
        text,
        tuple(spans(scan.pieces)),
        tuple(piece.thing for piece in scan.pieces if piece.thing),
        tuple(piece.said for piece in scan.pieces if piece.thing),
        style,
        set_on,
        digest(scan.pieces),
        scan.keys[0] if scan.keys else "",
        tuple(scan.keys[1:]),
        kind,
        at,
    )
    if kind == "t":
        record = replace(record, text=_PAGE.sub("", record.shown), spans=(), things=(), said=(), format="")
    return Line(record, node, part, names, given, tuple(scan.pieces), scan.commented, scan.tracked, scan.marked)


def _of_style(properties: Element | None, names: Names) -> frozenset[str]:
    """Return what the style of a paragraph sets on its words: the same on a run is nothing that a person did."""
    style = properties.find(_W + "pStyle") if properties is not None else None
    return names.paragraphs.get(style.get(_W + "val", ""), frozenset()) if style is not None else frozenset()


_PAGE = re.compile(r"\t\d*$")
"""Page number at the end of an entry in the table of contents."""


def _walk(node: Element, scan: _Scan, around: _Around) -> None:  # noqa: C901  # one arm an element
    for child in node:
        tag = child.tag
        if tag == R:
            _run(child, scan, around)
        elif tag == _W + "bookmarkStart":
            _bookmark(child, scan)
        elif tag == _W + "bookmarkEnd":
            scan.open.pop(child.get(ID, ""), None)
        elif tag == _W + "hyperlink":
            _walk(child, scan, _link(child, scan, around))
        elif tag in DELETED:
            scan.tracked = True
        elif tag in (_W + "ins", _W + "moveTo"):
            scan.tracked = True
            _walk(child, scan, replace(around, fixed=True))
        elif tag == _W + "fldSimple":
            said = "".join(each.text or "" for each in child.iter(T))
            what = _code(child.get(_W + "instr", ""), said)
            scan.pieces.append(Piece(FIELD, (child,), child, "", "", what, said, not around.fixed))
        elif tag in (_W + "commentRangeStart", _W + "commentRangeEnd"):
            scan.commented = True
        elif tag in THROUGH:
            scan.marked = scan.marked or tag == _W + "sdt"
            _walk(child, scan, around)
        elif tag == _W + "permStart":
            scan.marked = True
        elif isinstance(tag, str) and tag.startswith(MATHS):
            scan.pieces.append(
                Piece(OTHER, (child,), child, "", "", _maths(child), maths_said(child), not around.fixed)
            )


def _maths(node: Element) -> str:
    """Return what an equation is: its letters and figures, since programs set signs and brackets in forms of their own."""
    return " ".join(["math", re.sub(r"[^\w]", "", maths_said(node))]).strip()


def _link(node: Element, scan: _Scan, around: _Around) -> _Around:
    if node.get(_W + "anchor", "").startswith("src-"):
        return replace(around, in_mark=True)
    outside = scan.names.targets.get((scan.part, node.get(clark("r:id"), "")), "")
    return replace(around, link=outside or "#")


def _bookmark(node: Element, scan: _Scan) -> None:
    name = node.get(NAME, "")
    if name.startswith("_b_") and not re.search(r"_Copy_\d+$", name):
        if name not in scan.keys:
            scan.keys.append(name)
    elif name.startswith("_f_"):
        scan.open[node.get(ID, "")] = re.sub(r"_Copy_\d+$", "", name)
    elif re.match(REQUESTED, name):
        scan.open[node.get(ID, "")] = MARK  # what a person asked for is the program's to print, like a mark
    elif not OWN_MARKS.match(name):
        scan.marked = True


def _run(run: Element, scan: _Scan, around: _Around) -> None:  # noqa: C901  # one arm an element
    look = run_format(run.find(_W + "rPr"), scan.names, scan.given, around.link)
    for node in run:
        tag = node.tag
        if tag == _W + "fldChar":
            _field_char(node, run, scan, fixed=around.fixed)
        elif scan.field_nodes is not None:
            _within_field(node, run, scan)
        elif is_page_break(node) and (trails(node) or leads(node)):
            continue  # it belongs to the next paragraph, or is set on this one
        elif tag == T or tag in LETTERS:
            words = (node.text or "") if tag == T else LETTERS[tag]
            span = MARK if around.in_mark else next(reversed(scan.open.values()), "")
            if words:
                scan.pieces.append(Piece(words, (node,), run, look, span, deletable=not around.fixed))
        elif tag == _W + "commentReference":
            scan.commented = True
        elif isinstance(tag, str) and tag not in SILENT:
            sign, what = _thing(node, scan)
            scan.pieces.append(Piece(sign, (node,), run, "", "", what, "", not around.fixed))


def _thing(node: Element, scan: _Scan) -> tuple[str, str]:
    """Return the sign of an element of a run that is no text, and what it is."""
    match etree_name(node):
        case "footnoteReference":
            return NOTE, "note"
        case "drawing" | "pict" | "object" | "AlternateContent":
            return DRAWING, _drawing(node, scan)
        case other:
            return OTHER, other


def _drawing(node: Element, scan: _Scan) -> str:
    """Return what a drawing is; a picture with the digest of its bytes. LibreOffice drops what a chart says of itself."""
    if next(node.iter(clark("c:chart")), None) is not None:
        return "chart"
    found = [scan.names.targets.get((scan.part, blip.get(clark("r:embed"), "")), "") for blip in node.iter(BLIP)]
    return " ".join(["picture", *found])


def _field_char(node: Element, run: Element, scan: _Scan, *, fixed: bool) -> None:
    match node.get(_W + "fldCharType"):
        case "begin":
            if scan.field_nodes is None:
                scan.field_nodes, scan.field_code, scan.field_said, scan.in_result = [], "", "", False
            scan.field_depth += 1
            _keep(scan, run)
        case "separate" if scan.field_nodes is not None:
            _keep(scan, run)
            scan.in_result = scan.field_depth == 1 or scan.in_result
        case "end" if scan.field_nodes is not None:
            _keep(scan, run)
            scan.field_depth -= 1
            if scan.field_depth == 0:
                _end_field(scan, fixed=fixed)


def _keep(scan: _Scan, run: Element) -> None:
    if scan.field_nodes is not None and (not scan.field_nodes or scan.field_nodes[-1] is not run):
        scan.field_nodes.append(run)


def _within_field(node: Element, run: Element, scan: _Scan) -> None:
    _keep(scan, run)
    if node.tag == _W + "instrText" and not scan.in_result:
        scan.field_code += node.text or ""
    elif node.tag == _W + "t" and scan.in_result:
        scan.field_said += node.text or ""
    elif node.tag in LETTERS and scan.in_result:
        scan.field_said += LETTERS[node.tag]


def _end_field(scan: _Scan, *, fixed: bool = False) -> None:
    nodes = tuple(scan.field_nodes or ())
    scan.field_nodes, scan.field_depth = None, 0
    if nodes:
        what = _code(scan.field_code, scan.field_said)
        scan.pieces.append(Piece(FIELD, nodes, nodes[0], "", "", what, scan.field_said, not fixed))


def _code(instruction: str, said: str) -> str:
    """Return name and first argument of a field; switches change on a save."""
    words = instruction.split()
    name = words[0] if words else ""
    if name in RENEWED:
        return " ".join(words[:2] if name in ("REF", "PAGEREF", "SEQ") else words[:1])
    return f"{name} {said}"
