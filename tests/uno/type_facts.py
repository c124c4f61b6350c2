# mypy: ignore-errors
# UNO has no types, and the system's Python runs this, not the project's.
"""type_facts IN.xlsx OUT.xlsx SHEET!CELL=TEXT…: type into cells of a workbook in a real LibreOffice, as at the keyboard.

Prints what each cell shows afterwards. Run with the system's Python (package python3-uno).
"""

from __future__ import annotations

import sys

from edit_brief import Office, prop, url


def main(given, made, *entries):
    """Open, type, save under another name."""
    with Office() as office:
        book = office.desktop.loadComponentFromURL(url(given), "_blank", 0, (prop("Hidden", True),))
        controller = book.getCurrentController()
        for entry in entries:
            where, _, text = entry.partition("=")
            sheet, _, cell = where.partition("!")
            page = book.getSheets().getByName(sheet)
            controller.setActiveSheet(page)
            for command, argument in (
                (".uno:GoToCell", prop("ToPoint", cell)),
                (".uno:EnterString", prop("StringName", text)),
            ):
                office.dispatcher.executeDispatch(controller.getFrame(), command, "", 0, (argument,))
            sys.stdout.write(page.getCellRangeByName(cell).getString() + "\n")
        book.storeToURL(url(made), (prop("FilterName", "Calc MS Excel 2007 XML"),))
        book.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
