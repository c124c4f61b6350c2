"""The look as data: colours, fonts, sizes and positions. `load` reads it; writers and charts obey it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.document import Image

SLIDE_LAYOUTS = (
    "title", "whole-story", "section", "chart", "chart-points", "two-columns", "table", "key-figures", "timeline",
    "quote", "gaps", "decision", "sources",
)  # fmt: skip
"""Layouts of slides by the keys that authors write."""
LOOK_FILE = "theme/theme.yaml"
"""What messages call the file of the look, where they tell what follows from it."""
LETTER_MM = {"width": 215.9, "height": 279.4}


@dataclass(frozen=True, slots=True)
class Colours:
    """Named colours, `#RRGGBB` each; the name says the role, so that a theme may change the hue."""

    ink: str
    primary: str
    focus: str
    panel: str
    muted: str
    context: str
    hairline: str
    swatch: str
    paper: str
    panel_rule: str
    primary_tint: str
    focus_tint: str
    focus_on_ink: str
    text_on_ink: str
    context_on_ink: str
    mark_on_ink: str

    def __getitem__(self, name: str) -> str:
        """Return the colour `name`, written with `-` or `_`."""
        return str(getattr(self, name.replace("-", "_")))


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of the theme of an Office file, or one spelled out."""

    shown: str
    """`#RRGGBB`, as it looks."""
    scheme: str = ""
    """Its name in the theme, such as 'accent1'; empty for one that is spelled out."""
    mod: int = 100
    """Per cent of its lightness."""
    off: int = 0
    """Per cent of lightness added."""
    more: tuple[tuple[str, int], ...] = ()
    """What else is done to it, in this order: names and values of transforms, such as ('satMod', 33000) (20.1.2.3)."""

    @property
    def changes(self) -> tuple[tuple[str, int], ...]:
        """Return all that is done to the colour of the theme, in the words and units of DrawingML."""
        usual = ("lumMod", self.mod * 1000, 100_000), ("lumOff", self.off * 1000, 0)
        return (*((name, value) for name, value, nothing in usual if value != nothing), *self.more)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families."""

    office: str
    """Word and PowerPoint: one that every Office has."""
    text: str
    """PDF, charts and the evidence page: comes as a package."""
    title: str
    """Title of the PDF and the evidence page."""
    headings: str = ""
    """Titles and headings in Word and PowerPoint; empty for the family of their text."""
    machine: bool = False
    """Whether fonts that are installed on the machine are taken too."""

    @property
    def office_headings(self) -> str:
        """Return the family of titles and headings in Word and PowerPoint."""
        return self.headings or self.office


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set; lengths in points, but for the indent."""

    size: float
    leading: float
    weight: int
    colour: str
    """Name of a colour in `Colours`."""
    before: float = 0
    after: float = 0
    keep_next: bool = False
    right_indent_mm: float = 0
    hanging: float = 0
    border_top: float = 0
    border_bottom: float = 0
    tab_right_mm: float = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points from its upper left corner."""

    x: float
    y: float
    w: float
    h: float


POINTS_A_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class WordTheme:
    """Page and paragraph styles of the Word brief."""

    page_mm: Mapping[str, float]
    """width, height."""
    margins_mm: Mapping[str, float]
    """left, right, top, top-first-page, bottom, header, footer."""
    styles: Mapping[str, TextStyle]

    fixed_page: bool = False
    """Whether the page is a designer's, whatever paper a report asks for."""
    front_fits: bool = True
    """Whether a page holds what stands before the first chapter, as ours does; else that chapter begins no page."""

    def paper_mm(self, paper: str) -> Mapping[str, float]:
        """Return width and height of 'A4', which stands for the paper of the theme, or of 'Letter'."""
        return LETTER_MM if paper == "Letter" and not self.fixed_page else self.page_mm

    def text_mm(self, paper: str = "") -> tuple[float, float]:
        """Return width and height of what lies within the margins of a page of `paper`, in millimetres."""
        page, margins = self.paper_mm(paper), self.margins_mm
        wide = page["width"] - margins["left"] - margins["right"]
        return wide, page["height"] - margins["top"] - margins["bottom"]


@dataclass(frozen=True, slots=True)
class SlideTheme:
    """Size, placeholders and text styles of the slides, in points."""

    width: float
    height: float
    margin: float
    boxes: Mapping[str, Box]
    styles: Mapping[str, TextStyle]
    scale: float = 1.0
    """How large distances are that no box states, such as the width of a column of points; less in small templates."""


@dataclass(frozen=True)
class Theme:
    """One look for all formats."""

    colours: Colours
    fonts: Fonts
    word: WordTheme
    slides: SlideTheme
    css: str
    """Style sheet of the PDF, defaults first, then the project's."""
    folder: str = ""
    """Where the project's theme lies; the only place style sheets may fetch from."""
    base: Mapping[str, bytes] = field(default_factory=dict)
    """A designer's own base file by format: 'docx', 'pptx'."""
    base_names: Mapping[str, str] = field(default_factory=dict)
    """What messages call that file, by format."""
    slide_layouts: Mapping[str, str] = field(default_factory=dict)
    """Our layouts of slides to the names of a designer's that stand in for them."""
    paints: Mapping[str, Paint] | None = None
    """Colours by role as the theme of a designer's file has them; None for our own, of which `ooxml.theme_places` tells."""
    logo: Image | None = None
    """Of the organisation, on light ground; stands on the first page and on the slide master."""
    logo_on_dark: Image | None = None
    """The same for the dark ground of the cover; where there is none, the other stands there on a light plate."""
    notes: tuple[str, ...] = ()
    """What to tell whoever builds, each with its place: files in the folder that nothing reads."""
