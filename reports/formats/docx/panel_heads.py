"""Heads of panels, and which panels no page parts."""

from __future__ import annotations

from reports.document import Panel, Paragraph, plain
from reports.formats.docx.inlines import runs
from reports.formats.docx.writing_state import Frame, Writing
from reports.ooxml.wordprocessingml import Element, paragraph, run, w

SHORT = 700
"""Characters of an analysis that a designer's page holds whole: some eight lines."""


def stays_whole(block: Panel, writing: Writing) -> bool:
    """Return whether no page parts a panel; an analysis may run over the end of one, on a designer's page if it is long."""
    if block.kind != "analysis":
        return True
    said = [plain(each.inlines) for each in block.blocks if isinstance(each, Paragraph)]
    return writing.theme.word.fixed_page and len(said) == len(block.blocks) and sum(map(len, said)) <= SHORT


def panel_title(block: Panel, frame: Frame, writing: Writing, *, whole: bool = False) -> list[Element]:
    """Return the head of a panel.

    In one that is `whole` it need not keep with what follows: programs take that for the whole box, and draw it to the
    table below. Our own pages are made up with that.
    """
    said = writing.document.words
    analysis = block.kind == "analysis"
    content = runs(block.title, writing)
    if analysis:
        content = [run(said["analysis"], "CaptionLabel"), *([run(": ", "CaptionLabel"), *content] if content else [])]
    if not content:
        return []
    free = [w("keepNext", val=0)] if whole and writing.theme.word.fixed_page else []
    made = [paragraph("PanelHeading", *writing.bookmark(writing.key("gt", frame), *content), properties=free)]
    return (
        [*made, paragraph("AnalysisNote", *writing.bookmark(writing.key("gn", frame), run(said["analysis-note"])))]
        if analysis
        else made
    )
