"""What is shown of a ranking."""

from kommunkompass import Evaluation, Figure
from kommunkompass.cohort import Cohort
from kommunkompass.render import text
from kommunkompass.render.documents import ranking_document
from kommunkompass.render.pages import ranking_page


def cohort() -> Cohort:
    """Three municipalities by their printed totals, two of which may be the same."""
    totals = {"Kumla": "371", "Grästorp": "400", "Kramfors": "400"}
    return Cohort.from_evaluations(
        Evaluation.from_printed("2.1", {"total": Figure(total)}, municipality=name, year=2017)
        for name, total in totals.items()
    )


def test_a_ranking_shows_the_possible_ranks_of_each():
    """From the best to the worst that each can have, with the points that decide it."""
    page = ranking_page(cohort(), "total")
    assert page.title == "Ranking by total, The Municipal Compass (Kommunkompassen) 2.1"
    table, said = page.blocks
    assert [row.cells for row in table.rows] == [
        ("1–2", "Grästorp", "400", "399.5 to under 400.5"),
        ("1–2", "Kramfors", "400", "399.5 to under 400.5"),
        ("3", "Kumla", "371", "370.5 to under 371.5"),
    ]
    assert "399.5 to under 400.5" in said


def test_a_ranking_as_text_and_as_a_document():
    """The same ranks, to be read and for programs."""
    assert "399,5 till under 400,5" in text(ranking_page(cohort(), "total", "sv"))
    document = ranking_document(cohort()["total"])
    assert document["code"] == "total"
    assert [(line["best"], line["worst"]) for line in document["ranking"]] == [
        (1, 2),
        (1, 2),
        (3, 3),
    ]
