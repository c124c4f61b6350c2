"""Names that become the names of files, and which no system takes as such."""

from __future__ import annotations

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, with any ending (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


def reserved(name: str) -> str:
    """Return why no file can be called `name` on every system, as the end of a message; empty where one can."""
    if name.split(".")[0].rstrip().casefold() in DEVICES:
        return f"no file can be called {name!r} on Windows, which keeps it for a device"
    if name != name.strip() or name.endswith("."):
        return f"no file can be called {name!r} on Windows, which drops spaces and full stops at the ends"
    return ""


__all__ = ["DEVICES", "reserved"]
