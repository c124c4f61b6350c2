"""Commands for what people edited in the finished files: review it, redline it, take it out for sending."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import say, say_all, say_made

if TYPE_CHECKING:
    from reports.load.project_folders import Folders


@command(
    "facts",
    "templates",
    "output",
    output="folder of the built files (default: output)",
    write="turn edits into the templates and the fact file where they stand there one-to-one",
)
def review_edits(*, write: bool = False, where: Folders) -> int:
    """Show what was edited in the brief and the deck since the last build. Example: invoke review-edits --write"""
    from reports.tools.reviewing.review_edits import reviewed, written_back

    edits = reviewed(where)
    for edit in edits:
        _show(edit.head, edit.words)
    say(f"{len(edits)} edit{'s' * (len(edits) != 1)} found")
    if write and edits:
        files, left = written_back(where)
        say_all(f"left in the file: {line}" for line in left)
        say("written: " + (", ".join(files) or "nothing"))
    return 0


def _show(head: str, words: tuple[tuple[str, str], ...]) -> None:
    """Print an edit: its words in colour on a terminal, else with [-out-] and {+in+} around them."""
    say(head)
    if not words:
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        styles = {"out": "red strike", "in": "green underline"}
        Console().print(Text.assemble("  ", *((text, styles.get(kind, "")) for kind, text in words)))
        return
    marks = {"out": "[-{}-]", "in": "{{+{}+}}"}
    say("  " + "".join(marks.get(kind, "{}").format(text) for kind, text in words))


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
