"""The looks that a slide may take: our own design, or a designer's template in every size from its own to the smallest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from reports.errors import BrokenFileError, InputError, Place, Problem, collect
from reports.formats.pptx.design.font_widths import UNMEASURED_LINE, face, setting_of
from reports.formats.pptx.design.layout_candidates import candidates, masters_by_room
from reports.formats.pptx.design.layout_choice import COVER, SECTION, Choice, choose
from reports.formats.pptx.design.layout_composition import composed
from reports.formats.pptx.design.own_layout import bare, title_band
from reports.formats.pptx.design.template_model import FoundLayout, Ornament, Template
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.design.text_sizes import (
    LEAST_BODY,
    LEAST_COVER,
    SMALLER,
    below,
    down,
    proportion,
    sized,
    sizes,
    smaller,
)
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Par, Run
from reports.formats.pptx.plan.slide_text import lines
from reports.formats.pptx.plan.title_lines import ends_short
from reports.notation.nearest_name import nearest
from reports.theme.definition import Theme

TITLE_LINES = 2
"""Lines of a title at most for which room is made below its place."""
EVEN = 0.8
"""Share of the size of titles down to which a smaller one is taken so that none ends in a short line."""
ONE_LINES = 2 / 3
"""Share of titles that must fit as the designer meant them before others are given more lines than there is room for."""
PRINTED, ONE_LINE = 8.0, 9.0
"""Points: the least of a footer, and down to what size it is kept on one line rather than broken over two."""


@dataclass
class Design:
    """A designer's template, made ready to be followed."""

    theme: Theme
    template: Template
    title: float = 0
    """Points of titles on slides with an exhibit: the same on all."""
    made: dict[tuple[str, str, float, float, int, int, float], Layout | None] = field(default_factory=dict)
    tried: dict[str, list[tuple[FoundLayout, bool]]] = field(default_factory=dict)
    """What to try for each of our layouts, as `candidates` orders it."""
    own: set[str] = field(default_factory=set)
    """Keys of layouts that slides took from us, since the template has none for them."""

    @property
    def place(self) -> Place:
        """Return where messages say that the template lies."""
        return template_place(self.theme)

    def choice(self, key: str) -> Choice | None:
        """Return the designer's layout for ours."""
        return choose(layouts(self.theme.slides)[key], self.template, self.theme.slide_layouts.get(key, ""))

    def variants(self, key: str, footer: str, titled: Par | None = None) -> Iterator[Layout]:
        """Yield our layout `key` as the template can show it, the best first: its own, ours below its title, ours alone.

        Where nothing is sure to fit, they follow once more with rows that stand closer, and with rows as low as fonts
        of its own may let them be; last, on slides smaller than ours, all of that in sizes as much smaller.

        Args:
            key: of our layout.
            footer: what stands in it.
            titled: the title that the slide is to show.
        """
        for share in dict.fromkeys((1.0, proportion(self.template, self.theme.slides))):
            made: list[Layout] = []
            for each in chain(self._designed(key, share, titled), self._alone(key, share)):
                footed = self._footed(each, footer, share)
                if footed or each.bare:
                    made.append(footed or each)
                    yield made[-1]
            least = min(each.look.styles["body"].size for each in made)
            small = [each for each in made if each.look.styles["body"].size == least]
            yield from (replace(each, close=True) for each in small)
            yield from (replace(each, close=True, tight=True) for each in small)

    def _designed(self, key: str, share: float, titled: Par | None) -> Iterator[Layout]:
        for each, under in self._candidates(key):
            for title, body, count in self._all_sizes(key, each, share):
                made = self._composed(key, each, title, body, under=under, count=count, share=share)
                if made and titled and (need := self._title_lines(made, titled)) > 1:
                    more = self._composed(key, each, title, body, under=under, count=count, share=share, need=need)
                    made = more or made
                if made:
                    yield made

    def _title_lines(self, layout: Layout, titled: Par) -> int:
        """Return how many lines a title must be given more room for than its place has; 1 where it fits, or none helps."""
        slot = layout.slot("title")
        if slot is None or layout.key in (COVER, SECTION):
            return 1
        style = layout.look.styles["title"]
        count = len(lines(titled, style, slot.box.w, setting_of(layout, self.theme.folder)))
        return count if count == TITLE_LINES and count * style.leading > slot.box.h + 0.05 else 1

    @cached_property
    def _masters(self) -> list[FoundLayout]:
        return masters_by_room(self.template, self.theme.slides)

    def _candidates(self, key: str) -> list[tuple[FoundLayout, bool]]:
        if key not in self.tried:
            self.tried[key] = candidates(key, self.choice(key), self.template, self.theme.slides)
        return self.tried[key]

    def _alone(self, key: str, share: float) -> Iterator[Layout]:
        """Yield our own layout, first on the band of the designer's titles, with smaller ones too for want of room."""
        master = self._masters[0]
        band = self._band(key, master)
        for shown in (band, ()) if band else ((),):
            for given, body, count in self._sizes(key, master, share):
                for title in [given, *self._smaller(key, given, body, master, share)]:
                    look = sized(self.theme.slides, self.template, master, title, body, share)
                    yield bare(key, look, self.template, master, self._source(""), count, shown)

    def _band(self, key: str, master: FoundLayout) -> tuple[Ornament, ...]:
        """Return what the designer's titles stand on, for ours to stand on too: of the layout for `key`, else of the master."""
        choice = self.choice(key)
        found = choice.found if choice and choice.found.master == master.part else master
        return () if key in (COVER, SECTION) else title_band(self.template, found)

    def _all_sizes(self, key: str, found: FoundLayout, share: float) -> Iterator[tuple[float, float, int]]:
        """Yield the sizes of `_sizes`, and once more with smaller titles where those of the others leave no room."""
        whole = list(self._sizes(key, found, share))
        yield from whole
        for title, body, count in whole:
            yield from ((size, body, count) for size in self._smaller(key, title, body, found, share))

    def _smaller(self, key: str, title: float, body: float, found: FoundLayout, share: float) -> list[float]:
        """Return smaller titles to try with a text so small that no other slide should need it."""
        most = sizes(self.template, found, self.theme.slides)[1][0]
        small = key not in (COVER, SECTION) and body <= max(LEAST_BODY, most * SMALLER)
        return smaller(title, share) if small else []

    def _sizes(self, key: str, found: FoundLayout, share: float) -> Iterator[tuple[float, float, int]]:
        """Yield sizes of titles and of text, with the lines of a subtitle: two where one is not enough in any size."""
        titles, bodies = sizes(self.template, found, self.theme.slides)
        if share < 1:
            yield from below(self.title or titles[-1], share, cover=key in (COVER, SECTION))
        elif key in (COVER, SECTION):
            wide = [title for title in titles if title >= LEAST_COVER] or titles[:1]
            yield from (
                (title, body, 1) for body in dict.fromkeys((max(bodies[0] * 0.9, 12.0), 12.0)) for title in wide
            )
        else:
            yield from ((self.title or titles[0], body, count) for count in (1, 2) for body in bodies)

    def _source(self, layout: str) -> str:
        return f"{self.place.path}, layout “{layout}”" if layout else f"{self.place.path}, our own layout"

    def _composed(
        self, key: str, found: FoundLayout, title: float, body: float, *, under: bool, count: int = 1,
        need: int = 1, share: float = 1.0,
    ) -> Layout | None:  # fmt: skip
        known = (key, found.part, title, body, count, need, share)
        if known not in self.made:
            look = sized(self.theme.slides, self.template, found, title, body, share)
            source = self._source("" if under else " ".join(found.name.split()))
            self.made[known] = composed(key, look, self.template, found, source,
                                        under_master=under, under_lines=count, title_lines=need)  # fmt: skip
        return self.made[known]

    def _footed(self, layout: Layout, footer: str, share: float) -> Layout | None:
        """Return the layout with a footer so small that it fits its place; None where none does."""
        slot, style = layout.slot("footer"), layout.look.styles["footer"]
        font = face(layout.fonts["text"], self.theme.folder)
        steps = [replace(style, size=size, leading=round(size * 1.25, 2)) for size in down(style.size, PRINTED * share)]
        if slot:
            counts = [(each, len(lines(Par((Run(footer),)), each, slot.box.w, font))) for each in steps]
            one = (each for each, count in counts if count == 1 and each.size >= ONE_LINE * share)
            fits = (each for each, count in counts if count <= max(int((slot.box.h + 0.05) // each.leading), 1))
            chosen = next(one, None) or next(fits, None)
            if chosen is None:
                return None
            style = chosen
        return replace(layout, look=replace(layout.look, styles={**layout.look.styles, "footer": style}))

    def settle_titles(self, titles: Iterable[tuple[str, Par]]) -> None:
        """Choose the size of titles: the largest, from the designer's down, in which every one of `titles` fits.

        Args:
            titles: keys of layouts with the titles that they are to show.
        """
        pairs = [pair for pair in titles if pair[0] not in (COVER, SECTION)]
        found = next((each for key, _ in pairs for each, _ in self._candidates(key)[:1]), self._masters[0])
        ladder = sizes(self.template, found, self.theme.slides)[0]
        fitting = [size for size in ladder if all(self._holds(key, par, size) for key, par in pairs)] or ladder[-1:]
        even = [size for size in fitting if size >= fitting[0] * EVEN
                and all(self._holds(key, par, size, even=True) for key, par in pairs)]  # fmt: skip
        self.title = max((even or fitting)[0], self._wished(pairs, found, ladder))

    def _wished(self, pairs: Sequence[tuple[str, Par]], found: FoundLayout, ladder: Sequence[float]) -> float:
        """Return the largest size, up to that of our own titles, that is had by giving a few titles a line more; 0 for none."""
        most = min(ladder[0], self.theme.slides.styles["title"].size * proportion(self.template, self.theme.slides))
        for size in (each for each in ladder if each <= most):
            fits = [self._holds(key, par, size) for key, par in pairs]
            if sum(fits) >= ONE_LINES * len(fits) and all(
                fit or self._holds(key, par, size, need=TITLE_LINES)
                for fit, (key, par) in zip(fits, pairs, strict=True)
            ):
                return size
        return 0.0

    def _holds(self, key: str, par: Par, size: float, *, even: bool = False, need: int = 1) -> bool:
        """Return whether a title fits in a size; where `even`, whether it does so without a short last line."""
        found, under = self._candidates(key)[0]
        body = sizes(self.template, found, self.theme.slides)[1][0]
        layout = self._composed(key, found, size, body, under=under, need=need)
        slot = layout.slot("title") if layout else None
        if layout is None or slot is None:
            return True  # it takes another layout in any case
        style = layout.look.styles["title"]
        setting = setting_of(layout, self.theme.folder)
        said = lines(par, style, slot.box.w, setting)
        short = even and ends_short(said) and not slot.narrows
        return len(said) * style.leading <= slot.box.h + 0.05 and not short


def fitted_setting(setting: Setting, layout: Layout) -> Setting:
    """Return what texts on a slide of `layout` are set with."""
    if not layout.fonts:
        same = layout.look.styles is setting.styles
        return setting if same else replace(setting, styles=layout.look.styles, close=layout.close)
    font = face(layout.fonts["text"], setting.theme_folder)
    line = 0.0 if layout.tight else font.line if font.measured else UNMEASURED_LINE
    return replace(
        setting,
        styles=layout.look.styles,
        font=font,
        title_font=setting_of(layout, setting.theme_folder),
        cell_line=line,
        close=layout.close,
    )


def fitted_theme(theme: Theme, layout: Layout) -> Theme:
    """Return the look that a slide of `layout` is drawn in: of the designer's template where there is one."""
    if layout.colours is None:
        return replace(theme, slides=layout.look)
    fonts = replace(theme.fonts, office=layout.fonts["text"] or theme.fonts.office)
    return replace(theme, colours=layout.colours, slides=layout.look, fonts=fonts, paints=layout.paints)


def template_place(theme: Theme) -> Place:
    """Return where messages say that the designer's template of a theme lies."""
    return Place(theme.base_names.get("pptx") or f"{theme.folder}/deck.pptx")


def design_of(theme: Theme) -> Design | None:
    """Return the designer's template of the theme, made ready; None where there is none.

    Raises:
        InputError: the file is no presentation.
    """
    if "pptx" not in theme.base:
        return None
    try:
        made = Design(theme, template_of(theme.base["pptx"]))
        collect(_unknown(made))
        return made
    except (BrokenFileError, KeyError) as failure:
        raise InputError(
            [
                Problem(
                    template_place(theme),
                    f"is no presentation ({failure.__cause__ or failure})",
                    "save it again in PowerPoint",
                )
            ]
        ) from None


def _unknown(design: Design) -> Iterator[Problem]:
    """Yield a problem for each layout that the project's map names and the template has not."""
    names = [" ".join(each.name.split()) for each in design.template.layouts]
    for key, wanted in design.theme.slide_layouts.items():
        if design.choice(key) is None:
            what = f"has no layout {wanted!r}, which layouts: in theme.yaml names for {key}{nearest(wanted, names)}"
            yield Problem(design.place, what, f"use one of {', '.join(names)}" if names else "take the map away")
