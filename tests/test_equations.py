"""Equations: LaTeX to MathML, Office Math and a line of text; what cannot be set, and figures that are typed into one."""

from __future__ import annotations

from pathlib import Path

import pytest
from latex2mathml.converter import convert
from lxml import etree

from reports.narrative.markdown.equation_notation import EquationError, equation
from reports.ooxml.equation_text import said
from reports.ooxml.equation_xml import omath
from reports.ooxml.part_xml import clark
from reports.ooxml.slide_equations import alternate_shapes, maths_said, plain_shapes
from tests.audit_cases import REPORT, Case, told

LINES = {
    r"E = mc^2": "E = mc^2",
    r"g = \frac{x_t - x_{t-1}}{x_{t-1}} \times 100": "g = (x_t − x_(t − 1))/(x_(t − 1)) × 100",
    r"\sum_{i=1}^{n} w_i x_i + 1": "∑_(i = 1)^n w_i x_i + 1",
    r"\sqrt[3]{x} + \sqrt{y}": "[3]√(x) + √(y)",
    r"\left( \frac{a}{b} \right)^2": "(a/b)^2",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a, b; c, d)",
    r"\begin{cases} a & x>0 \\ b & x \le 0\end{cases}": "{a, x > 0; b, x ≤ 0",
    r"\text{growth rate} = \bar{x}": "growth rate = x\u0305",
    r"{n \choose k}": "(n; k)",
    r"x = -b \pm c": "x = −b ± c",
    r"\sin x + \log y": "sin x + log y",
    r"\int_0^\infty f(x)\,dx": "∫_0^∞ f(x) dx",
    r"\sqrt{\frac{1}{n} \sum_{i=1}^{n} (x_i - \bar{x})^2}": "√(1/n ∑_(i = 1)^n (x_i − x\u0305)^2)",
    r"\sum_i (a_i + b_i) + c": "∑_i (a_i + b_i) + c",
    r"((a + b)^2 - [c]_1)^3": "((a + b)^2 − [c]_1)^3",
    r"(a + b)(c + d)": "(a + b)(c + d)",
    r"\frac{(a + b)(c + d)}{x}": "((a + b)(c + d))/x",
    r"[0, 1) \cup x": "[0,1)∪x",
}


@pytest.mark.parametrize(("latex", "line"), LINES.items())
def test_an_equation_reads_as_a_line(latex: str, line: str) -> None:
    made = equation(latex, (), display=False)
    assert made.text == line
    assert said(omath(made.mathml)) == line


@pytest.mark.parametrize(
    ("latex", "base", "body"),
    [
        (r"\sum_i (x_i - y)^2 + 1", "d", "sSup"),
        (r"\sum_i (x_i - y) + 1", "", "r"),
        (r"\sum_i x^2 + (y)", "r", "sSup"),
        (r"[0, 1)^2", "r", ""),
    ],
)
def test_a_script_behind_brackets_is_one_of_the_brackets(latex: str, base: str, body: str) -> None:
    made = omath(convert(latex))
    raised = next(made.iter(clark("m:sSup")), None)
    assert (etree.QName(raised[0][0]).localname if raised is not None else "") == base
    sums = [child for each in made.iter(clark("m:nary")) for child in each if child.tag == clark("m:e")]
    assert [etree.QName(each[0]).localname for each in sums] == ([body] if body else [])
    assert not any(text.text == "1" for each in sums for text in each.iter(clark("m:t"))), (
        "what follows is not added up"
    )


def test_native_forms_stand_for_fractions_roots_sums_and_brackets() -> None:
    made = omath(convert(r"\frac{a}{b} + \sqrt{c} + \sum_{i=1}^{n} x + \left( y \right)"))
    found = {etree.QName(each).localname for each in made.iter()}
    assert {"f", "num", "den", "rad", "nary", "d"} <= found


WRONG = {
    r"\foo{x}": r"the command \foo is not known",
    r"\frac{a}": "has no form in Word and PowerPoint",
    r"\boxed{x}": "has no form in Word and PowerPoint",
    r"a \\ b": "a line break",
    r"a & b": "an & stands where no table of signs is open",
    r"\frac{a}{": "cannot be read",
    " ": "holds nothing",
}


@pytest.mark.parametrize(("latex", "why"), WRONG.items())
def test_what_cannot_be_set_is_told(latex: str, why: str) -> None:
    with pytest.raises(EquationError, match=why.replace("\\", "\\\\")):
        equation(latex, (), display=False)


TYPED = {
    r"x = 5": "“5” in an equation is the value of something",
    r"x = 5\,\text{kg}": "“5” in an equation stands beside a unit or words",
    r"r = 12 \%": "“12” in an equation stands beside a unit or words",
    r"c = \$ 40": "“40” in an equation stands beside a unit or words",
    r"c = \text{40 million}": "“40 million” in an equation stands among words",
    r"x \approx -3.5": "“3.5” in an equation is the value of something",
    r"\frac{5\,\text{kg}}{x}": "“5” in an equation stands beside a unit or words",
}
FREE = (
    r"y = 2x + 3z", r"g = \frac{x_t}{x_{t-1}} \times 100", r"0 \le p \le 1", r"\sum_{i=1}^{12} x_i", r"x^2 + y^2",
    r"\sqrt{2}\,x", r"\frac{1}{2}", r"\lim_{n \to 0} a_n", r"\text{share} = \frac{a}{b} \times 100",
)  # fmt: skip


def _holding(latex: str, mark: str = "") -> Case:
    """Return a project whose text holds an equation, and perhaps a source mark behind it."""
    section = f"# The City grows\n\nWe write ${latex}$ here{mark}.\n"
    report = REPORT.format(format="docx", language="en-GB")
    return Case("equation", "", {"r/report.yaml": report, "r/main.md": section}, ())


@pytest.mark.parametrize(("latex", "why"), TYPED.items())
def test_a_figure_that_is_typed_into_an_equation_is_refused(latex: str, why: str, tmp_path: Path) -> None:
    problems, _ = told(_holding(latex), tmp_path)
    assert [why in line for line in problems] == [True], problems


@pytest.mark.parametrize("latex", FREE)
def test_coefficients_exponents_and_bounds_are_free(latex: str, tmp_path: Path) -> None:
    problems, _ = told(_holding(latex), tmp_path)
    assert problems == ()


RAISED = {
    r"\text{the Ring Bank financed the depot with }": "financed",
    r"\text{the Ring Bank }\mathrm{financed}\text{ the depot with }": "financed",
    r"x_{\text{financed by the Ring Bank}} = ": "financed",
}
LICENSED = (
    r"\text{the Ring Bank approved the depot with }", r"x_{\text{approved by the Ring Bank}} = ",
    r"\text{growth of the depot} = \sin x + no + is + ",
)  # fmt: skip


@pytest.mark.parametrize(("latex", "word"), RAISED.items())
def test_words_of_an_equation_may_say_no_more_than_the_status(latex: str, word: str, tmp_path: Path) -> None:
    problems, _ = told(_holding(latex + '{{ fact("loan") }}', ' {{ cite("loan") }}'), tmp_path)
    assert [f"“{word}” says more than the status of 'loan'" in line for line in problems] == [True], problems


@pytest.mark.parametrize("latex", LICENSED)
def test_words_of_an_equation_that_the_status_licenses_pass(latex: str, tmp_path: Path) -> None:
    problems, _ = told(_holding(latex + '{{ fact("loan") }}', ' {{ cite("loan") }}'), tmp_path)
    assert problems == ()


SLIDE = (
    '<p:sld xmlns:p="{p}" xmlns:a="{a}" xmlns:a14="{a14}" xmlns:m="{m}"><p:cSld><p:spTree><p:sp><p:txBody><a:p>'
    "<a:r><a:t>with </a:t></a:r><a14:m><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></a14:m></a:p></p:txBody></p:sp>"
    "<p:sp><p:txBody><a:p/></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
)


def test_a_shape_with_an_equation_stands_in_two_forms_and_comes_back() -> None:
    spaces = {name: clark(f"{name}:x")[1:-2] for name in ("p", "a", "a14", "m")}
    root = etree.fromstring(SLIDE.format(**spaces))
    before = etree.tostring(root, method="c14n", exclusive=True)
    alternate_shapes(root)
    (fallback,) = root.iter(clark("mc:Fallback"))
    assert "".join(map(str, fallback.itertext())) == "with x"
    assert [maths_said(each) for each in root.iter(clark("a14:m"))] == ["x"]
    plain_shapes(root)
    assert etree.tostring(root, method="c14n", exclusive=True) == before
