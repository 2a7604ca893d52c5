"""What the doors of the library say to what they cannot take; how its values show themselves."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest

from kommunkompass import (
    Evaluation,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    NotExactError,
    PublishedTable,
    Range,
    Score,
    UnknownCodeError,
    audit,
    comparability,
    compare,
    example_table,
    explain,
    from_pre_2010,
    gains,
    get_framework,
    html_report,
    json_schema,
    load_example,
    progress,
    read,
    rendered,
    round_half_up,
    strongest,
)

KUMLA = load_example("kumla-2017")
OLDER = Evaluation.from_points("pre-2010", {"total": 371}).total


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


@pytest.mark.parametrize("decimals", [-1, 401])
def test_decimals_are_counted(decimals: int) -> None:
    """A number is rounded to a count of decimals."""
    with pytest.raises(InvalidValueError, match="a whole number from 0 to 400") as caught:
        round_half_up(5, decimals)
    assert (caught.value.item, caught.value.value) == ("decimals", decimals)


@pytest.mark.parametrize("decimals", [1.5, True, "1", None])
def test_a_count_of_decimals_is_a_whole_number(decimals: Any) -> None:
    """What is none is refused as of another kind."""
    with pytest.raises(InvalidTypeError, match="a whole number from 0 to 400") as caught:
        round_half_up(5, decimals)
    assert (caught.value.item, caught.value.value) == ("decimals", decimals)


def test_a_range_adds_up_with_ranges_alone() -> None:
    """A bare number is not taken for a range."""
    with pytest.raises(TypeError):
        Range.exactly(1) + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Range.exactly(1) - 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Score.from_percent(None, 5), "item: None is not allowed"),  # type: ignore[arg-type]
        (lambda: strongest(None), "scores: None .* allowed: a list of Score"),  # type: ignore[arg-type]
        (lambda: gains(None), "gains: None .* allowed: an Evaluation"),  # type: ignore[arg-type]
        (lambda: html_report(None), "report: None .* allowed: an Evaluation"),  # type: ignore[arg-type]
        (lambda: Range((1.5, 0), (2, 0)), "each a pair of a Fraction"),  # type: ignore[arg-type]
        (lambda: Range.exactly(1).above(1), "range: 1 .* allowed: a Range"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(KUMLA.framework["1"], maximum="x"), "maximum: 'x'"),
        (lambda: attrs.evolve(KUMLA.framework["1"], criteria=[]), "a tuple of Criterion"),
        (lambda: Score(KUMLA["1"].item, Range.exactly(1), [KUMLA["1.1"]]), "a tuple of Score"),  # type: ignore[arg-type]
        (lambda: json_schema([]), "kind of document: .* one of evaluation, table, framework"),  # type: ignore[arg-type]
        (lambda: rendered(KUMLA, []), "form: .* one of text, markdown, html, rst"),  # type: ignore[arg-type]
        (lambda: comparability(None, KUMLA.framework), "allowed: two frameworks"),  # type: ignore[arg-type]
        (lambda: from_pre_2010(OLDER, "abc"), "framework: 'abc' .* a Framework, or None"),  # type: ignore[arg-type]
    ],
)
def test_what_is_refused_is_named_with_what_is_allowed(call: Callable[[], Any], said: str) -> None:
    """By one of the family, whatever was given."""
    with pytest.raises(KommunkompassError, match=said):
        call()


def test_a_score_is_within_its_figure() -> None:
    """A range that its own figure excludes is refused; one that it leaves is taken."""
    item = KUMLA.framework["3.5"]
    figure = Figure("9", "62")
    assert Score(item, Range.exactly(Fraction("9.3")), (), figure).figure == figure
    with pytest.raises(InvalidValueError, match=r"within its figure 9, 62 %, \[9.225, 9.375\)"):
        Score(item, Range.exactly(9), (), figure)
    with pytest.raises(InvalidValueError, match="which no points give"):
        Score(item, Range.exactly(9), (), Figure("9", "50"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"maximum": 90}, "area 1, maximum: 90 .* which is 100"),
        ({"code": "2"}, 'area 2, parts: .1.1. .* codes of the form "2.1"'),
        ({"code": "01"}, "area 01: .01. .* without leading zeros"),
    ],
)
def test_a_framework_obeys_its_laws(changes: dict[str, Any], said: str) -> None:
    """Also one that is built by hand (rule 1.1)."""
    with pytest.raises(InvalidValueError, match=said):
        attrs.evolve(KUMLA.framework["1"], **changes)
    with pytest.raises(InvalidValueError, match="every code once, in rising order"):
        attrs.evolve(KUMLA.framework, areas=KUMLA.framework.areas[::-1])


@pytest.mark.parametrize(
    ("call", "near"),
    [
        (lambda: get_framework("2,1"), "2.1"),
        (lambda: get_framework(2.1), "2.1"),  # type: ignore[arg-type]
        (lambda: get_framework("pre2010"), "pre-2010"),
        (lambda: rendered(KUMLA, "Markdwon"), "markdown"),  # type: ignore[arg-type]
    ],
)
def test_the_nearest_name_is_told(call: Callable[[], Any], near: str) -> None:
    """Of those that there are."""
    with pytest.raises(UnknownCodeError, match=f'did you mean "{near}"'):
        call()


def test_a_name_that_is_like_no_other_is_told_those_that_there_are() -> None:
    """And nothing is guessed."""
    with pytest.raises(UnknownCodeError) as caught:
        get_framework("nonsense")
    assert caught.value.allowed == "one of 2.1, 2010, 2020, pre-2010"


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


@pytest.mark.parametrize("one", [KUMLA, example_table("kumla-2017"), compare(KUMLA, KUMLA)])
def test_items_are_got_by_code_and_not_one_after_the_other(one: Any) -> None:
    with pytest.raises(TypeError, match="iterable"):
        iter(one)
    with pytest.raises(TypeError, match="iterable"):
        _ = "1.1" in one
