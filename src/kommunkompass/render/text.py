"""A page as text, for a terminal or a plain mail: columns side by side, long texts wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kommunkompass.render.table import Column, Page, Table

__all__ = ["text"]

#: The width that running text is wrapped at, and that tables keep to if they can, in characters.
_WIDTH = 110
_NARROWEST = 32
_GAP = "  "


def text(page: Page) -> str:
    """The page as lines of text, without one at the end. Originals of titles are left out."""
    blocks = [[page.title, "=" * len(page.title), *_wrapped(page.lead)]]
    for table in page.tables:
        blocks[-1] += _wrapped([table.caption])
        blocks += [list(_lines(table)), []]
    blocks[-1] += _wrapped(page.notes)
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _wrapped(sentences: Sequence[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, _WIDTH, subsequent_indent=_GAP)
    ]


def _lines(table: Table) -> Iterator[str]:
    """The lines of a table; groups of rows are set apart by empty lines."""
    widths = _widths(table)
    yield from _row([column.title for column in table.columns], table.columns, widths)
    for place, group in enumerate(table.groups):
        if place or len(table.groups) > 1:
            yield ""
        for row in group:
            yield from _row(row.cells, table.columns, widths)


def _widths(table: Table) -> list[int]:
    """The columns' widths: as wide as their cells, long ones within an equal share of the rest."""
    heads = [column.title for column in table.columns]
    every = [heads, *[row.cells for row in table.rows]]
    widths = [max(1, *map(len, cells)) for cells in zip(*every, strict=True)]
    is_long = [column.is_long for column in table.columns]
    taken = sum(width for width, long in zip(widths, is_long, strict=True) if not long)
    left = _WIDTH - taken - len(_GAP) * (len(widths) - 1)
    share = max(left // max(sum(is_long), 1), _NARROWEST)
    return [
        min(width, share) if long else width for width, long in zip(widths, is_long, strict=True)
    ]


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [
        textwrap.wrap(cell, width) if column.is_long else [cell]
        for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    for line in range(max(map(len, wrapped))):
        texts = [lines[line] if line < len(lines) else "" for lines in wrapped]
        yield _GAP.join(
            cell.rjust(width) if column.kind == "number" else cell.ljust(width)
            for cell, column, width in zip(texts, columns, widths, strict=True)
        ).rstrip()
