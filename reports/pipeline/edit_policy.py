"""What the user decides about the edits that people made in finished files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditPolicy:
    """How a build treats what people edited."""

    force: bool = False
    """Start afresh; a copy of what was there is kept."""
    strict: bool = False
    """Refuse figures that a person wrote and no fact stands behind."""
    restore: bool = False
    """Bring back generated parts that a person deleted."""


CAREFUL = EditPolicy()
"""Join, tell, and refuse nothing."""
