"""The HTML report: one file, complete, and fit for every reader."""

import datetime
import re
from itertools import pairwise

import attrs
import pytest
from hypothesis import example, given

from kommunkompass import (
    Evaluation,
    Finding,
    FindingKind,
    KeyFacts,
    RoleModel,
    UnknownCodeError,
    load_example,
)
from kommunkompass.render import clean
from kommunkompass.render.report import html_report
from rendered_pages import texts
from rendered_reports import OLD, Report, full
from strategies import small_framework

#: Every element that a report may be made of.
TAGS = {
    *["html", "head", "meta", "title", "style", "body", "header", "main", "section"],
    *["h1", "h2", "h3", "p", "strong"],
    *["table", "caption", "thead", "tbody", "tr", "th", "td"],
    *["figure", "figcaption", "svg", "pattern", "rect", "line", "text"],
}

# What it contains


def test_a_report_has_a_section_for_all_that_there_is_to_say():
    """In the order in which a board would read it."""
    report = Report(html_report(full()))
    assert report.all("title") == ["Kumla 2017, The Municipal Compass (Kommunkompassen) 2.1"]
    assert report.all("h1") == ["Kumla 2017"]
    assert report.all("h2") == [
        "The total",
        "Key facts",
        "Profile",
        "Overview",
        "Audit of figures by The Municipal Compass (Kommunkompassen) 2.1",
        "What the evaluators found",
    ]


def test_what_an_evaluation_does_not_have_is_left_out():
    """A total alone makes a short report."""
    report = Report(html_report(OLD))
    assert report.all("h2") == ["The total", "Overview"]


def test_the_total_stands_first_with_its_range_and_what_the_areas_sum_to():
    """What is printed, summed by hand, may be read as a total; the report says what it is."""
    report = Report(html_report(full()))
    assert (report.all("strong"), report.all("p")[1].strip()) == (["369–374"], "of 800 points")
    assert report.section("The total")[:-1] == [
        "Total: 368.55 to under 374.3 of 800 points; in whole points 369–374.",
        "The areas' printed figures come to 371 points, rounding included.",
        "Strongest area: 8 The municipality as a community builder.",
        "Weakest area: 7 Continuous improvement.",
        "On the scale from before 2010, roughly: 448.55 to under 474.3 points.",
    ]


def test_findings_and_role_models_stand_by_area_strengths_first():
    """In the framework's order, whatever the order they were given in."""
    models = [RoleModel("Gotland", "fairs"), RoleModel("Eskilstuna", "reporting", "1")]
    evaluation = attrs.evolve(full(), role_models=models)
    report = Report(html_report(evaluation, language="sv"))
    assert report.all("h3") == [
        "1 Offentlighet och demokrati",
        "8 Kommunen som samhällsbyggare",
        "Alla områden",
    ]
    assert report.section("1 Offentlighet och demokrati") == [
        "Styrka: Webbplatsen är lätt att hitta på.",
        "Förbättringsmöjlighet: En strategi saknas.",
        "Förebild: Eskilstuna, reporting",
    ]
    assert report.section("Alla områden") == [
        "Styrka: Mycket finns på plats.",
        "Förebild: Gotland, fairs",
    ]


def test_what_is_not_scored_is_named():
    """And there is nothing to audit."""
    evaluation = Evaluation.from_percents("2.1", {"1.1": 50})
    report = Report(html_report(evaluation))
    assert "Not scored: criterion 1.2, criterion 1.3" in " ".join(report.section("The total"))
    assert not any(title.startswith("Audit") for title in report.all("h2"))


def test_an_assumption_is_marked_as_one():
    """The older scale's ends are not in the sources."""
    assert "from 0 to 800 is assumed" in Report(html_report(full())).section("The total")[-1]
    assert len(Report(html_report(OLD)).section("The total")) == 1


def test_who_evaluated_whom_and_when_stands_with_the_key_facts():
    """As far as it is known."""
    assert Report(html_report(load_example("kumla-2017"))).section("Key facts")[:2] == [
        "Municipality code: 1881",
        "Evaluators: Johan Henrik Bergström, Ulrika Elming",
    ]
    dated = attrs.evolve(
        load_example("kumla-2017"), date=datetime.date(2017, 5, 31), evaluators=()
    )
    assert Report(html_report(dated, language="sv")).section("Kortfakta")[:2] == [
        "Kommunkod: 1881",
        "Utvärderad den: 2017-05-31",
    ]


def test_key_facts_are_told_as_far_as_they_are_known():
    """A change says of what and in which direction; the parties stand in one line."""
    facts = KeyFacts(group="Pendlingskommun", population=21432, population_change=180)
    evaluation = attrs.evolve(OLD, key_facts=facts)
    assert Report(html_report(evaluation)).section("Key facts") == [
        "Municipality group: Pendlingskommun",
        "Population: 21432",
        "Change of population in a year: +180",
    ]
    for change, said in ((0, "0"), (-7, "-7")):
        evaluation = attrs.evolve(OLD, key_facts=KeyFacts(population_change=change))
        assert Report(html_report(evaluation, language="sv")).section("Kortfakta") == [
            f"Befolkningsförändring på ett år: {said}"
        ]
    facts = KeyFacts(employees=1900, governing_parties=["S", "M"])
    evaluation = attrs.evolve(OLD, key_facts=facts)
    assert Report(html_report(evaluation, language="sv")).section("Kortfakta") == [
        "Anställda: 1900",
        "Styrande partier: S, M",
    ]


# The file


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_file_needs_nothing_else(language):
    """No script, no frame, no link, nothing that is fetched; its language is named."""
    source = html_report(full(), language=language)
    report = Report(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert report.tags[0] == ("html", {"lang": language})
    assert ("meta", {"charset": "utf-8"}) in report.tags
    names = {name for _, given in report.tags for name in given}
    assert names.isdisjoint({"src", "href", "srcset", "style", "data", "onload"})
    assert {tag for tag, _ in report.tags}.isdisjoint({"script", "link", "iframe", "img", "a"})
    assert re.findall(r"url\((?!#)|@import|https?:", source) == []


def test_headings_are_in_order():
    """One of the first level, and none skips a level."""
    report = Report(html_report(full()))
    levels = [int(tag[1]) for tag, _ in report.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_an_unknown_language_is_refused():
    """Before anything is made."""
    with pytest.raises(UnknownCodeError):
        html_report(full(), language="no")


@given(texts.filter(str.strip), texts.filter(str.strip))
@example("<script>alert(1)</script>", "</dd></title></style>&amp;")
def test_names_and_findings_come_out_literally(said, topic):
    """Whatever anyone wrote, no markup comes of it, and no word is lost."""
    evaluation = Evaluation.from_percents(
        small_framework([10, 10]),
        {"1.1": 50},
        municipality=said,
        key_facts=KeyFacts(governing_parties=[said, topic]),
        findings=[Finding("1", FindingKind.STRENGTH, said)],
        role_models=[RoleModel(said, topic, "1")],
    )
    source = html_report(evaluation)
    source.encode()
    report = Report(source)
    assert {tag for tag, _ in report.tags} == TAGS
    assert report.all("h1") == [clean(said)]
    paragraphs = report.all("p")
    assert clean(f"Strength: {said}") in paragraphs
    assert clean(f"Role model: {said}, {topic}") in paragraphs
    assert clean(f"Governing parties: {said}, {topic}") in paragraphs
