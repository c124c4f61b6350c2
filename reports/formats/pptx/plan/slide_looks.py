"""The looks that slides may take: our design, our design in smaller sizes, or a designer's template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.errors import Problem
from reports.formats.pptx.design.designed_slides import Design
from reports.formats.pptx.plan.house_sizes import HouseSizes, runs_wider, said_of_sizes, title_size
from reports.formats.pptx.plan.layouts import Layout
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Par, Slide
from reports.theme.definition import Theme


@dataclass(frozen=True)
class SlideLooks:
    """What slides may look like, the best first."""

    own: Mapping[str, Layout]
    """Our layouts, by key."""
    ways: Design | HouseSizes | None = None
    """What else there is to try; None where each slide has one look."""

    @property
    def certain(self) -> bool:
        """Return whether a slide has one look, whatever fits."""
        return self.ways is None

    def variants(self, key: str, footer: str, title: Par) -> Iterator[Layout]:
        """Yield the layouts that a slide may take, the best first; an unknown `key` takes those of tables."""
        known = key if key in self.own else "table"
        match self.ways:
            case None:
                yield self.own[known]
            case HouseSizes():
                yield from self.ways.variants(known)
            case Design():
                yield from self.ways.variants(known, footer, title)

    def notes(self, slides: Sequence[Slide], theme: Theme) -> Iterator[Problem]:
        """Yield what to tell whoever builds: slides that are not as the design, or the designer, has them."""
        if isinstance(self.ways, HouseSizes):
            yield from said_of_sizes(slides, theme)
        elif self.ways:
            yield from _own_layouts(slides, self.ways)


def looks_for(
    titles: Sequence[tuple[str, Par]], own: Mapping[str, Layout], setting: Setting, theme: Theme, design: Design | None
) -> SlideLooks:
    """Return the looks of the slides of a deck, whose `titles` come with the keys of their layouts."""
    if design:
        design.settle_titles(pair for pair in titles if pair[0] in own)
        return SlideLooks(own, design)
    if runs_wider(theme):
        return SlideLooks(own, HouseSizes(theme.slides, title_size(titles, theme.slides, setting)))
    return SlideLooks(own)


def _own_layouts(slides: Sequence[Slide], design: Design) -> Iterator[Problem]:
    """Yield a note of the slides for which the template has no layout, or none with room."""
    mine = [slide for slide in slides if isinstance(slide.fitted, Layout) and slide.fitted.master]
    if mine:
        titles = ", ".join(f"“{slide.title}”" for slide in mine)
        which = "any slide; all" if len(mine) == len(slides) else f"{len(mine)} of {len(slides)} slides, which"
        what = f"has no layout with room for {which} take ours in its theme" + f": {titles}" * (len(mine) < len(slides))
        yield Problem(design.place, what, "try-design shows what it lacks; layouts: in theme.yaml names others")
