"""What is made of a designer's template, in words: layouts with reasons, fonts, colours, what it lacks, and a map to paste."""

from __future__ import annotations

from collections.abc import Iterator

from reports.formats.pptx.design.designed_slides import Design, design_of
from reports.formats.pptx.design.template_model import FoundLayout
from reports.formats.pptx.design.text_sizes import sized, sizes
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.theme.definition import Theme
from reports.theme.text_metrics import how_measured

ROLES = {"ink": "text", "primary": "accent", "focus": "focus", "muted": "secondary text", "context": "grey of charts",
         "panel": "panels", "hairline": "rules"}  # fmt: skip


def described(theme: Theme) -> Iterator[str]:
    """Yield lines about the template of `theme`.

    Raises:
        InputError: the file is no presentation.
    """
    design = design_of(theme)
    assert design is not None, "the theme has a template"
    template = design.template
    yield f"slides: {template.width:.0f} × {template.height:.0f} pt, {len(template.layouts)} layouts"
    shown = {key: next(design.variants(key, "")) for key in layouts(theme.slides)}
    yield "layouts:"
    for key, layout in shown.items():
        yield f"  {key}: {_used(design, key, layout)}{_lacking(layout)}"
    yield from _fonts(shown["chart"], theme.folder)
    yield "colours on slides with an exhibit:"
    paints = shown["chart"].paints
    yield from (
        f"  {said}: {paints[role].shown}" + (f" ({paints[role].scheme} of the theme)" if paints[role].scheme else "")
        for role, said in ROLES.items()
    )
    yield from _sizes(design)
    yield from _map(design)


def _used(design: Design, key: str, layout: Layout) -> str:
    choice = design.choice(key)
    if layout.master or choice is None:
        why = f"“{_name(choice.found)}” has no room" if choice else "the template has none with a title"
        return f"our own, in the template's theme ({why})"
    if layout.part != choice.found.part:
        other = next(each for each in design.template.layouts if each.part == layout.part)
        return f"“{_name(other)}” of another master (it has more room)"
    return f"“{_name(choice.found)}” ({choice.reason})"


def _name(found: FoundLayout) -> str:
    return " ".join(found.name.split())


def _lacking(layout: Layout) -> str:
    """Return which slots the layout has no placeholder for, so that slides get a text of their own there."""
    plain = [slot.name for slot in layout.slots if slot.plain]
    return f"; composed: {', '.join(plain)}" if plain else ""


def _fonts(layout: Layout, theme_folder: str) -> Iterator[str]:
    for use, family in (("text", layout.fonts["text"]), ("titles", layout.fonts["title"] or layout.fonts["text"])):
        yield f"font of {use}: {family or 'none named'} ({how_measured(family, theme_folder)})"


def _sizes(design: Design) -> Iterator[str]:
    found = design.choice("chart")
    each = found.found if found else design.template.masters[0]
    titles, bodies = sizes(design.template, each, design.theme.slides)
    source = sized(design.theme.slides, design.template, each, titles[0], bodies[0]).styles["source"].size
    title, text, small = (f"{each:.3g} pt" for each in (titles[0], bodies[0], source))
    yield f"sizes: titles from {title}, text from {text}, sources {small}; smaller where it must fit"


def _map(design: Design) -> Iterator[str]:
    """Yield the map to paste into theme.yaml, with what is chosen now."""
    pairs = [(key, choice) for key in layouts(design.theme.slides) if (choice := design.choice(key))]
    if pairs:
        yield "to choose others, paste into templates/theme/theme.yaml and change the names:"
        yield "layouts:"
        yield from (f"  {key}: {_quoted(_name(choice.found))}" for key, choice in pairs)
    names = ", ".join(dict.fromkeys(_quoted(_name(each)) for each in design.template.layouts))
    if names:
        yield f"# the template has {names}"


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
