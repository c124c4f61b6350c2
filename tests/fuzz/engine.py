"""The process that fuzzes one target: `python -m tests.fuzz.engine TARGET FOLDER FLAG…`, flags as libFuzzer takes them.

The library ends the process by itself: 0 where the time is up, another code where it has found something.
https://github.com/google/atheris, https://llvm.org/docs/LibFuzzer.html#options
"""

from __future__ import annotations

import sys
from pathlib import Path

WATCHED = (
    "reports.load",
    "reports.notation",
    "reports.domain",
    "reports.narrative.markdown",
    "reports.document",
    "markdown_it",
    "mdit_py_plugins",
)
"""Packages whose branches are followed."""


def main(arguments: list[str]) -> None:
    """Fuzz; never returns."""
    import atheris

    with atheris.instrument_imports(include=list(WATCHED), enable_loader_override=False):
        from tests.fuzz.targets import Target, facts_target, markdown_target
    from tests.fuzz.mutating import mutated
    from tests.fuzz.seeds import words

    name, folder, *flags = arguments
    target: Target = facts_target(Path(folder)) if name == "facts" else markdown_target()
    known = tuple(word.encode() for word in words(name))

    def change(data: bytes, most: int, seed: int) -> bytes:
        """Return another input: by line and word two times in three, by byte else."""
        return mutated(data, known, most, seed) if seed % 3 else bytes(atheris.Mutate(data, most))

    atheris.Setup([sys.argv[0], *flags], target, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
