"""Ranks and possible ranks: law 9, they equal those found by brute force over the ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from kommunkompass import InvalidTypeError, InvalidValueError, Range
from kommunkompass.cohort import certainly_above, possible_ranks, ranks
from kommunkompass.cohort_column import ends_of
from kommunkompass.reals import ranks_between

TINY = Fraction(1, 100)


@st.composite
def spans(draw: st.DrawFn) -> Range:
    """A range with small whole ends, open or closed, or one number."""
    lower, upper = sorted([draw(st.integers(0, 6)), draw(st.integers(0, 6))])
    if lower == upper:
        return Range.exactly(lower)
    kinds = [Range.closed, Range.closedopen, Range.openclosed, Range.open]
    return draw(st.sampled_from(kinds))(lower, upper)


cohorts = st.lists(spans(), max_size=6)


def near_ends(known: Range) -> tuple[Fraction, Fraction]:
    """Numbers of a range at its ends, or as near as makes no difference between whole ones."""
    return (
        known.lower if known.lower_closed else known.lower + TINY,
        known.upper if known.upper_closed else known.upper - TINY,
    )


def plain_ranks(numbers: Any) -> list[int]:
    """Competition ranks by their definition."""
    return [1 + sum(other > number for other in numbers) for number in numbers]


@given(cohorts)
def test_possible_ranks_equal_brute_force(known: list[Range]) -> None:
    """Law 9: the best and the worst rank over every choice of ends, and each is reached."""
    found = [plain_ranks(choice) for choice in product(*map(near_ends, known))]
    best, worst = ranks_between(*ends_of(known)[:2])
    assert best.tolist() == [min(each) for each in zip(*found, strict=True)]
    assert worst.tolist() == [max(each) for each in zip(*found, strict=True)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=6))
def test_closed_ends_as_arrays(ends: list[list[int]]) -> None:
    """Arrays of closed ends give the ranks of closed ranges, in every real dtype."""
    lower, upper = [low for low, _ in ends], [high for _, high in ends]
    expected = ranks_between(*ends_of([Range.closed(*pair) for pair in ends])[:2])
    for dtype in (np.int64, np.uint8, np.float64, np.float16):
        found = possible_ranks(np.array(lower, dtype=dtype), np.array(upper, dtype=dtype))
        assert [each.tolist() for each in found] == [each.tolist() for each in expected]
        assert {each.dtype for each in found} == {np.dtype(np.int64)}


@given(cohorts)
def test_whole_numbers_are_ordered_as_ends(known: list[Range]) -> None:
    """They compare as the ends do, lower with lower, upper and each with each."""
    lower, upper, _ = ends_of(known)
    wholes = lower.tolist() + upper.tolist()
    ends = [one.lower_end for one in known] + [one.upper_end for one in known]
    for whole, end in zip(wholes, ends, strict=True):
        for other_whole, other_end in zip(wholes, ends, strict=True):
            assert (whole < other_whole) == (end < other_end)


def test_ends_tell_apart_what_floats_do_not() -> None:
    """Numbers of twenty digits, a third apart, above 0 and below; and there may be none."""
    large = 10**20
    for sign in (1, -1):
        known = [Range.exactly(sign * large + Fraction(1, 3)), Range.exactly(sign * large)]
        lower, upper, unit = ends_of(known)
        assert unit == 3
        assert lower.tolist() == upper.tolist()
        assert [each.tolist() for each in ranks_between(lower, upper)] == [[1, 2], [1, 2]]
    lower, upper, _ = ends_of([])
    assert [each.tolist() for each in (lower, upper)] == [[], []]


@given(st.lists(st.integers(-9, 9) | st.sampled_from([0.5, -0.5, float("inf")]), max_size=9))
def test_ranks_equal_definition(numbers: list[float]) -> None:
    """A rank is one more than how many are greater: a tie is a tie, and leaves a rank out."""
    assert ranks(numbers).tolist() == plain_ranks(numbers)


@given(cohorts)
def test_certainly_above_equals_ranges(known: list[Range]) -> None:
    """Certainly above is what the ranges themselves say it is."""
    matrix = certainly_above(*ends_of(known)[:2])
    assert matrix.shape == (len(known), len(known))
    expected = [[one.above(other).name == "CERTAIN" for other in known] for one in known]
    assert matrix.tolist() == expected


def test_ties_share_the_best_rank() -> None:
    """All equal: all are first; one is first of one; none of none."""
    assert ranks([7.0, 7.0, 7.0]).tolist() == [1, 1, 1]
    assert [each.tolist() for each in possible_ranks([3, 3], [3, 3])] == [[1, 1], [1, 1]]
    assert [each.tolist() for each in possible_ranks([3], [9])] == [[1], [1]]
    assert [each.tolist() for each in possible_ranks([], [])] == [[], []]
    assert ranks([]).dtype == np.int64


def test_unknown_may_be_anywhere() -> None:
    """Ends may be infinite: nothing is known of such a one, and it may have any rank."""
    best, worst = possible_ranks([-np.inf, 1, 2], [np.inf, 1, 2])
    assert best.tolist() == [1, 2, 1]
    assert worst.tolist() == [3, 3, 2]


def test_large_integers_are_not_rounded() -> None:
    """Whole numbers are compared as such, beyond what a float64 tells apart."""
    assert ranks(np.array([2**53, 2**53 + 1])).tolist() == [2, 1]


@pytest.mark.parametrize(
    ("lower", "upper", "item"),
    [
        ([1.0, float("nan")], [1.0, 2.0], r"lower\[1\]"),
        ([1.0, 2.0], [1.0, float("nan")], r"upper\[1\]"),
        ([1.0, 3.0, 4.0], [1.0, 2.0, 1.0], r"lower\[1\]: 3.0 .* 2.0"),
        ([1.0], [1.0, 2.0], r"upper: .*\(2,\)"),
        ([[1.0]], [[1.0]], r"lower: .*\(1, 1\)"),
    ],
)
def test_wrong_ends_are_named(lower: Any, upper: Any, item: str) -> None:
    """NaN, crossed ends and other shapes are refused, naming the first."""
    with pytest.raises(InvalidValueError, match=item):
        possible_ranks(lower, upper)
    with pytest.raises(InvalidValueError, match=item):
        certainly_above(lower, upper)


@pytest.mark.parametrize("values", [[True], ["1"], [1j], [None], np.array([], dtype=complex)])
def test_other_kinds_are_refused(values: Any) -> None:
    """Ranks are of real numbers."""
    with pytest.raises(InvalidTypeError, match="values"):
        ranks(values)


def test_lists_of_different_lengths_are_refused() -> None:
    """They are shown, with what numpy says of them."""
    said = r"values: \[\[1\], \[1, 2\]\] .* whole numbers \(setting an array element"
    with pytest.raises(InvalidValueError, match=said):
        ranks([[1], [1, 2]])


def test_inputs_are_not_changed() -> None:
    """Read-only ends are ranked, and stay as they are."""
    lower, upper = np.array([3.0, 1.0]), np.array([5.0, 4.0])
    for ends in (lower, upper):
        ends.flags.writeable = False
    possible_ranks(lower, upper)
    assert (lower.tolist(), upper.tolist()) == ([3.0, 1.0], [5.0, 4.0])


def test_large_whole_numbers_beside_floats_are_no_ties() -> None:
    """Numpy alone would round 2**53 + 1 to the float 2**53."""
    large = 2**53
    wholes, floats = np.array([large, large + 1]), np.array([float(large), float(large + 2)])
    best, worst = possible_ranks(wholes, floats)
    assert (best.tolist(), worst.tolist()) == ([2, 1], [2, 1])
    assert certainly_above(wholes, floats).tolist() == [[False, False], [True, False]]
    beside_zero = np.array([float(large), 0.0])
    best, worst = possible_ranks(beside_zero, np.array([large, large + 1]))
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])
    unsigned = np.array([large + 1], dtype=np.uint64)
    with pytest.raises(InvalidValueError, match=rf"{large + 1} .* upper\[0\], {large}"):
        possible_ranks(unsigned, np.array([large]))
