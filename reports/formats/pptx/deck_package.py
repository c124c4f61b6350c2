"""Parts and relationships of the deck, through python-pptx."""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import replace
from functools import partial
from itertools import groupby

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, _Relationship
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation as PresentationType

from reports.charts.native import shapes as native_shapes
from reports.charts.native.parts import office_chart
from reports.document import ChartSpec, Image, plain
from reports.domain.fields import is_address
from reports.errors import InternalError
from reports.formats.pptx.design.designed_slides import fitted_theme
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.empty_deck import FIRST_LAYOUT_ID
from reports.formats.pptx.kept_ornaments import copied, with_ornaments
from reports.formats.pptx.logo import cover_logo, master_logo
from reports.formats.pptx.mirrored_slides import turn_parts
from reports.formats.pptx.notes_pages import notes_part
from reports.formats.pptx.plan.layouts import Layout, layouts
from reports.formats.pptx.plan.slide_limits import shown_layout
from reports.formats.pptx.plan.slide_model import Deck, Slide
from reports.formats.pptx.slide_digits import set_digits
from reports.formats.pptx.slide_master import layout_part, spelled_out
from reports.formats.pptx.slide_xml import Relate, slide_part
from reports.ooxml.custom_properties import CUSTOM_PART, STATUS, custom_properties
from reports.ooxml.picture_xml import ENDINGS, SVG_TYPE
from reports.ooxml.zip_archive import undated
from reports.pictures.print_size import scaled
from reports.theme.definition import Box, Theme

FIRST_SLIDE_ID = 256
LOGO_DPI = 300
SECTION_EXTENSION = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""[MS-PPTX] 2.2.14: where the sections of a presentation are kept."""
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DIGITS = "0123456789"
MEDIA = {"png": CT.PNG, "jpeg": CT.JPEG, "svg": SVG_TYPE}
"""Content types of pictures, by kind."""


class Package:
    """The deck under construction."""

    def __init__(self, base: bytes, pen: Pen, deck: Deck) -> None:
        """Open `base`, the empty deck; slides are made before they are written, since they link to each other."""
        self._presentation: PresentationType = Presentation(io.BytesIO(base))
        self._pen, self._deck = pen, deck
        self._look = layouts(pen.theme.slides)
        self._package = self._presentation.part.package
        self._clear()
        self._taken = {str(part.partname) for part in self._package.iter_parts()}
        self._layouts = _layouts(self._presentation)
        self._parts = {slide.id: self._part(f"/ppt/slides/slide{n}.xml", CT.PML_SLIDE) for n, slide in self._numbered()}
        self._charts = 0
        self._images: dict[str, Part] = {}

    def _clear(self) -> None:
        """Take out the slides and sections of a designer's file; only its layouts are followed."""
        root = self._presentation.element
        for listed in root.findall(f"{{{P}}}sldIdLst"):
            for slide in listed:
                self._presentation.part.drop_rel(slide.get(f"{{{R}}}id"))
            root.remove(listed)
        for extension in root.findall(f"{{{P}}}extLst/{{{P}}}ext[@uri='{SECTION_EXTENSION}']"):
            extension.getparent().remove(extension)

    def _numbered(self) -> list[tuple[int, Slide]]:
        return list(enumerate(self._deck.slides, 1))

    def _part(self, name: str, content_type: str, blob: bytes = b"") -> Part:
        """Return a new part; numbered on where the base has one of its name, as a layout that leads to a sample slide keeps."""
        stem, dot, ending = name.rpartition(".")
        plain, number = stem.rstrip(DIGITS), 1
        while name in self._taken:
            name, number = f"{plain}{number}{dot}{ending}", number + 1
        self._taken.add(name)
        return Part(PackURI(name), content_type, self._package, blob)

    def fill(self) -> None:
        """Write every slide with its notes, charts and pictures."""
        notes_master = self._presentation.notes_master.part
        self._brand()
        for number, slide in self._numbered():
            part, layout = self._parts[slide.id], shown_layout(slide, self._look)
            part.relate_to(self._layout(layout), RT.SLIDE_LAYOUT)
            part.blob = self._slide(slide, layout, number, part).encode()
            notes = self._part(f"/ppt/notesSlides/notesSlide{number}.xml", CT.PML_NOTES_SLIDE)
            notes.relate_to(notes_master, RT.NOTES_MASTER)
            notes.relate_to(part, RT.SLIDE)
            notes.blob = notes_part(self._pen, slide, number, partial(self._link, notes)).encode()
            part.relate_to(notes, RT.NOTES_SLIDE)

    def _brand(self) -> None:
        """Put the logo on our own master and cover; a designer's template has its own."""
        theme, organisation = self._pen.theme, self._deck.info.organisation or self._deck.title
        if "pptx" in theme.base:
            return
        master = self._presentation.slide_masters[0]
        for made in master_logo(theme, organisation, partial(self._shown, master.part)):
            master.element.find(f"{{{P}}}cSld/{{{P}}}spTree").append(made)
        layout = self._layout(self._look["title"])
        tree = layout._element.find(f"{{{P}}}cSld/{{{P}}}spTree")
        for made in cover_logo(theme, organisation, partial(self._shown, layout)):
            tree.append(made)

    def _shown(self, part: Part, image: Image, width: float) -> tuple[str, str]:
        pixels = self._picture(part, scaled(image, width, LOGO_DPI), image.media)
        return pixels, self._picture(part, image.vector, "svg") if image.vector else ""

    def _slide(self, slide: Slide, layout: Layout, number: int, part: Part) -> str:
        pen = self._fitted(layout)
        relate = Relate(
            partial(self._link, part),
            partial(self._chart, part, pen.theme),
            partial(self._picture, part),
        )
        return slide_part(pen, self._deck, slide, layout, number, relate)

    def _fitted(self, layout: Layout) -> Pen:
        """Return the pen for a slide of `layout`."""
        return replace(self._pen, theme=fitted_theme(self._pen.theme, layout))

    def _layout(self, layout: Layout) -> Part:
        """Return the part of a layout: the designer's, or one of ours, which is put under the designer's master."""
        if layout.master:
            known = f"{layout.master} {layout.key} {layout.bare} {' '.join(map('#'.join, layout.kept))}"
            if known not in self._layouts:
                self._layouts[known] = self._add_layout(layout)
            return self._layouts[known]
        return self._layouts[layout.part or layout.name]

    def _add_layout(self, layout: Layout) -> Part:
        master = next(each for each in self._package.iter_parts() if str(each.partname) == f"/{layout.master}")
        data = layout_part(self._fitted(layout).on(spelled_out(layout.paints)), layout).encode()
        part = self._part("/ppt/slideLayouts/slideLayout1.xml", CT.PML_SLIDE_LAYOUT, data)
        part.relate_to(master, RT.SLIDE_MASTER)
        root = master._element
        if layout.kept:
            part.blob = with_ornaments(data, self._ornaments(layout, part))
        listed = root.find(f"{{{P}}}sldLayoutIdLst")
        if listed is None:
            listed = etree.Element(f"{{{P}}}sldLayoutIdLst")
            root.find(f"{{{P}}}clrMap").addnext(listed)
        made = etree.SubElement(listed, f"{{{P}}}sldLayoutId")
        made.set("id", str(self._free_id()))
        made.set(f"{{{R}}}id", master.relate_to(part, RT.SLIDE_LAYOUT))
        return part

    def _ornaments(self, layout: Layout, part: Part) -> list[etree._Element]:
        """Return copies of what a layout of ours shows of a designer's master and layouts, related from its `part`."""
        holders = {str(each.partname).lstrip("/"): each for each in self._package.iter_parts()}
        names = dict.fromkeys(name for name, _ in layout.kept)
        return [
            each
            for name in names
            for each in copied(holders[name], [id for holder, id in layout.kept if holder == name], part)
        ]

    def _free_id(self) -> int:
        """Return an id that no master and no layout has (19.7.13)."""
        trees = [self._presentation.element, *(master.element for master in self._presentation.slide_masters)]
        marks = (each for tree in trees for each in tree.iter(f"{{{P}}}sldMasterId", f"{{{P}}}sldLayoutId"))
        return max((int(each.get("id") or 0) for each in marks), default=FIRST_LAYOUT_ID) + 1

    def _link(self, part: Part, target: str) -> tuple[str, str]:
        if is_address(target):
            return part.relate_to(target, RT.HYPERLINK, is_external=True), ""
        if target[1:] not in self._parts:
            raise InternalError(f"a link to {target}, which is no slide")
        return part.relate_to(self._parts[target[1:]], RT.SLIDE), "ppaction://hlinksldjump"

    def _chart(self, part: Part, theme: Theme, spec: ChartSpec, box: Box) -> str:
        self._charts += 1
        chart = office_chart(
            spec,
            theme,
            "slides",
            width_pt=box.w,
            height_pt=box.h,
            language=self._pen.language,
            stamped=self._deck.info.moment,
        )
        made = self._part(f"/ppt/charts/chart{self._charts}.xml", CT.DML_CHART, chart.xml)
        book = self._part(f"/ppt/embeddings/chart{self._charts}.xlsx", CT.SML_SHEET, chart.workbook)
        if made.relate_to(book, RT.PACKAGE) != "rId1":
            raise InternalError("the workbook of a chart must be its first relationship")
        if chart.shapes:
            name = f"/ppt/drawings/drawing{self._charts}.xml"
            made.relate_to(self._part(name, native_shapes.CONTENT_TYPE, chart.shapes), native_shapes.RELATION)
        return str(part.relate_to(made, RT.CHART))

    def _picture(self, part: Part, data: bytes, kind: str) -> str:
        return str(part.relate_to(self._image(data, kind), RT.IMAGE))

    def _image(self, data: bytes, kind: str) -> Part:
        key = hashlib.sha256(data).hexdigest()
        if key not in self._images:
            name = f"/ppt/media/picture{len(self._images) + 1}.{ENDINGS.get(kind, kind)}"
            self._images[key] = self._part(name, MEDIA[kind], data)
        return self._images[key]

    # ── The presentation itself ──────────────────────────────────────────────────────────────────

    def list_slides(self) -> None:
        """Write the slide list and the sections into the presentation part."""
        root = self._presentation.element
        ids = etree.Element(f"{{{P}}}sldIdLst")
        for number, slide in self._numbered():
            rel = self._presentation.part.relate_to(self._parts[slide.id], RT.SLIDE)
            etree.SubElement(ids, f"{{{P}}}sldId", {"id": str(FIRST_SLIDE_ID + number - 1), f"{{{R}}}id": rel})
        root.find(f"{{{P}}}sldSz").addprevious(ids)
        extensions = root.find(f"{{{P}}}extLst")
        if extensions is None:
            extensions = etree.SubElement(root, f"{{{P}}}extLst")
        self._add_sections(extensions)

    def _add_sections(self, extensions: etree._Element) -> None:
        extension = etree.SubElement(extensions, f"{{{P}}}ext", {"uri": SECTION_EXTENSION})
        sections = etree.SubElement(extension, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
        for at, (name, slides) in enumerate(groupby(self._numbered(), key=lambda pair: pair[1].section)):
            guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"section {at} {name}")).upper()
            section = etree.SubElement(sections, f"{{{P14}}}section", {"name": name, "id": f"{{{guid}}}"})
            listed = etree.SubElement(section, f"{{{P14}}}sldIdLst")
            for number, _ in slides:
                etree.SubElement(listed, f"{{{P14}}}sldId", {"id": str(FIRST_SLIDE_ID + number - 1)})

    def describe(self) -> None:
        """Write the document properties."""
        info, properties = self._deck.info, self._presentation.core_properties
        properties.title = self._deck.title
        properties.subject = plain(info.subtitle)
        properties.author = properties.last_modified_by = info.organisation
        properties.keywords = ", ".join(info.keywords)
        properties.category = info.kind
        properties.language = info.language
        properties.version = info.version
        properties.created = properties.modified = info.moment
        properties.revision = 1
        properties.content_status = STATUS[info.draft]
        self._customise()

    def _customise(self) -> None:
        """Write the custom properties into the part that the base has for them, or into one of their own."""
        known = [(id, rel.target_part) for id, rel in self._relations() if rel.reltype == RT.CUSTOM_PROPERTIES]
        for id, _ in known[1:]:  # a file has one such part (ISO/IEC 29500-1, 15.2.12.2)
            self._package.drop_rel(id)
        part = known[0][1] if known else self._part(f"/{CUSTOM_PART}", CT.OFC_CUSTOM_PROPERTIES)
        part.blob = custom_properties(self._deck.info, self._deck.facts_version, part.blob)
        self._package.relate_to(part, RT.CUSTOM_PROPERTIES)

    def _relations(self) -> list[tuple[str, _Relationship]]:
        """Return the relationships of the file itself, by id."""
        return list(self._package._rels.items())

    def turn(self, *, grid: bool) -> None:
        """Turn the deck to run from right to left; its grid too where `grid` says so."""
        turn_parts(self._package.iter_parts(), int(self._presentation.slide_width or 0), grid=grid)

    def set_digits(self, system: str) -> None:
        """Set what the deck counts in digits of a numbering system."""
        set_digits(self._package.iter_parts(), system)

    def save(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self._presentation.save(buffer)
        return undated(buffer.getvalue())


def _layouts(show: PresentationType) -> dict[str, Part]:
    """Return the parts of all layouts by their names and by those of their parts."""
    found: dict[str, Part] = {}
    for master in show.slide_masters:
        for each in master.slide_layouts if master.element.find(f"{{{P}}}sldLayoutIdLst") is not None else ():
            found[str(each.part.partname).lstrip("/")] = each.part
            found.setdefault(each.name, each.part)
    return found
