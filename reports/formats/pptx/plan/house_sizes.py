"""Our own design in smaller sizes: for a house's font that runs wider than the one the sizes were made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.errors import Place, Problem
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Par, Slide
from reports.formats.pptx.plan.slide_text import lines
from reports.theme.definition import LOOK_FILE, Box, SlideTheme, Theme
from reports.theme.text_metrics import run_length

OURS = "Calibri"
"""The family that sizes and places were made for."""
WIDER = 1.005
"""How much wider another may run before smaller sizes are tried."""
SHARES = (0.95, 0.9, 0.875)
"""Of the sizes of our design, down to which texts of a slide go."""
LEAST_TEXT = 14.0
LEAST: Mapping[str, float] = {
    "title": 24, "title-slide": 32, "quote": 24, "tile-value": 32, "body": 18, "panel-label": 18, "table-text": 18,
    "source": 10, "footer": 10,
}  # fmt: skip
"""Points below which nothing is set, by style; `LEAST_TEXT` of those that are not named."""
TITLED = frozenset({"title", "section"})
"""Layouts whose titles have another style than those of other slides."""


def runs_wider(theme: Theme) -> bool:
    """Return whether the house's font for decks, or that of its titles, runs wider than the one of our design."""
    fonts = {theme.fonts.office, theme.fonts.office_headings}
    return max(run_length(each, theme.folder) for each in fonts) > WIDER * run_length(OURS)


@dataclass
class HouseSizes:
    """Our layouts for a font that runs wide, in every size that is tried."""

    look: SlideTheme
    title: float
    """Points of titles, the same on all slides."""
    made: dict[tuple[float, int], Mapping[str, Layout]] = field(default_factory=dict)

    def variants(self, key: str) -> Iterator[Layout]:
        """Yield a layout in sizes from those of the design down, last with rows that stand closer.

        Where a subtitle is too long in any size, all follow once more with two lines for it.
        """
        for under in (1, 2):
            for share in (1.0, *SHARES):
                made = _evened(self._made(share, under)[key])
                plain = share == 1.0 and under == 1 and self.title == self.look.styles["title"].size
                yield made if plain else _spelled(made)
            yield replace(_spelled(made), close=True)

    def _made(self, share: float, under: int) -> Mapping[str, Layout]:
        if (share, under) not in self.made:
            self.made[share, under] = layouts(lowered(smaller(self.look, share, self.title), under))
        return self.made[share, under]


def _evened(layout: Layout) -> Layout:
    """Return a layout whose title may stand in a narrower box: it was worded for another font, and may end in a short line."""
    narrow = [replace(each, narrows="left") if each.style == "title" else each for each in layout.slots]
    return replace(layout, slots=tuple(narrow))


def _spelled(layout: Layout) -> Layout:
    """Return a layout whose slides spell their sizes, since those of the master are others."""
    return replace(layout, smaller=True, slots=tuple(replace(slot, spelled=True) for slot in layout.slots))


def smaller(look: SlideTheme, share: float, title: float) -> SlideTheme:
    """Return the look with its texts at a share of their sizes, and titles at `title` points."""
    sizes = {name: min(style.size, max(LEAST.get(name, LEAST_TEXT), round(style.size * share * 2) / 2))
             for name, style in look.styles.items()} | {"title": title}  # fmt: skip
    return replace(
        look,
        styles={
            name: replace(style, size=sizes[name], leading=round(style.leading * sizes[name] / style.size, 2))
            for name, style in look.styles.items()
        },
    )


def lowered(look: SlideTheme, under: int) -> SlideTheme:
    """Return the look with so many lines for the subtitle, at the cost of what stands below it."""
    more = (under - 1) * look.styles["subtitle"].leading
    subtitle, content = look.boxes["subtitle"], look.boxes["content"]
    boxes = {"subtitle": replace(subtitle, h=subtitle.h + more),
             "content": replace(content, y=content.y + more, h=content.h - more)}  # fmt: skip
    return replace(look, boxes={**look.boxes, **boxes})


def title_size(titles: Sequence[tuple[str, Par]], look: SlideTheme, setting: Setting) -> float:
    """Return the largest size of titles, from that of the design down, in which every one fits.

    Args:
        titles: keys of layouts with the titles that they are to show.
        look: our design.
        setting: what they are set with.
    """
    own, box = look.styles["title"].size, look.boxes["title"]
    sizes = [own - step for step in range(int(own - LEAST["title"]) + 1)]
    shown = [par for key, par in titles if key not in TITLED]
    return next((size for size in sizes if all(_fits(par, size, look, box, setting) for par in shown)), sizes[-1])


def _fits(par: Par, size: float, look: SlideTheme, box: Box, setting: Setting) -> bool:
    style = smaller(look, 1.0, size).styles["title"]
    return len(lines(par, style, box.w, setting.face("title"))) * style.leading <= box.h


def said_of_sizes(slides: Sequence[Slide], theme: Theme) -> Iterator[Problem]:
    """Yield a note of the slides whose text is smaller than that of the design."""
    mine = [slide for slide in slides if isinstance(slide.fitted, Layout) and slide.fitted.smaller]
    if mine:
        titles = ", ".join(f"“{slide.title}”" for slide in mine)
        what = f"sets {len(mine)} of {len(slides)} slides smaller, since {theme.fonts.office} runs wider than {OURS}: {titles}"
        yield Problem(Place(LOOK_FILE), what, "shorten their texts, or leave it so")
