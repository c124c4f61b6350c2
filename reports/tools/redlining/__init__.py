"""What was sent out against what is now, as tracked changes that can be accepted or rejected one by one."""

from reports.formats.docx.tracked_changes import tracked_changes
from reports.tools.redlining.tracked_comparison import AUTHOR, Redlined, redline, resolved

__all__ = ["AUTHOR", "Redlined", "redline", "resolved", "tracked_changes"]
