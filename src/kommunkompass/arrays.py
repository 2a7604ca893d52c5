"""Many evaluations at once: arrays of percents to arrays of points.

The functions here equal the exact path, :meth:`Evaluation.from_percents
<kommunkompass.Evaluation.from_percents>`, with the exact points correctly rounded to float64:
not close to it, equal. They give bounds where percents are missing, never a guess.

What a number in an array means is what it means elsewhere in the library: a float stands for
its shortest decimal, so 0.1 is one tenth in float64, float32 and float16 alike. Percents with at
most six decimals are fast. A row with a longer one, such as 100 / 3, is added up as fractions:
as right, some thousand times slower.

A Dask array (or another that has ``map_blocks`` and ``__array_function__``) stays lazy: each
chunk of rows is summed when the result is computed, and what is wrong is told then.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.cohort_blocks import BLOCK, BlockSums, Floats, maxima_by_item
from kommunkompass.cohort_input import check_metadata, checked_percents, checked_reals
from kommunkompass.errors import InvalidValueError
from kommunkompass.framework import Framework
from kommunkompass.framework_file import as_framework

__all__ = [
    "area_bounds",
    "area_points",
    "item_bounds",
    "printed",
    "total_bounds",
    "total_points",
]

Bounds: TypeAlias = tuple[Floats, Floats]
_Wanted: TypeAlias = Literal["points", "lower", "upper"]

# Two threads read memory nearly as fast as it comes; more would wait for it.
_THREADS = min(2, os.cpu_count() or 1)
# Numbers that are rounded at a time.
_PART = 2**15


def area_points(percents: npt.ArrayLike, framework: Framework | str) -> Floats:
    """The areas' points of many evaluations.

    >>> area_points([[50, 12.5, 0, 100, 5] + [0] * 40], "2.1")[0, :2]
    array([40.5,  0. ])

    Args:
        percents: shape (n, columns), a row an evaluation; the columns are the framework's
            criteria in order, each a percent of its maximum, NaN where it is missing. An area
            without criteria has one column itself, so the 2010 edition has eight. Any real
            dtype but bool; any memory order; a masked element is missing. It is not changed.
        framework: a framework, or the version of a bundled one.

    Returns:
        Points, shape (n, areas), float64: the exact points rounded once; NaN where a criterion
        of the area is missing. A Dask array gives a Dask array.

    Raises:
        InvalidValueError: for another shape, and for a percent that is infinite or outside 0
            to 100; it names the first one's row (counted from 0) and criterion.
        InvalidTypeError: for elements that are no real numbers, likewise.
    """
    found = as_framework(framework)
    return _summed(percents, found, _area_codes(found))


def total_points(percents: npt.ArrayLike, framework: Framework | str) -> Floats:
    """The total points of many evaluations.

    >>> total_points([[50.0] * 45, [float("nan")] + [50.0] * 44], "2.1")
    array([400.,  nan])

    Args and errors are those of :func:`area_points`.

    Returns:
        Points, shape (n,), float64: the exact total rounded once (not a sum of rounded areas);
        NaN where any criterion is missing.
    """
    found = as_framework(framework)
    return _only_column(_summed(percents, found, (found.code,)))


def area_bounds(percents: npt.ArrayLike, framework: Framework | str) -> Bounds:
    """The least and the most points of each area, a missing criterion being 0 to its maximum.

    Args and errors are those of :func:`area_points`.

    Returns:
        The pair (lower, upper), each points of shape (n, areas), float64, each exact bound
        rounded once. Both belong to what is possible.
    """
    found = as_framework(framework)
    return _summed_bounds(percents, found, _area_codes(found))


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
    return item_bounds(percents, found, found.code)


def item_bounds(percents: npt.ArrayLike, framework: Framework, code: str) -> Bounds:
    """The least and the most points of one item, each of shape (n,); see :func:`area_bounds`."""
    lower, upper = _summed_bounds(percents, framework, (code,))
    return _only_column(lower), _only_column(upper)


def printed(points: npt.ArrayLike) -> Floats:
    """Points as a report prints them: whole, a half going up.

    Right at every tie and next to it: there is no addition that could round up to a half.
    Points of percents with up to six decimals print exactly as the exact path prints them;
    beyond that, exact points within 6e-14 below a half are that half in float64, and print so.

    >>> printed([36.45, 36.5, 36.4999999995, 0.49999999999999994])
    array([36., 37., 36.,  0.])

    Args:
        points: points or percents of any shape; NaN where they are not known.

    Returns:
        Whole numbers as float64, of the same shape; NaN stays NaN.

    Raises:
        InvalidValueError: for an infinity.
        InvalidTypeError: for elements that are no real numbers.
    """
    if _is_chunked(points):
        lazy: Floats = _printed_lazily(points)
        return lazy
    array = checked_reals(points, "points")
    values = array.reshape(-1)
    result = np.empty(values.shape)
    for low in range(0, len(values), _PART):
        fractions = values[low : low + _PART].astype(np.float64)
        if np.isinf(fractions).any():
            first = low + int(np.isinf(fractions).argmax())
            position = [int(index) for index in np.unravel_index(first, array.shape)]
            raise InvalidValueError(f"points {position}", float(values[first]), "finite or NaN")
        whole = np.floor(fractions, out=result[low : low + _PART])
        # The fraction is exact from 0 up, and below 0 it never rounds past a half.
        fractions -= whole
        whole += fractions >= 0.5
    return result.reshape(array.shape)


def _area_codes(framework: Framework) -> tuple[str, ...]:
    return tuple([area.code for area in framework.areas])


def _only_column(points: Floats) -> Floats:
    column: Floats = points[:, 0]
    return column


@lru_cache(maxsize=128)
def _maxima(framework: Framework, codes: tuple[str, ...]) -> Floats:
    return maxima_by_item(framework, [framework[code] for code in codes])


def _summed(percents: npt.ArrayLike, framework: Framework, codes: tuple[str, ...]) -> Floats:
    if _is_chunked(percents):
        lazy: Floats = _lazily(percents, framework, codes, "points")
        return lazy
    points, _ = _filled(checked_percents(percents, framework), framework, codes, False)
    return points


def _summed_bounds(
    percents: npt.ArrayLike, framework: Framework, codes: tuple[str, ...]
) -> Bounds:
    if _is_chunked(percents):
        lower = _lazily(percents, framework, codes, "lower")
        return lower, _lazily(percents, framework, codes, "upper")
    lower, upper = _filled(checked_percents(percents, framework), framework, codes, True)
    return lower, upper


def _filled(
    percents: npt.NDArray[Any],
    framework: Framework,
    codes: tuple[str, ...],
    bounds: bool,
    *,
    first_row: int = 0,
    threads: int = _THREADS,
) -> Bounds:
    """Sum an array block by block, in threads where there are enough blocks for each.

    Memory beyond the result does not grow with the rows.
    """
    rows = len(percents)
    lower = np.empty((rows, len(codes)))
    upper = np.empty((rows, len(codes))) if bounds else None

    def fill(start: int, stop: int) -> None:
        sums = BlockSums(framework, _maxima(framework, codes), min(BLOCK, stop - start))
        for low in range(start, stop, BLOCK):
            block = slice(low, min(low + BLOCK, stop))
            sums.add(
                percents[block],
                first_row + low,
                lower[block],
                None if upper is None else upper[block],
            )

    share = -(-rows // (BLOCK * threads)) * BLOCK
    if share >= rows:
        fill(0, rows)
    else:
        starts = range(0, rows, share)
        with ThreadPoolExecutor(threads) as pool:
            # In order, so that the error that is raised is about the first row with one.
            list(pool.map(fill, starts, [min(start + share, rows) for start in starts]))
    return lower, lower if upper is None else upper


def _is_chunked(array: object) -> bool:
    kind = type(array)
    return hasattr(kind, "map_blocks") and hasattr(kind, "__array_function__")


def _lazily(percents: Any, framework: Framework, codes: tuple[str, ...], wanted: _Wanted) -> Any:
    """Sum an array of chunks when it is computed; whole rows are needed in each."""
    check_metadata(percents, framework)
    rows = percents.rechunk({1: -1})
    return rows.map_blocks(
        partial(_chunk, framework=framework, codes=codes, wanted=wanted),
        dtype=np.float64,
        chunks=(rows.chunks[0], (len(codes),)),
        meta=np.empty((0, len(codes))),
    )


def _printed_lazily(points: Any) -> Any:
    return points.map_blocks(printed, dtype=np.float64)


def _chunk(
    percents: npt.NDArray[Any],
    *,
    framework: Framework,
    codes: tuple[str, ...],
    wanted: _Wanted,
    block_info: Any = None,
) -> Floats:
    start = block_info[0]["array-location"][0][0]
    lower, upper = _filled(
        checked_percents(percents, framework),
        framework,
        codes,
        wanted != "points",
        first_row=0 if start != start else int(start),  # NaN where chunks have unknown sizes
        threads=1,
    )
    return upper if wanted == "upper" else lower
