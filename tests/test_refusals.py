"""What the doors of the library say to what they cannot take; how its values show themselves."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from kommunkompass import (
    Evaluation,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    NotExactError,
    PublishedTable,
    Range,
    Score,
    audit,
    compare,
    explain,
    get_framework,
    load_example,
    progress,
    read,
    round_half_up,
)

KUMLA = load_example("kumla-2017")


@pytest.mark.parametrize(
    "call",
    [
        lambda: audit(5),  # type: ignore[arg-type]
        lambda: compare(KUMLA, 5),  # type: ignore[arg-type]
        lambda: compare(5, KUMLA),  # type: ignore[arg-type]
        lambda: explain(5),  # type: ignore[arg-type]
        lambda: progress(5),  # type: ignore[arg-type]
        lambda: progress([KUMLA, 5]),  # type: ignore[list-item]
        lambda: Figure(9, exact="no"),  # type: ignore[arg-type]
    ],
)
def test_other_things_than_evaluations_are_refused(call: Callable[[], Any]) -> None:
    """By an error of the family that says what is taken."""
    with pytest.raises(InvalidTypeError) as caught:
        call()
    assert caught.value.allowed


@pytest.mark.parametrize("decimals", [-1, 1.5, 401, True])
def test_decimals_are_counted(decimals: Any) -> None:
    """A number is rounded to a whole count of decimals."""
    with pytest.raises(InvalidValueError, match="decimals"):
        round_half_up(5, decimals)


def test_a_range_adds_up_with_ranges_alone() -> None:
    """A bare number is not taken for a range."""
    with pytest.raises(TypeError):
        Range.exactly(1) + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Range.exactly(1) - 1  # type: ignore[operator]


def test_a_year_that_is_no_number_is_refused_when_reading(tmp_path: Any) -> None:
    """As it is when an evaluation is built."""
    path = tmp_path / "total.csv"
    path.write_text("code;points\ntotal;400\n", encoding="utf-8")
    with pytest.raises(InvalidTypeError, match="year"):
        read(path, year="2017")  # type: ignore[typeddict-item]


def test_values_show_themselves_shortly() -> None:
    """On one line, with what tells them apart."""
    framework = get_framework("2.1")
    table = PublishedTable(framework, KUMLA.figures, municipality="Kumla")
    later = Evaluation.from_points("2.1", {"total": 437}, municipality="Kumla", year=2020)
    shown = {
        repr(framework): "<Framework 2.1 of 800 points>",
        repr(framework["1"]): "<Area 1 of 100 points>",
        repr(framework["1.4"]): "<Criterion 1.4 of 30 points>",
        repr(KUMLA): "<Evaluation Kumla 2017 by 2.1: total: [368.55, 374.3) of 800 points>",
        repr(table): "<PublishedTable Kumla by 2.1: 53 figures>",
        repr(audit(table)): "<Audit: 4 adds_up, 4 rounding, 0 impossible>",
        repr(compare(later, KUMLA)): "<Comparison of Kumla 2020 by 2.1 with Kumla 2017 by 2.1: "
        "total: (62.7, 68.45] points>",
        repr(progress([KUMLA, later])): "<Progress of 2: total: (62.7, 68.45] points>",
    }
    assert list(shown) == list(shown.values())


def test_a_score_may_be_given_that_tells_nothing() -> None:
    """It is as if it had been left out."""
    nothing = KUMLA.framework["1.1"]
    unknown = Evaluation.from_percents("2.1", {})["1.1"]
    assert unknown.item == nothing
    assert Evaluation.from_scores("2.1", [unknown]) == Evaluation.from_percents("2.1", {})


def test_errors_travel_between_processes_whatever_they_hold() -> None:
    """A value that cannot be pickled is replaced by what it looked like."""
    with pytest.raises(InvalidTypeError) as caught:
        Evaluation.from_percents("2.1", {"1.4": lambda: 60})  # type: ignore[dict-item]
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is InvalidTypeError
    assert (again.item, again.allowed) == ("criterion 1.4", caught.value.allowed)


def test_a_score_of_many_digits_can_be_shown() -> None:
    """No limit on the digits of a number is met."""
    score = Score.from_points(get_framework()["1"], Fraction(10**6000 - 1, 10**6000 + 3))
    assert str(score).startswith("area 1: 9999")


def test_what_is_inexact_is_named_by_what_was_given() -> None:
    """Of a table of areas alone, the areas; of criteria, the criteria."""
    areas = Evaluation.from_printed("2.1", {str(code): Figure("50") for code in range(1, 9)})
    with pytest.raises(NotExactError, match="known only as a range: area 1, area 2"):
        _ = areas.total.exact
