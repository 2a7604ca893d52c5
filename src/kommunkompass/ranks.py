"""Ranks: competition ranks of numbers, and the ranks that are possible of ranges.

Rank 1 is the highest; equal numbers share the best rank, and the next rank is left out (1, 2, 2,
4). Of ranges the best and the worst possible rank are found exactly, by sorting their ends: no
numbers are drawn. That each is reached by some choice of numbers follows from its definition:
the best with one's own upper end and the others' lower ends, the worst the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import lcm
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.cohort_input import checked_reals
from kommunkompass.errors import InvalidValueError
from kommunkompass.interval import End, Range

__all__ = ["certainly_above", "possible_ranks", "range_places", "ranks"]

Ints: TypeAlias = npt.NDArray[np.int64]
_Reals: TypeAlias = npt.NDArray[Any]


def ranks(values: npt.ArrayLike) -> Ints:
    """Competition ranks: one more than how many values are greater.

    >>> ranks([371.65, 497, 371.65, 280])
    array([2, 1, 2, 4])

    Args:
        values: real numbers, shape (n,). They are compared as they are, before any rounding.

    Returns:
        Shape (n,), int64.

    Raises:
        InvalidValueError: for another shape, and for NaN: the rank of what is missing is a
            range, see :func:`possible_ranks`.
        InvalidTypeError: for anything but real numbers.
    """
    numbers = _one_row(values, "values")
    return 1 + _count_above(numbers, numbers)


def possible_ranks(lower: npt.ArrayLike, upper: npt.ArrayLike) -> tuple[Ints, Ints]:
    """The best and the worst rank that are possible, of ranges that include their ends.

    The best is one more than how many ranges lie certainly above: their lower end is greater
    than one's own upper end. The worst is one more than how many possibly lie above: their
    upper end is greater than one's own lower end.

    >>> best, worst = possible_ranks([10, 30, 20], [20, 50, 40])
    >>> print(best, worst)
    [2 1 1] [3 2 2]

    Args:
        lower: the lower ends, shape (n,), real numbers or infinities.
        upper: the upper ends, likewise, none below its lower end.

    Returns:
        The pair (best, worst), each of shape (n,), int64.

    Raises:
        InvalidValueError: for another shape, NaN, or a lower end above its upper end; it names
            the first one.
        InvalidTypeError: for anything but real numbers.
    """
    low, high = _ends(lower, upper)
    best = 1 + _count_above(low, high)
    worst = 1 + _count_above(high, low) - (high > low)  # without oneself
    return best, worst


def certainly_above(lower: npt.ArrayLike, upper: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Whether each range lies certainly above each other: its lower end above their upper end.

    Args and errors are those of :func:`possible_ranks`.

    Returns:
        Shape (n, n), bool: row i tells what i is certainly above. It takes n * n bytes.
    """
    low, high = _ends(lower, upper)
    above: npt.NDArray[np.bool_] = low[:, np.newaxis] > high[np.newaxis, :]
    return above


def range_places(ranges: Iterable[Range]) -> tuple[Ints, Ints]:
    """Whole numbers that are ordered as the ranges' ends are, open and closed ones told apart.

    An open lower end comes just after its number and an open upper end just before, so the
    places can be treated as closed ends: ``possible_ranks(*range_places(ranges))`` is exact.

    >>> print(*range_places([Range.closedopen(1, 2), Range.exactly(2)]))
    [0 2] [1 2]

    Returns:
        The pair (lower, upper), each of shape (n,), int64.
    """
    known = list(ranges)
    ends = [one.lower_end for one in known] + [one.upper_end for one in known]
    keys = _keys(ends)
    order = {key: place for place, key in enumerate(sorted(set(keys)))}
    places = np.array([order[key] for key in keys], dtype=np.int64)
    return places[: len(known)], places[len(known) :]


def _keys(ends: Sequence[End]) -> list[int]:
    """Ends as whole numbers: over a common denominator, thrice, so that a nudge fits between."""
    common = lcm(*[value.denominator for value, _ in ends])
    return [3 * value.numerator * (common // value.denominator) + nudge for value, nudge in ends]


def _count_above(values: _Reals, limits: _Reals) -> Ints:
    """For each limit, how many values are greater; limits are looked up in order, for speed."""
    rising = np.sort(values)
    order = np.argsort(limits)
    counts = np.empty(len(limits), dtype=np.int64)
    counts[order] = len(values) - np.searchsorted(rising, limits[order], side="right")
    return counts


def _ends(lower: npt.ArrayLike, upper: npt.ArrayLike) -> tuple[_Reals, _Reals]:
    low, high = _comparable(_one_row(lower, "lower"), _one_row(upper, "upper"))
    if low.shape != high.shape:
        raise InvalidValueError("upper", f"shape {high.shape}", f"shape {low.shape}, as of lower")
    crossed = low > high
    if crossed.any():
        first = int(crossed.argmax())
        raise InvalidValueError(
            f"lower[{first}]", low.item(first), f"at most upper[{first}], {high.item(first)}"
        )
    return low, high


def _comparable(low: _Reals, high: _Reals) -> tuple[_Reals, _Reals]:
    """Numbers that numpy compares exactly: it rounds large whole ones beside those of other kinds.

    Python's own numbers are compared exactly, whatever their kinds are.
    """
    if low.dtype.kind == high.dtype.kind:
        return low, high
    return low.astype(object), high.astype(object)


def _one_row(values: npt.ArrayLike, name: str) -> _Reals:
    array = checked_reals(values, name)
    if array.ndim != 1:
        raise InvalidValueError(name, f"shape {array.shape}", "shape (n,)")
    missing = np.isnan(array)
    if missing.any():
        raise InvalidValueError(f"{name}[{int(missing.argmax())}]", "NaN", "a number")
    return array
