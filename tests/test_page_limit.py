"""A report that says how many pages its PDF may have is told where it takes more; others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.formats.pdf import count_pages
from reports.formats.registry import FORMATS
from reports.pipeline.file_writing import Part, write_file
from tests import sample
from tests.pdf_files import summary


@pytest.mark.parametrize(("pages", "told"), [(1, True), (2, False), (0, False)])
def test_a_file_that_takes_more_pages_than_it_may_is_told(pages: int, told: bool) -> None:
    outcome = write_file(Part(summary(pages=pages), "pdf", sample.theme()))
    assert outcome.file is not None
    assert count_pages(outcome.file.data) == 2
    assert bool(outcome.told) is told
    assert all(
        "summary.pdf: takes 2 pages, where pages: in report.yaml says 1 at most" in str(each) for each in outcome.told
    )


def test_files_whose_pages_only_an_office_program_knows_are_not_judged() -> None:
    document = sample.document("brief")
    limited = replace(document, info=replace(document.info, pages=1))
    assert FORMATS["docx"].count_pages is None
    assert write_file(Part(limited, "docx", sample.theme())).told == ()
