"""Sensitivity: what totals and ranks would be if the areas counted otherwise.

An area counts by the share of its maximum that is reached, times its weight; the most points in
all stay the framework's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import attrs

from kommunkompass.arguments import check_kind, check_name, iterated
from kommunkompass.cohort import Cohort, Column
from kommunkompass.errors import InvalidValueError, NotComparableError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import Number, exact_sum, to_fraction
from kommunkompass.framework import Area, Framework
from kommunkompass.interval import Range
from kommunkompass.reals import Ints

_BAND = "two shares from 0 to 1, the lower first"

#: The areas' weights: by code, or one for each area in order.
Weights: TypeAlias = Mapping[str, Number] | Sequence[Number]


def weighted_totals(cohort: Cohort, weights: Weights) -> tuple[Range, ...]:
    """The totals of a cohort under other weights, exactly, in the order of its labels.

    >>> from kommunkompass import Evaluation
    >>> even = Evaluation.from_points("2010", {str(area): 10 * area for area in range(1, 9)})
    >>> print(*weighted_totals(Cohort.from_evaluations([even]), [2, 1, 1, 1, 1, 1, 1, 1]))
    [2960/9, 2960/9]

    Args:
        cohort: whose totals are asked for.
        weights: by area code or in the areas' order. Only their proportions count; the
            framework's own are the areas' maxima.

    Raises:
        InvalidValueError: for weights that are negative, all 0, or not one for each area, and
            for a framework of which no areas are known.
        UnknownCodeError: for the code of no area.
    """
    check_kind("cohort", cohort, Cohort, "a Cohort")
    factors = _factors(cohort.framework, _shares(cohort.framework, weights))
    found = []
    for known in zip(*[one.ranges() for one in (*cohort.areas, cohort.total)], strict=True):
        least, most = _least(known, factors), _most(known, factors)
        lower, upper = int(least.steps > 0), -int(most.steps < 0)
        found.append(Range((least.value, lower), (most.value, upper)))
    return tuple(found)


def weighted_ranks(cohort: Cohort, weights: Weights) -> tuple[Ints, Ints]:
    """The best and the worst possible rank of each of a cohort under other weights.

    Args and errors are those of :func:`weighted_totals`.

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
    band: tuple[Number, Number] = (0, 1),
) -> Range | None:
    """The weights of one area with which an evaluation is certainly above another.

    The area's weight is told as its share of all weights, from 0 to 1 (each area of the 2010
    edition and of 2.1 has an eighth); the others share the rest in proportion to their maxima.

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
        band: the least and the greatest share that are looked at.

    Returns:
        The shares in the band for which the order is certain, always one range; None where there
        are none.

    Raises:
        NotComparableError: for evaluations by different frameworks.
        InvalidValueError: for a band that is not within 0 to 1, and for the only area, or none.
        UnknownCodeError: for the code of no area.
    """
    for evaluation in (higher, lower):
        check_kind("evaluation", evaluation, Evaluation, "an Evaluation")
    framework = higher.framework
    if lower.framework != framework:
        versions = f"{framework.version} and {lower.framework.version}"
        raise NotComparableError("frameworks", versions, "only evaluations by one framework")
    ends = [to_fraction(end, "band") for end in iterated("band", band, _BAND)]
    if len(ends) != 2 or not 0 <= ends[0] <= ends[1] <= 1:
        raise InvalidValueError("band", band, _BAND)
    first, last = ends
    areas = _areas(framework)
    codes = [one.code for one in areas]
    check_name("area", area, codes)
    place = codes.index(area)
    rest = framework.maximum - areas[place].maximum
    if rest == 0:
        raise InvalidValueError("area", area, "one of several areas")

    def margin(share: Fraction) -> _Near:
        mixed = [(1 - share) * one.maximum / rest for one in areas]
        mixed[place] = share
        factors = _factors(framework, mixed)
        return _least(_known(higher), factors).plus(_most(_known(lower), factors), -1)

    # The margin is linear on either side of the area's own share, by which a point of it counts
    # as much as one of the others, and concave over all.
    own = Fraction(areas[place].maximum, framework.maximum)
    corners = sorted({first, min(max(own, first), last), last})
    roots = [root for corner in pairwise(corners) for root in _roots(*corner, margin)]
    points = sorted({*corners, *roots})
    parts = [Range.exactly(point) for point in points]
    parts += [Range.open(*ends) for ends in pairwise(points)]
    kept = [part for part in parts if margin((part.lower + part.upper) / 2) > _Near()]
    if not kept:
        return None
    return Range(min(part.lower_end for part in kept), max(part.upper_end for part in kept))


@attrs.frozen(order=True)
class _Near:
    """A number and how far beside it, in steps as small as one likes: an open end is one step."""

    value: Fraction = Fraction(0)
    steps: Fraction | int = 0

    def plus(self, other: _Near, factor: Fraction | int) -> _Near:
        return _Near(self.value + factor * other.value, self.steps + factor * other.steps)


def _roots(start: Fraction, stop: Fraction, margin: Callable[[Fraction], _Near]) -> list[Fraction]:
    """Where a margin that is linear from start to stop passes 0, in value or in steps."""
    pairs = zip(attrs.astuple(margin(start)), attrs.astuple(margin(stop)), strict=True)
    return [
        start + (stop - start) * before / (before - after)
        for before, after in pairs
        if min(before, after) < 0 < max(before, after)
    ]


def _known(evaluation: Evaluation) -> list[Range]:
    """What is known of the areas, and of their sum."""
    return [*[area.range for area in evaluation.areas], evaluation.total.range]


def _least(known: Sequence[Range], factors: Sequence[Fraction]) -> _Near:
    """The least sum of the areas' points times factors, none negative.

    What the total needs beside the areas' lower ends is added where a point costs least.
    """
    *areas, total = known
    found, needed = _Near(), _Near(*total.lower_end)
    rooms = []
    for factor, area in zip(factors, areas, strict=True):
        low = _Near(*area.lower_end)
        found, needed = found.plus(low, factor), needed.plus(low, -1)
        rooms.append((factor, _Near(*area.upper_end).plus(low, -1)))
    for factor, room in sorted(rooms):
        more = max(_Near(), min(needed, room))
        found, needed = found.plus(more, factor), needed.plus(more, -1)
    return found


def _most(known: Sequence[Range], factors: Sequence[Fraction]) -> _Near:
    return _Near().plus(_least([-one for one in known], factors), -1)


def _areas(framework: Framework) -> tuple[Area, ...]:
    """The areas, of which there have to be some."""
    if not framework.areas:
        raise InvalidValueError("framework", framework.version, "one whose areas are known")
    return framework.areas


def _shares(framework: Framework, weights: Weights) -> list[Fraction]:
    """Each area's share of all weights."""
    areas = _areas(framework)
    if isinstance(weights, Mapping):
        given = dict(weights)
        codes = [area.code for area in areas]
        for code in given:
            check_name("weights", code, codes)
        missing = [area.label for area in areas if area.code not in given]
        if missing:
            raise InvalidValueError("weights", f"none for {missing[0]}", "one for each area")
        weights = [given[code] for code in codes]
    weights = tuple(iterated("weights", weights, "a mapping by area code, or a list"))
    if len(weights) != len(areas):
        raise InvalidValueError("weights", f"{len(weights)} weights", f"{len(areas)}, one an area")
    exact = []
    for area, weight in zip(areas, weights, strict=True):
        exact.append(to_fraction(weight, f"weight of {area.label}"))
        if exact[-1] < 0:
            raise InvalidValueError(f"weight of {area.label}", weight, "a weight of at least 0")
    whole = exact_sum(exact)
    if whole == 0:
        raise InvalidValueError("weights", "all 0", "weights that are not all 0")
    return [weight / whole for weight in exact]


def _factors(framework: Framework, shares: Sequence[Fraction]) -> list[Fraction]:
    """What a point of each area counts in the weighted total."""
    return [
        framework.maximum * share / area.maximum
        for share, area in zip(shares, framework.areas, strict=True)
    ]
