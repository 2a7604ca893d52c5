"""Assembly: the rows that a reader found become a published table, or all their faults an error.

All that is judged about rows is judged here, for every format alike: codes, titles, maxima and
figures, what is given twice and what is missing. Each fault is named with its line.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from sys import intern

import attrs

from kommunkompass.checked import MOST_FAULTS, Faults
from kommunkompass.described import Details
from kommunkompass.errors import (
    InputError,
    InvalidValueError,
    KommunkompassError,
    UnknownCodeError,
    cut,
)
from kommunkompass.figure import Figure, parse_printed
from kommunkompass.formats.rows import Fault, Printed, Reading, Request, Row
from kommunkompass.formats.titles import bundled, codes_titled, known_titles, level_of, plain
from kommunkompass.framework import TOTAL, Framework, Item
from kommunkompass.published import PublishedTable

__all__ = ["assemble"]

_EXPECTED = (
    'a table of points or percents: delimited, with a head line such as "code;points;percent", '
    "or pasted from a report with its titles"
)


def assemble(reading: Reading, request: Request, *, allow_empty: bool = False) -> PublishedTable:
    """Judge the rows of a text and return the table that they make.

    Args:
        reading: what was found in the text.
        request: what the caller wants.
        allow_empty: whether there may be no row at all.

    Raises:
        InputError: for a text with faults; it names all of them.
    """
    details = _details(reading, request)
    framework = request.framework or _likeliest(reading.rows, details)
    table = _Table(framework, request, reading.repeats)
    table.faults.extend(reading.faults)
    for row in reading.rows:
        table.add(row)
    for line, finding in reading.findings:
        table.item(line, finding.code)
    if not (reading.rows or reading.faults or allow_empty):
        table.fault(
            0, InvalidValueError("text", "no table", "rows of items, each with its figures")
        )
    faults = sorted(table.faults, key=lambda fault: fault[0])
    if not faults and not request.incomplete:
        faults = table.missing()
    if faults:
        errors = Faults()
        errors += [error for _, error in faults]
        raise InputError(request.name, errors, _EXPECTED)
    return PublishedTable(framework, table.figures, **details)


def _likeliest(rows: Sequence[Row], details: Details) -> Framework:
    """The bundled framework whose titles, then whose codes, then whose years the text has.

    Where several are equally likely it is the usual one, which :func:`bundled` gives first.
    """
    date = details.get("date")
    year = date.year if isinstance(date, datetime.date) else details.get("year")

    def fitness(framework: Framework) -> tuple[int, int, bool]:
        titled = 0
        for row in rows:
            if row.title:
                level = row.level or ("criterion" if "." in row.code else "area")
                named = known_titles(framework).get((level, plain(row.title)), ())
                titled += bool(named) and row.code in ("", *named)
        codes = sum([row.code in framework for row in rows])
        return titled, codes, isinstance(year, int) and framework.covers(year)

    return max(bundled(), key=fitness)


def _details(reading: Reading, request: Request) -> Details:
    said: Details = {**reading.details}
    if reading.findings:
        said["findings"] = [finding for _, finding in reading.findings]
    if request.details.get("date") is not None:
        said.pop("year", None)  # the caller's date tells the year
    return {**said, **request.details}


class _Table:
    """The rows judged so far, and every fault found in them."""

    def __init__(self, framework: Framework, request: Request, repeats: bool) -> None:
        self.framework = framework
        self.request = request
        self.repeats = repeats
        self.faults: list[Fault] = []
        self.rows: dict[str, Row] = {}
        self.figures: dict[str, Figure] = {}

    def fault(self, line: int, error: KommunkompassError) -> None:
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append((line, error))

    def wrong(self, row: Row, label: str, value: object, allowed: str) -> None:
        item = f"line {row.line}, {label}" if label else f"line {row.line}"
        self.fault(row.line, InvalidValueError(item, value, allowed))

    def item(self, line: int, code: str) -> Item | None:
        """The item of a code, or None, noting that there is none."""
        try:
            return self.framework[code]
        except UnknownCodeError as error:
            allowed = intern(f"{error.allowed} ({error.item})")  # it is long, and often the same
            self.fault(line, UnknownCodeError(f"line {line}", code, allowed))
            return None

    def add(self, row: Row) -> None:
        """Take a row in, or note what is wrong with it."""
        item = self._meant(row)
        if item is None:
            return
        before = self.rows.get(item.code)
        if before is None:
            self.rows[item.code] = row
            self._take(row, item)
        elif not self.repeats:
            allowed = f"each code once; it stands in line {before.line} already"
            self.wrong(row, item.label, row.text, allowed)
        elif not before.printed.is_scored:
            self.rows[item.code] = row
            self._take(row, item)
        elif row.printed.is_scored:
            self._repeat(before, row, item)

    def _meant(self, row: Row) -> Item | None:
        """The item that a row is about, or None, noting why."""
        code = row.code
        if not code:
            codes = codes_titled(self.framework, row.level or "area", row.title)
            if len(codes) != 1:
                allowed = f"the title of an area of framework {self.framework.version}, or a code"
                self.wrong(row, "", row.title or row.text, allowed)
                return None
            code = codes[0]
        item = self.item(row.line, code)
        if item is None:
            return None
        level = level_of(item)
        if row.level is not None and row.level != level:
            self.wrong(row, f"code {code}", row.level, f"the level {level}")
        titled = codes_titled(self.framework, level, row.title)
        if titled and code not in titled:
            others = ", ".join(self.framework[other].label for other in titled)
            self.wrong(row, item.label, row.title, f"its own title; this is that of {others}")
        return item

    def _take(self, row: Row, item: Item) -> None:
        label, printed = item.label, row.printed
        for name, text in (("points", printed.points), ("maximum", printed.maximum)):
            if "%" in text:
                self.wrong(row, f"{label}, {name}", text, "a number without a percent sign")
        maximum = self._number(row, f"{label}, maximum", printed.maximum)
        if maximum is not None and maximum != item.maximum:
            allowed = f"{item.maximum}, its maximum in framework {self.framework.version}"
            self.wrong(row, f"{label}, maximum", printed.maximum, allowed)
        points = self._number(row, f"{label}, points", printed.points)
        percent = self._number(row, f"{label}, percent", printed.percent)
        if points is not None or percent is not None:
            self.figures[item.code] = Figure(points, percent, exact=self.request.exact)

    def _number(self, row: Row, label: str, text: str) -> Decimal | None:
        if not text:
            return None
        try:
            return parse_printed(text, f"line {row.line}, {label}")
        except InvalidValueError as error:
            self.fault(row.line, error)
            return None

    def _repeat(self, before: Row, row: Row, item: Item) -> None:
        """Compare a row with an earlier one on the same item, and add what only it gives."""
        texts: dict[str, str] = {}
        for field in attrs.fields(Printed):
            first, second = (getattr(each.printed, field.name) for each in (before, row))
            if first and second and _number(first) != _number(second):
                allowed = f"{cut(first)}, as in line {before.line}"
                self.wrong(row, f"{item.label}, {field.name}", second, allowed)
            texts[field.name] = first or second
        printed = Printed(**texts)
        if printed != before.printed:
            self.rows[item.code] = attrs.evolve(before, printed=printed)
            self._take(self.rows[item.code], item)

    def missing(self) -> list[Fault]:
        """The fault of a table that is not complete, if it is not."""
        given = set(self.figures)
        areas = [area.code for area in self.framework.areas]
        leaves = [item.code for item in self.framework if not self.framework.parts(item)]
        complete = given.issuperset(leaves) or (given == {TOTAL} and not self.repeats)
        if areas and not self._has_criteria(given):
            complete = complete or given.issuperset(areas)
        if complete:
            return []
        wanted = leaves if self._has_criteria(self.rows) or not areas else areas
        lacking = [code for code in wanted if code not in given]
        item = "; ".join(
            f"{place}, {', '.join(labels)}" if place else ", ".join(labels)
            for place, labels in self._placed(lacking).items()
        )
        allowed = (
            "points or percent of every criterion, or else of every area; incomplete=True reads "
            "half a table"
        )
        return [(0, InvalidValueError(item, "no figure", allowed))]

    def _placed(self, lacking: Iterable[str]) -> dict[str, list[str]]:
        """The labels of what is missing, by the line that it stands in or should stand after."""
        after = ""
        places = {}
        for code in self.framework.codes:
            row = self.rows.get(code)
            places[code] = after if row is None else f"line {row.line}"
            after = after if row is None else f"after line {row.line}"
        found: dict[str, list[str]] = {}
        for code in lacking:
            found.setdefault(places[code], []).append(self.framework[code].label)
        return found

    def _has_criteria(self, codes: Iterable[str]) -> bool:
        return any(level_of(self.framework[code]) == "criterion" for code in codes)


def _number(text: str) -> Decimal | str:
    """The number that a text is, or the text itself where it is none."""
    try:
        return parse_printed(text)
    except InvalidValueError:
        return text
