"""What a template can call: each returns a mark that becomes an inline or a block of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.document import (
    Block,
    Cite,
    Contents,
    CrossRef,
    FactRef,
    Foreign,
    Inlines,
    Name,
    SourceList,
    Text,
    Tile,
    Tiles,
)
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, Observed
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import FormatError, Speech, actor_name, name_language, quote
from reports.errors import Problem
from reports.load.template_files import Templates
from reports.narrative.fact_tables import differences
from reports.narrative.markdown.sentinels import MARK, Carrier, Fault
from reports.narrative.observation_functions import ObservationFunctions
from reports.narrative.source_places import placeholder
from reports.notation.first_letter import with_capital
from reports.notation.nearest_name import nearest


@dataclass(frozen=True)
class Setting:
    """What a composition stands on: facts, templates, language and focus."""

    book: FactBook
    templates: Templates
    speech: Speech
    focus: str
    as_of: str

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """Return the quotation marks of the language: outer opening and closing, inner opening and closing."""
        words = self.speech.tables["furniture"]
        return words["quote-open"], words["quote-close"], words["quote-inner-open"], words["quote-inner-close"]


class Functions:
    """The functions of the templates, bound to the facts and to the carrier of one rendering."""

    def __init__(self, setting: Setting, carrier: Carrier, charts: Callable[[str], Block | Fault]) -> None:
        """Bind to `setting`; `charts` makes a chart or matrix by its id."""
        self.setting, self.carrier, self.charts = setting, carrier, charts

    def table(self) -> Mapping[str, Callable[..., object]]:
        """Return every function by the name that templates use."""
        return {
            "fact": self.fact,
            "cite": self.cite,
            "actor": self.actor,
            "ref": self.ref,
            "chart": self.chart,
            "tile": self.tile,
            "tiles": self.tiles,
            "differences": self.differences,
            "sources": self.sources,
            "figures": self.figures,
            "contents": self.contents,
            "people": self.people,
            "short_forms": self.short_forms,
            **ObservationFunctions(self.setting, self.carrier).table(),
        }

    def _fact(self, id: str) -> Fact | Fault:
        """Return the fact that stands for `id`, which may be that of one it supersedes."""
        book = self.setting.book
        return book.facts.get(book.known_as(id)) or unknown(id, book)

    def _ref(self, id: str, format: str) -> FactRef | Fault:
        fact = self._fact(id)
        if isinstance(fact, Fault):
            return fact
        try:
            return FactRef(fact.id, format, quote(fact, format, self.setting.speech))
        except FormatError as failure:
            return Fault(f"the fact {id!r} {failure}", failure.cure, id)

    def fact(self, id: str, format: str = "") -> str:
        """Return the fact `id` in a format of `quote`; its figure where none is named."""
        return self.carrier.carry(self._ref(id, format or "figure"))

    def cite(self, *ids: str) -> str:
        """Return the source marks of facts; without `ids`, of those used since the last mark in the same block."""
        facts = [self._fact(id) for id in ids]
        faults = [fact for fact in facts if isinstance(fact, Fault)]
        if faults:
            return "".join(self.carrier.carry(fault) for fault in faults)
        return self.carrier.carry(marks(tuple(map(self.setting.book.known_as, ids)), self.setting.book))

    def actor(self, id: str, form: str = "") -> str:
        """Return the name of an actor: its short form where it has one; 'full' name and short form; 'name' alone."""
        actors = self.setting.book.actors
        if id in self.setting.book.broken:
            return self.carrier.carry(Fault("", "", ""))
        if id not in actors:
            return self.carrier.carry(
                Fault(f"there is no actor {id!r}{nearest(str(id), actors)}", "correct the id or declare it", str(id))
            )
        try:
            text = actor_name(actors[id], form, self.setting.speech)
        except FormatError as failure:
            return self.carrier.carry(Fault(f"the actor {id!r} {failure}", failure.cure, id))
        if not text:
            return self.carrier.carry(Fault(f"no form {form!r} of an actor", "use 'full', 'name' or nothing", form))
        language = name_language(actors[id], form, self.setting.speech)
        return self.carrier.carry(Foreign((Name(id, text),), language) if language else Name(id, text))

    def ref(self, id: str) -> str:
        """Return a reference to the figure or table `id`; its number is filled in when all are numbered."""
        return self.carrier.carry(CrossRef(id, ""))

    def chart(self, id: str) -> str:
        """Return the chart or matrix defined in charts/`id`.yaml."""
        return self.carrier.carry(self.charts(id))

    def tile(self, id: str, label: str, status: str = "", focus: bool = False, named: str = "") -> Tile | Fault:
        """Return a key figure for `tiles`: a fact and what it is.

        `label` may hold what other functions give, as in `"since " ~ fact("visits", "date")`; `named` is a second fact
        printed within it at `{}`.
        """
        value = self._ref(id, "bare-short")
        if isinstance(value, Fault):
            return value
        book, speech = self.setting.book, self.setting.speech
        fact = book.facts[value.fact_id]
        text = self.carrier.inlines(
            label.replace("{}", self.carrier.carry(self._ref(named, "words"))) if named else label
        )
        if isinstance(text, Fault):
            return text
        hedge = speech.word("hedge-words", fact.qualifier or Qualifier.EXACTLY)
        said = status or speech.word("statuses", fact.status)
        if fact.observed is not Observed.NORMAL:
            said = f"{said} {speech.word('observed', fact.observed)}"
        return Tile(
            with_capital(said),
            hedge,
            value,
            text,
            marks(tuple(dict.fromkeys((fact.id, *(each.fact_id for each in text if isinstance(each, FactRef))))), book),
            focus,
        )

    def tiles(self, *tiles: object) -> str:
        """Return the strip of key figures, each made by `tile`."""
        faults = [self._no_tile(tile) for tile in tiles if not isinstance(tile, Tile)]
        if faults:
            return "".join(faults)
        return self.carrier.carry(Tiles(tuple(tile for tile in tiles if isinstance(tile, Tile))))

    def _no_tile(self, thing: object) -> str:
        """Return the mark of the fault that `thing` is, or of what is wrong with it."""
        if isinstance(thing, Fault):
            return self.carrier.carry(thing)
        mark = MARK.fullmatch(str(thing))
        if mark and isinstance(self.carrier[mark[1]], Fault):
            return str(thing)
        return self.carrier.carry(
            Fault("tiles() takes nothing but tile(…)", 'write tiles(tile("id", "label"), …)', "tiles")
        )

    def differences(self, *ids: str, strip: bool = False, caption: str = "", id: str = "differences") -> str:
        """Return the table of facts on which sources differ; all of them where no ids are named."""
        facts = [self._fact(each) for each in ids] or list(self.setting.book.differing)
        faults = [fact for fact in facts if isinstance(fact, Fault)]
        if faults:
            return "".join(self.carrier.carry(fault) for fault in faults)
        known = tuple(fact for fact in facts if isinstance(fact, Fact) and fact.readings)
        if len(known) < len(facts):
            agreed = next(fact.id for fact in facts if isinstance(fact, Fact) and not fact.readings)
            return self.carrier.carry(
                Fault(f"the fact {agreed!r} has no readings", "name facts on which sources differ", agreed)
            )
        book, speech = self.setting.book, self.setting.speech
        return self._made(
            caption, lambda title: differences(known, book, speech, strip=strip, caption=title, id=id), "differences"
        )

    def _made(self, caption: str, make: Callable[[Inlines], Block], name: str) -> str:
        """Return the mark of the block that `make` makes with a caption, or of what is wrong: a translation may lack words."""
        title = self.carrier.inlines(caption)
        if isinstance(title, Fault):
            return self.carrier.carry(title)
        try:
            return self.carrier.carry(make(title))
        except FormatError as failure:
            return self.carrier.carry(Fault(f"{name}() prints what {failure}", failure.cure, name))

    def sources(self) -> str:
        """Return the numbered list of sources."""
        return self.carrier.carry(
            SourceList(tuple(sorted(self.setting.book.sources.values(), key=lambda source: source.number)))
        )

    def figures(self, run: bool = False) -> str:
        """Return where each figure of the report stands in its sources: a table, or one paragraph with `run=true`."""
        return self.carrier.carry(placeholder(run=run))

    def people(self, *ids: str, caption: str = "", id: str = "people") -> str:
        """Return who is who: the persons `ids`, or all that a fact names, with title, country and sources."""
        from reports.narrative.actor_tables import people

        book = self.setting.book
        if strange := next((each for each in ids if each not in book.actors), None):
            cure = "correct the id or declare it"
            return self.carrier.carry(
                Fault(f"there is no actor {strange!r}{nearest(strange, book.actors)}", cure, strange)
            )
        return self._made(caption, lambda title: people(book, self.setting.speech, ids, title, id), "people")

    def short_forms(self, run: bool = False, **more: str) -> str:
        """Return what the short forms that the report prints stand for; `more` are those of no actor, as `MOU='…'`."""
        from reports.narrative.actor_tables import forms_placeholder

        return self.carrier.carry(forms_placeholder(more, run=run))

    def contents(self) -> str:
        """Return the table of contents."""
        return self.carrier.carry(Contents((Text(self.setting.speech.word("furniture", "contents")),)))


def unknown(id: str, book: FactBook) -> Fault:
    """Return what is wrong with `id`, which names no fact in force; an empty fault where it is a problem already."""
    if id in book.broken:
        return Fault("", "", "")
    if id in book.later:
        what = f"the fact {id!r} was not recorded by {book.as_of}, but on {book.later[id]}"
        return Fault(what, "name that day or a later one with --as-of, or use the templates of the day", id)
    return Fault(f"there is no fact {id!r}{nearest(str(id), book.facts)}", "correct the id or add the fact", str(id))


def marks(ids: tuple[str, ...], book: FactBook) -> Cite:
    """Return the source marks of these facts, in ascending order."""
    sources = (source for id in ids for source in book.facts[id].source_ids)
    return Cite(ids, tuple(sorted({book.numbers[source] for source in sources})))


__all__ = ["Functions", "Problem", "Setting", "marks", "unknown"]
