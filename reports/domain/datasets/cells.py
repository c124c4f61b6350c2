"""An observation becomes a fact when it is used: with id, figure, hedge, status, time, words and source like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from reports.domain.datasets.dataset import Dimension, Measure, Rounding, Shown
from reports.domain.datasets.observations import Key, Observation, Observations
from reports.domain.facts import Fact, Label, Observed
from reports.domain.fields import CellId, Id, Language, Line
from reports.domain.rounding import rounded
from reports.domain.statuses import Status
from reports.domain.wording.period_text import date_text
from reports.domain.wording.unit_names import rescaled
from reports.languages.speech import Speech

Speeches = Mapping[str, Speech]
"""How each language writes, by its code; the first is that in which the fact file is written."""
STATUS_OF = {Observed.FORECAST: Status.EXPECTED}
"""What a forecast licenses: no text may tell it as what has happened."""
FIRMNESS = (Observed.NORMAL, Observed.BREAK, Observed.ESTIMATED, Observed.PROVISIONAL, Observed.FORECAST)
"""What is said of a figure that is worked out from several: the last of these that one of them has."""


class Scaling(Shown):
    """How a figure that is in the unit `of` is shown."""

    of: Line


class Cell(Fact):
    """A fact that nobody typed: an observation of a dataset, or what is worked out from some."""

    id: CellId
    label: Annotated[Line, Field(max_length=400)] | None = None
    dataset: Id
    coordinates: Annotated[dict[str, Line], Field(description="Code of each dimension")]
    names: Annotated[dict[Language, Line], Field(default_factory=dict, description="What its row or column is called")]
    codes: Annotated[
        dict[Id, dict[Language, Line]],
        Field(default_factory=dict, description="What each code is called, but for periods"),
    ]
    exact: Annotated[Decimal, Field(allow_inf_nan=False, description="The value before it was rounded")] | None = None

    shown: Annotated[Scaling, Field(description="How texts print it")] | None = None
    rounding: Rounding = "half-up"

    @property
    def is_observation(self) -> bool:
        """Return True."""
        return True

    def as_recorded(self) -> Fact:
        """Return it in the unit of its table."""
        return self.model_copy(update={"shown": None}) if self.shown else self

    def as_shown(self) -> Fact:
        """Return it in the unit in which texts print it, rounded from the exact value; as it is below one of that unit."""
        wanted = self.shown
        if wanted is None or wanted.of != self.unit or self.value is None:
            return self
        scaled = rescaled(self.model_copy(update={"value": exact_of(self)}), wanted.unit)
        if scaled.value is None or abs(scaled.value) < 1:
            return self
        values = {key: each for key in ("value", "low", "high") if (each := getattr(scaled, key)) is not None}
        return scaled.model_copy(
            update={key: rounded(each, wanted.decimals, self.rounding) for key, each in values.items()}
        )


@dataclass(frozen=True)
class Wording:
    """The words of one table in one language."""

    table: Observations
    language: str
    speech: Speech

    def code(self, dimension: Dimension, code: str, *, short: bool = True) -> str:
        """Return what a code is called; a period in words."""
        if dimension.period:
            return date_text(code, self.speech, short=short)
        listed = self.table.code(dimension.id, code)
        own = listed and (listed.labels.get(self.language) or listed.label)
        return own or self.table.names.get(dimension.id, {}).get(code) or code

    def measure(self, measure: Measure) -> str:
        """Return what a measure is called; empty where the table has only one and it has no name."""
        label = measure.labels.get(self.language)
        return (label and label.label) or measure.label or ("" if len(self.table.dataset.measures) == 1 else measure.id)

    def head(self, dimension: Dimension) -> str:
        """Return what a dimension is called."""
        return dimension.labels.get(self.language) or dimension.label or dimension.id.capitalize()

    def name(self, measure: Measure, key: Key) -> str:
        """Return what a series is called: its codes without time, or else its measure."""
        codes = self._codes(key, time=False)
        said = ([] if len(self.table.dataset.measures) == 1 and codes else [self.measure(measure)]) + codes
        return self._joined(said) or self.statement

    def cell(self, measure: Measure, key: Key) -> str:
        """Return what a cell is called, time included."""
        return self._joined([self.measure(measure), *self._codes(key, time=False), *self._codes(key, time=True)])

    def _codes(self, key: Key, *, time: bool) -> list[str]:
        dimensions = zip(self.table.dataset.dimensions, key, strict=True)
        return [self.code(each, code) for each, code in dimensions if bool(each.period) is time and code]

    def _joined(self, words: Sequence[str]) -> str:
        return self.speech.word("furniture", "key-separator").join(filter(None, words))

    @property
    def statement(self) -> str:
        """Return what the table holds."""
        label = self.table.dataset.labels.get(self.language)
        return (label and label.statement) or self.table.dataset.statement

    def sentence(self, pattern: str, **parts: str) -> str:
        """Return a statement made from a pattern of the language."""
        return self.speech.word("observations", pattern).format(table=self.statement.rstrip("."), **parts)

    def unit(self, measure: Measure) -> str | None:
        """Return the unit of a measure where the language has its own."""
        label = measure.labels.get(self.language)
        return label.unit if label else None


def wordings(table: Observations, speeches: Speeches) -> tuple[Wording, ...]:
    """Return the words of a table in every language, that of the fact file first."""
    return tuple(Wording(table, language, speech) for language, speech in speeches.items())


def cell_id(table: Observations, measure: Measure, key: Key) -> str:
    """Return the id of a cell: dataset, measure where there are several, and its coordinates."""
    slugs = (table.slug_of[each.id][code] for each, code in zip(table.dataset.dimensions, key, strict=True))
    named = (measure.id,) if len(table.dataset.measures) > 1 else ()
    return ".".join((table.dataset.id, *named, *slugs))


def cell_of(observation: Observation, table: Observations, words: Sequence[Wording]) -> Cell:
    """Return the fact that an observation with a value is.

    Its value is rounded to the decimals that the measure declares; what is worked out from it uses the exact one.
    """
    dataset, measure, key = table.dataset, observation.measure, observation.key
    assert observation.value is not None
    value = rounded(observation.value, measure.decimals, dataset.rounding)
    interval = (
        (observation.low, observation.high) if observation.low is not None and observation.high is not None else ()
    )
    low, high = (rounded(each, measure.decimals, dataset.rounding) for each in interval) if interval else (None, None)
    coordinates = {each.id: code for each, code in zip(dataset.dimensions, key, strict=True)}
    time, note = dataset.time, ": ".join(filter(None, (dataset.note, observation.note)))
    return Cell(
        id=cell_id(table, measure, key),
        value=value, low=low, high=high, level=dataset.level if interval else None,
        exact=observation.value if value != observation.value else None,
        unit=measure.unit,
        shown=scaling(measure),
        rounding=dataset.rounding,
        qualifier=observation.qualifier or dataset.qualifier,
        observed=observation.observed,
        status=STATUS_OF.get(observation.observed, dataset.status),
        date=coordinates[time.id] if time else None,
        date_basis="stated" if time else None,
        sources=tuple(
            reference(source, observation)
            for source in ((observation.source,) if observation.source else dataset.sources)
        ),
        coordinates=coordinates,
        note=note or None,
        codes=called(table, words, key),
        **described(table, words, [(each.sentence("cell", what=each.cell(measure, key)), each.cell(measure, key),
                                    each.name(measure, key), each.unit(measure)) for each in words]),
        **told(table, key),
    )  # fmt: skip


def scaling(measure: Measure) -> Scaling | None:
    """Return how the figures of a measure are shown; None where as they are."""
    shown = measure.shown
    if shown is None:
        return None
    return Scaling(unit=shown.unit, decimals=shown.decimals, of=measure.unit)


def reference(source: str, observation: Observation) -> dict[str, object]:
    """Return where a cell stands in its source."""
    return {
        "source": source,
        "paragraph": observation.line,
        "anchor": observation.text.strip(),
        "cell": observation.place,
    }


Said = tuple[str, str, str, str | None]
"""Statement, label, name and unit in one language."""


def described(table: Observations, words: Sequence[Wording], said: Sequence[Said]) -> dict[str, object]:
    """Return the fields of a cell that hold words, in every language."""
    statement, label, _, _ = said[0]
    labels = {
        each.language: Label(statement=own[0], label=own[1][:400], unit=own[3])
        for each, own in zip(words, said, strict=True)
    }
    names = {each.language: own[2] for each, own in zip(words, said, strict=True)}
    return {"statement": statement, "label": label[:400], "labels": labels, "names": names, "dataset": table.dataset.id}


def called(table: Observations, words: Sequence[Wording], key: Key) -> dict[str, dict[str, str]]:
    """Return what each code of a key is called in every language, but for periods."""
    dimensions = zip(table.dataset.dimensions, key, strict=True)
    return {
        each.id: {own.language: own.code(each, code) for own in words} for each, code in dimensions if not each.period
    }


def told(table: Observations, key: Key) -> dict[str, object]:
    """Return the fields of a cell that are those of its table."""
    dataset = table.dataset
    codes = (table.code(each.id, code) for each, code in zip(dataset.dimensions, key, strict=True))
    actors = (*dataset.actors, *(code.actor for code in codes if code and code.actor))
    return {
        "topic": dataset.topic,
        "attribution": dataset.attribution,
        "actors": tuple(dict.fromkeys(actors)),
        "countries": dataset.countries,
        "recorded": dataset.recorded,
        "review_by": dataset.review_by,
    }


def exact_of(fact: Fact) -> Decimal | None:
    """Return the value of `fact` before it was rounded."""
    return fact.exact if isinstance(fact, Cell) and fact.exact is not None else fact.value


def least_firm(facts: Sequence[Fact]) -> Observed:
    """Return what is to be said of a figure that is worked out from `facts`."""
    return max((fact.observed for fact in facts), key=FIRMNESS.index, default=Observed.NORMAL)
