"""Delimited tables: as spreadsheets and scripts write them, in any dialect and any order."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, strategies as st

from kommunkompass import (
    Figure,
    InputError,
    KommunkompassError,
    PublishedTable,
    UnknownCodeError,
    example_table,
    get_framework,
    read,
    read_many,
    read_table,
)

EXAMPLE = example_table("kumla-2017")
FRAMEWORK = EXAMPLE.framework
AREAS = "".join(f"{code};{code}0\n" for code in range(1, 9))

#: For each column, its English and its Swedish heads.
HEADS = {
    "level": ["level", "nivå", "Nivå"],
    "code": ["code", "kod", "KOD"],
    "title": ["title", "titel"],
    "points": ["points", "poäng", "Uppnått"],
    "max": ["max", "maximum", "Max"],
    "percent": ["percent", "procent", "%", " Procent\xa0"],
}
LEVELS = {"criterion": ["criterion", "delfråga"], "area": ["area", "Område"]}


def table(text: str, **options: bool) -> PublishedTable:
    return read_table(io.StringIO(text), **options)  # type: ignore[arg-type]


def faults(text: str, **options: bool) -> tuple[KommunkompassError, ...]:
    with pytest.raises(InputError) as refused:
        table(text, **options)
    return refused.value.faults


def rows() -> list[dict[str, str]]:
    """The example as rows of cells."""
    return [
        {
            "level": "criterion" if "." in code else "area",
            "code": code,
            "title": FRAMEWORK[code].title,
            "points": f"{figure.points}",
            "max": f"{FRAMEWORK[code].maximum}",
            "percent": f"{figure.percent}",
        }
        for code, figure in EXAMPLE.figures
    ]


@given(data=st.data())
def test_every_dialect_is_read_alike(data: st.DataObject) -> None:
    """Separator, order of columns and rows, heads, blanks and signs make no difference."""
    separator = data.draw(st.sampled_from("\t;,|"), "separator")
    columns = data.draw(st.permutations([*HEADS, "note"]), "columns")
    left_out = data.draw(st.sets(st.sampled_from(["level", "title", "max", "note"])), "left out")
    columns = [column for column in columns if column not in left_out]
    heads = [data.draw(st.sampled_from(HEADS.get(column, [column]))) for column in columns]
    percent = data.draw(st.sampled_from(["{}", "{}%", "{} %", " {}\xa0% "]), "percent")
    code = data.draw(st.sampled_from([str, lambda code: code.replace(".", ","), "{}.".format]))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(heads)
    for row in data.draw(st.permutations(rows()), "rows"):
        cells = row | {
            "level": data.draw(st.sampled_from(LEVELS[row["level"]])),
            "code": code(row["code"]),
            "percent": percent.format(row["percent"]),
            "note": f"a {separator} b",
        }
        writer.writerow([cells[column] for column in columns])
    assert table(text.getvalue()).figures == EXAMPLE.figures


def test_decimals_may_have_a_comma() -> None:
    """Where the comma separates, a cell that has one is quoted."""
    expected = Figure("35.4", "0.50")
    assert table("code;points;percent\ntotal;35,4;0,50 %\n")["total"] == expected
    assert table('code,points,percent\ntotal,"35,4",0.50%\n')["total"] == expected
    (fault,) = faults("code,points,percent\ntotal,35,4,50\n")
    assert fault.item == "line 2"
    assert "3 cells" in fault.allowed
    assert fault.value == "total | 35 | 4 | 50"
    assert "semicolons" in fault.allowed


def test_a_table_of_areas_is_complete() -> None:
    """All areas, and no criterion, are a whole table; empty rows between do not matter."""
    assert len(table("code;points\n" + AREAS).figures) == 8
    assert len(table("\n\ncode;points\n;\n" + AREAS + "\n;;\n").figures) == 8


@pytest.mark.parametrize(
    "row",
    ["total;;371", "summa;;371", ";Totalt;371", "Total;Totalt;371", ";total ;371"],
)
def test_a_total_row_needs_no_code(row: str) -> None:
    """The title or the code may be any word for it."""
    found = table(f"code;title;points\n{row}\n" + AREAS.replace(";", ";;"))
    assert found["total"] == Figure("371")


def test_the_level_names_a_total_too() -> None:
    """A row of the level total needs neither code nor title."""
    assert table("nivå;kod;poäng\ntotalt;;371\n")["total"] == Figure("371")


def test_a_total_alone_is_complete() -> None:
    """So it is in a delimited table, whose author has said what it is."""
    assert table("code,points\ntotal,371\n").figures == (("total", Figure("371")),)


def test_a_title_may_stand_for_the_code_of_an_area() -> None:
    """Where the code is left empty."""
    text = "code;title;points\n" + "".join(f";{a.title};{a.code}0\n" for a in FRAMEWORK.areas)
    assert table(text).figures == table("code;points\n" + AREAS).figures
    (fault,) = faults(text + ";Valfrihet;10\n")
    assert (fault.item, fault.value) == ("line 10", "Valfrihet")
    (fault,) = faults(text + ";;10\n")
    assert (fault.item, fault.value) == ("line 10", "10")


def test_lines_above_the_head_line_are_passed_over() -> None:
    """A spreadsheet may have a title there."""
    assert len(table("Kumla kommun;\n\ncode;points\n" + AREAS).figures) == 8


def test_a_markdown_table_is_read() -> None:
    """The line under its head has no cells to read."""
    text = "| code | points |\n|---|--:|\n" + "".join(f"| {c} | {c}0 |\n" for c in range(1, 9))
    assert table(text).figures == table("code;points\n" + AREAS).figures


def test_empty_figures_are_missing_ones() -> None:
    """A table that lacks some is refused, unless half a table will do."""
    text = "code;points;percent\n" + AREAS.replace("3;30", "3;;").replace("5;50\n", "")
    (fault,) = faults(text)
    assert fault.item == "line 4, area 3; after line 5, area 5"
    found = table(text, incomplete=True)
    assert [code for code, _ in found.figures] == ["1", "2", "4", "6", "7", "8"]
    assert [item.code for item in found.evaluation().missing][:5] == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
    ]


def test_areas_beside_some_criteria_are_not_complete() -> None:
    """Every criterion is asked for as soon as one is scored."""
    (fault,) = faults("code;points\n" + AREAS + "1.1;5\n1.2;\n")
    assert fault.item.startswith("line 11, criterion 1.2; after line 11, criterion 1.3, ")
    assert len(table("code;points\n" + AREAS + "1.1;\n").figures) == 8


def test_an_empty_table_is_no_table() -> None:
    """A head line alone is refused, whatever will do; rows without figures are half a table."""
    (fault,) = faults("code;points\n", incomplete=True)
    assert fault.value == "no table"
    assert table("code;points\n1.1;\n", incomplete=True).figures == ()


def test_every_fault_is_named_with_its_line() -> None:
    """Eleven faults of a table are named at once, in the order of its lines."""
    text = """level;code;title;points;max;percent;poäng
area;1;Offentlighet och demokrati;37;90;37
area;2;Offentlighet och demokrati;40;100;40
area;9;;40;100;40
total;3;;40;100;40
topic;4;;40;100;40
area;5;;forty;100;40
area;6;;40 %;100;40
area;7;;1e3;100;40 kr
area;8;;;;
area;8;;1;;
criterion;1.1;Informeras invånarna om resultat?;1;15;
;1.2;;1;20;;;;;x
"""
    found = faults(text)
    assert [fault.item for fault in found] == [
        "line 1",
        "line 2, area 1, maximum",
        "line 3, area 2",
        "line 4",
        "line 5, code 3",
        "line 6, level",
        "line 7, area 5, points",
        "line 8, area 6, points",
        "line 9, area 7, points",
        "line 9, area 7, percent",
        "line 11, area 8",
        "line 12, criterion 1.1",
        "line 13",
    ]
    assert isinstance(found[3], UnknownCodeError)
    assert found[0].value == "points, poäng"


@pytest.mark.parametrize("second", ["1;37", "1;38", "1;"])
def test_a_code_stands_once(second: str) -> None:
    """A code given twice is refused even where the figures are the same."""
    (fault,) = faults(f"code;points\n1;37\n{second}\n", incomplete=True)
    assert fault.item == "line 3, area 1"
    assert "line 2" in fault.allowed


def test_a_title_that_is_known_nowhere_is_free() -> None:
    """Beside a code, a title is checked only where it is another item's."""
    text = "code;title;points\n" + "".join(f"{c};Nummer {c};10\n" for c in range(1, 9))
    assert len(table(text).figures) == 8


@pytest.mark.parametrize("code", ["1.1.1", "1.", "A", "01", "1.10", "9" * 100, "1.4 b"])
def test_codes_are_those_of_the_framework(code: str) -> None:
    """A number with a dot or a comma after it is one; anything else is not known."""
    text = f"code;points\n{code};10\n"
    if code == "1.":
        assert table(text, incomplete=True)["1"] == Figure("10")
    else:
        (fault,) = faults(text, incomplete=True)
        assert fault.value == code
        assert isinstance(fault, UnknownCodeError)
        (fault,) = faults(f"code;title;points\n{code};Offentlighet och demokrati;10\n")
        assert isinstance(fault, UnknownCodeError)


def test_quoted_cells_may_hold_lines() -> None:
    """A row is known by the line it begins in."""
    (fault,) = faults('code;title;points\n1;"a\nb";10\n9;;1\n', incomplete=True)
    assert fault.item == "line 4"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('"never closed', id="a quotation mark left open"),
        pytest.param('"closed" early', id="text after a quotation mark"),
        pytest.param("9" * 200_000, id="a cell too long"),
    ],
)
def test_broken_cells_are_refused(cell: str) -> None:
    """What the format cannot hold is named with its line."""
    (fault,) = faults("code;points\n1;37\n2;" + cell + "\n", incomplete=True)
    assert fault.item == "line 3"


def test_a_table_has_an_end() -> None:
    """No framework has thousands of items, so reading stops there."""
    found = faults("code;points\n" + "1;1\n" * 3000)
    assert len(found) == 1001
    assert found[-1].value == "more than 1000 faults"


@pytest.mark.parametrize(
    ("head", "value", "near"),
    [
        ("code;title", "code | title", ""),
        ("title;figures", "title | figures", ""),
        ("codes;points", "codes", "code"),
        ("kod;poang", "poang", "poäng"),
        ("kod;resultat", "resultat", ""),
        ("kommun;poäng", "kommun | poäng", ""),
        ("kommun;totalr", "totalr", "total"),
        ('"code;points', "no table", ""),
        ("code" + " " * 6000 + ";points", "no table", ""),
        ("Kumla kommun\nRubriker;Poäng", "no table", ""),
    ],
)
def test_other_head_lines_are_none(head: str, value: str, near: str) -> None:
    """A head line names items, and points or percent; what in the first line does not is named."""
    (fault,) = faults(f"{head}\n1;37\n", incomplete=True)
    assert fault.value == value
    assert ("did you mean" in fault.allowed) == bool(near)
    assert near in fault.allowed


def test_two_columns_for_one_are_both_named() -> None:
    """Neither those of two years nor two words for one column tell which is meant."""
    found = faults("kod;poäng 2016;poäng 2018\n1;3;4\n")
    assert [(fault.item, fault.value) for fault in found] == [
        ("line 1, head", "poäng 2016"),
        ("line 1, head", "poäng 2018"),
    ]
    found = faults("kod;poäng;uppnått\n1;37;38\n", incomplete=True)
    assert [fault.value for fault in found] == ["poäng, uppnått"]


def test_notes_below_a_wide_table_are_refused() -> None:
    """What has neither figures nor a framework is no evaluation."""
    text = "kommun;framework;total\nA;2.1;371\nB;2.1;\n;;\nKälla: SKL;;\n"
    (fault,) = faults(text)
    assert (fault.item, fault.value) == ("line 5", "no table")
    assert len(read_many(io.StringIO(text.replace("Källa: SKL;;\n", "")))) == 2


def test_a_share_is_no_percent_and_no_points() -> None:
    """What it means is not guessed; a percent sign tells, or the column of figures."""
    (fault,) = faults("kod;procent\n1;0,37\n2;40\n", incomplete=True)
    assert (fault.item, fault.value) == ("line 2, area 1, percent", "0,37")
    assert table("kod;procent\n1;0,37 %\n", incomplete=True)["1"] == Figure(None, "0.37")
    (fault,) = faults("kommun;1;2\nKumla;0,37;0\n", incomplete=True)
    assert fault.item == "line 2, area 1, points"
    told = table("kommun;1;2;siffror\nKumla;0,37;0;tryckta\n", incomplete=True)
    assert told["1"] == Figure("0.37")
    assert table("kod;poäng;siffror\n1;0,37;tryckta\n", incomplete=True)["1"] == told["1"]
    found = faults("kod;poäng\n1;0,37\n2;1\ntotal;3,1\n", incomplete=True)
    assert [fault.item for fault in found] == ["line 2, area 1, points", "line 3, area 2, points"]
    assert [fault.allowed[:15] for fault in found] == ["37 percent if a", "100 percent if "]
    beside = table("kod;poäng;procent\n1.1;5;35\n1.5;1;\n", incomplete=True)
    assert beside["1.5"] == Figure("1")


@pytest.mark.parametrize("row", ["kod;poäng\n1.5;1", "kod;poäng;max\n1.5;0,5;10", "1.5;1;10"])
def test_points_that_are_no_shares(row: str) -> None:
    """A whole point by itself, and those beside a maximum or said to be exact."""
    text = row if row.startswith("k") else f"kod;poäng;max\n{row}"
    assert table(f"{text}\n", incomplete=True)["1.5"] is not None
    exact = "kommun;1.5\nKumla;0,5\n"
    assert table(exact, incomplete=True, figures="exact")["1.5"] == Figure("0.5", exact=True)


@pytest.mark.parametrize(("cell", "whole"), [("0,37", "37"), ("0.375", "37.5"), ("1", "100")])
def test_both_meanings_of_a_share_are_told(cell: str, whole: str) -> None:
    """The percent that it is, or the small percent with its sign."""
    (fault,) = faults(f"kod;procent\n1;{cell}\n", incomplete=True)
    assert fault.allowed == f"{whole} if a share is meant, or {cell} % if a percent is"
    assert table(f"kod;procent\n1;{cell} %\n", incomplete=True)["1"].percent is not None


def test_wide_heads_may_be_titles() -> None:
    """They tell the framework as the titles of a long table do."""
    areas = get_framework("2020").areas
    heads = ";".join([area.title for area in areas])
    points = ";".join([f"{area.code}0" for area in areas])
    (found,) = read_many(io.StringIO(f"Kommun;{heads};Totalt\nKumla;{points};360\n"))
    assert found.framework.version == "2020"
    assert [str(found[area.code].figure) for area in areas] == points.split(";")
    (fault,) = faults(f"Kommun;{heads}\nKumla;x{points}\n")
    assert fault.item == "line 2, area 1, points"


def test_wide_tables_may_hold_percents_alone() -> None:
    """Their heads are codes or titles with a percent sign."""
    (found,) = read_many(io.StringIO("kommun;1 %;2%\nKumla;37;40,5 %\n"), incomplete=True)
    assert (found["1"].figure, found["2"].figure) == (Figure(None, "37"), Figure(None, "40.5"))
    assert table("kommun;total %\nKumla;46\n")["total"] == Figure(None, "46")
    titles = [area.title for area in FRAMEWORK.areas[:2]]
    text = f"kommun;{titles[0]};{titles[0]} %;{titles[1]} %\nKumla;37;36,5;40\n"
    found = table(text, incomplete=True)
    assert (found["1"], found["2"]) == (Figure("37", "36.5"), Figure(None, "40"))
    assert len(faults("kommun;1 %;2 %\nKumla;0,37;0,4\n", incomplete=True)) == 2


class TestOtherColumnsOfWideTables:
    """A figure of an item is never lost; what is certainly none is passed over."""

    AREAS = "kommun;1;2;3;4;5;6;7;8"
    ROW = "Kumla;37;40;56;40;46;55;36;61"

    def test_what_is_no_figure_of_an_item_is_passed_over(self) -> None:
        """Ranks and populations, words, and anything beside all areas but a total."""
        assert table("kommun;rang;totalt\nKumla;3;371\n")["total"] == Figure("371")
        assert table("kommun;Antal invånare;1\nKumla;21000;37\n", incomplete=True)["1"]
        assert table("kommun;grupp;total\nKumla;pendling;371\n")["total"] == Figure("371")
        text = f"{self.AREAS};anställda\n{self.ROW};1900\n"
        assert len(table(text).figures) == 8

    @pytest.mark.parametrize(
        ("head", "cell"),
        [
            ("utvärderad", "2017-05-31"),
            ("Anmärkning", "1:a utvärderingen"),
            ("Telefon", "019-58 80 00"),
            ("Ranking", "5"),
            ("Länskod", "18"),
            ("Antal invånare 2017", "21000"),
            ("Id", "7"),
            ("Förändring", "+12"),
        ],
    )
    def test_facts_beside_a_total_or_some_areas_are_passed_over(
        self, head: str, cell: str
    ) -> None:
        found = table(f"kommun;år;totalt;{head}\nKumla;2017;371;{cell}\n")
        assert found.figures == (("total", Figure("371")),)
        if not cell.startswith("+"):
            found = table(f"kommun;ramverk;1;2;{head}\nKumla;2.1;37;40;{cell}\n")
            assert len(found.figures) == 2

    @pytest.mark.parametrize("head", ["Total befolkning", "Invånare totalt"])
    def test_more_than_the_maximum_is_no_total(self, head: str) -> None:
        text = f"{self.AREAS};{head}\n{self.ROW};21000\n"
        assert len(table(text).figures) == 8

    def test_the_numbers_of_rows_are_passed_over(self) -> None:
        """pandas writes them below an empty head."""
        assert table(",kommun,framework,1\n0,Kumla,2.1,37\n").figures == (("1", Figure("37")),)

    @pytest.mark.parametrize(
        ("head", "cell"),
        [
            ("Offentlighet", "37"),
            ("1 Öppenhet", "37%"),
            ("01-apr", "12"),
            ("", " 37"),
            ("poäng", "[36.5, 37)"),
            ("Uppfyllt", "=B2*2"),
        ],
    )
    def test_numbers_below_an_unknown_head_are_refused(self, head: str, cell: str) -> None:
        """The first of them is named, where items have no column: even half a table hides it."""
        text = f'kommun;framework;{head};2\nLaxå;2.1;;40\nKumla;2.1;"{cell}";40\nA;2.1;1;40\n'
        with pytest.raises(InputError) as refused:
            read_many(io.StringIO(text), incomplete=True)
        (fault,) = refused.value.faults
        assert (fault.item, fault.value) == (f"line 3, {head}" if head else "line 3", cell)
        assert "the code or title of an item" in fault.allowed

    @pytest.mark.parametrize("head", ["Poäng", "Total 2017", "Summa poäng"])
    def test_a_total_is_not_lost_beside_all_areas(self, head: str) -> None:
        (fault,) = faults(f"{self.AREAS};{head}\n{self.ROW};371\n")
        assert (fault.item, fault.value) == (f"line 2, {head}", "371")
        found = table(f"{self.AREAS};{head};totalt\n{self.ROW};360;371\n")
        assert found["total"] == Figure("371")

    @pytest.mark.parametrize(
        "head",
        [
            "Område 1",
            "OMRÅDE 1",
            "1 Offentlighet och demokrati",
            "1. Offentlighet och demokrati",
            "Huvudområde 1: Offentlighet och demokrati",
        ],
    )
    def test_heads_may_be_codes_with_titles(self, head: str) -> None:
        text = f"kommun;{head};{head} %;2\nKumla;37;36,5;40\n"
        assert table(text, incomplete=True)["1"] == Figure("37", "36.5")
        (fault,) = faults(f"kommun;{head};1;2\nKumla;37;37;40\n", incomplete=True)
        assert (fault.item, fault.value) == ("line 1", "1")

    def test_so_may_those_of_criteria(self) -> None:
        title = FRAMEWORK["1.2"].title
        text = f"kommun;Delfråga 1.1;1.2 {title}\nKumla;5;10\n"
        assert [code for code, _ in table(text, incomplete=True).figures] == ["1.1", "1.2"]

    def test_their_titles_tell_the_framework(self) -> None:
        areas = get_framework("2020").areas
        for before in ("{}. ", "{} "):
            heads = ";".join([before.format(area.code) + area.title for area in areas])
            text = f"kommun;{heads}\n{self.ROW}\n"
            assert table(text).framework.version == "2020"
            rows = "\n".join(
                f"{head};{cell}"
                for head, cell in zip(heads.split(";"), self.ROW.split(";")[1:], strict=True)
            )
            assert table(f"område;poäng\n{rows}\n").figures == table(text).figures


def test_what_a_row_lacks_is_named_with_whose_it_is() -> None:
    """All of an evaluation in wide form stands in one line."""
    text = "kommun;år;1;2;3;4;5;6;7;8\nLekeberg;2018;;;56;40;;55;36;61\n"
    (fault,) = faults(text)
    assert fault.item == "line 2, Lekeberg 2018, area 1, area 2, area 5"


def test_rows_without_their_municipality_are_refused() -> None:
    """As where a name stands in the first row alone; so are those without their number."""
    text = "kommun;kod;poäng\nKumla;1;37\n;2;40\n;3;56\n"
    with pytest.raises(InputError) as refused:
        read_many(io.StringIO(text), incomplete=True)
    assert [fault.item for fault in refused.value.faults] == ["line 3, municipality"]
    text = text.replace("kommun;", "utvärdering;kommun;").replace("Kumla", "1;Kumla")
    with pytest.raises(InputError, match="line 3, evaluation"):
        read_many(io.StringIO(text.replace("\n;", "\n;;")), incomplete=True)
    (found,) = read_many(io.StringIO("kommun;kod;poäng\n;1;37\n;2;40\n"), incomplete=True)
    assert found.municipality is None


class TestYears:
    """A framework that is only guessed has to be one of the year."""

    ROWS = ";37;40;56;40;46;55;36;61"

    def wide(self, year: str, head: str = "år") -> str:
        return f"kommun;{head};1;2;3;4;5;6;7;8\nKumla;{year}{self.ROWS}\n"

    def test_the_year_tells_it(self) -> None:
        versions = {"2012": "2010", "2017": "2.1", "2021": "2020"}
        for year, version in versions.items():
            assert table(self.wide(year)).framework.version == version
        assert table(self.wide("2021-05-31", "datum")).framework.version == "2020"

    @pytest.mark.parametrize("year", ["2008", "2071", "2999"])
    def test_one_that_no_edition_covers_is_refused(self, year: str) -> None:
        (fault,) = faults(self.wide(year))
        assert (fault.item, fault.value) == ("line 2, year", int(year))
        assert fault.allowed.startswith("2016 to 2019 in the likeliest framework 2.1; or name")
        (fault,) = faults(self.wide(f"{year}-05-31", "datum"))
        assert fault.value == int(year)
        with pytest.raises(InputError, match=f"  year: {year} is not allowed"):
            read_table(io.StringIO("kod;poäng\n" + AREAS), year=int(year))
        text = "".join([f"{code} A {code}0 poäng\n" for code in range(1, 9)])
        with pytest.raises(InputError, match=f"  year: {year} is not allowed"):
            read_table(io.StringIO("Område Poäng\n" + text), year=int(year))

    def test_one_of_another_edition_than_the_codes_is_refused(self) -> None:
        (fault,) = faults("år;1.1;1.2\n2012;5;10\n", incomplete=True)
        assert fault.value == 2012

    def test_a_framework_that_is_named_is_taken(self) -> None:
        found = read_table(io.StringIO(self.wide("2008")), framework="2.1")
        assert (found.framework.version, found.year) == ("2.1", 2008)
        text = self.wide("2008").replace("kommun;", "kommun;ramverk;").replace("Kumla;", "A;2.1;")
        assert table(text).year == 2008
        titles = "\n".join(f"{area.title};{area.code}0;2008" for area in FRAMEWORK.areas)
        assert table(f"område;poäng;år\n{titles}\n").framework.version == "2.1"


def test_heads_of_areas_and_criteria_have_codes_or_titles() -> None:
    """Beside a column of codes they have titles; alone they may have either."""
    by_code = table("code;points\n" + AREAS).figures
    titled = "".join(f"{a.code};{a.title};{a.code}0\n" for a in FRAMEWORK.areas)
    assert table("Nr;Område;Poäng\n" + titled).figures == by_code
    alone = "".join(f"{a.title};{a.code}0\n" for a in FRAMEWORK.areas)
    assert table("Område;Poäng\n" + alone).figures == by_code
    numbered = "".join(f"{a.code}. {a.title};{a.code}0\n" for a in FRAMEWORK.areas)
    assert table("Område;Poäng\n" + numbered).figures == by_code
    for name in ("2. Offentlighet och demokrati", "3 kommuner"):
        (fault,) = faults(f"Område;Poäng\n{name};37\n", incomplete=True)
        assert fault.value == name
    criterion = FRAMEWORK["1.1"]
    found = table(f"Delfråga;Poäng\n1.1 {criterion.title};5\n", incomplete=True)
    assert found["1.1"] == Figure("5")
    (fault,) = faults("Område;Delfråga;Poäng\nOffentlighet;1.1;5\n", incomplete=True)
    assert (fault.item, fault.value) == ("line 1", "Område, Delfråga")
    both = table("Nr;Område;Delfråga;Poäng\n1.1;Offentlighet;Finns en plan?;5\n", incomplete=True)
    assert both["1.1"] == Figure("5")
    (fault,) = faults(f"Nr;Titel;Delfråga;Poäng\n1.2;;{criterion.title};5\n", incomplete=True)
    assert fault.item == "line 2, criterion 1.2"


def test_a_head_line_again_is_no_evaluation() -> None:
    """As where files were joined: its codes are no points, and what follows has other columns."""
    text = "kommun;1;2\nKumla;5;6\nkommun;2;1\nLaxå;7;8\n"
    with pytest.raises(InputError, match=r"line 3: 'kommun 2 1' .* no heads again"):
        read_many(io.StringIO(text), incomplete=True)


@pytest.mark.parametrize(
    "row",
    [
        "1;2. {1};40",
        "1;{1};40",
        "1;Totalt;40",
        "1.1;{1};5",
        "total;{1};40",
        ";{1};40;total",
    ],
)
def test_a_title_of_another_item_is_refused(row: str) -> None:
    """Whatever its level, and with its code before it too."""
    titles = [area.title for area in get_framework("2.1").areas]
    text = "kod;titel;poäng;nivå\n" + row.format(*titles)
    with pytest.raises(InputError, match="its own title; this is that of"):
        read(io.StringIO(text), incomplete=True)


class TestHeadsThatAreNotKnown:
    """A column that seems to hold what no other does is not passed over without a word."""

    ROWS = "1;37;100;37\n"

    @pytest.mark.parametrize(
        ("heads", "head"),
        [
            ("nr;Resultat i poäng;max;procent", "Resultat i poäng"),
            ("nr;poäng;Möjligt max;procent", "Möjligt max"),
            ("nr;poäng;max;Andel (procent)", "Andel (procent)"),
        ],
    )
    def test_it_is_named_with_the_heads_that_are_known(self, heads: str, head: str) -> None:
        with pytest.raises(InputError) as caught:
            read_table(io.StringIO(f"{heads}\n{self.ROWS}"), incomplete=True)
        assert [fault.value for fault in caught.value.faults] == [head]

    def test_beside_a_known_one_it_is_another_column(self) -> None:
        text = "nr;poäng;poäng 2016;max;maxpoäng i riket\n1;37;30;100;99\n"
        assert str(read_table(io.StringIO(text), incomplete=True)["1"]) == "37"

    def test_heads_of_two_words(self) -> None:
        text = f"nr;Uppnådda poäng;Maxpoäng;Procent\n{self.ROWS}"
        assert str(read_table(io.StringIO(text), incomplete=True)["1"]) == "37, 37 %"
        with pytest.raises(InputError, match="100, its maximum"):
            read_table(io.StringIO(text.replace(";100;", ";90;")), incomplete=True)
