"""Frameworks of one's own, and whose evaluation by one it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from kommunkompass.described import Finding, FindingKind, KeyFacts, RoleModel
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Area, Criterion, Framework, Item, Term
from kommunkompass.framework_file import get_framework
from kommunkompass.strategies.basic import call, several, texts
from kommunkompass.testing import small_framework

__all__ = [
    "AnyFramework",
    "areas",
    "chosen",
    "criteria",
    "details",
    "findings",
    "frameworks",
    "key_facts",
    "leaves",
    "role_models",
]

#: What a framework is asked for by: itself, a bundled version, a strategy, or None for any.
AnyFramework: TypeAlias = Framework | str | st.SearchStrategy[Framework] | None

_MOST_POINTS, _LARGEST = 30, 10**9

_TEXT = texts(True)
_VERSIONS = st.sampled_from(["own", "2.1", "2010", "pre-2010", "2020"]) | _TEXT
_STEPS = st.integers(1, 10)
_YEARS = st.none() | st.integers(1994, 2030)
_TERMS = st.just(()) | several(st.builds(Term, title=_TEXT, title_en=_TEXT))
_TEXTS = st.just(()) | several(_TEXT)


def frameworks(
    *,
    min_areas: int = 0,
    max_areas: int = 3,
    min_criteria: int = 0,
    max_criteria: int = 3,
    hostile: bool = False,
) -> st.SearchStrategy[Framework]:
    """Small frameworks of one's own, such as :func:`~kommunkompass.load_framework` accepts.

    >>> from hypothesis import find
    >>> print(find(frameworks(min_areas=1, min_criteria=1), lambda _: True).codes)
    ('1', '1.1', 'total')

    Args:
        min_areas: how many areas there are at least; without any, only the total is scored.
        max_areas: how many areas there are at most.
        min_criteria: how many criteria an area has at least; one without any is scored as a
            whole.
        max_criteria: how many criteria an area has at most.
        hostile: whether titles are odd, codes have gaps, maxima are up to a thousand million
            in all and versions and eras those of bundled frameworks too.

    Raises:
        InvalidValueError: for counts that are negative, or the most of which is below the least.
    """
    for name, least, most in (
        ("areas", min_areas, max_areas),
        ("criteria", min_criteria, max_criteria),
    ):
        if not 0 <= least <= most:
            raise InvalidValueError(f"max_{name}", most, f"at least min_{name}={least} and 0")
    points = _LARGEST // max(1, max_areas * max(1, max_criteria)) if hostile else _MOST_POINTS
    maximum = st.integers(1, points)
    parts = st.lists(maximum, min_size=min_criteria, max_size=max_criteria)
    area = st.tuples(maximum, parts).map(lambda drawn: drawn[1] or drawn[0])
    shapes = st.lists(area, min_size=min_areas, max_size=max_areas)
    return _frameworks(shapes, maximum, hostile)


def areas() -> st.SearchStrategy[Area]:
    """Areas of small frameworks of one's own."""
    return frameworks(min_areas=1).flatmap(lambda found: st.sampled_from(found.areas))


def criteria() -> st.SearchStrategy[Criterion]:
    """Criteria of small frameworks of one's own."""
    found = frameworks(min_areas=1, min_criteria=1)
    return found.flatmap(lambda one: st.sampled_from(one.criteria))


def chosen(framework: object, hostile: bool) -> st.SearchStrategy[Framework]:
    """The strategy for what a framework is asked for by."""
    if framework is None:
        return frameworks(hostile=hostile)
    if isinstance(framework, str):
        get_framework(framework)
        return st.builds(get_framework, st.just(framework))
    if isinstance(framework, Framework):
        return st.just(framework)
    if isinstance(framework, st.SearchStrategy):
        return framework
    allowed = "a Framework, the version of a bundled one, a strategy or None"
    raise InvalidTypeError("framework", framework, allowed)


def leaves(framework: Framework) -> list[Item]:
    """The items that are no sum of others: criteria, and areas (or a total) without parts."""
    return [item for item in framework if not framework.parts(item)]


@st.composite
def _frameworks(
    draw: st.DrawFn,
    shapes: st.SearchStrategy[Sequence[int | list[int]]],
    maximum: st.SearchStrategy[int],
    hostile: bool,
) -> Framework:
    shape = draw(shapes)
    only = {} if shape else {"maximum": draw(maximum)}
    if hostile and draw(st.booleans()):
        return _odd(draw, small_framework(*shape, **only))
    return call(draw, small_framework, *shape, **only)


def _odd(draw: st.DrawFn, plain: Framework) -> Framework:
    """A framework of the maxima of a plain one, in which everything else is odd."""
    built, number = [], 0
    for area in plain.areas:
        number += draw(_STEPS)
        parts, place = [], 0
        for criterion in area.criteria:
            place += draw(_STEPS)
            said = {"printed_title": draw(st.none() | _TEXT), **_wording(draw, criterion)}
            parts.append(call(draw, Criterion, code=f"{number}.{place}", **said))
        said = {"headings": draw(_TERMS), "other_titles": draw(_TEXTS), **_wording(draw, area)}
        built.append(call(draw, Area, code=str(number), criteria=tuple(parts), **said))
    return call(
        draw,
        Framework,
        version=draw(_VERSIONS),
        era=draw(_VERSIONS),
        areas=tuple(built),
        evidence=draw(_TERMS),
        notes=draw(_TEXTS),
        first_year=draw(_YEARS),
        last_year=draw(_YEARS),
        **_wording(draw, plain),
    )


def _wording(draw: st.DrawFn, item: Item) -> dict[str, Any]:
    said = {
        key: draw(st.just(getattr(item, key)) | _TEXT) for key in ("title", "title_en", "source")
    }
    return {"maximum": item.maximum, **said}


# Whose evaluation it is


def findings(
    codes: Sequence[str] = "12345678", *, hostile: bool = False
) -> st.SearchStrategy[Finding]:
    """Findings in one of some areas."""
    kinds = st.sampled_from(FindingKind)
    return st.builds(Finding, st.sampled_from(codes), kinds, texts(hostile))


def role_models(
    codes: Sequence[str] = "12345678", *, hostile: bool = False
) -> st.SearchStrategy[RoleModel]:
    """Role models in one of some areas, or on the whole."""
    text = texts(hostile)
    return st.builds(RoleModel, text, text, st.none() | st.sampled_from(codes))


def key_facts(*, hostile: bool = False) -> st.SearchStrategy[KeyFacts]:
    """Key facts of a municipality, each of them known or not."""
    most = 10**18 if hostile else 10**6
    return st.builds(
        KeyFacts,
        group=st.none() | texts(hostile),
        population=st.none() | st.integers(0, most),
        population_change=st.none() | st.integers(-most, most),
        employees=st.none() | st.integers(0, most),
        governing_parties=st.just(()) | several(texts(hostile)),
    )


def details(framework: Framework, hostile: bool) -> st.SearchStrategy[dict[str, Any]]:
    """The keywords that say whose evaluation it is; what is not known is left out."""
    return _details(tuple([area.code for area in framework.areas]), hostile)


@lru_cache
def _details(codes: tuple[str, ...], hostile: bool) -> st.SearchStrategy[dict[str, Any]]:
    text = texts(hostile)
    first, last = (1900, 2999) if hostile else (1995, 2030)
    known: dict[str, st.SearchStrategy[Any]] = {
        "municipality": text | st.just("") if hostile else text,
        "municipality_code": st.text("0123456789", min_size=4, max_size=4),
        "year": st.integers(first, last),
        "date": st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31)),
        "evaluators": several(text),
        "role_models": several(st.builds(RoleModel, text, text)),
        "key_facts": key_facts(hostile=hostile),
    }
    if codes:
        known["findings"] = several(findings(codes, hostile=hostile))
        known["role_models"] = several(role_models(codes, hostile=hostile))
    # Unlike Hypothesis's dictionaries, they are always drawn in one order, and so shrink easily.
    drawn = st.tuples(*[st.none() | values for values in known.values()])
    return drawn.map(lambda values: _known(dict(zip(known, values, strict=True))))


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """The keywords that are known; a year is not said beside the date, which tells it."""
    if said["date"] is not None:
        said["year"] = None
    return {key: value for key, value in said.items() if value is not None}
