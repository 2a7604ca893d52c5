"""Tables of text: columns side by side, long titles wrapped."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

__all__ = ["WIDTH", "Align", "hanging", "table", "underlined", "wrapped"]

#: How a column is set: to the left, to the right, or to the left and wrapped.
Align: TypeAlias = Literal["left", "right", "wrap"]

#: The width that running text is wrapped at, in characters.
WIDTH = 110
_WRAP_AT = 58


def table(rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> Iterator[str]:
    """The lines of a table whose first row is its head; an empty row is an empty line."""
    widths = [max(len(row[column]) for row in rows if row) for column in range(len(aligns))]
    widths = [
        min(width, _WRAP_AT) if align == "wrap" else width
        for width, align in zip(widths, aligns, strict=True)
    ]
    for row in rows:
        cells = [
            textwrap.wrap(text, width) if align == "wrap" else [text]
            for text, width, align in zip(row, widths, aligns, strict=False)
        ]
        for line in range(max(map(len, cells), default=1)):
            texts = [cell[line] if line < len(cell) else "" for cell in cells]
            yield "  ".join(
                text.rjust(width) if align == "right" else text.ljust(width)
                for text, width, align in zip(texts, widths, aligns, strict=False)
            ).rstrip()


def underlined(title: str) -> list[str]:
    """A title with a line below it."""
    return [title, "=" * len(title)]


def wrapped(text: str) -> list[str]:
    """Running text in lines."""
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")


def hanging(head: str, text: str) -> list[str]:
    """Running text in lines that hang from a head."""
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
