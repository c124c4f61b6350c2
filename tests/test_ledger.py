"""Where each fact is used: every figure, chart row, tile and mark of a document, once, with its place."""

from __future__ import annotations

import json
from dataclasses import replace

from reports.document import ChartPoint, Cite, FactRef, Paragraph, walk
from reports.document.ledger import Use, ledger, used, uses
from tests.sample import BOOK, document, ref


def test_every_figure_row_and_mark_is_a_use() -> None:
    brief = document()
    found = list(uses(brief))
    nodes = list(walk(brief.blocks))
    expected = [node.fact_id for node in nodes if isinstance(node, FactRef | ChartPoint)]
    expected += [id for node in nodes if isinstance(node, Cite) for id in node.fact_ids]
    assert sorted(id for id, _ in found) == sorted(expected)
    assert {use.report for _, use in found} == {"brief"}


def test_a_use_says_heading_part_and_text() -> None:
    found = used((document(),))["letters"]
    assert (
        Use("brief", "The money figures differ in status and cannot be added", "figure 1", "chart", "14.8", "") in found
    )
    assert any(use.format == "cite" and use.part == "paragraph" for use in found)
    assert len(set(found)) == len(found)


def test_a_fact_in_the_title_is_used() -> None:
    brief = document()
    titled = replace(brief, info=replace(brief.info, title=(ref("depot"),)), blocks=(Paragraph(()),))
    assert used((titled,)) == {"depot": (Use("brief", "", "title", "figure", "not stated", ""),)}


def test_the_ledger_names_all_documents_and_unused_facts() -> None:
    files = {"b.docx": {"report": "brief", "sha256": "00", "facts_version": "old"}, "a.pdf": {"report": "x"}}
    content = json.loads(ledger((document(), document("deck")), files))
    assert list(content["files"]) == ["a.pdf", "b.docx"]
    assert content["files"]["b.docx"]["facts_version"] == "old"
    assert content["facts_version"] == BOOK.version
    assert set(content["uses"]) | set(content["unused"]) == set(BOOK.facts)
    assert not set(content["uses"]) & set(content["unused"])
    assert {use["report"] for use in content["uses"]["budget"]} == {"brief", "deck"}


def test_the_same_documents_give_the_same_ledger() -> None:
    assert ledger((document(),), {}) == ledger((document(),), {})
