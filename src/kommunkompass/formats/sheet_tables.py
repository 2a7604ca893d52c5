"""Tables in sheets: where they begin and end, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from kommunkompass.errors import InvalidValueError, SourceError
from kommunkompass.formats.excel_sheets import SEPARATOR, Place, Sheet, SheetRow
from kommunkompass.formats.grid import COLUMNS, DETAILS, TITLES, Grid, code_of, percent_code_of
from kommunkompass.formats.rows import Fault
from kommunkompass.formats.sheet_ranges import Merged
from kommunkompass.formats.source import cleaned
from kommunkompass.framework import TOTAL

__all__ = ["SheetTable", "tables_in", "text_at"]

_FIGURES = ("points", "percent", "exact", "range")
_TEXTS = ("title", "level")

#: The columns of which a merged cell says the same in all its rows.
_FILLED = frozenset(["evaluation", "framework", "level", "figures", *DETAILS])

#: The columns one of which a table must have: figures, or in a wide one whose they are.
_TOLD_BY = frozenset([*_FIGURES, *DETAILS, "evaluation", "framework"])

#: The most tables of a sheet that are read.
_MOST_TABLES = 500
_DIGIT = re.compile(r"\d")


def text_at(row: SheetRow, column: int) -> str:
    """The text of a cell without blanks around it; empty where there is none."""
    return cleaned(row.texts[column]).strip() if column < len(row.texts) else ""


@attrs.define(eq=False)
class SheetTable:
    """A table in a sheet.

    Attributes:
        heads: the cells of its head row.
        columns: where they stand.
        rows: the head row and those below it.
        lines: the rows as lines of delimited text, empty for those that are passed over.
        names: what its columns are.
        is_wide: whether each row is about an evaluation.
        is_broken: whether an empty row has come since the head row.
    """

    heads: Sequence[str]
    columns: slice
    rows: list[SheetRow]
    lines: list[str]
    names: Mapping[int, str]
    is_wide: bool
    is_broken: bool = False

    def overlaps(self, other: SheetTable) -> bool:
        """Whether both have a column."""
        return not self.names.keys().isdisjoint(other.names)

    def must_have(self, row: SheetRow) -> bool:
        """Whether a row below is certainly one of the table's, and no head row."""
        return not self.is_broken if self.is_wide else self._has_code(row)

    def _has_code(self, row: SheetRow) -> bool:
        return any(code_of(text_at(row, each)) for each in self._columns("code"))

    def _columns(self, *names: str) -> list[int]:
        return [column for column, name in self.names.items() if name in names]

    def take(self, row: SheetRow) -> None:
        """Add a row; one that has neither a code nor figures is a note, and passed over."""
        row = self._filled(row)
        said = list(self.names) if self.is_wide else self._columns(*_FIGURES)
        texts = "".join([text_at(row, each) for each in said])
        counts = texts if self.is_wide else _DIGIT.search(texts) or self._has_code(row)
        has_formula = any(each in row.formulas for each in said)
        self.rows.append(row)
        self.lines.append(row.line(self.columns) if counts or has_formula else "")

    def _merged(self, row: SheetRow) -> Iterator[tuple[int, str, Merged]]:
        """The row's cells that are merged with others below the heads: what they are and show."""
        for column, merged in row.merged.items():
            name = self.names.get(column, "title")
            if name != "title" and merged.text.strip() and merged.range.top > self.rows[0].number:
                yield column, name, merged

    def _filled(self, row: SheetRow) -> SheetRow:
        """The row with what merged cells show of whose it is."""
        shown = {
            column: merged.text
            for column, name, merged in self._merged(row)
            if name in _FILLED and not text_at(row, column)
        }
        if not shown:
            return row
        texts = [*row.texts, *[""] * (max(shown) + 1 - len(row.texts))]
        texts = [shown.get(column, text) for column, text in enumerate(texts)]
        return attrs.evolve(row, texts=texts)

    def grid(self, places: list[Place]) -> Grid:
        """The table as the readers of delimited text take it; its rows are added to places."""
        above = len(places)
        columns: dict[str, int] = {}
        for column, name in self.names.items():
            columns.setdefault(name, column)
            if self.is_wide:  # some errors name the item by its code alone
                columns.setdefault(name.partition(" ")[2] or name, column)
        columns[""] = columns.get("code", min(self.names))
        places += [Place(row, columns) for row in self.rows]
        return Grid(self.lines, 0, SEPARATOR, self.heads, above)

    def faults(self, above: int) -> Iterator[Fault]:
        """What cells may not hold: formulas, and percents that may be meant as shares."""
        for number, row in enumerate(self.rows[1:], above + 2):
            for column, name, merged in (
                self._merged(row) if self.lines[number - above - 1] else ()
            ):
                width = merged.range.right - merged.range.left
                if name not in _FILLED or width or text_at(row, column) != merged.text.strip():
                    allowed = "a cell that is not merged with others"
                    item = f"{row.place(column)}, {name}"
                    yield number, InvalidValueError(item, merged.text, allowed)
            for column, formula in row.formulas.items():
                name = self.names.get(column, "title")
                if name not in _TEXTS:
                    allowed = "a number or text; no formula is computed: paste its value instead"
                    item = f"{row.place(column)}, {name}"
                    yield number, InvalidValueError(item, formula, allowed)
            for column in row.fractions:
                name = self.names.get(column, "")
                if name.endswith("percent"):
                    allowed = "35, or 0.35 in a number format with a percent sign"
                    item = f"{row.place(column)}, {name}"
                    yield number, InvalidValueError(item, row.texts[column], allowed)


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
        is_below_heads = any(table.rows[-1] is table.rows[0] for table in running)
        for table in _begun(sheet.rows, index, width, is_below_heads):
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
    below = [row.texts for row in rows[index + 1 : index + 1 + TITLES]]
    heads = [*heads, *[""] * (width - len(heads))]
    named = [name for name in Grid((), 0, SEPARATOR, heads, cells=below).names if name]
    several = len(named) > len(set(named))
    for columns in _parts(heads) if several else [slice(0, width)]:
        part = heads[columns]
        grid = Grid((), 0, SEPARATOR, part, cells=[texts[columns] for texts in below])
        if grid.is_long or (grid.is_wide and _has_items(part)):
            names = list(grid.names)
            if grid.is_wide:
                names = [name or _item(head) for name, head in zip(names, part, strict=True)]
            known = {column: name for column, name in enumerate(names, columns.start) if name}
            first = rows[index]
            yield SheetTable(part, columns, [first], [first.line(columns)], known, grid.is_wide)


def _has_items(heads: Sequence[str]) -> bool:
    """Whether heads are codes of items: one alone may be a year or a version beside its name."""
    codes = {code_of(head) for head in heads}
    short = [code for code in codes if "." in code or len(code) in (1, 2)]
    return TOTAL in codes or len(short) > 1


def _item(head: str) -> str:
    """What a column of a wide table tells of an item, as errors name it; or empty."""
    code, percent = code_of(head), percent_code_of(head)
    kind = "" if TOTAL in (code, percent) else "criterion " if "." in code + percent else "area "
    return f"{kind}{percent}, percent" if percent else code and f"{kind}{code}"


def _parts(heads: Sequence[str]) -> Iterator[slice]:
    """The runs of heads between empty ones."""
    start = 0
    for end in range(len(heads) + 1):
        if end == len(heads) or not heads[end]:
            if end > start:
                yield slice(start, end)
            start = end + 1
