"""Which slide of a file is which of the base, and which shape: by id, by words and by order together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.formats.pptx.merge.slide_records import Shape, Slide, alike, likeness

SAME_ID, LIKE, TITLED = 0.12, 0.45, 0.2
"""Least likeness of words that makes two slides one: with the same id, by words alone, with the same title."""
LIKE_SHAPE = 0.4
MARGIN = 0.01
"""What one slide must be likelier than another to count as likelier."""


def pair_slides(base: Sequence[Slide], other: Sequence[Slide], *, ids: bool) -> dict[int, int]:
    """Return the index in `other` of each slide of `base` that is there.

    Args:
        base: what was generated.
        other: the slides of another file.
        ids: whether the ids of that file can be trusted; LibreOffice numbers slides anew.
    """
    bags, others = [each.bag for each in base], [each.bag for each in other]
    found: list[tuple[float, int, int, int]] = []
    for b, was in enumerate(base):
        for o, now in enumerate(other):
            like = likeness(bags[b], others[o])
            known = ids and was.id == now.id
            titled = bool(was.title) and was.title == now.title
            if like >= LIKE or (known and like >= SAME_ID) or (titled and like >= TITLED):
                found.append((-(like + 2 * known + titled / 2), abs(b - o), b, o))
    return _best(found)


def part_doubtful(
    base: Sequence[Slide], other: Sequence[Slide], later: dict[int, int], worked_on: Iterable[int]
) -> None:
    """Take out of `later` the slides that a person worked on or deleted and that may be others now.

    A slide that they left alone becomes the new one whatever it is paired with. What they wrote on one must not come to
    stand on another; such a slide is kept and told, and the new one comes beside it.
    """
    bags = [[each.bag for each in slides] for slides in (base, other)]
    rivals = [[n for n, bag in enumerate(bags[side]) if bag not in bags[1 - side]] for side in (0, 1)]

    def told(b: int, n: int) -> float:
        return likeness(bags[0][b], bags[1][n]) + (bool(base[b].title) and base[b].title == other[n].title) / 2

    for b in [b for b in worked_on if b in later]:
        n = later[b]
        most = told(b, n) + MARGIN
        if bags[0][b] == bags[1][n]:
            continue
        if any(told(b, each) > most for each in rivals[1]) or any(told(each, n) > most for each in rivals[0]):
            del later[b]


def pair_shapes(base: Sequence[Shape], other: Sequence[Shape]) -> dict[int, int]:
    """Return the index in `other` of each shape of `base` that is there."""
    found = []
    for b, was in enumerate(base):
        for o, now in enumerate(other):
            score = _score(was, now)
            if score:
                found.append((-score, abs(b - o), b, o))
    return _best(found)


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
    """Return the longest rising run of `numbers`, the earliest of equals."""
    best: list[list[int]] = []
    for each in numbers:
        below = [run for run in best if run[-1] < each]
        best.append([*_longest(below), each])
    return frozenset(_longest(best))


def _longest(runs: Sequence[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


__all__ = ["moved", "pair_shapes", "pair_slides", "part_doubtful"]
