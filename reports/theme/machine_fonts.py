"""Fonts that are installed on this machine, by family: fontconfig is asked where it is there, else the usual folders are read.

They are taken where `theme.yaml` says `machine: true` under `fonts:`, since another machine may have others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from reports.notation.yaml_tree import read_tree
from reports.theme.fonts import outer_environment

ASKED = "machine"
"""Key under `fonts:` of `theme.yaml`."""
ENDINGS = (".ttf", ".otf")
"""Of files that hold one font; collections (.ttc) hold several, which pages cannot name."""
NORMAL_WIDTH = "100"
"""What fontconfig says of a font that is neither condensed nor expanded."""
SECONDS = 20
_HOME = Path(os.path.expanduser("~"))
FOLDERS = (
    Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), _HOME / ".fonts", _HOME / ".local/share/fonts",
    Path("/Library/Fonts"), Path("/System/Library/Fonts"), _HOME / "Library/Fonts",
    Path(os.environ.get("WINDIR", "C:\\\\Windows")) / "Fonts",
    Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft/Windows/Fonts",
)  # fmt: skip
"""Where the systems keep fonts, for machines without fontconfig's own programs."""


def asks_machine(theme_folder: str) -> bool:
    """Return whether the theme in a folder takes fonts of the machine."""
    path = Path(theme_folder) / "theme.yaml"
    return bool(theme_folder) and path.is_file() and _asks(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _asks(path: Path, changed: int) -> bool:
    whole = read_tree(path, path.name).value
    fonts = whole.get("fonts") if isinstance(whole, dict) else None
    return isinstance(fonts, dict) and fonts.get(ASKED) is True


@lru_cache(maxsize=64)
def machine_files(family: str) -> tuple[Path, ...]:
    """Return the font files that may be of `family`, sorted; those that are condensed or expanded only where no others are."""
    listed = list(_listed(family)) if shutil.which("fc-list") else [(NORMAL_WIDTH, each) for each in _beside(FOLDERS)]
    usable = [(width, path) for width, path in listed if path.suffix.lower() in ENDINGS]
    normal = [path for width, path in usable if width == NORMAL_WIDTH or width.startswith("[")]
    return tuple(sorted(normal or [path for _, path in usable]))


def _listed(family: str) -> Iterator[tuple[str, Path]]:
    """Yield width and file of each font that fontconfig knows by the name `family`."""
    name = family.replace("\\", "").replace("-", "\\-").replace(":", "\\:").replace(",", "\\,")
    command = ["fc-list", "--format", "%{width}\t%{file}\n", f"{name}"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, env=outer_environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in done.stdout.splitlines():
        width, _, file = line.partition("\t")
        yield width, Path(file)


def _beside(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS)
