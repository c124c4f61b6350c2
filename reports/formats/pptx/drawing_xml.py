"""DrawingML in small: lengths, colours, runs and paragraphs as XML text (ECMA-376 Part 1, §20.1, §21.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from html import escape

from lxml import etree

from reports.charts.drawing import ground
from reports.document import Equation
from reports.domain.wording import Speech
from reports.formats.pptx.plan.slide_model import Insets, Par, Run
from reports.formats.pptx.plan.slide_text import LIST_INDENT, leading
from reports.languages.registry import is_rtl, language
from reports.ooxml.equation_xml import m, omath
from reports.ooxml.theme_places import SLIDES
from reports.theme.bidirectional import line_pieces
from reports.theme.definition import Box, Paint, TextStyle, Theme
from reports.theme.scripts import LRM, Script, Stretch, stretches

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MATHS_FONT = "Cambria Math"
ALIGN = {"left": "l", "right": "r", "center": "ctr"}
DASH = "–"
DASH_FONT = "Arial"
"""What PowerPoint sets its own markers in; a marker in a theme font comes out too small and too high in LibreOffice."""

SHIFTS = {"sub": -25000, "super": 30000}
"""How far words stand below and above the line, in thousandths of a per cent of their size, as PowerPoint sets them."""

HERE = Stretch("")
"""No stretch of another script."""

LinkTo = Callable[[str], tuple[str, str]]
"""Address or `#id` of a slide → relationship id and `action`, empty for an address."""


def emu(points: float) -> int:
    """Return points as English Metric Units."""
    return round(points * 12700)


def attribute(text: str) -> str:
    """Return `text` safe inside double quotes."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def offset(box: Box, prefix: str = "a") -> str:
    """Return the xfrm that places `box`."""
    return (
        f'<{prefix}:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></{prefix}:xfrm>'
    )


@dataclass(frozen=True)
class Pen:
    """Spells text and colours in one theme and language."""

    theme: Theme
    language: str
    """BCP 47."""
    paints: Mapping[str, Paint] = field(default_factory=dict)
    """Colours by role in a designer's template; empty for our own theme, which has a colour for each."""
    face: str = ""
    """Font that runs with a style of their own say; empty where they get it from what they stand in."""

    def on(self, paints: Mapping[str, Paint]) -> Pen:
        """Return a pen with the colours for another ground, where there are any."""
        return replace(self, paints=paints) if paints else self

    @property
    def speech(self) -> Speech:
        """Return the words that the program prints by itself in the language."""
        return language(self.language)

    def colour(self, name: str) -> str:
        """Return the colour `name`: of the theme where it is one of its twelve, else as RGB."""
        key = name.replace("_", "-")
        if key in self.paints:
            return _painted(self.paints[key])
        if key in SLIDES:
            return f'<a:schemeClr val="{SLIDES[key]}"/>'
        return f'<a:srgbClr val="{self.theme.colours[key].lstrip("#").upper()}"/>'

    def solid(self, name: str) -> str:
        """Return a solid fill; 'primary/40' is two fifths of the colour on paper."""
        name, _, share = name.partition("/")
        if share:
            rgb = ground(self.theme.colours, int(share)).lstrip("#")
            return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'
        return f"<a:solidFill>{self.colour(name)}</a:solidFill>"

    def style(self, name: str) -> TextStyle:
        """Return the slide text style `name`."""
        return self.theme.slides.styles[name]

    def line_spacing(self, style: TextStyle, points: float = 0) -> str:
        """Return the leading in points.

        Multiples would depend on who renders: PowerPoint counts the font's line gap (Calibri: 0.22 em), LibreOffice's
        slides do not. In points, what `fit` proves holds in both.
        """
        return f'<a:lnSpc><a:spcPts val="{round((points or style.leading) * 100)}"/></a:lnSpc>'

    def dash(self) -> str:
        """Return the marker of a list item."""
        colour = f"<a:buClr>{self.colour('primary')}</a:buClr>"
        return f'{colour}<a:buSzPct val="100000"/><a:buFont typeface="{DASH_FONT}"/><a:buChar char="{DASH}"/>'

    def run_properties(
        self, tag: str, style: TextStyle | None, run: Run, link: LinkTo | None = None, stretch: Stretch = HERE
    ) -> str:
        """Return rPr, endParaRPr or defRPr: of `style`, or with `style` None only what differs from it.

        A `stretch` of another script says its language and the font that Office has for it.
        """
        bold = run.bold or (style is not None and style.weight >= 600)
        attributes = f'lang="{run.language or stretch.language or self.language}"'
        attributes += f' sz="{round(style.size * 100)}"' if style else ""
        attributes += f' b="{int(bold)}"' if bold or style else ""
        attributes += ' i="1"' if run.italic and not stretch.script else ""
        attributes += ' strike="sngStrike"' if run.struck else ""
        attributes += f' baseline="{SHIFTS[run.shifted]}"' if run.shifted else ""
        name = run.colour or (style.colour if style else "")
        inside = self.solid(name) if name else ""
        if stretch.script:
            inside += script_font(stretch.script)
        else:
            inside += f'<a:latin typeface="{self.face}"/>' if self.face and style else ""
            if is_rtl(self.language) and run.text:  # figures count as letters of their neighbours
                inside += '<a:cs typeface="+mn-lt"/>'
        if run.link and link:
            rel, action = link(run.link)
            inside += f'<a:hlinkClick r:id="{rel}"' + (f' action="{action}"/>' if action else "/>")
        return f'<a:{tag} {attributes} dirty="0">{inside}</a:{tag}>'

    def paragraph(self, par: Par, style: TextStyle | None, link: LinkTo, *, spaced: bool = True) -> str:
        """Return `par`; `style` None takes size, leading and colour from the placeholder."""
        properties = self._paragraph_properties(par, style, spaced=spaced)
        written = self._written(par)
        said = "".join(self._run(run, pieces, style, link) for run, pieces in zip(par.runs, written, strict=True))
        end = self.run_properties("endParaRPr", style, Run(""))
        return f"<a:p>{properties}{said}{end}</a:p>"

    def _paragraph_properties(self, par: Par, style: TextStyle | None, *, spaced: bool) -> str:
        level = par.level + bool(par.marker)
        attributes = f' lvl="{level}"' if level else ""
        attributes += f' algn="{ALIGN[par.align]}"' if par.align != "left" else ""
        bullet = ""
        if style is not None and level:  # a table cell has no list levels of its own
            attributes += f' marL="{emu(LIST_INDENT * level)}" indent="{-emu(LIST_INDENT) if par.marker else 0}"'
        if par.marker == "number":
            bullet = f'<a:buClr>{self.colour("primary")}</a:buClr><a:buFont typeface="+mj-lt"/>'
            bullet += '<a:buAutoNum type="arabicPeriod"/>'
        elif par.marker and style is not None:
            bullet = self.dash()
        elif level and not par.marker:
            attributes += "" if style is not None else ' indent="0"'
            bullet = "<a:buNone/>"
        inside = self.line_spacing(style, leading(par, style)) if style else ""
        inside = (
            self.line_spacing(self.style(par.fitted), leading(par, self.style(par.fitted))) if par.fitted else inside
        )
        inside += f'<a:spcBef><a:spcPts val="{round(par.before * 100)}"/></a:spcBef>' if spaced else ""
        return f"<a:pPr{attributes}>{inside}{bullet}</a:pPr>" if attributes or inside or bullet else ""

    def _written(self, par: Par) -> tuple[tuple[tuple[Stretch, str], ...], ...]:
        """Return the stretches of each run, cut where script or order changes, with marks that keep their order."""
        texts = [run.text for run in par.runs]
        if is_rtl(self.language):
            return line_pieces(texts, self.language)
        return tuple(tuple((each, each.text + LRM * each.rtl) for each in stretches(text)) for text in texts)

    def _run(self, run: Run, pieces: Sequence[tuple[Stretch, str]], style: TextStyle | None, link: LinkTo) -> str:
        if run.equation:
            return equation(run.equation, self.run_properties("rPr", style, Run("")))
        found = ""
        for stretch, said in pieces:
            properties = self.run_properties("rPr", style, run, link, stretch)
            parts = (
                f"<a:r>{properties}<a:t>{escape(part, quote=False)}</a:t></a:r>" if part else ""
                for part in said.split("\n")
            )
            found += f"<a:br>{self.run_properties('rPr', style, run)}</a:br>".join(parts)
        return found


def script_font(script: Script) -> str:
    """Return the font of a script (21.1.2.3.1)."""
    said = " ".join(f'{name}="{value}"' for name, value in script.slide_font.items())
    slots = ("latin", "ea") if script.slot == "any" else (script.slot,)
    return "".join(f"<a:{slot} {said}/>" for slot in slots)


def equation(made: Equation, properties: str) -> str:
    """Return an equation as PowerPoint 2010 and later keep it in a paragraph ([MS-ODRAWXML] 2.3.1, a14:m)."""
    inside = f'<a:latin typeface="{MATHS_FONT}"/></a:rPr>'
    look = etree.fromstring(f"<a:look {NAMESPACES}>{properties.removesuffix('</a:rPr>')}{inside}</a:look>")[0]
    found = omath(made.mathml, lambda: deepcopy(look))
    whole = m("oMathPara", found) if made.display else found
    etree.cleanup_namespaces(whole)
    return f'<a14:m xmlns:a14="{A14}">{etree.tostring(whole, encoding="unicode")}</a14:m>'


def _painted(paint: Paint) -> str:
    """Return a colour of a designer's theme, lightened or darkened as PowerPoint's menu does (20.1.2.3.20)."""
    if not paint.scheme:
        return f'<a:srgbClr val="{paint.shown.lstrip("#")}"/>'
    inside = "".join(f'<a:{name} val="{value}"/>' for name, value in paint.changes)
    return (
        f'<a:schemeClr val="{paint.scheme}">{inside}</a:schemeClr>'
        if inside
        else f'<a:schemeClr val="{paint.scheme}"/>'
    )


def body_properties(insets: Insets, anchor: str) -> str:
    """Return bodyPr: fixed insets, wrapped, and never shrunk to fit."""
    sides = "".join(
        f' {name}="{emu(value)}"'
        for name, value in (
            ("lIns", insets.left),
            ("tIns", insets.top),
            ("rIns", insets.right),
            ("bIns", insets.bottom),
        )
    )
    return f'<a:bodyPr vert="horz" wrap="square"{sides} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
