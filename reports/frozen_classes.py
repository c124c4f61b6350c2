"""Frozen data classes, made in a third of the time that `dataclasses` takes: a build has some four hundred, made at each start.

A class is one of `dataclasses` in all respects (`fields`, `replace`, `asdict` take it; type checkers see nothing else). Only
what does not differ from class to class is not written and compiled for each of them: it is one closure over the names of
its fields. A tenth of what a command costs before it is at work was spent on that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

_MISSING = object()
"""Stands for an argument that was not given, where a factory makes the value."""
_set = object.__setattr__


def _dataclass(
    cls: type | None = None,
    *,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
    eq: bool = True,
    **more: bool,
) -> object:
    """Return what `dataclasses.dataclass` does, for the same arguments."""

    def made(cls: type) -> type:
        if not frozen or more:
            made: type = dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, eq=eq, **more)(cls)
            return made
        return _frozen(cls, slots=slots, kw_only=kw_only, eq=eq)

    return made if cls is None else made(cls)


if not TYPE_CHECKING:
    dataclass = _dataclass


def _frozen(cls: type, *, slots: bool, kw_only: bool, eq: bool) -> type:
    own = dict(vars(cls))
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else `dataclasses` writes the signature there
    with _thawed(cls):
        made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    fields = dataclasses.fields(made)
    methods: dict[str, object] = {"__repr__": _repr, "__setattr__": _refuse_change, "__delattr__": _refuse_loss}
    if "__init__" not in own:
        methods["__init__"] = _init(made, fields)
    if eq:
        key = _key([each.name for each in fields if each.compare])
        methods |= {"__eq__": _eq(key), "__hash__": _hash(key)}
    if slots:
        methods |= dict(zip(("__getstate__", "__setstate__"), _state([each.name for each in fields]), strict=True))
    for name, method in methods.items():
        if own.get(name) is None:  # as it is of __hash__ where the class says what is equal
            setattr(made, name, method)
    made.__dataclass_params__.frozen = True  # type: ignore[attr-defined]
    return made


@contextmanager
def _thawed(cls: type) -> Iterator[None]:
    """Let a class be made that is not frozen yet, though those that it derives from are, which `dataclasses` refuses."""
    above = [each.__dataclass_params__ for each in cls.__mro__[1:] if dataclasses.is_dataclass(each)]  # type: ignore[attr-defined]
    frozen = [each.frozen for each in above]
    for each in above:
        each.frozen = False
    yield
    for each, was in zip(above, frozen, strict=True):
        each.frozen = was


def _refuse_change(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_loss(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _repr(self: object) -> str:
    fields = dataclasses.fields(self)  # type: ignore[arg-type]
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _key(names: Sequence[str]) -> Callable[[object], object]:
    """Return what takes an object and returns the values of these fields, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq(key: Callable[[object], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it becomes that method
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or key(self) == key(other)

    return __eq__


def _hash(key: Callable[[object], object]) -> Callable[[object], int]:
    def __hash__(self: object) -> int:  # noqa: N807 - it becomes that method
        return hash(key(self))

    return __hash__


def _state(names: Sequence[str]) -> tuple[Callable[[object], object], Callable[[object, Sequence[object]], None]]:
    """Return what gives and takes the values for `pickle` and `copy`, which cannot set what is frozen."""

    def __getstate__(self: object) -> list[object]:  # noqa: N807 - it becomes that method
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: Sequence[object]) -> None:  # noqa: N807 - it becomes that method
        for name, value in zip(names, state, strict=True):
            _set(self, name, value)

    return __getstate__, __setstate__


def _init(cls: type, fields: Sequence[dataclasses.Field[object]]) -> object:
    """Return the `__init__` of `cls`, the one method that is compiled for each class, as its calls must be quick."""
    known: dict[str, object] = {"_set": _set, "_missing": _MISSING}
    plain: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for each in fields:
        head, value = _argument(each, known)
        (named if each.kw_only else plain).append(head)
        lines.append(f" _set(self, {each.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    heads = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({heads}):\n" + ("\n".join(lines) or " pass"), known)  # as `dataclasses` does
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"  # type: ignore[attr-defined]
    return made


def _argument(field: dataclasses.Field[object], known: dict[str, object]) -> tuple[str, str]:
    """Return how a field stands among the arguments and what is set; its default goes to `known`."""
    name = field.name
    if field.default is not dataclasses.MISSING:
        known[f"_default_{name}"] = field.default
        return f"{name}=_default_{name}", name
    if field.default_factory is not dataclasses.MISSING:
        known[f"_make_{name}"] = field.default_factory
        return f"{name}=_missing", f"_make_{name}() if {name} is _missing else {name}"
    return name, name
