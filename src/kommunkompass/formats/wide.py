"""Wide tables: a row an evaluation, a column an item.

A cell holds what is known of an item: printed points (``9``), a printed percent (``62%``), both
(``9 62%``), or an exact range (``[9.225, 9.375)``). Heads are codes, or titles of areas. The
percent may also stand in a column of its own, whose head is the item's code and a percent sign.
A column ``figures`` that says ``exact`` makes the plain numbers of its row exact points. Below an
empty line, a row without figures and without a framework is a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kommunkompass.files import cleaned
from kommunkompass.formats.cells import read_exact, read_range
from kommunkompass.formats.exact_cells import ALLOWED
from kommunkompass.formats.grid import (
    DETAILS,
    Grid,
    code_of,
    is_plain_number,
    joined,
    label_of,
    percent_code_of,
    titled_code,
)
from kommunkompass.formats.grouped import Group, Known
from kommunkompass.formats.rows import Fault, Printed, Row
from kommunkompass.formats.shares import PERCENT, POINTS, shares_among, shares_in_row
from kommunkompass.framework import TOTAL

__all__ = ["wide_groups"]

_BOTH = re.compile(r"(\S+)\s+(\S+\s?%)")
_RANGE = 'a number, a percent ("62%"), both ("9 62%") or a range ("[9.225, 9.375)")'


class _Head(NamedTuple):
    """A head, read once for all rows.

    Attributes:
        text: the head as it stands.
        name: what its column is, where it is none of an item.
        code: the code of an item that it is.
        titled: the code of the area whose title it is.
        percent: the code of the item whose percent its column has.
    """

    text: str
    name: str
    code: str
    titled: str
    percent: str


def wide_groups(grid: Grid, faults: list[Fault]) -> Sequence[Group]:
    """The rows, each an evaluation."""
    groups = []
    heads = [
        _Head(text, name, code_of(text), titled_code(text), percent_code_of(text))
        for text, name in zip(grid.heads, grid.names, strict=True)
    ]
    items = {head.code or head.titled or head.percent for head in heads} - {""}
    for number, cells in grid.rows(faults):
        group = Group(number, grid.is_own)
        row = dict(zip(grid.names, cells, strict=False))
        for name in ("framework", *DETAILS):
            group.say(number, name, row.get(name, ""))
        word = row.get("figures", "").strip().casefold()
        if word not in ("", "printed", "tryckta", "exact", "exakta"):
            group.wrong(number, "figures", word, "printed or exact")
        said = [(head, cleaned(cell).strip()) for head, cell in zip(heads, cells, strict=False)]
        percents = {head.percent: text for head, text in said if text and head.percent}
        _check_shares(group, number, said, percents, is_told=bool(word))
        if items == {TOTAL}:
            _check_others(group, number, said)
        _add_all(group, number, said, percents, is_exact=word.startswith("exa"))
        if group.rows or not grid.is_broken or row.get("framework", "").strip():
            groups.append(group)  # else it is a note below the table
    return groups or [Group(grid.head_line, False)]


def _check_shares(
    group: Group,
    number: int,
    said: Sequence[tuple[_Head, str]],
    percents: Mapping[str, str],
    *,
    is_told: bool,
) -> None:
    """Note percents and points that may be shares; those beside a percent are none."""
    codes = list(percents)
    for place in shares_among(list(percents.values())):
        label = f"{label_of(codes[place])}, percent"
        group.wrong(number, label, percents[codes[place]], PERCENT)
    points = {
        code: text
        for head, text in said
        if (code := head.code or head.titled) and code not in percents
    }
    for code in [] if is_told else shares_in_row(points):
        group.wrong(number, label_of(code), points[code], POINTS)


def _check_others(group: Group, number: int, said: Sequence[tuple[_Head, str]]) -> None:
    """Refuse several columns of numbers beside a total, which may be those of areas."""
    others = [
        (head.text, text)
        for head, text in said
        if head.text and not head.name and not head.code and is_plain_number(text)
    ]
    if len(others) > 1:
        allowed = "numbers below a head that is known: the code or the title of an area"
        group.wrong(number, others[0][0], others[0][1], allowed)


def _add_all(
    group: Group,
    number: int,
    said: Sequence[tuple[_Head, str]],
    percents: Mapping[str, str],
    *,
    is_exact: bool,
) -> None:
    """Take the cells of all items; a percent in its own column goes with its points."""
    left = {code: text if text.endswith("%") else f"{text}%" for code, text in percents.items()}
    for head, text in said:
        if text and head.code:
            both = f"{text} {left.pop(head.code, '')}".rstrip()
            _add(group, number, head.code, both, is_exact)
    for code, text in left.items():
        _add(group, number, code, text, is_exact)
    for head, text in said:
        if text and head.titled:
            _add_titled(group, number, head.text, text, is_exact=is_exact)


def _add_titled(group: Group, number: int, title: str, text: str, *, is_exact: bool) -> None:
    """Take the cell of an area whose title is the head, which tells the framework too."""
    if text[0] in "[(" or is_exact:
        group.wrong(number, title, text, "printed figures; others stand below codes of areas")
        return
    row = Row(
        line=number, text=joined([title, text]), level="area", title=title, printed=_printed(text)
    )
    group.rows.append(row)


def _printed(text: str) -> Printed:
    """The printed figures of a cell: points, a percent, or both."""
    if both := _BOTH.fullmatch(text):
        return Printed(points=both[1], percent=both[2])
    return Printed(percent=text) if text.endswith("%") else Printed(points=text)


def _add(group: Group, number: int, code: str, text: str, is_exact: bool) -> None:
    """Take the cell of an item."""
    printed = Printed()
    known = Known(line=number, code=code)
    if text[0] in "[(":
        known = Known(line=number, code=code, range=read_range(text))
        if known.range is None:
            group.wrong(number, code, text, _RANGE)
    elif is_exact:
        known = Known(line=number, code=code, exact=read_exact(text))
        if known.exact is None:
            group.wrong(number, code, text, ALLOWED)
    else:
        printed = _printed(text)
    row = Row(line=number, text=joined([code, text]), code=code, printed=printed)
    group.rows.append(row)
    group.known.append(known)
