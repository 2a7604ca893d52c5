"""Reading: any source becomes a table, or an error that says where it is wrong."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    PublishedTable,
    SourceError,
    UnknownCodeError,
    example_table,
    get_framework,
    load_framework,
    read,
    read_table,
)
from test_formats_report import report

AREAS = "code;points\n" + "".join(f"{code};{code}0\n" for code in range(1, 9))


class Pieces(io.RawIOBase):
    """A file that gives what it is told to, piece by piece, as a pipe may."""

    name = 3

    def __init__(self, *pieces: Any) -> None:
        self.pieces = list(pieces)

    def read(self, size: int = -1, /) -> Any:
        return self.pieces.pop(0)


class TestSources:
    def test_a_path_is_read(self, tmp_path: Path) -> None:
        """A path may be text or any path object."""
        path = tmp_path / "areas.csv"
        path.write_text(AREAS, encoding="utf-8")
        assert read_table(path) == read_table(str(path)) == read_table(io.StringIO(AREAS))

    def test_a_file_is_read_as_text_or_as_bytes(self, tmp_path: Path) -> None:
        """An open file may be of either kind."""
        path = tmp_path / "report.txt"
        path.write_text(report(), encoding="utf-8")
        with path.open("rb") as file:
            as_bytes = read_table(file)
        with path.open(encoding="utf-8") as file:
            assert read_table(file) == as_bytes
        assert as_bytes.figures == example_table("kumla-2017").figures

    def test_errors_call_standard_input_by_its_name(self) -> None:
        """A file's own name is used where it has one."""
        file = io.BytesIO(b"Nothing.")
        file.name = "<stdin>"  # type: ignore[attr-defined]
        with pytest.raises(InputError, match=r"^standard input: 1 fault"):
            read(file)

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(AREAS.encode(), id="UTF-8"),
            pytest.param(AREAS.encode("utf-8-sig"), id="UTF-8 with its mark"),
            pytest.param(AREAS.encode("utf-16"), id="UTF-16"),
            pytest.param(b"\xfe\xff" + AREAS.encode("utf-16-be"), id="UTF-16, big end first"),
            pytest.param(AREAS.replace("points", "poäng").encode("cp1252"), id="Windows-1252"),
            pytest.param(AREAS.replace("\n", "\r\n").encode(), id="Windows line ends"),
        ],
    )
    def test_encodings_of_spreadsheets_are_told_apart(self, content: bytes) -> None:
        """UTF-8, UTF-16 and Windows-1252 are read alike."""
        assert read_table(io.BytesIO(content)) == read_table(io.StringIO(AREAS))

    def test_a_pipe_may_give_pieces(self) -> None:
        """Nothing is read until the end has come."""
        half = len(AREAS) // 2
        pieces = Pieces(AREAS[:half].encode(), AREAS[half:].encode(), b"")
        assert read_table(pieces) == read_table(io.StringIO(AREAS))

    @pytest.mark.parametrize(
        "pieces", [(None,), (7,), ("1", b"2"), (b"1", "2")], ids=["None", "int", "mixed", "mixed2"]
    )
    def test_a_file_that_gives_anything_else_is_refused(self, pieces: tuple[Any, ...]) -> None:
        """A file gives text, or else bytes; an error about a file without a name says "text"."""
        with pytest.raises(SourceError) as refused:
            read(Pieces(*pieces))
        assert refused.value.value == "text"

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        """The error is an OSError that names the path."""
        path = str(tmp_path / "missing.csv")
        with pytest.raises(SourceError) as refused:
            read(path)
        assert isinstance(refused.value, OSError)
        assert refused.value.value == refused.value.filename == path
        assert f"{path!r} cannot be read" in str(refused.value)
        assert "(No such file or directory)" in str(refused.value)
        assert "StringIO" not in str(refused.value)

    @pytest.mark.parametrize("path", ["\0", "x" * 100_000, "a;b\n1;2\n", AREAS * 1000, "\ud800"])
    @pytest.mark.parametrize("reader", [read, read_table, load_framework])
    def test_what_is_no_path_is_refused(self, reader: Callable[[str], object], path: str) -> None:
        """Text is a path, never the content itself; what looks like one is told how to be read."""
        with pytest.raises(SourceError) as refused:
            reader(path)
        said = str(refused.value)
        assert refused.value.filename == path
        assert len(said) < 500
        assert said.endswith("or text as io.StringIO(text)") == ("\n" in path or len(path) > 255)

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        """A directory is no file."""
        with pytest.raises(SourceError):
            read(tmp_path)

    def test_a_closed_file_is_refused(self) -> None:
        """A file that fails when it is read is a source that cannot be read."""
        file = io.StringIO(AREAS)
        file.close()
        with pytest.raises(SourceError):
            read(file)

    @pytest.mark.parametrize("content", ["x" * 10_000_001, b"x" * 10_000_001])
    def test_a_large_file_is_refused(self, content: str | bytes, tmp_path: Path) -> None:
        """No table has more than 10 MB."""
        file = io.StringIO(content) if isinstance(content, str) else io.BytesIO(content)
        with pytest.raises(SourceError, match="10 MB"):
            read(file)
        path = tmp_path / "large.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(SourceError, match="10 MB"):
            read(path)

    def test_a_file_of_many_lines_is_refused(self) -> None:
        """No table has more than 50,000."""
        with pytest.raises(SourceError, match="50000 lines"):
            read(io.StringIO(AREAS + "\n" * 50_000))

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"PK\3\4\0\0", id="an archive"),
            pytest.param(b"\x81\x8d\x8f", id="no encoding"),
            pytest.param(b"\xff\xfe\xd8", id="half of UTF-16"),
            pytest.param(AREAS.encode("utf-32"), id="UTF-32"),
            pytest.param(os.urandom(100) + b"\0", id="noise"),
        ],
    )
    def test_binary_data_is_refused(self, content: bytes) -> None:
        """What is no text is a source that cannot be read."""
        with pytest.raises(SourceError):
            read(io.BytesIO(content))

    def test_text_that_no_encoding_has_is_refused(self) -> None:
        """Half a surrogate pair stands for a byte that was not understood."""
        with pytest.raises(SourceError):
            read(io.StringIO(AREAS + "\udc80"))

    @pytest.mark.parametrize("source", [None, 7, b"areas.csv", ["areas.csv"], 1.5])
    def test_any_other_source_is_refused(self, source: Any) -> None:
        """A source is a path or an open file."""
        with pytest.raises(InvalidTypeError):
            read(source)


class TestResults:
    def test_read_gives_an_evaluation_and_read_table_the_figures(self) -> None:
        """The one is what the other says of the exact points."""
        table = read_table(io.StringIO(AREAS))
        assert isinstance(table, PublishedTable)
        assert table["3"] == Figure("30")
        evaluation = read(io.StringIO(AREAS))
        assert isinstance(evaluation, Evaluation)
        assert evaluation == table.evaluation()

    def test_figures_can_be_taken_as_exact(self) -> None:
        """Then they are not ranges around what is printed."""
        evaluation = read(io.StringIO(AREAS), figures="exact")
        assert evaluation.total.exact == 360
        assert read(io.StringIO(AREAS)).total.is_exact is False

    def test_any_other_kind_of_figures_is_refused(self) -> None:
        """There are two kinds."""
        with pytest.raises(InvalidValueError, match="exact"):
            read(io.StringIO(AREAS), figures="rounded")  # type: ignore[arg-type]

    def test_impossible_figures_make_a_table_but_no_evaluation(self) -> None:
        """A misprint is no fault of the text: it is there to be audited."""
        text = io.StringIO(report().replace("\t46\t100\t46", "\t49\t100\t49"))
        table = read_table(text)
        assert table["5"] == Figure("49", "49")
        text.seek(0)
        with pytest.raises(ContradictionError, match="area 5"):
            read(text)

    def test_a_figure_out_of_bounds_is_impossible_too(self) -> None:
        """So is 16 of 15."""
        text = io.StringIO(AREAS.replace("1;10", "1;101"))
        assert read_table(text)["1"] == Figure("101")
        text.seek(0)
        with pytest.raises(ContradictionError, match="only 0 to 100 is possible"):
            read(text)

    def test_details_are_those_of_an_evaluation(self) -> None:
        """Keywords describe the evaluation, and are checked as elsewhere."""
        found = read(io.StringIO(AREAS), municipality="Kumla", municipality_code="1881", year=2017)
        assert (found.municipality, found.municipality_code, found.year) == ("Kumla", "1881", 2017)
        with pytest.raises(InvalidValueError):
            read(io.StringIO(AREAS), year=17)


class TestFrameworks:
    def test_a_framework_can_be_named_or_given(self, tmp_path: Path) -> None:
        """A version, or a framework from a file of one's own."""
        assert read(io.StringIO(AREAS), framework="2020").framework == get_framework("2020")
        path = tmp_path / "library.toml"
        path.write_text(
            """
            format = 1
            version = "library"
            title = "Bibliotekskompassen"
            title_en = "The Library Compass"
            maximum = 50
            era = "library"
            source = "a handbook"
            [[areas]]
            code = "1"
            title = "Öppettider"
            title_en = "Opening hours"
            maximum = 30
            source = "a handbook"
            [[areas]]
            code = "2"
            title = "Samlingar"
            title_en = "Collections"
            maximum = 20
            source = "a handbook"
            """,
            encoding="utf-8",
        )
        own = load_framework(path)
        for text in ("code,points\n1,20\n2,10\n", "Öppettider 20 av 30\nSamlingar 10 av 20\n"):
            table = read_table(io.StringIO(text), framework=own)
            assert table.framework is own
            assert table.figures == (("1", Figure("20")), ("2", Figure("10")))

    def test_an_unknown_version_is_refused(self) -> None:
        """The error lists the versions that there are."""
        with pytest.raises(UnknownCodeError, match="2020"):
            read(io.StringIO(AREAS), framework="3.0")

    def test_without_titles_it_is_the_usual_framework(self) -> None:
        """Figures by codes alone are read by version 2.1."""
        assert read(io.StringIO(AREAS)).framework.version == "2.1"

    @pytest.mark.parametrize(
        ("titles", "version"),
        [
            ({}, "2.1"),
            ({"7": "Verksamhetsutveckling"}, "2.1"),
            ({"8": "Kommun som samhällsbyggare", "7": "Verksamhetsutveckling"}, "2010"),
            ({"6": "Kommunen som arbetsgivare"}, "2.1"),
            ({area.code: area.title for area in get_framework("2020").areas}, "2020"),
            ({area.code: area.title_en for area in get_framework("2.1").areas}, "2.1"),
        ],
    )
    def test_titles_tell_the_framework(self, titles: dict[str, str], version: str) -> None:
        """The framework is the one that has the most of the titles; of equals, the usual one."""
        areas = {area.code: area.title for area in get_framework("2.1").areas} | titles
        text = "".join(f"{title}: {code}0 poäng\n" for code, title in areas.items())
        table = read_table(io.StringIO(text))
        assert table.framework.version == version
        assert table.figures == read_table(io.StringIO(AREAS)).figures

    def test_titles_of_another_framework_are_refused(self) -> None:
        """A list of areas that are not those of the framework asked for is no table of it."""
        areas = get_framework("2020").areas
        text = "".join(f"{area.title}: 10 poäng\n" for area in areas)
        with pytest.raises(InputError, match=r"2\.1") as refused:
            read(io.StringIO(text), framework="2.1")
        assert len(refused.value.faults) == 8

    def test_a_total_is_the_whole_table_before_2010(self) -> None:
        """Of that edition only the total is known."""
        for text in ("code,points\ntotal,371\n", "Totalt 371 av 800 poäng\n"):
            table = read_table(io.StringIO(text), framework="pre-2010")
            assert table.figures == (("total", Figure("371")),)
