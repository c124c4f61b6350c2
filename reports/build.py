"""The pipeline: load, compose, audit, write, place; one logged line a step.

What takes longest is begun first: as soon as a report is composed, its PDF is set in a second process, and only then does
this one load what audits and writes the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reports.composing import Say, audited, drafted
from reports.facts import FactBook
from reports.folders import Folders
from reports.making import SLOW, Ahead, asked
from reports.model import Document
from reports.paper import on_paper
from reports.parallel import Helper
from reports.persons import CAREFUL, Persons
from reports.releases.digest import digest
from reports.standing import Standing, standing
from reports.theme import Theme
from reports.writable import require_writable

if TYPE_CHECKING:
    from reports.finishing import Built


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
    nothing else starts it. `helper` makes the PDF files in a second process. `untouched` are the outputs that this very program
    made and nobody touched: those that would be the same are left as they are.

    Raises:
        InputError: the input or the content is wrong; no output was touched.
        FlagError: a flag has a value that makes no sense.
    """
    output = where.output / f"as-of-{as_of}" if as_of else where.output
    require_writable(output, where.shown(output))
    stands = standing(output, untouched)
    ahead: dict[str, Callable[[], bytes]] = {}

    def early(document: Document, theme: Theme) -> None:
        if not only or document.info.id in only:
            [each] = on_paper((document,), paper)
            ahead.update(_begun(each, theme, stands, helper))

    draft, problems = drafted(where, only, as_of, say, early, partial(_foresee, stands, helper))
    if problems:
        audited(draft, problems, say)
    draft = replace(draft, documents=on_paper(draft.documents, paper))
    only = only or tuple(draft.templates.reports)
    from reports.finishing import Order, finish  # by now the second process has its work

    return finish(draft, Order(output, where.shown(output), only, as_of, persons, paginate, stands), ahead, say)


def _foresee(stands: Standing, helper: Helper | None, book: FactBook) -> None:
    """Start the second process where the facts tell that it will be needed."""
    slow = (name for name in stands.files if name.endswith(f".{SLOW}"))
    if helper and not all(stands.expected(name, book) for name in slow):
        helper.start()


def _begun(document: Document, theme: Theme, stands: Standing, helper: Helper | None) -> Ahead:
    """Return the slow file of `document`, begun in the second process, unless it stands as it is."""
    name = f"{document.info.name}.{SLOW}"
    if name in stands.files and stands.holds(name, digest(document, theme)):
        return {}
    return asked(document, theme, helper)
