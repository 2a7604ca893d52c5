"""Differences: as ranges, with what they decide, in percent, and against printed claims."""

from __future__ import annotations

import itertools
import math
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    Certainty,
    Difference,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    NotComparableError,
    NotExactError,
    Range,
    Score,
    Verdict,
    get_framework,
    to_pre_2010,
)
from strategies import Span, grid, holds, ranges, small_framework, span

#: A total of few points, so that all that is possible can be tried.
SMALL = small_framework(4)

HIGHER, LOWER, EQUAL, UNDECIDED = Verdict.HIGHER, Verdict.LOWER, Verdict.EQUAL, Verdict.UNDECIDED
CERTAIN, POSSIBLE, EXCLUDED = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.EXCLUDED


def difference(one: Range, other: Range) -> Difference:
    """The difference of two totals of which these ranges are known."""
    return Difference(Score(SMALL, one), Score(SMALL, other))


def strangnas(now: str = "497", before: str = "437", *, exact: bool = False) -> Difference:
    """Strängnäs' total of 2016 less that of 2014, as printed."""
    framework = get_framework()
    return Difference(
        *[Score.from_figure(framework, Figure(text, exact=exact)) for text in (now, before)]
    )


def tried(one: Range, other: Range, steps: int = 8) -> set[Fraction]:
    """All differences of a number of each, out of grids finer than the ranges' ends."""
    pairs = itertools.product(grid(one, steps), grid(other, steps))
    return {first - second for first, second in pairs}


class TestRanges:
    """Rule 8.1: the difference of two scores is the difference of their ranges."""

    @given(ranges(0, 4), ranges(0, 4))
    def test_every_difference_is_there_and_nothing_else(self, one: Range, other: Range) -> None:
        """Of any number of the first and any of the second; their ends apart."""
        known = difference(one, other).range
        found = tried(one, other)
        assert all(holds(known, value) for value in found)
        assert known.lower == one.lower - other.upper
        assert known.upper == one.upper - other.lower
        assert holds(known, known.lower) == (known.lower in found)
        assert holds(known, known.upper) == (known.upper in found)

    def test_an_area_beside_a_reference(self) -> None:
        """Kumla's area 1, of 36.5 to under 36.95, beside a printed 63."""
        reference = Score.from_printed(get_framework()["1"], "63")
        found = Difference(kumla.evaluation()["1"], reference)
        assert found.range == Range.open(-27, -25.55)
        assert found.verdict is LOWER


class TestVerdicts:
    """Rule 8.1: higher, lower and equal are certain; all else is undecided."""

    @given(ranges(0, 4), ranges(0, 4))
    def test_agree_with_trying_every_pair(self, one: Range, other: Range) -> None:
        """Higher if every pair says so, lower and equal likewise."""
        found = tried(one, other)
        expected = UNDECIDED
        if min(found) > 0:
            expected = HIGHER
        elif max(found) < 0:
            expected = LOWER
        elif found == {0}:
            expected = EQUAL
        assert difference(one, other).verdict is expected

    @given(ranges(0, 4), ranges(0, 4))
    def test_the_other_way_round_is_the_opposite(self, one: Range, other: Range) -> None:
        """Higher becomes lower; equal and undecided stay."""
        opposite = {HIGHER: LOWER, LOWER: HIGHER, EQUAL: EQUAL, UNDECIDED: UNDECIDED}
        assert difference(other, one).verdict is opposite[difference(one, other).verdict]

    @pytest.mark.parametrize(
        ("one", "other", "verdict"),
        [
            (Range.closedopen(2, 3), Range.closedopen(1, 2), HIGHER),
            (Range.closedopen(1, 2), Range.closedopen(2, 3), LOWER),
            (Range.closed(2, 3), Range.closed(1, 2), UNDECIDED),
            (Range.exactly(2), Range.exactly(2), EQUAL),
            (Range.closed(2, 3), Range.closed(2, 3), UNDECIDED),
            (Range.openclosed(2, 3), Range.exactly(2), HIGHER),
            (Range.exactly(2), Range.closed(2, 3), UNDECIDED),
        ],
        ids=str,
    )
    def test_ends_that_meet(self, one: Range, other: Range, verdict: Verdict) -> None:
        """An open end decides what a closed one leaves open; printed alike is not equal."""
        assert difference(one, other).verdict is verdict


def quotients(one: Range, other: Range) -> Span:
    """The change in percent of the second, by all pairs of ends.

    An end of the change is reached if both ends that it comes from are, or if the first is 0.
    """
    reached: dict[Fraction, bool] = {}
    for (value, closed), (base, base_closed) in itertools.product(ends(one), ends(other)):
        change = (value / base - 1) * 100
        is_reached = closed and (base_closed or value == 0)
        reached[change] = reached.get(change, False) or is_reached
    low, high = min(reached), max(reached)
    return low, reached[low], high, reached[high]


def ends(known: Range) -> list[tuple[Fraction, bool]]:
    """The two ends of a range, each with whether it belongs to it."""
    return [(known.lower, known.lower_closed), (known.upper, known.upper_closed)]


class TestPercent:
    """Rule 8.2: the change in percent of the second, as a range."""

    @given(ranges(0, 4), ranges(1, 4))
    def test_agrees_with_all_pairs_of_ends(self, one: Range, other: Range) -> None:
        """Least and greatest, and whether they are reached."""
        found = difference(one, other).percent
        assert found is not None
        assert span(found) == quotients(one, other)

    @given(ranges(0, 4), ranges(1, 4))
    def test_holds_every_change(self, one: Range, other: Range) -> None:
        """Of any number of the first beside any of the second."""
        found = difference(one, other).percent
        assert found is not None
        for value, base in itertools.product(grid(one, 4), grid(other, 4)):
            assert holds(found, (value - base) * 100 / base)

    @given(ranges(0, 4), ranges(0, 4))
    def test_there_is_none_of_what_comes_near_to_0(self, one: Range, other: Range) -> None:
        """Where the second may be 0, or anything above it, the change has no bound."""
        assert (difference(one, other).percent is None) == (other.lower == 0)

    def test_strangnas(self) -> None:
        """437 to 497 is a change of 13.4857… to 13.9748… percent, neither reached."""
        found = strangnas().percent
        assert found is not None
        assert span(found) == (
            Fraction(5900, 437 * 2 + 1) * 2,
            False,
            Fraction(6100, 437 * 2 - 1) * 2,
            False,
        )
        assert [math.floor(end * 100) for end in (found.lower, found.upper)] == [1348, 1397]


class TestClaims:
    """Rule 8.3: a claim printed elsewhere is a printed figure, true of a range."""

    @given(ranges(0, 4), ranges(0, 4), st.integers(-5, 5))
    def test_of_points_agree_with_trying_every_pair(
        self, one: Range, other: Range, claim: int
    ) -> None:
        """Certain if all differences round to it, half up; excluded if none does."""
        rounds = [math.floor(value + Fraction(1, 2)) == claim for value in tried(one, other)]
        expected = CERTAIN if all(rounds) else POSSIBLE if any(rounds) else EXCLUDED
        assert difference(one, other).claim(claim) is expected

    @given(ranges(0, 1, 20), ranges(0, 1, 20), st.integers(-11, 11))
    def test_of_tenths_agree_with_trying_every_pair(
        self, one: Range, other: Range, tenths: int
    ) -> None:
        """A claim of one decimal leaves a twentieth either way."""
        claim = Decimal(tenths) / 10
        rounds = [
            math.floor(value * 10 + Fraction(1, 2)) == tenths for value in tried(one, other, 60)
        ]
        expected = CERTAIN if all(rounds) else POSSIBLE if any(rounds) else EXCLUDED
        assert difference(one, other).claim(f"{claim:.1f}") is expected

    @given(st.integers(0, 4), st.integers(1, 4), st.integers(-101, 301))
    def test_of_percents_of_exact_scores(self, value: int, base: int, claim: int) -> None:
        """True or not, with nothing between."""
        change = Fraction(value - base, base) * 100
        is_true = math.floor(change + Fraction(1, 2)) == claim
        found = difference(Range.exactly(value), Range.exactly(base)).claim(percent=claim)
        assert found is (CERTAIN if is_true else EXCLUDED)

    @pytest.mark.parametrize(
        ("points", "certainty"),
        [
            (58, EXCLUDED),
            (59, POSSIBLE),
            (60, POSSIBLE),
            (61, POSSIBLE),
            (62, EXCLUDED),
            ("58.9", EXCLUDED),
            ("59,0", POSSIBLE),
            ("61.0", POSSIBLE),
            ("61,1", EXCLUDED),
            ("-60", EXCLUDED),
            ("−60", EXCLUDED),
        ],
    )
    def test_strangnas_in_points(self, points: str | int, certainty: Certainty) -> None:
        """437 and 497 are 59 to 61 points apart, neither reached."""
        assert strangnas().range == Range.open(59, 61)
        assert strangnas().claim(points) is certainty
        assert strangnas().claim(points=points) is certainty

    @pytest.mark.parametrize(
        ("percent", "certainty"),
        [
            ("13", POSSIBLE),
            ("14 %", POSSIBLE),
            ("12", EXCLUDED),
            ("15", EXCLUDED),
            ("13,7", POSSIBLE),
            ("13.4", EXCLUDED),
            ("13,5", POSSIBLE),
            ("14.0", POSSIBLE),
            ("14,1", EXCLUDED),
            (Decimal("13.73"), POSSIBLE),
        ],
    )
    def test_strangnas_in_percent(self, percent: str | Decimal, certainty: Certainty) -> None:
        """With either decimal sign; 60 of 437 is 13.73 percent."""
        assert strangnas().claim(percent=percent) is certainty

    def test_exact_figures_decide(self) -> None:
        """60 points and 13.7 percent are certain once 437 and 497 are taken as exact."""
        exact = strangnas(exact=True)
        assert exact.claim(60) is CERTAIN
        assert exact.claim(61) is EXCLUDED
        assert exact.claim(percent="13.7") is CERTAIN
        assert exact.claim(percent="13.8") is EXCLUDED

    def test_a_rounder_claim_is_certain_of_printed_figures(self) -> None:
        """Of totals printed with a decimal, the difference is 59.9 to 60.1, and rounds to 60."""
        assert strangnas("497.0", "437.0").claim(60) is CERTAIN

    def test_a_claim_that_it_went_down(self) -> None:
        """With a minus sign, of any kind."""
        down = strangnas("437", "497")
        assert down.claim("-60") is POSSIBLE
        assert down.claim("−61") is POSSIBLE
        assert down.claim(-62) is EXCLUDED
        assert down.claim(60) is EXCLUDED
        assert down.claim(percent="-12") is CERTAIN
        assert down.claim(percent="-12,1") is POSSIBLE
        assert down.claim(percent="-14") is EXCLUDED

    def test_half_a_point_goes_up_below_0_too(self) -> None:
        """A difference of -2.5 rounds to -2."""
        half = difference(Range.exactly(0.5), Range.exactly(3))
        assert half.claim(-2) is CERTAIN
        assert half.claim(-3) is EXCLUDED

    @pytest.mark.parametrize(("points", "percent"), [(None, None), (60, 14), ("60", "14")])
    def test_points_or_percent(self, points: Any, percent: Any) -> None:
        """One of the two, not both and not none."""
        with pytest.raises(InvalidValueError, match="points or percent, one of them") as caught:
            strangnas().claim(points, percent)
        assert caught.value.value == (points, percent)

    @pytest.mark.parametrize("claim", ["sixty", "", "60 points", "1e2", "60..0"])
    def test_text_that_is_no_number(self, claim: str) -> None:
        """Is refused, in points and in percent."""
        with pytest.raises(InvalidValueError):
            strangnas().claim(claim)
        with pytest.raises(InvalidValueError):
            strangnas().claim(percent=claim)

    def test_a_percent_is_no_claim_of_points(self) -> None:
        """It would else be taken for as many points, and excluded."""
        with pytest.raises(InvalidValueError, match=r"claim: '14 %' .*without a percent sign"):
            strangnas().claim("14 %")
        assert strangnas().claim(percent="14 %") is POSSIBLE

    @pytest.mark.parametrize("claim", [60.0, True, Fraction(60), [60]])
    def test_what_tells_no_decimals(self, claim: Any) -> None:
        """A float does not say with how many decimals it was printed."""
        with pytest.raises(InvalidTypeError):
            strangnas().claim(claim)

    def test_percents_of_what_may_be_0(self) -> None:
        """Cannot be claimed; the error has the range that is known."""
        found = difference(Range.exactly(2), Range.closed(0, 1))
        with pytest.raises(NotExactError, match="above 0") as caught:
            found.claim(percent=50)
        assert caught.value.value == Range.closed(0, 1)
        assert found.claim(1) is POSSIBLE


class TestTotals:
    """Rule 7.1: totals on different scales have no difference, however it is asked for."""

    @pytest.mark.parametrize("version", ["2020", "pre-2010"])
    def test_of_scales_that_are_not_the_same_are_refused(self, version: str) -> None:
        """Not even where the older one might be reached roughly."""
        now, then = [Score(get_framework(one), Range.exactly(400)) for one in ("2.1", version)]
        for pair in ((now, then), (then, now)):
            with pytest.raises(NotComparableError, match="cannot be compared"):
                Difference(*pair)

    def test_on_one_scale_have_a_difference(self) -> None:
        """Of two versions of one era, and of a total that is placed on the older scale."""
        one = Score(get_framework("2.1"), Range.exactly(371))
        assert Difference(one, Score(get_framework("2010"), Range.exactly(350))).verdict is HIGHER
        older = Score(get_framework("pre-2010"), Range.exactly(400))
        assert Difference(to_pre_2010(one), older).range == Range.closed(51, 71)


class TestValues:
    """Law 10: immutable, hashable, picklable, equal by value."""

    def test_a_difference_is_a_value(self) -> None:
        """Of equal scores, in this order."""
        found = strangnas()
        assert found == strangnas()
        assert hash(found) == hash(strangnas())
        assert pickle.loads(pickle.dumps(found)) == found
        assert found != strangnas("437", "497")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.minuend = found.subtrahend  # type: ignore[misc]

    def test_it_shows_its_item_and_its_range(self) -> None:
        """As text and in a console."""
        assert str(strangnas()) == "total: (59, 61) points"
        assert repr(strangnas()) == "<Difference total: (59, 61) points>"
