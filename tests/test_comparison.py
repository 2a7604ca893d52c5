"""Evaluations beside each other: a reference's figures, and one municipality over time."""

from __future__ import annotations

import datetime
import itertools
import pickle
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    Certainty,
    Comparison,
    Evaluation,
    Figure,
    Framework,
    InvalidValueError,
    NotComparableError,
    Range,
    Relation,
    Score,
    UnknownCodeError,
    Verdict,
    compare,
    get_framework,
    progress,
)
from strategies import (
    Item,
    frameworks,
    known_scores,
    small_framework,
    span,
    subtree,
    truths,
)

FRAMEWORK = get_framework("2.1")
CERTAIN, POSSIBLE, EXCLUDED = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.EXCLUDED


def printed(version: str | Framework = "2.1", year: int | None = None, **figures: str) -> Any:
    """An evaluation by printed points: ``area_1="63", total="497"``."""
    return Evaluation.from_printed(
        version,
        {name.removeprefix("area_"): Figure(points) for name, points in figures.items()},
        year=year,
    )


def codes(comparison: Comparison) -> list[str]:
    """What is compared, in order."""
    return [each.minuend.code for each in comparison.differences]


class TestOneVersion:
    """Differences of all that something was given of on both sides."""

    def test_two_full_evaluations(self) -> None:
        """All 8 areas, each followed by its criteria, then the total."""
        better = kumla.evaluation().with_scores({"1.4": 60})
        comparison = compare(better, kumla.evaluation())
        assert codes(comparison) == [item.code for item in FRAMEWORK]
        assert comparison.comparability.relation is Relation.DIRECT
        assert not comparison.rough
        assert comparison["1.4"].range == Range.openclosed(4.65, 4.95)
        assert comparison["1.4"].verdict is Verdict.HIGHER
        assert comparison["1.3"].verdict is Verdict.UNDECIDED
        assert [each.minuend.code for each in comparison.areas] == list("12345678")
        assert len(comparison.criteria) == 45
        assert comparison.total is comparison["total"]

    def test_a_reference_of_area_figures_alone(self) -> None:
        """Areas and the total are compared, criteria are not."""
        areas = {f"area_{code}": "50" for code in range(1, 9)}
        comparison = compare(kumla.evaluation(), printed(**areas))
        assert codes(comparison) == [*"12345678", "total"]
        assert comparison.criteria == ()
        assert comparison["8"].verdict is Verdict.HIGHER
        assert comparison["1"].range == Range.open(-14, -12.55)
        assert comparison.total.range == Range.open(-35.45, -21.7)

    def test_a_reference_of_one_area_and_a_total(self) -> None:
        """Strängnäs 2016, as its news had it: area 1 with 63, 497 in all."""
        comparison = compare(kumla.evaluation(), printed(area_1="63", total="497"))
        assert codes(comparison) == ["1", "total"]
        assert comparison["1"].range == Range.open(-27, -25.55)
        assert comparison.total.range == Range.open(-128.95, -122.2)
        assert comparison.total.verdict is Verdict.LOWER

    def test_a_reference_of_a_total_alone(self) -> None:
        """The areas' ranges follow from it, but nothing was said of them."""
        comparison = compare(kumla.evaluation(), printed(total="497"))
        assert codes(comparison) == ["total"]
        assert comparison.areas == comparison.criteria == ()

    def test_missing_criteria(self) -> None:
        """Those of one side alone are left out; an area is there once one of its criteria is."""
        one = Evaluation.from_percents("2.1", {"1.1": 40, "1.2": 50, "2.1": 10})
        other = Evaluation.from_percents("2.1", {"1.1": 20, "1.3": 50, "3.1": 10})
        comparison = compare(one, other)
        assert codes(comparison) == ["1", "1.1", "total"]
        assert comparison["1.1"].range == Range.exactly(3)
        assert comparison["1"].range == Range.closed(16 - 75.5, 81 - 15.5)
        assert comparison["1"].verdict is Verdict.UNDECIDED

    def test_nothing_known(self) -> None:
        """The totals are compared for what it is worth."""
        nothing = Evaluation.from_percents("2.1", {})
        comparison = compare(nothing, nothing)
        assert codes(comparison) == ["total"]
        assert comparison.total.range == Range.closed(-800, 800)
        assert comparison.total.percent is None

    @given(st.data(), frameworks())
    def test_compared_is_what_was_given_on_both_sides(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """An item counts as given if it is or anything below it; differences are of the scores."""
        one, other = (
            Evaluation.from_scores(
                framework, data.draw(known_scores(framework, data.draw(truths(framework))))
            )
            for _ in range(2)
        )
        comparison = compare(one, other)
        assert codes(comparison) == [
            code
            for code in framework.codes
            if code == "total" or all(is_given(framework[code], side) for side in (one, other))
        ]
        for each in comparison.differences:
            code = each.minuend.code
            assert each.minuend == one[code]
            assert each.subtrahend == other[code]
        assert [each.minuend.code for each in (*comparison.areas, *comparison.criteria)] == [
            *[area.code for area in framework.areas if area.code in codes(comparison)],
            *[part.code for part in framework.criteria if part.code in codes(comparison)],
        ]


def is_given(item: Item, evaluation: Evaluation) -> bool:
    """Whether a score of the item, or of one below it, was given and not merely unknown."""
    below = {each.code for each in subtree(item)}
    return any(score.given and score.code in below for score in evaluation.known)


class TestVersionsOfOneEra:
    """Rule 7.1: 2010 and 2.1 are directly comparable, by areas and totals."""

    def test_areas_and_totals_are_compared(self) -> None:
        """Kumla 2017 beside Strängnäs 2014: area 1 with 54, 437 in all."""
        comparison = compare(kumla.evaluation(), printed("2010", area_1="54", total="437"))
        assert comparison.comparability.relation is Relation.DIRECT
        assert "harder to reach" in comparison.comparability.reason
        assert codes(comparison) == ["1", "total"]
        assert comparison.total.range == Range.open(-68.95, -62.2)

    def test_the_later_may_be_the_reference(self) -> None:
        """The same the other way round."""
        comparison = compare(printed("2010", area_1="54", total="437"), kumla.evaluation())
        assert codes(comparison) == ["1", "total"]
        assert comparison.total.range == Range.open(62.2, 68.95)

    def test_items_that_are_not_the_same_are_not_compared(self) -> None:
        """Areas and criteria of another maximum; the scale of the total is one."""
        one = evaluated(small_framework([2, 4], [3, 5], version="one"))
        other = evaluated(small_framework([4, 2], [4, 4], version="other"))
        wider = evaluated(small_framework([1, 6], [4, 3], version="wider"))
        assert codes(compare(one, other)) == ["1", "2", "total"]
        assert codes(compare(one, wider)) == ["total"]

    def test_why_an_area_is_not_compared(self) -> None:
        """The reference has no figure for it; that the scale is shared is no reason."""
        comparison = compare(kumla.evaluation(), printed("2010", total="437"))
        with pytest.raises(NotComparableError, match=r"compared: only .* given on both sides"):
            comparison["1"]

    def test_why_an_area_of_another_maximum_is_not_compared(self) -> None:
        """Both sides have points of it, so that nothing was given of it is no reason."""
        one = evaluated(small_framework([2, 4], [3, 5], version="one"))
        wider = evaluated(small_framework([1, 6], [4, 3], version="wider"))
        with pytest.raises(NotComparableError) as caught:
            compare(one, wider)["1"]
        assert caught.value.allowed == "only items that both frameworks have alike"

    def test_why_a_criterion_is_not_compared(self) -> None:
        """The other version has none that is the same; that the scale is shared is no reason."""
        comparison = compare(kumla.evaluation(), printed("2010", area_1="54"))
        with pytest.raises(NotComparableError) as caught:
            comparison["1.1"]
        assert caught.value.item == "criterion 1.1"
        assert caught.value.allowed != comparison.comparability.reason


def evaluated(framework: Framework) -> Evaluation:
    """A full evaluation, with half the points throughout."""
    leaves = [item.code for item in framework if not framework.parts(item)]
    return Evaluation.from_percents(framework, dict.fromkeys(leaves, 50))


class TestAcross2010:
    """Rule 7.1: totals alone, roughly, with the newer one on the older scale."""

    def test_kumla_beside_a_total_from_before_2010(self) -> None:
        """[448.55, 474.3) less a printed 450."""
        comparison = compare(kumla.evaluation(), printed("pre-2010", total="450"))
        assert comparison.rough
        assert comparison.comparability.relation is Relation.ROUGH
        assert codes(comparison) == ["total"]
        assert comparison.total.range == Range.open(-1.95, 24.8)
        assert comparison.total.verdict is Verdict.UNDECIDED
        assert comparison.areas == comparison.criteria == ()
        older = {each.item for each in (comparison.total.minuend, comparison.total.subtrahend)}
        assert older == {get_framework("pre-2010")}

    def test_the_newer_may_be_the_reference(self) -> None:
        """It is placed on the older scale all the same."""
        comparison = compare(printed("pre-2010", total="450"), kumla.evaluation())
        assert comparison.rough
        assert comparison.total.range == Range.open(-24.8, 1.95)

    def test_areas_and_criteria_are_refused(self) -> None:
        """With the reason; a code that the framework does not have is another error."""
        comparison = compare(kumla.evaluation(), printed("pre-2010", total="450"))
        for code in ("1", "1.1"):
            with pytest.raises(NotComparableError, match=r"compared: only totals") as caught:
                comparison[code]
            assert caught.value.item == FRAMEWORK[code].label
        with pytest.raises(UnknownCodeError):
            comparison["9"]

    def test_two_totals_from_before_2010_are_directly_comparable(self) -> None:
        """Nothing is added to either."""
        comparison = compare(printed("pre-2010", total="450"), printed("pre-2010", total="400"))
        assert not comparison.rough
        assert comparison.total.range == Range.open(49, 51)


class TestRefusals:
    """Rule 7.1: nothing relates 2020 to what came before."""

    @pytest.mark.parametrize("version", ["2.1", "2010", "pre-2010"])
    def test_2020_and_earlier(self, version: str) -> None:
        """Refused either way round, with the reason."""
        for one, other in itertools.permutations([version, "2020"]):
            with pytest.raises(NotComparableError, match="no source relates") as caught:
                compare(printed(one, total="450"), printed(other, total="450"))
            assert caught.value.allowed.endswith(f"the points of {one} to those of {other}")

    @pytest.mark.parametrize("code", ["9", "1.9", "", None, 1])
    def test_unknown_codes(self, code: Any) -> None:
        """Are told from what is not compared."""
        with pytest.raises(UnknownCodeError):
            compare(kumla.evaluation(), kumla.evaluation())[code]

    def test_what_is_not_given_on_both_sides(self) -> None:
        """The error names the item and says what would be needed."""
        comparison = compare(kumla.evaluation(), printed(area_1="63", total="497"))
        for code in ("1.1", "2"):
            with pytest.raises(NotComparableError, match="given on both sides") as caught:
                comparison[code]
            assert caught.value.item == FRAMEWORK[code].label


def strangnas(
    version: str, year: int | None, total: str, date: datetime.date | None = None
) -> Evaluation:
    """A total of Strängnäs."""
    return Evaluation.from_printed(
        version, {"total": Figure(total)}, municipality="Strängnäs", year=year, date=date
    )


class TestProgress:
    """Evaluations of one municipality in time order."""

    FIRST, SECOND = strangnas("2010", 2014, "437"), strangnas("2.1", 2016, "497")
    THIRD = strangnas("2.1", 2018, "490")

    def test_from_437_to_497(self) -> None:
        """59 to 61 points, neither reached: claims are possible or excluded, never certain."""
        found = progress([self.FIRST, self.SECOND])
        total = found.overall.total
        assert found.steps == (found.overall,)
        assert total.range == Range.open(59, 61)
        assert total.verdict is Verdict.HIGHER
        assert [total.claim(points) for points in (58, 60, 61, 62)] == [
            EXCLUDED,
            POSSIBLE,
            POSSIBLE,
            EXCLUDED,
        ]
        assert total.claim(percent="13,7") is POSSIBLE
        assert total.claim(percent="12") is EXCLUDED
        assert total.claim("-60") is EXCLUDED

    def test_change_in_percent_of_the_first_total(self) -> None:
        """By the four pairs of ends: from 496.5 by 437.5 to 497.5 by 436.5."""
        percent = progress([self.FIRST, self.SECOND]).overall.total.percent
        assert percent is not None
        changes = [
            (Fraction(after) / Fraction(before) - 1) * 100
            for after, before in itertools.product(["496.5", "497.5"], ["436.5", "437.5"])
        ]
        assert span(percent) == (min(changes), False, max(changes), False)

    @given(st.permutations([FIRST, SECOND, THIRD]))
    def test_given_in_any_order(self, evaluations: list[Evaluation]) -> None:
        """Each is compared with the one before it, and the last with the first."""
        found = progress(evaluations)
        assert found.evaluations == (self.FIRST, self.SECOND, self.THIRD)
        pairs = [(step.evaluation, step.reference) for step in found.steps]
        assert pairs == [(self.SECOND, self.FIRST), (self.THIRD, self.SECOND)]
        assert (found.overall.evaluation, found.overall.reference) == (self.THIRD, self.FIRST)
        assert [step.total.range for step in (*found.steps, found.overall)] == [
            Range.open(59, 61),
            Range.open(-8, -6),
            Range.open(52, 54),
        ]

    def test_any_iterable_will_do(self) -> None:
        """A generator is used up once."""
        found = progress(each for each in (self.SECOND, self.FIRST))
        assert found == progress([self.FIRST, self.SECOND])

    def test_dates_order_what_years_do_not(self) -> None:
        """Two of one year, if both have their dates; a date tells the year."""
        spring = strangnas("2.1", None, "497", datetime.date(2016, 3, 1))
        autumn = strangnas("2.1", 2016, "499", datetime.date(2016, 11, 1))
        found = progress([autumn, self.FIRST, spring])
        assert found.evaluations == (self.FIRST, spring, autumn)

    @pytest.mark.parametrize(
        "dates",
        [
            (None, None),
            (datetime.date(2016, 3, 1), None),
            (None, datetime.date(2016, 3, 1)),
            (datetime.date(2016, 3, 1), datetime.date(2016, 3, 1)),
        ],
    )
    def test_an_order_that_is_not_known_is_refused(
        self, dates: tuple[datetime.date | None, ...]
    ) -> None:
        """One year twice without different dates; a third one between makes no difference."""
        twice = [strangnas("2.1", 2016, "497", date) for date in dates]
        dated = strangnas("2.1", 2016, "497", datetime.date(2016, 6, 1))
        for evaluations in (twice, [twice[0], self.FIRST, twice[1]], [*twice, dated]):
            with pytest.raises(InvalidValueError, match="or different dates") as caught:
                progress(evaluations)
            assert caught.value.value == 2016

    @pytest.mark.parametrize("evaluations", [[], [SECOND]])
    def test_fewer_than_two_are_refused(self, evaluations: Iterable[Evaluation]) -> None:
        """One evaluation is no progress."""
        with pytest.raises(InvalidValueError, match="two evaluations or more"):
            progress(evaluations)

    def test_different_municipalities_are_refused(self) -> None:
        """Both are named; an evaluation without a name is taken as the same one's."""
        with pytest.raises(InvalidValueError, match="one municipality's") as caught:
            progress([self.FIRST, kumla.evaluation()])
        assert caught.value.value == "Kumla, Strängnäs"
        unnamed = attrs.evolve(self.SECOND, municipality=None)
        coded = attrs.evolve(self.FIRST, municipality_code="0486")
        with pytest.raises(InvalidValueError, match="one municipality's") as caught:
            progress([coded, attrs.evolve(self.SECOND, municipality_code="0180")])
        assert caught.value.value == "0180, 0486"
        assert progress([coded, unnamed]).evaluations == (coded, unnamed)
        assert progress([self.FIRST, unnamed]).evaluations == (self.FIRST, unnamed)

    def test_a_year_is_needed(self) -> None:
        """Of each evaluation, since else the order is not known."""
        with pytest.raises(InvalidValueError, match="the year of each evaluation"):
            progress([self.FIRST, strangnas("2.1", None, "497")])

    def test_across_2010(self) -> None:
        """The step across is rough, and so is the whole way; the one after it is direct."""
        before = strangnas("pre-2010", 2009, "500")
        found = progress([self.FIRST, before, self.SECOND])
        assert [step.rough for step in found.steps] == [True, False]
        assert found.overall.rough
        assert found.steps[0].total.range == Range.open(16, 38)
        assert found.steps[1].total.range == Range.open(59, 61)
        assert found.overall.total.range == Range.open(76, 98)

    def test_to_2020_is_refused(self) -> None:
        """Nothing relates it to what came before."""
        with pytest.raises(NotComparableError, match="no source relates"):
            progress([self.FIRST, strangnas("2020", 2021, "500")])

    def test_areas_and_criteria_are_in_each_step(self) -> None:
        """As in a comparison of two."""
        later = attrs.evolve(kumla.evaluation().with_scores({"1.4": 60}), year=2019)
        found = progress([later, kumla.evaluation()])
        assert found.overall == compare(later, kumla.evaluation())
        assert found.overall["1.4"].verdict is Verdict.HIGHER


class TestValues:
    """Law 10: immutable, hashable, picklable, equal by value; and what notebooks show."""

    def test_a_comparison_is_a_value(self) -> None:
        """Of equal evaluations."""
        found = compare(kumla.evaluation(), printed(total="497"))
        assert found == compare(kumla.evaluation(), printed(total="497"))
        assert hash(found) == hash(compare(kumla.evaluation(), printed(total="497")))
        assert pickle.loads(pickle.dumps(found)) == found
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.differences = ()  # type: ignore[misc]

    def test_a_progress_is_a_value(self) -> None:
        """Of equal evaluations."""
        found = progress([TestProgress.FIRST, TestProgress.SECOND])
        assert found == progress([TestProgress.SECOND, TestProgress.FIRST])
        assert hash(found) == hash(progress([TestProgress.FIRST, TestProgress.SECOND]))
        assert pickle.loads(pickle.dumps(found)) == found
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.steps = ()  # type: ignore[misc]

    def test_notebooks_show_tables(self) -> None:
        """Of differences, and of totals over time."""
        shown = compare(kumla.evaluation(), printed(total="497"))._repr_html_()
        assert "<table" in shown
        assert "over -128.95 to under -122.2" in shown
        shown = progress([TestProgress.FIRST, TestProgress.SECOND])._repr_html_()
        assert "<table" in shown
        assert "over 59 to under 61 points" in shown

    def test_consoles_show_the_total(self) -> None:
        """Of what is compared, or of the last beside the first."""
        assert repr(compare(kumla.evaluation(), printed(total="497"))) == (
            "<Comparison of Kumla 2017 by 2.1 with by 2.1: total: (-128.95, -122.2) points>"
        )
        found = progress([TestProgress.FIRST, TestProgress.SECOND])
        assert repr(found) == "<Progress of 2: total: (59, 61) points>"

    def test_unknown_scores_are_not_given(self) -> None:
        """A score that says nothing is as good as none."""
        nothing = Evaluation.from_scores("2.1", [Score.unknown(FRAMEWORK["1"])])
        assert codes(compare(kumla.evaluation(), nothing)) == ["total"]
