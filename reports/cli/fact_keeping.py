"""Commands of whoever keeps the facts: begin a project, find, check and add facts and their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import asking, names, say, say_all, tell, today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.load.project_folders import Folders


@command(folder="where to lay the project out; empty, or not there yet")
def new_project(folder: str) -> int:
    """Lay out facts, templates and theme for another subject. Example: invoke new-project ../library"""
    from reports.cli.project_root import NAME, own_program
    from reports.tools.curating.new_project import new_project as run

    say_all(run(folder, NAME if own_program() else "invoke"))
    return 0


@command(
    "facts",
    words='words of statement, figure, actor, status, source, topic or id, all in quotes: "signed 11"; "" lists topics',
    as_of="search what was recorded by this day",
    all="print every fact found, not the best ones only",
    ids='list what editors type for them in Word or on a slide, a line each; with "" for every fact',
    as_json="answer with one JSON object, for scripts",
)
def facts(
    words: str, where: Folders, as_of: str = "", all: bool = False, ids: bool = False, as_json: bool = False
) -> int:
    """Find facts, and the text to paste into a template. Example: invoke facts countries"""
    from reports.tools.curating.fact_search import NothingFoundError, entries_found, found, requests_found

    if as_json:
        from reports.cli.machine_answers import told_as_json

        return told_as_json("facts", lambda: entries_found(where, words.split(), as_of, every=all), _nothing_found)
    try:
        say_all(requests_found(where, words.split(), as_of) if ids else found(where, words.split(), as_of, every=all))
    except NothingFoundError as answer:  # as with grep: no mistake, but scripts may ask
        tell(str(answer))
        return 1
    return 0


def _nothing_found(answer: Mapping[str, object]) -> int:
    """Return the exit code of a search: 1 where it found nothing, as with grep."""
    return 0 if answer["found"] or answer["datasets"] else 1


@command(
    "facts",
    "templates",
    fact="id of the fact",
    as_of="look at what was recorded by this day",
    as_json="answer with one JSON object, for scripts",
)
def where_used(fact: str, where: Folders, as_of: str = "", as_json: bool = False) -> int:
    """Show a fact, its sources and every place that prints it. Example: invoke where-used frameworks-signed"""
    from reports.tools.where_used import answered, entries_answered

    if as_json:
        from reports.cli.machine_answers import told_as_json

        return told_as_json("where-used", lambda: entries_answered(where, fact, as_of))
    say_all(answered(where, fact, as_of))
    return 0


@command(
    "facts",
    "templates",
    old="id of a fact, source, actor or report",
    new="the id that it is to have: small letters, digits, hyphens",
    kind="fact, source, actor or report, where several are called so",
)
def rename(old: str, new: str, where: Folders, kind: str = "") -> int:
    """Give a fact, source, actor or report another id, everywhere. Example: invoke rename visits visits-of-the-year"""
    from reports.tools.curating.renaming import rename as run

    say_all(run(where, old, new, kind))
    say(
        "to go on: invoke build-reports, before you change a value, so that edited files learn the new id; "
        "then have approved again what was approved"
    )
    return 0


@command(
    "facts",
    fact='ids of facts, separated by commas; "" names those that are open',
    by='who answers for them, such as "Ada Example"',
    on="day of the sign-off (default: today): 2026-11-21",
)
def sign_off(fact: str, where: Folders, by: str = "", on: str = "") -> int:
    """Record who answers for a fact as it stands. Example: invoke sign-off frameworks-signed --by 'Ada Example'"""
    from reports.tools.curating.sign_off import sign_off as run

    done = run(where, names(fact), by, on or today(), today())
    if done.facts:
        say(f"signed off by {by.strip()}: {', '.join(done.facts)}")
    say(f"open: {', '.join(done.open)}" if done.open else "every fact is signed off as it stands")
    return 0


@command(
    "facts",
    documents="folder of the documents that the facts were curated from",
    source="id or number of the one to check, whose document alone needs to be there (default: all)",
)
def verify_sources(*, documents: str = "", source: str = "", where: Folders) -> int:
    """Find every anchor and figure in the source documents. Example: invoke verify-sources --documents ../sources"""
    from reports.audit.sources import verify_sources as run

    say(run(where.facts, where.shown(where.facts), documents, source))
    return 0


@command(
    "facts",
    statement="one sentence in your own words, with hedge and attribution",
    topic="heading it belongs to; the fact is added after the last one of it",
    status="how firm it is: signed, approved, announced, reported, claimed …",
    source="id or number of the source",
    paragraph="number of the non-blank line of the document",
    anchor="at most eight words of that paragraph, letter for letter",
    value="number as the source gives it, such as 14.8",
    low="lower end, with --high and the qualifier between",
    high="upper end",
    unit="'USD billion', 'percent', or a plural noun",
    qualifier="hedge: exactly (default), about, more-than, up-to …",
    label="noun phrase for charts and tables",
    id="small letters, digits, hyphens (default: made from the statement)",
    date="2026, 2026-02 or 2026-02-04",
    period="2025-08/2026-02; an open side stays empty",
    date_basis="stated or derived",
    attribution="who says so",
    actors="ids, separated by commas",
    countries="ids, separated by commas",
    quotation="words that are the fact, verbatim",
    note="for those who keep the file",
    review_by="day to look at it again",
    recorded="day it enters the file (default: today)",
    documents="folder of the source documents, to look anchor and figures up in",
    ask="ask for what no flag says (default: where a terminal is there); --no-ask never asks",
)
def new_fact(
    *,
    statement: str = "",
    topic: str = "",
    status: str = "",
    source: str = "",
    paragraph: str = "",
    anchor: str = "",
    value: str = "",
    low: str = "",
    high: str = "",
    unit: str = "",
    qualifier: str = "",
    label: str = "",
    id: str = "",
    date: str = "",
    period: str = "",
    date_basis: str = "",
    attribution: str = "",
    actors: str = "",
    countries: str = "",
    quotation: str = "",
    note: str = "",
    review_by: str = "",
    recorded: str = "",
    documents: str = "",
    where: Folders,
    ask: bool = True,
) -> int:
    """Add a fact; asks for what no flag says. Example: invoke new-fact --topic budget --source 2"""
    given = locals()
    from reports.tools.curating.entry_additions import Facts
    from reports.tools.curating.new_fact import FLAGS, Request, added_text
    from reports.tools.curating.new_fact import new_fact as run

    request = Request({key: given[key] for key in FLAGS if given[key]}, recorded or today(), documents)
    say_all(added_text(run(Facts(where.facts, where.shown(where.facts)), request, asking() if ask else None, say)))
    return 0


@command(
    "facts",
    file="the table: .csv, .tsv, .xlsx, .parquet, or SDMX-ML (.xml)",
    statement="what the table holds, in one sentence without figures",
    topic="heading it belongs to",
    source="id or number of the source that published it",
    unit="of its numbers: 'percent', 'USD billion', 'thousand jobs'; of several columns 'jobs: thousand jobs, pay: EUR'",
    flags="what marks behind numbers mean, 'u: estimated', beyond those that statistical offices use",
    id="small letters, digits, hyphens (default: made from the name of the file)",
    additive="dimensions over which its numbers may be added, 'industry, month', or none (default: those of which it shows)",
    across="name of the dimension whose values the columns of numbers are, where the table is wide",
    sheet="name of the sheet of a workbook (default: the first)",
    heads="number of the line with the heads (default: 1)",
    encoding="such as cp1252 (default: UTF-8)",
    recorded="day it enters the file (default: today)",
    ask="ask for what no flag says (default: where a terminal is there); --no-ask never asks",
)
def add_data(
    file: str,
    *,
    statement: str = "",
    topic: str = "",
    source: str = "",
    unit: str = "",
    flags: str = "",
    id: str = "",
    additive: str = "",
    across: str = "",
    sheet: str = "",
    heads: str = "",
    encoding: str = "",
    recorded: str = "",
    where: Folders,
    ask: bool = True,
) -> int:
    """Make a dataset of a table of numbers; asks for what it does not show. Example: invoke add-data jobs.csv --source bls"""
    given = {
        key: text
        for key, text in locals().items()
        if isinstance(text, str) and text and key not in ("file", "recorded")
    }
    from reports.tools.curating.datasets.add_data import Wish, told
    from reports.tools.curating.datasets.add_data import add_data as run
    from reports.tools.curating.entry_additions import Facts

    wish = Wish(Path(file), recorded or today(), given)
    added = run(Facts(where.facts, where.shown(where.facts)), wish, asking() if ask else None)
    say_all(told(added, where.shown(added.copied)))
    return 0


@command(
    "facts",
    file="the document, as plain text in UTF-8",
    publisher="who published it (default: not stated)",
    date="as the document gives it (default: not stated)",
    title="default: its first line",
    short="for source lines below charts, at most 40 characters",
    author="who wrote it",
    kind="such as: news report",
    place="where it was written",
    url="where it was found",
    id="small letters, digits, hyphens (default: made from publisher or title)",
    accessed="day it was fetched (default: today)",
)
def add_source(
    file: str,
    *,
    publisher: str = "",
    date: str = "",
    title: str = "",
    short: str = "",
    author: str = "",
    kind: str = "",
    place: str = "",
    url: str = "",
    id: str = "",
    accessed: str = "",
    where: Folders,
) -> int:
    """Record a document as a source; list the facts it bears on. Example: invoke add-source report.txt --publisher Gazette"""
    given = locals()
    from reports.tools.curating.add_source import KEYS, told
    from reports.tools.curating.add_source import add_source as run
    from reports.tools.curating.entry_additions import Facts

    keys = {key: given[key] for key in KEYS if given[key]}
    say_all(told(run(Facts(where.facts, where.shown(where.facts)), Path(file), keys, accessed or today())))
    return 0
