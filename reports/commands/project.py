"""The commands of a project, under the name that version 0.1.0 wrote into its `tasks.py`."""

from reports.cli.project_commands import *  # noqa: F403 - a list of names that `__all__` gives
from reports.cli.project_commands import __all__ as __all__
