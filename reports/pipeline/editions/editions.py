"""Editions: which sections a reader gets. Each is composed, audited and proved to hold nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reports.audit import audit, lost_links
from reports.document import Blocks, ChartPoint, Cite, Document, SourceList, SourceStrip, rebuild, walk
from reports.domain.fact_book import FactBook
from reports.errors import InputError, Place, Problem, collect
from reports.formats.finished_file import audit_file
from reports.formats.registry import PDF
from reports.load.approval import PLACEHOLDER
from reports.load.definition_files import ReportFile
from reports.load.template_files import Templates
from reports.narrative import compose_so_far
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Tree
from reports.pipeline.editions.leak_check import Secrets, leaks, secrets
from reports.pipeline.editions.recipients import Recipient


@dataclass(frozen=True)
class Edition:
    """A report as some of its readers get it."""

    name: str
    document: Document
    secrets: Secrets
    """What the report and its other editions say besides."""
    where: Place
    """In report.yaml."""

    @property
    def key(self) -> str:
        """Return what names the edition in file names."""
        return f"{self.document.info.name}-{self.name}-{self.document.info.language.lower()}"


@dataclass(frozen=True)
class Offer:
    """An edition that a report offers, not yet composed."""

    report: str
    edition: str
    file: ReportFile
    tree: Tree

    @property
    def where(self) -> Place:
        """Return its place in report.yaml."""
        return self.tree.place(("editions", self.edition))


def offers(templates: Templates) -> tuple[Offer, ...]:
    """Return every edition of every report."""
    return tuple(
        Offer(id, name, file, tree) for id, (file, tree) in templates.reports.items() for name in file.editions
    )


def chosen(
    recipients: Iterable[Recipient], templates: Templates, left_out: list[Problem] | None = None
) -> Mapping[Recipient, Offer]:
    """Return the edition that each recipient gets: the one of that name in that language.

    Args:
        recipients: rows of a list.
        templates: those of the reports.
        left_out: takes what is wrong with single rows, which are left out then; None to refuse the list.

    Raises:
        InputError: with every row whose edition or language no report offers, or more than one; or no row is left.
    """
    known = offers(templates)
    if not known:
        cure = "add editions: with sections: and marking: to a report.yaml"
        raise InputError([Problem(Place("templates"), "no report has editions", cure)])
    found: dict[Recipient, Offer] = {}
    problems: list[Problem] = []
    for recipient in recipients:
        named = [offer for offer in known if offer.edition == recipient.edition]
        spoken = [offer for offer in named if _speaks(offer.file.language, recipient.language)]
        if len(spoken) == 1:
            found[recipient] = spoken[0]
        else:
            problems.append(_unmet(recipient, known, named, spoken))
    if problems and (left_out is None or not found):
        raise InputError(problems)
    if left_out is not None:
        left_out += problems
    return found


def nobodys(reports: Iterable[str], templates: Templates) -> Iterator[Problem]:
    """Yield a problem for each of `reports` that nobody is to get: an unread translation, or a placeholder's report."""
    for report in dict.fromkeys(reports):
        file, tree = templates.reports[report]
        translation = templates.translations.get(report)
        if translation and translation.unread:
            yield translation.problem
        original = templates.reports[translation.report][0] if translation else file
        if PLACEHOLDER in (file.organisation, original.organisation):
            what = f"the organisation of {report!r} is the placeholder “{PLACEHOLDER}”, and it is to be sent"
            yield Problem(tree.place(("organisation",)), what, "name yours with 'organisation:'")


def _speaks(offered: str, wanted: str) -> bool:
    """Return whether a report in one language serves a reader who wants another: 'en' is served by 'en-GB'."""
    one, other = offered.lower(), wanted.lower()
    return one == other or one.split("-")[0] == other


def _unmet(recipient: Recipient, known: tuple[Offer, ...], named: list[Offer], spoken: list[Offer]) -> Problem:
    if not named:
        names = sorted({offer.edition for offer in known})
        what = f"there is no edition {recipient.edition!r}{nearest(recipient.edition, names)}"
        return Problem(recipient.where, what, f"use {' or '.join(names)}")
    if not spoken:
        languages = sorted({offer.file.language for offer in named})
        what = f"the edition {recipient.edition!r} does not exist in {recipient.language!r}"
        return Problem(recipient.where, what, f"use {' or '.join(languages)}, or add a report in that language")
    reports = " and ".join(offer.report for offer in spoken)
    what = f"the edition {recipient.edition!r} is offered by the reports {reports}"
    return Problem(recipient.where, what, "give one of the editions another name")


def composed(offer: Offer, templates: Templates, book: FactBook) -> Edition:
    """Return an edition, composed and audited.

    Raises:
        InputError: its sections do not stand without those that it leaves out, or break a rule of the audit.
    """
    others = [name for name in ("", *offer.file.editions) if name != offer.edition]
    document, *elsewhere = (_document(offer, name, templates, book) for name in (offer.edition, *others))
    return edition_of(offer, document, elsewhere)


def edition_of(offer: Offer, document: Document, elsewhere: Iterable[Document]) -> Edition:
    """Return the edition that `document` is, beside the report and its other editions."""
    if not set(offer.file.sections) <= set(offer.file.editions[offer.edition].sections):
        document = replace(document, blocks=_listed(document))
    return Edition(offer.edition, document, secrets(document, elsewhere), offer.where)


def _document(offer: Offer, name: str, templates: Templates, book: FactBook) -> Document:
    document, problems = drafted(offer, name, templates, book)
    collect(problems)
    return document


def drafted(offer: Offer, name: str, templates: Templates, book: FactBook) -> tuple[Document, tuple[Problem, ...]]:
    """Return the edition `name` of a report, or the report itself for '', as far as it goes, and what is wrong with it."""
    file, marking = offer.file, ""
    if name:
        marking = file.editions[name].marking
        file = file.model_copy(update={"sections": file.editions[name].sections})
    own = replace(templates, reports={**templates.reports, offer.report: (file, offer.tree)})
    document, problems = compose_so_far(offer.report, own, book)
    if name:
        document = marked(document, marking)
        problems = (*problems, *audit((document,), own, book), *(() if problems else lost_links(document, own)))
    said = f"in the edition {name!r}: " if name else ""
    return document, tuple(replace(problem, what=f"{said}{problem.what}") for problem in problems)


def marked(document: Document, marking: str) -> Document:
    """Return `document` as an edition of this marking."""
    return replace(document, info=replace(document.info, edition=marking))


def _listed(document: Document) -> Blocks:
    """Return the blocks with those sources listed that the edition cites, since others would say what is left out."""
    cited: set[int] = set()
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        match node:
            case Cite(numbers=numbers) | ChartPoint(numbers=numbers):
                cited.update(numbers)
            case SourceStrip(printed=printed, other=other):
                cited.update((*printed, *other))
            case _:
                pass

    def change(node: object) -> object:
        if isinstance(node, SourceList):
            return replace(node, sources=tuple(each for each in node.sources if each.number in cited))
        return node

    return rebuild(document.blocks, change)  # type: ignore[return-value]


def prove(edition: Edition, data: bytes) -> None:
    """Check a finished copy of an edition: its figures are the document's, and nothing withheld stands in it.

    Raises:
        InputError: with every leak.
    """
    found = [given_away(edition, where, what) for where, what in leaks(data, edition.secrets)]
    found += audit_file(PDF.name, data, edition.document)
    if found:
        raise InputError(found)


def given_away(edition: Edition, where: str, what: str) -> Problem:
    """Return the problem that `what` is withheld and stands in the edition, and where."""
    return Problem(edition.where, f"the edition {edition.name!r} gives away “{what[:80]}” ({where})", CURE)


CURE = "reword the section that says it, or leave it out as well"
