"""Blocks: the tables found in pasted text, and which of them count.

Tables of criteria count before all else; lists of areas count only in a text without criteria.

Numbers of pages must never be taken for figures. A list of areas therefore counts where a head
line, a unit, a maximum or a total says what its numbers are; without any of these it counts only
if the numbers fall somewhere, as the pages of a list of contents cannot.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, TypeAlias

import attrs

from kommunkompass.errors import InvalidValueError
from kommunkompass.figure import parse_printed
from kommunkompass.formats.rows import Fault, Printed, Row
from kommunkompass.formats.titles import Level

__all__ = ["Block", "Collection", "fault_at"]


Part: TypeAlias = Literal["criteria", "sums", "areas", "totals"]

_LEVELS: dict[Part, Level] = {
    "criteria": "criterion",
    "sums": "area",
    "areas": "area",
    "totals": "total",
}


@attrs.define(eq=False)
class Block:
    """A run of lines that belong together: nothing but empty lines lies between them.

    Attributes:
        told: whether a head line, a unit or a maximum says that its numbers are figures.
        contents: whether it stands below the heading of a list of contents.
        criteria, sums, areas, totals: its rows; sums are areas' rows in tables of criteria.
        faults: what is wrong in it, if it counts.
    """

    told: bool = False
    contents: bool = False
    criteria: list[Row] = attrs.field(factory=list)
    sums: list[Row] = attrs.field(factory=list)
    areas: list[Row] = attrs.field(factory=list)
    totals: list[Row] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)

    @property
    def rows(self) -> list[Row]:
        """All its rows, by kind."""
        return [*self.criteria, *self.sums, *self.areas, *self.totals]

    @property
    def has_rows(self) -> bool:
        """Whether it has any."""
        return bool(self.criteria or self.sums or self.areas or self.totals)

    @property
    def is_of_tables(self) -> bool:
        """Whether it has tables of criteria, or such tables with the criteria left out."""
        return bool(self.criteria or self.sums)

    @property
    def is_certain(self) -> bool:
        """Whether its numbers are figures for certain."""
        return self.told or self.is_of_tables or bool(self.totals)

    @property
    def is_lone_total(self) -> bool:
        """Whether it has a total and no list of areas that it might be the total of."""
        return bool(self.totals) and not self.areas and not self.faults

    @property
    def falls(self) -> bool:
        """Whether a number is less than the one before it, as the number of a page is not."""
        points = [parse_printed(row.printed.points) for row in self.areas]
        return any(after < before for before, after in pairwise(points))


class Collection:
    """The blocks of a text, as a scan of it finds them one after the other.

    Attributes:
        blocks: all blocks; the last one is being filled.
        faults: what could not be made out in tables of criteria, which count in any case.
        contents: whether the heading of a list of contents has come.
        count: how many rows there are.
        count_of_faults: how many faults there are, those that may not count included.
    """

    def __init__(self) -> None:
        self.blocks = [Block()]
        self.faults: list[Fault] = []
        self.contents = False
        self.count = 0
        self.count_of_faults = 0

    @property
    def block(self) -> Block:
        """The block that is being filled."""
        return self.blocks[-1]

    def next_block(self, told: bool = False) -> None:
        """Begin a new block, in place of one that is empty."""
        if not (self.block.has_rows or self.block.faults):
            self.blocks.pop()
        self.blocks.append(Block(told=told, contents=self.contents))

    def add(
        self, part: Part, line: int, text: str, code: str, title: str, printed: Printed
    ) -> None:
        """Add a row to a part of the block."""
        level = _LEVELS[part]
        rows: list[Row] = getattr(self.block, part)
        rows.append(
            Row(line=line, text=text, level=level, code=code, title=title, printed=printed)
        )
        self.count += 1

    def fault(self, line: int, label: str, value: object, allowed: str) -> None:
        """Note a fault that counts whatever else is in the text."""
        self.faults.append(fault_at(line, label, value, allowed))
        self.count_of_faults += 1

    def fault_in_block(self, line: int, value: object, allowed: str, label: str = "") -> None:
        """Note a fault that counts if the block does."""
        self.block.faults.append(fault_at(line, label, value, allowed))
        self.count_of_faults += 1

    def counted(self) -> tuple[list[Row], list[Fault]]:
        """The rows that count, in the order of the text, and the faults."""
        faults = list(self.faults)
        lone = [block for block in self.blocks if block.is_lone_total]
        lists = [block for block in self.blocks if not block.is_lone_total]
        if faults or any(block.criteria for block in lists):
            chosen = [block for block in lists if block.is_of_tables]
        else:
            chosen = [
                block for block in lists if block.is_certain and (block.has_rows or block.faults)
            ]
            if not chosen:
                chosen = [block for block in lists if block.falls and not block.contents]
            if not chosen:
                chosen = lists
                faults = [_may_be_a_page(block.areas[0]) for block in lists if block.areas]
        rows = [row for block in (*chosen, *lone) for row in block.rows]
        faults += [fault for block in chosen for fault in block.faults]
        return sorted(rows, key=lambda row: row.line), faults


def fault_at(line: int, label: str, value: object, allowed: str) -> Fault:
    """A fault in a line, about what the label says."""
    item = f"line {line}, {label}" if label else f"line {line}"
    return line, InvalidValueError(item, value, allowed)


def _may_be_a_page(row: Row) -> Fault:
    allowed = (
        "a figure that cannot be the number of a page: below a head line such as "
        '"Område Poäng", with a unit such as "poäng" or "%", or with a total below the list'
    )
    return fault_at(row.line, "", row.text, allowed)
