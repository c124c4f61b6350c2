"""How office files hold a picture: a blip with its pixels, and beside it the drawing that they were rendered from."""

from __future__ import annotations

SVG_TYPE = "image/svg+xml"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""[MS-ODRAWXML] 2.24.3.2: where a blip keeps the vector drawing that its pixels stand for."""
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENDINGS = {"png": "png", "jpeg": "jpg"}
"""Endings of parts, by the media type of the picture."""


def blip(pixels: str, vector: str = "") -> str:
    """Return `a:blip` (ISO/IEC 29500-1, 20.1.8.13) for the relationships to the pixels and to the drawing, if there is one.

    Programs that cannot draw SVG, Office before 2016 among them, show the pixels.
    """
    if not vector:
        return f'<a:blip xmlns:a="{A}" xmlns:r="{R}" r:embed="{pixels}"/>'
    return (
        f'<a:blip xmlns:a="{A}" xmlns:r="{R}" r:embed="{pixels}"><a:extLst><a:ext uri="{SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
    )
