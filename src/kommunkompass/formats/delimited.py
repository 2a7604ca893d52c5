"""Delimited tables: CSV and TSV, as spreadsheets, scripts and this library write them.

In long form a row is an item. In wide form a row is an evaluation and a column an item: a cell
holds printed points (``9``), a printed percent (``62%``), or an exact range (``[9.225, 9.375)``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kommunkompass.files import Content, cleaned
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.form import (
    MOST_EVALUATIONS,
    MOST_ROWS,
    Fault,
    Owned,
    Printed,
    Reading,
    Request,
    Row,
    fault_at,
)
from kommunkompass.formats.grid import (
    COLUMNS,
    DETAILS,
    SUM,
    WORDS,
    Grid,
    code_of,
    found,
    item_code,
    label_of,
    without_sign,
)
from kommunkompass.formats.texts import ALLOWED, number_of, range_of, read_text
from kommunkompass.framework import TOTAL
from kommunkompass.interval import Range

#: What words mean in the columns that have words; an empty cell is one.
_MEANINGS: Mapping[str, Mapping[str, Any]] = {
    "level": {"": None, "criterion": "criterion", "area": "area", "total": "total"},
    "figures": {"": None, "printed": False, "exact": True},
    "given": {"": True, "yes": True, "no": False},
}
_RANGE = 'an exact range such as "[9.225, 9.375)", or "[9,225; 9,375)"'


def recognises(content: Content) -> bool:
    return found(content.text) is not None


def read_all(content: Content, request: Request) -> Sequence[Owned]:
    """What is recognised; errors are those of :func:`.documents`."""
    faults: list[Fault] = []
    grid = found(content.text) or Grid(())
    return documents(readings_of([grid], faults), faults, request)


def readings_of(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    """What tables say of each evaluation, of one at least; they may be let go of one by one."""
    count = 0
    for count, reading in enumerate(chain(_wide(grids, faults), _long(grids, faults)), 1):
        if count > MOST_EVALUATIONS:
            most = f"at most {MOST_EVALUATIONS} in one source"
            said = f"more than {MOST_EVALUATIONS} evaluations"
            faults.append(fault_at(reading.line, "", said, most))
            return
        yield reading
    if not count:
        yield Reading()


def key_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """What rows of one evaluation in long form have in common: its number, or whose it is."""
    names = ("evaluation",) if "evaluation" in row else DETAILS
    return tuple([row.get(name, "").strip() for name in names])


def _long(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    readings: dict[object, Reading] = {}
    for grid in grids:
        for number, cells in grid.rows(faults) if grid.is_long else ():
            row = dict(zip(grid.names, cells, strict=False))
            if row.get("given", "").strip().casefold() in SUM:
                continue
            reading = readings.setdefault(key_of(row), Reading(line=number))
            if len(reading.rows) == MOST_ROWS:
                reading.wrong(number, "", "a further row", f"{MOST_ROWS} rows")
            if len(reading.rows) == MOST_ROWS or len(readings) > MOST_EVALUATIONS:
                break
            _say(reading, number, row)
            plain = {name: cleaned(cell).strip() for name, cell in row.items()}
            add_row(reading, number, plain)
    for key in list(readings):
        yield readings.pop(key)


def _say(reading: Reading, number: int, row: Mapping[str, str]) -> None:
    for name in ("framework", *DETAILS):
        reading.say(number, name, read_text(row.get(name, "")))


def add_row(reading: Reading, number: int, row: Mapping[str, str]) -> None:
    """Take what a row in long form says of its item."""

    def said(name: str) -> str:
        return row.get(name, "")

    level, exact, given = [_meaning(reading, number, name, said(name)) for name in _MEANINGS]
    code, title = said("code"), said("title").lstrip("'")
    code = code_of(code or title) or code or (TOTAL if level == TOTAL else "")
    label = label_of(code or title)
    points, known = number_of(said("exact").replace(",", ".")), range_of(said("range"))
    for name, value, allowed in (("exact", points, ALLOWED), ("range", known, _RANGE)):
        if said(name) and value is None:
            reading.wrong(number, f"{label}, {name}", said(name), allowed)
    if points is not None and known is not None:
        both = f"{said('exact')}, {said('range')}"
        reading.wrong(number, label, both, "exact points or a range, not both")
    elif points is not None:
        known = Range.exactly(points)
    reading.rows.append(
        Row(
            line=number,
            level=level,
            code=code,
            title=title,
            printed=Printed(said("points"), said("maximum"), said("percent")),
            exact=exact,
            range=known,
            given=given is not False,
        )
    )


def _meaning(reading: Reading, number: int, column: str, cell: str) -> Any:
    """What the word in a cell means, or None, noting that it is not known."""
    meanings, word = _MEANINGS[column], cell.casefold()
    word = WORDS.get(word, word)
    if word not in meanings:
        reading.wrong(number, column, cell, " or ".join(filter(None, meanings)))
    return meanings.get(word)


def _wide(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    for grid in grids:
        if grid.is_wide:
            yield from _evaluations(grid, _item_heads(grid, faults), faults)


def _item_heads(grid: Grid, faults: list[Fault]) -> list[tuple[str, bool]]:
    """For each column the code or title of its item, and whether it has percents alone."""
    heads: list[tuple[str, bool]] = []
    for text, name in zip(grid.heads, grid.names, strict=True):
        item = without_sign(text) if item_code(text) and not name else ""
        head = code_of(item) or item, text.endswith("%")
        if item and head in heads:
            faults.append(fault_at(grid.head_line, "", text, "each column once"))
        heads.append(head)
    return heads


def _evaluations(
    grid: Grid, heads: Sequence[tuple[str, bool]], faults: list[Fault]
) -> Iterator[Reading]:
    items = dict.fromkeys([item for item, _ in heads if item])
    for number, cells in grid.rows(faults):
        reading = Reading(line=number)
        row = dict(zip(grid.names, cells, strict=False))
        named = {name: cell.strip() for name, cell in row.items() if name and cell.strip()}
        if named and all(COLUMNS.get(cell.casefold()) == name for name, cell in named.items()):
            reading.wrong(number, "", " ".join(cells), "an evaluation, and no heads again")
        _say(reading, number, row)
        exact = _meaning(reading, number, "figures", row.get("figures", "").strip())
        figures = {None: "", False: "printed", True: "exact"}[exact]
        texts = dict(zip(heads, [cleaned(cell).strip() for cell in cells], strict=False))
        for item in items:
            text, percent = texts.get((item, False), ""), texts.get((item, True), "")
            if text or percent:
                said = _parts(text, percent, exact) | {"title": item, "figures": figures}
                add_row(reading, number, said)
        if not figures:
            reading.shares = ("percent", "points")
        yield reading


def _parts(text: str, percent: str, exact: bool | None) -> dict[str, str]:
    """What a cell in wide form says, and a percent beside it, as cells in long form."""
    if percent:
        return {"points": text, "percent": percent}
    if text[0] in "[(":
        return {"range": text}
    if exact:
        return {"exact": text}
    return {"percent" if text.endswith("%") else "points": text}
