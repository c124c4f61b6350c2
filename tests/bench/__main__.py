"""Measure this job beside a conventional pipeline, and its growth; print a table and write build/bench.json.

Usage: python -m tests.bench [--rounds N] [--quick]. Exit code 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import edited
from tests.bench.grown import GROWTHS
from tests.bench.measure import ROOT, BrokenRunError, build, peak_mib, run
from tests.bench.plain_loops import LOOPS
from tests.bench.rounds import CPU, Stage, medians, one_round, prepare

RATIOS = {
    "cold": 0.80,
    "unchanged": 0.15,
    "one fact changed": 0.50,
    "a fact of every report changed": 0.80,
    "edited brief": 1.00,
}
"""Goals: wall time as a share of the peer's."""
WORK = {
    "cold": 1.00,
    "unchanged": 0.08,
    "one fact changed": 0.50,
    "a fact of every report changed": 1.00,
    "edited brief": 1.00,
}
"""Goals: processor time as a share of the peer's. A second process hides work and does not remove it."""
GROWTH, MEMORY_MIB, GROWN_MIB, SHARE = 11.0, 400.0, 1024.0, 0.25
RESULT = ROOT / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    what: str
    job: str
    peer: str
    measured: float
    goal: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Return whether the goal is met."""
        return self.measured <= self.goal


def _say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(line + "\n")


def main(arguments: list[str]) -> int:
    """Measure, print, write; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of this job and the peer in turn")
    parser.add_argument("--quick", action="store_true", help="leave the growth out")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        stage = prepare(Path(folder))
        run(stage.peer())  # warms what both have a right to: font caches, compiled files, the disk
        run(build(stage.folder))
        rounds = [one_round(stage) for _ in range(max(options.rounds, 1))]
        lines = [*speed(rounds), memory(stage), share()]
        lines += [] if options.quick else [*at_scale()]
        write(lines, stage, rounds)
    return 0 if all(line.met for line in lines) else 1


def speed(rounds: list[dict[str, float]]) -> list[Line]:
    """Return the lines of this job beside the peer."""
    found = medians(rounds)
    goals = {name + kind: goal for rows, kind in ((RATIOS, ""), (WORK, CPU)) for name, goal in rows.items()}
    peers = {name: found["peer" + CPU if name.endswith(CPU) else "peer"][0] for name in goals if name in found}
    return [
        Line(name, f"{found[name][0]:.2f} s", f"{peer:.2f} s", round(found[name][1], 3), goals[name], "×")
        for name, peer in peers.items()
    ]


def memory(stage: Stage) -> Line:
    """Return the line of the most memory held at once, all processes together."""
    shutil.rmtree(stage.output, ignore_errors=True)
    ours, theirs = peak_mib(build(stage.folder)), peak_mib(stage.peer())
    return Line("memory, cold", f"{ours:.0f} MiB", f"{theirs:.0f} MiB", round(ours), MEMORY_MIB, " MiB")


def share() -> Line:
    """Return the line of what audits and evidence page add, the middle of five runs."""
    found = sorted(json.loads(_inside("share")) for _ in range(5))[2]
    return Line("audits and evidence page add", f"{found:.1%}", "", round(found, 3), SHARE, "×")


def at_scale() -> Iterator[Line]:
    """Yield the lines of large projects: how their cost grows, and how our writers stand beside plain loops."""
    for each in GROWTHS:
        yield from growth(each.name)
    yield edited_brief()
    for versus in LOOPS:
        yield from beside_loop(versus.name)


def edited_brief() -> Line:
    """Return the line of a long brief with edits and one changed fact, beside the same build of one without edits."""
    few, many = edited.measured()
    what = f"{edited.PAGES} pages with {edited.EDITS} edits, one fact changed (processor), beside none"
    return Line(what, f"{few:.2f} → {many:.2f} s", "", round(many / few, 2), edited.GOAL, "×")


def growth(name: str) -> Iterator[Line]:
    """Yield the lines of what a build costs that is many times as large: in time, as for ten times as much, and in memory."""
    each = next(growth for growth in GROWTHS if growth.name == name)
    small, large, mib = json.loads(_inside("grown", name))
    what = f"{each.small:,} → {each.large:,} {name}"
    tenfold = large / small / each.times * 10
    yield Line(f"{what}, for ten times as much", f"{small:.2f} → {large:.2f} s", "", round(tenfold, 2), GROWTH, "×")
    yield Line(f"{each.large:,} {name}, memory", f"{mib:.0f} MiB", "", round(mib), GROWN_MIB, " MiB")


def beside_loop(name: str) -> Iterator[Line]:
    """Yield the lines of one of our writers beside a plain loop over the library below it: the writer, and the whole build."""
    each = next(versus for versus in LOOPS if versus.name == name)
    ours, whole, theirs = json.loads(run([sys.executable, "-m", "tests.bench.plain_loops", name]).said.splitlines()[-1])
    for what, seconds in (("written", ours), ("composed, audited, written", whole)):
        row = f"{each.what}, {what} (processor)"
        yield Line(row, f"{seconds:.2f} s", f"{theirs:.2f} s", round(seconds / theirs, 2), each.goal, "×")


def _inside(*arguments: str) -> str:
    return run([sys.executable, "-m", "tests.bench.inside", *arguments]).said.splitlines()[-1]


def write(lines: list[Line], stage: Stage, rounds: list[dict[str, float]]) -> None:
    """Print the table and write it with everything behind it as JSON."""
    _say("| what | this job | conventional | measured | goal | |\n|---|---|---|---|---|---|")
    for line in lines:
        verdict = "met" if line.met else "MISSED"
        goal = f"≤ {line.goal:g}{line.unit}"
        _say(f"| {line.what} | {line.job} | {line.peer} | {line.measured:g}{line.unit} | {goal} | {verdict} |")
    machine = {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()}
    content = {
        "machine": machine,
        "reports": stage.sizes,
        "lines": [{**asdict(line), "met": line.met} for line in lines],
        "rounds": rounds,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _say(f"written: {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenRunError as failure:
        sys.stderr.write(f"{failure}\n")
        sys.exit(2)
