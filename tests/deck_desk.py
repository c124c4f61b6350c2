"""A deck on a presenter's desk: the edits of `cases/merge_deck/edits.yaml` made in the XML, as PowerPoint saves them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import yaml
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from reports.merge_deck.names import A, C, P
from reports.merge_deck.reading import said

Edit = Mapping[str, str]
Case = Mapping[str, object]
FILE = Path(__file__).parent / "cases" / "merge_deck" / "edits.yaml"
CASES: Mapping[str, Case] = yaml.safe_load(FILE.read_text("utf-8"))


def edits_of(name: str) -> list[Edit]:
    """Return the edits of a case."""
    found = CASES[name]["do"]
    assert isinstance(found, list)
    return found


def png() -> bytes:
    """Return a picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    )


class Desk:
    """A deck that is being edited."""

    def __init__(self, data: bytes) -> None:
        self.show = Presentation(io.BytesIO(data))

    def save(self) -> bytes:
        """Return the file, with what PowerPoint writes by itself: split runs, spelling marks, ids."""
        for slide in self.show.slides:
            for run in list(slide.part._element.iter(f"{A}rPr")):
                run.set("err", "1")
            for run in list(slide.part._element.iter(f"{A}r"))[:3]:
                _split(run)
        out = io.BytesIO()
        self.show.save(out)
        return out.getvalue()

    def do(self, edit: Edit) -> None:
        """Carry out one edit of a case."""
        next(getattr(self, name) for name in edit if hasattr(self, name) and name not in ("slide", "show"))(edit)

    def find(self, title: str):  # type: ignore[no-untyped-def]  # python-pptx has no types
        """Return the slide whose title holds these words."""
        for slide in self.show.slides:
            if any(title in said(each) for each in slide.part._element.iter(f"{A}p")):
                return slide
        raise LookupError(title)

    def paragraph(self, root: etree._Element, words: str) -> etree._Element:
        """Return the paragraph that holds these words."""
        for each in root.iter(f"{A}p"):
            if words.replace("\u00a0", " ") in said(each).replace("\u00a0", " "):
                return each
        raise LookupError(words)

    # ── Edits ──

    def words(self, edit: Edit) -> None:
        """Type over a paragraph or a cell."""
        root = self.find(edit["slide"]).part._element
        if "cell" in edit:
            _type(self.paragraph(root, edit["cell"]), edit["text"])
        else:
            _type(self.paragraph(root, edit["was"]), edit["now"])

    def spaces(self, edit: Edit) -> None:
        """Replace a space by another in every text of the deck, notes too."""
        for slide in self.show.slides:
            for root in (slide.part._element, slide.notes_slide.part._element):
                for node in root.iter(f"{A}t"):
                    node.text = (node.text or "").replace(edit["was"], edit["now"])

    def notes(self, edit: Edit) -> None:
        """Type over a paragraph of the notes."""
        root = self.find(edit["slide"]).notes_slide.part._element
        _type(self.paragraph(root, edit["was"]), edit["now"])

    def notes_added(self, edit: Edit) -> None:
        """Add a paragraph to the end of the notes."""
        root = self.find(edit["slide"]).notes_slide.part._element
        last = [each for each in root.iter(f"{A}p") if said(each).startswith("Sources")][-1]
        made = deepcopy(last)
        last.addnext(made)
        _type(made, edit["now"])

    def add(self, edit: Edit) -> None:
        """Add a slide with a title and a box."""
        layout = next(each for each in self.show.slide_layouts if each.name == "Headline + chart")
        self.show.part.rename_slide_parts([each.rId for each in self.show.slides._sldIdLst])  # or the new name is taken
        slide = self.show.slides.add_slide(layout)
        slide.shapes.title.text = edit["title"]
        box = slide.shapes.add_textbox(Emu(900000), Emu(2000000), Emu(5000000), Emu(600000))
        box.text_frame.text = edit["body"]
        self._place(len(self.show.slides) - 1, edit["after"])

    def move(self, edit: Edit) -> None:
        """Put a slide elsewhere."""
        self._place(list(self.show.slides).index(self.find(edit["slide"])), edit["after"])

    def _place(self, number: int, after: str) -> None:
        entry = self.show.slides._sldIdLst[number]
        place = list(self.show.slides).index(self.find(after))
        self.show.slides._sldIdLst[place].addnext(entry)

    def delete(self, edit: Edit) -> None:
        """Delete a slide; links to it go."""
        entry = self.show.slides._sldIdLst[list(self.show.slides).index(self.find(edit["slide"]))]
        gone = self.find(edit["slide"]).part
        for slide in self.show.slides:
            for relation in [each for each in slide.part.rels.values() if not each.is_external]:
                if relation.target_part is gone:
                    for node in slide.part._element.xpath(f"//*[@r:id='{relation.rId}']"):
                        node.getparent().remove(node)
                    slide.part.rels.pop(relation.rId)
        self.show.part.drop_rel(entry.rId)
        entry.getparent().remove(entry)

    def hide(self, edit: Edit) -> None:
        """Hide a slide."""
        self.find(edit["slide"]).part._element.set("show", "0")

    def restyle(self, edit: Edit) -> None:
        """Paint a series of the chart."""
        for shape in self.find(edit["slide"]).shapes:
            if shape.has_chart:
                series = list(shape.chart._chartSpace.iter(f"{C}ser"))[int(edit["series"])]
                for point in series.findall(f"{C}dPt"):
                    series.remove(point)
                look = series.find(f"{C}spPr")
                for each in list(look):
                    look.remove(each)
                fill = etree.SubElement(look, f"{A}solidFill")
                etree.SubElement(fill, f"{A}srgbClr", {"val": edit["colour"]})

    def shift(self, edit: Edit) -> None:
        """Move the chart."""
        for shape in self.find(edit["slide"]).shapes:
            if shape.has_chart:
                shape.top = shape.top + int(edit["by"])

    def box(self, edit: Edit) -> None:
        """Add a text box."""
        made = self.find(edit["slide"]).shapes.add_textbox(Emu(900000), Emu(900000), Emu(3000000), Emu(400000))
        made.text_frame.text = edit["now"]

    def picture(self, edit: Edit) -> None:
        """Add a picture."""
        self.find(edit["slide"]).shapes.add_picture(
            io.BytesIO(png()), Emu(100000), Emu(100000), Emu(900000), Emu(900000)
        )

    def delete_shape(self, edit: Edit) -> None:
        """Delete the shape with these words."""
        node = self.paragraph(self.find(edit["slide"]).part._element, edit["words"])
        shape = next(node.iterancestors(f"{P}sp"))
        shape.getparent().remove(shape)  # type: ignore[union-attr]  # it stands on a slide

    def bold(self, edit: Edit) -> None:
        """Set words in bold."""
        node = self.paragraph(self.find(edit["slide"]).part._element, edit["words"])
        for each in node.iter(f"{A}rPr"):
            each.set("b", "1")


def _type(paragraph: etree._Element, words: str) -> None:
    """Select all words of a paragraph and type over them: the look of the first stays."""
    runs = paragraph.findall(f"{A}r")
    for each in [*runs[1:], *paragraph.findall(f"{A}br")]:
        paragraph.remove(each)
    runs[0].find(f"{A}t").text = words  # type: ignore[union-attr]  # a run has a text


def _split(run: etree._Element) -> None:
    """Split a run in two, as PowerPoint does around a word that it does not know."""
    text = run.find(f"{A}t")
    if text is None or len(text.text or "") < 8:
        return
    after = deepcopy(run)
    run.addnext(after)
    words = text.text or ""
    text.text = words[:5]
    after.find(f"{A}t").text = words[5:]  # type: ignore[union-attr]  # it is a copy
