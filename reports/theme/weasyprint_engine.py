"""Load WeasyPrint: late, since it is slow, and with a message that helps where a system library is missing."""

from __future__ import annotations

import ctypes.util
import io
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib import import_module
from types import ModuleType

from reports.errors import MissingLibraryError
from reports.theme.fonts import use_private_fontconfig

INSTALL = (
    ("Debian, Ubuntu", "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("Fedora", "dnf install pango"),
    ("macOS", "brew install pango"),
    ("Windows", "pacman -S mingw-w64-x86_64-pango, in MSYS2"),
)
"""What installs Pango, by system. Source: WeasyPrint's first steps."""


DEFERRED = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules that WeasyPrint imports to clean fonts, which is done here in another way (see `subset`); a fifth of its import."""


@cache
def weasyprint() -> ModuleType:
    """Return the module `weasyprint`.

    Raises:
        MissingLibraryError: Pango or another system library is not on this machine.
    """
    use_private_fontconfig()
    # WeasyPrint prints advice to standard output before it fails; ours is shorter.
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        # HarfBuzz-Subset makes smaller work of the fonts; without it fontTools does the same, somewhat slower.
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        try:
            with _quick_find_library(), _deferred():
                return import_module("weasyprint")
        except OSError:
            _forget()
        try:
            return import_module("weasyprint")
        except OSError as error:
            raise MissingLibraryError(_advice(error)) from error


def _advice(error: OSError) -> str:
    ways = "; ".join(f"{system}: {command}" for system, command in INSTALL)
    reason = " ".join(str(error).split())
    return f"the PDF needs the system library Pango, which could not be loaded ({reason}); install it ({ways})"


@contextmanager
def _quick_find_library() -> Iterator[None]:
    """Answer 'not found' to `ctypes.util.find_library` for a while, on Linux.

    It starts up to three child processes a name. WeasyPrint tries the plain names first, then the versioned file
    names (libpango-1.0.so.0), which the loader finds by itself. Where that fails, the caller tries again without this.
    """
    if sys.platform != "linux":
        yield
        return
    original = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = original


class _Deferred(ModuleType):
    """Stands for a module that is loaded when a function of it is called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Return what calls the function `name` of the module."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: object, **named: object) -> object:
            function: Callable[..., object] = getattr(import_module(self.__name__), name)
            return function(*arguments, **named)

        return call


@contextmanager
def _deferred() -> Iterator[None]:
    """Let the modules in `DEFERRED` be imported without being loaded."""
    stand_ins = {name: _Deferred(name) for name in DEFERRED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]
