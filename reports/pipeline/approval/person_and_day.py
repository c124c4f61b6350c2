"""Who answers for something and since when, as the command line gives it: a person, and a day that has come."""

from __future__ import annotations

from reports.errors import FlagError
from reports.load.records.approval_files import no_day, no_person


def require_person_and_day(by: str, on: str, today: str) -> None:
    """Raise `FlagError` where `by` names nobody, or `on` is no day, or one that is still to come."""
    if why := no_person(by):
        raise FlagError(f'--by: {why}; write the name of the person, such as --by "Ada Example"')
    if why := no_day(on):
        raise FlagError(f"--on: {why}")
    if on > today:
        raise FlagError(f"--on: {on} is still to come (today is {today}); nobody can have done it then")
