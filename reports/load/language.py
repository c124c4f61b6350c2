"""Read `languages/*.yaml`: the words the program prints by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.errors import InputError, Place, Problem
from reports.load.tree import read_tree
from reports.quote import Speech
from reports.quote.currencies import Currencies

FOLDER = Path(__file__).parents[1] / "languages"


def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks, as two- or three-letter codes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def language(tag: str) -> Speech:
    """Return how the language `tag` (BCP 47, such as en-GB) writes figures and furniture.

    Raises:
        InputError: the program does not speak it.
    """
    code = tag.split("-")[0].lower()
    path = FOLDER / f"{code}.yaml"
    if code not in languages():
        raise InputError(
            [
                Problem(
                    Place(f"reports/languages/{code}.yaml"),
                    f"the language {tag!r} is not known",
                    f"use one of {', '.join(languages())}, or add that file",
                )
            ]
        )
    content = read_tree(path, f"reports/languages/{path.name}").value
    assert isinstance(content, dict)
    tables = {key: value for key, value in content.items() if isinstance(value, dict) and key != "currencies"}
    currencies = Currencies(content["currencies"], tag)  # type: ignore[arg-type]
    return Speech(tag, tables, currencies, str(content["percent"]), str(content["count"]))  # type: ignore[arg-type]
