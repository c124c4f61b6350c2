"""LibreOffice without a window: found on this machine, driven in a profile of its own, ended in time.

Each call starts one process in a temporary folder and waits for it, so that nothing touches the user's own LibreOffice,
two calls may run beside each other, and no process outlives its call.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

from reports.errors import MissingLibraryError, ReportError
from reports.theme.fonts import outer_environment

VARIABLE = "REPORT_OFFICE"
"""Environment variable with the path of the program, where it stands in none of the usual places."""
COMMANDS = ("soffice", "libreoffice")
PLACES: Mapping[str, tuple[str, ...]] = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
    "linux": ("/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice", "/opt/libreoffice/program/soffice"),
}
"""Where installers put it without adding it to the path, by `sys.platform`."""
INSTALL: Mapping[str, str] = {
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
    "linux": "sudo apt-get install libreoffice-impress fonts-crosextra-carlito (Fedora: sudo dnf install "
    "libreoffice-impress google-carlito-fonts)",
}
TIMEOUT_SECONDS = 180.0
SETTINGS = "registrymodifications.xcu"
"""The file of a profile that holds the user's settings."""

Option = bool | int | str


class OfficeError(ReportError):
    """LibreOffice is there, but did not do what it was asked to (exit code 3, as where it is missing)."""

    exit_code = 3


def find_office() -> Path | None:
    """Return the LibreOffice program of this machine, or None; `REPORT_OFFICE` comes first, then the path."""
    if named := os.environ.get(VARIABLE):
        return Path(named) if Path(named).is_file() else None
    candidates = (*(shutil.which(name) for name in COMMANDS), *PLACES.get(sys.platform, ()))
    return next((Path(each) for each in candidates if each and Path(each).is_file()), None)


def office(purpose: str) -> Path:
    """Return the LibreOffice program.

    Raises:
        MissingLibraryError: it is not on this machine; says how to install it, and that `purpose` needs it.
    """
    found = find_office()
    if found is None:
        command = INSTALL.get(sys.platform, "see https://www.libreoffice.org/download")
        raise MissingLibraryError(
            f"{purpose} needs LibreOffice, which was not found; install it ({command}), or set {VARIABLE} to its program"
        )
    return found


def convert(
    files: Mapping[str, bytes],
    target: str,
    *,
    purpose: str = "this conversion",
    options: Mapping[str, Option] | None = None,
    language: str = "",
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> dict[str, bytes]:
    """Return each of `files` converted by one LibreOffice process, by its name with the new ending.

    Args:
        files: bytes by file name, such as 'deck.pptx'; names must differ without their endings.
        target: ending, with an export filter where it needs one: 'pdf', 'pdf:impress_pdf_Export', 'docx'.
        purpose: what a message says needs LibreOffice.
        options: of the export filter, such as {'ExportNotesPages': True}.
        language: language tag that the program takes as its own, and writes into what it exports.
        timeout_seconds: after so long the process is ended.

    Raises:
        MissingLibraryError: there is no LibreOffice.
        OfficeError: it takes too long, or leaves a file out.
    """
    program = office(purpose)
    ending = target.partition(":")[0]
    spelled = f"{target}:{_filter_options(options)}" if options else target
    with tempfile.TemporaryDirectory(prefix="reports-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given, made = folder / "in", folder / "out"
        given.mkdir()
        for file, data in files.items():
            (given / file).write_bytes(data)
        command = ["--convert-to", spelled, "--outdir", str(made), *(str(given / file) for file in files)]
        said = run(program, command, folder, language=language, timeout_seconds=timeout_seconds)
        wanted = {file: Path(file).with_suffix(f".{ending}").name for file in files}
        missing = sorted(file for file, new in wanted.items() if not (made / new).is_file())
        if missing:
            raise OfficeError(f"LibreOffice made no {ending} of {', '.join(missing)}: {said or 'it gave no reason'}")
        return {new: (made / new).read_bytes() for new in wanted.values()}


def run(
    program: Path, arguments: list[str], folder: Path, *, language: str = "", timeout_seconds: float = TIMEOUT_SECONDS
) -> str:
    """Run LibreOffice with `arguments` and a profile below `folder`; return what it said.

    Raises:
        OfficeError: it could not be started, or took longer than `timeout_seconds` and was ended.
    """
    profile = folder / "profile"
    _write_settings(profile, language)
    command = [str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    with _started(command) as process:
        try:
            out, _ = process.communicate(timeout=timeout_seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            raise OfficeError(f"LibreOffice took longer than {timeout_seconds:.0f} seconds and was ended") from None
    return " ".join(out.decode("utf-8", "replace").split())


def _filter_options(options: Mapping[str, Option]) -> str:
    """Return options of an export filter as JSON, the form that the command line takes since LibreOffice 7.4."""
    kinds = {bool: "boolean", int: "long", str: "string"}
    return json.dumps({name: {"type": kinds[type(value)], "value": _spelled(value)} for name, value in options.items()})


def _spelled(value: Option) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write_settings(profile: Path, language: str) -> None:
    """Write the settings of a new profile: the language of the program, where one is named."""
    if not language:
        return
    folder = profile / "user"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{escape(language)}</value></prop></item></oor:items>\n",
        "utf-8",
    )


# ── The process ──────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Give the running process, in a group of its own; end whatever is left of it."""
    try:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={
                **outer_environment(),
                "TZ": "UTC",
            },  # or dates in what it exports differ in length from place to place
            start_new_session=os.name == "posix",
        )
    except OSError as failure:
        raise OfficeError(f"LibreOffice could not be started ({failure.strerror or failure}): {command[0]}") from None
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End `process` and the programs that it started: the launcher of LibreOffice starts another."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()
    if process.stdout:
        process.stdout.close()
