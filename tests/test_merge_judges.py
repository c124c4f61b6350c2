"""What the validators say of merged briefs: nothing, whatever a person did and the template became."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.theme.fonts import outer_environment
from tests import test_merge, test_merge_breaks, test_merge_chart_edits
from tests.merge_desk import NEW, Desk, built, merged
from tests.merge_own import STRUCTURES
from tests.test_merge_in_place import with_everything

JUDGE = os.environ.get("REPORT_JUDGE") or shutil.which("judge")
UNKNOWN = ("smart tag", "custom xml")
"""What the validators do not know, since Word writes it no longer."""


def files() -> Iterator[tuple[str, bytes]]:
    """Yield merged files of every kind of edit in the suite, by name."""
    for name, (act, *_) in test_merge.CASES.items():
        desk = Desk(built())
        act(desk)
        yield name, merged(desk, built(**NEW)).data
    for name, (change, *_) in test_merge_chart_edits.CASES.items():
        desk = Desk(test_merge_chart_edits.built())
        change(desk)
        yield f"chart {name}", merged(desk, test_merge_chart_edits.built(**NEW)).data
    for name, (hang, _) in test_merge_breaks.THINGS.items():
        for where, (_, new) in test_merge_breaks.PLACES.items():
            if name != "control" or "entry" not in where:
                desk = Desk(built())
                hang(test_merge_breaks.place(desk, where), desk)
                yield f"{name} on {where}", merged(desk, new()).data
    kinds = tuple(kind for kind in STRUCTURES if kind not in UNKNOWN)
    yield "in place", merged(with_everything("The office claims more than", kinds), built(**NEW)).data


@pytest.mark.judges
@pytest.mark.slow
def test_the_validators_find_nothing_in_merged_files(tmp_path: Path) -> None:
    if JUDGE is None:
        pytest.skip("the validators are not on the path (judge); see REPORT_JUDGE")
    paths = []
    for name, data in files():
        paths.append(tmp_path / f"{name.replace(',', '').replace(' ', '-')}.docx")
        paths[-1].write_bytes(data)
    done = subprocess.run([JUDGE, *map(str, paths)], capture_output=True, text=True, env=outer_environment())
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "broken.docx"
    broken.write_bytes(merged(with_everything("The office claims more than", UNKNOWN), built(**NEW)).data)
    assert subprocess.run([JUDGE, str(broken)], capture_output=True, text=True, env=outer_environment()).returncode == 1
