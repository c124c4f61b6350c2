"""What is told of a designer's template in which a deck does not fit: one problem of the template, not one of each slide."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.errors import Problem
from reports.formats.pptx.design.designed_slides import Design

FEW = 3
"""Problems up to which each is told at its place, and of more how many are named."""


def told_of_template(found: Sequence[Problem], design: Design, fits_alone: Callable[[], bool]) -> list[Problem]:
    """Return what to tell of `found`: one problem of the template where it alone is the reason for many.

    Args:
        found: what does not fit, or has no place.
        design: the template.
        fits_alone: says whether the deck fits without it.
    """
    if len(found) <= FEW or not fits_alone():
        return list(found)
    template = design.template
    shown = "; ".join(each.what.partition(f", in {design.place.path}")[0] for each in sorted(found)[:FEW])
    what = (
        f"has too little room for this deck, even in our own layouts at the smallest sizes: {shown}, and "
        f"{len(found) - FEW} more; its slides are {template.width:.0f} × {template.height:.0f} pt"
    )
    cure = "use a template with larger slides, or with less around them, or shorten what is named; try-design shows it"
    return [Problem(design.place, what, cure)]
