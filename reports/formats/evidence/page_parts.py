"""The page around the rows: head, key numbers, list by topic, sources, what is no fact, foot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reports.audit import Waiver
from reports.document import ReportInfo, plain
from reports.domain.facts import NOT_STATED, Fact, Source
from reports.domain.wording import date_text
from reports.formats.evidence.fact_record import origin
from reports.formats.evidence.fact_row import row
from reports.formats.evidence.filter_rail import rail
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.key_figures import key_figures
from reports.formats.evidence.linked_data import DOWNLOADS
from reports.formats.evidence.page_context import Setting, by_topic, flags, shown_and_stored
from reports.formats.evidence.stored_rows import stored
from reports.merge.joined import ByHand


def masthead(infos: tuple[ReportInfo, ...], setting: Setting) -> Html:
    """Return title, reports, dates, versions and key numbers."""
    info, words = infos[0], setting.words
    dated = [words["as-of"].format(date=info.as_of_text), words["version-inside"].format(version=info.version)]
    if setting.book.version:
        dated.append(words["evidence-facts-version"].format(version=setting.book.version))
    approved = dict.fromkeys(each.approved_text for each in infos if each.approved_text)
    draft = [words["draft"]] * any(each.draft for each in infos)
    titles = dict.fromkeys(plain(each.title) for each in infos)
    said = words["key-separator"].join(map(setting.quoted, titles))
    return tag(
        "header",
        tag(
            "p",
            tag("b", text(info.organisation)),
            tag("span", text(" · ".join((*draft, *dated, *approved)))),
            class_="mast",
        ),
        tag("h1", text(words["evidence-title"])),
        tag("p", text(words["evidence-subtitle"].format(titles=said)), class_="subtitle"),
        tag(
            "p",
            text(setting.labelled(words["evidence-data"])),
            Html(" "),
            join(_downloads(), ", "),
            class_="small downloads",
        ),
        tag("ul", join(_stats(setting)), class_="stats"),
    )


def _downloads() -> Iterator[Html]:
    """Yield links to the files beside the page that hold the facts as data."""
    return (tag("a", text(name), href=name, type=kind) for name, kind in DOWNLOADS)


def _stats(setting: Setting) -> Iterator[Html]:
    book, words = setting.book, setting.words
    flagged = {id: flags(fact, setting) for id, fact in book.facts.items()}
    unstated = [id for id, found in flagged.items() if "unstated" in found]
    named = setting.said(book.facts[unstated[0]], "label") if len(unstated) == 1 else ""
    last = words["evidence-stat-unstated-one"].format(label=named) if named else words["evidence-stat-unstated"]
    for number, said, kind in (
        (len(book.facts), words["evidence-stat-facts"], None),
        (len(book.sources), words["evidence-stat-sources"], None),
        (sum(len(fact.source_ids) == 1 for fact in book.facts.values()), words["evidence-stat-alone"], None),
        (sum("differ" in found for found in flagged.values()), words["evidence-stat-differ"], None),
        (len(unstated), last, "gap"),
    ):
        yield tag("li", tag("b", text(str(number))), Html(" "), tag("span", text(said)), class_=kind)


def content(
    setting: Setting,
    waived: tuple[Waiver, ...],
    by_hand: tuple[ByHand, ...],
    observed: Html = NOTHING,
    *,
    rtl: bool = False,
) -> Html:
    """Return filters, facts by topic, charts and datasets as tables (`observed`), sources and what is no fact."""
    topics = by_topic(setting.book.facts.values())
    shown = frozenset(fact.id for fact in shown_and_stored(setting)[0])
    words = setting.words
    nav = tag("nav", join((_jump(t, setting) for t in topics), " "), class_="jump", aria_label=words["evidence-topic"])
    return tag(
        "div",
        rail(setting),
        tag(
            "main",
            tag("p", text(words["evidence-no-script"]), class_="no-script"),
            key_figures(setting),
            nav,
            _tools(setting),
            _heads(setting),
            join(_topic(name, facts, shown, setting) for name, facts in topics.items()),
            stored(setting, rtl=rtl),
            tag("p", text(words["evidence-none"]), id="ui_none", class_="no-match", hidden=True),
            observed,
            _sources(setting),
            _table("literals", ("words", "reason", "where"), [(w.text, w.why, w.where) for w in waived], setting),
            _table("by-hand", ("words", "passage", "where"), [(b.text, b.passage, b.where) for b in by_hand], setting),
            id="ui_facts",
            tabindex=-1,
        ),
        class_="layout",
    )


def _jump(topic: str, setting: Setting) -> Html:
    return tag("a", text(setting.topic(topic)), href=f"#topic_{topic}")


def _tools(setting: Setting) -> Html:
    words = setting.words
    total = len(setting.book.facts)
    shown = words["evidence-showing"].format(shown=total, total=total)
    signs = {"printed": tag("b", text("1")), "other": tag("i", text("1")), "silent": tag("s")}
    legend = (
        tag("span", tag("span", sign, class_="strip", aria_hidden="true"), text(words[f"evidence-key-{kind}"]))
        for kind, sign in signs.items()
    )
    return tag(
        "div",
        tag("p", text(shown), id="ui_status", role="status", aria_live="polite"),
        tag("button", text(words["evidence-clear"]), type="button", id="ui_clear", hidden=True),
        tag("button", text(words["evidence-open-all"]), type="button", id="ui_all"),
        tag("p", join(legend), class_="legend"),
        class_="tools",
    )


def _heads(setting: Setting) -> Html:
    names = ("figure", "statement", "sources", "used")
    heads = (tag("span", text(setting.words[f"evidence-head-{name}"])) for name in names)
    return tag("div", join(heads), class_="heads", aria_hidden="true")


def _topic(name: str, facts: Sequence[Fact], shown: Collection[str], setting: Setting) -> Html:
    count = tag("span", text(setting.counted("evidence-facts", len(facts))), class_="count")
    head = tag("h2", text(setting.topic(name)), Html(" "), count, id=f"topic_{name}")
    rows = join(row(fact, setting) for fact in facts if fact.id in shown)
    return tag("section", head, rows, class_="topic", aria_labelledby=f"topic_{name}")


# ── Sources and what is no fact ──────────────────────────────────────────────────────────────────


def _sources(setting: Setting) -> Html:
    sources = sorted(setting.book.sources.values(), key=lambda source: source.number)
    head = tag("h2", text(setting.words["evidence-sources"]), id="ui_sources")
    listed = tag("ol", join(_source(source, setting) for source in sources))
    return tag("section", head, listed, class_="sources", aria_labelledby="ui_sources")


def _source(source: Source, setting: Setting) -> Html:
    words = setting.words
    linked = source.url is not None and source.url.startswith(("https://", "http://"))
    title = tag("a", text(source.title), href=source.url, rel="noopener noreferrer") if linked else text(source.title)
    every = (*setting.book.facts.values(), *setting.tabled.values())
    facts = sum(any(ref.source == source.id for ref in fact.all_refs) for fact in every)
    publisher, dated = origin(source, setting)
    accessed = words["accessed"].format(date=date_text(source.accessed, setting.speech))
    first = filter(None, (source.author, publisher, source.place, dated, source.kind, accessed))
    document = "" if source.document == NOT_STATED else words["evidence-document"].format(name=source.document)
    check = f"SHA-256 {source.sha256}" if source.sha256 else ""
    lines = [" · ".join(first), " · ".join(filter(None, (document, check))), source.note or ""]
    mark = tag("span", text(f"[{source.number}]"), class_="mark")
    count = tag("span", text(setting.counted("evidence-facts", facts)), class_="count")
    body = tag("div", tag("p", tag("b", title), Html(" "), count), join(_small(line) for line in lines if line))
    return tag("li", mark, body, id=f"source_{source.number}")


def _small(line: str) -> Html:
    return tag("p", text(line), class_="small")


def _table(name: str, heads: tuple[str, str, str], rows: list[tuple[str, str, str]], setting: Setting) -> Html:
    """Return a section with a table of words, reason or passage, and place; nothing where there are no rows."""
    if not rows:
        return NOTHING
    words = setting.words
    title = tag("h2", text(words[f"evidence-{name}"]), id=f"ui_{name}")
    columns = tag("tr", join(tag("th", text(words[f"evidence-{head}"]), scope="col") for head in heads))
    body = (
        tag("tr", tag("th", text(first), scope="row"), join(tag("td", text(cell)) for cell in rest))
        for first, *rest in dict.fromkeys(rows)
    )
    table = tag("table", tag("thead", columns), tag("tbody", join(body)))
    note = _small(words[f"evidence-{name}-note"])
    return tag("section", title, note, table, class_="listed", aria_labelledby=f"ui_{name}")


def footer(setting: Setting, fonts: Sequence[str]) -> Html:
    """Return the foot of the page; `fonts` says whose the fonts in it are, in the words of their files."""
    version = setting.words["evidence-facts-version"].format(version=setting.book.version)
    parts = (tag("span", text(setting.words["evidence-footer"])), tag("span", text(version)))
    notices = (tag("span", text(each), lang="en", class_="fonts") for each in fonts)
    return tag("footer", *(parts if setting.book.version else parts[:1]), *notices)
