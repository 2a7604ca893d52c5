"""Writing: the suffix tells the format, and what is written is read back equal."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

import written_rows
from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    PublishedTable,
    Range,
    Score,
    SourceError,
    TargetError,
    UnknownCodeError,
    formats,
    get_framework,
    load_example,
    read,
    read_table,
)
from kommunkompass.described import KeyFacts
from kommunkompass.formats import FORMATS, read_document, read_many, write
from kommunkompass.formats.form import Format
from kommunkompass.formats.texts import codes_titled, read_text, text_cell
from kommunkompass.strategies import evaluations, published_tables
from kommunkompass.testing import small_framework
from written_rows import KUMLA, LANGUAGE, TABLE, assumed_written, holdable

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FRAMEWORK = get_framework("2.1")
FORM = st.sampled_from(["csv", "tsv"])


def written(subject: Any, form: str = "csv", **options: Any) -> bytes:
    return written_rows.written(subject, form, **options)


def cells(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


def faults(text: str, **options: Any) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_many(io.StringIO(text), **options)
    return [fault.item for fault in refused.value.faults]


class TestTargets:
    def test_the_suffix_tells_the_format(self, tmp_path: Path) -> None:
        """In any case of its letters."""
        for name in ("k.json", "k.csv", "k.TSV"):
            write(KUMLA, tmp_path / name)
            assert read(tmp_path / name) == KUMLA
        write(KUMLA, str(tmp_path / "other"), form="json")
        assert read(tmp_path / "other") == KUMLA

    @pytest.mark.parametrize("name", ["k.doc", "k", "json", ""])
    def test_an_unknown_suffix_is_refused(self, name: str, tmp_path: Path) -> None:
        """The error lists those that are known."""
        with pytest.raises(
            UnknownCodeError, match=r"\.xlsx, \.json, \.csv.* forms xlsx, json, csv"
        ):
            write(KUMLA, tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_a_name_of_any_length_is_refused_in_few_words(self) -> None:
        """Where its suffix is not known, and where no file can have it."""
        with pytest.raises(UnknownCodeError) as unknown:
            write(KUMLA, "x" * 100_000)
        with pytest.raises(TargetError) as refused:
            write(KUMLA, "x" * 100_000 + ".json")
        assert refused.value.filename == "x" * 100_000 + ".json"
        assert max(len(str(unknown.value)), len(str(refused.value))) < 400

    def test_other_forms_languages_and_layouts_are_refused(self) -> None:
        """The error lists those that are known."""
        with pytest.raises(UnknownCodeError, match="xlsx, json, csv, tsv"):
            written(KUMLA, "pdf")
        with pytest.raises(UnknownCodeError, match='"en" or "sv"'):
            written(KUMLA, language="no")
        with pytest.raises(UnknownCodeError, match="one of long, wide"):
            written(KUMLA, layout="deep")

    def test_an_open_file_takes_bytes_or_text(self, tmp_path: Path) -> None:
        """Its name tells the format; text has no mark."""
        with (tmp_path / "k.csv").open("wb") as file:
            write(KUMLA, file)
        assert read(tmp_path / "k.csv") == KUMLA
        text = io.StringIO()
        write(KUMLA, text, form="csv")
        assert text.getvalue().startswith("municipality,")
        assert text.getvalue() == (tmp_path / "k.csv").read_bytes().decode("utf-8-sig")

    @pytest.mark.parametrize("target", [None, 7, b"k.json"])
    def test_other_targets_are_refused(self, target: Any) -> None:
        """A path or an open file is wanted."""
        with pytest.raises(InvalidTypeError, match="target"):
            write(KUMLA, target, form="json")

    def test_a_file_number_is_no_name(self, tmp_path: Path) -> None:
        """The form must be told."""
        number = os.open(tmp_path / "k.json", os.O_WRONLY | os.O_CREAT)
        with open(number, "wb") as file, pytest.raises(UnknownCodeError, match="the file"):  # noqa: PTH123
            write(KUMLA, file)

    def test_a_file_stays_as_it_was_where_writing_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing is left beside it."""
        path = tmp_path / "k.json"
        path.write_text("before", encoding="utf-8")

        def fail(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(SourceError, match=r"cannot be written.*No space left"):
            write(KUMLA, path)
        assert path.read_text(encoding="utf-8") == "before"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("name", ["missing/k.json", "k.json", "x" * 300 + ".json", "\0.json"])
    def test_what_cannot_be_written_is_an_error(self, name: str, tmp_path: Path) -> None:
        """A directory that is not there, one in the file's place, a name that cannot be."""
        (tmp_path / "k.json").mkdir()
        with pytest.raises(SourceError, match="cannot be written") as refused:
            write(KUMLA, tmp_path / name)
        assert refused.value.filename == str(tmp_path / name)
        assert ".tmp" not in str(refused.value)

    def test_permissions_and_links_are_kept(self, tmp_path: Path) -> None:
        """A link goes on pointing to the file, which is replaced."""
        path, link = tmp_path / "k.json", tmp_path / "link.json"
        path.write_text("before", encoding="utf-8")
        path.chmod(0o640)
        link.symlink_to(path)
        write(KUMLA, link)
        assert link.is_symlink()
        assert path.stat().st_mode & 0o777 == 0o640
        assert read(path) == KUMLA

    def test_a_device_is_written_to(self) -> None:
        """It cannot be replaced."""
        write(KUMLA, os.devnull, form="json")
        assert not Path(os.devnull).is_file()

    def test_binary_formats_need_binary_files(self) -> None:
        """Only text goes into a file that was opened for text."""
        from kommunkompass.files import store

        with pytest.raises(TargetError, match="can't decode byte"):
            store(b"\x89PNG", io.StringIO())

    def test_a_format_is_a_line_in_the_list(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A binary one, for example: its content is told by its first bytes."""
        ours = Format(
            name="zip",
            suffixes=(".zip",),
            recognises=lambda content: bytes(str(content.data), "utf-8")[2:4] == b"PK",
            read=lambda content, request: [KUMLA],
            write=lambda documents, options: b"PK\0\1",
        )
        monkeypatch.setattr(formats, "FORMATS", (ours, *FORMATS))
        write(KUMLA, tmp_path / "k.zip")
        assert read(tmp_path / "k.zip") == KUMLA
        write(TABLE, tmp_path / "k.csv")
        assert read(tmp_path / "k.csv") == KUMLA

    def test_text_that_a_file_cannot_encode_is_an_error(self) -> None:
        """Of the family, too."""
        file = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
        with pytest.raises(SourceError, match="cannot be written"):
            write(TABLE, file, form="csv", language="sv")

    @pytest.mark.parametrize("subject", [None, "k", 3, [1], [FRAMEWORK]])
    def test_other_subjects_are_refused(self, subject: Any) -> None:
        """What is written is an evaluation, a table, a framework, or several of the first two."""
        with pytest.raises(InvalidTypeError, match="subject"):
            written(subject)

    def test_nothing_is_not_written(self) -> None:
        """It could not be read."""
        with pytest.raises(InvalidValueError, match="at least one"):
            written([])


class TestPages:
    @pytest.mark.parametrize("suffix", [".txt", ".md", ".rst", ".html", ".htm"])
    def test_pages_are_written(self, suffix: str, tmp_path: Path) -> None:
        """In either language."""
        path = tmp_path / f"k{suffix}"
        write(load_example("kumla-2017"), path)
        assert "Openness and democracy" in path.read_text(encoding="utf-8") or suffix == ".rst"
        write(TABLE, path, language="sv")
        assert "Offentlighet och demokrati" in path.read_text(encoding="utf-8")

    def test_html_of_an_evaluation_is_a_whole_page(self, tmp_path: Path) -> None:
        """Of other things it is a section."""
        write(KUMLA, tmp_path / "k.html")
        assert (tmp_path / "k.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_a_page_or_a_document_holds_one(self, form: str) -> None:
        """Several go into tables."""
        assert written([KUMLA], form) == written(KUMLA, form)
        with pytest.raises(InvalidTypeError, match="several in xlsx, csv"):
            written([KUMLA, KUMLA], form)

    @pytest.mark.parametrize("form", ["text", "markdown", "rst", "html", "json"])
    def test_a_page_or_a_document_has_no_layout(self, form: str) -> None:
        """So none is asked for in vain."""
        assert written(KUMLA, form, layout="long") == written(KUMLA, form)
        with pytest.raises(InvalidValueError) as refused:
            written(KUMLA, form, layout="wide")
        assert str(refused.value) == (
            f"layout: 'wide' is not allowed; allowed: long in {form}; wide in xlsx, csv or tsv"
        )


class TestLongForm:
    @given(evaluation=evaluations("2.1", hostile=True), form=FORM, language=LANGUAGE)
    @SLOW
    def test_an_evaluation_is_read_back_equal(
        self, evaluation: Evaluation, form: str, language: Literal["en", "sv"]
    ) -> None:
        """In either language, whatever is known of it."""
        evaluation = holdable(evaluation)
        content = assumed_written(evaluation, form, "NUL", language=language)
        assert read(io.BytesIO(content)) == evaluation
        assert read_many(io.BytesIO(content)) == (evaluation,)

    @given(table=published_tables("2.1", hostile=True), form=FORM, language=LANGUAGE)
    @SLOW
    def test_a_table_is_read_back_equal(
        self, table: PublishedTable, form: str, language: Literal["en", "sv"]
    ) -> None:
        """Also one whose figures contradict each other."""
        table = holdable(table)
        content = assumed_written(table, form, "NUL", language=language)
        assert read_table(io.BytesIO(content)) == table

    @given(evaluation=evaluations(), data=st.data())
    @SLOW
    def test_a_framework_of_ones_own_is_passed(
        self, evaluation: Evaluation, data: st.DataObject
    ) -> None:
        """A table names its framework, but does not hold it."""
        evaluation = holdable(evaluation)
        with pytest.raises(InvalidValueError, match="not bundled"):
            written(evaluation)
        content = written(evaluation, lossy=True)
        found = read(io.BytesIO(content), framework=evaluation.framework)
        assert found == evaluation

    @given(
        many=st.lists(evaluations("2.1") | evaluations("2010"), min_size=1, max_size=4),
        language=LANGUAGE,
    )
    @SLOW
    def test_many_are_read_back_equal(
        self, many: list[Evaluation], language: Literal["en", "sv"]
    ) -> None:
        """In order, even where several say the same."""
        many = [holdable(each) for each in many]
        assert read_many(io.BytesIO(written(many, language=language))) == tuple(many)

    def test_the_columns_are_those_of_a_printed_table(self) -> None:
        """And whose it is, as far as something is said."""
        head, first, *_ = cells(written(TABLE))
        assert head == [
            *("municipality", "municipality_code", "year", "framework"),
            *("level", "code", "title", "points", "max", "percent"),
        ]
        assert first[:6] == ["Kumla", "1881", "2017", "2.1", "area", "1"]
        assert first[7:] == ["37", "100", "37"]

    def test_exact_points_have_a_column(self) -> None:
        """A decimal where one is exact, else a fraction."""
        evaluation = Evaluation.from_points("2.1", {"1.1": 5.25, "1.2": Fraction(1, 3)})
        head, *rows = cells(written(evaluation))
        assert [row[head.index("exact")] for row in rows] == ["5.25", "1/3"]

    def test_swedish_settings(self) -> None:
        """Semicolons, decimal commas, Swedish heads and words, and the mark of UTF-8."""
        scores = [
            Score.from_points(FRAMEWORK["1.1"], 5.25),
            Score(FRAMEWORK["1.2"], Range.closedopen(1.5, 2.5), given=False),
            Score.from_figure(FRAMEWORK["1.3"], Figure("1.50", "6.0", exact=True)),
        ]
        evaluation = Evaluation.from_scores("2.1", scores)
        content = written(evaluation, language="sv")
        assert content.startswith(b"\xef\xbb\xbf")
        head, *rows = cells(content, ";")
        title = head.index("titel")
        assert [row[:title] + row[title + 1 :] for row in (head, *rows)] == [
            [
                "ramverk",
                "nivå",
                "kod",
                "poäng",
                "max",
                "procent",
                "siffror",
                "exakt",
                "intervall",
                "angivet",
            ],
            ["2.1", "delfråga", "1.1", "", "15", "", "", "5,25", "", ""],
            ["2.1", "delfråga", "1.2", "", "20", "", "", "", "[1,5; 2,5)", "nej"],
            ["2.1", "delfråga", "1.3", "1,50", "25", "6,0", "exakta", "", "", ""],
        ]
        assert read(io.BytesIO(content)) == evaluation

    @pytest.mark.parametrize(
        ("changes", "named"),
        [
            ({"evaluators": ["A"]}, "evaluators"),
            ({"findings": load_example("kumla-2017").findings}, None),
            ({"role_models": load_example("kumla-2017").role_models}, "role_models"),
            ({"key_facts": KeyFacts(population=0)}, "key_facts"),
            ({"municipality": ""}, "municipality"),
        ],
    )
    @pytest.mark.parametrize("layout", ["long", "wide"])
    def test_what_rows_cannot_hold_is_refused(
        self, changes: dict[str, Any], named: str | None, layout: str
    ) -> None:
        """Or dropped, where that is asked for."""
        evaluation = attrs.evolve(KUMLA, **changes)
        if named is not None:
            with pytest.raises(InvalidValueError, match=named):
                written(evaluation, layout=layout)
        content = written(evaluation, layout=layout, lossy=True)
        assert read(io.BytesIO(content)) == holdable(evaluation)

    def test_a_framework_is_no_row(self) -> None:
        """It goes into JSON."""
        with pytest.raises(InvalidTypeError, match="subject"):
            written(FRAMEWORK)

    @given(text=st.text(min_size=1) | st.text("'=+-@\t\r\n＝ x\xad", min_size=1))
    def test_cells_are_harmless_and_read_back(self, text: str) -> None:
        """No cell begins as a formula does."""
        assume("\0" not in text)
        cell = text_cell(text, "text")
        assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert read_text(cell) == text

    @pytest.mark.parametrize("name", ["=1+1", "+46", "-", "@x", "\t=1", "\r=1", "'=1", " x ", "'"])
    def test_a_municipality_may_be_called_like_a_formula(self, name: str) -> None:
        """It is made harmless, and read back as it was."""
        evaluation = attrs.evolve(KUMLA, municipality=name)
        assert read(io.BytesIO(written(evaluation))) == evaluation
        content = written(evaluation).decode("utf-8-sig")
        assert not re.search('(^|,|\n)"?[=+@\t]', content)

    @pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 40_000])
    def test_text_that_no_cell_holds_is_refused(self, name: str) -> None:
        """The error says what cells hold."""
        with pytest.raises(InvalidValueError, match="NUL"):
            written(attrs.evolve(KUMLA, municipality=name))

    def test_an_evaluation_without_scores_has_a_row(self) -> None:
        """It says whose it is."""
        evaluation = Evaluation(FRAMEWORK, municipality="Kumla", date=datetime.date(2017, 5, 31))
        assert read(io.BytesIO(written(evaluation))) == evaluation
        assert read(io.BytesIO(written(evaluation, layout="wide"))) == evaluation

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ("1,A,1.2,5,,,", ["line 3, municipality"]),
            ("2,A,1.1,5,maybe,,", ["line 3, figures"]),
            ("2,A,1.1,5,,,maybe", ["line 3, given"]),
            ("2,A,1.1,,,x,", ["line 3, criterion 1.1, exact"]),
            ("2,A,1.1,,,16,", ["line 3, criterion 1.1"]),
            ("2,A,1.1,5,,1,", ["line 3, criterion 1.1"]),
            ("2,A,9.9,5,,,", ["line 3"]),
        ],
    )
    def test_every_fault_has_its_line(self, rows: str, expected: list[str]) -> None:
        """And all of a file are named at once."""
        head = "evaluation,municipality,code,points,figures,exact,given,framework\n"
        text = head + "1,B,1.1,5,,,,2.1\n" + rows + ",2.1\n"
        assert faults(text) == expected
        assert faults(text + "3,A,x,5,,,,2.1\n") == [*expected, "line 4"]

    def test_ranges_are_judged(self) -> None:
        """A range is exact, and not given beside exact points."""
        head = "code,exact,range,framework\n"
        assert faults(head + '1.1,,"[1; 2",2.1\n') == ["line 2, criterion 1.1, range"]
        assert faults(head + '1.1,1,"[1, 2]",2.1\n') == ["line 2, criterion 1.1"]
        assert faults(head + '1.1,,"[2, 1]",2.1\n') == ["line 2, criterion 1.1, range"]
        assert faults(head + '1.1,,"[x, 1]",2.1\n') == ["line 2, criterion 1.1, range"]
        found = read(io.StringIO(head + '1.1,,"( 1,  2 ]",2.1\n'))
        assert found["1.1"].range == Range.openclosed(1, 2)

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("framework", "3"),
            ("municipality_code", "18"),
            ("year", "17"),
            ("year", "1899"),
            ("date", "31/5 2017"),
        ],
    )
    def test_details_are_judged(self, column: str, cell: str) -> None:
        """Each with its line."""
        text = f"{column},code,points\n{cell},total,371\n"
        assert faults(text) == [f"line 2, {column}"]

    def test_the_year_is_that_of_the_date(self) -> None:
        """Where both are given."""
        text = "date,year,code,points\n2017-05-31,2016,total,371\n"
        assert faults(text) == ["line 2, year"]

    def test_a_code_may_have_lost_its_zero(self) -> None:
        """Spreadsheets take it for a number."""
        text = "municipality_code,code,points\n114,total,371\n"
        assert read(io.StringIO(text)).municipality_code == "0114"

    def test_the_framework_that_is_asked_for_must_be_named(self) -> None:
        """Another is an error; a table that names none is read by it."""
        text = "framework,code,points\n2.1,1,5\n"
        assert faults(text, framework="2010") == ["line 2, framework"]
        assert read(io.StringIO(text), framework="2.1")["1"].given

    def test_tables_of_ones_own_are_grouped_by_whose_they_are(self) -> None:
        """Without a column that numbers them."""
        text = "Kommun;År;Kod;Poäng\n" + "".join(
            f"{name};{year};total;{points}\n"
            for name, year, points in (("A", 2016, 300), ("B", 2016, 310), ("A", 2018, 320))
        )
        many = read_many(io.StringIO(text))
        assert [(each.municipality, each.year, each.total.printed) for each in many] == [
            ("A", 2016, 300),
            ("B", 2016, 310),
            ("A", 2018, 320),
        ]
        with pytest.raises(InputError, match="3 of them"):
            read(io.StringIO(text))

    def test_half_tables_of_ones_own_are_refused(self) -> None:
        """Unless that is asked for, or the table names its framework."""
        text = "Kommun;Kod;Poäng\nA;1.1;5\n"
        with pytest.raises(InputError, match="incomplete"):
            read_many(io.StringIO(text))
        assert read_many(io.StringIO(text), incomplete=True)[0]["1.1"].given

    def test_a_head_line_alone_is_no_table(self) -> None:
        """In either form."""
        assert faults("code,points,framework\n") == ["text"]
        assert faults("municipality,1.1\n") == ["text"]

    def test_contradictions_are_errors(self) -> None:
        """As in any table."""
        text = "code,points,exact,framework\n1.1,,5,2.1\n1.2,99,,2.1\n"
        with pytest.raises(ContradictionError):
            read(io.StringIO(text))
        text = "code,exact,framework\n1,0,2.1\n1.1,5,2.1\n"
        with pytest.raises(ContradictionError):
            read(io.StringIO(text))

    def test_faults_are_named_before_contradictions(self) -> None:
        """A range beyond the maximum is one, points beyond it are none."""
        text = 'code,points,range,framework\n1.1,,"[1, 99]",2.1\n1.2,99,,2.1\n'
        assert faults(text) == ["line 2, criterion 1.1"]

    def test_the_callers_date_tells_the_year(self) -> None:
        """Whatever the table says."""
        text = "year,code,points\n2016,total,371\n"
        assert read(io.StringIO(text), date=datetime.date(2017, 5, 31)).year == 2017

    def test_exact_points_are_no_published_table(self) -> None:
        """They are read as an evaluation."""
        content = written(Evaluation.from_points("2.1", {"1.1": 5}))
        assert isinstance(read_document(io.BytesIO(content)), Evaluation)
        with pytest.raises(InputError, match=r"1\.1"):
            read_table(io.BytesIO(content))

    def test_a_file_may_say_that_its_figures_are_exact(self) -> None:
        """What it says goes before what the caller says."""
        text = "code,points,figures,framework\n1.1,5,printed,2.1\n1.2,5,exact,2.1\n1.3,5,,2.1\n"
        for figures, expected in (("exact", "ftt"), ("printed", "ftf")):
            table = read_table(io.StringIO(text), figures=figures)  # type: ignore[arg-type]
            assert [figure.exact for _, figure in table.figures] == [
                letter == "t" for letter in expected
            ]


class TestWideForm:
    @given(
        many=st.lists(
            evaluations("2.1", kind="exact") | evaluations("2.1", kind="printed"),
            min_size=1,
            max_size=3,
        ),
        form=FORM,
        language=LANGUAGE,
    )
    @SLOW
    def test_many_are_read_back_equal(
        self, many: Sequence[Evaluation], form: str, language: Literal["en", "sv"]
    ) -> None:
        """What is exact and what is printed, side by side."""
        many = [holdable(each) for each in many]
        content = written(many, form, language=language, layout="wide")
        assert read_many(io.BytesIO(content)) == tuple(many)

    @given(evaluation=evaluations("2.1"), language=LANGUAGE)
    @SLOW
    def test_other_evaluations_are_read_back_or_refused(
        self, evaluation: Evaluation, language: Literal["en", "sv"]
    ) -> None:
        """With loss, their ranges stay."""
        evaluation = holdable(evaluation)
        try:
            content = written(evaluation, language=language, layout="wide")
        except InvalidValueError:
            content = written(evaluation, language=language, layout="wide", lossy=True)
            found = read(io.BytesIO(content))
            assert [score.range for score in found.known] == [
                score.range for score in evaluation.known
            ]
        else:
            assert read(io.BytesIO(content)) == evaluation

    def test_a_table_is_read_back_equal(self) -> None:
        """Percents have columns of their own."""
        content = written(TABLE, layout="wide")
        assert read_table(io.BytesIO(content)) == TABLE
        head, row = cells(content)
        owner = ["municipality", "municipality_code", "year", "framework"]
        assert head[:7] == [*owner, "figures", "1", "1.1"]
        assert row[:7] == ["Kumla", "1881", "2017", "2.1", "printed", "37", "5"]
        assert row[head.index("1 %") :][:2] == ["37%", "35%"]

    def test_columns_are_criteria_and_what_is_known(self) -> None:
        """Exact points are plain numbers."""
        evaluation = Evaluation.from_percents("2.1", {"1.1": 35, "total": 50})
        head, row = cells(written(evaluation, layout="wide"))
        assert head == [
            "framework",
            "figures",
            *[item.code for item in FRAMEWORK.criteria],
            "total",
        ]
        assert row[:4] == ["2.1", "exact", "5.25", ""]
        assert row[-1] == "400"

    def test_what_a_cell_cannot_hold_is_refused(self) -> None:
        """Exact figures, and ranges beside figures."""
        figures = {"1.1": Figure("5", exact=True)}
        for subject in (
            Evaluation.from_printed("2.1", figures),
            PublishedTable(FRAMEWORK, figures),
        ):
            with pytest.raises(InvalidValueError, match="the wide form"):
                written(subject, layout="wide")
        score = Score(FRAMEWORK["1.1"], Range.closed(1, 2), given=False)
        evaluation = Evaluation.from_scores("2.1", [score])
        with pytest.raises(InvalidValueError, match="nothing was said"):
            written(evaluation, layout="wide")

    def test_tables_of_ones_own_are_read(self) -> None:
        """With points or percents in the columns of areas, in Swedish or English."""
        text = "Kommun;1;2;3;4;5;6;7;8;Totalt\nA;1;2;3;4;5;6;7;8;36\nB;1%;2 %;3;4;5;6;7;8,5;\n"
        first, second = read_many(io.StringIO(text))
        assert first.municipality == "A"
        assert dict(first.figures)["total"] == Figure("36")
        assert dict(second.figures)["2"] == Figure(None, "2")
        assert dict(second.figures)["8"] == Figure("8.5")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("figures,framework,1.1\nmaybe,2.1,5\n", ["line 2, figures"]),
            ("framework,1.1\n2.1,[1\n", ["line 2, criterion 1.1, range"]),
            ("framework,figures,1.1\n2.1,exact,x\n", ["line 2, criterion 1.1, exact"]),
            ("framework,1.1,1.1\n2.1,5,5\n", ["line 1"]),
            ("framework,1.1\n2.1,x\n", ["line 2, criterion 1.1, points"]),
            ("framework,1.1,9.9\n2.1,5,5\n", ["line 2"]),
            ("framework,1.1\n2.1,5,5\n", ["line 2"]),
            ("framework,1,1.1 %,1.1%\n2.1,5,5,5\n", ["line 1"]),
        ],
    )
    def test_every_fault_has_its_line(self, text: str, expected: list[str]) -> None:
        """And its item, where there is one."""
        assert faults(text) == expected


PIECES = [",", ";", "\n", '"', "'", "[", ")", "=", "1/0", "1/3", "9" * 500, "exact", "nej", "\r"]
SEEDS = [
    written(TABLE),
    written(TABLE, layout="wide", language="sv"),
    written([KUMLA, Evaluation.from_percents("2.1", {"1.1": 33, "2": 12.5})], "tsv"),
    written(KUMLA.with_scores({"1.1": 5}), language="sv"),
]


@given(data=st.data())
@settings(SLOW, max_examples=200)
def test_a_changed_table_is_read_or_refused(data: st.DataObject) -> None:
    """Never by an exception of another family."""
    text = data.draw(st.sampled_from(SEEDS)).decode("utf-8-sig")
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 9))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    try:
        read_many(io.StringIO(text), incomplete=data.draw(st.booleans()))
    except KommunkompassError as error:
        message = str(error)
        assert message


def test_a_title_of_marks_alone_is_no_title_of_others() -> None:
    """Rows without titles are not taken for the item that has one without letters or digits."""
    item = small_framework([10, 5])["1.2"]
    area = small_framework([10, 5])["1"]
    framework = attrs.evolve(
        small_framework([10, 5]),
        areas=(attrs.evolve(area, criteria=(area.criteria[0], attrs.evolve(item, title="–?"))),),
    )
    evaluation = Evaluation.from_printed(framework, {"1.1": Figure("7"), "1.2": Figure("3")})
    for layout in ("long", "wide"):
        content = written(evaluation, layout=layout, lossy=True)
        assert read(io.BytesIO(content), framework=framework) == evaluation
    assert codes_titled(framework, "criterion", "") == ()


def test_half_a_table_is_refused_with_the_option_that_reads_it() -> None:
    """In few words."""
    with pytest.raises(InputError) as caught:
        read_table(io.StringIO("code;points\n1.1;7\n"))
    (fault,) = caught.value.faults
    assert fault.allowed == (
        "points or percent of every criterion, or else of every area; incomplete=True (or "
        "--incomplete) reads half a table"
    )
