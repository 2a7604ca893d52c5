"""Arrays of real numbers: checked, printed as a report prints them, and ranked."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any, TypeAlias, TypeGuard

import numpy as np
import numpy.typing as npt

from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Item

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
_Reals: TypeAlias = npt.NDArray[Any]

_REAL = "an array of float64, float32, float16 or whole numbers"
# Numbers that are rounded at a time.
_PART = 2**15


def printed(points: npt.ArrayLike) -> Floats:
    """Points as a report prints them: whole, a half going up.

    Right at every tie and next to it. Points of percents with up to six decimals print exactly
    as exact points do; of others, those within 6e-14 below a half are that half in float64.

    >>> printed([36.45, 36.5, 36.4999999995, 0.49999999999999994])
    array([36., 37., 36.,  0.])

    Args:
        points: points or percents of any shape; NaN where they are not known.

    Returns:
        Whole numbers as float64, of the same shape; NaN stays NaN. Of a Dask array, another.

    Raises:
        InvalidValueError: for an infinity.
        InvalidTypeError: for elements that are no real numbers.
    """
    if is_lazy(points):
        lazy: Floats = points.map_blocks(printed, dtype=np.float64)
        return lazy
    array = checked_reals(points, "points")
    values, result = array.reshape(-1), np.empty(array.size)
    for start in range(0, array.size, _PART):
        part = values[start : start + _PART].astype(np.float64)
        if np.isinf(part).any():
            first = np.argwhere(np.isinf(array))[0].tolist()
            raise InvalidValueError(f"points {first}", float(array[*first]), "finite or NaN")
        whole = np.floor(part, out=result[start : start + _PART])
        # The fraction is exact from 0 up, and below 0 it never rounds past a half.
        whole += part - whole >= 0.5
    return result.reshape(array.shape)


def ranks(values: npt.ArrayLike) -> Ints:
    """Competition ranks (rule 9.2): one more than how many values are greater.

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
    """The best and the worst rank that are possible, of ranges that include their ends (rule 9.2).

    The best is one more than how many lie certainly above, the worst than how many may.

    >>> best, worst = possible_ranks([10, 30, 20], [20, 50, 40])
    >>> print(best, worst)
    [2 1 1] [3 2 2]

    Args:
        lower: the lower ends, shape (n,), real numbers or infinities.
        upper: the upper ends, likewise, none below its lower end.

    Returns:
        The pair (best, worst), each of shape (n,), int64.

    Raises:
        InvalidValueError: for another shape, NaN, or a lower end above its upper end.
        InvalidTypeError: for anything but real numbers.
    """
    return ranks_between(*_ends(lower, upper))


def ranks_between(low: _Reals, high: _Reals) -> tuple[Ints, Ints]:
    """:func:`possible_ranks` of ends that need no check; they may be Python's own numbers."""
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


def as_decimals(values: _Reals) -> Floats:
    """Real numbers as float64, in C order; of a narrower float, its shortest decimal.

    >>> as_decimals(np.array([0.1], dtype=np.float32))
    array([0.1])
    """
    if values.dtype.kind != "f" or values.dtype.itemsize == 8:
        return values.astype(np.float64, order="C", copy=False)
    distinct, places = np.unique(values, return_inverse=True)
    decimals = np.array([float(str(value)) for value in distinct])
    return decimals[places].reshape(values.shape)


def is_lazy(array: object) -> TypeGuard[Any]:
    """Whether an array computes its elements later, chunk by chunk, as those of Dask do."""
    return hasattr(array, "map_blocks") and hasattr(array, "__array_function__")


def checked_reals(
    values: npt.ArrayLike, name: str, columns: Sequence[Item] | None = None
) -> _Reals:
    """The values as an array of real numbers.

    Args:
        values: an array, or whatever numpy makes one of.
        name: what they are, for errors.
        columns: what columns of percents stand for; then their number is checked, and an error
            names row and column instead of a position.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise InvalidTypeError(name, values, "no masked array; NaN stands for what is missing")
    try:
        array = np.asarray(values)
        # Of truth values in a list numpy would make numbers.
        elements = np.array(values, dtype=object) if isinstance(values, Sequence) else array
    except (TypeError, ValueError) as error:
        raise InvalidValueError(name, values, f"{_REAL} ({error})") from None
    if columns is not None:
        _check_shape(array.shape, columns)
    is_real = _is_real(array.dtype)
    if is_real and elements is array:
        return array
    wrong = [
        position
        for position, value in np.ndenumerate(elements)
        if isinstance(value, bool) or not isinstance(value, Real)
    ]
    if is_real and not wrong:
        return array
    if array.size == 0:
        raise InvalidTypeError(name, array.dtype, _REAL)
    # Where all are numbers, the kind of array is wrong at the first.
    first = wrong[0] if wrong else (0,) * array.ndim
    where = f"{name} {list(first)}" if columns is None else place(columns, *first)
    raise InvalidTypeError(where, elements[first], f"{_REAL}; it is of {elements.dtype}")


def place(columns: Sequence[Item], row: int, column: int) -> str:
    """What an error calls a percent; rows are counted from 0, as numpy does."""
    return f"row {row}, {columns[column].label}"


def check_metadata(percents: Any, columns: Sequence[Item]) -> None:
    """Check shape and dtype of percents whose elements are not there yet."""
    _check_shape(percents.shape, columns)
    if not _is_real(percents.dtype):
        raise InvalidTypeError("percents", percents.dtype, _REAL)


def _is_real(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "iu" or (dtype.kind == "f" and dtype.itemsize <= 8)


def _check_shape(shape: tuple[int, ...], columns: Sequence[Item]) -> None:
    if len(shape) != 2 or shape[1] != len(columns):
        raise InvalidValueError(
            "percents",
            f"shape {shape}",
            f"shape (n, {len(columns)}): a row for each evaluation, a column for each criterion "
            "(or area without criteria) of the framework, in order",
        )
