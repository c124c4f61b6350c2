"""The outline of a shape that is no rectangle, as points to draw it by (ECMA-376 part 1, 20.1.9.8)."""

from __future__ import annotations

from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import A, local

Point = tuple[float, float]
CURVE = 6
"""Straight pieces that a curve is drawn with."""


def outline_of(form: Element, size: tuple[int, int]) -> list[list[Point]]:
    """Return the outlines of a shape that is no rectangle, in pixels (20.1.9.8); none for a rectangle."""
    found: list[list[Point]] = []
    for path in form.iterfind(f"{A}custGeom/{A}pathLst/{A}path"):
        wide, tall = _number(path.get("w")) or 1, _number(path.get("h")) or 1
        for command in path:
            points = [(_number(pt.get("x")) / wide * size[0], _number(pt.get("y")) / tall * size[1])
                      for pt in command.iterfind(f"{A}pt")]  # fmt: skip
            match local(command):
                case "moveTo":
                    found.append(points)
                case "cubicBezTo" if found and len(points) == 3:
                    found[-1] += _curve(found[-1][-1], *points)
                case "lnTo" | "quadBezTo" if found:
                    found[-1] += points[-1:]
                case _:
                    pass
    return [points for points in found if len(points) > 2]


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    """Return points on a Bézier curve, its end last."""
    made = []
    for step in range(1, CURVE + 1):
        t = step / CURVE
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        pairs = tuple(zip(weights, (start, one, two, end), strict=True))
        made.append((sum(w * p[0] for w, p in pairs), sum(w * p[1] for w, p in pairs)))
    return made


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0  # a guide formula
