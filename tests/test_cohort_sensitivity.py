"""Sensitivity to the areas' weights, against the corners of what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from kommunkompass import (
    Area,
    Evaluation,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    NotComparableError,
    Range,
    Score,
    UnknownCodeError,
)
from kommunkompass.cohort import Cohort
from kommunkompass.sensitivity import (
    Weights,
    shares_keeping_order,
    weighted_ranks,
    weighted_totals,
)
from kommunkompass.testing import small_framework

MAXIMA = {"1": 10, "2": 6, "3": 8}
SMALL = Framework(
    version="small",
    title="r",
    title_en="f",
    maximum=24,
    era="small",
    source="here",
    areas=tuple(
        Area(code=code, title="o", title_en="a", maximum=maximum, source="here")
        for code, maximum in MAXIMA.items()
    ),
)
TINY = Fraction(1, 10**6)


def weighted_total(evaluation: Evaluation, weights: Weights) -> Range:
    """The total of one evaluation under other weights."""
    (total,) = weighted_totals(Cohort.from_evaluations([evaluation]), weights)
    return total


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """Areas and total known exactly, as printed, or not; all by the same truth."""
    points = {
        code: draw(st.integers(0, 2 * maximum).map(lambda half: Fraction(half, 2)))
        for code, maximum in MAXIMA.items()
    }
    truth = Evaluation.from_points(SMALL, points)
    scores = []
    for item in SMALL:
        known = draw(st.sampled_from(["exactly", "as printed", "as printed", "not"]))
        if known == "exactly" and item.code != "total":
            scores.append(truth[item.code])
        elif known == "as printed":
            scores.append(Score.from_printed(item, points=truth[item.code].printed))
    return Evaluation.from_scores(SMALL, scores)


weightings = st.lists(
    st.integers(0, 3) | st.fractions(0, 2, max_denominator=6), min_size=3, max_size=3
).filter(any)


def corners(evaluation: Evaluation, near: Fraction) -> Iterator[list[Fraction]]:
    """The corners of what is possible: all areas but one at an end, that one as the total lets.

    Open ends are drawn in by a small step, so that every corner is possible.
    """
    spans = [
        (
            known.lower if known.lower_closed else known.lower + near,
            known.upper if known.upper_closed else known.upper - near,
        )
        for known in [*[area.range for area in evaluation.areas], evaluation.total.range]
    ]
    *areas, whole = spans
    for free in range(len(areas)):
        for ends in product(*[(None,) if place == free else areas[place] for place in range(3)]):
            fixed = sum(end for end in ends if end is not None)
            for value in (*areas[free], whole[0] - fixed, whole[1] - fixed):
                points = [value if end is None else end for end in ends]
                if (
                    all(
                        low <= point <= high
                        for point, (low, high) in zip(points, areas, strict=True)
                    )
                    and whole[0] <= sum(points) <= whole[1]
                ):
                    yield points


def weighted(points: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The weighted total by its definition."""
    shares = [point / maximum for point, maximum in zip(points, MAXIMA.values(), strict=True)]
    return (
        24
        * sum((weight * share for weight, share in zip(weights, shares, strict=True)), Fraction(0))
        / sum(weights)
    )


@settings(max_examples=200)
@given(evaluations(), weightings)
def test_weighted_total_equals_brute_force(
    evaluation: Evaluation, weights: list[Fraction]
) -> None:
    """The range runs between the least and the greatest of all corners, open if not reached."""
    found = weighted_total(evaluation, weights)
    closed = [weighted(points, weights) for points in corners(evaluation, Fraction(0))]
    assert (found.lower, found.upper) == (min(closed), max(closed))
    near = [weighted(points, weights) for points in corners(evaluation, TINY)]
    assert found.lower_closed == (min(near) == found.lower)
    assert found.upper_closed == (max(near) == found.upper)


@given(evaluations())
def test_own_weights_change_nothing(evaluation: Evaluation) -> None:
    """With the maxima as weights, or any multiple of them, the total is the framework's own."""
    for factor in (1, Fraction(1, 7)):
        weights = {code: factor * maximum for code, maximum in MAXIMA.items()}
        assert weighted_total(evaluation, weights) == evaluation.total.range


@given(st.lists(evaluations(), min_size=1, max_size=4), weightings)
def test_cohort_totals_and_ranks(many: list[Evaluation], weights: list[Fraction]) -> None:
    """A cohort's weighted totals are its evaluations', and its ranks follow from them."""
    cohort = Cohort.from_evaluations(many, labels=[str(row) for row in range(len(many))])
    totals = weighted_totals(cohort, weights)
    assert totals == tuple([weighted_total(one, weights) for one in many])
    best, worst = weighted_ranks(cohort, weights)
    for row, own in enumerate(totals):
        others = [other for place, other in enumerate(totals) if place != row]
        assert best[row] == 1 + sum(other.above(own).name == "CERTAIN" for other in others)
        assert worst[row] == 1 + sum(other.above(own).name != "EXCLUDED" for other in others)


def test_cohort_of_percents() -> None:
    """Of percents the weighted totals are exact as well, and a tie is a tie."""
    cohort = Cohort.from_percents(["A", "B", "C"], [[10, 20, 30], [30, 20, 10], [0, 0, 0]], SMALL)
    assert weighted_totals(cohort, [1, 0, 1])[0] == Range.exactly(Fraction("4.8"))
    best, worst = weighted_ranks(cohort, [1, 7, 1])
    assert best.tolist() == worst.tolist() == [1, 1, 3]
    assert weighted_ranks(cohort, [3, 7, 1])[0].tolist() == [2, 1, 3]


@settings(max_examples=200)
@given(evaluations(), evaluations(), st.sampled_from(list(MAXIMA)), st.data())
def test_shares_keeping_order_equal_the_weighted_totals(
    higher: Evaluation,
    lower: Evaluation,
    area: str,
    data: st.DataObject,
) -> None:
    """A share is in the range exactly if with it the one is certainly above the other."""
    place = list(MAXIMA).index(area)
    weights = list(MAXIMA.values())
    rest = sum(weights) - weights[place]
    shares = st.fractions(0, 1, max_denominator=50)
    band = tuple(sorted([data.draw(shares), data.draw(shares)]))
    found = shares_keeping_order(higher, lower, area, band=(band[0], band[1]))
    probes = [*band, *[data.draw(shares) for _ in range(5)]]
    if found is not None:
        assert band[0] <= found.lower <= found.upper <= band[1]
        step = Fraction(1, 10**9)
        for end in (found.lower, found.upper):
            probes += [end - step, end, end + step]
    for share in probes:
        if band[0] <= share <= band[1]:
            mixed = [weight * (1 - share) / rest for weight in weights]
            mixed[place] = share
            if any(mixed):
                above = weighted_total(higher, mixed).above(weighted_total(lower, mixed))
                assert (found is not None and share in found) == (above.name == "CERTAIN")


def known(*points: float) -> Evaluation:
    return Evaluation.from_points(SMALL, dict(zip(MAXIMA, points, strict=True)))


def test_order_that_always_holds_and_that_never_does() -> None:
    """An evaluation that is better in every area is above at any weight; the other never is."""
    good, bad = known(9, 5, 7), known(8, 4, 6)
    assert shares_keeping_order(good, bad, "1") == Range.closed(0, 1)
    assert shares_keeping_order(good, bad, "1", band=(0.2, 0.4)) == Range.closed(0.2, 0.4)
    assert shares_keeping_order(bad, good, "1") is None
    assert shares_keeping_order(good, good, "1") is None


def test_order_that_turns() -> None:
    """Where the order turns the two are level, and level is not above."""
    one, other = known(10, 0, 0), known(0, 6, 8)
    assert shares_keeping_order(one, other, "1") == Range.openclosed(0.5, 1)
    assert shares_keeping_order(other, one, "1") == Range.closedopen(0, 0.5)
    assert shares_keeping_order(one, other, "1", band=(0, 0.5)) is None


def test_open_ends_hold_where_closed_ones_would_be_level() -> None:
    """Printed points stay below their upper end, so the order holds where that end is level."""
    below = Evaluation.from_scores(
        SMALL,
        [
            Score.from_printed(SMALL["1"], points=4),
            Score.from_points(SMALL["2"], 3),
            Score.from_points(SMALL["3"], 4),
        ],
    )
    assert shares_keeping_order(known(4.5, 3, 4), below, "1") == Range.openclosed(0, 1)
    assert shares_keeping_order(known(4.4, 3, 4), below, "1") is None


def test_wrong_weights_are_named() -> None:
    """Weights are one for each area, none negative, not all 0, and numbers."""
    one = known(1, 1, 1)
    with pytest.raises(InvalidValueError, match="2 weights"):
        weighted_total(one, [1, 1])
    with pytest.raises(InvalidValueError, match="area 2: -1"):
        weighted_total(one, [1, -1, 1])
    with pytest.raises(InvalidValueError, match="all 0"):
        weighted_total(one, [0, 0, 0])
    with pytest.raises(InvalidValueError, match="area 3"):
        weighted_total(one, {"1": 1, "2": 1})
    with pytest.raises(UnknownCodeError, match="9"):
        weighted_total(one, {"1": 1, "2": 1, "3": 1, "9": 1})
    with pytest.raises(InvalidTypeError, match="weight of area 1"):
        weighted_total(one, [True, 1, 1])


@pytest.mark.parametrize("weights", [[], [1], {}])
def test_without_areas_there_is_nothing_to_weigh(weights: Weights) -> None:
    """The first edition is known by its totals alone, and the error says so."""
    total = Evaluation.from_points("pre-2010", {"total": 400})
    for ask in (
        lambda: weighted_totals(Cohort.from_evaluations([total]), weights),
        lambda: weighted_ranks(Cohort.from_evaluations([total]), weights),
        lambda: shares_keeping_order(total, total, "1"),
    ):
        with pytest.raises(InvalidValueError, match="one whose areas are known") as caught:
            ask()
        assert (caught.value.item, caught.value.value) == ("framework", "pre-2010")


def test_wrong_questions_about_an_order_are_refused() -> None:
    """Other frameworks, unknown areas, wrong bands, and an area beside which there is none."""
    one = known(1, 1, 1)
    with pytest.raises(NotComparableError, match=r"small and 2010.*: only evaluations by one"):
        shares_keeping_order(one, Evaluation.from_points("2010", {}), "1")
    with pytest.raises(UnknownCodeError, match=r"area: .* one of 1, 2, 3"):
        shares_keeping_order(one, one, "total")
    for band in ((-0.1, 1), (0, 1.1), (0.6, 0.4)):
        with pytest.raises(InvalidValueError, match="band"):
            shares_keeping_order(one, one, "1", band=band)
    only = Evaluation.from_points(small_framework(10), {"1": 1})
    with pytest.raises(InvalidValueError, match="one of several areas"):
        shares_keeping_order(only, only, "1")
