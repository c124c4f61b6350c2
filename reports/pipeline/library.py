"""The pipeline as a library: two functions on the folder of a project, which `import reports` offers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

from reports.errors import InputError, what_stays
from reports.load.project_folders import Folders, folders
from reports.pipeline.build_results import BuildResult, CheckResult
from reports.pipeline.edit_policy import EditPolicy
from reports.pipeline.rebuild import Options, build_project

Folder = str | os.PathLike[str]


def build(
    project: Folder = ".",
    *,
    only: Iterable[str] = (),
    as_of: str = "",
    facts: Folder | None = None,
    templates: Folder | None = None,
    output: Folder | None = None,
    force: bool = False,
    strict: bool = False,
    restore: bool = False,
    paginate: bool = False,
    paper: str = "",
    cache: bool = True,
    processes: bool = True,
    say: Callable[[str], None] = lambda line: None,
) -> BuildResult:
    """Build the reports of a project, as `fact-reports build-reports` does.

    Args:
        project: folder with `facts/` and `templates/`.
        only: names of the reports to be built; none for all.
        as_of: build from what was recorded by this day, ISO 8601.
        facts: folder of the fact files, where it is not that of the project; so `templates` and `output`.
        templates: folder of the templates.
        output: folder that the files go to.
        force: start afresh, without the edits in the files; copies are kept in `.history`.
        strict: refuse figures that somebody typed into a file.
        restore: bring back generated parts that somebody deleted.
        paginate: let LibreOffice find the pages in the contents of Word files.
        paper: A4 or Letter for the PDF files; empty for what each report says.
        cache: leave what would be the same.
        processes: let a second process help; it ends with this call.
        say: takes one line a step.

    Raises:
        InputError: facts, templates or content are wrong; its `problems` name every place. No output was touched.
        FlagError: an argument makes no sense.
        ReportError: what both derive from, and every other error of this program.
    """
    policy = EditPolicy(force, strict, restore)
    options = Options(tuple(only), as_of, policy, paginate, paper, cache, processes)
    return build_project(_folders(project, facts, templates, output), options, lambda: nullcontext(say))


def check(
    project: Folder = ".",
    *,
    as_of: str = "",
    facts: Folder | None = None,
    templates: Folder | None = None,
    unused: bool = False,
    recipients: Folder | None = None,
) -> CheckResult:
    """Load, compose and audit the reports of a project, editions too, and write nothing, as `fact-reports check` does.

    Args:
        project: folder with `facts/` and `templates/`.
        as_of: check what was recorded by this day, ISO 8601.
        facts: folder of the fact files, where it is not that of the project; so `templates`.
        templates: folder of the templates.
        unused: note every fact that no document uses, not only how many there are.
        recipients: CSV file of recipients to check as well, as a distribution would read it.

    Raises:
        FlagError: an argument makes no sense.
    """
    from reports.pipeline.composition import check as run

    try:
        listed = Path(recipients) if recipients is not None else None
        return CheckResult((), run(_folders(project, facts, templates, None), as_of, unused=unused, recipients=listed))
    except InputError as failure:
        return CheckResult(failure.problems, tuple(filter(None, [what_stays(failure)])))


def _folders(project: Folder, facts: Folder | None, templates: Folder | None, output: Folder | None) -> Folders:
    given = {"facts": facts, "templates": templates, "output": output}
    named = {name: os.fspath(folder) for name, folder in given.items() if folder is not None}
    return folders(Path(project), **named)
