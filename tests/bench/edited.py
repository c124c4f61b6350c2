"""A long brief that a person worked on, built anew with one changed fact: beside the same build of a brief nobody edited.

Run it with `python -m tests.bench.edited [PAGES]`. Exit code 1 where the goal is missed.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.grown import PARAGRAPHS, Growth, report, write
from tests.bench.measure import build, run

PAGES, EDITS, FACTS, ROUNDS = 300, 30, 100, 3
GOAL = 1.5
"""Processor time of the build with edits, as a share of the same build without."""
NOUNS = (
    "harbour river market bridge tram garden door lamp stone hall clerk letter table bench roof wall ticket coat umbrella "
    "corner window paper road rain cloud colour music crowd pigeon puddle blanket kettle old green quiet wide wooden and in "
    "with of the near behind along beside"
)
VALUE, NEXT = "1005", "1205"
"""Of the fact that changes."""


def pages(count: int) -> Mapping[str, str]:
    """Return a Word report of about so many pages, each of a heading and paragraphs that no other is like; few of a table."""
    chance, nouns = random.Random(count), NOUNS.split()

    def sentence() -> str:
        return " ".join(chance.choice(nouns) for _ in range(chance.randint(9, 18))).capitalize() + "."

    def figure(n: int) -> str:
        return f'{{{{ fact("line-{n % FACTS + 1}") }}}} {{{{ cite() }}}}'

    def page(n: int) -> str:
        body = [
            f"One line carries {figure(n * PARAGRAPHS + k)}. {' '.join(sentence() for _ in range(5))}"
            for k in range(PARAGRAPHS)
        ]
        rows = "\n".join(f"| A line called {letter * 3} | {figure(n * 7 + k)} |" for k, letter in enumerate("abcdefgh"))
        table = f"\n\n| Who | Riders |\n|---|---|\n{rows}" if n % 5 == 0 else ""
        return f"{{#page-{n}}}\n# The {sentence()[:-1]}\n\n" + "\n\n".join(body) + f"{table}\n"

    return report("docx", {f"page-{n}": page(n) for n in range(1, count + 1)})


def edit(path: Path, count: int) -> None:
    """Work on a Word file as a person would, in so many places: words, paragraphs, formats, comments."""
    from docx import Document

    document = Document(str(path))
    paragraphs = [each for each in document.paragraphs if len(each.text) > 200]
    step = max(len(paragraphs) // count, 1)
    for n, each in enumerate(paragraphs[step // 2 :: step]):
        match n % 6:
            case 0:
                each.add_run(" An editor added these words.")
            case 1:
                each.runs[-1].text = each.runs[-1].text.replace(" ", " very ", 1)
            case 2:
                each.insert_paragraph_before(
                    f"An editor wrote this below the {NOUNS.split()[n % 20]}.", style=each.style
                )
            case 3:
                each._p.getparent().remove(each._p)
            case 4:
                each.runs[-1].bold = True
            case _:
                document.add_comment(each.runs[-1], text="Is this so?", author="An editor", initials="E")
    document.save(str(path))


def measured(count: int = PAGES, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the processor seconds of a build with one changed fact: of a brief nobody edited, and of an edited one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(Growth("edited", count, count, pages, lambda _: FACTS), count, folder)
        run(build(folder))
        output, plain, mine = folder / "output", folder / "plain", folder / "mine.docx"
        shutil.copytree(output, plain)
        shutil.copyfile(output / "grown.docx", mine)
        edit(mine, EDITS)
        facts = folder / "facts" / "facts.yaml"
        facts.write_text(facts.read_text("utf-8").replace(VALUE, NEXT), encoding="utf-8")
        times: list[tuple[float, float]] = []
        for _ in range(rounds):
            found = []
            for edited in (False, True):
                shutil.rmtree(output)
                shutil.copytree(plain, output)
                if edited:
                    shutil.copyfile(mine, output / "grown.docx")
                found.append(run(build(folder)).cpu)
            times.append((found[0], found[1]))
    return median(few for few, _ in times), median(many for _, many in times)


if __name__ == "__main__":
    unedited, joined = measured(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
    sys.stdout.write(f"unedited {unedited:.2f} s, edited {joined:.2f} s: {joined / unedited:.2f}×, goal {GOAL:g}×\n")
    sys.exit(joined > GOAL * unedited)
