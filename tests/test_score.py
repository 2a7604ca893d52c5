"""Scores: exact, as printed or unknown, each a range of points within 0 and the maximum."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given, strategies as st

from kommunkompass import (
    ContradictionError,
    Criterion,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    NotExactError,
    Range,
    Score,
    get_framework,
)
from kommunkompass.exact import Number
from kommunkompass.score import leaves, walk
from strategies import Item, figures_of, half_up, holds, scores_of, small_framework

FRAMEWORK = get_framework("2.1")
MAXIMA = st.integers(1, 30)


def item(maximum: int) -> Criterion:
    """A criterion of a maximum."""
    return small_framework([maximum]).criteria[0]


class TestExactScores:
    @given(MAXIMA, st.decimals(0, 100, places=6))
    def test_percents_are_shares_of_the_maximum(self, maximum: int, percent: Decimal) -> None:
        """Rule 2.1: the points are the share times the maximum, exactly."""
        expected = Fraction(percent) * maximum / 100
        for given_as in (percent, float(percent), Fraction(percent)):
            score = Score.from_percent(item(maximum), given_as)
            assert score.exact == score.lower == score.upper == expected
            assert score.lower_closed
            assert score.upper_closed
            assert score.is_exact
            assert not score.is_unknown

    @given(MAXIMA, st.fractions(0, 1))
    def test_points_are_points(self, maximum: int, share: Fraction) -> None:
        """Given in points, a score is just that."""
        score = Score.from_points(item(maximum), share * maximum)
        assert score.exact == share * maximum
        assert score.percent == Range.exactly(share * 100)

    def test_a_score_knows_what_it_is_about(self) -> None:
        """Code, maximum and item; a criterion's score has no parts."""
        score = Score.from_percent(FRAMEWORK["1.4"], 60)
        assert (score.code, score.maximum, score.item) == ("1.4", 30, FRAMEWORK["1.4"])
        assert score.parts == ()
        assert score.figure is None

    @pytest.mark.parametrize("make", [Score.from_percent, Score.from_points])
    @pytest.mark.parametrize("value", [0, -0.0, Decimal("0.000"), np.float32(0), np.int8(0)])
    def test_the_least_is_allowed(
        self, make: Callable[[Item, Number], Score], value: Number
    ) -> None:
        """Nothing at all is a score, and not a missing one."""
        score = make(FRAMEWORK["1.4"], value)
        assert score.exact == 0
        assert not score.is_unknown

    def test_the_maximum_is_allowed(self) -> None:
        """100 percent, or all points."""
        assert Score.from_percent(FRAMEWORK["1.4"], 100).exact == 30
        assert Score.from_points(FRAMEWORK["1.4"], 30).exact == 30
        assert Score.from_points(FRAMEWORK, 800).exact == 800

    @pytest.mark.parametrize(
        "value", [-1, 101, 1e400, float("nan"), Decimal("100.0000001"), -1e-9, np.float64(1e3)]
    )
    def test_values_out_of_bounds_are_refused(self, value: float) -> None:
        """At once, by an error that names the item, the value and what is allowed."""
        with pytest.raises(InvalidValueError, match=r"criterion 1\.4: .*; allowed: ") as caught:
            Score.from_percent(FRAMEWORK["1.4"], value)
        assert str(caught.value.value) == str(value)
        with pytest.raises(InvalidValueError, match=r"criterion 1\.4: .*; allowed: "):
            Score.from_points(FRAMEWORK["1.4"], value)

    def test_points_end_at_the_items_maximum(self) -> None:
        """30 points are within criterion 1.4, and out of bounds for 1.5."""
        with pytest.raises(InvalidValueError, match="points from 0 to 10") as caught:
            Score.from_points(FRAMEWORK["1.5"], 30)
        assert caught.value.item == "criterion 1.5"

    @pytest.mark.parametrize("value", [True, None, "abc", "50"])
    def test_what_is_no_number_is_refused(self, value: float) -> None:
        """Text is refused too: what was printed is read by from_printed."""
        for make in (Score.from_percent, Score.from_points):
            with pytest.raises(InvalidTypeError, match=r"criterion 1\.4: .*number") as caught:
                make(FRAMEWORK["1.4"], value)
            assert caught.value.value is value


class TestScoresBuiltByHand:
    @pytest.mark.parametrize(
        "known",
        [Range.closed(0, 15), Range.open(0, 15), Range.exactly(0), Range.closed(0.5, 14.5)],
        ids=str,
    )
    def test_a_range_within_bounds_is_taken(self, known: Range) -> None:
        """What is known may be any range within 0 and the maximum."""
        score = Score(FRAMEWORK["3.5"], known)
        assert score.range == known
        assert score.given

    @pytest.mark.parametrize(
        "known",
        [Range.closed(-0.5, 5), Range.closedopen(9, 15.1), Range.exactly(16), Range.exactly(-1)],
        ids=str,
    )
    def test_a_range_past_the_bounds_is_refused(self, known: Range) -> None:
        """Law 2: 0 <= lower <= upper <= maximum for every score."""
        with pytest.raises(InvalidValueError, match="within 0 to 15 points") as caught:
            Score(FRAMEWORK["3.5"], known)
        assert caught.value.item == "criterion 3.5"
        assert caught.value.value == known

    @pytest.mark.parametrize(
        ("code", "parts"),
        [
            ("1", ["1.1"]),
            ("1", ["1.2", "1.1"]),
            ("1", ["1.1", "1.2", "1.2"]),
            ("1", ["2"]),
            ("1.1", ["1.2"]),
            ("2", ["1.1", "1.2"]),
            ("total", ["1.1", "1.2", "2"]),
        ],
    )
    def test_parts_that_are_not_the_items_are_refused(self, code: str, parts: list[str]) -> None:
        """A sum has a score of each of its parts, in order, and of nothing else."""
        small = small_framework([1, 2], 3)
        scores = tuple([Score.unknown(small[part]) for part in parts])
        with pytest.raises(
            InvalidValueError, match=r"the scores of its parts, in order"
        ) as caught:
            Score(small[code], Range.exactly(1), scores)
        assert caught.value.item == small[code].label
        assert caught.value.value is scores

    def test_a_sum_is_within_the_sum_of_its_parts(self) -> None:
        """Law 2; it may be narrower, where more was said of it."""
        small = small_framework([1, 2], 3)
        parts = (Score.from_points(small["1.1"], 1), Score.unknown(small["1.2"]))
        assert Score(small["1"], Range.closed(1, 3), parts).parts is parts
        assert Score(small["1"], Range.exactly(2), parts).exact == 2
        with pytest.raises(InvalidValueError, match="whose sum holds its own range"):
            Score(small["1"], Range.closed(0.9, 2), parts)


class TestPrintedScores:
    def test_the_methods_example(self) -> None:
        """Rule 3.2: "9 of 15, 62 %" is at least 9.225 and under 9.375 points."""
        score = Score.from_printed(FRAMEWORK["3.5"], points="9", percent="62")
        assert (score.lower, score.upper) == (Fraction("9.225"), Fraction("9.375"))
        assert score.lower_closed
        assert not score.upper_closed
        assert score.figure == Figure("9", "62")
        assert not score.is_unknown

    def test_a_range_that_reaches_the_maximum_includes_it(self) -> None:
        """Rule 3.2: 15 of 15 may be all points, and is never more."""
        assert Score.from_printed(FRAMEWORK["3.5"], "15").range == Range.closed(14.5, 15)
        assert Score.from_printed(FRAMEWORK["3.5"], percent="100").range == Range.closed(
            14.925, 15
        )
        assert Score.from_printed(FRAMEWORK["3.5"], "0").range == Range.closedopen(0, 0.5)

    @given(st.data(), MAXIMA, st.fractions(0, 1))
    def test_printing_and_reading_back_holds_the_truth(
        self, data: st.DataObject, maximum: int, share: Fraction
    ) -> None:
        """Law 4: what prints an exact score gives a range that holds it."""
        points = share * maximum
        figure = data.draw(figures_of(item(maximum), points))
        score = Score.from_figure(item(maximum), figure)
        assert holds(score, points)

    @given(MAXIMA, st.fractions(0, 1), st.sampled_from([0, 1]), st.fractions(0, 1))
    def test_all_that_is_read_prints_as_it_was_printed(
        self, maximum: int, share: Fraction, decimals: int, place: Fraction
    ) -> None:
        """Law 4, the converse: every number of the range prints as the figures do."""
        points = share * maximum
        printed = half_up(points, decimals), half_up(points * 100 / maximum, decimals)
        score = Score.from_printed(item(maximum), *printed)
        value = score.lower + place * (score.upper - score.lower)
        if holds(score, value):
            assert (half_up(value, decimals), half_up(value * 100 / maximum, decimals)) == printed
        for end, closed in ((score.lower, score.lower_closed), (score.upper, score.upper_closed)):
            prints = (half_up(end, decimals), half_up(end * 100 / maximum, decimals)) == printed
            assert prints == closed

    @given(st.integers(1, 10), st.integers(0, 11), st.integers(0, 101))
    def test_figures_are_refused_just_where_nothing_prints_so(
        self, maximum: int, points: int, percent: int
    ) -> None:
        """Rule 5.4: a figure for which no exact value exists is a misprint.

        What is printed changes at halves of points and of percents, so these are tried.
        """
        values = {Fraction(place * maximum, 200) for place in range(201)}
        values |= {Fraction(place, 2) for place in range(2 * maximum + 1)}
        printed = {(half_up(value), half_up(value * 100 / maximum)) for value in values}
        contradicted: list[Criterion] = []
        try:
            Score.from_printed(item(maximum), points, percent)
        except ContradictionError as error:
            contradicted = [found.item for found in error.value]  # type: ignore[attr-defined]
        possible = (str(points), str(percent)) in printed
        assert contradicted == ([] if possible else [item(maximum)])

    @pytest.mark.parametrize(
        ("points", "percent", "words"),
        [
            ("6", "35", ["1.5 printed as 6 points", "1.5 printed as 35 percent"]),
            ("11", None, ["1.5 printed as 11 points", "10"]),
            (None, "101", ["1.5 printed as 101 percent", "10"]),
            ("-1", "0", ["1.5 printed as -1 points"]),
        ],
    )
    def test_a_misprint_says_what_contradicts_what(
        self, points: str | None, percent: str | None, words: list[str]
    ) -> None:
        """Points against percent, or either against the bounds."""
        with pytest.raises(ContradictionError, match=r"criterion 1\.5") as caught:
            Score.from_printed(FRAMEWORK["1.5"], points, percent)
        assert all(word in str(caught.value) for word in words)

    @pytest.mark.parametrize("value", ["abc", True, 9.5, ""])
    def test_an_error_names_the_item(self, value: str) -> None:
        """Which of 45 criteria a bad figure is for is said."""
        with pytest.raises(KommunkompassError, match="as printed") as caught:
            Score.from_printed(FRAMEWORK["3.5"], points=value)
        assert caught.value.item == "criterion 3.5"

    def test_some_figure_is_needed(self) -> None:
        """What is not printed is unknown, which is said otherwise."""
        with pytest.raises(InvalidValueError, match="points, percent or both"):
            Score.from_printed(FRAMEWORK["3.5"])

    def test_figures_may_be_exact(self) -> None:
        """Rule 3.3: where the caller says so, "5.25" is 5.25 points."""
        score = Score.from_figure(FRAMEWORK["1.1"], Figure("5.25", "35", exact=True))
        assert score.exact == Fraction("5.25")

    def test_equal_figures_of_an_item_share_a_score(self) -> None:
        """As reports print whole numbers, many evaluations have few scores, and stay small."""
        score = Score.from_printed(FRAMEWORK["3.5"], "9", "62")
        assert Score.from_printed(FRAMEWORK["3.5"], 9, "62 %") is score

    def test_what_differs_is_not_shared(self) -> None:
        one, other = FRAMEWORK["3.5"], FRAMEWORK["3.1"]
        said = [
            (one, Figure("9", "60")),
            (other, Figure("9", "60")),
            (one, Figure("9.0", "60")),
            (one, Figure("9", "60.0")),
            (one, Figure("9", "60", exact=True)),
        ]
        scores = [Score.from_figure(item, figure) for item, figure in said]
        assert [(score.item, score.figure) for score in scores] == said
        assert len({score.range for score in scores}) == 4


class TestUnknownScores:
    @pytest.mark.parametrize("code", ["1.4", "1", "total"])
    def test_an_unknown_score_is_anything_from_0_to_the_maximum(self, code: str) -> None:
        """Rule 3.4: missing is a range, never zero."""
        score = Score.unknown(FRAMEWORK[code])
        assert score.range == Range.closed(0, FRAMEWORK[code].maximum)
        assert score.is_unknown
        assert not score.is_exact
        assert not score.given
        assert score.statements() == ()


class TestAskingForOneNumber:
    @given(MAXIMA, st.fractions(0, 1))
    def test_an_exact_score_prints_as_the_report_prints(
        self, maximum: int, share: Fraction
    ) -> None:
        """Rule 2.4: whole points and whole percents, a half going up."""
        score = Score.from_points(item(maximum), share * maximum)
        assert str(score.printed) == half_up(share * maximum)
        assert str(score.printed_percent) == half_up(share * 100)

    @given(st.data(), MAXIMA, st.fractions(0, 1))
    def test_a_range_is_printed_where_all_of_it_prints_alike(
        self, data: st.DataObject, maximum: int, share: Fraction
    ) -> None:
        """Whoever wants one number gets it, or an error that says what there is."""
        score = data.draw(scores_of(item(maximum), Fraction(round(share * 10), 10) * maximum))
        tiny = min((score.upper - score.lower) / 2, Fraction(1, 10**6))
        least = score.lower + (0 if score.lower_closed else tiny)
        greatest = score.upper - (0 if score.upper_closed else tiny)
        for found, unit in (("printed", 1), ("printed_percent", Fraction(maximum, 100))):
            if half_up(least / unit) == half_up(greatest / unit):
                assert str(getattr(score, found)) == half_up(least / unit)
            else:
                with pytest.raises(NotExactError) as caught:
                    getattr(score, found)
                assert caught.value.item == "criterion 1.1"

    def test_the_error_says_what_it_could_be(self) -> None:
        """The range, and how its ends are printed."""
        score = Score.unknown(FRAMEWORK["1.5"])
        with pytest.raises(NotExactError, match="it prints as 0 to 10 points"):
            _ = score.printed
        with pytest.raises(NotExactError, match="it prints as 0 to 100 percent") as caught:
            _ = score.printed_percent
        assert caught.value.value == Range.closed(0, 100)

    def test_the_exact_points_of_a_range_are_refused(self) -> None:
        """The error says whether the score is missing, or known as a range."""
        with pytest.raises(NotExactError, match=r"not scored: criterion 1\.5") as caught:
            _ = Score.unknown(FRAMEWORK["1.5"]).exact
        assert caught.value.item == "criterion 1.5"
        assert caught.value.value == Range.closed(0, 10)
        with pytest.raises(NotExactError, match=r"known only as a range: criterion 1\.5"):
            _ = Score.from_printed(FRAMEWORK["1.5"], "5").exact

    def test_a_sum_names_what_it_lacks(self) -> None:
        """First what is not scored, then what is known as a range; five of each at most."""
        small = small_framework([10] * 7, 5)
        printed = [Score.from_printed(criterion, "5") for criterion in small.criteria[:6]]
        missing = Score.unknown(small.criteria[6])
        total = Score(small["1"], Range.closedopen(27, 43), (*printed, missing))
        with pytest.raises(
            NotExactError,
            match=r"not scored: criterion 1\.7; known only as a range: criterion 1\.1, "
            r"criterion 1\.2, criterion 1\.3, criterion 1\.4, criterion 1\.5 and 1 more",
        ):
            _ = total.exact


class TestTrees:
    def test_a_score_can_be_walked(self) -> None:
        """Each whole before its parts; the leaves are what has no parts."""
        small = small_framework([1, 2], 3)
        first = tuple(Score.unknown(criterion) for criterion in small.criteria)
        areas = (
            Score(small["1"], Range.closed(0, 3), first),
            Score.unknown(small["2"]),
        )
        total = Score(small, Range.closed(0, 6), areas)
        assert [score.code for score in walk(total)] == ["total", "1", "1.1", "1.2", "2"]
        assert [score.code for score in leaves(total)] == ["1.1", "1.2", "2"]

    def test_what_was_said_of_a_score(self) -> None:
        """Its printed figures, or else the score itself."""
        figure = Figure("9", "62")
        printed = Score.from_figure(FRAMEWORK["3.5"], figure)
        assert printed.statements() == figure.statements(FRAMEWORK["3.5"])
        (said,) = Score.from_points(FRAMEWORK["3.5"], 9.3).statements()
        assert (said.code, said.measure, said.text) == ("3.5", "score", "[9.3, 9.3]")
        assert said.range == Range.exactly(9.3)

    def test_what_was_said_of_a_score_tells_all_that_is_known(self) -> None:
        """A printed score that was narrowed since is more than its figures say."""
        narrower = Score(FRAMEWORK["3.5"], Range.closedopen(9.3, 9.375), (), Figure("9", "62"))
        common: Range | None = Range.closed(0, 15)
        for said in narrower.statements():
            common = common and common.intersection(said.range)
        assert common == narrower.range


class TestScoresAreValues:
    """Law 10: immutable, hashable, picklable, and equal by value."""

    @given(st.data(), st.integers(1, 4), st.integers(1, 4))
    def test_equal_by_value(self, data: st.DataObject, one: int, other: int) -> None:
        """Scores are equal if they are about the same and say the same."""
        scores = [
            data.draw(scores_of(item(maximum), Fraction(maximum, 2))) for maximum in (one, other)
        ]
        first, second = scores
        same = (one, first.range, first.figure, first.given) == (
            other,
            second.range,
            second.figure,
            second.given,
        )
        assert (first == second) == same
        assert hash(first) == hash(second) or not same
        assert pickle.loads(pickle.dumps(first)) == first

    def test_immutable(self) -> None:
        """Nothing can be set."""
        score = Score.from_percent(FRAMEWORK["1.4"], 60)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            score.range = Range.exactly(0)  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("score", "text"),
        [
            (Score.from_percent(FRAMEWORK["1.4"], 17.5), "criterion 1.4: 5.25 of 30 points"),
            (Score.from_points(FRAMEWORK["1"], Fraction(110, 3)), "area 1: 110/3 of 100 points"),
            (Score.unknown(FRAMEWORK), "total: [0, 800] of 800 points"),
            (
                Score.from_printed(FRAMEWORK["3.5"], "9", "62"),
                "criterion 3.5: [9.225, 9.375) of 15 points",
            ),
        ],
        ids=str,
    )
    def test_a_score_shows_what_is_known(self, score: Score, text: str) -> None:
        """One number or a range, and the maximum."""
        assert str(score) == text
        assert repr(score) == f"<Score {text}>"
