"""Footnotes of a section: written in the sentence, `^[Note.]`, or called by name, `[^name]`, from lines of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markdown_it.token import Token

PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
"""Tokens of a note that is one paragraph."""


class Misplaced(NamedTuple):
    """What is wrong with a note that has a name."""

    line: int
    """Of the rendered text, from 0."""
    what: str
    cure: str
    name: str


def footnotes(
    tokens: list[Token], environment: Mapping[str, object]
) -> tuple[Mapping[int, list[Token]], tuple[Misplaced, ...]]:
    """Return the inline tokens of each note by the number that its calls carry, and what is wrong with notes.

    Args:
        tokens: of the section, with the notes where they were written.
        environment: what the parser has noted down: `footnotes` with `list` (number to note) and `refs` (":name" to
            number, negative where nobody calls it).
    """
    noted = environment.get("footnotes")
    entries, numbers = (noted.get("list", {}), noted.get("refs", {})) if isinstance(noted, dict) else ({}, {})
    notes = {int(id): list(entry["tokens"]) for id, entry in entries.items() if "tokens" in entry}
    wrong: list[Misplaced] = []
    known: set[str] = set()
    called = _called(tokens)
    for name, line, inside in _named(tokens):
        if problem := _wrong(name, inside, called=name in called, twice=name in known):
            wrong.append(Misplaced(line, *problem, name))
        else:
            notes[numbers[f":{name}"]] = list(inside[1].children or ())
        known.add(name)
    return notes, tuple(wrong)


def _called(tokens: list[Token]) -> frozenset[str]:
    """Return the names of the notes that are called outside of notes."""
    names, inside = set(), 0
    for token in tokens:
        inside += token.nesting * token.type.startswith("footnote_reference_")
        calls = (each for each in token.children or () if each.type == "footnote_ref" and not inside)
        names |= {str(each.meta.get("label")) for each in calls}
    return frozenset(names)


def _named(tokens: list[Token]) -> Iterator[tuple[str, int, list[Token]]]:
    """Yield name, line and block tokens of each note that stands on lines of its own."""
    line = 0
    for n, token in enumerate(tokens):
        line = token.map[0] if token.map else line
        if token.type == "footnote_reference_open":
            inside = _until_closed(tokens, n)
            yield str(token.meta["label"]), next((each.map[0] for each in inside if each.map), line), inside


def _until_closed(tokens: list[Token], start: int) -> list[Token]:
    depth = 0
    for n in range(start, len(tokens)):
        depth += tokens[n].nesting
        if not depth:
            return tokens[start + 1 : n]
    return tokens[start + 1 :]


def _wrong(name: str, inside: list[Token], *, called: bool, twice: bool) -> tuple[str, str] | None:
    """Return what is wrong with a note, and the cure; None where it is right."""
    if twice:
        return f"the footnote {name!r} stands twice", "give one of them another name"
    if not called:
        return f"the footnote {name!r} is called nowhere", f"write [^{name}] where its mark is to stand, or delete it"
    if [token.type for token in inside] != PARAGRAPH:
        return f"the footnote {name!r} is not one paragraph of words", "write it as one paragraph"
    return None
