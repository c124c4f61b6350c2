"""Paragraphs out of a .docx, read the same way whether this program, Word or LibreOffice saved it.

What a mere save changes is left out: run splits, revision ids, proofing marks, ids of styles, results of fields,
bookmarks of the program itself, and what LibreOffice writes out of styles into paragraphs and runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from reports.merge.package import OFFICE, Package
from reports.merge.shape import DRAWING, FIELD, MARK, NOTE, OTHER, THINGS, Record, Span
from reports.writers.docx.elements import Element, W, clark

_W = f"{{{W}}}"
P, R, TBL, TR, TC, SDT = (_W + tag for tag in ("p", "r", "tbl", "tr", "tc", "sdt"))
VAL, NAME, ID = (_W + tag for tag in ("val", "name", "id"))
DELETED = frozenset(_W + tag for tag in ("del", "moveFrom"))
TRACKED = frozenset(
    _W + tag
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "tblPrChange")
)
OWN_MARKS = re.compile(r"_[bf]_|_Toc|_Ref|_GoBack|_Copy|cite-\d|src-\d|.*_Copy_\d+$")
"""Bookmarks that no person has set: ours, and those that Word and LibreOffice set by themselves."""
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
SAME_STYLE = {"text body": "body text", "internet link": "hyperlink", "footnote anchor": "footnote reference"}
UNSEEN_STYLES = frozenset(
    (
        "hyperlink",
        "footnote reference",
        "footnote characters",
        "index link",
        "annotation reference",
        "endnote reference",
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph in one run, or one thing."""

    text: str
    nodes: tuple[Element, ...]
    """The `w:t`, or the elements that make the thing up: whole runs for a field, an element of a run else."""
    run: Element
    format: str
    span: str = ""
    thing: str = ""
    said: str = ""
    deletable: bool = True
    """False inside a tracked change of a person, which is left alone."""


@dataclass
class Line:
    """A paragraph of a file, with what it is read from."""

    record: Record
    element: Element
    pieces: tuple[Piece, ...]
    part: str
    names: Names
    given: frozenset[str] = frozenset()
    """Set by the style of the table around it, and written out by LibreOffice."""
    commented: bool = False
    tracked: bool = False
    marked: bool = False
    """A person has set a bookmark in it."""

    def again(self) -> Line:
        """Return the paragraph as it reads now."""
        return paragraph(self.element, self.record.kind, self.record.at, self.names, self.part, self.given)

    @property
    def owned(self) -> bool:
        """Return whether something of a person's hangs on it that its text does not show."""
        return self.commented or self.tracked or self.marked


@dataclass(frozen=True, slots=True)
class Names:
    """What a paragraph's own XML does not say."""

    styles: Mapping[str, str]
    """Name of each style by its id, as the program calls it."""
    tables: Mapping[str, Mapping[str, frozenset[str]]]
    """What a table style sets on the words of its 'firstRow' and 'firstCol', by id of the style."""
    listed: frozenset[str]
    """Ids of paragraph styles that carry a list."""
    pictures: Mapping[tuple[str, str], str]
    """Digest of each picture by part and id of the relationship."""


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


@dataclass
class Reading:
    """One file, read."""

    package: Package
    names: Names
    lines: tuple[Line, ...]


def read(package: Package) -> Reading:
    """Return the paragraphs of `package`: body, then footnotes, then headers and footers."""
    names = Names(style_names(package), _table_styles(package), _listed(package), _pictures(package))
    main = package.main
    body = package.tree(main).find(_W + "body")
    found = list(_container(body, "p", (), [0], names, main)) if body is not None else []
    notes = package.related(main, f"{OFFICE}/footnotes")
    if notes in package.parts:
        for note in package.tree(notes):
            if note.get(_W + "type", "normal") == "normal":
                found += _container(note, "n", (), [0], names, notes)
    for kind, part in furniture(package):
        found += _container(package.tree(part), kind, (), [0], names, part)
    return Reading(package, names, tuple(found))


def furniture(package: Package) -> Iterator[tuple[str, str]]:
    """Yield kind and part of each header and footer of the first section, such as 'h:first'."""
    main = package.main
    relations = package.relations(main)
    seen: set[str] = set()
    for each in package.tree(main).iter(_W + "headerReference", _W + "footerReference"):
        kind = ("h:" if each.tag.endswith("headerReference") else "f:") + each.get(_W + "type", "default")
        relation = relations.get(each.get(clark("r:id"), ""))
        if kind not in seen and relation and relation.target in package.parts:
            seen.add(kind)
            yield kind, relation.target


def style_names(package: Package) -> dict[str, str]:
    """Return the name of each style by id, in small letters, as the program calls it."""
    part = package.related(package.main, f"{OFFICE}/styles")
    if part not in package.parts:
        return {}
    found = {}
    for style in package.tree(part).iterfind(_W + "style"):
        name = style.find(_W + "name")
        text = (name.get(VAL, "") if name is not None else "").lower()
        found[style.get(_W + "styleId", "")] = SAME_STYLE.get(text, text)
    return found


def _table_styles(package: Package) -> dict[str, dict[str, frozenset[str]]]:
    part = package.related(package.main, f"{OFFICE}/styles")
    found: dict[str, dict[str, frozenset[str]]] = {}
    for style in package.tree(part).iterfind(_W + "style") if part in package.parts else ():
        for each in style.iterfind(_W + "tblStylePr"):
            traits = {_trait(etree_name(trait), trait, {}) for trait in each.iterfind(f"{_W}rPr/*")}
            found.setdefault(style.get(_W + "styleId", ""), {})[each.get(_W + "type", "")] = frozenset(traits - {""})
    return found


def _listed(package: Package) -> frozenset[str]:
    part = package.related(package.main, f"{OFFICE}/styles")
    styles = list(package.tree(part).iterfind(_W + "style")) if part in package.parts else []
    return frozenset(
        style.get(_W + "styleId", "")
        for style in styles
        if any(id.get(VAL) != "0" for id in style.iterfind(f"{_W}pPr/{_W}numPr/{_W}numId"))
    )


def _pictures(package: Package) -> dict[tuple[str, str], str]:
    return {
        (part, relation.id): sha256(package.parts[relation.target]).hexdigest()[:12]
        for part in (package.main, *(part for _, part in furniture(package)))
        for relation in package.relations(part).values()
        if relation.kind == f"{OFFICE}/image" and relation.target in package.parts
    }


def _container(
    node: Element,
    kind: str,
    at: tuple[int, ...],
    tables: list[int],
    names: Names,
    part: str,
    given: frozenset[str] = frozenset(),
) -> Iterator[Line]:
    for child in node:
        if child.tag == P:
            yield paragraph(child, kind, at, names, part, given)
            for box in child.iter(_W + "txbxContent"):
                if box.getparent() is not None and not _in_fallback(box):
                    yield from _container(box, "x", at, tables, names, part)
        elif child.tag == TBL:
            yield from _table(child, "c" if kind == "p" else kind, tables, names, part)
        elif child.tag == SDT:
            gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            inner = child.find(_W + "sdtContent")
            if inner is not None:
                below = "t" if gallery is not None and gallery.get(VAL) == "Table of Contents" else kind
                yield from _container(inner, below, at, tables, names, part, given)
        elif child.tag in (_W + "ins", _W + "del", _W + "moveTo", _W + "moveFrom", _W + "customXml", _W + "smartTag"):
            yield from _container(child, kind, at, tables, names, part, given)


def _in_fallback(node: Element) -> bool:
    return any(etree_name(each) == "Fallback" for each in node.iterancestors())


def etree_name(node: Element) -> str:
    """Return the local name of an element; empty for a comment or an instruction."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _table(table: Element, kind: str, tables: list[int], names: Names, part: str) -> Iterator[Line]:
    tables[0] += 1
    number = tables[0]
    sets = _sets(table, names)
    for r, row in enumerate(table.iter(TR)):
        if _owner(row, TBL) is not table:
            continue
        for c, cell in enumerate(each for each in row.iter(TC) if _owner(each, TR) is row):
            given = sets.get("firstRow", frozenset()) if r == 0 else frozenset()
            given |= sets.get("firstCol", frozenset()) if c == 0 else frozenset()
            yield from _container(cell, kind, (number, r, c), tables, names, part, given)


def _sets(table: Element, names: Names) -> dict[str, frozenset[str]]:
    style, look = table.find(f"{_W}tblPr/{_W}tblStyle"), table.find(f"{_W}tblPr/{_W}tblLook")
    known = names.tables.get(style.get(VAL, ""), {}) if style is not None else {}
    bits = int(look.get(VAL, "0") or "0", 16) if look is not None else 0
    return {part: known.get(part, frozenset()) for part, bit in (("firstRow", 0x20), ("firstCol", 0x80)) if bits & bit}


def _owner(node: Element, tag: str) -> Element | None:
    return next(node.iterancestors(tag), None)


def paragraph(
    node: Element, kind: str, at: tuple[int, ...], names: Names, part: str, given: frozenset[str] = frozenset()
) -> Line:
    """Return the paragraph `node` as read."""
    scan = _Scan(names, part, given)
    properties = node.find(_W + "pPr")
    _walk(node, scan, in_mark=False, fixed=False, link="")
    if scan.field_nodes is not None:  # a field that goes on in the next paragraph, as a table of contents does
        _end_field(scan)
    style, layout = _layout(properties, names, kind)
    if properties is not None and any(each.tag in TRACKED for each in properties.iter()):
        scan.tracked = True
    text = "".join(piece.text for piece in scan.pieces)
    record = Record(
        text,
        tuple(_spans(scan.pieces)),
        tuple(piece.thing for piece in scan.pieces if piece.thing),
        tuple(piece.said for piece in scan.pieces if piece.thing),
        style,
        layout,
        _digest(scan.pieces),
        scan.keys[0] if scan.keys else "",
        tuple(scan.keys[1:]),
        kind,
        at,
    )
    if kind == "t":
        record = replace(record, text=_PAGE.sub("", record.shown), spans=(), things=(), said=(), format="")
    return Line(record, node, tuple(scan.pieces), part, names, given, scan.commented, scan.tracked, scan.marked)


_PAGE = re.compile(r"\t\d*$")
"""Page number at the end of an entry in the table of contents."""


def _layout(properties: Element | None, names: Names, kind: str) -> tuple[str, str]:
    if properties is None:
        return "normal", ""
    style = properties.find(_W + "pStyle")
    found = []
    for child in properties:
        tag, value = etree_name(child), child.get(VAL, "")
        if tag == "jc" and value not in ("left", "start"):
            found.append({"end": "right"}.get(value, value))
        elif tag == "pageBreakBefore" and value not in ("0", "false"):
            found.append(tag)
        elif tag == "pBdr" and kind[1:2] != ":" and any(each.get(VAL) not in ("nil", "none") for each in child):
            found.append(tag)
        elif tag == "shd" and child.get(_W + "fill", "auto") not in ("auto", ""):
            found.append("shd " + child.get(_W + "fill", ""))
    id = style.get(VAL, "") if style is not None else ""
    number = properties.find(f"{_W}numPr/{_W}numId")
    if (number.get(VAL) != "0") if number is not None else id in names.listed:
        found.append("list")
    return names.styles.get(id, id.lower() or "normal"), " ".join(sorted(found))


def _walk(node: Element, scan: _Scan, *, in_mark: bool, fixed: bool, link: str) -> None:  # noqa: C901  # one arm a tag
    for child in node:
        tag = child.tag
        if tag == R:
            _run(child, scan, in_mark=in_mark, fixed=fixed, link=link)
        elif tag == _W + "bookmarkStart":
            _bookmark(child, scan)
        elif tag == _W + "bookmarkEnd":
            scan.open.pop(child.get(ID, ""), None)
        elif tag == _W + "hyperlink":
            anchor = child.get(_W + "anchor", "")
            outside = child.get(clark("r:id"), "")
            mark = anchor.startswith("src-")
            _walk(child, scan, in_mark=in_mark or mark, fixed=fixed, link="" if mark else anchor or outside)
        elif tag in DELETED:
            scan.tracked = True
        elif tag in (_W + "ins", _W + "moveTo"):
            scan.tracked = True
            _walk(child, scan, in_mark=in_mark, fixed=True, link=link)
        elif tag == _W + "fldSimple":
            said = "".join(each.text or "" for each in child.iter(_W + "t"))
            _thing(scan, FIELD, (child,), child, _code(child.get(_W + "instr", "")), said, fixed=fixed)
        elif tag in (_W + "commentRangeStart", _W + "commentRangeEnd"):
            scan.commented = True
        elif tag in (_W + "smartTag", _W + "sdt", _W + "sdtContent", _W + "customXml", _W + "bdo", _W + "dir"):
            _walk(child, scan, in_mark=in_mark, fixed=fixed, link=link)
        elif isinstance(tag, str) and tag.startswith(MATHS):
            _thing(scan, OTHER, (child,), child, "math", "", fixed=fixed)


def _bookmark(node: Element, scan: _Scan) -> None:
    name = node.get(NAME, "")
    if name.startswith("_b_") and not re.search(r"_Copy_\d+$", name):
        if name not in scan.keys:
            scan.keys.append(name)
    elif name.startswith("_f_"):
        scan.open[node.get(ID, "")] = re.sub(r"_Copy_\d+$", "", name)
    elif not OWN_MARKS.match(name):
        scan.marked = True


def _run(run: Element, scan: _Scan, *, in_mark: bool, fixed: bool, link: str) -> None:
    look = run_format(run.find(_W + "rPr"), scan, link)
    for node in run:
        tag = node.tag
        if tag == _W + "fldChar":
            _field_char(node, run, scan, fixed=fixed)
        elif scan.field_nodes is not None:
            _within_field(node, run, scan)
        elif tag == _W + "commentReference":
            scan.commented = True
        elif tag in SILENT:
            continue
        elif tag == _W + "t" or tag in LETTERS:
            words = (node.text or "") if tag == _W + "t" else LETTERS[tag]
            span = MARK if in_mark else next(reversed(scan.open.values()), "")
            if words:
                scan.pieces.append(Piece(words, (node,), run, look, span, deletable=not fixed))
        elif tag == _W + "footnoteReference":
            _thing(scan, NOTE, (node,), run, "note", "", fixed=fixed)
        elif etree_name(node) in ("drawing", "pict", "object", "AlternateContent"):
            _thing(scan, DRAWING, (node,), run, _drawing(node, scan), "", fixed=fixed)
        elif isinstance(tag, str):
            _thing(scan, OTHER, (node,), run, etree_name(node), "", fixed=fixed)


def _drawing(node: Element, scan: _Scan) -> str:
    """Return what a drawing is; a picture with the digest of its bytes. LibreOffice drops what a chart says of itself."""
    if next(node.iter(clark("c:chart")), None) is not None:
        return "chart"
    found = [scan.names.pictures.get((scan.part, blip.get(clark("r:embed"), "")), "") for blip in node.iter(BLIP)]
    return " ".join(["picture", *found])


def _thing(
    scan: _Scan, sign: str, nodes: tuple[Element, ...], run: Element, what: str, said: str, *, fixed: bool
) -> None:
    scan.pieces.append(Piece(sign, nodes, run, "", "", what, said, not fixed))


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
        _thing(scan, FIELD, nodes, nodes[0], _code(scan.field_code), scan.field_said, fixed=fixed)


def _code(instruction: str) -> str:
    """Return name and first argument of a field; switches change on a save."""
    words = instruction.split()
    return " ".join(words[:2] if words and words[0] in ("REF", "PAGEREF", "SEQ", "HYPERLINK") else words[:1])


def run_format(properties: Element | None, scan: _Scan, link: str) -> str:
    """Return what is set on a run, apart from what a mere save adds."""
    found = ["->" + ("#" if not link.startswith("rId") else "out")] if link else []
    for child in properties if properties is not None else ():
        part = _trait(etree_name(child), child, scan.names.styles)
        if part and part not in scan.given:
            found.append(part)
    return " ".join(sorted(found))


def _trait(tag: str, node: Element, names: Mapping[str, str]) -> str:  # noqa: C901  # one arm a property
    value = node.get(VAL, "")
    match tag:
        case "b" | "i" | "strike" | "dstrike" | "caps" | "smallCaps" | "vanish":
            return f"-{tag}" if value in ("0", "false", "off") else tag
        case "u" | "vertAlign" | "highlight":
            return "" if value in ("none", "baseline", "") else f"{tag} {value}"
        case "color":
            return "" if value in ("auto", "") else f"colour {value.upper()}"
        case "shd":
            fill = node.get(_W + "fill", "auto")
            return "" if fill in ("auto", "") else f"shade {fill}"
        case "sz":
            return f"size {value}"
        case "rFonts":
            return f"font {face}" if (face := node.get(_W + "ascii", "")) else ""
        case "rStyle":
            style = names.get(value, value.lower())
            return "" if style in UNSEEN_STYLES else f"style {style}"
        case _:
            return ""


def _spans(pieces: list[Piece]) -> Iterator[Span]:
    at, open_span = 0, None
    for piece in pieces:
        end = at + len(piece.text)
        if open_span and open_span.name == piece.span and open_span.end == at:
            open_span = Span(open_span.start, end, piece.span)
        else:
            if open_span and open_span.name:
                yield open_span
            open_span = Span(at, end, piece.span)
        at = end
    if open_span and open_span.name:
        yield open_span


def _digest(pieces: list[Piece]) -> str:
    found: list[tuple[str, str]] = []
    for piece in pieces:
        if piece.text in THINGS or not piece.text.strip():
            continue
        if found and found[-1][0] == piece.format:
            found[-1] = (piece.format, found[-1][1] + piece.text.strip())
        else:
            found.append((piece.format, piece.text.strip()))
    looks = [f"{look}|{''.join(text.split())}" for look, text in found if look]
    return sha256("\n".join(looks).encode()).hexdigest()[:12] if looks else ""
