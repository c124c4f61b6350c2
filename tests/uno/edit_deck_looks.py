"""edit_deck_looks IN.pptx OUT_FOLDER: what a person restyles on slides in a real LibreOffice, one file an act.

Run with the system's Python (package python3-uno).
"""

from __future__ import annotations

import os
import sys
from functools import partial

import uno
from edit_brief import Office, prop, url
from edit_deck_whole import frame
from saved_slides import done


def shapes(document, ending):
    """Yield the shapes of a kind, slide by slide."""
    for n in range(document.DrawPages.Count):
        page = document.DrawPages.getByIndex(n)
        yield from (page.getByIndex(k) for k in range(page.Count) if page.getByIndex(k).ShapeType.endswith(ending))


def title(document):
    """Return the title of the third slide."""
    page = document.DrawPages.getByIndex(2)
    return next(page.getByIndex(k) for k in range(page.Count) if "Title" in page.getByIndex(k).ShapeType)


def table(document):
    """Return the first table with more than two rows."""
    return next(each for each in shapes(document, "TableShape") if each.Model and each.Model.Rows.Count > 2)


def all_of(shape):
    """Return a cursor over all words of a shape."""
    cursor = shape.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    return cursor


def nothing(document):
    """Save only."""


def spacing(document):
    """Set the space before the words of a title, in hundredths of a millimetre."""
    all_of(title(document)).setPropertyValue("ParaTopMargin", 500)


def outline(document):
    """Draw a line around the first picture; LibreOffice saves none around a title."""
    shape = next(shapes(document, "GraphicObjectShape"))
    shape.LineStyle = uno.Enum("com.sun.star.drawing.LineStyle", "SOLID")
    shape.LineWidth, shape.LineColor = 80, 0xAA0000


def fill(document):
    """Fill a title."""
    shape = title(document)
    shape.FillStyle = uno.Enum("com.sun.star.drawing.FillStyle", "SOLID")
    shape.FillColor = 0xFFEE88


def turn(document):
    """Turn a title by five degrees."""
    title(document).RotateAngle = 500


def crop(document):
    """Cut something off the first picture."""
    picture = next(shapes(document, "GraphicObjectShape"))
    cut = uno.createUnoStruct("com.sun.star.text.GraphicCrop")
    cut.Left = cut.Right = 300
    picture.GraphicCrop = cut


def columns(document):
    """Make the first column of a table narrower, the second wider."""
    made = table(document).Model.Columns
    made.getByIndex(0).Width -= 800
    made.getByIndex(1).Width += 800


def rows(document):
    """Make a row of a table higher."""
    table(document).Model.Rows.getByIndex(1).Height += 600


def place(document):
    """Move a title, and make it smaller."""
    shape = title(document)
    frame(shape, 27000, 2300, 2700, 1300)


def font(document):
    """Set a title in another font and colour."""
    cursor = all_of(title(document))
    cursor.CharFontName, cursor.CharColor = "Georgia", 0x116622


def shadow(document):
    """Give a title a shadow."""
    title(document).Shadow = True


ACTS = (nothing, spacing, outline, fill, turn, crop, columns, rows, place, font, shadow)


def main(source, folder):
    """Write one file an act."""
    with Office() as office:
        untouched = None
        for act in ACTS:
            document = office.desktop.loadComponentFromURL(url(source), "_blank", 0, (prop("Hidden", True),))
            target = os.path.join(folder, f"{act.__name__}.pptx")
            found = done(partial(act, document), document, target, untouched)
            untouched = untouched or found
            document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
