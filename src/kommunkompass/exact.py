"""Exact numbers: how one comes in, how it is rounded, and how it is written out."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import SupportsFloat, TypeAlias

from kommunkompass.arguments import checked_whole
from kommunkompass.errors import InvalidTypeError, InvalidValueError

#: What is accepted as a number. SupportsFloat stands for numpy's real scalars: of what else has
#: ``__float__``, only an instance of :class:`numbers.Real` is.
Number: TypeAlias = int | float | Fraction | Decimal | SupportsFloat

_ALLOWED = "a finite number such as 35.5: int, float, Fraction, Decimal or a real numpy scalar"
_MOST_DIGITS = 400
_MICRO = 10**6


def ratio(value: Number, item: str = "number") -> tuple[int, int]:
    """Return a number as a numerator and a positive denominator, not necessarily reduced.

    A float, also one of numpy's, stands for its shortest decimal (rule 2.2). ``item`` is what an
    error calls the number.

    Raises:
        InvalidTypeError: for a truth value, and for anything else that is not a number.
        InvalidValueError: for NaN, an infinity, or a Decimal of more than 400 digits before or
            after its point.
    """
    if type(value) is float:
        # With at most 15 significant digits, the only float nearest to n / 10**6 is the one
        # whose shortest decimal is n / 10**6; so this agrees with repr, and is much faster.
        if -1e6 < value < 1e6:
            millionths = round(value * 1e6)
            if millionths / 1e6 == value:
                return millionths, _MICRO
        if not math.isfinite(value):
            raise InvalidValueError(item, value, _ALLOWED)
        return Decimal(repr(value)).as_integer_ratio()
    if type(value) is int:
        return value, 1
    if isinstance(value, bool):
        raise InvalidTypeError(item, value, _ALLOWED)
    if isinstance(value, numbers.Rational):
        return int(value.numerator), int(value.denominator)
    if isinstance(value, Decimal):
        return _decimal_ratio(value, item)
    if isinstance(value, float):
        return ratio(float(value), item)
    if isinstance(value, numbers.Real):
        if not math.isfinite(value):
            raise InvalidValueError(item, value, _ALLOWED)
        return _decimal_ratio(Decimal(str(value)), item)
    raise InvalidTypeError(item, value, _ALLOWED)


def _decimal_ratio(value: Decimal, item: str) -> tuple[int, int]:
    if not value.is_finite():
        raise InvalidValueError(item, value, _ALLOWED)
    exponent = int(value.as_tuple().exponent)
    if value.adjusted() >= _MOST_DIGITS or exponent < -_MOST_DIGITS:
        raise InvalidValueError(
            item, value, f"at most {_MOST_DIGITS} digits before and after the decimal point"
        )
    return value.as_integer_ratio()


def to_fraction(value: Number, item: str = "number") -> Fraction:
    """Return a number as the exact rational it is written as; errors as of :func:`ratio`.

    >>> to_fraction(0.1) + to_fraction(0.2)
    Fraction(3, 10)
    """
    return value if type(value) is Fraction else Fraction(*ratio(value, item))


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the exact sum, reduced once instead of once a term."""
    ratios = [value.as_integer_ratio() for value in values]
    common = math.lcm(*[denominator for _, denominator in ratios])
    return Fraction(
        sum([numerator * (common // denominator) for numerator, denominator in ratios]), common
    )


def round_half_up(value: Number, decimals: int = 0) -> Fraction:
    """Return the number rounded to a count of decimals, a half going up.

    This is the method's only rounding, and happens once, where a figure is shown (rule 2.4).
    Python's own ``round`` sends a half to the even neighbour.

    >>> print(round_half_up(0.5), round_half_up(4.5), round_half_up(Fraction(73, 20), 1))
    1 5 37/10

    Args:
        value: the exact number.
        decimals: how many decimals are kept, 0 to 400; 0 gives a whole number.

    Returns:
        A Fraction, which is whole where decimals is 0.

    Raises:
        InvalidTypeError: for anything but numbers.
        InvalidValueError: for NaN, an infinity, or another count of decimals.
    """
    numerator, denominator = ratio(value)
    scale = 10 ** checked_whole("decimals", decimals, 0, _MOST_DIGITS)
    return Fraction((2 * numerator * scale + denominator) // (2 * denominator), scale)


def _digits(value: int) -> str:
    # Unlike str of an int, this has no limit.
    return f"{Decimal(value):f}"


def exact_text(value: Number) -> str:
    """Return the number without loss: a decimal where it ends ("36.95"), else "110/3".

    Errors are those of :func:`round_half_up`.
    """
    numerator, denominator = to_fraction(value).as_integer_ratio()
    twos = (denominator & -denominator).bit_length() - 1
    fives, rest = 0, denominator >> twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{_digits(numerator)}/{_digits(denominator)}"
    decimals = max(twos, fives)
    if decimals == 0:
        return _digits(numerator)
    digits = _digits(abs(numerator) * 10**decimals // denominator).zfill(decimals + 1)
    return f"{'-' if numerator < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"
