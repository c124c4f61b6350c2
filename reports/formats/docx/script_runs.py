"""Runs of other scripts: a run is cut where its script changes, and each piece says its font, language and direction.

Done on finished parts, so that no text is missed, whoever wrote it: titles, sources, captions, heads of pages, notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from reports.ooxml.wordprocessingml import Element, clark, text, w
from reports.theme.embedded_fonts import word_family
from reports.theme.scripts import LRM, Stretch, is_plain, stretches

BEFORE_FONTS = (clark("w:rStyle"),)
"""What stands before w:rFonts in w:rPr (17.3.2.28, CT_RPr)."""
BEFORE_SLANT = (*BEFORE_FONTS, clark("w:rFonts"), clark("w:b"), clark("w:bCs"), clark("w:i"))


def set_scripts(part: Element) -> Element:
    """Cut the runs of `part`, in place, where their script changes, and return it."""
    for words in [each for each in part.iter(clark("w:t")) if not is_plain(each.text or "")]:
        run = words.getparent()
        if run is not None and run.tag == clark("w:r") and _is_simple(run):
            for made in _runs(run, words.text or ""):
                run.addprevious(made)
            run.getparent().remove(run)  # type: ignore[union-attr]  # a run stands in a paragraph
    return part


def _is_simple(run: Element) -> bool:
    return [child.tag for child in run if child.tag != clark("w:rPr")] == [clark("w:t")]


def _runs(run: Element, words: str) -> list[Element]:
    """Return the runs that take the place of `run`; a mark behind what runs from right to left keeps the line's order."""
    made, ends = list[Element](), False
    for stretch in stretches(words):
        said = f"{LRM}{stretch.text}" if ends and not stretch.rtl else stretch.text
        made.append(run_like(run, stretch, said))
        ends = stretch.rtl
    return [*made, run_like(run, Stretch(LRM), LRM)] if ends else made


def run_like(like: Element, stretch: Stretch, words: str) -> Element:
    """Return a run of `words` that looks like another, in the font of its script."""
    found = like.find(clark("w:rPr"))
    properties = w("rPr") if found is None else deepcopy(found)
    set_script(properties, stretch)
    return w("r", properties if len(properties) else None, text(words))


def set_script(properties: Element, stretch: Stretch) -> None:
    """Say font, direction and language of a stretch in `properties` (w:rPr); of Latin words the language, if another."""
    if stretch.script is not None:
        _in_script(properties, stretch)
    elif stretch.spoken and properties.find(clark("w:lang")) is None:
        properties.append(w("lang", val=stretch.spoken))


def _in_script(properties: Element, stretch: Stretch) -> None:
    script = stretch.script
    assert script is not None
    if script.slot == "any":
        _like_latin(properties, script.office, stretch.language)
        return
    east = script.slot == "ea"
    family = word_family(script) if stretch.spoken else script.office
    fonts = {"eastAsia": family, "hint": "eastAsia"} if east else {"cs": family, "hint": "cs"}
    _name_fonts(properties, fonts)
    if east:
        _in_language(properties, "eastAsia", stretch.language)
        return
    for slanted in properties.findall(clark("w:iCs")):
        properties.remove(slanted)
    _insert(properties, w("iCs", val=0), BEFORE_SLANT)  # letters that no italics are made of
    said = properties.findall(clark("w:lang"))
    properties.append(w("rtl") if stretch.rtl else w("cs"))
    properties.extend(said)
    _in_language(properties, "bidi", stretch.language)


def _like_latin(properties: Element, family: str, language: str) -> None:
    """Say font and language of a stretch that is set as Latin is; signs of every language keep that of the line."""
    fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), family)
    _name_fonts(properties, fonts)
    if language and (said := properties.find(clark("w:lang"))) is not None:
        said.set(clark("w:val"), language)
    elif language:
        properties.append(w("lang", val=language))


def _name_fonts(properties: Element, fonts: Mapping[str, str]) -> None:
    if (known := properties.find(clark("w:rFonts"))) is not None:
        known.attrib.update(w("rFonts", **fonts).attrib)
    else:
        _insert(properties, w("rFonts", **fonts), BEFORE_FONTS)


def _in_language(properties: Element, slot: str, language: str) -> None:
    """Say the language of a script: the one that the words were declared to be in, where they were."""
    said = properties.find(clark("w:lang"))
    if said is None:
        properties.append(w("lang", **{slot: language}))
    else:
        said.set(clark(f"w:{slot}"), said.attrib.pop(clark("w:val")))


def _insert(properties: Element, made: Element, after: tuple[str, ...]) -> None:
    """Put `made` behind the last of its predecessors."""
    place = sum(child.tag in after for child in properties)
    properties.insert(place, made)
