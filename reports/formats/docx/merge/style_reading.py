"""What styles, lists and relationships say of a paragraph, in the program's own names.

What a mere save changes is left out: ids of styles, and what LibreOffice writes out of styles into paragraphs and runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W, clark

_W = f"{{{W}}}"
VAL = _W + "val"
SAME_STYLE = {"text body": "body text", "internet link": "hyperlink", "footnote anchor": "footnote reference"}
UNSEEN_STYLES = frozenset(
    (
        "hyperlink",
        "footnote reference",
        "footnote characters",
        "index link",
        "annotation reference",
        "endnote reference",
    )
)
LOOKS = frozenset(("color", "sz", "rFonts"))
SWITCHES = frozenset(("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish"))
SET_ON_RUNS = SWITCHES | LOOKS | {"u", "vertAlign", "highlight", "shd", "rStyle"}
"""What is looked at on a run (`trait`); all else that is set there is a person's or a mere save's, and stays."""
SET_ON_PARAGRAPHS = frozenset(("pStyle", "jc", "pageBreakBefore", "pBdr", "shd", "numPr"))
"""What is looked at on a paragraph (`layout`)."""
DROP_CAP = "dropCap"
"""Set on the first letters of a paragraph, which Word makes a paragraph of their own (17.3.1.11)."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a paragraph's own XML does not say."""

    styles: Mapping[str, str]
    """Name of each style by its id, as the program calls it."""
    tables: Mapping[str, Mapping[str, frozenset[str]]]
    """What a table style sets on the words of its 'firstRow' and 'firstCol', by id of the style."""
    paragraphs: Mapping[str, frozenset[str]]
    """Colour, size and font that a paragraph style sets on its words, by its id; a save as .odt writes them into the runs."""
    listed: Mapping[str, str]
    """By id of a paragraph style that carries a list, the id of that."""
    lists: Mapping[str, str]
    """What each list sets before its paragraphs, by its id: bullets or numbers."""
    targets: Mapping[tuple[str, str], str]
    """Digest of a picture, or address of a link, by part and id of the relationship."""


def names_of(package: Package) -> Names:
    """Return what the parts beside the text say."""
    return Names(
        style_names(package),
        _table_styles(package),
        _paragraph_styles(package),
        _listed(package),
        _lists(package),
        _targets(package),
    )


def furniture(package: Package) -> Iterator[tuple[str, str]]:
    """Yield kind and part of each header and footer of the first section, such as 'h:first'."""
    main = package.main
    relations = package.relations(main)
    found: dict[str, list[str]] = {}
    for each in package.tree(main).iter(_W + "headerReference", _W + "footerReference"):
        kind = ("h:" if each.tag.endswith("headerReference") else "f:") + each.get(_W + "type", "default")
        relation = relations.get(each.get(clark("r:id"), ""))
        if relation and relation.target in package.parts:
            found.setdefault(kind, []).append(relation.target)
    for kind, parts in found.items():
        side, _, which = kind.partition(":")
        lost_first = which == "default" and f"{side}:first" not in found and parts[0] != parts[-1]
        if lost_first:  # LibreOffice makes the first page's the only one of a first section of one page
            yield f"{side}:first", parts[0]
        yield kind, parts[-1] if lost_first else parts[0]


def style_names(package: Package) -> dict[str, str]:
    """Return the name of each style by id, in small letters, as the program calls it."""
    part = package.related(package.main, f"{OFFICE}/styles")
    if part not in package.parts:
        return {}
    found = {}
    for style in package.tree(part).iterfind(_W + "style"):
        name = style.find(_W + "name")
        text = (name.get(VAL, "") if name is not None else "").lower()
        found[style.get(_W + "styleId", "")] = SAME_STYLE.get(text, text)
    return found


def _table_styles(package: Package) -> dict[str, dict[str, frozenset[str]]]:
    part = package.related(package.main, f"{OFFICE}/styles")
    found: dict[str, dict[str, frozenset[str]]] = {}
    for style in package.tree(part).iterfind(_W + "style") if part in package.parts else ():
        for each in style.iterfind(_W + "tblStylePr"):
            traits = {trait(etree_name(child), child, {}) for child in each.iterfind(f"{_W}rPr/*")}
            found.setdefault(style.get(_W + "styleId", ""), {})[each.get(_W + "type", "")] = frozenset(traits - {""})
    return found


def _paragraph_styles(package: Package) -> dict[str, frozenset[str]]:
    """Return colour, size and font of each paragraph style, its own or those of the nearest style that it is based on."""
    part = package.related(package.main, f"{OFFICE}/styles")
    styles = list(package.tree(part).iterfind(_W + "style")) if part in package.parts else []
    own: dict[str, dict[str, str]] = {}
    based: dict[str, str] = {}
    for style in styles:
        id, parent = style.get(_W + "styleId", ""), style.find(_W + "basedOn")
        own[id] = {
            name: trait(name, child, {})
            for child in style.iterfind(f"{_W}rPr/*")
            if (name := etree_name(child)) in LOOKS
        }
        based[id] = parent.get(VAL, "") if parent is not None else ""
    return {id: frozenset(_inherited(id, own, based).values()) - {""} for id in own}


def _inherited(id: str, own: Mapping[str, Mapping[str, str]], based: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    seen: set[str] = set()
    while id in own and id not in seen:
        seen.add(id)
        found = {**own[id], **found}
        id = based[id]
    return found


def _listed(package: Package) -> dict[str, str]:
    part = package.related(package.main, f"{OFFICE}/styles")
    styles = package.tree(part).iterfind(_W + "style") if part in package.parts else ()
    ids = ((style, style.find(f"{_W}pPr/{_W}numPr/{_W}numId")) for style in styles)
    found = ((style.get(_W + "styleId", ""), id.get(VAL, "")) for style, id in ids if id is not None)
    return {style: id for style, id in found if id != "0"}


def _lists(package: Package) -> dict[str, str]:
    """Return whether a list is of bullets or of numbers, by its id: the form of its first level says so (17.9.17)."""
    part = package.related(package.main, f"{OFFICE}/numbering")
    if part not in package.parts:
        return {}
    root = package.tree(part)
    forms = {
        each.get(_W + "abstractNumId", ""): next((form.get(VAL, "") for form in each.iter(_W + "numFmt")), "")
        for each in root.iterfind(_W + "abstractNum")
    }
    found = ((each.get(_W + "numId", ""), each.find(_W + "abstractNumId")) for each in root.iterfind(_W + "num"))
    known = ((id, forms.get(form.get(VAL, ""), "")) for id, form in found if form is not None)
    return {id: "bullets" if form == "bullet" else "numbers" for id, form in known if form not in ("", "none")}


def _targets(package: Package) -> dict[tuple[str, str], str]:
    found = {}
    for part in (package.main, *(part for _, part in furniture(package))):
        for relation in package.relations(part).values():
            if relation.external:
                found[part, relation.id] = relation.target.rstrip("/").lower()
            elif relation.kind == f"{OFFICE}/image" and relation.target in package.parts:
                found[part, relation.id] = sha256(package.parts[relation.target]).hexdigest()[:12]
    return found


def etree_name(node: Element) -> str:
    """Return the local name of an element; empty for a comment or an instruction."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def layout(properties: Element | None, names: Names, kind: str) -> tuple[str, str]:
    """Return the name of the style of a paragraph, and what is set on it beyond its style."""
    if properties is None:
        return "normal", ""
    style = properties.find(_W + "pStyle")
    found = [part for child in properties if (part := _set_on(child, kind))]
    id = style.get(VAL, "") if style is not None else ""
    number = properties.find(f"{_W}numPr/{_W}numId")
    if (number.get(VAL) != "0") if number is not None else id in names.listed:
        found.append("list")
    if number is not None and (form := names.lists.get(number.get(VAL, ""))) != names.lists.get(
        names.listed.get(id, "")
    ):
        found += [form] if form and id in names.listed else []  # a style that carries none has "list" on it already
    return names.styles.get(id, id.lower() or "normal"), " ".join(sorted(found))


def _set_on(child: Element, kind: str) -> str:
    tag, value = etree_name(child), child.get(VAL, "")
    match tag:
        case "jc":
            return "" if value in ("left", "start") else {"end": "right"}.get(value, value)
        case "pageBreakBefore":
            return "" if value in ("0", "false") else tag
        case "pBdr":  # LibreOffice writes the rule of the running header into its paragraph
            seen = kind[1:2] != ":" and any(each.get(VAL) not in ("nil", "none") for each in child)
            return tag if seen else ""
        case "shd":
            fill = child.get(_W + "fill", "auto")
            return "" if fill in ("auto", "") else f"shade {fill}"
        case "framePr":
            return DROP_CAP if child.get(_W + "dropCap", "none") != "none" else ""
        case _:
            return ""


def run_format(properties: Element | None, names: Names, given: frozenset[str], link: str) -> str:
    """Return what is set on a run, apart from what a mere save adds and what the table's style has `given`."""
    found = [f"->{link}"] if link else []
    for child in properties if properties is not None else ():
        part = trait(etree_name(child), child, names.styles)
        if part and part not in given:
            found.append(part)
    return " ".join(sorted(found))


def trait(tag: str, node: Element, names: Mapping[str, str]) -> str:
    """Return one property of a run in a word or two; empty where it sets nothing that is looked at."""
    value = node.get(VAL, "")
    if tag in SWITCHES:
        return f"-{tag}" if value in ("0", "false", "off") else tag
    match tag:
        case "u" | "vertAlign" | "highlight":
            return "" if value in ("none", "baseline", "") else f"{tag} {value}"
        case "color":
            return "" if value in ("auto", "") else f"colour {value.upper()}"
        case "shd":
            fill = node.get(_W + "fill", "auto")
            return "" if fill in ("auto", "") else f"shade {fill}"
        case "sz":
            return f"size {value}"
        case "rFonts":
            return f"font {face}" if (face := node.get(_W + "ascii", "")) else ""
        case "rStyle":
            style = names.get(value, value.lower())
            return "" if style in UNSEEN_STYLES else f"style {style}"
        case _:
            return ""
