"""Assembly: rows that a reader found are judged, and become an evaluation or a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from sys import intern
from typing import Any, get_args

import attrs

from kommunkompass.checked import MOST_FAULTS, Faults
from kommunkompass.described import Details
from kommunkompass.errors import (
    ContradictionError,
    InputError,
    InvalidValueError,
    UnknownCodeError,
    cut,
)
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure, bounds, to_points, to_printed
from kommunkompass.formats.form import Fault, Owned, Printed, Reading, Request, Row
from kommunkompass.formats.grid import refuse_shares
from kommunkompass.formats.texts import (
    TOTALS,
    Level,
    bare_number,
    codes_titled,
    day_of,
    digits_of,
    level_of,
    likeliest,
    parted,
    plain,
    year_of,
)
from kommunkompass.framework import TOTAL, Framework, Item
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

_EXPECTED = (
    'a table of points or percents: delimited, with a head line such as "code;points;percent", '
    "or pasted from a report with its titles"
)

_HEAD = (
    "the code or title of an item as its head, a code as text (a spreadsheet makes dates of such "
    "as 1.4); leave out a column of other numbers"
)
_OF_ALL = {*TOTALS, "points", "poäng", "percent", "procent"}
_ITEM_NUMBER = re.compile(r"\b\d\d?\b")


def documents(
    readings: Iterable[Reading], faults: list[Fault], request: Request, expected: str = _EXPECTED
) -> tuple[Owned, ...]:
    """What readings make; the faults besides may grow while readings are taken."""
    found: list[Owned] = []
    wrong: list[Fault] = []
    for reading in readings:
        document = _judged(reading, request, is_broken=bool(faults))
        if document is not None:
            found.append(document)
        wrong += reading.faults
        if len(wrong) > MOST_FAULTS:
            break
    if faults or wrong:
        errors = Faults()
        for _, error in sorted([*faults, *wrong], key=lambda fault: fault[0]):
            errors.append(error)
        raise InputError(request.name, errors, expected)
    return tuple(found)


def _judged(reading: Reading, request: Request, is_broken: bool) -> Owned | None:
    """What a reading makes, or None; in a broken source, nothing is told to be missing."""
    refuse_shares(reading, request.exact)
    details = _details(reading, request)
    framework = _framework(reading, request, details)
    table = _Table(framework, request, reading)
    for row in reading.rows:
        table.add(row)
    table.refuse_unread()
    for line, finding in reading.findings:
        table.item(line, finding.code)
    # What names its framework was made by a program, which may leave out what is unknown.
    if not (reading.faults or is_broken or "framework" in reading.said):
        if not reading.rows:
            item = reading.at(reading.line) if reading.line else "text"
            fault = InvalidValueError(item, "no table", "rows of items, each with its figures")
            reading.fault(reading.line, fault)
        elif not request.incomplete:
            table.refuse_half()
    if any(row.is_score for row in reading.rows):
        return table.evaluation(details)
    return None if reading.faults else PublishedTable(framework, table.figures, **details)


_READ: dict[str, tuple[Callable[[str], object], str]] = {
    "municipality": (str, ""),
    "municipality_code": (digits_of, 'four digits, such as "1881"'),
    "year": (year_of, "a year from 1900 to 2999"),
    "date": (day_of, 'a day such as "2017-05-31"'),
}


def _details(reading: Reading, request: Request) -> Details:
    found: dict[str, Any] = {**reading.details}
    for name, (read, allowed) in _READ.items():
        if name in reading.said:
            line, cell = reading.said[name]
            found[name] = read(cell)
            if found[name] is None:
                reading.wrong(line, name, cell, allowed)
    date, year = found.get("date"), found.get("year")
    if date and year not in (None, date.year):
        reading.wrong(reading.said["year"][0], "year", year, f"the year of the date {date}")
    if reading.findings:
        found["findings"] = [finding for _, finding in reading.findings]
    return request.over(found)


def _framework(reading: Reading, request: Request, details: Details) -> Framework:
    asked = request.framework
    if "framework" in reading.said:
        line, version = reading.said["framework"]
        versions = [asked.version] if asked else framework_versions()
        if version in versions:
            return asked or get_framework(version)
        allowed = " or ".join(versions) + (
            "" if asked else ", or one that is passed (--framework)"
        )
        reading.fault(line, UnknownCodeError(reading.at(line, "framework"), version, allowed))
    return asked or _likeliest(reading, details)


def _likeliest(reading: Reading, details: Details) -> Framework:
    """The likeliest framework; if neither titles nor years tell that, a year is refused."""
    date, year = details.get("date"), details.get("year")
    year = date.year if date else year
    rows = [(row.level, row.code, row.title) for row in reading.rows]
    found, is_told = likeliest(rows, year)
    if rows and not is_told and type(year) is int and year_of(str(year)):
        said = reading.said.get("year") or reading.said.get("date")
        item = reading.at(said[0], "year") if said else "year"
        allowed = (
            f"{found.first_year} to {found.last_year} in the likeliest framework {found.version}; "
            "or name one in a column, by framework= or --framework"
        )
        reading.fault(reading.line, InvalidValueError(item, year, allowed))
    return found


class _Table:
    """The rows judged so far; their faults are noted in the reading."""

    def __init__(self, framework: Framework, request: Request, reading: Reading) -> None:
        self.framework = framework
        self.request = request
        self.reading = reading
        self.rows: dict[str, Row] = {}
        self.figures: dict[str, Figure] = {}

    def item(self, line: int, code: str) -> Item | None:
        try:
            return self.framework[code]
        except UnknownCodeError as error:
            allowed = intern(f"{error.allowed} ({error.item})")  # it is long, and often the same
            self.reading.fault(line, UnknownCodeError(self.reading.at(line), code, allowed))
            return None

    def add(self, row: Row) -> None:
        item = self._meant(row)
        if item is None:
            return
        before = self.rows.get(item.code)
        if before is None:
            self._take(row, item)
        elif not (self.reading.repeats and before.is_printed and row.is_printed):
            allowed = f"each code once; it stands in {self.reading.at(before.line)} already"
            self.reading.wrong(row.line, item.label, str(row), allowed)
        elif not before.printed.is_scored:
            self._take(row, item)
        elif row.printed.is_scored:
            self._repeat(before, row, item)

    def _meant(self, row: Row) -> Item | None:
        """The item that a row is about, or None, noting why."""
        code, wrong = row.code or self._titled(row), self.reading.wrong
        if not code:
            allowed = f"the title of an area of framework {self.framework.version}, or a code"
            wrong(row.line, "", row.title or str(row), allowed)
            return None
        item = self.item(row.line, code)
        if item is None:
            return None
        level = level_of(item)
        if row.level not in (None, level):
            wrong(row.line, f"code {code}", row.level, f"the level {level}")
        titled = self._named(row) if row.title not in ("", code) else set()
        if titled and code not in titled:
            others = ", ".join(self.framework[other].label for other in sorted(titled))
            allowed = f"its own title; this is that of {others}"
            wrong(row.line, item.label, row.title, allowed)
        return item

    def _named(self, row: Row) -> set[str]:
        """The codes of items of any level that a row's title may mean."""
        codes = {self._titled(row)} - {""}
        for level in get_args(Level):
            codes.update(codes_titled(self.framework, level, row.title))
        return codes | {TOTAL} if plain(row.title) in TOTALS else codes

    def _titled(self, row: Row) -> str:
        code, title = parted(row.title)
        if code in self.framework:
            known = codes_titled(self.framework, level_of(self.framework[code]), title)
            return code if not title or code in known else ""
        codes = codes_titled(self.framework, row.level or "area", row.title)
        return codes[0] if len(codes) == 1 else ""

    def _take(self, row: Row, item: Item) -> None:
        self.rows[item.code] = row
        points, maximum, percent = [
            self._number(row, item, field.name) for field in attrs.fields(Printed)
        ]
        if maximum not in (None, item.maximum):
            allowed = f"{item.maximum}, its maximum in framework {self.framework.version}"
            self.reading.wrong(row.line, f"{item.label}, maximum", row.printed.maximum, allowed)
        if points is not None or percent is not None:
            exact = self.request.exact if row.exact is None else row.exact
            self.figures[item.code] = Figure(points, percent, exact=exact)

    def _number(self, row: Row, item: Item, name: str) -> Decimal | None:
        text, label = getattr(row.printed, name), f"{item.label}, {name}"
        read = to_printed if name == "percent" else to_points
        try:
            return read(text, self.reading.at(row.line, label)) if text else None
        except InvalidValueError as error:
            self.reading.fault(row.line, error)
            return None

    def _repeat(self, before: Row, row: Row, item: Item) -> None:
        """Compare a row with an earlier one, and add what only it gives."""
        texts: dict[str, str] = {}
        for field in attrs.fields(Printed):
            first, second = (getattr(each.printed, field.name) for each in (before, row))
            numbers = [bare_number(text.removesuffix("%")) for text in (first, second)]
            if first and second and numbers[0] != numbers[1]:
                allowed = f"{cut(first)}, as in {self.reading.at(before.line)}"
                self.reading.wrong(row.line, f"{item.label}, {field.name}", second, allowed)
            texts[field.name] = first or second
        printed = Printed(**texts)
        if printed != before.printed:
            self._take(attrs.evolve(before, printed=printed), item)

    def evaluation(self, details: Details) -> Evaluation | None:
        scores = []
        for code, row in self.rows.items():
            item, figure = self.framework[code], self.figures.get(code)
            if figure is not None or row.is_score:
                try:
                    known = row.range
                    if known is None:
                        known = Score.from_figure(item, figure).range if figure else bounds(item)
                    scores.append(Score(item, known, (), figure, row.given))
                except InvalidValueError as error:
                    self.reading.wrong(row.line, item.label, error.value, error.allowed)
                except ContradictionError:
                    if not self.reading.faults:
                        raise
        if self.reading.faults:
            return None
        return Evaluation(self.framework, tuple(scores), **details)

    def refuse_half(self) -> None:
        given = {code for code, row in self.rows.items() if row.range or code in self.figures}
        if given == {TOTAL} and not self.reading.repeats:
            return
        lacking = self._lacking(given)
        if lacking:
            allowed = (
                "points or percent of every criterion, or else of every area; incomplete=True "
                "(or --incomplete) reads half a table"
            )
            fault = InvalidValueError(self._placed(lacking), "no figure", allowed)
            self.reading.fault(self.reading.line, fault)

    def _lacking(self, given: Collection[str]) -> Sequence[str]:
        wanted = [area.code for area in self.framework.areas]
        if not wanted or any("." in code for code in given):
            wanted = [item.code for item in self.framework if not self.framework.parts(item)]
        return [code for code in wanted if code not in given]

    def refuse_unread(self) -> None:
        """Note columns of numbers that may be those of items which no column has."""
        columns = self.reading.columns
        lacking = self._lacking(columns)
        for head, cell in self.reading.unread.items():
            may_be_total = TOTAL not in columns and not _OF_ALL.isdisjoint(plain(head).split())
            may_be_item = lacking and (columns != {TOTAL} or _ITEM_NUMBER.search(head))
            number = bare_number(cell.removesuffix("%")) or 0
            if (may_be_total or may_be_item) and number <= self.framework.maximum:
                self.reading.wrong(self.reading.line, head, cell, _HEAD)

    def _placed(self, lacking: Collection[str]) -> str:
        """What is missing, by the line that it stands in or should stand after."""
        said, is_line = self.reading.said, bool(self.reading.columns)
        whose = " ".join([said[name][1] for name in ("municipality", "year") if name in said])
        after = self.reading.at(self.reading.line, cut(whose)) if is_line else ""
        labels: dict[str, list[str]] = {}
        for item in self.framework:
            row = None if is_line else self.rows.get(item.code)
            place = after if row is None else self.reading.at(row.line)
            if item.code in lacking:
                labels.setdefault(place, []).append(item.label)
            if row is not None:
                after = f"after {place}"
        return "; ".join(", ".join(filter(None, (place, *labels[place]))) for place in labels)
