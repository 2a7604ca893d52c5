"""The range: all that is known of an exact number that is not known exactly.

An end is a pair (value, nudge), with a nudge of 0 where it is closed, else just above (1) or
below (-1) the value; such pairs order themselves.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NoReturn, TypeAlias

import attrs

from kommunkompass.arguments import iterated, listed
from kommunkompass.errors import InvalidTypeError, InvalidValueError, NotExactError
from kommunkompass.exact import Number, exact_sum, exact_text, round_half_up, to_fraction

End: TypeAlias = tuple[Fraction, int]

_ENDS = "two ends, each a pair of a Fraction and 0, or 1 or -1 if open; see Range.closed"


class Certainty(enum.Enum):
    """Whether a statement about ranges is certain, possible (undecided) or excluded."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"

    def __bool__(self) -> NoReturn:
        raise InvalidTypeError("truth of a comparison", self, "a comparison with a Certainty")


def _certainty(always: bool, ever: bool) -> Certainty:
    if always:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if ever else Certainty.EXCLUDED


def _is_end(end: object, open_nudge: int) -> bool:
    return (
        type(end) is tuple
        and len(end) == 2
        and type(end[0]) is Fraction
        and type(end[1]) is int
        and end[1] in (0, open_nudge)
    )


def _end_sum(ends: Sequence[End]) -> End:
    nudges = [nudge for _, nudge in ends if nudge]
    return exact_sum([value for value, _ in ends]), nudges[0] if nudges else 0


@attrs.frozen(repr=False)
class Range:
    """A non-empty range of rational numbers, each end closed or open.

    Build one with :meth:`exactly`, :meth:`closed`, :meth:`closedopen`, :meth:`openclosed` or
    :meth:`open`. There is no empty range: :meth:`intersection` gives None instead. Methods that
    take another range raise InvalidTypeError for anything else, operators a TypeError.

    >>> print(Range.closedopen(8.5, 9.5) + Range.exactly(1))
    [9.5, 10.5)
    """

    lower_end: End
    upper_end: End

    def __attrs_post_init__(self) -> None:
        lower, upper = self.lower_end, self.upper_end
        if lower is upper and _is_end(lower, 0):
            return
        if not (_is_end(lower, 1) and _is_end(upper, -1)):
            raise InvalidTypeError("range", (lower, upper), _ENDS)
        if lower > upper:
            raise InvalidValueError("range", _notation(lower, upper), "a range that is not empty")

    @classmethod
    def exactly(cls, value: Number) -> Range:
        """The range of one number."""
        end = to_fraction(value), 0
        return cls(end, end)

    @classmethod
    def closed(cls, lower: Number, upper: Number) -> Range:
        """The range [lower, upper]."""
        return cls((to_fraction(lower), 0), (to_fraction(upper), 0))

    @classmethod
    def closedopen(cls, lower: Number, upper: Number) -> Range:
        """The range [lower, upper)."""
        return cls((to_fraction(lower), 0), (to_fraction(upper), -1))

    @classmethod
    def openclosed(cls, lower: Number, upper: Number) -> Range:
        """The range (lower, upper]."""
        return cls((to_fraction(lower), 1), (to_fraction(upper), 0))

    @classmethod
    def open(cls, lower: Number, upper: Number) -> Range:
        """The range (lower, upper)."""
        return cls((to_fraction(lower), 1), (to_fraction(upper), -1))

    @classmethod
    def sum(cls, ranges: Iterable[Range]) -> Range:
        """The range of sums with one number out of each range (rule 4.2); of none, exactly 0."""
        terms = list(iterated("ranges", ranges, "a list of Range"))
        try:
            lower = _end_sum([term.lower_end for term in terms])
        except AttributeError:
            listed("ranges", terms, Range, "a list of Range")
            raise
        if all(term.lower_end is term.upper_end for term in terms):
            return cls(lower, lower)
        return cls(lower, _end_sum([term.upper_end for term in terms]))

    @property
    def lower(self) -> Fraction:
        """The lower end."""
        return self.lower_end[0]

    @property
    def upper(self) -> Fraction:
        """The upper end."""
        return self.upper_end[0]

    @property
    def lower_closed(self) -> bool:
        """Whether the lower end belongs to the range."""
        return self.lower_end[1] == 0

    @property
    def upper_closed(self) -> bool:
        """Whether the upper end belongs to the range."""
        return self.upper_end[1] == 0

    @property
    def width(self) -> Fraction:
        """How far the ends lie apart."""
        return self.upper - self.lower

    @property
    def is_exact(self) -> bool:
        """Whether the range is one number."""
        return self.lower_end == self.upper_end

    @property
    def exact(self) -> Fraction:
        """The one number of the range.

        Raises:
            NotExactError: where there is more than one.
        """
        if not self.is_exact:
            raise NotExactError("range", self, "its ends differ")
        return self.lower

    def rounded(self) -> tuple[int, int]:
        """The least and the greatest whole number that a number of the range rounds to (rule 4.4).

        Of [36.5, 37.5) every number rounds to 37, since its upper end is not reached.
        """
        least = int(round_half_up(self.lower))
        if self.is_exact:
            return least, least
        upper, nudge = self.upper_end
        greatest = int(round_half_up(upper))
        if nudge and greatest - upper == Fraction(1, 2):
            greatest -= 1
        return least, greatest

    def __contains__(self, value: Number) -> bool:
        end = to_fraction(value), 0
        return self.lower_end <= end <= self.upper_end

    def within(self, other: Range) -> bool:
        """Whether every number of this range is one of the other."""
        _check_range(other)
        return other.lower_end <= self.lower_end and self.upper_end <= other.upper_end

    def intersection(self, other: Range) -> Range | None:
        """The numbers of both ranges, or None where there are none."""
        _check_range(other)
        lower = max(self.lower_end, other.lower_end)
        upper = min(self.upper_end, other.upper_end)
        return Range(lower, upper) if lower <= upper else None

    def clamped(self, bounds: Range) -> Range:
        """The range after each number outside closed bounds is moved to the nearer bound."""
        _check_range(bounds)
        ends = self.lower_end, self.upper_end
        return Range(*[min(max(end, bounds.lower_end), bounds.upper_end) for end in ends])

    def __add__(self, other: Range) -> Range:
        if not isinstance(other, Range):
            return NotImplemented
        return Range.sum((self, other))

    def __neg__(self) -> Range:
        (lower, lower_nudge), (upper, upper_nudge) = self.lower_end, self.upper_end
        return Range((-upper, -upper_nudge), (-lower, -lower_nudge))

    def __sub__(self, other: Range) -> Range:
        if not isinstance(other, Range):
            return NotImplemented
        return self + -other

    def scaled(self, factor: Number) -> Range:
        """The range times a positive number."""
        by = to_fraction(factor)
        if by <= 0:
            raise InvalidValueError("factor", factor, "a positive number")
        (lower, lower_nudge), (upper, upper_nudge) = self.lower_end, self.upper_end
        return Range((lower * by, lower_nudge), (upper * by, upper_nudge))

    def divided(self, divisor: Range) -> Range | None:
        """The range of quotients of a number of 0 or more by a positive one.

        Returns None where the divisor may be 0, so that the quotient has no bound.

        Raises:
            InvalidValueError: for a range that reaches below 0.
        """
        _check_range(divisor)
        if self.lower < 0:
            raise InvalidValueError("dividend", self, "a range of numbers of 0 or more")
        (low, low_nudge), (high, high_nudge) = divisor.lower_end, divisor.upper_end
        if low <= 0:
            return None
        (lower, lower_nudge), (upper, upper_nudge) = self.lower_end, self.upper_end
        # 0 divided by anything is 0, whether the divisor reaches its own end or not.
        least = lower / high, lower_nudge or (-high_nudge if lower else 0)
        greatest = upper / low, upper_nudge or (-low_nudge if upper else 0)
        return Range(least, greatest)

    def above(self, other: Range) -> Certainty:
        """Whether a number of this range is greater than one of the other (rule 4.3)."""
        _check_range(other)
        return _certainty(
            self.lower_end > other.upper_end,
            self.upper_end > other.lower_end,
        )

    def equal(self, other: Range) -> Certainty:
        """Whether a number of this range is the same as one of the other."""
        return _certainty(
            self.is_exact and self == other,
            self.intersection(other) is not None,
        )

    def __str__(self) -> str:
        return _notation(self.lower_end, self.upper_end)

    def __repr__(self) -> str:
        return f"<Range {self}>"


def _check_range(value: object) -> None:
    if not isinstance(value, Range):
        raise InvalidTypeError("range", value, "a Range")


def _notation(lower_end: End, upper_end: End) -> str:
    (lower, lower_nudge), (upper, upper_nudge) = lower_end, upper_end
    return (
        f"{'(' if lower_nudge else '['}{exact_text(lower)}, "
        f"{exact_text(upper)}{')' if upper_nudge else ']'}"
    )


def narrowed(parts: Sequence[Range], whole: Range) -> tuple[Range, ...]:
    """Each part within what the whole, their sum, leaves it beside the others (rule 5.3)."""
    total = Range.sum(parts)
    open_below = sum([not part.lower_closed for part in parts])
    open_above = sum([not part.upper_closed for part in parts])
    result = []
    for part in parts:
        others = Range(
            (total.lower - part.lower, int(open_below > (not part.lower_closed))),
            (total.upper - part.upper, -int(open_above > (not part.upper_closed))),
        )
        left = part.intersection(whole - others)
        if left is None:
            raise InvalidValueError("whole", whole, f"a range that meets {total}")
        result.append(left)
    return tuple(result)
