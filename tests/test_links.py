"""No document leads anywhere but to the web, a mailbox or a place of its own, whatever came past the checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.document import Document, Heading, Link, Paragraph, Text
from reports.domain.fields import is_address
from reports.errors import ReportError
from reports.formats import docx, pdf, pptx
from tests import sample

Write = Callable[[Document], bytes]
WRITERS: dict[str, Write] = {
    "docx": lambda document: docx.write(document, sample.theme()),
    "pdf": lambda document: pdf.write(document, sample.theme()),
    "pptx": lambda document: pptx.write(document, sample.theme()),
}


def document(target: str) -> Document:
    text = Paragraph((Text("See "), Link((Text("this"),), target), Text(".")))
    heading = Heading(1, (Text("What there is"),), "there", (("layout", "table"),))
    return replace(sample.document(), blocks=(heading, text, Paragraph((Text("And more."),))))


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_no_writer_leads_to_a_script(name: str, target: str) -> None:
    with pytest.raises(ReportError, match="link"):
        WRITERS[name](document(target))


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_leads_to_the_web_and_to_mail(name: str) -> None:
    for target in ("https://example.org/a?b=1", "HTTP://example.org", "mailto:desk24@example.org"):
        assert WRITERS[name](document(target))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("https://example.org", True),
        ("Mailto:desk@example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("https://", False),
        ("www.example.org", False),
        ("java\tscript:alert(1)", False),
        ("https://example.org/a b", False),
        ("", False),
    ],
)
def test_what_is_an_address(text: str, right: bool) -> None:
    assert is_address(text) == right
