"""The small parts of the package: theme, settings, fonts, footnotes and properties."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docx.opc.coreprops import CoreProperties

from reports.document import Document, plain
from reports.languages.registry import is_rtl
from reports.ooxml.custom_properties import STATUS
from reports.ooxml.wordprocessingml import Element, paragraph, root, tint, w
from reports.theme.bidirectional import script_of_language
from reports.theme.definition import Theme

PLACES = (
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "muted"),
    ("lt2", "panel"),
    ("accent1", "primary"),
    ("accent2", "focus"),
    ("accent3", "context"),
    ("accent4", "hairline"),
    ("accent5", "panel-rule"),
    ("accent6", "swatch"),
    ("hlink", "primary"),
    ("folHlink", "muted"),
)
"""Places of a colour scheme and the role of the colour in each (20.1.6.2); `elements.SCHEME` is Word's side of it."""
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
WORD_2013 = 15


def theme_part(theme: Theme, language: str) -> bytes:
    """Return the theme part: our colours and fonts, plain fills and lines, no effects."""
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{theme.colours[name][1:].upper()}"/></a:{place}>' for place, name in PLACES
    )
    font = escape(theme.fonts.office)
    complex = escape(script_of_language(language).office) if is_rtl(language) else ""
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface="{complex}"/></a:{kind}Font>'
        for kind in ("major", "minor")
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


def settings(language: str, *, even: bool = False) -> Element:
    """Return the settings: nothing that makes Word ask, and the layout rules of Word 2013 and later."""
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


def fonts(theme: Theme) -> Element:
    """Return the font table."""
    font = w(
        "font", w("charset", val="00"), w("family", val="swiss"), w("pitch", val="variable"), name=theme.fonts.office
    )
    return root("fonts", (font,))


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
