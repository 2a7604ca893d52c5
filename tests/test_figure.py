"""Printed figures: read as they are printed, and what they say of exact points."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

from kommunkompass import (
    Criterion,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    Range,
    Score,
    Statement,
    UnknownCodeError,
    get_framework,
)
from kommunkompass.figure import bounds, parse_printed, printed_range, to_printed
from strategies import half_up, holds, small_framework

#: Numbers as they are printed: digits, perhaps a sign and decimals.
PRINTED = st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", fullmatch=True)


def item(maximum: int) -> Criterion:
    """A criterion of a maximum."""
    return small_framework([maximum]).criteria[0]


class TestReading:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("9", "9"),
            ("62 %", "62"),
            ("62%", "62"),
            ("35,4", "35.4"),
            ("35.40 %", "35.40"),
            ("  7\t", "7"),
            ("\u00a08\u00a0%\n", "8"),
            ("+3", "3"),
            ("-1", "-1"),
            ("−1,5", "-1.5"),
            ("007", "7"),
            ("999999999999999.999999999999999", "999999999999999.999999999999999"),
        ],
    )
    def test_a_number_is_read_as_people_print_it(self, text: str, number: str) -> None:
        """With a percent sign, a decimal comma, blanks or a true minus; decimals are kept."""
        assert str(parse_printed(text)) == number

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "%",
            "abc",
            "9 of 15",
            "1 000",
            "1.2.3",
            "1,",
            ".5",
            "5 % %",
            "% 5",
            "--1",
            "1e3",
            "1_000",
            "0x10",
            "NaN",
            "inf",
            "٣",
            "½",
            "1234567890123456",
            "0.1234567890123456",
            "9\0",
        ],
    )
    def test_other_text_is_refused(self, text: str) -> None:
        """The error names what the figure is for, and shows the text as it was given."""
        with pytest.raises(InvalidValueError, match="a plain number as printed") as caught:
            parse_printed(text, "line 12, area 5")
        assert caught.value.item == "line 12, area 5"
        assert caught.value.value == text

    @given(PRINTED, st.sampled_from(["", " %", "%", " "]), st.booleans())
    def test_every_printed_digit_counts(self, printed: str, closing: str, comma: bool) -> None:
        """The number and its decimals are those of the text."""
        text = printed.replace(".", ",") if comma else printed
        found = parse_printed(text + closing)
        assert found == Decimal(printed)
        assert -int(found.as_tuple().exponent) == len(printed.partition(".")[2])

    @given(PRINTED)
    def test_text_and_decimal_are_the_same(self, printed: str) -> None:
        """A Decimal keeps its printed decimals too."""
        assert str(to_printed(Decimal(printed))) == str(to_printed(printed))

    @pytest.mark.parametrize(
        ("value", "number"),
        [(9, "9"), (-1, "-1"), (Decimal("1E+2"), "100"), (Decimal("9.0"), "9.0"), (0, "0")],
    )
    def test_whole_numbers_and_decimals_are_taken(self, value: int | Decimal, number: str) -> None:
        """A number is what it would be printed as in full."""
        assert str(to_printed(value)) == number

    @pytest.mark.parametrize("value", [9.0, True, b"9", [9], Fraction(9), 1j])
    def test_other_kinds_are_refused(self, value: str) -> None:
        """How many decimals of a float were printed is not known; the rest is no number."""
        with pytest.raises(InvalidTypeError, match="text, an int or a Decimal") as caught:
            to_printed(value)
        assert caught.value.value is value

    @pytest.mark.parametrize(
        "value",
        [
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("Infinity"),
            Decimal("1e999999999"),
            Decimal("1e-999999999"),
            Decimal("1e15"),
            Decimal("1e-16"),
            10**15,
            10**5000,
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_numbers_that_nobody_prints_are_refused(self, value: int | Decimal) -> None:
        """More than 15 digits before or after the point, or no number at all."""
        with pytest.raises(InvalidValueError, match="a plain number as printed"):
            to_printed(value)

    def test_a_percent_is_no_points(self) -> None:
        """The sign would else be lost, and a share be taken for points."""
        with pytest.raises(InvalidValueError, match=r"figure: '20 %' .*points, without a percent"):
            Figure("20 %")
        with pytest.raises(InvalidValueError, match=r"criterion 1.4: '20 %' .*points, without"):
            Score.from_printed(get_framework()["1.4"], points="20 %")
        assert Figure(percent="20 %") == Figure(percent=20)


class TestMeaning:
    """Rule 3.1: a printed figure is a range; the unit is its last printed digit."""

    @pytest.mark.parametrize(
        ("printed", "known"),
        [
            ("62", Range.closedopen(61.5, 62.5)),
            ("35.4", Range.closedopen(35.35, 35.45)),
            ("35.40", Range.closedopen(35.395, 35.405)),
            ("0", Range.closedopen(-0.5, 0.5)),
            ("-1", Range.closedopen(-1.5, -0.5)),
        ],
    )
    def test_half_a_unit_lies_on_either_side(self, printed: str, known: Range) -> None:
        """62 leaves half of one either way, 35.4 a twentieth; a half has gone up."""
        assert printed_range(Decimal(printed)) == known

    @given(st.integers(1, 10**6), st.integers(0, 3), st.integers(-5, 5))
    def test_holds_just_what_prints_so(self, digits: int, places: int, quarters: int) -> None:
        """A number is in the range if and only if rounding it half up prints the figure."""
        printed = Fraction(digits, 10**places)
        value = max(Fraction(0), printed + Fraction(quarters, 4 * 10**places))
        text = half_up(printed, places)
        assert holds(printed_range(Decimal(text)), value) == (half_up(value, places) == text)

    def test_the_methods_example(self) -> None:
        """Rule 3.2: "9 of 15, 62 %" is two statements of one criterion."""
        criterion = get_framework("2.1")["3.5"]
        points, percent = Figure("9", "62").statements(criterion)
        assert (points.code, points.measure, points.text) == ("3.5", "points", "9")
        assert points.range == Range.closedopen(8.5, 9.5)
        assert (percent.code, percent.measure, percent.text) == ("3.5", "percent", "62")
        assert percent.range == Range.closedopen(9.225, 9.375)
        assert points.range.intersection(percent.range) == Range.closedopen(9.225, 9.375)

    def test_one_number_is_one_statement(self) -> None:
        """Many sources print points alone, or percents alone."""
        (points,) = Figure(points="13.5").statements(item(30))
        assert (points.measure, points.text) == ("points", "13.5")
        assert points.range == Range.closedopen(13.45, 13.55)
        (percent,) = Figure(percent="44").statements(item(30))
        assert (percent.measure, percent.text) == ("percent", "44")
        assert percent.range == Range.closedopen(13.05, 13.35)

    def test_a_figure_is_exact_only_where_the_caller_says_so(self) -> None:
        """Rule 3.3: then it says one number."""
        points, percent = Figure("5.25", "35", exact=True).statements(item(15))
        assert points.range == percent.range == Range.exactly(5.25)

    def test_bounds_are_closed(self) -> None:
        """Rule 3.2: an item can have anything from 0 to its maximum, both included."""
        assert bounds(item(15)) == Range.closed(0, 15)
        assert bounds(get_framework("2.1")) == Range.closed(0, 800)

    @given(
        st.integers(1, 30),
        st.integers(0, 3000),
        st.sampled_from([0, 1]),
        st.sampled_from([(0, 0), (0, 1), (1, 0)]),
    )
    def test_tells_what_would_print_so(
        self, maximum: int, hundredths: int, decimals: int, off: tuple[int, int]
    ) -> None:
        """A figure knows the points it can come from: those whose points and percent print so."""
        points = Fraction(min(hundredths, 100 * maximum), 100)
        printed = half_up(points, decimals), half_up(points * 100 / maximum, decimals)
        wrong = [str(Decimal(text) + add) for text, add in zip(printed, off, strict=True)]
        assert Figure(*wrong).prints(points, item(maximum)) == (off == (0, 0))
        assert Figure(points=wrong[0]).prints(points, item(maximum)) == (off[0] == 0)
        assert Figure(percent=wrong[1]).prints(points, item(maximum)) == (off[1] == 0)

    @pytest.mark.parametrize(
        ("figure", "points"),
        [(Figure("9", "62"), 9), (Figure(percent="62"), Fraction("9.3")), (Figure("0"), 0)],
        ids=str,
    )
    def test_at_face_value_points_count_before_percent(
        self, figure: Figure, points: Fraction
    ) -> None:
        """Rule 6.1: what somebody takes who adds printed figures up by hand."""
        assert figure.at_face_value(item(15)) == points


class TestFiguresAreValues:
    def test_a_figure_needs_a_number(self) -> None:
        """Points, percent or both."""
        with pytest.raises(InvalidValueError, match="points, percent or both") as caught:
            Figure()
        assert caught.value.item == "figure"

    @pytest.mark.parametrize("value", ["abc", "", "9 of 15"])
    def test_a_figure_refuses_text_that_is_no_number(self, value: str) -> None:
        """In points and in percent alike."""
        with pytest.raises(InvalidValueError, match="a plain number as printed"):
            Figure(value)
        with pytest.raises(InvalidValueError, match="a plain number as printed"):
            Figure(percent=value)

    def test_shows_itself_as_printed(self) -> None:
        """Points, then percent with its sign; in Swedish with words, beside its decimal comma."""
        assert str(Figure("9", "62")) == "9, 62 %"
        assert str(Figure("9.50")) == "9.50"
        assert Figure("9.5", "62.50").text("sv") == "9,5 poäng och 62,50 %"
        assert Figure("61.15").text("sv") == "61,15 poäng"
        assert Figure(percent="62").text("sv") == "62 %"

    def test_equal_by_value(self) -> None:
        """Law 10: the same figure is equal however it was given, and picklable."""
        figure = Figure("9", "62")
        assert figure == Figure(9, Decimal(62)) == Figure(" 9 ", "62 %") == Figure("+9", "062")
        assert Figure("-0,0") == Figure("0.0")
        assert hash(figure) == hash(Figure(9, 62))
        assert pickle.loads(pickle.dumps(figure)) == figure
        assert figure != Figure("9", "62", exact=True)
        assert figure != Figure("9")

    def test_figures_that_say_different_things_differ(self) -> None:
        """Law 10: "9" leaves half a point open, "9.0" a twentieth; they are not equal."""
        one, other = Figure("9"), Figure("9.0")
        assert one.statements(item(15)) != other.statements(item(15))
        assert one != other

    def test_immutable(self) -> None:
        """Law 10: neither a figure nor a statement can be changed."""
        figure = Figure("9")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            figure.points = Decimal(8)  # type: ignore[misc]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            figure.statements(item(15))[0].text = "8"  # type: ignore[misc]


class TestStatementsInWords:
    @pytest.mark.parametrize(
        ("measure", "english", "swedish"),
        [
            ("points", "4.2 printed as 6 points", "4.2 tryckt som 6 poäng"),
            ("percent", "4.2 printed as 6 percent", "4.2 tryckt som 6 procent"),
            (
                "score",
                "4.2 scored 5.5 to under 6.5 points",
                "4.2 satt till 5,5 till under 6,5 poäng",
            ),
        ],
    )
    def test_say_what_was_said(self, measure: str, english: str, swedish: str) -> None:
        """In English unless Swedish is asked for."""
        said = Statement(
            code="4.2",
            measure=measure,  # type: ignore[arg-type]
            text="6",
            range=Range.closedopen(5.5, 6.5),
        )
        assert said.words() == said.words("en") == english
        assert said.words("sv") == swedish

    def test_in_no_other_language(self) -> None:
        """An unknown language is refused, not taken for English."""
        (said,) = Figure("6").statements(item(10))
        with pytest.raises(UnknownCodeError, match='"en" or "sv"'):
            said.words("no")  # type: ignore[arg-type]
