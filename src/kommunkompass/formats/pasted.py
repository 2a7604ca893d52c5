"""Pasted text: a report, or a part of one, as it is copied out of a document or a web page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from kommunkompass.checked import MOST_FAULTS
from kommunkompass.errors import InputError, InvalidValueError
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.form import (
    MOST_ROWS,
    Fault,
    Format,
    Owned,
    Printed,
    Reading,
    Request,
    Row,
    fault_at,
)
from kommunkompass.formats.grid import COLUMNS, unknown_heads
from kommunkompass.formats.pasted_rows import (
    USUAL,
    Columns,
    Line,
    Tables,
    area_in,
    arranged,
    coded,
    criterion_in,
    head,
    line_of,
)
from kommunkompass.formats.prose import described, findings
from kommunkompass.formats.texts import Known, plain, what_is_known
from kommunkompass.framework import TOTAL, Framework

#: A longer line is no line of a report, and is passed over.
_LONGEST_LINE = 10_000

#: Lines take far more room than their text.
_MOST_LINES = 20_000

_LONGEST_CRITERION = 300

_LABELS = {
    *("områden", "huvudområde", "huvudområden", "delfrågor", "kriterium"),
    *[head for head, name in COLUMNS.items() if name in ("level", "code", "title")],
}


class _Scan:
    """One pass over the lines.

    Attributes:
        columns: those of the last head line, while its table goes on.
        owner: the code and the title of the area that it names.
        area: that of the last criterion, while the area's own figures may follow.
        unfinished: a criterion whose figures are to come: its code and its lines.
        begun: the lines since one with a criterion's code that was no row.
        titled: what has digits after the title of a criterion.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.tables = Tables()
        self.columns: Columns | None = None
        self.owner = "", ""
        self.area = ""
        self.unfinished: tuple[str, Line] | None = None
        self.begun: Line | None = None
        self.codes = {code for code, _ in known.criteria}
        titles = sorted([said for _, said in known.criteria if not said.isdigit()], key=len)
        self.titled = re.compile(rf"({'|'.join(titles[::-1])}) .*\d")

    @property
    def is_open(self) -> bool:
        """Whether the table of an area goes on."""
        return bool(self.area or any(self.owner))

    def take(self, line: Line) -> None:
        if plain(line.text) and not (
            self._criterion(line)
            or self._head(line)
            or self._continued(line)
            or self._doubtful(line)
            or self._figures(line)
            or self._area(line)
        ):
            self._stray()

    def finish(self) -> None:
        """Wait no longer for the figures of a criterion."""
        if self.unfinished is not None:
            code, line = self.unfinished
            self.unfinished = None
            self._add_criterion(line, code, "", None)

    def _criterion(self, line: Line) -> bool:
        """Take a criterion; outside a table, of a known title or maximum."""
        found = criterion_in(line, self.columns)
        if found is None:
            return False
        code, title, printed = found
        told = {(code, plain(title)), (code, printed.maximum if printed else "")}
        if self.columns is None and (printed is None or self.known.criteria.isdisjoint(told)):
            return False
        self.finish()
        if printed is None and not line.numbers:
            self.unfinished = code, line
        else:
            self._add_criterion(line, code, title, printed)
        return True

    def _head(self, line: Line) -> bool:
        label, columns = head(line.text)
        if not columns:
            return False
        owner = "", ""
        if not _LABELS.issuperset(plain(label).split()):
            code, title = area_in(label)
            if plain(title) not in self.known.areas and not (code and len(columns) > 1):
                return False
            owner = code, title
        self.finish()
        self._close()
        self.owner = owner
        self.columns = columns
        self.tables.begin()
        return True

    def _continued(self, line: Line) -> bool:
        if self.unfinished is None:
            return False
        code, begun = self.unfinished
        longer = line_of(begun.number, f"{begun.text} {line.text}")
        found = criterion_in(longer, self.columns)
        is_known = found is not None and (code, plain(found[1])) in self.known.criteria
        is_area = plain(area_in(line.label)[1]) in self.known.areas
        is_page = not line.label and len(line.numbers) == 1
        is_other = is_page or line.names_total or (is_area and not is_known)
        if is_other or len(longer.text) > _LONGEST_CRITERION:
            self.finish()
            return False
        self.unfinished = None
        return self._criterion(longer)

    def _doubtful(self, line: Line) -> bool:
        """Note what may be a criterion's row, whose figures are not told apart.

        It has its title and digits; its code, its maximum and a number; or is one of a run with
        codes and figures.
        """
        whole = line
        code, rest = coded(line.text)
        if self.begun and code not in self.codes and not self.titled.match(plain(rest)):
            whole = line_of(line.number, f"{self.begun.text} {line.text}")
            code, rest = coded(whole.text)
        is_first = code in self.codes
        titled = self.titled.match(plain(rest))
        codes = {code}
        if titled and not is_first:
            codes = {code for code, said in self.known.criteria if said == titled[1]}
        is_row = is_first and code in whole.text  # not as in "2,1 %"
        has_maximum = len(whole.numbers) > 1 + (whole is not line) and any(
            (code, number.text) in self.known.criteria for number in whole.numbers
        )
        self.begun = whole if is_first and len(whole.text) <= _LONGEST_CRITERION else None
        if titled or (is_row and has_maximum):
            self.begun = None
            self.tables.doubtful.append((codes, whole))
        elif is_row and whole is line and line.label and line.numbers:
            self.tables.runs[-1].append(line)
        elif self.tables.runs[-1]:
            self.tables.runs.append([])
        return False

    def _figures(self, line: Line) -> bool:
        """Take an area's own figures, or the total of all.

        Two of three tell that: a word for totals, rows just above, its maximum.
        """
        numbers, is_named = line.numbers, line.names_total
        if not numbers or (plain(line.label) and not is_named):
            return False
        columns = self.columns or USUAL
        printed = arranged(numbers, columns)
        if printed is None and columns[0] == "points":
            printed = arranged(numbers, None)
        maximum = printed.maximum if printed else ""
        is_of_area = maximum in self.known.area_maxima
        is_of_all = maximum in self.known.total_maxima and not (is_of_area and self.is_open)
        is_short = len(numbers) < len(columns) and not (is_of_area or is_of_all)
        if not is_named and (is_short or len(numbers) == 1):
            return True  # such as the number of a page
        if self.is_open and not is_of_all:
            code, title = self.owner
            printed = printed if maximum or not is_named else None  # it might be that of all
            self.tables.add(line, "area", code or self.area, title, printed)
        elif is_named + is_of_all + self.tables.has_row_above >= 2:
            self.tables.add(line, "total", TOTAL, "", printed)
        else:
            return False
        self._close()
        return True

    def _area(self, line: Line) -> bool:
        """Take the row of an area in a list; a heading ends the table of another."""
        code, title = area_in(line.label)
        known = self.known.areas.get(plain(title), "")
        is_listed = code in self.known.areas.values() and bool(self.columns) and not self.is_open
        numbers = line.numbers
        if not numbers and known and self.is_open:
            self._end()
        if not numbers or not (known or is_listed):
            return False
        is_told = (
            self.columns is not None
            or any(number.column for number in numbers)
            or (len(numbers) > 1 and numbers[1].text in self.known.area_maxima)
        )
        printed = arranged(numbers, self.columns) if is_told or len(numbers) == 1 else None
        code = code if printed else code or known
        self.tables.add(line, "area", code, title, printed, in_list=True, is_told=is_told)
        self._close()
        return True

    def _stray(self) -> None:
        """Go past a line that is no row; one may stand between those of a list."""
        if not self.is_open:
            self.tables.strays += 1
            if self.tables.strays > 1 or not self.tables.last.is_list:
                self._end()

    def _end(self) -> None:
        self._close()
        self.columns = None
        self.tables.begin()

    def _close(self) -> None:
        """End the table of an area, but for a total that may follow."""
        self.owner = "", ""
        self.area = ""

    def _add_criterion(self, line: Line, code: str, title: str, printed: Printed | None) -> None:
        self.area = code.partition(".")[0]
        self.tables.add(line, "criterion", code, title, printed)
        if self.owner[0] not in ("", self.area):
            allowed = f"criteria of area {self.owner[0]}, whose table this is"
            self.tables.wrong(line, f"criterion {code}", allowed)


def scanned(lines: Sequence[str], framework: Framework | None) -> tuple[list[Row], list[Fault]]:
    scan = _Scan(what_is_known(framework))
    for number, line in enumerate(lines, start=1):
        scan.take(line_of(number, line))
        if scan.tables.rows > MOST_ROWS or scan.tables.faults > MOST_FAULTS:
            break
    scan.finish()
    rows, faults = scan.tables.counted()
    if scan.tables.rows > MOST_ROWS:
        faults.append(fault_at(number, "", "a further row", f"{MOST_ROWS} rows"))
    return rows, faults


def read(text: str, request: Request) -> Sequence[Owned]:
    if text.count("\n") >= _MOST_LINES:
        length = f"{text.count(chr(10)) + 1} lines"
        fault = InvalidValueError("text", length, f"at most {_MOST_LINES} lines of pasted text")
        raise InputError(request.name, [fault], "a report, or a part of one")
    lines = [line if len(line) <= _LONGEST_LINE else "…" for line in text.split("\n")]
    rows, faults = scanned(lines, request.framework)
    if not (rows or faults):
        faults += unknown_heads(text)
    found = [] if "findings" in request.details else list(islice(findings(lines), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        faults.append(fault_at(found.pop()[0], "", "a further finding", f"{MOST_ROWS} findings"))
    reading = Reading(
        rows=rows, faults=faults, details=described(lines), findings=found, repeats=True
    )
    return documents([reading], [], request)


FORMAT = Format(
    name="pasted",
    recognises=lambda content: isinstance(content.plain, str),
    read=lambda content, request: read(content.plain, request),
)
