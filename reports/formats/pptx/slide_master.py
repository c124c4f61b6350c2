"""The master and its layouts as XML text, made from the theme: placeholders at its boxes, text in its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.errors import InternalError
from reports.formats.pptx.drawing_xml import (
    ALIGN,
    DECLARATION,
    NAMESPACES,
    Pen,
    attribute,
    body_properties,
    emu,
    offset,
    script_font,
)
from reports.formats.pptx.plan.layouts import CONTENT, Layout, Slot, layouts
from reports.formats.pptx.plan.slide_text import BLOCK_GAP, ITEM_GAP, LIST_INDENT
from reports.languages.registry import is_rtl
from reports.ooxml.theme_places import SLIDES
from reports.theme.bidirectional import script_of_language
from reports.theme.definition import Paint, TextStyle

LEVELS = 5
FIELD_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Of the slide number field; any constant serves (§21.1.2.2.4)."""
SCHEME_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)))
PLAIN_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(pen: Pen, name: str) -> str:
    """Return the theme: colours by role, the Office font, and plain lines and fills without effects."""
    mapped = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    by_slot = {mapped.get(slot, slot): pen.theme.colours[role] for role, slot in SLIDES.items()}
    by_slot |= {"hlink": pen.theme.colours.primary, "folHlink": pen.theme.colours.muted}
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{by_slot[slot].lstrip("#").upper()}"/></a:{slot}>'
        for slot in (*SCHEME_SLOTS, "hlink", "folHlink")
    )
    complex = script_font(script_of_language(pen.language)) if is_rtl(pen.language) else '<a:cs typeface=""/>'
    major, minor = (
        f'<a:latin typeface="{attribute(family)}"/><a:ea typeface=""/>{complex}'
        for family in (pen.theme.fonts.office_headings, pen.theme.fonts.office)
    )
    line = f'<a:ln w="{{w}}">{PLAIN_FILL}<a:prstDash val="solid"/></a:ln>'
    lines = "".join(line.format(w=emu(w)) for w in (0.75, 1.5, 3))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme {NAMESPACES} name="{attribute(name)}"><a:themeElements>'
        f'<a:clrScheme name="{attribute(name)}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{attribute(name)}"><a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="{attribute(name)}"><a:fillStyleLst>{PLAIN_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{PLAIN_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def spelled_out(paints: Mapping[str, Paint]) -> dict[str, Paint]:
    """Return colours as they look: LibreOffice lightens twice what both a layout and a slide lighten."""
    return {
        role: replace(paint, scheme="") if paint.off or paint.mod != 100 else paint for role, paint in paints.items()
    }


# ── Text levels ──────────────────────────────────────────────────────────────────────────────────


def level(pen: Pen, number: int, style: TextStyle, *, colour: str = "", bold: bool = False, align: str = "l",
          before: float = 0, bullet: bool = False, font: str = "+mn-lt", letters: str = "") -> str:  # fmt: skip
    """Return the properties of list level `number`, from 1; `letters` are attributes of its runs."""
    indent = f' marL="{emu(LIST_INDENT * (number - 1))}" indent="{-emu(LIST_INDENT) if bullet else 0}"'
    marker = pen.dash() if bullet else "<a:buNone/>"
    heavy = int(bold or style.weight >= 600)
    return (
        f'<a:lvl{number}pPr{indent} algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'{pen.line_spacing(style)}<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{marker}'
        f'<a:defRPr lang="{pen.language}" sz="{round(style.size * 100)}" b="{heavy}" kern="1200"{letters}>'
        f'{pen.solid(colour or style.colour)}<a:latin typeface="{font}"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


PLAIN_LETTERS = ' cap="none" spc="0"'
"""Undoes the capitals and the spacing of a designer's placeholder."""


def _body_levels(pen: Pen, style: TextStyle, letters: str = "") -> str:
    first = level(pen, 1, style, before=BLOCK_GAP, letters=letters)
    others = (level(pen, n, style, before=ITEM_GAP, bullet=True, letters=letters) for n in range(2, LEVELS + 1))
    return first + "".join(others)


def slot_levels(pen: Pen, slot: Slot) -> str:
    """Return the lstStyle of a placeholder; content takes that of the master but for its size."""
    style, align, letters = pen.style(slot.style), ALIGN[slot.align], PLAIN_LETTERS * slot.plain_letters
    if slot.followed:
        return _followed_level(pen, slot, style)
    if slot.name in CONTENT:
        return f"<a:lstStyle>{_body_levels(pen, style, letters)}</a:lstStyle>"
    font = "+mj-lt" if slot.kind in ("title", "ctrTitle") else "+mn-lt"
    one = level(pen, 1, style, colour=slot.colour, bold=slot.bold, align=align, font=font, letters=letters)
    return f"<a:lstStyle>{one}</a:lstStyle>"


def _followed_level(pen: Pen, slot: Slot, style: TextStyle) -> str:
    """Return what a designer's placeholder is told: the size and leading that were measured, a colour where its own is lost."""
    colour, letters = pen.solid(slot.colour) if slot.colour else "", PLAIN_LETTERS * slot.plain_letters
    letters += f' spc="{round(slot.spacing * 100)}"' if slot.spacing else ""
    return (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0">{pen.line_spacing(style)}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/><a:defRPr sz="{round(style.size * 100)}"{letters}>{colour}'
        "</a:defRPr></a:lvl1pPr></a:lstStyle>"
    )


# ── Placeholders ─────────────────────────────────────────────────────────────────────────────────


def placeholder_mark(slot: Slot) -> str:
    """Return p:ph of a slot; a title has no index, content has no type."""
    kind = "" if slot.kind == "obj" else f' type="{slot.kind}"'
    size = ' sz="quarter"' if slot.kind in ("ftr", "sldNum") else ""
    index = "" if slot.kind in ("title", "ctrTitle") else f' idx="{slot.index}"'
    return f"<p:ph{kind}{size}{index}/>"


def placeholder_name(slot: Slot, number: int) -> str:
    """Return the name of a placeholder, unique on its slide."""
    return f"{slot.name.replace('-', ' ').capitalize()} {number}"


def _placeholder(pen: Pen, slot: Slot, number: int) -> str:
    pen = pen.on(spelled_out(slot.paints))
    fill = pen.solid(slot.fill) if slot.fill else ""
    name = attribute(placeholder_name(slot, number))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder_mark(slot)}</p:nvPr></p:nvSpPr>'
        f'<p:spPr>{offset(slot.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f"<p:txBody>{body_properties(slot.insets, slot.anchor)}{slot_levels(pen, slot)}"
        f"{_prompt(pen, slot)}</p:txBody></p:sp>"
    )


def _prompt(pen: Pen, slot: Slot) -> str:
    language = f'lang="{pen.language}"'
    if slot.kind == "sldNum":
        return (
            f'<a:p><a:fld id="{FIELD_ID}" type="slidenum"><a:rPr {language}/><a:t>‹#›</a:t></a:fld>'
            f"<a:endParaRPr {language}/></a:p>"
        )
    prompt = attribute(pen.speech.word("prompts", slot.prompt)) if slot.prompt else ""
    said = f"<a:r><a:rPr {language}/><a:t>{prompt}</a:t></a:r>" if prompt else ""
    return f"<a:p>{said}<a:endParaRPr {language}/></a:p>"


def _rule(pen: Pen, number: int, name: str, x: float, y: float, w: float, line: tuple[str, float]) -> str:
    colour, width = line
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{emu(width)}">{pen.solid(colour)}</a:ln></p:spPr>'
        "</p:cxnSp>"
    )


def no_link(target: str) -> tuple[str, str]:
    """Refuse a link where none can stand."""
    raise InternalError(f"a link to {target} where none can stand")


TREE_HEAD = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def _background(pen: Pen, colour: str) -> str:
    return f"<p:bg><p:bgPr>{pen.solid(colour)}<a:effectLst/></p:bgPr></p:bg>"


# ── Parts ────────────────────────────────────────────────────────────────────────────────────────


def master_part(pen: Pen, layout_ids: list[tuple[int, str]]) -> str:
    """Return the slide master: background, rules, five placeholders and the text styles."""
    look = pen.theme.slides
    table = layouts(look)["table"]
    chosen = [slot for name in ("title", "main", "footer", "number") if (slot := table.slot(name))]
    body = [_placeholder(pen, _as_master(slot), number) for number, slot in enumerate(chosen, 2)]
    top, foot, number = look.boxes["master-rule"], look.boxes["footer"], look.boxes["slide-number"]
    rules = _rule(pen, 10, "Rule above the title", top.x, top.y, top.w, ("ink", 3)) + _rule(
        pen, 11, "Rule above the footer", foot.x, foot.y, number.x + number.w - foot.x, ("hairline", 0.75)
    )
    ids = "".join(f'<p:sldLayoutId id="{id}" r:id="{rel}"/>' for id, rel in layout_ids)
    other = "".join(level(pen, n, look.styles["body"]) for n in range(1, LEVELS + 1))
    return (
        f'{DECLARATION}<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{_background(pen, "paper")}'
        f"<p:spTree>{TREE_HEAD}{rules}{''.join(body)}</p:spTree></p:cSld>{COLOUR_MAP}"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>'
        f"<p:titleStyle>{level(pen, 1, look.styles['title'], font='+mj-lt')}</p:titleStyle>"
        f"<p:bodyStyle>{_body_levels(pen, look.styles['body'])}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def _as_master(slot: Slot) -> Slot:
    return replace(slot, kind="body", index=1) if slot.kind == "obj" else slot


def layout_part(pen: Pen, layout: Layout) -> str:
    """Return one layout; on the dark ground it hides the rules of the master."""
    dark = layout.ground == "ink"
    body = "".join(_placeholder(pen, slot, number) for number, slot in enumerate(layout.slots, 2))
    kind = ' type="title"' if layout.key == "title" else ""
    kind += ' showMasterSp="0"' if dark or layout.bare else ""
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f'<p:cSld name="{attribute(layout.name)}">{_background(pen, "ink") if dark else ""}'
        f"<p:spTree>{TREE_HEAD}{body}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
