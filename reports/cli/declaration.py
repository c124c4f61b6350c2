"""How a command is declared: a function whose parameters are its flags, with a help text for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import Task

from reports.cli.exit_codes import guarded
from reports.cli.hints import dismiss
from reports.cli.project_root import help_of, project
from reports.cli.terminal import hush

WHERE = "where"
"""Parameter that stands for the flags of the folders and takes them as `Folders`."""
FOLDERS = {
    "facts": "folder of the fact files (default: facts)",
    "templates": "folder of the templates (default: templates)",
    "output": "folder to write into (default: output)",
}
"""Flag to its help text, where a command says no better one."""
QUIET = "quiet"
EVERYWHERE = {QUIET: "say nothing but problems, notes and what was asked for"}
"""Flags that every command has, to their help texts."""
SHORT = {
    "as_json": "j",
    "as_of": "a",
    "by": "b",
    "facts": "f",
    "only": "n",
    "output": "o",
    QUIET: "q",
    "recipients": "r",
    "templates": "t",
    "yes": "y",
}
"""Parameter to its short name: a letter means the same in every command, and what is not in this table has none."""
RENAMED = {"as_json": ("json", "as-json"), "documents": ("documents", "sources")}
"""Parameter to the flags that set it, the one to use first; others are those of earlier versions."""


class Command(Task["Callable[..., None]"]):
    """A command of Invoke that knows when `--help` was meant, and names its flags by the tables above."""

    def __call__(self, *args: object, **flags: object) -> Callable[..., None]:
        """Run the command, or print its help where Invoke took `--help` for an argument that needs no flag."""
        dismiss()
        if {"--help", "-h"} & {str(flags[name]) for name in self.positional if name in flags}:
            raise Exit(code=help_of(self.name.replace("_", "-")))
        return super().__call__(*args, **flags)

    def arg_opts(self, name: str, default: str, taken_names: set[str]) -> dict[str, object]:
        """Return what Invoke's parser is told of a flag; left alone, it would make up another short name a command."""
        told = super().arg_opts(name, default, taken_names)
        long = RENAMED.get(name, (name.replace("_", "-"),))
        short = () if name in self.positional else tuple(filter(None, (SHORT.get(name),)))
        apart = {} if name in long else {"attr_name": name}
        return {**told, "names": (*long, *short), **apart}


def command(*folders: str, **texts: str) -> Callable[[Callable[..., int]], Command]:
    """Return a decorator that makes a command of a function which returns the exit code.

    Each parameter is a flag, one without default an argument that needs no flag. The parameter `where` stands for the
    flags of `folders` and takes them as `Folders`. Every command has the flags of `EVERYWHERE` as well.

    Args:
        folders: names in `FOLDERS` of those that the command works with.
        texts: flag, with underscores, to its help text.
    """

    def declared(body: Callable[..., int]) -> Command:
        flags = signature(body).parameters.values()

        @wraps(body)
        def run(context: Context, /, **given: str | int) -> None:
            hush(bool(given.pop(QUIET, False)))
            guarded(partial(_called, body, folders, given))

        vars(run)["__signature__"] = _spread(flags, folders)
        needed = [flag.name for flag in flags if flag.default is Parameter.empty and flag.name != WHERE]
        help = {name: FOLDERS[name] for name in folders} | EVERYWHERE | texts
        return Command(run, positional=needed, help=help)

    return declared


def _spread(flags: Iterable[Parameter], folders: tuple[str, ...]) -> Signature:
    """Return the signature that Invoke sees: its context, and a flag a folder in place of `where`."""
    spread = [Parameter("context", Parameter.POSITIONAL_ONLY)]
    for flag in flags:
        spread += [Parameter(name, flag.kind, default="") for name in folders] if flag.name == WHERE else [flag]
    return Signature([*spread, Parameter(QUIET, Parameter.KEYWORD_ONLY, default=False)])


def _called(body: Callable[..., int], folders: tuple[str, ...], given: Mapping[str, str | int]) -> int:
    """Return the exit code of `body`, called with what the user gave."""
    if not folders:
        return body(**given)
    from reports.load.project_folders import folders as found

    named = {name: str(given[name]) for name in folders}
    where = found(Path.cwd() if all(named.values()) else project(), **named)
    return body(**{WHERE: where}, **{name: value for name, value in given.items() if name not in folders})
