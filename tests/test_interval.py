"""Ranges: judged point by point on a grid, and by a linear programme."""

from __future__ import annotations

import itertools
import math
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given, strategies as st

from kommunkompass import (
    Certainty,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    NotExactError,
    Range,
)
from kommunkompass.interval import narrowed
from strategies import Span, grid, holds, make_range, programmed, ranges, span

#: Every half from below to above what the drawn ranges and their sums reach.
HALVES = [Fraction(place, 2) for place in range(-20, 21)]
WHOLES = st.integers(-3, 3)
#: Ends of every kind, for tables of examples.
KINDS = {
    "[]": Range.closed,
    "[)": Range.closedopen,
    "(]": Range.openclosed,
    "()": Range.open,
}


class TestBuilding:
    @pytest.mark.parametrize(
        ("known", "ends"),
        [
            (Range.closed(1, 2), (1, True, 2, True)),
            (Range.closedopen(8.5, 9), (8.5, True, 9, False)),
            (
                Range.openclosed(Decimal("0.1"), 0.5),
                (Fraction("0.1"), False, Fraction("0.5"), True),
            ),
            (Range.open(-1, Fraction(1, 3)), (-1, False, Fraction(1, 3), False)),
            (Range.exactly(5.25), (5.25, True, 5.25, True)),
        ],
        ids=str,
    )
    def test_a_range_is_built_by_the_kinds_of_its_ends(
        self, known: Range, ends: tuple[Fraction, bool, Fraction, bool]
    ) -> None:
        """Its ends are exact, whatever kind of number they were given as."""
        assert span(known) == ends
        assert type(known.lower) is type(known.upper) is Fraction
        assert known.width == ends[2] - ends[0]

    @pytest.mark.parametrize(
        ("known", "text"),
        [
            (Range.closed(0, 15), "[0, 15]"),
            (Range.closedopen(9.225, 9.375), "[9.225, 9.375)"),
            (Range.openclosed(Fraction(1, 3), 2), "(1/3, 2]"),
            (Range.open(-1, 1), "(-1, 1)"),
        ],
        ids=str,
    )
    def test_a_range_shows_itself_as_mathematicians_write_it(
        self, known: Range, text: str
    ) -> None:
        """A bracket belongs to a closed end, a parenthesis to an open one."""
        assert str(known) == text
        assert repr(known) == f"<Range {text}>"

    @pytest.mark.parametrize(
        ("kind", "lower", "upper", "shown"),
        [
            (Range.closed, 2, 1, "[2, 1]"),
            (Range.closedopen, 1, 1, "[1, 1)"),
            (Range.openclosed, 1, 1, "(1, 1]"),
            (Range.open, 1, 1, "(1, 1)"),
        ],
    )
    def test_an_empty_range_is_refused(
        self, kind: Callable[[int, int], Range], lower: int, upper: int, shown: str
    ) -> None:
        """There is no empty range; the error shows what was asked for."""
        with pytest.raises(InvalidValueError, match="a range that is not empty") as caught:
            kind(lower, upper)
        assert caught.value.value == shown

    @pytest.mark.parametrize("end", [True, None, "1", math.nan, math.inf])
    def test_an_end_that_is_no_number_is_refused(self, end: float) -> None:
        """Ends are numbers as everywhere else."""
        with pytest.raises(KommunkompassError, match="a finite number"):
            Range.closed(0, end)

    @pytest.mark.parametrize(
        ("lower", "upper"),
        [
            ((1, 0), (Fraction(2), 0)),
            ((Fraction(1), 0), (2, 0)),
            ((Fraction(1), -1), (Fraction(2), 0)),
            ((Fraction(1), 0), (Fraction(2), 1)),
            ((Fraction(1), True), (Fraction(2), 0)),
            ((Fraction(1), 0, 0), (Fraction(2), 0)),
            (None, (Fraction(2), 0)),
        ],
    )
    def test_either_end_is_a_pair(self, lower: Any, upper: Any) -> None:
        """Of a Fraction and a nudge that points into the range."""
        with pytest.raises(InvalidTypeError, match="two ends, each a pair of a Fraction"):
            Range(lower, upper)

    def test_one_pair_is_no_open_range(self) -> None:
        """Also where both ends are one object."""
        for end in ((Fraction(1), 1), (Fraction(1), -1)):
            with pytest.raises(InvalidTypeError, match="two ends"):
                Range(end, end)

    @given(ranges(), ranges())
    def test_ranges_are_equal_by_value(self, one: Range, other: Range) -> None:
        """Law 10: equal ends make equal ranges, of one hash; the kind of end counts."""
        assert (one == other) == (span(one) == span(other))
        again = make_range(one.lower, not one.lower_closed, one.upper, not one.upper_closed)
        assert again == one
        assert hash(again) == hash(one)
        assert pickle.loads(pickle.dumps(one)) == one

    def test_a_range_cannot_be_changed(self) -> None:
        """Law 10: ranges are immutable."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Range.exactly(1).lower_end = (Fraction(0), 0)  # type: ignore[misc]


class TestOneNumber:
    def test_it_is_given_where_there_is_one(self) -> None:
        """An exact range has a value, and no width."""
        known = Range.exactly(0.1)
        assert known.is_exact
        assert known.exact == Fraction(1, 10)
        assert known.width == 0

    @given(ranges())
    def test_it_is_refused_where_there_are_more(self, known: Range) -> None:
        """The error shows the range."""
        assert known.is_exact == (len(grid(known, 4)) == 1)
        if not known.is_exact:
            with pytest.raises(NotExactError) as caught:
                _ = known.exact
            assert caught.value.value is known


class TestPointByPoint:
    """Each operation gives the numbers that its definition gives, tried one by one.

    With whole ends, a result is told by which whole and half numbers are in it. Where each is a
    sum of two numbers, these may have to be quarters.
    """

    @given(ranges(), st.fractions(-4, 4, max_denominator=4))
    def test_contains(self, known: Range, value: Fraction) -> None:
        """Rule 4.1: a number is in a range if it is past no end, nor at an open one."""
        assert (value in known) == holds(known, value)
        assert (float(value) in known) == holds(known, value)

    def test_only_numbers_are_looked_for(self) -> None:
        """Text is in no range, and asking for it is an error."""
        with pytest.raises(InvalidTypeError):
            _ = "1" in Range.closed(0, 2)  # type: ignore[operator]

    @given(ranges(), ranges())
    def test_sum(self, one: Range, other: Range) -> None:
        """Rule 4.2: a sum is of one number of each."""
        total = one + other
        for value in HALVES:
            found = any(holds(other, value - term) for term in grid(one, 4))
            assert holds(total, value) == found

    @given(ranges(), ranges())
    def test_difference(self, one: Range, other: Range) -> None:
        """Rule 4.2: any number of one less any of the other; "-" is no set difference."""
        difference = one - other
        for value in HALVES:
            found = any(holds(other, term - value) for term in grid(one, 4))
            assert holds(difference, value) == found

    @given(ranges())
    def test_negative(self, known: Range) -> None:
        """The negative of a range is the range of negatives."""
        for value in HALVES:
            assert holds(-known, value) == holds(known, -value)

    @given(st.lists(ranges(), max_size=6))
    def test_sum_of_many(self, terms: list[Range]) -> None:
        """Adding many at once is adding one after the other, from exactly 0."""
        total = Range.exactly(0)
        for term in terms:
            total = total + term
        assert Range.sum(terms) == Range.sum(iter(terms)) == total

    @given(ranges(), ranges())
    def test_intersection(self, one: Range, other: Range) -> None:
        """Rule 4.1: the numbers of both; None where there are none."""
        met = one.intersection(other)
        both = [value for value in HALVES if holds(one, value) and holds(other, value)]
        assert both == ([] if met is None else grid(met, 2))
        assert met == other.intersection(one)

    @given(ranges(), ranges())
    def test_within(self, one: Range, other: Range) -> None:
        """A range is within another if each of its numbers is in the other."""
        assert one.within(other) == all(holds(other, value) for value in grid(one, 2))

    @given(ranges(-4, 4), WHOLES, st.integers(0, 3))
    def test_clamped(self, known: Range, lower: int, width: int) -> None:
        """Each number outside the bounds is moved to the nearer one."""
        bounds = Range.closed(lower, lower + width)
        moved = {min(max(value, lower), lower + width) for value in grid(known, 2)}
        assert set(grid(known.clamped(bounds), 2)) == moved

    @given(ranges(), st.sampled_from([1, 2, 7, 0.5, Fraction(1, 3), Decimal("0.15")]))
    def test_scaled(self, known: Range, factor: int | float | Fraction | Decimal) -> None:
        """Each number is multiplied."""
        exactly = Fraction(str(factor))
        scaled = known.scaled(factor)
        for value in HALVES:
            assert holds(scaled, value * exactly) == holds(known, value)

    @pytest.mark.parametrize("factor", [0, -1, -0.5])
    def test_scaled_by_nothing_or_less(self, factor: float) -> None:
        """A factor is positive."""
        with pytest.raises(InvalidValueError, match="a positive number") as caught:
            Range.closed(0, 1).scaled(factor)
        assert caught.value.value == factor

    @pytest.mark.parametrize("dividend", [Range.closed(-2, -1), Range.open(-0.5, 1)], ids=str)
    @pytest.mark.parametrize("divisor", [Range.closed(1, 2), Range.closed(0, 1)], ids=str)
    def test_numbers_below_0_are_not_divided(self, dividend: Range, divisor: Range) -> None:
        """Their least quotient would be that by the divisor's other end."""
        with pytest.raises(InvalidValueError, match="of numbers of 0 or more") as caught:
            dividend.divided(divisor)
        assert (caught.value.item, caught.value.value) == ("dividend", dividend)

    @given(ranges(0, 3), ranges(-1, 4))
    @example(Range.closed(1, 2), Range.closedopen(1, 2))
    @example(Range.closed(1, 2), Range.openclosed(1, 2))
    @example(Range.exactly(0), Range.open(1, 2))
    def test_divided(self, one: Range, other: Range) -> None:
        """A quotient is of a number of at least 0 by a positive one, else it has no bound."""
        quotients = one.divided(other)
        if other.lower <= 0:
            assert quotients is None
            return
        assert quotients is not None
        for value in (Fraction(place, 24) for place in range(80)):
            if value == 0:
                found = holds(one, 0)
            else:
                # The divisors for which the quotient is in the range are a range themselves.
                needed = make_range(
                    one.lower / value,
                    not one.lower_closed,
                    one.upper / value,
                    not one.upper_closed,
                )
                found = needed.intersection(other) is not None
            assert holds(quotients, value) == found

    @given(ranges(-2, 2, unit=4))
    @example(Range.closedopen(36.5, 37.5))
    @example(Range.open(0.25, 0.5))
    @example(Range.openclosed(0.25, 0.5))
    def test_rounded(self, known: Range) -> None:
        """Rule 4.4: the least and the greatest that a half going up can give."""
        printed = [math.floor(value + Fraction(1, 2)) for value in grid(known, 8)]
        assert known.rounded() == (min(printed), max(printed))

    @given(ranges(), ranges())
    def test_above(self, one: Range, other: Range) -> None:
        """Rule 4.3: certain if it holds for all pairs of numbers, excluded if for none."""
        pairs = itertools.product(grid(one, 4), grid(other, 4))
        verdicts = {first > second for first, second in pairs}
        assert one.above(other) is certainty(verdicts)

    @given(ranges(), ranges())
    def test_equal(self, one: Range, other: Range) -> None:
        """Rule 4.3: certain if both are one same number, excluded if they have none in common."""
        pairs = itertools.product(grid(one, 4), grid(other, 4))
        verdicts = {first == second for first, second in pairs}
        assert one.equal(other) is certainty(verdicts)


def certainty(verdicts: set[bool]) -> Certainty:
    """What the verdicts on all pairs come to."""
    if verdicts == {True, False}:
        return Certainty.POSSIBLE
    return Certainty.CERTAIN if verdicts == {True} else Certainty.EXCLUDED


def test_a_certainty_is_no_truth_value() -> None:
    """A comparison has three outcomes, so "if" refuses it instead of guessing."""
    outcome = Range.closed(0, 1).above(Range.closed(0, 1))
    assert outcome is Certainty.POSSIBLE
    with pytest.raises(InvalidTypeError, match="comparison with a Certainty"):
        bool(outcome)


@pytest.mark.parametrize("kind", list(KINDS))
def test_touching_ranges_meet_only_where_both_ends_are_closed(kind: str) -> None:
    """[0, 1] and what begins at 1 have the 1 in common, or nothing."""
    met = Range.closed(0, 1).intersection(KINDS[kind](1, 2))
    assert met == (Range.exactly(1) if kind[0] == "[" else None)


class TestNarrowing:
    """Law 5: narrowing is as tight as possible."""

    PARTS = st.lists(ranges(-1, 2), min_size=1, max_size=3)

    def test_a_part_gives_way_when_the_others_cannot(self) -> None:
        """Of [0, 5] and [0, 2) that sum to at least 6, the first is above 4, the second from 1."""
        left = narrowed([Range.closed(0, 5), Range.closedopen(0, 2)], Range.closed(6, 9))
        assert left == (Range.openclosed(4, 5), Range.closedopen(1, 2))

    @given(PARTS, ranges(-3, 6))
    def test_agrees_with_all_choices_of_numbers(self, parts: list[Range], whole: Range) -> None:
        """What is left of a part is what some choice of all numbers has, tried one by one."""
        steps = 2 * (len(parts) + 2)
        sums = set(cells(whole, steps))
        choices = [
            choice
            for choice in itertools.product(*[cells(part, steps) for part in parts])
            if sum(choice) in sums
        ]
        if not choices:
            with pytest.raises(InvalidValueError, match="a range that meets") as caught:
                narrowed(parts, whole)
            assert caught.value.value is whole
            return
        for left, values in zip(narrowed(parts, whole), zip(*choices, strict=True), strict=True):
            halves = {Fraction(value, steps) for value in values if value % (steps // 2) == 0}
            assert halves == set(grid(left, 2))

    @given(st.lists(ranges(-3, 3, unit=20), min_size=1, max_size=6), ranges(-9, 9, unit=20))
    def test_agrees_with_a_linear_programme(self, parts: list[Range], whole: Range) -> None:
        """What is left of a part has the ends, and the kinds of ends, that optima have."""
        each = [
            [int(place == other) for other in range(len(parts))] for place in range(len(parts))
        ]
        rules = [*zip(each, parts, strict=True), ([1] * len(parts), whole)]
        expected = programmed(rules, each)
        assume(expected is not None)
        found: list[Span] = [span(left) for left in narrowed(parts, whole)]
        assert found == expected

    @given(PARTS, ranges(-3, 6))
    def test_once_is_enough(self, parts: list[Range], whole: Range) -> None:
        """Narrowing what was narrowed changes nothing."""
        assume(Range.sum(parts).intersection(whole) is not None)
        once = narrowed(parts, whole)
        assert narrowed(once, whole) == once


def cells(known: Range, steps: int) -> list[int]:
    """The numbers of a range on a grid, as counts of its cells."""
    return [int(value * steps) for value in grid(known, steps)]
