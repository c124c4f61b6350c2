"""Whatever a person does and whatever the facts become, no word of theirs is lost."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.formats.docx import merge
from reports.formats.docx.merge.file_reading import read
from reports.merge.records import Record
from reports.merge.three_way_text import Plan, Text, join, plan
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, paragraph, run, w
from tests.merge_desk import Desk, assert_whole, build, built, changed, text_of, whole
from tests.test_merge_template import BRIEF, CHANGES, with_blocks

_W = f"{{{W}}}"
WORDS = ("alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ivy", "juniper", "Kestrel.", "larch,")
"""None of them stands in the sample."""
VALUES = ("12", "30", "31", "47.5", "9", "0.7")

Act = tuple[str, int, int, str]
"""What is done, to which paragraph, at which place in it, with which words."""

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
acts = st.tuples(
    st.sampled_from(
        ("type", "cut words", "delete", "own", "retype", "move", "bold", "cell", "split", "link", "comment")
    ),
    st.integers(0, 200),
    st.integers(0, 100),
    words,
)
facts = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(VALUES) for name in ("budget", "loan", "grant", "letters", "share_steel")}
)


def reachable(desk: Desk) -> list[Element]:
    """Return the paragraphs with words, outside content controls."""
    return [
        each
        for each in desk.body.iter(_W + "p")
        if text_of(each).strip() and next(each.iterancestors(_W + "sdt"), None) is None
    ]


def do(desk: Desk, act: Act) -> None:  # noqa: C901  # one arm an act
    """Carry out one act of a person."""
    kind, which, place, said = act
    found = reachable(desk)
    node = found[which % len(found)]
    texts = [t for t in node.iter(_W + "t") if t.text and next(t.iterancestors(_W + "hyperlink"), None) is None]
    text = texts[place % len(texts)] if texts else None
    parent = node.getparent()
    assert parent is not None
    match kind:
        case "type" if text is not None:
            at = place % (len(text.text or "") + 1)
            text.text = f"{(text.text or '')[:at]} {said} {(text.text or '')[at:]}"
        case "cut words" if text is not None:
            text.text = (text.text or "")[place % 20 :]
        case "delete" if parent.tag != _W + "tc" and "Heading" not in str(node.find(f"{_W}pPr/{_W}pStyle")):
            parent.remove(node)
        case "own":
            node.addnext(paragraph("BodyText", run(said)))
        case "retype":
            for child in list(node):
                if child.tag != _W + "pPr":
                    node.remove(child)
            node.append(run(said))
        case "move" if parent.tag == _W + "body":
            target = found[(which + place) % len(found)]
            above = next((each for each in (target, *target.iterancestors()) if each.getparent() is parent), None)
            if above is not None and above is not node:
                above.addprevious(node)
        case "bold" if text is not None:
            holder = text.getparent()
            if holder is not None and holder.find(_W + "rPr") is None:
                holder.insert(0, w("rPr", w("b")))
        case "split" if text is not None and text.getparent() is not None:
            node.addnext(paragraph("BodyText", run(said), run(" " + (text.text or ""))))
            text.text = ""
        case _:
            node.append(run(" " + said))


def typed(desk: Desk) -> list[str]:
    """Return the words of a person that stand in a file."""
    known = {word.strip(".,") for word in WORDS}
    texts = "\n".join(text_of(each) for each in desk.body.iter(_W + "p"))
    return sorted(word for word in re.findall(r"\w+", texts) if word in known)


@cache
def template(name: str) -> bytes:
    """Return the brief of a changed template."""
    return build(with_blocks(CHANGES[name]))


def check(done: list[Act], values: dict[str, str], name: str) -> None:
    """Merge, twice, and look for every word."""
    desk = Desk(built())
    for act in done:
        do(desk, act)
    mine = desk.save()
    base = merge.base_in(mine)
    assert base is not None
    document = with_blocks(CHANGES[name]) if name else changed(BRIEF, **values)
    new = template(name) if name else build(document)
    made = merge.merge(mine, new, base, document)
    kept = Desk(made.data)
    assert typed(kept) == typed(desk)
    later = merge.base_in(made.data)
    assert later is not None
    again = merge.merge(made.data, new, later, document)
    assert typed(Desk(again.data)) == typed(desk)
    assert whole(again.data) == whole(made.data)
    assert again.data == made.data, "joined again without a change"
    assert read(Package.read(made.data)).lines


FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=400)


@given(st.lists(acts, min_size=1, max_size=6), facts, st.sampled_from(("", "", *CHANGES)))
@FEW
def test_no_word_is_lost(done: list[Act], values: dict[str, str], name: str) -> None:
    check(done, values, name)


@pytest.mark.long
@given(st.lists(acts, min_size=1, max_size=12), facts, st.sampled_from(("", "", *CHANGES)))
@MANY
def test_no_word_is_lost_in_hundreds_of_files(done: list[Act], values: dict[str, str], name: str) -> None:
    check(done, values, name)


def carried(mine: str, new: str, made: Plan) -> str:
    """Return a text with the changes of a plan made."""
    for change in sorted(made.changes, key=lambda c: (c.start, c.end), reverse=True):
        mine = mine[: change.start] + new[slice(*change.source)] + mine[change.end :]
    return mine


sentence = st.lists(
    st.sampled_from(("the", "tram", "line", "runs", "to", "town", ".", "Now", "11", "old")), max_size=12
)


@given(sentence, sentence, sentence)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_plan_keeps_to_three_rules(base: list[str], mine: list[str], new: list[str]) -> None:
    a, b, c = (join([Record(" ".join(each))]) for each in (base, mine, new))
    assert carried(a.text, c.text, plan(a, a, c)) == c.text, "nothing done: the new text"
    assert carried(b.text, a.text, plan(a, b, a)) == b.text, "nothing new: the person's text"
    both = carried(b.text, c.text, plan(a, b, c))
    own = set(b.text.split()) - set(a.text.split())
    assert own <= set(both.split()) or not own, "a word that only the person has stays"


def test_the_word_count_can_fail() -> None:
    desk = Desk(built())
    before = typed(desk)
    do(desk, ("own", 5, 0, "alder birch"))
    assert typed(desk) == sorted([*before, "alder", "birch"])
    assert isinstance(join([]), Text)
    assert_whole(desk.save())
