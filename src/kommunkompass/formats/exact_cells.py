"""Exact numbers as text: a decimal where it ends ("5.25"), else a fraction ("110/3")."""

from __future__ import annotations

import re
from fractions import Fraction

from kommunkompass.errors import InvalidValueError
from kommunkompass.exact import exact_text
from kommunkompass.interval import Range

__all__ = ["ALLOWED", "NUMBER", "number_of", "range_of", "range_text", "text_of"]

_MOST_DIGITS = 400
_MOST_BITS = 1_300

#: The numbers that documents hold; those of the published schemas.
NUMBER = r"-?[0-9]{1,400}(\.[0-9]{1,400}|/[1-9][0-9]{0,399})?"

ALLOWED = 'an exact number as text: "5.25", or "110/3" where no decimal is exact'

_NUMBER = re.compile(NUMBER)
_RANGE = re.compile(r"([\[(]) *([^\s;()\[\]]+?)(?:; *|, +)([^\s;()\[\]]+) *([\])])")


def text_of(value: Fraction, item: str) -> str:
    """The text of an exact number.

    Raises:
        InvalidValueError: for a number that is too long to be read back.
    """
    numerator, denominator = value.as_integer_ratio()
    if max(numerator.bit_length(), denominator.bit_length()) > _MOST_BITS:
        raise InvalidValueError(
            item, "a number of too many digits", f"numbers of fewer than {_MOST_DIGITS} digits"
        )
    text = exact_text(value)
    return text if len(text.partition(".")[2]) <= _MOST_DIGITS else f"{numerator}/{denominator}"


def number_of(text: object) -> Fraction | None:
    """The exact number that a text is, or None where it is none."""
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        return None
    numerator, _, denominator = text.partition("/")
    return Fraction(numerator) / int(denominator or 1)


def range_text(known: Range, item: str, separator: str = ", ") -> str:
    """The text of a range: ``"[9.225, 9.375)"``; errors as of :func:`text_of`."""
    ends = [text_of(end, item) for end in (known.lower, known.upper)]
    return (
        f"{'[' if known.lower_closed else '('}{separator.join(ends)}"
        f"{']' if known.upper_closed else ')'}"
    )


def range_of(text: object) -> Range | None:
    """The range that a text is, or None where it is none."""
    match = _RANGE.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    opening, lower, upper, closing = match.groups()
    least, most = number_of(lower), number_of(upper)
    if least is None or most is None:
        return None
    ends = (least, int(opening == "(")), (most, -int(closing == ")"))
    return Range(*ends) if ends[0] <= ends[1] else None
