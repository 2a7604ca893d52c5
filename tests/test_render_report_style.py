"""What the HTML report looks like: the profile that it draws, its colours, and how it prints."""

import re

import kumla
from kommunkompass import Evaluation, Figure
from kommunkompass.render.report import html_report, profile_svg
from rendered_reports import OLD, Report
from strategies import small_framework

# The profile


def shapes(svg: str, css: str) -> list[dict]:
    """The shapes of a class in a drawing."""
    return [given for _, given in Report(svg).tags if given.get("class") == css]


def test_a_bar_reaches_as_far_as_points_are_certain():
    """The open rest of the range follows it; its length is the range's width."""
    framework = small_framework(100, 50)
    evaluation = Evaluation.from_printed(framework, {"1": Figure("25")})
    svg = profile_svg(evaluation, "en")
    certain, rest = shapes(svg, "certain")[1:], shapes(svg, "open")
    assert [bar["width"] for bar in certain] == ["24.5%", "0%"]
    assert [(bar["x"], bar["width"]) for bar in rest] == [("24.5%", "1%"), ("0%", "100%")]
    assert Report(svg).all("text")[:4] == ["25", "1 Area 1", "– / 50", "2 Area 2"]


def test_exact_points_have_no_open_rest():
    """What is known exactly is as long as it is."""
    evaluation = Evaluation.from_percents(small_framework(100), {"1": 33.3333})
    svg = profile_svg(evaluation, "en")
    assert shapes(svg, "certain")[1]["width"] == "33.33%"
    assert shapes(svg, "open") == []


def test_the_profile_can_be_listened_to():
    """It says all that it draws."""
    report = Report(html_report(kumla.evaluation(), language="sv"))
    (drawing,) = [given for tag, given in report.tags if tag == "svg"]
    assert drawing["role"] == "img"
    assert drawing["aria-label"].startswith(
        "1 Offentlighet och demokrati: 36,5 till under 36,95 / 100; 2 "
    )


def test_long_titles_are_wrapped():
    """A label has as many lines as it needs, and the drawing grows with them."""
    svg = profile_svg(kumla.evaluation(), "en")
    labels = [text for text in Report(svg).all("text") if not text[-1].isdigit()]
    assert "4 Leadership, responsibility and" in labels
    assert "delegation" in labels


# Colours and print


def luminance(colour: str) -> float:
    """How light a colour is, by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_colours_have_contrast():
    """Text 4.5 to 1 and drawings 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", html_report(OLD)))
    assert set(re.findall(r"var\(--([a-z]+)\)", html_report(OLD))) == set(colours)
    for ground in ("#ffffff", colours["shade"]):
        for text in ("ink", "soft", "accent"):
            assert contrast(colours[text], ground) >= 4.5


def test_it_prints_on_a4_without_tearing_rows_or_headings():
    """What the style sheet asks of a printer."""
    style = html_report(OLD)
    assert "size: A4" in style
    printed = style.split("@media print")[1]
    assert re.search(r"tr,[^{]*\{ break-inside: avoid", printed)
    assert re.search(r"h2, h3, [^{]*\{ break-after: avoid", printed)
