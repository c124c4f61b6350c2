"""A designer's file without what is not the design: properties, sample slides, macros, comments, data of other programs.

What stays is what slides are made from: masters, layouts, themes, pictures of them, embedded fonts, the notes master, and the
custom properties, among which a sensitivity label must stay. Whatever nothing leads to any longer is gone.
"""

from __future__ import annotations

from reports.ooxml.package import TYPES, Package
from reports.ooxml.part_removal import drop_where, sweep
from reports.ooxml.part_xml import Element, remove
from reports.ooxml.presentationml import ALTERNATE, A, P, R, local, opened

SHOW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
KEPT_OF_FILE = frozenset({"officeDocument", "custom-properties"})
KEPT_OF_SHOW = frozenset({"slideMaster", "notesMaster", "theme", "presProps", "tableStyles", "font"})
DROPPED_OF_LAYOUTS = frozenset({"slide", "tags", "vmlDrawing", "oleObject", "package", "control", "comments"})
DESIGN = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")
DROPPED_OF_ROOT = (
    "custDataLst",
    "custShowLst",
    "photoAlbum",
    "modifyVerifier",
    "smartTags",
    "sldIdLst",
    "handoutMasterIdLst",
    "extLst",
)
"""Elements of `p:presentation` (ECMA-376 part 1, 19.2.1.26) that belong to the sample slides or to other programs."""
PLAIN_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
    b'package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>Microsoft Office PowerPoint</Application></Properties>'
)
VIEW = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:viewPr xmlns:p="http://schemas.openxmlformats.org/'
    b'presentationml/2006/main"/>'
)
"""How PowerPoint showed the file last; it takes a file without this part for broken."""
USUAL_FONT = "Calibri"
"""Of a theme that names none."""
SHOW_PROPERTIES = VIEW.replace(b"viewPr", b"presentationPr")
PROPERTIES_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/presProps"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml"
VIEW_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/viewProps"
VIEW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml"
CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APP_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def cleaned(data: bytes) -> bytes:
    """Return a template, a presentation or one with macros as a presentation that holds its design alone."""
    package = opened(data)
    main = package.main
    drop_where(package, "", lambda each: each.name not in KEPT_OF_FILE)
    drop_where(package, main, lambda each: each.name not in KEPT_OF_SHOW)
    root = package.tree(main)
    for each in list(root):
        if local(each) in DROPPED_OF_ROOT:
            remove(each)
    if "firstSlideNum" in root.attrib:
        del root.attrib["firstSlideNum"]
    for part in [name for name in package.parts if name.startswith(DESIGN) and name.endswith(".xml")]:
        _clean_design(package, part)
    _set_type(package, main)
    package.relate("", CORE_KIND, package.add("docProps/core.xml", CORE_TYPE, PLAIN_PROPERTIES))
    package.relate("", APP_KIND, package.add("docProps/app.xml", APP_TYPE, APP))
    package.relate(main, VIEW_KIND, package.add("ppt/viewProps.xml", VIEW_TYPE, VIEW))
    if not package.related(main, PROPERTIES_KIND):
        package.relate(main, PROPERTIES_KIND, package.add("ppt/presProps.xml", PROPERTIES_TYPE, SHOW_PROPERTIES))
    for part in [name for name in package.parts if name.startswith("ppt/theme/") and name.endswith(".xml")]:
        _name_schemes(package.tree(part))
    sweep(package)
    return package.pack()


def _clean_design(package: Package, part: str) -> None:
    """Take out of a master or layout what leads to sample slides, and what other programs left in it."""
    gone = {each.id for each in package.relations(part).values() if each.name in DROPPED_OF_LAYOUTS}
    root = package.tree(part)
    for node in list(root.iter(f"{P}custDataLst", f"{P}controls", f"{P}timing")):
        remove(node)
    for node in list(root.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")):
        if node.get(f"{R}id") in gone:
            remove(node)
    for frame in [*root.iter(f"{P}graphicFrame")]:
        if any(value in gone for node in frame.iter() for value in node.attrib.values()):
            remove(_outer(frame))
    used = {str(value) for node in root.iter() for name, value in node.attrib.items() if str(name).startswith(R)}
    drop_where(
        package, part, lambda each: each.id in gone or (each.id not in used and each.name in ("image", "hyperlink"))
    )


def _name_schemes(theme: Element) -> None:
    """Name what a theme must name (20.1.6.2, 20.1.4.1.18), its fonts too, and some programs leave unnamed."""
    for font in (*theme.iter(f"{A}majorFont"), *theme.iter(f"{A}minorFont")):
        latin = font.find(f"{A}latin")
        if latin is not None and not latin.get("typeface"):
            latin.set("typeface", USUAL_FONT)
    for each in theme.iter(f"{A}clrScheme", f"{A}fontScheme", f"{A}fmtScheme"):
        if not each.get("name"):
            each.set("name", theme.get("name") or "Design")


def _outer(frame: Element) -> Element:
    """Return the choice between two forms that a frame stands in, or the frame itself."""
    found = frame
    for each in frame.iterancestors():
        if each.tag == ALTERNATE:
            found = each
    return found


def _set_type(package: Package, main: str) -> None:
    for each in package.tree(TYPES):
        if each.get("PartName") == f"/{main}":
            each.set("ContentType", SHOW_TYPE)
