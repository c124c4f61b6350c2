"""What a person set on words, taken over by those that come in their place, as far as the program never sets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from reports.formats.docx.merge.paragraph_reading import Line
from reports.formats.docx.merge.run_pieces import Piece
from reports.formats.docx.merge.style_reading import SET_ON_RUNS, VAL, etree_name, trait
from reports.formats.docx.property_order import RUN_ORDER, add_properties
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"


def set_by_program(lines: Iterable[Line]) -> frozenset[str]:
    """Return the tags of all that the program sets on words, in these paragraphs or anywhere."""
    found = (str(each.tag) for line in lines for look in line.element.iter(_W + "rPr") for each in look)
    return frozenset({*found, *(_W + name for name in SET_ON_RUNS)})


def take_over(run: Element, beside: Sequence[Piece], generated: frozenset[str]) -> None:
    """Set on new words what a person set on those that they replace or follow, apart from what is `generated`."""
    theirs = next((each for piece in beside if (each := piece.run.find(_W + "rPr")) is not None), None)
    ours = run.find(_W + "rPr")
    if ours is None:
        ours = etree.Element(_W + "rPr")
        run.insert(0, ours)
    free = [each for each in theirs if ours.find(each.tag) is None] if theirs is not None else []
    extra = [each for each in free if each.tag not in generated or _untold(each)]
    if not len(ours) and not extra:
        run.remove(ours)
        return
    add_properties(ours, extra, RUN_ORDER)


def _untold(node: Element) -> bool:
    """Return whether a property says something that the program does not look at, such as a colour of the theme."""
    name = etree_name(node)
    return name in SET_ON_RUNS and bool(node.attrib) and node.get(VAL) != "0" and not trait(name, node, {})


__all__ = ["set_by_program", "take_over"]
