"""What is shown of evaluations, published tables, audits and frameworks."""

import pytest

import kumla
from kommunkompass import (
    Evaluation,
    Figure,
    PublishedTable,
    Score,
    audit,
    get_framework,
)
from kommunkompass.render import text
from kommunkompass.render.pages import (
    audit_page,
    evaluation_table,
    framework_page,
    published_page,
    rendered,
)


def row(table, code):
    """The cells of the row with a code."""
    return next(row.cells for row in table.rows if row.cells[0] == code)


# An evaluation


def test_the_overview_shows_every_criterion_its_area_and_the_total():
    """Each row has the printed figures, the maximum, and the exact points as far as known."""
    table = evaluation_table(kumla.evaluation())
    assert [column.title for column in table.columns] == [
        "Code",
        "Area and criterion",
        "Points",
        "Max",
        "Percent",
        "Exact points",
    ]
    assert len(table.rows) == 8 + 45 + 1
    assert row(table, "1") == (
        "1",
        "Openness and democracy",
        "37",
        "100",
        "37",
        "36.5 to under 36.95",
    )
    assert row(table, "3.5")[2:] == ("9", "15", "62", "9.225 to under 9.375")
    assert table.rows[-1].cells == (
        "",
        "Total",
        "369–374",
        "800",
        "46–47",
        "368.55 to under 374.3",
    )
    assert [row.level for row in table.rows[:7]] == ["area", *["criterion"] * 5, "area"]
    assert table.rows[-1].level == "total"


def test_titles_are_in_the_language_asked_for():
    """English or Swedish."""
    assert row(evaluation_table(kumla.evaluation()), "1")[1] == "Openness and democracy"
    assert row(evaluation_table(kumla.evaluation(), "sv"), "1")[1] == "Offentlighet och demokrati"


def test_swedish_figures_have_a_decimal_comma():
    """So have printed figures and ranges."""
    framework = get_framework()
    evaluation = Evaluation.from_printed(framework, {"1.1": Figure("5.3", "35.4")})
    assert row(evaluation_table(evaluation, "sv"), "1.1")[2:] == (
        "5,3",
        "15",
        "35,4",
        "5,3025 till under 5,3175",
    )


def test_what_was_not_printed_is_rounded_as_far_as_it_is_known():
    """One whole number, or the least and the greatest; a dash where nothing is known."""
    framework = get_framework()
    scores = [
        Score.from_percent(framework["1.1"], 33),
        Score.from_percent(framework["1.2"], 2.5),
        Score.from_printed(framework["1.3"], percent="50"),
    ]
    table = evaluation_table(Evaluation.from_scores(framework, scores))
    assert row(table, "1.1")[2:5] == ("5", "15", "33")
    assert row(table, "1.2")[2:5] == ("1", "20", "3")
    assert row(table, "1.3")[2:] == ("12–13", "25", "50", "12.375 to under 12.625")
    assert row(table, "1.4")[2:] == ("–", "30", "–", "0 to 30")
    assert row(table, "1")[2:5] == ("18–58", "100", "18–58")


def test_a_figure_that_is_printed_in_part_is_shown_whole():
    """Points beside printed percents, and percents beside printed points, are rounded."""
    figures = {"1.1": Figure(percent="62.5"), "1.2": Figure("3"), "1.5": Figure("1.0", "10")}
    evaluation = Evaluation.from_printed("2.1", figures)
    table = evaluation_table(evaluation)
    assert row(table, "1.1")[2:] == ("9", "15", "62.5", "9.3675 to under 9.3825")
    assert row(table, "1.2")[2:] == ("3", "20", "13–17", "2.5 to under 3.5")
    assert row(table, "1.5")[2:] == ("1.0", "10", "10", "0.95 to under 1.05")


def test_the_caption_says_how_figures_are_to_be_read():
    """Printed ones as the source prints them, others as rounded."""
    assert evaluation_table(kumla.evaluation()).caption == (
        "Points and percent as printed, or else rounded half up; exact points as far as they are "
        "known."
    )


def test_criteria_are_shown_where_one_of_them_was_given():
    """An area that is known as a whole, or not at all, has one row."""
    evaluation = Evaluation.from_percents("2.1", {"1.1": 50, "2": 40})
    codes = [row.cells[0] for row in evaluation_table(evaluation).rows]
    assert codes == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", *"345678", ""]


def test_an_edition_known_by_totals_alone_has_a_row_for_the_total():
    """There are no areas to show."""
    evaluation = Evaluation.from_points("pre-2010", {"total": 400})
    assert [row.cells for row in evaluation_table(evaluation).rows] == [
        ("", "Total", "400", "800", "50", "400")
    ]


def test_the_overview_as_text():
    """Heading, caption, table, and what there is to say of the whole."""
    lines = rendered(kumla.evaluation(), "text", "sv").splitlines()
    assert lines[0] == "Kumla 2017, Kommunkompassen 2.1"
    assert lines[-5:] == [
        "Totalt: 368,55 till under 374,3 av 800 poäng; i hela poäng 369–374.",
        "Områdenas tryckta siffror ger 371 poäng, avrundningar inräknade.",
        "Starkaste område: 8 Kommunen som samhällsbyggare.",
        "Svagaste område: 7 Ständiga förbättringar.",
        "På skalan från före 2010, ungefär: 448,55 till under 474,3 poäng.",
    ]


# Printed figures and their audit


def published(**figures: Figure) -> PublishedTable:
    """Figures of area 1 and its criteria, some of them replaced."""
    codes = ("1", "1.1", "1.2", "1.3", "1.4", "1.5")
    changed = {code.replace("c", "").replace("_", "."): each for code, each in figures.items()}
    return PublishedTable(
        get_framework(),
        {code: kumla.figures()[code] for code in codes} | changed,
        municipality="Kumla",
    )


def test_published_figures_are_shown_with_what_the_audit_says_of_them():
    """First what is printed, then whether all can be true, and the audit's findings."""
    page = published_page(published())
    figures, findings = page.blocks
    assert row(figures, "1")[2:] == ("37", "100", "37")
    assert row(figures, "1.1")[2:] == ("5", "15", "35")
    assert len(figures.rows) == 6
    assert [row.cells[:2] for row in findings.rows] == [("1", "adds up")]
    assert page.title == "Kumla, The Municipal Compass (Kommunkompassen) 2.1"
    assert findings.caption.startswith("Nothing is impossible")


def test_figures_that_cannot_be_true_are_shown_all_the_same():
    """They make no evaluation, but they can be looked at; the misprint is named."""
    figures, findings = published_page(published(c1_1=Figure("9", "35")), "sv").blocks
    assert row(figures, "1.1")[2:] == ("9", "15", "35")
    assert row(findings, "1.1")[1] == "omöjligt"
    assert findings.caption.startswith("Omöjligt")


def test_an_audit_is_shown_with_its_findings():
    """Each says which item it is about, its kind, and why."""
    found = audit(kumla.evaluation())
    page = audit_page(found)
    assert page.title == "Audit of figures by The Municipal Compass (Kommunkompassen) 2.1"
    findings = page.blocks[0]
    assert [row.cells[1] for row in findings.rows].count("rounding") == 4
    assert "explained by rounding" in row(findings, "2")[2]
    assert audit_page(found, "en", kumla.evaluation()).title.startswith("Kumla 2017, ")


def test_an_audit_of_a_total_calls_it_so():
    """It has no code that a reader would know."""
    figures = {code: kumla.figures()[code] for code in "12345678"} | {"total": Figure("371")}
    page = audit_page(audit(PublishedTable(get_framework(), figures)), "sv")
    assert "Totalt" in [row.cells[0] for row in page.blocks[0].rows]


def test_an_audit_without_findings_has_no_table():
    """Exact figures leave nothing to be audited."""
    page = audit_page(audit(Evaluation.from_points("2.1", {"1.1": 5})))
    assert page.tables == []
    assert len(text(page).splitlines()) == 3


# A framework


def test_a_framework_is_shown_with_its_maxima_and_originals():
    """In English each title has the Swedish one beside it; in Swedish there is one alone."""
    english = framework_page(get_framework())
    assert row(english.blocks[0], "1.4") == (
        "1.4",
        "Are citizen dialogue and participation promoted?",
        "Främjas medborgardialog och deltagande?",
        "30",
    )
    assert english.blocks[0].rows[-1].cells == ("", "Total", "", "800")
    swedish = framework_page(get_framework(), "sv")
    assert row(swedish.blocks[0], "1.4")[1:] == ("Främjas medborgardialog och deltagande?", "30")
    assert [column.language for column in english.blocks[0].columns] == [None, None, "sv", None]


def test_a_framework_is_shown_with_its_notes():
    """They are in English, which a Swedish page in HTML tells those who listen to it."""
    assert framework_page(get_framework()).blocks[1:] == get_framework().notes
    assert framework_page(get_framework(), "sv").blocks[1:] == get_framework().notes
    swedish = rendered(get_framework("2010"), "html", "sv")
    assert '<section class="kommunkompass" lang="sv">' in swedish
    assert '<p lang="en">The English titles are this library&#x27;s own.</p>' in swedish
    assert "<p>" not in swedish


@pytest.mark.parametrize("version", ["2.1", "2010", "2020", "pre-2010"])
def test_every_edition_can_be_shown(version):
    """Whether criteria are known, areas alone, or totals alone."""
    framework = get_framework(version)
    assert len(framework_page(framework).blocks[0].rows) == len(framework.codes)
