"""How much a drawing draws: an element that is used in many places is drawn as often, and one that uses itself never ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from reports.pictures.refusal import PictureError

MOST_DRAWN = 100_000
"""Elements that may be drawn, each as often as it is used."""
_ADDRESS = re.compile(r"url\(\s*['\"]?#([^'\")]+)")


def require_bounded(root: etree._Element) -> None:
    """Raise `PictureError` where the references of a drawing (SVG 2, 5.5 and 14) lead in a circle, or draw very much."""
    named = {str(node.get("id")): node for node in root.iter() if node.get("id")}
    drawn: dict[etree._Element, int] = {}
    begun = {root: _drawn_by(root, named)}
    while begun:
        node, left = next(reversed(begun.items()))
        below = next((each for each in left if each not in drawn), None)
        if below is None:
            del begun[node]
            drawn[node] = 1 + sum(drawn[each] for each in _drawn_by(node, named))
        elif below in begun:
            raise PictureError(
                f"has an element that is drawn within itself (#{below.get('id')})", "take the circle out"
            )
        else:
            begun[below] = _drawn_by(below, named)
    if drawn[root] > MOST_DRAWN:
        what = f"draws more than {MOST_DRAWN:,} elements, since some are used very often"
        raise PictureError(what, "simplify the drawing, or save it as PNG")


def _drawn_by(node: etree._Element, named: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield what stands in an element and what it refers to, other than by a link: each is drawn where the element is."""
    yield from node.iterchildren()
    for key, value in node.attrib.items():
        text, local = str(value), str(key).rpartition("}")[2]
        if local != "href":
            found = _ADDRESS.findall(text)
        elif str(node.tag).endswith("}a"):
            found = []
        else:
            found = [text[1:]]
        yield from (named[each] for each in found if each in named)
