"""Properties of an Office file that its formats share: what it was built from, and who has approved it."""

from __future__ import annotations

from html import escape

from reports.document import ReportInfo

STATUS = {True: "Draft", False: "Final"}
"""The content status (ECMA-376 part 2, 11.1) of a draft, and of what is none."""


def custom_properties(info: ReportInfo, facts_version: str) -> bytes:
    """Return the custom properties (22.3): from which facts the file was built, up to when, and who has approved it."""
    values = {
        "Facts version": facts_version,
        "Facts as of": info.as_of,
        "Report": info.id,
        "Approved by": info.approved_by,
        "Approved on": info.approved_on,
    }
    items = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(((n, v) for n, v in values.items() if v), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{items}</Properties>'
    ).encode()
