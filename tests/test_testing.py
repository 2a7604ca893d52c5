"""The assertions for integrators' tests: what they let pass, and what they say."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from kommunkompass import (
    AuditKind,
    Evaluation,
    Figure,
    Finding,
    InvalidTypeError,
    KeyFacts,
    PublishedTable,
    Range,
    Score,
    UnknownCodeError,
    audit,
    get_framework,
)
from kommunkompass.cohort import Cohort
from kommunkompass.strategies import (
    evaluations,
    figures,
    frameworks,
    published_tables,
    ranges,
    scores,
)
from kommunkompass.testing import (
    assert_consistent,
    assert_contains,
    assert_equal,
    small_framework,
)

SMALL = small_framework([10, 20], 5)
FIGURES = {"1.1": Figure("5"), "1.2": Figure("12", "61"), "1": Figure("17")}
PRINTED = Evaluation.from_printed(SMALL, FIGURES, municipality="Kumla")
EXACT = Evaluation.from_percents(SMALL, {"1.1": 50, "1.2": 25, "2": 100})

#: Values of all kinds, two of one kind each.
PAIRS = st.one_of(
    [
        st.tuples(strategy, strategy)
        for strategy in (
            evaluations(hostile=True),
            evaluations(SMALL),
            published_tables(SMALL, hostile=True),
            frameworks(hostile=True),
            figures(),
            ranges(),
            scores(),
        )
    ]
)


def said(actual: object, expected: object) -> list[str]:
    """The lines of what is said of two values that differ."""
    with pytest.raises(AssertionError) as caught:
        assert_equal(actual, expected)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


class TestSmallFramework:
    def test_areas_are_told_by_their_maxima(self) -> None:
        """A list for criteria, a number for an area that is scored as a whole."""
        assert [(item.code, item.maximum) for item in SMALL] == [
            ("1", 30),
            ("1.1", 10),
            ("1.2", 20),
            ("2", 5),
            ("total", 35),
        ]

    def test_without_areas_the_total_is_told(self) -> None:
        """As for results from before 2010."""
        assert small_framework(maximum=800).maximum == 800
        assert small_framework().codes == ("total",)


class TestEqual:
    @given(PAIRS)
    def test_it_passes_where_values_are_equal_and_only_there(self, pair: tuple[Any, Any]) -> None:
        """And whatever differs, it says something."""
        actual, expected = pair
        assert_equal(actual, actual)
        if actual != expected:
            assert said(actual, expected)

    def test_the_heading_says_what_differs(self) -> None:
        """By its type."""
        with pytest.raises(AssertionError, match=r"^Evaluation differs from the one that was exp"):
            assert_equal(EXACT, PRINTED)

    def test_criteria_differ_by_points(self) -> None:
        """Each is named with both values and the difference, and so are the sums above it."""
        assert said(EXACT.with_scores({"1.2": 32.5, "2": 99}), EXACT) == [
            "total, points: 16.45, expected 15 (1.45 more)",
            "area 1, points: 11.5, expected 10 (1.5 more)",
            "criterion 1.2, points: 6.5, expected 5 (1.5 more)",
            "area 2, points: 4.95, expected 5 (0.05 less)",
        ]

    def test_ranges_differ_by_their_ends(self) -> None:
        """Or by whether these belong to them."""
        assert said(Range.closed(1, 2), Range.closed(1, 3)) == [
            "value: [1, 2], expected [1, 3] (upper end 1 less)"
        ]
        assert said(Range.closedopen(1, 2), Range.exactly(2)) == [
            "value: [1, 2), expected 2 (lower end 1 less)"
        ]
        assert said(Range.closedopen(1, 2), Range.closed(1, 2)) == [
            "value: [1, 2), expected [1, 2] (an end closed in one alone)"
        ]

    def test_figures_differ_by_what_is_printed(self) -> None:
        """Also in decimals alone, or in whether they are taken as exact."""
        changed = {"1.1": Figure("5.0"), "1.2": Figure("12", "60"), "1": Figure(None, "57")}
        same = {"2": Figure(0)}
        table, other = PublishedTable(SMALL, FIGURES | same), PublishedTable(SMALL, changed | same)
        assert said(other, table) == [
            "area 1, printed points: nothing, expected 17",
            "criterion 1.1, printed points: 5.0, expected 5",
            "criterion 1.2, printed percent: 60, expected 61 (1 less)",
            "area 1, printed percent: 57, expected nothing",
        ]
        assert said(Figure("9.0"), Figure("8")) == ["points: 9.0, expected 8 (1 more)"]
        exact = PublishedTable(SMALL, {"2": Figure(4, exact=True)})
        assert said(exact, PublishedTable(SMALL, {"1": Figure(4)})) == [
            "area 1, printed points: nothing, expected 4",
            "area 2, printed points: 4, expected nothing",
            "area 2, printed exact: True, expected nothing",
        ]

    def test_evaluations_of_the_same_points_differ_by_how_they_were_given(self) -> None:
        """By figures, by ranges, or not at all."""
        known = {"1": Score.from_points(SMALL["1"], 30)}
        whole = Evaluation.from_scores(SMALL, known.values())
        assert said(Evaluation.from_points(SMALL, {"1.1": 10, "1.2": 20}), whole) == [
            "area 1, given: False, expected True",
            "criterion 1.1, given: True, expected False",
            "criterion 1.2, given: True, expected False",
        ]
        some = Score(SMALL["1.1"], Range.closed(5, 10))
        more = Score(SMALL["1.1"], Range.closed(9, 10))
        one = Evaluation.from_scores(SMALL, [*known.values(), some])
        assert said(one, Evaluation.from_scores(SMALL, [*known.values(), more])) == [
            "criterion 1.1, points as given: [5, 10], expected [9, 10] (lower end 4 less)"
        ]
        figures = Evaluation.from_printed(SMALL, {"1": Figure(30, exact=True)})
        assert said(figures, whole) == [
            "area 1, printed points: 30, expected nothing",
            "area 1, printed exact: True, expected nothing",
        ]
        everything = Evaluation.from_scores(SMALL, [Score(SMALL["2"], Range.closed(0, 5))])
        assert said(everything, Evaluation(SMALL)) == ["area 2, given: True, expected False"]

    def test_details_differ(self) -> None:
        """Each is named, those of lists by their places."""
        said_of = {
            "municipality": "Kalmar",
            "date": date(2017, 3, 1),
            "findings": [Finding("1", "strength", "open"), Finding("2", "strength", "clear")],
            "key_facts": KeyFacts(population=21_000),
        }
        other = attrs.evolve(PRINTED, **said_of)
        expected = attrs.evolve(other, findings=[Finding("1", "strength", "close")] * 2)
        assert said(other, PRINTED) == [
            "municipality: 'Kalmar', expected 'Kumla'",
            "year: 2017, expected nothing",
            "date: 2017-03-01, expected nothing",
            "findings[0].code: '1', expected nothing",
            "findings[0].kind: FindingKind.STRENGTH, expected nothing",
            "findings[0].text: 'open', expected nothing",
            "findings[1].code: '2', expected nothing",
            "findings[1].kind: FindingKind.STRENGTH, expected nothing",
            "findings[1].text: 'clear', expected nothing",
            "key_facts.population: 21000, expected nothing",
        ]
        assert said(other, expected) == [
            "findings[0].text: 'open', expected 'close'",
            "findings[1].code: '2', expected '1'",
            "findings[1].text: 'clear', expected 'close'",
        ]

    def test_long_texts_are_shown_in_full(self) -> None:
        """They may differ at their end alone."""
        one, other = "å" * 500 + "ä", "å" * 500 + "ö"
        assert said(KeyFacts(group=one), KeyFacts(group=other)) == [
            f"group: {one!r}, expected {other!r}"
        ]

    def test_frameworks_differ(self) -> None:
        """By what of them does, however deep; items of one alone are named."""
        other = small_framework([10, 25])
        assert said(other, SMALL)[:4] == [
            "areas[0].maximum: 35, expected 30 (5 more)",
            "areas[0].criteria[1].maximum: 25, expected 20 (5 more)",
            "areas[1].title: nothing, expected 'Område 2'",
            "areas[1].title_en: nothing, expected 'Area 2'",
        ]
        assert said(Evaluation(other), Evaluation(SMALL))[-3:] == [
            "criterion 1.2, points: [0, 25], expected [0, 20] (upper end 5 more)",
            "area 2, points: nothing, expected [0, 5]",
            "area 2, given: nothing, expected False",
        ]
        assert said(Evaluation(SMALL), Evaluation(other))[-2:] == [
            "area 2, points: [0, 5], expected nothing",
            "area 2, given: False, expected nothing",
        ]
        tables = [PublishedTable(one, {one.codes[-2]: Figure(3)}) for one in (SMALL, other)]
        assert {
            "criterion 1.2, printed points: nothing, expected 3",
            "area 2, printed points: 3, expected nothing",
        } < set(said(*tables))

    def test_scores_differ(self) -> None:
        """By item, points, figure and parts."""
        other = Evaluation.from_percents(SMALL, {"1.1": 50, "1.2": 30, "2": 100})
        assert said(other["1"], EXACT["1"]) == [
            "area 1, points: 11, expected 10 (1 more)",
            "criterion 1.2, points: 6, expected 5 (1 more)",
        ]
        known = Score(SMALL["1.1"], Range.closedopen(4.5, 5.5))
        assert said(known, Score.from_printed(SMALL["1.1"], 5)) == [
            "criterion 1.1, printed points: nothing, expected 5"
        ]
        assert said(PRINTED["1.1"], Score.unknown(small_framework([12]).criteria[0])) == [
            "criterion 1.1, points: [4.5, 5.4), expected [0, 12] "
            "(lower end 4.5 more, upper end 6.6 less)",
            "criterion 1.1, given: True, expected False",
            "criterion 1.1.maximum: 10, expected 12 (2 less)",
            "criterion 1.1, printed points: 5, expected nothing",
        ]

    def test_cohorts_differ(self) -> None:
        """By labels and groups, and by what each evaluation comes to, whatever they keep."""
        rows = [[50, 20, 100], [10, 20, 30]]
        cohort = Cohort.from_percents(["A", "B"], rows, SMALL)
        other = Cohort.from_percents(["A", "B"], [rows[0], [10, 30, 30]], SMALL)
        assert said(other, cohort) == [
            "B total, points: 8.5, expected 6.5 (2 more)",
            "B area 1, points: 7, expected 5 (2 more)",
            "B criterion 1.2, points: 6, expected 4 (2 more)",
        ]
        assert said((other,), (cohort,))[0] == "[0] B total, points: 8.5, expected 6.5 (2 more)"
        grouped = Cohort.from_percents(["A", "B"], rows, SMALL, groups=[None, "towns"])
        assert said(grouped, cohort) == [
            "groups[1]: 'towns', expected nothing",
            "B key_facts.group: 'towns', expected nothing",
        ]
        assert_equal(Cohort.from_evaluations(cohort.to_evaluations(), labels=["A", "B"]), cohort)

    def test_columns_differ(self) -> None:
        """By what each range is, in points."""
        rows = [[50, 20, 100], [10, 20, 30]]
        cohort = Cohort.from_percents(["A", "B"], rows, SMALL)
        other = Cohort.from_percents(["A", "B"], [rows[0], [10, 30, 30]], SMALL)
        assert said(other["1"], cohort["1"]) == ["B: 7, expected 5 (2 more)"]
        assert said(cohort.select(["A"])["2"], cohort["2"]) == [
            "labels[1]: nothing, expected 'B'",
            "B: nothing, expected 1.5",
        ]

    def test_values_of_other_types_differ(self) -> None:
        """From each other, and from what is none of the library's."""
        with pytest.raises(AssertionError, match=r"^PublishedTable differs from the one"):
            assert_equal(PublishedTable(SMALL, {}), Evaluation(SMALL))
        assert said(1, 2) == ["value: 1, expected 2 (1 less)"]
        assert said((1, 2), (2,)) == ["[0]: 1, expected 2 (1 less)", "[1]: 2, expected nothing"]
        assert said(None, "a") == ["value: nothing, expected 'a'"]
        assert said((), None) == ["value: (), expected nothing"]
        assert said([1], (1,)) == ["[0]: nothing, expected 1", "value: [1], expected nothing"]


class TestContains:
    @given(st.data())
    def test_what_is_printed_contains_what_it_was_printed_from(self, data: st.DataObject) -> None:
        """METHOD scoring 5: a printed figure is a range that holds the exact one."""
        exact = data.draw(evaluations(kind="exact", hostile=True))
        printed = Evaluation.from_printed(
            exact.framework,
            {score.code: Figure(score.printed, score.printed_percent) for score in exact.known},
        )
        assert_contains(printed, exact)
        assert_contains(Evaluation(exact.framework), printed)

    def test_those_outside_are_named(self) -> None:
        """With the points, the range, and how far they are outside."""
        with pytest.raises(AssertionError) as caught:
            assert_contains(PRINTED, EXACT)
        assert str(caught.value).splitlines() == [
            "3 outside what is known:",
            "  total: 15 points, known to be in [16.6, 22.5) (1.6 too low)",
            "  area 1: 10 points, known to be in [16.6, 17.5) (6.6 too low)",
            "  criterion 1.2: 5 points, known to be in [12.1, 12.3) (7.1 too low)",
        ]

    @pytest.mark.parametrize(
        ("inner", "message"),
        [
            (
                Range.closed(4, 6),
                "[4, 6] points, known to be in [4.5, 5.4) (0.5 too low, 0.6 too high)",
            ),
            (Range.exactly(5.4), "5.4 points, known to be in [4.5, 5.4) (at an open end)"),
        ],
    )
    def test_it_says_how_far_outside(self, inner: Range, message: str) -> None:
        """At either end, or at one that does not belong to what is known."""
        exact = Evaluation.from_scores(SMALL, [Score(SMALL["1.1"], inner)])
        with pytest.raises(AssertionError) as caught:
            assert_contains(PRINTED, exact)
        assert f"  criterion 1.1: {message}" in str(caught.value).splitlines()

    def test_points_by_code(self) -> None:
        """For some items alone."""
        assert_contains(PRINTED, {"1.1": 5, "2": 0})
        with pytest.raises(AssertionError, match=r"criterion 1\.1: 5\.5 points"):
            assert_contains(PRINTED, {"1.1": 5.5, "2": 0})
        with pytest.raises(UnknownCodeError):
            assert_contains(PRINTED, {"1.9": 5})

    def test_evaluations_by_other_frameworks_are_not_held_against_each_other(self) -> None:
        """It says in what the frameworks differ."""
        with pytest.raises(
            AssertionError, match=r"^Framework differs .*:\n  maximum: 36, expected 35"
        ):
            assert_contains(PRINTED, Evaluation(small_framework([10, 20], 6)))

    @pytest.mark.parametrize(
        ("known", "inner"),
        [(PRINTED, 5), (PRINTED["1"], EXACT), (Range.exactly(1), {"1": 1}), (PRINTED, {"1": "5"})],
    )
    def test_what_cannot_be_held_against_each_other(self, known: Any, inner: Any) -> None:
        """An evaluation needs an evaluation, or points by code."""
        with pytest.raises(InvalidTypeError):
            assert_contains(known, inner)


class TestConsistent:
    @given(published_tables(consistent=True))
    def test_what_can_be_true_passes(self, table: PublishedTable) -> None:
        """METHOD scoring 5."""
        assert_consistent(table)

    def test_contradictions_are_named(self) -> None:
        """METHOD scoring 6: each, in the audit's words."""
        table = PublishedTable(SMALL, {"1.1": Figure("11"), "2": Figure("5", "50")})
        with pytest.raises(AssertionError) as caught:
            assert_consistent(table)
        contradictions = audit(table).of_kind(AuditKind.IMPOSSIBLE)
        assert str(caught.value).splitlines() == [
            "Figures contradict each other:",
            *[f"  {contradiction}" for contradiction in contradictions],
        ]


def test_tracebacks_end_at_the_call() -> None:
    """Pytest leaves frames out that say that they are to be hidden."""
    calls: Mapping[Any, tuple[Any, ...]] = {
        assert_equal: (1, 2),
        assert_contains: (PRINTED, EXACT),
        assert_consistent: (PublishedTable(get_framework("2.1"), {"1": Figure(101)}),),
    }
    for call, arguments in calls.items():
        with pytest.raises(AssertionError) as caught:
            call(*arguments)
        frames = [frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)][1:]
        assert [frame.f_locals.get("__tracebackhide__") for frame in frames] == [True, True]
