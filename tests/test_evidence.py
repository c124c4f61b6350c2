"""The evidence page as a file: what stands in it, that it is text only, that it asks for nothing, that bytes stay."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from lxml import html as lxml_html
from lxml.html import HtmlElement

from reports.audit import Waiver
from reports.document import Tile, Words, walk
from reports.domain.facts import Fact, Source, SourceRef
from reports.formats.evidence import page_context, write
from reports.formats.evidence.page_assets import CHARACTERS, FONTS
from reports.languages.registry import language, languages
from reports.load.theme_file import default_theme
from reports.merge.joined import ByHand
from tests.evidence_files import DIFFERING, book, by_class, documents, fact_row, page, said, tree
from tests.sample import BOOK, TABLE, theme

CASES = sorted((Path(__file__).parent / "cases" / "evidence").glob("*.yaml"))
OF_DATA = ("facts.csv", "datapackage.json")
"""Files beside the page that it leads to."""
PACKAGE = Path(sys.modules["reports.formats.evidence"].__file__ or "").parent


@dataclass(frozen=True)
class Case:
    """A fact as the file gives it, and what its row must say."""

    fact: dict[str, object]
    figure: str
    about: str = ""
    open: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    statement: str = "A case."
    flags: str = "unused"
    focus: bool = False


def read(path: Path) -> tuple[Case, Fact]:
    case = Case(**yaml.safe_load(path.read_text("utf-8")))
    base = {
        "id": "case",
        "statement": "A case.",
        "topic": "cases",
        "sources": ({"source": "paper-2", "paragraph": 4, "anchor": "a case in point"},),
        "recorded": "2031-04-02",
    }
    return case, Fact.model_validate(base | case.fact)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_row_says_what_the_fact_says(path: Path) -> None:
    case, fact = read(path)
    row = fact_row(page(book(fact)), "case")
    [figure], [detail] = by_class(row, "figure"), by_class(row, "detail")
    assert said(figure) == case.figure
    assert said(by_class(row, "statement")[0]) == case.statement
    record = spaced(detail)
    assert [words for words in case.open if words not in record] == []
    assert [words for words in case.absent if words in record] == []
    assert row.get("data-show") == case.flags
    assert ("focus" in (row.get("class") or "")) == case.focus
    assert "Paragraph 4: “a case in point”" in record
    assert row.xpath(".//script | .//img | .//style | .//*[@onclick]") == []


def spaced(element: HtmlElement) -> str:
    """Return the text of an element, terms and their words parted by a space."""
    for each in element.iter("dt", "dd", "p", "li", "span"):
        each.tail = f" {each.tail or ''}"
    return said(element)


# ── The whole page ───────────────────────────────────────────────────────────────────────────────


def test_every_fact_has_one_row_and_every_link_leads_somewhere() -> None:
    root = tree(page())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [row.get("id") for row in root.xpath("//details")] == sorted(
        book().facts, key=lambda id: [f.topic for f in book().facts.values()].index(book().facts[id].topic)
    )
    inner = {link[1:] for link in root.xpath("//@href") if link.startswith("#")}
    assert inner
    assert inner <= set(ids)


def test_ids_of_facts_cannot_meet_those_of_the_page() -> None:
    own = {id for id in tree(page()).xpath("//@id") if id not in book().facts}
    assert own
    assert all("_" in id for id in own)  # a fact id holds no underscore


def test_readings_stand_side_by_side_the_printed_one_first_with_the_reason() -> None:
    row = fact_row(page(), "depot-loan")
    first, second = by_class(row, "card")
    assert said(by_class(first, "printed-mark")[0]) == "used"
    assert by_class(second, "printed-mark") == []
    assert "up to €12 million, approved" in said(first)
    assert "Paragraph 7: “approved a ceiling of twelve”" in said(first)
    assert "€12 million, announcedStatus: announced[3]" in said(second)
    assert said(by_class(row, "why")[0]) == "Sources differ on: AmountUsed because: The cautious one"
    assert "City transport office · March 2031" in said(first)


def test_the_strip_shows_printed_other_and_silent_sources_and_says_so() -> None:
    [strip] = by_class(fact_row(page(), "depot-loan"), "strip")
    assert [(each.tag, each.text) for each in strip] == [("b", "1"), ("s", None), ("i", "3")]
    assert strip.get("aria-label") == "source 1: says what we use; source 3: says otherwise"


def test_many_sources_leave_the_silent_ones_out() -> None:
    more = [
        Source(id=f"s-{n}", number=n, title=f"Paper {n}", short=f"P{n}", accessed="2031-04-01") for n in range(4, 15)
    ]
    [strip] = by_class(fact_row(page(book(sources=more)), "depot-loan"), "strip")
    assert [each.tag for each in strip] == ["b", "i"]


def test_uses_name_slides_headings_and_numbered_exhibits() -> None:
    row = fact_row(page(), "budget")
    [used] = by_class(row, "used")
    assert said(used).startswith("Used in: brief: ")
    assert "deck: slides 1, 2, 3, 4" in said(used)
    record = said(by_class(row, "record")[0])
    assert "Slide 3: Only one amount is approved, and it is a ceiling (chart)" in record
    assert "The money figures differ in status and cannot be added (text, Figure 1)" in record
    assert said(by_class(fact_row(page(), "ferry-plan"), "used")[0]) == "Used in: not used"


def test_counts_of_head_and_filters_are_those_of_the_facts() -> None:
    root = tree(page())
    stats = [said(each) for each in by_class(root, "stats")[0]]
    assert stats == [
        f"{len(book().facts)} facts on record",
        "3 sources",
        f"{sum(len(fact.source_ids) == 1 for fact in book().facts.values())} facts that one source alone gives",
        "1 facts on which sources differ",
        "1 amount not stated: depot",
    ]
    counts = {(b.get("data-group"), b.get("data-value")): said(b) for b in root.xpath("//button[@data-group]")}
    assert counts[("show", "differ")] == "Sources differ 1"
    assert counts[("topic", "hill-lines")] == "Hill lines 1"
    assert counts[("country", "hill")] == "Hill Town 2"
    assert counts[("status", "letter-of-interest")] == "letter of interest 1"
    assert counts[("source", "3")].startswith("[3] Tram report C")


def test_the_page_opens_with_the_figures_of_the_strips_each_leading_to_its_row() -> None:
    root = tree(page())
    [section] = by_class(root, "key")
    links = [link.get("href")[1:] for link in section.xpath(".//a")]
    strips = {tile.value.fact_id for each in documents() for tile in walk(each.blocks) if isinstance(tile, Tile)}
    assert links
    assert set(links) == strips & set(book().facts)
    assert root.xpath("//main//*[@class='key']/following::details[@class]")
    bare = tuple(replace(each, blocks=()) for each in documents())
    assert by_class(tree(write(bare, book(), theme())), "key") == []


def test_many_countries_fold() -> None:
    names = tuple(f"land-{n}" for n in range(30))
    case = Fact.model_validate(DIFFERING.model_dump() | {"id": "many", "countries": names})
    folded = tree(page(book(case))).get_element_by_id("ui_folded")
    assert len(folded.xpath("./button")) == 32 - 8


def test_literals_and_figures_by_hand_stand_at_the_end_where_there_are_any() -> None:
    waivers = (Waiver("2040", "target year", "templates/brief/a.md:3:1"),)
    hand = (ByHand("43", "some 43 trams", "brief.docx"),)
    full = tree(write(documents(), book(), theme(), by_hand=hand, literals=waivers))
    assert [said(cell) for cell in full.xpath("//section[@class='listed']//tbody/tr/*")] == [
        *("2040", "target year", "templates/brief/a.md:3:1"),
        *("43", "some 43 trams", "brief.docx"),
    ]
    assert by_class(tree(write(documents(), book(), theme())), "listed") == []


def test_head_tells_title_day_version_and_facts_version() -> None:
    head = said(tree(page()).xpath("//header")[0])
    assert "As of 2 April 2031 · version 0.1 · facts 0123456789ab" in head
    assert "“Trams of the Harbour”" in head
    assert "Draft" in said(tree(page(draft=True)).xpath("//header")[0])


# ── Languages ────────────────────────────────────────────────────────────────────────────────────


def own_words(tag: str) -> dict[str, str]:
    furniture = language(tag).tables["furniture"]
    return {key: text for key, text in furniture.items() if key.startswith("evidence-")}


@pytest.mark.parametrize("code", languages())
def test_every_language_has_the_words_of_the_page(code: str) -> None:
    english, other = own_words("en"), own_words(code)
    assert set(other) == set(english)
    slots = {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in english.items()}
    assert {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in other.items()} == slots


OF_DATASETS = {
    *(f"evidence-{key}" for key in ("cell", "more-operands", "rounded", "rounded-from", "rounded-to", "observed")),
    *(
        f"evidence-{key}"
        for key in (
            "claim",
            "partial",
            "lists",
            "datasets",
            "datasets-note",
            "vintage",
            "recorded-on",
            "rounded-half-even",
        )
    ),
    *(
        f"evidence-{key}"
        for key in ("observations-one", "observations-other", "rounding-half-up", "rounding-half-even")
    ),
}
"""Words that only datasets and formulas need; `test_datasets_reports` shows them."""


class Asked(dict[str, str]):
    """Furniture that remembers what was asked of it."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__(texts)
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.keys_asked.add(key)
        return super().__getitem__(key)


def test_every_word_of_the_page_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(dict(documents()[0].words.texts))
    first, *others = documents()
    first = replace(first, words=Words("en-GB", asked), blocks=(*first.blocks, replace(TABLE, number=0)))
    cases = [
        Fact.model_validate(read(path)[1].model_dump() | {"id": f"case-{n}", "countries": (f"land-{n}",)})
        for n, path in enumerate(CASES)
    ]
    waivers = (Waiver("2040", "why", "where"),)
    scan = Source(id="scan", number=4, title="Scan", short="Scan", accessed="2031-04-01", document="scan.txt")
    facts = replace(book(*cases, sources=(scan,)), signed_off={"case-0": ("Odile Marchebois", "2031-04-05")})
    write((first, *others), facts, theme(), by_hand=(ByHand("43", "some", "there"),), literals=waivers)
    unstated = BOOK.facts["depot"]
    write((first, *others), replace(BOOK, facts={"depot": unstated}), theme())
    monkeypatch.setattr(page_context, "SHOWN", 2)
    write((first, *others), facts, theme())
    left = {key for key in own_words("en") if key not in asked.keys_asked} - OF_DATASETS
    assert left == {"evidence-code"}  # of the PDF


def test_a_french_page_speaks_french() -> None:
    data = page(tag="fr-FR")
    root = tree(data)
    assert root.get("lang") == "fr-FR"
    row = fact_row(data, "depot-loan")
    assert said(by_class(row, "figure")[0]) == "jusqu’à 12 M€ euros"
    for uses in by_class(root, "wide"):  # headings of the documents, which are in English
        uses.drop_tree()
    text = said(root.find("body"))
    english, french = own_words("en"), own_words("fr")
    foreign = [
        words
        for key, words in english.items()
        if len(words) > 6 and "{" not in words and words != french[key] and f" {words} " in f" {text} "
    ]
    assert foreign == []
    assert "Ville du Port" in text


# ── Safety ───────────────────────────────────────────────────────────────────────────────────────


def policy(data: bytes) -> str:
    [content] = tree(data).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    return str(content)


def test_the_policy_forbids_the_network_and_lets_only_our_own_script_run() -> None:
    data = page()
    assert policy(data).startswith("default-src 'none'; script-src 'sha256-")
    assert not re.search(r"https?:|unsafe|\*|connect-src|img-src", policy(data))
    parts = re.findall(rb"<(script|style)>(.*?)</\1>", data, re.DOTALL)
    assert [name for name, _ in parts] == [b"style", b"script", b"script"]
    for _, content in parts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'" in policy(data)


def test_nothing_is_fetched_from_anywhere() -> None:
    root = tree(page())
    assert root.xpath("//link | //img | //iframe | //script[@src] | //object | //embed | //form") == []
    style = root.xpath("string(//style)")
    assert set(re.findall(r"url\((.{5})", style)) == {"data:"}
    assert "@import" not in style


def test_a_hostile_source_stays_text_and_its_address_no_link() -> None:
    bad = Source(
        id="bad",
        number=4,
        title="</style><script>alert(1)</script>",
        short="<b>bad</b>",
        accessed="2031-04-01",
        note="' onload=alert(1)",
    ).model_copy(update={"url": "javascript:alert(1)"})  # as if it had come past the check of the fact file
    good = Source(id="good", number=5, title="Good", short="Good", url="https://example.org/?a=1&b=2", accessed="2031")
    case = Fact.model_validate(
        DIFFERING.model_dump()
        | {"id": "bad-case", "sources": (SourceRef(source="bad", paragraph=1, anchor="<i>x</i>"),)}
    )
    data = page(book(case, sources=(bad, good)))
    root = tree(data)
    assert len(root.xpath("//script[not(@type)]")) == 2
    [block] = root.xpath("//script[@type='application/ld+json']")
    assert bad.title in {each.get("name") for each in json.loads(block.text)["@graph"]}
    assert [link for link in root.xpath("//@href") if link[0] != "#" and link not in OF_DATA] == [
        "https://example.org/?a=1&b=2"
    ]
    assert b"javascript:" not in data
    assert bad.title in said(root.get_element_by_id("source_4"))
    assert "<i>x</i>" in said(fact_row(data, "bad-case"))


def test_a_theme_cannot_end_the_style_sheet() -> None:
    look = theme()
    odd = replace(look, fonts=replace(look.fonts, text="</style><script>x';}"))
    data = write(documents(), book(), odd)
    assert len(tree(data).xpath("//style")) == 1
    assert b"evidence-sans;" not in data  # another family than ours: its font is not carried


# ── Bytes, fonts, speed ──────────────────────────────────────────────────────────────────────────


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = "import hashlib; from tests.evidence_files import page; print(hashlib.sha256(page()).hexdigest())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert other.stdout.strip() == hashlib.sha256(page()).hexdigest()


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_renamed_and_keeps_its_licence(name: str) -> None:
    data = FONTS[name].data(default_theme())
    assert len(data) < 40_000
    font = TTFont(io.BytesIO(data))
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert not any("Plex" in text for text in names.values())
    assert "Open Font License" in names[13]
    missing = {code for code in CHARACTERS if code not in font.getBestCmap()}
    assert len(missing) < 12, [hex(code) for code in sorted(missing)]


def test_rows_beyond_the_first_are_packed_as_they_would_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fact_row(page(), "ferry-plan")
    monkeypatch.setattr(page_context, "SHOWN", 2)
    root = tree(page())
    assert len(root.xpath("//details")) == 2
    [block] = root.xpath("//script[@id='ui_rows']/text()")
    rows = json.loads(zlib.decompress(base64.b64decode(block)))
    assert len(rows) == len(book().facts) - 2
    packed = {id: (values, html) for id, *values, html in rows}
    values, html = packed["ferry-plan"]
    assert values == ["unused", "hill-lines", "planned", "hill", "2"]
    assert lxml_html.tostring(lxml_html.fragment_fromstring(html)) == lxml_html.tostring(whole, with_tail=False)
    [linked] = root.xpath("//script[@type='application/ld+json']/text()")
    assert len([each for each in json.loads(linked)["@graph"] if "Claim" in each["@type"]]) == 2
