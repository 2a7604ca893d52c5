"""Rows in pasted text: what a line says by itself, and the tables that rows make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

from kommunkompass.formats.form import Fault, Printed, Row, fault_at
from kommunkompass.formats.grid import COLUMNS
from kommunkompass.formats.texts import TOTALS, Level, parted, plain

Columns: TypeAlias = tuple[str, ...]

USUAL: Columns = ("points", "maximum", "percent")

_UNITS = {word: name for word, name in COLUMNS.items() if name in ("points", "percent")}
_UNITS |= {"p": "points"}
_HEADS = {head.replace(" ", ""): name for head, name in COLUMNS.items() if name in USUAL}
_HEADS |= {"uppnådd": "points", "uppnåddpoäng": "points"}

_HEADS_OF_TWO = re.compile("(max|uppnådda?) (?=poäng)", re.IGNORECASE)

_CELL = re.compile("[\t;|]")
_NUMBER = re.compile(r"(?:(\d{1,15})/)?([+\-−]?\d{1,15}(?:[.,]\d{1,15})?)(%?)(\W*)", re.ASCII)
_MOST_NUMBERS = 8
_LETTER = re.compile(r"[^\W\d_]")
_AREA = re.compile(
    r"(?:(?:huvudområde|område|area)\b ?)?(?:(\d{1,3})(?![\d,]|\.\d)[.):]* ?)?(.*)", re.IGNORECASE
)

_TOLD_APART = (
    "points, maximum and percent in this order, or as a head line or units tell; "
    "without signs, marks and other numbers"
)
_NO_PAGE = (
    'a figure that cannot be the number of a page: below the line "Område Poäng", with the unit '
    '"poäng" or "%" or its maximum, or with a total below the list'
)


@attrs.frozen
class Number:
    """A number as printed, with its marks, and the column that its unit tells."""

    text: str
    column: str | None


@attrs.frozen
class Line:
    """A line of text, taken apart.

    Attributes:
        text: all of it, with single blanks for blanks and separators.
        cells: from the first that is not empty.
        numbers, label: those at its end, and what stands before.
    """

    number: int
    text: str
    cells: Sequence[str]
    numbers: Sequence[Number]
    label: str

    @property
    def names_total(self) -> bool:
        words = set(plain(self.label).split())
        return bool(words & TOTALS) and words <= {*TOTALS, "poäng"}


def line_of(number: int, text: str) -> Line:
    cells = [" ".join(cell.split()) for cell in _CELL.split(text)]
    first = next((place for place, cell in enumerate(cells) if cell), len(cells))
    flat = " ".join(filter(None, cells))
    label, numbers = _ending(flat)
    return Line(number, flat, cells[first:], numbers, label)


def _ending(text: str) -> tuple[str, Sequence[Number]]:
    """What stands before the numbers at the end of a text, such as "37 av 100 (37 %)"; these."""
    words = text.split()
    numbers: list[Number] = []
    while words and len(numbers) < _MOST_NUMBERS:
        unit = _UNITS.get(_bare(words[-1]).casefold())
        place = len(words) - 1 - (unit is not None)
        match = _NUMBER.fullmatch(_bare(words[place])) if place >= 0 else None
        if match is None:
            break
        mark = match[4] + _unopened(" ".join(words))
        del words[place:]
        is_of = bool(words) and words[-1] in ("av", "of", "/")
        if match[1] or is_of:
            unit = "maximum"
        elif match[3]:
            unit = "percent"
        numbers.insert(0, Number(match[2] + mark, unit))
        if match[1]:
            numbers.insert(0, Number(match[1], None))
        elif is_of:
            del words[-1]
    return " ".join(words), numbers


def _unopened(text: str) -> str:
    """The bracket of the last word that was not opened, as in "371)"."""
    before, bracket, after = text.rpartition(")")
    return "" if " " in after or before.rfind("(") > before.rfind(")") else bracket


def _bare(word: str) -> str:
    return word.lstrip("([").rstrip(")];:,.")


def arranged(numbers: Sequence[Number], columns: Columns | None) -> Printed | None:
    """Put numbers under their columns, or None where it is not certain which is which.

    Those without a unit stand in the order of the columns that are left; without a head line,
    there may be fewer of them.
    """
    printed = {number.column: number.text for number in numbers if number.column}
    bare = [number.text for number in numbers if not number.column]
    free = [column for column in columns or USUAL if column not in printed]
    if len(printed) + len(bare) < len(numbers) or len(bare) > len(free):
        return None
    if any(number.text.strip("0123456789.,") for number in numbers):
        return None  # it has a sign, as a change does, or the mark of a footnote
    if columns and bare and len(bare) < len(free):
        return None
    return Printed(**{**printed, **dict(zip(free, bare, strict=False))})


def head(text: str) -> tuple[str, Columns]:
    """What stands before the names of columns at the end of a text, and these."""
    words = _HEADS_OF_TWO.sub(r"\1", text).split()
    columns: list[str] = []
    while words:
        column = _HEADS.get(words[-1].strip("()").casefold())
        if column is None or column in columns:
            break
        columns.insert(0, column)
        del words[-1]
    return " ".join(words), tuple(columns)


def coded(text: str) -> tuple[str, str]:
    """The code of a criterion that a text begins with, or none, and the rest."""
    code, rest = parted(text)
    parts = code.split(".")  # of a few digits: "2016.05" is none
    return (code, rest) if rest and len(parts) > 1 and len(max(parts, key=len)) < 4 else ("", text)


def criterion_in(line: Line, columns: Columns | None) -> tuple[str, str, Printed | None] | None:
    """The code, the title and the figures of a criterion, if these can be told; or None."""
    code, rest = coded(line.text)
    if not code or not _LETTER.search(rest):
        return None
    first, *cells = line.cells
    names = columns or USUAL
    size = 1 + len(names)
    if " " not in first and len(cells) >= size and not any(cells[size:]):
        return code, cells[0], Printed(**dict(zip(names, cells[1:size], strict=True)))
    is_titled, title = coded(line.label)
    printed = arranged(line.numbers, names) if line.numbers else None
    return code, title if is_titled else "", printed


def area_in(label: str) -> tuple[str, str]:
    """The code and the title in a text such as "Område 1: Offentlighet och demokrati"."""
    match = next(_AREA.finditer(label))
    return match[1] or "", match[2]


def _may_be_pages(numbers: Sequence[str], slips: int) -> bool:
    """Whether they are whole and rise, but for slips."""
    is_whole = all(map(str.isdecimal, numbers))
    return is_whole and sum(int(one) > int(other) for one, other in pairwise(numbers)) <= slips


@attrs.define(eq=False)
class Table:
    """Rows that belong together.

    Attributes:
        has_total: that tells that all numbers are figures.
        bare: the rows of which neither a head line, nor a unit or a maximum does.
    """

    has_total: bool = False
    has_criteria: bool = False
    is_list: bool = False
    bare: list[Row] = attrs.field(factory=list)
    rows: list[Row] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)

    @property
    def may_be_pages(self) -> bool:
        return _may_be_pages([row.printed.points for row in self.bare], len(self.bare) > 2)


class Tables:
    """The tables of a text.

    Attributes:
        strays: how many lines of something else stand below the last row.
        rows, faults: how many there are, those that may not count included.
        doubtful: the codes and lines of what may be rows of criteria.
        runs: those that may be a list of contents.
    """

    def __init__(self) -> None:
        self.last = Table()
        self.strays = 0
        self.rows = 0
        self.faults = 0
        self.doubtful: list[tuple[set[str], Line]] = []
        self.runs: list[list[Line]] = [[]]
        self._tables = [self.last]

    @property
    def has_row_above(self) -> bool:
        return bool(self.last.rows or self.last.faults) and not self.strays

    def begin(self) -> None:
        if not (self.last.rows or self.last.faults):
            self._tables.pop()
        self.last = Table()
        self._tables.append(self.last)
        self.strays = 0

    def add(
        self,
        line: Line,
        level: Level,
        code: str,
        title: str,
        printed: Printed | None,
        *,
        in_list: bool = False,
        is_told: bool = True,
    ) -> None:
        """Add a row, or the fault of one whose figures are not told apart.

        Criteria do not tell what the numbers of a list beside them are.
        """
        has_criteria = self.last.has_criteria or level == "criterion"
        if (self.strays and not in_list) or (has_criteria and (self.last.bare or not is_told)):
            self.begin()
        self.strays = 0
        self.last.has_criteria |= level == "criterion"
        self.last.has_total |= level == "total"
        self.last.is_list |= in_list
        row = Row(
            line=line.number,
            text=line.text,
            level=level,
            code=code,
            title=title,
            printed=printed or Printed(),
        )
        if not is_told:
            self.last.bare.append(row)
        if printed is None:
            self.wrong(line, code if level == "total" else f"{level} {code}", _TOLD_APART)
            return
        self.last.rows.append(row)
        self.rows += 1

    def wrong(self, line: Line, label: str, allowed: str) -> None:
        self.last.faults.append(fault_at(line.number, label, line.text, allowed))
        self.faults += 1

    def counted(self) -> tuple[list[Row], list[Fault]]:
        """The rows and the faults of the tables that count.

        Beside criteria no list of areas does: it may be another municipality's. What only one
        says whose numbers may be those of pages is a fault.
        """
        faults: list[Fault] = []
        lists = [table for table in self._tables if table.is_list and not table.has_criteria]
        chosen = [table for table in self._tables if table.has_criteria or not table.is_list]
        if not any(table.has_criteria for table in chosen):
            told = [table for table in lists if table.has_total or not table.bare]
            told = told or [table for table in lists if not table.may_be_pages]
            chosen += told or lists
            said = {plain(row.title) for table in told for row in table.rows}
            pages = [table for table in lists if table not in told]
            lost = [row for table in pages for row in table.rows if plain(row.title) not in said]
            if told:
                faults += [fault for table in pages if not table.rows for fault in table.faults]
            else:
                lost = [table.bare[0] for table in pages if table.rows]
            faults += [fault_at(row.line, "", row.text, _NO_PAGE) for row in lost]
        rows = [row for table in chosen for row in table.rows]
        faults += [fault for table in chosen for fault in table.faults]
        codes = {row.code for row in rows}
        for run in self.runs:
            numbers = [line.numbers[-1].column or line.numbers[-1].text for line in run]
            if len(run) > 2 and not _may_be_pages(numbers, 0):
                self.doubtful += [({coded(line.text)[0]}, line) for line in run]
        faults += [
            fault_at(line.number, f"criterion {min(maybe)}", line.text, _TOLD_APART)
            for maybe, line in self.doubtful
            if codes.isdisjoint(maybe)
        ]
        return sorted(rows, key=lambda row: row.line), faults
