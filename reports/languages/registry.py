"""Read `languages/<tag>/words.yaml`: the words the program prints by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.errors import InputError, Place, Problem
from reports.languages.currencies import Currencies
from reports.languages.speech import Speech
from reports.notation.yaml_tree import read_tree

FOLDER = Path(__file__).parent
FILES = ("words.yaml", "audit.yaml", "claims.yaml", "figures.yaml", "terms.yaml", "lemmas.txt")
"""What the folder of a language holds: its own words, and what the audits look for in it."""


def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks, as two- or three-letter codes."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/words.yaml")))


@cache
def language(tag: str) -> Speech:
    """Return how the language `tag` (BCP 47, such as en-GB) writes figures and furniture.

    Raises:
        InputError: the program does not speak it.
    """
    code = tag.split("-")[0].lower()
    path = FOLDER / code / "words.yaml"
    if code not in languages():
        raise InputError(
            [
                Problem(
                    Place(f"reports/languages/{code}/words.yaml"),
                    f"the language {tag!r} is not known",
                    f"use one of {', '.join(languages())}, or add that file",
                )
            ]
        )
    if lacking := [name for name in FILES if not (FOLDER / code / name).is_file()]:
        place, what = Place(f"reports/languages/{code}"), f"the language {tag!r} lacks {', '.join(lacking)}"
        raise InputError([Problem(place, what, "add what is missing, after the pattern of another language")])
    content = read_tree(path, f"reports/languages/{code}/words.yaml").value
    assert isinstance(content, dict)
    tables = {key: value for key, value in content.items() if isinstance(value, dict) and key != "currencies"}
    currencies = Currencies(content["currencies"], tag)  # type: ignore[arg-type]
    return Speech(tag, tables, currencies, str(content["percent"]), str(content["count"]))  # type: ignore[arg-type]
