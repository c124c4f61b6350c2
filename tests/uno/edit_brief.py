# mypy: ignore-errors
# UNO has no types, and the system's Python runs this, not the project's.
"""edit_brief IN.docx OUT_FOLDER NAME…: edit a brief in a real LibreOffice, one file a scenario, in one session.

Works as a person does: through the view cursor and the dispatcher where the keyboard would be used. Run with the system's
Python (package python3-uno).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    """Return a property of a call."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def url(path):
    """Return a path as an address."""
    return uno.systemPathToFileUrl(os.path.abspath(path))


class Office:
    """One soffice with its own profile and pipe, for as long as the block lasts."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="edit-brief-")
        pipe = f"edit-brief-{os.getpid()}"
        command = ["soffice", "-env:UserInstallation=" + url(self.profile), "--headless", "--norestore", "--nologo"]
        command += ["--nodefault", f"--accept=pipe,name={pipe};urp;"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(200):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.1)
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        return self

    def __exit__(self, *failure):
        with suppress(Exception):  # it may have ended by itself
            self.desktop.terminate()
        try:
            self.process.wait(15)
        except Exception:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


class Desk:
    """A document that is being edited."""

    def __init__(self, office, path):
        self.office = office
        self.document = office.desktop.loadComponentFromURL(url(path), "_blank", 0, (prop("Hidden", True),))
        self.cursor = self.document.CurrentController.ViewCursor

    def do(self, command, **values):
        """Carry out a command of the menu."""
        given = tuple(prop(name, value) for name, value in values.items())
        frame = self.document.CurrentController.Frame
        self.office.dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, given)

    def type(self, text):
        """Type at the cursor."""
        self.do("InsertText", Text=text)

    def paragraph(self, words):
        """Return the first paragraph with these words, in the text or in a table."""
        for each in self.paragraphs(self.document.Text):
            if words in each.String:
                return each
        raise LookupError(words)

    def paragraphs(self, text):
        """Yield paragraphs, those of tables too."""
        walk = text.createEnumeration()
        while walk.hasMoreElements():
            each = walk.nextElement()
            if each.supportsService("com.sun.star.text.TextTable"):
                for name in each.CellNames:
                    yield from self.paragraphs(each.getCellByName(name))
            else:
                yield each

    def find(self, words):
        """Return the first place of these words."""
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findFirst(search)
        if found is None:
            raise LookupError(words)
        return found

    def select(self, words):
        """Select these words."""
        self.document.CurrentController.select(self.find(words))

    def to(self, place):
        """Put the cursor at the start of a range."""
        self.cursor.gotoRange(place, False)

    def select_paragraph(self, words):
        """Select a paragraph, without its end."""
        each = self.paragraph(words)
        self.cursor.gotoRange(each.Start, False)
        self.cursor.gotoRange(each.End, True)

    def select_with_end(self, first, last=None):
        """Select paragraphs from `first` to `last`, with their ends."""
        start, end = self.paragraph(first), self.paragraph(last or first)
        self.cursor.gotoRange(start.Start, False)
        self.cursor.gotoRange(end.End, True)
        self.cursor.goRight(1, True)

    def save(self, path):
        """Save as a Word file."""
        self.document.storeToURL(url(path), (prop("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def saved_only(desk):
    """Save, no more."""


def typed_at_end(desk):
    desk.to(desk.paragraph("Steel leans on one supplier").End)
    desk.type(" This was typed at the end.")


def typed_at_start(desk):
    desk.to(desk.paragraph("Steel leans on one supplier").Start)
    desk.type("Typed at the start. ")


def typed_inside(desk):
    desk.to(desk.find("lines and claims").Start)
    desk.type("tram ")


def replaced_all(desk):
    change = desk.document.createReplaceDescriptor()
    change.SearchString, change.ReplaceString, change.SearchCaseSensitive = "Harbour", "Haven", True
    desk.document.replaceAll(change)


def spaces_replaced(desk):
    change = desk.document.createReplaceDescriptor()
    change.SearchString, change.ReplaceString = "\u00a0", " "
    assert desk.document.replaceAll(change)


def spaces_made_firm(desk):
    change = desk.document.createReplaceDescriptor()
    change.SearchString, change.ReplaceString = " ", "\u00a0"
    assert desk.document.replaceAll(change)


def retyped(desk):
    desk.select_paragraph("Steel leans on one supplier")
    desk.type("Wholly other words stand here now.")


def retyped_around_figure(desk):
    desk.select_paragraph("The office opened")
    desk.type("All told, 11 lines run, and the office claims more than $30\u00a0billion.")


def split(desk):
    desk.to(desk.find(". The Bank of 2030").End)
    desk.cursor.goLeft(len("The Bank of 2030"), False)
    desk.do("InsertPara")


def joined(desk):
    desk.to(desk.paragraph("Ask the bank.").End)
    desk.do("Delete")


def cut_and_pasted(desk):
    desk.select_with_end("Steel leans on one supplier")
    desk.do("Cut")
    desk.to(desk.paragraph("The office claims").Start)
    desk.do("Paste")


def copied(desk):
    desk.select_with_end("Steel leans on one supplier")
    desk.do("Copy")
    desk.to(desk.paragraph("The office claims").Start)
    desk.do("Paste")


def deleted(desk):
    desk.select_with_end("Steel leans on one supplier")
    desk.do("Delete")


def words_deleted(desk):
    desk.select(", letters of interest included")
    desk.do("Delete")


def section_deleted(desk):
    desk.select_with_end("Two suppliers stand out", "Steel leans on one supplier")
    desk.do("Delete")


def section_moved(desk):
    desk.select_with_end("Two suppliers stand out", "Steel leans on one supplier")
    desk.do("Cut")
    desk.to(desk.paragraph("Groups stay apart").Start)
    desk.do("Paste")


def figure_moved(desk):
    desk.select_with_end("Only one of five", "Sources: ")
    desk.do("Cut")
    desk.to(desk.paragraph("Ask the bank.").Start)
    desk.do("Paste")


def cells_merged(desk):
    tables = [desk.document.TextTables.getByIndex(n) for n in range(desk.document.TextTables.Count)]
    table = next(each for each in tables if any(each.getCellByName(n).String == "Cities" for n in each.CellNames))
    cursor = table.createCursorByCellName("B2")
    cursor.gotoCellByName("C2", True)
    cursor.mergeRange()


def bullets_set(desk):
    desk.select_with_end("Ask the bank.", "Ask the office.")
    desk.cursor.goLeft(1, True)
    desk.do("DefaultBullet")


def cell_edited(desk):
    desk.to(desk.find(" and the region").End)
    desk.type(", by hand")


def row_added(desk):
    desk.to(desk.paragraph("Cities").End)
    desk.do("InsertRowsAfter")
    desk.do("GoDown", Count=1, Select=False)
    desk.type("My own row")


def row_deleted(desk):
    desk.to(desk.paragraph("Cities").End)
    desk.do("DeleteRows")


def commented(desk):
    note = desk.document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = "Ann", "Is this right?"
    place = desk.find("lines and claims")
    place.Text.insertTextContent(place.End, note, False)


def tracked_insert(desk):
    desk.document.RecordChanges = True
    desk.to(desk.find("lines and claims").Start)
    desk.type("new ")


def tracked_delete(desk):
    desk.document.RecordChanges = True
    desk.select(", letters of interest included")
    desk.do("Delete")


def new_heading(desk):
    desk.to(desk.paragraph("Groups stay apart").Start)
    desk.type("My own finding")
    desk.do("InsertPara")
    desk.paragraph("My own finding").ParaStyleName = "Heading 2"


def own_paragraph(desk):
    desk.to(desk.paragraph("The office claims").End)
    desk.do("InsertPara")
    desk.type("A paragraph of my own, between two of theirs.")


def own_picture(desk):
    path = os.path.join(tempfile.gettempdir(), f"edit-brief-{os.getpid()}.png")
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
        "c9fe92ef0000000049454e44ae426082"
    )
    with open(path, "wb") as file:
        file.write(dot)
    picture = desk.document.createInstance("com.sun.star.text.TextGraphicObject")
    provider = desk.office.context.ServiceManager.createInstanceWithContext(
        "com.sun.star.graphic.GraphicProvider", desk.office.context
    )
    picture.Graphic = provider.queryGraphic((prop("URL", url(path)),))
    picture.AnchorType = uno.Enum("com.sun.star.text.TextContentAnchorType", "AS_CHARACTER")
    picture.Width = picture.Height = 2000
    picture.Description = "My own picture"
    place = desk.paragraph("Steel leans on one supplier")
    place.Text.insertTextContent(place.End, picture, False)
    os.unlink(path)


def own_table(desk):
    table = desk.document.createInstance("com.sun.star.text.TextTable")
    table.initialize(2, 2)
    place = desk.paragraph("Groups stay apart")
    place.Text.insertTextContent(place.Start, table, False)
    table.getCellByName("A1").String = "My own cell"


def own_footnote(desk):
    note = desk.document.createInstance("com.sun.star.text.Footnote")
    place = desk.paragraph("Steel leans on one supplier")
    place.Text.insertTextContent(place.End, note, False)
    note.Text.String = "A footnote of my own."


def bold_words(desk):
    desk.select("one supplier: ")
    desk.do("Bold")


def bold_figure(desk):
    place = desk.find("more than $30\u00a0billion")
    place.CharWeight = 150.0


def style_changed(desk):
    style = desk.document.StyleFamilies.getByName("ParagraphStyles").getByName("Text body")
    style.CharColor = 0xFF00AA


def page_changed(desk):
    styles = desk.document.StyleFamilies.getByName("PageStyles")
    for name in styles.ElementNames:
        if styles.getByName(name).isInUse():
            styles.getByName(name).LeftMargin = 3333


def header_changed(desk):
    styles = desk.document.StyleFamilies.getByName("PageStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if style.isInUse() and style.HeaderIsOn and "Trams" in style.HeaderText.String:
            cursor = style.HeaderText.createTextCursor()
            style.HeaderText.insertString(cursor.Start, "House paper: ", False)


def figure_by_hand(desk):
    desk.to(desk.find("11 lines and claims").Start)
    desk.cursor.goRight(2, True)
    desk.type("13")


def hedge_dropped(desk):
    place = desk.find("more than $30\u00a0billion, letters")
    desk.to(place.Start)
    desk.cursor.goRight(len("more than "), True)
    desk.do("Delete")


def recoloured_chart(desk):
    charts = desk.document.EmbeddedObjects
    diagram = charts.getByIndex(0).Model.getDiagram()
    diagram.getDataRowProperties(0).FillColor = 0xFF00AA


def list_item_added(desk):
    desk.to(desk.paragraph("Second point.").End)
    desk.do("InsertPara")
    desk.type("A point of my own.")


def undone_list(desk):
    desk.paragraph("Second point.").NumberingStyleName = ""


def aligned(desk):
    desk.paragraph("Steel leans on one supplier").ParaAdjust = uno.Enum("com.sun.star.style.ParagraphAdjust", "CENTER")


def spaced(desk):
    desk.paragraph("The office claims more than").ParaTopMargin = 900  # hundredths of a millimetre


def letters_apart(desk):
    desk.find("Steel leans").CharKerning = 100


def picture_smaller(desk):
    picture = desk.document.GraphicObjects.getByIndex(0)
    size = picture.Size
    size.Width, size.Height = size.Width * 2 // 3, size.Height * 2 // 3
    picture.Size = size


def chart_smaller(desk):
    chart = desk.document.EmbeddedObjects.getByIndex(0)
    size = chart.Size
    size.Width, size.Height = size.Width * 2 // 3, size.Height * 2 // 3
    chart.Size = size


def column_wider(desk):
    tables = desk.document.TextTables
    every = [tables.getByIndex(n) for n in range(tables.Count)]
    table = next(each for each in every if "One reading" in str(each.getDataArray()))
    stops = list(table.TableColumnSeparators)
    stops[0].Position += 800
    table.TableColumnSeparators = tuple(stops)


def contents_renewed(desk):
    indexes = desk.document.DocumentIndexes
    for n in range(indexes.Count):
        indexes.getByIndex(n).update()


SCENARIOS = {
    name: each
    for name, each in list(globals().items())
    if callable(each) and getattr(each, "__code__", None) and each.__code__.co_varnames[:1] == ("desk",)
}


def main():
    """Make one file a scenario, and print the names of those that failed."""
    source, folder, *names = sys.argv[1:]
    failed = 0
    with Office() as office:
        for name in names or sorted(SCENARIOS):
            desk = Desk(office, source)
            try:
                SCENARIOS[name](desk)
                desk.save(os.path.join(folder, name + ".docx"))
            except Exception as failure:
                failed += 1
                sys.stderr.write(f"{name}: {type(failure).__name__}: {failure}\n")
                desk.document.close(True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
