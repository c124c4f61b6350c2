"""XML of the generated deck made at home in the person's: charts, pictures, links, layouts and ids."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reports.formats.pptx.merge.file_reading import layout_name
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.part_removal import drop_relations, drop_where
from reports.ooxml.part_transfer import Parts
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import (
    CHART,
    IMAGE,
    LAYOUT,
    LINK,
    MASTER,
    NOTES,
    NOTES_MASTER,
    SLIDE,
    A,
    P,
    R,
    key_of,
    properties,
    shapes_of,
)
from reports.ooxml.wordprocessingml import Element, blob

LINKS = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
VIEW, TABLE_STYLES = f"{OFFICE}/viewProps", f"{OFFICE}/tableStyles"
FIRST_MASTER_ID = 2147483648
"""ISO/IEC 29500-1, 19.7.19 ST_SlideMasterId: masters and layouts share one row of numbers."""
PICTURES = ("png", "jpeg", "jpg", "svg", "emf")
NUMBERED = re.compile(r"[0-9]+(?=\.[^.]+$)")


@dataclass
class Adopter:
    """Brings parts and elements of `new` into `mine`."""

    mine: Package
    new: Package
    slides: dict[str, str] = field(default_factory=dict)
    """Slide part in `mine` by slide part in `new`."""
    parts: dict[str, str] = field(default_factory=dict)
    """Part in `mine` by part in `new`, of those taken over."""
    redesigned: bool = False
    """The templates have another master than when the person began, so that slides get the new one."""

    def adopt(self, element: Element, source: str, target: str) -> Element:
        """Return a copy of `element` from the part `source` of the new file for the part `target` of the person's."""
        made = deepcopy(element)
        made.tail = None
        for node in list(made.iter()):
            for name, value in node.attrib.items():
                if str(name).startswith(R):
                    id = self._relation(str(value), source, target)
                    if id:
                        node.set(name, id)
                    elif node.tag in LINKS:
                        remove(node)
        return made

    def _relation(self, id: str, source: str, target: str) -> str:
        known = self.new.relations(source).get(id)
        if known is None:
            return ""
        if known.external:
            return self.mine.relate(target, known.kind, known.target, external=True)
        if known.kind == SLIDE:
            place = self.slides.get(known.target, "")
            return self.mine.relate(target, SLIDE, place) if place else ""
        return self.mine.relate(target, known.kind, self.part(known.target))

    def part(self, name: str) -> str:
        """Return the part of `mine` that holds what `name` holds in the new file; taken over with what it leads to."""
        return Parts(self.mine, self.new, PICTURES, self.parts).adopt(name)

    # ── Slides and layouts ──

    def new_slide(self, source: str) -> str:
        """Return the name of a slide part made for the slide `source` of the new file, still without content."""
        root = deepcopy(self.new.tree(source))
        name = self.mine.add("ppt/slides/slide{}.xml", self.new.content_type(source), blob(root))
        self.slides[source] = name
        return name

    def fill_slide(self, source: str, target: str) -> None:
        """Write the slide `source` of the new file into the part `target`, with its layout and notes."""
        root = self.adopt(self.new.tree(source), source, target)
        self.mine.trees[target] = root
        self.lay(source, target)
        notes = self.new.related(source, NOTES)
        if notes in self.new.parts and not self.mine.related(target, NOTES):
            self.add_notes(notes, target)

    def add_notes(self, source: str, slide: str) -> str:
        """Return a notes page for the part `slide`, with the text of the page `source` of the new file."""
        data = blob(self.new.tree(source))
        name = self.mine.add("ppt/notesSlides/notesSlide{}.xml", self.new.content_type(source), data)
        self.mine.trees[name] = self.adopt(self.new.tree(source), source, name)
        master = self.mine.related(self.mine.main, NOTES_MASTER)
        if master not in self.mine.parts:
            master = self.part(self.new.related(source, NOTES_MASTER))
            self._list_notes_master(master)
        self.mine.relate(name, NOTES_MASTER, master)
        self.mine.relate(name, SLIDE, slide)
        self.mine.relate(slide, NOTES, name)
        return name

    def complete(self) -> None:
        """Put back parts of the presentation that LibreOffice drops and PowerPoint misses."""
        for kind in (VIEW, TABLE_STYLES):
            source = self.new.related(self.new.main, kind)
            if source in self.new.parts and not self.mine.related(self.mine.main, kind):
                self.mine.relate(self.mine.main, kind, self.part(source))

    def _list_notes_master(self, master: str) -> None:
        root = self.mine.tree(self.mine.main)
        listed = etree.Element(f"{P}notesMasterIdLst")
        etree.SubElement(listed, f"{P}notesMasterId").set(
            f"{R}id", self.mine.relate(self.mine.main, NOTES_MASTER, master)
        )
        masters = root.find(f"{P}sldMasterIdLst")
        if masters is not None:
            masters.addnext(listed)

    def lay(self, source: str, target: str) -> None:
        """Give the slide `target` the layout that the slide `source` has in the new file."""
        wanted = self.new.related(source, LAYOUT)
        layout = self._layout(wanted, layout_name(self.new, source))
        if self.mine.related(target, LAYOUT) != layout:
            drop_relations(self.mine, target, LAYOUT)
            self.mine.relate(target, LAYOUT, layout)

    def _layout(self, wanted: str, name: str) -> str:
        if wanted in self.parts:
            return self.parts[wanted]
        if self.redesigned:
            self._take_master(self.new.related(wanted, MASTER))
            return self.parts[wanted]
        marks = {key_of(each) for each in shapes_of(self.new.tree(wanted))}
        for part in sorted(self.mine.parts):
            if not re.fullmatch(r"ppt/slideLayouts/[^/]+\.xml", part):
                continue
            tree = self.mine.tree(part)
            inner = tree.find(f"{P}cSld")
            if inner is not None and inner.get("name") == name and marks <= {key_of(e) for e in shapes_of(tree)}:
                return self.parts.setdefault(wanted, part)
        self._take_master(self.new.related(wanted, MASTER))
        return self.parts[wanted]

    def _take_master(self, source: str) -> None:
        """Take over a master with its layouts and theme, under ids that no other has."""
        for layout in [each.target for each in self.new.relations(source).values() if each.kind == LAYOUT]:
            self.parts.pop(layout, None)
        master = self.part(source)
        root = self.mine.tree(self.mine.main)
        masters = root.find(f"{P}sldMasterIdLst")
        if masters is None:
            masters = etree.Element(f"{P}sldMasterIdLst")
            root.insert(0, masters)
        next_id = self._free_master_id()
        listed = etree.SubElement(masters, f"{P}sldMasterId", {"id": str(next_id)})
        listed.set(f"{R}id", self.mine.relate(self.mine.main, MASTER, master))
        for number, each in enumerate(
            self.mine.tree(master).iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"), next_id + 1
        ):
            each.set("id", str(number))

    def _free_master_id(self) -> int:
        trees = [self.mine.tree(self.mine.main)]
        trees += [
            self.mine.tree(each.target)
            for each in self.mine.relations(self.mine.main).values()
            if each.kind == MASTER and each.target in self.mine.parts
        ]
        marks = (each for tree in trees for each in tree.iter(f"{P}sldMasterId", f"{P}sldLayoutId"))
        return max((int(each.get("id", "0")) for each in marks), default=FIRST_MASTER_ID - 1) + 1


# ── Tidying ──────────────────────────────────────────────────────────────────────────────────────


def tidy_slide(package: Package, slide: str) -> None:
    """Take out relationships to charts, pictures and links that the slide shows no longer."""
    used = {
        str(value)
        for node in package.tree(slide).iter()
        for name, value in node.attrib.items()
        if str(name).startswith(R)
    }
    drop_where(package, slide, lambda each: each.id not in used and each.kind in (CHART, IMAGE, LINK, SLIDE))


def renumber_shape(made: Element, old: Element | None, root: Element) -> None:
    """Give a shape the id of the one whose place it takes, so that animations still find it; else a free one."""
    mark = properties(made)
    was = properties(old) if old is not None else None
    if mark is None:
        return
    if was is not None:
        mark.set("id", was.get("id", "0"))
        return
    taken = {int(each.get("id", "0")) for each in root.iter(f"{P}cNvPr")}
    mark.set("id", str(max(taken, default=1) + 1))
