"""Open data: with facts.csv and its description alone, a stranger can say what a figure is, how firm, and from where."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from zipfile import ZipFile

import pytest

from reports import __version__
from reports.domain.fact_book import FactBook
from reports.domain.open_data.entry_keys import KEYS
from reports.formats.data_package import write_description, write_facts
from reports.formats.pdf.fact_attachment import enclosed
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.load.records.sign_off_files import SignedOff
from reports.pipeline.approval.signed_facts import fact_digest, signed_off
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.file_writing import of_project
from tests.data_package_reading import read
from tests.evidence_files import book, documents, page, tree
from tests.sample import theme
from tests.second_subject import FACTS, ROOT

PROJECTS = {"own": ROOT, "fleuve": FACTS.parent, "bulletin": FACTS.parents[1] / "bulletin"}
MADE_WITH = f"fact-reports {__version__}"


@cache
def composed(project: str) -> Composed:
    """Return the reports of a project."""
    return compose_all(folders(PROJECTS[project]))


@cache
def package(project: str) -> Mapping[str, bytes]:
    """Return the files of a project as a whole."""
    return {name: file.data for name, file in of_project(composed(project)).items()}


def of_sample(tag: str = "en-GB", facts: FactBook | None = None) -> dict[str, bytes]:
    """Return the package of the invented facts."""
    made = documents(tag)
    write = {"facts.csv": write_facts, "datapackage.json": write_description}
    return {name: each(made, facts or book(), theme()) for name, each in write.items()}


@pytest.mark.parametrize("project", PROJECTS)
def test_every_value_is_what_its_column_says_and_every_id_leads_somewhere(project: str) -> None:
    found = read(package(project))
    assert found.problems == []
    assert package(project)["facts.csv"].startswith(b"id,statement,figure,")
    assert [row["id"] for row in found.tables["facts"]] == list(composed(project).book.facts)
    assert all(field["description"] for each in found.package["resources"] for field in each["schema"]["fields"])
    [facts, *_] = found.package["resources"]
    assert facts["hash"] == f"sha256:{hashlib.sha256(package(project)['facts.csv']).hexdigest()}"


@pytest.mark.parametrize("project", PROJECTS)
def test_a_stranger_can_say_of_each_figure_what_it_is_how_firm_and_from_where(project: str) -> None:
    found = read(package(project))
    statuses = {row["id"]: row for row in found.tables["statuses"]}
    hedges = {row["id"]: row for row in found.tables["qualifiers"]}
    anchors = [(row["fact"], row["anchor"]) for row in found.tables["references"]]
    for row in found.tables["facts"]:
        assert row["statement"]
        assert row["sources"]
        assert statuses[row["status"]]["word"]
        assert statuses[row["status"]]["meaning"].endswith(".")
        if row["figure"]:
            assert hedges[row["qualifier"]]["true_value"]
            assert row["qualifier"] in ("exactly", "not-stated", "between") or hedges[row["qualifier"]]["word"]
    assert {fact for fact, _ in anchors} == {row["id"] for row in found.tables["facts"]}
    known = {row["id"]: row["sources"] for row in found.tables["facts"]}
    assert sum(anchor.translate({0xA0: " "}) in known[fact] for fact, anchor in anchors) >= len(known)


def test_a_row_holds_hedge_status_names_and_words_of_the_source() -> None:
    found = read(of_sample())
    row = next(row for row in found.tables["facts"] if row["id"] == "depot-loan")
    assert (row["figure"], row["qualifier"], row["value"], row["unit"]) == (
        "up to €12 million", "up-to", "12", "EUR million",
    )  # fmt: skip
    assert (row["status"], row["actors"], row["countries"]) == (
        "approved",
        "Bank of the Coast",
        "Harbour City; Hill Town",
    )
    assert row["sources"].endswith("Paragraph 7: “approved a ceiling of twelve”")
    assert (row["sources_differ"], row["reading"], row["date_basis"]) == ("true", "ceiling", "derived")
    assert [(each["name"], each["printed"]) for each in found.tables["readings"]] == [
        ("ceiling", True),
        ("flat", False),
    ]
    assert {"note", "review_by"}.isdisjoint(row)


def test_a_ceiling_and_a_floor_may_be_the_number_itself() -> None:
    said = {row["id"]: row["true_value"] for row in read(of_sample()).tables["qualifiers"]}
    assert (said["up-to"], said["less-than"]) == ("at or below the number", "below the number")
    assert (said["at-least"], said["more-than"]) == ("at or above the number", "above the number")


def test_names_are_those_of_the_language() -> None:
    row = next(row for row in read(of_sample("fr")).tables["facts"] if row["id"] == "depot-loan")
    assert row["countries"] == "Ville du Port; Hill Town"


BREAKS: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a line above the heads": (lambda files: _put(files, b"id,", b"Facts\r\nid,"), "heads"),
    "a hedge that none explains": (lambda files: _put(files, b",up-to,", b",roughly,"), "qualifier is 'roughly'"),
    "a number with a comma": (lambda files: _put(files, b",12,", b',"1,2",'), "value is '1,2'"),
    "a fact without sources": (lambda files: _put(files, b"2031-04-02", b""), "recorded is missing"),
    "a fact twice": (lambda files: _put(files, b"ferry-plan,", b"depot-loan,"), "stands twice"),
}


def _put(files: dict[str, bytes], old: bytes, new: bytes) -> None:
    assert old in files["facts.csv"]
    files["facts.csv"] = files["facts.csv"].replace(old, new, 1)


@pytest.mark.parametrize("case", BREAKS)
def test_the_reader_finds_what_is_wrong(case: str) -> None:
    files = of_sample()
    spoil, what = BREAKS[case]
    spoil(files)
    assert any(what in problem for problem in read(files).problems)


def test_who_signed_a_fact_off_stands_in_the_table_and_on_the_page() -> None:
    signed = replace(book(), signed_off={"depot-loan": ("Odile Marchebois", "2031-04-05")})
    rows = {row["id"]: row for row in read(of_sample(facts=signed)).tables["facts"]}
    assert (rows["depot-loan"]["signed_off_by"], rows["depot-loan"]["signed_off_on"]) == (
        "Odile Marchebois",
        "2031-04-05",
    )
    assert rows["ferry-plan"]["signed_off_by"] == ""
    terms = tree(page(signed)).xpath("//dt[.='Signed off by']/following-sibling::dd")
    assert [" ".join(term.text.split()) for term in terms] == ["Odile Marchebois, 5 April 2031"]


def test_a_sign_off_of_what_was_changed_since_is_none() -> None:
    kept = book().facts["depot-loan"]
    as_it_was = SignedOff(by="Odile Marchebois", on="2031-04-05", sha256=fact_digest("depot-loan", book()))
    assert signed_off(book(), {"depot-loan": as_it_was}) == {"depot-loan": ("Odile Marchebois", "2031-04-05")}
    changed = replace(book(), facts={**book().facts, "depot-loan": kept.model_copy(update={"note": "Read again."})})
    assert signed_off(changed, {"depot-loan": as_it_was}) == {}


# ── One version, one program ─────────────────────────────────────────────────────────────────────


def test_the_package_names_the_version_that_each_report_gives_of_its_facts() -> None:
    whole = read(package("own")).package
    assert whole["facts_version"] == whole["version"] == composed("own").book.version
    assert whole["made_with"] == MADE_WITH
    assert {each["name"]: each["facts_version"] for each in whole["reports"]} == {
        each.info.id: each.facts_version for each in composed("own").documents
    }
    listed = {each["name"]: each.get("translation_of", "") for each in whole["reports"]}
    assert listed == {each.info.id: each.info.translation_of for each in composed("own").documents}
    assert "brief" in listed.values()


def test_what_is_attached_to_a_pdf_says_its_form_and_what_its_keys_mean() -> None:
    report = next(each for each in composed("own").documents if "pdf" in each.info.formats)
    facts, ledger = (json.loads(each.data) for each in enclosed(report))
    assert facts["form"] == ledger["form"] == "fact-reports/attached-facts 1.0"
    assert facts["made_with"] == MADE_WITH
    for kind in ("facts", "sources", "actors"):
        assert {key for entry in facts[kind] for key in entry} <= facts["keys"][kind].keys()
    named = {id for fact in facts["facts"] for key in ("actors", "countries") for id in fact.get(key, ())}
    assert named == {each["id"] for each in facts["actors"]}
    assert all(each["name"] for each in facts["actors"])
    assert facts["keys"] == KEYS


@pytest.mark.parametrize("project", ["fleuve", "bulletin"])
def test_the_keys_of_every_entry_are_explained(project: str) -> None:
    for report in composed(project).documents:
        facts = json.loads(enclosed(report)[0].data)
        for kind in ("facts", "sources", "actors"):
            assert {key for entry in facts[kind] for key in entry} <= facts["keys"][kind].keys()


# ── The evidence page for machines ───────────────────────────────────────────────────────────────


def test_each_figure_of_the_page_is_marked_up_with_its_hedge() -> None:
    root = tree(page())
    [figure] = root.xpath("//details[@id='depot-loan']//data")
    assert dict(figure.attrib) == {"value": "12", "data-hedge": "up-to", "data-unit": "EUR million"}
    assert " ".join("".join(figure.itertext()).split()).startswith("up to €12 m")
    assert root.xpath("//details[@id='ferry-plan']//data") == []


def test_the_page_tells_machines_of_facts_sources_and_downloads() -> None:
    root = tree(page())
    [block] = root.xpath("//script[@type='application/ld+json']")
    graph = {each["@id"]: each for each in json.loads(block.text)["@graph"]}
    whole = graph["#ui_facts"]
    assert [each["contentUrl"] for each in whole["distribution"]] == ["facts.csv", "datapackage.json"]
    assert [each.get("href") for each in root.xpath("//header//a[@type]")] == ["facts.csv", "datapackage.json"]
    claim = graph["#depot-loan"]
    assert claim["about"] == {
        "@type": "QuantitativeValue", "description": "up to €12 million", "maxValue": 12, "unitText": "EUR million",
    }  # fmt: skip
    assert claim["creativeWorkStatus"] == "approved"
    assert [each["@id"] for each in claim["citation"]] == ["#source_1", "#source_3"]
    [quoted] = claim["prov:hadPrimarySource"]
    assert quoted["oa:hasSelector"]["oa:exact"] == "approved a ceiling of twelve"
    for each in graph:
        assert root.xpath(f"//*[@id='{each[1:]}']") or each == "#ui_made"
    [maker] = root.xpath("//meta[@name='generator']/@content")
    assert maker == MADE_WITH
    assert root.xpath("//meta[@name='description']/@content")[0].startswith("Every fact behind")


# ── One clock ────────────────────────────────────────────────────────────────────────────────────


def stamps(data: bytes) -> set[str]:
    """Return every moment that an Office file names in its properties and those of its chart workbooks."""
    found: set[str] = set()
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                found |= stamps(package.read(name))
            elif name == "docProps/core.xml":
                found |= set(re.findall(r">(\d{4}-\d\d-\d\dT[\d:]+Z)<", package.read(name).decode()))
    return found


def test_all_files_name_one_moment() -> None:
    [brief, deck, *_] = (each for each in composed("own").documents if {"docx", "pptx"} & set(each.info.formats))
    theme_of_own = composed("own").templates.theme
    moment = f"{brief.info.moment:%Y-%m-%dT%H:%M:%SZ}"
    assert moment == "2026-11-21T12:00:00Z"
    assert stamps(FORMATS["docx"].write(brief, theme_of_own)) == {moment}
    assert stamps(FORMATS["pptx"].write(deck, theme_of_own)) == {moment}
    assert read(package("own")).package["created"] == moment
    assert re.search(rf'"dateModified": ?"{moment}"', package("own")["evidence.html"].decode())
