"""The score: what is known about the points of one item, and of those that it sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import attrs

from kommunkompass.arguments import check_kind, listed
from kommunkompass.contradiction import ALL_TRUE, lone_contradiction
from kommunkompass.errors import (
    ContradictionError,
    InvalidTypeError,
    InvalidValueError,
    NotExactError,
)
from kommunkompass.exact import Number, exact_text, ratio
from kommunkompass.figure import Figure, Statement, agreeing, bounds, to_points, to_printed
from kommunkompass.framework import Item, check_item, parts_of
from kommunkompass.interval import Range

_NAMED_AT_MOST = 5


@attrs.frozen(repr=False)
class Score:
    """What is known about the points of a criterion, an area or the total.

    Build one with :meth:`from_percent`, :meth:`from_points`, :meth:`from_printed` or
    :meth:`unknown`; those of an evaluation are found by code, ``evaluation["1.4"]``.

    >>> from kommunkompass import get_framework
    >>> print(Score.from_printed(get_framework()["3.5"], points="9", percent="62"))
    criterion 3.5: [9.225, 9.375) of 15 points

    Attributes:
        item: the criterion, the area or (for a total) the framework that is scored.
        range: the exact points that are possible, within 0 and the item's maximum.
        parts: the scores that it sums; empty for a criterion, or where only the item is known.
        figure: what the source printed of the item, where it did.
        given: whether something was said of the item itself; if not, its range follows from
            its bounds, its parts, or what was said of the items around it.
    """

    item: Item
    range: Range
    parts: tuple[Score, ...] = ()
    figure: Figure | None = None
    given: bool = True

    def __attrs_post_init__(self) -> None:
        item, known = self.item, self.range
        check_item(item)
        check_kind(item.label, known, Range, "a Range")
        lower, upper = known.lower_end[0], known.upper_end[0]
        maximum = item.maximum
        if lower.numerator < 0 or upper.numerator > maximum * upper.denominator:
            raise InvalidValueError(item.label, known, f"a range within 0 to {maximum} points")
        check_kind(item.label, self.parts, tuple, "a tuple of Score")
        listed(item.label, self.parts, Score, "a tuple of Score")
        if self.parts:
            items, ranges = zip(*[(part.item, part.range) for part in self.parts], strict=True)
            if items != parts_of(item) or not known.within(Range.sum(ranges)):
                allowed = "the scores of its parts, in order, whose sum holds its own range"
                raise InvalidValueError(item.label, self.parts, allowed)
        if not isinstance(self.given, bool):
            raise InvalidTypeError(item.label, self.given, "given=True or given=False")
        if self.figure is None:
            return
        check_kind(item.label, self.figure, Figure, "a Figure, or None")
        said = agreeing(bounds(item), self.figure.statements(item))
        if said is None or not known.within(said):
            allowed = f"a range within its figure {self.figure}, {said or 'which no points give'}"
            raise InvalidValueError(item.label, known, allowed)

    @classmethod
    def from_percent(cls, item: Item, percent: Number) -> Score:
        """An exact score, given in percent of the maximum, 0 to 100 (rule 2.1).

        Raises:
            InvalidValueError: for a percent that is not finite or out of bounds.
            InvalidTypeError: for anything but a number.
        """
        check_item(item)
        numerator, denominator = ratio(percent, item.label)
        if not 0 <= numerator <= 100 * denominator:
            raise InvalidValueError(item.label, percent, "a percent from 0 to 100")
        end = Fraction(numerator * item.maximum, 100 * denominator), 0
        return sure(item, Range(end, end))

    @classmethod
    def from_points(cls, item: Item, points: Number) -> Score:
        """An exact score, given in points, 0 to the maximum; errors as of :meth:`from_percent`."""
        check_item(item)
        numerator, denominator = ratio(points, item.label)
        if not 0 <= numerator <= item.maximum * denominator:
            raise InvalidValueError(item.label, points, f"points from 0 to {item.maximum}")
        return sure(item, Range.exactly(Fraction(numerator, denominator)))

    @classmethod
    def from_printed(
        cls,
        item: Item,
        points: str | int | Decimal | None = None,
        percent: str | int | Decimal | None = None,
    ) -> Score:
        """A score known as printed: in points, in percent or both (rule 3.2).

        Raises:
            InvalidValueError: for text that is no plain number.
            ContradictionError: where no exact points print as the figures given.
        """
        check_item(item)
        if points is None and percent is None:
            raise InvalidValueError(item.label, "nothing", "printed points, percent or both")
        printed = [
            None if number is None else read(number, item.label)
            for read, number in ((to_points, points), (to_printed, percent))
        ]
        return cls.from_figure(item, Figure(*printed))

    @classmethod
    def from_figure(cls, item: Item, figure: Figure) -> Score:
        """A score known as a figure says; errors as of :meth:`from_printed`."""
        check_item(item)
        check_kind(item.label, figure, Figure, 'a Figure, such as Figure("37")')
        return _shared(item, figure)

    @classmethod
    def unknown(cls, item: Item) -> Score:
        """The score of which nothing is known: 0 to the maximum (rule 3.4)."""
        return sure(item, bounds(item), given=False)

    @property
    def code(self) -> str:
        """The item's code: ``"1.4"``, ``"1"`` or ``"total"``."""
        return self.item.code

    @property
    def maximum(self) -> int:
        """The item's maximum, in points."""
        return self.item.maximum

    @property
    def lower(self) -> Fraction:
        """The least points that are possible (see :attr:`lower_closed`)."""
        return self.range.lower

    @property
    def upper(self) -> Fraction:
        """The most points that are possible (see :attr:`upper_closed`)."""
        return self.range.upper

    @property
    def lower_closed(self) -> bool:
        """Whether :attr:`lower` itself is possible, and not only what lies above it."""
        return self.range.lower_closed

    @property
    def upper_closed(self) -> bool:
        """Whether :attr:`upper` itself is possible, and not only what lies below it."""
        return self.range.upper_closed

    @property
    def is_exact(self) -> bool:
        """Whether the points are known exactly."""
        return self.range.is_exact

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known: nothing was said of it, and every value is possible."""
        return not self.given and self.range == bounds(self.item)

    @property
    def exact(self) -> Fraction:
        """The exact points.

        Raises:
            NotExactError: where only a range is known; it names what is missing or inexact.
        """
        if not self.is_exact:
            raise NotExactError(self.item.label, self.range, _why_inexact(self))
        return self.range.lower

    @property
    def percent(self) -> Range:
        """The range in percent of the maximum, 0 to 100."""
        return self.range.scaled(Fraction(100, self.maximum))

    @property
    def printed(self) -> int:
        """The points as a report prints them: whole, a half going up (rule 2.4).

        Raises:
            NotExactError: where the range holds numbers that print differently.
        """
        return self._printed(self.range, "points")

    @property
    def printed_percent(self) -> int:
        """The percent as a report prints it; rule and errors as of :attr:`printed`."""
        return self._printed(self.percent, "percent")

    def _printed(self, known: Range, unit: str) -> int:
        least, greatest = known.rounded()
        if least != greatest:
            raise NotExactError(
                self.item.label, known, f"it prints as {least} to {greatest} {unit}"
            )
        return least

    def statements(self) -> tuple[Statement, ...]:
        """What was said of the item: its printed figures, and what is known beyond them."""
        said = () if self.figure is None else self.figure.statements(self.item)
        if agreeing(bounds(self.item), said) == self.range:
            return said
        text = str(self.range)
        return *said, Statement(code=self.code, measure="score", text=text, range=self.range)

    def __str__(self) -> str:
        points = exact_text(self.lower) if self.is_exact else self.range
        return f"{self.item.label}: {points} of {self.maximum} points"

    def __repr__(self) -> str:
        return f"<Score {self}>"


_set = object.__setattr__


def sure(
    item: Item,
    known: Range,
    parts: tuple[Score, ...] = (),
    figure: Figure | None = None,
    given: bool = True,
) -> Score:
    """A score of which all holds that the constructor checks; it is not checked again."""
    score = object.__new__(Score)
    _set(score, "item", item)
    _set(score, "range", known)
    _set(score, "parts", parts)
    _set(score, "figure", figure)
    _set(score, "given", given)
    return score


def _from_figure(item: Item, figure: Figure) -> Score:
    statements = figure.statements(item)
    known = agreeing(bounds(item), statements)
    if known is None:
        raise ContradictionError(item.label, (lone_contradiction(item, statements),), ALL_TRUE)
    return sure(item, known, (), figure)


# Reports print whole numbers, so many evaluations have few scores, which they share.
_shared = lru_cache(maxsize=8192)(_from_figure)


def walk(score: Score) -> Iterator[Score]:
    """The score and all that it is made of: each whole before its parts."""
    yield score
    for part in score.parts:
        yield from walk(part)


def leaves(score: Score) -> list[Score]:
    """The scores at the ends of the tree: of criteria, or of what has no parts known."""
    return [below for below in walk(score) if not below.parts]


def open_ends(score: Score) -> Iterator[Score]:
    """The lowest scores that were given, or miss, and are not exact."""
    if score.is_exact:
        return
    below = [part for part in walk(score) if part is not score]
    if not below or (score.given and not any(part.given for part in below)):
        yield score
        return
    for part in score.parts:
        yield from open_ends(part)


def _why_inexact(score: Score) -> str:
    inexact = list(open_ends(score))
    missing = [leaf.item.label for leaf in inexact if not leaf.given]
    printed = [leaf.item.label for leaf in inexact if leaf.given]
    reasons = [("not scored: ", missing), ("known only as a range: ", printed)]
    return "; ".join(head + some_of(labels) for head, labels in reasons if labels)


def some_of(labels: list[str]) -> str:
    """The first labels of a list, and how many more there are."""
    named = ", ".join(labels[:_NAMED_AT_MOST])
    more = len(labels) - _NAMED_AT_MOST
    return f"{named} and {more} more" if more > 0 else named
