"""The cover of a deck: title, subtitle, strip of dots, organisation, date and version."""

from __future__ import annotations

from reports.charts.registry import KINDS
from reports.document import Blocks, Cite, Document, Figure, Inlines, Text, facts_in, walk, whole_names
from reports.domain.wording import NBSP
from reports.formats.pptx.plan.layouts import Layout
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_citations import numbers_of
from reports.formats.pptx.plan.slide_draft import Draft, misplaced, text_shape
from reports.formats.pptx.plan.slide_model import Par, PictureShape, Run, Shape
from reports.formats.pptx.plan.slide_text import lines, narrowest, runs


def cover(draft: Draft, document: Document, setting: Setting) -> list[Shape]:
    """Return the shapes of the cover; adds to `draft.found` what has no place on it."""
    info, words, ink = document.info, document.words, draft.layout.ground == "ink"
    under = draft.subtitle.inlines if draft.subtitle else info.subtitle
    texts = {
        "title": _with_whole_names(draft.heading.inlines, draft.layout, setting, ink=ink),
        "subtitle": runs(under, ink=ink),
    }
    shapes: list[Shape] = [text_shape(draft, name, (Par(said),)) for name, said in texts.items() if said]
    strip = next((block for block in draft.body if isinstance(block, Figure) and KINDS[block.spec.kind].is_strip), None)
    slot = draft.layout.slot("picture")
    if strip and slot:
        shapes.append(PictureShape("picture", slot.box, strip.spec, strip.spec.alternative, strip.where))
        shapes.append(text_shape(draft, "picture-label", (Par(_label(strip, document, ink=ink)),), strip.where))
    draft.found.extend(misplaced(draft, [block for block in draft.body if block is not strip]))
    if info.organisation and draft.layout.slot("organisation"):
        shapes.append(text_shape(draft, "organisation", (Par((Run(info.organisation, bold=True),)),)))
    shapes.append(text_shape(draft, "as-of", (Par((Run(words["as-of"].format(date=info.as_of_text)),)),)))
    version = words["version"].format(version=info.version)
    said = " · ".join(filter(None, (words["draft"] * info.draft, version, info.approved_text)))
    return [*shapes, text_shape(draft, "version", (Par((Run(said),), align="right"),))]


def _with_whole_names(title: Inlines, layout: Layout, setting: Setting, *, ink: bool) -> tuple[Run, ...]:
    """Return the title of the cover with each declared name on one line, where a line holds it."""
    slot, style = layout.slot("title"), setting.styles["title-slide"]
    par = Par(runs(whole_names(title), ink=ink))
    fits = (
        slot is not None and narrowest((par,), setting.styles, "title-slide", setting.face("title-slide")) <= slot.box.w
    )
    few = (
        slot is not None
        and len(lines(par, style, slot.box.w, setting.face("title-slide"))) <= slot.box.h // style.leading
    )
    return par.runs if fits and few else runs(title, ink=ink)


def _label(strip: Figure, document: Document, *, ink: bool) -> tuple[Run, ...]:
    """Return what a strip of dots shows, with its source marks."""
    title = strip.spec.title
    if any(isinstance(each, Cite) for each in walk(title)):
        return runs(title, ink=ink)
    cite = Cite(facts_in(strip.spec.points), numbers_of(strip.spec.points, document.book))
    return runs((*title, Text(NBSP), cite), ink=ink)


def strip_label(body: Blocks) -> Inlines:
    """Return what a strip of dots on another slide than the cover shows, with its source marks; nothing where there is none."""
    strips = [block.spec for block in body if isinstance(block, Figure) and KINDS[block.spec.kind].is_strip]
    if not strips:
        return ()
    title, points = strips[0].title, strips[0].points
    if any(isinstance(each, Cite) for each in walk(title)):
        return title
    numbers = sorted({number for point in points for number in point.numbers})
    return (*title, Text(NBSP), Cite(facts_in(points), tuple(numbers)))
