"""Find datasets by words of their statement, measures and codes, and print what to paste into a template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reports.domain.datasets.catalogue import Catalogue
from reports.domain.datasets.cells import Wording
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.observations import Observations
from reports.domain.datasets.queries import LATEST
from reports.domain.fact_book import FactBook
from reports.domain.wording.fact_formats import quote
from reports.languages.speech import Speech

_WORD = re.compile(r"[^\W_]+")
SHOWN = 8
"""Codes of a dimension that are named."""


def folded(text: str) -> str:
    """Return `text` in lower case and without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def found_datasets(book: FactBook, words: Sequence[str], speech: Speech) -> Iterator[str]:
    """Yield, line by line, the datasets in which every one of `words` (folded) begins a word."""
    catalogue = book.datasets
    for id in dataset_ids(book, words, speech):
        assert catalogue is not None
        wording = catalogue.wording(id, speech.locale)
        yield from (*described(catalogue.tables[id], wording, catalogue, book, words, speech), "")


def dataset_ids(book: FactBook, words: Sequence[str], speech: Speech) -> Iterator[str]:
    """Yield the ids of the datasets in which every one of `words` (folded) begins a word."""
    catalogue = book.datasets
    for id, table in catalogue.tables.items() if catalogue else ():
        assert catalogue is not None
        known = _known(table, catalogue.wording(id, speech.locale))
        if all(any(each.startswith(word) for each in known) for word in words):
            yield id


def _known(table: Observations, wording: Wording) -> frozenset[str]:
    dataset = table.dataset
    texts = [dataset.id, dataset.statement, dataset.label or "", dataset.topic, dataset.file, *dataset.sources]
    texts += [text for each in dataset.measures for text in (each.id, each.label or "", each.unit)]
    for dimension in dataset.dimensions:
        texts.append(wording.head(dimension))
        if not dimension.period:
            texts += [text for code in table.codes[dimension.id] for text in (code, wording.code(dimension, code))]
    return frozenset(_WORD.findall(folded(" ".join(texts))))


def described(
    table: Observations, wording: Wording, catalogue: Catalogue, book: FactBook, words: Sequence[str], speech: Speech
) -> Iterator[str]:
    """Yield what a person needs to print an observation of `table`: what it holds, its codes, and the text to paste."""
    dataset = table.dataset
    yield f"{dataset.id} (dataset)"
    yield f"  {wording.statement}"
    yield f"  topic: {dataset.topic}; file: {dataset.file}; recorded {dataset.recorded}"
    for id in dataset.sources:
        yield f"  source: [{book.sources[id].number}] {book.sources[id].short}"
    if len(dataset.measures) > 1:
        yield f"  measure: {', '.join(each.id for each in dataset.measures)}"
    for dimension in dataset.dimensions:
        yield f"  {dimension.id}: {_codes(table, dimension, wording, words)}"
    yield f"  paste: {_pasted(table, catalogue, wording, words, speech)}"


def _codes(table: Observations, dimension: Dimension, wording: Wording, words: Sequence[str]) -> str:
    codes = table.codes[dimension.id]
    if dimension.period:
        return f"{codes[0]} to {codes[-1]} ({len(codes)})"
    hits = [code for code in codes if _hit(dimension, code, wording, words)]
    shown = (hits or list(codes))[:SHOWN]
    return ", ".join(shown) + (f" … ({len(codes)})" if len(shown) < len(codes) else "")


def _hit(dimension: Dimension, code: str, wording: Wording, words: Sequence[str]) -> bool:
    known = _WORD.findall(folded(f"{code} {wording.code(dimension, code)}"))
    return any(each.startswith(word) for each in known for word in words)


def _pasted(table: Observations, catalogue: Catalogue, wording: Wording, words: Sequence[str], speech: Speech) -> str:
    """Return a call that prints the newest observation of what was sought, and what it prints."""
    dataset, named, chosen = table.dataset, [], {}
    for dimension in dataset.dimensions:
        codes = table.codes[dimension.id]
        if dimension.period:
            named.append(f'{dimension.id}="{LATEST}"')
            continue
        code = next((each for each in codes if _hit(dimension, each, wording, words)), codes[0])
        chosen[dimension.id] = code
        named.append(f'{dimension.id}="{code}"')
    measure = dataset.measures[0]
    if len(dataset.measures) > 1:
        named.insert(0, f'measure="{measure.id}"')
    call = f'{{{{ obs("{dataset.id}", {", ".join(named)}) }}}}'
    fixed = {id: (code,) for id, code in chosen.items()}
    keys = list(table.combined(fixed))
    cell = next((each for key in reversed(keys) if (each := catalogue.at(table, measure, key))), None)
    return f"{call} prints “{quote(cell, 'figure', speech)}”" if cell else call
