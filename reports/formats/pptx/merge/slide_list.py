"""The list of slides: order, ids and sections."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from lxml import etree

from reports.ooxml.package import Package
from reports.ooxml.part_removal import drop_relations
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import LAYOUT, MASTER, P14, SECTIONS, SLIDE, P, R
from reports.ooxml.wordprocessingml import Element

FIRST_ID = 256
"""ISO/IEC 29500-1, 19.7.13 ST_SlideId."""


def listed(package: Package) -> dict[str, Element]:
    """Return the entry of each slide part in the presentation, in order."""
    relations = package.relations(package.main)
    entries = package.tree(package.main).iterfind(f"{P}sldIdLst/{P}sldId")
    return {relations[each.get(f"{R}id", "")].target: each for each in entries if each.get(f"{R}id") in relations}


def arrange(package: Package, order: Sequence[str]) -> None:
    """List the slide parts `order`, in that order; those not in it are taken out, new ones get ids of their own."""
    root = package.tree(package.main)
    known = listed(package)
    whole = root.find(f"{P}sldIdLst")
    if whole is None:
        whole = etree.Element(f"{P}sldIdLst")
        root.find(f"{P}sldSz").addprevious(whole)  # type: ignore[union-attr]  # the schema demands it
    next_id = max((int(each.get("id", "0")) for each in known.values()), default=FIRST_ID - 1) + 1
    for part in order:
        if part not in known:
            known[part] = etree.Element(f"{P}sldId", {"id": str(next_id)})
            known[part].set(f"{R}id", package.relate(package.main, SLIDE, part))
            next_id += 1
    for each in list(whole):
        remove(each)
    whole.extend([known[part] for part in order])
    for part in [each for each in known if each not in order]:
        drop_relations(package, package.main, SLIDE, part)
        _unlink(package, part)


def _unlink(package: Package, gone: str) -> None:
    """Take out links of other slides to one that is gone."""
    for part in list(package.parts):
        if not part.startswith("ppt/slides/") or not part.endswith(".xml") or part == gone:
            continue
        for relation in package.relations(part).values():
            if relation.kind == SLIDE and relation.target == gone:
                for node in [each for each in package.tree(part).iter() if each.get(f"{R}id") == relation.id]:
                    remove(node)
                drop_relations(package, part, SLIDE, gone)


# ── Sections ─────────────────────────────────────────────────────────────────────────────────────


def section_names(package: Package) -> dict[str, str]:
    """Return the name of the section that each slide part is in; empty where the file has no sections."""
    by_id = {each.get("id", ""): part for part, each in listed(package).items()}
    return {
        by_id[each.get("id", "")]: section.get("name", "")
        for section in package.tree(package.main).iter(f"{P14}section")
        for each in section.iter(f"{P14}sldId")
        if each.get("id") in by_id
    }


def put_sections(package: Package, names: Mapping[str, str]) -> None:
    """Write sections so that every slide is in that of `names`, else in that of the slide before it."""
    entries = listed(package)
    if not names or not entries:
        return
    kept = _section_ids(package)
    runs: list[tuple[str, list[str]]] = []
    first = next((names[part] for part in entries if part in names), "")
    for part, entry in entries.items():
        name = names.get(part, runs[-1][0] if runs else first)
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(entry.get("id", ""))
    whole = _section_list(package.tree(package.main))
    for each in list(whole):
        remove(each)
    used: set[str] = set()
    for at, (name, ids) in enumerate(runs):
        known = kept.get(name)
        guid = known.pop(0) if known else ""
        if not guid or guid in used:
            guid = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'section {at} {name} again')).upper()}}}"
        used.add(guid)
        section = etree.SubElement(whole, f"{P14}section", {"name": name, "id": guid})
        inner = etree.SubElement(section, f"{P14}sldIdLst")
        for id in ids:
            etree.SubElement(inner, f"{P14}sldId", {"id": id})


def _section_ids(package: Package) -> dict[str, list[str]]:
    """Return the ids of the sections of each name, in order: one that was parted has its name twice."""
    found: dict[str, list[str]] = {}
    for each in package.tree(package.main).iter(f"{P14}section"):
        found.setdefault(each.get("name", ""), []).append(each.get("id", ""))
    return found


def _section_list(root: Element) -> Element:
    found = next(root.iter(f"{P14}sectionLst"), None)
    if found is not None:
        return found
    extensions = root.find(f"{P}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{P}extLst")
    extension = etree.SubElement(extensions, f"{P}ext", {"uri": SECTIONS})
    return etree.SubElement(extension, f"{P14}sectionLst", nsmap={"p14": P14[1:-1]})


# ── Masters ──────────────────────────────────────────────────────────────────────────────────────


def drop_unused_masters(package: Package) -> None:
    """Take out masters that no slide uses: LibreOffice leaves one for each layout."""
    layouts = {package.related(part, LAYOUT) for part in listed(package)}
    used = {package.related(each, MASTER) for each in layouts if each in package.parts}
    relations = package.relations(package.main)
    for each in list(package.tree(package.main).iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")):
        relation = relations.get(each.get(f"{R}id", ""))
        if used and relation and relation.target not in used:
            remove(each)
            drop_relations(package, package.main, MASTER, relation.target)
    # a theme that only the presentation leads to stays: it is harmless, and its first one is required
