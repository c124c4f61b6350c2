"""The parts as one zip file: order and dates fixed, so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile

from docx.opc.package import OpcPackage

EPOCH = (1980, 1, 1, 0, 0, 0)
"""First moment that a zip file can name."""


def pack(package: OpcPackage) -> bytes:
    """Return `package` as the bytes of a zip file."""
    draft = io.BytesIO()
    package.save(draft)
    target = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, source.read(name))
    return target.getvalue()
