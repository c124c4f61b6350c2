"""Native tables: a grid as a graphic frame with its own rules (ECMA-376 Part 1, §21.1.3)."""

from __future__ import annotations

from reports.formats.pptx.drawing_xml import LinkTo, Pen, emu
from reports.formats.pptx.empty_deck import NO_STYLE
from reports.formats.pptx.plan.slide_model import Cell, Edge, GridRow, GridShape

SIDES = (("lnL", "left"), ("lnR", ""), ("lnT", "top"), ("lnB", "bottom"))


def table(pen: Pen, grid: GridShape, link: LinkTo) -> str:
    """Return a:tbl for `grid`."""
    flags = ' firstRow="1"' if grid.header_row else ""
    flags += ' firstCol="1"' if grid.header_column else ""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in grid.columns)
    rows = "".join(_row(pen, row, link) for row in grid.rows)
    return (
        f"<a:tbl><a:tblPr{flags}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
    )


def _row(pen: Pen, row: GridRow, link: LinkTo) -> str:
    cells = "".join(_cell(pen, cell, link) for cell in row.cells)
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(pen: Pen, cell: Cell, link: LinkTo) -> str:
    said = "".join(
        pen.paragraph(par, pen.style(par.style or "table-text"), link, spaced=bool(at and par.before))
        for at, par in enumerate(cell.paragraphs)
    )
    inset = cell.insets
    margins = f'marL="{emu(inset.left)}" marR="{emu(inset.right)}" marT="{emu(inset.top)}" marB="{emu(inset.bottom)}"'
    edges = {"left": cell.left, "top": cell.top, "bottom": cell.bottom}
    lines = "".join(_edge(pen, tag, edges.get(side)) for tag, side in SIDES)
    fill = pen.solid(cell.fill) if cell.fill else "<a:noFill/>"
    anchor = f' anchor="{cell.anchor}"' if cell.anchor != "t" else ""
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>"
        f"<a:tcPr {margins}{anchor}>{lines}{fill}</a:tcPr></a:tc>"
    )


def _edge(pen: Pen, tag: str, edge: Edge | None) -> str:
    if edge is None:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return (
        f'<a:{tag} w="{emu(edge.width)}" cap="flat" cmpd="sng" algn="ctr">{pen.solid(edge.colour)}'
        f'<a:prstDash val="solid"/></a:{tag}>'
    )
