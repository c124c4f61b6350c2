"""Charts and derived facts in the first audit: what is drawn is what the facts say, and nothing adds up by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal

from reports.audit.context import Bench
from reports.audit.declared_wholes import related
from reports.audit.fact_gathering import exhibits_in
from reports.audit.neighbours import neighbours
from reports.charts.registry import KINDS
from reports.document import ChartPoint, ChartSpec, Document, Figure, plain
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import FormatError, Speech, quote, rescaled, unit_of
from reports.errors import Place, Problem
from reports.languages.claim_words import RANKS
from reports.languages.currencies import spellings
from reports.languages.registry import language
from reports.load.template_files import Templates


def chart_problems(document: Document, templates: Templates) -> Iterator[Problem]:
    """Yield where a chart of `document` does not say what its facts say."""
    speech = language(document.info.language)
    for figure in exhibits_in(document.blocks):
        if isinstance(figure, Figure):
            yield from _chart(figure.spec, document, templates, speech)


def matrix_problems(document: Document, templates: Templates, bench: Bench) -> Iterator[Problem]:
    """Yield a fact that a matrix lists as done although its status, or its own words, say that it is not."""
    for id, (file, tree) in templates.charts.items():
        shown = KINDS[file.kind].is_table and any(node.id == id for node in exhibits_in(document.blocks))
        for n, column in enumerate(file.columns if shown else ()):
            for k, fact in enumerate(document.book.facts.get(each) for each in column.done):
                if fact is not None and (why := _undone(fact, bench)):
                    what = f"the matrix {id!r} lists {fact.id!r} as done, which {why}"
                    yield Problem(tree.place(("columns", n, "done", k)), what, "list it under 'open:'")


def _undone(fact: Fact, bench: Bench) -> str:
    """Return why a fact is of nothing done; empty where it is."""
    if not fact.status.standing.sure:
        return f"is {bench.speech.word('statuses', fact.status)}"
    own = [each for each in bench.licence(fact.id).own if each.finite and not each.open]
    meant = bool(own) and all(each.rank <= RANKS["planned"] for each in own)
    return "its own statement calls pursued or planned" if meant else ""


def _place(templates: Templates, chart: str, route: tuple[str | int, ...]) -> Place:
    return templates.charts[chart][1].place(route) if chart in templates.charts else Place(f"chart {chart}")


def _chart(spec: ChartSpec, document: Document, templates: Templates, speech: Speech) -> Iterator[Problem]:
    book = document.book
    if spec.kind not in KINDS:
        what = f"the chart {spec.id!r} is of no known kind ({spec.kind})"
        yield Problem(_place(templates, spec.id, ("kind",)), what, f"use one of {', '.join(KINDS)}")
        return
    unit = templates.charts[spec.id][0].unit if spec.id in templates.charts else ""
    for n, point in enumerate(spec.points):
        place = _place(templates, spec.id, ("points", n, "fact"))
        if point.fact_id not in book.facts:
            yield Problem(place, f"the chart shows {point.fact_id!r}, which is no fact", "correct the id")
            continue
        fact = book.facts[point.fact_id]
        for what in _differences(point, fact, spec, unit, speech):
            yield Problem(
                place, f"the chart {spec.id!r} differs from the fact {fact.id!r}: {what}", "draw what the fact says"
            )
        others = (book.facts.get(point.x_fact), book.facts.get(point.size_fact))
        numbers = tuple(
            sorted({book.numbers[source] for each in (fact, *others) if each for source in each.source_ids})
        )
        if point.numbers != numbers:
            yield Problem(place, f"the row of {fact.id!r} has the marks {point.numbers}, not {numbers}", "report it")
    yield from _mixed(spec, book, templates)
    yield from _subtitled(spec, unit, document, templates, speech)


def _subtitled(
    spec: ChartSpec, unit: str, document: Document, templates: Templates, speech: Speech
) -> Iterator[Problem]:
    """Yield a subtitle that names another scale or currency than the axis has: millions over an axis in billions."""
    text, parsed = plain(spec.subtitle).lower(), unit_of(unit)
    if not parsed.currency:
        return
    beside = neighbours(document.info.language)
    said = {scale for word, scale in beside.scales.items() if len(word) > MARK and re.search(rf"\b{word}\b", text)}
    if said and parsed.scale not in said:
        what = f"the subtitle of the chart {spec.id!r} says {' and '.join(sorted(said))}, its axis is in {unit}"
        yield Problem(_place(templates, spec.id, ("subtitle",)), what, "name the unit of the axis")
    money = {each.lower() for each in spellings(parsed.currency, speech.currencies[parsed.currency])}
    named = beside.pattern("currencies").search(text)
    if named and len(named[0]) > MARK and money.isdisjoint((named[0], f"{named[0]}s", named[0].rstrip("s"))):
        what = f"the subtitle of the chart {spec.id!r} names {named[0]}, its axis is in {unit}"
        yield Problem(_place(templates, spec.id, ("subtitle",)), what, "name the unit of the axis")


MARK = 2
"""Characters of a mark, such as M or bn, that stand for more than one thing."""


def _differences(point: ChartPoint, fact: Fact, spec: ChartSpec, unit: str, speech: Speech) -> Iterator[str]:
    qualifier, fill = fact.qualifier or Qualifier.EXACTLY, fact.status.standing.fill
    if (point.qualifier, point.status) != (str(qualifier), str(fact.status)):
        yield f"{point.qualifier} and {point.status}, not {qualifier} and {fact.status}"
    if point.fill != fill or point.end != qualifier.end:
        yield f"drawn {point.fill} with the end {point.end}, not {fill} with {qualifier.end}"
    if not KINDS[spec.kind].draws_values:
        return
    try:
        scaled = rescaled(fact, unit) if unit else fact
        texts = {
            quote(each, name, speech) for each in (scaled, fact) for name in ("number", "symbol") if each.has_value
        }
    except FormatError as failure:
        yield str(failure)
        return
    # a chart without a file of its own has no unit to convert to
    if point.values not in (_numbers(scaled), _numbers(fact)):
        yield f"{_listed(point.values)}, not {_listed(_numbers(scaled))}"
    elif point.figure not in texts and point.values:
        yield f"“{point.figure}”, not “{quote(scaled, 'number', speech)}”"
    if point.stated and point.stated != quote(fact, "figure", speech):
        yield f"“{point.stated}”, not “{quote(fact, 'figure', speech)}”"


def _numbers(fact: Fact) -> tuple[Decimal, ...]:
    return tuple(each for each in (fact.low, fact.value, fact.high) if each is not None)


def _listed(numbers: tuple[Decimal, ...]) -> str:
    return " to ".join(map(str, numbers)) or "no number"


def _mixed(spec: ChartSpec, book: FactBook, templates: Templates) -> Iterator[Problem]:
    """Yield units that do not belong on one axis: money beside counts, percent beside money."""
    units: dict[tuple[str, ...], str] = {}
    for point in spec.points:
        fact = book.facts.get(point.fact_id)
        if fact is None or not KINDS[spec.kind].draws_values:
            continue
        unit = unit_of(fact.unit)
        noun = unit.noun if KINDS[spec.kind].measure == "axis" or unit.is_percent else ""
        units.setdefault((unit.currency, noun), fact.id)
    if len(units) > 1:
        (one, first), (other, second) = list(units.items())[:2]
        said = [f"{id!r} ({' '.join(unit).strip() or 'a count'})" for id, unit in ((first, one), (second, other))]
        what = f"the chart {spec.id!r} mixes the units of {' and '.join(said)}"
        yield Problem(_place(templates, spec.id, ("points",)), what, "put them into charts of their own")


def book_problems(book: FactBook) -> Iterator[Problem]:
    """Yield derived facts that add up facts of different unit or status, or make a share of what is no declared part."""
    for fact in book.facts.values():
        parts = [book.facts[id] for id in fact.derived_from if id in book.facts]
        if not fact.formula or not (pair := _apart(parts, _operators(fact.formula))):
            continue
        said = " and ".join(f"{each.id!r} ({each.status}, {each.unit})" for each in pair)
        where = book.where.get(("facts", fact.id))
        what = f"the formula {fact.formula!r} of {fact.id!r} adds up or shares out {said}"
        cure = f"print them apart, or declare 'part_of:' (such as {fact.id}) in them where a source states the whole"
        yield Problem(where if isinstance(where, Place) else Place("facts"), what, cure)


def _operators(formula: str) -> frozenset[type]:
    try:
        return frozenset(type(node) for node in ast.walk(ast.parse(formula, mode="eval")))
    except SyntaxError:
        return frozenset()


def _apart(parts: list[Fact], operators: frozenset[type]) -> tuple[Fact, Fact] | None:
    """Return two facts that the formula must not bring together."""
    for n, one in enumerate(parts):
        for other in parts[n + 1 :]:
            alike = one.unit == other.unit and one.status is other.status
            summed = bool(operators & {ast.Add, ast.Sub}) and not alike
            shared = ast.Div in operators and one.unit == other.unit
            if (summed or shared) and not related(one, other):
                return one, other
    return None
