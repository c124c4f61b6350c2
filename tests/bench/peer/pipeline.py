"""The conventional pipeline: YAML to matplotlib charts, to Jinja2 Markdown, to pandoc (docx, pptx) and typst (pdf).

Usage: python pipeline.py FACTS MATERIAL OUTPUT. It reads the same fact file and makes the same number of words, charts,
tables and slides as the real reports; it traces, checks and merges nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import jinja2
import matplotlib
import pypandoc
import typst
import yaml

matplotlib.use("Agg")

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FORMATS = {"docx": "png", "pptx": "png", "pdf": "svg"}
"""Format to the kind of picture that goes into it."""


class Point(TypedDict):
    """A bar."""

    label: str
    value: float


class Chart(TypedDict):
    """A bar chart."""

    id: str
    title: str
    points: list[Point]


class Section(TypedDict):
    """What stands under a heading, or on a slide."""

    title: str
    texts: list[str]
    tables: list[list[list[str]]]
    charts: list[str]
    notes: list[str]


class Report(TypedDict):
    """A report."""

    title: str
    formats: list[str]
    sections: list[Section]


class Material(TypedDict):
    """All reports."""

    charts: list[Chart]
    reports: dict[str, Report]


def load(path: Path) -> Material:
    """Return the content of a YAML file."""
    content: Material = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    return content


def draw(chart: Chart, out: Path, kinds: set[str]) -> None:
    """Draw a bar chart in each of `kinds`."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6.3, 2.8))
    labels = [point["label"] for point in chart["points"]]
    bars = axes.barh(labels, [point["value"] for point in chart["points"]])
    axes.bar_label(bars)
    axes.set_title(chart["title"], loc="left")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    for kind in sorted(kinds):
        figure.savefig(out / f"{chart['id']}.{kind}", dpi=200)
    plt.close(figure)


def environment() -> jinja2.Environment:
    """Return the Jinja environment of the templates beside this file."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters |= {"escaped": escaped, "piped": piped, "quoted": lambda text: f'"{escaped(text)}"'}
    return env


def escaped(text: str) -> str:
    """Return `text` so that Markdown takes it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|$@^~])", r"\\\1", text)


def piped(rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(map(escaped, row)) + " |" for row in rows]
    return "\n".join((lines[0], "|---" * len(rows[0]) + "|", *lines[1:]))


def main(facts: Path, material: Path, out: Path) -> None:
    """Make every report."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(facts.glob("*.yaml")):
        load(path)
    content = load(material)
    charts = {chart["id"]: chart for chart in content["charts"]}
    pandoc, env = pypandoc.get_pandoc_path(), environment()
    wanted: dict[str, set[str]] = {}
    for report in content["reports"].values():
        for section in report["sections"]:
            for id in section["charts"]:
                wanted.setdefault(id, set()).update(FORMATS[kind] for kind in report["formats"])
    for id, kinds in wanted.items():
        draw(charts[id], out, kinds)
    for name, report in content["reports"].items():
        for kind in report["formats"]:
            template = env.get_template("slides.md.j2" if kind == "pptx" else "document.md.j2")
            source = out / f"{name}-{kind}.md"
            source.write_text(template.render(**report, charts=charts, picture=FORMATS[kind]), encoding="utf-8")
            write(pandoc, source, out / f"{name}.{kind}")


def write(pandoc: str, source: Path, made: Path) -> None:
    """Turn Markdown into a finished file."""
    if made.suffix == ".pdf":
        typ = made.with_suffix(".typ")
        run(pandoc, source, "-s", "-t", "typst", "-o", typ.name)
        typst.compile(str(typ), output=str(made), root=str(made.parent))
    else:
        run(pandoc, source, *(["--toc"] if made.suffix == ".docx" else []), "-o", made.name)


def run(pandoc: str, source: Path, *arguments: str) -> None:
    """Run pandoc in the folder of `source`."""
    subprocess.run([pandoc, source.name, *arguments], cwd=source.parent, check=True)


if __name__ == "__main__":
    main(*(Path(text) for text in sys.argv[1:]))
