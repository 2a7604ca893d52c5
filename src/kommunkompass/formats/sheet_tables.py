"""Tables in sheets: where they begin and end, whatever stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kommunkompass.errors import SourceError
from kommunkompass.formats.excel_sheets import Sheet, SheetRow
from kommunkompass.formats.grid import (
    COLUMNS,
    FIGURES,
    OWNERS,
    Grid,
    item_code,
    label_of,
    percent_code_of,
)
from kommunkompass.formats.sheet_table import SheetTable
from kommunkompass.framework import TOTAL

__all__ = ["tables_in"]

#: The columns one of which a table must have: figures, or in a wide one whose they are.
_TOLD_BY = frozenset([*FIGURES, *OWNERS])

#: How many rows below heads tell what stands there.
_LOOKED_AT = 10

#: The most tables of a sheet that are read.
_MOST_TABLES = 500


def tables_in(sheet: Sheet, name: str) -> list[SheetTable]:
    """The tables of a sheet, in the order of their head rows.

    Raises:
        SourceError: for a sheet of more tables than any report has.
    """
    found: list[SheetTable] = []
    running: list[SheetTable] = []
    width = max([len(row.texts) for row in sheet.rows], default=0)
    for index, row in enumerate(sheet.rows):
        if row.is_empty:
            for table in running:
                table.is_broken = True
            continue
        begun: list[SheetTable] = []
        new = [table for table in running if table.has_heads_alone]
        lower: dict[int, str] = {}
        for table in new:
            lower |= table.lower_heads(row, sheet.rows[index + 1 : index + 1 + _LOOKED_AT])
        if lower:
            heads = dict(enumerate(sheet.rows[index - 1].heads)) | lower
            both = [heads.get(column, "") for column in range(width)]
            running = [table for table in running if table not in new]
            found = [table for table in found if table not in new]
            coming = _with_heads(sheet.rows, index, both, width)
        else:
            coming = _begun(sheet.rows, index, width, bool(new))
        for table in coming:
            before = [each for each in running if each.overlaps(table)]
            if not any(each.must_have(row) for each in before):
                begun.append(table)
                running = [each for each in running if each not in before]
        for table in running:
            table.take(row)
        running += begun
        found += begun
        if len(found) > _MOST_TABLES:
            allowed = f"at most {_MOST_TABLES} tables in a sheet; {row.place()} has further ones"
            raise SourceError("source", name, allowed)
    return found


def _begun(
    rows: Sequence[SheetRow], index: int, width: int, is_below_heads: bool
) -> Iterator[SheetTable]:
    """The tables that have their head row, or the lower one of two, at an index."""
    row = rows[index]
    alone = list(_with_heads(rows, index, row.heads, width))
    if alone or is_below_heads or not index:
        yield from alone
        return
    above = rows[index - 1].heads
    both = [*row.heads, *[""] * (len(above) - len(row.heads))]
    both = [head or over for head, over in zip(both, [*above, *both[len(above) :]], strict=True)]
    yield from _with_heads(rows, index, both, width)


def _with_heads(
    rows: Sequence[SheetRow], index: int, heads: Sequence[str], width: int
) -> Iterator[SheetTable]:
    """The tables of a head row: one, or several that empty columns part."""
    if _TOLD_BY.isdisjoint([COLUMNS.get(head.casefold()) for head in heads]):
        return  # what every row is asked, for speed
    heads = [*heads, *[""] * (width - len(heads))]
    named = [name for name in Grid(heads).names if name]
    several = len(named) > len(set(named))
    for columns in _parts(heads) if several else [slice(0, width)]:
        part = heads[columns]
        grid = Grid(part)
        if grid.is_long or (grid.is_wide and _has_items(part)):
            names = list(grid.names)
            if grid.is_wide:
                names = [name or _item(head) for name, head in zip(names, part, strict=True)]
            known = {column: name for column, name in enumerate(names, columns.start) if name}
            first = rows[index]
            yield SheetTable(part, columns, [first], [first.line(columns)], known, grid.is_wide)


def _has_items(heads: Sequence[str]) -> bool:
    """Whether heads are codes of items: one alone may be a year or a version beside its name."""
    codes = set(map(item_code, heads))
    short = [code for code in codes if "." in code or len(code) in (1, 2)]
    return TOTAL in codes or len(short) > 1


def _item(head: str) -> str:
    """What a column of a wide table tells of an item, as errors name it; or empty."""
    code, percent = item_code(head), percent_code_of(head)
    if percent:
        return f"{label_of(percent)}, percent"
    return label_of(code) if code else ""


def _parts(heads: Sequence[str]) -> Iterator[slice]:
    """The runs of heads between empty ones."""
    start = 0
    for end in range(len(heads) + 1):
        if end == len(heads) or not heads[end]:
            if end > start:
                yield slice(start, end)
            start = end + 1
