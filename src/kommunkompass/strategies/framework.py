"""Frameworks of one's own, and their items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from hypothesis import strategies as st

from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Area, Criterion, Framework, Item, Term
from kommunkompass.framework_file import get_framework
from kommunkompass.strategies.calls import call, keywords
from kommunkompass.strategies.texts import several, texts
from kommunkompass.testing import small_framework

__all__ = [
    "AnyFramework",
    "areas",
    "chosen",
    "criteria",
    "downwards",
    "frameworks",
    "items",
    "leaves",
    "some_of",
]

#: What a framework is asked for by: itself, a bundled version, a strategy, or None for any.
AnyFramework: TypeAlias = Framework | str | st.SearchStrategy[Framework] | None

#: Values by the keywords that they are built into an item by.
_Keywords: TypeAlias = Mapping[str, Any]

_MOST_POINTS, _LARGEST = 30, 10**9
_ERAS = "2010", "pre-2010", "2020"
_VERSIONS = "2.1", "2010", "pre-2010", "2020"


def frameworks(
    *,
    min_areas: int = 0,
    max_areas: int = 3,
    min_criteria: int = 0,
    max_criteria: int = 3,
    hostile: bool = False,
) -> st.SearchStrategy[Framework]:
    """Small frameworks of one's own, each such as :func:`~kommunkompass.load_framework` accepts.

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
    criteria = _items(maximum, hostile, printed_title=st.none() | texts(hostile))
    areas = _items(
        maximum,
        hostile,
        criteria=st.lists(criteria, min_size=min_criteria, max_size=max_criteria),
        headings=_terms(hostile),
        other_titles=several(texts(hostile)),
    )
    own = st.just("own")
    years = st.none() | st.integers(1994, 2030)
    return _frameworks(
        _items(
            maximum,
            hostile,
            version=own | st.sampled_from(_VERSIONS) | texts(hostile) if hostile else own,
            era=own | st.sampled_from(_ERAS) | texts(hostile) if hostile else own,
            areas=st.lists(areas, min_size=min_areas, max_size=max_areas),
            evidence=_terms(hostile),
            notes=several(texts(hostile)),
            first_year=years,
            last_year=years,
        )
    )


def items(framework: AnyFramework = None, *, hostile: bool = False) -> st.SearchStrategy[Item]:
    """Items of a framework: a criterion, an area, or for the total the framework itself.

    Args:
        framework: a framework, the version of a bundled one, or a strategy; small frameworks
            of one's own where none is given.
        hostile: whether those are hostile.
    """
    return chosen(framework, hostile).flatmap(lambda found: st.sampled_from(list(found)))


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


def some_of(draw: st.DrawFn, items: Sequence[Item]) -> list[Item]:
    """Some of the items, or none, in their order.

    They are told by the binary digits of numbers, not by a draw for each. So what is drawn next
    stays in its place when a framework shrinks, as long as the items that go come last.
    """
    kept: list[Item] = []
    # Larger numbers are not drawn evenly.
    for start in range(0, len(items), _DIGITS):
        part = items[start : start + _DIGITS]
        digits = draw(st.integers(0, 2 ** len(part) - 1))
        kept += [item for place, item in enumerate(part) if digits >> place & 1]
    return kept


_DIGITS = 16


def downwards(framework: Framework) -> list[Item]:
    """The total, the areas, and the criteria."""
    return [framework, *framework.areas, *framework.criteria]


def _items(
    maximum: st.SearchStrategy[int], hostile: bool, **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[_Keywords]:
    """Keywords of items: a step to the code from the last, None for what follows from the code."""
    wording = st.none() | texts(hostile) if hostile else st.none()
    return keywords(
        step=st.integers(1, 10) if hostile else st.just(1),
        maximum=maximum,
        title=wording,
        title_en=wording,
        source=wording,
        **more,
    )


def _terms(hostile: bool) -> st.SearchStrategy[tuple[Term, ...]]:
    return several(st.builds(Term, title=texts(hostile), title_en=texts(hostile)))


@st.composite
def _frameworks(draw: st.DrawFn, drawn: st.SearchStrategy[_Keywords]) -> Framework:
    said = draw(drawn)
    parts = said["areas"]
    built_areas = [
        _area(draw, str(number), part) for number, part in zip(_numbers(parts), parts, strict=True)
    ]
    said = {**said, "areas": tuple(built_areas)}
    built = call(draw, Framework, **_finished(said, "areas", "Eget ramverk", "Own framework"))
    maxima = [
        [criterion.maximum for criterion in area.criteria] or area.maximum for area in built.areas
    ]
    only = {} if maxima else {"maximum": built.maximum}
    if built == small_framework(*maxima, **only):
        return call(draw, small_framework, *maxima, **only)
    return built


def _numbers(parts: Sequence[_Keywords]) -> list[int]:
    return list(accumulate([part["step"] for part in parts]))


def _area(draw: st.DrawFn, code: str, drawn: _Keywords) -> Area:
    parts = drawn["criteria"]
    criteria = [
        _criterion(draw, f"{code}.{number}", part)
        for number, part in zip(_numbers(parts), parts, strict=True)
    ]
    said = {**drawn, "criteria": tuple(criteria)}
    return call(
        draw, Area, code=code, **_finished(said, "criteria", f"Område {code}", f"Area {code}")
    )


def _criterion(draw: st.DrawFn, code: str, drawn: _Keywords) -> Criterion:
    said = _finished(drawn, "", f"Fråga {code}", f"Question {code}")
    return call(draw, Criterion, code=code, **said)


def _finished(drawn: _Keywords, parts: str, title: str, title_en: str) -> _Keywords:
    """The keywords of an item that was drawn without regard to its code and its parts."""
    plain = {"title": title, "title_en": title_en, "source": "made for a test"}
    said: dict[str, Any] = {
        key: plain.get(key) if value is None else value
        for key, value in drawn.items()
        if key != "step"
    }
    if said.get(parts):
        said["maximum"] = sum(part.maximum for part in said[parts])
    return said
