"""Pictures that sections name: read from the folder of the templates and from nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from reports.document import Image
from reports.load.project_folders import followed
from reports.notation.nearest_name import nearest
from reports.pictures.picture_file import MOST_BYTES, read_picture
from reports.pictures.refusal import PictureError

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".svg")


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """Where pictures lie: the folder of the templates and what is below it."""

    folder: Path
    shown: str
    """As messages name the folder."""

    def read(self, section: str, address: str) -> Image:
        """Return the picture that `section` names, a template as messages name it; the address is counted from there.

        Raises:
            PictureError: there is no such file, it lies elsewhere, or cannot be printed; `what` begins with a verb.
        """
        named = unquote(address)
        if ":" in named.partition("/")[0] or named.startswith("//"):
            raise PictureError("is fetched from elsewhere", "copy the file beside the section and write its name")
        if named.startswith(("/", "\\")) or "\\" in named or "\0" in named:
            raise PictureError(
                "is no name of a file in the templates", "write it from the section's own folder, with /"
            )
        beside = self.folder / PurePosixPath(section).relative_to(self.shown).parent
        path = beside / named
        root = followed(self.folder)
        target = followed(path)
        if not target.is_relative_to(root):
            raise PictureError("lies outside the folder of the templates", "copy the file into it")
        if not target.is_file():
            near = nearest(path.name, self._names(path.parent))
            raise PictureError(f"does not exist{near}", "correct the name, or add the file")
        return _read(target)

    def _names(self, folder: Path) -> list[str]:
        """Return the pictures in a folder, for a hint."""
        return sorted(each.name for each in folder.glob("*") if each.suffix.lower() in ENDINGS)


def _read(path: Path) -> Image:
    try:
        found = path.stat()
        if found.st_size > MOST_BYTES:
            raise PictureError(
                f"has {found.st_size // 1_000_000} MB", f"save it with at most {MOST_BYTES // 1_000_000} MB"
            )
        return _kept(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise PictureError(f"cannot be read ({error.strerror})", "change its permissions") from error


@lru_cache(maxsize=64)
def _kept(path: Path, changed: int, size: int) -> Image:
    """Return the picture in a file, which is read once for each report that shows it while it stays as it is."""
    return read_picture(path.read_bytes(), path.name)
