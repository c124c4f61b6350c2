"""The small parts of the package: theme, settings, fonts, footnotes and properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from types import MappingProxyType

from docx.opc.coreprops import CoreProperties

from reports.document import Document, plain
from reports.languages.registry import is_rtl
from reports.ooxml.custom_properties import STATUS
from reports.ooxml.scheme_colours import USUAL_MAP
from reports.ooxml.theme_places import WORD
from reports.ooxml.wordprocessingml import Element, clark, paragraph, root, tint, w
from reports.theme.bidirectional import script_of_language
from reports.theme.definition import Theme
from reports.theme.embedded_fonts import carried, key_of, word_family

LINKS = (("hlink", "primary"), ("folHlink", "muted"))
"""Places that only links use, and the role of the colour in each."""
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
WORD_2013 = 15


def theme_part(theme: Theme, language: str) -> bytes:
    """Return the theme part: our colours and fonts, plain fills and lines, no effects."""
    places = (*((USUAL_MAP.get(place, place), role) for role, place in WORD.items()), *LINKS)
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{theme.colours[name][1:].upper()}"/></a:{place}>' for place, name in places
    )
    complex = escape(word_family(script_of_language(language))) if is_rtl(language) else ""
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{escape(family)}"/><a:ea typeface=""/><a:cs typeface="{complex}"/></a:{kind}Font>'
        for kind, family in (("major", theme.fonts.office_headings), ("minor", theme.fonts.office))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}<a:prstDash val="solid"/></a:ln>' for width in (6350, 9525, 28575))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme><a:fontScheme name="Report">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def settings(language: str, *, even: bool = False, mirrored: bool = False) -> Element:
    """Return the settings: nothing that makes Word ask, and the layout rules of Word 2013 and later.

    Even pages may have headers of their own, and margins that are `mirrored`.
    """
    map_names = ("bg1", "t1", "bg2", "t2")
    places = dict(zip(map_names, ("light1", "dark1", "light2", "dark2"), strict=True))
    places |= {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    places |= {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    rules = {"compatibilityMode": WORD_2013} | dict.fromkeys(
        ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents"), 1
    )
    return root(
        "settings",
        (
            w("zoom", percent=100),
            *((w("embedTrueTypeFonts"),) if fonts_of(language) else ()),
            *((w("mirrorMargins"),) if mirrored else ()),
            w("defaultTabStop", val=720),
            *((w("evenAndOddHeaders"),) if even else ()),
            w("characterSpacingControl", val="doNotCompress"),
            w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
            w(
                "compat",
                *(w("compatSetting", name=name, uri=COMPATIBILITY, val=value) for name, value in rules.items()),
            ),
            w("themeFontLang", val=language, **({"bidi": language} if is_rtl(language) else {})),
            w("clrSchemeMapping", **places),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        ),
    )


def fonts_of(language: str) -> Mapping[str, Path]:
    """Return, by face, the font files that a Word file in `language` (BCP 47) carries."""
    return carried(script_of_language(language)) if is_rtl(language) else {}


def fonts(theme: Theme, language: str, relations: Mapping[str, str] = MappingProxyType({})) -> Element:
    """Return the font table; `relations` are, by face, the ids of the fonts of `language` (BCP 47) that the file carries."""
    families = dict.fromkeys((theme.fonts.office, theme.fonts.office_headings))
    listed = (
        w("font", w("charset", val="00"), w("family", val="swiss"), w("pitch", val="variable"), name=family)
        for family in families
    )
    script, files = script_of_language(language), fonts_of(language)
    faces = [w(f"embed{face.title()}", fontKey=f"{{{str(key_of(path)).upper()}}}") for face, path in files.items()]
    for each, face in zip(faces, files, strict=True):
        each.set(clark("r:id"), relations[face])
    carried_font = (
        w(
            "font",
            w("altName", val=script.office),
            w("charset", val=f"{script.charset % 256:02X}"),
            w("family", val="swiss"),
            w("pitch", val="variable"),
            *faces,
            name=script.family,
        )
        for _ in faces[:1]
    )
    return root("fonts", (*listed, *carried_font))


def footnotes(notes: Sequence[Element], theme: Theme) -> Element:
    """Return the footnotes behind the two separators that Word asks for (17.11.1)."""
    separators = [
        w(
            "footnote",
            paragraph("FootnoteText", w("r", w("rPr", w("color", **tint(theme, "context"))), w(sign))),
            type=kind,
            id=id,
        )
        for id, kind, sign in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    ]
    return root("footnotes", (*separators, *notes))


def describe(core: CoreProperties, document: Document) -> None:
    """Set the properties that Word shows of a file; its dates are the moment of the report."""
    info = document.info
    core.title, core.subject = plain(info.title)[:255], plain(info.subtitle)[:255]
    core.author = core.last_modified_by = info.organisation
    core.keywords, core.category = ", ".join(info.keywords)[:255], info.kind
    core.version, core.language = info.version, info.language
    core.content_status = STATUS[info.draft]
    core.created = core.modified = info.moment
    core.revision = 1


def application(document: Document) -> bytes:
    """Return the extended properties (22.2)."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Company>{escape(document.info.organisation, quote=False)}</Company></Properties>"
    ).encode()
