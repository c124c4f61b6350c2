"""Qualifiers: the hedge of a value, and everything that the program needs to know of each, in one row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Literal

End = Literal["flat", "arrow", "wall", "fade", "range", "units", "none"]
"""How the mark of a value ends in a chart: each hedge has one end."""
Reach = Literal["value", "above", "below", "around", "range", "none"]
"""Where the true value lies beside the number given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hedging:
    """What one qualifier means."""

    end: End
    """End of its mark in a chart."""
    reach: Reach
    """Where the true value lies; `none` where no number is given."""
    including: bool = False
    """Whether the true value may be the number itself, where it lies above or below."""


@unique
class Qualifier(StrEnum):
    """The hedge of a value; it is part of the value and is always printed.

    One row each: its name in fact files, and what it means. The words for it stand in the tables `hedges`, `hedge-words`
    and `symbols` of each language, which is refused where one is missing.
    """

    hedging: Hedging

    EXACTLY = "exactly", Hedging(end="flat", reach="value")
    ABOUT = "about", Hedging(end="fade", reach="around")
    APPROXIMATELY = "approximately", Hedging(end="fade", reach="around")
    NEARLY = "nearly", Hedging(end="fade", reach="around")
    MORE_THAN = "more-than", Hedging(end="arrow", reach="above")
    AT_LEAST = "at-least", Hedging(end="arrow", reach="above", including=True)
    UP_TO = "up-to", Hedging(end="wall", reach="below", including=True)
    LESS_THAN = "less-than", Hedging(end="wall", reach="below")
    BETWEEN = "between", Hedging(end="range", reach="range")
    SEVERAL = "several", Hedging(end="units", reach="none")
    DOZENS = "dozens", Hedging(end="units", reach="none")
    HUNDREDS = "hundreds", Hedging(end="units", reach="none")
    HUNDREDS_OF_MILLIONS = "hundreds-of-millions", Hedging(end="units", reach="none")
    BILLIONS = "billions", Hedging(end="units", reach="none")
    NOT_STATED = "not-stated", Hedging(end="none", reach="none")

    def __new__(cls, value: str, hedging: Hedging | None = None) -> Qualifier:
        """Return the qualifier of that name; one without a row of its own is an error while this module is loaded."""
        if hedging is None:
            raise TypeError(f"the qualifier {value!r} does not say what it means")
        made = str.__new__(cls, value)
        made._value_ = value
        made.hedging = hedging
        return made

    @property
    def end(self) -> End:
        """Return how the mark of such a value ends in a chart."""
        return self.hedging.end

    @property
    def reach(self) -> Reach:
        """Return where the true value lies beside the number given."""
        return self.hedging.reach

    @property
    def indefinite(self) -> bool:
        """Return whether it stands for an amount without a number."""
        return self.hedging.reach == "none"
