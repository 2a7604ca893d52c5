"""A page as reStructuredText, with list tables, for docutils and Sphinx."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kommunkompass.render.table import Page, Table

__all__ = ["escaped", "rst"]

#: What is markup anywhere in a line. A colon within a word may make a link or a role.
_INLINE = re.compile(r"[\\`*_|@]|:(?=\S)")
#: What makes a block of a line that it begins: punctuation, bullets, numbers of lists.
_BLOCK = re.compile(r"[!-/:-@\[\]^{}~•‣⁃]|(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)](?=\s|$)")


def rst(page: Page) -> str:
    """The page as reStructuredText, ending in a line feed. Originals of titles are left out."""
    title = escaped(page.title)
    blocks = [f"{title}\n{'=' * _width(title)}", *map(escaped, page.lead)]
    blocks += ["\n".join(_table(table)) for table in page.tables]
    blocks += map(escaped, page.notes)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""The text with a backslash before whatever would be markup.

    >>> print(escaped("a|b *x* `y`"))
    a\|b \*x\* \`y\`
    """
    line = _INLINE.sub(r"\\\g<0>", text)
    if line and not line.strip("\\"):
        # A row of backslashes would be a line across the page; an escaped blank is nothing.
        return f"\\ {line}"
    return f"\\{line}" if _BLOCK.match(line) else line


def _width(text: str) -> int:
    """How many columns the text takes: an underline must not be shorter."""
    wide = sum(unicodedata.east_asian_width(sign) in "FW" for sign in text)
    return len(text) + wide


def _table(table: Table) -> Iterator[str]:
    # docutils wants one column at least that is no stub.
    stubs = min(table.heading_column + 1, len(table.columns) - 1)
    yield f".. list-table:: {escaped(table.caption)}"
    yield "   :class: kommunkompass"
    yield "   :header-rows: 1"
    yield f"   :stub-columns: {stubs}"
    yield "   :widths: auto"
    yield ""
    yield from _row([column.title for column in table.columns])
    for row in table.rows:
        yield from _row(row.cells, strong=row.level in ("area", "total"))


def _row(cells: Sequence[str], strong: bool = False) -> Iterator[str]:
    mark = "**" if strong else ""
    for place, cell in enumerate(cells):
        text = f"{mark}{escaped(cell)}{mark}" if cell else ""
        yield f"   {' ' if place else '*'} - {text}".rstrip()
