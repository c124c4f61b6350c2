"""Sections, charts and reports as data: what the model holds of them, or every problem with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import FactRef, Heading, Table, walk
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.errors import Place
from reports.formats.registry import FORMATS
from reports.load.template_files import load_templates
from reports.narrative import compose
from reports.narrative.markdown import locate
from reports.narrative.markdown.sentinels import LINE_CLOSE, LINE_OPEN, Carrier, take_lines
from tests.accepting import ACCEPT, accept
from tests.narrative_cases import CASES as FOLDER
from tests.narrative_cases import REPORT, Case, book, cases, composed, outline

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_section_becomes_the_model_or_every_problem_is_told(case: Case, tmp_path: Path) -> None:
    document, problems = composed(case.files, tmp_path)
    shown = None if problems or document is None else outline(document.blocks).strip() + "\n"
    if ACCEPT:
        accept(FOLDER / f"{case.name}.yaml", outline=shown, problems=list(problems) or None)
        return
    assert problems == case.problems
    assert shown == case.outline


def test_there_is_no_document_with_a_problem(tmp_path: Path) -> None:
    document, problems = composed(
        {"r/report.yaml": REPORT.format(language="en-GB"), "r/main.md": "{{ x }}\n"}, tmp_path
    )
    assert problems
    assert document is None


def test_problems_have_line_and_column() -> None:
    places = [line.split(" ")[0] for case in CASES for line in case.problems]
    assert len(places) > 60
    assert all(re.fullmatch(r"templates/\S+:\d+:\d+:", place) for place in places)


@pytest.mark.parametrize("before", [0, 1, 7])
@pytest.mark.parametrize(
    "opening",
    [
        "",
        "<!-- one\ntwo\nthree -->\n",
        "{% for n in [1, 2, 3] %}\n- item {{ n }}\n{% endfor %}\n",
        "{% if true %}\nyes\n{% else %}\nno\n{% endif %}\n",
        "{% set x = 'a' %}\n{%- set y = 'b' -%}\n\n",
        '{{ fact(\n  "lines",\n  "words"\n) }}\n',
        "| A | B |\n|---|---|\n| a | b |\n",
        "::: gap Title\n- text\n:::\n",
        "{% macro m(x) %}\n{{ x }}\n{% endmacro %}\n{{ m('a') }}\n",
    ],
)
def test_lines_are_right_whatever_stands_before(opening: str, before: int, tmp_path: Path) -> None:
    text = "Filling.\n" * before + "\n" + opening + "\nLast {{ fact('wrong-one') }}.\n"
    _, problems = composed({"r/report.yaml": REPORT.format(language="en-GB"), "r/main.md": text}, tmp_path)
    line = text.split("\n").index("Last {{ fact('wrong-one') }}.") + 1
    assert [problem.split(" ")[0] for problem in problems] == [f"templates/r/main.md:{line}:15:"]


def test_line_marks_are_taken_out_again() -> None:
    rendered = f"one{LINE_OPEN}3{LINE_CLOSE}\ntwo{LINE_OPEN}4{LINE_CLOSE}{LINE_OPEN}9{LINE_CLOSE}\nthree"
    text, lines = take_lines(rendered, "x.md")
    assert text == "one\ntwo\nthree"
    assert lines.lines == (3, 4, 4)
    assert lines.place(0) == Place("x.md", 3)
    assert lines.place(99) == Place("x.md", 4)


@pytest.mark.parametrize(
    ("line", "words", "line_found", "column"),
    [
        (1, "b", 2, 3),
        (2, "a a", 1, 1),
        (4, "b", 4, 1),
        (1, "none", 1, 1),
        (5, "c", 5, 3),
        (9, "c", 9, 1),
        (4, "", 4, 1),
    ],
)
def test_words_are_sought_in_their_paragraph_alone(line: int, words: str, line_found: int, column: int) -> None:
    rows = ["a a", "a b", "", "d", "  c"]
    assert locate(rows, Place("x", line), words) == Place("x", line_found, column)


def test_a_broken_fact_raises_no_further_problem(tmp_path: Path) -> None:
    known = book()
    facts = {id: fact for id, fact in known.facts.items() if id != "lines"}
    broken = FactBook(known.sources, known.actors, facts, "v", known.as_of, frozenset({"lines"}))
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "report.yaml").write_text(REPORT.format(language="en-GB"), encoding="utf-8")
    text = '{{ fact("lines") }} {{ cite("lines") }} {{ fact("lnies") }}\n\n{{ tiles(tile("lines", "x")) }}\n'
    (tmp_path / "r" / "main.md").write_text(text, encoding="utf-8")
    templates, _ = load_templates(tmp_path, "templates", tuple(FORMATS.values()))
    _, problems = compose("r", templates, broken)
    assert [problem.what for problem in problems] == ["there is no fact 'lnies'"]


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp", "Cn")),
    min_size=1,
    max_size=60,
).filter(lambda text: text == text.strip() and bool(text))
SIGNS = """
**x** | {{ x }} {% if %} [a](b) # ::: <b> &amp; 1. - > $1 \\ `c` {.focus} ^[n] __x__ * a_b_c ' " {figure} %s {0} ~~x~~ +1
[x]{.literal} <!-- --> {#id} [^1] --- === | a | b | ![p](q) https://example.org www.example.org (c) ... -- =1+1 \\| \\*
"""
MARKUP = st.sampled_from(SIGNS.split())


def saying(words: str) -> FactBook:
    """Return the shared facts with `words` in every field of a fact, an actor and a source that holds a text."""
    known = book()
    data = known.facts["budget"].model_dump()
    readings = [{**reading, "text": words} for reading in data["readings"]]
    data |= {
        "statement": words,
        "label": words[:60].strip(),
        "reason": words,
        "difference": words,
        "readings": readings,
    }
    data |= {"quotation": words, "unit": words, "qualifier": "dozens", "value": None}
    fact = Fact.model_validate(data)
    actor = known.actors["city"].model_copy(update={"name": words, "short": None, "labels": {}})
    source = known.sources["paper"].model_copy(update={"title": words, "short": words[:40].strip()})
    return FactBook(
        {**known.sources, "paper": source},
        {**known.actors, "city": actor},
        {**known.facts, "budget": fact},
        "v",
        known.as_of,
    )


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.one_of(WORDS, st.lists(MARKUP, min_size=1, max_size=4).map(" ".join)))
def test_the_words_of_facts_come_out_as_themselves(words: str, tmp_path: Path) -> None:
    """Whatever stands in a field of a fact, source or actor is text and never markup, wherever a template prints it."""
    formats = ("statement", "quotation", "reason", "figure")
    prints = " and ".join(f'{{{{ fact("budget", "{name}") }}}}' for name in formats)
    text = f'# H {prints}\n\nA **{prints}** {{{{ actor("city") }}}} {{{{ cite() }}}}.\n\n'
    text += f"| a | b |\n|---|---|\n| x | {prints} |\n\n"
    text += '{{ differences("budget") }}\n\n{{ chart("money") }}\n'
    chart = "kind: dots\ntitle: T {{ fact('budget', 'label') }}\nalt: A\npoints:\n- fact: lines\n  label: L\n"
    for name, content in (
        ("r/report.yaml", REPORT.format(language="en-GB")),
        ("r/main.md", text),
        ("charts/money.yaml", chart),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    templates, found = load_templates(tmp_path, "templates", tuple(FORMATS.values()))
    document, problems = compose("r", templates, saying(words))
    assert not found
    assert not problems, [str(problem) for problem in problems]
    assert document is not None
    refs = [node for node in walk(document.blocks) if isinstance(node, FactRef)]
    said = {ref.format: ref.text for ref in refs if ref.fact_id == "budget"}
    assert said["statement"] == said["reason"] == said["reading:about"] == said["difference"] == words
    assert said["quotation"] == f"“{words}”"
    assert said["figure"] == f"dozens of {words}"
    assert sum(isinstance(block, Table) for block in document.blocks) == 2
    assert sum(isinstance(block, Heading) for block in document.blocks) == 1


def test_carriers_hand_back_what_they_carry() -> None:
    carrier = Carrier()
    ref = FactRef("lines", "figure", "11")
    assert carrier[carrier.carry(ref)[1:-1]] is ref
