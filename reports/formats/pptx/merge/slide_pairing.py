"""Which slide of a file is which of the base, and which shape: by id, by words and by order together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import neg

from reports.formats.pptx.merge.slide_records import Shape, Slide, WordSet, alike, word_sets

SAME_ID, LIKE, TITLED = 0.12, 0.45, 0.2
"""Least likeness of words that makes two slides one: with the same id, by words alone, with the same title."""
SURE = 0.5
"""Likeness from which two slides that alone have their title go before any that differ in it: the title counts a half."""
LIKE_SHAPE = 0.4
MARGIN = 0.01
"""What one slide must be likelier than another to count as likelier."""


def pair_slides(base: Sequence[Slide], other: Sequence[Slide], *, ids: bool) -> dict[int, int]:
    """Return the index in `other` of each slide of `base` that is there.

    What goes before all else is paired first, so that few slides are left to be held against each other.

    Args:
        base: what was generated.
        other: the slides of another file.
        ids: whether the ids of that file can be trusted; LibreOffice numbers slides anew.
    """
    ours, theirs = word_sets(base, other)
    known = _alone([each.id for each in base], [each.id for each in other]) if ids else {}
    pairs = {b: o for b, o in known.items() if ours[b].likeness(theirs[o]) >= SAME_ID}
    here = [b for b in range(len(base)) if b not in pairs]
    taken = {*pairs.values()}
    there = [o for o in range(len(other)) if o not in taken]
    titled = _alone([ours[b].title for b in here], [theirs[o].title for o in there])
    for b, o in ((here[b], there[o]) for b, o in titled.items()):
        if ours[b].title and ours[b].likeness(theirs[o]) > SURE:
            pairs[b] = o
    pairs |= _likest({b: ours[b] for b in here if b not in pairs}, {o: theirs[o] for o in {*there} - {*pairs.values()}})
    return dict(sorted(pairs.items()))


def _alone(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> dict[int, int]:
    """Return the places of what stands once on either side."""
    counts = Counter(ours), Counter(theirs)
    places = {each: n for n, each in enumerate(theirs)}
    return {n: places[each] for n, each in enumerate(ours) if counts[0][each] == counts[1][each] == 1}


def _likest(ours: Mapping[int, WordSet], theirs: Mapping[int, WordSet]) -> dict[int, int]:
    found: list[tuple[float, int, int, int]] = []
    for b, was in ours.items():
        for o, now in theirs.items():
            like = was.likeness(now)
            titled = bool(was.title) and was.title == now.title
            if like >= LIKE or (titled and like >= TITLED):
                found.append((-(like + titled / 2), abs(b - o), b, o))
    return _best(found)


def part_doubtful(
    base: Sequence[Slide], other: Sequence[Slide], later: dict[int, int], worked_on: Iterable[int]
) -> None:
    """Take out of `later` the slides that a person worked on or deleted and that may be others now.

    A slide that they left alone becomes the new one whatever it is paired with. What they wrote on one must not come to
    stand on another; such a slide is kept and told, and the new one comes beside it.
    """
    sets = word_sets(base, other)
    held = [{each.words for each in side} for side in sets]
    rivals = [[n for n, each in enumerate(sets[side]) if each.words not in held[1 - side]] for side in (0, 1)]

    def told(b: int, n: int) -> float:
        was, now = sets[0][b], sets[1][n]
        return was.likeness(now) + (bool(was.title) and was.title == now.title) / 2

    for b in [b for b in worked_on if b in later]:
        n = later[b]
        most = told(b, n) + MARGIN
        if sets[0][b].words == sets[1][n].words:
            continue
        if any(told(b, each) > most for each in rivals[1]) or any(told(each, n) > most for each in rivals[0]):
            del later[b]


def pair_shapes(base: Sequence[Shape], other: Sequence[Shape]) -> dict[int, int]:
    """Return the index in `other` of each shape of `base` that is there."""
    keyed = _alone([each.key for each in base], [each.key for each in other])
    pairs = {
        b: o for b, o in keyed.items() if base[b].key and base[b].kind == other[o].kind and base[b].says_as(other[o])
    }
    taken, found = {*pairs.values()}, []
    for b, was in enumerate(base):
        for o, now in enumerate(other):
            score = _score(was, now) if b not in pairs and o not in taken else 0
            if score:
                found.append((-score, abs(b - o), b, o))
    return dict(sorted({**pairs, **_best(found)}.items()))


def _score(was: Shape, now: Shape) -> float:
    if was.kind != now.kind:
        return 0
    told = {was.key, now.key}
    if "title" in told and len(told) == 2:
        return 0
    keyed = bool(was.key) and was.key == now.key
    placed, said = was.placed_as(now), was.says_as(now)
    like = alike(was.texts, now.texts) if was.words or now.words else float(said)
    if not (keyed or placed or said or like >= LIKE_SHAPE):
        return 0
    return 2 * keyed + 2 * said + placed + like


def _best(found: Iterable[tuple[float, int, int, int]]) -> dict[int, int]:
    """Return pairs, the likeliest first, each side once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, b, o in sorted(found):
        if b not in pairs and o not in taken:
            pairs[b] = o
            taken.add(o)
    return dict(sorted(pairs.items()))


def moved(pairs: dict[int, int]) -> tuple[int, ...]:
    """Return the slides of the base that stand elsewhere among their own: the fewest that explain the order."""
    order = [pairs[b] for b in sorted(pairs)]
    still = _longest_rise(order)
    return tuple(b for b in sorted(pairs) if pairs[b] not in still)


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return the longest rising run of `numbers`, which differ; of equals the earliest.

    A pile holds, in falling order, what ends the longest runs of one length (patience sorting, C. Schensted 1961).
    """
    piles: list[list[int]] = []
    before: dict[int, int] = {}
    for each in numbers:
        place = bisect_left(piles, each, key=lambda pile: pile[-1])
        if place:
            below = piles[place - 1]
            before[each] = below[bisect_right(below, -each, key=neg)]
        piles[place : place + 1] = [piles[place] if place < len(piles) else []]
        piles[place].append(each)
    found = [piles[-1][0]] if piles else []
    while found and found[-1] in before:
        found.append(before[found[-1]])
    return frozenset(found)


__all__ = ["moved", "pair_shapes", "pair_slides", "part_doubtful"]
