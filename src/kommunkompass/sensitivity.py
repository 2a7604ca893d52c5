"""Sensitivity: what totals and ranks would be if the areas counted otherwise.

Whether a ranking hangs on the weights is a question that every composite indicator has to
answer (OECD and JRC, Handbook on Constructing Composite Indicators, 2008, step 7). Kommunkompassen
weighs its areas by their maxima. Here they are weighed otherwise: an area counts by the share of
its maximum that is reached, times its weight; weights are scaled so that the most points in all
stay the framework's, and with the maxima as weights the total is the framework's own.

Everything is computed exactly. Points known as ranges make the total a range: the least and the
greatest weighted sum of points that the areas, and the total that they have to add up to, leave
possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import attrs

from kommunkompass.arguments import check_kind, is_one_of, iterated
from kommunkompass.cohort import Cohort, Column
from kommunkompass.errors import InvalidValueError, NotComparableError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import Number, exact_sum, to_fraction
from kommunkompass.framework import Framework
from kommunkompass.interval import Range
from kommunkompass.reals import Ints

__all__ = [
    "Weights",
    "shares_keeping_order",
    "weighted_ranks",
    "weighted_total",
    "weighted_totals",
]

_BAND = "two shares from 0 to 1, the lower first"

#: The areas' weights: by code, or one for each area in order.
Weights: TypeAlias = Mapping[str, Number] | Sequence[Number]

#: A number and how far beside it, in steps as small as one likes: ordered as written, and
#: added and scaled part by part. An open end is its value and one step.
_Near: TypeAlias = tuple[Fraction, Fraction]


def weighted_total(evaluation: Evaluation, weights: Weights) -> Range:
    """The total under other weights, exactly.

    >>> from kommunkompass import Evaluation
    >>> even = Evaluation.from_points("2010", {str(area): 10 * area for area in range(1, 9)})
    >>> print(even.total.range, weighted_total(even, [2, 1, 1, 1, 1, 1, 1, 1]))
    [360, 360] [2960/9, 2960/9]

    Args:
        evaluation: whose total is asked for.
        weights: none negative, not all 0; by area code or in the areas' order. Only their
            proportions count; the framework's own are the areas' maxima.

    Returns:
        Points from 0 to the framework's maximum.

    Raises:
        InvalidValueError: for weights that are negative, all 0, or not one for each area.
        UnknownCodeError: for the code of no area.
    """
    check_kind("evaluation", evaluation, Evaluation, "an Evaluation")
    factors = _factors(evaluation.framework, weights)
    return _weighted(_Known.of(evaluation), factors)


def weighted_totals(cohort: Cohort, weights: Weights) -> tuple[Range, ...]:
    """The totals of a cohort under other weights, exactly, in the order of its labels.

    Args and errors are those of :func:`weighted_total`.
    """
    check_kind("cohort", cohort, Cohort, "a Cohort")
    factors = _factors(cohort.framework, weights)
    areas = [area.ranges() for area in cohort.areas]
    known = map(_Known, zip(*areas, strict=True), cohort.total.ranges())
    return tuple([_weighted(one, factors) for one in known])


def weighted_ranks(cohort: Cohort, weights: Weights) -> tuple[Ints, Ints]:
    """The best and the worst possible rank of each of a cohort under other weights.

    Args and errors are those of :func:`weighted_total`.

    Returns:
        The pair (best, worst), as of :func:`~kommunkompass.cohort.possible_ranks`.
    """
    totals = weighted_totals(cohort, weights)
    return Column(cohort.framework, cohort.labels, totals).possible_ranks()


def shares_keeping_order(
    higher: Evaluation,
    lower: Evaluation,
    area: str,
    *,
    weights: Weights | None = None,
    band: tuple[Number, Number] = (0, 1),
) -> Range | None:
    """The weights of one area with which an evaluation is certainly above another.

    The area's weight is told as its share of all weights, from 0 to 1 (each area of the 2010
    edition and of 2.1 has an eighth); the others share the rest in proportion to ``weights``.

    >>> from kommunkompass import Evaluation
    >>> rest = {str(area): 50 for area in range(2, 9)}
    >>> open_ = Evaluation.from_points("2010", {"1": 80, **rest})
    >>> tidy = Evaluation.from_points("2010", {"1": 60, **rest, "5": 64})
    >>> print(shares_keeping_order(open_, tidy, "1"))
    (1/11, 1]

    Args:
        higher: the evaluation that is to be above.
        lower: the evaluation that is to be below.
        area: the code of the area whose weight is varied.
        weights: the weights of the others; by default the framework's own.
        band: the least and the greatest share that are looked at.

    Returns:
        The shares in the band for which the order is certain: they are always one range. None
        where there is no such share.

    Raises:
        NotComparableError: for evaluations by different frameworks.
        InvalidValueError: for a band that is not within 0 to 1, for wrong weights, and where
            no other area has a weight.
        UnknownCodeError: for the code of no area.
    """
    for evaluation in (higher, lower):
        check_kind("evaluation", evaluation, Evaluation, "an Evaluation")
    framework = higher.framework
    if lower.framework != framework:
        raise NotComparableError(
            f"framework {lower.framework.version}",
            f"framework {framework.version}",
            "evaluations by one framework",
        )
    ends = [to_fraction(end, "band") for end in iterated("band", band, _BAND)]
    if len(ends) != 2:
        raise InvalidValueError("band", band, _BAND)
    first, last = ends
    if not 0 <= first <= last <= 1:
        raise InvalidValueError("band", band, _BAND)
    place = _place(framework, area)
    own = [one.maximum for one in framework.areas]
    factors = _factors(framework, own if weights is None else weights)
    at_none, at_all = _extremes(framework, factors, place)

    def margin(share: Fraction) -> _Near:
        mixed = [
            none + share * (every - none) for none, every in zip(at_none, at_all, strict=True)
        ]
        least, most = _least(_Known.of(higher), mixed), _most(_Known.of(lower), mixed)
        return least[0] - most[0], least[1] - most[1]

    # Between the shares where the area's factor equals another's, the margin is linear.
    bends = [
        bend
        for none in at_none
        if none > 0 and first < (bend := none / (none + at_all[place])) < last
    ]
    corners = sorted({first, *bends, last})
    roots = [root for corner in pairwise(corners) for root in _roots(*corner, margin)]
    return _where_positive(sorted({*corners, *roots}), margin)


@attrs.frozen
class _Known:
    """What is known of one evaluation: each area's points, and what they sum to."""

    areas: Sequence[Range]
    total: Range

    @classmethod
    def of(cls, evaluation: Evaluation) -> _Known:
        return cls([area.range for area in evaluation.areas], evaluation.total.range)


def _least(known: _Known, factors: Sequence[Fraction]) -> _Near:
    """The least sum of points times factors (none negative).

    All areas are at their lower ends, but for what the total needs beside; that is added where
    a point costs least.
    """
    value, steps = Fraction(0), Fraction(0)
    needed, needed_steps = known.total.lower_end
    rooms = []
    for factor, (low, low_nudge), (high, high_nudge) in [
        (factor, area.lower_end, area.upper_end)
        for factor, area in zip(factors, known.areas, strict=True)
    ]:
        value += factor * low
        steps += factor * low_nudge
        needed -= low
        needed_steps -= low_nudge
        rooms.append((factor, (high - low, high_nudge - low_nudge)))
    for factor, room in sorted(rooms):
        more, more_steps = max((Fraction(0), 0), min((needed, needed_steps), room))
        value += factor * more
        steps += factor * more_steps
        needed -= more
        needed_steps -= more_steps
    return value, steps


def _most(known: _Known, factors: Sequence[Fraction]) -> _Near:
    mirrored = _Known([-area for area in known.areas], -known.total)
    value, steps = _least(mirrored, factors)
    return -value, -steps


def _weighted(known: _Known, factors: Sequence[Fraction]) -> Range:
    (lower, lower_steps), (upper, upper_steps) = _least(known, factors), _most(known, factors)
    return Range((lower, 1 if lower_steps else 0), (upper, -1 if upper_steps else 0))


def _place(framework: Framework, area: str) -> int:
    codes = [one.code for one in framework.areas]
    if not is_one_of(area, *codes):
        allowed = "an area's code: " + ", ".join(codes)
        raise UnknownCodeError(f"framework {framework.version}", area, allowed)
    return codes.index(area)


def _factors(framework: Framework, weights: Weights) -> list[Fraction]:
    """What a point of each area counts in the weighted total."""
    areas = framework.areas
    if isinstance(weights, Mapping):
        given = dict(weights)
        for code in given:
            _place(framework, code)
        missing = [area.label for area in areas if area.code not in given]
        if missing:
            raise InvalidValueError("weights", f"none for {missing[0]}", "one for each area")
        weights = [given[area.code] for area in areas]
    weights = tuple(iterated("weights", weights, "a mapping by area code, or a list"))
    if len(weights) != len(areas):
        raise InvalidValueError("weights", f"{len(weights)} weights", f"{len(areas)}, one an area")
    exact = []
    for area, weight in zip(areas, weights, strict=True):
        exact.append(to_fraction(weight, f"weight of {area.label}"))
        if exact[-1] < 0:
            raise InvalidValueError(f"weight of {area.label}", weight, "a weight of at least 0")
    if not any(exact):
        raise InvalidValueError("weights", "all 0", "weights that are not all 0")
    whole = framework.maximum / exact_sum(exact)
    return [whole * weight / area.maximum for area, weight in zip(areas, exact, strict=True)]


def _extremes(
    framework: Framework, factors: Sequence[Fraction], place: int
) -> tuple[list[Fraction], list[Fraction]]:
    """The factors with a share of 0 for the area at a place, and with a share of 1."""
    maximum = framework.areas[place].maximum
    rest = framework.maximum - factors[place] * maximum
    if rest == 0:
        raise InvalidValueError("weights", "0 for all other areas", "a weight for another area")
    scale = framework.maximum / rest
    at_none = [factor * scale for factor in factors]
    at_none[place] = Fraction(0)
    at_all = [Fraction(0)] * len(factors)
    at_all[place] = Fraction(framework.maximum, maximum)
    return at_none, at_all


def _roots(start: Fraction, stop: Fraction, margin: Callable[[Fraction], _Near]) -> list[Fraction]:
    """Where a margin that is linear from start to stop passes 0, in value or in steps."""
    return [
        start + (stop - start) * before / (before - after)
        for before, after in zip(margin(start), margin(stop), strict=True)
        if min(before, after) < 0 < max(before, after)
    ]


def _where_positive(
    points: Sequence[Fraction], margin: Callable[[Fraction], _Near]
) -> Range | None:
    """The range where a concave margin is positive; its sign only changes at the points."""
    parts = [Range.exactly(point) for point in points]
    parts += [Range.open(*ends) for ends in pairwise(points)]
    positive = [
        part
        for part in parts
        if margin((part.lower + part.upper) / 2) > (Fraction(0), Fraction(0))
    ]
    if not positive:
        return None
    return Range(
        min(part.lower_end for part in positive), max(part.upper_end for part in positive)
    )
