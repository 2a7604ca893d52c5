"""Grouped rows: what a delimited table says of each evaluation, before it is judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import attrs

from kommunkompass.checked import MOST_FAULTS, Faults
from kommunkompass.described import Details
from kommunkompass.errors import (
    ContradictionError,
    InputError,
    InvalidValueError,
    KommunkompassError,
    UnknownCodeError,
    cut,
)
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.formats.assembly import assemble
from kommunkompass.formats.cells import read_text
from kommunkompass.formats.grid import DETAILS
from kommunkompass.formats.rows import MOST_EVALUATIONS, Fault, Reading, Request, Row
from kommunkompass.formats.scores import checked_score
from kommunkompass.formats.shapes import day_of
from kommunkompass.framework import Framework
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

__all__ = ["Group", "Known"]

_YEAR = re.compile(r"[0-9]{4}")
_FEWEST_DIGITS = 3


@attrs.frozen(kw_only=True)
class Known:
    """What a row says of an item besides its printed points and percent.

    Attributes:
        line: the number of its line.
        code: the item's code.
        exact: its exact points, where they are given as one number.
        range: the exact range of its points, where it is given.
        figures_exact: whether its figures are exact; None where the row does not say.
        given: whether something was said of the item itself.
    """

    line: int
    code: str
    exact: Fraction | None = None
    range: Range | None = None
    figures_exact: bool | None = None
    given: bool = True

    @property
    def is_more(self) -> bool:
        """Whether it says more than a printed table does."""
        return self.exact is not None or self.range is not None or not self.given

    @property
    def known(self) -> Range | None:
        """The range that is known, where it does not follow from the figures."""
        return self.range if self.exact is None else Range.exactly(self.exact)


@attrs.define(eq=False)
class Group:
    """The rows of one evaluation, or a row that is one.

    Attributes:
        line: the number of the first line.
        own: whether the table is one of this library's, which may be incomplete.
        cells: the cells that say whose evaluation it is, each with its line.
        rows: rows with printed figures.
        known: what rows say besides.
        faults: what is wrong in them.
        repeats: whether figures may be given more than once, as in several tables they may.
    """

    line: int
    own: bool
    cells: dict[str, tuple[int, str]] = attrs.field(factory=dict)
    rows: list[Row] = attrs.field(factory=list)
    known: list[Known] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    repeats: bool = False

    def wrong(self, line: int, label: str, value: object, allowed: str) -> None:
        """Note what is wrong in a line."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append((line, InvalidValueError(f"line {line}, {label}", value, allowed)))

    def say(self, line: int, name: str, cell: str) -> None:
        """Take what a cell says of the whole evaluation, which all its rows must say alike."""
        if not cell:
            return
        before = self.cells.setdefault(name, (line, cell))
        if before[1] != cell:
            self.wrong(line, name, cell, f"{cut(before[1])}, as in line {before[0]}")

    def document(self, request: Request) -> Evaluation | PublishedTable:
        """The evaluation, or the table where there is nothing but figures.

        Raises:
            InputError: where there are faults; it names all of them.
            ContradictionError: for scores that cannot all be true.
        """
        details, framework = self._details(), self._framework(request)
        reading = Reading(
            rows=self.rows, faults=self.faults, details=details, repeats=self.repeats
        )
        request = attrs.evolve(
            request, framework=framework, incomplete=request.incomplete or self.own
        )
        table = assemble(reading, request, allow_empty=self.own)
        figures = dict(table.figures)
        for known in self.known:
            if known.figures_exact is not None and known.code in figures:
                exact = known.figures_exact
                figures[known.code] = attrs.evolve(figures[known.code], exact=exact)
        if not any(known.is_more for known in self.known):
            return attrs.evolve(table, figures=figures)
        scores = self._scores(table.framework, figures, request.name)
        return Evaluation(table.framework, scores, **table.details)

    def _details(self) -> Details:
        said = {name: self.cells[name] for name in DETAILS if name in self.cells}
        details = Details()
        if "municipality" in said:
            # Nothing but blanks, or what protects them, names none.
            details["municipality"] = read_text(said["municipality"][1]) or None
        if "municipality_code" in said:
            line, cell = said["municipality_code"]
            # Spreadsheets drop the zero in front of what looks like a number.
            code = cell.zfill(4) if len(cell) == _FEWEST_DIGITS else cell
            if _YEAR.fullmatch(code):
                details["municipality_code"] = code
            else:
                self.wrong(line, "municipality_code", cell, 'four digits, such as "1881"')
        if "date" in said:
            line, cell = said["date"]
            details["date"] = day_of(cell)
            if details["date"] is None:
                self.wrong(line, "date", cell, 'a day such as "2017-05-31"')
        if "year" in said:
            self._year(*said["year"], details)
        return details

    def _year(self, line: int, cell: str, details: Details) -> None:
        date = details.get("date")
        if not _YEAR.fullmatch(cell) or not 1900 <= int(cell) <= 2999:
            self.wrong(line, "year", cell, "a year from 1900 to 2999")
        elif date is not None and date.year != int(cell):
            self.wrong(line, "year", cell, f"the year of the date {date}")
        else:
            details["year"] = int(cell)

    def _framework(self, request: Request) -> Framework | None:
        if "framework" not in self.cells:
            return request.framework
        line, cell = self.cells["framework"]
        version = read_text(cell)
        if request.framework is not None:
            if request.framework.version != version:
                allowed = f"{request.framework.version}, which was asked for"
                self.wrong(line, "framework", version, allowed)
            return request.framework
        if version in framework_versions():
            return get_framework(version)
        allowed = f"one of {', '.join(framework_versions())}, or a framework that is passed"
        self.faults.append((line, UnknownCodeError(f"line {line}, framework", version, allowed)))
        return None

    def _scores(
        self, framework: Framework, figures: dict[str, Figure], name: str
    ) -> tuple[Score, ...]:
        more = {known.code: known for known in self.known}
        scores, faults = [], list[KommunkompassError]()
        for item in framework:
            known, figure = more.get(item.code), figures.get(item.code)
            if figure is None and (known is None or not known.is_more):
                continue
            known = known or Known(line=self.line, code=item.code)
            place = f"line {known.line}, {item.label}"
            try:
                scores.append(checked_score(item, known.known, figure, known.given, place))
            except ContradictionError:
                raise
            except InvalidValueError as error:
                faults.append(error)
        if faults:
            raise InputError(name, faults, "ranges that their figures allow")
        return tuple(scores)


def documents(
    groups: Sequence[Group], faults: Sequence[Fault], request: Request
) -> tuple[Evaluation | PublishedTable, ...]:
    """The documents of all groups, of which there is one at least.

    Raises:
        InputError: where there are faults in any of them; it names all of them.
        ContradictionError: for scores that cannot all be true.
    """
    if len(groups) > MOST_EVALUATIONS:
        said, allowed = f"{len(groups)} evaluations", f"at most {MOST_EVALUATIONS} in one source"
        raise InputError(request.name, [InvalidValueError("rows", said, allowed)], allowed)
    groups[0].faults += faults  # they are sorted there, by line
    found: list[Evaluation | PublishedTable] = []
    wrong = Faults()
    allowed = ""
    for group in groups:
        try:
            found.append(group.document(request))
        except InputError as error:
            wrong += error.faults
            allowed = error.allowed
            if len(wrong) > MOST_FAULTS:
                break
    if wrong:
        raise InputError(request.name, wrong, allowed)
    return tuple(found)
