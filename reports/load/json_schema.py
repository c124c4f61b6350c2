"""The JSON Schema of the fact file, so that an editor completes and underlines."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from reports.domain.datasets.dataset import Dataset
from reports.domain.facts import Actor, Fact, Source, Term

NAME = "schema.json"


class FactFile(BaseModel):
    """A fact file: any of sources, actors, facts, datasets and terms."""

    model_config = ConfigDict(extra="forbid")

    sources: list[Source] = []
    actors: list[Actor] = []
    facts: list[Fact] = []
    datasets: list[Dataset] = []
    terms: list[Term] = []


def fact_schema() -> str:
    """Return the JSON Schema (draft 2020-12, https://json-schema.org/draft/2020-12/schema) of a fact file."""
    schema = FactFile.model_json_schema(mode="validation")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_schema(folder: Path) -> str:
    """Write the schema into `folder` and return its path."""
    path = folder / NAME
    path.write_text(fact_schema(), encoding="utf-8")
    return str(path)
