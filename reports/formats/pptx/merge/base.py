"""The base of a deck: what was generated last, inside the file twice and beside it as JSON.

PowerPoint keeps a custom XML part. LibreOffice drops that, as it drops tags, extension lists and descriptions of masters; of
all carriers it keeps the document's own properties only, so the base stands in one of them too. A text in it may have more than
the 255 characters that the dialogue of PowerPoint shows ([MS-OI29500], LongProp of the custom properties).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from lxml import etree

from reports.document.report import Document
from reports.formats.pptx.merge.file_reading import Reading, design
from reports.formats.pptx.merge.looks.deck_theme import Theme, theme_of
from reports.formats.pptx.merge.looks.trait_records import looks_in
from reports.formats.pptx.merge.slide_backdrop import backdrop, size_of
from reports.formats.pptx.merge.slide_records import Shape, Slide, single_spaced
from reports.formats.pptx.merge.table_rows import with_facts
from reports.merge.chart_base import packed_content, unpacked_content
from reports.merge.chart_merge import Plot
from reports.merge.figure_requests import Kept, Placed
from reports.ooxml.custom_properties import BASE, CUSTOM_PART, FORMAT_ID, PROPERTY
from reports.ooxml.custom_xml import format_of, items, packed, put_item, unpacked
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, blob

NAMESPACE = "urn:fact-reports:deck-base:1"
ITEM_ID = "{3B6F0C0E-7B4E-5A53-9E0B-6F1D5A5E0002}"
CUSTOM = f"{OFFICE}/custom-properties"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = PROPERTY.removesuffix("property")
_VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
FORM = 5
"""Format of the JSON; those with a lower number are read for good."""


@dataclass(frozen=True, slots=True)
class DeckBase:
    """What was generated last."""

    slides: tuple[Slide, ...]
    facts_version: str = ""
    design: str = ""
    """Digest of master, layouts and theme."""
    size: tuple[int, ...] = ()
    """Width and height of the slides in EMU; empty where a base of an earlier version does not tell."""
    backdrop: frozenset[str] | None = None
    """Words and pictures on masters and layouts; None where a base of an earlier version does not tell."""
    theme: Theme | None = None
    """Colours and fonts of the theme; None where a base of an earlier version does not tell."""
    requests: tuple[Placed, ...] = ()
    """What people asked for in the deck and got; their own file holds it only."""


def base_of_reading(reading: Reading, facts_version: str = "", document: Document | None = None) -> DeckBase:
    """Return the base of a deck as written, which has been read; `document` tells what each row of its tables is about."""
    slides = tuple(page.slide for page in reading.pages)
    slides = tuple(with_facts(slides, document)) if document else slides
    package = reading.package
    return DeckBase(slides, facts_version, design(package), size_of(package), backdrop(package), theme_of(package))


def base_json(base: DeckBase) -> bytes:
    """Return `base` as JSON, for the file beside the report."""
    content = {
        "form": FORM,
        "facts_version": base.facts_version,
        "design": base.design,
        "size": base.size,
        "backdrop": sorted(base.backdrop or ()),
        "theme": base.theme.texts if base.theme else {},
        "slides": [
            [each.id, [_thin(shape) for shape in each.shapes], each.notes, each.hidden, each.layout, each.extras]
            for each in base.slides
        ],
    }
    if base.requests:
        content["requests"] = [
            [each.kept.typed, each.kept.printed, each.slide, each.before, each.after] for each in base.requests
        ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _thin(shape: Shape) -> list[object]:
    plot = list(astuple(shape.plot)) if shape.plot else None
    said = [shape.kind, shape.key, shape.texts, shape.box, shape.look, shape.grid, shape.data]
    looks = shape.looks.texts if shape.looks else []
    return [
        *said,
        plot,
        shape.alt,
        shape.form,
        shape.cells,
        shape.about,
        shape.typesetting,
        looks,
        packed_content(shape.content),
    ]


def base_from_json(data: bytes) -> DeckBase | None:
    """Return the base in `data`, of this format or an earlier one; None where it is none of ours.

    Raises:
        NewerFileError: it is in a format that only newer versions of this program know.
    """
    try:
        content = json.loads(data)
        format_of(content, FORM)
        slides = tuple(
            Slide(int(id), tuple(map(_full, shapes)), _said(notes), bool(hidden), str(layout), str(extras))
            for id, shapes, notes, hidden, layout, extras in content["slides"]
        )
        asked = tuple(
            Placed(Kept(str(typed), str(printed)), int(slide), str(before), str(after))
            for typed, printed, slide, before, after in content.get("requests", ())
        )
        behind = frozenset(map(str, content["backdrop"])) if "backdrop" in content else None
        size = tuple(map(int, content.get("size", ())))
        theme = Theme.of_texts({str(key): str(text) for key, text in content.get("theme", {}).items()})
        return DeckBase(slides, str(content["facts_version"]), str(content["design"]), size, behind, theme, asked)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _said(texts: Iterable[object]) -> tuple[str, ...]:
    """Return paragraphs in one kind of space, which earlier bases were not."""
    return tuple(single_spaced(str(text)) for text in texts)


def _list(value: object) -> list[str | int]:
    if not isinstance(value, list):
        raise ValueError
    return value


def _full(values: list[object]) -> Shape:
    kind, key, texts, box, look, grid, data, plot, alt, form, *more = values
    cells, about = map(_list, more[:2] or ([], []))  # of which the first format knew nothing
    set_in = str(more[2]) if len(more) > 2 else ""  # of which the third knew nothing
    looks = looks_in([str(each) for each in _list(more[3])]) if len(more) > 3 else None  # nor the fourth of these
    content = unpacked_content(more[4]) if len(more) > 4 else ()
    made = Plot(*map(str, plot)) if isinstance(plot, list) else None
    rows, columns = map(int, _list(grid))
    said, place = _said(_list(texts)), tuple(map(int, _list(box)))
    rows_say = tuple(map(int, cells)), tuple(map(str, about)), set_in, content, False, looks
    return Shape(
        str(kind), str(key), said, place, str(look), (rows, columns), str(data), made, str(alt), str(form), *rows_say
    )


# ── In and out ───────────────────────────────────────────────────────────────────────────────────


def put_base(package: Package, base: DeckBase) -> None:
    """Put `base` into the file, in place of one that is there."""
    root = etree.Element(f"{{{NAMESPACE}}}base", nsmap={"b": NAMESPACE})
    root.text = text = packed(base_json(base))
    put_item(package, root, NAMESPACE, ITEM_ID)
    _put_property(package, text)


def take_base(package: Package) -> DeckBase | None:
    """Return the base inside the file, or None where there is none, or it cannot be read."""
    texts = [_text(package.tree(name)) for name in items(package, NAMESPACE)]
    found = (unpacked(text) for text in (*texts, *_from_properties(package)))
    return next((base for data in found if data and (base := base_from_json(data))), None)


def _text(node: Element) -> str:
    return "".join(str(part) for part in node.itertext())


def _properties(package: Package) -> Element | None:
    part = package.related("", CUSTOM)
    return package.tree(part) if part in package.parts else None


def _put_property(package: Package, text: str) -> None:
    root = _properties(package)
    if root is None:
        empty = etree.Element(f"{_CUSTOM}Properties", nsmap={None: _CUSTOM[1:-1], "vt": _VT[1:-1]})  # type: ignore[dict-item]  # lxml takes None for no prefix
        part = package.add(CUSTOM_PART, CUSTOM_TYPE, blob(empty))
        package.relate("", CUSTOM, part)
        root = package.tree(part)
    for each in [node for node in root if node.get("name", "").startswith(BASE)]:
        root.remove(each)
    free = max((int(each.get("pid", "1")) for each in root), default=1) + 1
    made = etree.SubElement(root, PROPERTY, {"fmtid": FORMAT_ID, "pid": str(free), "name": BASE})
    etree.SubElement(made, f"{_VT}lpwstr").text = text


def _from_properties(package: Package) -> Iterator[str]:
    """Yield the base as versions up to 0.3.0 kept it, in pieces, then as it is kept now: they may have rebuilt a newer file."""
    root = _properties(package)
    held: Mapping[str, str] = {
        each.get("name", ""): _text(each).strip()
        for each in (root if root is not None else ())
        if each.get("name", "").startswith(BASE)
    }
    yield "".join(held[name] for name in sorted(held) if name != BASE)
    yield held.get(BASE, "")
