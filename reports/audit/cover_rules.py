"""Names that every page prints and no template: the organisation, and how confidential an edition is."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.declared_names import Names
from reports.audit.figure_search import figures
from reports.errors import Problem
from reports.languages.registry import code_of, lacking
from reports.load.definition_files import ReportFile
from reports.load.template_files import Templates
from reports.notation.yaml_tree import Route


def counted(templates: Templates, names: Names) -> Iterator[Problem]:
    """Yield the figures in names of report.yaml that belong to no declared name, as “Centre 42” may be one."""
    for file, tree in templates.reports.values():
        if lacking(code_of(file.language)):  # told where the templates are read
            continue
        for route, text in _lines(file):
            known = names.spans(text)
            for figure in figures(text, file.language):
                if not any(start <= figure.start and figure.end <= end for start, end in known):
                    what = f"“{figure.text}” is a figure that no fact stands behind"
                    cure = f"write the name without it; where it belongs to the name, declare “{text}” under 'actors:'"
                    yield Problem(tree.place(route), what, cure)


def _lines(file: ReportFile) -> Iterator[tuple[Route, str]]:
    yield ("organisation",), file.organisation
    for name, edition in file.editions.items():
        yield ("editions", name, "marking"), edition.marking
