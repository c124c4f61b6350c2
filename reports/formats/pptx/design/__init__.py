"""A designer's template: read, its layouts chosen, and our slides composed in the room that they leave.

May be read after `plan`, whose slots and styles it fills; `plan` asks it for the layouts that a slide may take.
"""

from __future__ import annotations

import reports.formats.pptx.plan  # noqa: F401  each needs the other: whichever is asked for first, the plan begins
