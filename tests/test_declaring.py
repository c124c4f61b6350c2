"""How commands are declared: the flags that Invoke sees, what a function gets of them, and the list in `tasks.py`."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from importlib import import_module

import pytest
from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.parser.argument import Argument

import tasks
from reports.cli.declaration import FOLDERS, Command, command
from reports.cli.project_root import ROOT
from reports.cli.terminal import say
from reports.load.project_folders import Folders


@pytest.fixture
def _restored() -> Iterator[None]:
    """Give back what a command takes for the rest of its process."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)
    gc.unfreeze()
    gc.enable()


@command("facts", "output", output="folder of the boxes", box="name of the box", count="how many", no_lid="leave open")
def pack(box: str, *, count: int = 3, where: Folders, no_lid: bool = False) -> int:
    """Pack a box."""
    say(f"{box} {count} {where.facts} {where.templates} {where.output} {no_lid}")
    return 4 if no_lid else 0


def flags(made: Command) -> dict[str, Argument]:
    """Return the arguments of a command by name, as Invoke sees them; it may be asked once a command."""
    [context] = Collection(made).to_contexts()
    return dict(context.args.items())


def test_flags_of_folders_stand_where_the_function_takes_them() -> None:
    found = flags(pack)
    assert list(found) == ["box", "count", "facts", "output", "no-lid", "quiet"]
    assert [found[name].help for name in ("facts", "output")] == [FOLDERS["facts"], "folder of the boxes"]
    assert [name for name, flag in found.items() if flag.positional] == ["box"]
    assert {name: flag.kind for name, flag in found.items()} == {
        "box": str, "count": int, "facts": str, "output": str, "no-lid": bool, "quiet": bool,
    }  # fmt: skip
    assert [found[name].names for name in ("no-lid", "output", "quiet")] == [
        ("no-lid",),
        ("output", "o"),
        ("quiet", "q"),
    ]


@pytest.mark.usefixtures("_restored")
def test_a_function_gets_its_flags_and_the_folders(capsys: pytest.CaptureFixture[str]) -> None:
    pack(Context(), box="red", count=5, facts="", output="shelf", no_lid=False)
    told = capsys.readouterr().out
    assert told == f"red 5 {ROOT / 'facts'} {ROOT / 'templates'} shelf False\n"
    with pytest.raises(Exit) as end:
        pack(Context(), box="red", count=5, facts="", output="shelf", no_lid=True)
    assert end.value.code == 4


@pytest.mark.usefixtures("_restored")
def test_help_in_place_of_an_argument_is_meant_as_help(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exit) as end:
        pack(Context(), box="--help")
    told = capfd.readouterr()
    assert "No idea what 'pack' is!" in told.out + told.err, "Invoke was asked; this command is none of the project's"
    assert end.value.code == 1
    pack(Context(), box="help", count=1, facts="--help", output="", no_lid=False)
    assert capfd.readouterr().out.startswith("help 1 --help ")


def test_a_letter_stands_for_one_flag_in_every_command() -> None:
    """Invoke would make up letters in the order of the parameters: `-o` was `--output` here and `--old` there."""
    meant: dict[str, set[str]] = {}
    for made in rooms().values():
        for flag in flags(made).values():
            for letter in (name for name in flag.names if len(name) == 1):
                meant.setdefault(letter, set()).add(flag.names[0])
    assert {letter: each for letter, each in meant.items() if len(each) > 1} == {}
    assert meant["o"] == {"output"}
    assert meant["q"] == {"quiet"}


def test_a_flag_of_an_earlier_version_is_read_on() -> None:
    def lamp(as_json: bool = False) -> int:
        return 0

    assert next(flag.names for flag in flags(command(as_json="light")(lamp)).values()) == ("json", "as-json", "j")


def test_no_flag_is_a_bare_hyphen_for_short() -> None:
    def lamp(on: bool = False, no: bool = False, no_on: bool = False) -> int:
        return 0

    found = flags(command(on="light", no="none", no_on="neither")(lamp))
    assert [flag.names for flag in found.values()] == [("on",), ("no",), ("no-on",), ("quiet", "q")]


def test_a_help_text_of_no_flag_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        flags(command(colour="of the box")(lambda: 0))


def test_a_folder_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="attic"):
        command("attic")(lambda where: 0)


def rooms() -> dict[str, Command]:
    """Return every command that is declared in a room, by its name there."""
    found: dict[str, Command] = {}
    for path in sorted((ROOT / "reports" / "cli").glob("*.py")):
        module = import_module(f"reports.cli.{path.stem}".removesuffix(".__init__"))
        found |= {name: made for name, made in vars(module).items() if isinstance(made, Command)}
    return found


def test_every_command_of_the_rooms_is_listed_and_no_other() -> None:
    declared = rooms()
    assert len(declared) > 20
    assert dict(sorted(declared.items())) == {name: getattr(tasks, name) for name in tasks.__all__}
    assert sorted(Collection.from_module(tasks).task_names) == sorted(name.replace("_", "-") for name in declared)
