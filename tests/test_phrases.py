"""Words: numbers, ranges, items and lists, in English and in Swedish."""

from __future__ import annotations

import string
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from kommunkompass import Range, UnknownCodeError, get_framework
from kommunkompass.phrases import (
    _PHRASES,
    check_language,
    item_name,
    joined,
    number_text,
    parts_name,
    phrase,
    range_text,
)
from strategies import half_up, ranges

FRAMEWORK = get_framework("2.1")


def fields(text: str) -> set[str]:
    """What is put into a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", _PHRASES)
def test_both_languages_say_the_same(key: str) -> None:
    """Every phrase is there in both, and neither leaves out a value that the other tells."""
    english, swedish = _PHRASES[key]
    assert english
    assert swedish
    assert fields(english) == fields(swedish)


@pytest.mark.parametrize("language", ["no", "EN", "", None, 1, ["sv"]])
def test_other_languages_are_refused(language: Any) -> None:
    """The error names the two."""
    with pytest.raises(UnknownCodeError, match='"en" or "sv"') as caught:
        phrase("total", language)
    assert caught.value.value is language
    with pytest.raises(UnknownCodeError):
        check_language(language)


@pytest.mark.parametrize(
    ("value", "english", "swedish"),
    [
        ("0", "0", "0"),
        ("371", "371", "371"),
        ("36.95", "36.95", "36,95"),
        ("-0.5", "-0.5", "-0,5"),
        ("1/8", "0.125", "0,125"),
        ("1/3", "≈0.333", "≈0,333"),
        ("2/3", "≈0.667", "≈0,667"),
        ("-1/3", "≈-0.333", "≈-0,333"),
        ("123456789.25", "123456789.25", "123456789,25"),
        ("1234567890.25", "≈1234567890.25", "≈1234567890,25"),
        ("0.00000000001", "≈0", "≈0"),
    ],
)
def test_numbers(value: str, english: str, swedish: str) -> None:
    """Without loss where they end soon; else rounded and marked so."""
    assert number_text(Fraction(value), "en") == english
    assert number_text(Fraction(value), "sv") == swedish


@given(st.fractions(0, 1000), st.integers(0, 4))
def test_a_number_is_exact_or_marked(value: Fraction, decimals: int) -> None:
    """What is not marked is read back equal; what is was rounded half up to the decimals."""
    text = number_text(value, "en", decimals)
    if text.startswith("≈"):
        assert Fraction(text[1:]) == Fraction(half_up(value, decimals))
    else:
        assert Fraction(text) == value


@pytest.mark.parametrize(
    ("known", "english", "swedish"),
    [
        (Range.exactly(12.5), "12.5", "12,5"),
        (Range.closed(1, 2.5), "1 to 2.5", "1 till 2,5"),
        (Range.closedopen(36.5, 36.95), "36.5 to under 36.95", "36,5 till under 36,95"),
        (Range.openclosed(1, 2), "over 1 to 2", "över 1 till 2"),
        (Range.open(-27, -25.55), "over -27 to under -25.55", "över -27 till under -25,55"),
    ],
    ids=str,
)
def test_ranges(known: Range, english: str, swedish: str) -> None:
    """An end that is not reached is told as such."""
    assert range_text(known, "en") == english
    assert range_text(known, "sv") == swedish


@given(ranges(-50, 50, 4), ranges(-50, 50, 4))
def test_different_ranges_read_differently(one: Range, other: Range) -> None:
    """Nothing is lost in words, in either language."""
    for language in ("en", "sv"):
        assert (range_text(one, language) == range_text(other, language)) == (one == other)


def test_decimals_of_a_range() -> None:
    """Its ends are rounded, if they must be, to as many as are asked for."""
    known = Range.closed(Fraction(1, 3), Fraction(1, 2))
    assert range_text(known, "en", 1) == "≈0.3 to 0.5"
    assert range_text(known, "sv", 2) == "≈0,33 till 0,5"


def test_items() -> None:
    """By level and code."""
    items = [FRAMEWORK["1.4"], FRAMEWORK["1"], FRAMEWORK]
    assert [item_name(item, "en") for item in items] == ["criterion 1.4", "area 1", "total"]
    assert [item_name(item, "sv") for item in items] == [
        "delfråga 1.4",
        "område 1",
        "totalpoängen",
    ]


def test_parts() -> None:
    """An area has criteria, the total has areas."""
    assert parts_name(5, FRAMEWORK["1"], "en") == "5 criteria"
    assert parts_name(5, FRAMEWORK["1"], "sv") == "5 delfrågor"
    assert parts_name(8, FRAMEWORK, "en") == "8 areas"
    assert parts_name(8, FRAMEWORK, "sv") == "8 områden"


@pytest.mark.parametrize(
    ("texts", "english", "swedish"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a och b"),
        (["a", "b", "c"], "a, b and c", "a, b och c"),
    ],
)
def test_lists(texts: list[str], english: str, swedish: str) -> None:
    """As they stand in a sentence."""
    assert joined(texts, "en") == english
    assert joined(texts, "sv") == swedish
