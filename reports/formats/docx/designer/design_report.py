"""What is made of a designer's Word file, in words."""

from __future__ import annotations

from collections.abc import Iterator

from reports.formats.docx.designer.designed_headings import designed_headings
from reports.formats.docx.designer.designer_look import dressed
from reports.formats.docx.designer.designer_template import read_base, same_styles
from reports.formats.docx.designer.letterhead import KINDS
from reports.formats.docx.named_styles import PARAGRAPH_STYLES
from reports.ooxml.package import parse
from reports.ooxml.theme_places import word_name
from reports.theme.definition import Theme
from reports.theme.text_metrics import how_measured

ROLES = {"ink": "text", "primary": "accent", "focus": "focus", "muted": "secondary text", "hairline": "rules"}
SHOWN = ("Title", "Subtitle", "Heading1", "Heading2", "BodyText", "ListBullet", "Caption", "Quote")
"""Styles that a designer's file is asked for by name."""


def described(theme: Theme) -> Iterator[str]:
    """Yield lines about the designer's file of `theme`.

    Raises:
        InputError: it is no Word file.
    """
    base = read_base(theme)
    assert base.letterhead is not None, "the theme has a file"
    look, page = dressed(theme, base), base.letterhead.page
    if page:
        yield f"page: {page.width:.0f} × {page.height:.0f} mm, {page.columns} column{'s' * (page.columns > 1)}"
    for kind in KINDS:
        parts = [what for what in ("header", "footer") if f"{what} {kind}" in base.letterhead.parts]
        if parts:
            yield f"{kind} pages: {' and '.join(parts)} of the file"
    found = set(same_styles(parse(base.styles)).values()) if base.styles else set()
    names = {each.id: each.name for each in PARAGRAPH_STYLES}
    yield f"styles of the file: {', '.join(names[id] for id in SHOWN if id in found) or 'none that reports use'}"
    yield f"styles of ours: {', '.join(names[id] for id in SHOWN if id not in found) or 'none'}, and those of tables and boxes"
    if designed_headings(base).begin_pages:
        yield "heading 1 of the file begins a page; in a report whose chapters are short, it goes on below the one before"
    yield f"font: {look.fonts.office} ({how_measured(look.fonts.office, look.folder)})"
    yield "colours:"
    paints = {} if look.paints is None else look.paints
    places = {role: word_name(paint.scheme) for role, paint in paints.items() if paint.scheme and not paint.changes}
    for role, said in ROLES.items():
        yield f"  {said}: {look.colours[role]}" + (f" ({places[role]} of the theme)" if role in places else "")
