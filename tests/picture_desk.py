"""A person in Word or PowerPoint who changes pictures, and what a file shows afterwards."""

from __future__ import annotations

import io
from hashlib import sha256

from docx import Document
from lxml import etree
from pptx import Presentation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def shown_in_word(data: bytes) -> dict[str, tuple[str, int]]:
    """Return the digest of the pixels and the width in EMU of each picture of a Word file, by its alternative text."""
    document = Document(io.BytesIO(data))
    found = {}
    for inline in document.element.body.iter(f"{WP}inline"):
        blip = next(inline.iter(f"{A}blip"), None)
        if blip is not None:
            part = document.part.related_parts[blip.get(f"{R}embed")]
            width = int(inline.find(f"{WP}extent").get("cx"))
            found[inline.find(f"{WP}docPr").get("descr")] = (digest(part.blob), width)
    return found


def change_in_word(data: bytes, alt: str, picture: bytes = b"", share: float = 1.0) -> bytes:
    """Return a Word file in which a person has put another picture in the place of one, or made it smaller."""
    document = Document(io.BytesIO(data))
    inline = next(
        each for each in document.element.body.iter(f"{WP}inline") if each.find(f"{WP}docPr").get("descr") == alt
    )
    if picture:
        blip = next(inline.iter(f"{A}blip"))
        blip.set(f"{R}embed", document.part.get_or_add_image(io.BytesIO(picture))[0])
        for extension in blip.findall(f"{A}extLst"):
            blip.remove(extension)
    for each in (inline.find(f"{WP}extent"), inline.find(f".//{A}xfrm/{A}ext")):
        _shrink(each, share)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _shrink(size: etree._Element | None, share: float) -> None:
    for key in ("cx", "cy") if size is not None else ():
        assert size is not None
        size.set(key, str(round(int(size.get(key, "0")) * share)))


def shown_on_slides(data: bytes) -> dict[str, tuple[str, int, int]]:
    """Return the digest of the pixels, the place from the left and the width of each picture of a deck, by its text."""
    found = {}
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if (blip := next(shape._element.iter(f"{A}blip"), None)) is not None:
                part = slide.part.related_part(blip.get(f"{R}embed"))
                said = shape._element.find(".//*[@descr]").get("descr")
                found[said] = (digest(part.blob), int(shape.left), int(shape.width))
    return found


def change_on_slides(data: bytes, alt: str, picture: bytes = b"", left: int = 0) -> bytes:
    """Return a deck in which a person has put another picture in the place of one, or moved it to the right."""
    show = Presentation(io.BytesIO(data))
    for slide in show.slides:
        for shape in slide.shapes:
            blip = next(shape._element.iter(f"{A}blip"), None)
            if blip is None or shape._element.find(".//*[@descr]").get("descr") != alt:
                continue
            if picture:
                blip.set(f"{R}embed", slide.part.get_or_add_image_part(io.BytesIO(picture))[1])
                for extension in blip.findall(f"{A}extLst"):
                    blip.remove(extension)
            shape.left = shape.left + left
    written = io.BytesIO()
    show.save(written)
    return written.getvalue()


def digest(data: bytes) -> str:
    """Return a short digest of a file."""
    return sha256(data).hexdigest()[:12]
