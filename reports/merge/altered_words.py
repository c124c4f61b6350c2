"""Words by which a person's edits say more of a fact than it does, or the opposite: told like figures written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reports.audit.finished.altered import altered, content
from reports.document import Document
from reports.document.extracted_text import Extracted
from reports.merge.figure_requests import REQUEST
from reports.merge.joined import LOST, UNLICENSED, ByHand, shortened


def words_by_hand(name: str, text: Extracted, fresh: Extracted, document: Document) -> tuple[ByHand, ...]:
    """Return the words of status, hedge and denial that edits in the file `name`, `fresh` without them, typed or took out."""
    generated = [run.text for run in content(fresh)]
    tips = [run.text for run in fresh.runs if run.part == "tip"]
    found = dict.fromkeys(altered(_unasked(text, generated), generated, document, whole=True, beside=tips))
    return tuple(ByHand(each.figure, each.line, f"{name}, {each.part}", figure=False) for each in found)


def _unasked(text: Extracted, generated: Iterable[str]) -> Extracted:
    """Return `text` without the ids of facts that a person asked for in vain: their words say nothing."""
    known = frozenset(generated)
    runs = (run if run.text in known else replace(run, text=REQUEST.sub(" ", run.text)) for run in text.runs)
    return replace(text, runs=tuple(runs))


def told(hand: ByHand) -> str:
    """Return what is said of such a word."""
    done = "was taken out" if hand.text.startswith(LOST) else "was written by hand"
    place = hand.where.partition(", ")[2]
    return f"{place}: “{hand.text.removeprefix(LOST)}” {done} in “{shortened(hand.passage)}”: {UNLICENSED}"
