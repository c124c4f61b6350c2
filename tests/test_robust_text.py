"""Facts are text, never markup: whatever a field holds comes out as itself, in every format."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import Document
from reports.domain.fact_book import FactBook
from reports.errors import ReportError
from reports.formats.docx import write as write_docx
from reports.formats.evidence import write as write_evidence
from reports.formats.finished_file import extract
from reports.formats.pdf import write as write_pdf
from reports.formats.pptx import write as write_pptx
from reports.formats.registry import FORMATS
from reports.load.template_files import Templates, load_templates
from reports.narrative import compose
from tests.narrative_cases import book

REPORT = "title: A report\nformats:\n- docx\nsections:\n- main\n"
PLAIN = (
    "a < b & c > d &amp; &lt;b&gt; <script>alert(x)</script> <!-- x --> ]]>",
    "{{ fact('x') }} {% for a in b %} {# c #} {0} %s ${x} {}",
    "*a* **b** _c_ __d__ `e` ~f~ [g](h) ![i](j) ^[k] [l]{.focus} # m ::: n",
    "a | b \\| c || d \\ e \\\\ f /g/ 'h' \"i\" =j+k @l -- m --- n ... o",
    "- a", "> b", "# c", "+ d", "| e |", "::: f", "x -", "=SUM(A:B)", "@x", "'x",
    "œuvre à l’été, Straße, Ångström, Łódź, İstanbul, №, §, €, ½ × ÷ ± ≈ ≤",
    "co\u00a0operation re-\u2011use soft\u2060joined",
)  # fmt: skip
"""Texts that the fonts of all formats have."""
FOREIGN = (
    "😀 👩‍👩‍👧 🇵🇰 𝔄𝕓",
    "وزارة پاکستان",
    "שלום a עולם",
    "e\u0301 n\u0303 a\u0308\u0323",
    "漢字 かな 한글",
    "\u0915\u094d\u0937",
)
"""Texts that need other fonts or another direction."""
LACKING = ((FOREIGN[0], "GIRL"), ("ᚠ x", "RUNIC LETTER FEHU"), ("ᠮᠣᠩᠭᠣᠯ", "MONGOLIAN LETTER MA"))
"""Texts that no font at hand has, and a character of each."""
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Nd", "Nl", "No")),
    min_size=1,
    max_size=40,
)  # no digits: figures have tests of their own
SIGNS = st.text(st.sampled_from("<>&{}%*_`|[]()!#:^~\\/'\"=+@$.-; ax"), min_size=1, max_size=40)


def composed(texts: Sequence[str], folder: Path, before: str = "") -> tuple[Document, FactBook, Templates]:
    """Return a document with one paragraph for each text, each the statement of a fact."""
    known = book()
    facts = {f"t{n}": known.facts["motto"].model_copy(update={"id": f"t{n}", "statement": text, "quotation": None})
             for n, text in enumerate(texts)}  # fmt: skip
    section = (
        "{layout=section}\n# A title\n\n" + before + "".join(f'{{{{ fact("{id}", "statement") }}}}\n\n' for id in facts)
    )
    section += ":::\n" if before else ""
    for name, text in (("r/report.yaml", REPORT), ("r/main.md", section)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    templates, problems = load_templates(folder, "templates", tuple(FORMATS.values()))
    fields = {**known.facts, **facts}
    filled = FactBook(known.sources, known.actors, fields, "v", known.as_of)
    document, more = compose("r", templates, filled)
    assert document is not None, [*map(str, (*problems, *more))]
    return document, filled, templates


def flat(text: str) -> str:
    """Return `text` with one kind of space, so that line breaks do not matter, and without the marks that end directions."""
    return re.sub(r"[\s\u200b]+", " ", text.replace("\u200e", ""))


def found(kind: str, texts: Sequence[str], folder: Path) -> str:
    """Return everything that the file of this kind says, made from facts with these `texts`."""
    if kind == "evidence":
        document, facts, templates = composed(texts, folder)
        data = write_evidence((document,), facts, templates.theme).decode()
        return flat(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style)\b.*?</\1>", "", data))))
    document, _, templates = composed(texts, folder, "::: notes\n" if kind == "pptx" else "")
    writers: Mapping[str, object] = {"docx": write_docx, "pptx": write_pptx, "pdf": write_pdf}
    data = writers[kind](document, templates.theme)  # type: ignore[operator]
    return flat("\n".join(run.text for run in extract(kind, data).runs))


def missing(kind: str, texts: Sequence[str], folder: Path) -> list[str]:
    """Return those of the `texts` that do not come out as themselves."""
    said = found(kind, texts, folder)
    if kind == "pdf":
        return [text for text in texts if _set(text) not in _set(said)]
    return [text for text in texts if flat(text) not in said]


def _set(text: str) -> str:
    """Return `text` as it is set in a PDF: ligatures are letters, and signs that only join or break lines leave no trace."""
    return re.sub("[\\s\u00ad\u200b\u2060\ufffe]", "", unicodedata.normalize("NFKC", text)).replace("\u2010", "-")


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf", "evidence"])
def test_signs_of_markup_come_out_as_themselves(kind: str, tmp_path: Path) -> None:
    assert missing(kind, PLAIN, tmp_path) == []


@pytest.mark.parametrize("kind", ["docx", "pptx", "evidence"])
def test_every_script_comes_out_as_itself(kind: str, tmp_path: Path) -> None:
    assert missing(kind, FOREIGN, tmp_path) == []


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf", "evidence"])
def test_what_is_not_there_is_missed(kind: str, tmp_path: Path) -> None:
    assert "no such words" not in found(kind, ("some words",), tmp_path)
    assert missing(kind, ("some words",), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "pptx", "evidence"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(WORDS, SIGNS).map(str.strip).filter(bool), min_size=10, max_size=30))
def test_any_text_comes_out_as_itself(kind: str, tmp_path: Path, texts: list[str]) -> None:
    assert missing(kind, texts, tmp_path) == []


def ends_whole(text: str) -> bool:
    """Return whether a text does not end with a hyphen, which readers of PDFs take for a word that goes on."""
    return not text.endswith(("-", "\u2010", "\u00ad"))


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SIGNS.map(str.strip).filter(bool).filter(ends_whole), min_size=10, max_size=30))
def test_any_sign_of_markup_comes_out_of_a_pdf(tmp_path: Path, texts: list[str]) -> None:
    assert missing("pdf", texts, tmp_path) == []


@pytest.mark.parametrize(("text", "names"), LACKING)
def test_a_pdf_refuses_what_its_fonts_lack_and_names_it(text: str, names: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=f"the fonts of the PDF have no .*{names}.*write (it|the others) in "):
        missing("pdf", (text,), tmp_path)
