"""Properties of an Office file that its formats share: what it was built from, who has approved it, and its template's own.

A file has one part for them (ISO/IEC 29500-1, 22.3), in which organisations keep their sensitivity labels too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape

from lxml import etree

from reports.document import ReportInfo
from reports.document.program_version import PROGRAM
from reports.ooxml.part_xml import blob

STATUS = {True: "Draft", False: "Final"}
"""The content status (ECMA-376 part 2, 11.1) of a draft, and of what is none."""
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Of properties that users define (ISO/IEC 29500-1, 22.3.2.2)."""
CUSTOM_PART = "docProps/custom.xml"
"""Where office programs keep the part."""
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTY = f"{{{NAMESPACE}}}property"
BASE = "reports.base"
"""The property in which a deck keeps what was generated last; up to version 0.3.0 in pieces, `reports.base.0001` and so on."""
LABEL_PREFIX = "MSIP_Label_"
"""Begins the names of the properties of a sensitivity label (Microsoft Purview Information Protection, label metadata)."""
LABELS = (
    LABEL_PREFIX,
    "ClassificationContentMarking",
    "Classification",
    "Sensitivity",
    "Titus",
    "bjDocumentSecurityLabel",
)
"""Begin the names of properties in which programs keep how confidential a file is; they stay with what is made of it."""
_LABELS = tuple(each.casefold() for each in LABELS)
NOTHING: Mapping[str, str | None] = {}
OURS = ("Facts version", "Facts as of", "Report", "Approved by", "Approved on", "Made with")
"""What a build sets; nothing of these names is taken from a template, so that no approval outlives its report."""


def custom_properties(
    info: ReportInfo, facts_version: str, template: bytes = b"", shown: Mapping[str, str | None] = NOTHING
) -> bytes:
    """Return the custom properties (22.3): facts, day, report, approval, and the program that made the file.

    Args:
        info: the report.
        facts_version: digest of the facts behind it.
        template: the same part of the template that the file is made from; its sensitivity label follows.
        shown: other properties of the template that follow, in small letters, since its letterhead shows them, with what they
            are to say; None for what they say there.
    """
    stated = (facts_version, info.as_of, info.id, info.approved_by, info.approved_on, PROGRAM)
    values = zip(OURS, stated, strict=True)
    items = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(((n, v) for n, v in values if v), start=2)
    )
    made = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{NAMESPACE}"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{items}</Properties>'
    ).encode()
    return _joined(made, template, shown) if template else made


def _joined(ours: bytes, template: bytes, shown: Mapping[str, str | None]) -> bytes:
    """Return `ours` with the properties of the template behind them, numbered on (22.3.2.2: from 2, each once)."""
    root = etree.fromstring(ours)
    for pid, each in enumerate(_foreign(template, shown), start=len(root) + 2):
        each.set("pid", str(pid))
        root.append(each)
    return blob(root)


def _foreign(template: bytes, shown: Mapping[str, str | None]) -> Iterator[etree._Element]:
    """Yield the properties of a template that stay: labels and what is `shown`, each name once, without links into its text."""
    root = etree.fromstring(template, etree.XMLParser(resolve_entities=False, no_network=True))
    taken = {name.casefold() for name in OURS}
    for each in root.iterfind(PROPERTY):
        name = each.get("name", "").casefold()
        if name not in taken and (name in shown or name.startswith(_LABELS)):
            taken.add(name)
            kept = deepcopy(each)
            if (value := shown.get(name)) is not None:
                for old in list(kept):
                    kept.remove(old)
                etree.SubElement(kept, f"{{{VALUES}}}lpwstr").text = value
            kept.tail = None
            if "linkTarget" in kept.attrib:  # a bookmark of the template, which the new file has not
                del kept.attrib["linkTarget"]
            yield kept
