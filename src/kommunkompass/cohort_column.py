"""One column of a cohort: what is known of one item's points in every evaluation.

Points are kept as the float64 nearest to each exact end, and beside them as places: numbers
ordered as the exact ends are, open and closed ones told apart. Ranks and order statistics go by
places, so they are exact; sums are of exact numbers, never of rounded ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from kommunkompass.arguments import listed, of_type, tuple_of, whole
from kommunkompass.arrays import Bounds, printed
from kommunkompass.cohort_blocks import Floats
from kommunkompass.errors import InvalidValueError, NotExactError
from kommunkompass.exact import Number, exact_sum, to_fraction
from kommunkompass.framework import Item, an_item
from kommunkompass.interval import Range
from kommunkompass.ranks import Ints, certainly_above, possible_ranks, range_places

__all__ = ["Column", "Standing"]

_AN_ARRAY = of_type(np.ndarray, "an array")
_NAMED_AT_MOST = 5
# Points of percents with six decimals have at most eight.
_POINT = 10**8
_WHOLE = 2**53


@attrs.frozen
class Standing:
    """One line of a ranking.

    Attributes:
        label: whose it is.
        best: the best rank that is possible; 1 is the highest.
        worst: the worst rank that is possible; the same as ``best`` where the rank is certain.
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
        lower: the least points of each, shape (n,), float64, read-only: the exact lower end
            rounded once.
        upper: the most points of each, likewise.
    """

    item: Item = attrs.field(validator=an_item)
    labels: tuple[str, ...] = attrs.field(validator=tuple_of(str))
    lower: Floats = attrs.field(validator=_AN_ARRAY)
    upper: Floats = attrs.field(validator=_AN_ARRAY)
    _places: tuple[npt.NDArray[Any], npt.NDArray[Any]] = attrs.field(
        validator=tuple_of(np.ndarray)
    )
    _known: tuple[Range, ...] | None = attrs.field(
        default=None, validator=attrs.validators.optional(tuple_of(Range))
    )

    def __attrs_post_init__(self) -> None:
        arrays = (self.lower, self.upper, *self._places)
        shape = (len(self.labels),)
        for array in arrays:
            if array.shape != shape or len(arrays) != 4:
                raise InvalidValueError("column", f"shape {array.shape}", f"4 arrays of {shape}")
            array.flags.writeable = False
        if self._known is not None and len(self._known) != len(self.labels):
            raise InvalidValueError("ranges", len(self._known), f"{len(self.labels)} ranges")

    @classmethod
    def from_ranges(cls, item: Item, labels: tuple[str, ...], ranges: Sequence[Range]) -> Column:
        """The column of exact ranges."""
        known = listed("ranges", ranges, Range, "a list of Range")
        lower = np.array([float(one.lower) for one in known])
        upper = np.array([float(one.upper) for one in known])
        return cls(item, labels, lower, upper, range_places(known), known)

    @classmethod
    def from_bounds(cls, item: Item, labels: tuple[str, ...], bounds: Bounds) -> Column:
        """The column of arrays of closed ends; a float stands for its shortest decimal."""
        ends = listed("bounds", bounds, np.ndarray, "two arrays")
        if len(ends) != 2:
            raise InvalidValueError("bounds", f"{len(ends)} arrays", "two arrays")
        return cls(item, labels, *ends, ends)

    def __reduce__(self) -> tuple[object, ...]:
        # Through the constructor, since a copied array is writable again.
        return type(self), tuple([getattr(self, field.name) for field in attrs.fields(type(self))])

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

    def ranges(self) -> tuple[Range, ...]:
        """The exact ranges.

        Of a cohort from percents, they are those of the shortest decimals of the float64
        points, which are the exact points where percents have at most six decimals.
        """
        return tuple([self._range(row, row) for row in range(len(self))])

    def points(self) -> Floats:
        """The points, shape (n,), float64: the exact points rounded once.

        Raises:
            NotExactError: where some are known only as ranges; it names whose.
        """
        low, high = self._places
        self._settle(low != high, "known only as a range: ")
        return self.lower.copy()

    def printed(self) -> tuple[Ints, Ints]:
        """The least and the greatest whole points that each may print as, a half going up."""
        if self._known is None:
            least, greatest = printed(self.lower), printed(self.upper)
            return least.astype(np.int64), greatest.astype(np.int64)
        both = [one.rounded() for one in self._known]
        whole = np.array(both, dtype=np.int64).reshape(len(self), 2)
        return whole[:, 0], whole[:, 1]

    def mean(self) -> Range:
        """The exact mean.

        Raises:
            InvalidValueError: for an empty cohort.
        """
        self._check_some()
        if self._known is not None:
            return Range.sum(self._known).scaled(Fraction(1, len(self)))
        lower, upper = _decimal_sum(self.lower), _decimal_sum(self.upper)
        return Range.closed(lower / len(self), upper / len(self))

    def quantile(self, share: Number) -> Range:
        """The exact quantile: what a share of the cohort does not exceed.

        Linear interpolation between order statistics, at (n - 1) * share from the lowest:
        type 7 of Hyndman and Fan (1996), the default of numpy, R and spreadsheets. Of ranges,
        the k-th lowest number is at least the k-th lowest lower end and at most the k-th
        lowest upper end, and both are reached.

        Raises:
            InvalidValueError: for a share outside 0 to 1, and for an empty cohort.
        """
        self._check_some()
        wanted = to_fraction(share, "share")
        if not 0 <= wanted <= 1:
            raise InvalidValueError("share", share, "a share from 0 to 1")
        rank, rest = divmod(wanted * (len(self) - 1), 1)
        low, high = (np.argsort(places).tolist() for places in self._places)
        statistic = self._range(low[rank], high[rank])
        if rest == 0:
            return statistic
        above = self._range(low[rank + 1], high[rank + 1])
        return statistic.scaled(1 - rest) + above.scaled(rest)

    def median(self) -> Range:
        """The exact median; see :meth:`quantile`."""
        return self.quantile(0.5)

    def quartiles(self) -> tuple[Range, Range, Range]:
        """The lower quartile, the median and the upper quartile; see :meth:`quantile`."""
        return self.quantile(0.25), self.quantile(0.5), self.quantile(0.75)

    def percentile_ranks(self) -> Bounds:
        """The percent of the cohort that lies below each, ties counting half.

        Each is a tie of itself, so the only one of a cohort has 50, as has the middle one of an
        odd number without ties.

        Returns:
            The pair (lower, upper) of what is possible, in percent, each of shape (n,).
        """
        low, high = self._places
        return self._percents_below(high, low), self._percents_below(low, high)

    def _percents_below(self, others: npt.NDArray[Any], own: npt.NDArray[Any]) -> Floats:
        rising = np.sort(others)
        # The own entry among the others' is taken out of each count, and added as a tie.
        below = np.searchsorted(rising, own, side="left") - (others < own)
        not_above = np.searchsorted(rising, own, side="right") - (others <= own) + 1
        percents: Floats = 100 * (below + not_above) / (2 * len(self))
        return percents

    def z_scores(self, *, ddof: int = 0) -> Floats:
        """How far each lies from the mean, in standard deviations, shape (n,).

        Args:
            ddof: 0 for the deviation of the cohort itself, 1 for it as a sample of others.

        Raises:
            NotExactError: where some are known only as ranges; it names whose. (Printed
                figures are ranges, unless they are read as exact.)
            InvalidValueError: where all are the same: there is no deviation to measure by.
        """
        if type(ddof) is not int or ddof not in (0, 1):
            raise InvalidValueError("ddof", ddof, "0 (the cohort itself) or 1 (a sample)")
        points = self.points()
        self._check_some()
        if (points == points[0]).all():
            raise InvalidValueError(f"spread of {self.item.label}", 0, "points that differ")
        # Taken from one of the points first: nearby floats differ exactly, a mean is rounded.
        deviations = points - points[0]
        deviations -= deviations.mean()
        scores: Floats = deviations / np.sqrt((deviations**2).sum() / (len(points) - ddof))
        return scores

    def possible_ranks(self) -> tuple[Ints, Ints]:
        """The best and the worst possible competition rank of each, by the exact ranges.

        Open and closed ends are told apart: [36.5, 37.5) is never level with 37.5.

        Returns:
            The pair (best, worst), each of shape (n,), int64; see
            :func:`~kommunkompass.cohort.possible_ranks`.
        """
        return possible_ranks(*self._places)

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
        return certainly_above(*self._places)

    def ranking(self) -> tuple[Standing, ...]:
        """A line for each, ordered by the best possible rank, then by the worst."""
        best, worst = (ranks.tolist() for ranks in self.possible_ranks())
        lines = map(Standing, self.labels, best, worst, self.ranges())
        return tuple(sorted(lines, key=lambda line: (line.best, line.worst)))

    def _range(self, low: int, high: int) -> Range:
        """The range from the lower end of one row to the upper end of another."""
        if self._known is not None:
            return Range(self._known[low].lower_end, self._known[high].upper_end)
        return Range.closed(float(self.lower[low]), float(self.upper[high]))

    def _settle(self, unsettled: npt.NDArray[np.bool_], reason: str) -> None:
        rows = np.flatnonzero(unsettled).tolist()
        if rows:
            named = ", ".join([self.labels[row] for row in rows[:_NAMED_AT_MOST]])
            more = f" and {len(rows) - _NAMED_AT_MOST} more" if rows[_NAMED_AT_MOST:] else ""
            raise NotExactError(
                f"{self.item.label} of {self.labels[rows[0]]}",
                self._range(rows[0], rows[0]),
                f"{reason}{named}{more}",
            )

    def _check_some(self) -> None:
        if len(self) == 0:
            raise InvalidValueError("cohort", "no evaluation", "at least one evaluation")


def _decimal_sum(values: Floats) -> Fraction:
    """The exact sum of floats that each stand for their shortest decimal."""
    whole = np.rint(values * _POINT)
    if whole.max() < _WHOLE and (whole / _POINT == values).all():
        return Fraction(sum(whole.astype(np.int64).tolist()), _POINT)
    return exact_sum([to_fraction(value) for value in values.tolist()])
