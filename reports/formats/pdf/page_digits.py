"""Pages whose counters, marks and dates are in the digits of the report; figures of facts are so before they are set.

Done on the finished page, so that no text is missed, whoever wrote it.
"""

from __future__ import annotations

from functools import partial

from reports.languages.numerals import SYSTEMS, lone_digits
from reports.theme.bidirectional import with_texts


def in_digits(page: str, system: str) -> str:
    """Return the HTML of a page with what it counts in digits of `system`; as it is where that is empty."""
    return with_texts(page, partial(lone_digits, system=system)) if system else page


def counters(system: str) -> str:
    """Return the rules that count pages and lists in digits of `system`; none for Western ones."""
    if not system:
        return ""
    style = SYSTEMS[system].css
    return (
        f"ol {{ list-style-type: {style}; }}\n"
        f".contents .page::after {{ content: target-counter(attr(data-to), page, {style}); }}\n"
    )
