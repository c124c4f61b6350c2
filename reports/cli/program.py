"""The program `fact-reports`: Invoke's own machinery around the commands of a project, which need no `tasks.py` then."""

from __future__ import annotations

import os
import sys

from invoke.collection import Collection
from invoke.program import Program

import reports
from reports.cli import keep_compiled_files, project_commands
from reports.cli.declaration import Command
from reports.cli.project_root import NAME


class CommandLine(Program):
    """Invoke under another name."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Read the flags that come before a command."""
        super().parse_core(argv)
        keep_compiled_files()


def run() -> None:
    """Run the command line of this process, and end it with the exit code."""
    commands = [getattr(project_commands, name) for name in project_commands.__all__]
    for each in commands:
        _named(each)
    program = CommandLine(reports.__version__, Collection(*commands), name=NAME, binary=NAME, binary_names=[NAME])
    try:
        program.run(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a long help, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _named(command: Command) -> None:
    """Let the help of a command name this program where it names Invoke."""
    command.__doc__ = (command.__doc__ or "").replace("invoke ", f"{NAME} ")
    command.help = {flag: text.replace("'invoke ", f"'{NAME} ") for flag, text in command.help.items()}
