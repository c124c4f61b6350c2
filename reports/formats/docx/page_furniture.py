"""What stands around the blocks: masthead, title, running header, footer and the section that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.document import Document, plain
from reports.formats.docx.fields.word_fields import complex_field
from reports.formats.docx.inlines import even, runs, with_whole_names
from reports.formats.docx.writing_state import Frame, Page, Writing
from reports.ooxml.wordprocessingml import Element, element, paragraph, root, run, text, twips_mm, w
from reports.theme.definition import Theme

LINE_GAP = 180
"""Twips between our line in a designer's header and the text below it."""
FOOTER_GAP = 160
"""Twips between the text and a designer's footer, which our line below it may push up to where the text ends."""


def masthead(writing: Writing) -> list[Element]:
    """Return organisation and kind, title, subtitle, and the line that says as of when, from what, and who has approved it."""
    info, said = writing.document.info, writing.document.words
    frame, title = Frame(0), with_whole_names(info.title, "title", writing.page.text, writing)
    head = [run(info.organisation), w("r", w("tab")), _plain(info.kind)]
    stand = " · ".join((said["as-of"].format(date=info.as_of_text), said["version"].format(version=info.version)))
    basis = [run(" · "), *runs(info.basis, writing)] if info.basis else []
    approved = [run(f" · {info.approved_text}")] if info.approved_text else []
    made = [
        paragraph("Masthead", *writing.bookmark(writing.key("masthead", frame), *head)),
        paragraph(
            "Title",
            *writing.bookmark(writing.key("title", frame), *runs(title, writing)),
            properties=even("", title, "title", writing.page.text, writing),
        ),
    ]
    if info.subtitle:
        content = writing.bookmark(writing.key("subtitle", frame), *runs(info.subtitle, writing))
        made.append(paragraph("Subtitle", *content))
    meta = writing.bookmark(writing.key("meta", frame), run(stand), *basis, *approved)
    return [*made, paragraph("DocumentMeta", *meta)]


def _plain(words: str) -> Element:
    """Return a run that is not bold where its paragraph is (17.7.3: only the run itself can say so)."""
    properties = w("rPr", w("rStyle", val="MastheadKind"), w("b", val=0), w("bCs", val=0))
    return w("r", properties, text(words))


def header_sides(document: Document, *, first: bool, titled: bool = False) -> tuple[str, str]:
    """Return what the running header says at its left and at its right; on the first page only that it is a draft.

    With `titled`, something else shows the title.
    """
    info, said = document.info, document.words
    right = [said["draft"]] if info.draft else []
    right += [] if first else [said["as-of"].format(date=info.as_of_text)]
    return "" if first or titled else plain(info.title), " · ".join(right)


def header(document: Document, *, first: bool, stacked: bool = False) -> Element:
    """Return the running header; `stacked` puts its sides below each other, where a line is too short for both."""
    left, right = header_sides(document, first=first)
    return root("hdr", [paragraph("HeaderFirst" if first else "Header", *_sides(left, right, stacked=stacked))])


def _sides(left: str, right: str, *, stacked: bool) -> list[Element]:
    below = [w("r", w("br"))] if stacked and left and right else []
    beside = [w("r", w("tab")), run(right)] if right else []
    return [*([run(left)] if left else []), *below, *beside]


def footer(document: Document) -> Element:
    """Return version and page numbers."""
    content = [
        run(document.words["version"].format(version=document.info.version)),
        w("r", w("tab")),
        *_pages(document),
    ]
    return root("ftr", [paragraph("Footer", *content)])


def running_line(
    document: Document, *, first: bool, titled: bool = False, stacked: bool = False, above_mm: float = 0
) -> Element | None:
    """Return what a designer's header lacks: title, as-of date and the word that marks a draft; None for nothing.

    With `titled`, the header shows the title by itself; `stacked` is as in `header`; `above_mm` is the room left above.
    """
    left, right = header_sides(document, first=first, titled=titled)
    if not right:
        return None
    before = {"before": twips_mm(above_mm)} if above_mm else {}
    around = (w("spacing", **before, after=LINE_GAP),)
    return paragraph("HeaderFirst", *_sides(left, right, stacked=stacked), properties=around)


def page_line(document: Document, *, counted: bool) -> Element:
    """Return what a designer's footer lacks: the version, and the page where nothing counts pages yet."""
    said = document.words
    content = [run(said["version"].format(version=document.info.version))]
    content += [] if counted else [w("r", w("tab")), *_pages(document)]
    return paragraph("HeaderFirst", *content, properties=(w("spacing", before=LINE_GAP // 3),))


def footer_gap() -> Element:
    """Return what keeps the text clear of a designer's footer."""
    return paragraph("HeaderFirst", properties=(w("spacing", before=0, after=0, line=FOOTER_GAP, lineRule="exact"),))


def _pages(document: Document) -> list[Element]:
    content: list[Element] = []
    for piece in _pieces(document.words["page"]):
        match piece:
            case "{page}":
                content += complex_field(" PAGE ", "1")
            case "{pages}":
                content += complex_field(" NUMPAGES ", "1")
            case _:
                content.append(run(piece))
    return content


def _pieces(pattern: str) -> list[str]:
    """Return 'Page {page} of {pages}' taken apart at its places."""
    made = [pattern]
    for place in ("{page}", "{pages}"):
        made = [part for piece in made for part in _split(piece, place)]
    return [piece for piece in made if piece]


def _split(piece: str, place: str) -> list[str]:
    before, found, after = piece.partition(place)
    return [before, found, after]


def section(
    theme: Theme, page: Page, relations: Mapping[str, str], *, first: bool = True, columns: tuple[int, float] = (1, 0),
    goes_on: bool = False, designed: Sequence[Element] = (), ruled: bool = False,
) -> Element:  # fmt: skip
    """Return the properties of a section; `relations` names headers and footers, such as 'header first'.

    With `goes_on`, it begins on the page on which the one before it ends. `designed` is what a designer's
    page has besides, and `ruled` says whether a rule stands between its columns.
    """
    margins = {key: twips_mm(value) for key, value in theme.word.margins_mm.items()}
    references = []
    for name, id in relations.items():
        what, kind = name.split()
        made = w(f"{what}Reference", type=kind)
        made.attrib.update(element("w:x", {"r:id": id}).attrib)
        references.append(made)
    # The running header reaches below the upper margin and pushes the text down; the first page begins at the margin.
    sides = {"top": margins["top-first-page"], "right": margins["right"], "bottom": margins["bottom"]}
    rest = {"left": margins["left"], "header": margins["header"], "footer": margins["footer"], "gutter": 0}
    return w(
        "sectPr",
        *references,
        w("type", val="continuous") if goes_on else None,
        w("pgSz", w=page.width, h=page.height, **({"orient": "landscape"} if page.width > page.height else {})),
        w("pgMar", **sides, **rest),
        *designed,
        w("cols", num=columns[0], space=twips_mm(columns[1]), **({"sep": 1} if ruled else {}))
        if columns[0] > 1
        else None,
        w("titlePg") if first else None,
    )
