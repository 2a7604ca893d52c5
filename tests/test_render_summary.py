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


def said(evaluation: Evaluation, start: str) -> list[str]:
    """The sentences of a summary that begin so."""
    return [line for line in summary.summary(evaluation, "en") if line.startswith(start)]


@pytest.mark.parametrize(
    ("points", "total"),
    [
        ("371", "Total: 371 of 800 points; in whole points 371."),
        ("370.5", "Total: 370.5 of 800 points; in whole points 371."),
    ],
)
def test_an_exact_total_is_said_with_what_it_rounds_to(points, total):
    """Half a point goes up."""
    evaluation = Evaluation.from_points("2.1", {"total": Decimal(points)})
    assert said(evaluation, "Total") == [total]


def test_all_that_there_is_to_say_of_kumla():
    """The total, what its areas sum to, the profile's ends, and the older scale, in this order."""
    assert list(summary.summary(kumla.evaluation(), "en")) == [
        "Total: 368.55 to under 374.3 of 800 points; in whole points 369–374.",
        "The areas' printed figures come to 371 points, rounding included.",
        "Strongest area: 8 The municipality as a community builder.",
        "Weakest area: 7 Continuous improvement.",
        "On the scale from before 2010, roughly: 448.55 to under 474.3 points.",
    ]


def test_printed_percents_of_areas_come_to_points():
    """Though no points are printed."""
    percents = {"1": "40", "2": "50", "3": "14"}
    evaluation = Evaluation.from_printed(
        small_framework([3, 5], [2], 7),
        {code: Figure(percent=percent) for code, percent in percents.items()},
    )
    (english,) = said(evaluation, "The areas")
    assert english == "The areas' printed figures come to 5.18 points, rounding included."
    assert "Områdenas tryckta siffror ger 5,18 poäng, avrundningar inräknade." in summary.summary(
        evaluation, "sv"
    )


def test_a_printed_total_is_said_as_printed():
    """So a reader sees the source's own figure beside what it means."""
    evaluation = Evaluation.from_printed("2.1", {"total": Figure("497")})
    assert said(evaluation, "The source") == ["The source prints 497."]


def test_what_is_missing_is_named_as_coarsely_as_it_can_be():
    """An area of which nothing was given is named as one, unless it is known as a whole."""
    percents = {"1.1": 50, "1.2": 50, "1.3": 50, "2": 40} | dict.fromkeys("4567", 50)
    evaluation = Evaluation.from_percents("2.1", percents)
    assert said(evaluation, "Not scored") == [
        "Not scored: criterion 1.4, criterion 1.5, area 3 and area 8."
    ]


@pytest.mark.parametrize(
    ("percents", "strongest", "weakest"),
    [
        ({"1": 50, "2": 40, "3": 30}, "1 Area 1", "3 Area 3"),
        ({"1": 50, "2": 50, "3": 30}, "1 Area 1 and 2 Area 2 (tied)", "3 Area 3"),
        ({"1": 50, "2": 50, "3": 50}, *["1 Area 1, 2 Area 2 and 3 Area 3 (tied)"] * 2),
        ({}, *["undecided"] * 2),
    ],
)
def test_the_ends_of_the_profile_are_said_as_far_as_they_are_decided(percents, strongest, weakest):
    """One area, several that are tied, or that it is not decided."""
    evaluation = Evaluation.from_percents(small_framework(10, 10, 10), percents)
    assert said(evaluation, "Strongest") == [f"Strongest area: {strongest}."]
    assert said(evaluation, "Weakest") == [f"Weakest area: {weakest}."]


def test_areas_that_may_be_the_strongest_are_named():
    """Where some are out of the question."""
    framework = small_framework(100, 100, 100)
    scores = [
        Score.from_printed(framework["1"], "50"),
        Score.from_printed(framework["2"], "50"),
        Score.from_printed(framework["3"], "10"),
    ]
    evaluation = Evaluation.from_scores(framework, scores)
    assert said(evaluation, "Strongest") == ["Strongest area: 1 Area 1 and 2 Area 2 (undecided)."]


def test_one_area_has_no_strongest():
    """A profile needs two areas."""
    assert said(Evaluation.from_percents(small_framework(10), {}), "Strongest") == []


def test_the_older_scale_is_told_where_a_step_leads_to_it():
    """From the editions of 2010 to 2019 it does, from that of 2020 it does not."""
    assert said(Evaluation.from_percents("2020", {}), "On the scale") == []
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
    assert summary.points_text(Score.unknown(framework["1"]), "en") == "–"
