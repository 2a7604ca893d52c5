"""What the HTML report looks like: the profile that it draws, its colours, and how it prints."""

import re

import pytest

import kumla
from kommunkompass import Evaluation, Figure
from kommunkompass.render.profile_svg import Profile
from kommunkompass.render.report import html_report
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
    svg = Profile(evaluation=evaluation, language="en").svg(464)
    own, rest = shapes(svg, "own"), shapes(svg, "own open")
    assert [bar["width"] for bar in own[:2]] == ["98", "0"]
    assert [(bar["x"], bar["width"]) for bar in rest[:2]] == [("98", "4"), ("0", "400")]
    assert [text for tag, text in Report(svg).texts if tag == "text"][:3] == [
        "1 Area 1",
        "25",
        "2 Area 2",
    ]
    assert "0–50 / 50" in [text for _, text in Report(svg).texts]


def test_exact_points_have_no_open_rest():
    """Nor has the legend an entry for one."""
    evaluation = Evaluation.from_percents(small_framework(100), {"1": 33.3333})
    svg = Profile(evaluation=evaluation, language="en").svg(464)
    assert shapes(svg, "own")[0]["width"] == "133.33"
    assert shapes(svg, "own open") == []


def test_the_profile_can_be_listened_to():
    """It has a name, and says all that it draws."""
    report = Report(html_report(kumla.evaluation(), language="sv"))
    drawings = [given for tag, given in report.tags if tag == "svg"]
    ids = [given["id"] for _, given in report.tags if "id" in given]
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert set(drawing["aria-labelledby"].split()) <= set(ids)
    assert len(ids) == len(set(ids))
    assert report.all("title")[1] == "Profil över områdena för Kumla 2017"
    assert report.all("desc")[0].startswith(
        "1 Offentlighet och demokrati, 36,5 till under 36,95 av 100 poäng."
    )


def test_long_titles_are_wrapped_in_a_narrow_drawing():
    """A label has as many lines as it needs, and the drawing grows with them."""
    evaluation = kumla.evaluation()
    wide, narrow = [Profile(evaluation=evaluation, language="en").svg(w) for w in (720, 360)]
    assert len(shapes(wide, "label")) == 8
    assert len(shapes(narrow, "label")) == 9


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


def palettes() -> list[dict[str, str]]:
    """The colours of the light and of the dark report, by name."""
    style = re.findall(r":root \{(.*?)\}", html_report(OLD), re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in style]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_colours_have_contrast(palette):
    """Text 4.5 to 1 and drawings 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11), light and dark."""
    for ground in ("ground", "shade"):
        for text in ("ink", "soft", "accent"):
            assert contrast(palette[text], palette[ground]) >= 4.5
    for bar in ("accent", "other"):
        assert contrast(palette[bar], palette["ground"]) >= 3
        assert contrast(palette[bar], palette["track"]) >= 3
    assert contrast(palette["accent"], palette["other"]) >= 2


def test_dark_and_light_define_the_same_colours():
    """No colour is left as the other had it."""
    light, dark = palettes()
    assert light.keys() == dark.keys()
    used = set(re.findall(r"var\(--([a-z-]+)\)", html_report(OLD)))
    assert used == set(light)


def test_it_prints_on_a4_without_tearing_rows_or_headings():
    """What the style sheet asks of a printer."""
    style = html_report(OLD)
    assert "size: A4" in style
    printed = style.split("@media print")[1]
    assert re.search(r"tr, [^{]*\{ break-inside: avoid", printed)
    assert re.search(r"h2, h3, h4, [^{]*\{ break-after: avoid", printed)
    assert "thead { display: table-header-group; }" in printed
