"""The pipeline: load, compose, audit, write, place; one logged line a step.

What takes longest is begun first: as soon as a report is composed, its PDF or its Word file is made in a second process
(see `ahead`), and only then does this one load what audits and writes the rest.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.load.project_folders import Folders
from reports.pipeline.composition import Say, audited, drafted
from reports.pipeline.early_files import Ahead
from reports.pipeline.edit_policy import CAREFUL, Persons
from reports.pipeline.output_access import require_writable
from reports.pipeline.second_process import Helper
from reports.pipeline.up_to_date import standing
from reports.theme.paper import on_paper

if TYPE_CHECKING:
    from reports.pipeline.production import Built


def build(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    *,
    persons: Persons = CAREFUL,
    paginate: bool = False,
    paper: str = "",
    helper: Helper | None = None,
    untouched: Set[str] = frozenset(),
    say: Say = lambda line: None,
) -> Built:
    """Build the reports into the output folder; what cannot be replaced or made is skipped and named.

    `persons` says how to treat what people edited. `paginate` asks LibreOffice for the pages in the contents of Word files;
    nothing else starts it. `helper` is a second process that makes files beside this one. `untouched` are the outputs that
    this very program made and nobody touched: those that would be the same are left as they are.

    Raises:
        InputError: the input or the content is wrong; no output was touched.
        FlagError: a flag has a value that makes no sense.
    """
    output = where.output / f"as-of-{as_of}" if as_of else where.output
    require_writable(output, where.shown(output))
    stands = standing(output, untouched)
    ahead = Ahead(helper, stands, only, paper, paginate)
    draft, problems = drafted(where, only, as_of, say, ahead.composed, ahead.read)
    if problems:
        audited(draft, problems, say)
    draft = replace(draft, documents=on_paper(draft.documents, paper))
    only = only or tuple(draft.templates.reports)
    from reports.pipeline.production import Order, finish  # by now the second process has its work

    return finish(draft, Order(output, where.shown(output), only, as_of, persons, paginate, stands), ahead.begun, say)
