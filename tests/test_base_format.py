"""The base inside a file and beside it says in which format it is kept: older ones are read, newer ones are left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy

import pytest

from reports.errors import NewerFileError
from reports.formats.docx import merge as word
from reports.formats.pptx import merge as slides
from reports.ooxml.presentationml import opened as opened_deck
from tests.merge_desk import built
from tests.test_merge_deck import built as built_deck


def brief_base() -> bytes:
    base = word.base_in(built())
    assert base is not None
    return word.base_json(base)


def deck_base() -> bytes:
    base = slides.base_in(built_deck())
    assert base is not None
    return slides.base_json(base)


BASES: dict[str, tuple[Callable[[], bytes], Callable[[bytes], object]]] = {
    "brief": (brief_base, word.base_from_json),
    "deck": (deck_base, slides.base_from_json),
}


@pytest.mark.parametrize("kind", BASES)
def test_a_base_of_today_and_one_without_a_number_are_read(kind: str) -> None:
    make, read = BASES[kind]
    content = json.loads(make())
    assert isinstance(content["form"], int)
    del content["form"]
    assert read(make()) is not None
    assert read(json.dumps(content).encode()) is not None


@pytest.mark.parametrize("kind", BASES)
def test_a_base_of_a_newer_version_is_refused_with_a_cure(kind: str) -> None:
    make, read = BASES[kind]
    content = json.loads(make()) | {"form": 999}
    with pytest.raises(NewerFileError, match="a newer version of this program has written it") as refused:
        read(json.dumps(content).encode())
    assert refused.value.cure == "update this program and build again"


# ── What a deck shows of its base ────────────────────────────────────────────────────────────────


def properties_of(data: bytes) -> dict[str, str]:
    """Return what the dialogue of properties shows, by name."""
    root = opened_deck(data).tree("docProps/custom.xml")
    return {each.get("name", ""): "".join(map(str, each.itertext())) for each in root}


def with_properties(data: bytes, held: dict[str, str], *, part: bool) -> bytes:
    """Return a deck with these properties, and, unless `part`, without the part that LibreOffice drops."""
    package = opened_deck(data)
    root = package.tree("docProps/custom.xml")
    made = root[0]
    for each in list(root):
        root.remove(each)
    for pid, (name, text) in enumerate(held.items(), 2):
        one = deepcopy(made)
        one.set("name", name)
        one.set("pid", str(pid))
        one[0].text = text
        root.append(one)
    if not part:
        for name in [each for each in package.parts if each.startswith("customXml/")]:
            package.parts.pop(name)
            package.trees.pop(name, None)
    return package.pack()


def pieces(text: str) -> dict[str, str]:
    """Return a base as versions up to 0.3.0 kept it."""
    return {f"reports.base.{n:04d}": text[at : at + 240] for n, at in enumerate(range(0, len(text), 240), 1)}


def test_a_deck_shows_one_property_of_its_base_however_long() -> None:
    held = properties_of(built_deck())
    assert [name for name in held if name.startswith("reports.")] == ["reports.base"]
    assert len(held["reports.base"]) > 240


def test_a_deck_is_told_by_its_property_alone_and_by_the_pieces_of_earlier_versions() -> None:
    data = built_deck()
    held, base = properties_of(data), slides.base_in(data)
    assert base is not None
    for kept in (held, {**held, "reports.base": ""} | pieces(held["reports.base"]), pieces(held["reports.base"])):
        assert slides.base_in(with_properties(data, kept, part=False)) == base
    assert slides.base_in(with_properties(data, {"Other": "text"}, part=False)) is None
    cut = {"reports.base": held["reports.base"][:255]}
    assert slides.base_in(with_properties(data, cut, part=False)) is None, "a text that was cut tells nothing"


def test_pieces_of_an_earlier_version_go_at_the_next_build() -> None:
    data = built_deck()
    old = with_properties(data, pieces(properties_of(data)["reports.base"]), part=False)
    base = slides.base_in(old)
    assert base is not None
    made = slides.merge(old, data, base)
    assert [name for name in properties_of(made.data) if name.startswith("reports.")] == ["reports.base"]
