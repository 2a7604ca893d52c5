"""Grids: the cells of a delimited text below a head line that names its columns.

The separator is a tab, a semicolon, a comma or a bar. Heads are in English or Swedish, in any
order; other columns are ignored.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

import attrs

from kommunkompass.checked import MOST_FAULTS
from kommunkompass.errors import InvalidValueError
from kommunkompass.files import cleaned
from kommunkompass.formats.rows import Fault
from kommunkompass.formats.titles import plain, what_is_known
from kommunkompass.framework import TOTAL

__all__ = [
    "COLUMNS",
    "DETAILS",
    "FIGURES",
    "OWNERS",
    "SUM",
    "TITLES",
    "Grid",
    "code_of",
    "found",
    "is_plain_number",
    "item_code",
    "label_of",
    "percent_code_of",
    "titled_code",
]

_SEPARATORS = "\t;,|"
_LONGEST_HEAD = 5_000
_HEAD_WITHIN = 10

#: The columns by their heads.
COLUMNS = {
    "evaluation": "evaluation",
    "utvärdering": "evaluation",
    "municipality": "municipality",
    "kommun": "municipality",
    "municipality_code": "municipality_code",
    "kommunkod": "municipality_code",
    "year": "year",
    "år": "year",
    "date": "date",
    "datum": "date",
    "framework": "framework",
    "ramverk": "framework",
    "level": "level",
    "nivå": "level",
    "code": "code",
    "kod": "code",
    "nr": "code",
    "area": "code",
    "område": "code",
    "criterion": "code",
    "delfråga": "code",
    "title": "title",
    "titel": "title",
    "points": "points",
    "poäng": "points",
    "uppnått": "points",
    "uppnådda poäng": "points",
    "max": "maximum",
    "maximum": "maximum",
    "maxpoäng": "maximum",
    "percent": "percent",
    "procent": "percent",
    "%": "percent",
    "figures": "figures",
    "siffror": "figures",
    "exact": "exact",
    "exakt": "exact",
    "range": "range",
    "intervall": "range",
    "given": "given",
    "angivet": "given",
}

#: Words of heads that are not known, and what a column under such a head is likely to hold.
_LIKELY = {"max": "maximum", "procent": "percent", "percent": "percent", "%": "percent"}
_LIKELY |= dict.fromkeys(("poäng", "points", "uppnå"), "points")

#: Heads of columns that hold either codes or titles.
_CODES_OR_TITLES = ("area", "område", "criterion", "delfråga")

#: How many lines below the heads tell which.
TITLES = 10

#: What the column ``given`` says of a row that only sums others up, in English and Swedish.
SUM = ("sum", "summa")

#: The columns that say whose evaluation it is, and with them those that tell evaluations apart.
DETAILS = ("municipality", "municipality_code", "year", "date")
OWNERS = ("evaluation", "framework", *DETAILS)

#: The columns that say what is known of an item's points.
FIGURES = ("points", "percent", "exact", "range")

_TOTALS = ("total", "totalt", "totalpoäng", "summa")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s?%?")
_CODE = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\.?", re.ASCII)


def code_of(text: str) -> str:
    """The code that a text is, in the frameworks' spelling; empty where it is none."""
    match = _CODE.fullmatch(text)
    if match:
        return ".".join([part for part in match.groups() if part])
    return TOTAL if text.casefold() in _TOTALS else ""


def percent_code_of(head: str) -> str:
    """The code of the item whose percent a wide table has under a head such as ``"1.1 %"``."""
    return code_of(head[:-1].rstrip()) if head.endswith("%") else ""


def titled_code(head: str) -> str:
    """The code of the area that a head of a wide table is a title of; empty where it is none."""
    return what_is_known(None).areas.get(plain(head), "")


def item_code(head: str) -> str:
    """The code of the item that a head of a wide table is a code or a title of; or empty."""
    return code_of(head) or titled_code(head)


def is_plain_number(text: str) -> bool:
    """Whether a cell holds a number, with or without a percent sign, and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def label_of(code: str) -> str:
    """What errors call the item of a code, whatever its framework."""
    return code if code == TOTAL else f"{'criterion' if '.' in code else 'area'} {code}"


@attrs.define(slots=False, eq=False)
class Grid:
    """A text with a head line.

    Attributes:
        lines: the first lines of the text, or all of them, each with its end.
        place: how many lines stand above the head line.
        separator: what parts the cells.
        heads: the cells of the head line.
        above: how many lines of the source stand above those of the text.
        rest: the lines below those, which are read once, as all of them at once would take far
            more room than the text.
        cells: those of the first lines below the head line, where they are known already.
        is_broken: whether an empty line has been read below the head line.
    """

    lines: Sequence[str]
    place: int
    separator: str
    heads: Sequence[str]
    above: int = 0
    rest: Iterable[str] = ()
    cells: Sequence[Sequence[str]] | None = None
    is_broken: bool = attrs.field(default=False, init=False)

    @property
    def head_line(self) -> int:
        """The number of the head line in the source."""
        return self.above + self.place + 1

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the columns are, by their heads; empty for others."""
        names = [COLUMNS.get(head.casefold(), "") for head in self.heads]
        for column, head in enumerate(self.heads):
            if head.casefold() in _CODES_OR_TITLES and column not in self._coded:
                names[column] = "" if "title" in names else "title"
        return tuple(names)

    @cached_property
    def _coded(self) -> frozenset[int]:
        """The columns one of whose first cells is a code, which "total" may also not be."""
        below = self.lines[self.place + 1 :][:TITLES]
        rows = self.cells
        if rows is None:
            rows = [_cells(line, self.separator) for line in below]
        return frozenset(
            [
                column
                for row in rows
                for column, cell in enumerate(row)
                if code_of(cleaned(cell).strip()) not in ("", TOTAL)
            ]
        )

    @property
    def is_long(self) -> bool:
        """Whether each row is about an item, and has a code."""
        return "code" in self.names and not set(FIGURES).isdisjoint(self.names)

    @cached_property
    def is_wide(self) -> bool:
        """Whether each row is about an evaluation, and its columns are items."""
        return (
            "code" not in self.names
            and not set(OWNERS).isdisjoint(self.names)
            and (any(map(code_of, self.heads)) or len(list(filter(titled_code, self.heads))) > 1)
        )

    @property
    def is_own(self) -> bool:
        """Whether the table says itself which framework it is by, as this library's do."""
        return "framework" in self.names

    def rows(self, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, each with the number of its line, noting faults."""
        seen = [
            name or f"column {head}" for name, head in zip(self.names, self.heads, strict=True)
        ]
        codes = [code_of(head) for head in self.heads] if self.is_wide else []
        percents = [f"{code} %" for code in map(percent_code_of, self.heads) if code]
        for names in (self.names, codes, percents if self.is_wide else []):
            for name in sorted({name for name in names if name and names.count(name) > 1}):
                fault = InvalidValueError(f"line {self.head_line}", name, "each column once")
                faults.append((self.head_line, fault))
        if self.is_long:
            faults += [(self.head_line, fault) for fault in self._unknown()]
        below = chain(self.lines[self.place + 1 :], self.rest)
        reader = csv.reader(below, delimiter=self.separator, strict=True)
        while True:
            number = self.head_line + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                allowed = "cells as spreadsheets write them, with every quotation mark closed"
                faults.append((number, InvalidValueError(f"line {number}", str(error), allowed)))
                return
            if len(faults) > MOST_FAULTS:
                return
            if not any(map(plain, cells)):
                self.is_broken = self.is_broken or not any(map(str.strip, cells))
                continue  # empty, or the line under the head of a Markdown table
            if any(map(str.strip, cells[len(seen) :])):
                allowed = (
                    f"{len(seen)} cells, as in the head line; quote a cell that has "
                    f"{self.separator!r}"
                )
                fault = InvalidValueError(f"line {number}", joined(cells), allowed)
                faults.append((number, fault))
            else:
                yield number, cells

    def _unknown(self) -> Iterator[InvalidValueError]:
        """A fault for each column passed over that seems to hold what no other column does."""
        for head, name in zip(self.heads, self.names, strict=True):
            likely = next((_LIKELY[word] for word in _LIKELY if word in head.casefold()), "")
            if not name and likely and likely not in self.names:
                known = [each for each, column in COLUMNS.items() if column == likely]
                allowed = f"one of {', '.join(known)}, if the column holds that"
                yield InvalidValueError(f"line {self.head_line}, head", head, allowed)


def joined(cells: Sequence[str]) -> str:
    """The cells of a row as one text, for errors."""
    return " ".join([cell for cell in map(str.strip, cells) if cell])


def found(text: str) -> Grid | None:
    """The grid of a text, or None where none of its first lines is a head line."""
    stream = io.StringIO(text, newline="")
    lines = list(islice(stream, _HEAD_WITHIN + TITLES))
    for place, line in enumerate(lines[:_HEAD_WITHIN]):
        if len(line) > _LONGEST_HEAD:
            continue
        for separator in _SEPARATORS:
            heads = [cleaned(cell).strip() for cell in _cells(line, separator)]
            grid = Grid(lines, place, separator, heads, rest=stream)
            if grid.is_long or grid.is_wide:
                return grid
    return None


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return []
