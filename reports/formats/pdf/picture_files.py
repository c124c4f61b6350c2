"""Pictures from files to HTML: a numbered caption where there is one, the picture with its alt text, then whose it is."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Image, Picture, Words, plain
from reports.formats.pdf.inlines import InlineWriter, element, safe
from reports.pictures.print_size import printed_size, scaled

DPI = 300
TALLEST = 440.0
"""In points: two thirds of a page."""
LOGO_HEIGHT, LOGO_WIDTH = 30.0, 200.0
"""Room for the logo, in points."""
SCHEME = "picture"
"""Scheme of the addresses of pictures; the fetch guard answers them."""


def picture(block: Picture, inlines: InlineWriter, width: float, words: Words, files: dict[str, bytes]) -> str:
    """Return a picture in a column `width` points wide; its file is left in `files` under its address."""
    wide, tall = printed_size(block, width, TALLEST)
    drawn = _drawn(block.image, wide, tall, plain(block.alt), files)
    label = words["figure-label"].format(number=block.number) if block.number else ""
    number = element("span", safe(label), class_="number") + " " if label else ""
    title = element("p", number + inlines.write_whole(block.caption), class_="title") if block.caption else ""
    parts = (
        element("figcaption", title) if title else "",
        drawn,
        element("p", inlines.write(block.credit), class_="note") if block.credit else "",
    )
    return element("div", "".join(parts), class_="figure" if title else "picture", id=block.id if title else "")


def logo(image: Image | None, said: str, files: dict[str, bytes]) -> str:
    """Return the logo above the masthead, which says `said` to those who do not see it; nothing where there is none."""
    if image is None:
        return ""
    tall = min(LOGO_HEIGHT, LOGO_WIDTH * image.height / image.width)
    wide = tall * image.width / image.height
    # a page that is read back must not hold words of a drawing that nobody audits
    shown = replace(image, vector=b"") if image.words else image
    drawn = _drawn(shown, wide, tall, said, files)
    return element("div", drawn, class_="logo")


def _drawn(image: Image, wide: float, tall: float, alt: str, files: dict[str, bytes]) -> str:
    address = f"{SCHEME}:{image.digest}/{wide:.2f}.{'svg' if image.vector else image.media}"
    if address not in files:
        files[address] = image.vector or scaled(image, wide, DPI)
    return f'<img src="{safe(address)}" alt="{safe(alt)}" style="width: {wide:.2f}pt; height: {tall:.2f}pt">'
