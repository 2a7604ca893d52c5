"""Evaluations: built from scores of every kind, summed exactly, and changed by copies."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    Finding,
    FindingKind,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    KeyFacts,
    KommunkompassError,
    NotExactError,
    Range,
    RoleModel,
    Score,
    UnknownCodeError,
    compare,
    explain,
    get_framework,
)
from kommunkompass.exact import Number
from strategies import (
    frameworks,
    half_up,
    holds,
    known_scores,
    leaves,
    parts,
    ranges_around,
    scores_of,
    small_framework,
    span,
    subtree,
    summed,
    truths,
)

FRAMEWORK = get_framework("2.1")
SMALL = small_framework([10, 20], 30)

#: Percents of all 45 criteria: 50 throughout, but for one of 12.5.
HALF = {criterion.code: 50 for criterion in FRAMEWORK.criteria} | {"1.1": 12.5}


def percents_of(framework: Framework, points: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """The percents, of at most one decimal here, that give points to the leaves."""
    return {
        leaf.code: Decimal(str(float(points[leaf.code] * 100 / leaf.maximum)))
        for leaf in leaves(framework)
    }


class TestExactEvaluations:
    def test_one_criterion_at_12_5_percent(self) -> None:
        """Rule 2.3: sums are exact, and 1.875 of 15 points are not rounded on the way."""
        evaluation = Evaluation.from_percents("2.1", HALF)
        assert evaluation["1.1"].exact == Fraction("1.875")
        assert evaluation["1"].exact == Fraction("44.375")
        assert evaluation.total.exact == Fraction("394.375")
        assert (evaluation["1.1"].printed, evaluation["1"].printed) == (2, 44)
        assert evaluation.total.printed == 394

    def test_half_a_point_goes_up(self) -> None:
        """Rule 2.4: 5 % of 10 points is printed as 1, and so is a sum of 0.5."""
        evaluation = Evaluation.from_percents("2.1", {**dict.fromkeys(HALF, 0), "1.5": 5})
        assert (
            evaluation["1.5"].printed == evaluation["1"].printed == evaluation.total.printed == 1
        )
        assert evaluation.total.exact == Fraction(1, 2)

    def test_tenths_are_tenths(self) -> None:
        """0.1 and 0.2 of a point sum to 0.3, given as floats."""
        evaluation = Evaluation.from_points(SMALL, {"1.1": 0.1, "1.2": 0.2, "2": 0})
        assert evaluation["1"].exact == evaluation.total.exact == Fraction(3, 10)

    def test_every_kind_of_number_is_taken(self) -> None:
        """A numpy scalar, a Decimal, a Fraction and a float, side by side."""
        percents: dict[str, Number] = {
            "1.1": np.float32(12.3),
            "1.2": Decimal("12.3"),
            "2": Fraction(123, 10),
        }
        assert (
            Evaluation.from_percents(SMALL, percents).total.exact == Fraction(123, 10) * 60 / 100
        )

    def test_kumlas_percents_taken_as_exact(self) -> None:
        """Rule 2.3: from the printed percents, 371.65 points in all."""
        percents = {code: percent for code, (_, percent) in kumla.PRINTED.items() if "." in code}
        evaluation = Evaluation.from_percents("2.1", percents, municipality="Kumla")
        assert [str(float(area.exact)) for area in evaluation.areas] == [
            "36.45", "40.45", "56.15", "40.0", "45.85", "55.0", "36.45", "61.3",
        ]  # fmt: skip
        assert evaluation.total.exact == Fraction("371.65")

    @given(st.data(), frameworks())
    def test_sums_are_exact(self, data: st.DataObject, framework: Framework) -> None:
        """Law 2: an area is the exact sum of its criteria, the total of its areas."""
        truth = data.draw(truths(framework))
        percents = percents_of(framework, truth)
        points = {leaf.code: truth[leaf.code] for leaf in leaves(framework)}
        as_floats = {code: float(percent) for code, percent in percents.items()}
        for evaluation in (
            Evaluation.from_percents(framework, percents),
            Evaluation.from_percents(framework, as_floats),
            Evaluation.from_points(framework, points),
        ):
            found = {item.code: evaluation[item.code].exact for item in subtree(framework)}
            assert found == truth

    @given(truths(FRAMEWORK, decimals=4))
    def test_sums_of_all_45_criteria_are_exact(self, truth: dict[str, Fraction]) -> None:
        """Rule 2.3: percents with four decimals, as floats, to the last digit."""
        percents = {
            leaf.code: float(truth[leaf.code] * 100 / leaf.maximum) for leaf in leaves(FRAMEWORK)
        }
        evaluation = Evaluation.from_percents("2.1", percents)
        for score in (*evaluation.criteria, *evaluation.areas, evaluation.total):
            assert score.exact == truth[score.code]
            assert str(score.printed) == half_up(truth[score.code])

    def test_the_framework_is_given_itself_or_by_version(self) -> None:
        """Bundled versions have names; one's own is given as it is."""
        assert Evaluation.from_percents("2.1", HALF) == Evaluation.from_percents(FRAMEWORK, HALF)
        assert Evaluation.from_percents(SMALL, {}).framework is SMALL

    def test_values_are_given_as_a_mapping_or_as_pairs(self) -> None:
        """Their order does not matter; the scores are kept in the framework's."""
        pairs = list(reversed(HALF.items()))
        evaluation = Evaluation.from_percents("2.1", pairs)
        assert evaluation == Evaluation.from_percents("2.1", HALF)
        assert evaluation == Evaluation.from_percents("2.1", iter(pairs))
        assert [score.code for score in evaluation.known] == list(HALF)

    def test_areas_without_criteria_are_scored_as_a_whole(self) -> None:
        """Editions of which only the areas are known, or only the total."""
        evaluation = Evaluation.from_points("2020", {str(area): 50 for area in range(1, 9)})
        assert evaluation.total.exact == 400
        assert evaluation.criteria == ()
        assert Evaluation.from_points("pre-2010", {"total": 512}).total.exact == 512
        assert Evaluation.from_points("pre-2010", {}).areas == ()


class TestIncompleteEvaluations:
    """Rule 3.4: an incomplete evaluation has bounds, never a silent zero."""

    def test_what_is_missing_has_bounds(self) -> None:
        """0 to the maximum for each missing criterion, and for the sums they are in."""
        evaluation = Evaluation.from_percents("2.1", {"1.1": 50, "1.2": 12.5})
        assert evaluation["1.3"].range == Range.closed(0, 25)
        assert evaluation["1"].range == Range.closed(10, 75)
        assert evaluation["2"].range == Range.closed(0, 100)
        assert evaluation.total.range == Range.closed(10, 775)

    def test_missing_items_are_listed(self) -> None:
        """Criteria, and areas that are scored as a whole, in order."""
        evaluation = Evaluation.from_percents(SMALL, {"1.2": 0})
        assert evaluation.missing == (SMALL["1.1"], SMALL["2"])
        assert Evaluation.from_points("pre-2010", {}).missing == (get_framework("pre-2010"),)
        assert Evaluation.from_percents("2.1", HALF).missing == ()

    def test_what_was_given_is_listed(self) -> None:
        """Items of any level, but not those that only follow from others."""
        scores = [Score.from_points(SMALL["1"], 12), Score.unknown(SMALL["2"])]
        evaluation = Evaluation.from_scores(SMALL, scores)
        assert evaluation.given == {"1"}
        assert evaluation.missing == (SMALL["1.1"], SMALL["1.2"], SMALL["2"])
        assert [evaluation[code].given for code in ("1", "1.1", "2", "total")] == [
            True, False, False, False,
        ]  # fmt: skip

    def test_asking_for_the_value_names_what_is_missing(self) -> None:
        """One number that is not there is an error."""
        evaluation = Evaluation.from_percents(SMALL, {"1.2": 0})
        assert evaluation["1.2"].exact == 0
        with pytest.raises(NotExactError, match=r"not scored: criterion 1\.1, area 2") as caught:
            _ = evaluation.total.exact
        assert caught.value.item == "total"
        assert caught.value.value == Range.closed(0, 40)

    @given(st.data(), frameworks())
    def test_whatever_is_missing_lies_within_the_bounds(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Leave out what you like of a complete evaluation: the ranges hold what it had."""
        truth = data.draw(truths(framework))
        points = {leaf.code: truth[leaf.code] for leaf in leaves(framework)}
        kept = data.draw(st.lists(st.sampled_from(list(points)), unique=True))
        evaluation = Evaluation.from_points(framework, {code: points[code] for code in kept})
        for item in subtree(framework):
            gaps = [leaf.maximum for leaf in leaves(item) if leaf.code not in kept]
            least = sum(points[leaf.code] for leaf in leaves(item) if leaf.code in kept)
            assert evaluation[item.code].range == Range.closed(least, least + sum(gaps))
            assert holds(evaluation[item.code], truth[item.code])


class TestScoresByCode:
    def test_every_item_has_a_score(self) -> None:
        """Criteria, areas and the total are found by code, and listed in order."""
        evaluation = kumla.evaluation()
        assert [score.code for score in evaluation.areas] == list("12345678")
        assert [score.code for score in evaluation.criteria] == [
            criterion.code for criterion in FRAMEWORK.criteria
        ]
        for item in FRAMEWORK:
            assert evaluation[item.code].item == item
        assert evaluation["total"] is evaluation.total
        assert evaluation.total.parts == evaluation.areas
        assert evaluation["1"].parts == evaluation.criteria[:5]

    @pytest.mark.parametrize("code", ["9.9", "", None, 1.4, ["1"]])
    def test_an_unknown_code_is_refused(self, code: str) -> None:
        """The error names framework, code and the form of codes."""
        with pytest.raises(UnknownCodeError, match=r"framework 2\.1: .*1, 1\.1 … total") as caught:
            kumla.evaluation()[code]
        assert caught.value.value is code

    def test_printed_figures_are_kept(self) -> None:
        """What the source printed is there beside what it means, in the framework's order."""
        evaluation = kumla.evaluation()
        assert dict(evaluation.figures) == kumla.figures()
        assert [code for code, _ in evaluation.figures] == list(kumla.PRINTED)
        assert evaluation["1.4"].figure == Figure("13", "44")
        assert Evaluation.from_percents("2.1", HALF).figures == ()

    def test_printed_areas_can_be_summed_as_readers_do(self) -> None:
        """Rule 6.1: Kumla's printed areas sum to 371, which is not the exact total."""
        assert kumla.evaluation().sum_of_printed_areas == 371
        assert Evaluation.from_percents("2.1", HALF).sum_of_printed_areas is None
        some = Evaluation.from_printed("2.1", {"1": Figure("37"), "2": Figure("40")})
        assert some.sum_of_printed_areas is None
        percents = {str(area): Figure(percent="50.5") for area in range(1, 9)}
        assert Evaluation.from_printed("2020", percents).sum_of_printed_areas == 404
        both = percents | {"1": Figure("50", "50.5")}
        assert Evaluation.from_printed("2020", both).sum_of_printed_areas == Fraction("403.5")
        assert (
            Evaluation.from_printed("pre-2010", {"total": Figure(5)}).sum_of_printed_areas is None
        )


#: Numbers that are no score, with the error that each gives.
BAD_NUMBERS: list[tuple[object, type[KommunkompassError]]] = [
    (-1, InvalidValueError),
    (101, InvalidValueError),
    (float("nan"), InvalidValueError),
    (float("inf"), InvalidValueError),
    (1e400, InvalidValueError),
    (Decimal("1e999999999"), InvalidValueError),
    (Decimal("NaN"), InvalidValueError),
    (np.float64("nan"), InvalidValueError),
    (True, InvalidTypeError),
    (np.True_, InvalidTypeError),
    (None, InvalidTypeError),
    ("abc", InvalidTypeError),
    ("50", InvalidTypeError),
    ([50], InvalidTypeError),
]
BUILDERS = [Evaluation.from_percents, Evaluation.from_points]


class TestWhatIsRefused:
    @pytest.mark.parametrize("build", BUILDERS, ids=["percents", "points"])
    @pytest.mark.parametrize(("value", "kind"), BAD_NUMBERS, ids=repr)
    def test_bad_numbers(
        self,
        build: Callable[[str, Mapping[str, object]], Evaluation],
        value: object,
        kind: type[KommunkompassError],
    ) -> None:
        """At once, by an error that names the item, the value and what is allowed."""
        with pytest.raises(kind) as caught:
            build("2.1", {"1.1": 5, "1.4": value})
        assert caught.value.item == "criterion 1.4"
        assert str(caught.value.value) == str(value)
        assert caught.value.allowed
        assert caught.value.allowed in str(caught.value)

    @pytest.mark.parametrize(
        "value", [-1, "9", None, True, 9.5, ("9", "62"), Score.unknown(FRAMEWORK["1.4"])], ids=repr
    )
    def test_printed_values_that_are_no_figures(self, value: Any) -> None:
        """A number or a text is not yet a figure: which of points and percent, is not said."""
        with pytest.raises(InvalidTypeError, match="Figure") as caught:
            Evaluation.from_printed("2.1", {"1.4": value})
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value is value

    @pytest.mark.parametrize("value", [None, 50, "1.4", Figure("9")], ids=repr)
    def test_scores_that_are_no_scores(self, value: object) -> None:
        """What is no score is refused by an error of the family."""
        with pytest.raises(KommunkompassError, match="Score") as caught:
            Evaluation.from_scores("2.1", [value])  # type: ignore[list-item]
        assert caught.value.value is value

    @pytest.mark.parametrize("scores", [None, 50, Score.unknown(FRAMEWORK["1.4"])], ids=repr)
    def test_scores_that_are_no_list_of_scores(self, scores: Any) -> None:
        """Even one score has to come in a list."""
        with pytest.raises(InvalidTypeError) as caught:
            Evaluation.from_scores("2.1", scores)
        assert caught.value.value is scores

    @pytest.mark.parametrize(
        "known", [Range.closed(0, 16), Range.closed(-1, 5), Range.exactly(800)], ids=str
    )
    def test_scores_out_of_bounds(self, known: Range) -> None:
        """Law 2: a score that was built by hand has to lie within 0 and the maximum too."""
        with pytest.raises(KommunkompassError, match=r"criterion 1\.1"):
            Evaluation.from_scores("2.1", [Score(FRAMEWORK["1.1"], known)])

    @pytest.mark.parametrize("code", ["9.9", "1.40", "Total", "", None, 1.4, 1])
    def test_unknown_codes(self, code: str) -> None:
        """The error names the framework, the code as given, and the form of codes."""
        builds: list[Callable[[], Evaluation]] = [
            lambda: Evaluation.from_percents("2.1", {code: 50}),
            lambda: Evaluation.from_points("2.1", [(code, 5)]),
            lambda: Evaluation.from_printed("2.1", {code: Figure("5")}),
            lambda: Evaluation.from_percents("2.1", {}).with_scores({code: 50}),
        ]
        for build in builds:
            with pytest.raises(UnknownCodeError, match=r"1, 1\.1 … total") as caught:
                build()
            assert caught.value.item == "framework 2.1"
            assert caught.value.value is code

    def test_a_code_that_cannot_be_one(self) -> None:
        """Among pairs, even a list in a code's place is an unknown code."""
        with pytest.raises(UnknownCodeError) as caught:
            Evaluation.from_percents("2.1", [(["1.4"], 50)])  # type: ignore[list-item]
        assert caught.value.value == ["1.4"]

    @pytest.mark.parametrize(
        "values", [None, 50, "1.4", [50], [("1.4",)], ["1.4"], [None]], ids=repr
    )
    def test_values_without_codes(self, values: Any) -> None:
        """Neither a mapping nor pairs: an error of the family that says so."""
        builds: list[Any] = [*BUILDERS, Evaluation.from_printed]
        for build in builds:
            with pytest.raises(InvalidTypeError, match="pairs") as caught:
                build("2.1", values)
            assert caught.value.item == "values by code"

    @pytest.mark.parametrize("build", BUILDERS, ids=["percents", "points"])
    def test_a_code_given_twice(
        self, build: Callable[[str, list[tuple[str, float]]], Evaluation]
    ) -> None:
        """Even with the same value: which was meant is not known."""
        with pytest.raises(InvalidValueError, match="each code once") as caught:
            build("2.1", [("1.4", 5), ("1.5", 6), ("1.4", 7)])
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value == 7

    def test_an_unknown_code_given_twice(self) -> None:
        """It is unknown, first of all."""
        with pytest.raises(UnknownCodeError, match=r"'9\.9' is not known"):
            Evaluation.from_percents("2.1", [("9.9", 5), ("9.9", 5)])

    def test_a_figure_or_a_score_given_twice(self) -> None:
        """Each item is scored once."""
        figures = [("1.4", Figure("9")), ("1.4", Figure("9"))]
        with pytest.raises(InvalidValueError, match="each code once") as caught:
            Evaluation.from_printed("2.1", figures)
        assert caught.value.item == "criterion 1.4"
        score = Score.from_percent(FRAMEWORK["1.4"], 50)
        with pytest.raises(InvalidValueError, match="each code once") as caught:
            Evaluation.from_scores("2.1", [score, score])
        assert caught.value.item == "criterion 1.4"

    def test_an_unknown_framework(self) -> None:
        """The error lists the versions that there are."""
        with pytest.raises(UnknownCodeError, match="2020") as caught:
            Evaluation.from_percents("3", {})
        assert caught.value.item == "framework version"

    def test_scores_of_another_framework(self) -> None:
        """A score of 1.1 of 10 points says nothing about 1.1 of 15."""
        score = Score.from_percent(SMALL["1.1"], 50)
        with pytest.raises(InvalidValueError, match=r"scores of framework 2\.1") as caught:
            Evaluation.from_scores("2.1", [score])
        assert caught.value.item == "criterion 1.1"
        assert caught.value.value == score
        with pytest.raises(UnknownCodeError, match=r"framework small: '1\.3' is not known"):
            Evaluation.from_scores(SMALL, [Score.unknown(FRAMEWORK["1.3"])])

    def test_scores_that_contradict(self) -> None:
        """An area of 5 points whose criterion has 6 cannot be."""
        scores = [Score.from_points(SMALL["1"], 5), Score.from_points(SMALL["1.1"], 6)]
        with pytest.raises(ContradictionError, match=r"^area 1 scored .* but 1\.1 scored "):
            Evaluation.from_scores(SMALL, scores)


class TestLaws:
    @given(st.data(), frameworks())
    def test_ranges_lie_within_bounds(self, data: st.DataObject, framework: Framework) -> None:
        """Law 2: 0 <= lower <= upper <= maximum, and a whole is within its parts' sum."""
        truth = data.draw(truths(framework))
        scores = data.draw(known_scores(framework, truth))
        evaluation = Evaluation.from_scores(framework, scores)
        for item in subtree(framework):
            score = evaluation[item.code]
            assert 0 <= score.lower <= score.upper <= item.maximum == score.maximum
            assert holds(score, truth[item.code])
            if score.parts:
                lower = sum(part.lower for part in score.parts)
                upper = sum(part.upper for part in score.parts)
                assert lower <= score.lower
                assert score.upper <= upper
                if not any(parts(known.item) for known in scores):
                    assert (score.lower, score.upper) == (lower, upper)

    @given(st.data(), frameworks(least_areas=1))
    def test_narrowing_never_widens(self, data: st.DataObject, framework: Framework) -> None:
        """Law 3: to know more of an item is to know no less of any other."""
        truth = data.draw(truths(framework))
        scores = {score.code: score for score in data.draw(known_scores(framework, truth))}
        item = data.draw(st.sampled_from(subtree(framework)))
        value = truth[item.code]
        more = scores.get(item.code, Score.unknown(item)).range.intersection(
            data.draw(ranges_around(value, item.maximum))
        )
        assert more is not None
        before = Evaluation.from_scores(framework, scores.values())
        after = Evaluation.from_scores(
            framework, (scores | {item.code: Score(item, more)}).values()
        )
        for each in subtree(framework):
            assert after[each.code].range.within(before[each.code].range)

    @given(st.data(), frameworks(least_areas=1))
    def test_raising_never_lowers(self, data: st.DataObject, framework: Framework) -> None:
        """Law 3: a criterion that scores higher lowers neither its area nor the total."""
        truth = data.draw(truths(framework))
        points = {leaf.code: truth[leaf.code] for leaf in leaves(framework)}
        raised = data.draw(st.sampled_from(leaves(framework)))
        more = data.draw(st.fractions(points[raised.code], raised.maximum))
        before = Evaluation.from_points(framework, points)
        after = before.with_scores({raised.code: Score.from_points(raised, more)})
        for item in subtree(framework):
            gained = more - points[raised.code] if raised in leaves(item) else 0
            assert after[item.code].exact == before[item.code].exact + gained


class TestScoresOfOtherEvaluations:
    """What was said of an item may be said again; what others told about it is not."""

    def test_a_printed_area_is_taken_without_its_criteria(self) -> None:
        """Its range and figure are known, and nothing of what it sums."""
        area = kumla.evaluation()["1"]
        again = Evaluation.from_scores("2.1", [area])
        assert again.known == (Score(area.item, area.range, (), area.figure),)
        assert again["1"].range == area.range
        assert [part.figure for part in again["1"].parts] == [None] * 5

    def test_a_sum_that_is_given_alone_is_given_itself(self) -> None:
        """It followed from its criteria there, and is all that is known here."""
        area = Evaluation.from_percents("2.1", {"1.1": 50})["1"]
        assert not area.given
        again = Evaluation.from_scores("2.1", [area])
        assert again.known == (Score(area.item, Range.closed(7.5, 92.5)),)
        assert again.given == {"1"}
        assert "not scored" not in explain(again["1"]).text().splitlines()[0]
        assert [each.minuend.code for each in compare(again, again).differences] == ["1", "total"]
        assert Evaluation.from_percents("2.1", {}).with_scores({"1": area}).given == {"1"}
        assert Evaluation.from_scores("2.1", [area, Evaluation(FRAMEWORK)["2"]]) == again

    def test_what_is_known_survives_a_second_building(self) -> None:
        """What a dropped figure told of the others is not given there either."""
        changed = kumla.evaluation().with_scores({"1.4": 60, "2": Score.unknown(FRAMEWORK["2"])})
        again = Evaluation.from_scores("2.1", changed.known, **changed.details)
        assert again == changed
        assert again.given == changed.given

    def test_items_are_the_same_where_they_are_equal(self) -> None:
        """A score that comes from another process is of the framework's own item."""
        score = pickle.loads(pickle.dumps(Score.from_percent(FRAMEWORK["1.4"], 60)))
        assert score.item is not FRAMEWORK["1.4"]
        assert Evaluation.from_scores("2.1", [score])["1.4"].exact == 18


class TestChangedCopies:
    """A copy in which some items are scored anew; what was told about the others is kept."""

    def test_a_criterion_is_scored_anew(self) -> None:
        """Its area and the total follow; nothing else changes, and the original not at all."""
        before = Evaluation.from_percents("2.1", HALF, municipality="Kumla", year=2017)
        after = before.with_scores({"1.4": 60})
        assert after == Evaluation.from_percents(
            "2.1", HALF | {"1.4": 60}, municipality="Kumla", year=2017
        )
        assert before["1.4"].exact == 15
        assert after["1.4"].exact == 18
        assert after.total.exact == before.total.exact + 3
        assert before.with_scores({}) == before

    def test_a_printed_area_goes_with_its_changed_criterion(self) -> None:
        """Kumla's area 1 was printed as 37 with 44 % in 1.4; with 60 % nobody has printed it."""
        after = kumla.evaluation().with_scores({"1.4": 60})
        assert after["1.4"].exact == 18
        assert after["1"].figure is None
        assert span(after["1"]) == (Fraction("41.075"), True, Fraction("41.6"), False)
        assert after["1.3"].figure == kumla.evaluation()["1.3"].figure
        assert after["2"] == kumla.evaluation()["2"]

    def test_an_area_is_scored_anew(self) -> None:
        """What was known of its criteria was known of the old score."""
        after = kumla.evaluation().with_scores({"1": 50})
        assert after["1"].exact == 50
        assert after["1.4"].range == Range.closed(0, 30)
        assert after["2.1"] == kumla.evaluation()["2.1"]

    def test_a_total_is_scored_anew(self) -> None:
        """Then it is all that is known."""
        after = kumla.evaluation().with_scores({"total": 100})
        assert after.known == (Score.from_percent(FRAMEWORK, 100),)
        assert all(score.exact == score.maximum for score in after.criteria)

    def test_an_area_and_its_criterion_are_scored_anew(self) -> None:
        """Both are new, and have to agree."""
        evaluation = Evaluation.from_percents(SMALL, {"1.1": 0, "1.2": 0, "2": 0})
        new: dict[str, Score | int] = {"1": Score.from_points(SMALL["1"], 12), "1.1": 50}
        after = evaluation.with_scores(new)
        assert after["1.2"].exact == 7
        with pytest.raises(ContradictionError, match="area 1"):
            evaluation.with_scores({"1": 0, "1.1": 50})

    def test_a_score_is_taken_away(self) -> None:
        """An unknown score leaves the item missing."""
        before = Evaluation.from_percents(SMALL, {"1.1": 50, "1.2": 50, "2": 50})
        after = before.with_scores({"1.2": Score.unknown(SMALL["1.2"])})
        assert after == Evaluation.from_percents(SMALL, {"1.1": 50, "2": 50})
        assert after.missing == (SMALL["1.2"],)

    def test_a_score_is_printed_anew(self) -> None:
        """A change may be any score of the item."""
        after = kumla.evaluation().with_scores(
            [("4.2", Score.from_printed(FRAMEWORK["4.2"], "6", "55"))]
        )
        assert after["4.2"].figure == Figure("6", "55")
        assert after["4.2"].range == Range.closedopen(5.5, 5.55)

    def test_what_an_area_told_about_its_other_criteria_is_kept(self) -> None:
        """12 points of 10 and 20 leave the second at least 2: so it stays when the first moves."""
        area = Score.from_points(SMALL["1"], 12)
        after = Evaluation.from_scores(SMALL, [area]).with_scores({"1.1": 0})
        assert after["1.2"].range == Range.closed(2, 12)
        assert after["1"].range == Range.closed(2, 12)

    def test_what_a_total_told_about_the_others_is_kept(self) -> None:
        """If all points were had, they are still had in what did not change."""
        full = Evaluation.from_points(SMALL, {"total": 60})
        after = full.with_scores({"1.1": 0})
        assert after["2"].exact == 30
        assert after["1.2"].exact == 20

    def test_what_nothing_was_given_of_is_still_missing(self) -> None:
        """A change to one criterion scores no other."""
        before = Evaluation.from_points(SMALL, {"1": 12, "2": 0})
        assert before.missing == (SMALL["1.1"], SMALL["1.2"])
        assert before.with_scores({"1.1": 50}).missing == (SMALL["1.2"],)

    @given(st.data(), frameworks(least_areas=1))
    def test_the_changed_truth_is_within_the_changed_ranges(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Where exact points agree with all that is known, they still do after the same change."""
        truth = data.draw(truths(framework))
        scores = data.draw(known_scores(framework, truth))
        items = {leaf.code: leaf for leaf in leaves(framework)}
        changed = data.draw(st.lists(st.sampled_from(list(items)), unique=True, min_size=1))
        points = {
            code: Fraction(data.draw(st.integers(0, items[code].maximum))) for code in changed
        }
        new = {code: data.draw(scores_of(items[code], value)) for code, value in points.items()}
        after = Evaluation.from_scores(framework, scores).with_scores(new)
        for code, value in summed(framework, truth | points).items():
            assert holds(after[code], value)
        for code in changed:
            assert after[code].range == new[code].range

    @given(st.data(), frameworks(least_areas=1))
    def test_what_is_known_of_other_items_stays(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """An item that is neither changed, nor whole or part of a changed one, keeps its range."""
        truth = data.draw(truths(framework))
        before = Evaluation.from_scores(framework, data.draw(known_scores(framework, truth)))
        changed = data.draw(st.sampled_from(subtree(framework)))
        after = before.with_scores({changed.code: 50})
        for item in subtree(framework):
            if changed not in subtree(item) and item not in subtree(changed):
                assert after[item.code].range == before[item.code].range
                assert after[item.code].given == before[item.code].given
                assert (item in after.missing) == (item in before.missing)

    @pytest.mark.parametrize(("value", "kind"), BAD_NUMBERS, ids=repr)
    def test_bad_numbers_are_refused(self, value: float, kind: type[KommunkompassError]) -> None:
        """As when an evaluation is built."""
        with pytest.raises(kind) as caught:
            kumla.evaluation().with_scores({"1.4": value})
        assert caught.value.item == "criterion 1.4"
        assert str(caught.value.value) == str(value)

    def test_a_code_given_twice_is_refused(self) -> None:
        """Among pairs."""
        with pytest.raises(InvalidValueError, match="each code once") as caught:
            kumla.evaluation().with_scores([("1.4", 50), ("1.4", 60)])
        assert caught.value.item == "criterion 1.4"

    def test_a_score_of_another_item_is_refused(self) -> None:
        """It would change what it is about, and not what it stands for."""
        evaluation = Evaluation.from_percents("2.1", {"1.1": 50})
        with pytest.raises(InvalidValueError) as caught:
            evaluation.with_scores({"1.1": Score.from_percent(FRAMEWORK["1.2"], 40)})
        assert caught.value.item == "criterion 1.1"


class TestEvaluationsAreValues:
    """Law 10: immutable, hashable, picklable, and equal by value."""

    @given(st.data(), frameworks())
    def test_equal_by_value(self, data: st.DataObject, framework: Framework) -> None:
        """The same scores, in whatever order they come, make the same evaluation."""
        truth = data.draw(truths(framework))
        scores = data.draw(known_scores(framework, truth))
        one = Evaluation.from_scores(framework, scores, municipality="Kumla")
        other = Evaluation.from_scores(framework, reversed(scores), municipality="Kumla")
        assert one == other
        assert hash(one) == hash(other)
        assert one.total == other.total
        assert one != Evaluation.from_scores(framework, scores, municipality="Strängnäs")

    @given(st.data(), frameworks())
    def test_picklable(self, data: st.DataObject, framework: Framework) -> None:
        """An evaluation that is sent elsewhere has the same scores."""
        scores = data.draw(known_scores(framework, data.draw(truths(framework))))
        evaluation = Evaluation.from_scores(framework, scores, year=2017)
        again = pickle.loads(pickle.dumps(evaluation))
        assert again == evaluation
        assert again.total == evaluation.total
        assert hash(again) == hash(evaluation)

    def test_hashes_are_fresh_in_another_process(self) -> None:
        """A pickled evaluation is found in a set of a process that hashes text differently."""
        program = (
            "import pickle, sys; from kommunkompass import Evaluation; "
            "found = pickle.load(sys.stdin.buffer); "
            "print(found in {Evaluation.from_percents('2.1', {'1.1': 12.5}, municipality='A')})"
        )
        evaluation = Evaluation.from_percents("2.1", {"1.1": 12.5}, municipality="A")
        hash(evaluation)
        result = subprocess.run(
            [sys.executable, "-c", program], input=pickle.dumps(evaluation), capture_output=True
        )
        assert result.stdout.split() == [b"True"], result.stderr

    @pytest.mark.parametrize("name", ["framework", "known", "total", "municipality", "year"])
    def test_immutable(self, name: str) -> None:
        """Nothing can be set."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(kumla.evaluation(), name, None)


class TestWhoseEvaluationItIs:
    def test_all_that_is_told_is_kept(self) -> None:
        """Municipality, date, evaluators, findings, role models and key facts."""
        evaluation = Evaluation.from_percents(
            "2.1",
            HALF,
            municipality="Kumla",
            municipality_code="1881",
            date=datetime.date(2017, 3, 1),
            evaluators=["A. Andersson", "B. Berg"],
            findings=[Finding("1", "strength", "Clear plans"), Finding("2", "improvement", "Web")],
            role_models=[RoleModel("Strängnäs", "dialogue", "1"), RoleModel("Luleå", "all")],
            key_facts=KeyFacts(
                group="Commuting", population=21_000, population_change=200, employees=1_800,
                governing_parties=["S", "C"],
            ),
        )  # fmt: skip
        assert (evaluation.municipality, evaluation.municipality_code) == ("Kumla", "1881")
        assert (evaluation.year, evaluation.date) == (2017, datetime.date(2017, 3, 1))
        assert evaluation.evaluators == ("A. Andersson", "B. Berg")
        assert [finding.kind for finding in evaluation.findings] == [
            FindingKind.STRENGTH,
            FindingKind.IMPROVEMENT,
        ]
        assert [model.code for model in evaluation.role_models] == ["1", None]
        assert evaluation.key_facts.governing_parties == ("S", "C")
        assert pickle.loads(pickle.dumps(evaluation)) == evaluation
        assert hash(evaluation)

    def test_it_can_be_told_again(self) -> None:
        """The details of one evaluation describe another in the same way."""
        one = Evaluation.from_percents(
            "2.1", HALF, municipality="Kumla", date=datetime.date(2017, 3, 1), evaluators=["A"]
        )
        other = Evaluation.from_points("2020", {}, **one.details)
        assert other.details == one.details
        assert one.with_scores({"1.1": 0}).details == one.details

    def test_nothing_needs_to_be_told(self) -> None:
        """Everything but the framework is optional."""
        evaluation = Evaluation(FRAMEWORK)
        assert evaluation.municipality is None
        assert evaluation.year is None
        assert evaluation.evaluators == ()
        assert evaluation.findings == ()
        assert evaluation.role_models == ()
        assert evaluation.key_facts == KeyFacts()
        assert evaluation.missing == FRAMEWORK.criteria

    @pytest.mark.parametrize("code", ["188", "18811", "abcd", "", "١٨٨١", "18.1"])
    def test_a_municipality_code_is_four_digits(self, code: str) -> None:
        """As text, since some begin with 0."""
        with pytest.raises(InvalidValueError, match="four digits") as caught:
            Evaluation(FRAMEWORK, municipality_code=code)
        assert caught.value.item == "municipality_code"
        assert caught.value.value == code

    @pytest.mark.parametrize("year", [1899, 3000, 17])
    def test_a_year_is_one_of_our_time(self, year: int) -> None:
        """Other numbers are refused."""
        with pytest.raises(InvalidValueError, match="from 1900 to 2999") as caught:
            Evaluation(FRAMEWORK, year=year)
        assert caught.value.item == "year"
        assert caught.value.value is year

    @pytest.mark.parametrize("year", [True, 2017.0, "2017"])
    def test_a_year_is_a_whole_number(self, year: object) -> None:
        """Not a text, nor a truth value."""
        with pytest.raises(InvalidTypeError, match="a whole number") as caught:
            Evaluation(FRAMEWORK, year=year)  # type: ignore[arg-type]
        assert caught.value.item == "year"

    def test_year_and_date_agree(self) -> None:
        """Of two years, one must be wrong."""
        date = datetime.date(2017, 3, 1)
        assert Evaluation(FRAMEWORK, date=date, year=2017).year == 2017
        with pytest.raises(InvalidValueError, match="the year of the date 2017-03-01") as caught:
            Evaluation(FRAMEWORK, date=date, year=2016)
        assert caught.value.value == 2016

    def test_findings_and_role_models_are_about_the_frameworks_items(self) -> None:
        """An unknown code is refused there too."""
        with pytest.raises(UnknownCodeError, match="'9' is not known"):
            Evaluation(FRAMEWORK, findings=[Finding("9", FindingKind.STRENGTH, "x")])
        with pytest.raises(UnknownCodeError, match="'9' is not known"):
            Evaluation(FRAMEWORK, role_models=[RoleModel("Luleå", "x", "9")])

    @pytest.mark.parametrize(
        ("details", "item"),
        [
            ({"municipality": 1881}, "municipality"),
            ({"date": datetime.datetime(2017, 3, 1, 12)}, "date"),
            ({"evaluators": ["A. Andersson", None]}, "evaluators"),
            ({"municipality_code": 1881}, "municipality_code"),
            ({"evaluators": "A. Andersson"}, "evaluators"),
            ({"evaluators": None}, "evaluators"),
            ({"date": "2017-03-01"}, "date"),
            ({"findings": ["Clear plans"]}, "findings"),
            ({"role_models": ["Strängnäs"]}, "role_models"),
            ({"key_facts": None}, "key_facts"),
        ],
        ids=str,
    )
    def test_details_of_a_wrong_kind_are_refused(
        self, details: dict[str, object], item: str
    ) -> None:
        """By an error of the family that names the keyword, not by whatever fails first."""
        with pytest.raises(InvalidTypeError) as caught:
            Evaluation(FRAMEWORK, **details)  # type: ignore[arg-type]
        assert caught.value.item == item
        assert caught.value.allowed

    @pytest.mark.parametrize(
        "framework", ["2.1", None, get_framework], ids=["2.1", "None", "function"]
    )
    def test_it_needs_a_framework(self, framework: Framework) -> None:
        """The ways of building take a version's name; the class itself takes the framework."""
        with pytest.raises(InvalidTypeError, match="a Framework") as caught:
            Evaluation(framework)
        assert caught.value.item == "framework"

    @pytest.mark.parametrize("kind", ["weakness", None, 1])
    def test_a_finding_is_a_strength_or_an_improvement(self, kind: str) -> None:
        """Any other kind is refused by an error of the family."""
        assert Finding("1", "strength", "x") == Finding("1", FindingKind.STRENGTH, "x")
        with pytest.raises(KommunkompassError, match="improvement") as caught:
            Finding("1", kind, "x")
        assert caught.value.item == "kind"

    @pytest.mark.parametrize(
        ("build", "item"),
        [
            (lambda: Finding(1, "strength", "x"), "code"),  # type: ignore[arg-type]
            (lambda: Finding("1", "strength", None), "text"),  # type: ignore[arg-type]
            (lambda: RoleModel(None, "x"), "municipality"),  # type: ignore[arg-type]
            (lambda: RoleModel("Luleå", 1), "topic"),  # type: ignore[arg-type]
            (lambda: RoleModel("Luleå", "x", 1), "code"),  # type: ignore[arg-type]
            (lambda: KeyFacts(group=1), "group"),  # type: ignore[arg-type]
            (lambda: KeyFacts(population=21_000.0), "population"),  # type: ignore[arg-type]
            (lambda: KeyFacts(population_change=True), "population_change"),
            (lambda: KeyFacts(employees=-1), "employees"),
            (lambda: KeyFacts(governing_parties="S"), "governing_parties"),
            (lambda: KeyFacts(governing_parties=[1]), "governing_parties"),  # type: ignore[list-item]
        ],
    )
    def test_findings_role_models_and_key_facts_are_checked(
        self, build: Callable[[], object], item: str
    ) -> None:
        """What is of a wrong kind, or a negative count, is refused by name."""
        with pytest.raises(KommunkompassError) as caught:
            build()
        assert caught.value.item == item
        assert caught.value.allowed

    def test_a_population_may_fall(self) -> None:
        """A change can be negative, a population cannot."""
        assert KeyFacts(population=0, population_change=-40).population_change == -40
