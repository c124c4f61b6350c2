"""Document → slides: which block fills which placeholder, where it stands, what the source line and the notes say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reports.charts.registry import KINDS
from reports.document import (
    Block,
    Blocks,
    Cite,
    Document,
    Figure,
    Heading,
    Inlines,
    Name,
    Notes,
    Paragraph,
    SourceList,
    Table,
    Text,
    facts_in,
    plain,
    walk,
)
from reports.domain.wording import NBSP, source_dated, source_names
from reports.errors import Place, Problem, collect
from reports.formats.pptx.plan.arrangement import arrange, source_text
from reports.formats.pptx.plan.designer_template import font_of, layouts_of
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.slide_citations import numbers_of, source_paragraphs
from reports.formats.pptx.plan.slide_draft import Draft, misplaced, text_shape
from reports.formats.pptx.plan.slide_grids import Setting, source_grids
from reports.formats.pptx.plan.slide_limits import problems, warnings
from reports.formats.pptx.plan.slide_model import Deck, Par, PictureShape, Run, Shape, Slide, TextShape
from reports.formats.pptx.plan.slide_text import lines, narrowest, runs
from reports.formats.pptx.plan.speaker_notes import notes_text
from reports.theme.definition import Theme
from reports.theme.text_metrics import metrics


def plan(document: Document, theme: Theme) -> Deck:
    """Return the slides of `document`, every text decided and proved to fit.

    A level-1 heading opens a slide; its attributes are layout, seconds, section, cut and backup. The first plain
    paragraph is the subtitle; the other blocks fill the placeholders of the layout in order; Notes are what the presenter says.

    Raises:
        InputError: all that does not fit or has no place, with template, slide and by how much.
    """
    look = layouts_of(theme)
    setting = Setting(theme.slides.styles, metrics(font_of(theme)), document.words)
    drafts = [_draft(blocks, look, theme, section) for blocks, section in _sections(document)]
    slides = tuple(slide for draft in drafts for slide in _slides(draft, document, setting))
    unread = frozenset(draft.where for draft in drafts if draft.unread)
    found = [*_outside(document), *(each for draft in drafts if draft.where not in unread for each in draft.found)]
    title = plain(document.info.title)
    known = {draft.layout.key: draft.layout for draft in drafts}
    deck = Deck(document.info, title, _footer(document, title), slides, facts_version=document.facts_version)
    collect([*found, *problems(deck, document, known, setting, theme, unread)])
    return replace(deck, warnings=tuple(warnings(deck, known, setting)))


def _footer(document: Document, title: str) -> str:
    info, words = document.info, document.words
    as_of = words["as-of-inside"].format(date=info.as_of_text)
    return " · ".join([*([words["draft"]] if info.draft else []), title, as_of])


# ── Taking the document apart ────────────────────────────────────────────────────────────────────


def _starts(document: Document) -> list[int]:
    return [at for at, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]


def _sections(document: Document) -> Iterator[tuple[Blocks, str]]:
    section = plain(document.info.title)
    for start, stop in pairwise([*_starts(document), len(document.blocks)]):
        heading = document.blocks[start]
        assert isinstance(heading, Heading)
        section = heading.attribute("section", section)
        yield document.blocks[start:stop], section


def _outside(document: Document) -> list[Problem]:
    first = next(iter(_starts(document)), len(document.blocks))
    cure = "begin with a heading such as '# What the slide says'"
    return [
        Problem(getattr(block, "where", None) or Place(document.info.id), "stands before the first slide", cure)
        for block in document.blocks[:first]
    ]


def _draft(blocks: Blocks, look: Mapping[str, Layout], theme: Theme, section: str) -> Draft:
    heading, *rest = blocks
    assert isinstance(heading, Heading)
    name = heading.attribute("layout") or _guess(rest)
    notes = tuple(block for block in rest if isinstance(block, Notes))
    body = [block for block in rest if not isinstance(block, Notes)]
    first = body[0] if body else None
    subtitle = first if isinstance(first, Paragraph) and first.role == "body" else None
    kept = tuple(body[1:] if subtitle else body)
    own = layouts(theme.slides)
    draft = Draft(heading, look.get(name) or own.get(name, own["table"]), subtitle, kept, notes, section)
    if name not in look:
        file = f" in {theme.folder}/deck.pptx" if name in own else ""
        draft.found.append(Problem(draft.where, f"there is no layout {name!r}{file}", f"use one of {', '.join(look)}"))
    return draft


def _guess(blocks: Sequence[Block]) -> str:
    """Return the layout that the blocks ask for where the heading names none."""
    kinds = {type(block) for block in blocks}
    return "sources" if SourceList in kinds else "chart" if Figure in kinds else "table"


# ── One slide ────────────────────────────────────────────────────────────────────────────────────


def _slides(draft: Draft, document: Document, setting: Setting) -> Iterator[Slide]:
    listing = next((block for block in draft.body if isinstance(block, SourceList)), None)
    if listing is not None:
        yield from _source_slides(draft, listing, document, setting)
    elif draft.layout.key in ("title", "section"):
        shapes = _cover(draft, document, setting) if draft.layout.key == "title" else _section(draft)
        yield _slide(draft, document, [_balanced(shapes[0], setting), *shapes[1:]])
    else:
        yield _slide(draft, document, [*_head(draft), *arrange(draft, document, setting)])


def _source_slides(draft: Draft, listing: SourceList, document: Document, setting: Setting) -> Iterator[Slide]:
    """Yield the source list; where it is longer than a slide, it goes on on the next one."""
    box = draft.layout.look.boxes["content"]
    grids = source_grids(_listed(listing, document), "main", box, setting, plain(draft.heading.inlines), listing.where)
    foot = source_paragraphs(draft.body, document, analysis=False)
    draft.found.extend(misplaced(draft, [block for block in draft.body if block is not listing]))
    for part, grid in enumerate(grids, 1):
        shapes = [*_head(draft, part), grid, *source_text(draft, foot, setting)]
        yield _slide(draft, document, shapes, part)


def _listed(listing: SourceList, document: Document) -> list[tuple[str, str, str, str]]:
    unstated, undated = document.words["no-publisher"], document.words["undated"]
    return [(str(each.number), each.title, source_names(each, unstated), source_dated(each, undated))
            for each in listing.sources]  # fmt: skip


def _slide(draft: Draft, document: Document, shapes: Sequence[Shape], part: int = 1) -> Slide:
    heading, first = draft.heading, part == 1
    seconds = _whole(draft, "seconds", "such as seconds=60") if first else 0
    shown = (heading.inlines, draft.subtitle, draft.body, draft.notes)
    facts, numbers = facts_in(shown), numbers_of(shown, document.book)
    said = draft.notes if first else ()
    backup = heading.attribute("backup", "no") == "yes"
    notes, spoken = notes_text(said, None if backup else seconds, numbers, document.words, document.book)
    return Slide(
        heading.id if first else f"{heading.id}-{part}",
        draft.layout.key,
        plain(heading.inlines) + ("" if first else f" ({part})"),
        tuple(shapes),
        notes,
        spoken,
        seconds,
        draft.section,
        facts,
        numbers,
        draft.where,
        _whole(draft, "cut", "such as cut=5, the minutes of the shorter talk"),
        backup,
    )


def _whole(draft: Draft, key: str, cure: str) -> int:
    """Return the whole number under `key` of the heading, 0 where there is none."""
    text = draft.heading.attribute(key, "0")
    if text.isdecimal():
        return int(text)
    draft.found.append(Problem(draft.where, f"{key}={text!r} is no whole number", f"write {cure}"))
    return 0


def _head(draft: Draft, part: int = 1) -> list[Shape]:
    ink = draft.layout.ground == "ink"
    said = runs(draft.heading.inlines, ink=ink) + ((Run(f" ({part})"),) if part > 1 else ())
    shapes: list[Shape] = [text_shape(draft, "title", (Par(said),))]
    under = draft.subtitle.inlines if draft.subtitle else _measure(draft.body)
    if under:
        where = draft.subtitle.where if draft.subtitle else None
        shapes.append(text_shape(draft, "subtitle", (Par(runs(under, ink=ink)),), where))
    return shapes


def _measure(body: Blocks) -> Inlines:
    """Return the subtitle of the only chart or table of a slide: its measure, place, period and unit."""
    found = [
        block.spec.subtitle if isinstance(block, Figure) else block.subtitle
        for block in body
        if isinstance(block, Figure | Table)
    ]
    return found[0] if len(found) == 1 else ()


def _balanced(title: Shape, setting: Setting) -> Shape:
    """Return a title of several lines in a box so narrow that they come out equally long; no break is typed."""
    if not isinstance(title, TextShape):
        return title
    style, box = setting.styles["title-slide"], title.box
    count = len(lines(title.paragraphs[0], style, box.w, setting.font))
    steps = (box.w * share / 100 for share in range(50, 100))
    room = next((w for w in steps if len(lines(title.paragraphs[0], style, w, setting.font)) == count), box.w)
    return replace(title, box=replace(box, w=room)) if count > 1 else title


def _section(draft: Draft) -> list[Shape]:
    draft.found.extend(misplaced(draft, draft.body))
    return _head(draft)


def _cover(draft: Draft, document: Document, setting: Setting) -> list[Shape]:
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
    whole = tuple(Name(e.actor_id, e.text.replace(" ", NBSP)) if isinstance(e, Name) else e for e in title)
    par = Par(runs(whole, ink=ink))
    fits = slot is not None and narrowest((par,), setting.styles, "title-slide", setting.font) <= slot.box.w
    few = slot is not None and len(lines(par, style, slot.box.w, setting.font)) <= slot.box.h // style.leading
    return par.runs if fits and few else runs(title, ink=ink)


def _label(strip: Figure, document: Document, *, ink: bool) -> tuple[Run, ...]:
    """Return what a strip of dots shows, with its source marks."""
    title = strip.spec.title
    if any(isinstance(each, Cite) for each in walk(title)):
        return runs(title, ink=ink)
    cite = Cite(facts_in(strip.spec.points), numbers_of(strip.spec.points, document.book))
    return runs((*title, Text(NBSP), cite), ink=ink)
