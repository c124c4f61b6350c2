"""Vector drawings (SVG): checked to do nothing but draw, cleaned of what editors leave in them, and rendered to pixels.

Word and PowerPoint print a rendering and keep the drawing beside it ([MS-ODRAWXML] 2.24.3.2, asvg:svgBlip). It is made by
WeasyPrint and PDFium, which the PDF needs anyhow, so that a drawing looks the same in every output and no further library
has to be installed.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from reports.pictures.drawn_elements import require_bounded
from reports.pictures.refusal import PictureError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MOST_BYTES = 5_000_000
MOST_ELEMENTS = 50_000
FORBIDDEN = {
    "script": ("runs a script", "delete the script"),
    "foreignObject": ("holds a piece of a web page (foreignObject)", "draw it with SVG alone"),
    "image": ("holds a picture of pixels", "save it as PNG, or place the picture itself"),
    **dict.fromkeys(
        ("animate", "animateTransform", "animateMotion", "set", "animateColor", "mpath", "discard"),
        ("moves", "delete the animation"),
    ),
    **dict.fromkeys(("video", "audio", "iframe", "canvas"), ("holds sound or moving pictures", "delete them")),
}
"""Elements of SVG that do more than draw: what they do, and the cure."""
DROPPED = frozenset({"metadata", "title", "desc", "view", "a"})
"""Elements that are not drawn; what stands in a link is."""
OUTSIDE = re.compile(r"url\((?!\s*['\"]?\s*#)|@import|expression\(", re.IGNORECASE)
"""In a style: whatever would be fetched."""
NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
"""SVG 2, 4.2."""
LENGTH = re.compile(r"\s*([0-9.]+)\s*(px|pt|pc|mm|cm|in|)\s*")
PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""CSS pixels in a unit (CSS Values 4, §6.2)."""
LARGEST = 20_000
LEAST, MOST_SHAPE = 1, 50
"""Least side in CSS pixels, and how many times longer one side may be than the other."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector drawing that does nothing but draw."""

    svg: bytes
    width: float
    """Natural size in CSS pixels."""
    height: float
    words: tuple[str, ...]
    """Its texts, in the order of the file."""


def is_vector(data: bytes) -> bool:
    """Return whether a file is XML, as only vector drawings among pictures are."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def read_vector(data: bytes) -> Drawing:
    """Return the drawing in an SVG file.

    Raises:
        PictureError: it is no SVG, has no size, or does more than draw: scripts, animation, links to other files.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(f"has {len(data) // 1_000_000} MB", "simplify the drawing, or save it as PNG")
    if b"<!ENTITY" in data.upper():
        raise PictureError("declares entities, which can unpack to anything", "save it as plain SVG")
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True,
                                                      remove_pis=True))  # fmt: skip
    except etree.XMLSyntaxError as error:
        raise PictureError(f"is broken ({error.msg})", "save the drawing anew") from error
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError("is XML, but no SVG", "save it as PNG, JPEG, SVG or WebP")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise PictureError(f"has more than {MOST_ELEMENTS} elements", "simplify the drawing, or save it as PNG")
    _require_harmless(root)
    require_bounded(root)
    width, height = _size(root)
    _clean(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    etree.cleanup_namespaces(root)
    return Drawing(etree.tostring(root), width, height, tuple(_words(root)))


def _require_harmless(root: etree._Element) -> None:
    for node in root.iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in FORBIDDEN:
            raise PictureError(*FORBIDDEN[name])
        if name == "style" and OUTSIDE.search(node.text or ""):
            raise PictureError(
                "fetches something from elsewhere in its style", "put everything into the drawing itself"
            )
        for key, value in node.attrib.items():
            plain = etree.QName(str(key)).localname
            if plain.lower().startswith("on"):
                raise PictureError(f"runs a script ({plain})", "delete the script")
            if plain == "href" and name != "a" and not str(value).startswith("#"):
                raise PictureError(f"leads to “{str(value)[:60]}”", "put everything into the drawing itself")
            if OUTSIDE.search(str(value)):
                raise PictureError("fetches something from elsewhere", "put everything into the drawing itself")


def _size(root: etree._Element) -> tuple[float, float]:
    """Return the natural size of a drawing in CSS pixels (SVG 2, 8.2): its width and height, else those of its view box."""
    said = [_length(root.get(key, "")) for key in ("width", "height")]
    box = [float(each) for each in NUMBER.findall(root.get("viewBox", ""))]
    view = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    width, height = (own or other for own, other in zip(said, view, strict=True))
    if said[0] and not said[1] and min(view) > 0:
        height = said[0] * view[1] / view[0]
    if said[1] and not said[0] and min(view) > 0:
        width = said[1] * view[0] / view[1]
    if not (LEAST <= width <= LARGEST and LEAST <= height <= LARGEST) or max(width, height) > MOST_SHAPE * min(
        width, height
    ):
        raise PictureError(
            "states no size that could be printed", 'give the drawing a viewBox, as viewBox="0 0 800 600"'
        )
    return width, height


def _length(text: str) -> float:
    match = LENGTH.fullmatch(text)
    try:
        return float(match[1]) * PIXELS[match[2]] if match else 0.0
    except ValueError:
        return 0.0


def _clean(root: etree._Element) -> None:
    """Take out what is not drawn: notes of editors, which name people and folders, and links."""
    for node in list(root.iter()):
        own = isinstance(node.tag, str) and etree.QName(node).namespace == SVG
        if not own or etree.QName(node).localname in DROPPED - {"a"}:
            _remove(node)
            continue
        if etree.QName(node).localname == "a":
            node.tag = f"{{{SVG}}}g"
            for key in ("href", f"{{{XLINK}}}href"):
                if key in node.attrib:
                    del node.attrib[key]
        for key in [str(each) for each in node.attrib]:
            if etree.QName(key).namespace not in (None, XLINK, XML) or key.startswith("data-"):
                del node.attrib[key]


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _words(root: etree._Element) -> Iterator[str]:
    for node in root.iter(f"{{{SVG}}}text"):
        if said := " ".join("".join(str(each) for each in node.itertext()).split()):
            yield said


@lru_cache(maxsize=32)
def rendered(drawing: Drawing, longest: int) -> bytes:
    """Return `drawing` as a PNG whose longer side has `longest` pixels; what it does not paint is transparent.

    Raises:
        MissingLibraryError: Pango is not on this machine.
        PictureError: it cannot be drawn.
    """
    import pypdfium2

    scale = longest / max(drawing.width, drawing.height)
    document = pypdfium2.PdfDocument(_page(drawing))
    try:
        bitmap = document[0].render(scale=scale * 96 / 72, fill_color=(0, 0, 0, 0), maybe_alpha=True)
        pixels = bitmap.to_pil().convert("RGBA")
    finally:
        document.close()
    wide, tall = (max(math.floor(side * scale + 0.5), 1) for side in (drawing.width, drawing.height))
    written = io.BytesIO()
    pixels.crop((0, 0, wide, tall)).save(written, "PNG")
    return written.getvalue()


ADDRESS = "drawing:only"


def _page(drawing: Drawing) -> bytes:
    """Return a PDF with the drawing alone, on a page of its size."""
    from reports.theme.weasyprint_engine import weasyprint

    engine = weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Own(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Fetches the drawing and nothing else."""

        def fetch(self, url: str, headers: object = None) -> object:
            if url != ADDRESS:
                raise ValueError(url)
            return URLFetcherResponse(url, drawing.svg, {"Content-Type": "image/svg+xml"})

    size = f"{drawing.width:g}px {drawing.height:g}px"
    style = (
        f"@page {{ size: {size}; margin: 0 }} body {{ margin: 0 }} img {{ display: block; width: 100%; height: 100% }}"
    )
    page = f'<style>{style}</style><body><img src="{ADDRESS}" alt="">'
    made: bytes = engine.HTML(string=page, url_fetcher=Own()).write_pdf()
    return made
