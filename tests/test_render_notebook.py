"""What a notebook shows."""

import pytest

import kumla
from kommunkompass import Evaluation, PublishedTable, audit, compare, get_framework, progress
from kommunkompass.render import html
from kommunkompass.render.pages import evaluation_page


def test_an_evaluation_shows_its_overview():
    """With a style of its own that touches nothing else."""
    shown = kumla.evaluation()._repr_html_()
    style, content = shown.removeprefix("<style>\n").split("</style>\n")
    assert content == html(evaluation_page(kumla.evaluation()), "p")
    selectors = [line for line in style.splitlines() if "{" in line]
    assert all(selector.startswith(".kommunkompass") for selector in selectors)


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (compare(kumla.evaluation(), kumla.evaluation()), "undecided"),
        (audit(kumla.evaluation()), "explained by rounding"),
        (PublishedTable(get_framework(), kumla.figures()), "adds up"),
    ],
)
def test_other_results_show_their_tables(subject, shown):
    """A comparison, an audit and a published table as they are shown anywhere."""
    assert shown in subject._repr_html_()


def test_progress_shows_its_totals():
    """Each year's."""
    found = progress(
        Evaluation.from_points("2.1", {"total": total}, year=year)
        for year, total in ((2016, 400), (2019, 420))
    )
    assert "<td" in found._repr_html_()
