"""The kinds of values in a JSON document, asked for one by one; every fault is noted."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from sys import intern

from kommunkompass.arguments import LARGEST_COUNT
from kommunkompass.checked import CheckedTable
from kommunkompass.errors import UnknownCodeError
from kommunkompass.formats.exact_cells import ALLOWED, number_of
from kommunkompass.framework import Framework

__all__ = [
    "FIGURE",
    "code_of",
    "count",
    "date",
    "day_of",
    "digits",
    "exact",
    "flag",
    "maybe_text",
    "printed",
    "text",
    "texts",
    "year",
]

#: A figure as it is printed, with a decimal point.
FIGURE = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"

_FIGURE = re.compile(FIGURE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile(r"[0-9]{4}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_A_TEXT = "a text"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def text(table: CheckedTable, key: str) -> str:
    """A text that must be there and may be empty."""
    value = table.take(key, _A_TEXT, _is_text)
    return value if isinstance(value, str) else ""


def maybe_text(table: CheckedTable, key: str) -> str | None:
    """A text that may be left out."""
    value = table.maybe(key, _A_TEXT, _is_text)
    return value if isinstance(value, str) else None


def texts(table: CheckedTable, key: str) -> tuple[str, ...]:
    """A list of texts that may be left out."""

    def right(value: object) -> bool:
        return isinstance(value, list) and all(map(_is_text, value))

    value = table.maybe(key, "a list of texts", right)
    return tuple(value) if isinstance(value, list) else ()


def flag(table: CheckedTable, key: str, usual: bool) -> bool:
    """A truth value that is left out where it is the usual one."""
    value = table.maybe(key, "true or false", lambda value: isinstance(value, bool))
    return value if isinstance(value, bool) else usual


def count(table: CheckedTable, key: str, least: int = 0) -> int | None:
    """A whole number that may be left out."""

    def right(value: object) -> bool:
        return type(value) is int and least <= value <= LARGEST_COUNT

    value = table.maybe(key, f"a whole number from {least} to {LARGEST_COUNT}", right)
    return value if isinstance(value, int) else None


def year(table: CheckedTable, key: str) -> int | None:
    """A year that may be left out."""

    def right(value: object) -> bool:
        return type(value) is int and _FIRST_YEAR <= value <= _LAST_YEAR

    value = table.maybe(key, f"a year from {_FIRST_YEAR} to {_LAST_YEAR}", right)
    return value if isinstance(value, int) else None


def date(table: CheckedTable, key: str) -> datetime.date | None:
    """A day that may be left out."""
    value = table.maybe(key, 'a day such as "2017-05-31"', lambda value: day_of(value) is not None)
    return day_of(value)


def day_of(value: object) -> datetime.date | None:
    """The day that a text is, or None where it is none."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def digits(table: CheckedTable, key: str) -> str | None:
    """Four digits, as text, that may be left out."""

    def right(value: object) -> bool:
        return isinstance(value, str) and _DIGITS.fullmatch(value) is not None

    value = table.maybe(key, 'four digits as text, such as "1881"', right)
    return value if isinstance(value, str) else None


def exact(table: CheckedTable, key: str) -> Fraction | None:
    """An exact number that must be there, or None, noting why."""
    return number_of(table.take(key, ALLOWED, lambda value: number_of(value) is not None))


def printed(table: CheckedTable, key: str) -> str | None:
    """A figure as it is printed, which may be left out."""

    def right(value: object) -> bool:
        return isinstance(value, str) and _FIGURE.fullmatch(value) is not None

    value = table.maybe(key, 'a number as it is printed, as text: "9", "35.4"', right)
    return value if isinstance(value, str) else None


def code_of(table: CheckedTable, framework: Framework | None) -> str | None:
    """The code of an item of the framework, or None, noting why."""
    code = table.take("code", "the code of an item, as text", lambda value: isinstance(value, str))
    if framework is None or not isinstance(code, str):
        return None
    try:
        return framework[code].code
    except UnknownCodeError as error:
        allowed = intern(f"{error.allowed} ({error.item})")  # it is long, and often the same
        table.faults.append(UnknownCodeError(table.where("code"), code, allowed))
        return None
