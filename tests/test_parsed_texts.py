"""A text that is parsed once is parsed anew where anything that it rests on is another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.document import FactRef, Image, walk
from reports.narrative.markdown.sentinels import Carrier, LineMap
from reports.narrative.parsed_texts import Rendered, parsed_section, rendered
from tests import sample

QUOTES = ("“", "”", "‘", "’")


def text(words: str = "It is {}, as 'said'.", ref: FactRef | None = None, line: int = 1) -> Rendered[LineMap]:
    """Return a rendered section of one line that prints a fact."""
    carrier = Carrier()
    said = words.format(carrier.carry(ref or sample.ref("budget")))
    return rendered(said, LineMap("t.md", (line,)), QUOTES, carrier, words)


def test_the_same_text_is_parsed_once() -> None:
    assert parsed_section(text(), None)[0] is parsed_section(text(), None)[0]


OTHERS = {
    "words": text("It was {}, as 'said'."),
    "figure": text(ref=sample.ref("cities")),
    "look of the figure": text(ref=replace(sample.ref("budget"), text="a lot")),
    "line": text(line=7),
    "quotation marks": replace(text(), quotes=("«", "»", "‹", "›")),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_one_is_parsed_anew(name: str) -> None:
    other = OTHERS[name]
    blocks, problems, _ = parsed_section(other, None)
    assert repr(blocks) != repr(parsed_section(text(), None)[0])
    assert not problems
    assert [node for node in walk(blocks) if isinstance(node, FactRef)] == other.carrier.objects


def test_pictures_are_looked_at_every_time() -> None:
    seen: list[str] = []

    def picture(address: str) -> Image:
        seen.append(address)
        return Image(address, "png", 100, 100, f"{len(seen)}", b"")

    section = text("{}\n\n![A harbour](harbour.png)")
    first, second = (parsed_section(section, picture)[0] for _ in range(2))
    assert seen == ["harbour.png"] * 2
    assert first != second
