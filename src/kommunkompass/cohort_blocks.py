"""Blocks of percents to points, exactly: the arithmetic behind the functions on arrays.

A percent with at most six decimals is a whole number of millionths, and points are then whole
numbers over 10**8. Float64 holds whole numbers below 2**53, and sums and products of them, with
no error at all, in whatever order they are added; so a matrix product of whole numbers is exact,
and the one division at the end rounds once. A row with other numbers is added up as fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from math import lcm
from operator import mul
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.errors import InvalidValueError
from kommunkompass.exact import ratio
from kommunkompass.framework import Framework, Item

__all__ = ["ALLOWED", "BLOCK", "BlockSums", "maxima_by_item", "place", "scored_items", "widened"]

Floats: TypeAlias = npt.NDArray[np.float64]

#: What a percent in an array may be.
ALLOWED = "a percent from 0 to 100, or NaN where it is missing"
#: Rows of a block: few calls, and scratch memory that stays near the processor.
BLOCK = 4096

_MILLION = 10**6
_POINT = 100 * _MILLION
_WHOLE = 2**53
_DECIMALS = 6
# OpenBLAS divides larger products between threads of its own, which get in the way of ours.
_STACK = 512


@lru_cache(maxsize=128)
def scored_items(framework: Framework) -> tuple[Item, ...]:
    """The items that a column of percents stands for, in order.

    These are the criteria; an area that has none is a column itself, and so is the total of a
    framework without areas.
    """
    return tuple([item for item in framework if not framework.parts(item)])


def maxima_by_item(framework: Framework, items: Sequence[Item]) -> Floats:
    """The matrix that takes shares of the maxima to points of some items.

    Returns:
        Shape (columns, items): a column's maximum where the item is it or contains it, else 0.
    """

    def below(item: Item) -> set[str]:
        parts = framework.parts(item)
        return set().union(*map(below, parts)) if parts else {item.code}

    codes = [below(item) for item in items]
    rows = [
        [column.maximum if column.code in within else 0 for within in codes]
        for column in scored_items(framework)
    ]
    maxima = np.array(rows, dtype=np.float64)
    maxima.flags.writeable = False
    return maxima


def place(row: int, item: Item) -> str:
    """What an error calls an element of an array; rows are counted from 0, as numpy does."""
    return f"row {row}, {item.label}"


def widened(block: npt.NDArray[Any]) -> Floats:
    """The block as float64 in C order; a narrower float becomes its own shortest decimal.

    >>> widened(np.array([[0.1]], dtype=np.float32))
    array([[0.1]])
    """
    width = block.dtype.itemsize if block.dtype.kind == "f" else 0
    if width == 2:
        bits = np.ascontiguousarray(block, dtype=np.float16).view(np.uint16)
        return _half_decimals()[bits]
    if width != 4:
        return np.ascontiguousarray(block, dtype=np.float64)
    result = np.empty(block.shape)
    for low in range(0, len(block), _STACK):
        result[low : low + _STACK] = _shortest(block[low : low + _STACK])
    return result


def _shortest(block: npt.NDArray[np.float32]) -> Floats:
    """The shortest decimal of each float32: the first count of decimals that leads back to it."""
    exact = block.astype(np.float64)
    result = exact.copy()
    pending = np.isfinite(exact)
    for decimals in range(_DECIMALS + 1):
        scale = 10.0**decimals
        shorter = np.rint(exact * scale) / scale
        found = pending & (shorter.astype(np.float32) == block)
        np.copyto(result, shorter, where=found)
        pending &= ~found
        if not pending.any():
            return result
    result[pending] = [float(str(value)) for value in block[pending]]
    return result


@cache
def _half_decimals() -> Floats:
    """The shortest decimal of every float16, by its bits."""
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    return np.array([float(str(value)) for value in halves])


class BlockSums:
    """Adds up blocks of percents, with scratch memory that is used again; one for each thread.

    Args:
        framework: whose columns the percents are.
        maxima: of :func:`maxima_by_item`.
        rows: the most rows of a block.
    """

    def __init__(self, framework: Framework, maxima: Floats, rows: int = BLOCK) -> None:
        self._items = scored_items(framework)
        self._maxima = maxima
        self._is_whole = framework.maximum * _POINT < _WHOLE
        self._whole = np.empty((rows, len(self._items)))
        self._back = np.empty_like(self._whole)
        self._longer = np.empty(self._whole.shape, dtype=np.bool_)
        self._missing = np.empty(self._whole.shape, dtype=np.bool_)

    def add(
        self, percents: npt.NDArray[Any], first_row: int, lower: Floats, upper: Floats | None
    ) -> None:
        """Put the points of a block into the arrays given.

        Args:
            percents: at least one row, and at most as many as there is room for.
            first_row: the number of the block's first row, for errors.
            lower: gets the least points that are possible; or, where ``upper`` is None, the
                points, NaN where one that they sum is missing.
            upper: gets the most points that are possible.

        Raises:
            InvalidValueError: for the first percent that is infinite or out of range.
        """
        rows = len(percents)
        whole, back, longer = self._whole[:rows], self._back[:rows], self._longer[:rows]
        with np.errstate(all="ignore"):
            block = widened(percents)
            np.multiply(block, _MILLION, out=whole)
            np.rint(whole, out=whole)
            np.divide(whole, _MILLION, out=back)
            np.not_equal(back, block, out=longer)
            in_range = whole.min() >= 0 and whole.max() <= _POINT
        if in_range and self._is_whole and not longer.any():
            self._product(whole, lower)
            lower /= _POINT
            if upper is not None:
                upper[...] = lower
            return
        self._check(block, first_row)
        missing = np.isnan(block, out=self._missing[:rows])
        longer ^= missing  # NaN differs from itself
        np.copyto(whole, 0, where=missing)
        self._product(whole, lower)
        np.copyto(back, missing)
        gaps = np.empty_like(lower)
        self._product(back, gaps)
        if upper is not None:
            np.multiply(gaps, _POINT, out=upper)
            upper += lower
            upper /= _POINT
        lower /= _POINT
        if not self._is_whole:
            longer[...] = True
        odd = np.flatnonzero(longer.any(axis=1)).tolist() if longer.any() else []
        for row in odd:
            values = block[row].tolist()
            lower[row] = self._exact_row(values, 0)
            if upper is not None:
                upper[row] = self._exact_row(values, 100)
        if upper is None:
            lower[gaps > 0] = np.nan

    def _check(self, block: Floats, first_row: int) -> None:
        """Raise an error about the first percent that is out of range, if any is."""
        with np.errstate(invalid="ignore"):
            if np.fmin.reduce(block, axis=None) >= 0 and np.fmax.reduce(block, axis=None) <= 100:
                return
        wrong = (block < 0) | (block > 100)
        if wrong.any():
            row, column = divmod(int(wrong.argmax()), len(self._items))
            where = place(first_row + row, self._items[column])
            raise InvalidValueError(where, float(block[row, column]), ALLOWED)

    def _product(self, whole: Floats, out: Floats) -> None:
        """Multiply by the maxima, a stack of small products at a time."""
        rows = len(whole) - len(whole) % _STACK
        stacks = rows // _STACK
        np.matmul(
            whole[:rows].reshape(stacks, _STACK, whole.shape[1]),
            self._maxima,
            out=out[:rows].reshape(stacks, _STACK, out.shape[1]),
        )
        np.matmul(whole[rows:], self._maxima, out=out[rows:])

    @cached_property
    def _columns(self) -> list[list[int]]:
        return [[int(maximum) for maximum in column] for column in self._maxima.T]

    def _exact_row(self, percents: list[float], missing: int) -> list[float]:
        """The points of one row as fractions, each rounded once; NaN counts as ``missing``."""
        ratios = [ratio(value) if value == value else (missing, 1) for value in percents]
        common = lcm(*[denominator for _, denominator in ratios])
        numerators = [numerator * (common // denominator) for numerator, denominator in ratios]
        # The division of two ints is rounded correctly, however large they are.
        return [sum(map(mul, numerators, column)) / (100 * common) for column in self._columns]
