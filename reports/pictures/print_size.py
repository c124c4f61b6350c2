"""How large a picture is printed, and its pixels for that size: as fine as the medium shows, and no finer."""

from __future__ import annotations

import io
from functools import lru_cache

from reports.document import Image, Picture

NATURAL = 96.0
"""Pixels an inch that a picture of pixels has at least where it is printed: a small one is not blown up."""
QUALITY = 86
"""Of a JPEG."""
POINTS = 72.0


def printed_size(picture: Picture, width: float, tallest: float) -> tuple[float, float]:
    """Return width and height of a picture in points, in a column of `width` with room for `tallest`; its shape is kept."""
    image = picture.image
    wide = width * picture.share / 100
    if not image.vector:
        wide = min(wide, image.width * POINTS / NATURAL)
    tall = wide * image.height / image.width
    return (wide, tall) if tall <= tallest else (tallest * image.width / image.height, tallest)


@lru_cache(maxsize=128)
def scaled(image: Image, width: float, dpi: int) -> bytes:
    """Return the file of `image` for a print `width` points wide, with at most `dpi` pixels an inch."""
    from PIL import Image as Pillow

    with Pillow.open(io.BytesIO(image.data)) as opened:
        opened.load()
        wide = max(round(width / POINTS * dpi), 1)
        if wide >= opened.width:
            return image.data
        made = opened.resize((wide, max(round(opened.height * wide / opened.width), 1)), Pillow.Resampling.LANCZOS)
    written = io.BytesIO()
    if image.media == "jpeg":
        made.save(written, "JPEG", quality=QUALITY, optimize=True)
    else:
        made.save(written, "PNG", optimize=True)
    return written.getvalue()


__all__ = ["printed_size", "scaled"]
