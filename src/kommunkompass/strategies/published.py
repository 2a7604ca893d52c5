"""Published tables: printed of a hidden exact evaluation, or contradicting themselves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st

from kommunkompass.figure import Figure
from kommunkompass.framework import Criterion, Framework, Item
from kommunkompass.published import PublishedTable
from kommunkompass.strategies.calls import call
from kommunkompass.strategies.described import details_of
from kommunkompass.strategies.framework import AnyFramework, chosen, leaves, some_of
from kommunkompass.strategies.score import Style, figure_of, shares, styles

__all__ = ["printed", "published_tables", "truth_of"]

_HALF = Fraction(1, 2)
_WHOLE_POINTS = Style("points", 0, 0)

#: The exact points of every item of a framework, by code.
Truth: TypeAlias = Mapping[str, Fraction]


def published_tables(
    framework: AnyFramework = None, *, consistent: bool | None = None, hostile: bool = False
) -> st.SearchStrategy[PublishedTable]:
    """Published tables, of any items: all of them, areas alone, no more than a total.

    >>> from hypothesis import find
    >>> from kommunkompass.testing import small_framework
    >>> tables = published_tables(small_framework([10, 20]), consistent=False)
    >>> [(code, str(figure)) for code, figure in find(tables, lambda table: True).figures]
    [('1', '31'), ('total', '0')]

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
        return points[item.code]

    settle(framework)
    return points


def printed(
    draw: st.DrawFn, truth: Truth, items: Sequence[Item], hostile: bool, exact: bool = False
) -> dict[str, Figure]:
    """The figures printed of some items, in one style; where hostile, each in its own."""
    style = draw(styles(hostile, exact))
    figures = {}
    for item in items:
        figures[item.code] = figure_of(item, truth[item.code], style)
        if hostile:
            style = draw(styles(hostile, exact))
    return figures


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
    truth = truth_of(draw, framework, hostile, exact)
    figures = printed(draw, truth, _printed_items(draw, framework), hostile, exact)
    if not is_consistent:
        figures |= _misprint(draw, framework, truth)
    return call(draw, PublishedTable, framework, figures, **details)


def _printed_items(draw: st.DrawFn, framework: Framework) -> list[Item]:
    """The items that a table prints: those of a level, all, or any."""
    found = list(framework)
    levels: dict[str, list[Item]] = {
        "total": [framework],
        "areas": [item for item in found if not isinstance(item, Criterion)],
        "ends": leaves(framework),
        "all": found,
    }
    level = draw(st.sampled_from([*levels, "some"]))
    return levels[level] if level in levels else some_of(draw, found)


def _misprint(draw: st.DrawFn, framework: Framework, truth: Truth) -> dict[str, Figure]:
    """Figures that no exact points would give, whatever else is printed."""
    wholes = [item for item in framework if framework.parts(item)]
    kind = draw(st.sampled_from(["maximum", "row", *["sum"] * bool(wholes)]))
    item = draw(st.sampled_from(wholes if kind == "sum" else list(framework)))
    more = draw(st.integers(1, 5))
    if kind == "maximum":
        return {item.code: Figure(item.maximum + more)}
    if kind == "row":
        percent = draw(st.integers(0, 49))
        most = (percent + Fraction(1, 2)) * item.maximum / 100
        return {item.code: Figure(_above(most, more), percent)}
    parts = framework.parts(item)
    figures = {part.code: figure_of(part, truth[part.code], _WHOLE_POINTS) for part in parts}
    points = [(part, Fraction(figures[part.code].points or 0)) for part in parts]
    least = sum([max(Fraction(0), value - _HALF) for _, value in points])
    most = sum([min(Fraction(part.maximum), value + _HALF) for part, value in points], Fraction(0))
    below = math.ceil(least - _HALF) - more
    is_below = below >= 0 and draw(st.booleans())
    return figures | {item.code: Figure(below if is_below else _above(most, more))}


def _above(most: Fraction, more: int) -> int:
    """A whole number that is printed of nothing up to some points."""
    return math.floor(most + _HALF) + more
