"""XML of the generated file made at home in the person's: styles, relationships, lists, notes and ids."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reports.formats.docx.merge.file_reading import ID, VAL, style_names
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.part_transfer import Parts
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import NAMESPACES, Element, W, blob, clark, root, w

_W = f"{{{W}}}"
_R = f"{{{NAMESPACES['r']}}}"
STYLED = tuple(_W + tag for tag in ("pStyle", "rStyle", "tblStyle"))
LINKED = tuple(_W + tag for tag in ("basedOn", "next", "link"))
FOOTNOTES = f"{OFFICE}/footnotes"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PICTURES = ("png",)
NUMBERING = f"{OFFICE}/numbering"
NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@dataclass
class Adopter:
    """Brings elements of `new` into `mine`."""

    mine: Package
    new: Package
    notes: Mapping[str, str] = field(default_factory=dict)
    """Id of a footnote in `mine` by its id in `new`, for those that are there already."""
    next_id: int = 0
    lists: dict[str, str] = field(default_factory=dict)
    made_notes: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.new_names = style_names(self.new)
        self.ids = {name: id for id, name in reversed(style_names(self.mine).items())}
        trees = [self.mine.tree(name) for name in self.mine.parts if _is_story(name)]
        bookmarks = (each.get(ID, "0") for tree in trees for each in tree.iter(_W + "bookmarkStart"))
        self.next_id = max((int(id) for id in bookmarks if id.isdigit()), default=0) + 1
        drawings = (each.get("id", "0") for tree in trees for each in tree.iter(clark("wp:docPr")))
        self.next_drawing = max((int(id) for id in drawings if id.isdigit()), default=0) + 1

    def bookmark_id(self) -> str:
        """Return an id that no bookmark has."""
        self.next_id += 1
        return str(self.next_id - 1)

    def adopt(self, element: Element, source: str, target: str) -> Element:
        """Return a copy of `element` from the part `source` of the new file for the part `target` of the person's."""
        made = deepcopy(element)
        made.tail = None
        bookmarks: dict[str, str] = {}
        for node in made.iter(etree.Element):
            self._make_at_home(node, bookmarks)
            for name, value in node.attrib.items():
                if str(name).startswith(_R):
                    node.set(name, self.relation(str(value), source, target))
        return made

    def _make_at_home(self, node: Element, bookmarks: dict[str, str]) -> None:
        if node.tag in STYLED:
            node.set(VAL, self.style(node.get(VAL, "")))
        elif node.tag in (_W + "bookmarkStart", _W + "bookmarkEnd"):
            id = node.get(ID, "")
            if id not in bookmarks:
                bookmarks[id] = self.bookmark_id()
            node.set(ID, bookmarks[id])
        elif node.tag == _W + "footnoteReference":
            node.set(ID, self.note(node.get(ID, "")))
        elif node.tag == _W + "numId":
            node.set(VAL, self.number(node.get(VAL, "")))
        elif node.tag == clark("wp:docPr"):
            node.set("id", str(self.next_drawing))
            self.next_drawing += 1

    def style(self, id: str) -> str:
        """Return the id in the person's file of the style that has the id `id` in the new one; taken over where missing."""
        name = self.new_names.get(id, id.lower())
        if name not in self.ids:
            self._take_style(id, name)
        return self.ids.get(name, id)

    def _take_style(self, id: str, name: str) -> None:
        ours, theirs = (each.related(each.main, f"{OFFICE}/styles") for each in (self.mine, self.new))
        if ours not in self.mine.parts or theirs not in self.new.parts:
            return
        styles = self.new.tree(theirs)
        found = next((each for each in styles.iterfind(_W + "style") if each.get(_W + "styleId") == id), None)
        if found is None:
            return
        taken = {each.get(_W + "styleId") for each in self.mine.tree(ours).iterfind(_W + "style")}
        free = id
        while free in taken:
            free += "x"
        self.ids[name] = free
        made = deepcopy(found)
        made.set(_W + "styleId", free)
        if _W + "default" in made.attrib:
            del made.attrib[_W + "default"]
        self.mine.tree(ours).append(made)
        for each in [node for node in made if node.tag in LINKED]:
            each.set(VAL, self.style(each.get(VAL, "")))
        for each in made.iter(_W + "numId"):
            each.set(VAL, self.number(each.get(VAL, "")))

    def relation(self, id: str, source: str, target: str) -> str:
        """Return the id in `target` of what `id` in `source` leads to; its part is taken over."""
        known = self.new.relations(source).get(id)
        if known is None:
            return id
        if known.external:
            return self.mine.relate(target, known.kind, known.target, external=True)
        return self.mine.relate(
            target, known.kind, Parts(self.mine, self.new, PICTURES, self.parts).adopt(known.target)
        )

    def note(self, id: str) -> str:
        """Return the id of a footnote of the new file in the person's; taken over where missing."""
        found = self.notes.get(id) or self.made_notes.get(id)
        if found:
            return found
        source = self.new.related(self.new.main, FOOTNOTES)
        wanted = next((each for each in self.new.tree(source) if each.get(ID) == id), None)
        if wanted is None:
            return id
        target = self._notes_part(source)
        taken = [int(each.get(ID, "0")) for each in self.mine.tree(target)]
        made = self.made_notes[id] = str(max(taken, default=0) + 1)
        copy = self.adopt(wanted, source, target)
        copy.set(ID, made)
        self.mine.tree(target).append(copy)
        return made

    def _notes_part(self, source: str) -> str:
        target = self.mine.related(self.mine.main, FOOTNOTES)
        if target in self.mine.parts:
            return target
        part = root("footnotes")
        part.extend([deepcopy(each) for each in self.new.tree(source) if each.get(_W + "type")])
        for each in part.iter(*STYLED):
            each.set(VAL, self.style(each.get(VAL, "")))
        name = self.mine.add("word/footnotes.xml", FOOTNOTES_TYPE, blob(part))
        self.mine.relate(self.mine.main, FOOTNOTES, name)
        return name

    def number(self, id: str) -> str:
        """Return the id of a list of the new file in the person's; taken over."""
        if id == "0" or id in self.lists:
            return self.lists.get(id, id)
        source = self.new.related(self.new.main, NUMBERING)
        if source not in self.new.parts:
            return id
        lists = self.new.tree(source)
        wanted = next((each for each in lists.iterfind(_W + "num") if each.get(_W + "numId") == id), None)
        abstract = wanted.find(_W + "abstractNumId") if wanted is not None else None
        if wanted is None or abstract is None:
            return id
        shape = next(
            (e for e in lists.iterfind(_W + "abstractNum") if e.get(_W + "abstractNumId") == abstract.get(VAL)), None
        )
        if shape is None:
            return id
        self.lists[id] = self._take_list(wanted, shape)
        return self.lists[id]

    def _take_list(self, wanted: Element, shape: Element) -> str:
        target = self.mine.related(self.mine.main, NUMBERING)
        if target not in self.mine.parts:
            target = self.mine.add("word/numbering.xml", NUMBERING_TYPE, blob(root("numbering")))
            self.mine.relate(self.mine.main, NUMBERING, target)
        ours = self.mine.tree(target)
        shapes = ours.findall(_W + "abstractNum")
        place = _free((each.get(_W + "abstractNumId", "0") for each in shapes), 0)
        copy = deepcopy(shape)
        copy.set(_W + "abstractNumId", place)
        for each in [*copy.iter(_W + "pStyle"), *copy.iter(_W + "nsid")]:  # a style leads to one list only (17.9.23)
            remove(each)
        if shapes:
            shapes[-1].addnext(copy)
        else:
            ours.insert(0, copy)
        made = deepcopy(wanted)
        id = _free((each.get(_W + "numId", "0") for each in ours.iterfind(_W + "num")), 1)
        made.set(_W + "numId", id)
        made[0].set(VAL, place)
        numbers = ours.findall(_W + "num")
        (numbers[-1] if numbers else copy).addnext(made)
        return id

    def bookmark(self, name: str, content: Iterable[Element]) -> list[Element]:
        """Return `content` between the start and the end of a bookmark."""
        id = self.bookmark_id()
        return [w("bookmarkStart", id=id, name=name), *content, w("bookmarkEnd", id=id)]


def _free(taken: Iterable[str], least: int) -> str:
    return str(max((int(id) + 1 for id in taken if id.isdigit()), default=least))


def _is_story(name: str) -> bool:
    folder, file = posixpath.split(name)
    return (
        folder == "word" and file.endswith(".xml") and file.startswith(("document", "foot", "head", "end", "comments."))
    )
