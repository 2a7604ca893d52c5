"""What is shown of evaluations, published tables, audits and frameworks."""

import pytest

import kumla
from kommunkompass import (
    Area,
    Evaluation,
    Figure,
    Framework,
    PublishedTable,
    Score,
    audit,
    get_framework,
)
from kommunkompass.render.overview import (
    audit_page,
    audit_text,
    evaluation_page,
    evaluation_table,
    evaluation_text,
    framework_page,
    framework_text,
    published_page,
)
from kommunkompass.render.text import text


def row(table, code):
    """The cells of the row with a code."""
    return next(row.cells for row in table.rows if row.cells[0] == code)


# An evaluation


def test_the_overview_shows_every_criterion_its_area_and_the_total():
    """Each row has the printed figures, the maximum, and the exact points as far as known."""
    table = evaluation_table(kumla.evaluation())
    assert [column.key for column in table.columns] == [
        "code",
        "title",
        "points",
        "maximum",
        "percent",
        "range",
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


def test_english_rows_know_their_swedish_originals():
    """A translated title keeps the one that it translates; a Swedish one needs none."""
    assert evaluation_table(kumla.evaluation()).rows[0].original == "Offentlighet och demokrati"
    table = evaluation_table(kumla.evaluation(), "sv")
    assert table.rows[0].cells[1] == "Offentlighet och demokrati"
    assert {row.original for row in table.rows} == {None}


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


@pytest.mark.parametrize("figure", [Figure("50"), Figure(percent="50")])
def test_the_caption_tells_of_points_or_percents_that_are_not_printed(figure):
    """Also where every item has one of both."""
    framework = get_framework("2.1")
    parts = {area.code: figure for area in framework.areas}
    rounded = evaluation_table(Evaluation.from_printed(framework, parts)).caption
    assert "What is not printed is rounded from what is known" in rounded
    both = {area.code: Figure("50", "50") for area in framework.areas}
    assert "not printed" not in evaluation_table(Evaluation.from_printed(framework, both)).caption
    with_total = both | {"total": Figure("400", "50")}
    whole = evaluation_table(Evaluation.from_printed(framework, with_total)).caption
    assert "not printed" not in whole
    with_total["total"] = figure if figure.points is None else Figure("400")
    half = evaluation_table(Evaluation.from_printed(framework, with_total)).caption
    assert half == rounded


def test_the_caption_says_how_figures_are_to_be_read():
    """Printed ones as the source prints them, others as rounded; both where there are both."""
    framework = get_framework()
    printed = evaluation_table(kumla.evaluation()).caption
    assert printed == (
        "Points and percent as the source prints them; exact points as far as they are known."
    )
    exact = evaluation_table(Evaluation.from_percents(framework, {"1.1": 50})).caption
    assert exact.startswith("Points and percent are rounded half up")
    mixed = evaluation_table(Evaluation.from_printed(framework, {"1.1": Figure("5")})).caption
    assert mixed.startswith(printed)
    assert mixed != printed


def test_criteria_are_shown_where_one_of_them_was_given():
    """An area that is known as a whole, or not at all, has one row."""
    evaluation = Evaluation.from_percents("2.1", {"1.1": 50, "2": 40})
    codes = [row.cells[0] for row in evaluation_table(evaluation).rows]
    assert codes == ["1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", *"345678", ""]


def test_criteria_can_be_left_out():
    """Then areas and the total are shown, whatever is known of the criteria."""
    page = evaluation_page(kumla.evaluation(), criteria=False)
    assert [row.cells[0] for row in page.tables[0].rows] == [*"12345678", ""]


def test_an_edition_known_by_totals_alone_has_a_row_for_the_total():
    """There are no areas to show."""
    evaluation = Evaluation.from_points("pre-2010", {"total": 400})
    assert [row.cells for row in evaluation_table(evaluation).rows] == [
        ("", "Total", "400", "800", "50", "400")
    ]


def test_the_overview_as_text():
    """Heading, caption, table, and what there is to say of the whole."""
    lines = evaluation_text(kumla.evaluation(), "sv").splitlines()
    assert lines[0] == "Kumla 2017, Kommunkompassen 2.1"
    assert lines[-5:] == [
        "Totalt: 368,55 till under 374,3 av 800 poäng; i hela poäng 369 till 374.",
        "Områdenas tryckta poäng summerar till 371, avrundningar inräknade.",
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
    """First what is printed, then the audit's findings, then whether all can be true."""
    page = published_page(published())
    figures, findings = page.tables
    assert row(figures, "1")[2:] == ("37", "100", "37", "adds up")
    assert row(figures, "1.1")[2:] == ("5", "15", "35", "")
    assert len(figures.rows) == 6
    assert [row.cells[:2] for row in findings.rows] == [("1", "adds up")]
    assert page.title == "Kumla, The Municipal Compass (Kommunkompassen) 2.1"
    assert page.notes[0].startswith("Nothing is impossible")


def test_figures_that_cannot_be_true_are_shown_all_the_same():
    """They make no evaluation, but they can be looked at; the misprint is marked."""
    page = published_page(published(c1_1=Figure("9", "35")), "sv")
    assert row(page.tables[0], "1.1")[2:] == ("9", "15", "35", "omöjligt")
    assert page.notes[0].startswith("Omöjligt")


def test_the_gravest_finding_of_a_figure_is_shown_beside_it():
    """Where a row needs rounding to be explained, and its sum adds up, rounding is said."""
    framework = get_framework()
    figures = {code: Figure(points, points) for code, (points, _) in kumla.PRINTED.items()}
    figures = {code: figures[code] for code in "12345678"} | {"total": Figure("371", "46")}
    page = published_page(PublishedTable(framework, figures))
    verdicts = [row.cells[1] for row in page.tables[1].rows if row.cells[0] == "total"]
    assert verdicts == ["rounding", "adds up"]
    assert page.tables[0].rows[-1].cells[-1] == "rounding"


def test_an_audit_is_shown_with_its_findings():
    """Each says which item it is about, its kind, and why."""
    found = audit(kumla.evaluation())
    page = audit_page(found)
    assert page.title == "Audit of figures by The Municipal Compass (Kommunkompassen) 2.1"
    assert [row.cells[1] for row in page.tables[0].rows].count("rounding") == 4
    assert "explained by rounding" in row(page.tables[0], "2")[2]
    assert audit_text(kumla.evaluation(), found).startswith("Kumla 2017, ")


def test_an_audit_without_findings_has_no_table():
    """Exact figures leave nothing to be audited."""
    page = audit_page(audit(Evaluation.from_points("2.1", {"1.1": 5})))
    assert page.tables == ()
    assert len(text(page).splitlines()) == 3


# A framework


def test_a_framework_is_shown_with_its_maxima_and_originals():
    """In English each title has the Swedish one beside it; in Swedish there is one alone."""
    english = framework_page(get_framework())
    assert row(english.tables[0], "1.4") == (
        "1.4",
        "Are citizen dialogue and participation promoted?",
        "Främjas medborgardialog och deltagande?",
        "30",
    )
    assert english.tables[0].rows[-1].cells == ("", "Total", "", "800")
    swedish = framework_page(get_framework(), "sv")
    assert row(swedish.tables[0], "1.4")[1:] == ("Främjas medborgardialog och deltagande?", "30")
    assert [column.language for column in english.tables[0].columns] == [None, None, "sv", None]


def test_a_framework_is_shown_with_its_notes():
    """They are in English, and say so in a Swedish page."""
    assert framework_page(get_framework()).notes == get_framework().notes
    assert framework_page(get_framework()).notes_language is None
    assert framework_page(get_framework(), "sv").notes_language == "en"
    assert "Luleå" in framework_text(get_framework(), "sv")


def test_a_title_that_is_the_same_in_both_languages_is_no_translation():
    """Then there is no original to show."""
    area = Area(code="1", maximum=10, source="here", title="Budget", title_en="Budget")
    framework = Framework(
        version="x", maximum=10, era="x", source="here", title="X", title_en="X", areas=(area,)
    )
    rows = evaluation_table(Evaluation.from_points(framework, {"1": 5})).rows
    assert rows[0].original is None
    assert framework_page(framework).tables[0].rows[0].cells == ("1", "Budget", "", "10")


@pytest.mark.parametrize("version", ["2.1", "2010", "2020", "pre-2010"])
def test_every_edition_can_be_shown(version):
    """Whether criteria are known, areas alone, or totals alone."""
    framework = get_framework(version)
    assert len(framework_page(framework).tables[0].rows) == len(framework.codes)
