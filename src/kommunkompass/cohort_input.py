"""What comes in as an array: its kind of elements and its shape, checked before any use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from kommunkompass.cohort_blocks import place, scored_items
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Framework

__all__ = ["check_metadata", "checked_percents", "checked_reals"]

_REAL = "an array of float64, float32, float16 or whole numbers"


def checked_reals(values: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    """The values as an array of real numbers; what is masked becomes NaN.

    Args:
        values: an array, or whatever numpy makes one of.
        name: what they are, for errors.

    Raises:
        InvalidTypeError: for elements of another kind; it names the first one's position.
        InvalidValueError: for lists of different lengths.
    """
    array = _as_array(values, name)
    _check_elements(array, name, lambda position: f"{name} {list(position)}")
    return array


def checked_percents(percents: npt.ArrayLike, framework: Framework) -> npt.NDArray[Any]:
    """The percents as an array of real numbers, with a column for each that is scored.

    Raises:
        InvalidTypeError: for elements of another kind; it names the first one's row and
            criterion.
        InvalidValueError: for another shape.
    """
    array = _as_array(percents, "percents")
    _check_shape(array.shape, framework)
    items = scored_items(framework)
    _check_elements(array, "percents", lambda position: place(position[0], items[position[1]]))
    return array


def check_metadata(percents: Any, framework: Framework) -> None:
    """Check the shape and the dtype of an array whose elements are not there yet.

    Errors are those of :func:`checked_percents`.
    """
    _check_shape(percents.shape, framework)
    if not _is_real(percents.dtype):
        raise InvalidTypeError("percents", percents.dtype, _REAL)


def _as_array(values: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        masked: Any = values.astype(np.float64) if values.dtype.kind in "iu" else values
        filled: npt.NDArray[Any] = masked.filled(np.nan) if masked.dtype.kind == "f" else masked
        return np.asarray(filled)
    try:
        array = np.asarray(values)
        if isinstance(values, Sequence) and _is_real(array.dtype):
            objects = np.array(values, dtype=object)
            if any(isinstance(value, bool | np.bool_) for value in objects.flat):
                return objects
    except (TypeError, ValueError) as error:
        raise InvalidValueError(name, values, f"{_REAL} ({error})") from None
    return array


def _is_real(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "iu" or (dtype.kind == "f" and dtype.itemsize <= 8)


def _check_shape(shape: tuple[int, ...], framework: Framework) -> None:
    columns = len(scored_items(framework))
    if len(shape) != 2 or shape[1] != columns:
        raise InvalidValueError(
            "percents",
            f"shape {shape}",
            f"shape (n, {columns}): a row for each evaluation, a column for each criterion (or "
            f"area without criteria) of framework {framework.version}, in order",
        )


def _check_elements(
    array: npt.NDArray[Any], name: str, named: Callable[[tuple[int, ...]], str]
) -> None:
    if _is_real(array.dtype):
        return
    if array.size == 0:
        raise InvalidTypeError(name, array.dtype, _REAL)
    # The first that is no real number; where all are, the kind of array is wrong at the first.
    wrong = [isinstance(value, bool) or not isinstance(value, Real) for value in array.flat]
    first = np.unravel_index(wrong.index(True) if True in wrong else 0, array.shape)
    position = tuple([int(index) for index in first])
    raise InvalidTypeError(named(position), array[position], f"{_REAL}; it is of {array.dtype}")
