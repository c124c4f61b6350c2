"""Words that are hard to see in Word files and on slides: contrast below 4.5 to 1, or 3 to 1 for large ones (WCAG 2.2, 1.4.3).

As far as colours stand in the file: what a picture or a gradient lies behind is not worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from reports.ooxml.scheme_colours import RGB, WHITE, contrast, rgb, scheme_of
from tests.office_transcript import A, Element, P, W, related, said, slides

Parts = Mapping[str, bytes]
LEAST, LEAST_LARGE = 4.5, 3.0
LARGE = 18.0
"""Points from which letters are large."""


def faint_word(parts: Parts) -> Iterator[str]:
    """Yield words of a Word file that stand out too little from what they stand on."""
    styles = {each.get(f"{W}styleId"): each for each in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}
    for run in etree.fromstring(parts["word/document.xml"]).iter(f"{W}r"):
        ink = next(_inks(run, styles), None)
        ground = next(_grounds(run, styles), WHITE)
        if ink and said(run).strip() and contrast(ink, ground) < LEAST:
            yield f"{said(run).strip()[:40]!r} {contrast(ink, ground):.1f}"


def _chain(style: str | None, styles: Mapping[str | None, Element]) -> Iterator[Element]:
    """Yield a style and those that it rests on."""
    while style in styles and (found := styles[style]) is not None:
        yield found
        below = found.find(f"{W}basedOn")
        style = below.get(f"{W}val") if below is not None else None


def _named(node: Element, path: str) -> str | None:
    found = node.find(path)
    return found.get(f"{W}val") if found is not None else None


def _inks(run: Element, styles: Mapping[str | None, Element]) -> Iterator[RGB]:
    """Yield the colours that a run may have, the nearest first."""
    paragraph = next(run.iterancestors(f"{W}p"))
    holders = [
        run,
        *_chain(_named(run, f"{W}rPr/{W}rStyle"), styles),
        *_chain(_named(paragraph, f"{W}pPr/{W}pStyle"), styles),
    ]
    for holder in holders:
        colour = _named(holder, f"{W}rPr/{W}color")
        if colour:
            yield rgb("000000" if colour == "auto" else colour)


def _grounds(run: Element, styles: Mapping[str | None, Element]) -> Iterator[RGB]:
    """Yield the colours that a run may stand on, the nearest first."""
    for holder in run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl"):
        kind = str(holder.tag).removeprefix(W)
        found = [holder, *_chain(_named(holder, f"{W}{kind}Pr/{W}{'tblStyle' if kind == 'tbl' else 'pStyle'}"), styles)]
        for each in found:
            for path in (f"{W}{kind}Pr/{W}shd", f"{W}tcPr/{W}shd"):
                shade = each.find(path)
                fill = shade.get(f"{W}fill") if shade is not None else None
                if fill and fill != "auto":
                    yield rgb(fill)


def faint_slides(parts: Parts) -> Iterator[str]:
    """Yield words on slides that stand out too little from their cell or the white of the slide."""
    theme = next(name for name in sorted(parts) if name.startswith("ppt/theme/"))
    master = etree.fromstring(parts["ppt/slideMasters/slideMaster1.xml"])
    scheme = scheme_of(etree.fromstring(parts[theme]), master.find(f"{P}clrMap"))
    for number, name in enumerate(slides(parts), 1):
        if any("/media/" in each for each in related(parts, name).values()):
            continue  # a picture may lie behind
        for run in etree.fromstring(parts[name]).iter(f"{A}r"):
            properties = run.find(f"{A}rPr")
            ink = scheme.shown(properties.find(f"{A}solidFill")) if properties is not None else None
            cells = (each.find(f"{A}tcPr/{A}solidFill") for each in run.iterancestors(f"{A}tc"))
            ground = next((scheme.shown(each) for each in cells if each is not None), None) or scheme["bg1"]
            size = float(properties.get("sz", "0")) / 100 if properties is not None else 0.0
            if ink and said(run).strip() and contrast(ink, ground) < (LEAST_LARGE if size >= LARGE else LEAST):
                yield f"slide {number} {said(run).strip()[:40]!r} {contrast(ink, ground):.1f}"
