"""Reports from a curated fact file: a Word brief, a PowerPoint deck and a PDF summary.

`reports.build(project)` and `reports.check(project)` do what the commands of the same names do; what they return and raise is
described with them. Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.errors import FlagError, InputError, MissingLibraryError, Place, Problem, ReportError
    from reports.pipeline.build_results import BuildResult, CheckResult, Skipped
    from reports.pipeline.library import build, check

__version__ = "0.9.0"
__all__ = (
    "BuildResult", "CheckResult", "FlagError", "InputError", "MissingLibraryError", "Place", "Problem", "ReportError",
    "Skipped", "build", "check",
)  # fmt: skip

if not TYPE_CHECKING:  # a type checker is to know these names and no other

    def __getattr__(name: str) -> object:
        """Return what the module that holds `name` says it is (PEP 562)."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module 'reports' has no attribute {name!r}")
        results = dict.fromkeys(("BuildResult", "CheckResult", "Skipped"), "pipeline.build_results")
        homes = {**results, "build": "pipeline.library", "check": "pipeline.library"}
        return getattr(import_module(f"reports.{homes.get(name, 'errors')}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
