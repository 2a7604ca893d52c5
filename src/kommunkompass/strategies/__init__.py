"""Hypothesis strategies: the library's values, drawn for tests of what is built on it.

They need Hypothesis, which finds them for ``st.from_type(kommunkompass.Evaluation)``, and any
test argument that is annotated so, without an import of this module.

Examples shrink to few items, whole numbers and short words, and a failing test prints them as
calls that can be pasted. ``hostile=True`` adds what is valid and seldom thought of: names like
``=1+1``, control characters, very long texts, figures at their bounds or with many decimals,
numbers that are no decimals, and odd frameworks. By default, a framework is a small one of one's
own; ``framework=`` takes one, the version of a bundled one, or a strategy.
"""

# The first thing done is to see that Hypothesis is there, so imports follow it.
# ruff: noqa: E402

from __future__ import annotations

from kommunkompass.arguments import require

require("hypothesis", extra="hypothesis", item="kommunkompass.strategies")

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

import kommunkompass
from kommunkompass.arguments import check_name
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import to_fraction
from kommunkompass.figure import Figure, bounds
from kommunkompass.framework import Framework, Item
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score
from kommunkompass.strategies import parts
from kommunkompass.strategies.parts import (
    AnyFramework,
    call,
    chosen,
    decimals,
    details,
    frameworks,
    leaves,
    percents,
    ranges,
)

__all__ = [
    "EvaluationKind",
    "evaluations",
    "figures",
    "frameworks",
    "percents",
    "published_tables",
    "ranges",
    "scores",
]

#: How much is known of an evaluation; :func:`evaluations` says what each means.
EvaluationKind: TypeAlias = Literal["exact", "printed", "mixed", "incomplete", "any"]

#: The exact points of every item of a framework, by code.
Truth: TypeAlias = Mapping[str, Fraction]

_HALF = Fraction(1, 2)
_MOST_PLACES = 15


@st.composite
def figures(draw: st.DrawFn, *, hostile: bool = False) -> Figure:
    """Figures as printed of an item: points, percent or both, rounded or exact.

    Their points and percent never contradict each other.
    """
    item = draw(st.sampled_from(list(draw(frameworks(hostile=hostile)))))
    exact = draw(st.booleans())
    points = draw(_shares(hostile, exact)) * item.maximum / 100
    return _figure(item, points, draw(_styles(hostile, exact)))


def scores(framework: AnyFramework = None, *, hostile: bool = False) -> st.SearchStrategy[Score]:
    """Scores of one item by itself, known exactly, as printed, as a range or not at all."""
    return _scores(chosen(framework, hostile), hostile)


def evaluations(
    framework: AnyFramework = None, *, kind: EvaluationKind = "any", hostile: bool = False
) -> st.SearchStrategy[Evaluation]:
    """Evaluations, with municipality, date, findings and other details known or not.

    They never contradict themselves: what is known is true of exact points that stay hidden.

    - ``"exact"``: every item that is no sum is given by its percent;
    - ``"printed"``: every such item, and maybe areas and total, by figures rounded one by one;
    - ``"mixed"``: any items are given, each by exact points, by figures or by a range;
    - ``"incomplete"``: as mixed, but at least one item that is no sum is missing;
    - ``"any"``: any of these.

    Raises:
        UnknownCodeError: for another kind.
    """
    kinds = get_args(EvaluationKind)
    check_name("kind", kind, kinds)
    drawn = st.sampled_from([one for one in kinds if kind in (one, "any") and one != "any"])
    return _evaluations(chosen(framework, hostile), drawn, hostile)


def published_tables(
    framework: AnyFramework = None, *, consistent: bool | None = None, hostile: bool = False
) -> st.SearchStrategy[PublishedTable]:
    """Published tables, of any items: all of them, areas alone, no more than a total.

    Args:
        framework: whose items they are about.
        consistent: True for figures that never contradict each other; False for tables with
            figures that do; None for both.
        hostile: whether what is odd is drawn, too.
    """
    judgements = st.sampled_from([True, False] if consistent is None else [consistent])
    return _tables(chosen(framework, hostile), judgements, hostile)


@st.composite
def _scores(draw: st.DrawFn, frameworks: st.SearchStrategy[Framework], hostile: bool) -> Score:
    item = draw(st.sampled_from(list(draw(frameworks))))
    if not draw(st.booleans()):
        return call(draw, Score.unknown, item)
    points = draw(_shares(hostile)) * item.maximum / 100
    return _score(draw, item, points, draw(_ways(hostile)))


@st.composite
def _evaluations(
    draw: st.DrawFn,
    frameworks: st.SearchStrategy[Framework],
    kinds: st.SearchStrategy[EvaluationKind],
    hostile: bool,
) -> Evaluation:
    framework = draw(frameworks)
    said = draw(details(framework, hostile))
    kind = draw(kinds)
    ends = leaves(framework)
    if kind == "exact":
        shares = {item.code: draw(percents(hostile=hostile)) for item in ends}
        return call(draw, Evaluation.from_percents, framework, shares, **said)
    # What is known is drawn before the points, as it shrinks more easily in this order.
    if kind == "printed":
        wholes = [item for item in framework if framework.parts(item)]
        printed = [*ends, *_some_of(draw, wholes)]
        figures, _ = _printed(draw, framework, printed, hostile)
        return call(draw, Evaluation.from_printed, framework, figures, **said)
    missing = draw(st.sampled_from(ends)) if kind == "incomplete" else None
    given = _some_of(draw, [item for item in framework if item is not missing])
    ways = [draw(_ways(hostile)) for _ in given]
    truth = _truth(draw, framework, hostile)
    scores = [
        _score(draw, item, truth[item.code], way) for item, way in zip(given, ways, strict=True)
    ]
    return call(draw, Evaluation.from_scores, framework, scores, **said)


@st.composite
def _tables(
    draw: st.DrawFn,
    frameworks: st.SearchStrategy[Framework],
    judgements: st.SearchStrategy[bool],
    hostile: bool,
) -> PublishedTable:
    framework = draw(frameworks)
    said = draw(details(framework, hostile))
    consistent = draw(judgements)
    exact = consistent and draw(st.booleans())
    everything = list(framework)
    areas: list[Item] = [framework, *framework.areas]
    some = _some_of(draw, everything)
    printed = draw(st.sampled_from([areas[:1], areas, leaves(framework), everything, some]))
    figures, truth = _printed(draw, framework, printed, hostile, exact)
    if not consistent:
        figures |= _misprint(draw, framework, truth)
    return call(draw, PublishedTable, framework, figures, **said)


def _truth(draw: st.DrawFn, framework: Framework, hostile: bool, exact: bool = False) -> Truth:
    """Exact points of every item: drawn percents of those that are no sum, added up."""
    shares = _shares(hostile, exact)
    points = {item.code: draw(shares) * item.maximum / 100 for item in leaves(framework)}
    wholes: tuple[Item, ...] = (*framework.areas, framework)
    for whole in wholes:
        if parts := framework.parts(whole):
            points[whole.code] = sum([points[part.code] for part in parts], Fraction(0))
    return points


def _shares(hostile: bool, exact: bool = False) -> st.SearchStrategy[Fraction]:
    """Percents as exact numbers; those of exact figures end, as do the points they give."""
    return percents(hostile=hostile and not exact).map(to_fraction)


def _some_of(draw: st.DrawFn, items: Sequence[Item]) -> list[Item]:
    return [item for item in items if draw(st.booleans())]


class _Style(NamedTuple):
    """How figures are printed: in what, and with how many decimals, or (None) exactly."""

    measure: str
    points: int | None
    percent: int | None


def _styles(hostile: bool, exact: bool = False) -> st.SearchStrategy[_Style]:
    """Styles of few decimals; where hostile, of as many as a figure can have."""
    places = st.none() if exact else st.integers(0, _MOST_PLACES if hostile else 2)
    return st.builds(_Style, st.sampled_from(["points", "percent", "both"]), places, places)


def _printed(
    draw: st.DrawFn, framework: Framework, items: list[Item], hostile: bool, exact: bool = False
) -> tuple[dict[str, Figure], Truth]:
    """Figures of some items in one style, or where hostile each in its own, and the truth."""
    styles = _styles(hostile, exact)
    drawn = [draw(styles) for _ in items] if hostile else [draw(styles)] * len(items)
    truth = _truth(draw, framework, hostile, exact)
    pairs = zip(items, drawn, strict=True)
    return {item.code: _figure(item, truth[item.code], style) for item, style in pairs}, truth


def _figure(item: Item, exact: Fraction, style: _Style) -> Figure:
    """The figure that is printed of an item's exact points."""
    points = _number(exact, style.points)
    percent = _number(exact * 100 / item.maximum, style.percent)
    return Figure(
        points=None if style.measure == "percent" and percent is not None else points,
        percent=None if style.measure == "points" else percent,
        exact=style.points is None,
    )


def _number(value: Fraction, places: int | None) -> Decimal | None:
    """A number of 0 or more as printed, a half going up; None where it is exact and no decimal."""
    if places is not None:
        return Decimal(f"{math.floor(value * 10**places + _HALF)}e-{places}")
    rounded = [_number(value, places) for places in range(_MOST_PLACES + 1)]
    return next((number for number in rounded if number == value), None)


#: How far the ends of a range lie from the points, and whether they are open.
_Margins: TypeAlias = tuple[Decimal, Decimal, bool, bool]

#: How an item may be known: exactly, as printed, or as a range.
_Way: TypeAlias = _Style | _Margins | None


def _ways(hostile: bool) -> st.SearchStrategy[_Way]:
    margins = st.tuples(decimals(30), decimals(30), st.booleans(), st.booleans())
    return st.none() | _styles(hostile) | margins


def _score(draw: st.DrawFn, item: Item, points: Fraction, way: _Way) -> Score:
    if way is None:
        return call(draw, Score.from_points, item, points)
    if isinstance(way, _Style):
        return call(draw, Score.from_figure, item, _figure(item, points, way))
    below, above, is_open, is_open_above = way
    lower = max(Fraction(0), points - Fraction(below))
    upper = min(Fraction(item.maximum), points + Fraction(above))
    known = Range(
        (lower, int(is_open and lower < points)), (upper, -int(is_open_above and points < upper))
    )
    return call(draw, Score, item, known)


def _misprint(draw: st.DrawFn, framework: Framework, truth: Truth) -> dict[str, Figure]:
    """Figures of which one's points are ruled out by the others, its percent or its maximum."""
    item = draw(st.sampled_from(list(framework)))
    parts = framework.parts(item)
    against = draw(st.sampled_from(["maximum", "percent", *["parts"] * bool(parts)]))
    figures = {}
    percent = None
    left = bounds(item)
    if against == "percent":
        percent = _number(truth[item.code] * 100 / item.maximum, 0)
        left = Score.from_printed(item, percent=percent).range
    elif against == "parts":
        figures = {part.code: Figure(_number(truth[part.code], 0)) for part in parts}
        left = Range.sum(Score.from_figure(part, figures[part.code]).range for part in parts)
    beyond = draw(st.integers(1, 5))
    points = math.ceil(left.lower - _HALF) - beyond
    if points < 0 or draw(st.booleans()):
        points = math.floor(left.upper + _HALF) + beyond
    return {**figures, item.code: Figure(points, percent)}


def _print_shortly(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    printer.text(repr(value))


# Hypothesis imports this module by its entry point, and so knows the types at once.
_STRATEGIES: dict[type, st.SearchStrategy[Any]] = {
    kommunkompass.Area: parts.areas(),
    kommunkompass.Criterion: parts.criteria(),
    Evaluation: evaluations(),
    Figure: figures(),
    kommunkompass.Finding: parts.findings(),
    Framework: frameworks(),
    kommunkompass.KeyFacts: parts.key_facts(),
    PublishedTable: published_tables(),
    Range: ranges(),
    kommunkompass.RoleModel: parts.role_models(),
    Score: scores(),
}
for _kind, _strategy in _STRATEGIES.items():
    st.register_type_strategy(_kind, _strategy)
for _name in ("Area", "Criterion", "Framework"):  # by their repr, not the tree of all fields
    for_type_by_name("kommunkompass.framework", _name, _print_shortly)
