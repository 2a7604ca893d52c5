"""Delimited tables: CSV and TSV, as spreadsheets and scripts write them.

A head line names the columns, in any order and in English or Swedish::

    code;title;points;max;percent
    1;Offentlighet och demokrati;37;100;37
    1.1;Finns en plan/strategi för demokratiutveckling och information?;5;15;35

The separator is a tab, a semicolon, a comma or a bar. A column ``level`` may say what a row is
about (criterion, area or total); without it the code tells. Other columns are ignored.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from kommunkompass.errors import InvalidValueError
from kommunkompass.formats.assembly import assemble
from kommunkompass.formats.rows import (
    MOST_ROWS,
    Fault,
    Printed,
    Reading,
    Request,
    Row,
)
from kommunkompass.formats.titles import Level, plain
from kommunkompass.framework import TOTAL
from kommunkompass.published import PublishedTable

__all__ = ["read", "recognises"]

_SEPARATORS = "\t;,|"
_LONGEST_HEAD = 5_000
_HEAD_WITHIN = 10

_COLUMNS = {
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
    "max": "maximum",
    "maximum": "maximum",
    "percent": "percent",
    "procent": "percent",
    "%": "percent",
}
_LEVELS: Mapping[str, Level] = {
    "criterion": "criterion",
    "delfråga": "criterion",
    "area": "area",
    "område": "area",
    "total": "total",
    "totalt": "total",
    "summa": "total",
}
_CODE = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\.?")


def recognises(text: str) -> bool:
    """Whether one of the first lines is a head line of known columns."""
    return _head(text.split("\n", _HEAD_WITHIN)) is not None


def read(text: str, request: Request) -> PublishedTable:
    """Read a text that :func:`recognises` has recognised.

    Raises:
        InputError: for a table with faults; it names all of them.
    """
    lines = text.split("\n")
    place, separator = _head(lines) or (0, ";")
    rows: list[Row] = []
    faults: list[Fault] = []
    names = [_COLUMNS.get(cell.strip().casefold(), "") for cell in _cells(lines[place], separator)]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        error = InvalidValueError(f"line {place + 1}", name, "each column once")
        faults.append((place + 1, error))
    for number, cells in _records(lines, place + 1, separator, faults):
        if not any(map(plain, cells)):
            continue  # empty, or the line under the head of a Markdown table
        if any(cells[len(names) :]):
            allowed = (
                f"{len(names)} cells, as in the head line; quote a cell that has {separator!r}"
            )
            faults.append((number, InvalidValueError(f"line {number}", _joined(cells), allowed)))
        elif len(rows) == MOST_ROWS:
            error = InvalidValueError(f"line {number}", "a further row", f"{MOST_ROWS} rows")
            faults.append((number, error))
            break
        else:
            rows.append(_row(number, dict(zip(names, cells, strict=False)), cells, faults))
    return assemble(Reading(rows=rows, faults=faults), request)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _head(lines: Sequence[str]) -> tuple[int, str] | None:
    """The place of the head line and its separator."""
    for place, line in enumerate(lines[:_HEAD_WITHIN]):
        if len(line) > _LONGEST_HEAD:
            continue
        for separator in _SEPARATORS:
            cells = _cells(line, separator)
            names = {_COLUMNS.get(cell.strip().casefold()) for cell in cells}
            if "code" in names and names & {"points", "percent"}:
                return place, separator
    return None


def _records(
    lines: list[str], place: int, separator: str, faults: list[Fault]
) -> Iterator[tuple[int, list[str]]]:
    """The rows below the head line, each with the number of the line it begins in."""
    reader = csv.reader([line + "\n" for line in lines[place:]], delimiter=separator, strict=True)
    while True:
        number = place + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            allowed = "cells as spreadsheets write them, with every quotation mark closed"
            faults.append((number, InvalidValueError(f"line {number}", str(error), allowed)))
            return
        yield number, [cell.strip() for cell in cells]


def _joined(cells: Sequence[str]) -> str:
    return " ".join([cell for cell in cells if cell])


def _row(number: int, row: Mapping[str, str], cells: Sequence[str], faults: list[Fault]) -> Row:
    said, code, title = (row.get(name, "") for name in ("level", "code", "title"))
    level = _LEVELS.get(said.casefold())
    if said and level is None:
        allowed = "criterion, area or total"
        faults.append((number, InvalidValueError(f"line {number}, level", said, allowed)))
    match = _CODE.fullmatch(code)
    if match:
        code = ".".join([part for part in match.groups() if part])
    elif "total" in (_LEVELS.get((code or title).casefold()), "" if code else level):
        code = TOTAL
    printed = Printed(*[row.get(name, "") for name in ("points", "maximum", "percent")])
    return Row(
        line=number, text=_joined(cells), level=level, code=code, title=title, printed=printed
    )
