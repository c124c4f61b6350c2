"""The page for machines: the facts as JSON-LD, each a claim with its figure, its status and the words of its sources.

Words of schema.org (Dataset, DataDownload, Claim), of PROV (https://www.w3.org/TR/prov-o/) for what is derived from what, and
of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/, 4.2.4) for the words that stand in a source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reports.document import ReportInfo, plain
from reports.document.program_version import PROGRAM
from reports.domain.facts import NOT_STATED, Fact, Source, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.formats.evidence.html import Html, tag
from reports.formats.evidence.page_context import Setting, shown_and_stored
from reports.notation.spaces import even_spaces

CONTEXT = ("https://schema.org/", {"prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#"})
DOWNLOADS = (("facts.csv", "text/csv"), ("datapackage.json", "application/json"))
"""Files beside the page that hold the facts as data, and what they are."""
BOUNDS = {"above": ("minValue",), "below": ("maxValue",), "range": ()}
"""How schema.org names the number of a hedge, by where the true value lies; as 'value' where it lies at or around it."""
Json = Mapping[str, object]


def script(info: ReportInfo, setting: Setting) -> Html:
    """Return the data block; no browser runs it, and nothing in it ends it.

    It holds the facts whose rows are elements of the page; very many more stand in the files that it names.
    """
    graph = [_dataset(info, setting), *_made(), *_sources(setting), *_claims(setting)]
    content = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return tag("script", Html(even_spaces(content).replace("<", "\\u003c")), type="application/ld+json")


def described(setting: Setting, info: ReportInfo) -> str:
    """Return what the page is, in a sentence."""
    words = setting.words
    return even_spaces(words["evidence-subtitle"].format(titles=setting.quoted(plain(info.title))))


def machine_value(fact: Fact) -> str:
    """Return the number of a fact for machines: '10', or '8/10' for a range; empty where it has none."""
    if fact.value is not None:
        return f"{fact.value:f}"
    ends = [f"{each:f}" if each is not None else ".." for each in (fact.low, fact.high)]
    return "/".join(ends) if ends != ["..", ".."] else ""


def _dataset(info: ReportInfo, setting: Setting) -> Json:
    book = setting.book
    loads = [{"@type": "DataDownload", "contentUrl": name, "encodingFormat": kind} for name, kind in DOWNLOADS]
    return {
        "@type": "Dataset",
        "@id": "#ui_facts",
        "name": f"{setting.words['evidence-title']} – {plain(info.title)}",
        "description": described(setting, info),
        "inLanguage": info.language,
        "version": book.version,
        "dateModified": f"{info.moment:%Y-%m-%dT%H:%M:%SZ}",
        "publisher": {"@type": "Organization", "name": info.organisation},
        "distribution": loads,
        "isBasedOn": [{"@id": f"#source_{each.number}"} for each in _ordered(setting)],
        "prov:wasGeneratedBy": {"@id": "#ui_made"},
    }


def _made() -> Iterator[Json]:
    name, _, version = PROGRAM.rpartition(" ")
    agent = {"@type": ["SoftwareApplication", "prov:SoftwareAgent"], "name": name, "softwareVersion": version}
    yield {"@type": "prov:Activity", "@id": "#ui_made", "prov:wasAssociatedWith": agent}


def _ordered(setting: Setting) -> list[Source]:
    return sorted(setting.book.sources.values(), key=lambda source: source.number)


def _sources(setting: Setting) -> Iterator[Json]:
    for source in _ordered(setting):
        stated = {
            "publisher": source.publisher if source.publisher != NOT_STATED else None,
            "author": source.author,
            "dateCreated": source.date if source.date != NOT_STATED else None,
            "url": source.url if source.url and source.url.startswith(("https://", "http://")) else None,
        }
        named = {"@type": ["CreativeWork", "prov:Entity"], "@id": f"#source_{source.number}", "name": source.title}
        yield named | {key: text for key, text in stated.items() if text}


def _claims(setting: Setting) -> Iterator[Json]:
    shown = frozenset(fact.id for fact in shown_and_stored(setting)[0])
    for fact in (each for id, each in setting.book.facts.items() if id in shown):
        numbers = setting.numbers(fact.all_refs)
        claim: dict[str, object] = {
            "@type": ["Claim", "prov:Entity"],
            "@id": f"#{fact.id}",
            "text": setting.said(fact, "statement") or fact.statement,
            "creativeWorkStatus": setting.speech.word("statuses", fact.status),
            "dateCreated": fact.recorded,
            "isPartOf": {"@id": "#ui_facts"},
            "citation": [{"@id": f"#source_{number}"} for number in numbers],
            "prov:hadPrimarySource": [_quoted(ref, setting) for ref in fact.sources],
        }
        if fact.has_value:
            claim["about"] = _quantity(fact, setting)
        if fact.derived_from:
            claim["prov:wasDerivedFrom"] = [{"@id": f"#{id}"} for id in fact.derived_from]
        yield claim


def _quoted(ref: SourceRef, setting: Setting) -> Json:
    """Return the place in a source as what an annotation points at."""
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": f"#source_{setting.book.numbers[ref.source]}"},
        "oa:hasSelector": {"@type": "oa:TextQuoteSelector", "oa:exact": ref.anchor},
    }


def _quantity(fact: Fact, setting: Setting) -> Json:
    """Return a figure with its hedge in words, and as bounds where the hedge is one."""
    reach = (fact.qualifier or Qualifier.EXACTLY).reach
    numbers: dict[str, Decimal | None] = {"minValue": fact.low, "maxValue": fact.high}
    numbers |= dict.fromkeys(BOUNDS.get(reach, ("value",)), fact.value)
    stated = {key: float(each) if each % 1 else int(each) for key, each in numbers.items() if each is not None}
    named = {"@type": "QuantitativeValue", "description": setting.said(fact, "full"), **stated}
    return named | ({"unitText": fact.unit} if fact.unit else {})
