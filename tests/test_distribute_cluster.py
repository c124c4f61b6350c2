"""The same run on a real local Dask cluster of two worker processes, one of which is killed half-way."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
from pathlib import Path

import pytest

from reports.errors import FlagError, Place
from reports.pipeline.editions.copies import press
from reports.pipeline.editions.copy_jobs import jobs, kit
from reports.pipeline.editions.recipients import Recipient
from reports.tools.distribution.dask_cluster import run_cluster
from reports.tools.distribution.distribute import Order, distribute
from tests.distribute_files import edition, manifest, project, recipients, written
from tests.sample import theme

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # Dask's own, on loops and ports
    pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL"),
]
COUNT = 60


def test_a_worker_is_killed_half_way_and_nobody_is_missed(tmp_path: Path) -> None:
    place = Place("list.csv", 2)
    everybody = [Recipient(f"Desk {n}", "", "en", "public", f"d{n}@b.example", place) for n in range(COUNT)]
    chosen = {each: edition("public") for each in everybody}
    todo = jobs("run", chosen)
    parts = kit(todo, chosen, theme())
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options, silence_logs=50) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        made = {}
        for job, data in run_cluster(parts, todo, cluster.scheduler_address):
            assert job.id not in made
            made[job.id] = data
            if len(made) == COUNT // 2:
                os.kill(pids[0], signal.SIGKILL)
        assert made == {job.id: press(parts, job) for job in todo}

        listed = written(tmp_path / "list.csv", recipients(6))
        far = distribute(project(tmp_path / "far"), Order(listed, scheduler=cluster.scheduler_address))
        assert far.made == 6
    distribute(project(tmp_path / "near"), Order(listed, workers=1))
    assert manifest(tmp_path / "far") == manifest(tmp_path / "near")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("reports.tools.distribution.dask_cluster.PATIENCE", "1s")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(FlagError, match=re.escape(f"no scheduler answers at {address}")):
        list(run_cluster({}, (), address))
