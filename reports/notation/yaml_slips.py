"""What is wrong with text that is no YAML, in the words of whoever wrote it: indentation, colons, quotes."""

from __future__ import annotations

import re

import yaml

from reports.errors import Place, Problem

COMPARE = "compare its indentation and quotes with the lines above"
_TWO_COLONS = re.compile(r"[ -]*([\w-]+): +(\S.*:(?: .*)?)$")
_INDENTED = ("did not find expected '-' indicator", "did not find expected key", "mapping values are not allowed")
"""What the parser says where a line stands deeper or less deep than it should."""
Told = tuple[str, str]
"""What is wrong, and the cure."""


def yaml_slip(failure: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    """Return the problem behind the parser's `failure` at YAML `text`, which messages name `shown`."""
    said = " ".join(filter(None, (failure.context, failure.problem)))
    quoted = "quoted scalar" in (failure.context or "")  # then its beginning helps, not the end of the file
    mark = (failure.context_mark if quoted else failure.problem_mark) or failure.context_mark
    if mark is None:
        return Problem(Place(shown, 1, 1), f"is not valid YAML: {said}", COMPARE)
    lines = text.split("\n")
    what, cure = _told(said, lines, mark.line) or (said, COMPARE)
    return Problem(Place(shown, mark.line + 1, mark.column + 1), f"is not valid YAML: {what}", cure)


def _told(said: str, lines: list[str], at: int) -> Told | None:
    """Return what people say for the parser's words `said` about the line number `at`, from 0; None where they say it best."""
    line = lines[at] if at < len(lines) else ""
    if "mapping values are not allowed" in said and (found := _TWO_COLONS.match(line)):
        return f"the text of {found[1]!r} holds a colon", f"put quotes around it: {found[1]}: '{_single(found[2])}'"
    if "found a tab character" in said or line[: len(line) - len(line.lstrip())].count("\t"):
        return "a tab stands before the text of this line", "use spaces, as many as the lines beside it have"
    if "quoted scalar" in said and "unexpected end of stream" in said:
        return "a quotation mark is not closed", "close it at the end of the text, or delete it"
    if "cannot start any token" in said:
        return f"a text begins with {line.strip().split(': ')[-1][:1]}", "put quotes around it"
    if "could not find expected ':'" in said:
        return "a line has no colon behind its key", "write 'key: value', or put a text of several lines in quotes"
    if any(words in said for words in _INDENTED) and (beside := _beside(lines, at)) is not None:
        own = _depth(line)
        return (
            f"this line has {own} space{'s' * (own != 1)} before it, its neighbours {beside}",
            "give it as many as the lines that it belongs to",
        )
    return None


def _single(text: str) -> str:
    """Return `text` as it stands within single quotes."""
    return text.strip().replace("'", "''")


def _beside(lines: list[str], at: int) -> int | None:
    """Return the spaces before those lines above `at`, of its own sort, that come nearest to it; None where it fits them."""
    line = lines[at]
    depths = [depth for each in lines[:at] if (depth := _depth_as(each, line)) is not None]
    if not depths or _depth(line) in depths[-1:]:
        return None
    others = [depth for depth in depths if depth != _depth(line)] or depths
    return min(reversed(others), key=lambda depth: abs(depth - _depth(line)))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _depth_as(line: str, other: str) -> int | None:
    """Return the spaces before `line` where it is of the same sort as `other`: an entry with a dash, or a key."""
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    if other.lstrip().startswith("- "):
        return _depth(line) if line.lstrip().startswith("- ") else None
    return len(line) - len(line.lstrip(" -")) if ":" in line else None
