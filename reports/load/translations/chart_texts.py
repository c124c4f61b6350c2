"""The texts of a chart in another language: the file of a chart holds them all, and its structure once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reports.domain.facts import Entry
from reports.domain.wording import unit_of
from reports.errors import Problem
from reports.languages.registry import called, code_of
from reports.load.definition_files import ChartFile, TranslatedChartFile
from reports.load.template_files import Templates
from reports.notation.yaml_places import RaisedPlaces
from reports.notation.yaml_tree import Route, Tree

LINES = ("title", "subtitle", "note", "alt")
"""Texts of which a chart has one each; every other one goes by what it says."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "": ("across", "up", "area"),
    "points": ("label", "short", "words", "lane", "series", "panel", "named_words"),
    "events": ("words",),
    "columns": ("head",),
    "stages": ("head",),
    "regions": ("head",),
}
"""Keys of the other texts, by the list in which they stand."""
UNITS = ("unit", "size_unit", "x_unit")


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """A chart as a report in another language shows it."""

    file: ChartFile
    tree: Tree
    units: Mapping[str, str] = field(default_factory=dict)
    """Words of the language for its units, by the nouns of the file."""
    problems: tuple[Problem, ...] = ()


def chart_in(id: str, file: ChartFile, tree: Tree, tag: str) -> ChartTexts:
    """Return the chart `id` with its texts in the language `tag`, and a problem for each that is missing or of no use."""
    key = next((each for each in (tag, code_of(tag)) if each in file.languages), "")
    own = file.languages[key] if key else TranslatedChartFile(texts={})
    prefix: Route = ("languages", key)
    problems = [*_missing_lines(id, file, own, tree, tag), *_missing_texts(id, file, own, tree, tag)]
    if key:
        problems += _unused(id, file, own, tree, (*prefix, "texts"), tag)
    lines = {each: getattr(own, each) or getattr(file, each) for each in LINES}
    made = file.model_copy(update={**lines, **_reworded(file, own.texts)})
    told = ((route, tree.places.get((*prefix, "texts", text))) for route, text in _texts(file))
    places = RaisedPlaces(tree.places, prefix, {route: place for route, place in told if place})
    units = {text: own.texts[text] for text in _units(file) if text in own.texts}
    return ChartTexts(made, replace(tree, places=places), units, tuple(problems))


def charts_of(templates: Templates, report: str) -> Mapping[str, tuple[ChartFile, Tree]]:
    """Return the charts as `report` shows them: in its language, where it is a translation."""
    translation = templates.translations.get(report)
    if translation is None or not translation.foreign:
        return templates.charts
    made = {id: chart_in(id, file, tree, translation.language) for id, (file, tree) in templates.charts.items()}
    return {id: (each.file, each.tree) for id, each in made.items()}


def _missing_lines(id: str, file: ChartFile, own: TranslatedChartFile, tree: Tree, tag: str) -> Iterator[Problem]:
    for key in LINES:
        if getattr(file, key) and not getattr(own, key):
            what = f"the {called(tag)} {key} of the chart {id!r} is missing"
            yield Problem(tree.place((key,)), what, f"add 'languages: {{{tag}: {{{key}: …}}}}' to the file")


def _missing_texts(id: str, file: ChartFile, own: TranslatedChartFile, tree: Tree, tag: str) -> Iterator[Problem]:
    told: set[str] = set()
    for route, text in _texts(file):
        if text not in own.texts and text not in told:
            told.add(text)
            what = f"the {called(tag)} text of “{text}” in the chart {id!r} is missing"
            yield Problem(tree.place(route), what, f"add it under 'languages: {{{tag}: {{texts: …}}}}' in the file")


def _unused(
    id: str, file: ChartFile, own: TranslatedChartFile, tree: Tree, route: Route, tag: str
) -> Iterator[Problem]:
    known = {text for _, text in _texts(file)}
    for text in own.texts:
        if text not in known:
            what = f"the chart {id!r} does not say “{text}”, which is put into {called(tag)}"
            yield Problem(tree.place((*route, text)), what, "write it as the chart says it now, or delete the line")


def _texts(file: ChartFile) -> Iterator[tuple[Route, str]]:
    """Yield every text but the four lines, with its place."""
    for group, keys in TEXTS.items():
        items: tuple[Entry, ...] = getattr(file, group) if group else (file,)
        for n, item in enumerate(items):
            above: Route = (group, n) if group else ()
            for key in keys:
                value = getattr(item, key)
                many = value if isinstance(value, tuple) else (value,) * bool(value)
                yield from (((*above, key), text) for text in many)
    yield from ((("unit",), text) for text in _units(file))


def _units(file: ChartFile) -> Iterator[str]:
    """Yield the nouns of the units, and what follows money and percent; codes and scales are words of the program."""
    for key in UNITS:
        unit = unit_of(getattr(file, key))
        noun = "" if unit.is_percent or unit.is_points or unit.is_bare else unit.noun
        yield from filter(None, (noun, unit.tail))


def _reworded(file: ChartFile, texts: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of `file` with their texts in the words of `texts`; those that are missing stay as they are."""
    made: dict[str, object] = {}
    for group, keys in TEXTS.items():
        if group:
            items: tuple[Entry, ...] = getattr(file, group)
            made[group] = tuple(each.model_copy(update=_changed(each, keys, texts)) for each in items)
        else:
            made |= _changed(file, keys, texts)
    return made


def _changed(item: Entry, keys: tuple[str, ...], texts: Mapping[str, str]) -> dict[str, object]:
    def said(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(said, value))
        return texts.get(value, value) if isinstance(value, str) else value

    return {key: said(getattr(item, key)) for key in keys}
