"""The table of a slice of a dataset: rows and columns that are dimensions, or columns that are figures worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.document.blocks import Column, Row, Table
from reports.document.inlines import FactRef, Inlines, Strong, Text
from reports.document.traversal import plain
from reports.domain.datasets.cells import Cell, Wording
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.derived import Deriving
from reports.domain.datasets.queries import Query, QueryError, asked, axis_of, dimension_of
from reports.domain.facts import Observed
from reports.domain.wording.fact_formats import quote
from reports.languages.speech import Speech
from reports.narrative.slice_heads import Heads, beginning

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.narrative.template_functions import Setting

MOST_CELLS = 20_000
"""Of one table; more of them are no reading."""
WITHOUT = {Observed.MISSING: "..", Observed.SUPPRESSED: "c"}
"""What stands in a cell that has no value."""
FIGURES = ("value", "change", "growth", "share", "index", "rank")
"""What a column may show."""
Find = Callable[[Deriving], Cell]


@dataclass(frozen=True, slots=True)
class Slice:
    """What a template asks of a table."""

    dataset: str
    rows: str
    """'industry', or 'industry: construction, manufacturing'."""
    columns: str
    """The same; empty where the columns are figures."""
    figures: str
    """'value, growth:year, share': one column each, where no dimension stands across."""
    caption: Inlines
    id: str
    note: str
    total: str
    """Label of a last row that adds the rows up."""
    widths: str
    named: Mapping[str, str]
    """The other dimensions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column: its head, and what stands in it."""

    head: Inlines
    codes: Mapping[str, str]
    """Coordinates that the column adds to those of the row."""
    find: Find
    format: str


def sliced(catalogue: Catalogue, wanted: Slice, setting: Setting) -> Table:
    """Return the table that `wanted` describes.

    Raises:
        QueryError: it names what is not there, or more cells than anybody reads.
    """
    return _Slicing(catalogue, wanted, setting).table()


class _Slicing:
    """Makes one table."""

    def __init__(self, catalogue: Catalogue, wanted: Slice, setting: Setting) -> None:
        """Find out what is meant."""
        self.catalogue, self.wanted, self.setting = catalogue, wanted, setting
        self.rows, rows = axis_of(wanted.rows)
        self.columns, columns = axis_of(wanted.columns) if wanted.columns else ("", "")
        named = {**wanted.named, self.rows: rows or "all"}
        if self.columns:
            named[self.columns] = columns or "all"
        self.query = asked(catalogue, wanted.dataset, (), named)
        self.words: Wording = catalogue.wording(wanted.dataset, setting.speech.locale)
        self.heads = Heads(catalogue, self.query, setting.speech)
        self.odd: set[Observed] = set()
        self.cells: list[str] = []

    @property
    def speech(self) -> Speech:
        """Return how the language writes figures."""
        return self.setting.speech

    def table(self) -> Table:
        """Return the table."""
        from reports.narrative.chart_specs.captions import source_line

        dimension = self._dimension(self.rows)
        shown = tuple(self._columns())
        codes = self.query.codes[dimension.id]
        if len(codes) * len(shown) > MOST_CELLS:
            what = f"the table would have {len(codes) * len(shown):,} cells"
            raise QueryError(what, f"name fewer rows or columns; at most {MOST_CELLS:,} cells", self.wanted.id)
        rows = [row for code in codes if (row := self._row(dimension, code, shown))]
        rows += self._total(dimension, shown)
        if not self.cells:
            raise QueryError("no cell of the table has a value", "name other rows or columns", self.wanted.id)
        widths = _widths(self.wanted.widths, len(shown) + 1)
        head = Column((Text(self.words.head(dimension)),), width=widths[0])
        columns = (head, *(Column(each.head, "right", width) for each, width in zip(shown, widths[1:], strict=True)))
        note = (*self._key(), *source_line(tuple(self.cells), self.setting))
        caption = self.wanted.caption
        return Table(columns, tuple(rows), caption, self.wanted.id, subtitle=self._subtitle(), note=note,
                     alt=plain(caption) or self.words.statement)  # fmt: skip

    def _dimension(self, name: str) -> Dimension:
        return dimension_of(self.query.table, name)

    # ── Columns ──────────────────────────────────────────────────────────────────────────────────────

    def _columns(self) -> Iterator[Shown]:
        if not self.columns:
            yield from (self._figure(text.strip()) for text in self.wanted.figures.split(","))
            return
        if self.columns == self.rows:
            raise QueryError(f"{self.rows!r} stands in the rows and in the columns", "name two dimensions", self.rows)
        dimension = self._dimension(self.columns)
        for code in self.query.codes[dimension.id]:
            head = self._named(dimension, code) or (Text(self.words.code(dimension, code)),)
            yield Shown(head, {dimension.id: code}, Deriving.one, "number")

    def _named(self, dimension: Dimension, code: str) -> Inlines:
        """Return the name of a code, traced to the first cell that has it, since names may hold figures; empty without one."""
        keys = self.query.table.combined({**self.query.codes, dimension.id: (code,)})
        cells = (self.catalogue.at(self.query.table, self.query.measure, key) for key in keys)
        cell = next((each for each in cells if each), None)
        return self._label(dimension, cell) if cell else ()

    def _label(self, dimension: Dimension, cell: Cell) -> Inlines:
        """Return the name of the row or column of a cell, as a reference to it."""
        format = "date-short" if dimension.period else f"code:{dimension.id}"
        return (FactRef(cell.id, format, quote(cell, format, self.speech)),)

    def _figure(self, text: str) -> Shown:
        """Return the column that shows a figure: 'value', 'growth:year', 'share'."""
        name, _, since = (part.strip() for part in text.partition(":"))
        if name not in FIGURES:
            raise QueryError(
                f"a table cannot show {text!r}", f"use {', '.join(FIGURES)}, such as growth:year", text, FIGURES
            )
        match name:
            case "value":
                return Shown(self.heads.head("value"), {}, Deriving.one, "number")
            case "share":
                return Shown(self.heads.head("share"), {}, lambda each: each.share(since, None), "number")
            case "rank":
                return Shown(self.heads.head("rank"), {}, lambda each: each.rank("", "", lowest=False), "number")
            case _:
                since = since or "previous"
                format = "number" if name == "index" else "signed-number"
                return Shown(self.heads.head(name, since), {}, lambda each: each.since(name, since, None), format)

    # ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

    def _row(self, dimension: Dimension, code: str, shown: Sequence[Shown]) -> Row | None:
        """Return the row of a code; None where no column has a value for it."""
        found = [self._cell({dimension.id: code, **each.codes}, each) for each in shown]
        first = next((cell for cell, _ in found if cell), None)
        if first is None:
            return None
        return Row((self._label(dimension, first), *(inlines or (Text(""),) for _, inlines in found)))

    def _cell(self, codes: Mapping[str, str], shown: Shown) -> tuple[Cell | None, Inlines]:
        """Return a cell as it is printed; two points where it has no value."""
        one = Query(
            self.query.table, self.query.measure, {**self.query.codes, **{id: (code,) for id, code in codes.items()}}
        )
        observation = self._observation(one)
        if observation is not None and observation in WITHOUT:
            self.odd.add(observation)
            return None, (Text(WITHOUT[observation]),)
        try:
            cell = shown.find(Deriving(self.catalogue, one))
        except QueryError:
            if shown.find is Deriving.one or one.free():
                raise
            self.odd.add(Observed.MISSING)  # what it is measured against has no value
            return None, (Text(WITHOUT[Observed.MISSING]),)
        self.odd.add(cell.observed)
        self.cells.append(cell.id)
        return cell, (FactRef(cell.id, shown.format, quote(cell, shown.format, self.speech)),)

    def _observation(self, one: Query) -> Observed | None:
        """Return what is said of the cell; missing where there is none."""
        if one.free():
            return None
        found = one.table.find(one.measure.id, one.key())
        return found.observed if found and found.value is not None else found.observed if found else Observed.MISSING

    def _total(self, dimension: Dimension, shown: Sequence[Shown]) -> Iterator[Row]:
        """Yield the row that adds up, where one is wanted and the measure is additive."""
        if not self.wanted.total:
            return
        cells: list[Inlines] = []
        for each in shown:
            if each.find is not Deriving.one:
                cells.append((Text(""),))
                continue
            codes = {**self.query.codes, **{id: (code,) for id, code in each.codes.items()}}
            sum = Deriving(self.catalogue, Query(self.query.table, self.query.measure, codes)).among("sum", None)
            self.cells.append(sum.id)
            cells.append((Strong((FactRef(sum.id, "number", quote(sum, "number", self.speech)),)),))
        yield Row(((Strong((Text(self.wanted.total),)),), *cells))

    # ── Around ───────────────────────────────────────────────────────────────────────────────────────

    def _subtitle(self) -> Inlines:
        """Return measure, fixed codes and unit."""
        fixed: list[Inlines] = []
        for each in self.query.table.dataset.dimensions:
            codes = self.query.codes.get(each.id, ())
            if each.id not in (self.rows, self.columns) and len(codes) == 1:
                name = self._named(each, codes[0])
                fixed.append(self._long(each, name))
        said: list[Inlines] = [(Text(self.words.measure(self.query.measure)),), *fixed]
        if self.columns:
            said.append((self.heads.unit("value"),))
        made: list[Text | FactRef] = []
        for part in (each for each in said if each and plain(each)):
            made += [*([Text(self.speech.word("furniture", "key-separator"))] if made else []), *part]  # type: ignore[list-item]
        return tuple(beginning(made))

    def _long(self, dimension: Dimension, name: Inlines) -> Inlines:
        if not (dimension.period and name and isinstance(name[0], FactRef)):
            return name
        cell = self.setting.book.facts[name[0].fact_id]
        return (FactRef(cell.id, "date", quote(cell, "date", self.speech)),)

    def _key(self) -> Inlines:
        """Return the key to the marks that occur, then the own note."""
        keys = self.speech.tables["observed-key"]
        said = [keys[each] for each in Observed if each in self.odd and each in keys]
        text = self.speech.word("furniture", "key-separator").join(said)  # begins with a sign, which has no capital
        parts = [part for part in (f"{text}." if text else "", self.wanted.note) if part]
        return (Text(" ".join(parts) + " "),) if parts else ()


def _widths(text: str, count: int) -> tuple[int, ...]:
    """Return the shares of the columns: as given, or the first twice as wide as the others.

    Raises:
        QueryError: not as many as there are columns.
    """
    if not text:
        return (2, *(1 for _ in range(count - 1)))
    found = tuple(int(part) for part in text.split() if part.isascii() and part.isdigit() and int(part))
    if len(found) != count or len(text.split()) != count:
        raise QueryError(
            f"widths={text!r} does not give {count} numbers", 'write one for each column, such as "3 1 1"', text
        )
    return found
