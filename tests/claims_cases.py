"""Paragraphs that the first audit must refuse or let pass, many to a file: `cases/claims/<language>.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from reports.audit import audit
from reports.formats.registry import FORMATS
from reports.load.fact_files import load_facts
from reports.load.template_files import load_templates
from reports.narrative import compose_so_far

CASES = Path(__file__).parent / "cases" / "claims"
REPORT = "title: {title}\nformats: [docx]\nlanguage: {language}\nsections: [main]\n"
_FACT = re.compile(r"\{([a-z0-9-]+)(?::([a-z:-]+))?\}")
_CITE = re.compile(r"\^([a-z0-9-]+(?:,[a-z0-9-]+)*)?")


@dataclass(frozen=True)
class Case:
    """One paragraph, and whether it must be refused."""

    refuse: bool
    group: str
    text: str
    """As the file has it."""
    wrong: bool = False
    """Whether the audit is known to judge it wrongly: 'refuse!' and 'allow!' in the file."""

    @property
    def markdown(self) -> str:
        """Return the paragraph as a template has it."""
        calls = _FACT.sub(lambda m: f'{{{{ fact("{m[1]}"' + (f', "{m[2]}"' if m[2] else "") + ") }}", self.text)
        cited = _CITE.sub(
            lambda m: "{{ cite(" + ", ".join(f'"{id}"' for id in (m[1] or "").split(",") if id) + ") }}", calls
        )
        return cited.replace("\\n", "\n")


def cases(name: str) -> tuple[Case, ...]:
    """Return the cases of the file `name`."""
    lines = (line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#"))
    parts = (line.split(" ", 2) for line in lines)
    return tuple(Case(word.startswith("refuse"), group, text, word.endswith("!")) for word, group, text in parts)


def told(
    every: Sequence[Case], folder: Path, language: str, facts: str | Path
) -> Iterator[tuple[Case, tuple[str, ...]]]:
    """Yield each case with what the audit says of it; they are paragraphs of one report, made in `folder`."""
    lines, body = [], f"# {'Le rapport' if language.startswith('fr') else 'The report'}\n"
    for case in every:
        lines.append(body.count("\n") + 2)
        body += f"\n{case.markdown}\n"
    if isinstance(facts, Path):
        copytree(facts, folder / "facts")
    else:
        (folder / "facts").mkdir(parents=True)
        (folder / "facts" / "facts.yaml").write_text((CASES / facts).read_text("utf-8"), "utf-8")
    files = {
        "templates/r/report.yaml": REPORT.format(title="R", language=language),
        "templates/r/main.md": body,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    book, wrong = load_facts(folder / "facts", "facts")
    templates, more = load_templates(folder / "templates", "templates", tuple(FORMATS.values()))
    assert not wrong, [str(each) for each in wrong]
    assert not more, [str(each) for each in more]
    document, faults = compose_so_far("r", templates, book)
    found: dict[int, list[str]] = {}
    for problem in (*audit((document,), templates, book), *faults):
        found.setdefault(problem.where.line, []).append(str(problem))
    for case, line in zip(every, lines, strict=True):
        yield case, tuple(said for n in range(line, line + case.markdown.count("\n") + 1) for said in found.get(n, ()))
