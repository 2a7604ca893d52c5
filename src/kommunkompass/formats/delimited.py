"""Delimited tables: CSV and TSV, as spreadsheets, scripts and this library write them.

A head line names the columns, in any order and in English or Swedish::

    code;title;points;max;percent
    1;Offentlighet och demokrati;37;100;37
    1.1;Finns en plan/strategi för demokratiutveckling och information?;5;15;35

The separator is a tab, a semicolon, a comma or a bar. A column ``level`` may say what a row is
about (criterion, area or total); without it the code tells. Other columns are ignored.

More columns say whose evaluation it is (``municipality``, ``municipality_code``, ``year``,
``date``, ``framework``), number those of a file (``evaluation``), and tell what is known beyond
printed figures: ``figures`` ("printed" or "exact") how points and percent are to be taken,
``exact`` the exact points, ``range`` their exact range, ``given`` ("no") that nothing was said
of the item itself ("sum" marks a row that only sums others up, and is passed over).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kommunkompass.errors import InvalidValueError
from kommunkompass.files import Content, cleaned
from kommunkompass.formats.cells import read_exact, read_range
from kommunkompass.formats.exact_cells import ALLOWED
from kommunkompass.formats.form import Document
from kommunkompass.formats.grid import DETAILS, SUM, Grid, code_of, found, joined
from kommunkompass.formats.grouped import Group, Known, documents
from kommunkompass.formats.rows import MOST_ROWS, Fault, Printed, Request, Row
from kommunkompass.formats.shares import PERCENT, shares_among
from kommunkompass.formats.titles import Level
from kommunkompass.formats.wide import wide_groups

__all__ = ["groups_of", "read_all", "recognises"]

_LEVELS: Mapping[str, Level] = {
    "criterion": "criterion",
    "delfråga": "criterion",
    "area": "area",
    "område": "area",
    "total": "total",
    "totalt": "total",
    "summa": "total",
}
_EXACT: Mapping[str, bool | None] = {
    "": None,
    "printed": False,
    "tryckta": False,
    "exact": True,
    "exakta": True,
}
_GIVEN: Mapping[str, bool] = {"": True, "yes": True, "ja": True, "no": False, "nej": False}
_RANGE = 'an exact range such as "[9.225, 9.375)", or "[9,225; 9,375)"'


def recognises(content: Content) -> bool:
    """Whether one of the first lines is a head line of known columns."""
    return found(content.text) is not None


def read_all(content: Content, request: Request) -> Sequence[Document]:
    """Read what :func:`recognises` has recognised: one evaluation or table, or several.

    Raises:
        InputError: for a table with faults; it names all of them.
        ContradictionError: for scores that cannot all be true.
    """
    grid = found(content.text) or Grid((), 0, ";", ())
    faults: list[Fault] = []
    return documents(groups_of([grid], faults), faults, request)


def groups_of(grids: Sequence[Grid], faults: list[Fault]) -> Sequence[Group]:
    """What one or several tables say of each evaluation, of one at least."""
    wide = [group for grid in grids if grid.is_wide for group in wide_groups(grid, faults)]
    long: dict[tuple[str, ...], Group] = {}
    for grid in grids:
        if not grid.is_wide:
            _add_rows(grid, faults, long)
    for group in long.values():
        scored = [row for row in group.rows if row.printed.percent]
        for place in shares_among([row.printed.percent for row in scored]):
            row = scored[place]
            group.wrong(row.line, "percent", row.printed.percent, PERCENT)
    return [*wide, *long.values()] or [Group(grids[0].head_line, False)]


def _add_rows(grid: Grid, faults: list[Fault], groups: dict[tuple[str, ...], Group]) -> None:
    """Take the rows by evaluation: by its number, or by what they say of whose it is."""
    keys = ("evaluation",) if "evaluation" in grid.names else DETAILS
    for number, cells in grid.rows(faults):
        row = dict(zip(grid.names, cells, strict=False))
        if row.get("given", "").strip().casefold() in SUM:
            continue
        key = tuple([row.get(name, "").strip() for name in keys])
        group = groups.setdefault(key, Group(number, grid.is_own))
        if len(group.rows) == MOST_ROWS:
            error = InvalidValueError(f"line {number}", "a further row", f"{MOST_ROWS} rows")
            faults.append((number, error))
            break
        _add(group, number, row, cells)


def _add(group: Group, number: int, row: Mapping[str, str], cells: Sequence[str]) -> None:
    for name in ("framework", *DETAILS):
        group.say(number, name, row.get(name, ""))
    plain = {name: cleaned(cell).strip() for name, cell in row.items()}
    said, code, title = (plain.get(name, "") for name in ("level", "code", "title"))
    level = _LEVELS.get(said.casefold())
    if said and level is None:
        group.wrong(number, "level", said, "criterion, area or total")
    if not code and "total" in (_LEVELS.get(title.casefold()), level):
        code = "total"
    code = code_of(code) or code
    printed = Printed(*[plain.get(name, "") for name in ("points", "maximum", "percent")])
    group.rows.append(
        Row(
            line=number,
            text=joined(cells),
            level=level,
            code=code,
            title=title.lstrip("'"),
            printed=printed,
        )
    )
    _know(group, number, code, plain)


def _know(group: Group, number: int, code: str, row: Mapping[str, str]) -> None:
    """Take what a row says beyond printed figures."""
    words = [row.get(name, "").casefold() for name in ("figures", "given")]
    if words[0] not in _EXACT:
        group.wrong(number, "figures", words[0], "printed or exact")
    if words[1] not in _GIVEN:
        group.wrong(number, "given", words[1], "yes or no")
    exact, known_range = row.get("exact", ""), row.get("range", "")
    known = Known(
        line=number,
        code=code,
        exact=read_exact(exact) if exact else None,
        range=read_range(known_range) if known_range else None,
        figures_exact=_EXACT.get(words[0]),
        given=_GIVEN.get(words[1], True),
    )
    if exact and known.exact is None:
        group.wrong(number, "exact", exact, ALLOWED)
    if known_range and known.range is None:
        group.wrong(number, "range", known_range, _RANGE)
    if exact and known_range:
        group.wrong(number, "range", known_range, "exact points or a range, not both")
    group.known.append(known)
