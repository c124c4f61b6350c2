"""Edit a Word file in LibreOffice as a person would; runs in the Python that comes with LibreOffice.

Usage: edit.py PIPE INPUT OUTPUT REPORT. Waits for LibreOffice on the named pipe, edits, saves, saves a second time after
opening it again, writes what it saw to REPORT as JSON, and ends LibreOffice.
"""
# mypy: ignore-errors
# (nothing says which types LibreOffice hands out, and its Python is another one)

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS = 90
WORD = "MS Word 2007 XML"


def connect(pipe):
    """Return the desktop of the LibreOffice that listens on `pipe`."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(SECONDS * 2):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
            continue
        return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit("LibreOffice does not listen")


def open_file(desktop, path):
    """Return the opened document."""
    hidden = PropertyValue("Hidden", 0, True, 0)
    return desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (hidden,))


def paragraphs(document):
    """Yield the paragraphs of the body, those in tables left out."""
    walk = document.Text.createEnumeration()
    while walk.hasMoreElements():
        each = walk.nextElement()
        if each.supportsService("com.sun.star.text.Paragraph"):
            yield each


def charts(document):
    """Return the charts, in the order of their names."""
    names = sorted(document.EmbeddedObjects.ElementNames)
    return [document.EmbeddedObjects.getByName(name).getEmbeddedObject() for name in names]


def values(chart):
    """Return the numbers of each series of a chart, as a cell of its table can be typed into."""
    [system] = chart.FirstDiagram.CoordinateSystems
    return [series.DataSequences[0].Values for kind in system.ChartTypes for series in kind.DataSeries]


def seen(document):
    """Return what a person sees of the file."""
    document.refresh()
    indexes = document.DocumentIndexes
    return {
        "pages": document.CurrentController.PageCount,
        "contents": [indexes.getByIndex(n).Anchor.String for n in range(indexes.Count)],
        "headings": [each.String for each in paragraphs(document) if each.ParaStyleName == "Heading 1"],
        "bookmarks": list(document.Bookmarks.ElementNames),
        "footnotes": [document.Footnotes.getByIndex(n).String for n in range(document.Footnotes.Count)],
        "charts": [[list(each.Data) for each in values(chart)] for chart in charts(document)],
        "heading size": document.StyleFamilies.getByName("ParagraphStyles").getByName("Heading 1").CharHeight,
        "changes": len(changes(document)),
    }


def changes(document):
    """Return the recorded changes."""
    walk, found = document.Redlines.createEnumeration(), []
    while walk.hasMoreElements():
        found.append(walk.nextElement())
    return found


def edit(document):
    """Change a style, a chart, the words of a paragraph under track changes; add a heading and a note; renew the contents."""
    body = [each for each in paragraphs(document) if each.ParaStyleName == "Text body" and len(each.String) > 80]
    document.StyleFamilies.getByName("ParagraphStyles").getByName("Heading 1").CharHeight = 19
    note = document.createInstance("com.sun.star.text.Footnote")
    document.Text.insertTextContent(body[0].End, note, False)
    note.setString("A note by the editor.")
    document.RecordChanges = True
    document.Text.insertString(body[1].End, " An editor adds a sentence.", False)
    document.RecordChanges = False
    heading = next(each for each in paragraphs(document) if each.ParaStyleName == "Heading 1")
    document.Text.insertString(heading.End, " in the end", False)
    values(charts(document)[0])[0].replaceByIndex(0, 42.5)
    for n in range(document.DocumentIndexes.Count):
        document.DocumentIndexes.getByIndex(n).update()


def main(pipe, given, made, report):
    """Edit `given`, save it as `made`, and say in `report` what stands before, after, and when it is opened again."""
    desktop = connect(pipe)
    try:
        document = open_file(desktop, given)
        before = seen(document)
        edit(document)
        after = seen(document)
        document.storeToURL(Path(made).as_uri(), (PropertyValue("FilterName", 0, WORD, 0),))
        document.close(True)
        document = open_file(desktop, made)
        again = seen(document)
        document.close(True)
        Path(report).write_text(json.dumps({"before": before, "after": after, "again": again}), "utf-8")
    finally:
        desktop.terminate()


main(*sys.argv[1:])
