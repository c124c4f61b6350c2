"""What a template can call on datasets: an observation, what is worked out from several, and the table of a slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reports.document.inlines import FactRef
from reports.domain.datasets.derived import PREVIOUS, Deriving
from reports.domain.datasets.queries import LATEST, TIME, QueryError, asked
from reports.domain.wording.fact_formats import quote
from reports.languages.registry import code_of
from reports.languages.speech import FormatError
from reports.narrative.markdown.sentinels import Carrier, Fault
from reports.notation.nearest_name import nearest

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.domain.datasets.cells import Cell
    from reports.narrative.template_functions import Setting

MOST_DECIMALS = 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a template asks for."""

    dataset: str
    codes: tuple[str, ...]
    """By position: codes, a measure or a period."""
    named: Mapping[str, str]
    """By dimension."""
    format: str


def fault(failure: QueryError) -> Fault:
    """Return what is wrong with a query, with what was probably meant."""
    meant = nearest(failure.words, failure.known) if failure.known else ""
    return Fault(f"{failure.what}{meant}", failure.cure, failure.words)


def unworded(setting: Setting, dataset: str) -> str:
    """Return what a dataset lacks to be printed in a translation; nothing where all is there, or the report is none."""
    catalogue = setting.book.datasets
    if setting.speech.untagged or catalogue is None or dataset not in catalogue.entries:
        return ""
    part = catalogue.entries[dataset].unworded(code_of(setting.speech.locale))
    return f"the dataset {dataset!r} has no words in the language {setting.speech.locale!r} for {part}" if part else ""


@dataclass(frozen=True)
class ObservationFunctions:
    """The functions on datasets, bound to the facts and to the carrier of one rendering."""

    setting: Setting
    carrier: Carrier

    def table(self) -> Mapping[str, Callable[..., object]]:
        """Return every function by the name that templates use."""
        return {
            "obs": self.obs,
            "latest": self.latest,
            "change": self.change,
            "growth": self.growth,
            "annual": self.annual,
            "index": self.index,
            "share": self.share,
            "sum": self.sum,
            "mean": self.mean,
            "extreme": self.extreme,
            "rank": self.rank,
            "table": self.slice,
        }

    def obs(self, dataset: str, *codes: str, format: str = "", **named: str) -> str:
        """Return the observation at these coordinates in a format of `quote`."""
        return self._printed(Asking(dataset, codes, named, format), Deriving.one)

    def latest(self, dataset: str, *codes: str, format: str = "", **named: str) -> str:
        """Return the newest observation that has a value."""
        return self._printed(Asking(dataset, codes, {**named, TIME: LATEST}, format), Deriving.one)

    def change(
        self, dataset: str, *codes: str, since: str = PREVIOUS, decimals: str = "", format: str = "", **named: str
    ) -> str:
        """Return how much an observation changed `since` the period before, a year before (`year`), or a period."""
        return self._since("change", Asking(dataset, codes, named, format), since, decimals)

    def growth(
        self, dataset: str, *codes: str, since: str = PREVIOUS, decimals: str = "", format: str = "", **named: str
    ) -> str:
        """Return the same in per cent."""
        return self._since("growth", Asking(dataset, codes, named, format), since, decimals)

    def annual(self, dataset: str, *codes: str, since: str, decimals: str = "", format: str = "", **named: str) -> str:
        """Return compound growth a year `since` a period."""
        return self._since("annual", Asking(dataset, codes, named, format), since, decimals)

    def index(self, dataset: str, *codes: str, base: str, decimals: str = "", format: str = "", **named: str) -> str:
        """Return an observation where that of the period `base` is 100."""
        return self._since("index", Asking(dataset, codes, named, format), base, decimals)

    def share(self, dataset: str, *codes: str, of: str = "", decimals: str = "", format: str = "", **named: str) -> str:
        """Return the share of an observation in its whole, which its code declares with `part_of`."""
        return self._printed(Asking(dataset, codes, named, format), lambda each: each.share(of, _decimals(decimals)))

    def sum(self, dataset: str, *codes: str, decimals: str = "", format: str = "", **named: str) -> str:
        """Return the sum of the observations in a range, over which the measure is declared additive."""
        return self._printed(Asking(dataset, codes, named, format), lambda each: each.among("sum", _decimals(decimals)))

    def mean(self, dataset: str, *codes: str, decimals: str = "", format: str = "", **named: str) -> str:
        """Return the mean of the observations in a range."""
        return self._printed(
            Asking(dataset, codes, named, format), lambda each: each.among("mean", _decimals(decimals))
        )

    def extreme(self, dataset: str, *codes: str, which: str = "highest", format: str = "", **named: str) -> str:
        """Return the `highest` or `lowest` of a range; the format `date` tells when it was, `name` which it is."""
        return self._printed(Asking(dataset, codes, named, format), lambda each: each.among(_which(which), None))

    def rank(
        self,
        dataset: str,
        *codes: str,
        of: str = "",
        among: str = "",
        which: str = "highest",
        format: str = "",
        **named: str,
    ) -> str:
        """Return the place of an observation among the codes of a dimension (`of`), or `among` some; 1 is the `highest`."""
        asking = Asking(dataset, codes, named, format)
        return self._printed(asking, lambda each: each.rank(of, among, lowest=_which(which) == "lowest"))

    def slice(
        self,
        dataset: str,
        rows: str,
        columns: str = "",
        figures: str = "value",
        caption: str = "",
        id: str = "",
        note: str = "",
        total: str = "",
        widths: str = "",
        **named: str,
    ) -> str:
        """Return the table of a slice of a dataset: `rows` and `columns` name dimensions, `figures` such as growth:year."""
        from reports.narrative.slices import Slice, sliced

        title = self.carrier.inlines(caption)
        if isinstance(title, Fault):
            return self.carrier.carry(title)
        wanted = Slice(dataset, rows, columns, figures, title, id or f"{dataset}-table", note, total, widths, named)
        return self.carrier.carry(self._tried(dataset, lambda: sliced(self._catalogue, wanted, self.setting)))

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────

    @property
    def _catalogue(self) -> Catalogue:
        catalogue = self.setting.book.datasets
        if catalogue is None:
            raise QueryError("there are no datasets in the fact files", "add one with 'invoke add-data FILE'", "")
        return catalogue

    def _since(self, name: str, asking: Asking, since: str, decimals: str) -> str:
        return self._printed(asking, lambda each: each.since(name, since, _decimals(decimals)))

    def _printed(self, asking: Asking, work: Callable[[Deriving], Cell]) -> str:
        """Return the mark of what `work` makes of the observations asked for."""
        return self.carrier.carry(self._tried(asking.dataset, lambda: self._ref(asking, work)))

    def _ref(self, asking: Asking, work: Callable[[Deriving], Cell]) -> FactRef | Fault:
        catalogue = self._catalogue
        query = asked(catalogue, asking.dataset, asking.codes, asking.named)
        fact = work(Deriving(catalogue, query))
        try:
            format = asking.format or "figure"
            return FactRef(fact.id, format, quote(fact, format, self.setting.speech))
        except FormatError as failure:
            return Fault(f"the observation {fact.id!r} {failure}", failure.cure, asking.format)

    def _tried(self, dataset: str, make: Callable[[], T]) -> T | Fault:
        """Return what `make` makes, or what is wrong with what was asked; nothing more where the dataset could not be read."""
        if dataset in self.setting.book.broken:
            return Fault("", "", "")
        if dataset in self.setting.book.later:
            day = self.setting.book.later[dataset]
            what = f"the dataset {dataset!r} was not recorded by {self.setting.book.as_of}, but on {day}"
            return Fault(what, "name that day or a later one with --as-of", dataset)
        try:
            if gap := unworded(self.setting, dataset):
                return Fault(gap, "add it under its 'labels:'", dataset)
            return make()
        except QueryError as failure:
            return fault(failure)


def _which(text: str) -> str:
    if text not in ("highest", "lowest"):
        raise QueryError(
            f"no extreme is {text!r}", 'write which="highest" or which="lowest"', text, ("highest", "lowest")
        )
    return text


def _decimals(text: str) -> int | None:
    """Return how many decimals a template asks for; None where it leaves that to the dataset."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) <= MOST_DECIMALS:
        return int(text)
    raise QueryError(f"{text!r} is no number of decimals", f'write decimals="1", at most {MOST_DECIMALS}', text)
