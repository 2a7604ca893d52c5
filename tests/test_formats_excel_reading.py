"""Excel: an evaluator's own sheet is read, and a hostile file is refused."""

from __future__ import annotations

import datetime
import decimal
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from kommunkompass import (
    Evaluation,
    Figure,
    InputError,
    KommunkompassError,
    PublishedTable,
    SourceError,
    example_table,
    read,
    read_table,
)
from kommunkompass.formats import read_many, write
from test_formats_report import tables as report_tables

EXAMPLE = example_table("kumla-2017")
FRAMEWORK = EXAMPLE.framework
AREAS: list[tuple[Any, ...]] = [(area.code, int(area.code) * 10) for area in FRAMEWORK.areas]
FIGURES = tuple([(code, Figure(points)) for code, points in AREAS])


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], change: Any = None) -> bytes:
    """A workbook of sheets, each given as rows of values."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def figures(content: bytes, **options: Any) -> Any:
    return read_table(io.BytesIO(content), **options).figures


def faults(content: bytes, **options: Any) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_many(io.BytesIO(content), **options)
    return [fault.item for fault in refused.value.faults]


def refusal(content: bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read(io.BytesIO(content))
    return refused.value.allowed


def rows_of_example() -> list[tuple[Any, ...]]:
    """The example as an evaluator types it: titles in Swedish, points and percents as numbers."""
    rows = []
    for code, figure in EXAMPLE.figures:
        item, percent = FRAMEWORK[code], float(f"0.{figure.percent:02}")
        rows.append((code, item.title, int(figure.points or 0), item.maximum, percent))
    return rows


HEADS = ("Nr", "Delfråga", "Uppnått", "Max", "Procent")


def percents(book: Any) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and cell.value < 1:
                    cell.number_format = "0%"


class TestOwnSheets:
    def test_percents_are_read_as_shown(self) -> None:
        """0.35 in a percent format is 35 percent."""
        content = workbook({"Översikt": [HEADS, *rows_of_example()]}, percents)
        assert figures(content) == EXAMPLE.figures

    def test_notes_stand_around_the_table(self) -> None:
        """Above, below and on either side; empty rows and columns between."""
        rows = [
            ("Utvärdering av kommunen",),
            (),
            ("", "Kommun:", "Kumla"),
            ("", "År", 2017),
            ("", "Ramverk", 2.1),
            ("Anm.", "", *HEADS, "", "Kommentar"),
            *[("", "", *row, "", "=1+1" if row[0] == "1" else "bra") for row in rows_of_example()],
            (),
            ("", "", "Källa: kommunens egna siffror"),
            ("", "", "1.1 är omräknad", "se 2016"),
        ]
        content = workbook({"Blad1": rows}, percents)
        table = read_table(io.BytesIO(content))
        assert table.figures == EXAMPLE.figures
        assert (table.municipality, table.year) == ("Kumla", 2017)

    def test_a_row_above_the_heads_is_a_note(self) -> None:
        """Merged or not, where the heads themselves are whole."""
        upper, lower = ("Resultat", "", "2017"), HEADS
        content = workbook(
            {"Blad1": [upper, lower, *rows_of_example()]},
            lambda book: (percents(book), book.active.merge_cells("C1:E1")),
        )
        assert figures(content) == EXAMPLE.figures

    @pytest.mark.parametrize(
        "lower", [("Max", "Uppnått"), ("Uppnått", "Max"), ("Riket", "Kumla"), (None, None)]
    )
    @pytest.mark.parametrize("merged", [True, False])
    def test_two_columns_below_one_head_are_refused(
        self, lower: tuple[Any, Any], merged: bool
    ) -> None:
        """Which of them is meant, a row below may say; a head above each is asked for."""
        rows = [("Kod", "Område", "Poäng", None), (None, None, *lower)]
        rows += [(code, FRAMEWORK[code].title, points + 9, points) for code, points in AREAS]

        def merge(book: Any) -> None:
            book.active.merge_cells("C1:D1")

        content = workbook({"Blad1": rows}, merge if merged else None)
        found = faults(content, incomplete=True)
        assert found[-1] == "Blad1!D3"
        assert ("Blad1!C1" in found) == merged

    @pytest.mark.parametrize(
        "rows",
        [
            [("Kod", "2014", "2017"), ("", "Poäng", "")],
            [("Kod", 2014, 2017), ("", "", "Poäng")],
            [("Kod", "2014", "2017"), ("", "Poäng", "Poäng")],
            [("", "2014", "2017"), ("Kod", "Poäng", "")],
            [("", "2014", "2017"), ("Kod", "Poäng", "Poäng")],
            [("Kod", "Poäng 2014", "Poäng 2017")],
        ],
    )
    @pytest.mark.parametrize("titled", [True, False])
    @pytest.mark.parametrize("areas", [True, False])
    def test_columns_of_several_years_are_refused(
        self, rows: list[tuple[Any, ...]], titled: bool, areas: bool
    ) -> None:
        """No head says which of them is meant, or both are."""
        items = FRAMEWORK.areas if areas else FRAMEWORK.criteria
        rows = [*rows, *[(item.code, item.maximum - 1, item.maximum // 2) for item in items]]
        titles = ["Delfråga", "", *[FRAMEWORK[str(row[0])].title for row in rows[2:]]]
        if titled and len(rows) > len(items) + 1:
            rows = [(row[0], title, *row[1:]) for row, title in zip(rows, titles, strict=True)]
        assert faults(workbook({"Blad1": rows}), incomplete=True)

    def test_units_and_notes_stand_right_below_the_heads(self) -> None:
        """They are no heads."""
        rows = [("kod", "poäng", "", "Anm."), ("", "(p)", "", "preliminärt"), *AREAS]
        assert figures(workbook({"Blad1": rows})) == FIGURES

    @pytest.mark.parametrize(
        ("cells", "named"),
        [
            ("D2:D3", ["Blad1!D2"]),
            ("B2:B3", ["Blad1!B2"]),
            ("A2:A3", ["Blad1!A2"]),
            ("D1:E1", ["Blad1!D1"]),
            ("C2:C3", []),
            ("C1:C2", []),
            ("C2:D2", ["Blad1!C2"]),
            ("C2:D3", ["Blad1!C2"]),
            ("F2:F3", []),
        ],
    )
    def test_merged_cells_are_refused(self, cells: str, named: list[str]) -> None:
        """Whether each row and column has what they say, is not told; titles do not matter."""
        rows = [("kommun", "kod", "titel", "poäng", "", "Anm."), ("Kumla", "1", "x", 37, "", "y")]
        rows += [("Kumla", "2", "", 40, "", "")]
        content = workbook({"Blad1": rows}, lambda book: book.active.merge_cells(cells))
        if named:
            assert set(faults(content, incomplete=True)) >= set(named)
        else:
            assert len(figures(content, incomplete=True)) == 2

    def test_the_heading_of_an_area_may_be_merged_over_its_figures(self) -> None:
        """It has none then, and its criteria stand below."""
        rows = [
            ("kod", "titel", "poäng", "procent"),
            ("1", "Demokrati", "", ""),
            ("1.5", "", 1, 5),
        ]
        content = workbook({"Blad1": rows}, lambda book: book.active.merge_cells("B2:D2"))
        assert figures(content, incomplete=True) == (("1.5", Figure("1", "5")),)

    def test_a_row_below_the_heads_is_no_head(self) -> None:
        """Though its empty cells stand below heads."""
        rows = [("kod", "titel", "poäng", "procent"), ("", "Totalt", 371, "")]
        assert figures(workbook({"Blad1": rows})) == (("total", Figure("371")),)
        rows = [("kod", "poäng", "år"), ("1.1", 5, ""), ("1.2", 10, 2017)]
        found = figures(workbook({"Blad1": rows[:2]}), incomplete=True)
        assert found == (("1.1", Figure("5")),)

    def test_decimal_commas_are_text(self) -> None:
        """As Swedish evaluators type them."""
        rows = [("Kod", "Poäng"), *[(code, f"{points},50") for code, points in AREAS]]
        expected = tuple([(code, Figure(f"{points}.50")) for code, points in AREAS])
        assert figures(workbook({"Blad1": rows})) == expected

    def test_codes_may_be_numbers(self) -> None:
        """Typed in a language with decimal points."""
        rows = [(float(code), *row) for code, *row in rows_of_example()]
        assert figures(workbook({"Blad1": [HEADS, *rows]}, percents)) == EXAMPLE.figures

    def test_a_table_an_area_is_one_evaluation(self) -> None:
        """One below the other, each with its heads, and the areas in a table of their own."""
        rows: list[Sequence[Any]] = [("Område", "Poäng", "Max")]
        areas = [row for row in rows_of_example() if "." not in row[0]]
        rows += [(row[0], row[2], row[3]) for row in areas]
        for area in areas:
            parts = [row for row in rows_of_example() if row[0].startswith(f"{area[0]}.")]
            rows += [(), (f"Område {area[0]}. {area[1]}",), HEADS, *parts, area]
        assert figures(workbook({"Blad1": rows}, percents)) == EXAMPLE.figures
        rows[1] = ("1", 36, 100)
        assert faults(workbook({"Blad1": rows}, percents)) == ["Blad1!C18, area 1, points"]

    def test_tables_side_by_side_are_refused(self) -> None:
        """Whether they begin in the same row or not."""
        halves = AREAS[:4], AREAS[4:]
        sides = [(*left, "", *right) for left, right in zip(*halves, strict=True)]
        heads = ("kod", "poäng")
        content = workbook({"Blad1": [(*heads, "", *heads), *sides]})
        assert faults(content, incomplete=True) == ["Blad1!D1", "Blad1!D1"]
        heads = ("område", "poäng", "", "område", "procent")
        titles = [(FRAMEWORK[a].title, x, "", FRAMEWORK[b].title, y) for a, x, _, b, y in sides]
        assert faults(workbook({"Blad1": [heads, *titles]}), incomplete=True) == ["Blad1!D1"]
        heads = ("kod", "poäng")
        lower = [(*heads, "", "", ""), (*AREAS[0], "", "", ""), ("", "", "", *heads)]
        lower += [(*AREAS[1], "", *AREAS[5])]
        assert faults(workbook({"Blad1": lower}), incomplete=True) == ["Blad1!D3"]

    @pytest.mark.parametrize("first", ["Kumla", None])
    def test_tables_of_two_owners_are_two_evaluations(self, first: str | None) -> None:
        """What is said above the second one begins anew."""
        rows = [("Kommun", first), ("År", 2016), ("kod", "poäng"), ("1", 37), ()]
        rows += [("Kommun:", "Hallsberg"), ("Datum", ""), ("kod", "poäng"), ("2", 50)]
        content = workbook({"Blad1": rows if first else rows[2:]})
        found = read_many(io.BytesIO(content), incomplete=True)
        assert [(each.municipality, each.year) for each in found] == [
            (first, 2016 if first else None),
            ("Hallsberg", None),
        ]
        assert [[each[code].figure for code in "12"] for each in found] == [
            [Figure("37"), None],
            [None, Figure("50")],
        ]
        with pytest.raises(InputError, match="2 of them"):
            read(io.BytesIO(content), incomplete=True)

    def test_whose_a_table_is_may_not_be_a_formula(self) -> None:
        """Neither above it nor in a column; nor is it said twice."""
        rows = [("Kommun", "=A9"), ("kod", "poäng"), *AREAS]
        assert faults(workbook({"Blad1": rows})) == ["Blad1!B1"]
        rows = [("kod", "poäng", "kommun"), *[(*area, "=A9") for area in AREAS]]
        assert faults(workbook({"Blad1": rows}))[0] == "Blad1!C2"
        rows = [("Kommun", "Ale"), ("kod", "poäng", "kommun"), *[(*area, "Kil") for area in AREAS]]
        assert faults(workbook({"Blad1": rows})) == ["Blad1!A2"]

    def test_tables_may_repeat_whose_they_are(self) -> None:
        """Several things may stand in one row."""
        owner = ("Kommun", "Kumla", "År", 2017)
        rows = [owner, ("kod", "poäng"), *AREAS[:4], (), owner, ("kod", "poäng"), *AREAS[4:]]
        found = read_table(io.BytesIO(workbook({"Blad1": rows})))
        assert (found.municipality, found.year, found.figures) == ("Kumla", 2017, FIGURES)

    def test_a_report_is_read_as_pasted_text(self) -> None:
        """Where no heads name a column of codes."""
        lines = [line.split("\t") for line in report_tables()]
        content = workbook({"Blad1": lines, "Om": [("Kontakt", "kansliet")]})
        assert figures(content) == EXAMPLE.figures
        lines = [("Område", "Poäng"), *[(FRAMEWORK[code].title, points) for code, points in AREAS]]
        assert figures(workbook({"Blad1": lines})) == FIGURES

    def test_one_of_several_sheets_has_the_table(self) -> None:
        """Hidden sheets do not count, whatever they hold."""
        rows = [("kod", "poäng"), *AREAS]

        def hide(book: Any) -> None:
            book["Gammal"].sheet_state = "hidden"
            book["Äldre"].sheet_state = "veryHidden"

        sheets = {"Om": [("Läs först",)], "Data": rows, "Gammal": rows, "Äldre": rows}
        assert figures(workbook(sheets, hide)) == FIGURES
        (fault,) = faults(workbook({"Om": [("Läs först",)], "Gammal": rows, "Äldre": rows}, hide))
        assert fault == "sheets Om"

    def test_several_sheets_are_several_evaluations(self) -> None:
        """In their order."""
        sheets = {
            name: [("Kommun", name), (), ("kod", "poäng"), *AREAS] for name in ("Kumla", "Ale")
        }
        found = read_many(io.BytesIO(workbook(sheets)))
        assert [each.municipality for each in found] == ["Kumla", "Ale"]
        with pytest.raises(InputError, match="2 of them"):
            read(io.BytesIO(workbook(sheets)))

    def test_a_wide_sheet_has_a_row_an_evaluation(self) -> None:
        """Percents in their own columns, notes below an empty row."""
        codes = [code for code, _ in AREAS]
        rows: list[Sequence[Any]] = [
            ("Kommun", "År", *codes, *[f"{code} %" for code in codes]),
            ("Kumla", 2017, *[points for _, points in AREAS], *[f"{code}0" for code in codes]),
            ("Kommun", 2018, *[points for _, points in AREAS]),
            (),
            ("", "", "", ""),
        ]
        first, second = read_many(io.BytesIO(workbook({"Blad1": rows})))
        assert first["3"].figure == Figure("30", "30")
        assert (second.municipality, second["3"].figure) == ("Kommun", Figure("30"))
        rows[1] = ("Kumla", 2017, "x", *[points for _, points in AREAS[1:]], "y")
        assert faults(workbook({"Blad1": rows})) == [
            "Blad1!C2, area 1, points",
            "Blad1!K2, area 1, percent",
        ]

    @pytest.mark.parametrize("framework", ["2.1", ""])
    def test_notes_stand_below_a_wide_sheet(self, framework: str) -> None:
        """They are no municipalities, though a table by its framework may lack figures."""
        heads = ("Kommun", "Ramverk", "total") if framework else ("Kommun", "Anm.", "total")
        rows = [heads, ("A", framework, 371), ("B", framework, 381)]
        notes = [(), ("Källa: SKL",), (), ("Alla är medlemmar", "", "")]
        found = read_many(io.BytesIO(workbook({"Blad1": [*rows, *notes]})))
        assert [each.municipality for each in found] == ["A", "B"]

    @pytest.mark.parametrize("layout", ["long", "wide"])
    def test_notes_stand_below_a_written_sheet(self, layout: Literal["long", "wide"]) -> None:
        """Also where the last evaluation is one of which nothing is known."""
        many = [EXAMPLE.evaluation(), Evaluation(FRAMEWORK, municipality="Ale", year=2017)]
        file = io.BytesIO()
        write(many, file, form="xlsx", layout=layout, lossy=True)
        book = openpyxl.load_workbook(file)
        book.worksheets[-1].cell(book.worksheets[-1].max_row + 2, 1, "Källa: SKL")
        noted = io.BytesIO()
        book.save(noted)
        found = read_many(io.BytesIO(noted.getvalue()))
        assert [each.municipality for each in found] == ["Kumla", "Ale"]
        assert found[1] == many[1]

    def test_wide_heads_may_be_titles(self) -> None:
        """Faults name their cells."""
        heads = ("Kommun", *[area.title for area in FRAMEWORK.areas], "Totalt")
        rows = [heads, ("Kumla", *[points for _, points in AREAS], 360)]
        found = figures(workbook({"Blad1": rows}))
        assert found == (*FIGURES, ("total", Figure("360")))
        rows[1] = ("Kumla", "x", *[points for _, points in AREAS[1:]], 360)
        assert faults(workbook({"Blad1": rows})) == ["Blad1!B2, area 1, points"]

    def test_wide_numbers_below_an_unknown_head_are_refused(self) -> None:
        """Such as a code of which a spreadsheet made a date; their first cell is named."""
        rows: list[Sequence[Any]] = [
            ("Kommun", "1.3", datetime.date(2018, 4, 1), "1.5"),
            ("Ale", 8, "", 1),
            ("Kumla", 8, 13, 1),
        ]
        content = workbook({"Blad1": rows})
        with pytest.raises(InputError, match=r"Blad1!C3, 2018-04-01: '13' .* dates of"):
            read_many(io.BytesIO(content), incomplete=True)

    def test_what_a_wide_row_lacks_is_named_with_its_cell(self) -> None:
        """And with whose it is."""
        rows = [("Kommun", "År", *range(1, 9)), ("Ale", 2018, 37, "", *range(50, 56))]
        assert faults(workbook({"Blad1": rows})) == ["Blad1!D2, Ale 2018, area 2"]

    def test_days_are_days(self) -> None:
        """Cells of dates are."""
        rows = [("Datum", "Kommun", "total"), (datetime.date(2017, 5, 31), "Kumla", 371)]
        assert read(io.BytesIO(workbook({"Blad1": rows}))).date == datetime.date(2017, 5, 31)

    def test_every_fault_has_its_cell(self) -> None:
        """All of them at once, of all sheets."""
        rows = [
            ("kod", "", "poäng", "max", "nivå"),
            *[(code, "", p, 100, "") for code, p in AREAS],
        ]
        rows[1] = ("1", "", "x", 90, "")
        rows[3] = ("99", "", 3, "", "ort")
        rows[5] = (4, "", 50, "100", "delfråga")
        book = {"Ett blad": [(), (), *rows], "2": [("kod", "poäng"), ("1", 101.5)]}
        *found, missing = faults(workbook(book))
        assert found == [
            "Ett blad!C4, area 1, points",
            "Ett blad!D4, area 1, maximum",
            "Ett blad!E6, level",
            "Ett blad!A6",
            "Ett blad!A8, code 4",
            "Ett blad!A8, area 4",
        ]
        assert missing.startswith("after 2!A2, area 2, area 3")
        with pytest.raises(InputError, match="it stands in Ett blad!A7 already"):
            read(io.BytesIO(workbook(book)))

    def test_lines_in_what_a_cell_says_are_no_places(self) -> None:
        """Though errors call a place by its line until its cell is told."""
        rows = [("utvärdering", "kommun", "kod", "poäng"), (1, "line 99", "1", 37)]
        rows.append((1, "Ale", "2", 40))
        with pytest.raises(InputError, match="allowed: line 99, as in Blad1!B2"):
            read(io.BytesIO(workbook({"Blad1": rows})), incomplete=True)

    def test_points_are_no_percents(self) -> None:
        """A percent format says what a number is."""
        rows = [("kod", "poäng"), ("total", 0.46)]
        assert faults(workbook({"Blad1": rows}, percents)) == ["Blad1!B2, total, points"]

    def test_a_share_is_no_percent(self) -> None:
        """0.35 without a percent format may mean 35 percent or a third of one."""
        rows = [("kod", "procent"), *[(code, 0.35) for code, _ in AREAS]]
        assert faults(workbook({"Blad1": rows}))[0] == "Blad1!B2, area 1, percent"
        assert figures(workbook({"Blad1": rows}, percents))[0] == ("1", Figure(percent="35"))
        codes = [f"{code} %" for code, _ in AREAS]
        rows = [("Kommun", "total", *codes), ("Kumla", 280.5, *[0.35] * 8)]
        assert faults(workbook({"Blad1": rows}))[0] == "Blad1!C2, area 1, percent"

    @pytest.mark.parametrize(
        ("value", "number_format", "shown"),
        [
            (35, '0"%"', None),
            (0.35, "0%;-0%;0", Figure(None, "35")),
            (35, "[Red]0.0;0%", Figure(None, "35.0")),
            (0.35, "[<1]0%;0", None),
            (35, "[<1]0%;0", None),
            (35000, "0,", None),
            (35, ";;;", None),
            (0, '0;0;"-"', None),
            (35, r"\-0", None),
            (35, "*90", None),
            (35, "*-0", None),
            (35, '0;[<50]"låg"', None),
            (35, r"_-* #,##0.0\ _k_r_-;\-* #,##0.0\ _k_r_-", Figure(None, "35.0")),
            (35, '"36"', None),
        ],
    )
    def test_a_format_says_what_is_shown(
        self, value: float, number_format: str, shown: Figure | None
    ) -> None:
        """Where it shows something else than the number, or it depends, nothing is read."""

        def show(book: Any) -> None:
            book.active["B2"].number_format = number_format

        content = workbook({"Blad1": [("kod", "procent"), ("1", value)]}, show)
        if shown is None:
            assert faults(content, incomplete=True) == ["Blad1!B2, area 1, percent"]
        else:
            assert figures(content, incomplete=True) == (("1", shown),)

    @pytest.mark.parametrize("apart", [{"vertAlign": "superscript"}, {"strike": True}])
    def test_digits_that_are_set_apart_are_no_figure(self, apart: dict[str, Any]) -> None:
        """A footnote's raised number, or what is struck out."""
        value = CellRichText("37", TextBlock(InlineFont(**apart), "1"))
        title = CellRichText("Anm.", TextBlock(InlineFont(**apart), "1"))
        rows = [("kod", "titel", "procent"), ("1", title, value), ("2", "", 40)]
        content = workbook({"Blad1": rows})
        assert faults(content, incomplete=True) == ["Blad1!C2, area 1, percent"]
        rows[1] = ("1", title, CellRichText("3", TextBlock(InlineFont(b=True), "7")))
        content = workbook({"Blad1": rows})
        assert figures(content, incomplete=True)[0] == ("1", Figure(None, "37"))

    @pytest.mark.parametrize("share", [0.35, "0,35", "0.35", 1, "1,00"])
    def test_a_share_may_be_text_or_all_of_it(self, share: Any) -> None:
        """1 is a share where nothing is more; beside 35 it is a percent."""
        rows = [("kod", "procent"), ("1", share), ("2", 0)]
        assert faults(workbook({"Blad1": rows}), incomplete=True) == ["Blad1!B2, area 1, percent"]
        rows.append(("3", 35))
        if share == 1:
            assert figures(workbook({"Blad1": rows}), incomplete=True)[0][1] == Figure(None, "1")

    def test_a_wide_table_may_hold_percents_alone(self) -> None:
        rows = [("Kommun", *[f"{code} %" for code, _ in AREAS]), ("Kumla", *[37] * 8)]
        assert figures(workbook({"Blad1": rows}))[-1] == ("8", Figure(None, "37"))

    def test_wide_shares_are_no_points(self) -> None:
        """Whether with a total or without."""
        rows = [("Kommun", "1", "2", "total"), ("Kumla", 0.37, 1, ""), ("Ale", 37, 0.4, 77.4)]
        expected = ["Blad1!B2, area 1, points", "Blad1!C2, area 2, points"]
        assert faults(workbook({"Blad1": rows}), incomplete=True) == expected
        rows[1] = ("Kumla", 0.37, 1, 371)
        assert faults(workbook({"Blad1": rows}), incomplete=True) == expected
        told = [(*rows[0], "siffror"), (*rows[1], "tryckta")]
        assert figures(workbook({"Blad1": told}), incomplete=True)[0] == ("1", Figure("0.37"))

    @pytest.mark.parametrize(
        ("head", "value"), [("Andel", 0.37), ("Andel", 37), ("Poäng", "0,37"), ("Kumla", "0,37")]
    )
    def test_shares_in_a_report_are_no_points(self, head: str, value: Any) -> None:
        """Where titles alone tell the rows."""
        rows = [("Områdena", head), *[(area.title, value) for area in FRAMEWORK.areas]]
        rows[0] = ("", head) if head == "Poäng" else rows[0]
        cell = "Blad1!B1" if head == "Andel" else "Blad1!A2"
        assert faults(workbook({"Blad1": rows}))[0].startswith(cell)

    @pytest.mark.parametrize(("prec", "traps"), [(2, []), (5, [decimal.Inexact])])
    def test_the_decimal_context_changes_no_number(self, prec: int, traps: list[Any]) -> None:
        """Whatever a program has set for its own computing."""
        rows = [("kod", "poäng", "procent"), ("1", 35.12345, 0.3512), ("2", 37, 0.37)]
        content = workbook({"Blad1": rows}, percents)
        with decimal.localcontext(prec=prec, traps=traps):
            found = figures(content, incomplete=True)
        assert found == (("1", Figure("35.12345", "35.12")), ("2", Figure("37", "37")))

    def test_a_sheet_of_nothing_but_heads_is_refused(self) -> None:
        """No report has so many tables."""
        rows = [("kod", "poäng", "") * 150] * 60
        assert faults(workbook({"Blad1": rows}))
        one_head = [("poäng", *["område"] * 400)] * 60
        assert faults(workbook({"Blad1": one_head}))


@given(data=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_a_table_is_found_wherever_it_stands(data: st.DataObject) -> None:
    """In any place and any order of its rows and columns, whatever notes stand around it."""
    notes = st.sampled_from(["", "Anm.", "se 2016", "1.1", 7, "poängen är preliminära", "Kumla"])
    columns = data.draw(st.permutations(range(len(HEADS))), "columns")
    table = [HEADS, *data.draw(st.permutations(rows_of_example()), "rows")]
    left, right = data.draw(st.integers(0, 3), "left"), data.draw(st.integers(0, 2), "right")
    rows: list[list[Any]] = [
        [data.draw(notes)] for _ in range(data.draw(st.integers(0, 4), "above"))
    ]
    for row in table:
        beside = [data.draw(notes) if each else "" for each in range(right)]
        rows.append([*[""] * left, *[row[each] for each in columns], *beside])
        if data.draw(st.integers(0, 9)) == 0:
            rows.append([])
    rows += [[], [*[""] * left, "Källa: egna siffror"]]
    assert figures(workbook({"Blad1": rows}, percents)) == EXAMPLE.figures


class TestFormulas:
    @pytest.mark.parametrize("formula", ["=10", "=SUM(B3:B9)", ArrayFormula("B2", "=A1:A2*2")])
    def test_a_formula_in_a_figure_is_refused(self, formula: Any) -> None:
        """Its cell is named, and what it says."""
        content = workbook({"Blad 1": [("kod", "poäng"), ("1", formula), *AREAS[1:]]})
        with pytest.raises(InputError, match=r"Blad 1!B2, area 1, points: '=.* no formula"):
            read(io.BytesIO(content))

    @pytest.mark.parametrize("kind", [ArrayFormula, DataTableFormula])
    def test_a_formula_that_fills_several_cells_is_refused(self, kind: Any) -> None:
        """The other cells do not tell that they are of a formula."""
        rows = [("kod", "poäng"), ("1", kind("B2:B9", "=A2:A9*10")), *AREAS[1:]]
        assert "Blad1!B2:B9" in refusal(workbook({"Blad1": rows}))

    def test_a_formula_in_what_looks_like_a_report_is_refused(self) -> None:
        """What it stands for cannot be told there."""
        rows = [("", "Poäng"), *[(FRAMEWORK[code].title, points) for code, points in AREAS]]
        rows.append(("Totalt", "=SUM(B2:B9)"))
        assert faults(workbook({"Blad1": rows})) == ["Blad1!B10"]

    def test_a_formula_as_a_head_is_refused(self) -> None:
        """Its column would be passed over."""
        rows = [("kod", '="poäng"', "procent"), ("1", 37, 50)]
        assert faults(workbook({"Blad1": rows}), incomplete=True) == ["Blad1!A1, head", "Blad1!B2"]
        rows = [("kod", "=A9", "procent"), ("1", 37, 50)]
        assert faults(workbook({"Blad1": rows}), incomplete=True) == ["Blad1!B2"]

    @pytest.mark.parametrize("said", ["=SUM(A,B)", "#N/A", "n/a", "-", "saknas"])
    def test_what_is_no_number_is_no_note(self, said: str) -> None:
        """Beside the title of an item; nor is a formula anywhere below a head of figures."""
        titles = [area.title for area in FRAMEWORK.areas]
        rows = [("område", "poäng"), (titles[0], said), (titles[1], 5)]
        assert len(faults(workbook({"Blad1": rows}), incomplete=True)) == 1
        rows = [("kod", "titel", "poäng"), ("1", None, 5), (None, "Totalt", "=SUM(Poäng)")]
        assert len(faults(workbook({"Blad1": rows}), incomplete=True)) == 1

    def test_formulas_elsewhere_do_not_matter(self) -> None:
        """In titles, beside the table and above it."""
        rows = [("=TODAY()",), ("kod", "titel", "poäng", "", "=B1")]
        rows += [(code, "=A1", points, "", "=C1") for code, points in AREAS]  # type: ignore[misc]
        assert figures(workbook({"Blad1": rows})) == FIGURES


GOOD = workbook({"Blad1": [("kod", "poäng"), *AREAS]})


def changed(
    change: Callable[[str, bytes], bytes] = lambda name, data: data, **parts: bytes
) -> bytes:
    """The good workbook with its parts changed, and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in parts.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def in_sheet(old: str, new: str) -> bytes:
    """The good workbook with something in the XML of its sheet replaced."""

    def change(name: str, data: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return data
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return changed(change)


class TestHostileFiles:
    @pytest.mark.parametrize(
        "part",
        [
            "xl/vbaProject.bin",
            "xl/macrosheets/sheet1.xml",
            "xl/externalLinks/externalLink1.xml",
            "xl/connections.xml",
            "xl/queryTables/queryTable1.xml",
            "xl/embeddings/x.docx",
            "xl/activeX/activeX1.bin",
            "xl/ctrlProps/ctrlProp1.xml",
        ],
    )
    def test_what_may_do_harm_is_refused(self, part: str) -> None:
        """By the name of the part."""
        said = refusal(changed(**{part: b"<x/>"}))
        assert f"{part!r} is or has one" in said

    @pytest.mark.parametrize(
        "part",
        [
            *("xl/printerSettings/printerSettings1.bin", "xl/media/image1.png", "xl/metadata.xml"),
            *(
                "xl/drawings/_rels/drawing1.xml.rels",
                "docMetadata/LabelInfo.xml",
                "xl/comments1.xml",
            ),
            *("customXml/_rels/item1.xml.rels", "xl/theme/theme2.xml", "xl/persons/person.xml"),
            *("../x.xml", "/x.xml", "xl\\a.xml", "xl/media/", "xl/media/../../x"),
        ],
    )
    def test_other_parts_are_not_read(self, part: str) -> None:
        """Pictures, notes, settings and the like, wherever they are said to be."""
        assert figures(changed(**{part: b"<x/>"})) == FIGURES

    def test_links_to_files_are_refused(self) -> None:
        """Those that are no hyperlinks, which nobody follows."""
        links = '<x><Relationship Id="a" Type="http://x/{}" Target="y" TargetMode="External"/></x>'
        part = "xl/worksheets/_rels/sheet9.xml.rels"
        assert figures(changed(**{part: links.format("hyperlink").encode()})) == FIGURES
        assert "links to others" in refusal(changed(**{part: links.format("image").encode()}))

    def test_macros_are_refused_by_their_type_too(self) -> None:
        """Whatever the part is called."""
        kind = b"spreadsheetml.sheet.main+xml"
        macro = b"ms-excel.sheet.macroEnabled.main+xml"
        content = changed(lambda name, data: data.replace(kind, macro))
        assert "without macros" in refusal(content)

    def test_bombs_are_refused(self) -> None:
        """By what they say of their size, before they are unpacked."""
        assert "'xl/media/a'" in refusal(changed(**{"xl/media/a": b"0" * 20_000_000}))
        assert "at most 100 MB" in refusal(
            changed(**{"xl/media/a": b"0" * 60_000_000, "xl/media/b": b"1" * 60_000_000})
        )

    def test_a_part_that_stands_twice_is_refused(self) -> None:
        """Which of them would be read?"""
        assert "once" in refusal(changed(**{"XL/workbook.xml": b"<x/>"}))

    @pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels"])
    def test_entities_are_refused(self, part: str) -> None:
        """In every part."""
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

        def change(name: str, data: bytes) -> bytes:
            return bomb + data if name == part else data

        content = changed(change)
        assert "DOCTYPE" in refusal(content)

    @pytest.mark.parametrize(
        ("old", "new", "what"),
        [
            ('r="B9"', 'r="B٩"', "is no cell"),
            ('r="B9"', 'r="B99999999999"', "is no cell"),
            ('r="B9"', 'r="XFE9"', "XFE9 is beyond"),
            ('r="B9"', 'r="AAAAAAAA9"', "is no cell"),
            ('r="B9"', 'r="A9"', "in order"),
            ('r="B9"', 'r="B8"', "in order"),
            ('r="B9"', "", "KeyError"),
            ("<v>80</v>", "<v>80", "mismatched tag"),
            ("<v>80</v>", "<a>" * 100 + "</a>" * 100, "at most 100 levels"),
        ],
    )
    def test_odd_places_are_refused(self, old: str, new: str, what: str) -> None:
        """They would take all memory, or be read otherwise than they are shown."""
        assert what in refusal(in_sheet(old, new))

    def test_far_cells_are_refused(self) -> None:
        """No table has so many rows or columns."""
        far = workbook({"Blad1": [("kod", "poäng")]}, lambda book: book.active.cell(2, 501, "x"))
        assert "Blad1!SG2 is beyond" in refusal(far)
        corner = workbook(
            {"Blad1": [("kod",)]}, lambda book: book.active.cell(1_048_576, 16_384, "x")
        )
        assert "Blad1!XFD1048576 is beyond" in refusal(corner)

    def test_too_many_rows_are_refused(self) -> None:
        """More than any table of a framework has."""
        rows = [("kod", "poäng"), *[("1", 1)] * 2_001]
        assert faults(workbook({"Blad1": rows}))[-1] == "document"

    @pytest.mark.parametrize("digits", ["1" * 1_000_000, "1" * 1_000_000 + ".5", "1e999", "nan"])
    def test_odd_numbers_give_no_figure(self, digits: str) -> None:
        """They are not rounded to one."""
        with pytest.raises(KommunkompassError):
            read(io.BytesIO(in_sheet("<v>80</v>", f"<v>{digits}</v>")))

    def test_other_files_are_told(self) -> None:
        """By what they are."""
        assert "older .xls" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        assert "whole" in refusal(GOOD[:-300])
        assert "whole" in refusal(b"PK\x03\x04")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        assert "this archive is none" in refusal(file.getvalue())
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", "<x/>")
        assert "this archive is none" in refusal(file.getvalue())

    def test_a_password_is_told(self) -> None:
        """Such archives cannot be read."""
        content = bytearray(GOOD)
        start = content.rindex(b"PK\x01\x02")
        content[start + 8] |= 1
        assert "password" in refusal(bytes(content))

    def test_damage_is_told(self) -> None:
        """Bytes that were changed on the way."""
        start = GOOD.index(b"xl/worksheets/sheet1.xml")
        content = bytearray(GOOD)
        content[start + 60] ^= 255
        assert "whole" in refusal(bytes(content))

    def test_texts_have_runs(self) -> None:
        """What is not struck out makes none odd, but what tells how it is spoken does."""
        runs = "<r><t>8</t></r><r><rPr><strike val='0'/></rPr><t>0</t></r>"
        content = in_sheet('t="n"><v>80</v>', f't="inlineStr"><is>{runs}</is>')
        assert figures(content) == FIGURES
        for odd in (runs.replace("0", "1"), f"{runs}<rPh><t>1</t></rPh>"):
            content = in_sheet('t="n"><v>80</v>', f't="inlineStr"><is>{odd}</is>')
            assert faults(content) == ["Blad1!B9, area 8, points"]

    @pytest.mark.parametrize("kind", ["b", "e", "str", "d"])
    def test_kinds_of_values(self, kind: str) -> None:
        """A truth is no number, though it is kept as one."""
        content = in_sheet('t="n"><v>80</v>', f't="{kind}"><v>1</v>')
        if kind == "b":
            assert faults(content) == ["Blad1!B9, area 8, points"]
            content = in_sheet('t="n"><v>80</v>', 't="b"><v>0</v>')
            assert faults(content) == ["Blad1!B9, area 8, points"]
        else:
            assert figures(content)[-1] == ("8", Figure("1"))

    def test_what_is_nowhere_is_told(self) -> None:
        """A cell of a text that is not there, for example, or of an unknown style."""
        content = in_sheet('t="n"><v>80</v>', 't="s"><v>99</v>')
        assert "IndexError" in refusal(content)
        assert "IndexError" in refusal(in_sheet('t="n"><v>80</v>', 't="n" s="99"><v>80</v>'))

    def test_odd_archives_are_refused(self) -> None:
        """Packed as no workbook is."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
        assert "packed as those of workbooks are" in refusal(file.getvalue())

    def test_an_empty_workbook_has_no_table(self) -> None:
        """Nor have sheets of charts alone."""
        assert faults(workbook({"Blad1": []})) == ["sheets Blad1"]


def _documents() -> list[bytes]:
    whole = workbook({"Blad1": [HEADS, *rows_of_example()]}, percents)
    file = io.BytesIO()
    write(Evaluation.from_points("2.1", {"1.1": 5.25}), file, form="xlsx")
    return [GOOD, whole, file.getvalue()]


VALID = _documents()
PIECES = [
    *("", "0", "-1", "1e9", "=1", "<f>1</f>", '<c r="C3"/>', "</row>", "<row>", "&#0;", "inf"),
    *('t="s"', 't="b"', 't="e"', 't="d"', 't="str"', 's="99"', 's="-1"', "_x0000_", "<v/>"),
    *("\0", "9" * 40),
]  # fmt: skip


@given(
    content=st.binary(), start=st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"])
)
def test_any_bytes_give_an_error_of_the_library(content: bytes, start: bytes) -> None:
    """Nothing that begins like a workbook is read as one unless it is one."""
    with pytest.raises(KommunkompassError):
        read_table(io.BytesIO(start + content), incomplete=True)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_changed_workbook_gives_a_table_or_an_error_of_the_library(data: st.DataObject) -> None:
    """Changed in the bytes of the archive, or in the XML of its parts."""
    valid = data.draw(st.sampled_from(VALID))
    if data.draw(st.booleans()):
        content = bytearray(valid)
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        mutated = bytes(content)
    else:
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(valid)) as old, zipfile.ZipFile(file, "w") as new:
            chosen = data.draw(st.sampled_from(old.namelist()))
            for name in old.namelist():
                text = old.read(name).decode()
                if name == chosen:
                    for _ in range(data.draw(st.integers(1, 3))):
                        at = data.draw(st.integers(0, len(text)))
                        upto = at + data.draw(st.integers(0, 12))
                        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[upto:]
                new.writestr(name, text)
        mutated = file.getvalue()
    try:
        table = read_table(io.BytesIO(mutated), incomplete=True)
    except KommunkompassError as error:
        message = str(error)
        assert message
    else:
        assert isinstance(table, PublishedTable)
