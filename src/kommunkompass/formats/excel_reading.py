"""Reading of workbooks: the tables that stand somewhere in the visible sheets.

A table begins at a row of heads that name its columns, as in CSV; the heads may take two rows.
What stands around it is passed over, and so are rows without a code and figures below it.
Several tables of one sheet belong together; each sheet is another evaluation. Above a table,
a row of two cells may say whose it is. A sheet without such a table is read as pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunkompass.errors import InputError, InvalidValueError, KommunkompassError
from kommunkompass.files import Content
from kommunkompass.formats import pasted
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.cells import PERCENT, is_share, read_text
from kommunkompass.formats.delimited import readings_of
from kommunkompass.formats.excel_sheets import Place, Sheet, SheetRow, opened, placed
from kommunkompass.formats.form import Document
from kommunkompass.formats.grid import COLUMNS, DETAILS
from kommunkompass.formats.rows import Fault, Reading, Request
from kommunkompass.formats.scan import scanned
from kommunkompass.formats.sheet_table import SheetTable, text_at
from kommunkompass.formats.sheet_tables import tables_in

__all__ = ["read", "recognises"]

#: How archives begin, and workbooks of the older kind or with a password.
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_SHARES = re.compile(r"(andel|share)(er|s)?\b\W*$", re.IGNORECASE)
_EXPECTED = (
    "a visible sheet with a table of points or percents, its columns named by heads such as "
    '"code", "points" and "percent", or laid out as in a report'
)


def recognises(content: Content) -> bool:
    """Whether it is an archive, as workbooks are, or a workbook of the older kind."""
    return isinstance(content.data, bytes) and content.data.startswith(_BEGINNINGS)


def read(content: Content, request: Request) -> Sequence[Document]:
    """Read the evaluations or tables of a workbook.

    Raises:
        SourceError: for what is no workbook, or one that does harm.
        InputError: for sheets without a table, or with a faulty one; it names all faults.
        ContradictionError: for scores that cannot all be true.
        MissingExtraError: where openpyxl is not installed.
    """
    sheets, hidden = opened(content)
    found: list[Document] = []
    faults: list[KommunkompassError] = []
    allowed = ""
    tables = [tables_in(sheet, content.name) for sheet in sheets]
    for sheet, within in zip(sheets, tables, strict=True):
        places: list[Place] = []
        try:
            if within:
                found += _from_tables(sheet, within, places, request)
            elif not any(tables):
                found += _from_text(sheet, places, request)
        except InputError as error:
            faults += placed(error, places).faults
            allowed = error.allowed
    if faults:
        raise InputError(request.name, faults, allowed)
    if not found:
        names = ", ".join(
            [*[sheet.title for sheet in sheets], *[f"{each} (hidden)" for each in hidden]]
        )
        fault = InvalidValueError(f"sheets {names}", "no table", _EXPECTED)
        raise InputError(request.name, [fault], _EXPECTED)
    return found


def _from_tables(
    sheet: Sheet, tables: Sequence[SheetTable], places: list[Place], request: Request
) -> Sequence[Document]:
    """The evaluations that the tables of a sheet tell of."""
    faults: list[Fault] = []
    grids = []
    for table in tables:
        faults += table.faults(len(places))
        grids.append(table.grid(places))
    readings = list(readings_of(grids, faults))
    if len(readings) == 1:
        _say(readings[0], sheet, tables, places)
    for reading in readings:
        reading.repeats = len(tables) > 1
    return documents(readings, faults, request)


def _say(
    reading: Reading, sheet: Sheet, tables: Sequence[SheetTable], places: list[Place]
) -> None:
    """Take what rows of names and values above the tables say of whose they are.

    All that is said has to agree: figures of two municipalities would become one's else.
    """
    heads = [table.rows[0].number for table in tables]
    taken = {
        row.number
        for table in tables
        for row, line in zip(table.rows, table.lines, strict=True)
        if line
    }
    for row in sheet.rows:
        if row.number >= max(heads):
            return
        filled = [column for column, _ in enumerate(row.texts) if text_at(row, column)]
        names = [
            COLUMNS.get(text_at(row, column).rstrip(" :").casefold(), "") for column in filled[::2]
        ]
        if row.number in taken or row.formulas or len(filled) % 2:
            continue
        if not names or not {*DETAILS, "framework"}.issuperset(names):
            continue
        for name, column in zip(names, filled[1::2], strict=True):
            places.append(Place(row, {"": column}))
            if name not in reading.said and row.number > min(heads):
                allowed = "whose the tables are above the first of them"
                reading.wrong(len(places), name, row.texts[column], allowed)
            reading.say(len(places), name, read_text(row.texts[column]))


def _from_text(sheet: Sheet, places: list[Place], request: Request) -> Sequence[Document]:
    """What a sheet tells as pasted text would; nothing where it has no rows of items."""
    lines = ["\t".join([" ".join(text.split()) for text in row.texts]) for row in sheet.rows]
    places += [Place(row) for row in sheet.rows]
    rows, faults = scanned(lines, request.framework)
    if not rows and not faults:
        return ()
    for row in sheet.rows:
        for column, formula in row.formulas.items():
            allowed = "numbers and text; no formula is computed: paste its value instead"
            fault = InvalidValueError(row.place(column), formula, allowed)
            raise InputError(request.name, [fault], _EXPECTED)
    _check_shares(sheet, [places[row.line - 1].row for row in rows], request.name)
    return [pasted.read("\n".join(lines), request)]


def _check_shares(sheet: Sheet, rows: Sequence[SheetRow], name: str) -> None:
    """Refuse what may be shares, in rows of items, and a column that is called so."""
    faults = [
        InvalidValueError(row.place(column), row.texts[column], PERCENT)
        for row in rows
        for column in range(len(row.texts))
        if is_share(text_at(row, column))
    ]
    for row in [] if faults else sheet.rows:
        for column, head in enumerate(row.heads):
            if _SHARES.match(head):
                allowed = 'a head "procent" in a table with a column of codes'
                faults.append(InvalidValueError(row.place(column), head, allowed))
    if faults:
        raise InputError(name, faults, _EXPECTED)
