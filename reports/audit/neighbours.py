"""What stands beside a figure and changes it: `words/figures/*.yaml`, read once, with its patterns compiled when asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from reports.audit.sentences import MASK
from reports.languages.registry import code_of, member
from reports.notation.yaml_tree import Value


@dataclass(frozen=True, eq=False)  # there is one a language
class Neighbours:
    """The words of one language beside a figure."""

    content: Mapping[str, Value]

    def text(self, key: str, part: str = "") -> str:
        """Return a pattern as the file has it, or a `part` of it."""
        value = self.content[key]
        if isinstance(value, dict):
            value = value[part]
        return "|".join(map(str, value)) if isinstance(value, list) else str(value)

    def several(self, key: str) -> tuple[str, ...]:
        """Return each pattern of a list by itself."""
        value = self.content[key]
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    def pattern(self, key: str, *, plain: bool = False) -> re.Pattern[str]:
        """Return a pattern of the file, compiled; without regard to case unless `plain`."""
        return _compiled(self.text(key).replace(r"\ufffc", MASK).replace("{time}", self.text("time")), plain)

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Return names of well-known bodies, in lower case, that texts may write without capitals."""
        return tuple(each.strip() for each in self.text("bodies").split(";"))

    def words(self, key: str) -> frozenset[str]:
        """Return a list of words."""
        if key not in self._lists:
            self._lists[key] = frozenset(self.text(key).split())
        return self._lists[key]

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Return the pattern of what alters a figure right before it, at the end of a text."""
        return re.compile(rf"(?<![\w-])(?:{self.text('before')})[\s\u00a0)]*\(?\Z", re.IGNORECASE)

    @cached_property
    def after(self) -> re.Pattern[str]:
        """Return the pattern of what alters a figure right after it."""
        return re.compile(rf"[\s\u00a0]*[,(–—-]?[\s\u00a0]*(?:{self.text('after')})(?![\w-])", re.IGNORECASE)

    @cached_property
    def after_noun(self) -> re.Pattern[str]:
        """Return the pattern of what alters a figure behind the noun that it counts."""
        return re.compile(rf"[\s\u00a0]*,?[\s\u00a0]*(?:{self.text('after-noun')})(?![\w-])", re.IGNORECASE)

    @cached_property
    def rates(self) -> re.Pattern[str]:
        """Return the pattern of what makes an amount a rate: after it, or after the noun that it counts."""
        noun = rf"(?:[\s\u00a0]+(?!(?:{self.text('links')})\b)[^\W\d_][\w-]*){{0,2}}?"
        text = self.text("rates").replace("{time}", self.text("time"))
        return re.compile(rf"{noun}[\s\u00a0,]+(?:{text})(?![\w-])", re.IGNORECASE)

    @cached_property
    def scales(self) -> Mapping[str, str]:
        """Return words of scale, in lower case, and what each means."""
        value = self.content["scales"]
        assert isinstance(value, dict)
        return {word: str(scale) for word, scale in value.items()}


@cache
def neighbours(tag: str) -> Neighbours:
    """Return what stands beside figures in the language `tag` (BCP 47).

    Raises:
        InputError: the program does not speak it, or it lacks something.
    """
    return Neighbours(member(code_of(tag), "figures.yaml"))


@cache
def _compiled(pattern: str, plain: bool) -> re.Pattern[str]:
    return re.compile(pattern, re.NOFLAG if plain else re.IGNORECASE)
