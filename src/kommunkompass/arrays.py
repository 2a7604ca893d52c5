"""Many evaluations at once: arrays of percents to arrays of points.

They equal the exact points of :class:`~kommunkompass.Evaluation`, correctly rounded to float64.
A percent with at most six decimals is a whole number of millionths. Float64 holds whole numbers
below 2**53, and sums and products of them, with no error at all, in whatever order they are
added; so a product of whole numbers is exact, and the one division at the end rounds once. A row
with a longer decimal, such as 100 / 3, goes the exact path: as right, some thousand times slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Framework, Item
from kommunkompass.framework_file import as_framework
from kommunkompass.reals import (
    Floats,
    Ints,
    as_decimals,
    check_metadata,
    checked_reals,
    is_lazy,
    place,
)

Bounds: TypeAlias = tuple[Floats, Floats]

_NAN = float("nan")
_MILLION = 10**6
#: Percents in millionths times maxima are points in these parts.
POINT = 100 * _MILLION
_WHOLE = 2**53
# Rows that are summed at a time: few calls, and scratch memory that does not grow.
_BLOCK = 4096
# Two threads read memory nearly as fast as it comes; more would wait for it.
_THREADS = 2


def area_points(percents: npt.ArrayLike, framework: Framework | str) -> Floats:
    """The areas' points of many evaluations, equal to those of :class:`~kommunkompass.Evaluation`.

    Percents with more than six decimals take some thousand times as long.

    >>> area_points([[50, 12.5, 0, 100, 5] + [0] * 40], "2.1")[0, :2]
    array([40.5,  0. ])

    Args:
        percents: shape (n, columns), a row an evaluation, a column for each criterion in order
            (or area that has none, so eight for the 2010 edition): a percent of its maximum, NaN
            where it is missing. Any real dtype but bool; a float of any width stands for its
            shortest decimal. A Dask array stays lazy: points, and errors, are told when the
            result is computed.
        framework: a framework, or the version of a bundled one.

    Returns:
        Points, shape (n, areas), float64: the exact points rounded once; NaN where a criterion
        of the area is missing.

    Raises:
        InvalidValueError: for another shape, and for a percent that is infinite or outside 0
            to 100; it names the first one's row (counted from 0) and criterion.
        InvalidTypeError: for elements that are no real numbers, likewise; for a masked array.
    """
    found = as_framework(framework)
    return _summed(percents, found, found.areas, _NAN)[0]


def total_points(percents: npt.ArrayLike, framework: Framework | str) -> Floats:
    """The total points of many evaluations.

    Args and errors are those of :func:`area_points`.

    Returns:
        Points, shape (n,), float64: the exact total rounded once (not a sum of rounded areas);
        NaN where any criterion is missing.
    """
    found = as_framework(framework)
    return _summed(percents, found, [found], _NAN)[0][:, 0]


def area_bounds(percents: npt.ArrayLike, framework: Framework | str) -> Bounds:
    """The least and the most points of each area, a missing criterion being 0 to its maximum.

    Args and errors are those of :func:`area_points`.

    Returns:
        The pair (lower, upper), each points of shape (n, areas), float64, each exact bound
        rounded once. Both belong to what is possible.
    """
    found = as_framework(framework)
    lower, upper = _summed(percents, found, found.areas, 0, 100)
    return lower, upper


def total_bounds(percents: npt.ArrayLike, framework: Framework | str) -> Bounds:
    """The least and the most points in all, a missing criterion being 0 to its maximum.

    >>> lower, upper = total_bounds([[float("nan")] + [50.0] * 44], "2.1")
    >>> print(lower, upper)
    [392.5] [407.5]

    Args and errors are those of :func:`area_points`.

    Returns:
        The pair (lower, upper), each points of shape (n,), float64, as of :func:`area_bounds`.
    """
    found = as_framework(framework)
    lower, upper = _summed(percents, found, [found], 0, 100)
    return lower[:, 0], upper[:, 0]


class Layout(NamedTuple):
    """What the columns of percents stand for, and which of them the points of an item sum."""

    columns: Sequence[Item]
    maxima: Floats
    spans: dict[str, slice]


@lru_cache(maxsize=128)
def layout(framework: Framework) -> Layout:
    """A column for each criterion, for each area that has none, or for the total alone."""
    columns: list[Item] = []
    spans = {}
    for area in framework.areas:
        start = len(columns)
        for item in area.criteria or (area,):
            spans[item.code] = slice(len(columns), len(columns) + 1)
            columns.append(item)
        spans[area.code] = slice(start, len(columns))
    columns = columns or [framework]
    spans[framework.code] = slice(0, len(columns))
    return Layout(columns, np.array([item.maximum for item in columns], dtype=float), spans)


def known_percents(framework: Framework, row: Floats) -> list[tuple[str, float]]:
    """The codes and percents of what is known in a row."""
    pairs = zip(layout(framework).columns, row.tolist(), strict=True)
    return [(item.code, percent) for item, percent in pairs if percent == percent]


def whole_bounds(percents: Floats, framework: Framework, code: str) -> tuple[Ints, Ints] | None:
    """The least and the most points of one item, in whole parts of which a point has ``POINT``.

    Returns:
        None where some are no whole numbers of such parts, or too large for float64.
    """
    _, maxima, spans = layout(framework)
    span = spans[code]
    part = percents[:, span]
    whole = np.rint(part * _MILLION)
    if _is_vast(framework) or not np.array_equal(whole / _MILLION, part, equal_nan=True):
        return None
    unknown = np.isnan(part)
    lower, upper = (np.where(unknown, end, whole) @ maxima[span] for end in (0, POINT))
    return lower.astype(np.int64), upper.astype(np.int64)


def _is_vast(framework: Framework) -> bool:
    """Whether float64 does not hold all whole numbers of such parts."""
    return framework.maximum * POINT >= _WHOLE


def _summed(
    percents: npt.ArrayLike, framework: Framework, items: Iterable[Item], *fills: float
) -> list[Floats]:
    """The points of some items, a column for each, where fills stand for missing percents."""
    codes = [item.code for item in items]
    if not is_lazy(percents):
        return _summed_in_blocks(percents, framework, codes, fills)
    check_metadata(percents, layout(framework).columns)
    rows = percents.rechunk({1: -1})
    return [
        rows.map_blocks(
            partial(_chunk, framework=framework, codes=codes, fill=fill),
            chunks=(rows.chunks[0], (len(codes),)),
            meta=np.empty((0, 0)),
        )
        for fill in fills
    ]


def _chunk(
    percents: npt.NDArray[Any],
    framework: Framework,
    codes: Sequence[str],
    fill: float,
    block_info: Any = None,
) -> Floats:
    """Sum a chunk of a Dask array, which tells where it starts: NaN where that is not known."""
    start = block_info[0]["array-location"][0][0]
    first_row = start if start == start else 0
    return _summed_in_blocks(percents, framework, codes, [fill], first_row)[0]


def _summed_in_blocks(
    percents: npt.ArrayLike,
    framework: Framework,
    codes: Sequence[str],
    fills: Sequence[float],
    first_row: int = 0,
) -> list[Floats]:
    array = checked_reals(percents, "percents", layout(framework).columns)
    results = [np.empty((len(array), len(codes))) for _ in fills]

    def sum_block(start: int) -> None:
        rows = slice(start, start + _BLOCK)
        found = _block_points(array[rows], framework, codes, fills, first_row + start)
        for result, points in zip(results, found, strict=True):
            result[rows] = points

    starts = range(0, len(array), _BLOCK)
    if len(starts) == 1:
        sum_block(0)
    else:
        with ThreadPoolExecutor(_THREADS) as pool:
            # In order, so that the error that is raised is about the first row with one.
            list(pool.map(sum_block, starts))
    return results


def _block_points(
    percents: npt.NDArray[Any],
    framework: Framework,
    codes: Sequence[str],
    fills: Sequence[float],
    first_row: int,
) -> Iterator[Floats]:
    """The points of a block of rows with each of the fills."""
    columns, maxima, spans = layout(framework)
    block = as_decimals(percents)
    with np.errstate(all="ignore"):
        whole = np.rint(block * _MILLION)
        least, greatest = np.fmin.reduce(block, axis=None), np.fmax.reduce(block, axis=None)
    if least < 0 or greatest > 100:
        row, column = np.argwhere((block < 0) | (block > 100))[0].tolist()
        raise InvalidValueError(
            place(columns, first_row + row, column),
            float(block[row, column]),
            "a percent from 0 to 100, or NaN where it is missing",
        )
    odd = np.flatnonzero(whole / _MILLION != block)
    is_unknown = np.isnan(block.take(odd))
    unknown, longer = odd[is_unknown], odd[~is_unknown]
    exact_rows = np.unique(longer // len(columns))
    if _is_vast(framework):
        exact_rows = np.arange(len(block))
    for fill in fills:
        whole.put(unknown, fill * _MILLION)
        points = np.empty((len(block), len(codes)))
        for position, code in enumerate(codes):
            points[:, position] = whole[:, spans[code]] @ maxima[spans[code]]
        points /= POINT
        for row in exact_rows:
            filled = np.where(np.isnan(block[row]), fill, block[row])
            exact = Evaluation.from_percents(framework, known_percents(framework, filled))
            scores = [exact[code] for code in codes]
            points[row] = [float(one.exact) if one.is_exact else _NAN for one in scores]
        yield points
