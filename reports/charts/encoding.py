"""The chart grammar: which fill says which status, which end of a mark says which hedge."""

from __future__ import annotations

from collections.abc import Mapping

from reports.document import End, Fill
from reports.domain.facts import Qualifier, Status

FILLS: Mapping[Status, Fill] = {
    Status.SIGNED: "solid",
    Status.APPROVED: "solid",
    Status.FINANCED: "solid",
    Status.COMMITTED: "solid",
    Status.CONCLUDED: "dense",
    Status.NEGOTIATED: "light",
    Status.LETTER_OF_INTEREST: "dashed",
    Status.CLAIMED: "dots",
    Status.MIXED: "dots",
    Status.ARGUED: "dots",
    Status.HOPED: "dots",
    Status.REPORTED: "plain",
    Status.ANNOUNCED: "plain",
    Status.PLANNED: "plain",
    Status.SCHEDULED: "plain",
    Status.EXPECTED: "plain",
    Status.LAUNCHED: "plain",
    Status.POTENTIAL: "plain",
    Status.NOT_STATED: "plain",
}
"""Every status has one fill."""

NOT_YET = frozenset({Status.PLANNED, Status.SCHEDULED, Status.EXPECTED, Status.POTENTIAL, Status.HOPED})
"""What had not happened when it was reported: an outline on a timeline."""

ENDS: Mapping[Qualifier, End] = {
    Qualifier.EXACTLY: "flat",
    Qualifier.MORE_THAN: "arrow",
    Qualifier.AT_LEAST: "arrow",
    Qualifier.UP_TO: "wall",
    Qualifier.LESS_THAN: "wall",
    Qualifier.ABOUT: "fade",
    Qualifier.APPROXIMATELY: "fade",
    Qualifier.NEARLY: "fade",
    Qualifier.BETWEEN: "range",
    Qualifier.SEVERAL: "units",
    Qualifier.DOZENS: "units",
    Qualifier.HUNDREDS: "units",
    Qualifier.HUNDREDS_OF_MILLIONS: "units",
    Qualifier.BILLIONS: "units",
    Qualifier.NOT_STATED: "none",
}
"""Every hedge has one end."""
