"""How fast copies for recipients are made: against a plain loop that calls Jinja2 and WeasyPrint afresh for each.

Run it with `python -m tests.bench.copies [COUNT]`. The plain loop is given more than it would have: the composed page, the
drawn charts and the style sheet are ready, and it neither audits nor checks for leaks.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.errors import Place
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.load.template_files import load_templates
from reports.pipeline.editions.copies import Job, Kit, press
from reports.pipeline.editions.copy_jobs import jobs, kit
from reports.pipeline.editions.editions import Edition, chosen, composed
from reports.pipeline.editions.recipients import Recipient
from reports.theme.definition import Theme
from reports.theme.fonts import font_files

ROOT = Path(__file__).parents[2]
PLAIN_COUNT = 5
"""Copies that the plain loop makes: one takes as long as any other."""


@dataclass(frozen=True)
class Trial:
    """One edition of a real project and those who get it."""

    edition: Edition
    theme: Theme
    chosen: Mapping[Recipient, Edition]

    @property
    def todo(self) -> tuple[Job, ...]:
        """Return the copies."""
        return jobs("bench", self.chosen)


def trial(count: int, root: Path = ROOT, edition: str = "") -> Trial:
    """Return the first edition of the project (or the one named) for `count` invented recipients."""
    from reports.pipeline.composition import compose_all

    where = folders(root)
    templates, _ = load_templates(where.templates, "templates", tuple(FORMATS.values()))
    file = next(file for file, _ in templates.reports.values() if file.editions)
    name = edition or next(iter(file.editions))
    place = Place("list.csv", 2)
    everybody = [
        Recipient(f"Desk {n}", "Harbour Office", file.language, name, f"desk{n}@harbour.example", place)
        for n in range(count)
    ]
    whole = compose_all(where)
    [offer] = chosen(everybody[:1], whole.templates).values()
    made = composed(offer, whole.templates, whole.book)
    return Trial(made, whole.templates.theme, dict.fromkeys(everybody, made))


def cpu_seconds(work: Iterator[bytes]) -> float:
    """Return the processor time that all of `work` takes in this process."""
    started = time.process_time()
    for data in work:
        assert data.startswith(b"%PDF")
    return time.process_time() - started


def ours(parts: Kit, todo: tuple[Job, ...]) -> Iterator[bytes]:
    """Yield the copies as distribution makes them, once the formes are laid out."""
    return (press(parts, job) for job in todo)


def plain_loop(trial: Trial, todo: tuple[Job, ...]) -> Iterator[bytes]:
    """Yield the copies as a plain loop makes them: a Jinja2 environment, a template and a WeasyPrint document for each."""
    import jinja2

    from reports.formats.pdf.chart_figures import Pictures
    from reports.formats.pdf.html_page import html
    from reports.formats.pdf.page_style import variables
    from reports.formats.pdf.typesetting.fetch_guard import guard
    from reports.theme.weasyprint_engine import weasyprint

    engine = weasyprint()
    document, theme = trial.edition.document, trial.theme
    pictures = Pictures(theme, document.words)
    body = '<body class="summary"><p>{{ recipient }} {{ copy }}</p>'
    text = "{% raw %}" + html(document, theme, pictures).replace("<body", "{% endraw %}" + body + "{% raw %}<body", 1)
    text += "{% endraw %}"
    fonts = [path for family in (theme.fonts.text, theme.fonts.title) for path in font_files(family)]
    for job in todo:
        page = jinja2.Environment(autoescape=True).from_string(text).render(recipient=job.line, copy=job.id)
        fetcher = guard(pictures.files, fonts, theme.folder)
        sheets = [engine.CSS(string=sheet, url_fetcher=fetcher) for sheet in (variables(document, theme), theme.css)]
        data: bytes = engine.HTML(string=page, url_fetcher=fetcher, base_url="file:///").write_pdf(
            stylesheets=sheets, pdf_variant="pdf/a-3a", pdf_tags=True
        )
        yield data


def resident_mib() -> float:
    """Return the memory that this process holds now, in MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def memory(parts: Kit, todo: tuple[Job, ...], samples: int = 5) -> tuple[float, ...]:
    """Return the memory after each fifth of the copies, in MiB; flat where nothing is kept."""
    found = []
    step = max(1, len(todo) // samples)
    for count, _ in enumerate(ours(parts, todo), 1):
        if count % step == 0:
            gc.collect()
            found.append(round(resident_mib(), 1))
    return tuple(found)


def measured(count: int) -> Mapping[str, object]:
    """Return what the bench finds."""
    tried = trial(count)
    todo = tried.todo
    started = time.process_time()
    parts = kit(todo, tried.chosen, tried.theme)
    once = time.process_time() - started
    mine = cpu_seconds(ours(parts, todo)) / count
    next(plain_loop(tried, todo))  # imports and caches are warm for it
    theirs = cpu_seconds(plain_loop(tried, todo[:PLAIN_COUNT])) / PLAIN_COUNT
    return {
        "copies": count,
        "laid out and proved once, CPU s": round(once, 2),
        "ours, PDFs per s and core": round(1 / mine, 1),
        "plain loop, PDFs per s and core": round(1 / theirs, 2),
        "times": round(theirs / mine, 1),
        "times, with what is made once": round(theirs * count / (mine * count + once), 1),
        "memory, MiB, after each fifth": memory(parts, todo),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), indent=1) + "\n")
