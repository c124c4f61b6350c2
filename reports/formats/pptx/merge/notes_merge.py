"""Notes of a slide: what a person wrote stays, the rest is refreshed; the program's own line stands at the top."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.formats.pptx.merge.adoption import Adopter
from reports.formats.pptx.merge.file_reading import FLAG, is_flag, notes_body, notes_of, said
from reports.formats.pptx.merge.text_merge import carry_out, plan
from reports.ooxml.package import Package
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import NOTES, A
from reports.ooxml.wordprocessingml import Element


def merge_notes(adopter: Adopter, slide: str, source: str, was: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Refresh the notes of the slide part `slide` from those of `source`; return what was kept against what is new."""
    mine, new = adopter.mine.related(slide, NOTES), adopter.new.related(source, NOTES)
    ours, theirs = notes_body(adopter.mine, mine), notes_body(adopter.new, new)
    if ours is None or theirs is None:
        if theirs is not None and not was and new in adopter.new.parts and mine not in adopter.mine.parts:
            adopter.add_notes(new, slide)
        return ()
    here, now = tuple(notes_of(adopter.mine, mine)), tuple(notes_of(adopter.new, new))
    if here == was:
        if now != was:
            _replace(ours, adopter.adopt(theirs, new, mine))
        return ()
    made = plan(was, here, now)
    olds = [each for at, each in enumerate(ours.findall(f"{A}p")) if not is_flag(at, said(each))]
    carry_out(made, olds, adopter.adopt(theirs, new, mine).findall(f"{A}p"))
    return made.kept


def _replace(ours: Element, theirs: Element) -> None:
    """Put paragraphs and their styles in the place of the old ones, below the program's own line."""
    for at, each in enumerate(ours.findall(f"{A}p")):
        if not is_flag(at, said(each)):
            remove(each)
    levels, fresh = ours.find(f"{A}lstStyle"), theirs.find(f"{A}lstStyle")
    if levels is not None and fresh is not None:
        ours.replace(levels, deepcopy(fresh))
    ours.extend(theirs.findall(f"{A}p"))


def put_flag(adopter: Adopter, slide: str, source: str, words: str) -> None:
    """Put the program's own line at the top of the notes of `slide`, in place of one that is there."""
    mine: Package = adopter.mine
    part = mine.related(slide, NOTES)
    body = notes_body(mine, part)
    if body is None:
        source_notes = adopter.new.related(source, NOTES) if source else ""
        if source_notes not in adopter.new.parts or part in mine.parts:
            return
        body = notes_body(mine, adopter.add_notes(source_notes, slide))
        if body is None:
            return
        for each in body.findall(f"{A}p"):
            remove(each)
    drop_flag(body)
    line = etree.Element(f"{A}p")
    run = etree.SubElement(line, f"{A}r")
    etree.SubElement(run, f"{A}rPr", {"lang": "en-GB", "b": "1"})
    etree.SubElement(run, f"{A}t").text = FLAG + words
    first = body.find(f"{A}p")
    if first is not None:
        first.addprevious(line)
    else:
        body.append(line)


def drop_flag(body: Element) -> None:
    """Take the program's own line out of notes."""
    first = body.find(f"{A}p")
    if first is not None and is_flag(0, said(first)):
        remove(first)
