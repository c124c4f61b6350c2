"""The looks that a slide may take: our own design, or a designer's template in every size from its own to the smallest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from reports.errors import BrokenFileError, InputError, Place, Problem, collect
from reports.formats.pptx.design.layout_candidates import candidates, masters_by_room
from reports.formats.pptx.design.layout_choice import COVER, SECTION, Choice, choose
from reports.formats.pptx.design.layout_composition import LEAST_BODY, LEAST_TITLE, bare, composed, down, sized, sizes
from reports.formats.pptx.design.template_model import FoundLayout, Template
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.slide_grids import Setting
from reports.formats.pptx.plan.slide_model import Par, Run
from reports.formats.pptx.plan.slide_text import lines
from reports.notation.nearest_name import nearest
from reports.theme.definition import Theme
from reports.theme.text_metrics import Metrics, metrics

LEAST_COVER = 20.0
"""Points of a title on the cover."""
UNMEASURED = (1.075, 1.19)
"""Allowance for a family without a table, above that of `metrics`, regular and bold: fonts that stand in for it run wide."""
UNMEASURED_LINE = 1.37
"""Height of a line in ems of fonts that stand in for others, such as Noto Sans."""
SMALLER = 0.8
"""Share of the size of titles that is tried where theirs leaves too little room."""
EVEN = 0.65
"""Share of the size of titles down to which a smaller one is taken so that none ends in a short line."""
PRINTED, ONE_LINE = 8.0, 9.0
"""Points: the least of a footer, and down to what size it is kept on one line rather than broken over two."""


@dataclass
class Design:
    """A designer's template, made ready to be followed."""

    theme: Theme
    template: Template
    title: float = 0
    """Points of titles on slides with an exhibit: the same on all."""
    made: dict[tuple[str, str, float, float, int], Layout | None] = field(default_factory=dict)
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

    def variants(self, key: str, footer: str) -> Iterator[Layout]:
        """Yield our layout `key` as the template can show it, the best first: its own, ours below its title, ours alone.

        Where nothing is sure to fit, they follow once more with rows that stand closer, and last with rows as low as fonts
        of its own may let them be.
        """
        made: list[Layout] = []
        for ways in (self._designed, self._alone):
            for each in ways(key):
                footed = self._footed(each, footer)
                if footed or each.bare:
                    made.append(footed or each)
                    yield made[-1]
        least = min(each.look.styles["body"].size for each in made)
        small = [each for each in made if each.look.styles["body"].size == least]
        yield from (replace(each, close=True) for each in small)
        yield from (replace(each, close=True, tight=True) for each in small)

    def _designed(self, key: str) -> Iterator[Layout]:
        for each, under in self._candidates(key):
            for title, body, count in self._sizes(key, each):
                made = self._composed(key, each, title, body, under=under, count=count)
                if made:
                    yield made

    @cached_property
    def _masters(self) -> list[FoundLayout]:
        return masters_by_room(self.template, self.theme.slides)

    def _candidates(self, key: str) -> list[tuple[FoundLayout, bool]]:
        if key not in self.tried:
            self.tried[key] = candidates(key, self.choice(key), self.template, self.theme.slides)
        return self.tried[key]

    def _alone(self, key: str) -> Iterator[Layout]:
        """Yield our own layout, with smaller titles where the size of the others leaves no room for what stands below."""
        master = self._masters[0]
        for given, body, count in self._sizes(key, master):
            least = key not in (COVER, SECTION) and body <= LEAST_BODY
            for title in [given, *_smaller(given)] if least else [given]:
                look = sized(self.theme.slides, self.template, master, title, body)
                yield bare(key, look, self.template, master, self._source(""), count)

    def _sizes(self, key: str, found: FoundLayout) -> Iterator[tuple[float, float, int]]:
        """Yield sizes of titles and of text, with the lines of a subtitle: two where one is not enough in any size."""
        titles, bodies = sizes(self.template, found, self.theme.slides)
        if key in (COVER, SECTION):
            wide = [title for title in titles if title >= LEAST_COVER] or titles[:1]
            yield from (
                (title, body, 1) for body in dict.fromkeys((max(bodies[0] * 0.9, 12.0), 12.0)) for title in wide
            )
        else:
            yield from ((self.title or titles[0], body, count) for count in (1, 2) for body in bodies)

    def _source(self, layout: str) -> str:
        return f"{self.place.path}, layout “{layout}”" if layout else f"{self.place.path}, our own layout"

    def _composed(
        self, key: str, found: FoundLayout, title: float, body: float, *, under: bool, count: int = 1
    ) -> Layout | None:
        known = (key, found.part, title, body, count)
        if known not in self.made:
            look = sized(self.theme.slides, self.template, found, title, body)
            source = self._source("" if under else " ".join(found.name.split()))
            self.made[known] = composed(key, look, self.template, found, source, under_master=under, under_lines=count)
        return self.made[known]

    def _footed(self, layout: Layout, footer: str) -> Layout | None:
        """Return the layout with a footer so small that it fits its place; None where none does."""
        slot, style = layout.slot("footer"), layout.look.styles["footer"]
        font = face(layout.fonts["text"], self.theme.folder)
        steps = [replace(style, size=size, leading=round(size * 1.25, 2)) for size in down(style.size, PRINTED)]
        if slot:
            counts = [(each, len(lines(Par((Run(footer),)), each, slot.box.w, font))) for each in steps]
            one = (each for each, count in counts if count == 1 and each.size >= ONE_LINE)
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
        self.title = (even or fitting)[0]

    def _holds(self, key: str, par: Par, size: float, *, even: bool = False) -> bool:
        """Return whether a title fits in a size; where `even`, whether it does so without a short last line."""
        found, under = self._candidates(key)[0]
        body = sizes(self.template, found, self.theme.slides)[1][0]
        layout = self._composed(key, found, size, body, under=under)
        slot = layout.slot("title") if layout else None
        if layout is None or slot is None:
            return True  # it takes another layout in any case
        style = layout.look.styles["title"]
        setting = setting_of(layout, self.theme.folder)
        said = lines(par, style, slot.box.w, setting)
        short = len(said) > 1 and said[-1].width < said[0].width / 3
        return len(said) * style.leading <= slot.box.h + 0.05 and not (even and short)


def _smaller(title: float) -> list[float]:
    """Return the sizes of titles below `title`, the least one last."""
    return [size for size in (title * SMALLER, LEAST_TITLE) if LEAST_TITLE <= size < title]


def setting_of(layout: Layout, theme_folder: str) -> Metrics:
    """Return the widths of the font of titles in a designer's layout; fonts of the project lie in `theme_folder`."""
    made = face(layout.fonts["title"] or layout.fonts["text"], theme_folder)
    made = capitals(made) if layout.capitals else made
    size = layout.look.styles["title-slide" if layout.key == COVER else "title"].size
    return spaced(made, layout.spacing / size) if layout.spacing else made


@cache
def face(family: str, theme_folder: str) -> Metrics:
    """Return the widths of `family`, on the safe side where nothing here measures it."""
    found = metrics(family, theme_folder)
    if found.measured:
        return found
    regular, bold = (
        {char: wide * more for char, wide in each.items()}
        for each, more in zip(found.advances, UNMEASURED, strict=True)
    )
    return replace(found, advances=(regular, bold))


def capitals(font: Metrics) -> Metrics:
    """Return the widths of `font` where all letters are set as capitals."""
    regular, bold = ({c: each.get(c.upper(), wide) for c, wide in each.items()} for each in font.advances)
    return replace(font, advances=(regular, bold))


def spaced(font: Metrics, more: float) -> Metrics:
    """Return the widths of `font` with so many ems between letters."""
    regular, bold = ({char: wide + more for char, wide in each.items()} for each in font.advances)
    return replace(font, advances=(regular, bold))


def fitted_setting(setting: Setting, layout: Layout) -> Setting:
    """Return what texts on a slide of `layout` are set with."""
    if not layout.fonts:
        return setting
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
        return theme
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
