"""A frozen class of ours is one of `dataclasses`, whatever is asked of it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property

import pytest

from reports.frozen_classes import dataclass as ours

MAKERS = (ours, dataclasses.dataclass)


@ours(frozen=True, slots=True)
class Harbour:
    """A class that can be pickled, since it stands in a module."""

    name: str
    """What it is called."""
    berths: int = 1
    ships: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)


def made(maker: object, **options: bool) -> type:
    """Return a class with a default, a factory and a field that does not count."""

    @maker(frozen=True, **options)  # type: ignore[operator]
    class Port:
        """A port."""

        name: str
        berths: int = 1
        ships: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)

    return Port


@pytest.mark.parametrize("options", [{}, {"slots": True}, {"kw_only": True, "slots": True}, {"eq": False}])
def test_it_says_the_same_as_one_of_dataclasses(options: dict[str, bool]) -> None:
    one, other = (made(each, **options) for each in MAKERS)
    told = [
        (
            repr(each(name="Rye")).rpartition(".")[2],
            each(name="Rye") == each(name="Rye", ships=["Ann"]),
            each(name="Rye") == each(name="Rye", berths=2),
            each(name="Rye") == "Rye",
            each(name="Rye").ships is each(name="Rye").ships,
            dataclasses.asdict(dataclasses.replace(each(name="Rye"), berths=3)),
            [field.name for field in dataclasses.fields(each)],
            each.__match_args__,  # type: ignore[attr-defined]
            hasattr(each, "__slots__"),
        )
        for each in (one, other)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("change", ["name", "depth"])
@pytest.mark.parametrize("options", [{}, {"slots": True}])
def test_nothing_in_it_can_be_changed(change: str, options: dict[str, bool]) -> None:
    port = made(ours, **options)("Rye")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(port, change, "Hythe")
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(port, change)
    assert port.name == "Rye"


@pytest.mark.parametrize("call", [(), ("Rye", 1, [], 4), ("Rye", 1, [], "ships")])
def test_wrong_arguments_are_refused(call: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Harbour(*call)  # type: ignore[arg-type]


def test_equal_ones_have_one_hash_and_copies_are_equal() -> None:
    harbour = Harbour("Rye", 2, ["Ann"])
    assert hash(harbour) == hash(Harbour("Rye", 2))
    for each in (pickle.loads(pickle.dumps(harbour)), copy.deepcopy(harbour), copy.copy(harbour)):
        assert (each, each.ships) == (harbour, ["Ann"])


def test_what_a_class_says_itself_stands() -> None:
    @ours(frozen=True)
    class Named:
        """A thing known by its name, whatever its case."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Named) and self.name.lower() == other.name.lower()

        def __repr__(self) -> str:
            return self.name

        @cached_property
        def length(self) -> int:
            """Return how long the name is."""
            return len(self.name)

    assert (Named("Rye") == Named("RYE"), repr(Named("Rye")), Named("Rye").length) == (True, "Rye", 3)


def test_one_that_can_be_changed_is_that_of_dataclasses() -> None:
    @ours(order=True)
    class Tide:
        """A tide."""

        height: int

    tide = Tide(3)
    tide.height = 4
    assert Tide(3) < tide


@pytest.mark.parametrize("first", MAKERS)
@pytest.mark.parametrize("second", MAKERS)
def test_one_may_derive_from_another_whoever_made_it(first: object, second: object) -> None:
    above = made(first, slots=True)

    @second(frozen=True, slots=True)  # type: ignore[operator]
    class Marina(above):  # type: ignore[misc, valid-type]
        """A port for yachts."""

        depth: int = 2

    marina = Marina("Rye", depth=4)
    assert (marina.name, marina.depth, marina == Marina("Rye", depth=4)) == ("Rye", 4, True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        marina.depth = 5
