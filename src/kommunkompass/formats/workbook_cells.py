"""Cells of workbooks: numbers that are exact in spite of binary floats, and texts.

A cell holds a number as a binary float and a number format that says how it is shown. It is read
by its 15 significant digits, all that a spreadsheet program shows of it, with as many decimals as
its format shows at least: 9.5 in the format ``0.00`` is "9.50". A format with a percent sign
makes 0.35 "35%". A number for which this does not hold, such as one of 16 digits, is written as
text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

__all__ = ["escaped", "number_and_format", "number_text", "text_of_value", "unescaped"]

#: The digits that a spreadsheet program keeps, and the most decimals that it shows.
_DIGITS = 15
_MOST_DECIMALS = 30

#: The most characters of a number format that a spreadsheet program takes.
_LONGEST_FORMAT = 255

_PLAIN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PART = re.compile(_LITERAL.pattern + "|.", re.DOTALL)
_CONDITION = re.compile(r"\[[<>=]")
_SHOWN = re.compile(r"[0#?@]|General|Standard", re.IGNORECASE)
_THOUSANDTH = re.compile(r"[0#?],+(?![0#?,])")
_DECIMALS = re.compile(r"[0#?]?\.(0+)")

#: Characters that XML cannot hold, and what would be taken for the sign of one.
_UNHELD = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SIGN = re.compile("_x([0-9A-Fa-f]{4})_")


def number_text(value: float, number_format: str) -> str:
    """The number of a cell as text: its digits, and the decimals and the sign of its format.

    >>> number_text(0.35, "0%"), number_text(9.5, "0.00"), number_text(0.1 + 0.2, "General")
    ('35%', '9.50', '0.3')

    Where it is not clear what the format shows, the text says so, and is no number.
    """
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_DIGITS}g}")
    if not number.is_finite():
        return str(value)
    section = _section(number, number_format)
    if section is None:
        return f"{number:f} in the format {number_format[:_LONGEST_FORMAT]}"
    shown, bare = section
    percents = bare.count("%")
    number = _shifted(number, 2 * percents)
    match = _DECIMALS.search(bare)
    least = min(len(match[1]), _MOST_DECIMALS) if match and "E" not in bare.upper() else 0
    text = f"{number:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    # A sign in quotes is shown, too, but does not make the number a hundredth.
    sign = "%" if "%" in shown else ""
    return f"{whole}.{decimals}{sign}" if decimals else f"{whole}{sign}"


def number_and_format(text: str) -> tuple[float, str] | None:
    """The number and the format that are read as a text, or None where there is none.

    >>> number_and_format("35%"), number_and_format("9.50"), number_and_format("1/3")
    ((0.35, '0%'), (9.5, '0.00'), None)
    """
    match = _PLAIN.fullmatch(text)
    if match is None or len(text) > 2 * _MOST_DECIMALS:
        return None
    digits, sign = match.groups()
    decimals = len(digits.partition(".")[2])
    number_format = ("0." + "0" * decimals if decimals else "0") + sign
    number = _shifted(Decimal(digits), -2 if sign else 0)
    value = int(number) if number == int(number) else float(number)
    if len(digits.replace(".", "").strip("-0")) > _DIGITS:
        return None
    return (value, number_format) if number_text(value, number_format) == text else None


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[Sequence[str], Sequence[str]]:
    """The parts of a format, whole and without what is literal."""
    sections = [""]
    for part in _PART.findall(number_format):
        if part == ";":
            sections.append("")
        else:
            sections[-1] += part
    return sections, [_LITERAL.sub("", section) for section in sections]


def _section(number: Decimal, number_format: str) -> tuple[str, str] | None:
    """The part of a format by which a number is shown, whole and without what is literal.

    None where it shows no digits of the number, or a thousandth, or where it depends on a
    condition whether it shows a percent.
    """
    sections, bare = _sections(number_format[:_LONGEST_FORMAT])
    if len(number_format) > _LONGEST_FORMAT:
        return None
    place = 0
    if len(sections) > 1 and _CONDITION.search(number_format):
        signs = [
            (each.count("%"), "%" in whole) for each, whole in zip(bare, sections, strict=True)
        ]
        if len(set(signs)) > 1:
            return None
    elif number < 0 and len(sections) > 1:
        place = 1
    elif not number and len(sections) > 2:
        place = 2
    is_shown = _SHOWN.search(bare[place]) is not None
    if not is_shown or _THOUSANDTH.search(bare[place]):
        return None
    return sections[place], bare[place]


def _shifted(number: Decimal, places: int) -> Decimal:
    """The number times a power of ten, whatever decimal context the caller has set."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + places))


def text_of_value(value: object, number_format: str) -> str:
    """What a cell that is no formula holds, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, number_format)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return unescaped(str(value))


def escaped(text: str) -> str:
    r"""The text with signs for the characters that XML cannot hold, as workbooks write them.

    >>> escaped("a\rb")
    'a_x000D_b'
    """
    return _UNHELD.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text as it was before :func:`escaped`."""
    return _SIGN.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
