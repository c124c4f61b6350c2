"""The layouts of the master as data: which placeholders each has, where they stand and which blocks they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal as OneOf

from reports.document import (
    Block,
    Columns,
    Definitions,
    Figure,
    List,
    Panel,
    Paragraph,
    Picture,
    Quote,
    SourceList,
    Table,
    Tiles,
)
from reports.formats.pptx.plan.slide_model import Insets
from reports.theme.definition import Box, Colours, Paint, SlideTheme

PlaceholderType = OneOf["title", "ctrTitle", "subTitle", "body", "obj", "tbl", "chart", "pic", "ftr", "sldNum"]
Ground = OneOf["paper", "ink"]

Kinds = frozenset[type[Block]]
"""Block types that a placeholder takes."""
CONTENT = ("main", "points", "tiles")
"""Slots that exhibits and running text fill."""
TEXT: Kinds = frozenset({Paragraph, List})
GRID: Kinds = frozenset({Table, Definitions, Panel})
ANY = TEXT | GRID | {Figure, Picture, Tiles, Quote}

GUTTER = 24.0
POINTS_WIDTH = 248.0
PANEL_HEIGHT = 48.0
PANEL_INSETS = Insets(18, 10, 18, 10)
PANEL_MARGIN = 8.0
"""Between the sentence panel and the bottom of the content."""
PANEL_GAP = 16.0
"""Between the exhibit and the sentence panel below it."""
HEAD_GAP = 8.0
"""Between the heading of a column and what stands below it."""
STORY_TOP = 166.0
"""Top of what stands below the tiles, from the top of the content."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout."""

    name: str
    kind: PlaceholderType
    index: int
    """`p:ph/@idx`: the same for the same role in every layout, so that a change of layout keeps the content."""
    box: Box
    style: str
    """Name of a slide text style."""
    prompt: str
    """What an empty placeholder says: a key of `prompts` in `languages/*.yaml`; empty for nothing."""
    anchor: OneOf["t", "ctr", "b"] = "t"
    colour: str = ""
    """Name of a theme colour, where it is not that of the style."""
    bold: bool = False
    fill: str = ""
    insets: Insets = field(default_factory=Insets)
    align: OneOf["left", "center", "right"] = "left"
    spelled: bool = False
    """Whether slides repeat the text style: readers that find placeholders by type alone take it for the subtitle."""
    accepts: Kinds = field(default_factory=frozenset)
    plain: bool = False
    """Whether it is a shape of its own on slides, since the designer's layout has no placeholder for it."""
    followed: bool = False
    """Whether it is a designer's placeholder, whose look is kept but for the size that was measured."""
    plain_letters: bool = False
    """Whether slides undo the capitals and the spacing that a designer's placeholder has, which nothing measures."""
    narrows: OneOf["", "left", "center", "right"] = ""
    """On which side words stand in a box that may be made narrower, so that no line is left short; empty where none may."""
    spacing: float = 0.0
    """Points between letters that slides say, where the designer's are meant for larger ones; 0 for nothing to say."""
    paints: Mapping[str, Paint] = field(default_factory=dict)
    """Colours by role on what it stands on, in a designer's template; empty for those of the layout."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A named layout."""

    key: str
    """As authors write it: `{layout=whole-story}`."""
    name: str
    """As PowerPoint shows it."""
    slots: tuple[Slot, ...]
    look: SlideTheme
    """The boxes and styles that it was made from."""
    ground: Ground = "paper"
    word_limit: int = 40
    """Most words of running text; 0 for no limit."""
    part: str = ""
    """Part of the designer's layout that slides take; empty for one that is made by script."""
    master: str = ""
    """Part of the designer's master under which it is made; empty where all of the file is."""
    bare: bool = False
    """Whether what stands on the master beside placeholders is hidden, but for what is `kept`."""
    kept: tuple[tuple[str, str], ...] = ()
    """Parts and ids of a designer's shapes that are shown all the same: its title stands on them, or nothing does."""
    paints: Mapping[str, Paint] = field(default_factory=dict)
    """Colours by role on the ground of its content, in a designer's template; empty for those of our theme."""
    colours: Colours | None = None
    """The same for charts; None for those of our theme."""
    plate: Box | None = None
    """What is laid below the content, since nothing can be read on all of the designer's ground; None for nothing."""
    smaller: bool = False
    """Whether its texts are smaller than those of our design, for a font that runs wider."""
    close: bool = False
    """Whether rows of tables may stand closer than is handsome."""
    tight: bool = False
    """Whether cells of tables may be as low as they are set, though some programs then make them taller."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Families of 'text' and 'title' in a designer's template; empty for that of our theme."""
    capitals: bool = False
    """Whether the designer sets titles in capitals."""
    spacing: float = 0.0
    """Points that the designer adds between the letters of titles."""
    source: str = ""
    """What messages call it: 'templates/theme/deck.pptx, layout “Titel und Inhalt”'; empty for our own design."""

    def slot(self, name: str) -> Slot | None:
        """Return the slot `name`, or None."""
        return next((slot for slot in self.slots if slot.name == name), None)


def layouts(look: SlideTheme) -> Mapping[str, Layout]:
    """Return every layout by its key, at the boxes of the theme."""
    found = (
        Layout("title", "Title", _cover(look), look, "ink", 0),
        Layout("whole-story", "Whole story", _plain(look, _tiles(look), _story(look)), look, word_limit=0),
        Layout("section", "Section", _section(look), look, "ink"),
        _content(look, "chart", "Headline + chart", _main(look, ANY)),
        _content(look, "chart-points", "Headline + chart + points", *_chart_points(look)),
        _content(look, "two-columns", "Two columns", *_halves(look)),
        _content(look, "table", "Table", _main(look, ANY)),
        _content(look, "key-figures", "Key figures", _tiles(look), _below(look)),
        _content(look, "timeline", "Timeline", _main(look, ANY)),
        _content(look, "quote", "Quote", _quote(look)),
        _content(look, "gaps", "What we do not know", _main(look, ANY)),
        _content(look, "decision", "Decision", _main(look, ANY)),
        Layout("sources", "Sources", _plain(look, _list(look)), look, word_limit=0),
    )
    return {layout.key: layout for layout in found}


def _plain(look: SlideTheme, *mains: Slot) -> tuple[Slot, ...]:
    return (*_head(look), *mains, _source(look), *_foot(look))


def _content(look: SlideTheme, key: str, name: str, *mains: Slot) -> Layout:
    panel = Slot(
        "panel", "body", 16, panel_box(look, 1), "body", "sentence", "ctr",
        fill="panel", insets=PANEL_INSETS, accepts=frozenset({Panel}),
    )  # fmt: skip
    return Layout(key, name, _plain(look, *mains, panel), look)


def panel_box(look: SlideTheme, lines: int) -> Box:
    """Return where a sentence panel of so many lines stands: its bottom is fixed."""
    content = look.boxes["content"]
    leading = look.styles["body"].leading
    one = max(PANEL_HEIGHT * look.scale, leading + PANEL_INSETS.top + PANEL_INSETS.bottom)
    height = one + (lines - 1) * leading
    return Box(content.x, content.y + content.h - PANEL_MARGIN - height, content.w, height)


def _head(look: SlideTheme) -> tuple[Slot, Slot]:
    return (
        Slot("title", "title", 0, look.boxes["title"], "title", "finding", "b"),
        Slot("subtitle", "body", 13, look.boxes["subtitle"], "subtitle", "measure"),
    )


def _source(look: SlideTheme) -> Slot:
    return Slot("source", "body", 17, look.boxes["source"], "source", "source", spelled=True)


def _foot(look: SlideTheme, colour: str = "", number_colour: str = "ink") -> tuple[Slot, Slot]:
    footer, number = look.boxes["footer"], look.boxes["slide-number"]
    beside = number.x - footer.x - 4  # in a designer's template, the number may stand on the left
    narrow = replace(footer, w=min(footer.w, beside)) if beside > 0 else footer
    return (
        Slot("footer", "ftr", 11, narrow, "footer", "footer", "b", colour),
        Slot("number", "sldNum", 12, number, "footer", "", "b", number_colour, bold=True, align="right"),
    )


def _main(look: SlideTheme, accepts: Kinds) -> Slot:
    return Slot("main", "obj", 14, _upper(look), "body", "exhibit", accepts=accepts)


def _upper(look: SlideTheme) -> Box:
    content, panel = look.boxes["content"], panel_box(look, 1)
    return replace(content, h=panel.y - PANEL_GAP - content.y)


def _tiles(look: SlideTheme) -> Slot:
    content = look.boxes["content"]
    box = replace(content, h=STORY_TOP * look.scale - PANEL_GAP)
    return Slot("tiles", "obj", 15, box, "tile-label", "tiles", accepts=frozenset({Tiles}))


def _below(look: SlideTheme) -> Slot:
    upper = _upper(look)
    top = STORY_TOP * look.scale
    box = replace(upper, y=upper.y + top, h=upper.h - top)
    return Slot("main", "obj", 14, box, "body", "meaning", accepts=ANY)


def _story(look: SlideTheme) -> Slot:
    content = look.boxes["content"]
    top = STORY_TOP * look.scale
    box = replace(content, y=content.y + top, h=content.h - top)
    return Slot("main", "obj", 14, box, "body", "story", accepts=TEXT | GRID)


def _list(look: SlideTheme) -> Slot:
    accepts = frozenset({SourceList, *ANY})
    return Slot("main", "obj", 14, look.boxes["content"], "subtitle", "sources", accepts=accepts)


def _headed(look: SlideTheme, left: Slot, right: Slot) -> tuple[Slot, ...]:
    """Return two columns, each below a placeholder for its heading; without one, the column takes that room too."""
    tall = look.styles["table-head"].leading
    found = []
    for index, slot in ((23, left), (24, right)):
        box = slot.box
        head = replace(box, h=tall)
        lowered = replace(box, y=box.y + tall + HEAD_GAP, h=box.h - tall - HEAD_GAP)
        found += [
            Slot(f"{slot.name}-head", "body", index, head, "table-head", "column"),
            replace(slot, box=lowered),
        ]
    return tuple(found)


def _chart_points(look: SlideTheme) -> tuple[Slot, ...]:
    upper = _upper(look)
    narrow = POINTS_WIDTH * look.scale
    left = replace(upper, w=upper.w - narrow - GUTTER)
    right = replace(upper, x=left.x + left.w + GUTTER, w=narrow)
    return _headed(
        look,
        Slot("main", "obj", 14, left, "body", "chart", accepts=frozenset({Figure, Picture})),
        Slot("points", "obj", 15, right, "body", "points", accepts=TEXT | GRID),
    )


def _halves(look: SlideTheme) -> tuple[Slot, ...]:
    upper = _upper(look)
    left = replace(upper, w=(upper.w - GUTTER) / 2)
    right = replace(left, x=left.x + left.w + GUTTER)
    return _headed(
        look,
        Slot("main", "obj", 14, left, "body", "one-side", accepts=ANY | {Columns}),
        Slot("points", "obj", 15, right, "body", "other-side", accepts=ANY),
    )


def _quote(look: SlideTheme) -> Slot:
    upper = _upper(look)
    box = replace(upper, w=upper.w * 0.85)
    return Slot("main", "obj", 14, box, "body", "quote", accepts=frozenset({Quote, *TEXT}))


def _section(look: SlideTheme) -> tuple[Slot, ...]:
    boxes = look.boxes
    return (
        Slot("title", "title", 0, boxes["cover-title"], "title-slide", "part", "b"),
        Slot("subtitle", "body", 13, boxes["cover-subtitle"], "body", "part-about", colour="text-on-ink"),
        *_foot(look, "text-on-ink", "text-on-ink"),
    )


def _cover(look: SlideTheme) -> tuple[Slot, ...]:
    boxes, meta = look.boxes, look.boxes["cover-meta"]
    third = meta.w / 3
    label = frozenset({Figure})
    pale = "text-on-ink"
    return (
        Slot("title", "ctrTitle", 0, boxes["cover-title"], "title-slide", "title", "b"),
        Slot("subtitle", "subTitle", 13, boxes["cover-subtitle"], "body", "about", colour=pale),
        Slot("picture", "pic", 19, boxes["cover-picture"], "subtitle", "dots", accepts=label),
        Slot("picture-label", "body", 20, boxes["cover-picture-label"], "subtitle", "dots-label", colour=pale),
        Slot("organisation", "body", 25, boxes["cover-organisation"], "subtitle", "organisation", colour="paper", bold=True),
        Slot("as-of", "body", 21, replace(meta, w=third), "subtitle", "as-of", colour=pale),
        Slot("version", "body", 22, replace(meta, x=meta.x + third, w=meta.w - third), "subtitle", "version", colour=pale,
             align="right"),
    )  # fmt: skip
