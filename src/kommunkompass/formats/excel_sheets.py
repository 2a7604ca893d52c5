"""Sheets: the rows of a workbook's visible sheets, as lines of text that the readers take."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from kommunkompass.errors import InputError, KommunkompassError, SourceError
from kommunkompass.extras import require
from kommunkompass.files import Content, cleaned
from kommunkompass.formats.sheet_ranges import CellRange, Covered, Merged
from kommunkompass.formats.workbook_cells import text_of_value
from kommunkompass.formats.workbook_safety import PartFacts, check_workbook

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "SEPARATOR",
    "Place",
    "Sheet",
    "SheetRow",
    "opened",
    "placed",
]

#: What parts the cells of a line that the readers take.
SEPARATOR = "\t"

#: The most columns and rows of a sheet that is read.
MOST_COLUMNS = 1_000
MOST_ROWS = 50_000
_LINE = re.compile(r"\bline ([0-9]+)")


@attrs.frozen(slots=False)
class SheetRow:
    """A row of a sheet.

    Attributes:
        sheet: the title of the sheet.
        number: the number of the row.
        texts: its cells as text, formulas as empty text.
        formulas: the formulas, by column from 0.
        merged: what cells show that are merged with some above them, by column.
        spans: by the columns of cells that are merged with some to their right, those' end.
    """

    sheet: str
    number: int
    texts: Sequence[str] = ()
    formulas: Mapping[int, str] = attrs.field(factory=dict)
    merged: Mapping[int, Merged] = attrs.field(factory=dict)
    spans: Mapping[int, int] = attrs.field(factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not (any(map(str.strip, self.texts)) or self.formulas)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Its cells as the heads of columns."""
        return tuple([" ".join(cleaned(text).split()) for text in self.texts])

    def line(self, columns: slice) -> str:
        """Some cells as a line of a delimited text; it may hold line ends within quotes."""
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL).writerow(self.texts[columns])
        return text.getvalue()

    def place(self, column: int = 0) -> str:
        """The place of a cell, as spreadsheet programs call it: ``"Kumla 2017!C7"``."""
        return f"{self.sheet}!{_letters(column)}{self.number}"


@attrs.frozen
class Place:
    """What a line that was read stands for: a row, and the columns of what errors name."""

    row: SheetRow
    columns: Mapping[str, int] = attrs.field(factory=dict)

    def cell(self, labels: Iterable[str]) -> str:
        """The cell that the first label with a column is about."""
        known = [self.columns[label] for label in labels if label in self.columns]
        return self.row.place(known[0] if known else self.columns.get("", 0))


@attrs.frozen
class Sheet:
    """A visible sheet: its title and its rows; where some are empty, one stands for them."""

    title: str
    rows: list[SheetRow]


def _letters(column: int) -> str:
    """The letters of a column, counted from 0: ``"A"`` is the first."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def opened(content: Content) -> tuple[list[Sheet], list[str]]:
    """The visible sheets of a workbook, and the titles of the hidden ones.

    Raises:
        SourceError: for what is no workbook, or one that does harm.
        MissingExtraError: where openpyxl is not installed.
    """
    data = content.data
    assert isinstance(data, bytes)
    told = check_workbook(data, content.name)
    openpyxl = require("openpyxl", extra="excel", item="reading Excel workbooks")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of charts and the like, which are not read
        try:
            workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            visible = [each for each in workbook.worksheets if each.sheet_state == "visible"]
            hidden = [each.title for each in workbook.worksheets if each not in visible]
            return [
                _sheet(each, told[each._worksheet_path], content.name) for each in visible
            ], hidden
        except KommunkompassError:
            raise
        except Exception as error:  # whatever a damaged workbook makes of openpyxl
            kind = f"{type(error).__name__}: {error}"[:200]
            allowed = f"a workbook that openpyxl can read ({kind})"
            raise SourceError("source", content.name, allowed) from None


def _sheet(sheet: Any, told: PartFacts, name: str) -> Sheet:
    sheet.reset_dimensions()  # what the sheet says of its own size may be wrong
    rows: list[SheetRow] = []
    for row in _rows(sheet, told, name):
        if rows and row.number > rows[-1].number + 1:
            rows.append(SheetRow(row.sheet, row.number - 1))
        rows.append(row)
        if len(rows) > MOST_ROWS:
            allowed = f"at most {MOST_ROWS} rows in a sheet; {row.place()} is beyond"
            raise SourceError("source", name, allowed)
    return Sheet(sheet.title, rows)


def _rows(sheet: Any, told: PartFacts, name: str) -> Iterator[SheetRow]:
    """The rows that are not empty."""
    filled = Covered(told.filled, MOST_COLUMNS)
    merged = Covered(told.merged, MOST_COLUMNS)
    shown: dict[CellRange, str] = {}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts: list[str] = []
        formulas: dict[int, str] = {}
        filling, merging = filled.at(number), merged.at(number)
        for column, cell in enumerate(cells):
            value = cell.value
            if value is None:
                continue
            if column >= MOST_COLUMNS:
                place = SheetRow(sheet.title, number).place(column)
                allowed = f"at most {MOST_COLUMNS} columns; {place} is beyond"
                raise SourceError("source", name, allowed)
            texts += [""] * (column - len(texts))
            if cell.data_type == "f":
                said = value if isinstance(value, str) else getattr(value, "text", "a data table")
                formulas[column] = str(said)
                texts.append("")
            elif column in filling:  # only the first of its cells says so
                formulas[column] = f"{value}, of a formula in several cells"
                texts.append("")
            else:
                is_number = isinstance(value, int | float)
                texts.append(text_of_value(value, cell.number_format if is_number else ""))
                if value in told.set_apart:
                    texts[-1] += " with digits set apart"
        above: dict[int, Merged] = {}
        spans: dict[int, int] = {}
        for column, each in merging.items():
            if each.top < number:
                above[column] = Merged(shown.get(each, ""), each)
            elif each.left == column:
                shown[each] = texts[column] if column < len(texts) else ""
                spans[column] = each.right + 1
        row = SheetRow(sheet.title, number, texts, formulas, above, spans)
        if not row.is_empty:
            yield row


def placed(error: InputError, places: Sequence[Place]) -> InputError:
    """The error with cells in the place of lines, which count the places from 1."""
    return InputError(error.item, [_placed(each, places) for each in error.faults], error.allowed)


def _placed(error: KommunkompassError, places: Sequence[Place]) -> KommunkompassError:
    labels = error.item.split(", ")
    labels = [", ".join(labels[-2:]), *labels[::-1]]

    def cell(match: re.Match[str]) -> str:
        number = int(match[1])
        return places[number - 1].cell(labels) if 0 < number <= len(places) else match[0]

    item, allowed = (_LINE.sub(cell, text) for text in (error.item, error.allowed))
    return type(error)(item, error.value, allowed)
