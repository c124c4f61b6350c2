"""Put a .docx together of its parts."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from reports.document import Document
from reports.formats.docx import package_parts
from reports.formats.docx.blocks import compose, ending
from reports.formats.docx.designer_look import dressed
from reports.formats.docx.designer_template import LABELS, LABELS_PART, LABELS_TYPE, Base, merge_base, read_base
from reports.formats.docx.furniture_parts import Furniture, furniture
from reports.formats.docx.list_numbering import numbering_part
from reports.formats.docx.page_furniture import masthead, section
from reports.formats.docx.picture_files import logo
from reports.formats.docx.script_runs import set_scripts
from reports.formats.docx.source_list import lead_back
from reports.formats.docx.styles_part import styles_part
from reports.formats.docx.writing_state import Frame, Page, Writing
from reports.ooxml.custom_properties import CUSTOM_PART, custom_properties
from reports.ooxml.wordprocessingml import blob, root, w
from reports.ooxml.zip_archive import undated
from reports.theme.definition import Theme


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
    body = w("body", *logo(writing), *masthead(writing), *compose(document.blocks, Frame(page.text), writing))
    lead_back(writing)
    body.extend(ending(body))
    around = furniture(document, theme, base, main, page)
    body.append(section(theme, page, around.relations, first=around.first, columns=base.columns))
    main._blob = blob(set_scripts(root("document", [body], ("w", "r", "wp", "a", "pic", "c"))))
    notes._blob = blob(set_scripts(package_parts.footnotes(writing.footnotes, theme)))
    _relate(writing, base, around)
    _describe(document, package, base)
    buffer = io.BytesIO()
    package.save(buffer)
    return undated(buffer.getvalue())


def _part(name: str, number: int, content_type: str, data: bytes, main: Part) -> Part:
    return Part(PackURI(f"/word/{name}{number or ''}.xml"), content_type, data, main.package)


def _relate(writing: Writing, base: Base, around: Furniture) -> None:
    """Relate the parts that the text stands on."""
    main, theme, document = writing.main, writing.theme, writing.document
    lists = numbering_part(theme, writing.numberings)
    named, numbered = merge_base(
        base, styles_part(theme, document.info, writing.page.text), lists, document.info.language, around.styles
    )
    for name, content_type, kind, data in (
        ("styles", CT.WML_STYLES, RT.STYLES, named),
        ("numbering", CT.WML_NUMBERING, RT.NUMBERING, numbered),
        (
            "settings",
            CT.WML_SETTINGS,
            RT.SETTINGS,
            blob(package_parts.settings(document.info.language, even=around.even)),
        ),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, blob(package_parts.fonts(theme))),
        ("theme/theme", CT.OFC_THEME, RT.THEME, base.theme or package_parts.theme_part(theme)),
    ):
        main.relate_to(_part(name, 1 if name.startswith("theme") else 0, content_type, data, main), kind)
    main.relate_to(writing.notes, RT.FOOTNOTES)


def _describe(document: Document, package: Package, base: Base) -> None:
    package_parts.describe(package.core_properties, document)
    custom = custom_properties(document.info, document.facts_version, base.properties)
    described = [
        ("docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, package_parts.application(document)),
        (CUSTOM_PART, CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, custom),
    ]
    if base.labels:
        described.append((LABELS_PART, LABELS_TYPE, LABELS, base.labels))
    for name, content_type, kind, data in described:
        package.relate_to(Part(PackURI(f"/{name}"), content_type, data, package), kind)
