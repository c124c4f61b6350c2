"""A designer's own brief.docx or brief.dotx: its styles and its theme win over ours."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from zipfile import BadZipFile

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from lxml import etree

from reports.errors import InputError, Place, Problem
from reports.theme import Theme
from reports.writers.docx.elements import Element, clark


@dataclass(frozen=True)
class Base:
    """What is taken from a designer's file; nothing where there is none."""

    styles: bytes = b""
    theme: bytes = b""

    def styles_over(self, ours: Element) -> Element:
        """Return the designer's styles, with those of ours that they lack."""
        if not self.styles:
            return ours
        made = etree.fromstring(self.styles)
        known = {style.get(clark("w:styleId")) for style in made.iterfind(clark("w:style"))}
        for style in ours.iterfind(clark("w:style")):
            if style.get(clark("w:styleId")) not in known:
                made.append(deepcopy(style))
        for number in list(made.iter(clark("w:numPr"))):
            parent = number.getparent()
            owner = parent.getparent() if parent is not None else None
            if parent is not None and owner is not None and owner.get(clark("w:styleId")) in known:
                parent.remove(number)
        return made


def read_base(theme: Theme) -> Base:
    """Return what the theme's base file for Word holds.

    Raises:
        InputError: it is no Word file.
    """
    data = theme.base.get("docx")
    if data is None:
        return Base()
    try:
        main = OpcPackage.open(io.BytesIO(data)).main_document_part
        found = {kind: main.part_related_by(kind).blob for kind in (RT.STYLES, RT.THEME)}
    except (BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as failure:
        raise InputError(
            [
                Problem(
                    Place(f"{theme.folder}/brief.docx"),
                    f"is no Word file with styles and a theme ({type(failure).__name__})",
                    "save it again from Word as .docx or .dotx, or take it away",
                )
            ]
        ) from None
    return Base(found[RT.STYLES], found[RT.THEME])
