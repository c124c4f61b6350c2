"""What the fuzzer begins with: the cases of the tests, the fact files and templates of the project, and their words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reports.load.json_schema import fact_schema
from reports.narrative.markdown.block_tokens import CONTAINERS
from tests.load_cases import BASE
from tests.load_cases import cases as load_cases
from tests.narrative_cases import FACTS
from tests.narrative_cases import cases as template_cases
from tests.robust_cases import cases as robust_cases

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "tests" / "cases" / "fuzz"
LONGEST = 6000
"""Bytes of a seed; long ones are cut into parts, since the time for an input grows with it."""
SIGNS = (
    *("# ", "- ", "1. ", "> ", ": ", "| a | b |\n|---|---|\n", "\n\n", "\n", "::: ", ":::\n", "::::: columns\n"),
    *("**", "*", "_", "`", "\\", "[", "](https://a.b)", '"', "'", "&amp;", "&#65;", "<b>", "![", "```\n", "\t", "  \n"),
    *("{.focus}", '{.literal why="w"}', "{#id}", '{widths="2 1"}', "{layout=section}", "[^a]", "\n\n[^a]: ", "^["),
    *("{{ f }}", "\u00a0", "\u200b", "²", "é", "ا", "😀"),
)


def seeds(name: str) -> tuple[bytes, ...]:
    """Return the inputs that the target `name`, 'facts' or 'markdown', begins with."""
    made = {"facts": _facts, "markdown": _markdown}[name]()
    once = (path.read_bytes() for path in found(name))
    return tuple(dict.fromkeys(part for data in (*once, *made) for part in parts(data)))


def words(name: str) -> tuple[str, ...]:
    """Return the words that the inputs of the target `name` are made of."""
    if name == "facts":
        schema = json.loads(fact_schema())
        return tuple(sorted({f"{word}: " for word in _keys(schema)} | set(_choices(schema))))
    return (*SIGNS, *(f"::: {each}\n" for each in CONTAINERS))


def found(name: str) -> tuple[Path, ...]:
    """Return the inputs that the fuzzer has found, each mended since."""
    return tuple(sorted(FOUND.glob(f"{name}-*")))


def parts(data: bytes) -> Iterator[bytes]:
    """Yield `data`, cut at ends of lines so that no part has more than `LONGEST` bytes, if its lines allow."""
    part = b""
    for line in data.splitlines(keepends=True):
        if part and len(part) + len(line) > LONGEST:
            yield part
            part = b""
        part += line[:LONGEST]
    yield part


def _facts() -> Iterator[bytes]:
    yield BASE.encode()
    yield FACTS.read_bytes()
    yield from (case.content for case in load_cases())
    for case in robust_cases():
        yield from (data for path, data in case.files.items() if path.startswith("facts/") and len(data) < LONGEST)
    for path in sorted((ROOT / "facts").glob("*.yaml")):
        head, *entries = re.split(r"(?m)^(?=  - id:)", path.read_text("utf-8"))
        yield from ((head + "".join(entries[n : n + 3])).encode() for n in range(0, len(entries), 30))


def _markdown() -> Iterator[bytes]:
    for case in template_cases():
        yield from (text.encode() for path, text in case.files.items() if path.endswith(".md"))
    for folder in ("docx", "deck"):
        paths = sorted((ROOT / "tests" / "cases" / folder).glob("*.md"))
        yield from (re.sub(rb"<<(.*?)>>", rb"{{ \1 }}", path.read_bytes().split(b"\n=====\n")[0]) for path in paths)
    for path in sorted((ROOT / "templates").rglob("*.md")):
        yield path.read_bytes()


def _keys(node: object) -> Iterator[str]:
    """Yield the names of the keys that a JSON Schema knows."""
    for key, value in _pairs(node):
        if key == "properties" and isinstance(value, Mapping):
            yield from map(str, value)
        yield from _keys(value)


def _choices(node: object) -> Iterator[str]:
    """Yield the values that a JSON Schema enumerates."""
    for key, value in _pairs(node):
        if key == "enum" and isinstance(value, Sequence):
            yield from (each for each in value if isinstance(each, str))
        yield from _choices(value)


def _pairs(node: object) -> Iterable[tuple[object, object]]:
    if isinstance(node, Mapping):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()


def lay_out(folder: Path, inputs: Iterable[bytes]) -> None:
    """Write each input to a file of its own in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
