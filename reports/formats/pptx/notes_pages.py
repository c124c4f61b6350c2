"""Notes pages and their master: the slide above, what the presenter says below."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.pptx.drawing_xml import DECLARATION, NAMESPACES, LinkTo, Pen, attribute, offset
from reports.formats.pptx.plan.slide_model import Par, Slide
from reports.formats.pptx.plan.speaker_notes import NOTES_GAP, NOTES_HEIGHT, NOTES_SIZE, NOTES_WIDTH
from reports.formats.pptx.slide_master import COLOUR_MAP, FIELD_ID, TREE_HEAD
from reports.theme.definition import Box

IMAGE = Box(54, 54, NOTES_WIDTH, NOTES_WIDTH * 9 / 16)
"""Points; a notes page is 7.5 × 10 inches, upright."""
TEXT = Box(54, 316, NOTES_WIDTH, NOTES_HEIGHT)
NUMBER = Box(54, 680, 432, 20)
BODY_INDEX = 1


def _image(number: int, box: Box | None) -> str:
    place = f'{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide image {number}"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr></p:sp>"
    )


def _text(number: int, box: Box | None, paragraphs: str, levels: str) -> str:
    place = f'{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    properties = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>' if box else "<a:bodyPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Notes {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" idx="{BODY_INDEX}"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody>{properties}<a:lstStyle>{levels}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def _number(pen: Pen, number: int, box: Box | None, text: str, font: str) -> str:
    place = f'{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    anchored = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/>' if box else "<a:bodyPr/>"
    properties = (
        f'{anchored}<a:lstStyle><a:lvl1pPr algn="r"><a:defRPr lang="{pen.language}" sz="1000">'
        f'<a:latin typeface="{font}"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide number {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="10"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody>{properties}"
        f'<a:p><a:fld id="{FIELD_ID}" type="slidenum"><a:rPr lang="{pen.language}"/><a:t>{text}</a:t></a:fld>'
        f'<a:endParaRPr lang="{pen.language}"/></a:p></p:txBody></p:sp>'
    )


def _levels(pen: Pen, font: str) -> str:
    return "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1"><a:spcAft><a:spcPts val="{round(NOTES_GAP * 100)}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr lang="{pen.language}" sz="{round(NOTES_SIZE * 100)}" kern="1200">{pen.solid("ink")}'
        f'<a:latin typeface="{font}"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 6)
    )


def notes_master_part(pen: Pen) -> str:
    """Return the notes master."""
    empty = f'<a:p><a:r><a:rPr lang="{pen.language}"/><a:t>Notes</a:t></a:r><a:endParaRPr lang="{pen.language}"/></a:p>'
    shapes = _image(2, IMAGE) + _text(3, TEXT, empty, _levels(pen, "+mn-lt")) + _number(pen, 4, NUMBER, "‹#›", "+mn-lt")
    return (
        f"{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{pen.solid('paper')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld>{COLOUR_MAP}"
        f'<p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{_levels(pen, "+mn-lt")}</p:notesStyle></p:notesMaster>'
    )


def notes_part(pen: Pen, slide: Slide, number: int, link: LinkTo) -> str:
    """Return the notes page of `slide`; it repeats the text style, since LibreOffice does not look up the master's."""
    said = "".join(pen.paragraph(_worded(par), None, link, spaced=False) for par in slide.notes)
    font = attribute(pen.theme.fonts.office)
    shapes = _image(2, None) + _text(3, None, said, _levels(pen, font)) + _number(pen, 4, None, str(number), font)
    return (
        f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _worded(par: Par) -> Par:
    """Return what is said of a slide with its equations as words: speech has no other form."""
    return replace(par, runs=tuple(replace(run, equation=None) for run in par.runs))
