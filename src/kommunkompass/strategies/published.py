"""Published tables: printed of a hidden exact evaluation, or contradicting themselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st

from kommunkompass.figure import Figure
from kommunkompass.framework import Framework, Item
from kommunkompass.published import PublishedTable
from kommunkompass.strategies.calls import call
from kommunkompass.strategies.described import details_of
from kommunkompass.strategies.framework import AnyFramework, chosen, downwards, leaves, some_of
from kommunkompass.strategies.score import Style, figure_of, shares, styles

__all__ = ["printed_of", "published_tables", "truth_of"]

_HALF = Fraction(1, 2)
_WHOLE_POINTS = Style("points", 0, 0)

#: The exact points of every item of a framework, by code.
Truth: TypeAlias = Mapping[str, Fraction]


def published_tables(
    framework: AnyFramework = None, *, consistent: bool | None = None, hostile: bool = False
) -> st.SearchStrategy[PublishedTable]:
    """Published tables, of any items: all of them, areas alone, no more than a total.

    >>> from hypothesis import find
    >>> from kommunkompass import audit
    >>> from kommunkompass.testing import small_framework
    >>> tables = published_tables(small_framework([10, 20]), consistent=False)
    >>> audit(find(tables, lambda table: True)).consistent
    False

    Args:
        framework: a framework, the version of a bundled one, or a strategy; small frameworks
            of one's own where none is given.
        consistent: True for figures printed of an exact evaluation that stays hidden, each
            rounded half up by itself, so that they never contradict each other; False for
            tables with figures that do; None for both.
        hostile: whether texts, figures and (where none is given) frameworks are odd, too.
    """
    judgements = st.sampled_from([True, False] if consistent is None else [consistent])
    return _tables(chosen(framework, hostile), judgements, hostile)


def truth_of(draw: st.DrawFn, framework: Framework, hostile: bool, exact: bool = False) -> Truth:
    """Exact points of every item: drawn percents of those that are no sum, added up."""
    points: dict[str, Fraction] = {}
    ends = shares(hostile, exact)

    def settle(item: Item) -> Fraction:
        parts = [settle(part) for part in framework.parts(item)]
        own = sum(parts, Fraction(0)) if parts else draw(ends) * item.maximum / 100
        points[item.code] = own
        return own

    settle(framework)
    return points


def printed_of(
    draw: st.DrawFn, items: Sequence[Item], hostile: bool, exact: bool = False
) -> Callable[[Truth], dict[str, Figure]]:
    """What prints some items of a truth, in one style; where hostile, each in its own."""
    known = styles(hostile, exact)
    drawn = [draw(known) for _ in items] if hostile else [draw(known)] * len(items)
    return lambda truth: {
        item.code: figure_of(item, truth[item.code], style)
        for item, style in zip(items, drawn, strict=True)
    }


@st.composite
def _tables(
    draw: st.DrawFn,
    frameworks: st.SearchStrategy[Framework],
    consistent: st.SearchStrategy[bool],
    hostile: bool,
) -> PublishedTable:
    framework = draw(frameworks)
    details = details_of(draw, framework, hostile)
    is_consistent = draw(consistent)
    exact = is_consistent and draw(st.booleans())
    printed = printed_of(draw, _printed_items(draw, framework), hostile, exact)
    misprint = None if is_consistent else _misprint(draw, framework)
    truth = truth_of(draw, framework, hostile, exact)
    figures = printed(truth) | (misprint(truth) if misprint else {})
    return call(draw, PublishedTable, framework, figures, **details)


def _printed_items(draw: st.DrawFn, framework: Framework) -> list[Item]:
    """The items that a table prints: those of a level, all, or any."""
    found = downwards(framework)
    levels: dict[str, list[Item]] = {
        "total": [framework],
        "areas": [framework, *framework.areas],
        "ends": leaves(framework),
        "all": found,
    }
    level = draw(_LEVELS)
    return levels[level] if level in levels else some_of(draw, found)


_LEVELS = st.sampled_from(["total", "areas", "ends", "all", "some"])


def _misprint(draw: st.DrawFn, framework: Framework) -> Callable[[Truth], dict[str, Figure]]:
    """What prints figures that no exact points would give, whatever else is printed."""
    items = downwards(framework)
    wholes = [item for item in items if framework.parts(item)]
    kind = draw(st.sampled_from(["maximum", "row", *["sum"] * bool(wholes)]))
    item = draw(st.sampled_from(wholes if kind == "sum" else items))
    more = draw(st.integers(1, 5))
    if kind == "maximum":
        return lambda truth: {item.code: Figure(item.maximum + more)}
    if kind == "row":
        percent = draw(st.integers(0, 49))
        most = (percent + _HALF) * item.maximum / 100
        return lambda truth: {item.code: Figure(_above(most, more), percent)}
    is_below = draw(st.booleans())
    return lambda truth: _mismatch(framework, item, truth, more, is_below)


def _mismatch(
    framework: Framework, item: Item, truth: Truth, more: int, is_below: bool
) -> dict[str, Figure]:
    """A whole's figure above or, where there is room, below what its parts' figures allow."""
    parts = framework.parts(item)
    figures = {part.code: figure_of(part, truth[part.code], _WHOLE_POINTS) for part in parts}
    points = [(part, Fraction(figures[part.code].points or 0)) for part in parts]
    least = sum([max(Fraction(0), value - _HALF) for _, value in points])
    most = sum([min(Fraction(part.maximum), value + _HALF) for part, value in points], Fraction(0))
    below = math.ceil(least - _HALF) - more
    figures[item.code] = Figure(below if is_below and below >= 0 else _above(most, more))
    return figures


def _above(most: Fraction, more: int) -> int:
    """A whole number that is printed of nothing up to some points."""
    return math.floor(most + _HALF) + more
