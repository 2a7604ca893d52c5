"""Excel: a workbook that an analyst would keep, read back equal."""

from __future__ import annotations

import csv
import datetime
import io
import re
import sys
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

import written_rows
from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    PublishedTable,
    Range,
    Score,
    TargetError,
    get_framework,
    load_example,
    read,
    read_table,
)
from kommunkompass.formats import read_many, write
from kommunkompass.formats.tables import _number_and_format as number_and_format
from kommunkompass.formats.workbook import number_text
from kommunkompass.strategies import evaluations, published_tables
from strategies import small_framework
from written_rows import KUMLA, LANGUAGE, TABLE, assumed_written, holdable

SLOW = settings(
    max_examples=15,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
FRAMEWORK = get_framework("2.1")
FIRST_DAY = datetime.date(1899, 12, 30)


def written(subject: Any, **options: Any) -> bytes:
    return written_rows.written(subject, "xlsx", **options)


def sheets(subject: Any, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(subject, **options)))


class TestRoundTrips:
    @given(evaluation=evaluations("2.1", hostile=True), language=LANGUAGE)
    @SLOW
    def test_an_evaluation_is_read_back_equal(
        self, evaluation: Evaluation, language: Literal["en", "sv"]
    ) -> None:
        """What is exact comes back exact, what is printed as printed."""
        evaluation = holdable(evaluation)
        content = assumed_written(evaluation, "xlsx", "characters", language=language)
        assert read(io.BytesIO(content)) == evaluation

    @given(table=published_tables("2.1", hostile=True), language=LANGUAGE)
    @SLOW
    def test_a_table_is_read_back_equal(
        self, table: PublishedTable, language: Literal["en", "sv"]
    ) -> None:
        """Also one whose figures contradict each other."""
        table = holdable(table)
        content = assumed_written(table, "xlsx", "characters", language=language)
        assert read_table(io.BytesIO(content)) == table

    @given(
        many=st.lists(evaluations("2.1") | evaluations("2010"), min_size=1, max_size=3),
        language=LANGUAGE,
    )
    @SLOW
    def test_many_are_read_back_equal(
        self, many: list[Evaluation], language: Literal["en", "sv"]
    ) -> None:
        """A sheet each, in order, even where several say the same."""
        many = [holdable(each) for each in many]
        assert read_many(io.BytesIO(written(many, language=language))) == tuple(many)

    @given(many=st.lists(published_tables("2.1"), min_size=1, max_size=3), language=LANGUAGE)
    @SLOW
    def test_a_cohort_is_read_back_equal(
        self, many: list[PublishedTable], language: Literal["en", "sv"]
    ) -> None:
        """One sheet, a row each; figures that are exact need the long layout."""
        plain = [
            attrs.evolve(
                holdable(each),
                figures=[(code, attrs.evolve(f, exact=False)) for code, f in each.figures],
            )
            for each in many
        ]
        try:
            expected = tuple([each.evaluation() for each in plain])
        except ContradictionError:
            assume(False)
        content = written(plain, layout="wide", language=language)
        assert read_many(io.BytesIO(content)) == expected

    @pytest.mark.parametrize("layout", ["long", "wide"])
    def test_exact_points_come_back(self, layout: str) -> None:
        """As numbers where a float holds them, else as text."""
        points = {"1.1": Fraction("5.25"), "1.2": Fraction(1, 3), "1.3": Fraction("0.1")}
        points["1.4"] = Fraction("1.2345678901234567")
        evaluation = Evaluation.from_points("2.1", points)
        assert read(io.BytesIO(written(evaluation, layout=layout))) == evaluation

    @pytest.mark.parametrize(
        "name", ["=1+1", "+46", "@x", "\t=1", "a\nb", "_x004_", "A_x005F", " x ", "#N/A", "TRUE"]
    )
    def test_a_municipality_may_be_called_anything(self, name: str) -> None:
        """It stays text, whatever it begins with, and comes back as it was."""
        evaluation = attrs.evolve(KUMLA, municipality=name)
        content = written(evaluation)
        assert read(io.BytesIO(content)) == evaluation
        cells = [
            cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row
        ]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not any(str(cell.value).startswith(("=", "+", "@")) for cell in cells)

    def test_the_same_bytes_come_out_twice(self) -> None:
        """No time is in them."""
        assert written(KUMLA) == written(KUMLA)
        with zipfile.ZipFile(io.BytesIO(written(KUMLA))) as archive:
            assert {part.date_time[0] for part in archive.infolist()} == {1980}
            assert b"modified" not in archive.read("docProps/core.xml")

    def test_what_rows_cannot_hold_is_refused(self) -> None:
        """Or dropped, where that is asked for."""
        with pytest.raises(InvalidValueError, match="evaluators, role_models"):
            written(load_example("kumla-2017"))
        assert read(io.BytesIO(written(load_example("kumla-2017"), lossy=True))) == KUMLA
        with pytest.raises(InvalidTypeError, match="subject"):
            written(FRAMEWORK)

    @pytest.mark.parametrize("name", ["\x07", "a\rb", "\ufffe", "_x0041_", "a_x005F_"])
    def test_what_no_workbook_holds_is_refused(self, name: str) -> None:
        """Characters that XML lacks, and what spreadsheet programs take for the sign of one."""
        with pytest.raises(InvalidValueError, match=r"municipality.*control characters"):
            written(attrs.evolve(KUMLA, municipality=name))

    def test_more_than_is_read_is_not_written(self) -> None:
        """A wide sheet has no more columns than the reader takes."""
        framework = small_framework([1] * 500)
        evaluation = Evaluation.from_points(framework, {"1.1": 1})
        with pytest.raises(InvalidValueError, match="500 columns"):
            written(evaluation, layout="wide", lossy=True)
        content = written(evaluation, lossy=True)
        assert read(io.BytesIO(content), framework=framework) == evaluation

    def test_it_is_written_to_a_path_by_its_suffix(self, tmp_path: Path) -> None:
        """And not into a file opened for text."""
        write(KUMLA, tmp_path / "k.XLSX")
        assert read(tmp_path / "k.XLSX") == KUMLA
        with pytest.raises(TargetError, match="can't decode byte"):
            write(KUMLA, io.StringIO(), form="xlsx")

    def test_a_missing_library_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the extra that installs it; reading needs none."""
        content = written(KUMLA)
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        assert read(io.BytesIO(content)) == KUMLA
        with pytest.raises(MissingExtraError, match=r"writing.*kommunkompass\[excel\]"):
            written(KUMLA)


def resaved(content: bytes) -> bytes:
    """A workbook as other programs save it: texts are shared, and formats have other numbers."""
    texts: list[str] = []

    def share(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if "worksheets" in name:
                text = re.sub(r't="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', share, text)
                text = re.sub("<(/?)([a-z])", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
            if name == "xl/styles.xml":
                formats = {"1": "0", "2": "0.00", "9": "0%", "10": "0.00%"}
                text = re.sub(r'numFmtId="(1|2|9|10)"', r'numFmtId="7\1"', text)
                found = [f'<numFmt numFmtId="7{n}" formatCode="{f}"/>' for n, f in formats.items()]
                text = text.replace('<numFmts count="0" />', "<numFmts></numFmts>")
                text = re.sub("<numFmts[^>]*>", f"<numFmts>{''.join(found)}", text)
                dxf = '<dxfs><dxf><numFmt numFmtId="71" formatCode="[Red]"/></dxf></dxfs>'
                text = text.replace("</cellXfs>", f"</cellXfs>{dxf}")
            if name.endswith("workbook.xml.rels"):
                shared = '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
                text = text.replace("/xl/", "").replace("</Rel", f"{shared}</Rel")
            new.writestr(name, text)
        strings = "".join([f"<si><r><t>{text}</t></r></si>" for text in texts])
        new.writestr("xl/sharedStrings.xml", f"<sst>{strings}</sst>")
    return file.getvalue()


class TestResaved:
    @given(evaluation=evaluations("2.1"))
    @SLOW
    def test_what_another_program_saved_is_read_back_equal(self, evaluation: Evaluation) -> None:
        """Whatever stands in which part of the workbook."""
        evaluation = holdable(evaluation)
        content = written(evaluation, lossy=True)
        assert read(io.BytesIO(resaved(content))) == evaluation
        content = written(evaluation, layout="wide", lossy=True)
        assert read(io.BytesIO(resaved(content))) == read(io.BytesIO(content))

    def test_days_may_be_counted_from_1904(self) -> None:
        """As older programs of Apple's do."""
        evaluation = Evaluation(FRAMEWORK, date=datetime.date(2017, 5, 31), municipality="Kumla")
        book = sheets(evaluation)
        sheet = book.active
        for cell in sheet[1]:
            if cell.value == "date":
                sheet.cell(2, cell.column, datetime.date(2017, 5, 31))
        for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):
            book.epoch = epoch
            file = io.BytesIO()
            book.save(file)
            assert read(io.BytesIO(file.getvalue())) == evaluation


class TestSheets:
    def test_the_overview_has_typed_cells(self) -> None:
        """Numbers with their formats, percents as percents, codes as text."""
        sheet = sheets(KUMLA)["Kumla 2017"]
        rows = list(sheet.iter_rows(max_col=5, values_only=True))
        assert rows[0] == ("code", "title", "points", "max", "percent")
        assert rows[1] == ("1", "Openness and democracy", 37, 100, 0.37)
        assert rows[2][0] == "1.1"
        assert [sheet[place].number_format for place in ("C2", "E2")] == ["0", "0%"]
        assert sheet["C2"].font.b
        assert not sheet["C3"].font.b

    def test_a_long_title_has_its_room(self) -> None:
        """Its row is higher, for programs that do not find the height by themselves."""
        sheet = sheets(KUMLA).active
        by_code = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.rows}
        assert [by_code[code] for code in ("1", "1.1", "2.5")] == [15, 15, 30]

    def test_the_total_follows_from_the_rest(self) -> None:
        """It is marked as a sum, and is no part of what is read."""
        *_, last = sheets(KUMLA, language="sv").active.values
        assert last[0] == "total"
        assert {"[368,55; 374,3)", "summa", 800} <= set(last)
        exact = Evaluation.from_points("2.1", {item.code: 1 for item in FRAMEWORK.criteria})
        head, area, *_, last = sheets(exact).active.values
        assert (area[0], area[head.index("exact")], area[head.index("given")]) == ("1", 5, "sum")
        assert last[head.index("exact")] == len(FRAMEWORK.criteria)
        assert read(io.BytesIO(written(exact))) == exact

    def test_decimals_are_as_printed(self) -> None:
        """The format shows them."""
        figures = {"1": Figure("9.50", "62.0"), "2": Figure("0.00"), "3": Figure("1" * 15 + ".5")}
        table = PublishedTable(FRAMEWORK, figures)
        sheet = sheets(table).active
        assert (sheet["C2"].value, sheet["C2"].number_format) == (9.5, "0.00")
        assert (sheet["E2"].value, sheet["E2"].number_format) == (0.62, "0.0%")
        assert (sheet["C3"].value, sheet["C3"].number_format) == (0, "0.00")
        assert sheet["C4"].value == "1" * 15 + ".5"
        assert read_table(io.BytesIO(written(table))) == table

    def test_headings_are_frozen_and_printed_on_every_page(self) -> None:
        """On A4, as wide as the page, without the columns that say whose it is."""
        sheet = sheets(TABLE).active
        assert sheet.freeze_panes == "B2"
        assert sheet.print_area.endswith("$E$54")
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.oddHeader.left.text == "Kommunkompassen: &A"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage

    def test_a_cohort_has_one_sheet(self) -> None:
        """A row an evaluation; percents stand in columns of their own."""
        book = sheets([KUMLA, attrs.evolve(KUMLA, municipality="Örebro")], layout="wide")
        assert book.sheetnames == ["Municipalities"]
        head, first, second = book.active.values
        assert head[:4] == ("municipality", "year", "1", "1.1")
        assert (first[0], second[0]) == ("Kumla", "Örebro")
        assert (first[head.index("8.6")], first[head.index("8.6 %")]) == (9, 0.62)
        assert book.active.freeze_panes == "C2"
        assert head.index("framework") > head.index("8.6 %")

    def test_sheets_are_called_after_municipality_and_year(self) -> None:
        """Within what spreadsheet programs take; a number before makes several unlike."""
        names = ["Kumla", "kumla", "a/b[c]:*?\\", "'", "x" * 40, "Å😀" * 20, "x" * 19 + "'y"]
        many = [attrs.evolve(KUMLA, municipality=name) for name in names]
        many.append(attrs.evolve(KUMLA, municipality=None, year=None))
        assert sheets(many, language="sv").sheetnames == [
            "1 Kumla 2017",
            "2 kumla 2017",
            "3 a b c 2017",
            "4 Utvärdering 2017",
            f"5 {'x' * 20} 2017",
            f"6 {' '.join('Å' * 10)} 2017",
            f"7 {'x' * 19} 2017",
            "8 Utvärdering",
        ]

    def test_nothing_known_is_still_somebodys(self) -> None:
        """In either layout."""
        evaluation = Evaluation(FRAMEWORK, municipality="Kumla", date=datetime.date(2017, 5, 31))
        for layout in ("long", "wide"):
            assert read(io.BytesIO(written(evaluation, layout=layout))) == evaluation

    def test_what_is_not_given_is_kept(self) -> None:
        """And ranges, and figures that are exact."""
        scores = [
            Score(FRAMEWORK["1.2"], Range.closedopen(1.5, 2.5), given=False),
            Score.from_figure(FRAMEWORK["1.3"], Figure("1.50", "6.0", exact=True)),
        ]
        evaluation = Evaluation.from_scores("2.1", scores)
        for language in ("en", "sv"):
            assert read(io.BytesIO(written(evaluation, language=language))) == evaluation

    def test_sums_are_passed_over_in_csv_too(self) -> None:
        """Where a sheet was saved as such."""
        file = io.StringIO()
        csv.writer(file, delimiter=";").writerows(
            [["" if cell is None else cell for cell in row]
             for row in sheets(Evaluation.from_points("2.1", {"1.1": 5.25})).active.values]
        )  # fmt: skip
        assert ";sum;" in file.getvalue()
        expected = Evaluation.from_points("2.1", {"1.1": 5.25})
        assert read(io.StringIO(file.getvalue())) == expected


class TestCells:
    @pytest.mark.parametrize(
        ("value", "number_format", "text"),
        [
            ("0.35", "0%", "35%"),
            ("0.354", "0%", "35.4%"),
            ("7.0000000000000007E-2", "0.0%", "7.0%"),
            ("0.30000000000000004", "General", "0.3"),
            ("9.5", "0.00", "9.50"),
            ("9", "0.0;[Red]-0.0", "9.0"),
            ("9", r"_-* #,##0.0\ _-;-* #,##0.0\ _-", "9.0"),
            ("9", "0.0_)", "9.0"),
            ("-0.5", "General", "-0.5"),
            ("1E-7", "General", "0.0000001"),
            ("2.0", "@", "2"),
            ("42886", "yyyy-mm-dd", "2017-05-31"),
            ("42886", r"[$-41D]yyyy\-mm\-dd;@", "2017-05-31"),
        ],
    )
    def test_a_number_is_read_by_its_digits_and_its_format(
        self, value: str, number_format: str, text: str
    ) -> None:
        """Never by more digits than a spreadsheet program shows."""
        assert number_text(value, number_format, FIRST_DAY) == text

    @pytest.mark.parametrize(
        ("value", "number_format"),
        [
            *[("35", each) for each in ('0" %"', r"0\%", "0,", "0.00E+00", ";;;", '"36"', "0/0")],
            *[("35", each) for each in ("[<1]0%;0", "number 39", "hh:mm", "0000", "")],
            *[("0", '0;0;"-"'), ("42886.5", "yyyy-mm-dd"), ("-1", "yyyy-mm-dd")],
            *[("1E999", "0"), ("1" * 61, "0"), ("nan", "0"), ("1_0", "0"), ("٣", "0")],
        ],
    )
    def test_what_is_not_clear_is_no_number(self, value: str, number_format: str) -> None:
        """The text says why."""
        text = number_text(value, number_format, FIRST_DAY)
        assert text.startswith(f"{value} ")
        with pytest.raises(InvalidValueError):
            Figure(text)

    @given(
        number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0,
                           max_value=10**11),
        sign=st.sampled_from(["", "%"]),
    )  # fmt: skip
    def test_numbers_come_back_with_their_decimals(self, number: Any, sign: str) -> None:
        """Whether or not a binary float is equal to them."""
        text = f"{number:f}{sign}"
        found = number_and_format(text)
        assert found is not None
        assert number_text(f"{found[0]:.16g}", found[1], FIRST_DAY) == text

    @pytest.mark.parametrize("text", ["", "1/3", "1.2345678901234567", "1,5", "007", "9" * 16])
    def test_what_no_number_holds_stays_text(self, text: str) -> None:
        """It would come back as another text."""
        assert number_and_format(text) is None
