"""One tree in agreement: printed tables, narrowed as far as exact points can be told."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

import kumla
from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    PublishedTable,
    Range,
    Score,
    UnknownCodeError,
    get_framework,
)
from strategies import (
    Item,
    Span,
    enumerated,
    figures_of,
    frameworks,
    half_up,
    holds,
    leaves,
    optimised,
    ranges,
    scores_of,
    small_framework,
    span,
    subtree,
    summed,
    truths,
)

FRAMEWORK = get_framework("2.1")
CODES = [item.code for item in FRAMEWORK]


def spans(evaluation: Evaluation) -> dict[str, Span]:
    """The ends of every item's range."""
    return {item.code: span(evaluation[item.code]) for item in subtree(evaluation.framework)}


def said_by(item: Item, figure: Figure) -> list[Range]:
    """What a figure says of an item's points, told anew: half a unit on either side."""
    said = []
    for number, unit in (
        (figure.points, Fraction(1)),
        (figure.percent, Fraction(item.maximum, 100)),
    ):
        if number is not None:
            half = Fraction(1, 2 * 10 ** len(f"{number:f}".partition(".")[2]))
            middle = Fraction(number)
            said.append(Range.closedopen((middle - half) * unit, (middle + half) * unit))
    return said


def said_by_all(figures: Mapping[str, Figure]) -> dict[str, list[Range]]:
    """What figures of version 2.1 say, by code."""
    return {code: said_by(FRAMEWORK[code], figure) for code, figure in figures.items()}


class TestKumla:
    """Rules 5.2 and 5.3: what Kumla's printed figures say."""

    @pytest.mark.parametrize(
        ("code", "ends"),
        [("1", kumla.AREA_1), ("2", kumla.AREA_2), ("4", kumla.AREA_4), ("total", kumla.TOTAL)],
    )
    def test_the_methods_ranges(self, code: str, ends: tuple[Fraction, Fraction]) -> None:
        """Area 1 lies in [36.5, 36.95), and the exact total in [368.55, 374.3)."""
        assert span(kumla.evaluation()[code]) == (ends[0], True, ends[1], False)

    def test_every_range_is_as_tight_as_a_linear_programme_can_make_it(self) -> None:
        """Law 5: all 54 items of the report."""
        assert spans(kumla.evaluation()) == optimised(FRAMEWORK, said_by_all(kumla.figures()))

    def test_an_area_cuts_its_criteria_only_where_it_must(self) -> None:
        """Rule 5.3: 1.4 is known better by its own figures than by area 1, cut to 36.5."""
        evaluation = kumla.evaluation()
        criteria = {code: figure for code, figure in kumla.figures().items() if "." in code}
        uncut = Evaluation.from_printed("2.1", criteria)
        assert uncut["1"].range == Range.closedopen(36.125, 36.95)
        assert evaluation["1.4"].range == uncut["1.4"].range == Range.closedopen(13.05, 13.35)

    def test_a_printed_total_cuts_the_areas(self) -> None:
        """Rule 5.3: had the report printed 368.6, each area would be near its least."""
        figures = kumla.figures() | {"total": Figure("368.6")}
        evaluation = Evaluation.from_printed("2.1", figures)
        assert evaluation.total.range == Range.closedopen(368.55, 368.65)
        assert evaluation["1"].range == Range.closedopen(36.5, 36.6)
        assert evaluation["4"].range == Range.closedopen(39.625, 39.725)
        assert spans(evaluation) == optimised(FRAMEWORK, said_by_all(figures))

    @pytest.mark.parametrize("total", [368, 375])
    def test_a_total_that_cannot_be_is_a_misprint(self, total: int) -> None:
        """Rule 5.4: no exact points print as Kumla's figures and as this total."""
        with pytest.raises(ContradictionError, match=f"total printed as {total} points"):
            Evaluation.from_printed("2.1", kumla.figures() | {"total": Figure(total)})

    def test_areas_alone(self) -> None:
        """Rule 1.2: many municipalities publish eight figures and a total."""
        figures = {
            code: Figure(points) for code, (points, _) in kumla.PRINTED.items() if "." not in code
        }
        evaluation = Evaluation.from_printed("2.1", figures)
        assert evaluation.total.range == Range.closedopen(367, 375)
        assert evaluation["1.4"].range == Range.closed(0, 30)
        figures["total"] = Figure("374")
        narrowed = Evaluation.from_printed("2.1", figures)
        assert span(narrowed.total) == (Fraction("373.5"), True, Fraction("374.5"), False)
        assert str(narrowed["1"].range) == "[36.5, 37.5)"
        figures["total"] = Figure("379")
        with pytest.raises(ContradictionError, match="total printed as 379 points"):
            Evaluation.from_printed("2.1", figures)


class TestSharing:
    """Evaluations share the scores of what is unknown, so that many of them take little room."""

    def test_of_what_nothing_is_said(self) -> None:
        one = Evaluation.from_points("2.1", {"1": 50})
        other = Evaluation.from_percents("2.1", {"2.1": 50})
        assert one["3"] is other["3"]
        assert one["3.1"] is other["3.1"]

    def test_below_a_total_that_leaves_everything_possible(self) -> None:
        unknown = Evaluation(get_framework("2.1"))
        assert Evaluation.from_points("2.1", {"total": 300}).areas == unknown.areas
        assert Evaluation.from_points("2.1", {"total": 300})["1"] is unknown["1"]


class TestReadingBack:
    """Law 4: printing exact scores and reading them back holds the truth."""

    @given(st.data(), frameworks())
    def test_what_was_printed_from_exact_scores_holds_them(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Print any of the items, in points, percent or both: nothing is found impossible."""
        truth = data.draw(truths(framework, decimals=2))
        figures = {
            item.code: data.draw(figures_of(item, truth[item.code]))
            for item in subtree(framework)
            if data.draw(st.booleans())
        }
        evaluation = Evaluation.from_printed(framework, figures)
        for code, points in truth.items():
            assert holds(evaluation[code], points)

    @given(st.data(), truths(FRAMEWORK, decimals=2))
    def test_whole_reports_hold_what_they_were_printed_from(
        self, data: st.DataObject, truth: dict[str, Fraction]
    ) -> None:
        """All of version 2.1, printed as reports do, with or without a total."""
        figures = printed(truth, data.draw(st.sampled_from([0, 1])))
        if data.draw(st.booleans()):
            del figures["total"]
        evaluation = Evaluation.from_printed("2.1", figures)
        assert all(holds(evaluation[code], truth[code]) for code in CODES)
        assert dict(evaluation.figures) == figures

    @given(st.data())
    def test_all_that_is_read_of_one_criterion_prints_as_it_was_printed(
        self, data: st.DataObject
    ) -> None:
        """The converse, for a criterion alone: its range is no wider than its figures."""
        criterion = data.draw(st.sampled_from(FRAMEWORK.criteria))
        truth = data.draw(st.fractions(0, criterion.maximum))
        figure = Figure(half_up(truth), half_up(truth * 100 / criterion.maximum))
        score = Evaluation.from_printed("2.1", {criterion.code: figure})[criterion.code]
        value = data.draw(st.fractions(score.lower, score.upper))
        assume(holds(score, value))
        assert Figure(half_up(value), half_up(value * 100 / criterion.maximum)) == figure


def printed(points: Mapping[str, Fraction], decimals: int = 0) -> dict[str, Figure]:
    """A whole report of version 2.1: points and percents of every item, rounded half up."""
    return {
        code: Figure(
            half_up(points[code], decimals),
            half_up(points[code] * 100 / FRAMEWORK[code].maximum, decimals),
        )
        for code in CODES
    }


class TestTightness:
    """Law 5: every range is as tight as possible, and what cannot be is refused."""

    @given(st.data(), frameworks())
    def test_agrees_with_enumeration(self, data: st.DataObject, framework: Framework) -> None:
        """Ranges at any items of small frameworks, whether they can all be true or not."""
        check(framework, data.draw(known_ranges(framework)))

    @given(st.data(), frameworks())
    def test_agrees_with_enumeration_on_mixtures(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Exact, printed in whole points, as a range, or unknown, side by side."""
        points = {
            leaf.code: data.draw(st.integers(0, 2 * leaf.maximum)) for leaf in leaves(framework)
        }
        truth = summed(framework, {code: Fraction(twice, 2) for code, twice in points.items()})
        known = {}
        for item in subtree(framework):
            score = data.draw(scores_of(item, truth[item.code]))
            if score.figure is None or score.figure.percent is None:
                known[item.code] = score.range
        check(framework, known)

    @given(st.data(), truths(FRAMEWORK))
    def test_agrees_with_a_linear_programme_on_whole_reports(
        self, data: st.DataObject, truth: dict[str, Fraction]
    ) -> None:
        """Version 2.1 with any of its figures printed, totals included."""
        kept = data.draw(st.lists(st.sampled_from(CODES), unique=True, min_size=20))
        figures = {code: data.draw(figures_of(FRAMEWORK[code], truth[code])) for code in kept}
        evaluation = Evaluation.from_printed("2.1", figures)
        looked_at = data.draw(st.lists(st.sampled_from(CODES), unique=True, max_size=6))
        expected = optimised(FRAMEWORK, said_by_all(figures), ["1", "total", *looked_at])
        assert expected == {code: span(evaluation[code]) for code in ["1", "total", *looked_at]}

    @given(st.data(), truths(FRAMEWORK))
    def test_tampered_reports_are_refused_just_where_they_cannot_be(
        self, data: st.DataObject, truth: dict[str, Fraction]
    ) -> None:
        """Rule 5.4: rounding is told from misprints, as a linear programme does."""
        figures = printed(truth)
        for code in data.draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=3)):
            off = data.draw(st.sampled_from([-2, -1, 1, 2]))
            figures[code] = Figure(int(half_up(truth[code])) + off)
        possible = True
        try:
            Evaluation.from_printed("2.1", figures)
        except ContradictionError:
            possible = False
        assert possible == (optimised(FRAMEWORK, said_by_all(figures), ["1"]) is not None)

    def test_a_printed_area_narrows_its_criteria(self) -> None:
        """Rule 5.3: of 10 and 20 points that must reach 29.5, each is nearly all."""
        small = small_framework([10, 20])
        evaluation = Evaluation.from_printed(small, {"1": Figure("30")})
        assert evaluation["1.1"].range == Range.closed(9.5, 10)
        assert evaluation["1.2"].range == Range.closed(19.5, 20)

    def test_a_printed_total_narrows_areas_that_have_no_criteria(self) -> None:
        """Rule 5.3: a total cuts the areas as an area cuts its criteria."""
        small = small_framework(10, 20)
        figures = {"1": Figure("9"), "total": Figure("28")}
        evaluation = Evaluation.from_printed(small, figures)
        assert evaluation["2"].range == Range.open(18, 20)
        assert evaluation["1"].range == Range.closedopen(8.5, 9.5)
        assert evaluation["1"].figure == Figure("9")

    def test_ends_say_whether_they_can_be_reached(self) -> None:
        """Below 9.5 and below 19.5 is below 29, which itself is not reached."""
        small = small_framework([10, 20])
        evaluation = Evaluation.from_printed(small, {"1.1": Figure("9"), "1.2": Figure("19")})
        assert evaluation["1"].range == Range.closedopen(27, 29)
        assert evaluation.total.range == Range.closedopen(27, 29)


@st.composite
def known_ranges(draw: st.DrawFn, framework: Framework) -> dict[str, Range]:
    """Ranges of some items, by code; they may contradict each other."""
    items = [item for item in subtree(framework) if draw(st.booleans())]
    return {item.code: draw(ranges(0, item.maximum)) for item in items}


def check(framework: Framework, known: Mapping[str, Range]) -> None:
    """An evaluation from ranges is what enumeration finds, or is refused where that finds none."""
    scores = [Score(item, known[item.code]) for item in subtree(framework) if item.code in known]
    expected = enumerated(framework, {code: [range_] for code, range_ in known.items()})
    if expected is None:
        with pytest.raises(ContradictionError):
            Evaluation.from_scores(framework, scores)
    else:
        assert spans(Evaluation.from_scores(framework, scores)) == expected


@given(st.data(), frameworks())
def test_the_oracles_agree(data: st.DataObject, framework: Framework) -> None:
    """Enumeration and the linear programme, which the tests judge by, find the same."""
    said = {code: [known] for code, known in data.draw(known_ranges(framework)).items()}
    assert enumerated(framework, said) == optimised(framework, said)


class TestPublishedTables:
    """What a source prints, before it is judged."""

    def test_a_table_holds_figures_that_contradict(self) -> None:
        """It can be built and looked at; its evaluation cannot be had."""
        table = PublishedTable(FRAMEWORK, {"1.5": Figure("6", "35")}, municipality="Kumla")
        assert table["1.5"] == Figure("6", "35")
        assert table["1.4"] is None
        with pytest.raises(ContradictionError, match=r"criterion 1\.5"):
            table.evaluation()

    def test_a_tables_evaluation_is_described_in_the_same_way(self) -> None:
        """Municipality, year and the rest are carried over."""
        table = PublishedTable(FRAMEWORK, kumla.figures(), municipality="Kumla", year=2017)
        assert table.evaluation() == kumla.evaluation()
        assert table.figures == kumla.evaluation().figures

    def test_a_table_is_a_value(self) -> None:
        """Law 10: in the framework's order however given; hashable, picklable, frozen."""
        pairs = list(kumla.figures().items())
        table = PublishedTable(FRAMEWORK, pairs[::-1])
        assert table == PublishedTable(FRAMEWORK, dict(pairs)) == PublishedTable(FRAMEWORK, pairs)
        assert [code for code, _ in table.figures] == list(kumla.PRINTED)
        assert hash(table) == hash(PublishedTable(FRAMEWORK, pairs))
        assert pickle.loads(pickle.dumps(table)) == table
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            table.figures = ()  # type: ignore[misc]

    def test_tables_that_say_different_things_differ(self) -> None:
        """Law 10: 9 points and 9.0 points are not the same figure."""
        tables = [PublishedTable(FRAMEWORK, {"1.4": Figure(points)}) for points in ("9", "9.0")]
        assert tables[0].evaluation() != tables[1].evaluation()
        assert tables[0] != tables[1]

    @pytest.mark.parametrize("code", ["9.9", None, 1.4])
    def test_an_unknown_code_is_refused(self, code: str) -> None:
        """When a table is built, and when one is asked for a figure."""
        with pytest.raises(UnknownCodeError) as caught:
            PublishedTable(FRAMEWORK, {code: Figure("9")})
        assert caught.value.value is code
        with pytest.raises(UnknownCodeError):
            PublishedTable(FRAMEWORK)[code]

    @pytest.mark.parametrize("figures", [None, 50, [50], ["1.4"], [("1.4",)], "1.4"])
    def test_what_has_no_codes_is_refused(self, figures: Any) -> None:
        """Figures come as a mapping or as pairs."""
        with pytest.raises(InvalidTypeError, match="pairs"):
            PublishedTable(FRAMEWORK, figures)

    @pytest.mark.parametrize("figure", ["9", 9, None, True, 9.5])
    def test_what_is_no_figure_is_refused(self, figure: Any) -> None:
        """The error names the item."""
        with pytest.raises(InvalidTypeError, match="a Figure") as caught:
            PublishedTable(FRAMEWORK, {"1.4": figure})
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value is figure

    def test_a_code_given_twice_is_refused(self) -> None:
        """Which was meant is not known."""
        pairs: Sequence[tuple[str, Figure]] = [("1.4", Figure("9")), ("1.4", Figure("8"))]
        with pytest.raises(InvalidValueError, match="each code once") as caught:
            PublishedTable(FRAMEWORK, pairs)
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value == Figure("8")
