"""A table in a sheet: its rows, and what its cells may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from kommunkompass.errors import InvalidValueError
from kommunkompass.files import cleaned
from kommunkompass.formats.excel_sheets import SEPARATOR, Place, SheetRow
from kommunkompass.formats.grid import (
    COLUMNS,
    DETAILS,
    FIGURES,
    Grid,
    code_of,
    is_plain_number,
    numbered,
)
from kommunkompass.formats.rows import Fault
from kommunkompass.formats.sheet_ranges import Merged

__all__ = ["SheetTable", "text_at"]

_COUNTED = (*FIGURES, "maximum")
_TEXTS = ("title", "level")

#: The columns of a wide table that say whose an evaluation is, and the same of a note below it.
_OWNERS = frozenset(["evaluation", "figures", *DETAILS])

#: The columns of which a merged cell says the same in all its rows.
_FILLED = frozenset(["evaluation", "framework", "level", "figures", *DETAILS])

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
        unclear: the first cell of a row below the heads that may be heads too, and are not known.
    """

    heads: Sequence[str]
    columns: slice
    rows: list[SheetRow]
    lines: list[str]
    names: Mapping[int, str]
    is_wide: bool
    is_broken: bool = False
    unclear: int | None = None

    @property
    def has_heads_alone(self) -> bool:
        """Whether the row that comes is the one right below the heads."""
        return len(self.rows) == 1 and not self.is_broken

    def lower_heads(self, row: SheetRow, below: Sequence[SheetRow]) -> dict[int, str]:
        """What a row right below the heads says that columns of figures are, by column.

        A head may be merged over several columns, or stand over the first of them. Where the
        heads below it are not known, no column of them can be chosen.
        """
        found: dict[int, str] = {}
        if self.is_wide or any(text_at(row, each) for each in self._columns("code")):
            return found
        heads, digits = self.rows[0].heads, _digits_in(below)
        for column in self._columns(*_COUNTED):
            end = self.rows[0].spans.get(column, column + 1)
            while end < len(row.texts) and not "".join(heads[end : end + 1]):
                end += 1
            lower = {each: row.heads[each] for each in range(column, min(end, len(row.heads)))}
            said = [head for head in lower.values() if head]
            if said and all(COLUMNS.get(head.casefold()) in _COUNTED for head in said):
                if lower[column] or end > column + 1:
                    found |= lower if lower[column] else {k: v for k, v in lower.items() if v}
            elif said and not _DIGIT.search(lower[column]):
                counted = [each for each in lower if lower[each] or each in digits]
                if len(counted) > 1 and (lower[column] or column in self.rows[0].spans):
                    self.unclear = next(each for each in lower if lower[each])
        return found

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
        """Add a row; one that has neither a code nor figures is a note, and passed over.

        So is one of a wide table, below an empty row, without figures and without a framework.
        """
        row = self._filled(row)
        said = list(self.names) if self.is_wide else self._columns(*FIGURES)
        if self.is_wide and self.is_broken:
            said = [each for each in said if self.names[each] not in _OWNERS]
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
        for column, head in enumerate(self.heads, self.columns.start):
            columns.setdefault(head, column)
        columns[""] = columns.get("code", min(self.names))
        places += [Place(row, columns) for row in self.rows]
        return Grid(self.heads, numbered(self.lines[1:], SEPARATOR, above + 2), above + 1)

    def faults(self, above: int) -> Iterator[Fault]:
        """What cells may not hold: formulas, and what others share."""
        if self.unclear is not None:
            row = self.rows[1]
            allowed = 'nothing below the heads, or heads that are known, such as "max"'
            error = InvalidValueError(row.place(self.unclear), row.heads[self.unclear], allowed)
            yield above + 2, error
        else:
            yield from self._under_merged_heads(above)
        yield from self._under_formulas(above)
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

    def _under_merged_heads(self, above: int) -> Iterator[Fault]:
        """Figures in several columns under one head."""
        head = self.rows[0]
        for column in self._columns(*_COUNTED):
            others = range(column + 1, head.spans.get(column, 0))
            for number, row in enumerate(self.rows[1:], above + 2):
                if self._has_code(row) and any(
                    _DIGIT.search(text_at(row, each)) for each in others
                ):
                    item, allowed = head.place(column), "figures in one column below a head"
                    yield number, InvalidValueError(item, head.heads[column], allowed)
                    break

    def _under_formulas(self, above: int) -> Iterator[Fault]:
        """Numbers below a head that is a formula, whose column is not known."""
        head = self.rows[0]
        near = range(self.columns.start - 1, self.columns.stop + 1)
        for column in sorted(set(near).intersection(head.formulas)):
            if any(is_plain_number(text_at(row, column)) for row in self.rows[1:]):
                allowed = "a head as text; no formula is computed: paste its value instead"
                error = InvalidValueError(head.place(column), head.formulas[column], allowed)
                yield above + 1, error


def _digits_in(rows: Iterable[SheetRow]) -> frozenset[int]:
    """The columns in which rows have digits."""
    return frozenset(
        [column for row in rows for column, text in enumerate(row.texts) if _DIGIT.search(text)]
    )
