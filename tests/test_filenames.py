"""Names that no file can have on every system."""

from __future__ import annotations

import pytest

from reports.load.file_names import reserved


@pytest.mark.parametrize("name", ["con", "NUL", "aux.txt", "lpt1", "Com9.tar.gz", "prn .x", "name.", "name ", " name"])
def test_names_that_windows_keeps_or_changes(name: str) -> None:
    assert reserved(name).startswith(f"no file can be called {name!r} on Windows, which ")


@pytest.mark.parametrize("name", ["conduct", "brief", "1.0", "com", "com10", "auxiliary.txt", "x.con", "nul-1"])
def test_names_that_only_look_like_it(name: str) -> None:
    assert reserved(name) == ""
