"""One column of a cohort: what is known of one item's points in every evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

import attrs
import numpy as np
import numpy.typing as npt

from kommunkompass.arguments import listed, of_type, tuple_of, whole
from kommunkompass.errors import InvalidValueError, NotExactError
from kommunkompass.exact import Number, to_fraction
from kommunkompass.framework import Item, an_item
from kommunkompass.interval import End, Range
from kommunkompass.reals import Floats, Ints, ranks_between
from kommunkompass.score import some_of

_WHOLE = 2**53


class Ends(NamedTuple):
    """The ends of ranges as whole numbers: thrice the value times ``unit``.

    An open end is one more or one less, and so they are ordered as the ends are. They are of
    int64 where float64 holds them too, else Python's own.
    """

    low: npt.NDArray[Any]
    high: npt.NDArray[Any]
    unit: int


def ends_of(ranges: Iterable[Range] | tuple[Any, ...]) -> Ends:
    """The ends of ranges; what are such ends already stays as it is."""
    if isinstance(ranges, Ends):
        return ranges
    known = listed("ranges", ranges, Range, "a list of Range")
    ends = [one.lower_end for one in known] + [one.upper_end for one in known]
    unit = lcm(*[value.denominator for value, _ in ends])
    wholes = [3 * value.numerator * (unit // value.denominator) + nudge for value, nudge in ends]
    kind = np.int64 if max(map(abs, [unit, *wholes])) < _WHOLE else object
    low, high = np.array(wholes, dtype=kind).reshape(2, len(known))
    return Ends(low, high, unit)


@attrs.frozen
class Standing:
    """One line of a ranking.

    Attributes:
        label: whose it is.
        best: the best rank that is possible; 1 is the highest.
        worst: the worst that is; the same where the rank is certain.
        range: the points that are possible.
    """

    label: str = attrs.field(validator=of_type(str, "text"))
    best: int = attrs.field(validator=whole(1))
    worst: int = attrs.field(validator=whole(1))
    range: Range = attrs.field(validator=of_type(Range, "a Range"))


@attrs.frozen(eq=False, repr=False)
class Column:
    """What is known of one item's points across a cohort; got by ``cohort["1"]`` and the like.

    Points are in the order of the labels. A statistic of ranges is the range of what it can be.
    Two columns are equal where they are of the same item and labels, and of equal ranges.

    Attributes:
        item: the criterion, the area, or the framework for the total.
        labels: whose points they are.
    """

    item: Item = attrs.field(validator=an_item)
    labels: tuple[str, ...] = attrs.field(validator=tuple_of(str))
    _ends: Ends = attrs.field(alias="ranges", converter=ends_of)

    def __attrs_post_init__(self) -> None:
        low, high, unit = self._ends
        if len(low) != len(self.labels):
            raise InvalidValueError("ranges", len(low), f"{len(self.labels)} ranges")
        most = self.item.maximum
        outside = np.flatnonzero((low < 0) | (high > 3 * unit * most))
        if outside.size:
            raise InvalidValueError(*self._said(outside[0]), f"a range within 0 to {most} points")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Column):
            return NotImplemented
        named = self.item, self.labels
        return named == (other.item, other.labels) and self.ranges() == other.ranges()

    def __hash__(self) -> int:
        return hash((self.item, self.labels))

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        return f"<Column {self.item.label} of {len(self)}>"

    @property
    def lower(self) -> Floats:
        """The least points of each, shape (n,), float64: the exact lower end rounded once."""
        return self._points(self._ends.low)

    @property
    def upper(self) -> Floats:
        """The most points of each, likewise."""
        return self._points(self._ends.high)

    def _points(self, ends: npt.NDArray[Any]) -> Floats:
        return ((ends + 1) // 3 / self._ends.unit).astype(np.float64)

    def ranges(self) -> tuple[Range, ...]:
        """The exact ranges."""
        pairs = zip(self._ends.low, self._ends.high, strict=True)
        return tuple([self._range(*pair) for pair in pairs])

    def _range(self, low: int, high: int) -> Range:
        def end(whole: int) -> End:
            value, nudge = divmod(int(whole) + 1, 3)
            return Fraction(value, self._ends.unit), nudge - 1

        return Range(end(low), end(high))

    def points(self) -> Floats:
        """The points, shape (n,), float64: the exact points rounded once.

        Raises:
            NotExactError: where some are known only as ranges; it names whose.
        """
        self._settle(self._ends.low != self._ends.high, "known only as a range: ")
        return self.lower

    def printed(self) -> tuple[Ints, Ints]:
        """The least and the greatest whole points that each may print as, a half going up."""
        low, high, unit = self._ends
        # An open end at a half is one off, and does not reach it.
        least, greatest = ((2 * ends + 3 * unit) // (6 * unit) for ends in (low, high))
        return least.astype(np.int64), greatest.astype(np.int64)

    def mean(self) -> Range:
        """The exact mean.

        Raises:
            InvalidValueError: for an empty cohort.
        """
        self._check_some()
        return Range.sum(self.ranges()).scaled(Fraction(1, len(self)))

    def quantile(self, share: Number) -> Range:
        """The exact quantile: what a share of the cohort does not exceed.

        Linear interpolation between order statistics, at (n - 1) * share from the lowest:
        type 7 of Hyndman and Fan (1996), the default of numpy, R and spreadsheets.

        Raises:
            InvalidValueError: for a share outside 0 to 1, and for an empty cohort.
        """
        self._check_some()
        wanted = to_fraction(share, "share")
        if not 0 <= wanted <= 1:
            raise InvalidValueError("share", share, "a share from 0 to 1")
        place, rest = divmod(wanted * (len(self) - 1), 1)
        low, high = np.sort(self._ends.low), np.sort(self._ends.high)
        statistic = self._range(low[place], high[place])
        if rest == 0:
            return statistic
        above = self._range(low[place + 1], high[place + 1])
        return statistic.scaled(1 - rest) + above.scaled(rest)

    def median(self) -> Range:
        """The exact median; see :meth:`quantile`."""
        return self.quantile(0.5)

    def quartiles(self) -> tuple[Range, Range, Range]:
        """The lower quartile, the median and the upper quartile; see :meth:`quantile`."""
        return self.quantile(0.25), self.quantile(0.5), self.quantile(0.75)

    def percentile_ranks(self) -> tuple[Floats, Floats]:
        """The percent of the cohort that lies below each, ties (as with itself) counting half.

        Returns:
            The pair (lower, upper) of what is possible, in percent, each of shape (n,).
        """
        low, high, _ = self._ends
        count = len(self)
        best, worst = self.possible_ranks()
        # The ranks from below tell who is lower, those from above who is not higher.
        first, last = ranks_between(-high, -low)
        return 50 * (count + first - worst) / count, 50 * (count + last - best) / count

    def z_scores(self) -> Floats:
        """How far each lies from the mean, in standard deviations of the cohort, shape (n,).

        Raises:
            NotExactError: where some are known only as ranges, as printed figures are; it
                names whose.
            InvalidValueError: for an empty cohort, and where all are the same.
        """
        self.points()
        self._check_some()
        # Taken from one of them first: whole numbers differ exactly, a mean is rounded.
        differences = self._ends.low - self._ends.low[0]
        largest = abs(differences).max()
        if largest == 0:
            raise InvalidValueError(f"spread of {self.item.label}", 0, "points that differ")
        # In parts of the largest, which float64 holds however large the whole numbers are.
        deviations = (differences / largest).astype(np.float64)
        scores: Floats = (deviations - deviations.mean()) / deviations.std()
        return scores

    def possible_ranks(self) -> tuple[Ints, Ints]:
        """The best and the worst possible competition rank of each.

        As of :func:`~kommunkompass.cohort.possible_ranks`, but open and closed ends are told
        apart: [36.5, 37.5) is never level with 37.5.
        """
        return ranks_between(self._ends.low, self._ends.high)

    def ranks(self) -> Ints:
        """The competition rank of each, shape (n,), int64; 1 is the highest, ties share it.

        Raises:
            NotExactError: where some may have different ranks; it names whose.
        """
        best, worst = self.possible_ranks()
        self._settle(best != worst, "more than one rank is possible of: ")
        return best

    def certainly_above(self) -> npt.NDArray[np.bool_]:
        """Whether each is certainly above each other, shape (n, n): row above column."""
        above: npt.NDArray[np.bool_] = np.greater.outer(self._ends.low, self._ends.high)
        return above

    def ranking(self) -> tuple[Standing, ...]:
        """A line for each, ordered by the best possible rank, then by the worst."""
        best, worst = (ranks.tolist() for ranks in self.possible_ranks())
        lines = map(Standing, self.labels, best, worst, self.ranges())
        return tuple(sorted(lines, key=lambda line: (line.best, line.worst)))

    def _settle(self, unsettled: npt.NDArray[np.bool_], reason: str) -> None:
        rows = np.flatnonzero(unsettled).tolist()
        if rows:
            named = some_of([self.labels[row] for row in rows])
            raise NotExactError(*self._said(rows[0]), reason + named)

    def _said(self, row: int) -> tuple[str, Range]:
        """What an error says of one: the item and whose, and the range."""
        low, high, _ = self._ends
        return f"{self.item.label} of {self.labels[row]}", self._range(low[row], high[row])

    def _check_some(self) -> None:
        if len(self) == 0:
            raise InvalidValueError("cohort", "no evaluation", "at least one evaluation")
