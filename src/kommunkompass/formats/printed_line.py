"""Printed lines: the figures that a line of text ends with, and the columns they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from kommunkompass.formats.rows import Printed

__all__ = ["USUAL", "Columns", "Number", "arranged", "ending", "head"]

Column: TypeAlias = Literal["points", "maximum", "percent"]
Columns: TypeAlias = tuple[Column, ...]

#: The columns of a table that has no head line.
USUAL: Columns = ("points", "maximum", "percent")

_HEADS: dict[str, Column] = {
    "poäng": "points",
    "uppnått": "points",
    "uppnådd": "points",
    "uppnådd poäng": "points",
    "uppnådda poäng": "points",
    "points": "points",
    "max": "maximum",
    "maximum": "maximum",
    "maxpoäng": "maximum",
    "max poäng": "maximum",
    "procent": "percent",
    "percent": "percent",
    "%": "percent",
}
_UNITS: dict[str, Column] = {
    "%": "percent",
    "procent": "percent",
    "percent": "percent",
    "poäng": "points",
    "p": "points",
    "points": "points",
}
_OF = ("av", "of", "/")
_NUMBER = re.compile(r"([+\-−]?\d{1,15}(?:[.,]\d{1,15})?)(%?)", re.ASCII)
_SLASH = re.compile(r"(\d{1,15})/(\d{1,15})", re.ASCII)
_MOST_WORDS = 24
_EDGES = "()[];:,"


@attrs.frozen
class Number:
    """A number as printed, and the column that its unit tells, if it has one."""

    text: str
    column: Column | None = None


def head(text: str) -> tuple[str, Columns]:
    """The names of columns that a line ends with, and what stands before them.

    >>> head("1. Offentlighet och demokrati Uppnått Max Procent")
    ('1. Offentlighet och demokrati', ('points', 'maximum', 'percent'))
    """
    words = text.split()
    names = [word.strip("()").casefold() for word in words]
    columns: list[Column] = []
    end = len(words)
    while end:
        size = 2 if " ".join(names[max(0, end - 2) : end]) in _HEADS and end > 1 else 1
        column = _HEADS.get(" ".join(names[end - size : end]))
        if column is None or column in columns:
            break
        columns.insert(0, column)
        end -= size
    return " ".join(words[:end]), tuple(columns)


def ending(text: str) -> tuple[str, tuple[Number, ...]]:
    """The numbers that a line ends with, units included, and what stands before them.

    >>> ending("Offentlighet och demokrati: 37 av 100 poäng")[1]
    (Number(text='37', column=None), Number(text='100', column='maximum'))
    """
    words = text.split()
    end = len(words)
    start = end
    while start > max(0, end - _MOST_WORDS) and _is_figure(words[start - 1]):
        start -= 1
    while start < end and not _NUMBER.match(words[start].strip(_EDGES)):
        start += 1  # a unit without a number before it belongs to the text
    numbers: list[Number] = []
    after_of = False
    for word in words[start:]:
        bare = word.strip(_EDGES).rstrip(".")
        slash, number = _SLASH.fullmatch(bare), _NUMBER.fullmatch(bare)
        if slash:
            numbers += [Number(slash[1]), Number(slash[2], "maximum")]
        elif number:
            column: Column | None = "maximum" if after_of else "percent" if number[2] else None
            numbers.append(Number(number[1], column))
        elif bare.casefold() in _UNITS and numbers[-1].column is None:
            numbers[-1] = Number(numbers[-1].text, _UNITS[bare.casefold()])
        after_of = word in _OF
    return " ".join(words[:start]), tuple(numbers)


def _is_figure(word: str) -> bool:
    bare = word.strip(_EDGES).rstrip(".")
    return (
        word in _OF
        or bare.casefold() in _UNITS
        or _NUMBER.fullmatch(bare) is not None
        or _SLASH.fullmatch(bare) is not None
    )


def arranged(numbers: Sequence[Number], columns: Columns | None) -> Printed | None:
    """Put numbers under their columns, or None where it is not certain which is which.

    A unit decides. The numbers without one stand in the order of the columns that are left;
    without a head line that is points, maximum, percent.
    """
    printed: dict[str, str] = {}
    for number in numbers:
        if number.column is not None:
            if number.column in printed:
                return None
            printed[number.column] = number.text
    bare = [number.text for number in numbers if number.column is None]
    free = [column for column in columns or USUAL if column not in printed]
    if len(bare) > len(free) or (bare and columns and len(bare) < len(free)):
        return None
    printed.update(zip(free, bare, strict=False))
    return Printed(**printed)
