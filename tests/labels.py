"""Office files with a sensitivity label, as organisations hand out their templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

CUSTOM = "docProps/custom.xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
LABEL_INFO = "docMetadata/LabelInfo.xml"
LABEL_KIND = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
ID = "MSIP_Label_8b5a7a3e-1111-4222-8333-444455556666"
LABEL: Mapping[str, str] = {f"{ID}_Enabled": "true", f"{ID}_Name": "Internal & more", f"{ID}_ContentBits": "0"}
OWN: Mapping[str, str] = {"Approved by": "Somebody else", "Facts version": "old", "Reviewed on paper": "yes"}
"""Of the template itself, which stay behind; the first two are what a build decides."""
TYPES = {
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    LABEL_INFO: "application/vnd.ms-office.classificationlabels+xml",
}
INFO = (
    b'<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
    b'<clbl:label id="{8b5a7a3e-1111-4222-8333-444455556666}" enabled="1" method="Privileged" '
    b'siteId="{aaaaaaaa-1111-4222-8333-444455556666}" removed="0"/></clbl:labelList>'
)


def labelled(data: bytes, *, newer: bool = False) -> bytes:
    """Return an Office file with a label in its custom properties, in place of others; `newer` adds the newer part too."""
    return with_properties(data, {**OWN, **LABEL}, newer=newer)


def with_properties(data: bytes, values: Mapping[str, str], *, newer: bool = False) -> bytes:
    """Return an Office file with these custom properties, in place of others."""
    put = {CUSTOM: (KIND, _properties(values))} | ({LABEL_INFO: (LABEL_KIND, INFO)} if newer else {})
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, (kind, part) in put.items():
        if name not in parts:
            override = f'<Override PartName="/{name}" ContentType="{TYPES[name]}"/></Types>'.encode()
            relation = f'<Relationship Id="rIdOf{name[:7]}" Type="{kind}" Target="{name}"/></Relationships>'.encode()
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
            parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)
        parts[name] = part
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def _properties(values: Mapping[str, str]) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    root = etree.Element(f"{{{space}}}Properties")
    for pid, (name, value) in enumerate(values.items(), start=2):
        said = {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": str(pid), "name": name, "linkTarget": "mark"}
        each = etree.SubElement(root, f"{{{space}}}property", said)
        etree.SubElement(
            each, "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
        ).text = value
    return etree.tostring(root)


def properties(data: bytes) -> dict[str, str]:
    """Return the custom properties of a file by name; it must hold one part of them, and each number once."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert len(file.namelist()) == len(set(file.namelist()))
        related = [each for each in etree.fromstring(file.read("_rels/.rels")) if each.get("Type") == KIND]
        assert [str(each.get("Target")).lstrip("/") for each in related] == [CUSTOM]
        root = etree.fromstring(file.read(CUSTOM))
    numbers = [int(each.get("pid", "0")) for each in root]
    assert len(numbers) == len(set(numbers))
    assert min(numbers) == 2
    assert all(each.get("linkTarget") is None for each in root)
    return {str(each.get("name")): "".join(map(str, each.itertext())) for each in root}
