"""Shares: numbers that may mean a part of one where a percent or points should stand.

0.35 under a head of percents may mean 35 percent or a third of one, and a row of nothing but such
numbers is one of shares. What is meant is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kommunkompass.errors import InvalidValueError
from kommunkompass.figure import parse_printed
from kommunkompass.framework import TOTAL

__all__ = ["PERCENT", "POINTS", "is_share", "shares_among", "shares_in_row"]

PERCENT = "35, or a number with a percent sign"
POINTS = 'points above 1, a number with a percent sign, or "printed" in a column "figures"'


def _number(text: str) -> Decimal | None:
    if text.endswith("%"):
        return None
    try:
        return parse_printed(text)
    except InvalidValueError:
        return None


def is_share(text: str) -> bool:
    """Whether a text is a number between 0 and 1, without a percent sign."""
    number = _number(text)
    return number is not None and 0 < number < 1


def shares_among(percents: Sequence[str]) -> list[int]:
    """The places of percents that may be shares; 1 is one where nothing is more than 1."""
    numbers = [_number(text) for text in percents]
    no_more = not any(number is not None and number > 1 for number in numbers)
    return [
        place
        for place, number in enumerate(numbers)
        if number is not None and (0 < number < 1 or (number == 1 and no_more))
    ]


def shares_in_row(points: Mapping[str, str]) -> list[str]:
    """The codes of the items in a row of a wide table whose points may be shares.

    They may where no item has more than 1, the total aside.
    """
    numbers = {code: _number(text) for code, text in points.items()}
    no_more = not any(
        number is not None and number > 1 for code, number in numbers.items() if code != TOTAL
    )
    return [code for code, text in points.items() if is_share(text) and (no_more or code == TOTAL)]
