"""The points of each chart as a table inside the PDF, described by its title: for who cannot see it, or works on with it."""

from __future__ import annotations

from reports.charts.data_table import points, table
from reports.charts.registry import KINDS
from reports.document import ChartSpec, Document, Figure, plain, walk
from reports.formats.pdf.typesetting import Attachment

CSV = "text/csv"


def data_file(spec: ChartSpec) -> str:
    """Return the name of the file with the points of a chart; empty for a strip of dots, whose label says its number."""
    return "" if KINDS[spec.kind].is_strip else f"{spec.id}.csv"


def chart_tables(document: Document) -> tuple[Attachment, ...]:
    """Return the points of every chart that is drawn, each once, in the order of the pages."""
    specs = {node.spec.id: node.spec for node in walk(document.blocks) if isinstance(node, Figure)}
    return tuple(
        Attachment(name, CSV, f"The data of the chart: {plain(spec.title)}", table(points(spec)))
        for spec in specs.values()
        if (name := data_file(spec))
    )
