"""Document → slides: which block fills which placeholder, where it stands, what the source line and the notes say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from reports.document import (
    Block,
    Blocks,
    Document,
    Equation,
    Figure,
    Heading,
    Inlines,
    Notes,
    Paragraph,
    Picture,
    SourceList,
    Table,
    Text,
    facts_in,
    plain,
)
from reports.domain.wording import source_dated, source_names
from reports.errors import InputError, Place, Problem, collect
from reports.formats.pptx.design.designed_slides import design_of, fitted_setting
from reports.formats.pptx.design.lack_of_room import told_of_template
from reports.formats.pptx.plan.arrangement import arrange, source_text
from reports.formats.pptx.plan.cover_slide import cover, strip_label
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.page_blocks import without_pages
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_citations import numbers_of, source_paragraphs
from reports.formats.pptx.plan.slide_draft import Draft, misplaced, text_shape
from reports.formats.pptx.plan.slide_grids import source_grids
from reports.formats.pptx.plan.slide_limits import problems, unfit
from reports.formats.pptx.plan.slide_looks import SlideLooks, looks_for
from reports.formats.pptx.plan.slide_model import Deck, Par, Run, Shape, Slide
from reports.formats.pptx.plan.slide_text import runs
from reports.formats.pptx.plan.slide_warnings import warnings
from reports.formats.pptx.plan.speaker_notes import notes_text
from reports.formats.pptx.plan.title_lines import balanced, evened
from reports.theme.definition import Theme
from reports.theme.text_metrics import metrics


def plan(document: Document, theme: Theme) -> Deck:
    """Return the slides of `document`, every text decided and proved to fit.

    A level-1 heading opens a slide; its attributes are layout, seconds, section, cut and backup. The first plain
    paragraph is the subtitle; the other blocks fill the placeholders of the layout in order; Notes are what the presenter says.

    Raises:
        InputError: all that does not fit or has no place, with template, slide and by how much.
    """
    document = replace(document, blocks=without_pages(document.blocks))
    design, own = design_of(theme), layouts(theme.slides)
    text, head = theme.fonts.office, theme.fonts.office_headings
    font, title_font = metrics(text, theme.folder), None if head == text else metrics(head, theme.folder)
    setting = Setting(theme.slides.styles, font, document.words, title_font, theme_folder=theme.folder)
    title = plain(document.info.title)
    footer = _footer(document, title)
    written = [(blocks, section, _layout_name(blocks)) for blocks, section in _sections(document)]
    looks = looks_for([(key, _titled(blocks)) for blocks, _, key in written], own, setting, theme, design)
    made = [_fitted(blocks, section, looks, footer, document, setting, theme) for blocks, section, _ in written]
    drafts, slides = [draft for draft, _ in made], tuple(slide for _, each in made for slide in each)
    unread = frozenset(draft.where for draft in drafts if draft.unread)
    found = [*_outside(document), *(each for draft in drafts if draft.where not in unread for each in draft.found)]
    known = {draft.layout.key: draft.layout for draft in drafts}
    deck = Deck(document.info, title, footer, slides, facts_version=document.facts_version)
    found += problems(deck, document, known, setting, theme, unread)
    collect(told_of_template(found, design, lambda: _fits_alone(document, theme)) if design else found)
    return replace(deck, warnings=(*looks.notes(slides, theme), *warnings(deck, known, setting, theme)))


def _fitted(
    blocks: Blocks, section: str, looks: SlideLooks, footer: str, document: Document, setting: Setting, theme: Theme
) -> tuple[Draft, tuple[Slide, ...]]:
    """Return a draft and its slides in the first of their looks in which everything fits, else in the last.

    A list of sources, which goes on on further slides, takes the look that needs the fewest.
    """
    best: tuple[Draft, tuple[Slide, ...]] | None = None
    for layout in looks.variants(_layout_name(blocks), footer, _titled(blocks)):
        suited = fitted_setting(setting, layout)
        draft = _draft(blocks, layout, section, looks.own)
        slides = tuple(_slides(draft, document, suited))
        if looks.certain or not _too_tight(slides, layout, suited, document, theme):
            best = best if best and len(best[1]) <= len(slides) else (draft, slides)
            if len(slides) == 1:
                break
    return best or (draft, slides)


def _fits_alone(document: Document, theme: Theme) -> bool:
    """Return whether the deck fits in our own design."""
    try:
        plan(document, replace(theme, base={key: data for key, data in theme.base.items() if key != "pptx"}))
    except InputError:
        return False
    return True


def _too_tight(slides: Sequence[Slide], layout: Layout, setting: Setting, document: Document, theme: Theme) -> bool:
    return any(any(unfit(slide, layout, setting, document.info.language, theme)) for slide in slides)


def _titled(blocks: Blocks) -> Par:
    heading = blocks[0]
    assert isinstance(heading, Heading)
    return Par(runs(heading.inlines))


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


def _layout_name(blocks: Blocks) -> str:
    """Return the key of the layout that the heading of a slide names, else of one that its blocks ask for."""
    heading, *rest = blocks
    assert isinstance(heading, Heading)
    return heading.attribute("layout") or _guess(rest)


def _draft(blocks: Blocks, layout: Layout, section: str, own: Mapping[str, Layout]) -> Draft:
    heading, *rest = blocks
    assert isinstance(heading, Heading)
    name = _layout_name(blocks)
    notes = tuple(block for block in rest if isinstance(block, Notes))
    body = [block for block in rest if not isinstance(block, Notes)]
    first = body[0] if body else None
    subtitle = first if isinstance(first, Paragraph) and _is_subtitle(first) else None
    kept = tuple(body[1:] if subtitle else body)
    draft = Draft(heading, layout, subtitle, kept, notes, section)
    if name not in own:
        draft.found.append(Problem(draft.where, f"there is no layout {name!r}", f"use one of {', '.join(own)}"))
    return draft


def _is_subtitle(block: Paragraph) -> bool:
    """Return whether a first paragraph is the subtitle; an equation on a line of its own needs the height of the body."""
    return block.role == "body" and not any(isinstance(each, Equation) and each.display for each in block.inlines)


def _guess(blocks: Sequence[Block]) -> str:
    """Return the layout that the blocks ask for where the heading names none."""
    kinds = {type(block) for block in blocks}
    return "sources" if SourceList in kinds else "chart" if kinds & {Figure, Picture} else "table"


# ── One slide ────────────────────────────────────────────────────────────────────────────────────


def _slides(draft: Draft, document: Document, setting: Setting) -> Iterator[Slide]:
    listing = next((block for block in draft.body if isinstance(block, SourceList)), None)
    if listing is not None:
        yield from _source_slides(draft, listing, document, setting)
    elif draft.layout.key in ("title", "section"):
        shapes = cover(draft, document, setting) if draft.layout.key == "title" else _section(draft, setting)
        yield _slide(draft, document, [balanced(shapes[0], setting), *shapes[1:]])
    else:
        yield _slide(draft, document, [*_head(draft, setting), *arrange(draft, document, setting)])


def _source_slides(draft: Draft, listing: SourceList, document: Document, setting: Setting) -> Iterator[Slide]:
    """Yield the source list; where it is longer than a slide, it goes on on the next one."""
    box = draft.layout.look.boxes["content"]
    names = [f"[{each.number}] {each.short}" for each in listing.sources]
    grids = source_grids(_listed(listing, document), names, "main", box, setting, listing.where)
    foot = source_paragraphs(draft.body, document, analysis=False)
    draft.found.extend(misplaced(draft, [block for block in draft.body if block is not listing]))
    for part, grid in enumerate(grids, 1):
        shapes = [*_head(draft, setting, part), grid, *source_text(draft, foot, setting)]
        yield _slide(draft, document, shapes, part)


def _listed(listing: SourceList, document: Document) -> list[tuple[str, str, str, str]]:
    words = document.words
    unstated, stop = words["no-publisher"], words["full-stop"]
    undated, comma = words["undated"], words["key-separator"]
    return [(str(each.number), each.title, source_names(each, unstated, stop), source_dated(each, undated, comma))
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
        draft.layout if draft.layout.colours or draft.layout.smaller else None,
    )


def _whole(draft: Draft, key: str, cure: str) -> int:
    """Return the whole number under `key` of the heading, 0 where there is none."""
    text = draft.heading.attribute(key, "0")
    if text.isdecimal():
        return int(text)
    draft.found.append(Problem(draft.where, f"{key}={text!r} is no whole number", f"write {cure}"))
    return 0


def _head(draft: Draft, setting: Setting, part: int = 1) -> list[Shape]:
    ink = draft.layout.ground == "ink"
    said = runs(draft.heading.inlines, ink=ink) + ((Run(f" ({part})"),) if part > 1 else ())
    title = text_shape(draft, "title", (Par(said),))
    shapes: list[Shape] = [evened(title, draft.layout.slot("title"), setting)]
    own, label = draft.subtitle.inlines if draft.subtitle else (), strip_label(draft.body)
    under = (*own, Text(" · "), *label) if own and label else own or label or _measure(draft.body)
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


def _section(draft: Draft, setting: Setting) -> list[Shape]:
    draft.found.extend(misplaced(draft, draft.body))
    return _head(draft, setting)
