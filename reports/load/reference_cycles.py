"""Entries that lead back to themselves, found in one pass however long the chains are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circular(links: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the names from which `links` lead back to themselves.

    Strongly connected components without recursion (Tarjan 1972, https://doi.org/10.1137/0201010): linear in the links,
    and no chain is too long for the stack.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    trail: list[str] = []
    on_trail: set[str] = set()
    found: set[str] = set()
    for start in (name for name in links if name not in order):
        path = [_opened(start, links, order, low, trail, on_trail)]
        while path:
            name, rest = path[-1]
            step = next(rest, None)
            if step is None:
                path.pop()
                above = path[-1][0] if path else name
                low[above] = min(low[above], low[name])
                if low[name] == order[name]:
                    found |= _closed(name, links, trail, on_trail)
            elif step in links and step not in order:
                path.append(_opened(step, links, order, low, trail, on_trail))
            elif step in on_trail:
                low[name] = min(low[name], order[step])
    return frozenset(found)


def _opened(
    name: str,
    links: Mapping[str, Sequence[str]],
    order: dict[str, int],
    low: dict[str, int],
    trail: list[str],
    on_trail: set[str],
) -> tuple[str, Iterator[str]]:
    """Return `name` with the names that are still to be visited from it, and note when it was met."""
    order[name] = low[name] = len(order)
    trail.append(name)
    on_trail.add(name)
    return name, iter(links[name])


def _closed(name: str, links: Mapping[str, Sequence[str]], trail: list[str], on_trail: set[str]) -> set[str]:
    """Return the component that ends at `name`, taken off the trail; empty where it is a single name without a loop."""
    at = trail.index(name) if trail[-1] != name else len(trail) - 1
    component = set(trail[at:])
    del trail[at:]
    on_trail -= component
    return component if len(component) > 1 or name in links[name] else set()
