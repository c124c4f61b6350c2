"""What the writer adds to the style sheet: paper, colours and fonts of the theme, words in the margins."""

from __future__ import annotations

from reports.document import Document, Landscape, plain
from reports.languages.numerals import SYSTEMS, lone_digits
from reports.theme.definition import Theme
from reports.theme.fonts import families
from reports.theme.scripts import is_plain

COLOURS = (
    "ink",
    "primary",
    "focus",
    "panel",
    "muted",
    "context",
    "hairline",
    "swatch",
    "paper",
    "panel-rule",
    "primary-tint",
    "focus-tint",
)
TEXT_WIDTH = {"A4": 504.57, "Letter": 521.29}
"""Width of the text in points: paper less 16 mm at either side (tokens: text_width_mm)."""

LANDSCAPE_WIDTH = {"A4": 751.18, "Letter": 701.29}
"""Of a page that lies on its side."""

LYING = ".landscape { page: landscape; break-before: page; break-after: page; }\n"
"""Of what stands on pages that lie on their side."""


ALONE = "@page :first {\n  @bottom-left { content: none; }\n}"
"""Of a page without others: a running title says once more what stands at its head."""


def css_string(text: str) -> str:
    """Return `text` as a CSS string, safe inside a style sheet (CSS Syntax 3, §4.3.5)."""
    special = {'"', "\\", "<", ">", "&"}
    return '"' + "".join(f"\\{ord(c):x} " if c in special or ord(c) < 32 else c for c in text) + '"'


OTHER_SCRIPTS = """
.script { font-kerning: none; font-variant-ligatures: none; font-style: normal; letter-spacing: normal; }
"""
"""Of stretches in other scripts: nothing that parts a letter from its text when the text is copied; no letters slanted."""


def variables(document: Document, theme: Theme, page: str = "") -> str:
    """Return the custom properties and margin texts that the theme's style sheet builds on.

    `page` is the HTML; the fonts of the scripts in it stand behind those of the theme.
    """
    colours = "\n".join(f"  --{name}: {theme.colours[name]};" for name in COLOURS)
    margins = _margins(document)
    said = page + document.info.organisation + document.info.kind + plain(document.info.title)
    text, title = (", ".join(map(css_string, families(each, said))) for each in (theme.fonts.text, theme.fonts.title))
    fonts = f"  --font-text: {text};\n  --font-title: {title};"
    return f":root {{\n{colours}\n{fonts}\n}}\n{margins}{'' if is_plain(said) else OTHER_SCRIPTS}"


def _margins(document: Document) -> str:
    info, words = document.info, document.words
    title = plain(info.title)
    running = " · ".join((title, words["as-of-inside"].format(date=info.as_of_text)))
    version = words["version"].format(version=info.version)
    version = lone_digits(version, info.digits) if info.digits else version
    if info.draft:
        version = f"{words['draft']} · {version}"
    boxes = {
        "top-left": css_string(info.organisation),
        "top-right": css_string(" · ".join(filter(None, (info.edition, info.copy))) or info.kind),
        "bottom-left": css_string(running),
        "bottom-right": f"{css_string(version + ' · ')} {_page(words['page-inside'], info.digits)}",
    }
    rules = "\n".join(f"  @{box} {{ content: {content}; }}" for box, content in boxes.items())
    rules += "\n  @bottom-right { font-weight: 700; color: var(--ink); }" if info.draft else ""
    blank = "@page :first {\n  @top-left { content: none; }\n  @top-right { content: none; }\n}"
    lying = f"@page landscape {{\n  size: {info.paper} landscape;\n}}\n{LYING}"
    has_lying = any(isinstance(block, Landscape) for block in document.blocks)
    return f"@page {{\n  size: {info.paper};\n{rules}\n}}\n{blank}\n{lying if has_lying else ''}"


def _page(pattern: str, digits: str) -> str:
    """Return 'page {page} of {pages}' as CSS content, in digits of a numbering system."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    style = f", {SYSTEMS[digits].css}" if digits else ""
    counted = (f"counter({name}{style})" for name in ("page", "pages"))
    return f"{css_string(before)} {next(counted)} {css_string(between)} {next(counted)} {css_string(after)}"
