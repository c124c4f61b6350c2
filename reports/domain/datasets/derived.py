"""Figures worked out from observations become facts of their own, with formula, operands and rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.datasets.catalogue import Catalogue
from reports.domain.datasets.cells import Cell, Said, described, exact_of, least_firm, scaling, told
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.derived_names import Parts, of_several, phrased
from reports.domain.datasets.derived_records import digest_of, formula_of, short, sources_of, whole_named, years_between
from reports.domain.datasets.observations import Key
from reports.domain.datasets.queries import ALL, Query, QueryError, meant, only
from reports.domain.facts import Observed
from reports.domain.formulas.number_formulas import UndefinedError, unit_given, worked_out
from reports.domain.periods import Period, read_period
from reports.domain.qualifiers import Qualifier
from reports.domain.rounding import rounded
from reports.domain.statuses import Status

DECIMALS = 1
"""Of growth, shares and indices where a template says nothing."""
YEAR, PREVIOUS = "year", "previous"
"""What a change may be measured since, besides a period: the same one a year before, and the one before."""
SEVERAL = 2
"""Observations that a sum, a mean or an extreme needs."""


@dataclass(frozen=True)
class Deriving:
    """Works figures out of what a query means."""

    catalogue: Catalogue
    query: Query

    # ── Cells ────────────────────────────────────────────────────────────────────────────────────────

    def cell(self, key: Key) -> Cell:
        """Return the fact at `key`.

        Raises:
            QueryError: there is no such observation, or it has no value.
        """
        table, measure = self.query.table, self.query.measure
        observation = table.find(measure.id, key)
        if observation is None:
            raise QueryError(
                f"the dataset {table.dataset.id!r} has no observation {', '.join(key)}",
                "name another",
                table.dataset.id,
            )
        if observation.value is None:
            what = f"the observation {', '.join(key)} of {table.dataset.id!r} is {observation.observed.value}"
            raise QueryError(what, "name another, or say in words that it is not given", table.dataset.id)
        cell = self.catalogue.cell(table, observation)
        assert cell is not None
        return cell

    def one(self) -> Cell:
        """Return the one cell that is meant."""
        return self.cell(only(self.query))

    def every(self) -> tuple[Cell, ...]:
        """Return all cells that are meant and have a value."""
        found = (self.catalogue.at(self.query.table, self.query.measure, key) for key in self.query.meant())
        return tuple(each for each in found if each)

    # ── Since another time ───────────────────────────────────────────────────────────────────────────

    def since(self, name: str, since: str, decimals: int | None) -> Cell:
        """Return change, growth, growth a year, or index of the one cell meant, since another period.

        Raises:
            QueryError: there is no such period, or no result.
        """
        now, time = self.one(), self._time()
        here = read_period(now.coordinates[time.id])
        before = self._before(here, since, time)
        base = self.cell(self.query.key(**{time.id: before.text}))
        operands = [exact_of(now), exact_of(base)] + ([years_between(before, here)] if name == "annual" else [])
        own = self.query.measure.decimals if name == "change" else DECIMALS
        words = self._phrased(
            name, now, lambda each: {"before": each.code(time, before.text), "now": each.code(time, here.text)}
        )
        return self._made(f"{now.id}.{name}.{before.text.lower()}", name, (now, base), operands,
                          own if decimals is None else decimals, words, now)  # fmt: skip

    def _time(self) -> Dimension:
        time = self.query.table.dataset.time
        if time is None:
            raise QueryError(f"the dataset {self.query.table.dataset.id!r} has no time", "declare 'period:'", "")
        return time

    def _before(self, here: Period, since: str, time: Dimension) -> Period:
        if since == YEAR:
            return here.a_year_before()
        if since == PREVIOUS:
            return here.stepped(-1)
        try:
            found = read_period(since)
        except ValueError as failure:
            raise QueryError(str(failure), 'write since="year", since="previous" or a period', since) from None
        if found.text not in self.query.table.codes[time.id]:
            raise QueryError(f"the dataset has no {time.id} {since}", "name another", since)
        return found

    # ── Among several ────────────────────────────────────────────────────────────────────────────────

    def share(self, of: str, decimals: int | None) -> Cell:
        """Return the share of the one cell meant in the whole that its code declares, or in all of a complete dimension."""
        part, table = self.one(), self.query.table
        for dimension in table.dataset.dimensions:
            wholes = table.wholes(dimension.id, part.coordinates[dimension.id])
            if wholes and (not of or of in wholes):
                return self._share(part, of or wholes[0], dimension, decimals)
            if dimension.complete and not wholes and of in ("", ALL):
                return self._share(part, ALL, dimension, decimals)
        what = f"{part.id} is no declared part of {of!r}" if of else f"{part.id} is no declared part of a whole"
        raise QueryError(what, "write 'part_of:' in its code, or 'complete: true' in the dimension", of)

    def _share(self, part: Cell, code: str, dimension: Dimension, decimals: int | None) -> Cell:
        query, table = self.query, self.query.table
        if code == ALL:
            several = Query(table, query.measure, {**query.codes, dimension.id: table.codes[dimension.id]})
            whole = Deriving(self.catalogue, several).among("sum", None)
        else:
            whole = self.cell(query.key(**{dimension.id: code}))
        words = self._phrased("share", part, lambda each: {"whole": whole_named(each, dimension, code)})
        slug = table.slug_of[dimension.id].get(code, ALL)
        operands, places = [exact_of(part), exact_of(whole)], DECIMALS if decimals is None else decimals
        return self._made(f"{part.id}.share.{slug}", "share", (part, whole), operands, places, words, part)

    def among(self, name: str, decimals: int | None) -> Cell:
        """Return the sum, mean, highest or lowest of the cells that are meant."""
        if name not in EXTREMES:
            self._complete(name)
        cells = self.every()
        if len(cells) < SEVERAL:
            raise QueryError(
                f"{name} needs several observations, and {len(cells)} are meant", "name a range, or all", ""
            )
        if name == "sum":
            self._additive()
        words, first = (
            of_several(name, self.query, self.catalogue.words[self.query.table.dataset.id], len(cells)),
            cells[0],
        )
        result = self._made(self._name(name), name, cells, [exact_of(each) for each in cells],
                            self.query.measure.decimals if decimals is None else decimals, words, first)  # fmt: skip
        if name not in EXTREMES:
            return result
        return self._found(result, cells)

    def _complete(self, name: str) -> None:
        """Raise where an observation that is meant has no value, so that a sum or a mean would leave it out."""
        table, measure = self.query.table, self.query.measure
        for key in self.query.meant():
            observation = table.find(measure.id, key)
            if observation is None or observation.value is None:
                state = "is not there" if observation is None else f"is {observation.observed.value}"
                what = f"the {name} would leave out {', '.join(key)} of {table.dataset.id!r}, which {state}"
                raise QueryError(what, "name fewer, or print the figure that the publisher gives", table.dataset.id)

    def _found(self, result: Cell, cells: Sequence[Cell]) -> Cell:
        """Return an extreme with the time and the name of the cell where it stands; without both where several share it."""
        best = [
            each for each in cells if exact_of(each) == (result.exact if result.exact is not None else result.value)
        ]
        if len(best) > 1:
            return self.catalogue.replace(result.model_copy(update={"date": None, "date_basis": None, "names": {}}))
        [at] = best
        update = {"date": at.date, "names": at.names, "coordinates": at.coordinates, "codes": at.codes, "sources": at.sources,
                  "actors": at.actors, "observed": at.observed, "status": at.status}  # fmt: skip
        return self.catalogue.replace(result.model_copy(update=update))

    def rank(self, of: str, among: str, lowest: bool) -> Cell:
        """Return the place of the one cell meant among the codes `among`, or else all of one whole, of the dimension `of`."""
        own, table, name = self.one(), self.query.table, "rank-lowest" if lowest else "rank"
        dimension = self._ranked(of)
        here = own.coordinates[dimension.id]
        wholes = table.wholes(dimension.id, here)[:1]
        codes = meant(table, dimension, among) if among else \
            tuple(code for code in table.codes[dimension.id] if table.wholes(dimension.id, code)[:1] == wholes)  # fmt: skip
        keys = (self.query.key(**{dimension.id: code}) for code in codes if code != here)
        others = [each for key in keys if (each := self.catalogue.at(table, self.query.measure, key))]
        if not others:
            raise QueryError(
                f"{own.id} is the only observation with a value, so it has no rank", "name another period", of
            )
        words = self._phrased(name, own, lambda each: {"count": str(len(others) + 1)})
        cells, told = (own, *others), f".{digest_of(codes)}" if among else ""
        return self._made(
            f"{own.id}.{name}.{dimension.id}{told}", name, cells, [exact_of(each) for each in cells], 0, words, own
        )

    def _ranked(self, of: str) -> Dimension:
        dimensions = [each for each in self.query.table.dataset.dimensions if not each.period]
        found = [each for each in dimensions if of in ("", each.id)]
        if len(found) != 1:
            known = ", ".join(each.id for each in dimensions)
            raise QueryError(f"it is not said among what {of!r} is ranked", f"write of= one of {known}", of)
        return found[0]

    def _additive(self) -> None:
        """Raise where the cells that are meant may not be added: not declared, or a part beside its whole."""
        query = self.query
        for each in query.free():
            if each.id not in query.measure.additive:
                what = f"the measure {query.measure.id!r} is not declared additive over {each.id!r}"
                raise QueryError(what, f"add {each.id!r} under 'additive:' where its values add up", each.id)
            codes = query.codes.get(each.id, query.table.codes[each.id])
            nested = [code for code in codes if not set(query.table.wholes(each.id, code)).isdisjoint(codes)]
            if nested:
                whole = next(one for one in query.table.wholes(each.id, nested[0]) if one in codes)
                raise QueryError(
                    f"{nested[0]!r} is part of {whole!r}, and both would be added", "name one of them", nested[0]
                )

    # ── Making ───────────────────────────────────────────────────────────────────────────────────────

    def _name(self, name: str) -> str:
        """Return the id of a figure made from several cells."""
        table, parts = self.query.table, []
        for each in table.dataset.dimensions:
            codes = self.query.codes.get(each.id, ())
            slugs = [table.slug_of[each.id][code] for code in codes]
            if not slugs or codes == table.codes[each.id]:
                parts.append("all")
            elif each.period and len(slugs) > 1:
                parts.append(f"{slugs[0]}-to-{slugs[-1]}")
            else:
                parts.append(
                    "-and-".join(slugs)
                    if len(slugs) < 4
                    else f"{slugs[0]}-and-{len(slugs) - 1}-more-{digest_of(slugs)}"
                )
        named = (self.query.measure.id,) if len(table.dataset.measures) > 1 else ()
        return ".".join((table.dataset.id, *named, *parts, name))

    def _phrased(self, name: str, cell: Cell, parts: Parts) -> list[Said]:
        return phrased(name, cell, self.query, self.catalogue.words[self.query.table.dataset.id], parts)

    def _made(self, id: str, name: str, cells: Sequence[Cell], operands: Sequence[Decimal | None], decimals: int,
              words: list[Said], like: Cell) -> Cell:  # fmt: skip
        """Return the fact that an operation on `cells` gives, kept under its id."""
        try:
            exact = worked_out(name, [value for value in operands if value is not None])
        except (UndefinedError, ArithmeticError) as failure:
            raise QueryError(f"{name} of {cells[0].id} has no result: {failure}", "name other cells", "") from None
        table = self.query.table
        value, observed = rounded(exact, decimals, table.dataset.rounding), least_firm(cells)
        key = tuple(like.coordinates[each.id] for each in table.dataset.dimensions)
        id = id if decimals == (self.query.measure.decimals if name in _OWN else 0 if "rank" in name else DECIMALS) \
            else f"{id}.{decimals}"  # fmt: skip
        return self.catalogue.keep(Cell(
            id=id, value=value, exact=None if exact == value else exact if name in EXTREMES else short(exact),
            unit=unit_given(name, self.query.measure.unit), shown=scaling(self.query.measure), rounding=table.dataset.rounding,
            qualifier=_hedge(cells),
            observed=observed, status=Status.EXPECTED if observed is Observed.FORECAST else cells[0].status,
            date=like.date, date_basis=like.date_basis, sources=sources_of(cells),
            derived_from=tuple(each.id for each in cells), formula=formula_of(name, len(cells), operands), round=decimals,
            coordinates=like.coordinates, codes=like.codes,
            **described(table, self.catalogue.words[table.dataset.id], words), **told(table, key),
        ))  # fmt: skip


EXTREMES = ("highest", "lowest")
_OWN = frozenset({"change", "sum", "mean", "highest", "lowest"})
"""Operations whose result has the decimals of the measure."""


def _hedge(cells: Sequence[Cell]) -> Qualifier:
    """Return the hedge of a figure that is worked out from `cells`: exact only where they all are.

    Raises:
        QueryError: one of them only says that its number is more or less than another, so nothing can be worked out.
    """
    for each in cells:
        if each.qualifier and each.qualifier.reach not in ("value", "around"):
            what = f"{each.id} is hedged ({each.qualifier.value}), so nothing can be worked out from it"
            raise QueryError(what, "print the cells, or leave it out", each.id)
    loose = (each.qualifier for each in cells if each.qualifier and each.qualifier is not Qualifier.EXACTLY)
    return next(loose, Qualifier.EXACTLY)
