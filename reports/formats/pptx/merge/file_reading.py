"""Slides out of a .pptx, read the same way whether this program, PowerPoint or LibreOffice saved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256

from lxml import etree

from reports.formats.pptx.merge.chart_frames import chart_shape
from reports.formats.pptx.merge.looks.deck_theme import Theme
from reports.formats.pptx.merge.looks.trait_reading import looks_of
from reports.formats.pptx.merge.shape_looks import (
    Setting,
    digest,
    fill_look,
    settings,
    text_look,
    typesetting,
)
from reports.formats.pptx.merge.slide_records import FURNITURE, Shape, Slide, single_spaced
from reports.ooxml.package import Package
from reports.ooxml.picture_xml import SVG_NAMESPACE
from reports.ooxml.presentationml import (
    ALTERNATE,
    CHART,
    IMAGE,
    LAYOUT,
    NOTES,
    A,
    C,
    P,
    R,
    key_of,
    local,
    properties,
    shapes_of,
)
from reports.ooxml.slide_equations import maths_said, plain_shapes
from reports.ooxml.wordprocessingml import Element

FLAG = "reports: "
"""How the program's own line at the top of the notes begins."""
FIELD = "\ue010"
"""Stands for what a field shows: a page number, a date."""
DESIGN = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/theme1.xml")
VECTOR = f"{{{SVG_NAMESPACE}}}svgBlip"
"""The drawing that the pixels of a picture stand for, where there is one; some programs drop it, others render it anew."""
OF_FILE = ("id", "descr", "name", f"{R}*")
"""Attributes of shapes that differ from file to file."""
EXTRAS = ("transition", "timing", "bg")


@dataclass
class Page:
    """A slide of a file, with what it is read from."""

    slide: Slide
    part: str
    notes_part: str
    """Empty where it has no notes page."""
    elements: tuple[Element, ...]
    """One a shape of the slide."""
    foreign: bool
    """LibreOffice wrote it: formatting spelled out, layout and data behind charts lost."""
    mark: bytes = b""
    """Digest of all that it is read from: what has the same one reads the same."""


@dataclass
class Reading:
    """One file, read."""

    package: Package
    pages: tuple[Page, ...]
    theme: Theme | None = None
    """That its looks are read under, where a person gave the deck another one."""


def read(package: Package, before: Reading | None = None, theme: Theme | None = None) -> Reading:
    """Return the slides of `package`, in their order.

    Args:
        package: the file.
        before: an earlier reading, from which slides come that are as they were, and the theme.
        theme: what looks are read under in place of the deck's own.
    """
    theme = before.theme if before else theme
    setting = settings(package, theme)
    known = {page.part: page for page in before.pages} if before else {}
    found = (_page(package, part, id, setting(part), known.get(part)) for part, id in _listed(package))
    return Reading(package, tuple(found), theme)


def read_generated(package: Package, slides: Sequence[Slide]) -> Reading | None:
    """Return the slides of a file as the writer made it, which are known to be `slides`; None where they are not."""
    pages = []
    for (part, _), slide in zip(_listed(package), slides, strict=False):
        root, notes = package.tree(part), package.related(part, NOTES)
        plain_shapes(root)
        elements = tuple(shapes_of(root))
        pages.append(Page(slide, part, notes if notes in package.parts else "", elements, foreign=False))
    fits = len(pages) == len(slides) == len(list(_listed(package)))
    return (
        Reading(package, tuple(pages)) if fits and all(len(p.elements) == len(p.slide.shapes) for p in pages) else None
    )


def _listed(package: Package) -> Iterator[tuple[str, int]]:
    """Yield the parts of the slides in their order, each with its id."""
    root, relations = package.tree(package.main), package.relations(package.main)
    for each in root.iterfind(f"{P}sldIdLst/{P}sldId"):
        relation = relations.get(each.get(f"{R}id", ""))
        if relation and relation.target in package.parts:
            yield relation.target, int(each.get("id", "0"))


def _page(package: Package, part: str, id: int, setting: Setting, before: Page | None) -> Page:
    root = package.tree(part)
    plain_shapes(root)
    elements = tuple(shapes_of(root))
    mark = _mark(package, part)
    if before is not None and before.mark == mark:
        return replace(before, slide=replace(before.slide, id=id), elements=elements)
    notes = package.related(part, NOTES)
    slide = Slide(
        id,
        tuple(_shape(package, part, each, setting) for each in elements),
        tuple(notes_of(package, notes)),
        root.get("show", "1") in ("0", "false"),
        layout_name(package, part),
        " ".join(_extras(package, part)),
    )
    return Page(slide, part, notes if notes in package.parts else "", elements, _is_foreign(root), mark)


def _mark(package: Package, part: str) -> bytes:
    """Return a digest of a slide with its notes, its charts, and of what it leads to."""
    made, related = sha256(etree.tostring(package.tree(part))), package.relations(part)
    for each in related.values():
        made.update(repr(each).encode())
        if each.kind in (NOTES, CHART) and each.target in package.parts:
            made.update(etree.tostring(package.tree(each.target)))
    return made.digest()


def _extras(package: Package, part: str) -> Iterator[str]:
    """Yield what a slide has beside shapes; LibreOffice writes a transition without an effect into each."""
    root = package.tree(part)
    for tag in EXTRAS:
        if any(tag != "transition" or len(each) for each in root.iter(P + tag)):
            yield tag
    if any(each.kind.endswith("/comments") for each in package.relations(part).values()):
        yield "comments"


def design(package: Package) -> str:
    """Return a digest of master, layouts and theme."""
    names = sorted(each for each in package.parts if each.startswith(DESIGN) and each.endswith(".xml"))
    return digest("\n".join(etree.tostring(package.tree(name), method="c14n").decode() for name in names))


def layout_name(package: Package, slide: str) -> str:
    """Return the name of the layout of a slide part; empty where it has none."""
    layout = package.related(slide, LAYOUT)
    inner = package.tree(layout).find(f"{P}cSld") if layout in package.parts else None
    return inner.get("name", "") if inner is not None else ""


def _is_foreign(root: Element) -> bool:
    """Return whether LibreOffice wrote the slide: it spells out that words are not struck through."""
    runs = [each for each in root.iter(f"{A}rPr") if each.get("strike") == "noStrike"]
    return bool(runs) and any(each.get("spc") is not None for each in runs)


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────


def notes_body(package: Package, part: str) -> Element | None:
    """Return the text body of a notes page."""
    if part not in package.parts:
        return None
    for shape in shapes_of(package.tree(part)):
        if key_of(shape).startswith("body"):
            return shape.find(f"{P}txBody")
    return None


def notes_of(package: Package, part: str) -> Iterator[str]:
    """Yield the paragraphs of a notes page, but for the program's own line and empty ones at the end."""
    body = notes_body(package, part)
    texts = [said(each) for each in body.iterfind(f"{A}p")] if body is not None else []
    while texts and not texts[-1].strip():
        texts.pop()
    yield from (each for at, each in enumerate(texts) if not is_flag(at, each))


def is_flag(at: int, text: str) -> bool:
    """Return whether the paragraph number `at` of the notes is the program's own line."""
    return at == 0 and text.startswith(FLAG)


# ── Shapes ───────────────────────────────────────────────────────────────────────────────────────


def said(paragraph: Element) -> str:
    """Return the text of a paragraph, each stretch of space as one; a no-break space is a space."""
    found = []
    for each in paragraph:
        match local(each):
            case "r":
                found.append(each.findtext(f"{A}t", ""))
            case "br":
                found.append("\n")
            case "fld":
                found.append(FIELD)
            case "m":
                found.append(maths_said(each))
    return single_spaced("".join(found).replace("\u000b", "\n"))


def _shape(package: Package, part: str, element: Element, setting: Setting) -> Shape:
    mark = properties(element)
    alt = mark.get("descr", "") if mark is not None else ""
    return replace(_said_shape(package, part, element, setting), alt=alt, form=_form(element))


def _form(element: Element) -> str:
    """Return a digest of a shape without its words and without what differs from file to file."""
    made = deepcopy(element)
    etree.strip_attributes(made, *OF_FILE)
    for node in made.iter(f"{A}t"):
        node.text = ""
    return digest(etree.tostring(made, method="c14n").decode())


def _said_shape(package: Package, part: str, element: Element, setting: Setting) -> Shape:
    kind, key, box = _kind(element), key_of(element), _box(element)
    if kind == "chart":
        return chart_shape(package, part, element, setting, key, box)
    levels = setting.levels(element)
    if kind == "picture":
        return Shape(
            kind,
            key,
            (),
            box,
            data=_picture(package, part, element),
            looks=looks_of(element, kind, "", levels, setting),
        )
    texts = tuple(said(each) for each in element.iter(f"{A}p"))
    if key.split(" ")[0] in FURNITURE:
        texts = ()
    rows = [len(each.findall(f"{A}tc")) for each in element.iter(f"{A}tr")]
    cells = tuple(len(list(each.iter(f"{A}p"))) for each in element.iter(f"{A}tc")) if len({*rows}) == 1 else ()
    look = set_in = words = ""
    if texts:
        words = text_look(element, levels, setting)
        look = digest(f"{words}\n{fill_look(element, setting)}")
        set_in = digest(typesetting(element, levels, setting))
    grid, looks = (len(rows), max(rows, default=0)), looks_of(element, kind, digest(words), levels, setting)
    return Shape(kind, key, _trimmed(texts, kind), box, look, grid, cells=cells, typesetting=set_in, looks=looks)


def _trimmed(texts: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Return paragraphs without empty ones at the end of a box."""
    made = list(texts)
    while kind == "text" and made and not made[-1]:
        made.pop()
    return tuple(made)


def _kind(element: Element) -> str:
    if element.tag == ALTERNATE:
        return "other"
    if next(element.iter(f"{C}chart"), None) is not None and element.tag == f"{P}graphicFrame":
        return "chart"
    if element.tag == f"{P}graphicFrame":
        return "table" if next(element.iter(f"{A}tbl"), None) is not None else "other"
    return {f"{P}sp": "text", f"{P}pic": "picture"}.get(str(element.tag), "other")


def _box(element: Element) -> tuple[int, ...]:
    frame = element.find(f"{P}xfrm")
    if frame is None:
        frame = element.find(f"{P}spPr/{A}xfrm")
    if frame is None:
        frame = element.find(f"{P}grpSpPr/{A}xfrm")
    offset, extent = (frame.find(A + tag) if frame is not None else None for tag in ("off", "ext"))
    if offset is None or extent is None:
        return ()
    numbers = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    return tuple(int(each or "0") for each in numbers)


def _picture(package: Package, part: str, element: Element) -> str:
    """Return the digests of a picture's pixels and of the drawing that they stand for, where there is one."""
    known = package.relations(part)
    found = (known.get(each.get(f"{R}embed", "")) for each in (*element.iter(f"{A}blip"), *element.iter(VECTOR)))
    held = [each.target for each in found if each and each.kind == IMAGE and each.target in package.parts]
    return " ".join(sha256(package.parts[name]).hexdigest()[:16] for name in held[:2])
