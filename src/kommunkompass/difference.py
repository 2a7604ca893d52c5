"""The difference of two scores, and what it comes to as far as it is known."""

from __future__ import annotations

import enum
from decimal import Decimal

import attrs

from kommunkompass.arguments import of_type
from kommunkompass.errors import InvalidValueError, NotExactError
from kommunkompass.figure import printed_range, to_printed
from kommunkompass.interval import Certainty, Range
from kommunkompass.score import Score

__all__ = ["Difference", "Verdict"]


class Verdict(enum.Enum):
    """What a difference comes to, as far as it is known."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    UNDECIDED = "undecided"


@attrs.frozen(repr=False)
class Difference:
    """The difference of two scores, in points, as far as it is known.

    The two are taken to be known independently of each other.

    >>> from kommunkompass import get_framework, load_example
    >>> reference = Score.from_printed(get_framework()["1"], "63")
    >>> difference = Difference(load_example("kumla-2017")["1"], reference)
    >>> print(difference.range, difference.verdict.value)
    (-27, -25.55) lower

    Attributes:
        minuend: the score that is taken from.
        subtrahend: the score that is taken away.
    """

    minuend: Score = attrs.field(validator=of_type(Score, "a Score"))
    subtrahend: Score = attrs.field(validator=of_type(Score, "a Score"))

    @property
    def range(self) -> Range:
        """The differences in points that are possible."""
        return self.minuend.range - self.subtrahend.range

    @property
    def verdict(self) -> Verdict:
        """Whether the first is higher, lower or equal, or undecided by what is known."""
        zero = Range.exactly(0)
        if self.range.above(zero) is Certainty.CERTAIN:
            return Verdict.HIGHER
        if zero.above(self.range) is Certainty.CERTAIN:
            return Verdict.LOWER
        return Verdict.EQUAL if self.range == zero else Verdict.UNDECIDED

    @property
    def percent(self) -> Range | None:
        """The difference in percent of the second score; None where that has no bound above 0."""
        quotient = self.minuend.range.divided(self.subtrahend.range)
        return None if quotient is None else (quotient - Range.exactly(1)).scaled(100)

    def claim(
        self, points: str | int | Decimal | None = None, percent: str | int | Decimal | None = None
    ) -> Certainty:
        """Return whether a claim printed elsewhere can be true.

        A claim is a printed figure, rounded half up: "up by 137 points" is true of 136.5 to
        under 137.5 points. One of the two is given; a minus sign says that it went down.

        Args:
            points: the difference claimed, in points.
            percent: the difference claimed, in percent of the second score.

        Raises:
            InvalidValueError: where none or both are given, or text that is no plain number.
            NotExactError: for percents of a score that may be 0.
        """
        known: Range | None
        if points is not None and percent is None:
            said, known = points, self.range
        elif percent is not None and points is None:
            said, known = percent, self.percent
        else:
            raise InvalidValueError("claim", (points, percent), "points or percent, one of them")
        if known is None:
            raise NotExactError("claim", self.subtrahend.range, "percents need a score above 0")
        claimed = printed_range(to_printed(said))
        if known.within(claimed):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if known.intersection(claimed) else Certainty.EXCLUDED

    def __str__(self) -> str:
        return f"{self.minuend.item.label}: {self.range} points"

    def __repr__(self) -> str:
        return f"<Difference {self}>"
