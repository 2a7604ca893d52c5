"""Contradictions: found where there are any, and named by as few statements as possible."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, strategies as st

import kumla
from kommunkompass import (
    Contradiction,
    ContradictionError,
    Evaluation,
    Figure,
    Framework,
    Range,
    Score,
    Statement,
    get_framework,
)
from kommunkompass.contradiction import contradiction_error, contradictions
from strategies import (
    Item,
    enumerated,
    frameworks,
    half_up,
    optimised,
    parts,
    small_framework,
    span,
    statements,
    subtree,
    truths,
)

FRAMEWORK = get_framework("2.1")


def by_code(said: Collection[Statement]) -> dict[str, list[Statement]]:
    """Statements by what they are about."""
    return {code: [one for one in said if one.code == code] for code in {s.code for s in said}}


def possible(framework: Framework, said: Collection[Statement]) -> bool:
    """Whether statements can all be true, by enumeration."""
    ranges = {code: [one.range for one in about] for code, about in by_code(said).items()}
    return enumerated(framework, ranges) is not None


def places(framework: Framework, said: Sequence[Statement]) -> dict[str, int]:
    """Where statements contradict each other, and how few do, by trying all sets of them.

    Parts come before wholes. What is said of an item where a contradiction was found, and of
    its parts, is doubtful, and left out above.
    """
    found: dict[str, int] = {}
    trusted = list(said)

    def look(item: Item) -> None:
        for part in parts(item):
            look(part)
        below = {each.code for each in subtree(item)}
        about = [one for one in trusted if one.code in below]
        for count in range(1, len(about) + 1):
            for chosen in itertools.combinations(about, count):
                if item.code in {one.code for one in chosen} and not possible(framework, chosen):
                    found[item.code] = count
                    doubtful = {item.code, *[part.code for part in parts(item)]}
                    trusted[:] = [one for one in trusted if one.code not in doubtful]
                    return

    look(framework)
    return found


class TestFinding:
    """Rule 5.4: a figure is a misprint if no exact value exists for it."""

    @given(st.data(), frameworks())
    def test_found_just_where_statements_cannot_all_be_true(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """There is a contradiction if and only if no exact points agree with all that is said."""
        said = data.draw(statements(framework))
        found = contradictions(framework, by_code(said))
        assert (found == ()) == possible(framework, said)

    @given(st.data(), frameworks(most_areas=2))
    def test_named_by_as_few_statements_as_possible(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """At each place where statements contradict, no smaller set of them does so."""
        said = data.draw(statements(framework))
        found = contradictions(framework, by_code(said))
        assert {each.code: len(each.statements) for each in found} == places(framework, said)

    def test_an_items_own_figures_before_those_below(self) -> None:
        """Of two that are equally few, those of the item itself are named."""
        figures = {"1": Figure("5", "10"), "1.4": Figure("13", "44")}
        with pytest.raises(
            ContradictionError, match=r"printed as 5 points means .* as 10 percent"
        ):
            Evaluation.from_printed("2.1", figures)

    @given(st.data(), frameworks())
    def test_every_named_statement_is_needed(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Together they cannot be true; without any one of them, the others can."""
        said = data.draw(statements(framework))
        for contradiction in contradictions(framework, by_code(said)):
            named = contradiction.statements
            assert len({id(one) for one in named}) == len(named)
            assert all(one in said for one in named)
            assert not possible(framework, named)
            for left_out in range(len(named)):
                assert possible(framework, named[:left_out] + named[left_out + 1 :])

    @given(st.data(), frameworks())
    def test_located_at_the_item_where_they_meet(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """The first statement is about the item, the others about it or what is below it."""
        said = data.draw(statements(framework))
        found = contradictions(framework, by_code(said))
        order = [item.code for item in framework]
        assert [each.code for each in found] == sorted(
            {each.code for each in found}, key=order.index
        )
        for contradiction in found:
            assert contradiction.item is framework[contradiction.code]
            first, *others = contradiction.statements
            assert first.code == contradiction.code
            assert contradiction.claimed == first.range
            below = {item.code for item in subtree(contradiction.item)}
            assert {other.code for other in others} <= below

    @given(st.data(), frameworks())
    def test_what_is_left_possible_is_what_the_others_leave(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """The item's points by all statements but the first, within its bounds."""
        said = data.draw(statements(framework))
        for contradiction in contradictions(framework, by_code(said)):
            others = by_code(contradiction.statements[1:])
            left = enumerated(
                framework, {code: [one.range for one in about] for code, about in others.items()}
            )
            assert left is not None
            assert contradiction.claimed.intersection(contradiction.possible) is None
            assert span(contradiction.possible) == left[contradiction.code]

    @given(st.data(), truths(FRAMEWORK))
    def test_nothing_is_found_in_a_true_report(
        self, data: st.DataObject, truth: dict[str, Fraction]
    ) -> None:
        """Law 4: what was printed from exact points is never impossible."""
        said = {
            item.code: printed(item, truth[item.code]).statements(item)
            for item in FRAMEWORK
            if data.draw(st.booleans())
        }
        assert contradictions(FRAMEWORK, said) == ()

    @given(st.data(), truths(FRAMEWORK))
    def test_whole_reports_are_judged_as_by_a_linear_programme(
        self, data: st.DataObject, truth: dict[str, Fraction]
    ) -> None:
        """Change some printed figures of a true report: what is named is a contradiction."""
        said = {
            item.code: list(printed(item, truth[item.code]).statements(item)) for item in FRAMEWORK
        }
        for code in data.draw(st.lists(st.sampled_from(list(said)), min_size=1, max_size=2)):
            off = data.draw(st.sampled_from([-3, -1, 1, 3]))
            said[code] = list(Figure(int(half_up(truth[code])) + off).statements(FRAMEWORK[code]))
        found = contradictions(FRAMEWORK, said)
        everything = [one for about in said.values() for one in about]
        assert (found == ()) == feasible(everything)
        for contradiction in found:
            assert not feasible(contradiction.statements)
            assert feasible(contradiction.statements[1:])


def printed(item: Item, points: Fraction) -> Figure:
    """What a report prints of an item: whole points and whole percents."""
    return Figure(half_up(points), half_up(points * 100 / item.maximum))


def feasible(said: Collection[Statement]) -> bool:
    """Whether statements about version 2.1 can all be true, by a linear programme."""
    ranges = {code: [one.range for one in about] for code, about in by_code(said).items()}
    return optimised(FRAMEWORK, ranges, ["1"]) is not None


def named(error: ContradictionError) -> tuple[Contradiction, ...]:
    """The contradictions that an error names."""
    assert isinstance(error.value, tuple)
    return error.value


class TestExamples:
    def test_points_against_percent(self) -> None:
        """Kumla's 4.2 printed with 6 points instead of 4: 35 % of 10 points are not 6."""
        with pytest.raises(ContradictionError) as caught:
            Evaluation.from_printed("2.1", kumla.figures() | {"4.2": Figure("6", "35")})
        (found,) = named(caught.value)
        assert found.code == "4.2"
        assert [(one.code, one.measure, one.text) for one in found.statements] == [
            ("4.2", "points", "6"),
            ("4.2", "percent", "35"),
        ]
        assert found.claimed == Range.closedopen(5.5, 6.5)
        assert found.possible == Range.closedopen(3.45, 3.55)
        assert caught.value.item == "criterion 4.2"

    def test_an_area_against_its_own_percent(self) -> None:
        """Kumla's area 5 printed with 49 points, and still 46 percent of 100."""
        with pytest.raises(ContradictionError, match="area 5") as caught:
            Evaluation.from_printed("2.1", kumla.figures() | {"5": Figure("49", "46")})
        (found,) = named(caught.value)
        assert [(one.code, one.measure) for one in found.statements] == [
            ("5", "points"),
            ("5", "percent"),
        ]

    def test_an_area_against_its_criteria(self) -> None:
        """Kumla's area 5 printed as 49 points: its criteria leave less than 46.4.

        As few of them as possible are named; no fewer would do, by trying all.
        """
        area = FRAMEWORK["5"]
        figures = kumla.figures() | {"5": Figure("49")}
        with pytest.raises(ContradictionError, match="area 5") as caught:
            Evaluation.from_printed("2.1", figures)
        (found,) = named(caught.value)
        assert found.item == area
        assert found.statements[0].text == "49"
        criteria = [
            one
            for code, figure in figures.items()
            if code.startswith("5.")
            for one in figure.statements(FRAMEWORK[code])
        ]
        fewest = next(
            count
            for count in range(1, 7)
            if any(
                most(area, chosen) <= Fraction("48.5")
                for chosen in itertools.combinations(criteria, count)
            )
        )
        assert len(found.statements) == 1 + fewest
        assert most(area, found.statements[1:]) <= Fraction("48.5")

    def test_the_fewest_criteria_against_their_area(self) -> None:
        """Rule 5.4: 49 in area 5 contradicts the percents of 5.1 to 5.5, and 5.6 is not needed."""
        figures = kumla.figures() | {"5": Figure("49")}
        said = {code: figure.statements(FRAMEWORK[code]) for code, figure in figures.items()}
        (found,) = contradictions(FRAMEWORK, said)
        assert [(one.code, one.measure) for one in found.statements] == [
            ("5", "points"),
            *[(f"5.{number}", "percent") for number in range(1, 6)],
        ]
        assert found.claimed == Range.closedopen(48.5, 49.5)
        assert found.possible.upper == Fraction("47.6")

    def test_a_total_against_areas(self) -> None:
        """A total of 379 beside eight areas that sum to 371: at most 375 is possible."""
        figures = {
            code: Figure(points) for code, (points, _) in kumla.PRINTED.items() if "." not in code
        }
        with pytest.raises(ContradictionError, match=r"^total printed as 379 points") as caught:
            Evaluation.from_printed("2.1", figures | {"total": Figure("379")})
        (found,) = named(caught.value)
        assert [one.code for one in found.statements] == ["total", *list("12345678")]

    @pytest.mark.parametrize(
        ("percent", "left"), [("0", Range.closedopen(0, 0.05)), ("100", Range.closed(9.95, 10))]
    )
    def test_what_is_left_lies_within_the_bounds(self, percent: str, left: Range) -> None:
        """0 percent of 10 points are no less than 0, and 100 percent no more than 10."""
        small = small_framework([10])
        (found,) = contradictions(small, {"1.1": Figure("6", percent).statements(small["1.1"])})
        assert found.claimed == Range.closedopen(5.5, 6.5)
        assert found.possible == left

    def test_figures_out_of_bounds(self) -> None:
        """11 of 10 points contradicts nothing but the maximum."""
        small = small_framework([10])
        said = {"1.1": Figure("11").statements(small["1.1"])}
        (found,) = contradictions(small, said)
        assert len(found.statements) == 1
        assert found.possible == Range.closed(0, 10)
        assert "10" in str(found)

    def test_one_misprint_is_reported_once(self) -> None:
        """Rule 5.4: what is wrong lower down is not reported again at the sums it is in."""
        figures = kumla.figures() | {"4.2": Figure("9", "35"), "total": Figure("371", "46")}
        with pytest.raises(ContradictionError) as caught:
            Evaluation.from_printed("2.1", figures)
        assert [found.code for found in named(caught.value)] == ["4.2"]

    def test_what_is_doubtful_is_not_used_above(self) -> None:
        """Area 1 and its criteria cannot all be right, so none of them is held against the total.

        One criterion of area 1 would be enough to contradict the total; of area 2 it takes two.
        """
        small = small_framework([10, 10], [10, 10])
        printed = {"1": 2, "1.1": 9, "1.2": 9, "2.1": 3, "2.2": 3, "total": 4}
        said = {code: Figure(points).statements(small[code]) for code, points in printed.items()}
        area, total = contradictions(small, said)
        assert [one.code for one in area.statements] == ["1", "1.1"]
        assert [one.code for one in total.statements] == ["total", "2.1", "2.2"]

    def test_all_places_are_reported_at_once(self) -> None:
        """Two misprints are two contradictions, in the order of the overview."""
        figures = kumla.figures() | {"5": Figure("49"), "4.2": Figure("6", "35")}
        with pytest.raises(ContradictionError) as caught:
            Evaluation.from_printed("2.1", figures)
        assert [found.code for found in named(caught.value)] == ["4.2", "5"]
        assert caught.value.item == "criterion 4.2, area 5"

    def test_scores_that_are_not_printed(self) -> None:
        """An exact score is a statement like any other."""
        small = small_framework([10, 20])
        scores = [
            Score.from_points(small["1.1"], 3),
            Score.from_points(small["1.2"], 4),
            Score.from_points(small["1"], 8),
        ]
        with pytest.raises(ContradictionError) as caught:
            Evaluation.from_scores(small, scores)
        (found,) = named(caught.value)
        assert [one.code for one in found.statements] == ["1", "1.1", "1.2"]
        assert {one.measure for one in found.statements} == {"score"}

    @given(st.data(), frameworks(least_areas=1))
    def test_every_refusal_names_a_contradiction(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Also where scores come from another evaluation, in which they were narrowed."""
        truth = data.draw(truths(framework, decimals=0))
        figures = {item.code: printed(item, truth[item.code]) for item in subtree(framework)}
        source = Evaluation.from_printed(framework, figures)
        item = data.draw(st.sampled_from(subtree(framework)))
        points = data.draw(st.integers(0, 20 * item.maximum).map(lambda n: Fraction(n, 20)))
        scores = [source[each.code] for each in subtree(framework) if each is not item]
        refused: list[ContradictionError] = []
        try:
            Evaluation.from_scores(framework, [*scores, Score.from_points(item, points)])
        except ContradictionError as error:
            refused.append(error)
        assume(refused)
        assert refused[0].item
        assert named(refused[0])

    def test_a_narrowed_score_tells_what_it_was_narrowed_to(self) -> None:
        """1.1 was printed as 5, and its area as 5.0, so 4.6 for the area contradicts both."""
        small = small_framework([10])
        source = Evaluation.from_printed(small, {"1.1": Figure("5"), "1": Figure("5.0")})
        assert source["1.1"].range == Range.closedopen(4.95, 5.05)
        with pytest.raises(ContradictionError, match="area 1") as caught:
            Evaluation.from_scores(small, [source["1.1"], Score.from_points(small["1"], 4.6)])
        assert caught.value.value


def most(area: Item, said: Collection[Statement]) -> Fraction:
    """The most points of an area that statements about its criteria leave, or come close to."""
    return sum(
        (
            min(
                [
                    Fraction(part.maximum),
                    *[one.range.upper for one in said if one.code == part.code],
                ]
            )
            for part in parts(area)
        ),
        Fraction(0),
    )


class TestInWords:
    def test_two_figures(self) -> None:
        """What the first means, and what the other leaves."""
        small = small_framework([10])
        (found,) = contradictions(small, {"1.1": Figure("6", "35").statements(small["1.1"])})
        assert (
            str(found)
            == found.message("en")
            == (
                "1.1 printed as 6 points means 5.5 to under 6.5 points, "
                "but 1.1 printed as 35 percent leaves only 3.45 to under 3.55"
            )
        )
        assert found.message("sv") == (
            "1.1 tryckt som 6 poäng betyder 5,5 till under 6,5 poäng, "
            "men 1.1 tryckt som 35 procent ger bara 3,45 till under 3,55"
        )

    @pytest.mark.parametrize(
        ("figure", "english", "swedish"),
        [
            (Figure("15.5"), "15.5 points, but only 0 to 15", "15,5 poäng, men bara 0 till 15"),
            (Figure("-0.6"), "-0.6 points, but only 0 to 15", "-0,6 poäng, men bara 0 till 15"),
            (
                Figure(percent="120"),
                "120 percent, but only 0 to 100",
                "120 procent, men bara 0 till 100",
            ),
        ],
        ids=["above", "below", "percent"],
    )
    def test_a_figure_out_of_bounds(self, figure: Figure, english: str, swedish: str) -> None:
        """It is answered in what was printed."""
        small = small_framework([15])
        (found,) = contradictions(small, {"1.1": figure.statements(small["1.1"])})
        assert str(found) == f"1.1 printed as {english} is possible"
        assert found.message("sv") == f"1.1 tryckt som {swedish} är möjligt"

    def test_many_figures(self) -> None:
        """All are named, the last after an "and"."""
        small = small_framework([10, 10, 10])
        said: Mapping[str, tuple[Statement, ...]] = {
            code: Figure(points).statements(small[code])
            for code, points in (("1", 12), ("1.1", 1), ("1.2", 2), ("1.3", 3))
        }
        (found,) = contradictions(small, said)
        words = (
            "1.1 printed as 1 points, 1.2 printed as 2 points and 1.3 printed as 3 points leave"
        )
        assert words in str(found)
        assert "1.2 tryckt som 2 poäng och 1.3 tryckt som 3 poäng ger bara" in found.message("sv")

    def test_the_error_names_every_place(self) -> None:
        """As its item, and with a sentence for each."""
        small = small_framework([10], [10])
        said = {code: Figure("6", "35").statements(small[code]) for code in ("1.1", "2.1")}
        error = contradiction_error(small, said)
        assert error.item == "criterion 1.1, criterion 2.1"
        assert error.value == contradictions(small, said)
        assert str(error).count("35 percent") == 2

    def test_a_contradiction_is_a_value(self) -> None:
        """Law 10: equal by value, hashable, picklable, immutable."""
        small = small_framework([10])
        said = {"1.1": Figure("6", "35").statements(small["1.1"])}
        (one,), (other,) = contradictions(small, said), contradictions(small, said)
        assert isinstance(one, Contradiction)
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.statements = ()  # type: ignore[misc]
