"""Delimited tables: CSV and TSV, as spreadsheets, scripts and this library write them.

In long form a row is an item; in wide form a row is an evaluation, and a column an item.
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
    FIGURES,
    SUM,
    WORDS,
    Grid,
    code_of,
    found,
    is_plain_number,
    item_code,
    label_of,
    without_sign,
)
from kommunkompass.formats.texts import ALLOWED, number_of, parted, range_of, read_text
from kommunkompass.framework import TOTAL
from kommunkompass.interval import Range

_MEANINGS: Mapping[str, Mapping[str, Any]] = {
    "level": {"": None, "criterion": "criterion", "area": "area", "total": "total"},
    "figures": {"": None, "printed": False, "exact": True},
    "given": {"": True, "yes": True, "no": False},
}

_NO_ITEMS = {"rank", "ranking", "rang", "placering", "plats", "id", "länskod"}
_RANGE = 'an exact range such as "[9.225, 9.375)", or "[9,225; 9,375)"'


def recognises(content: Content) -> bool:
    return found(content.text) is not None


def read_all(content: Content, request: Request) -> Sequence[Owned]:
    faults: list[Fault] = []
    grid = found(content.text) or Grid(())
    return documents(readings_of([grid], faults), faults, request)


def readings_of(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    """What tables say of each evaluation, of one at least."""
    count = 0
    for count, reading in enumerate(chain(_wide(grids, faults), _long(grids, faults)), 1):
        if count > MOST_EVALUATIONS:
            most = f"{MOST_EVALUATIONS} evaluations"
            faults.append(fault_at(reading.line, "", "a further evaluation", most))
            return
        yield reading
    if not count:
        yield Reading()


def key_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """What rows of one evaluation have in common: its number, or whose it is."""
    names = ("evaluation",) if "evaluation" in row else DETAILS
    return tuple([row.get(name, "–").strip() for name in names])


def _long(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    readings: dict[tuple[str, ...], Reading] = {}
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
    is_told = any(first for first, *_ in readings)
    for key in list(readings):
        reading = readings.pop(key)
        if is_told and not key[0]:
            name = "municipality" if key[1:] else "evaluation"
            reading.wrong(reading.line, name, "", "whose each row is, as in others")
        yield reading


def _say(reading: Reading, number: int, row: Mapping[str, str]) -> None:
    for name in ("framework", *DETAILS):
        reading.say(number, name, read_text(row.get(name, "")))


def add_row(reading: Reading, number: int, row: Mapping[str, str]) -> None:
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
    meanings, word = _MEANINGS[column], cell.casefold()
    word = WORDS.get(word, word)
    if word not in meanings:
        reading.wrong(number, column, cell, " or ".join(filter(None, meanings)))
    return meanings.get(word)


def _wide(grids: Sequence[Grid], faults: list[Fault]) -> Iterator[Reading]:
    for grid in grids:
        if grid.is_wide:
            yield from _evaluations(grid, faults)


def _evaluations(grid: Grid, faults: list[Fault]) -> Iterator[Reading]:
    items: dict[str, tuple[str, str]] = {}
    heads: list[tuple[str, bool]] = []  # the item of each column, and whether it is its percent
    others: dict[int, str] = {}
    for place, (text, name) in enumerate(zip(grid.heads, grid.names, strict=True)):
        code, title = parted(without_sign(text))
        item = code or code_of(title) or title if item_code(text) and not name else ""
        head = item, text.endswith("%")
        if item and head in heads:
            faults.append(fault_at(grid.head_line, "", text, "each column once"))
        elif item:
            items[item] = code, title
        elif name in ("", *FIGURES) and text.casefold() not in _NO_ITEMS and (text or place):
            others[place] = text
        heads.append(head)
    columns = frozenset(map(item_code, items))
    for number, cells in grid.rows(faults):
        reading = Reading(line=number, columns=columns)
        for place in [place for place in others if place < len(cells)]:
            if is_plain_number(cells[place]) or cells[place].startswith(("=", "[", "(")):
                reading.unread[others.pop(place)] = cells[place]
        row = dict(zip(grid.names, cells, strict=False))
        named = {name: cell.strip() for name, cell in row.items() if name and cell.strip()}
        if named and all(COLUMNS.get(cell.casefold()) == name for name, cell in named.items()):
            reading.wrong(number, "", " ".join(cells), "an evaluation, and no heads again")
        _say(reading, number, row)
        exact = _meaning(reading, number, "figures", row.get("figures", "").strip())
        figures = {None: "", False: "printed", True: "exact"}[exact]
        texts = dict(zip(heads, [cleaned(cell).strip() for cell in cells], strict=False))
        for item, (code, title) in items.items():
            text, percent = texts.get((item, False), ""), texts.get((item, True), "")
            if text or percent:
                said = {"code": code, "title": title, "figures": figures}
                add_row(reading, number, said | _parts(text, percent, exact))
        yield reading


def _parts(text: str, percent: str, exact: bool | None) -> dict[str, str]:
    """What cells in wide form say, as cells in long form."""
    if percent:
        return {"points": text, "percent": percent}
    if text[0] in "[(":
        return {"range": text}
    if exact:
        return {"exact": text}
    return {"percent" if text.endswith("%") else "points": text}
