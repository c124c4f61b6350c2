"""Commands for what people edited in the finished files: review it, redline it, take it out for sending."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import say, say_all, say_made, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.load.project_folders import Folders


@command(
    "facts",
    "templates",
    "output",
    output="folder of the built files (default: output)",
    write="turn edits into the templates and the fact file where they stand there one-to-one",
    as_json="answer with one JSON object, for scripts",
)
def review_edits(*, write: bool = False, where: Folders, as_json: bool = False) -> int:
    """Show what was edited in the brief and the deck since the last build. Example: invoke review-edits --write"""
    from reports.tools.reviewing.review_edits import reviewed, written_back

    if as_json:
        from reports.cli.machine_answers import told_as_json

        return told_as_json("review-edits", lambda: _reviewed_by_names(where, write=write))
    edits = reviewed(where)
    for edit in edits:
        _show(edit.head, edit.words)
    say(f"{len(edits)} edit{'s' * (len(edits) != 1)} found")
    if write and edits:
        files, left = written_back(where)
        say_all(f"left in the file: {line}" for line in left)
        say("written: " + (", ".join(files) or "nothing"))
    return 0


def _reviewed_by_names(where: Folders, *, write: bool) -> Mapping[str, object]:
    """Return the edits by their parts, and what was written back of them and what was left."""
    from reports.tools.reviewing.review_edits import reviewed, written_back

    edits = [
        {"where": edit.head, "words": [{"kind": kind, "text": text} for kind, text in edit.words]}
        for edit in reviewed(where)
    ]
    files, left = written_back(where) if write and edits else ((), ())
    return {"edits": edits, "written": list(files), "left": list(left)}


def _show(head: str, words: tuple[tuple[str, str], ...]) -> None:
    """Print an edit: its words in colour on a terminal, else with [-out-] and {+in+} around them."""
    tell(head)
    if not words:
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        styles = {"out": "red strike", "in": "green underline"}
        Console().print(Text.assemble("  ", *((text, styles.get(kind, "")) for kind, text in words)))
        return
    marks = {"out": "[-{}-]", "in": "{{+{}+}}"}
    tell("  " + "".join(marks.get(kind, "{}").format(text) for kind, text in words))


@command(
    "facts",
    "templates",
    "output",
    output="folder of the built files (default: output)",
    file="the other copy of a brief or deck that lies in the output folder",
    report="which report it is of, where the file does not say so, or the report was renamed",
)
def join_copy(file: str, *, report: str = "", where: Folders) -> int:
    """Join another person's copy into the brief or deck in output. Example: invoke join-copy from-ada/brief.docx"""
    from pathlib import Path

    from reports.tools.reviewing.copy_joining import join_copy as join

    made = join(where, Path(file), report)
    say_all(made.lines)
    say(f"written: {where.shown(where.output / made.name)}; build to refresh it")
    return 0


@command(
    "facts",
    "output",
    facts="folder of the fact files, with the releases (default: facts)",
    output="folder of the reports, and of the comparison (default: output)",
    old="Word file to compare with (default: what was published last)",
    force="replace a comparison that was edited or is not ours; a copy is kept in .history",
)
def redline(*, old: str = "", where: Folders, force: bool = False) -> int:
    """Show what changed since the last release as tracked changes. Example: invoke redline --old sent/brief.docx"""
    from reports.tools.redlining.redline import redlined

    made = redlined(where, old, force=force)
    say_made(where, made.written, made.skipped, made.notes)
    return made.exit_code


@command(
    "output",
    output="folder of the reports, and of the clean copies (default: output)",
    force="replace a clean copy that was edited or is not ours; a copy is kept in .history",
)
def clean_copy(where: Folders, force: bool = False) -> int:
    """Make a Word copy for sending out, without names, comments and private parts. Example: invoke clean-copy"""
    from reports.tools.clean_copy import clean_copies

    made = clean_copies(where, force=force)
    say_made(where, made.written, made.skipped)
    return made.exit_code
