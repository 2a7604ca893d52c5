"""Whatever is read, a table comes out or one of the library's own errors; never half a table."""

from __future__ import annotations

import io

from hypothesis import HealthCheck, example, given, settings, strategies as st

from kommunkompass import InputError, KommunkompassError, PublishedTable, example_table, read_table
from test_formats_report import FRAMEWORK, report, tables

EXAMPLE = example_table("kumla-2017")
TSV = "code\ttitle\tpoints\tmax\tpercent\n" + "".join(
    f"{code}\t{FRAMEWORK[code].title}\t{figure.points}\t{FRAMEWORK[code].maximum}\t{figure.percent}\n"
    for code, figure in EXAMPLE.figures
)
LIST = "Område Poäng\n" + "".join(
    f"{area.code}. {area.title} {EXAMPLE[area.code]}\n" for area in FRAMEWORK.areas
)
VALID = [TSV, TSV.replace("\t", ";"), report(), "\n".join(tables()), LIST]

#: Pieces of the formats, to be put where they do not belong.
PIECES = [
    *(
        "\t",
        " ",
        "\n",
        "\n\n",
        ";",
        "|",
        ",",
        '"',
        "<ul",
        "• ",
        "%",
        ".",
        "-",
        "\xa0",
        "\ufeff",
        "…",
    ),
    *("Område 1", "Rubriker\tPoäng", "Poäng", "Max", "Styrkor", "Kortfakta", "Innehåll", "kommun"),
    *("Totalt 371", "1.1", "37 100 37", "371 800 46", "1.4\tx\t1\t30\t3", "code;points", "9" * 40),
    *(
        "Offentlighet och demokrati",
        "Effektivitet 40 %",
        "\udc80",
        "\x85",
        "١٢",
        "½",
        "1e9",
        "NaN",
    ),
]


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A valid text in which lines are moved, dropped and repeated and pieces are put in."""
    lines = draw(st.sampled_from(VALID)).split("\n")
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        line = lines[place]
        match draw(st.integers(0, 6)):
            case 0:
                lines.pop(place)
                lines = lines or [""]
            case 1:
                lines.insert(draw(st.integers(0, len(lines))), line)
            case 2:
                lines[place:] = []
                lines.append(line[: draw(st.integers(0, len(line)))])
            case 3:
                lines[place] = line.replace("\t", draw(st.sampled_from(PIECES)))
            case 4:
                lines[place] = draw(st.text(max_size=20))
            case _:
                at = draw(st.integers(0, len(line)))
                lines[place] = line[:at] + draw(st.sampled_from(PIECES)) + line[at:]
    return "\n".join(lines)


@given(text=mutations(), incomplete=st.booleans())
@example(text="1.\tA\tPoäng\tMax\n1.1\tB", incomplete=True)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_changed_text_gives_a_table_or_an_error_of_the_library(
    text: str, incomplete: bool
) -> None:
    """An InputError names at least one fault."""
    try:
        table = read_table(io.StringIO(text), incomplete=incomplete)
    except KommunkompassError as error:
        message, faults = str(error), getattr(error, "faults", [error])
        assert message
        assert faults
    else:
        assert isinstance(table, PublishedTable)


@given(text=st.text(), start=st.sampled_from(["", "code;points\n", "Område Poäng\n"]))
def test_any_text_gives_a_table_or_an_error_of_the_library(text: str, start: str) -> None:
    """So does text that was never a table."""
    try:
        read_table(io.StringIO(start + text), incomplete=True)
    except KommunkompassError as error:
        message = str(error)
        assert message


@given(content=st.binary(), start=st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_any_bytes_give_a_table_or_an_error_of_the_library(content: bytes, start: bytes) -> None:
    """So do bytes that are no text."""
    try:
        read_table(io.BytesIO(start + content), incomplete=True)
    except KommunkompassError as error:
        message = str(error)
        assert message


@given(data=st.data())
def test_a_table_without_one_of_its_rows_is_never_read_as_whole(data: st.DataObject) -> None:
    """Whichever format it is in, and whichever criterion is missing."""
    text = data.draw(st.sampled_from(VALID[:4]))
    code = data.draw(st.sampled_from([item.code for item in FRAMEWORK.criteria]))
    lines = [line for line in text.split("\n") if not line.startswith((f"{code}\t", f"{code};"))]
    try:
        read_table(io.StringIO("\n".join(lines)))
    except InputError as error:
        (fault,) = error.faults
    assert f"criterion {code}" in fault.item
