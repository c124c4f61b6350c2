"""What a person set on a picture, taken over by another one that comes in its place."""

from __future__ import annotations

from collections.abc import Container, Sequence
from copy import deepcopy

from reports.formats.pptx.merge.looks.trait_records import Trait
from reports.ooxml.presentationml import A, P, local
from reports.ooxml.wordprocessingml import Element

ORDER = (
    "xfrm", "custGeom", "prstGeom", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "ln", "effectLst",
    "effectDag", "scene3d", "sp3d", "extLst",
)  # fmt: skip
"""Of shape properties (ISO/IEC 29500-1, 20.1.2.2.35)."""
ALIKE = 0.01
"""Share by which the proportions of two pictures may differ."""


def same_proportions(one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two boxes (left, top, width, height) are as wide for their height."""
    if len(one) != 4 or len(other) != 4 or not (one[3] and other[3]):
        return False
    return abs(one[2] * other[3] / (one[3] * other[2] or 1) - 1) <= ALIKE


def dress_picture(old: Element, new: Element, traits: Container[Trait], *, cropped: bool) -> None:
    """Give `new` the outline, effects and turn of `old` where a person set them; where `cropped`, its place and cut too."""
    ours, theirs = old.find(f"{P}spPr"), new.find(f"{P}spPr")
    if ours is None or theirs is None:
        return
    taken = [tag for tag, trait in (("ln", "outline"), ("effectLst", "effects")) if trait in traits]
    _take(ours, theirs, [*taken, *(["xfrm"] if cropped else [])])
    was, now = ours.find(f"{A}xfrm"), theirs.find(f"{A}xfrm")
    if "turn" in traits and was is not None and now is not None:
        now.attrib.update({name: was.get(name, "0") for name in ("rot", "flipH", "flipV") if was.get(name)})
    cut, blip = next(old.iter(f"{A}srcRect"), None), next(new.iter(f"{A}blip"), None)
    if cropped and cut is not None and blip is not None:
        for each in list(new.iter(f"{A}srcRect")):
            each.getparent().remove(each)  # type: ignore[union-attr]  # it stands in the fill
        blip.addnext(deepcopy(cut))


def _take(ours: Element, theirs: Element, tags: Sequence[str]) -> None:
    for tag in tags:
        for each in theirs.findall(A + tag):
            theirs.remove(each)
        theirs.extend([deepcopy(each) for each in ours.findall(A + tag)])
    theirs[:] = sorted(theirs, key=lambda each: ORDER.index(local(each)) if local(each) in ORDER else len(ORDER))


__all__ = ["dress_picture", "same_proportions"]
