"""Grids: the cells of a table below a head line that names its columns, in any order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import islice

import attrs

from kommunkompass.arguments import check_name
from kommunkompass.checked import MOST_FAULTS
from kommunkompass.errors import UnknownCodeError
from kommunkompass.exact import exact_text
from kommunkompass.files import cleaned
from kommunkompass.formats.form import Fault, Reading, fault_at
from kommunkompass.formats.texts import TOTALS, bare_number, parted, plain, what_is_known
from kommunkompass.framework import TOTAL

_SEPARATORS = "\t;,|"
_LONGEST_HEAD = 5_000
_HEAD_WITHIN = 10

#: The heads of columns, by what these are.
HEADS = {
    "evaluation": ("evaluation", "utvärdering"),
    "municipality": ("municipality", "kommun"),
    "municipality_code": ("municipality_code", "kommunkod"),
    "year": ("year", "år"),
    "date": ("date", "datum"),
    "framework": ("framework", "ramverk"),
    "level": ("level", "nivå"),
    "code": ("code", "kod", "nr"),
    "title": ("title", "titel", "area", "område", "criterion", "delfråga"),
    "points": ("points", "poäng", "uppnått", "uppnådda poäng"),
    "maximum": ("max", "maximum", "maxpoäng"),
    "percent": ("percent", "procent", "%"),
    "figures": ("figures", "siffror"),
    "exact": ("exact", "exakt"),
    "range": ("range", "intervall"),
    "given": ("given", "angivet"),
}

COLUMNS = {head: name for name, heads in HEADS.items() for head in heads}

#: What cells say in Swedish, in English; the last word of several is written.
WORDS = {
    "delfråga": "criterion",
    "område": "area",
    "summa": "total",
    "totalt": "total",
    "exakta": "exact",
    "tryckta": "printed",
    "ja": "yes",
    "nej": "no",
}

#: What the column ``given`` says of a row that only sums others up.
SUM = ("sum", "summa")

#: The columns that tell evaluations apart; all but the first two say whose they are.
OWNERS = ("evaluation", "framework", "municipality", "municipality_code", "year", "date")
DETAILS = OWNERS[2:]

FIGURES = ("points", "percent", "exact", "range")


def code_of(text: str) -> str:
    """The code that a text is, or empty."""
    code, title = parted(text)
    if not title:
        return code
    return TOTAL if text.casefold() in TOTALS else ""


def without_sign(head: str) -> str:
    """The head of an item's points, for that of its percent such as ``"1.1 %"``."""
    return head.removesuffix("%").rstrip()


def item_code(head: str) -> str:
    """The code of the item that a head names, or empty."""
    code, title = parted(without_sign(head))
    known, words = what_is_known(None), plain(title)
    named = known.areas.get(words, "")
    if code and words and named != code and (code, words) not in known.criteria:
        return ""
    return code or code_of(title) or named


def is_plain_number(text: str) -> bool:
    return bare_number(text.removesuffix("%")) is not None


def label_of(code: str) -> str:
    """What errors call an item."""
    if not code[:1].isdigit():
        return code
    return f"{'criterion' if '.' in code else 'area'} {code}"


_SHARES = {
    "percent": "{} if a share is meant, or {} % if a percent is",
    "points": '{} percent if a share is meant; points with their maximum, or with "printed" in a '
    'column "figures"',
}


def refuse_shares(reading: Reading, exact: bool) -> None:
    """Note what may be shares: percents below 1, and 1 or points where only the total has more.

    Not points that something beside tells, nor 1 by itself in the long form.
    """
    for name, allowed in _SHARES.items():
        numbers = [(row, bare_number(getattr(row.printed, name))) for row in reading.rows]
        has_more = any(number > 1 for row, number in numbers if number and row.code != TOTAL)
        has_less = bool(reading.columns) or any(0 < number < 1 for _, number in numbers if number)
        for row, number in numbers:
            is_told = name == "points" and (
                (exact or row.exact is not None or row.printed.percent or row.printed.maximum)
                or (number == 1 and not has_less)
            )
            is_sure = is_told or (has_more and (number == 1 or name == "points"))
            if number and 0 < number <= 1 and not is_sure:
                text = getattr(row.printed, name)
                label = f"{label_of(row.code or row.title)}, {name}"
                whole = exact_text(Fraction(number) * 100)
                reading.wrong(row.line, label, text, allowed.format(whole, text))


@attrs.define(slots=False, eq=False)
class Grid:
    """Cells below heads, with their lines; a broken row is an error."""

    heads: Sequence[str]
    below: Iterable[tuple[int, Sequence[str] | csv.Error]] = ()
    head_line: int = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the columns are; of titles beside codes, the last one counts."""
        names = [COLUMNS.get(head.casefold(), "") for head in self.heads]
        while "code" in names and names.count("title") > 1:
            names[names.index("title")] = ""
        return tuple(names)

    @property
    def unknown(self) -> Sequence[str]:
        """The heads that name no column."""
        return [head for head in self.heads if head and head.casefold() not in COLUMNS]

    @property
    def is_long(self) -> bool:
        """Whether each row is about an item."""
        tells_items = "code" in self.names or "title" in self.names
        return tells_items and not set(FIGURES).isdisjoint(self.names)

    @cached_property
    def is_wide(self) -> bool:
        """Whether each row is about an evaluation, and its columns are items."""
        return (
            not self.is_long
            and not set(OWNERS).isdisjoint(self.names)
            and (
                any(code_of(without_sign(head)) for head in self.heads)
                or len(list(filter(item_code, self.heads))) > 1
            )
        )

    def rows(self, faults: list[Fault]) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows that are not empty, noting faults."""
        faults += self._faults_of_heads()
        width = len(self.heads)
        for number, cells in self.below:
            if len(faults) > MOST_FAULTS:
                return
            if isinstance(cells, csv.Error):
                allowed = "cells as spreadsheets write them, with every quotation mark closed"
                faults.append(fault_at(number, "", str(cells), allowed))
            elif any(map(str.strip, cells[width:])):
                allowed = (
                    f"{width} cells, as in the head line; quote a cell that has separators, or "
                    "part cells by semicolons: a decimal comma is one"
                )
                said = " | ".join(filter(None, map(str.strip, cells)))
                faults.append(fault_at(number, "", said, allowed))
            elif any(map(plain, cells)):  # not empty, nor the line under a Markdown table's head
                yield number, cells

    def _faults_of_heads(self) -> Iterator[Fault]:
        """Columns given twice, and others that seem to hold what none is known to."""
        for name in sorted({name for name in self.names if name and self.names.count(name) > 1}):
            named = zip(self.heads, self.names, strict=True)
            same = [head for head, each in named if each == name]
            yield fault_at(self.head_line, "", ", ".join(same), "each column once")
        for name in ("points", "maximum", "percent"):
            for head in self.unknown if self.is_long and name not in self.names else ():
                if any(word in head.casefold() for word in HEADS[name]):
                    allowed = f"one of {', '.join(HEADS[name])}, if the column holds that"
                    yield fault_at(self.head_line, "head", head, allowed)


def numbered(
    lines: Iterable[str], separator: str, first: int
) -> Iterator[tuple[int, Sequence[str] | csv.Error]]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        number = first + reader.line_num
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
            return


def found(text: str) -> Grid | None:
    """The grid of a text that has a head line among its first lines."""
    return next((grid for grid in _grids(text) if grid.is_long or grid.is_wide), None)


def unknown_heads(text: str) -> Iterator[Fault]:
    """What keeps the first line from being a head line, where it names a column."""
    for grid in islice(_grids(text), len(_SEPARATORS)):
        if len(grid.heads) > 1 and any(grid.names):
            has_items = "code" in grid.names or "title" in grid.names
            known = [head for name in FIGURES if has_items for head in HEADS[name]]
            known = known or [*HEADS["code"], *HEADS["title"], "1", "1.1", "total"]
            for head in grid.unknown or [" | ".join(grid.heads)]:
                try:
                    check_name(f"line {grid.head_line}, head", head, known)
                except UnknownCodeError as error:
                    yield grid.head_line, error
            return


def _grids(text: str) -> Iterator[Grid]:
    lines = io.StringIO(text, newline="")
    for number, line in enumerate(islice(lines, _HEAD_WITHIN), 1):
        for separator in _SEPARATORS if len(line) <= _LONGEST_HEAD else "":
            _, cells = next(numbered([line], separator, number))
            heads = [] if isinstance(cells, csv.Error) else [cleaned(c).strip() for c in cells]
            # The rest is read line by line: all at once would take far more room than the text.
            yield Grid(heads, numbered(lines, separator, number + 1), number)
