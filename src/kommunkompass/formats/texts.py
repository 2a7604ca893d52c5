"""Texts: what numbers, ranges and titles in a source mean, and what cells may hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from sys import intern
from typing import Any, Literal, TypeAlias

import attrs

from kommunkompass.errors import InvalidValueError
from kommunkompass.exact import exact_text
from kommunkompass.figure import parse_printed
from kommunkompass.files import cleaned
from kommunkompass.framework import Area, Criterion, Framework, Item, Language
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.interval import Range
from kommunkompass.phrases import decimal_text

#: The numbers that documents hold; those of the published schemas.
NUMBER = r"-?[0-9]{1,400}(\.[0-9]{1,400}|/[1-9][0-9]{0,399})?"

ALLOWED = 'an exact number as text: "5.25", or "110/3" where no decimal is exact'

_MOST_DIGITS = 400
_MOST_BITS = 1_300
_NUMBER = re.compile(NUMBER)
_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_RANGE = re.compile(r"([\[(]) *([^\s;()\[\]]+?)(?:; *|, +)([^\s;()\[\]]+) *([\])])")

#: What a cell of a spreadsheet holds, less the sign that protects it.
_LONGEST = 32_766
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_UNHELD = re.compile("[\0\ud800-\udfff]")


def text_of(value: Fraction, item: str, language: Language = "en") -> str:
    """The text of an exact number that is not too long to be read back."""
    numerator, denominator = value.as_integer_ratio()
    if max(numerator.bit_length(), denominator.bit_length()) > _MOST_BITS:
        raise InvalidValueError(
            item, "a number of too many digits", f"numbers of fewer than {_MOST_DIGITS} digits"
        )
    text = exact_text(value)
    if len(text.partition(".")[2]) > _MOST_DIGITS:
        text = f"{numerator}/{denominator}"
    return decimal_text(text, language)


def number_of(text: object) -> Fraction | None:
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        return None
    numerator, _, denominator = text.partition("/")
    return Fraction(numerator) / int(denominator or 1)


def range_text(known: Range, item: str, language: Language = "en") -> str:
    """A range as ``"[9.225, 9.375)"``, in Swedish ``"[9,225; 9,375)"``."""
    lower, upper = [text_of(end, item, language) for end in (known.lower, known.upper)]
    separator = "; " if language == "sv" else ", "
    opening, closing = "[" if known.lower_closed else "(", "]" if known.upper_closed else ")"
    return f"{opening}{lower}{separator}{upper}{closing}"


def range_of(text: str) -> Range | None:
    """The range that a text in either language is, or None where it is none."""
    match = _RANGE.fullmatch(text.replace(",", ".") if ";" in text else text)
    if match is None:
        return None
    opening, lower, upper, closing = match.groups()
    least, most = number_of(lower), number_of(upper)
    if least is None or most is None:
        return None
    ends = (least, int(opening == "(")), (most, -int(closing == ")"))
    return Range(*ends) if ends[0] <= ends[1] else None


def day_of(value: object) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if value == day.isoformat() and 1900 <= day.year <= 2999 else None


def digits_of(cell: str) -> str | None:
    """A municipality's code, of which spreadsheets drop a zero in front."""
    code = cell.zfill(4) if len(cell) == 3 else cell
    return code if _FOUR_DIGITS.fullmatch(code) else None


def year_of(cell: str) -> int | None:
    return int(cell) if _FOUR_DIGITS.fullmatch(cell) and 1900 <= int(cell) <= 2999 else None


def _needs_protection(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.startswith(_FORMULA) or bare != cleaned(bare).strip()


def text_cell(text: str, item: str) -> str:
    """The cell of a text; an apostrophe protects it from being run."""
    if len(text) > _LONGEST or _UNHELD.search(text):
        allowed = f"text of at most {_LONGEST} characters, none of them a NUL or a lone surrogate"
        raise InvalidValueError(item, ascii(text), allowed)
    return f"'{text}" if _needs_protection(text) else text


def read_text(cell: str) -> str:
    """What :func:`text_cell` was given."""
    if cell.startswith("'") and _needs_protection(cell[1:]):
        return cell[1:]
    return cleaned(cell).strip()


def bare_number(text: str) -> Decimal | None:
    """The number that a text is, or None where it has a percent sign or is none."""
    try:
        return None if text.endswith("%") else parse_printed(text)
    except InvalidValueError:
        return None


Level: TypeAlias = Literal["criterion", "area", "total"]

TOTALS = frozenset({"total", "totalt", "totalpoäng", "totalsumma", "summa"})

#: The version of a table where nothing tells.
_USUAL = "2.1"
_ITEM = re.compile(
    r"(?:(?:huvudområde|område|area|delfråga|criterion) )?"
    r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?[.:)]?(?: (.+))?",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[\W_]+")


def parted(text: str) -> tuple[str, str]:
    """The code and the title in "1.1", "Område 1" or "1. Offentlighet och demokrati"."""
    match = _ITEM.fullmatch(text)
    if match is None:
        return "", text
    *numbers, title = match.groups()
    return intern(".".join(filter(None, numbers))), title or ""


def plain(title: str) -> str:
    """The title without what printing changes: case and marks."""
    return _NOT_WORDS.sub(" ", title.casefold()).strip()


@cache
def bundled() -> tuple[Framework, ...]:
    """The bundled frameworks, the usual one first."""
    versions = sorted(framework_versions(), key=lambda version: version != _USUAL)
    return tuple([get_framework(version) for version in versions])


def level_of(item: Item) -> Level:
    if isinstance(item, Criterion):
        return "criterion"
    return "area" if isinstance(item, Area) else "total"


def _plain_titles(item: Item) -> set[str]:
    titles = [item.title, item.title_en]
    if isinstance(item, Area):
        titles += item.other_titles
    if isinstance(item, Criterion):
        titles.append(item.printed_title or "")
    return {plain(title) for title in titles} - {""}


@lru_cache(maxsize=32)
def known_titles(framework: Framework) -> Mapping[tuple[Level, str], tuple[str, ...]]:
    """The codes of the items that have a title, by level and plain title."""
    found: dict[tuple[Level, str], tuple[str, ...]] = {}
    for item in framework:
        for title in _plain_titles(item):
            key = level_of(item), title
            found[key] = (*found.get(key, ()), item.code)
    return found


def codes_titled(framework: Framework, level: Level, title: str) -> tuple[str, ...]:
    """The codes of the items that a title means, also in another edition of the era."""
    key = level, plain(title)
    for known in (framework, *[other for other in bundled() if other.era == framework.era]):
        codes = tuple([code for code in known_titles(known).get(key, ()) if code in framework])
        if codes:
            return codes
    return ()


def likeliest(rows: Sequence[tuple[Level | None, str, str]], year: Any) -> tuple[Framework, bool]:
    """The bundled framework whose titles, then codes, then years rows have, or the usual one.

    Rows are levels, codes and titles. Also whether a title or a past year tells it.
    """
    is_past = isinstance(year, int) and year <= datetime.date.today().year

    def fitness(framework: Framework) -> tuple[int, int, bool]:
        titled = 0
        for level, code, title in rows:
            if title:
                known = level or ("criterion" if "." in code else "area")
                named = known_titles(framework).get((known, plain(parted(title)[1])), ())
                titled += bool(named) and code in ("", *named)
        codes = sum([code in framework for _, code, _ in rows])
        return titled, codes, is_past and framework.covers(year)

    fits = {framework: fitness(framework) for framework in bundled()}
    found = max(fits, key=fits.__getitem__)
    titled, _, is_covered = fits[found]
    return found, bool(titled) or is_covered


@attrs.frozen
class Known:
    """What tells items before it is known which framework a text is by.

    Attributes:
        areas: codes by plain titles.
        criteria: codes, each with a plain title or the maximum.
    """

    areas: Mapping[str, str]
    criteria: frozenset[tuple[str, str]]
    area_maxima: frozenset[str]
    total_maxima: frozenset[str]


@lru_cache(maxsize=32)
def what_is_known(framework: Framework | None) -> Known:
    """What the bundled frameworks tell, and a given one."""
    frameworks = (*([framework] if framework else []), *bundled())
    areas: dict[str, str] = {}
    criteria = set()
    for each in frameworks:
        for (level, title), codes in known_titles(each).items():
            if level == "area":
                areas.setdefault(title, codes[0])
            elif level == "criterion":
                criteria.update([(code, title) for code in codes])
        criteria.update([(item.code, str(item.maximum)) for item in each.criteria])
    return Known(
        areas,
        frozenset(criteria),
        frozenset([str(area.maximum) for each in frameworks for area in each.areas]),
        frozenset([str(each.maximum) for each in frameworks]),
    )
