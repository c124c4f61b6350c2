"""A designer's .pptx or .potx, read: every layout with what it inherits from its master and theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reports.errors import BrokenFileError
from reports.formats.pptx.design.template_model import (
    FURNITURE,
    HEADS,
    FoundLayout,
    Holder,
    Ornament,
    Template,
)
from reports.formats.pptx.design.text_inheritance import EMU, box_of, text_look
from reports.formats.pptx.plan.layouts import PlaceholderType
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import LAYOUT, MASTER, THEME, A, P, local, opened, placeholder, shapes_of
from reports.ooxml.scheme_colours import Scheme, scheme_of
from reports.theme.definition import Box

KINDS: Mapping[str, PlaceholderType] = {
    "title": "title", "ctrTitle": "ctrTitle", "subTitle": "subTitle", "body": "body", "obj": "obj", "pic": "pic",
    "tbl": "tbl", "chart": "chart", "ftr": "ftr", "sldNum": "sldNum",
}  # fmt: skip
NOBODY = frozenset({"", "0"})
USUAL_SIZES = {"title": 32.0, "body": 20.0}


@lru_cache(maxsize=4)
def template_of(data: bytes) -> Template:
    """Return the template in `data`.

    Raises:
        BrokenFileError: it is no presentation, a part of it is missing, or holds a word where a number belongs.
    """
    try:
        return _template(data)
    except ValueError as failure:  # of int and float: they end in what they were given
        raise BrokenFileError(f"it has {str(failure).rpartition(': ')[2]} where a number belongs") from None


def _template(data: bytes) -> Template:
    package = opened(data)
    root = package.tree(package.main)
    size = root.find(f"{P}sldSz")
    width, height = (int(size.get(key, "0")) / EMU if size is not None else 0 for key in ("cx", "cy"))
    masters = list(_listed(package, package.main, f"{P}sldMasterIdLst/{P}sldMasterId", MASTER))
    if not masters:
        raise BrokenFileError("it has no slide master")
    if min(width, height) <= 0:
        raise BrokenFileError("it does not say how large its slides are")
    layouts = [
        _layout(package, part, master)
        for master in masters
        for part in _listed(package, master, f"{P}sldLayoutIdLst/{P}sldLayoutId", LAYOUT)
    ]
    return Template(width, height, tuple(layouts), tuple(_layout(package, each, each) for each in masters), data)


def _listed(package: Package, part: str, path: str, kind: str) -> Iterator[str]:
    """Yield the parts that `part` lists, in its order."""
    relations = package.relations(part)
    for each in package.tree(part).iterfind(path):
        relation = relations.get(
            next((str(value) for key, value in each.attrib.items() if str(key).endswith("}id")), "")
        )
        if relation and relation.kind == kind and relation.target in package.parts:
            yield relation.target


def _layout(package: Package, part: str, master: str) -> FoundLayout:
    root, above = package.tree(part), package.tree(master)
    theme = package.root(package.related(master, THEME))
    scheme = scheme_of(theme, _colour_map(root, above))
    inner = root.find(f"{P}cSld")
    return FoundLayout(
        part,
        str(inner.get("name", "") if inner is not None else ""),
        root.get("type", "") if part != master else "",
        master,
        tuple(_holders(root, above, scheme)),
        tuple(_ornaments((part, root), (master, above))),
        scheme,
        {name: _family(theme, name) for name in ("major", "minor")},
        {name: _size(above, name) for name in USUAL_SIZES},
    )


def _colour_map(root: Element, master: Element) -> Element | None:
    own = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return own if own is not None else master.find(f"{P}clrMap")


def _family(theme: Element | None, name: str) -> str:
    latin = theme.find(f".//{A}{name}Font/{A}latin") if theme is not None else None
    return latin.get("typeface", "") if latin is not None else ""


def _size(master: Element, name: str) -> float:
    run = master.find(f"{P}txStyles/{P}{name}Style/{A}lvl1pPr/{A}defRPr")
    size = run.get("sz", "") if run is not None else ""
    return float(size) / 100 if size else USUAL_SIZES[name]


# ── Placeholders ─────────────────────────────────────────────────────────────────────────────────


def _holders(root: Element, master: Element, scheme: Scheme) -> Iterator[Holder]:
    for shape in shapes_of(root):
        mark = placeholder(shape)
        kind = mark.get("type", "obj") if mark is not None else ""
        if mark is None or (kind not in KINDS and kind != "dt"):
            continue
        chain = [shape, *_inherited(master, kind, shape)]
        about = next(shape.iter(f"{P}cNvPr"), None)
        yield Holder(
            KINDS.get(kind, "dt"),
            int(mark.get("idx", "0")),
            str(about.get("name", "") if about is not None else "").casefold(),
            next((box for each in chain if (box := box_of(each))), None),
            text_look(chain, master.find(f"{P}txStyles"), kind, scheme),
            any(local(each).endswith("Fill") and local(each) != "noFill" for each in _spelled(shape)),
        )


def _spelled(shape: Element) -> Iterable[Element]:
    found = shape.find(f"{P}spPr")
    return found if found is not None else ()


def _inherited(master: Element, kind: str, shape: Element) -> Iterator[Element]:
    wanted = "title" if kind in HEADS else kind if kind in FURNITURE else "body"
    for each in shapes_of(master):
        mark = placeholder(each)
        if mark is not None and mark.get("type", "obj") == wanted and each is not shape:
            yield each


# ── What else stands there ───────────────────────────────────────────────────────────────────────


def _ornaments(own: tuple[str, Element], above: tuple[str, Element]) -> Iterator[Ornament]:
    """Yield what is seen of a layout beside its placeholders, that of its master first."""
    (_, root), (_, master) = own, above
    shown = root is master or root.get("showMasterSp", "1") not in ("0", "false")
    for part, tree in ([above] if shown and root is not master else []) + [own]:
        for shape in shapes_of(tree):
            box = box_of(shape)
            if box is not None and placeholder(shape) is None and not _hidden(shape) and max(box.w, box.h) > 1:
                about = next(shape.iter(f"{P}cNvPr"), None)
                numbered = any(each.get("type") == "slidenum" for each in shape.iter(f"{A}fld"))
                name, id = (about.get(key, "") if about is not None else "" for key in ("name", "id"))
                yield Ornament(name, box, _is_detailed(shape), numbered, id, part)


def _hidden(shape: Element) -> bool:
    about = next(shape.iter(f"{P}cNvPr"), None)
    return about is not None and about.get("hidden") in ("1", "true")


def _is_detailed(shape: Element) -> bool:
    words = any((text.text or "").strip() for text in shape.iter(f"{A}t"))
    filled = shape.find(f"{P}spPr/{A}blipFill") is not None  # a picture that a shape is cut out of
    return words or filled or local(shape) in ("pic", "grpSp", "graphicFrame", "cxnSp")


def union(boxes: Iterable[Box | None]) -> Box | None:
    """Return the smallest box around `boxes`; None where there is none."""
    known = [box for box in boxes if box]
    if not known:
        return None
    left, top = min(box.x for box in known), min(box.y for box in known)
    return Box(left, top, max(box.x + box.w for box in known) - left, max(box.y + box.h for box in known) - top)
