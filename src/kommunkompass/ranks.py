"""Ranks: competition ranks of numbers, and the ranks that are possible of ranges.

Rank 1 is the highest; equal numbers share the best rank, and the next rank is left out (1, 2, 2,
4). Of ranges the best and the worst possible rank are found exactly, by sorting their ends. That
each is reached by some choice of numbers follows from its definition: the best with one's own
upper end and the others' lower ends, the worst the other way round.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.cohort_input import Ints, checked_reals
from kommunkompass.errors import InvalidValueError

__all__ = ["certainly_above", "possible_ranks", "ranks", "ranks_between"]

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
    return ranks_between(*_ends(lower, upper))


def ranks_between(low: _Reals, high: _Reals) -> tuple[Ints, Ints]:
    """:func:`possible_ranks` of ends that are known to be right, Python's numbers among them."""
    # Where the ends differ, one's own upper end is among those above the lower one.
    return 1 + _count_above(low, high), 1 + _count_above(high, low) - (high > low)


def certainly_above(lower: npt.ArrayLike, upper: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Whether each range lies certainly above each other: its lower end above their upper end.

    Args and errors are those of :func:`possible_ranks`.

    Returns:
        Shape (n, n), bool: row i tells what i is certainly above. It takes n * n bytes.
    """
    low, high = _ends(lower, upper)
    return np.greater.outer(low, high)


def _count_above(values: _Reals, limits: _Reals) -> Ints:
    """For each limit, how many values are greater; limits are looked up in order, for speed."""
    order = np.argsort(limits)
    counts = np.empty(len(limits), dtype=np.int64)
    counts[order] = len(values) - np.searchsorted(np.sort(values), limits[order], side="right")
    return counts


def _ends(lower: npt.ArrayLike, upper: npt.ArrayLike) -> tuple[_Reals, _Reals]:
    low, high = _one_row(lower, "lower"), _one_row(upper, "upper")
    if low.shape != high.shape:
        raise InvalidValueError("upper", f"shape {high.shape}", f"shape {low.shape}, as of lower")
    if low.dtype.kind != high.dtype.kind:
        # Numpy rounds large whole numbers beside other kinds; Python compares all exactly.
        low, high = low.astype(object), high.astype(object)
    crossed = low > high
    if crossed.any():
        first = int(crossed.argmax())
        raise InvalidValueError(
            f"lower[{first}]", low.item(first), f"at most upper[{first}], {high.item(first)}"
        )
    return low, high


def _one_row(values: npt.ArrayLike, name: str) -> _Reals:
    array = checked_reals(values, name)
    if array.ndim != 1:
        raise InvalidValueError(name, f"shape {array.shape}", "shape (n,)")
    missing = np.isnan(array)
    if missing.any():
        raise InvalidValueError(f"{name}[{int(missing.argmax())}]", "NaN", "a number")
    return array
