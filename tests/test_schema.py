"""The JSON Schema of the fact file is the one that the program makes, and says what an editor needs."""

from __future__ import annotations

import json
from pathlib import Path

from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.load.json_schema import NAME, fact_schema, write_schema

ROOT = Path(__file__).parents[1]


def test_the_tracked_schema_is_current() -> None:
    assert (ROOT / "facts" / NAME).read_text("utf-8") == fact_schema(), (
        "run `invoke schema` and commit facts/schema.json"
    )


def test_it_is_written_where_it_is_tracked(tmp_path: Path) -> None:
    assert write_schema(tmp_path) == str(tmp_path / NAME)
    assert (tmp_path / NAME).read_text("utf-8") == fact_schema()


def test_it_names_keys_choices_and_descriptions() -> None:
    schema = json.loads(fact_schema())
    fact = schema["$defs"]["Fact"]
    assert set(schema["properties"]) == {"sources", "actors", "facts", "datasets", "terms"}
    assert fact["additionalProperties"] is False
    assert {"id", "statement", "topic", "status", "sources", "recorded"} == set(fact["required"])
    assert schema["$defs"]["Qualifier"]["enum"] == [each.value for each in Qualifier]
    assert schema["$defs"]["Status"]["enum"] == [each.value for each in Status]
    assert "description" in json.dumps(fact["properties"]["label"])
