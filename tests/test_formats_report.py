"""A whole report is read, however it is pasted.

The report here is written for the tests: it has the parts and the tables of a published one, with
the figures of the bundled example and with prose of its own. The tests of other modules use it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction

import pytest

from kommunkompass import (
    Area,
    FindingKind,
    InputError,
    KeyFacts,
    Score,
    example_table,
    read,
    read_table,
)
from kumla import AREA_1, AREA_2, AREA_4, TOTAL

FRAMEWORK = example_table("kumla-2017").framework
CONTENTS = [6, 8, 10, 13, 15, 17, 20, 221]  # a page as a scanner may have misread it
LIST = '<ul style="list-style-type: none">'


def printed(code: str) -> str:
    """Points, maximum and percent of an item, as the example has them."""
    figure = example_table("kumla-2017")[code]
    return f"{figure.points}\t{FRAMEWORK[code].maximum}\t{figure.percent}"


def title_page() -> list[str]:
    return ["KommunKompassen", "", "ANALYS AV", "", "KUMLA KOMMUN", "", "2017", ""]


def contents() -> list[str]:
    return [
        "Innehåll",
        "",
        "1\tOm utvärderingen\t3",
        *[
            f"Område {area.code}\t{area.title}\t{page}"
            for area, page in zip(FRAMEWORK.areas, CONTENTS, strict=True)
        ],
        "4.\tTabeller.....\t243",
        "5\tKortfakta om Kumla kommun\t287",
        "",
    ]


def chapter(area: Area) -> list[str]:
    points = example_table("kumla-2017")[area.code].points
    topics = " ".join(f"• {heading.title}" for heading in area.headings)
    return [
        f"Område {area.code} {area.title}",
        "",
        "Rubriker\tPoäng",
        f"{LIST} {topics} \t{points}",
        "",
        "Kommunen har en plan från 2016.",
        "",
        "Styrkor\tFörbättringsmöjligheter",
        f"{LIST} • Planen finns • Den följs \t{LIST} • Planen är gammal",
        "",
    ]


def table(area: Area) -> list[str]:
    return [
        f"{area.code}.\t{area.title}\tUppnått\tMax\tProcent",
        *[f"{item.code}\t{item.title}\t{printed(item.code)}" for item in area.criteria],
        f"\t\t{printed(area.code)}",
        "",
    ]


def key_facts() -> list[str]:
    return [
        "5 Kortfakta om Kumla kommun",
        "",
        "Kommungrupp (2017)\tPendlingskommun nära större stad\t",
        "Folkmängd (2017)\t21 435\t",
        "Folkökning/minskning (2016)\t+180\t",
        "Antal anställda (2016)\t2 195\t",
        "Partier i styret (2014)\tM och S\t",
    ]


def tables() -> list[str]:
    return [
        "4. Tabeller",
        "",
        "Tabellerna visar Kumla kommuns resultat.",
        "",
        *[line for area in FRAMEWORK.areas for line in table(area)],
    ]


def report() -> str:
    chapters = [line for area in FRAMEWORK.areas for line in chapter(area)]
    return "\n".join([*title_page(), *contents(), *chapters, *tables(), *key_facts()])


def ends(score: Score) -> tuple[Fraction, Fraction]:
    assert score.lower_closed
    assert not score.upper_closed
    return score.lower, score.upper


@pytest.mark.parametrize(
    "paste",
    [
        pytest.param(lambda text: text, id="as it is"),
        pytest.param(lambda text: text.replace("\t", " "), id="tabs as blanks"),
        pytest.param(lambda text: text.replace("\t", "\xa0  "), id="tabs as many blanks"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="old line ends"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="empty lines between"),
        pytest.param(lambda text: text.replace("å", "a\u030a"), id="letters and marks apart"),
        pytest.param(lambda text: text.replace("demokrati", "demo\xadkrati"), id="soft hyphens"),
    ],
)
def test_a_whole_report_gives_every_figure(paste: Callable[[str], str]) -> None:
    """All 45 criteria and 8 areas are read, with the municipality and the year."""
    table = read_table(io.StringIO(paste(report())))
    assert table.figures == example_table("kumla-2017").figures
    assert len(table.figures) == 53
    assert (table.municipality, table.year) == ("Kumla", 2017)
    evaluation = table.evaluation()
    assert ends(evaluation["1"]) == AREA_1
    assert ends(evaluation["2"]) == AREA_2
    assert ends(evaluation["4"]) == AREA_4
    assert ends(evaluation.total) == TOTAL


def test_a_report_tells_its_key_facts() -> None:
    """The municipality's key facts are those of its table, and those of the example."""
    facts = KeyFacts(
        group="Pendlingskommun nära större stad",
        population=21435,
        population_change=180,
        employees=2195,
        governing_parties=("M", "S"),
    )
    assert read(io.StringIO(report())).key_facts == facts
    assert read(io.StringIO(report().replace("\t", " "))).key_facts == facts
    assert example_table("kumla-2017").key_facts == facts


@pytest.mark.parametrize("blank", ["\t", " "])
def test_a_report_tells_its_findings_by_area(blank: str) -> None:
    """Each bullet under the two headings is a finding of its chapter's area."""
    evaluation = read(io.StringIO(report().replace("\t", blank)))
    assert [(said.code, said.kind, said.text) for said in evaluation.findings[:3]] == [
        ("1", FindingKind.STRENGTH, "Planen finns"),
        ("1", FindingKind.STRENGTH, "Den följs"),
        ("1", FindingKind.IMPROVEMENT, "Planen är gammal"),
    ]
    assert [said.code for said in evaluation.findings] == [c for c in "12345678" for _ in range(3)]


def test_what_the_caller_says_goes_before_what_the_text_says() -> None:
    """Details given as keywords replace those found."""
    found = read(io.StringIO(report()), municipality="Kumla kommun", year=2018, findings=())
    assert (found.municipality, found.year, found.findings) == ("Kumla kommun", 2018, ())
    assert read(io.StringIO(report()), municipality=None).municipality is None


def test_the_chapters_alone_are_no_table() -> None:
    """The points in the boxes that open them are not read."""
    text = "\n".join([line for area in FRAMEWORK.areas for line in chapter(area)])
    with pytest.raises(InputError) as refused:
        read_table(io.StringIO(text))
    (fault,) = refused.value.faults
    assert fault.value == "no table"


def test_the_tables_alone_are_enough() -> None:
    """Section 4 on its own names the municipality in its first sentence, but no year."""
    found = read_table(io.StringIO("\n".join(tables())))
    assert found.figures == example_table("kumla-2017").figures
    assert (found.municipality, found.year) == ("Kumla", None)


def test_the_contents_alone_are_never_figures() -> None:
    """A list of contents gives page numbers, and is refused with its line named."""
    with pytest.raises(InputError) as refused:
        read_table(io.StringIO("\n".join([*title_page(), *contents()])))
    (fault,) = refused.value.faults
    assert fault.item == "line 12"
    assert "page" in fault.allowed
