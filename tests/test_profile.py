"""Profiles: strongest and weakest, what is left to gain, and what would reach a total."""

from __future__ import annotations

import itertools
import math
import pickle
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    Evaluation,
    Extreme,
    Figure,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    Range,
    Score,
    gains,
    get_framework,
    reach,
    strongest,
    weakest,
)
from strategies import (
    frameworks,
    holds,
    known_scores,
    parts,
    ranges,
    small_framework,
    span,
    truths,
)

FRAMEWORK = get_framework("2.1")


def codes(scores: Sequence[Score]) -> list[str]:
    """Which items the scores are of."""
    return [score.code for score in scores]


@st.composite
def scores(draw: st.DrawFn) -> list[Score]:
    """Scores of a few areas of different maxima, with ends in whole points."""
    maxima = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    areas = small_framework(*maxima).areas
    return [Score(area, draw(ranges(0, area.maximum))) for area in areas]


def shares(score: Score) -> list[Fraction]:
    """Shares of the maximum that a score may be, out of a grid that is finer than the ends.

    Ends of all scores are multiples of a sixth; four steps in each tell them and their kinds.
    """
    every = [Fraction(place, 24) for place in range(24 + 1)]
    return [share for share in every if holds(score, share * score.maximum)]


def extremes(
    scores: Sequence[Score], beats: Callable[[Fraction, Fraction], bool]
) -> tuple[list[str], list[str]]:
    """Which scores are an extreme whatever they are, and which may be, by trying all shares."""
    certain, possible = [], []
    for score in scores:
        others = [shares(other) for other in scores if other is not score]
        if not any(
            beats(theirs, ours) for ours in shares(score) for other in others for theirs in other
        ):
            certain.append(score.code)
        if any(
            all(any(not beats(theirs, ours) for theirs in other) for other in others)
            for ours in shares(score)
        ):
            possible.append(score.code)
    return certain, possible


class TestExtremes:
    """Rule 9.1: strongest and weakest by the share of the maximum, certainly or possibly."""

    def test_kumla(self) -> None:
        """Area 8 is the strongest and area 7 the weakest, whatever the exact points are."""
        best, worst = strongest(kumla.evaluation().areas), weakest(kumla.evaluation().areas)
        assert codes(best.certain) == codes(best.possible) == ["8"]
        assert codes(worst.certain) == codes(worst.possible) == ["7"]

    def test_kumlas_criteria_go_by_their_share(self) -> None:
        """87 percent of 10 points is stronger than 60 percent of 20; 5 percent is the least."""
        assert codes(strongest(kumla.evaluation().criteria).certain) == ["5.6"]
        assert codes(weakest(kumla.evaluation().criteria).certain) == ["1.5"]

    @given(scores())
    def test_strongest_agree_with_trying_all_shares(self, drawn: list[Score]) -> None:
        """Certain if no share of another is above any of its own, possible if one need not be."""
        found = strongest(drawn)
        expected = extremes(drawn, lambda one, other: one > other)
        assert (codes(found.certain), codes(found.possible)) == expected

    @given(scores())
    def test_weakest_agree_with_trying_all_shares(self, drawn: list[Score]) -> None:
        """As for the strongest, the other way round."""
        found = weakest(drawn)
        expected = extremes(drawn, lambda one, other: one < other)
        assert (codes(found.certain), codes(found.possible)) == expected

    @given(scores())
    def test_there_is_always_one(self, drawn: list[Score]) -> None:
        """Some score may be the strongest, and all that are certain may be."""
        for found in (strongest(drawn), weakest(drawn)):
            assert found.possible
            assert set(found.certain) <= set(found.possible)

    def test_equal_exact_scores_are_tied(self) -> None:
        """1 of 2 and 2 of 4 are the same share; both are certain."""
        areas = Evaluation.from_points(small_framework(2, 4, 8), {"1": 1, "2": 2, "3": 3}).areas
        assert codes(strongest(areas).certain) == codes(strongest(areas).possible) == ["1", "2"]
        assert codes(weakest(areas).certain) == ["3"]

    def test_figures_printed_alike_are_not_tied(self) -> None:
        """Either may be the strongest, neither certainly is."""
        figures = {"1": Figure("3"), "2": Figure("3"), "3": Figure("1")}
        found = strongest(Evaluation.from_printed(small_framework(5, 5, 5), figures).areas)
        assert codes(found.certain) == []
        assert codes(found.possible) == ["1", "2"]

    def test_what_is_not_scored_may_be_either(self) -> None:
        """From nothing to everything; only full points are certain beside it."""
        areas = Evaluation.from_percents(small_framework(5, 5), {"1": 100}).areas
        assert codes(strongest(areas).certain) == ["1"]
        assert codes(strongest(areas).possible) == ["1", "2"]
        assert codes(weakest(areas).certain) == ["2"]

    def test_one_and_none(self) -> None:
        """One alone is both; of none there is nothing to say."""
        total = kumla.evaluation().total
        assert strongest([total]) == weakest([total]) == Extreme((total,), (total,))
        assert strongest([]) == weakest([]) == Extreme((), ())

    def test_any_iterable_will_do(self) -> None:
        """A generator is used up once."""
        areas = kumla.evaluation().areas
        assert strongest(area for area in areas) == strongest(areas)
        assert weakest(area for area in areas) == weakest(areas)


def steps(evaluation: Evaluation) -> list[str]:
    """The criteria, or where nothing was given of an area's, the area; the total if no areas."""
    given = {score.code for score in evaluation.known if score.given}
    found = []
    for area in evaluation.framework.areas:
        criteria = [part.code for part in parts(area)]
        found += criteria if given.intersection(criteria) else [area.code]
    return found or ["total"]


class TestGains:
    """What is left to gain: the maximum less what is known, most first."""

    def test_kumla(self) -> None:
        """1.3 has 7.5 to under 7.625 of 25 points: 17.375 to 17.5 are left, the most of all."""
        found = gains(kumla.evaluation())
        assert len(found) == 45
        assert [gain.score.code for gain in found[:4]] == ["1.3", "2.5", "1.4", "4.3"]
        assert found[0].left == Range.openclosed(17.375, 17.5)
        assert found[-1].score.code == "5.6"
        assert sum(gain.left.upper for gain in found) >= 800 - kumla.TOTAL[1]

    @given(st.data(), frameworks())
    def test_each_step_has_what_its_maximum_leaves(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Every step once; what is possible for its points is mirrored at the maximum."""
        evaluation = drawn_evaluation(data, framework)
        found = gains(evaluation)
        assert sorted(gain.score.code for gain in found) == sorted(steps(evaluation))
        for gain in found:
            assert gain.score == evaluation[gain.score.code]
            lower, lower_closed, upper, upper_closed = span(gain.score)
            maximum = gain.score.maximum
            expected = (maximum - upper, upper_closed, maximum - lower, lower_closed)
            assert span(gain.left) == expected

    @given(st.data(), frameworks())
    def test_most_comes_first(self, data: st.DataObject, framework: Framework) -> None:
        """By what is left at least, then at most; equals in the framework's order."""
        evaluation = drawn_evaluation(data, framework)
        found = gains(evaluation)
        order = list(framework.codes)
        for one, other in itertools.pairwise(found):
            (lower, lower_closed, upper, upper_closed) = span(one.left)
            (other_lower, other_lower_closed, other_upper, other_upper_closed) = span(other.left)
            least = ranked(lower, lower_closed, other_lower, other_lower_closed, 1)
            most = ranked(upper, upper_closed, other_upper, other_upper_closed, -1)
            assert least >= 0
            if least == 0:
                assert most >= 0
                if most == 0:
                    assert order.index(one.score.code) < order.index(other.score.code)

    def test_an_area_stands_for_criteria_that_nothing_was_given_of(self) -> None:
        """Of a profile of areas alone, the areas are what can be gained on."""
        figures = {"1": Figure("54"), "2": Figure("40"), "1.1": Figure("9")}
        found = gains(Evaluation.from_printed("2.1", figures))
        assert {gain.score.code for gain in found} == {"1.1", "1.2", "1.3", "1.4", "1.5"} | set(
            "2345678"
        )

    def test_of_a_total_alone(self) -> None:
        """The total is all there is to gain on."""
        (gain,) = gains(Evaluation.from_points("pre-2010", {"total": 437}))
        assert (gain.score.code, gain.left) == ("total", Range.exactly(363))


def ranked(one: Fraction, one_closed: bool, other: Fraction, other_closed: bool, up: int) -> int:
    """How two ends compare: 1, 0 or -1; an open one lies a little further in (up or down)."""
    if one != other:
        return 1 if one > other else -1
    return up * ((not one_closed) - (not other_closed))


def drawn_evaluation(data: st.DataObject, framework: Framework) -> Evaluation:
    """An evaluation of which anything may be known."""
    truth = data.draw(truths(framework))
    return Evaluation.from_scores(framework, data.draw(known_scores(framework, truth)))


def least_count(evaluation: Evaluation, target: Fraction) -> int:
    """How many criteria must be raised to their maxima to have a total, by trying all sets."""
    found = steps(evaluation)
    for count in range(len(found) + 1):
        for chosen in itertools.combinations(found, count):
            lowest = [
                evaluation[code].maximum if code in chosen else evaluation[code].lower
                for code in found
            ]
            if sum(lowest) >= target:
                return count
    raise AssertionError("even all maxima are too little")


class TestReach:
    """The smallest set of criteria that, at their maxima, bring a total for certain."""

    @given(st.data(), frameworks(least_areas=1, most_criteria=2))
    def test_no_smaller_set_does(self, data: st.DataObject, framework: Framework) -> None:
        """Of exact evaluations: as many criteria as the smallest set of all, and enough."""
        truth = data.draw(truths(framework))
        leaves = [item.code for item in framework if not parts(item)]
        evaluation = Evaluation.from_points(framework, {code: truth[code] for code in leaves})
        target = data.draw(st.integers(0, 4 * framework.maximum)) / Fraction(4)
        found = reach(evaluation, target)
        assert found.target == target
        assert len(found.scores) == least_count(evaluation, target)
        assert found.evaluation.total.exact >= target
        raised = dict.fromkeys(codes(found.scores), 100)
        assert found.evaluation == evaluation.with_scores(raised)

    @given(st.data(), frameworks(least_areas=1, most_criteria=2))
    def test_ranges_reach_it_for_certain(self, data: st.DataObject, framework: Framework) -> None:
        """Whatever the exact points are; no smaller set does by the criteria's ranges alone."""
        evaluation = drawn_evaluation(data, framework)
        target = data.draw(st.integers(0, 4 * framework.maximum)) / Fraction(4)
        found = reach(evaluation, target)
        assert found.evaluation.total.lower >= target
        assert set(codes(found.scores)) <= set(steps(evaluation))
        assert len(found.scores) <= least_count(evaluation, target)
        if evaluation.total.lower < target:
            assert len(found.scores) == least_count(evaluation, target)
        for score in found.scores:
            assert score == evaluation[score.code]
            assert found.evaluation[score.code].exact == score.maximum

    def test_kumla_to_the_total_of_strangnas(self) -> None:
        """Nine criteria at their maxima bring at least 497; without any one, less."""
        found = reach(kumla.evaluation(), 497)
        assert " ".join(codes(found.scores)) == "1.3 2.5 1.4 4.3 2.4 7.2 5.3 7.4 7.5"
        assert found.evaluation.total.lower >= 497
        for left_out in codes(found.scores):
            others = [code for code in codes(found.scores) if code != left_out]
            total = kumla.evaluation().with_scores(dict.fromkeys(others, 100)).total
            assert total.lower < 497

    @pytest.mark.parametrize("target", [0, 368, 368.55, Fraction("368.55")])
    def test_what_is_reached_already(self, target: Any) -> None:
        """Needs nothing, and changes nothing."""
        found = reach(kumla.evaluation(), target)
        assert found.scores == ()
        assert found.evaluation == kumla.evaluation()

    def test_what_is_possible_is_not_reached(self) -> None:
        """Kumla may have 370 points now; for certain it takes a criterion."""
        assert codes(reach(kumla.evaluation(), 370).scores) == ["1.3"]

    def test_a_printed_total_that_is_high_enough(self) -> None:
        """Reached already, where the criteria alone would leave it open."""
        figures = {"1": Figure("9"), "2": Figure("9"), "total": Figure("18.4")}
        evaluation = Evaluation.from_printed(small_framework(10, 10), figures)
        assert evaluation["1"].lower + evaluation["2"].lower < 18
        assert reach(evaluation, 18).scores == ()

    def test_everything(self) -> None:
        """The maximum takes all criteria that are not at theirs."""
        found = reach(kumla.evaluation(), 800)
        assert len(found.scores) == 45
        assert found.evaluation.total.exact == 800
        full = reach(found.evaluation, 800)
        assert full.scores == ()

    def test_areas_alone(self) -> None:
        """Areas without criteria are raised as wholes."""
        areas = Evaluation.from_points(small_framework(10, 20, [5, 5]), {"1": 9, "2": 4, "3": 2})
        found = reach(areas, 35)
        assert codes(found.scores) == ["2", "3"]
        assert found.evaluation.total.exact == 39

    def test_a_total_alone(self) -> None:
        """It can only be raised as a whole."""
        found = reach(Evaluation.from_points("pre-2010", {"total": 437}), 500)
        assert codes(found.scores) == ["total"]
        assert found.evaluation.total.exact == 800

    @pytest.mark.parametrize("target", [-1, -0.5, 800.5, 801, 10**9])
    def test_impossible_targets(self, target: float) -> None:
        """Are refused, with what would be possible."""
        with pytest.raises(InvalidValueError, match="from 0 to 800") as caught:
            reach(kumla.evaluation(), target)
        assert (caught.value.item, caught.value.value) == ("target", target)

    @pytest.mark.parametrize("target", [True, None, "497", [497]])
    def test_targets_of_other_kinds(self, target: Any) -> None:
        """Are refused too; the error is about the target."""
        with pytest.raises(InvalidTypeError) as caught:
            reach(kumla.evaluation(), target)
        assert caught.value.item == "target"

    @pytest.mark.parametrize("target", [math.nan, math.inf])
    def test_targets_that_are_not_finite(self, target: float) -> None:
        """Are refused as values."""
        with pytest.raises(InvalidValueError) as caught:
            reach(kumla.evaluation(), target)
        assert caught.value.item == "target"

    def test_numpys_numbers_are_targets(self) -> None:
        """A scalar is the number that it is written as."""
        assert reach(kumla.evaluation(), np.float64(368.55)).scores == ()
        assert reach(kumla.evaluation(), np.int64(497)) == reach(kumla.evaluation(), 497)


class TestValues:
    """Law 10: immutable, hashable, picklable, equal by value."""

    @pytest.mark.parametrize(
        "build",
        [
            lambda: strongest(kumla.evaluation().areas),
            lambda: gains(kumla.evaluation())[0],
            lambda: reach(kumla.evaluation(), 497),
        ],
        ids=["extreme", "gain", "reach"],
    )
    def test_answers_are_values(self, build: Callable[[], Any]) -> None:
        """Of equal questions."""
        answer = build()
        assert answer == build()
        assert hash(answer) == hash(build())
        assert pickle.loads(pickle.dumps(answer)) == answer
        field = attrs.fields(type(answer))[0].name
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(answer, field, None)
