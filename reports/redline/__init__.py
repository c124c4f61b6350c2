"""What was sent out against what is now, as tracked changes that can be accepted or rejected one by one."""

from reports.redline.tracked import AUTHOR, Redlined, redline, resolved, tracked_changes

__all__ = ["AUTHOR", "Redlined", "redline", "resolved", "tracked_changes"]
