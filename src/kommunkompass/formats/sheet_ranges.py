"""Ranges of cells: what is merged into one, and what one formula fills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["CellRange", "Covered", "Merged", "cell_range", "column_of"]

_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


class CellRange(NamedTuple):
    """A range of cells: its first and last row, from 1, and its columns, from 0."""

    top: int
    bottom: int
    left: int
    right: int


class Merged(NamedTuple):
    """What a cell shows that is merged with one above it: that one's text, and the range."""

    text: str
    range: CellRange


def column_of(letters: str) -> int:
    """The number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_range(reference: str) -> CellRange | None:
    """The range that a reference such as ``"B2:C9"`` means, or None where it means none."""
    match = _RANGE.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    columns = sorted([column_of(left) - 1, column_of(right or left) - 1])
    rows = sorted([int(top), int(bottom or top)])
    return CellRange(rows[0], rows[1], columns[0], columns[1])


class Covered:
    """Which cells some ranges cover; it is asked row by row, from above."""

    def __init__(self, ranges: Iterable[CellRange], most_columns: int) -> None:
        self._coming = sorted(ranges, reverse=True)
        self._most_columns = most_columns
        self._now: dict[int, CellRange] = {}

    def at(self, row: int) -> Mapping[int, CellRange]:
        """The ranges that cover cells of a row, by column."""
        if self._now:
            self._now = {column: each for column, each in self._now.items() if each.bottom >= row}
        while self._coming and self._coming[-1].top <= row:
            found = self._coming.pop()
            for column in range(found.left, min(found.right + 1, self._most_columns)):
                before = self._now.get(column)
                if found.bottom >= row and (before is None or before.bottom < found.bottom):
                    self._now[column] = found
        return self._now
