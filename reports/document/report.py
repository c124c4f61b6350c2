"""One report with what is said of it as a whole, and the words of its language that the program prints by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal as OneOf

from reports.document.blocks import Blocks
from reports.document.inlines import Inlines
from reports.domain.fact_book import FactBook
from reports.errors import Place

TEMPLATES = "templates"
"""How files name the folder of the templates, wherever it lies."""


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What `report.yaml` says of a report, resolved."""

    id: str
    """Folder name under templates/."""
    name: str
    """Name of the output file without its ending."""
    formats: tuple[str, ...]
    """Names of the formats in which it is made."""
    title: Inlines
    subtitle: Inlines
    kind: str
    """Such as 'Policy brief'."""
    organisation: str
    version: str
    language: str
    """BCP 47, such as en-GB."""
    as_of: str
    """ISO 8601."""
    as_of_text: str
    """As printed: '21 November 2026'."""
    audience: str = ""
    basis: Inlines = ()
    """What it is built on, for the cover: 'Built on five news reports'."""
    draft: bool = False
    """Whether it is printed as a draft: nobody has approved it as it stands."""
    final: bool = field(default=False, repr=False)
    """Whether report.yaml calls it final: then nothing may be left open in it, approved or not."""
    approved_by: str = ""
    """Who has approved a final; empty for a draft."""
    approved_on: str = ""
    """On which day, ISO 8601; empty where not stated."""
    approved_text: str = ""
    """As printed: 'Approved by …, 4 February 2026'; of a draft empty, but for a translation that nobody has read."""
    approval: str = ""
    """Fingerprint of the content that was approved; empty for a draft."""
    paper: OneOf["A4", "Letter"] = "A4"
    evidence_url: str = ""
    focus: str = ""
    """Actor in the focus colour."""
    subjects: tuple[str, ...] = ()
    """Actors the report is about; they need no fact of their own in a paragraph."""
    minutes: int = 0
    """Length of the talk."""
    pages: int = field(default=0, repr=False)
    """Most pages that its PDF is to have; 0 for any number. No content, hence not in digests."""
    keywords: tuple[str, ...] = ()
    edition: str = ""
    """How confidential, as printed, where it is an edition: 'Public'; empty for the report as such."""
    recipient: str = ""
    """Who this copy is made for, as printed: 'Prepared for …'; empty for everybody."""
    copy: str = ""
    """What names this copy, as printed; empty where there is no recipient."""
    stamped: datetime | None = field(default=None, repr=False)
    """What time stamps inside the files say, in UTC; None for the day `as_of`. No content, hence not in digests (`repr`)."""
    slides: bool = field(default=False, repr=False)
    """Whether it is a talk, whose slides carry a source line each; follows from `formats`."""
    facts_version: str = ""
    """What changes with the facts behind the report and their sources, and with no other fact: twelve hex digits."""
    translation_of: str = field(default="", repr=False)
    """The report that it is in another language; empty for the report of a file."""
    digits: str = ""
    """The numbering system of its figures, as CLDR has it: arabext; empty for Western digits."""
    folder: str = field(default=TEMPLATES, repr=False)
    """How messages name the folder of the templates."""

    @property
    def moment(self) -> datetime:
        """Return what every time stamp inside the files says, in UTC: noon of the day `as_of` where none is set."""
        return self.stamped or datetime.fromisoformat(f"{self.as_of}-01-01"[:10]).replace(hour=12, tzinfo=UTC)

    def file(self, format: str) -> str:
        """Return the name of its file in a format, whose name is the ending."""
        return f"{self.name}.{format}"

    def kept(self, where: Place | None) -> str:
        """Return a template place as files name it: the same wherever the project lies; empty for none."""
        place = str(where or "")
        return TEMPLATES + place.removeprefix(self.folder) if place.startswith(f"{self.folder}/") else place

    def shown(self, kept: str) -> str:
        """Return a place that a file names (`kept`) as messages do."""
        return self.folder + kept.removeprefix(TEMPLATES) if kept.startswith(f"{TEMPLATES}/") else kept


@dataclass(frozen=True)
class Words:
    """Furniture of a language: words that the program prints by itself. Keys and texts: `languages/*.yaml`."""

    language: str
    texts: dict[str, str]
    digits: str = ""
    """The numbering system of what they count; empty for Western digits."""

    def __getitem__(self, key: str) -> str:
        """Return the text for `key`; KeyError where the language lacks it."""
        return self.texts[key]


@dataclass(frozen=True)
class Document:
    """One report, ready to be written in any format."""

    info: ReportInfo
    blocks: Blocks
    words: Words
    book: FactBook

    @property
    def facts_version(self) -> str:
        """Return what changes with the facts behind the report; that of the whole book where nothing finer is known."""
        return self.info.facts_version or self.book.version


def untranslated(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the reports that are no other report in another language: what those print stands in these already."""
    return tuple(each for each in documents if not each.info.translation_of)
