"""What a text says around its tables: the municipality, the year, key facts and findings."""

from __future__ import annotations

import datetime
import io

import pytest

from kommunkompass import FindingKind, InputError, KeyFacts, PublishedTable, read_table
from kommunkompass.formats.prose import municipality

TABLE = "\n\nTotalt 371 av 800 poäng\n"


def told(text: str) -> PublishedTable:
    """What a text says, a table being in it too."""
    return read_table(io.StringIO(text + TABLE), incomplete=True)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Kumla", "Kumla"),
        ("KUMLA", "Kumla"),
        ("Strängnäs", "Strängnäs"),
        ("TRANÅS", "Tranås"),
        ("Hagfors", "Hagfors"),
        ("Grums", "Grums"),
        ("Grästorps", "Grästorp"),
        ("Tyresö", "Tyresö"),
        ("Upplands Väsby", "Upplands Väsby"),
        ("LILLA EDETS", "Lilla Edet"),
        ("Malung-Sälens", "Malung-Sälen"),
        ("DALS-EDS", "Dals-Ed"),
    ],
)
def test_names_are_not_in_the_genitive_or_in_capitals(printed: str, name: str) -> None:
    """An s that belongs to the name stays."""
    assert municipality(printed) == name


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("KommunKompassen\n\nANALYS AV\n\nKUMLA KOMMUN\n\n2017", "Kumla", 2017),
        ("KommunKompassen\nVALLENTUNA KOMMUN\nFEBRUARI 2017\nANALYS AV", "Vallentuna", 2017),
        ("KommunKompassen HELSINGBORGS STAD 2014", "Helsingborg", 2014),
        ("Kommunkompassen Kumla kommun, 2017", "Kumla", 2017),
        ("Kommunkompassen: Kumla kommun 2017", "Kumla", 2017),
        ("Kommunkompassen – Kumla kommun 2017", "Kumla", 2017),
        ("Kommunkompassen i Kumla kommun 2017", "Kumla", 2017),
        ("UTVÄRDERING AV KUMLA KOMMUN 2017", "Kumla", 2017),
        ("Kumla kommun", "Kumla", None),
        ("2017\nKumla kommun", "Kumla", None),
        ("Kumla kommun\n2017\n2018", "Kumla", 2017),
        ("5 Kortfakta om Strängnäs kommun\t28", "Strängnäs", None),
        ("Tabellerna visar Kumla kommuns resultat i varje område.", "Kumla", None),
        ("Utvärderingen av Kumla kommun genomfördes under våren 2017.", "Kumla", None),
        ("KUMLA KOMMUN\n\nUtvärderingen av Tjörns kommun genomfördes i maj 2016.", "Kumla", None),
        ("Kumla kommun\nÄngelholms kommun\n2017", None, None),
        ("Analysen av Kumla kommun följer utvärderingen av Ales kommun.", None, None),
        ("Kumla kommun\nÄngelholms kommun\n2017\nKortfakta om Kumla kommun", "Kumla", 2017),
        ("Anna Bo, Ängelholms kommun", None, None),
        ("Text\n" * 40 + "Ängelholms kommun", None, None),
        ("I vår kommun\nen kommun\nFlera kommuner\nkommun", None, None),
        ("Analysen av Göteborgs stadsdelar", None, None),
        ("", None, None),
    ],
)
def test_the_municipality_and_the_year_are_found(
    text: str, name: str | None, year: int | None
) -> None:
    """On the title page, in headings and in plain sentences; where in doubt, not at all."""
    table = told(text)
    assert (table.municipality, table.year) == (name, year)


def test_a_date_of_the_caller_goes_before_the_year_of_the_text() -> None:
    """The year is the date's."""
    text = io.StringIO("Kumla kommun\n2017" + TABLE)
    table = read_table(text, incomplete=True, date=datetime.date(2018, 5, 1))
    assert (table.municipality, table.year) == ("Kumla", 2018)


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ("Folkmängd\t21 435", KeyFacts(population=21435)),
        ("Folkmängd 2017 21 435", KeyFacts(population=21435)),
        ("Antal invånare: 21435", KeyFacts(population=21435)),
        ("Invånare\t21 435 personer", KeyFacts()),
        ("Folkmängd\t+5", KeyFacts()),
        ("Folkmängd\tokänd", KeyFacts()),
        ("Folkmängd\t\t", KeyFacts()),
        ("Folkökning (2016) −12", KeyFacts(population_change=-12)),
        ("Folkökning\t40", KeyFacts(population_change=40)),
        ("Antal anställda (2016) 2 195", KeyFacts(employees=2195)),
        ("Kommungrupp: (C8) Lågpendlingskommun", KeyFacts(group="Lågpendlingskommun")),
        ("Kommungrupp\t", KeyFacts()),
        ("Partier i styret år 2014 M, KD och S", KeyFacts(governing_parties=("M", "KD", "S"))),
        ("Styrande partier\tS/V + MP", KeyFacts(governing_parties=("S", "V", "MP"))),
        ("Folkmängd\t1\nFolkmängd\t2", KeyFacts(population=1)),
        ("Partier: S", KeyFacts(governing_parties=("S",))),
        ("Partier i majoritet S och V", KeyFacts()),
        ("Kommungrupp Storstäder", KeyFacts(group="Storstäder")),
        ("Kommungrupp enligt SKL Storstäder", KeyFacts()),
        ("Areal\t206", KeyFacts()),
        ("\n" * 50 + "Folkmängd\t1", KeyFacts()),
    ],
)
def test_key_facts_are_found_in_their_table(rows: str, facts: KeyFacts) -> None:
    """Where a value is not told plainly, it is left out."""
    assert told(f"5. Kortfakta\n{rows}").key_facts == facts
    assert told(rows).key_facts == KeyFacts()


@pytest.mark.parametrize(
    ("text", "strengths", "improvements"),
    [
        ("Styrkor\tFörbättringsmöjligheter\n• a • b\t• c", ["a", "b"], ["c"]),
        ("STYRKOR FÖRBÄTTRINGSOMRÅDEN\n<ul> • a <ul> • b </ul>", ["a"], ["b"]),
        ("Styrkor\tUtvecklingsområden\n<ul><li>a</li><li>b</li></ul>\t", ["a", "b"], []),
        ("Styrkor\tFörbättringsmöjligheter\n• a\n• b\t• c\n• d\n\n• e", ["a", "b"], ["c", "d"]),
        ("Styrkor\n\n- a\n- b – c\n\nFörbättringsmöjligheter\n* d", ["a", "b – c"], ["d"]),
        ("Styrkor\nFörbättringsmöjligheter\n• d", [], ["d"]),
        ("Styrkor\n• a < b <br/> c", ["a < b", "c"], []),
        ("Styrkor\tFörbättringsmöjligheter\na\tb", ["a"], ["b"]),
        ("Styrkor\tFörbättringsmöjligheter\na\tb\nc\td", [], []),
        ("Styrkor Förbättringsmöjligheter\n• a • b", [], []),
        ("Styrkor Styrkor Styrkor\n• a", [], []),
        ("Styrkor\nVi är starka.", [], []),
        ("Styrkor och brister\n• a", [], []),
        ("Förbättringsmöjligheter", [], []),
    ],
)
def test_findings_are_found_under_their_headings(
    text: str, strengths: list[str], improvements: list[str]
) -> None:
    """In two columns, as html, bullets or lines; what cannot be told apart is left out."""
    kinds = FindingKind.STRENGTH, FindingKind.IMPROVEMENT
    found = told(f"Område 3 Politisk styrning och kontroll\n{text}").findings
    by_kind = [[said.text for said in found if said.kind is kind] for kind in kinds]
    assert by_kind == [strengths, improvements]
    assert {said.code for said in found} <= {"3"}


def test_findings_without_an_area_are_left_out() -> None:
    """There is no telling what they are about."""
    assert told("Styrkor\n• a").findings == ()


def test_findings_of_an_unknown_area_are_refused() -> None:
    """Their line is named."""
    with pytest.raises(InputError) as refused:
        told("Område 9 Annat\nStyrkor\n• a")
    (fault,) = refused.value.faults
    assert (fault.item, fault.value) == ("line 3", "9")
