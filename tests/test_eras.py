"""Eras: what may be compared with what, and the rough step to the scale from before 2010."""

from __future__ import annotations

import itertools
import math
import pickle
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    Comparability,
    Evaluation,
    Figure,
    Framework,
    InvalidTypeError,
    NotComparableError,
    Range,
    Relation,
    Score,
    comparability,
    compare,
    framework_versions,
    from_pre_2010,
    get_framework,
    to_pre_2010,
)
from strategies import holds, make_range, small_framework

OLDER, NEWER = get_framework("pre-2010"), get_framework("2.1")
DIRECT, ROUGH, NONE = Relation.DIRECT, Relation.ROUGH, Relation.NONE

#: The step as the report states it, 80 to 100 points are added, in thirds of a point.
STEPS = range(80 * 3, 100 * 3 + 1)


def total(framework: Framework, known: Range | int) -> Score:
    """A total by a framework: a range, or exact points."""
    return Score(framework, known if isinstance(known, Range) else Range.exactly(known))


@st.composite
def totals(draw: st.DrawFn) -> Range:
    """Ranges of whole points within 0 and 800, often where a step meets an end of the scale."""
    lower = draw(st.sampled_from([0, 79, 80, 100, 699, 700, 720, 799, 800]) | st.integers(0, 800))
    upper = min(800, lower + draw(st.integers(0, 3) | st.sampled_from([20, 40])))
    opened = st.booleans() if lower < upper else st.just(False)
    return make_range(Fraction(lower), draw(opened), Fraction(upper), draw(opened))


def thirds(known: Range) -> set[int]:
    """The numbers of a range that are thirds of a point, counted in thirds.

    An open range between whole points has two of them, so they tell ends and their kinds.
    """
    places = range(math.floor(known.lower * 3), math.ceil(known.upper * 3) + 1)
    return {place for place in places if holds(known, Fraction(place, 3))}


class TestForward:
    """Rule 7.2: 80 to 100 points are added, and past 800 there is nothing."""

    def test_kumla(self) -> None:
        """[368.55, 374.3) becomes [448.55, 474.3)."""
        older = to_pre_2010(kumla.evaluation().total)
        assert older.range == Range.closedopen(448.55, 474.3)
        assert older.item == OLDER

    def test_a_number_becomes_an_interval(self) -> None:
        """371 becomes 451 to 471: never the one number in the middle."""
        assert to_pre_2010(total(NEWER, 371)).range == Range.closed(451, 471)

    @pytest.mark.parametrize(
        ("newer", "older"),
        [
            (Range.exactly(0), Range.closed(80, 100)),
            (Range.exactly(700), Range.closed(780, 800)),
            (Range.exactly(701), Range.closed(781, 800)),
            (Range.exactly(720), Range.exactly(800)),
            (Range.exactly(750), Range.exactly(800)),
            (Range.exactly(800), Range.exactly(800)),
            (Range.closed(0, 800), Range.closed(80, 800)),
            (Range.closedopen(699, 700), Range.closedopen(779, 800)),
            (Range.closedopen(699, 701), Range.closed(779, 800)),
            (Range.openclosed(699, 700), Range.openclosed(779, 800)),
            (Range.open(719, 720), Range.openclosed(799, 800)),
            (Range.open(720, 721), Range.exactly(800)),
        ],
        ids=str,
    )
    def test_ends(self, newer: Range, older: Range) -> None:
        """Ends stay open or closed; an end past 800 is 800, and 800 belongs to it."""
        assert to_pre_2010(total(NEWER, newer)).range == older

    @given(totals())
    def test_every_sum_is_there_and_nothing_else(self, known: Range) -> None:
        """Of the total's numbers and the steps, tried one by one."""
        sums = {min(2400, place + step) for place in thirds(known) for step in STEPS}
        assert thirds(to_pre_2010(total(NEWER, known)).range) == sums

    @pytest.mark.parametrize("version", ["2010", "2.1"])
    def test_both_editions_of_the_era(self, version: str) -> None:
        """From either, the result is a total by the older framework, and known to be given."""
        older = to_pre_2010(total(get_framework(version), 437))
        assert older == Score(OLDER, Range.closed(517, 537))
        assert older.given


class TestBack:
    """Rule 7.3: 80 to 100 points are taken away; a total that may be 800 may have been cut."""

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            (Range.exactly(451), Range.closed(351, 371)),
            (Range.closedopen(451, 471), Range.closedopen(351, 391)),
            (Range.openclosed(451, 471), Range.openclosed(351, 391)),
            (Range.exactly(100), Range.closed(0, 20)),
            (Range.exactly(90), Range.closed(0, 10)),
            (Range.exactly(79), Range.exactly(0)),
            (Range.exactly(0), Range.exactly(0)),
            (Range.open(99, 101), Range.closedopen(0, 21)),
            (Range.open(100, 101), Range.open(0, 21)),
            (Range.exactly(800), Range.closed(700, 800)),
            (Range.closed(799, 800), Range.closed(699, 800)),
            (Range.closedopen(799, 800), Range.closedopen(699, 720)),
            (Range.openclosed(799, 800), Range.openclosed(699, 800)),
            (Range.closed(0, 800), Range.closed(0, 800)),
        ],
        ids=str,
    )
    def test_ends(self, older: Range, newer: Range) -> None:
        """Ends stay open or closed; below 0 is 0; 800 goes back to anything up to 800."""
        assert from_pre_2010(total(OLDER, older)).range == newer

    @given(totals())
    def test_every_difference_is_there_and_nothing_else(self, known: Range) -> None:
        """Of the total's numbers and the steps, tried one by one."""
        found = {max(0, place - step) for place in thirds(known) for step in STEPS}
        if holds(known, 800):
            found |= set(range(min(found), 2401))
        assert thirds(from_pre_2010(total(OLDER, known)).range) == found

    def test_the_result_is_by_the_framework_asked_for(self) -> None:
        """2.1 where none is; any of the era 2010."""
        assert from_pre_2010(total(OLDER, 451)).item == NEWER
        edition = get_framework("2010")
        assert from_pre_2010(total(OLDER, 451), edition) == Score(edition, Range.closed(351, 371))

    @pytest.mark.parametrize("version", ["2020", "pre-2010"])
    def test_other_frameworks_are_refused(self, version: str) -> None:
        """Nothing leads to the edition of 2020, nor from the older scale to itself."""
        with pytest.raises(NotComparableError, match="era '2010'") as caught:
            from_pre_2010(total(OLDER, 451), get_framework(version))
        assert caught.value.value == version


class TestLaw6:
    """To the old scale and back contains where it began; order is kept; areas are refused."""

    @given(totals())
    def test_there_and_back_contains_where_it_began(self, known: Range) -> None:
        """Wherever it began, near an end of the scale as elsewhere."""
        assert known.within(from_pre_2010(to_pre_2010(total(NEWER, known))).range)

    @given(totals())
    def test_back_and_there_contains_what_can_be_a_sum(self, known: Range) -> None:
        """Of an older total: what is 80 or more, since less is no sum of 80 points."""
        again = to_pre_2010(from_pre_2010(total(OLDER, known))).range
        reachable = known.intersection(Range.closed(80, 800))
        assert reachable is None or reachable.within(again)

    @given(totals(), totals())
    def test_order_is_kept(self, one: Range, other: Range) -> None:
        """An end that is no higher than another's is no higher afterwards, both ways."""
        for step, framework in ((to_pre_2010, NEWER), (from_pre_2010, OLDER)):
            moved, moved_other = (step(total(framework, known)).range for known in (one, other))
            if one.lower_end <= other.lower_end:
                assert moved.lower_end <= moved_other.lower_end
            if one.upper_end <= other.upper_end:
                assert moved.upper_end <= moved_other.upper_end

    @given(totals(), totals())
    def test_knowing_more_of_a_total_is_knowing_more_of_the_step(
        self, one: Range, other: Range
    ) -> None:
        """Law 3: a narrower total never widens what is told on the other scale."""
        both = one.intersection(other)
        if both is None:
            both = one
        for step, framework in ((to_pre_2010, NEWER), (from_pre_2010, OLDER)):
            narrow, wide = (step(total(framework, known)).range for known in (both, one))
            assert narrow.within(wide)


class TestRefusals:
    """Rule 7.2: the step holds for totals of its era only."""

    @pytest.mark.parametrize("step", [to_pre_2010, from_pre_2010])
    @pytest.mark.parametrize("code", ["1", "1.4"])
    def test_areas_and_criteria_are_refused(self, step: Any, code: str) -> None:
        """The error names the item and says that only totals are moved."""
        with pytest.raises(NotComparableError, match="only totals; the step") as caught:
            step(kumla.evaluation()[code])
        assert caught.value.item == NEWER[code].label

    @pytest.mark.parametrize("version", ["2020", "pre-2010"])
    def test_totals_of_other_eras_are_not_moved_to_the_older_scale(self, version: str) -> None:
        """No source relates 2020 to it; a total on the older scale is there already."""
        with pytest.raises(NotComparableError, match="only a total of the era '2010'") as caught:
            to_pre_2010(total(get_framework(version), 400))
        assert version in caught.value.item

    def test_nothing_is_moved_twice(self) -> None:
        """Nor back before it was moved."""
        with pytest.raises(NotComparableError):
            to_pre_2010(to_pre_2010(total(NEWER, 400)))
        with pytest.raises(NotComparableError, match="a total of the era 'pre-2010'"):
            from_pre_2010(from_pre_2010(total(OLDER, 400)))

    @pytest.mark.parametrize("version", ["2010", "2.1", "2020"])
    def test_only_older_totals_are_moved_back(self, version: str) -> None:
        """Totals from 2010 on are not on the older scale."""
        with pytest.raises(NotComparableError, match="a total of the era 'pre-2010'"):
            from_pre_2010(total(get_framework(version), 400))

    @pytest.mark.parametrize("step", [to_pre_2010, from_pre_2010])
    @pytest.mark.parametrize("value", [371, Fraction(371), Range.exactly(371), None, "371"])
    def test_what_is_no_score_is_refused(self, step: Any, value: object) -> None:
        """A number says not which scale it is on."""
        with pytest.raises(InvalidTypeError, match="the total's Score") as caught:
            step(value)
        assert caught.value.value is value

    @pytest.mark.parametrize("maximum", [400, 1600])
    def test_totals_of_another_maximum_are_refused(self, maximum: int) -> None:
        """80 points of 800 are not 80 of 400: what is not comparable is not moved either."""
        own = attrs.evolve(small_framework(maximum), era="2010")
        assert comparability(own, OLDER).relation is NONE
        with pytest.raises(NotComparableError):
            to_pre_2010(total(own, 200))
        with pytest.raises(NotComparableError):
            from_pre_2010(total(OLDER, 200), own)
        with pytest.raises(NotComparableError):
            from_pre_2010(total(attrs.evolve(own, era="pre-2010"), 200))


class TestComparability:
    """Rule 7.1: results of one era directly, across 2010 roughly, else not at all."""

    RELATIONS = (
        dict.fromkeys([("2.1", "2.1"), ("2010", "2010"), ("2.1", "2010"), ("2010", "2.1")], DIRECT)
        | dict.fromkeys([("2020", "2020"), ("pre-2010", "pre-2010")], DIRECT)
        | dict.fromkeys(itertools.product(["2.1", "2010"], ["pre-2010"]), ROUGH)
        | dict.fromkeys(itertools.product(["pre-2010"], ["2.1", "2010"]), ROUGH)
        | dict.fromkeys(itertools.product(["2020"], ["2.1", "2010", "pre-2010"]), NONE)
        | dict.fromkeys(itertools.product(["2.1", "2010", "pre-2010"], ["2020"]), NONE)
    )

    def test_every_pair_of_editions(self) -> None:
        """As the sources have it; the order of the two makes no difference."""
        pairs = itertools.product(framework_versions(), repeat=2)
        found = {pair: comparability(*map(get_framework, pair)).relation for pair in pairs}
        assert found == self.RELATIONS

    def test_reasons(self) -> None:
        """Each relation says why, with the editions or the points that it is about."""
        reasons = {
            pair: comparability(*map(get_framework, pair)).reason for pair in self.RELATIONS
        }
        assert reasons["2.1", "2.1"] == "one version of the framework"
        assert reasons["2.1", "2010"] == (
            "2.1 and 2010 share a scale; the revision between them was minor, though points may "
            "be somewhat harder to reach after it"
        )
        assert reasons["2.1", "pre-2010"] == (
            "only totals, roughly: experience says that 80 to 100 points are added to a result "
            "from 2010 or later to place it on the scale from before 2010"
        )
        assert reasons["2.1", "2020"] == "no source relates the points of 2.1 to those of 2020"

    def test_frameworks_of_ones_own(self) -> None:
        """One of an era of its own is related to itself; one of a known era, as that is."""
        own = small_framework(300, 500, version="ours")
        assert comparability(own, own).relation is DIRECT
        assert comparability(own, attrs.evolve(own, version="theirs")).relation is DIRECT
        assert comparability(own, attrs.evolve(own)).reason == "one version of the framework"
        namesake = attrs.evolve(own, source="elsewhere")
        assert comparability(own, namesake).reason.startswith("ours and ours share a scale")
        assert comparability(own, NEWER).relation is NONE
        assert comparability(NEWER, own).reason.endswith("2.1 to those of ours")
        newer, older = attrs.evolve(own, era="2010"), attrs.evolve(own, era="pre-2010")
        assert comparability(newer, NEWER).relation is DIRECT
        assert comparability(newer, OLDER).relation is ROUGH
        assert comparability(older, NEWER).relation is ROUGH
        assert comparability(older, OLDER).relation is DIRECT

    @pytest.mark.parametrize("era", ["2010", "pre-2010", "2020", "small"])
    def test_totals_of_different_maxima_are_not_comparable(self, era: str) -> None:
        """Whatever their era; the reason names the two."""
        own = attrs.evolve(small_framework(400), era=era)
        for framework in map(get_framework, framework_versions()):
            found = comparability(own, framework)
            assert found.relation is NONE
            assert found.reason == "their totals have different maxima, 400 and 800"

    def test_what_is_roughly_comparable_is_compared(self) -> None:
        """A total by an older framework of one's own, beside Kumla's."""
        own = attrs.evolve(small_framework(300, 500, version="ours"), era="pre-2010")
        older = Evaluation.from_printed(own, {"total": Figure(500)})
        comparison = compare(kumla.evaluation(), older)
        assert comparison.rough
        assert comparison.total.range == Range.open(-51.95, -25.2)

    def test_an_answer_is_a_value(self) -> None:
        """Law 10: equal, hashable, picklable and frozen."""
        found = comparability(NEWER, OLDER)
        assert found == comparability(get_framework("2.1"), OLDER)
        assert hash(found) == hash(Comparability(found.relation, found.reason))
        assert pickle.loads(pickle.dumps(found)) == found
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.relation = DIRECT  # type: ignore[misc]
