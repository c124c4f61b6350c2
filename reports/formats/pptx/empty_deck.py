"""The empty deck, made by script: a presentation with theme, master, thirteen layouts and a notes master."""

from __future__ import annotations

from collections.abc import Mapping

from reports.formats.pptx.drawing_xml import DECLARATION, NAMESPACES, Pen, emu
from reports.formats.pptx.notes_pages import notes_master_part
from reports.formats.pptx.plan.layouts import layouts
from reports.formats.pptx.slide_master import layout_part, master_part, theme_part
from reports.ooxml.zip_archive import zipped

OFFICE = "application/vnd.openxmlformats-officedocument"
PML = f"{OFFICE}.presentationml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FIRST_LAYOUT_ID = 2147483649
"""Ids of master and layouts share one range, from 2^31 (§19.7.13)."""
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""'No Style, No Grid', a table style that PowerPoint knows: cells carry their own rules."""


def template(pen: Pen) -> bytes:
    """Return the empty deck as a .pptx file; the same theme gives the same bytes."""
    return zipped(((name, text.encode()) for name, text in _parts(pen).items()), compressed=False)


def _parts(pen: Pen) -> Mapping[str, str]:
    look = layouts(pen.theme.slides)
    layout_ids = [(FIRST_LAYOUT_ID + n, f"rId{n}") for n in range(1, len(look) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(look)),
        "_rels/.rels": _relations(
            ("officeDocument", "ppt/presentation.xml"),
            ("extended-properties", "docProps/app.xml"),
            core="docProps/core.xml",
        ),
        "docProps/app.xml": APP,
        "docProps/core.xml": CORE,
        "ppt/presentation.xml": _presentation(pen),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{DECLARATION}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{DECLARATION}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": f'{DECLARATION}<a:tblStyleLst {NAMESPACES} def="{NO_STYLE}"/>',
        "ppt/theme/theme1.xml": theme_part(pen, "Report"),
        "ppt/theme/theme2.xml": theme_part(pen, "Report notes"),
        "ppt/slideMasters/slideMaster1.xml": master_part(pen, layout_ids),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(look) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": notes_master_part(pen),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(("theme", "../theme/theme2.xml")),
    }
    for number, layout in enumerate(look.values(), 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = layout_part(pen, layout)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return parts


def _relations(*targets: tuple[str, str], core: str = "") -> str:
    rows = [(f"{REL}/{kind}", target) for kind, target in targets]
    rows += [(f"{PACKAGE}/relationships/metadata/core-properties", core)] if core else []
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(rows, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(layout_count: int) -> str:
    overrides = {
        "/docProps/app.xml": f"{OFFICE}.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/ppt/presentation.xml": f"{PML}.presentation.main+xml",
        "/ppt/presProps.xml": f"{PML}.presProps+xml",
        "/ppt/viewProps.xml": f"{PML}.viewProps+xml",
        "/ppt/tableStyles.xml": f"{PML}.tableStyles+xml",
        "/ppt/theme/theme1.xml": f"{OFFICE}.theme+xml",
        "/ppt/theme/theme2.xml": f"{OFFICE}.theme+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{PML}.slideMaster+xml",
        "/ppt/notesMasters/notesMaster1.xml": f"{PML}.notesMaster+xml",
    }
    overrides |= {f"/ppt/slideLayouts/slideLayout{n}.xml": f"{PML}.slideLayout+xml" for n in range(1, layout_count + 1)}
    inside = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def _presentation(pen: Pen) -> str:
    look = pen.theme.slides
    levels = "".join(
        f'<a:lvl{n}pPr marL="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr lang="{pen.language}" sz="1800" kern="1200">{pen.solid("ink")}<a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f'{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_LAYOUT_ID - 1}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(look.width)}" cy="{emu(look.height)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )


APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application><PresentationFormat>Widescreen</PresentationFormat></Properties>"
)
CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
