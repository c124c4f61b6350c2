"""Put the evidence page together of its parts."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from functools import partial

from reports.audit import Waiver
from reports.document import Document, ReportInfo, plain
from reports.document.program_version import PROGRAM
from reports.domain.fact_book import FactBook
from reports.formats.evidence.chart_tables import charts
from reports.formats.evidence.dataset_tables import datasets, in_tables_alone
from reports.formats.evidence.fact_uses import used_in
from reports.formats.evidence.fill_swatches import swatches
from reports.formats.evidence.html import Html, bare, join, tag, text
from reports.formats.evidence.linked_data import described, script
from reports.formats.evidence.page_assets import asset, notices
from reports.formats.evidence.page_context import Setting
from reports.formats.evidence.page_parts import content, footer, masthead
from reports.formats.evidence.style_sheet import style_sheet
from reports.languages.numerals import SYSTEMS, native_text
from reports.languages.registry import is_rtl, language
from reports.merge.joined import ByHand
from reports.theme.bidirectional import ordered_html, with_texts
from reports.theme.definition import Theme

HEAD_SCRIPT = 'document.documentElement.className="js"'
"""Runs before anything is shown, so that filters neither flash nor stay without a script."""


def page(
    documents: tuple[Document, ...],
    book: FactBook,
    theme: Theme,
    literals: tuple[Waiver, ...],
    by_hand: tuple[ByHand, ...],
) -> bytes:
    """Return the evidence page as UTF-8: every fact, its readings and sources, and where it is used.

    Args:
        documents: every report of the project, at least one; language, title and version are those of the first.
        book: the facts.
        theme: colours and fonts.
        literals: figures that the audit was told to let pass.
        by_hand: figures that people wrote into finished files, which no fact stands behind.
    """
    infos = tuple(document.info for document in documents)
    setting = _setting(documents, book)
    rtl = is_rtl(infos[0].language)
    body = tag(
        "body",
        swatches(theme),
        tag("a", text(setting.words["evidence-skip"]), href="#ui_facts", class_="skip"),
        masthead(infos, setting),
        content(setting, literals, by_hand, join(_tables(setting, documents, book)), rtl=rtl),
        footer(setting, notices(theme)),
        tag("script", Html(asset("page.js").decode())),
        **_said_by_script(setting, infos),
    )
    whole = tag(
        "html",
        _head(infos[0], setting, theme),
        body,
        lang=infos[0].language,
        dir="rtl" if rtl else None,
    )
    if digits := infos[0].digits:
        whole = Html(with_texts(whole, partial(native_text, system=digits, tag=infos[0].language)))
    page = ordered_html(whole) if rtl else whole
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _tables(setting: Setting, documents: tuple[Document, ...], book: FactBook) -> tuple[Html, Html]:
    """Return the charts and the datasets as tables."""
    return charts(setting, documents), datasets(setting, book.datasets, book.facts)


def _setting(documents: tuple[Document, ...], book: FactBook) -> Setting:
    used = used_in(documents)
    alone = in_tables_alone(book, used)
    infos = tuple(document.info for document in documents)
    return Setting(
        replace(book, facts={id: fact for id, fact in book.facts.items() if id not in alone}) if alone else book,
        language(infos[0].language),
        documents[0].words.texts,
        used,
        frozenset(info.focus for info in infos if info.focus),
        {id: book.facts[id] for id in book.facts if id in alone},
    )


def _said_by_script(setting: Setting, infos: tuple[ReportInfo, ...]) -> dict[str, str | None]:
    """Return the words and digits that the script says, as data attributes, and where the page will be published."""
    words, system = setting.words, SYSTEMS.get(infos[0].digits)
    return {
        "data_showing": words["evidence-showing"],
        "data_one": words["evidence-facts-one"],
        "data_other": words["evidence-facts-other"],
        "data_open": words["evidence-open-all"],
        "data_close": words["evidence-close-all"],
        "data_copied": words["evidence-copied"],
        "data_digits": system.digits if system else None,
        "data_url": next((info.evidence_url for info in infos if info.evidence_url), "") or None,
    }


def _head(info: ReportInfo, setting: Setting, theme: Theme) -> Html:
    style = Html(style_sheet(theme))
    scripts = (Html(HEAD_SCRIPT), Html(asset("page.js").decode()))
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, scripts)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light"),
        tag("meta", name="description", content=described(setting, info)),
        tag("meta", name="generator", content=PROGRAM),
        tag("title", bare(f"{setting.words['evidence-title']} – {plain(info.title)}")),
        tag("style", style),
        tag("script", scripts[0]),
        script(info, setting),
    )


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    """Return a policy under which nothing is fetched and only our own script and style work (CSP Level 3, 6.1)."""
    run = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {run}; style-src {_hash(style)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
