"""Random rounds by the hundred, of which the slow tests take a first part: `invoke test --long` runs the others."""

from __future__ import annotations

import pytest


def batches(start: int, stop: int, step: int) -> list[object]:
    """Return the first seed of each batch; the first batch is slow, the others are long."""
    mark = pytest.mark
    return [pytest.param(seed, marks=mark.slow if seed == start else mark.long) for seed in range(start, stop, step)]
