"""Cells of delimited tables: text that no spreadsheet runs, numbers with either decimal sign."""

from __future__ import annotations

import re
from fractions import Fraction

from kommunkompass.errors import InvalidValueError
from kommunkompass.files import cleaned
from kommunkompass.formats.exact_cells import number_of, range_of, range_text, text_of
from kommunkompass.framework import Language
from kommunkompass.interval import Range
from kommunkompass.phrases import decimal_text

__all__ = [
    "exact_cell",
    "range_cell",
    "read_exact",
    "read_range",
    "read_text",
    "text_cell",
]

#: The most characters that a cell of a spreadsheet holds, less the sign that protects it.
_LONGEST = 32_766
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_UNHELD = re.compile("[\0\ud800-\udfff]")


def _needs_protection(text: str) -> bool:
    """Whether a text would be run as a formula, or lose what stands around it."""
    bare = text.lstrip("'")
    return bare.startswith(_FORMULA) or bare != cleaned(bare).strip()


def text_cell(text: str, item: str) -> str:
    """The cell of a text; an apostrophe protects what a spreadsheet would run.

    >>> text_cell("=1+1", "municipality")
    "'=1+1"

    Raises:
        InvalidValueError: for text that no cell holds.
    """
    if len(text) > _LONGEST or _UNHELD.search(text):
        allowed = f"text of at most {_LONGEST} characters, none of them a NUL or a lone surrogate"
        raise InvalidValueError(item, ascii(text), allowed)
    return f"'{text}" if _needs_protection(text) else text


def read_text(cell: str) -> str:
    """The text of a cell, as it was before :func:`text_cell`."""
    if cell.startswith("'") and _needs_protection(cell[1:]):
        return cell[1:]
    return cleaned(cell).strip()


def exact_cell(value: Fraction, item: str, language: Language) -> str:
    """The cell of an exact number."""
    return decimal_text(text_of(value, item), language)


def range_cell(known: Range, item: str, language: Language) -> str:
    """The cell of a range; a semicolon parts ends that have decimal commas."""
    separator = "; " if language == "sv" else ", "
    return decimal_text(range_text(known, item, "|"), language).replace("|", separator)


def read_exact(cell: str) -> Fraction | None:
    """The exact number of a cell, or None where there is none."""
    return number_of(cell.replace(",", "."))


def read_range(cell: str) -> Range | None:
    """The range of a cell, or None where there is none."""
    if ";" in cell:
        cell = cell.replace(",", ".")
    return range_of(cell)
