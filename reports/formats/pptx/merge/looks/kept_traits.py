"""What a person restyled, moved or sized beside the words: it stays as it is, and is told, one act in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.formats.pptx.merge.looks.trait_records import SLACK, Trait
from reports.formats.pptx.merge.merge_messages import DeckEdit, Kind
from reports.formats.pptx.merge.slide_records import ROUNDING_EMU, Shape
from reports.merge.joined import shortened

MOST = 3
"""Shapes of one placeholder that differ alike, from which the master or the theme has been changed and not each of them."""
SHARE = 0.9
"""Of those in the deck, that must differ so."""
PLAIN_NAMES: Mapping[str, str] = {"text": "text", "table": "tables", "chart": "charts", "picture": "pictures"}


@dataclass(frozen=True, slots=True)
class LookEdit:
    """One way in which a shape looks otherwise than it was generated."""

    kind: Kind
    shape: Shape
    """As generated."""
    text: str
    """What names it in a message."""
    way: Hashable
    """What was done: shapes of a slide to which the same was done were changed in one act; None where that is not known."""


def look_edits(was: Shape, now: Shape, *, reworded: bool) -> Iterator[LookEdit]:
    """Yield how a shape looks otherwise than it was generated; words that were typed have the look that they were given."""
    traits, text = was.traits(now), shortened(now.words) or now.kind
    if was.restyled_in(now) and not (reworded or _has_other_points(was, now)):
        yield LookEdit("look", was, text, None)
    for kind, new in traits.items():
        if not (kind == "rows" and reworded):  # they grow with their words
            yield LookEdit(kind, was, text, new)
    if not (was.placed_as(now) or _explained(was, now, traits, reworded)):
        step = tuple(b - a for a, b in zip(was.box, now.box, strict=False))
        yield LookEdit("place", was, text, _Step(step) if len(step) == len(was.box) == len(now.box) else None)


def _has_other_points(was: Shape, now: Shape) -> bool:
    """Return whether a person gave a chart series or points of their own, or took some out: these have looks too."""
    found = was.charted(now)
    return bool(found.own or found.gone or any(not (each.was and each.now) for each in found.changed))


@dataclass(frozen=True, slots=True)
class _Step:
    """By how much a shape was moved and sized, in EMU, rounded to what all programs keep."""

    emu: tuple[int, ...]

    def __eq__(self, other: object) -> bool:
        """Return whether both are nearly the same."""
        return isinstance(other, _Step) and all(
            abs(a - b) <= ROUNDING_EMU for a, b in zip(self.emu, other.emu, strict=False)
        )

    def __hash__(self) -> int:
        """Return one number for all, so that near ones are held against each other."""
        return len(self.emu)


def _explained(was: Shape, now: Shape, traits: Mapping[Trait, object], reworded: bool) -> bool:
    """Return whether another size comes with what is told anyway: a picture cropped, rows or columns of a table changed."""
    if "crop" in traits:
        return True
    if was.kind != "table" or len(was.box) != len(now.box) or not was.box:
        return False
    near = [abs(a - b) <= ROUNDING_EMU for a, b in zip(was.box, now.box, strict=True)]
    wide = near[2] or "columns" in traits or was.grid[1] != now.grid[1]
    high = near[3] or "rows" in traits or reworded
    return near[0] and near[1] and wide and high


# ── Telling ──────────────────────────────────────────────────────────────────────────────────────


def of_all_slides(found: Iterable[LookEdit], shapes: Iterable[Shape]) -> tuple[set[tuple[Kind, str]], list[DeckEdit]]:
    """Return what was done to placeholders on all slides, as on their master: each with its kind, and how it is told.

    Args:
        found: each way in which a shape of the deck differs.
        shapes: all shapes as generated.
    """
    counts = Counter((each.kind, each.shape.key) for each in found if each.shape.key)
    shapes = list(shapes)
    whole, kinds = Counter(each.key for each in shapes), {each.key: each.kind for each in shapes}
    alike = {each for each, count in counts.items() if count >= max(MOST, SHARE * whole[each[1]])}
    told: dict[Kind, dict[str, None]] = {}
    for kind, key in sorted(alike):
        told.setdefault(kind, {})["titles" if key == "title" else PLAIN_NAMES.get(kinds[key], "shapes")] = None
    return alike, [DeckEdit(kind, "", 0, "", ", ".join(names)) for kind, names in told.items()]


def told_together(found: Sequence[LookEdit]) -> Iterator[tuple[Kind, tuple[str, str]]]:
    """Yield kind and words of each act: what was done alike to several shapes of a slide is one."""
    acts: dict[tuple[Kind, Hashable], list[str]] = {}
    for n, each in enumerate(found):
        acts.setdefault((each.kind, each.way if each.way is not None else n), []).append(each.text)
    for (kind, _), texts in acts.items():
        yield kind, ("", "\n".join(texts))


# ── Remembering ──────────────────────────────────────────────────────────────────────────────────


def remembered(fresh: Shape, left: Shape, was: Shape, mine: Shape) -> Shape:
    """Return a shape as the next base has it: what the merge left of the old look is no edit of a person's.

    Args:
        fresh: as generated now.
        left: as it stands in the merged deck.
        was: as generated last.
        mine: as the person left it.
    """
    looks = fresh.looks
    if (looks, fresh.look, fresh.typesetting, fresh.box) == (left.looks, left.look, left.typesetting, left.box):
        return fresh
    if looks and left.looks:
        ours = was.traits(mine)
        looks = replace(looks, **{name: getattr(left.looks, name) for name in SLACK if name not in ours})
    if not was.restyled_in(mine):
        looks = replace(looks, words=left.looks.words) if looks and left.looks else looks
        fresh = replace(fresh, look=left.look, typesetting=left.typesetting)
    return replace(fresh, looks=looks, box=left.box if mine.placed_as(was) else fresh.box)


__all__ = ["LookEdit", "look_edits", "of_all_slides", "remembered", "told_together"]
