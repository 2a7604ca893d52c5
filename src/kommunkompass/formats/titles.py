"""Titles: which items a printed title means, and what tells items in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, TypeAlias

import attrs

from kommunkompass.framework import Area, Criterion, Framework, Item
from kommunkompass.framework_file import framework_versions, get_framework

Level: TypeAlias = Literal["criterion", "area", "total"]

#: Words for the total.
TOTALS = frozenset({"total", "totalt", "totalpoäng", "totalsumma", "summa"})

#: The version that a table is read by where nothing in it tells.
_USUAL = "2.1"
_NOT_WORDS = re.compile(r"[\W_]+")


def plain(title: str) -> str:
    """The title without what printing changes: case and marks."""
    return _NOT_WORDS.sub(" ", title.casefold()).strip()


@cache
def bundled() -> tuple[Framework, ...]:
    """The frameworks that come with the library, the usual one first."""
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
    """The codes of the items that a printed title means; none where it is not known.

    Editions of one era print each other's titles of areas ("Verksamhetsutveckling" for
    "Ständiga förbättringar"), so a title that only the other edition has is understood too.
    """
    key = level, plain(title)
    for known in (framework, *[other for other in bundled() if other.era == framework.era]):
        codes = tuple([code for code in known_titles(known).get(key, ()) if code in framework])
        if codes:
            return codes
    return ()


@attrs.frozen
class Known:
    """What tells items before it is known which framework a text is by.

    Attributes:
        areas: codes of areas, by plain title.
        criteria: pairs of a criterion's code and a plain title or the maximum of it.
        area_maxima, total_maxima: as text.
    """

    areas: Mapping[str, str]
    criteria: frozenset[tuple[str, str]]
    area_maxima: frozenset[str]
    total_maxima: frozenset[str]


@lru_cache(maxsize=32)
def what_is_known(framework: Framework | None) -> Known:
    """What the bundled frameworks tell, and one more where it is given."""
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
