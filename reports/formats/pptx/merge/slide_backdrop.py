"""What stands behind the slides of a deck, whatever program saved it: their size, words and pictures of masters and layouts."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from reports.formats.pptx.merge.slide_records import single_spaced
from reports.ooxml.package import Package
from reports.ooxml.presentationml import IMAGE, A, P, R, placeholder, shapes_of
from reports.ooxml.wordprocessingml import Element

ROUNDING_EMU = 400
"""LibreOffice keeps lengths in hundredths of a millimetre."""
BEHIND = ("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")


def size_of(package: Package) -> tuple[int, int]:
    """Return width and height of the slides in EMU, rounded to what every program keeps."""
    size = package.tree(package.main).find(f"{P}sldSz")
    numbers = [int(size.get(name, "0")) if size is not None else 0 for name in ("cx", "cy")]
    width, height = (round(each / ROUNDING_EMU) * ROUNDING_EMU for each in numbers)
    return width, height


def backdrop(package: Package) -> frozenset[str]:
    """Return the words and pictures on all masters and layouts, as `written` names them."""
    parts = [name for name in package.parts if name.startswith(BEHIND) and name.endswith(".xml")]
    return frozenset(key for name in parts for key, _ in written(package, name))


def written(package: Package, part: str) -> Iterator[tuple[str, Element]]:
    """Yield each shape of a master or layout that says or shows something and is no placeholder, with what that is."""
    if part not in package.parts:
        return
    known = package.relations(part)
    for each in shapes_of(package.tree(part)):
        if placeholder(each) is not None:
            continue
        words = single_spaced(" ".join(node.text or "" for node in each.iter(f"{A}t"))).strip()
        pictures = [known.get(blip.get(f"{R}embed", "")) for blip in each.iter(f"{A}blip")]
        held = [found.target for found in pictures if found and found.kind == IMAGE and found.target in package.parts]
        if words:
            yield f"text|{words}", each
        elif held:
            yield f"picture|{sha256(package.parts[held[0]]).hexdigest()[:16]}", each
