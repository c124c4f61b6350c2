"""Who is named where: a country that only a place of it stands for is not named there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from reports.document import Cite, Table, plain, walk
from reports.domain.wording import Speech
from reports.languages.registry import language
from reports.load.fact_files import load_facts
from reports.narrative.actor_tables import people

FACTS = """
sources:
- {id: letter, number: 1, title: A letter, short: Letter, kind: letter, publisher: Office,
   date: 2031-03-01, accessed: 2031-04-02}
- {id: paper, number: 2, title: A paper, short: Paper, kind: paper, publisher: Office,
   date: 2031-03-02, accessed: 2031-04-02}
actors:
- {id: land, name: Land of Rails, kind: country}
- {id: shore, name: North Shore, kind: region, country: land}
- {id: bank, name: Bank of Rails, kind: organisation, country: land}
facts:
- {id: by-name, statement: The Land of Rails opened a line., topic: lines, status: reported, countries: [land],
   sources: [{source: letter, paragraph: 1, anchor: opened a line}], recorded: 2031-04-02}
- {id: by-other, statement: The North Shore opened a depot., topic: lines, status: reported, actors: [OTHER], countries: [land],
   sources: [{source: paper, paragraph: 1, anchor: opened a depot}], recorded: 2031-04-02}
"""


@pytest.mark.parametrize(
    ("other", "named"),
    [("shore", {"land": (1,), "shore": (2,)}), ("bank", {"land": (1, 2), "bank": (2,)})],
)
def test_a_place_stands_for_itself_and_a_body_for_its_country_too(
    other: str, named: dict[str, tuple[int, ...]], tmp_path: Path
) -> None:
    for key, entries in yaml.safe_load(FACTS.replace("OTHER", other)).items():
        (tmp_path / f"{key}.yaml").write_text(yaml.safe_dump({key: entries}), "utf-8")
    book, problems = load_facts(tmp_path, "facts")
    assert [str(each) for each in problems] == []
    speech: Speech = language("en-GB")
    assert {id: _marks(people(book, speech, (id,))) for id in named} == named


def _marks(table: Table) -> tuple[int, ...]:
    [row] = table.rows
    assert plain(row.cells[0])
    return tuple(number for node in walk(row.cells[-1]) if isinstance(node, Cite) for number in node.numbers)
