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
    NotComparableError,
    RoleModel,
    UnknownCodeError,
)
from kommunkompass.render.report import html_report
from kommunkompass.render.table import clean
from rendered_pages import texts
from rendered_reports import OLD, STRANGNAS, Report, full
from strategies import small_framework

#: Every element that a report may be made of.
TAGS = {
    *["html", "head", "meta", "title", "style", "body", "header", "main", "section", "div"],
    *["h1", "h2", "h3", "h4", "p", "strong", "ul", "li", "dl", "dt", "dd"],
    *["table", "caption", "thead", "tbody", "tr", "th", "td", "span"],
    *["figure", "figcaption", "svg", "desc", "defs", "pattern", "g", "rect", "path", "text"],
}

# What it contains


def test_a_report_has_a_section_for_all_that_there_is_to_say():
    """In the order in which a board would read it."""
    report = Report(html_report(full(), reference=STRANGNAS))
    assert list(report.sections) == [
        "total",
        "profile",
        "reference",
        "overview",
        "audit",
        "findings",
        "role-models",
        "key-facts",
        "older",
        "about",
    ]
    assert report.all("title")[0] == "Kumla 2017, The Municipal Compass (Kommunkompassen) 2.1"
    assert report.all("h1") == ["Kumla 2017"]


def test_what_an_evaluation_does_not_have_is_left_out():
    """A total alone makes a short report."""
    report = Report(html_report(OLD))
    assert list(report.sections) == ["total", "overview", "about"]
    assert "dl" not in {tag for tag, _ in report.tags}


def test_the_total_stands_first_with_its_range_and_what_the_areas_sum_to():
    """What is printed, summed by hand, may be read as a total; the report says what it is."""
    said = Report(html_report(full())).sections["total"].splitlines()
    assert said == [
        "Total",
        "369–374",
        " of 800 points",
        "Total: 368.55 to under 374.3 of 800 points; in whole points 369 to 374.",
        "The printed areas sum to 371, rounding included.",
        "Strongest area: 8 The municipality as a community builder.",
        "Weakest area: 7 Continuous improvement.",
    ]


def test_it_says_when_by_whom_and_for_whom_it_was_made():
    """Date, evaluators and the municipality's code, as far as they are known."""
    dated = attrs.evolve(full(), date=datetime.date(2017, 5, 3))
    report = Report(html_report(dated, language="sv"))
    assert report.all("dt")[:3] == ["Datum", "Utvärderare", "Kommunkod"]
    assert report.all("dd")[0] == "2017-05-03"
    assert report.all("dd")[2] == "1881"


def test_findings_stand_by_area_strengths_before_improvements():
    """In the framework's order, whatever the order they were given in."""
    report = Report(html_report(full(), language="sv"))
    assert report.all("h3") == [
        "1 Offentlighet och demokrati",
        "8 Kommunen som samhällsbyggare",
        "Alla områden",
    ]
    assert report.sections["findings"].splitlines()[2:6] == [
        "Styrkor",
        "Webbplatsen är lätt att hitta på.",
        "Förbättringsmöjligheter",
        "En strategi saknas.",
    ]
    assert "Föreningslivet <är> med." in report.all("li")


def test_role_models_stand_in_a_table_by_area():
    """One that is given for the whole comes last."""
    models = [RoleModel("Gotland", "fairs"), RoleModel("Eskilstuna", "reporting", "3")]
    report = Report(html_report(attrs.evolve(full(), role_models=models)))
    rows = report.sections["role-models"].splitlines()
    assert rows[-6:] == [
        "3 Political governance and control",
        "Eskilstuna",
        "reporting",
        "All areas",
        "Gotland",
        "fairs",
    ]


@pytest.mark.parametrize(
    ("language", "counts"),
    [("en", ["21,435", "−1,180", "0"]), ("sv", ["21\xa0435", "−1\xa0180", "0"])],
)
def test_key_facts_are_written_as_the_language_does(language, counts):
    """Thousands set apart, a true minus sign, and zero is a count as any other."""
    facts = KeyFacts(population=21435, population_change=-1180, employees=0)
    report = Report(html_report(attrs.evolve(full(), key_facts=facts), language=language))
    assert report.sections["key-facts"].splitlines()[2::2] == counts


def test_a_rise_in_population_has_its_sign():
    """So it cannot be taken for a count."""
    assert "+180" in Report(html_report(full())).sections["key-facts"]


def test_what_is_not_scored_is_named():
    """With what that means for the total."""
    evaluation = Evaluation.from_percents("2.1", {"1.1": 50})
    said = Report(html_report(evaluation)).sections["missing"]
    assert "Not scored: criterion 1.2, criterion 1.3" in said
    assert "audit" not in Report(html_report(evaluation)).sections


def test_an_assumption_is_marked_as_one():
    """The older scale's ends are not in the sources."""
    said = Report(html_report(full())).sections["older"]
    assert "448.55 to under 474.3 points" in said
    assert "from 0 to 800 is assumed" in said


# A reference


def test_a_reference_is_shown_as_far_as_the_two_can_be_compared():
    """In the profile where areas can, in a table in any case."""
    report = Report(html_report(full(), reference=STRANGNAS))
    assert "62.5 to under 63.5" in report.sections["reference"]
    assert "Strängnäs 2016, 62.5 to under 63.5 of 100 points" in report.all("desc")[0]
    rough = Report(html_report(full(), reference=OLD, language="sv"))
    assert "bara totalpoängen" in rough.sections["reference"]
    assert "Strängnäs" not in rough.sections["profile"]


def test_a_reference_that_nothing_relates_is_refused():
    """As comparing the two is."""
    with pytest.raises(NotComparableError):
        html_report(full(), reference=Evaluation.from_percents("2020", {}))


# The file


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_file_needs_nothing_else(language):
    """No script, no frame, no link, nothing that is fetched; its language is named."""
    source = html_report(full(), reference=STRANGNAS, language=language)
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
    report = Report(html_report(full(), reference=STRANGNAS))
    levels = [int(tag[1]) for tag, _ in report.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_sections_are_named_by_their_headings():
    """So that they can be jumped to."""
    report = Report(html_report(full()))
    named = [given["aria-labelledby"] for tag, given in report.tags if tag == "section"]
    headings = [given["id"] for tag, given in report.tags if tag == "h2"]
    assert named == headings


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
        findings=[Finding("1", FindingKind.STRENGTH, said)],
        role_models=[RoleModel(said, topic, "1")],
        key_facts=KeyFacts(group=topic, governing_parties=[said]),
        evaluators=[topic],
    )
    source = html_report(evaluation, reference=attrs.evolve(evaluation, municipality=topic))
    source.encode()
    report = Report(source)
    assert {tag for tag, _ in report.tags} == TAGS
    assert report.all("h1") == [clean(said)]
    assert clean(said) in report.all("li")
    assert report.all("dd") == [clean(topic), clean(topic), clean(said)]
    assert f"{clean(topic)}\n" in report.sections["role-models"]
    assert clean(f"Reference: {topic}") in report.all("text")
