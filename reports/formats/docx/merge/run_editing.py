"""Changes of words carried out on runs: what a person set on the words around them stays."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.file_reading import Line, Piece, R
from reports.formats.docx.merge.looks.taken_over_looks import set_by_program, take_over
from reports.merge.records import FIELD, MARK, THINGS
from reports.merge.three_way_text import BREAK, Change
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HYPERLINK = _W + "hyperlink"
_HELD = (HYPERLINK, _W + "ins", _W + "moveTo")
"""What words do not come into that replace others in it."""
AROUND = (*_HELD, _W + "smartTag")
"""What words do not come into that stand before or behind it."""
Placed = tuple[int, int, Piece, Line]
"""Start and end in the joined text, piece, paragraph."""


def placed(lines: Sequence[Line]) -> list[Placed]:
    """Return the pieces of `lines` with their places in the joined text."""
    made: list[Placed] = []
    at = 0
    for line in lines:
        for piece in line.pieces:
            made.append((at, at + len(piece.text), piece, line))
            at += len(piece.text)
        at += len(BREAK)
    return made


def carry_out(changes: Sequence[Change], mine: Sequence[Line], new: Sequence[Line], adopter: Adopter) -> bool:
    """Make `changes` in the paragraphs `mine`, with words of `new`; return whether all could be made."""
    done, theirs = True, placed(new)
    for n, change in enumerate(sorted(changes, key=lambda c: (c.start, c.end), reverse=True)):
        ours = placed([line.again() for line in mine] if n else mine)
        inside = [each for each in ours if each[0] < change.end and each[1] > change.start]
        if not all(each[2].deletable for each in inside) or _breaks(change, mine):
            done = False
            continue
        words = "".join(
            piece.text[max(change.source[0] - start, 0) : change.source[1] - start]
            for start, end, piece, _ in theirs
            if start < change.source[1] and end > change.source[0]
        )
        if change.figure and inside and not any(sign in words for sign in THINGS):
            _retype(change, inside, words)
        else:
            _replace(change, mine, _slice(change.source, theirs, adopter, mine[0].part), set_by_program(new))
    return done


def _breaks(change: Change, mine: Sequence[Line]) -> bool:
    at = 0
    for line in mine[:-1]:
        at += len(line.record.text)
        if change.start <= at < change.end:
            return True
        at += len(BREAK)
    return False


def set_text(node: Element, words: str) -> None:
    """Set the words of a `w:t`; spaces at its ends are kept."""
    node.text = words
    if words != words.strip():
        node.set(SPACE, "preserve")


def _retype(change: Change, inside: Sequence[Placed], words: str) -> None:
    """Put `words` into the first `w:t` of the stretch and take the rest of it away."""
    first = inside[0][2]
    for each_start, each_end, piece, _ in inside:
        head = piece.text[: max(change.start - each_start, 0)]
        rest = piece.text[len(piece.text) - max(each_end - change.end, 0) :] if each_end > change.end else ""
        if piece.nodes[0].tag == _W + "t":
            set_text(piece.nodes[0], head + (words if piece is first else "") + rest)
        elif piece is not first:
            remove(piece.nodes[0])


def retype(line: Line, start: int, end: int, words: str) -> None:
    """Put `words` in the place of a stretch of one paragraph; what is set on its first letter holds for them."""
    inside = [each for each in placed([line.again()]) if each[0] < end and each[1] > start]
    if inside and all(each[2].deletable and each[2].text not in THINGS for each in inside):
        _retype(Change(start, end, (0, 0), figure=True), inside, words)


def put_words(line: Line, stretch: tuple[int, int], fresh: Line, adopter: Adopter) -> None:
    """Put a stretch of the new paragraph in the place of the same stretch of the person's, links and formats included."""
    made = _slice(stretch, placed([fresh]), adopter, line.part)
    _replace(Change(*stretch, stretch), [line], made, set_by_program([fresh]))


def put_at(line: Line, place: int, node: Element) -> None:
    """Put an element between two characters of a paragraph."""
    _split(place, placed([line.again()]))
    marker = _at(place, placed([line.again()]), [line])
    marker.addprevious(node)
    remove(marker)


def parted(line: Line, start: int, end: int) -> list[Element]:
    """Return the runs that hold the words from `start` to `end` and nothing else."""
    for place in (end, start):
        _split(place, placed([line.again()]))
    found: list[Element] = []
    for first, last, piece, _ in placed([line.again()]):
        if first >= start and last <= end and piece.nodes[0].tag == _W + "t":
            found.append(_alone(piece))
    return found


def _alone(piece: Piece) -> Element:
    """Return a run with the words of a piece only; what else its run holds gets runs of its own."""
    node, run = piece.nodes[0], piece.run
    if (follower := node.getnext()) is not None:
        _part_run(run, follower)
    if any(each.tag != _W + "rPr" for each in node.itersiblings(preceding=True)):
        run = _part_run(run, node)
    return run


def _replace(change: Change, mine: Sequence[Line], made: Sequence[Element], generated: frozenset[str]) -> None:
    for place in (change.end, change.start):
        _split(place, placed([line.again() for line in mine]))
    ours = placed([line.again() for line in mine])
    inside = [piece for start, end, piece, _ in ours if start >= change.start and end <= change.end]
    beside = inside or [piece for _, end, piece, _ in ours if end == change.start][-1:]
    for run in (run for each in made for run in each.iter(R)):
        take_over(run, beside, generated)
    marker = _before(inside[0], _HELD) if inside else _at(change.start, ours, mine)
    for each in made:
        marker.addprevious(each)
    remove(marker)
    for piece in inside:
        for node in piece.nodes:
            remove(node)
        _tidy(piece.run)


def _split(place: int, ours: Sequence[Placed]) -> None:
    """Give the words from `place` on a run of their own, where a piece stands over it."""
    for start, end, piece, _ in ours:
        if start < place < end and piece.nodes[0].tag == _W + "t":
            node = piece.nodes[0]
            rest = deepcopy(node)
            set_text(node, piece.text[: place - start])
            set_text(rest, piece.text[place - start :])
            node.addnext(rest)
            _part_run(piece.run, rest)


def _part_run(run: Element, node: Element) -> Element:
    """Return a copy of the run, right behind it, to which `node` and what follows it in `run` have been moved."""
    other = etree.Element(R)
    properties = run.find(_W + "rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    moving = [node, *node.itersiblings()]
    run.addnext(other)
    for each in moving:
        other.append(each)
    return other


def _before(piece: Piece, around: Sequence[str] = AROUND) -> Element:
    """Return a marker at the level of runs, right before `piece`, whose run is parted where something stands before it."""
    run, node = piece.run, piece.nodes[0]
    if (
        node is not run
        and node.getparent() is run
        and any(each.tag != _W + "rPr" for each in node.itersiblings(preceding=True))
    ):
        run = _part_run(run, node)
    marker = etree.Element("marker")
    _outside(run, around, front=True).addprevious(marker)
    return marker


def _after(piece: Piece) -> Element:
    """Return a marker right behind `piece`."""
    node = piece.nodes[-1]
    if node.getparent() is piece.run and (follower := node.getnext()) is not None:
        _part_run(piece.run, follower)
    marker = etree.Element("marker")
    last = node if node.tag in (R, _W + "fldSimple") else piece.run
    _outside(last, AROUND, front=False).addnext(marker)
    return marker


def _outside(node: Element, around: Sequence[str], *, front: bool) -> Element:
    """Return `node`, or what is `around` it, such as a link, where it stands at that end of it."""
    parent = node.getparent()
    while parent is not None and parent.tag in around:
        siblings = [each for each in parent if each.tag == R or each.tag in around]
        if not siblings or siblings[0 if front else -1] is not node:
            break
        node, parent = parent, parent.getparent()
    return node


def _at(place: int, ours: Sequence[Placed], mine: Sequence[Line]) -> Element:
    """Return a marker at `place` of the joined text, between two pieces."""
    ending = [piece for _, end, piece, _ in ours if end == place]
    if ending:
        return _after(ending[-1])
    beginning = [piece for start, _, piece, _ in ours if start == place]
    if beginning:
        return _before(beginning[0])
    marker = etree.Element("marker")
    mine[0].element.append(marker)
    return marker


def _tidy(run: Element) -> None:
    """Take away a run that holds nothing, and the link around it if that is empty too."""
    parent = run.getparent()
    if parent is None or any(each.tag != _W + "rPr" and not (each.tag == _W + "t" and not each.text) for each in run):
        return
    parent.remove(run)
    above = parent.getparent()
    if parent.tag == HYPERLINK and above is not None and not any(each.tag == R for each in parent):
        for each in list(parent):
            parent.addprevious(each)
        above.remove(parent)


def _slice(source: tuple[int, int], theirs: Sequence[Placed], adopter: Adopter, target: str) -> list[Element]:
    """Return a stretch of the new paragraph as elements for the person's."""
    made: list[Element] = []
    for start, end, piece, line in theirs if source[1] > source[0] else ():
        if start >= source[1] or end <= source[0]:
            continue
        if piece.text == FIELD or piece.nodes[0] is piece.run:  # such as an equation, which stands beside runs
            made += [adopter.adopt(node, line.part, target) for node in piece.nodes]
            continue
        run = etree.Element(R)
        properties = piece.run.find(_W + "rPr")
        if properties is not None:
            run.append(deepcopy(properties))
        for node in piece.nodes:
            copy = deepcopy(node)
            copy.tail = None
            if node.tag == _W + "t":
                set_text(copy, piece.text[max(source[0] - start, 0) : source[1] - start])
            run.append(copy)
        content = _linked(piece, run)
        adopted = [adopter.adopt(content, line.part, target)]
        made += adopter.bookmark(piece.span, adopted) if piece.span and piece.span != MARK else adopted
    return made


def _linked(piece: Piece, run: Element) -> Element:
    parent = piece.run.getparent()
    if parent is None or parent.tag != HYPERLINK:
        return run
    link = etree.Element(HYPERLINK)
    for name, value in parent.attrib.items():
        link.set(name, value)
    link.append(run)
    return link
