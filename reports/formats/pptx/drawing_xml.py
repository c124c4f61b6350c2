"""DrawingML in small: lengths, colours, runs and paragraphs as XML text (ECMA-376 Part 1, §20.1, §21.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from reports.domain.wording import Speech
from reports.formats.pptx.plan.slide_model import Insets, Par, Run
from reports.formats.pptx.plan.slide_text import LIST_INDENT
from reports.languages.registry import language
from reports.ooxml.scheme_colours import Paint
from reports.theme.definition import Box, TextStyle, Theme

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEME = {
    "ink": "tx1", "paper": "bg1", "muted": "tx2", "panel": "bg2", "primary": "accent1", "focus": "accent2",
    "context": "accent3", "hairline": "accent4", "primary-tint": "accent5", "focus-tint": "accent6",
}  # fmt: skip
"""Theme colours of the file; a presenter who picks another colour theme recolours all of them."""
ALIGN = {"left": "l", "right": "r", "center": "ctr"}
DASH = "–"
DASH_FONT = "Arial"
"""What PowerPoint sets its own markers in; a marker in a theme font comes out too small and too high in LibreOffice."""

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
        if key in SCHEME:
            return f'<a:schemeClr val="{SCHEME[key]}"/>'
        return f'<a:srgbClr val="{self.theme.colours[key].lstrip("#").upper()}"/>'

    def solid(self, name: str) -> str:
        """Return a solid fill."""
        return f"<a:solidFill>{self.colour(name)}</a:solidFill>"

    def style(self, name: str) -> TextStyle:
        """Return the slide text style `name`."""
        return self.theme.slides.styles[name]

    def line_spacing(self, style: TextStyle) -> str:
        """Return the leading in points.

        Multiples would depend on who renders: PowerPoint counts the font's line gap (Calibri: 0.22 em), LibreOffice's
        slides do not. In points, what `fit` proves holds in both.
        """
        return f'<a:lnSpc><a:spcPts val="{round(style.leading * 100)}"/></a:lnSpc>'

    def dash(self) -> str:
        """Return the marker of a list item."""
        colour = f"<a:buClr>{self.colour('primary')}</a:buClr>"
        return f'{colour}<a:buSzPct val="100000"/><a:buFont typeface="{DASH_FONT}"/><a:buChar char="{DASH}"/>'

    def run_properties(self, tag: str, style: TextStyle | None, run: Run, link: LinkTo | None = None) -> str:
        """Return rPr, endParaRPr or defRPr: of `style`, or with `style` None only what differs from it."""
        bold = run.bold or (style is not None and style.weight >= 600)
        attributes = f'lang="{self.language}"'
        attributes += f' sz="{round(style.size * 100)}"' if style else ""
        attributes += f' b="{int(bold)}"' if bold or style else ""
        attributes += ' i="1"' if run.italic else ""
        name = run.colour or (style.colour if style else "")
        inside = self.solid(name) if name else ""
        if run.link and link:
            rel, action = link(run.link)
            inside += f'<a:hlinkClick r:id="{rel}"' + (f' action="{action}"/>' if action else "/>")
        return f'<a:{tag} {attributes} dirty="0">{inside}</a:{tag}>'

    def paragraph(self, par: Par, style: TextStyle | None, link: LinkTo, *, spaced: bool = True) -> str:
        """Return `par`; `style` None takes size, leading and colour from the placeholder."""
        properties = self._paragraph_properties(par, style, spaced=spaced)
        said = "".join(self._run(run, style, link) for run in par.runs)
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
        inside = self.line_spacing(style) if style else ""
        inside += f'<a:spcBef><a:spcPts val="{round(par.before * 100)}"/></a:spcBef>' if spaced else ""
        return f"<a:pPr{attributes}>{inside}{bullet}</a:pPr>" if attributes or inside or bullet else ""

    def _run(self, run: Run, style: TextStyle | None, link: LinkTo) -> str:
        properties = self.run_properties("rPr", style, run, link)
        texts = (escape(part, quote=False) for part in run.text.split("\n"))
        parts = [f"<a:r>{properties}<a:t>{text}</a:t></a:r>" if text else "" for text in texts]
        return f"<a:br>{self.run_properties('rPr', style, run)}</a:br>".join(parts)


def _painted(paint: Paint) -> str:
    """Return a colour of a designer's theme, lightened or darkened as PowerPoint's menu does (20.1.2.3.20)."""
    if not paint.scheme:
        return f'<a:srgbClr val="{paint.shown.lstrip("#")}"/>'
    inside = f'<a:lumMod val="{paint.mod * 1000}"/>' if paint.mod != 100 else ""
    inside += f'<a:lumOff val="{paint.off * 1000}"/>' if paint.off else ""
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
