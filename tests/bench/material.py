"""What the conventional pipeline is given: the texts, tables, charts and slides of the real reports, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from reports.document import (
    Block,
    Blocks,
    ChartSpec,
    Columns,
    Definitions,
    Document,
    Figure,
    Heading,
    List,
    Notes,
    Panel,
    Paragraph,
    Quote,
    SourceList,
    Table,
    Tiles,
    plain,
)
from reports.pipeline.composition import Composed


@dataclass
class Section:
    """What stands under one heading."""

    title: str
    texts: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    """Rows of cells, the head first."""
    charts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def size(self) -> dict[str, int]:
        """Return how much the section holds."""
        cells = [cell for table in self.tables for row in table for cell in row]
        words = sum(len(text.split()) for text in (self.title, *self.texts, *self.notes, *cells))
        return {"words": words, "charts": len(self.charts), "tables": len(self.tables)}


def material(composed: Composed) -> dict[str, object]:
    """Return every report as sections of plain text, and every chart as rows."""
    charts: dict[str, dict[str, object]] = {}
    reports: dict[str, object] = {}
    for document in composed.documents:
        found = sections(document, charts)
        title = plain(document.info.title)
        formats = list(document.info.formats)
        reports[document.info.id] = {"title": title, "formats": formats, "sections": [vars(each) for each in found]}
    return {"reports": reports, "charts": list(charts.values())}


def sections(document: Document, charts: dict[str, dict[str, object]]) -> list[Section]:
    """Return `document` as sections; the charts they show go to `charts`, by id."""
    found = [Section("Summary")]
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(Section(plain(block.inlines)))
        else:
            _fill(found[-1], block, charts)
    return [section for section in found if any((section.texts, section.tables, section.charts))]


def sizes(composed: Composed) -> dict[str, dict[str, int]]:
    """Return words, charts, tables and sections (or slides) of each report."""
    table: dict[str, dict[str, int]] = {}
    for document in composed.documents:
        found = sections(document, {})
        total = {key: sum(section.size()[key] for section in found) for key in ("words", "charts", "tables")}
        table[document.info.id] = {**total, "sections": len(found)}
    return table


def _fill(section: Section, block: Block, charts: dict[str, dict[str, object]]) -> None:
    match block:
        case Notes(blocks=blocks):
            spoken = Section("")
            _fill_all(spoken, blocks, charts)
            section.notes += spoken.texts
        case Figure(spec=spec):
            section.charts.append(spec.id)
            charts[spec.id] = _chart(spec)
        case Table():
            section.tables.append(_rows(block))
        case _:
            section.texts += _texts(block)
            for run in _inside(block):
                _fill_all(section, run, charts)


def _texts(block: Block) -> list[str]:
    """Return the paragraphs that `block` itself holds."""
    match block:
        case Paragraph(inlines=inlines) | Quote(inlines=inlines) | Panel(title=inlines):
            return [plain(inlines)]
        case Tiles(tiles=tiles):
            return [f"{tile.value.text} {plain(tile.label)}" for tile in tiles]
        case SourceList(sources=sources):
            return [f"{source.title}, {source.publisher}, {source.date}" for source in sources]
        case Definitions(items=items):
            return [plain(item.term) for item in items]
        case Heading(inlines=inlines):
            return [plain(inlines)]
        case _:
            return []


def _inside(block: Block) -> tuple[Blocks, ...]:
    """Return the runs of blocks that `block` holds."""
    match block:
        case List(items=runs) | Columns(columns=runs):
            return runs
        case Panel(blocks=blocks):
            return (blocks,)
        case Definitions(items=items):
            return tuple(item.blocks for item in items)
        case _:
            return ()


def _fill_all(section: Section, blocks: Blocks, charts: dict[str, dict[str, object]]) -> None:
    for block in blocks:
        _fill(section, block, charts)


def _rows(table: Table) -> list[list[str]]:
    head = [plain(column.head) for column in table.columns]
    return [head, *([plain(cell) for cell in row.cells] for row in table.rows)]


def _chart(spec: ChartSpec) -> dict[str, object]:
    points = [{"label": point.label, "value": float(point.value or 0)} for point in spec.points]
    return {"id": spec.id, "title": plain(spec.title), "points": points}


def save(composed: Composed, path: Path) -> None:
    """Write the material to `path`."""
    text = yaml.safe_dump(material(composed), allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
