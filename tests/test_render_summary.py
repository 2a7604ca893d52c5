"""What is said of an evaluation as a whole."""

from decimal import Decimal

import pytest

import kumla
from kommunkompass import Evaluation, Figure, Score, get_framework
from kommunkompass.render import summary
from strategies import small_framework


def test_an_evaluation_is_named_by_municipality_year_and_version():
    """What is not known is left out, but for the name."""
    assert summary.heading(kumla.evaluation(), "sv") == "Kumla 2017, Kommunkompassen 2.1"
    nameless = Evaluation.from_percents("2.1", {})
    assert summary.subject(nameless, "en") == "Unnamed municipality"
    assert summary.subject(nameless, "sv") == "Kommun utan namn"


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("371", "Total: 371 of 800 points, exactly."),
        ("370.5", "Total: 371 of 800 points, rounded from 370.5."),
    ],
)
def test_an_exact_total_is_said_once_or_with_what_it_is_rounded_from(points, said):
    """Whole points need no rounding."""
    evaluation = Evaluation.from_points("2.1", {"total": Decimal(points)})
    assert summary.total(evaluation, "en") == said


def test_a_total_that_is_open_is_said_as_a_range():
    """With the whole points that it may be printed as."""
    assert summary.total(kumla.evaluation(), "en") == (
        "Total: 368.55 to under 374.3 of 800 points; in whole points 369 to 374."
    )


def test_a_printed_total_is_said_as_printed():
    """So a reader sees the source's own figure beside what it means."""
    evaluation = Evaluation.from_printed("2.1", {"total": Figure("497")})
    assert summary.printed_total(evaluation, "en") == ["The source prints 497."]
    assert summary.printed_total(kumla.evaluation(), "en") == []


def test_printed_areas_are_summed_as_readers_do():
    """Where all are printed; else there is no such sum."""
    assert summary.printed_areas(kumla.evaluation(), "en") == [
        "The printed areas sum to 371, rounding included."
    ]
    assert summary.printed_areas(Evaluation.from_percents("2.1", {}), "en") == []


def test_what_is_missing_is_named_as_coarsely_as_it_can_be():
    """An area of which nothing was given is named as one, unless it is known as a whole."""
    percents = {"1.1": 50, "1.2": 50, "1.3": 50, "2": 40} | dict.fromkeys("4567", 50)
    evaluation = Evaluation.from_percents("2.1", percents)
    assert summary.missing(evaluation, "en") == [
        "Not scored: criterion 1.4, criterion 1.5, area 3 and area 8."
    ]
    assert summary.missing(kumla.evaluation(), "en") == []


@pytest.mark.parametrize(
    ("percents", "said"),
    [
        ({"1": 50, "2": 40, "3": 30}, ["Strongest area: 1 Area 1.", "Weakest area: 3 Area 3."]),
        (
            {"1": 50, "2": 50, "3": 30},
            ["Strongest areas, tied: 1 Area 1 and 2 Area 2.", "Weakest area: 3 Area 3."],
        ),
        ({"1": 50, "2": 50, "3": 50}, ["All areas have the same share of their maximum."]),
        (
            {},
            [
                "Strongest area: not decided by what is known.",
                "Weakest area: not decided by what is known.",
            ],
        ),
    ],
)
def test_the_ends_of_the_profile_are_said_as_far_as_they_are_decided(percents, said):
    """One area, several that are tied, or that it is not decided."""
    evaluation = Evaluation.from_percents(small_framework(10, 10, 10), percents)
    assert summary.extremes(evaluation, "en") == said


def test_areas_that_may_be_the_strongest_are_named():
    """Where some are out of the question."""
    framework = small_framework(100, 100, 100)
    scores = [
        Score.from_printed(framework["1"], "50"),
        Score.from_printed(framework["2"], "50"),
        Score.from_printed(framework["3"], "10"),
    ]
    evaluation = Evaluation.from_scores(framework, scores)
    assert summary.extremes(evaluation, "en")[0] == (
        "Strongest area, undecided between: 1 Area 1 and 2 Area 2."
    )


def test_one_area_has_no_strongest():
    """A profile needs two areas."""
    assert summary.extremes(Evaluation.from_percents(small_framework(10), {}), "en") == []


def test_the_older_scale_is_told_where_a_step_leads_to_it():
    """From the editions of 2010 to 2019 it does, from that of 2020 it does not."""
    assert summary.older_scale(kumla.evaluation(), "en") == [
        "On the scale from before 2010, roughly: 448.55 to under 474.3 points."
    ]
    assert summary.older_scale(Evaluation.from_percents("2020", {}), "en") == []
    assert summary.adjusted(Evaluation.from_points("pre-2010", {"total": 400})) is None


def test_points_in_short_are_those_printed_or_else_whole_ones():
    """A range that rounds differently gives its least and its greatest whole number."""
    framework = get_framework()
    short = [
        summary.points_text(score, "sv")
        for score in (
            Score.from_printed(framework["1"], points="36.5"),
            Score.from_printed(framework["1"], percent="36"),
            Score.from_printed(framework["1.4"], percent="36"),
            Score.from_points(framework["1"], 36.5),
        )
    ]
    assert short == ["36,5", "36", "11", "37"]
    assert summary.points_text(kumla.evaluation().total, "en") == "369–374"
