"""Printed figures and scores of one item, true of exact points that stay hidden."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, TypeAlias, get_args

import attrs
from hypothesis import strategies as st

from kommunkompass.errors import InvalidValueError
from kommunkompass.exact import to_fraction
from kommunkompass.figure import Figure
from kommunkompass.framework import Item
from kommunkompass.interval import Range
from kommunkompass.score import Score
from kommunkompass.strategies.calls import call
from kommunkompass.strategies.framework import items
from kommunkompass.strategies.quantities import decimal, decimals, percents

__all__ = [
    "ScoreKind",
    "Style",
    "figure_of",
    "figures",
    "scores",
    "shares",
    "styles",
    "way_of_knowing",
]

#: What a score can be known by.
ScoreKind: TypeAlias = Literal["unknown", "exact", "printed", "range", "any"]

_MOST_PLACES = 15


@attrs.frozen
class Style:
    """How figures are printed.

    Attributes:
        measure: whether points, percent or both are.
        points: the points' decimals.
        percent: the percent's decimals.
        exact: whether figures are exact instead of rounded; the counts of decimals then say
            nothing.
    """

    measure: str
    points: int
    percent: int
    exact: bool = False


@cache
def styles(hostile: bool, exact: bool = False) -> st.SearchStrategy[Style]:
    """Styles of few decimals; where hostile, of as many as a figure can have."""
    places = st.integers(0, _MOST_PLACES if hostile else 2)
    measures = st.sampled_from(["points", "percent", "both"])
    return st.tuples(measures, places, places).map(lambda drawn: Style(*drawn, exact))


@cache
def shares(hostile: bool, exact: bool = False) -> st.SearchStrategy[Fraction]:
    """Percents as exact numbers; those of exact figures end, as do the points they give."""
    if exact and hostile:
        return percents(decimal_places=_MOST_PLACES - 2).map(to_fraction)
    return percents(hostile=hostile).map(to_fraction)


def figure_of(item: Item, points: Fraction, style: Style) -> Figure:
    """The figure that is printed of an item's exact points."""
    percent = points * 100 / item.maximum
    if style.exact:
        ends = _ending(points), _ending(percent)
    else:
        ends = _rounded(points, style.points), _rounded(percent, style.percent)
    return Figure(
        points=None if style.measure == "percent" and ends[1] is not None else ends[0],
        percent=None if style.measure == "points" else ends[1],
        exact=style.exact,
    )


def _rounded(value: Fraction, places: int) -> Decimal:
    """A number of 0 or more as it is printed, a half going up."""
    return decimal(math.floor(value * 10**places + Fraction(1, 2)), places)


def _ending(value: Fraction) -> Decimal | None:
    """A number as the decimal that it is, or None where it does not end."""
    for places in range(_MOST_PLACES + 1):
        if (value * 10**places).denominator == 1:
            return decimal(int(value * 10**places), places)
    return None


def figures(item: Item | None = None, *, hostile: bool = False) -> st.SearchStrategy[Figure]:
    """Figures as printed of an item: points, percent or both, rounded or exact.

    Its points and percent never contradict each other, nor the item's maximum.

    >>> from hypothesis import find
    >>> from kommunkompass import get_framework
    >>> area = get_framework()["1"]
    >>> print(find(figures(area), lambda figure: figure.percent is not None))
    0 %

    Args:
        item: whose figure it is; any item of a small framework where none is given.
        hostile: whether it has as many as fifteen decimals.
    """
    return _of_item(item, hostile).flatmap(lambda found: _figures(found, hostile))


def scores(
    item: Item | None = None, *, kind: ScoreKind = "any", hostile: bool = False
) -> st.SearchStrategy[Score]:
    """Scores of an item by itself; those of an evaluation may sum others.

    >>> from hypothesis import find
    >>> from kommunkompass import get_framework
    >>> print(find(scores(get_framework()["3.5"], kind="exact"), lambda score: score.exact > 2))
    criterion 3.5: 2.1 of 15 points

    Args:
        item: what is scored; any item of a small framework where none is given.
        kind: whether its points are known exactly, as printed, as a range, not at all, or in
            any of these ways.
        hostile: whether numbers are odd; see :func:`percents` and :func:`figures`.

    Raises:
        InvalidValueError: for another kind.
    """
    known = get_args(ScoreKind)
    if kind not in known:
        raise InvalidValueError("kind", kind, "one of " + ", ".join(known))
    kinds = [one for one in known if kind in (one, "any") and one != "any"]
    return _of_item(item, hostile).flatmap(
        lambda found: _scores(found, st.sampled_from(kinds), hostile)
    )


def _of_item(item: Item | None, hostile: bool) -> st.SearchStrategy[Item]:
    return items(hostile=hostile) if item is None else st.just(item)


@st.composite
def _figures(draw: st.DrawFn, item: Item, hostile: bool) -> Figure:
    exact = draw(st.booleans())
    points = draw(shares(hostile, exact)) * item.maximum / 100
    return figure_of(item, points, draw(styles(hostile, exact)))


@st.composite
def _scores(
    draw: st.DrawFn, item: Item, kinds: st.SearchStrategy[ScoreKind], hostile: bool
) -> Score:
    kind = draw(kinds)
    if kind == "unknown":
        return call(draw, Score.unknown, item)
    if kind == "exact":
        return call(draw, Score.from_percent, item, draw(percents(hostile=hostile)))
    points = draw(shares(hostile)) * item.maximum / 100
    if kind == "printed":
        return call(draw, Score.from_figure, item, figure_of(item, points, draw(styles(hostile))))
    return call(draw, Score, item, _around(points, item.maximum, *draw(_MARGINS)))


def way_of_knowing(draw: st.DrawFn, hostile: bool) -> Callable[[Item, Fraction], Score]:
    """What makes a score of an item's exact points: they themselves, a figure or a range."""
    kind = draw(_KINDS)
    if kind == "exact":
        return Score.from_points
    if kind == "printed":
        style = draw(styles(hostile))
        return lambda item, points: Score.from_figure(item, figure_of(item, points, style))
    margins = draw(_MARGINS)
    return lambda item, points: Score(item, _around(points, item.maximum, *margins))


_KINDS = st.sampled_from(["exact", "printed", "range"])

#: How far the ends of a range lie from the points, and whether they are open.
_MARGINS = st.tuples(decimals(30, 2), decimals(30, 2), st.booleans(), st.booleans())


def _around(
    points: Fraction,
    maximum: int,
    below: Decimal,
    above: Decimal,
    is_open: bool,
    is_open_above: bool,
) -> Range:
    """A range within 0 and a maximum that holds the points."""
    lower = max(Fraction(0), points - Fraction(below))
    upper = min(Fraction(maximum), points + Fraction(above))
    return Range(
        (lower, int(is_open and lower < points)), (upper, -int(is_open_above and points < upper))
    )
