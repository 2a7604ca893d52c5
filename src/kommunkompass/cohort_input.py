"""What comes in as an array: its elements and shape, checked, and what its columns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from numbers import Real
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Framework, Item

__all__ = [
    "Floats",
    "Ints",
    "as_decimals",
    "check_metadata",
    "checked_reals",
    "known_percents",
    "layout",
    "place",
]

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

_REAL = "an array of float64, float32, float16 or whole numbers"


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


def place(framework: Framework, row: int, column: int) -> str:
    """What an error calls an element; rows are counted from 0, as numpy does."""
    return f"row {row}, {layout(framework).columns[column].label}"


def known_percents(framework: Framework, row: Floats) -> list[tuple[str, float]]:
    """The codes and percents of what is known in a row."""
    pairs = zip(layout(framework).columns, row.tolist(), strict=True)
    return [(item.code, percent) for item, percent in pairs if percent == percent]


def as_decimals(values: npt.NDArray[Any]) -> Floats:
    """Real numbers as float64, in C order; of a narrower float, its shortest decimal.

    >>> as_decimals(np.array([0.1], dtype=np.float32))
    array([0.1])
    """
    if values.dtype.kind != "f" or values.dtype.itemsize == 8:
        return values.astype(np.float64, order="C", copy=False)
    distinct, places = np.unique(values, return_inverse=True)
    decimals = np.array([float(str(value)) for value in distinct])
    return decimals[places].reshape(values.shape)


def checked_reals(
    values: npt.ArrayLike, name: str, framework: Framework | None = None
) -> npt.NDArray[Any]:
    """The values as an array of real numbers.

    Args:
        values: an array, or whatever numpy makes one of.
        name: what they are, for errors.
        framework: if they are percents, by which; their shape is checked then, and an error
            names row and criterion instead of a position.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise InvalidTypeError(name, values, "no masked array; NaN stands for what is missing")
    try:
        array = np.asarray(values)
        # Of truth values in a list numpy would make numbers.
        elements = np.array(values, dtype=object) if isinstance(values, Sequence) else array
    except (TypeError, ValueError) as error:
        raise InvalidValueError(name, values, f"{_REAL} ({error})") from None
    if framework is not None:
        _check_shape(array.shape, framework)
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
    where = f"{name} {list(first)}" if framework is None else place(framework, *first)
    raise InvalidTypeError(where, elements[first], f"{_REAL}; it is of {elements.dtype}")


def check_metadata(percents: Any, framework: Framework) -> None:
    """Check shape and dtype of percents whose elements are not there yet."""
    _check_shape(percents.shape, framework)
    if not _is_real(percents.dtype):
        raise InvalidTypeError("percents", percents.dtype, _REAL)


def _is_real(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "iu" or (dtype.kind == "f" and dtype.itemsize <= 8)


def _check_shape(shape: tuple[int, ...], framework: Framework) -> None:
    columns = len(layout(framework).columns)
    if len(shape) != 2 or shape[1] != columns:
        raise InvalidValueError(
            "percents",
            f"shape {shape}",
            f"shape (n, {columns}): a row for each evaluation, a column for each criterion (or "
            f"area without criteria) of framework {framework.version}, in order",
        )
