"""Put a .docx together of its parts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import pairwise

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from reports.charts.native.fit import CrowdedError
from reports.document import Document
from reports.errors import InputError, Place, Problem
from reports.formats.docx import package_parts
from reports.formats.docx.blocks import compose
from reports.formats.docx.designer.chapter_lengths import has_long_chapters
from reports.formats.docx.designer.designed_headings import designed_headings
from reports.formats.docx.designer.designer_look import dressed
from reports.formats.docx.designer.designer_template import (
    LABELS,
    LABELS_PART,
    LABELS_TYPE,
    Base,
    merge_base,
    read_base,
)
from reports.formats.docx.designer.letterhead_properties import shown_properties
from reports.formats.docx.furniture_parts import Furniture, furniture
from reports.formats.docx.list_numbering import numbering_part
from reports.formats.docx.mirrored_parts import finished
from reports.formats.docx.page_furniture import masthead, section
from reports.formats.docx.part_digits import in_digits
from reports.formats.docx.picture_files import logo
from reports.formats.docx.source_list import lead_back
from reports.formats.docx.styles_part import styles_part
from reports.formats.docx.text_sections import ending
from reports.formats.docx.writing_state import Frame, Page, SectionBreak, Writing
from reports.ooxml.custom_properties import CUSTOM_PART, custom_properties
from reports.ooxml.wordprocessingml import Element, blob, clark, root, w
from reports.ooxml.zip_archive import undated
from reports.theme.definition import Theme
from reports.theme.embedded_fonts import key_of, obfuscated


def assemble(document: Document, theme: Theme, pages: Mapping[str, int] | None = None) -> bytes:
    """Return `document` as the bytes of a .docx; the same input gives the same bytes.

    `pages` holds the page of each heading by its id where a layout engine has found them; without it the table of
    contents asks for no page numbers, since wrong ones are worse.

    Raises:
        InputError: the designer's base file in the theme cannot be read.
    """
    package = Package()
    main = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, None, package)
    notes = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, None, package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    base = read_base(theme)
    theme = dressed(theme, base)
    page = Page.of(document, theme, base.columns)
    writing = Writing.of(document, theme, page, main, notes)
    writing.pages = pages
    headings = designed_headings(base)
    writing.listed_headings, writing.heading_labels = headings.listed, headings.labels
    writing.designed = base.designed_styles
    head = [*logo(writing), *masthead(writing)]
    if base.columns[0] > 1:
        writing.spans = Page.of(document, theme).text
        head.append(writing.end_section(spanning=True))
    body = w("body", *head, *_composed(document, writing))
    lead_back(writing)
    body.extend(ending(body))
    lying = any(each.lying for each in writing.breaks)
    around = furniture(document, theme, base, main, Page.of(document, theme), lying=lying)
    _end_sections(body, writing, around, base)
    main._blob = blob(finished(_main(body, writing), document.info))
    notes._blob = blob(finished(package_parts.footnotes(writing.footnotes, theme), document.info))
    _relate(writing, base, around)
    _describe(document, package, base)
    buffer = io.BytesIO()
    package.save(buffer)
    return undated(buffer.getvalue())


def _composed(document: Document, writing: Writing) -> list[Element]:
    """Return the blocks of the document as the content of the body.

    Raises:
        InputError: a chart finds no room on the page of the designer's file.
    """
    try:
        return compose(document.blocks, Frame(writing.page.text), writing)
    except CrowdedError as failure:
        file = writing.theme.base_names.get("docx", "")
        if not writing.theme.word.fixed_page or not file:
            raise
        page = f"{writing.theme.word.page_mm['width']:.0f} × {writing.theme.word.page_mm['height']:.0f} mm"
        what = f"has too small a page for this report ({page}): {str(failure).partition('; ')[0]}"
        cure = "use a file with a larger page or narrower margins, or print that chart as a table"
        raise InputError([Problem(Place(file), what, cure)]) from None


def _end_sections(body: Element, writing: Writing, around: Furniture, base: Base) -> None:
    """Say of each section what its pages are like; the last is that of the body, and none follows that holds nothing."""
    breaks, last = list(writing.breaks), SectionBreak(body, lying=False)
    if breaks and len(body) and body[-1] is breaks[-1].paragraph:
        last = breaks.pop()
        body.remove(body[-1])
        body.extend(ending(body))
    made: list[Element] = []
    for before, each in pairwise([None, *breaks, last]):
        assert each is not None
        goes_on = before is not None and not each.lying and not before.lying and (each.spanning or before.spanning)
        made.append(
            section(
                writing.theme,
                writing.page.lying() if each.lying else writing.page,
                around.lying if each.lying and around.lying else around.relations,
                first=around.first and before is None,
                columns=(1, 0) if each.lying or each.spanning else base.columns,
                goes_on=goes_on,
                designed=base.besides,
                ruled=base.ruled,
            )
        )
    for each, end in zip(breaks, made, strict=False):
        properties = each.paragraph[0]
        properties.append(end)  # the last of CT_PPr but for changes (17.3.1.26)
    body.append(made[-1])


def _main(body: Element, writing: Writing) -> Element:
    """Return the main part; boxes of tasks are in words that came after the standard (ISO/IEC 29500-3, 10.1)."""
    prefixes = ("w", "r", "wp", "a", "pic", "c")
    if not writing.counts["task",]:
        return root("document", [body], prefixes)
    made = root("document", [body], (*prefixes, "w14", "mc"))
    made.set(clark("mc:Ignorable"), "w14")
    return made


OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def _part(name: str, number: int, content_type: str, data: bytes, main: Part) -> Part:
    return Part(PackURI(f"/word/{name}{number or ''}.xml"), content_type, data, main.package)


def _relate(writing: Writing, base: Base, around: Furniture) -> None:
    """Relate the parts that the text stands on."""
    main, theme, document = writing.main, writing.theme, writing.document
    lists = numbering_part(theme, writing.numberings, headings=writing.counts["numbered heading",] > 0)
    lists = in_digits(lists, document.info.digits)
    named, numbered = merge_base(
        base,
        styles_part(
            theme,
            document.info,
            writing.spans or writing.page.text,
            numbered=writing.counts["contents number",] > 0,
        ),
        lists,
        document.info.language,
        around.styles,
        chapters=has_long_chapters(document.blocks, theme.word),
    )
    for name, content_type, kind, data in (
        ("styles", CT.WML_STYLES, RT.STYLES, named),
        ("numbering", CT.WML_NUMBERING, RT.NUMBERING, numbered),
        (
            "settings",
            CT.WML_SETTINGS,
            RT.SETTINGS,
            blob(package_parts.settings(document.info.language, even=around.even, mirrored=base.mirrored)),
        ),
        ("theme/theme", CT.OFC_THEME, RT.THEME, base.theme or package_parts.theme_part(theme, document.info.language)),
    ):
        main.relate_to(_part(name, 1 if name.startswith("theme") else 0, content_type, data, main), kind)
    main.relate_to(_font_table(writing), RT.FONT_TABLE)
    main.relate_to(writing.notes, RT.FOOTNOTES)


def _font_table(writing: Writing) -> Part:
    """Return the part that lists fonts, related to those that the file carries."""
    language, package = writing.document.info.language, writing.main.package
    table = _part("fontTable", 0, CT.WML_FONT_TABLE, b"", writing.main)
    relations = {}
    for number, (face, path) in enumerate(package_parts.fonts_of(language).items(), 1):
        data = obfuscated(path.read_bytes(), key_of(path))
        font = Part(PackURI(f"/word/fonts/font{number}.odttf"), OBFUSCATED_FONT, data, package)
        relations[face] = table.relate_to(font, RT.FONT)
    table._blob = blob(package_parts.fonts(writing.theme, language, relations))
    return table


def _describe(document: Document, package: Package, base: Base) -> None:
    package_parts.describe(package.core_properties, document)
    shown = shown_properties(base.letterhead, document)
    custom = custom_properties(document.info, document.facts_version, base.properties, shown)
    described = [
        ("docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, package_parts.application(document)),
        (CUSTOM_PART, CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom),
    ]
    if base.labels:
        described.append((LABELS_PART, LABELS_TYPE, LABELS, base.labels))
    for name, content_type, kind, data in described:
        package.relate_to(Part(PackURI(f"/{name}"), content_type, data, package), kind)
