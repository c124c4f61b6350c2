"""Decks that a real LibreOffice saves, and whether what was done to them is in the file."""

from __future__ import annotations

import re
import time
import zipfile
from contextlib import suppress

from edit_brief import prop, url

TRIES, PAUSE = 50, 0.1
"""How often an act is done, and the seconds between: for a while LibreOffice sets placeholders in the look of their layout.

What was set on them before is gone then, sooner or later as the machine is busy; so the file tells whether it was done.
"""


def done(act, document, target, untouched, least=1):
    """Do an act and save, until at least so many of the slides that are saved differ from the untouched ones; return them."""
    for _ in range(TRIES):
        with suppress(StopIteration):  # shapes that are not laid out yet
            act()
        document.storeToURL(url(target), (prop("FilterName", "Impress MS PowerPoint 2007 XML"),))
        found = slides(target)
        if untouched is None or sum(found[name] != untouched.get(name) for name in found) >= least:
            return found
        time.sleep(PAUSE)
    raise AssertionError(f"{target}: what was done is not in the file that LibreOffice saved, {TRIES} times over")


def slides(path):
    """Return the slides of a deck, without the ids that each save gives to fields."""
    with zipfile.ZipFile(path) as deck:
        names = [name for name in deck.namelist() if name.startswith("ppt/slides/slide")]
        return {name: re.sub(rb'<a:fld id="[^"]*"', b"<a:fld", deck.read(name)) for name in names}
