"""Projects of any size, with invented facts: what grows in turn is the facts, the pages, the slides or the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCES = """\
sources:
  - id: paper
    number: 1
    title: Annual tram report
    short: Tram report
    publisher: City transport office
    date: 2031-03-01
    accessed: 2031-04-01
actors:
  - id: city
    name: City of Trams
    short: the City
    kind: city
"""
FACT = """\
  - id: line-{n}
    statement: Tram line {n} carries {value} riders on a working day.
    label: Riders of line {n}
    topic: trams
    value: {value}
    unit: riders
    qualifier: about
    status: reported
    sources:
      - source: paper
        paragraph: {paragraph}
        anchor: carries {value} riders
    recorded: 2031-04-02
"""
WORDS = "The office counts its riders at every stop and tells the council what was seen along the way. " * 5
PARAGRAPHS = 5
"""To a page, with a heading."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What grows, and from what size to what."""

    name: str
    small: int
    large: int
    make: Callable[[int], Mapping[str, str]]
    """Size to the files of `templates/`."""
    facts: Callable[[int], int]
    """Size to the number of facts."""

    @property
    def times(self) -> float:
        """Return how many times the small size the large one is."""
        return self.large / self.small


def write(growth: Growth, size: int, folder: Path) -> None:
    """Write a project of `size` into `folder`."""
    entries = "".join(FACT.format(n=n, value=1000 + n, paragraph=n) for n in range(1, growth.facts(size) + 1))
    files = {"facts/facts.yaml": SOURCES + "facts:\n" + entries}
    files |= {f"templates/{name}": text for name, text in growth.make(size).items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def report(kind: str, sections: Mapping[str, str]) -> dict[str, str]:
    """Return the files of one report."""
    head = f"title: A report of trams\nkind: Brief\nlanguage: en-GB\nminutes: 60\nformats:\n- {kind}\nsections:\n"
    files = {"grown/report.yaml": head + "".join(f"- {name}\n" for name in sections)}
    return files | {f"grown/{name}.md": text for name, text in sections.items()}


def few(size: int) -> Mapping[str, str]:
    """Return a Word report that prints the first facts of many."""
    return report("docx", {"main": "# Trams\n\n" + "\n\n".join(map(_sentence, range(1, min(size, 20) + 1)))})


def pages(size: int) -> Mapping[str, str]:
    """Return a PDF of about `size` pages, a section each."""
    return report("pdf", {f"page-{n}": page_of_text(n) for n in range(1, size + 1)})


def slides(size: int) -> Mapping[str, str]:
    """Return a deck of about `size` slides, twenty to a section."""
    parts = {f"part-{n}": "\n".join(map(_slide, range(n, min(n + 20, size + 1)))) for n in range(1, size + 1, 20)}
    return report("pptx", parts)


def rows(size: int) -> Mapping[str, str]:
    """Return a Word report with tables of `size` rows, at most 2,000 each."""
    return report("docx", {f"part-{n}": _rows(n, min(n + 1_999, size)) for n in range(1, size + 1, 2_000)})


def _rows(first: int, last: int) -> str:
    lines = [f'| A line of trams | {{{{ fact("line-{n}") }}}} {{{{ cite() }}}} |' for n in range(first, last + 1)]
    return f"{{#part-{first}}}\n# Trams\n\n| Who | Riders |\n|---|---|\n" + "\n".join(lines) + "\n"


def _sentence(n: int) -> str:
    return f'One line carries {{{{ fact("line-{n}") }}}} {{{{ cite() }}}}.'


def page_of_text(n: int) -> str:
    """Return a page with a heading and some paragraphs, each with a figure."""
    body = [f"{_sentence((n * PARAGRAPHS + k) % 100 + 1)} {WORDS}" for k in range(PARAGRAPHS)]
    return f"{{#page-{n}}}\n# What the office counts\n\n" + "\n\n".join(body) + "\n"


def _slide(n: int) -> str:
    title = f'{{#slide-{n} layout=table seconds=40}}\n# Of riders, {{{{ fact("line-{n}") }}}} are counted\n\n'
    cells = "\n".join(f"| A line of trams | {_sentence(n + k)} |" for k in range(3))
    table = f"| Where | What |\n|---|---|\n{cells}\n"
    return f"{title}{table}\n::: notes\nWhat the office counts is told to the council.\n:::\n"


GROWTHS = (
    Growth("facts", 500, 20_000, few, lambda size: size),
    Growth("pages", 30, 600, pages, lambda size: 100),
    Growth("slides", 50, 1_000, slides, lambda size: size + 10),
    Growth("rows", 100, 10_000, rows, lambda size: size),
)
