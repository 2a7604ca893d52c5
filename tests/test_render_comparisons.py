"""What is shown of comparisons and of progress."""

import datetime

import attrs

import kumla
from kommunkompass import Evaluation, Figure, Framework, compare, get_framework, progress
from kommunkompass.render.pages import comparison_page, progress_page, rendered


def strangnas(
    version: Framework | str = "2.1", year: int | None = 2016, **figures: str
) -> Evaluation:
    """Strängnäs by an area and the total, as printed in its news."""
    printed = {"1": "63", "total": "497"} | figures
    if version == "pre-2010":
        del printed["1"]
    return Evaluation.from_printed(
        version,
        {code: Figure(points) for code, points in printed.items()},
        municipality="Strängnäs",
        year=year,
    )


def test_a_comparison_shows_what_both_have():
    """Both ranges, their difference, and whether that decides which is higher."""
    page = comparison_page(compare(kumla.evaluation(), strangnas()))
    assert page.title == (
        "Kumla 2017 beside Strängnäs 2016, The Municipal Compass (Kommunkompassen) 2.1"
    )
    (table,) = page.blocks
    heads = [column.title for column in table.columns]
    assert heads == [
        "Code",
        "Area and criterion",
        "Kumla 2017",
        "Strängnäs 2016",
        "Difference",
        "Verdict",
    ]
    assert [row.cells for row in table.rows] == [
        (
            "1",
            "Openness and democracy",
            "36.5 to under 36.95",
            "62.5 to under 63.5",
            "over -27 to under -25.55",
            "lower",
        ),
        (
            "",
            "Total",
            "368.55 to under 374.3",
            "496.5 to under 497.5",
            "over -128.95 to under -122.2",
            "lower",
        ),
    ]


def test_two_evaluations_of_one_municipality_and_year_are_told_apart():
    """Such as a copy with other scores, beside the original."""
    original = kumla.evaluation()
    page = comparison_page(compare(original.with_scores({"1.1": 60}), original))
    assert page.title.startswith("Kumla 2017 (evaluation) beside Kumla 2017 (reference), The ")
    (table,) = page.blocks
    heads = [column.title for column in table.columns]
    assert heads[2:4] == ["Kumla 2017 (evaluation)", "Kumla 2017 (reference)"]
    assert len(table.rows) == 54
    swedish = comparison_page(compare(original, original), "sv")
    assert swedish.title.startswith("Kumla 2017 (utvärdering) bredvid Kumla 2017 (referens), ")


def test_a_comparison_says_what_is_to_be_known_of_the_scales():
    """By two versions of one era that points may be harder to reach; across 2010 much more."""
    revised = comparison_page(compare(strangnas(), strangnas("2010", 2014)))
    assert "harder to reach" in revised.blocks[0]
    namesake = attrs.evolve(strangnas("2010").framework, version="2.1")
    revised = comparison_page(compare(kumla.evaluation(), Evaluation.from_points(namesake, {})))
    assert "harder to reach" in revised.blocks[0]
    assert revised.title.count("Kommunkompassen") == 2
    own = attrs.evolve(get_framework("2010"), version="2.1")
    assert comparison_page(compare(strangnas(), strangnas(own))).blocks[0] == revised.blocks[0]
    rough = rendered(compare(strangnas(), strangnas("pre-2010", 2004)))
    assert "Roughly, on the scale from before 2010" in rough
    assert "576.5 to under 597.5" in rough


def test_progress_shows_totals_in_order_and_each_step():
    """With the change in points and in percent, and from first to last where there are more."""
    found = progress([strangnas(total="500"), strangnas("2010", 2014, total="437")])
    page = progress_page(found)
    assert page.title == "Progress of Strängnäs"
    totals, step, caveat = page.blocks
    assert [row.cells[0] for row in totals.rows] == ["2014", "2016"]
    assert step == (
        "2014 to 2016: over 62 to under 64 points (higher, over ≈14.2 to under ≈14.7 %)."
    )
    assert "harder to reach" in caveat
    longer = progress_page(
        progress([strangnas(), strangnas(year=2018, total="510"), strangnas(year=2019)])
    )
    assert [note[:13] for note in longer.blocks[1:]] == [
        "2016 to 2018:",
        "2018 to 2019:",
        "2016 to 2019:",
    ]


def test_a_change_from_nothing_has_no_percent():
    """And whose progress it is may not be known."""
    days = [datetime.date(2017, 5, 1), datetime.date(2017, 11, 1)]
    found = [
        Evaluation.from_points("2.1", {"total": points}, date=day)
        for points, day in zip((0, 100), days, strict=True)
    ]
    shown = rendered(progress(found), "text", "sv")
    assert shown.startswith("Utveckling för Kommun utan namn")
    assert shown.endswith("2017-05-01 till 2017-11-01: 100 poäng (högre).")
