"""edit_deck CASES.json OUT_FOLDER PNG: edit a deck in a real LibreOffice, one file a case, in one session.

A case is a file and its edits, those of `cases/merge_deck/edits.yaml`; LibreOffice moves no slide without its window.
Run with the system's Python (package python3-uno).
"""

from __future__ import annotations

import json
import os
import sys
import time

import uno
from edit_brief import Office, prop, url

PATIENCE = 20
"""Seconds within which a chart has to be loaded."""


class Desk:
    """A deck that is being edited."""

    def __init__(self, office, path, picture):
        self.office, self.image = office, picture
        self.document = office.desktop.loadComponentFromURL(url(path), "_blank", 0, (prop("Hidden", True),))

    @property
    def pages(self):
        """Return the slides."""
        return [self.document.DrawPages.getByIndex(n) for n in range(self.document.DrawPages.Count)]

    def find(self, words):
        """Return the slide that has a shape with these words."""
        for page in self.pages:
            if any(words in text.String for text in self.texts(page)):
                return page
        raise LookupError(words)

    def texts(self, page):
        """Yield what holds text on a page: shapes, and cells of tables."""
        for n in range(page.Count):
            shape = page.getByIndex(n)
            if shape.ShapeType.endswith("TableShape"):
                model = shape.Model
                for r in range(model.Rows.Count):
                    for c in range(model.Columns.Count):
                        yield model.getCellByPosition(c, r)
            elif hasattr(shape, "String"):
                yield shape

    def paragraph(self, page, words):
        """Return the paragraph with these words."""
        plain = words.replace("\u00a0", " ")
        for text in self.texts(page):
            walk = text.createEnumeration()
            while walk.hasMoreElements():
                each = walk.nextElement()
                if plain in each.String.replace("\u00a0", " "):
                    return each
            if plain in text.String.replace("\u00a0", " "):  # a cell may not say its paragraphs
                return text
        raise LookupError(words)

    def chart(self, page):
        """Return the shape of the chart on a page, once LibreOffice has loaded it; a shape held till then stays empty."""
        self.document.CurrentController.setCurrentPage(page)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shapes = (page.getByIndex(n) for n in range(page.Count))
            shape = next(each for each in shapes if each.ShapeType.endswith(("OLE2Shape", "ChartShape")))
            if shape.Graphic and shape.EmbeddedObject is not None:
                return shape
            time.sleep(0.1)
        raise LookupError(f"the chart was not loaded within {PATIENCE} s")

    # Edits

    def words(self, edit):
        """Type over a paragraph or a cell."""
        page = self.find(edit["slide"])
        if "cell" in edit:
            self.paragraph(page, edit["cell"]).String = edit["text"]
        else:
            self.paragraph(page, edit["was"]).String = edit["now"]

    def spaces(self, edit):
        """Replace a space by another in every text of the deck, notes too."""
        was, now = edit["was"], edit["now"]
        for page in (each for slide in self.pages for each in (slide, slide.NotesPage)):
            for text in self.texts(page):
                for portion in self.portions(text):
                    for at in (n for n, sign in enumerate(portion.String) if sign == was):
                        cursor = text.createTextCursorByRange(portion.Start)
                        cursor.goRight(at, False)
                        cursor.goRight(1, True)
                        cursor.String = now

    def portions(self, text):
        """Yield the stretches of one look in a text, apart from fields."""
        paragraphs = text.createEnumeration()
        while paragraphs.hasMoreElements():
            stretches = paragraphs.nextElement().createEnumeration()
            while stretches.hasMoreElements():
                portion = stretches.nextElement()
                if portion.TextPortionType == "Text":
                    yield portion

    def notes(self, edit):
        """Type over a paragraph of the notes."""
        self.paragraph(self.find(edit["slide"]).NotesPage, edit["was"]).String = edit["now"]

    def notes_added(self, edit):
        """Add a paragraph to the end of the notes."""
        page = self.find(edit["slide"]).NotesPage
        for text in self.texts(page):
            if "Sources: " in text.String:
                end = text.createTextCursor()
                end.gotoEnd(False)
                text.insertControlCharacter(end, 0, False)
                text.insertString(end, edit["now"], False)

    def add(self, edit):
        """Add a slide with a title and a box."""
        after = self.pages.index(self.find(edit["after"]))
        page = self.document.DrawPages.insertNewByIndex(after)
        for text in (edit["title"], edit["body"]):
            self.put(
                page, "com.sun.star.drawing.TextShape", 2000, 2000 if text == edit["title"] else 5000
            ).String = text

    def put(self, page, kind, x, y):
        """Return a new shape of a kind, at a place in hundredths of a millimetre."""
        shape = self.document.createInstance(kind)
        shape.Position, shape.Size = (
            uno.createUnoStruct("com.sun.star.awt.Point", x, y),
            uno.createUnoStruct("com.sun.star.awt.Size", 9000, 1200),
        )
        page.add(shape)
        return shape

    def delete(self, edit):
        """Delete a slide; links to it go."""
        self.document.DrawPages.remove(self.find(edit["slide"]))

    def hide(self, edit):
        """Hide a slide."""
        self.find(edit["slide"]).Visible = False

    def restyle(self, edit):
        """Paint a series of the chart."""
        diagram = self.chart(self.find(edit["slide"])).EmbeddedObject.Component.getDiagram()
        row = int(edit["series"])
        for each in [diagram.getDataRowProperties(row), *(diagram.getDataPointProperties(n, row) for n in range(5))]:
            each.FillStyle = uno.Enum("com.sun.star.drawing.FillStyle", "SOLID")
            each.FillColor = int(edit["colour"], 16)

    def shift(self, edit):
        """Move the chart."""
        shape = self.chart(self.find(edit["slide"]))
        shape.Position = uno.createUnoStruct(
            "com.sun.star.awt.Point", shape.Position.X, shape.Position.Y + int(edit["by"]) // 360
        )

    def box(self, edit):
        """Add a text box."""
        self.put(self.find(edit["slide"]), "com.sun.star.drawing.TextShape", 2000, 1000).String = edit["now"]

    def picture(self, edit):
        """Add a picture."""
        shape = self.put(self.find(edit["slide"]), "com.sun.star.drawing.GraphicObjectShape", 300, 300)
        provider = self.office.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.graphic.GraphicProvider", self.office.context
        )
        shape.Graphic = provider.queryGraphic((prop("URL", url(self.image)),))

    def delete_shape(self, edit):
        """Delete the shape with these words."""
        page = self.find(edit["slide"])
        page.remove(next(each for each in self.texts(page) if edit["words"] in each.String))

    def bold(self, edit):
        """Set words in bold."""
        words = self.paragraph(self.find(edit["slide"]), edit["words"])
        words.getText().createTextCursorByRange(words).CharWeight = 150.0

    def do(self, edit):
        """Carry out one edit of a case."""
        next(getattr(self, name) for name in edit if name in EDITS)(edit)

    def save(self, path):
        """Save as a PowerPoint file."""
        self.document.storeToURL(url(path), (prop("FilterName", "Impress MS PowerPoint 2007 XML"),))
        self.document.close(True)


EDITS = (
    "words", "spaces", "notes", "notes_added", "add", "delete", "hide", "restyle", "shift", "box", "picture",
    "delete_shape", "bold",
)  # fmt: skip


def main():
    """Make one file a case, and print the names of those that failed."""
    cases, folder, picture = sys.argv[1:]
    with open(cases, encoding="utf-8") as file:
        listed = json.load(file)
    failed = 0
    with Office() as office:
        for name, (source, edits) in listed.items():
            desk = Desk(office, source, picture)
            try:
                for edit in edits:
                    desk.do(edit)
                desk.save(os.path.join(folder, name + ".pptx"))
            except Exception as failure:
                desk.document.close(True)
                failed += 1
                sys.stdout.write(f"{name}: {type(failure).__name__}: {failure}\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
