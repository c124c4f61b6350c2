"""Rows beyond the first hundreds: kept in the page as packed data, and made elements of when they are wanted.

A browser takes half a minute to lay out 20,000 records, and nobody looks at so many. The packed rows are the same HTML, a tenth
of its size; the page's script unpacks it with `DecompressionStream` (https://compression.spec.whatwg.org/).
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator

from reports.domain.facts import Fact
from reports.formats.evidence.fact_row import row
from reports.formats.evidence.html import NOTHING, Html, tag, text
from reports.formats.evidence.page_context import Setting, facets, shown_and_stored
from reports.theme.bidirectional import ordered_html

PACKED = 6
"""Level of compression; the highest takes four times as long for a hundredth less."""


def stored(setting: Setting, *, rtl: bool) -> Html:
    """Return the rows of the other facts as a data block, and a word where no script runs; nothing where all are shown.

    Args:
        setting: the facts.
        rtl: whether the lines of the page run from right to left.
    """
    rest = shown_and_stored(setting)[1]
    if not rest:
        return NOTHING
    rows = json.dumps(list(_rows(rest, setting, rtl=rtl)), ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(rows.encode(), PACKED)).decode()
    said = setting.words["evidence-stored"].format(number=len(rest))
    more = tag("button", text(setting.words["evidence-further"]), type="button", id="ui_further", class_="rest")
    block = tag("script", Html(packed), type="application/x-packed-rows", id="ui_rows")
    return Html(tag("p", text(said), class_="no-script", id="ui_stored") + more + block)


def _rows(facts: Iterable[Fact], setting: Setting, *, rtl: bool) -> Iterator[list[str]]:
    """Yield id, values of the filters in the order of `facets`, and HTML of each row."""
    for fact in facts:
        html = row(fact, setting)
        groups = (" ".join(values) for values in facets(fact, setting).values())
        yield [fact.id, *groups, ordered_html(html) if rtl else html]
