"""Where the names of points stand: right of them, left, above or below, wherever none meets a sign or another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

Side = OneOf["r", "l", "t", "b", "ctr"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point and the name that it has."""

    x: float
    y: float
    width: float
    """Of the name."""
    focus: bool
    reach: float
    """How far its sign reaches from its middle."""
    inside: bool = False
    """Whether the name may stand on the sign, where that is broad enough."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands."""

    side: Side
    left: float
    middle: float


Box = tuple[float, float, float, float]


def placed(spots: Sequence[Spot], tall: float, room: Box) -> tuple[Label | None, ...]:
    """Return where each name stands within `room`; None where it would meet something. Those in focus choose first.

    `tall` is the height of a name, in points.
    """
    taken: list[Box] = [
        (spot.x - spot.reach, spot.y - spot.reach, spot.x + spot.reach, spot.y + spot.reach) for spot in spots
    ]
    found: list[Label | None] = [None] * len(spots)
    for n in sorted(range(len(spots)), key=lambda n: not spots[n].focus):
        for label in _choices(spots[n], tall):
            box = (label.left, label.middle - tall / 2, label.left + spots[n].width, label.middle + tall / 2)
            inside = room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
            if inside and not any(_meet(box, other) for k, other in enumerate(taken) if k != n):
                found[n] = label
                taken.append(box)
                break
    return tuple(found)


def unnamed(names: Sequence[str], labels: Sequence[Label | None]) -> tuple[str, ...]:
    """Return the names for which there is no place."""
    return tuple(name for name, label in zip(names, labels, strict=True) if label is None and name)


def _choices(spot: Spot, tall: float) -> tuple[Label, ...]:
    air = spot.reach + 0.25 * tall if spot.inside else 1.4 * spot.reach
    above, below = spot.y - air - tall / 2, spot.y + air + tall / 2
    within = (Label("ctr", spot.x - spot.width / 2, spot.y),)
    return (
        *(within if spot.inside and spot.width <= 1.7 * spot.reach else ()),
        Label("r", spot.x + air, spot.y),
        Label("l", spot.x - air - spot.width, spot.y),
        Label("t", spot.x - spot.width / 2, above),
        Label("b", spot.x - spot.width / 2, below),
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
