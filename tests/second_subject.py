"""Where the invented second subject lies, and what its files say, read without the program's own reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
from lxml import etree

ROOT = Path(__file__).parents[1]
FACTS = ROOT / "tests" / "subjects" / "fleuve" / "facts"
TEMPLATES = ROOT / "tests" / "subjects" / "fleuve" / "templates"
HIDDEN = r"theme|docProps|customXml|\[Content|slideLayout|slideMaster|notesMaster|glossary"
"""Parts whose words nobody reads in the finished file."""


def text_of(path: Path, without: str = "") -> str:
    """Return the words of a finished file: body, notes, headers, charts; but for the parts whose names match `without`."""
    return _pdf(path) if path.suffix == ".pdf" else "\n".join(_words(data) for data in parts(path, without))


def parts(path: Path, without: str) -> Iterator[bytes]:
    """Yield the XML parts of an Office file that people read."""
    hidden = re.compile(f"{HIDDEN}|{without}" if without else HIDDEN)
    with ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.endswith(".xml") and not hidden.search(name):
                yield package.read(name)


def _words(data: bytes) -> str:
    """Return the text of the runs of an XML part, a line for each paragraph."""
    lines: list[str] = []
    for _, node in etree.iterparse(BytesIO(data), events=("end",)):
        name = etree.QName(node).localname
        if name == "p":
            lines.append("".join(t.text or "" for t in node.iter() if etree.QName(t).localname == "t"))
        elif name == "v" and node.text:
            lines.append(node.text)
    return "\n".join(lines)


def _pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(str(path))
    try:
        return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)
    finally:
        document.close()


def flat(text: str) -> str:
    """Return `text` on one line with plain spaces, so that line breaks and fonts' spaces do not matter."""
    return re.sub(r"\s+", " ", text)


def colours_of(path: Path) -> frozenset[str]:
    """Return every colour that a finished file sets, RRGGBB."""
    if path.suffix == ".pdf":
        return frozenset(_pdf_colours(path))
    with ZipFile(path) as package:
        texts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    found = (re.findall(r'(?:val|fill|color|w:color)="([0-9A-Fa-f]{6})"', text) for text in texts)
    return frozenset(colour.upper() for colours in found for colour in colours)


def _pdf_colours(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            streams = [page, *(form for _, form in page.get("/Resources", {}).get("/XObject", {}).items())]
            for stream in streams:
                for operands, operator in pikepdf.parse_content_stream(stream):
                    if str(operator) in ("rg", "RG", "scn", "SCN", "sc", "SC") and len(operands) == 3:
                        yield "".join(f"{round(float(part) * 255):02X}" for part in operands)
