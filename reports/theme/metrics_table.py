"""Tables of widths in `font_metrics`, made from the files of a font."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from reports.theme.line_chances import FIRST_WIDE


def table_of(regular: Path, bold: Path, family: str) -> dict[str, object]:
    """Return the metrics of two font files as what `font_metrics/<family>.json` holds.

    To add a family: `write_table(Path('Arial.ttf'), Path('Arialbd.ttf'), 'Arial')` from a Python prompt. Advances are
    numbers of the `hmtx` table, per run of neighbouring code points below U+2E80, in units of `head.unitsPerEm`.
    """
    from fontTools.ttLib import TTFont

    faces = {}
    fonts = {"regular": TTFont(regular), "bold": TTFont(bold)}
    for style, font in fonts.items():
        cmap, widths = font.getBestCmap(), font["hmtx"]
        faces[style] = {
            "advances": _pack({code: widths[name][0] for code, name in cmap.items() if code < ord(FIRST_WIDE)})
        }
    head = fonts["regular"]["hhea"]
    return {
        "family": family,
        "measured_from": fonts["regular"]["name"].getDebugName(4),
        "units_per_em": fonts["regular"]["head"].unitsPerEm,
        "ascent": head.ascent,
        "descent": -head.descent,
        "line_gap": head.lineGap,
        "faces": faces,
    }


def _pack(advances: Mapping[int, int]) -> dict[str, list[int]]:
    runs: dict[str, list[int]] = {}
    key, expected = "", -1
    for code in sorted(advances):
        if code < 0x20:
            continue
        if code != expected or len(runs[key]) == 32:
            key = f"{code:04X}"
            runs[key] = []
        runs[key].append(advances[code])
        expected = code + 1
    return runs


def table_text(table: Mapping[str, object]) -> str:
    """Return a table of metrics as JSON with one run of code points a line, so that changes can be read."""
    spread = json.dumps(table, indent=1, ensure_ascii=False)
    return re.sub(r"\[[^\]]*\]", lambda match: " ".join(match[0].split()), spread) + "\n"
