"""What stands in the way of a good talk but of no build: titles, notes, sources and timing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.charts.native.parts import NAME_CURE, no_room_for_names, unnamed
from reports.errors import Problem
from reports.formats.pptx.design.designed_slides import fitted_setting, fitted_theme
from reports.formats.pptx.plan.layouts import Layout
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_limits import COVERS, in_points, place_of, shown_layout
from reports.formats.pptx.plan.slide_model import ChartShape, Deck, Slide, TextShape
from reports.formats.pptx.plan.slide_text import lines
from reports.formats.pptx.plan.speaker_notes import NOTES_HEIGHT, cuts, notes_height, pace, spoken_words
from reports.formats.pptx.plan.title_lines import ends_short
from reports.theme.definition import Theme

TIMING = 15
"""Seconds that the sum of the slides may differ from the length of the talk."""
CUT_TIMING = 30
"""Seconds that the slides of a shorter talk may differ from its length."""


def warnings(deck: Deck, look: Mapping[str, Layout], setting: Setting, theme: Theme) -> Iterator[Problem]:
    """Yield what stands in the way of a good talk but of no build: titles, notes and timing."""
    for before, slide in zip((None, *deck.slides), deck.slides, strict=False):
        layout = shown_layout(slide, look)
        yield from _title_break(slide, layout, fitted_setting(setting, layout))
        if before is None or slide.where is None or before.where != slide.where:  # else it goes on with that one
            yield from _notes(slide, deck.info.language)
        yield from _unsourced(slide)
        for shape in slide.shapes:
            if isinstance(shape, ChartShape):
                yield from _unnamed(slide, shape, deck.info.language, fitted_theme(theme, layout))
        over = notes_height(slide.notes, setting.font) - NOTES_HEIGHT
        if over > 0:
            yield Problem(place_of(slide), f"the notes of the slide “{slide.title}” are {in_points(over)} longer than a page",
                          "shorten them, or cite fewer facts")  # fmt: skip
    yield from _cuts(deck)
    total, planned = sum(slide.seconds for slide in deck.slides), deck.info.minutes * 60
    if planned and abs(total - planned) > TIMING and deck.slides:
        yield Problem(
            place_of(deck.slides[0]),
            f"the slides take {total // 60}:{total % 60:02d} minutes, but the talk has {deck.info.minutes}",
            "change seconds= of the slides or minutes: in report.yaml",
        )


def _cuts(deck: Deck) -> Iterator[Problem]:
    """Yield a problem for a shorter talk whose slides take another time than it has."""
    for minutes, slides in cuts(deck).items():
        total = sum(slide.seconds for slide in slides)
        if abs(total - minutes * 60) > CUT_TIMING:
            yield Problem(
                place_of(slides[0]),
                f"the slides of the cut of {minutes} minutes take {total // 60}:{total % 60:02d}",
                f"change seconds= of the slides, or cut={minutes}",
            )


def _title_break(slide: Slide, layout: Layout, setting: Setting) -> Iterator[Problem]:
    slot = layout.slot("title")
    shape = next((s for s in slide.shapes if isinstance(s, TextShape) and s.slot == "title"), None)
    if slot is None or shape is None or layout.ground == "ink":
        return
    broken = lines(shape.paragraphs[0], setting.styles[slot.style], shape.box.w, setting.face(slot.style))
    if ends_short(broken):
        yield Problem(place_of(slide), f"the title “{slide.title}” ends in a short line: “{broken[-1].text}”",
                      "shorten it to one line, or balance it")  # fmt: skip


def _unsourced(slide: Slide) -> Iterator[Problem]:
    """Yield a problem where a slide shows neither sources nor that it is analysis."""
    if slide.layout not in COVERS and not any(shape.slot == "source" for shape in slide.shapes):
        yield Problem(place_of(slide), f"the slide “{slide.title}” cites no source",
                      "cite what it rests on, or say below it that it is analysis")  # fmt: skip


def _notes(slide: Slide, language: str) -> Iterator[Problem]:
    least, most = spoken_words(language)
    if not slide.spoken:
        yield Problem(place_of(slide), f"the slide “{slide.title}” has no notes", "write what the presenter says")
    elif slide.backup:
        if slide.seconds:
            yield Problem(place_of(slide), f"the slide “{slide.title}” is backup and has a time in the talk",
                          "delete seconds= or backup=yes")  # fmt: skip
    elif slide.spoken * 60 > (slide.seconds + TIMING) * pace(language):
        need = slide.spoken * 60 // pace(language)
        what = f"the notes of the slide “{slide.title}” take {need} seconds to say, not {slide.seconds}"
        yield Problem(place_of(slide), what, f"cut them, or give the slide seconds={need}")
    elif slide.layout not in COVERS and not least <= slide.spoken <= most:
        yield Problem(place_of(slide), f"the notes of the slide “{slide.title}” have {slide.spoken} words",
                      f"aim at {least} to {most}")  # fmt: skip


def _unnamed(slide: Slide, shape: ChartShape, language: str, theme: Theme) -> Iterator[Problem]:
    """Yield a note where points of a chart stay without their names."""
    box = shape.box
    names = unnamed(shape.spec, theme, "slides", width_pt=box.w, height_pt=box.h, language=language)
    if names:
        what = no_room_for_names(shape.spec, names, f"on the slide “{slide.title}”")
        yield Problem(shape.where or place_of(slide), what, NAME_CURE)
