"""What a designer's style of headings does by itself: numbers them, begins pages."""

from __future__ import annotations

from dataclasses import dataclass

from reports.formats.docx.designer.designer_template import Base, compact, rename, same_styles
from reports.formats.docx.designer.heading_labels import HeadingLabels, heading_labels
from reports.formats.docx.designer.style_fitting import begins_pages
from reports.ooxml.wordprocessingml import clark

STYLE = f"{clark('w:style')}[@{clark('w:styleId')}='Heading1']"
NUMBER = f"{clark('w:pPr')}/{clark('w:numPr')}/{clark('w:numId')}"


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
    style = styles.find(STYLE)
    number = style.find(NUMBER) if style is not None else None
    if not base.numbering or number is None or number.get(clark("w:val")) == "0":
        return DesignedHeadings(begin_pages=begins_pages(styles))
    numbering = compact(base.numbering)
    rename(numbering, names)
    return DesignedHeadings(True, heading_labels(style, numbering), begins_pages(styles))
