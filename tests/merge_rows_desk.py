"""A Word file of rows on a person's desk, who edits it at random and remembers what they typed where."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

from reports.ooxml.wordprocessingml import Element, W, paragraph, run
from tests.merge_desk import Desk, text_of
from tests.merge_judge import Judge
from tests.merge_rows import STAMP

_W = f"{{{W}}}"
TR, TC, P, TBL = (_W + tag for tag in ("tr", "tc", "p", "tbl"))


# ── A file as rows ───────────────────────────────────────────────────────────────────────────────


def is_strip(table: Element) -> bool:
    styles = (each.get(f"{_W}val", "") for each in table.iter(f"{_W}pStyle"))
    return len(table.findall(TR)) == 1 and any(each.startswith("Tile") for each in styles)


def words_in(node: Element) -> str:
    return " ".join(" ".join(map(text_of, node.iter(P))).split())


def units(data: bytes) -> list[tuple[str, ...]]:
    """Return rows, key figures and other paragraphs of a file as their cells."""
    body = Desk(data).body
    found: list[tuple[str, ...]] = []
    for each in body:
        if each.tag == P:
            found.append((words_in(each),))
        elif each.tag == TBL and is_strip(each):
            found += [(words_in(cell),) for cell in each.iter(TC)]
        elif each.tag == TBL:
            found += [tuple(words_in(cell) for cell in row.iterchildren(TC)) for row in each.iterchildren(TR)]
    return [unit for unit in found if any(unit)]


def stamps(found: list[tuple[str, ...]]) -> list[str]:
    """Return the stamps in the order of the file."""
    return [next(iter(STAMP.findall(" ".join(unit))), "") for unit in found if STAMP.search(" ".join(unit))]


# ── A person ─────────────────────────────────────────────────────────────────────────────────────


class Person:
    """Somebody who edits a file at random, and remembers what they typed where."""

    def __init__(self, rolls: random.Random, data: bytes, judge: Judge, letter: str) -> None:
        self.rolls, self.desk, self.judge, self.letter = rolls, Desk(data), judge, letter
        self.touched: set[str] = set()
        self.deleted: set[str] = set()
        self.copied: set[str] = set()
        self.moved = False
        self.reshaped = False

    def word(self, told: str) -> str:
        """Return a word that stands nowhere else, typed in what has this stamp."""
        made = f"zebra{self.letter}{chr(97 + len(self.judge.typed) // 26)}{chr(97 + len(self.judge.typed) % 26)}"
        self.judge.typed[made] = told
        self.touched.add(told)
        return made

    def work(self, quiet: bool) -> bytes:
        """Make a few edits and save; `quiet` leaves tables alone."""
        deeds: list[Callable[[], None]] = [self.paragraph, self.item, self.own]
        weights = [3, 3, 1]
        if not quiet:
            deeds += [self.cell, self.retype, self.tile, self.drop, self.own_row, self.copy, self.move, self.column]
            weights += [6, 2, 3, 2, 2, 1, 1, 1]
        for deed in self.rolls.choices(deeds, weights=weights, k=self.rolls.randint(1, 5)):
            deed()
        return self.desk.save()

    def tables(self, *, strip: bool) -> list[Element]:
        """Return the tables, or the strips of key figures."""
        return [each for each in self.desk.body.iter(TBL) if is_strip(each) == strip]

    def row(self) -> Element:
        """Return a row below a head."""
        rows = [
            row for table in self.tables(strip=False) for row in table.iterchildren(TR) if STAMP.search(words_in(row))
        ]
        return self.rolls.choice(rows)

    def stamp(self, node: Element) -> str:
        """Return the stamp of a row or block; empty where it has none."""
        return next(iter(STAMP.findall(words_in(node))), "")

    def type_into(self, node: Element, told: str) -> None:
        """Type a word at an end of a paragraph."""
        made = run(f" {self.word(told)} ")
        if self.rolls.random() < 0.5:
            node.append(made)
        else:
            node.insert(1, made)

    def paragraph(self) -> None:
        """Type in running text."""
        found = [
            each for each in self.desk.body if each.tag == P and words_in(each) and not STAMP.search(words_in(each))
        ]
        self.type_into(self.rolls.choice(found), "")

    def item(self) -> None:
        """Type in an item of a list."""
        found = [each for each in self.desk.body if each.tag == P and STAMP.search(words_in(each))]
        if found:
            node = self.rolls.choice(found)
            self.type_into(node, self.stamp(node))

    def own(self) -> None:
        """Write a paragraph of one's own."""
        found = [each for each in self.desk.body if each.tag == P and words_in(each)]
        self.rolls.choice(found).addnext(paragraph("BodyText", run(self.word(""))))

    def cell(self) -> None:
        """Type in a cell."""
        row = self.row()
        self.type_into(self.rolls.choice(list(row.iter(P))), self.stamp(row))

    def retype(self) -> None:
        """Type over a whole cell."""
        row = self.row()
        told, node = self.stamp(row), self.rolls.choice(list(row.iter(P)))
        if len(STAMP.findall(words_in(row))) < 2 and STAMP.search(words_in(node)):
            return  # the judge would not know it again
        for each in list(node)[1:]:
            node.remove(each)
        node.append(run(self.word(told)))

    def tile(self) -> None:
        """Type in a key figure."""
        cells = [cell for table in self.tables(strip=True) for cell in table.iter(TC) if STAMP.search(words_in(cell))]
        cell = self.rolls.choice(cells)
        self.type_into(self.rolls.choice(list(cell.iter(P))), self.stamp(cell))

    def drop(self) -> None:
        """Delete a row."""
        row = self.row()
        table = row.getparent()
        if table is not None and len(table.findall(TR)) > 3:
            self.deleted.add(self.stamp(row))
            table.remove(row)

    def own_row(self) -> None:
        """Write a row of one's own."""
        row = self.row()
        made = bare(row)
        for node in made.iter(P):
            node.append(run(self.word("")))
        row.addnext(made)

    def copy(self) -> None:
        """Copy a row: Word leaves the bookmarks where they were."""
        row = self.row()
        made = deepcopy(row)
        for each in list(made.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        self.copied.add(self.stamp(row))
        row.addnext(made)

    def move(self) -> None:
        """Put a row elsewhere in its table."""
        row, other = self.row(), self.row()
        if row is not other and row.getparent() is other.getparent():
            other.addnext(row)
            self.moved = True

    def column(self) -> None:
        """Add a column of one's own, or delete one."""
        table = self.tables(strip=False)[0]
        rows = table.findall(TR)
        at = self.rolls.randint(1, len(rows[0].findall(TC)) - 1)
        stamped = all(len(STAMP.findall(words_in(row))) != 1 for row in rows)
        added = not stamped or self.rolls.random() < 0.6 or len(rows[0].findall(TC)) < 4
        grid = next(table.iter(_W + "tblGrid"))
        if added:
            grid[at].addprevious(deepcopy(grid[at]))
        else:
            grid.remove(grid[at])
        for row in rows:
            cell = row.findall(TC)[at]
            if added:
                told = self.stamp(row)
                cell.addprevious(made := bare(cell))
                next(made.iter(P)).append(run(self.word(told)))
            else:
                row.remove(cell)
            self.touched.add(self.stamp(row))
        self.reshaped = True


def bare(node: Element) -> Element:
    """Return a copy of a row or cell without words."""
    made = deepcopy(node)
    for each in made.iter(P):
        for child in list(each)[1:]:
            each.remove(child)
    return made
