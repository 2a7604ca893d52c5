"""The printed figure: what a report says of one item, and what that says of its exact points.

A printed figure is a rounded one: "9 of 15, 62 %" says at least 9.225 and less than 9.375 points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import attrs

from kommunkompass.arguments import check_name, of_type
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.exact import Number, round_half_up, to_fraction
from kommunkompass.framework import TOTAL, Item, Language, check_item, check_language
from kommunkompass.interval import Range
from kommunkompass.phrases import decimal_text, phrase, range_text

Measure: TypeAlias = Literal["points", "percent", "score"]

_PRINTED = re.compile(r"([+-]?)(\d{1,15})(?:[.,](\d{1,15}))?")
_ALLOWED = 'a plain number as printed, such as "9", "62 %" or "35,4"'


def parse_printed(text: str, item: str = "figure") -> Decimal:
    """Read a number as a report or a spreadsheet prints it (rule 3.1), keeping its decimals.

    Blanks around it, a percent sign, a decimal comma and a true minus sign are understood.

    >>> parse_printed("35,40 %")
    Decimal('35.40')

    Raises:
        InvalidValueError: for anything else, naming the item.
    """
    bare = text.strip().removesuffix("%").rstrip().replace("−", "-")
    match = _PRINTED.fullmatch(bare)
    if match is None or not bare.isascii():
        raise InvalidValueError(item, text, _ALLOWED)
    sign, whole, decimals = match.groups()
    number = Decimal(f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}")
    return number or number.copy_abs()  # as no context of the caller's changes it


def to_printed(value: str | int | Decimal, item: str = "figure") -> Decimal:
    """Return a printed number of at most 15 digits before and after its point.

    Raises:
        InvalidTypeError: for a float, whose printed decimals are not known, and the like.
        InvalidValueError: for text that is no plain number, and for more digits.
    """
    if isinstance(value, str):
        return parse_printed(value, item)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidTypeError(item, value, "text, an int or a Decimal, as printed")
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -15 or max(exponent, number.adjusted()) > 15:
        raise InvalidValueError(item, value, _ALLOWED)
    return parse_printed(f"{number:f}", item)


def to_points(value: str | int | Decimal, item: str = "figure") -> Decimal:
    """Return a printed number as :func:`to_printed` does; a percent is no points."""
    if isinstance(value, str) and "%" in value:
        raise InvalidValueError(item, value, "points, without a percent sign")
    return to_printed(value, item)


def _maybe_points(value: str | int | Decimal | None) -> Decimal | None:
    return None if value is None else to_points(value)


def _maybe_percent(value: str | int | Decimal | None) -> Decimal | None:
    return None if value is None else to_printed(value)


def printed_range(printed: Decimal) -> Range:
    """The exact numbers printed so (rule 3.2): half a unit of its last digit on either side."""
    number, half = Fraction(printed), Fraction(1, 2 * 10 ** decimals(printed))
    return Range.closedopen(number - half, number + half)


@attrs.frozen(kw_only=True)
class Statement:
    """One thing that is said of an item's points, in words and as a range.

    Attributes:
        code: the item's code.
        measure: whether points or percent were printed, or a score was given.
        text: what was said, as it was said.
        range: the exact points for which it is true, before the item's bounds are applied.
    """

    code: str = attrs.field(validator=of_type(str, "text"))
    measure: Measure
    text: str = attrs.field(validator=of_type(str, "text"))
    range: Range = attrs.field(validator=of_type(Range, "a Range"))

    def __attrs_post_init__(self) -> None:
        check_name("measure", self.measure, get_args(Measure))

    def words(self, language: Language = "en") -> str:
        """What was said, in words: ``"4.2 printed as 6 points"``."""
        name = self.code
        if "." not in name:
            name = phrase("total" if name == TOTAL else "area", language, code=name)
        if self.measure == "score":
            text = range_text(self.range, language)
            return phrase("scored", language, code=name, text=text)
        measure = phrase(self.measure, language)
        text = decimal_text(self.text, language)
        return phrase("printed", language, code=name, text=text, measure=measure)


def agreeing(known: Range, statements: Iterable[Statement]) -> Range | None:
    """What statements leave of a range of points, or None where they leave nothing."""
    left: Range | None = known
    for statement in statements:
        left = left.intersection(statement.range) if left else None
    return left


def decimals(printed: Decimal) -> int:
    """How many decimals a printed number has."""
    return -int(printed.as_tuple().exponent)


def bounds(item: Item) -> Range:
    """The range of all points that an item can have: 0 to its maximum."""
    check_item(item)
    return Range((Fraction(0), 0), (Fraction(item.maximum), 0))


@attrs.frozen
class Figure:
    """What is printed of one item: points, percent of the maximum, or both (rules 3.2, 3.3).

    >>> Figure("9", "62")
    Figure(points=Decimal('9'), percent=Decimal('62'), exact=False)

    Attributes:
        points: the printed points with their printed decimals (text, int or Decimal), or None.
        percent: the printed percent, likewise, or None.
        exact: whether the source's figures are to be taken as exact instead of as rounded.

    Raises:
        InvalidTypeError: for a float, whose printed decimals are not known, and the like.
        InvalidValueError: for text that is no plain number, or where there is no figure at all.
    """

    points: Decimal | None = attrs.field(default=None, converter=_maybe_points, eq=str)
    percent: Decimal | None = attrs.field(default=None, converter=_maybe_percent, eq=str)
    exact: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.points is None and self.percent is None:
            raise InvalidValueError("figure", "nothing", "points, percent or both")
        if not isinstance(self.exact, bool):
            raise InvalidTypeError("figure", self.exact, "exact=True or exact=False")

    def _range(self, value: Decimal) -> Range:
        return Range.exactly(value) if self.exact else printed_range(value)

    def statements(self, item: Item) -> tuple[Statement, ...]:
        """What the figure says of the item's points: one statement a printed number."""
        check_item(item)
        share = Fraction(item.maximum, 100)
        numbers: tuple[tuple[Measure, Decimal | None, Fraction | int], ...]
        numbers = ("points", self.points, 1), ("percent", self.percent, share)
        return tuple(
            [
                Statement(
                    code=item.code,
                    measure=measure,
                    text=f"{number:f}",
                    range=self._range(number).scaled(unit),
                )
                for measure, number, unit in numbers
                if number is not None
            ]
        )

    def at_face_value(self, item: Item) -> Fraction:
        """The item's points if its printed figures were exact: what summing them by hand takes."""
        check_item(item)
        if self.points is not None:
            return Fraction(self.points)
        return Fraction(self.percent or 0) * item.maximum / 100

    def prints(self, points: Number, item: Item) -> bool:
        """Whether exact points of the item would be printed as this figure."""
        check_item(item)
        exact = to_fraction(points, item.label)
        return all(
            printed is None or round_half_up(value, decimals(printed)) == Fraction(printed)
            for printed, value in (
                (self.points, exact),
                (self.percent, exact * 100 / item.maximum),
            )
        )

    def text(self, language: Language = "en") -> str:
        """The figure in short: ``"9, 62 %"``, in Swedish ``"9 poäng och 62 %"``."""
        check_language(language)
        said = [
            phrase(key, language, number=decimal_text(f"{number:f}", language))
            for key, number in (("figure points", self.points), ("figure percent", self.percent))
            if number is not None
        ]
        return phrase("figure", language, points=said[0], percent=said[1]) if said[1:] else said[0]

    def __str__(self) -> str:
        return self.text()
