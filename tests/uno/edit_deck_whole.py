"""edit_deck_whole IN.pptx OUT_FOLDER PNG: what a person does to a deck as a whole in a real LibreOffice, one file each.

Run with the system's Python (package python3-uno).
"""

from __future__ import annotations

import os
import sys
from functools import partial

import uno
from edit_brief import Office, prop, url
from saved_slides import done


def frame(shape, width, height, x, y):
    """Give a shape its size and place, in hundredths of a millimetre."""
    shape.Size = uno.createUnoStruct("com.sun.star.awt.Size", width, height)
    shape.Position = uno.createUnoStruct("com.sun.star.awt.Point", x, y)


def box(document, page, words):
    """Put a text box on a page."""
    shape = document.createInstance("com.sun.star.drawing.TextShape")
    frame(shape, 8000, 1000, 20000, 500)
    page.add(shape)
    shape.String = words


def master(document, picture):
    """Write and draw on every master, and on one put a picture."""
    pages = document.MasterPages
    for n in range(pages.Count):
        box(document, pages.getByIndex(n), "Confidential, said Ada")
        bar = document.createInstance("com.sun.star.drawing.RectangleShape")
        frame(bar, 3000, 400, 200, 200)
        pages.getByIndex(n).add(bar)
    shape = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
    frame(shape, 1000, 1000, 500, 500)
    document.DrawPages.getByIndex(2).MasterPage.add(shape)
    shape.GraphicURL = url(picture)


def size(document, picture):
    """Make the slides 4:3."""
    for pages in (document.DrawPages, document.MasterPages):
        for n in range(pages.Count):
            pages.getByIndex(n).Width, pages.getByIndex(n).Height = 25400, 19050


def fonts(document, picture):
    """Set the title of a slide in another font, and another one to the right."""
    for n, name, value in ((2, "CharFontName", "Georgia"), (3, "ParaAdjust", 1)):
        page = document.DrawPages.getByIndex(n)
        title = next(page.getByIndex(k) for k in range(page.Count) if "Title" in page.getByIndex(k).ShapeType)
        cursor = title.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cursor.setPropertyValue(name, value)


def nothing(document, picture):
    """Save only."""


def main(source, folder, picture):
    """Write one file an edit."""
    with Office() as office:
        untouched = None
        for edit, least in ((nothing, 0), (master, 0), (size, 0), (fonts, 2)):
            document = office.desktop.loadComponentFromURL(url(source), "_blank", 0, (prop("Hidden", True),))
            target = os.path.join(folder, f"{edit.__name__}.pptx")
            found = done(partial(edit, document, picture), document, target, untouched, least)
            untouched = untouched or found
            document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
