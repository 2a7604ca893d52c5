"""Excel: workbooks (.xlsx), whose visible sheets are searched for tables.

Each begins at a row of heads, as in CSV. Where no sheet has any, each is read as pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from kommunkompass.errors import InputError, InvalidValueError, KommunkompassError
from kommunkompass.files import Content
from kommunkompass.formats import pasted
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.delimited import readings_of
from kommunkompass.formats.form import Document, Fault, Format, Reading, Request, Row
from kommunkompass.formats.grid import (
    COLUMNS,
    DETAILS,
    FIGURES,
    Grid,
    code_of,
    is_plain_number,
    item_code,
    label_of,
)
from kommunkompass.formats.tables import write_workbook
from kommunkompass.formats.workbook import Sheet, opened, sheets_of
from kommunkompass.framework import TOTAL

#: How archives begin, and workbooks of the older kind or with a password.
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_SHARES = re.compile(r"(andel|share)(er|s)?\b\W*$", re.IGNORECASE)
_LINE = re.compile(r"\bline ([0-9]+)")
_NO_UNIT = re.compile(r"\d|^=")
_PLAIN = (
    "points, maximum and percent below heads that say so: no formula (paste its value), no merged "
    "cells, no other number, and no share (35, or 35 %)"
)
_EXPECTED = (
    "a visible sheet with a table of points or percents, its columns named by heads such as "
    '"code", "points" and "percent", or laid out as in a report'
)
_COUNTED = (*FIGURES, "maximum")
_OWNERS = ("", "evaluation", "figures", *DETAILS)

#: The row of a sheet that a line stands for, and the columns of what errors name.
_Place: TypeAlias = tuple[Sheet, int, Mapping[str, int]]


@attrs.define(eq=False)
class _Table:
    """A table in a sheet.

    Attributes:
        names: what columns are, as errors call them; or empty.
        owner: the rows and columns of cells above it that say whose it is.
        end: the last row before an empty one.
    """

    sheet: Sheet
    head: int
    heads: Mapping[int, str]
    names: Mapping[int, str]
    is_wide: bool
    owner: Mapping[str, tuple[int, int]]
    above: _Table | None
    rows: list[int] = attrs.field(factory=list)
    end: int = attrs.Factory(lambda self: self.head, takes_self=True)

    @property
    def first(self) -> int:
        """The column of its codes, or else of its titles; the first one of a wide table."""
        columns = {name: column for column, name in self.names.items()}
        if self.is_wide:
            return min(self.names)
        return columns["code" if "code" in columns else "title"]

    def must_have(self, number: int) -> bool:
        """Whether a row is certainly one of the table's, and no head row."""
        if self.is_wide:
            return number == self.end + 1
        return bool(code_of(self.sheet.rows[number].get(self.first, "")))

    def take(self, number: int) -> None:
        """Add a row, unless it is a note: without figures, or with units alone."""
        row = self.sheet.rows[number]
        if self.is_wide:
            counts = any(self.names.get(column, "") not in _OWNERS for column in row)
        else:
            figures = [row[column] for column in row if self.names.get(column) in _COUNTED]
            counts = any(self.first in row or _NO_UNIT.search(text) for text in figures)
        if counts or self.must_have(number):
            self.rows.append(number)
        if number == self.end + 1:
            self.end = number

    def grid(self, places: list[_Place], faults: list[Fault]) -> Grid:
        """The table for the reader; its rows are added to the places."""
        above = len(places)
        labels: dict[str, int] = {}
        for column, name in self.names.items():
            for label in (name, self.heads[column]):
                labels.setdefault(label, column)
        labels[""] = self.first
        places += [(self.sheet, number, labels) for number in (self.head, *self.rows)]
        faults += self._faults(above + 1)
        # Of other columns in a long table, the reader looks at the heads alone.
        used = [column for column, name in self.names.items() if name or self.is_wide]
        rest = self.heads.keys() - used
        heads = [*[self.heads[column] for column in used], *self.owner]
        heads += [self.heads[column] for column in sorted(rest)]
        owner = [self.sheet.rows[row][column] for row, column in self.owner.values()]
        rows = (
            (line, [self.sheet.rows[number].get(column, "") for column in used] + owner)
            for line, number in enumerate(self.rows, above + 2)
        )
        return Grid(heads, rows, above + 1)

    def _faults(self, line: int) -> Iterator[Fault]:
        named = [column for column, name in self.names.items() if name]
        headed = {column for column, head in self.heads.items() if not head.startswith("=")}
        if self.above is not None and self.above.first != self.first:
            allowed = "tables one below the other, that begin in the same column"
            yield line, self._wrong(self.head, self.first, allowed)
        for name, (row, column) in self.owner.items():
            if self._is_odd(row, column, name):
                yield line, self._wrong(row, column, _PLAIN)
        for place, number in enumerate((self.head, *self.rows), line):
            for column, text in self.sheet.rows[number].items():
                is_near = named[0] - 1 <= column <= named[-1] + 1
                if is_near and column not in headed and is_plain_number(text):
                    headed.add(column)
                    yield place, self._wrong(number, column, "a head above it")
                elif self._is_odd(number, column, self.names.get(column, "")):
                    yield place, self._wrong(number, column, _PLAIN)

    def _is_odd(self, number: int, column: int, name: str) -> bool:
        """Whether a cell is no plain value."""
        if name == "municipality" and self.sheet.rows[number][column].startswith("="):
            return True
        if (number, column) not in self.sheet.merged:
            return False
        _, last = self.sheet.merged[number, column]
        covered = [each for place, each in self.names.items() if column <= place <= last]
        words = {"", "title", "level"}
        has_figures = not words.union(["code"]).issuperset(
            map(self.names.get, self.sheet.rows[number])
        )
        return name not in words or (has_figures and not words.issuperset(covered))

    def _wrong(self, number: int, column: int, allowed: str) -> InvalidValueError:
        value, _ = self.sheet.merged.get((number, column)) or (self.sheet.rows[number][column], 0)
        return InvalidValueError(self.sheet.place(number, column), value, allowed)


def _tables_in(sheet: Sheet) -> list[_Table]:
    found: list[_Table] = []
    owner: dict[str, tuple[int, int]] = {}
    for number in sheet.rows:
        last = found[-1] if found else None
        if last is not None and last.must_have(number):
            last.take(number)
        elif begun := _begun(sheet, number, owner, last):
            found.append(begun)
        elif said := _owner(sheet.rows[number], number):
            # Below a table, what is said of another owner begins anew.
            owner = said if last is not None and last.owner is owner else owner | said
        elif last is not None:
            last.take(number)
    return found


def _begun(
    sheet: Sheet, number: int, owner: Mapping[str, tuple[int, int]], last: _Table | None
) -> _Table | None:
    heads = {column: " ".join(text.split()) for column, text in sheet.rows[number].items()}
    grid = Grid(list(heads.values()))
    names = dict(zip(heads, grid.names, strict=True))
    if grid.is_wide and ("figures" in grid.names or _has_items(heads.values())):
        names = {column: names[column] or _item(head) for column, head in heads.items()}
    elif not grid.is_long:
        return None
    return _Table(sheet, number, heads, names, not grid.is_long, owner, last)


def _has_items(heads: Iterable[str]) -> bool:
    """Whether heads are codes of items; one alone may be a year or a version."""
    codes = set(map(item_code, heads))
    short = [code for code in codes if "." in code or len(code) in (1, 2)]
    return TOTAL in codes or len(short) > 1


def _item(head: str) -> str:
    label = label_of(item_code(head))
    return f"{label}, percent" if label and head.endswith("%") else label


def _owner(row: Mapping[int, str], number: int) -> dict[str, tuple[int, int]]:
    """The cells of a row that says whose tables are; or none."""
    columns = list(row)
    names = [COLUMNS.get(row[column].rstrip(" :").casefold(), "") for column in columns[::2]]
    if len(columns) % 2 or not {*DETAILS, "framework"}.issuperset(names):
        return {}
    return {name: (number, column) for name, column in zip(names, columns[1::2], strict=True)}


def _recognises(content: Content) -> bool:
    return isinstance(content.data, bytes) and content.data.startswith(_BEGINNINGS)


def _read(content: Content, request: Request) -> Sequence[Document]:
    assert isinstance(content.data, bytes)
    with opened(content.data, content.name) as parts:
        sheets = sheets_of(parts)
    tables = [within for within in map(_tables_in, sheets) if within]
    places: list[_Place] = []
    faults: list[Fault] = []

    def readings() -> Iterator[Reading]:
        for within in tables:
            grids = [table.grid(places, faults) for table in within]
            for reading in readings_of(grids, faults):
                reading.repeats = len(within) > 1
                yield reading

    try:
        found = documents(readings(), faults, request) if tables else _from_texts(sheets, request)
    except InputError as error:
        raise _placed(error, places) from None
    if not found:
        item = f"sheets {', '.join([sheet.title for sheet in sheets])}"
        fault = InvalidValueError(item, "no table", _EXPECTED)
        raise InputError(request.name, [fault], _EXPECTED)
    return found


def _from_texts(sheets: Sequence[Sheet], request: Request) -> Sequence[Document]:
    """What sheets tell as pasted text would; nothing of those without rows of items."""
    found: list[Document] = []
    faults: list[KommunkompassError] = []
    for sheet in sheets:
        lines = [
            "\t".join(
                [" ".join(row.get(column, "").split()) for column in range(min(row), max(row) + 1)]
            )
            for row in sheet.rows.values()
        ]
        places: list[_Place] = [(sheet, number, {}) for number in sheet.rows]
        rows, wrong = pasted.scanned(lines, request.framework)
        if rows or wrong:
            odd = list(_odd_values(sheet, {places[row.line - 1][1]: row for row in rows}))
            faults += odd
            try:
                found += [] if odd else pasted.read("\n".join(lines), request)
            except InputError as error:
                faults += _placed(error, places).faults
    if faults:
        raise InputError(request.name, faults, _EXPECTED)
    return found


def _odd_values(sheet: Sheet, items: Mapping[int, Row]) -> Iterator[KommunkompassError]:
    """Formulas, shares, and in a row of an item more numbers than it has figures."""
    for number, row in sheet.rows.items():
        unused: Sequence[int] = ()
        if number in items:
            item = items[number]
            numbers = [column for column, text in row.items() if is_plain_number(text)]
            numbers = numbers[code_of(row[min(row)]) == item.code :]
            count = len(list(filter(None, attrs.astuple(item.printed))))
            unused = numbers[: max(len(numbers) - count, 0)]
        for column, text in row.items():
            if text.startswith("=") or column in unused or _SHARES.match(text):
                yield InvalidValueError(sheet.place(number, column), text, _PLAIN)


def _placed(error: InputError, places: Sequence[_Place]) -> InputError:
    """The error with cells in the place of lines."""
    faults = []
    for fault in error.faults:
        parts = fault.item.split(", ")
        labels = [", ".join(parts[-2:]), *reversed(parts), ""]

        def cell(match: re.Match[str], labels: Sequence[str] = labels) -> str:
            number = int(match[1])
            if not 0 < number <= len(places):
                return match[0]
            sheet, row, columns = places[number - 1]
            known = [columns[label] for label in labels if label in columns]
            return sheet.place(row, known[0] if known else 0)

        item, allowed = (_LINE.sub(cell, text) for text in (fault.item, fault.allowed))
        if str(fault.value).startswith("="):
            allowed += "; no formula (paste its value instead)"
        faults.append(type(fault)(item, fault.value, allowed))
    return InputError(error.item, faults, error.allowed)


FORMAT = Format(
    name="xlsx",
    suffixes=(".xlsx",),
    recognises=_recognises,
    read=_read,
    write=write_workbook,
)
