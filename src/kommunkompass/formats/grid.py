"""Grids: the cells of a table below a head line that names its columns, in any order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from sys import intern

import attrs

from kommunkompass.checked import MOST_FAULTS
from kommunkompass.files import cleaned
from kommunkompass.formats.form import Fault, fault_at
from kommunkompass.formats.texts import TOTALS, plain, what_is_known
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

#: The columns by their heads.
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

#: What the column ``given`` says of a row that only sums others up, in English and Swedish.
SUM = ("sum", "summa")

#: The columns that tell evaluations apart; all but the first two say whose they are.
OWNERS = ("evaluation", "framework", "municipality", "municipality_code", "year", "date")
DETAILS = OWNERS[2:]

#: The columns that say what is known of an item's points.
FIGURES = ("points", "percent", "exact", "range")

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s?%?")
_CODE = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?\.?", re.ASCII)


def code_of(text: str) -> str:
    """The code that a text is, in the framework's spelling; empty where it is none."""
    match = _CODE.fullmatch(text)
    if match:
        return intern(".".join([part for part in match.groups() if part]))
    return TOTAL if text.casefold() in TOTALS else ""


def without_sign(head: str) -> str:
    """The head of an item's points, for that of its percent such as ``"1.1 %"``."""
    return head.removesuffix("%").rstrip()


def item_code(head: str) -> str:
    """The code of the item that a head is a code or a title of, or empty."""
    return code_of(without_sign(head)) or what_is_known(None).areas.get(plain(head), "")


def is_plain_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def label_of(code: str) -> str:
    """What errors call an item by its code or its title."""
    if not code[:1].isdigit():
        return code
    return f"{'criterion' if '.' in code else 'area'} {code}"


@attrs.define(slots=False, eq=False)
class Grid:
    """Cells below heads, with the numbers of their lines; a broken row is an error."""

    heads: Sequence[str]
    below: Iterable[tuple[int, Sequence[str] | csv.Error]] = ()
    head_line: int = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the columns are; of several columns of titles beside codes, the last one counts."""
        names = [COLUMNS.get(head.casefold(), "") for head in self.heads]
        while "code" in names and names.count("title") > 1:
            names[names.index("title")] = ""
        return tuple(names)

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
                allowed = f"{width} cells, as in the head line; quote a cell that has separators"
                said = " ".join(filter(None, map(str.strip, cells)))
                faults.append(fault_at(number, "", said, allowed))
            elif any(map(plain, cells)):  # not empty, nor the line under a Markdown table's head
                yield number, cells

    def _faults_of_heads(self) -> Iterator[Fault]:
        """Columns given twice, and those passed over that seem to hold what no other does."""
        for name in sorted({name for name in self.names if name and self.names.count(name) > 1}):
            yield fault_at(self.head_line, "", name, "each column once")
        unknown = [head for head, name in zip(self.heads, self.names, strict=True) if not name]
        for name in ("points", "maximum", "percent"):
            for head in unknown if self.is_long and name not in self.names else ():
                if any(word in head.casefold() for word in HEADS[name]):
                    allowed = f"one of {', '.join(HEADS[name])}, if the column holds that"
                    yield fault_at(self.head_line, "head", head, allowed)


def numbered(
    lines: Iterable[str], separator: str, first: int
) -> Iterator[tuple[int, Sequence[str] | csv.Error]]:
    """The rows of delimited text, each with the number of the line it begins in."""
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
    lines = io.StringIO(text, newline="")
    for number, line in enumerate(islice(lines, _HEAD_WITHIN), 1):
        for separator in _SEPARATORS if len(line) <= _LONGEST_HEAD else "":
            _, cells = next(numbered([line], separator, number))
            heads = [] if isinstance(cells, csv.Error) else [cleaned(c).strip() for c in cells]
            # The rest is read line by line: all at once would take far more room than the text.
            grid = Grid(heads, numbered(lines, separator, number + 1), number)
            if grid.is_long or grid.is_wide:
                return grid
    return None
