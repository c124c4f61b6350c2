"""What stands behind the slides of a deck, whatever program saved it: their size; words, pictures and shapes of its masters."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from reports.formats.pptx.merge.slide_records import single_spaced
from reports.ooxml.package import Package
from reports.ooxml.presentationml import IMAGE, A, P, R, placeholder, properties, shapes_of
from reports.ooxml.wordprocessingml import Element

ROUNDING_EMU = 400
"""LibreOffice keeps lengths in hundredths of a millimetre."""
BOX = ("x", "y", "cx", "cy")
PLAIN = "shape|"
"""Begins the name of a shape without words; alone, it says that a base lists them, which earlier ones do not."""
BEHIND = ("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")


def size_of(package: Package) -> tuple[int, int]:
    """Return width and height of the slides in EMU, rounded to what every program keeps."""
    size = package.tree(package.main).find(f"{P}sldSz")
    numbers = [int(size.get(name, "0")) if size is not None else 0 for name in ("cx", "cy")]
    width, height = (round(each / ROUNDING_EMU) * ROUNDING_EMU for each in numbers)
    return width, height


def backdrop(package: Package) -> frozenset[str]:
    """Return the words, pictures and other shapes on all masters and layouts, as `written` names them."""
    parts = [name for name in package.parts if name.startswith(BEHIND) and name.endswith(".xml")]
    return frozenset({PLAIN, *(key for name in parts for key, _ in written(package, name))})


def known(key: str, behind: frozenset[str]) -> bool:
    """Return whether what `written` calls `key` is in a base; a plain shape by its name, or by its place if it has none."""
    if key in behind or not key.startswith(PLAIN):
        return key in behind
    name, box = _plain(key)
    generated = [_plain(each) for each in behind if each.startswith(PLAIN) and each != PLAIN]
    return PLAIN not in behind or any((name and name == other) or _near(box, place) for other, place in generated)


def _plain(key: str) -> tuple[str, tuple[int, ...]]:
    name, _, box = key.removeprefix(PLAIN).rpartition("|")
    return name, tuple(map(int, box.split()))


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 2 * ROUNDING_EMU for a, b in zip(one, other, strict=True))


def written(package: Package, part: str) -> Iterator[tuple[str, Element]]:
    """Yield each shape of a master or layout that is no placeholder, with what it says or shows, or what it is."""
    if part not in package.parts:
        return
    related = package.relations(part)
    for each in shapes_of(package.tree(part)):
        if placeholder(each) is not None:
            continue
        words = single_spaced(" ".join(node.text or "" for node in each.iter(f"{A}t"))).strip()
        pictures = [related.get(blip.get(f"{R}embed", "")) for blip in each.iter(f"{A}blip")]
        held = [found.target for found in pictures if found and found.kind == IMAGE and found.target in package.parts]
        if words:
            yield f"text|{words}", each
        elif held:
            yield f"picture|{sha256(package.parts[held[0]]).hexdigest()[:16]}", each
        elif (box := _box(each)) and (mark := properties(each)) is not None:
            yield f"{PLAIN}{single_spaced(mark.get('name', ''))}|{box}", each


def _box(shape: Element) -> str:
    """Return place and size of a shape in EMU; empty where it has none of its own."""
    frame = next(shape.iter(f"{A}xfrm"), None)
    values = [each.get(name) for each in (list(frame)[:2] if frame is not None else ()) for name in BOX]
    found = [value for value in values if value is not None]
    return " ".join(found) if len(found) == len(BOX) else ""
