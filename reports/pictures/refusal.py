"""Why a picture cannot be taken."""

from __future__ import annotations

from reports.errors import ReportError


class PictureError(ReportError):
    """A picture file that cannot be printed; its place is added by whoever names it."""

    def __init__(self, what: str, cure: str) -> None:
        """Say what the file is, such as 'is broken', and what to do."""
        super().__init__(f"{what}; {cure}")
        self.what, self.cure = what, cure
