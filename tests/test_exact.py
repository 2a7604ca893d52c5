"""Exact numbers: the way in, the one rounding, and the way out."""

from __future__ import annotations

import enum
import math
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, strategies as st

from kommunkompass import InvalidTypeError, InvalidValueError, exact_text, round_half_up
from kommunkompass.exact import Number, exact_sum, ratio, to_fraction

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
#: Decimals that people write: up to six of them.
DECIMAL = st.decimals(-10_000, 10_000, places=6)
WIDE = Context(prec=1000)


class TestTheWayIn:
    @given(FLOATS)
    @example(0.1)
    @example(-0.0)
    @example(999_999.999999)
    @example(1e-7)
    @example(5e-324)
    @example(1.7976931348623157e308)
    def test_a_float_is_its_shortest_decimal(self, value: float) -> None:
        """Rule 2.2: what is meant is what Python prints, not the binary fraction behind it."""
        assert to_fraction(value) == Fraction(repr(value))

    @given(DECIMAL)
    def test_a_float_written_with_six_decimals_is_that_decimal(self, written: Decimal) -> None:
        """0.1 is one tenth, and 62.345678 is 62345678 millionths."""
        assert to_fraction(float(written)) == Fraction(written)

    def test_tenths_add_up(self) -> None:
        """0.1 + 0.2 is 0.3, as nowhere in binary arithmetic."""
        assert 0.1 + 0.2 != 0.3
        assert to_fraction(0.1) + to_fraction(0.2) == to_fraction(0.3) == Fraction(3, 10)

    @given(st.one_of(st.integers(), st.fractions()))
    def test_whole_numbers_and_fractions_are_themselves(self, value: int | Fraction) -> None:
        """Nothing happens to what is exact already."""
        assert to_fraction(value) == value

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=20))
    def test_a_decimal_is_itself(self, value: Decimal) -> None:
        """A Decimal is taken digit by digit, whatever the context's precision is."""
        assert to_fraction(value) == Fraction(value)

    @given(st.one_of(st.integers(), st.fractions(), DECIMAL, FLOATS))
    def test_a_ratio_is_a_numerator_over_a_positive_denominator(self, value: Number) -> None:
        """The two whole numbers are the number."""
        numerator, denominator = ratio(value)
        assert type(numerator) is type(denominator) is int
        assert denominator > 0
        assert Fraction(numerator, denominator) == to_fraction(value)

    @pytest.mark.parametrize("width", [np.float16, np.float32, np.float64, np.longdouble])
    @given(written=st.decimals(-100, 100, places=1))
    def test_a_numpy_float_of_any_width_is_its_shortest_decimal(
        self, width: type[np.floating[np.typing.NBitBase]], written: Decimal
    ) -> None:
        """12.3 is 123 tenths in half, single, double and extended precision."""
        assert to_fraction(width(str(written))) == Fraction(written)

    @given(st.floats(width=16, allow_nan=False, allow_infinity=False))
    def test_a_half_precision_float_is_what_numpy_prints(self, value: float) -> None:
        """The decimal that is taken is short, and leads back to the same number."""
        number = np.float16(value)
        found = to_fraction(number)
        assert found == Fraction(str(number))
        assert np.float16(float(found)) == number

    @pytest.mark.parametrize("bits", [8, 16, 32, 64])
    @pytest.mark.parametrize("name", ["int", "uint"])
    def test_a_numpy_whole_number_of_any_width_is_itself(self, name: str, bits: int) -> None:
        """Both ends of its range, as Python's own whole numbers."""
        kind = np.dtype(f"{name}{bits}").type
        for end in (np.iinfo(kind).min, np.iinfo(kind).max):
            numerator, denominator = ratio(kind(end))
            assert (numerator, denominator) == (int(end), 1)
            assert type(numerator) is int

    def test_subclasses_of_numbers_are_numbers(self) -> None:
        """A member of an IntEnum is its number; so is a subclass of float or Decimal."""

        class Level(enum.IntEnum):
            HIGH = 75

        class Metres(float):
            pass

        class Price(Decimal):
            pass

        assert to_fraction(Level.HIGH) == 75
        assert to_fraction(Metres(0.1)) == Fraction(1, 10)
        assert to_fraction(Price("0.10")) == Fraction(1, 10)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "value",
        [
            True,
            False,
            np.True_,
            None,
            "abc",
            "12",
            b"12",
            [1],
            (),
            {},
            1j,
            np.complex128(1),
            np.array(1),
            np.array([1.0]),
            np.datetime64("2017-01-01"),
            object(),
            Fraction,
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_what_is_no_number(self, value: object) -> None:
        """Rule 2.1: a truth value is no number, nor is text; the error is a TypeError."""
        with pytest.raises(InvalidTypeError, match="a finite number") as caught:
            to_fraction(value, "criterion 1.4")  # type: ignore[arg-type]
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value is value

    @pytest.mark.parametrize(
        "value",
        [
            math.nan,
            math.inf,
            -math.inf,
            1e400,
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("-Infinity"),
            np.float16(np.nan),
            np.float32(np.inf),
            np.float64(np.nan),
            np.longdouble(np.inf),
        ],
        ids=repr,
    )
    def test_what_is_not_finite(self, value: Number) -> None:
        """Rule 2.1: NaN and the infinities are no scores; the error is a ValueError."""
        with pytest.raises(InvalidValueError, match="a finite number") as caught:
            to_fraction(value, "criterion 1.4")
        assert caught.value.item == "criterion 1.4"
        assert str(caught.value.value) == str(value)

    @pytest.mark.parametrize(
        "value",
        [
            Decimal("1e999999999"),
            Decimal("1e-999999999"),
            Decimal("-1e401"),
            Decimal("1e400"),
            Decimal("1" * 401),
            Decimal("1e-401"),
            Decimal("0e-401"),
            Decimal("1." + "1" * 401),
        ],
        ids=lambda value: f"{value:.3e}",
    )
    def test_decimals_of_more_than_400_digits(self, value: Decimal) -> None:
        """A Decimal that would take a machine's memory is refused at once."""
        with pytest.raises(InvalidValueError, match="at most 400 digits") as caught:
            to_fraction(value, "criterion 1.4")
        assert caught.value.item == "criterion 1.4"
        assert caught.value.value is value

    @pytest.mark.skipif(np.finfo(np.longdouble).maxexp < 2000, reason="it is a float64 here")
    def test_a_number_of_extended_precision_of_more_than_400_digits(self) -> None:
        """It is a Decimal on its way."""
        with pytest.raises(InvalidValueError, match="at most 400 digits") as caught:
            to_fraction(np.longdouble("1e-401"), "criterion 1.4")
        assert caught.value.item == "criterion 1.4"

    @pytest.mark.parametrize("value", [Decimal("1e399"), Decimal("-1e-400"), Decimal("1" * 400)])
    def test_decimals_of_400_digits_are_taken(self, value: Decimal) -> None:
        """The limit itself is allowed, on either side of the point."""
        assert to_fraction(value) == Fraction(value)


class TestRounding:
    """Rule 2.4: rounding happens once, where a figure is shown, a half going up."""

    @pytest.mark.parametrize(
        ("percent", "maximum", "printed"), [(5, 10, 1), (30, 15, 5), (35, 10, 4)]
    )
    def test_the_report_rounds_a_half_up(self, percent: int, maximum: int, printed: int) -> None:
        """Three figures of Kumla's report; Python's own rounding gets two of them wrong."""
        points = Fraction(percent * maximum, 100)
        assert round_half_up(points) == printed

    def test_rounding_twice_would_differ(self) -> None:
        """Rule 2.4: rounding happens once. By way of one decimal, 4.45 would become 5."""
        once = round_half_up(Fraction("4.45"))
        twice = round_half_up(round_half_up(Fraction("4.45"), 1))
        assert (int(once), int(twice)) == (4, 5)

    @given(st.decimals(0, 10**6, places=4), st.integers(0, 3))
    def test_agrees_with_the_decimal_module_for_positive_numbers(
        self, value: Decimal, decimals: int
    ) -> None:
        """ROUND_HALF_UP of the standard library does the same, from 0 upwards."""
        expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
        assert round_half_up(value, decimals) == Fraction(expected)

    @given(st.decimals(-(10**6), 0, places=4), st.integers(0, 3))
    def test_sends_a_half_up_for_negative_numbers_too(self, value: Decimal, decimals: int) -> None:
        """Up is towards the greater number: -0.5 becomes 0, and -1.5 becomes -1."""
        expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_DOWN, WIDE)
        assert round_half_up(value, decimals) == Fraction(expected)

    @given(st.integers(-1000, 1000))
    def test_a_tie_goes_to_the_greater_neighbour(self, whole: int) -> None:
        """Every number and a half becomes the next whole number, given as any kind."""
        for half in (Fraction(2 * whole + 1, 2), whole + 0.5, Decimal(whole) + Decimal("0.5")):
            assert round_half_up(half) == whole + 1

    @given(st.fractions(), st.integers(0, 6))
    @example(Fraction(1, 3), 400)
    def test_stays_within_half_a_unit(self, value: Fraction, decimals: int) -> None:
        """What is shown is more than half a unit less, or at most half a unit more, never else."""
        shown = round_half_up(value, decimals)
        unit = Fraction(1, 10**decimals)
        assert shown % unit == 0
        assert shown - unit / 2 <= value < shown + unit / 2


class TestTheWayOut:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Fraction("36.95"), "36.95"),
            (Fraction(110, 3), "110/3"),
            (Fraction(0), "0"),
            (Fraction(100), "100"),
            (Fraction(-1, 8), "-0.125"),
            (Fraction(-7, 3), "-7/3"),
            (Fraction(1, 1000), "0.001"),
            (Fraction(1, 12), "1/12"),
            (Fraction(-5), "-5"),
            (Fraction(1, 2**20), "0.00000095367431640625"),
        ],
    )
    def test_a_number_that_ends_is_a_decimal(self, value: Fraction, text: str) -> None:
        """Others are written as a fraction, so that nothing is lost."""
        assert exact_text(value) == text

    @given(st.one_of(st.fractions(), DECIMAL.map(Fraction)))
    def test_can_be_read_back(self, value: Fraction) -> None:
        """The text is the number, exactly."""
        assert Fraction(exact_text(value)) == value

    @given(st.integers(), st.integers(0, 80), st.integers(0, 80))
    @example(1, 0, 400)
    @example(-1, 1, 30)
    def test_what_ends_is_a_decimal_however_long(
        self, numerator: int, twos: int, fives: int
    ) -> None:
        """Over a product of twos and fives, every digit is there."""
        value = Fraction(numerator, 2**twos * 5**fives)
        text = exact_text(value)
        assert "/" not in text
        assert Fraction(text) == value

    @given(DECIMAL)
    def test_has_no_digit_too_many(self, value: Decimal) -> None:
        """A decimal comes without closing zeros, exponents, or a point that nothing follows."""
        text = exact_text(Fraction(value))
        assert set(text) <= set("-0123456789.")
        assert Decimal(text) == value
        assert "." not in text or text[-1] in "123456789"


@given(st.lists(st.one_of(st.fractions(), DECIMAL.map(Fraction))))
def test_the_exact_sum_is_the_sum(values: list[Fraction]) -> None:
    """Rule 2.3: nothing is rounded on the way. Of no numbers, the sum is 0."""
    assert exact_sum(values) == sum(values)
    assert exact_sum(iter(values)) == sum(values)
    assert type(exact_sum(values)) is Fraction
