"""The order of rows and blocks in a file, as the new file has it."""

from __future__ import annotations

from collections.abc import Mapping

from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"


def in_new_order(parent: Element, ranks: Mapping[Element, int]) -> bool:
    """Put the children of `parent` into the order of their `ranks`; return whether that changed anything.

    One without a rank stays behind the child that it stands behind, and the properties of a section stay last.
    """
    runs: list[tuple[int, list[Element]]] = [(-1, [])]
    for child in parent:
        if child in ranks:
            runs.append((ranks[child], []))
        if child.tag != _W + "sectPr":
            runs[-1][1].append(child)
    ordered = sorted(runs, key=lambda run: run[0])
    if ordered == runs:
        return False
    last = parent.findall(_W + "sectPr")
    for child in [*(child for _, children in ordered for child in children), *last]:
        parent.remove(child)
        parent.append(child)
    return True
