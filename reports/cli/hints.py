"""What helps whoever typed a command line that Invoke's parser refuses: printed below its message."""

from __future__ import annotations

import atexit
import re
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

ENDS_WELL = frozenset({"--help", "-h", "--list", "-l", "--version", "-V", "--complete", "--print-completion-script"})
"""Flags with which Invoke runs no command and is right not to."""
_FLAG = re.compile(r"--[^\W\d_]|-[^\W\d_](=|\Z)")
"""A long flag, or one of a single letter."""
_EXAMPLE = re.compile(r"Example: ([a-z-]+ .*)", re.DOTALL)


def hint(
    words: Sequence[str],
    needed: Mapping[str, Sequence[str]],
    examples: Mapping[str, str],
    program: str = "invoke",
    flags: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Return what to type instead of `words`; empty where nothing is known to be wrong with them.

    Args:
        words: the command line behind the program.
        needed: for each command, with hyphens, the arguments that need no flag.
        examples: for each command, how it is called.
        program: what runs the commands.
        flags: for each command, its flags, with their hyphens.
    """
    called = [word for word in words if not word.startswith("-")]
    if not words or not called or any(word.split("=")[0] in ENDS_WELL for word in words):
        return ""
    name = called[0].replace("_", "-")
    if name not in needed:
        from reports.notation.nearest_name import nearest

        return f"there is no command {name!r}{nearest(name, needed)}; '{program} --list' names all"
    if wrong := _wrong_flag(words, flags.get(name, ())):
        from reports.notation.nearest_name import nearest

        return f"{name} has no flag {wrong}{nearest(wrong, flags[name])}; '{program} --help {name}' explains the flags"
    given = called[1:]
    if needed[name] and not given:
        return f"{name} needs a {needed[name][0].upper()}, such as: {examples[name]}"
    if len(needed[name]) == 1 and len(given) > 1:
        return f'put the words in quotes: {program} {name} "{" ".join(given)}"'
    return f"such as: {examples[name]}; '{program} --help {name}' explains the flags"


def _wrong_flag(words: Sequence[str], flags: Sequence[str]) -> str:
    """Return the first flag among `words` that is none of `flags`, if those are known."""
    given = (word.partition("=")[0] for word in words if _FLAG.match(word))
    return next((flag for flag in given if flags and flag not in flags), "")


def give_hint(program: str, module: str) -> None:
    """Print the hint for the command line of this process, which ends without having run a command of `module`."""
    from invoke.tasks import Task

    commands = {
        name.replace("_", "-"): made
        for name, made in vars(sys.modules.get(module, sys)).items()
        if isinstance(made, Task)
    }
    needed = {name: tuple(made.positional) for name, made in commands.items()}
    examples = {
        name: " ".join(found[1].split())
        for name, made in commands.items()
        if (found := _EXAMPLE.search(made.__doc__ or ""))
    }
    flags = {
        name: [flag for each in made.get_arguments() for flag in _flags(each.names)] for name, made in commands.items()
    }
    if commands and (line := hint(sys.argv[1:], needed, examples, program, flags)):
        print(line, file=sys.stderr)


def _flags(names: Sequence[str]) -> Sequence[str]:
    """Return the flags of an argument, as they are typed; those of a switch may be turned off."""
    long = [name.replace("_", "-") for name in names if len(name) > 1]
    return [
        *(f"--{name}" for name in long),
        *(f"--no-{name}" for name in long),
        *(f"-{n}" for n in names if len(n) == 1),
    ]


def expect(program: str, module: str) -> None:
    """Have the hint printed at the end of this process, unless a command is run; arguments as for `give_hint`."""
    atexit.register(give_hint, program, module)


def dismiss() -> None:
    """Take that back: a command is run."""
    atexit.unregister(give_hint)
