"""Pictures from files to HTML: a numbered caption where there is one, the picture with its alt text, then whose it is."""

from __future__ import annotations

from reports.document import Picture, Words, plain
from reports.formats.pdf.inlines import InlineWriter, element, safe
from reports.pictures.print_size import printed_size, scaled

DPI = 300
TALLEST = 440.0
"""In points: two thirds of a page."""
SCHEME = "picture"
"""Scheme of the addresses of pictures; the fetch guard answers them."""


def picture(block: Picture, inlines: InlineWriter, width: float, words: Words, files: dict[str, bytes]) -> str:
    """Return a picture in a column `width` points wide; its file is left in `files` under its address."""
    wide, tall = printed_size(block, width, TALLEST)
    image = block.image
    address = f"{SCHEME}:{image.digest}/{wide:.2f}.{'svg' if image.vector else image.media}"
    if address not in files:
        files[address] = image.vector or scaled(image, wide, DPI)
    size = f"width: {wide:.2f}pt; height: {tall:.2f}pt"
    drawn = f'<img src="{safe(address)}" alt="{safe(plain(block.alt))}" style="{size}">'
    label = words["figure-label"].format(number=block.number) if block.number else ""
    number = element("span", safe(label), class_="number") + " " if label else ""
    title = element("p", number + inlines.write_whole(block.caption), class_="title") if block.caption else ""
    parts = (
        element("figcaption", title) if title else "",
        drawn,
        element("p", inlines.write(block.credit), class_="note") if block.credit else "",
    )
    return element("div", "".join(parts), class_="figure" if title else "picture", id=block.id if title else "")
