"""The base inside a file and beside it says in which format it is kept: older ones are read, newer ones are left alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from reports.errors import NewerFileError
from reports.formats.docx import merge as word
from reports.formats.pptx import merge as slides
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
