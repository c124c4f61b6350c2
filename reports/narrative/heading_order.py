"""Headings as a whole: ids that tell equal ones in different chapters apart, and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reports.document import Blocks, Heading, Table, plain, rebuild, walk
from reports.narrative.actor_tables import FORMS, FORMS_RUN
from reports.narrative.markdown.block_tokens import slug

NUMBERED = 3
"""Levels of headings that bear a number."""
UNNUMBERED = ("number", "no")
"""Attribute of a heading that bears none, and that counts for none: `{number=no}` above it."""


def told_apart(blocks: Blocks) -> Blocks:
    """Return `blocks` in which sub-headings of the same words have the id of their chapter before their own.

    So have those of the words by which a list that the program makes is known, such as “Short forms” above one. One that
    its author has given an id keeps it, and two chapters of the same words stay a problem.
    """
    often = Counter(heading.id for heading in _headings(blocks) if _is_named_by_words(heading))
    often.update(node.id for node in walk(blocks) if isinstance(node, Table) and node.id in (FORMS, FORMS_RUN))
    if not any(count > 1 for count in often.values()):
        return blocks
    chapter = ""

    def change(node: object) -> object:
        nonlocal chapter
        if not isinstance(node, Heading):
            return node
        if node.level == 1:
            chapter = node.id
            if chapter in (FORMS, FORMS_RUN) and often[chapter] > 1 and _is_named_by_words(node):
                return replace(node, id=f"{chapter}-chapter")
        elif chapter and often[node.id] > 1 and _is_named_by_words(node):
            return replace(node, id=f"{chapter}-{node.id}")
        return node

    return rebuild(blocks, change)  # type: ignore[return-value]  # blocks stay blocks


def numbered(blocks: Blocks) -> Blocks:
    """Return `blocks` with headings numbered by their level: 1, 1.1, 1.1.1."""
    counts = [0] * NUMBERED

    def change(node: object) -> object:
        if not isinstance(node, Heading) or node.level > NUMBERED or UNNUMBERED in node.attributes:
            return node
        counts[node.level - 1] += 1
        counts[node.level :] = [0] * (NUMBERED - node.level)
        return replace(node, number=".".join(map(str, counts[: node.level])))

    return rebuild(blocks, change)  # type: ignore[return-value]  # blocks stay blocks


def references(blocks: object, furniture: Mapping[str, str]) -> dict[str, str]:
    """Return what a reference to each heading prints, by its id: 'Section 2.1', or its words where it has no number."""
    return {
        heading.id: furniture["section-named"].format(number=heading.number).replace(" ", "\N{NO-BREAK SPACE}")
        if heading.number
        else plain(heading.inlines)
        for heading in _headings(blocks)
    }


def _headings(blocks: object) -> Iterator[Heading]:
    return (node for node in walk(blocks) if isinstance(node, Heading))


def _is_named_by_words(heading: Heading) -> bool:
    return heading.id == slug(plain(heading.inlines))
