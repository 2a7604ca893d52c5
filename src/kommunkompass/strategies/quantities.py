"""Numbers: percents, and ranges of points."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from kommunkompass.errors import InvalidValueError
from kommunkompass.exact import Number, to_fraction
from kommunkompass.interval import Range
from kommunkompass.strategies.calls import call

__all__ = ["decimal", "decimals", "percents", "ranges"]

_FEW, _MANY = 2, 40

#: Percents close to a bound, and one that does not end.
_CLOSE: tuple[Number, ...] = (
    Decimal(f"1e-{_MANY}"),
    Fraction(100, 3),
    100 - Fraction(1, 10**_MANY),
)


def decimal(units: int, places: int) -> Decimal:
    """The decimal of so many units of its last place, exactly."""
    return Decimal(f"{units}e-{places}")


@st.composite
def decimals(draw: st.DrawFn, most: int, places: int) -> Decimal:
    """Decimals from 0 to a whole number, of at most so many places; fewer are simpler."""
    kept = draw(st.integers(0, places))
    return decimal(draw(st.integers(0, most * 10**kept)), kept)


def percents(*, decimal_places: int = _FEW, hostile: bool = False) -> st.SearchStrategy[Number]:
    """Percents from 0 to 100: decimals, as evaluators give them.

    >>> from hypothesis import find
    >>> find(percents(), lambda percent: percent > 12)
    Decimal('13')

    Args:
        decimal_places: how many decimals they have at most.
        hostile: whether they are fractions that are no decimals, have many decimals or lie close
            to a bound too.
    """
    few: st.SearchStrategy[Number] = decimals(100, decimal_places)
    many: st.SearchStrategy[Number] = decimals(100, _MANY)
    odd = few | st.sampled_from(_CLOSE) | many | st.fractions(0, 100)
    return odd if hostile else few


def ranges(
    min_value: Number = -100, max_value: Number = 100, *, hostile: bool = False
) -> st.SearchStrategy[Range]:
    """Ranges with ends closed or open, or of a single number.

    >>> from hypothesis import find
    >>> print(find(ranges(0, 30), lambda known: not known.upper_closed))
    [0, 1)

    Args:
        min_value: the least number that a range can hold.
        max_value: the greatest such number.
        hostile: whether ends are fractions that are no decimals, or have many decimals, too.

    Raises:
        InvalidValueError: where the greatest number is less than the least.
    """
    least, most = to_fraction(min_value, "min_value"), to_fraction(max_value, "max_value")
    if least > most:
        raise InvalidValueError("max_value", max_value, f"at least min_value={min_value}")
    steps = [10**places for places in [*range(_FEW + 1), *[_MANY] * hostile]]
    grids = [one for one in steps if math.ceil(least * one) <= math.floor(most * one)]
    return _ranges(_ends(least, most, [*grids, "bound", *["fraction"] * hostile]))


@st.composite
def _ranges(draw: st.DrawFn, ends: st.SearchStrategy[Fraction]) -> Range:
    lower, upper = sorted([draw(ends), draw(ends)])
    if lower == upper:
        return call(draw, Range.exactly, lower)
    return call(draw, draw(_BY_ENDS), lower, upper)


_BY_ENDS = st.sampled_from([Range.closed, Range.closedopen, Range.openclosed, Range.open])


@st.composite
def _ends(draw: st.DrawFn, least: Fraction, most: Fraction, ways: list[int | str]) -> Fraction:
    """Numbers between bounds: multiples of a unit, the bounds themselves, or any fractions."""
    way = draw(st.sampled_from(ways))
    if way == "bound":
        return draw(st.sampled_from([least, most]))
    if isinstance(way, str):
        return draw(st.fractions(least, most))
    return Fraction(draw(st.integers(math.ceil(least * way), math.floor(most * way))), way)
