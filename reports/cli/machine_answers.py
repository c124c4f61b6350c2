"""`--json`: what a command has to say, as one JSON object on one stream, whether it went well or not.

Keys are added, never renamed or taken away; every one of a command is always there. README.md lists them for users.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reports.cli.terminal import hush, tell

if TYPE_CHECKING:
    from reports.errors import Problem, ReportError

Answer = Mapping[str, object]
COMMON = MappingProxyType({"passed": True, "problems": []})
"""Keys of every answer, with what they hold where nothing is wrong."""
KEYS: Mapping[str, Answer] = MappingProxyType(
    {
        "check": {"notes": []},
        "facts": {"found": [], "datasets": [], "total": 0},
        "where-used": {"asked": "", "fact": None, "dataset": None, "uses": []},
        "review-edits": {"edits": [], "written": [], "left": []},
        "distribute": {
            "made": 0,
            "known": 0,
            "folder": "",
            "manifest": "",
            "specimens": [],
            "withdrawn": [],
            "left_out": [],
            "notes": [],
        },
    }
)
"""Command to the keys of its own, with what they hold where the command failed."""


def told_as_json(command: str, work: Callable[[], Answer], code: Callable[[Answer], int] = lambda answer: 0) -> int:
    """Print what `work` answers, or the problems that it raises; return the exit code.

    Args:
        command: one of `KEYS`.
        work: does what was asked, and returns values for keys of this command.
        code: returns the exit code of an answer.
    """
    from reports.errors import ReportError

    hush(True)
    try:
        own = work()
    except ReportError as failure:
        _print(command, {"passed": False, "problems": _problems(failure)})
        return failure.exit_code
    _print(command, own)
    return code(own)


def _print(command: str, own: Answer) -> None:
    answer = {**COMMON, **KEYS[command], **own}
    if strange := answer.keys() - COMMON.keys() - KEYS[command].keys():
        raise KeyError(f"{command} has no key {', '.join(sorted(strange))}")
    tell(json.dumps(answer, ensure_ascii=False, indent=1))


def _problems(failure: ReportError) -> list[Answer]:
    from reports.errors import InputError

    if isinstance(failure, InputError):
        return [as_answer(each) for each in failure.problems]
    return [{"path": "", "line": 0, "column": 0, "what": line, "cure": ""} for line in str(failure).splitlines()]


def as_answer(problem: Problem) -> Answer:
    """Return a problem by its parts; line and column count from 1, 0 where there is none."""
    where = problem.where
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "what": problem.what,
        "cure": problem.cure,
    }
