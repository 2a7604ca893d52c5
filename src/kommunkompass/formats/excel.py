"""Excel: workbooks (.xlsx), whose visible sheets are searched for tables.

Those of one sheet belong together. Where no sheet has any, each is read as pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from kommunkompass.errors import InputError, InvalidValueError, KommunkompassError
from kommunkompass.files import Content
from kommunkompass.formats import pasted
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.cells import is_share
from kommunkompass.formats.delimited import readings_of
from kommunkompass.formats.excel_writing import write
from kommunkompass.formats.form import Document, Format
from kommunkompass.formats.grid import code_of, is_plain_number
from kommunkompass.formats.rows import Fault, Reading, Request, Row
from kommunkompass.formats.sheet_tables import Place, Table, tables_in
from kommunkompass.formats.workbook_parts import opened
from kommunkompass.formats.workbook_sheets import Sheet, sheets_of

#: How archives begin, and workbooks of the older kind or with a password.
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_SHARES = re.compile(r"(andel|share)(er|s)?\b\W*$", re.IGNORECASE)
_LINE = re.compile(r"\bline ([0-9]+)")
_PLAIN = (
    "points, maximum and percent below heads that say so: no formula (paste its value instead), "
    "no other number, and no share (35, or 35 %)"
)
_EXPECTED = (
    "a visible sheet with a table of points or percents, its columns named by heads such as "
    '"code", "points" and "percent", or laid out as in a report'
)


def _recognises(content: Content) -> bool:
    return isinstance(content.data, bytes) and content.data.startswith(_BEGINNINGS)


def _read(content: Content, request: Request) -> Sequence[Document]:
    """Read the evaluations or tables of a workbook.

    Raises:
        SourceError: for what is no workbook, or one that does harm.
        InputError: for sheets without a table, or with a faulty one; it names all faults.
        ContradictionError: for scores that cannot all be true.
    """
    assert isinstance(content.data, bytes)
    with opened(content.data, content.name) as parts:
        sheets, hidden = sheets_of(parts)
    tables = [within for within in map(tables_in, sheets) if within]
    places: list[Place] = []
    try:
        found = _from_tables(tables, places, request) if tables else ()
    except InputError as error:
        raise _placed(error, places) from None
    found = found or _from_texts(sheets, request)
    if not found:
        names = [*[sheet.title for sheet in sheets], *[f"{each} (hidden)" for each in hidden]]
        fault = InvalidValueError(f"sheets {', '.join(names)}", "no table", _EXPECTED)
        raise InputError(request.name, [fault], _EXPECTED)
    return found


def _from_tables(
    sheets: Sequence[Sequence[Table]], places: list[Place], request: Request
) -> Sequence[Document]:
    """The evaluations that the tables of each sheet tell of."""
    faults: list[Fault] = []

    def readings() -> Iterator[Reading]:
        for tables in sheets:
            grids = [table.grid(places, faults) for table in tables]
            for reading in readings_of(grids, faults):
                reading.repeats = len(tables) > 1
                yield reading

    return documents(readings(), faults, request)


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
        places: list[Place] = [(sheet, number, {}) for number in sheet.rows]
        rows, wrong = pasted.scanned(lines, request.framework)
        if rows or wrong:
            odd = list(_odd_values(sheet, {places[row.line - 1][1]: row for row in rows}))
            faults += odd
            try:
                found += [] if odd else [pasted.read("\n".join(lines), request)]
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
            is_odd = text.startswith("=") or column in unused or _SHARES.match(text)
            if is_odd or (number in items and is_share(text)):
                yield InvalidValueError(sheet.place(number, column), text, _PLAIN)


def _placed(error: InputError, places: Sequence[Place]) -> InputError:
    """The error with cells in the place of lines, which count the places from 1."""
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
        faults.append(type(fault)(item, fault.value, allowed))
    return InputError(error.item, faults, error.allowed)


FORMAT = Format(
    name="xlsx",
    suffixes=(".xlsx",),
    recognises=_recognises,
    read=_read,
    write=write,
    is_text=False,
)
