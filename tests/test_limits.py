"""The limits that SECURITY.md states: what is at a limit is read, one more is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest

from kommunkompass import (
    Evaluation,
    Figure,
    KommunkompassError,
    get_framework,
    load_framework,
    read,
    read_many,
    read_table,
    round_half_up,
    write,
)

TABLE = "code;points\n" + "".join(f"{area.code};5\n" for area in get_framework("2.1").areas)
DOCUMENT = io.BytesIO()
write(Evaluation.from_points("2.1", {"total": 371}), DOCUMENT, form="json")
FRAMEWORK = """format = 1
version = "own"
title = "Eget"
title_en = "Own"
maximum = 10
era = "own"
source = "made for a test"
"""


def faults(call: Callable[[], object]) -> str:
    """What a call that is refused says, on one line."""
    with pytest.raises(KommunkompassError) as caught:
        call()
    return " ".join(str(caught.value).split())


def text(content: str) -> io.StringIO:
    return io.StringIO(content, newline="")


@pytest.mark.parametrize("kind", [str, bytes])
def test_bytes_and_characters(kind: type) -> None:
    """10,000,000 of either."""
    padded = DOCUMENT.getvalue().ljust(10_000_000)

    def source(content: bytes) -> io.BytesIO | io.StringIO:
        return io.BytesIO(content) if kind is bytes else io.StringIO(content.decode())

    assert read(source(padded)).total.exact == 371
    assert "at most 10 MB" in faults(lambda: read(source(padded + b" ")))


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines(end: str) -> None:
    """50,000 ends of lines, however they are written."""
    table = TABLE.replace("\n", end)
    padded = table + end * (50_000 - TABLE.count("\n"))
    assert read(text(padded)).sum_of_printed_areas == 40
    assert "at most 50000 lines" in faults(lambda: read(text(padded + end)))


def test_characters_of_a_pasted_line() -> None:
    """10,000; a longer line is none of a report and is passed over."""
    names = [f"{area.code}. {area.title} 5 p" for area in get_framework("2.1").areas]
    first, rest = names[0], "\n".join(names[1:])
    filler = " " * (10_000 - len(first))
    pasted = f"{first.replace(' 5 p', filler + ' 5 p')}\n{rest}\n"
    assert read_table(text(pasted))["1"] == Figure(5)
    assert "area 1" in faults(lambda: read_table(text(pasted.replace(" 5 p", "  5 p", 1))))


def test_characters_of_a_head_line() -> None:
    """5,000, its end included."""
    note = "x" * (5_000 - len("code;points;\n"))
    assert read(text(TABLE.replace("points", f"points;{note}"))).sum_of_printed_areas == 40
    assert faults(lambda: read(text(TABLE.replace("points", f"points;{note}x"))))


def test_lines_above_a_head_line() -> None:
    """Nine: it is one of the first ten."""
    assert read(text("note\n" * 9 + TABLE)).sum_of_printed_areas == 40
    assert faults(lambda: read(text("note\n" * 10 + TABLE)))


def test_rows_of_an_evaluation() -> None:
    """1,001 of one item, of which a thousand are faults; then no more are told."""
    rows = "code;points\n" + "1;5\n" * 1_001
    assert "more than 1000 faults" not in faults(lambda: read(text(rows)))
    assert "more than 1000 faults" in faults(lambda: read(text(rows + "1;5\n")))


def test_characters_of_a_cell_that_is_read() -> None:
    """131,072, as Python's csv module has it."""
    cell = "x" * 131_072
    head = TABLE.replace("\n", ";note\n", 1)
    assert read(text(head.replace("1;5\n", f"1;5;{cell}\n", 1))).sum_of_printed_areas == 40
    assert "field limit" in faults(lambda: read(text(head.replace("1;5\n", f"1;5;{cell}x\n", 1))))


def test_characters_of_a_cell_that_is_written() -> None:
    """32,766, so that a sign that protects it fits into a spreadsheet's cell."""
    for name in ("K" * 32_766, "=" * 32_766):
        evaluation = Evaluation.from_points("2.1", {"total": 371}, municipality=name)
        file = io.BytesIO()
        write(evaluation, file, form="csv")
        (again,) = read_many(io.BytesIO(file.getvalue()))
        assert again.municipality == name
    long = Evaluation.from_points("2.1", {"total": 371}, municipality="K" * 32_767)
    assert "at most 32766 characters" in faults(lambda: write(long, io.BytesIO(), form="csv"))


def test_digits_of_a_figure() -> None:
    """15 before its point and 15 after."""
    most = f"{'9' * 15}.{'9' * 15}"
    assert Figure(most).points == Decimal(most)
    assert "plain number" in faults(lambda: Figure("9" + most))
    assert "plain number" in faults(lambda: Figure(most + "9"))


def test_digits_of_an_exact_number() -> None:
    """400 before its point and 400 after; a decimal number of Python's likewise."""
    head = "code;exact\n"
    most = f"0.{'1' * 400}"
    evaluation = read(text(f"{head}1.1;{most}\n"), incomplete=True)
    assert evaluation["1.1"].exact.denominator == 10**400
    assert "line 2, criterion 1.1, exact" in faults(
        lambda: read(text(f"{head}1.1;{most}1\n"), incomplete=True)
    )
    assert round_half_up(Decimal("1e399")) == 10**399
    assert "400 digits" in faults(lambda: round_half_up(Decimal("1e400")))
    assert "400 digits" in faults(lambda: round_half_up(Decimal("1e-401")))


def test_tables_and_lists_of_json() -> None:
    """5,000, beside each other or within each other."""
    for count in (4_999, 5_000):
        for lists in ("[" + "[]," * (count - 2) + "[]]", "[" * count + "]" * count):
            said = faults(lambda lists=lists: read(text(f'{{"a":{lists}}}')))
            assert ("more than 5000 of the signs [ {" in said) == (count > 4_999)
    assert "of the signs" in faults(lambda: read(text("[" * 9_000_000)))


def test_keys_of_json() -> None:
    """1,000 of a table, and 40,000 of all."""
    for count in (1_000, 1_001):
        said = faults(lambda count=count: read(text(json.dumps(dict.fromkeys(range(count))))))
        assert ("more than 1000 keys" in said) == (count > 1_000)
    many = json.dumps([dict.fromkeys(range(1_000))] * 41)
    assert "more than 40000 of the signs :" in faults(lambda: read(text(many)))


@pytest.mark.parametrize(
    ("number", "is_read"),
    [("1" + "0" * 18, True), ("1" + "0" * 17 + "1" * 2, False), ("9" * 5_000, False)],
)
def test_whole_numbers_of_json(number: str, is_read: bool) -> None:
    """10 to the power of 18, either way; figures are texts, and have limits of their own."""
    told = DOCUMENT.getvalue().decode().rstrip()
    document = text(f'{told.removesuffix("}")}, "key_facts": {{"population": {number}}}}}')
    if is_read:
        assert read(document).key_facts.population == int(number)
    else:
        assert ("limit" if len(number) > 4_300 else "population") in faults(lambda: read(document))


def workbook(*parts: tuple[str, bytes]) -> io.BytesIO:
    """A workbook of Kumla's figures, with more parts."""
    file = io.BytesIO()
    write(Evaluation.from_points("2.1", {"total": 371}), file, form="xlsx")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return io.BytesIO(file.getvalue())


def test_growth_of_a_part_of_a_workbook() -> None:
    """To 1,000,000 bytes, or to 200 times its size."""
    assert read(workbook(("xl/media/large.bin", bytes(1_000_000)))).total.exact == 371
    said = faults(lambda: read(workbook(("xl/media/large.bin", bytes(1_000_001)))))
    assert "unpack to what they hold" in said


def test_bytes_of_a_framework_file() -> None:
    """1,000,000."""
    padded = (FRAMEWORK.encode() + b"\n".rjust(1_000) * 1_000)[:1_000_000]
    assert load_framework(io.BytesIO(padded)).maximum == 10
    assert "at most 1 MB" in faults(lambda: load_framework(io.BytesIO(padded + b"\n")))


def test_parts_of_a_key_in_a_framework_file() -> None:
    """30; the time that the parser takes grows with the square of their count."""
    for part in ("a", '"a b"', "'.'", "å"):
        key = ".".join(["a"] + [part] * 29)
        assert "nesting" not in faults(lambda key=key: load_framework(toml(f"{key} = 1")))
        for deep in (f"{key} . a = 1", f"x = {{{key}.a = 1}}", f"[{key}\t.\ta]"):
            assert "too deep nesting" in faults(lambda deep=deep: load_framework(toml(deep)))
    dots = "1.2.3 . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . www.a.se"
    framework = load_framework(toml(FRAMEWORK.replace("made for a test", dots)))
    assert framework.source == dots


@pytest.mark.parametrize(
    "content", ["a" + ".a" * 499_000, "[" * 900_000, "a = " + "{a=" * 250_000]
)
def test_deep_framework_files_are_refused_at_once(content: str) -> None:
    """Whatever they nest."""
    assert "TOML" in faults(lambda: load_framework(toml(content)))


def toml(content: str) -> io.BytesIO:
    return io.BytesIO(content.encode())


def test_what_is_written_can_be_read() -> None:
    """A file beyond a limit of reading is not written."""
    many = [Evaluation.from_points("2.1", {"total": 371}, municipality="K" * 30_000)] * 340
    assert "at most 10 MB" in faults(lambda: write(many, io.BytesIO(), form="csv"))
