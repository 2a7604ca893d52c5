"""A page as Markdown, with tables as GitHub, MyST and most others read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kommunkompass.render.table import Page, Table

__all__ = ["escaped", "markdown"]

#: What is markup anywhere in a line. A colon within a word may make an address a link.
_INLINE = re.compile(r"[\\`*_\[\]{}<>|~&$#]|:(?=\S)")
#: What makes a block of a line that it begins.
_BLOCK = re.compile(r"[+%:(-]|\d+[.)]")


def markdown(page: Page) -> str:
    """The page as Markdown, ending in a line feed. Originals of titles are left out."""
    blocks = [f"# {_line(page.title)}", *map(_line, page.lead)]
    for table in page.tables:
        blocks += [_line(table.caption), _table(table)]
    blocks += map(_line, page.notes)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""The text with a backslash before whatever would be markup within a line.

    >>> print(escaped("a|b *x* <i>"))
    a\|b \*x\* \<i\>
    """
    return _INLINE.sub(r"\\\g<0>", text)


def _line(text: str) -> str:
    """The text as a paragraph of its own."""
    line = escaped(text)
    match = _BLOCK.match(line)
    if match is None:
        return line
    return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}"


def _table(table: Table) -> str:
    rules = ["---:" if column.kind == "number" else ":---" for column in table.columns]
    lines = [_row([column.title for column in table.columns]), _joined(rules)]
    lines += [_row(row.cells, strong=row.level in ("area", "total")) for row in table.rows]
    return "\n".join(lines)


def _row(cells: Sequence[str], strong: bool = False) -> str:
    mark = "**" if strong else ""
    return _joined([f"{mark}{escaped(cell)}{mark}" if cell else "" for cell in cells])


def _joined(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
