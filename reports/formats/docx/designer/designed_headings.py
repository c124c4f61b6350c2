"""What a designer's style of headings does by itself: numbers them, begins pages."""

from __future__ import annotations

from dataclasses import dataclass

from reports.formats.docx.designer.designer_template import Base, compact, rename, same_styles
from reports.formats.docx.designer.heading_labels import HeadingLabels, heading_labels
from reports.formats.docx.designer.style_fitting import begins_pages
from reports.ooxml.wordprocessingml import clark

STYLE = "Heading1"
"""Id of the style, however the file calls it."""
NUMBER = f"{clark('w:style')}[@{clark('w:styleId')}='{STYLE}']/{clark('w:pPr')}/{clark('w:numPr')}/{clark('w:numId')}"
"""Where the style names its list (ISO/IEC 29500-1, 17.9.18)."""


@dataclass(frozen=True, slots=True)
class DesignedHeadings:
    """Headings of the first level, as the style of a designer's file has them."""

    listed: bool = False
    """Whether its list numbers them."""
    labels: HeadingLabels | None = None
    """How, where that can be told."""
    begin_pages: bool = False


def designed_headings(base: Base) -> DesignedHeadings:
    """Return what the headings of a designer's file do by their style; nothing where there is no file."""
    if not base.styles:
        return DesignedHeadings()
    styles = compact(base.styles)
    rename(styles, names := same_styles(styles))
    found = styles.find(NUMBER)
    number = found.get(clark("w:val"), "") if found is not None else ""
    if not base.numbering or number in ("", "0"):
        return DesignedHeadings(begin_pages=begins_pages(styles))
    numbering = compact(base.numbering)
    rename(numbering, names)
    return DesignedHeadings(True, heading_labels(STYLE, number, numbering), begins_pages(styles))
