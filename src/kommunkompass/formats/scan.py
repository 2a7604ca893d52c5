"""The scan: the tables in pasted text, line by line.

Three kinds are understood: the table of an area with its criteria (a head line such as
"1. Offentlighet och demokrati Uppnått Max Procent", the criteria, the area's own figures), a
list of areas with their figures, and the box "Rubriker, Poäng" that opens a chapter on an area.
Tabs may have become blanks.
Which of them count is decided at the end, by :mod:`~kommunkompass.formats.blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kommunkompass.checked import MOST_FAULTS
from kommunkompass.formats.blocks import Collection
from kommunkompass.formats.named_line import (
    CriterionLine,
    area_in,
    criterion_in,
    is_of_columns,
    is_of_total,
)
from kommunkompass.formats.printed_line import USUAL, Columns, Number, arranged, ending, head
from kommunkompass.formats.rows import MOST_ROWS, Fault, Printed, Row
from kommunkompass.formats.titles import Known, plain, what_is_known
from kommunkompass.framework import TOTAL, Framework

__all__ = ["scanned"]

_CELL = re.compile("[\t;|]")
_BOX = "rubriker"
_BOX_LINE = ("<", "•", "●", "-", "–", "*")
_CONTENTS = {"innehåll", "innehållsförteckning"}
_LINES_OF_A_TITLE = 4
_ONE_FIGURE = "one figure, or a head line, units or a maximum that tell them apart"


def scanned(lines: Sequence[str], framework: Framework | None) -> tuple[list[Row], list[Fault]]:
    """The rows of the tables in a text, and what in them could not be made out.

    Args:
        lines: the lines of the text.
        framework: one whose titles are known besides those of the bundled ones, or None.
    """
    scan = _Scan(what_is_known(framework))
    for number, line in enumerate(lines, start=1):
        scan.take(number, line)
        if scan.found.count > MOST_ROWS:
            scan.found.fault(number, "", "a further row", f"{MOST_ROWS} rows")
            break
        if scan.found.count_of_faults > MOST_FAULTS:
            scan.found.fault(number, "", "a further line", f"{MOST_FAULTS} faults")
            break
    return scan.result()


class _Scan:
    """One pass over the lines.

    Attributes:
        columns: those of the last head line, while its table or list goes on.
        owner: the code and the title of the area that the last head line names.
        is_open: whether the next line of mere figures gives an area's own.
        last: the code of the area of the last criterion.
        heading: the code and the title of the last heading that names an area.
        is_headed: whether that heading is the line just before.
        in_box: whether the lines are those of a box "Rubriker, Poäng".
        unfinished: a criterion whose figures are still to come.
        odd: the number of a line after the rows of a list that is none of them, and its text if
            it has numbers; the list has ended there, unless a row follows.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.found = Collection()
        self.columns: Columns | None = None
        self.owner = "", ""
        self.is_open = False
        self.last = ""
        self.heading: tuple[str, str] | None = None
        self.is_headed = False
        self.in_box = False
        self.unfinished: CriterionLine | None = None
        self.odd: tuple[int, str] | None = None

    def take(self, number: int, line: str) -> None:
        """Take in a line."""
        cells = [" ".join(cell.split()) for cell in _CELL.split(line)]
        flat = " ".join(filter(None, cells))
        words = plain(flat)
        if not words:
            self._finish()
            return
        was_headed, self.is_headed = self.is_headed, False
        if words in _CONTENTS:
            self.found.contents = True
        if self.in_box and self._in_box(number, flat):
            return
        if self._criterion(number, flat, cells) or self._head(flat, was_headed):
            return
        before, numbers = ending(flat)
        label = plain(before)
        if numbers and not label:
            taken = self._figures(number, flat, numbers, was_headed)
        elif numbers and is_of_total(label):
            taken = self._total(number, flat, numbers)
        else:
            taken = self._area(number, flat, before, numbers)
        if not taken:
            self._other(number, flat, bool(numbers))

    def result(self) -> tuple[list[Row], list[Fault]]:
        """The rows that count, in order, and the faults."""
        self._finish()
        return self.found.counted()

    def _close(self) -> None:
        """End the table of an area; its columns hold on for a total that may follow."""
        self.is_open = False
        self.owner = "", ""

    def _other(self, number: int, flat: str, has_numbers: bool) -> None:
        """Go past a line that is in no table, or go on with a title that is not at its end."""
        row = self.unfinished
        if row is not None:
            self.unfinished = None
            longer = row.continued(flat, self.columns or USUAL)
            if longer.printed is not None:
                self._add_criterion(longer, longer.printed)
            else:
                self.unfinished = longer
                if longer.lines == _LINES_OF_A_TITLE:
                    self._finish()
        elif self.is_open:
            pass  # a part of a title, or what stands at the top or the bottom of a page
        elif self.found.block.areas and self.odd is None:
            self.odd = number, flat if has_numbers else ""
        else:
            self.columns = None
            self._next_block()

    @property
    def _has_rows(self) -> bool:
        """Whether a table or a list stands just above."""
        return bool(self.found.block.has_rows or self.found.block.faults) and self.odd is None

    def _next_block(self, told: bool = False) -> None:
        self.odd = None
        self.found.next_block(told)

    def _finish(self) -> None:
        """Give up waiting for the figures of a criterion."""
        row = self.unfinished
        if row is not None:
            self.unfinished = None
            self.found.fault(row.line, f"criterion {row.code}", row.text, self._wanted)

    @property
    def _wanted(self) -> str:
        return _wanted(self.columns or USUAL)

    def _criterion(self, number: int, flat: str, cells: Sequence[str]) -> bool:
        row = criterion_in(number, flat, cells, self.columns or USUAL)
        if row is None:
            return False
        printed = row.printed
        told = {(row.code, plain(row.title)), (row.code, printed and printed.maximum)}
        if self.columns is None and not (printed and told & self.known.criteria):
            return False
        self._finish()
        if printed is not None:
            self._add_criterion(row, printed)
        elif row.has_numbers:
            self.found.fault(number, f"criterion {row.code}", flat, self._wanted)
        else:
            self.unfinished = row
        return True

    def _add_criterion(self, row: CriterionLine, printed: Printed) -> None:
        area = row.code.partition(".")[0]
        if self.owner[0] not in ("", area):
            allowed = f"criteria of area {self.owner[0]}, whose table this is"
            self.found.fault(row.line, f"criterion {row.code}", row.text, allowed)
        if self.odd is not None:
            self._next_block()
        self.found.add("criteria", row.line, row.text, row.code, row.title, printed)
        self.is_open = True
        self.last = area

    def _head(self, flat: str, was_headed: bool) -> bool:
        """Take a line that names columns."""
        before, columns = head(flat)
        if not columns:
            return False
        owner = "", ""
        label = plain(before)
        if is_of_columns(label):
            if was_headed and self.heading and label != _BOX:
                owner = self.heading
        else:
            _, code, title = area_in(before)
            known = self.known.areas.get(plain(title), "")
            if not known and not (code and len(columns) > 1):
                return False
            owner = code or known, title
        self._finish()
        self.columns = columns
        self.owner = owner
        self.is_open = bool(owner[0])
        self.in_box = label == _BOX
        self._next_block(told=True)
        return True

    def _in_box(self, number: int, flat: str) -> bool:
        """Take a line of a box: the last one ends with the area's figure."""
        before, numbers = ending(flat)
        is_line = flat.startswith(_BOX_LINE)
        if not (numbers if is_line else plain(before)):
            return True  # one of several lines, or the number of a page between them
        columns = self.columns or USUAL
        printed = arranged(numbers[-len(columns) :], columns) if is_line else None
        if printed is not None and self.heading is not None:
            self.found.add("areas", number, flat, *self.heading, printed)
        self.in_box = False
        self.columns = None
        self._next_block()
        return is_line

    def _figures(
        self, number: int, flat: str, numbers: Sequence[Number], was_headed: bool
    ) -> bool:
        """Take a line of nothing but figures."""
        columns = self.columns or USUAL
        if self.unfinished is not None:
            return False
        if was_headed and self.heading is not None and not self.is_open:
            self._add_area(number, flat, *self.heading, numbers)
        elif len(numbers) == 1:
            pass  # the number of a page
        elif numbers[1].text in self.known.total_maxima and self._has_rows:
            self._add_total(number, flat, numbers)
        elif not self.is_open:
            return False
        elif len(numbers) == 2 < len(columns) and numbers[1].text in self.known.area_maxima:
            self._add_sum(number, flat, arranged(numbers, None))
        elif len(numbers) >= len(columns):
            self._add_sum(number, flat, arranged(numbers, columns))
        return True

    def _total(self, number: int, flat: str, numbers: Sequence[Number]) -> bool:
        """Take a line that is labelled as a total: of all, or of the table that it ends."""
        printed = arranged(numbers, self.columns)
        maximum = printed.maximum if printed else ""
        if self.is_open and maximum not in self.known.total_maxima - self.known.area_maxima:
            # Without its maximum it might be the area's or the total of all.
            self._add_sum(number, flat, printed if maximum else None)
        elif self._has_rows or maximum in self.known.total_maxima:
            self._finish()
            self._add_total(number, flat, numbers)
        else:
            return False
        return True

    def _area(self, number: int, flat: str, before: str, numbers: Sequence[Number]) -> bool:
        """Take a line that names an area: a row of a list, or a heading."""
        is_named, code, title = area_in(before)
        is_known = plain(title) in self.known.areas
        is_listed = code in self.known.areas.values() and bool(self.columns) and not self.is_open
        if not (is_known or (is_listed and numbers) or (is_named and code and not numbers)):
            return False
        if not code and self._ends_a_title(flat):
            return False
        self._finish()
        if numbers:
            self._add_area(number, flat, code, title, numbers)
            return True
        if self.is_open:
            self.is_open = False
            self.columns = None
            self._next_block()
        self.heading = code or self.known.areas[plain(title)], title
        self.is_headed = True
        return True

    def _ends_a_title(self, flat: str) -> bool:
        """Whether a line that may be an area's is the end of a criterion's long title."""
        row = self.unfinished
        if row is None:
            return False
        longer = row.continued(flat, self.columns or USUAL)
        maximum = longer.printed.maximum if longer.printed else ""
        told = {(row.code, plain(longer.title))}
        if maximum not in self.known.area_maxima:
            told.add((row.code, maximum))
        return bool(told & self.known.criteria)

    def _add_area(
        self, line: int, text: str, code: str, title: str, numbers: Sequence[Number]
    ) -> None:
        printed = arranged(numbers, self.columns)
        has_unit = any(number.column is not None for number in numbers)
        has_maximum = len(numbers) > 1 and numbers[1].text in self.known.area_maxima
        if printed is None or (
            self.columns is None and len(numbers) > 1 and not (has_unit or has_maximum)
        ):
            label = f"area {code or self.known.areas[plain(title)]}"
            self.found.fault_in_block(line, text, _ONE_FIGURE, label)
            return
        if self.odd is not None and self.odd[1]:
            self.found.fault_in_block(*self.odd, "a row of the list, with the title of an area")
        self.odd = None
        self.found.block.told = self.found.block.told or has_unit or has_maximum
        self.found.add("areas", line, text, code, title, printed)
        self._close()

    def _add_sum(self, line: int, text: str, printed: Printed | None) -> None:
        """End a table with its area's own figures."""
        self._finish()
        code = self.owner[0] or self.last
        if printed is None:
            self.found.fault(
                line, f"area {code}", text, f"{self._wanted}; its maximum tells its level"
            )
            return
        self.found.add("sums", line, text, code, self.owner[1], printed)
        self._close()

    def _add_total(self, line: int, text: str, numbers: Sequence[Number]) -> None:
        printed = arranged(numbers, self.columns) or arranged(numbers, None)
        if printed is None:
            self.found.fault_in_block(line, text, _ONE_FIGURE, "total")
            return
        if self.odd is not None:
            self._next_block()
        self.found.add("totals", line, text, TOTAL, "", printed)
        self._close()


@cache
def _wanted(columns: Columns) -> str:
    return f"the figures {', '.join(columns)}, and no other numbers after them"
