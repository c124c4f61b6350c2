"""A project's own style sheet: what is known to change looks alone, and what must be tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.formats.pdf.house_style import is_harmless, refused

HARMLESS = [
    "",
    "p { color: red; margin: 0 }",
    "/* content: '42' */ h1 { font-size: 20pt; }",
    "@page { margin-bottom: 16.5mm; }",
    "@media print { p { padding: 1pt; } }",
    "p { color: ; } @@@ {{{",
]
TO_BE_TRIED = [
    ".copy { display: none; }",
    "p { font-size: 0; }",
    "p { font-size: 0pt; }",
    "h1::after { content: 'and so on'; }",
    "@page { @bottom-center { content: none; } }",
    "p { letter-spacing: 3pt; }",
    "ol { list-style: none; }",
    "@import 'other.css';",
    "@media print { .panel { visibility: hidden; } }",
    "p { background: url(logo.png); }",
]


@pytest.mark.parametrize("css", HARMLESS)
def test_what_changes_looks_alone_is_harmless(css: str, tmp_path: Path) -> None:
    assert is_harmless(css)
    assert list(refused(css, "summary.css", str(tmp_path), ["en-GB"])) == []


@pytest.mark.parametrize("css", TO_BE_TRIED)
def test_what_may_change_words_is_to_be_tried(css: str) -> None:
    assert not is_harmless(css)


def test_figures_signs_and_addresses_are_told_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "here.svg").write_text("<svg/>", encoding="utf-8")
    css = (
        'h1::before { content: "six " counter(page) "⇒"; }\n'
        "h2 { background: url(here.svg), url('gone.png'); }\n"
        "@font-face { src: url(https://example.org/a.ttf); }\n"
        "h3 { fill: url(#place); }\n"
    )
    told = [str(each).replace(tmp_path.as_uri(), "file://") for each in refused(css, "x.css", str(tmp_path), ["en-GB"])]
    assert [each.partition(";")[0] for each in told] == [
        "x.css:1:23: “six” is a figure that no fact stands behind",
        "x.css:1:44: the fonts of the PDF have no '⇒' (U+21D2 RIGHTWARDS DOUBLE ARROW)",
        "x.css:2:33: the PDF may not fetch 'file:///gone.png': there is no such file in the theme folder",
        "x.css:3:19: the PDF may not fetch 'https://example.org/a.ttf': only files in the theme folder may be fetched",
    ]


def test_words_of_another_language_are_figures_too(tmp_path: Path) -> None:
    css = 'h1::before { content: "trente"; }'
    assert list(refused(css, "x.css", str(tmp_path), ["en-GB"])) == []
    assert len(list(refused(css, "x.css", str(tmp_path), ["en-GB", "fr-FR"]))) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("we disbursed the loans", ["disbursed", "loans"]),
        ("more than", ["more", "than"]),
        ("and so on", []),
        ("See below: ", []),
    ],
)
def test_words_of_status_and_hedge_are_told(content: str, said: list[str], tmp_path: Path) -> None:
    found = refused(f'h1::after {{ content: "{content}"; }}', "x.css", str(tmp_path), ["en-GB"])
    assert [each.what.split("”")[0].lstrip("“") for each in found] == said
