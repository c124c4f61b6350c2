"""Word parts from right to left: paragraphs, runs, tables and sections say their direction.

Done on finished parts, so that nothing is missed, whoever wrote it. Left and right of paragraphs, tabs and tables mean start
and end in them, as Word reads them (ISO/IEC 29500-4, 14.11; [MS-OI29500] 2.1.48), so that only what is meant by sides changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.document import ReportInfo
from reports.formats.docx.part_digits import in_digits
from reports.formats.docx.script_runs import run_like, set_script, set_scripts
from reports.languages.registry import is_rtl
from reports.ooxml.wordprocessingml import Element, clark, w
from reports.theme.bidirectional import RLM, line_pieces
from reports.theme.scripts import LRM, Stretch


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(clark(f"w:{name}") for name in names)


AFTER_ALIGN = _tags(
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)
"""What stands behind w:jc in w:pPr (17.3.1.26, CT_PPrBase)."""
AFTER_BIDI = (
    *_tags(
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"
    ),
    *AFTER_ALIGN,
)
"""What stands behind w:bidi there."""
AFTER_SPACING = (*_tags("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"), *AFTER_ALIGN)
"""What stands behind w:spacing there."""
TALL = (*_tags("drawing", "pict", "object"), clark("m:oMath"))
"""What may be taller than a line of text."""
BEFORE_VISUAL = _tags("tblStyle", "tblpPr", "tblOverlap")
"""What stands before w:bidiVisual in w:tblPr (17.4.60, CT_TblPrBase)."""
AFTER_SECTION = _tags("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
"""What stands behind w:bidi in w:sectPr (17.6.17, CT_SectPr)."""
SOURCE_MARK = re.compile(r"\[\d+\]")
BREAK = "\n"
"""Stands for a tab or the end of a line, over which no stretch runs."""


def finished(part: Element, info: ReportInfo) -> Element:
    """Return `part` in the digits of its report, turned in place where its language runs from right to left, scripts set."""
    language, part = info.language, in_digits(part, info.digits)
    return from_right(part, language) if is_rtl(language) else set_scripts(part)


def from_right(part: Element, language: str) -> Element:
    """Turn `part`, in place, to run from right to left in `language` (BCP 47), and return it."""
    for each in [*part.iter(clark("w:p"))]:
        _turn_paragraph(each)
        _cut_runs(each, language)
    for each in part.iter(clark("w:tblPr")):
        if each.getparent().tag == clark("w:tbl") and each.find(clark("w:bidiVisual")) is None:  # type: ignore[union-attr]
            _behind(each, w("bidiVisual"), BEFORE_VISUAL)
    for each in part.iter(clark("w:sectPr")):
        turn_section(each)
    return part


def turn_section(section: Element) -> None:
    """Turn the properties of a section: columns run from the right, and the margins at the sides change places."""
    _before(section, w("bidi"), AFTER_SECTION)
    for margins in section.iter(clark("w:pgMar")):
        left, right = (margins.get(clark(f"w:{side}"), "0") for side in ("left", "right"))
        margins.set(clark("w:left"), right)
        margins.set(clark("w:right"), left)


def turn_properties(properties: Element) -> None:
    """Say in w:pPr that a paragraph runs from right to left.

    Figures keep the right, where their last digits stand below each other: that is where lines begin.
    """
    if properties.find(clark("w:bidi")) is None:
        _before(properties, w("bidi"), AFTER_BIDI)
    for align in properties.findall(clark("w:jc")):
        if align.get(clark("w:val")) == "right":
            properties.remove(align)


def _turn_paragraph(paragraph: Element) -> None:
    """Turn a paragraph; one of a drawing alone stands at the right, since LibreOffice turns words of charts round in others."""
    properties = paragraph.find(clark("w:pPr"))
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    if paragraph.find(f".//{clark('w:drawing')}") is not None and not list(paragraph.iter(clark("w:t"))):
        _before(properties, w("bidi", val=0), AFTER_BIDI)
        _before(properties, w("jc", val="right"), AFTER_ALIGN)
        return
    turn_properties(properties)
    if next(paragraph.iter(*TALL), None) is not None:
        _loosen(properties)


def _loosen(properties: Element) -> None:
    """Let lines grow with what is taller than letters; those of text stand at an exact distance (17.3.1.33)."""
    spacing = properties.find(clark("w:spacing"))
    if spacing is None:
        spacing = w("spacing")
        _before(properties, spacing, AFTER_SPACING)
    spacing.attrib.update(w("spacing", line=240, lineRule="auto").attrib)


def _before(parent: Element, made: Element, later: tuple[str, ...]) -> None:
    place = next((at for at, child in enumerate(parent) if child.tag in later), len(parent))
    parent.insert(place, made)


def _behind(parent: Element, made: Element, earlier: tuple[str, ...]) -> None:
    parent.insert(sum(child.tag in earlier for child in parent), made)


# ── Runs ─────────────────────────────────────────────────────────────────────────────────────────


def _cut_runs(paragraph: Element, language: str) -> None:
    """Cut the runs of a paragraph where script or order changes; stretches are found in its whole line, over its runs."""
    written = list(_texts(paragraph))
    line = [BREAK if each is None else each.text or "" for each in written]
    for each, pieces in zip(written, line_pieces(line, language), strict=True):
        if each is not None and pieces:
            _replace(each, pieces)


def _texts(paragraph: Element) -> Iterator[Element | None]:
    """Yield the texts of a paragraph in their order; None for what ends a stretch."""
    ends = {clark(f"w:{tag}") for tag in ("tab", "br", "footnoteReference", "drawing")}
    for node in paragraph.iter(clark("w:t"), *ends):
        run = node.getparent()
        if run is None or run.tag != clark("w:r") or next(node.iterancestors(clark("w:p"))) is not paragraph:
            continue
        yield node if node.tag == clark("w:t") else None


def _replace(node: Element, pieces: Sequence[tuple[Stretch, str]]) -> None:
    """Put a run of each piece in the place of the run around a text; what else is in that run goes with the last or first."""
    run = node.getparent()
    assert run is not None
    if [child for child in run if child.tag not in (clark("w:rPr"), clark("w:t"))]:
        node.text = "".join(said for _, said in pieces)  # a run of several things is of the stretch that it begins with
        properties = run.find(clark("w:rPr"))
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        set_script(properties, pieces[0][0])
        return
    for stretch, said in pieces:
        run.addprevious(run_like(run, stretch, _whole(said)))
    run.getparent().remove(run)  # type: ignore[union-attr]  # a run stands in a paragraph


def _whole(said: str) -> str:
    """Return a source mark with marks of direction at its ends: in between LibreOffice ends lines where direction changes."""
    return f"{RLM}{LRM}{said}{LRM}" if SOURCE_MARK.fullmatch(said) else said
