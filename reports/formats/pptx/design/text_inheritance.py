"""How the text of a placeholder looks, followed from layout to master and its text styles (ECMA-376 part 1, 19.3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports.formats.pptx.design.template_model import HEADS, Align, Anchor, TextLook
from reports.formats.pptx.plan.slide_model import Insets
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import A, P
from reports.ooxml.scheme_colours import Scheme
from reports.theme.definition import Box

EMU = 12700
INSETS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}
"""Points between the edge of a shape and its text where nothing says otherwise (21.1.2.1.1)."""
UPRIGHT = ("", "horz")
ALIGNED: Mapping[str, Align] = {"ctr": "center", "r": "right"}
"""What a:lvl1pPr/@algn says (20.1.10.59); all else begins at the left."""


def text_look(chain: Sequence[Element], styles: Element | None, kind: str, scheme: Scheme) -> TextLook:
    """Return how the first level of text is set.

    Args:
        chain: the shape and those that it inherits from, nearest first.
        styles: `p:txStyles` of the master.
        kind: of the placeholder.
        scheme: colours of the theme.
    """
    levels = list(_levels(chain, styles, kind))
    runs = [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]
    bodies = [body for shape in chain if (body := shape.find(f"{P}txBody/{A}bodyPr")) is not None]
    size = _first(runs, "sz")
    left, top, right, bottom = (float(_first(bodies, name) or INSETS[name] * EMU) / EMU for name in INSETS)
    return TextLook(
        float(size) / 100 if size else 0.0,
        next((found for run in runs if (found := scheme.shown(run.find(f"{A}solidFill")))), None),
        next((face for run in runs if (face := _face(run))), ""),
        _first(runs, "b") in ("1", "true"),
        _first(runs, "cap") == "all",
        float(_first(runs, "spc") or 0) / 100,
        ALIGNED.get(_first(levels, "algn"), "left"),
        Insets(left, top, right, bottom),
        _anchor(_first(bodies, "anchor")),
        _first(bodies, "vert") in UPRIGHT,
    )


def _levels(chain: Sequence[Element], styles: Element | None, kind: str) -> Iterable[Element]:
    for shape in chain:
        level = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
        if level is not None:
            yield level
    name = "titleStyle" if kind in HEADS else "bodyStyle" if kind in ("body", "obj", "subTitle") else "otherStyle"
    level = styles.find(f"{P}{name}/{A}lvl1pPr") if styles is not None else None
    if level is not None:
        yield level


def _first(nodes: Iterable[Element], name: str) -> str:
    return next((value for node in nodes if (value := node.get(name))), "")


def _face(run: Element) -> str:
    latin = run.find(f"{A}latin")
    return latin.get("typeface", "") if latin is not None else ""


def _anchor(text: str) -> Anchor:
    return "ctr" if text == "ctr" else "b" if text == "b" else "t"


def box_of(shape: Element) -> Box | None:
    """Return where a shape says that it stands, in points; None where it says nothing."""
    frame = next((found for tag in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm")
                  if (found := shape.find(tag)) is not None), None)  # fmt: skip
    place, size = (frame.find(A + tag) if frame is not None else None for tag in ("off", "ext"))
    if place is None or size is None:
        return None
    x, y = (int(place.get(key, "0")) / EMU for key in ("x", "y"))
    w, h = (int(size.get(key, "0")) / EMU for key in ("cx", "cy"))
    return Box(x, y, w, h)
