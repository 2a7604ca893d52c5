"""What fuzzing found, each as small as it gets; ``tests/fuzzing`` finds more."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from command_line import Run
from fuzzing.changes import changed
from fuzzing.documents import seeds
from fuzzing.targets import TARGETS, check
from kommunkompass import (
    Evaluation,
    Finding,
    FindingKind,
    InputError,
    InvalidValueError,
    KommunkompassError,
    SourceError,
    example_table,
    get_framework,
    load_framework,
    read_document,
    read_many,
    read_table,
    write,
)

HEAD = '"format": "kommunkompass/evaluation", "version": 1, "framework": "2.1"'


def refused(text: str) -> InputError:
    """The error that a JSON document gives."""
    with pytest.raises(InputError) as caught:
        read_document(io.StringIO(text))
    assert len(str(caught.value)) < 500_000
    return caught.value


def test_a_source_of_several_evaluations_is_not_compared(run: Run) -> None:
    """It is not told which of them is meant."""
    both = "municipality;code;points\nKumla;total;371\nTjörn;total;400\n"
    done = run("compare", "-", "kumla-2017", stdin=both)
    assert (done.status, done.out) == (2, "")
    assert "3 evaluations" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[" * 6_000 + "]" * 6_000, "signs [ {", id="deep"),
        pytest.param("[" + "{}," * 6_000 + "{}]", "signs [ {", id="tables"),
        pytest.param("[" + "[]," * 6_000 + "[]]", "signs [ {", id="lists"),
        pytest.param('{"a\\"' + '": 0, "b' * 2_000 + '": 0}', "keys in a table", id="keys"),
        pytest.param('{"a":0,"b":{' + '"":0,' * 50_000 + '"":0}}', "signs :", id="keys of all"),
    ],
)
def test_a_json_document_of_far_too_many_parts_is_refused(text: str, said: str) -> None:
    """Its values would take a hundred times the room of its text."""
    (fault,) = refused(text).faults
    assert said in str(fault)


def test_signs_in_a_text_count_too() -> None:
    """Such a document is neither written nor read, as no name or finding is like that."""
    for name, is_held in (("[{:" * 2_000, True), ("[{:" * 3_000, False)):
        document = f'{{{HEAD}, "municipality": {json.dumps(name)}}}'
        evaluation = Evaluation(get_framework("2.1"), municipality=name)
        target = io.BytesIO()
        if is_held:
            write(evaluation, target, form="json")
            assert read_document(io.StringIO(document)) == evaluation
            continue
        assert "signs [ {" in str(refused(document))
        with pytest.raises(InvalidValueError, match="signs"):
            write(evaluation, target, form="json")


def test_what_json_would_not_read_back_is_not_written() -> None:
    """As with what is too large."""
    findings = [Finding("1", FindingKind.STRENGTH, "a")] * 6_000
    with pytest.raises(InvalidValueError, match="more than 5000 of the signs"):
        write(Evaluation(get_framework("2.1"), findings=findings), io.BytesIO(), form="json")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'{{{HEAD}, "scores": [{"{}," * 4_000}{{}}]}}', id="many entries"),
        pytest.param("[" + '"\\ud800",' * 100_000 + "0]", id="no text"),
        pytest.param('{"' + "a" * 10**6 + '": [' + '"\\ud800",' * 9_000 + "0]}", id="a long key"),
        pytest.param("{" + '"a": 0, "a": 0,' * 400 + '"":' * 2, id="no JSON"),
    ],
)
def test_a_json_document_of_many_faults_gives_a_short_error(text: str) -> None:
    """A thousand faults are named, and the paths to them are cut."""
    faults = refused(text).faults
    assert len(faults) <= 1_001
    if len(faults) > 1_000:
        assert faults[-1].value == "more than 1000 faults"
    assert all(isinstance(fault, KommunkompassError) for fault in faults)


AREA = "1. Offentlighet och demokrati Uppnått Max Procent\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("ab\n" * 20_000, "at most 20000 lines of pasted text", id="lines"),
        pytest.param(AREA + "1.1 Finns en plan\n" * 5_000, "more than 1000 faults", id="faults"),
        pytest.param(
            ("Område 1\nStyrkor\n" + "- a\n" * 900 + "\n") * 3, "2000 findings", id="findings"
        ),
    ],
)
def test_pasted_text_has_bounds(text: str, said: str) -> None:
    """No report is as large; what each line is taken for would take far more room."""
    with pytest.raises(InputError) as caught:
        read_table(io.StringIO(text))
    assert any(said in str(fault) for fault in caught.value.faults)
    assert len(caught.value.faults) <= 1_001


def test_a_thousand_lines_below_a_heading_are_no_list_of_findings() -> None:
    """They are left out, as is all prose that is not told plainly."""
    head = "Totalt 371 800 46\n\nOmråde 1\nStyrkor\n"
    few, many = (
        read_table(io.StringIO(head + "- a\n" * count), incomplete=True)
        for count in (1_000, 1_001)
    )
    assert len(few.findings) == 1_000
    assert many.findings == ()


TOML = "format = 1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a.\n" * 4_000 + "a = 1", "signs [ { .", id="dots"),
        pytest.param("a = 1\n[" + "a." * 30 + "a]", "more than 30 parts", id="a long key"),
        pytest.param("[a.b]\n" * 1_001, "signs [ { .", id="tables"),
        pytest.param("a = " + "9" * 10_000, "a line of more than", id="digits"),
        pytest.param("a = 1\n" * 20_001, "more than 20000 of the signs =", id="keys"),
        pytest.param(
            "a = [" + "1,1,\n" * 25_001 + "]", "more than 50000 of the signs ,", id="values"
        ),
    ],
)
def test_a_framework_file_of_far_too_many_parts_is_refused(text: str, said: str) -> None:
    """Keys of many parts took time that grew with the square of their length."""
    with pytest.raises(InputError) as caught:
        load_framework(io.BytesIO((TOML + text).encode()))
    (fault,) = caught.value.faults
    assert said in str(fault.value)


def test_signs_in_texts_of_a_framework_file_count_too() -> None:
    """A hundred sentences are as good as any text; no file has thousands of them."""
    for count in (100, 900):
        source = "[{a.b,=}" * count
        with pytest.raises(InputError) as caught:
            load_framework(io.BytesIO(f'{TOML}source = "{source}"\n'.encode()))
        assert ("TOML" in [fault.item for fault in caught.value.faults]) == (count == 900)


@pytest.mark.parametrize("cell", [" ", "\xad", "\ufeff\t"])
def test_a_cell_of_blanks_names_no_municipality(cell: str) -> None:
    """What is read has no empty name, which no row could hold, and is written again."""
    text = f"municipality;code;points\n{cell};total;371\n"
    (found,) = read_many(io.StringIO(text))
    assert found.municipality is None
    target = io.BytesIO()
    write(found, target, form="csv")
    assert read_many(io.BytesIO(target.getvalue())) == (found,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "kommun;code;points\n" + "a" * 100_000 + ";1.1;5\nb;1.1;5\n" * 1_500, id="long cells"
        ),
        pytest.param("code;points\n" + "1.1;5;x\n" * 3_000, id="further cells"),
        pytest.param(f"code;exact\n{'9' * 5_000};x\n", id="a long code"),
        pytest.param(f"kommun;1;{'a' * 4_900}\nKumla;37;40\n", id="a long head"),
        pytest.param("code;points;given\n" + "9;x;y\n" * 1_900, id="faults in every cell"),
        pytest.param(
            "evaluation;code;points\n" + "".join([f"{place};1.1;5\n" for place in range(3_000)]),
            id="many halves of tables",
        ),
    ],
)
def test_a_delimited_table_of_many_faults_gives_a_short_error(text: str) -> None:
    """A thousand faults are named, none of which holds a whole cell of any length."""
    with pytest.raises(InputError) as caught:
        read_many(io.StringIO(text))
    faults = caught.value.faults
    assert 1 <= len(faults) <= 1_001
    assert max(len(str(fault)) for fault in faults) < 2_000


def test_more_evaluations_than_there_are_are_neither_read_nor_written() -> None:
    """A file of a megabyte could fill a gigabyte with evaluations of one figure."""
    rows = "".join([f"kommun {place};371\n" for place in range(5_001)])
    with pytest.raises(InputError, match="'a further evaluation'"):
        read_many(io.StringIO("municipality;total\n" + rows))
    target = io.BytesIO()
    with pytest.raises(InvalidValueError, match="5001 evaluations"):
        write([example_table("kumla-2017")] * 5_001, target, form="csv")
    assert target.getvalue() == b""


def table(number: str) -> str:
    """A JSON document with a number."""
    return f'{{{HEAD.replace("evaluation", "table")}, "figures": [{{"code": "1", {number}}}]}}'


#: Documents with a place for a number.
PLACES = {
    "JSON": table('"points": NUMBER'),
    "JSON text": table('"points": "NUMBER"'),
    "CSV": "code;points\n1;NUMBER\n",
    "wide CSV": "municipality;framework;1\nKumla;2.1;NUMBER\n",
    "exact CSV": "code;framework;exact\n1;2.1;NUMBER\n",
    "range in CSV": "code;framework;range\n1;2.1;[NUMBER, 5]\n",
    "pasted text": "Område Poäng\n1. Offentlighet och demokrati NUMBER\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "number",
    ["1e999999999", "-1e-999999999", "1" * 1_000_000, "0." + "1" * 1_000_000, "nan", "1/0"],
)
def test_no_number_is_too_large_to_be_refused(place: str, number: str) -> None:
    """Nothing is computed with it before that."""
    with pytest.raises(KommunkompassError) as caught:
        read_many(io.StringIO(PLACES[place].replace("NUMBER", number)))
    assert len(str(caught.value)) < 2_000


@pytest.mark.parametrize("number", ["1e999999999", "1" * 900_000, "inf", "1" * 5_000])
def test_no_number_of_a_framework_file_is_too_large_to_be_refused(number: str) -> None:
    """As in what is read by a framework."""
    with pytest.raises(InputError) as caught:
        load_framework(io.BytesIO(f"{TOML}maximum = {number}\n".encode()))
    assert len(str(caught.value)) < 5_000


class Endless:
    """A file of one line without an end."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        """As many bytes as are asked for."""
        self.given += size
        return b"a" * size


@pytest.mark.parametrize("reader", [read_many, load_framework])
def test_a_line_without_an_end_is_read_to_the_limit_alone(
    reader: Callable[[Any], object],
) -> None:
    """Neither more of it nor all of its length is ever in memory."""
    endless = Endless()
    with pytest.raises(SourceError):
        reader(endless)
    assert endless.given <= 10_000_001


@pytest.mark.parametrize("name", sorted(TARGETS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_changed_documents_are_read_or_refused(name: str, seed: int) -> None:
    """A little of what ``tests/fuzzing/fuzz.py`` does; a failure tells the seed that gives it."""
    chance = random.Random(seed)
    data = chance.choice(seeds(name))
    assert check(name, changed(data, chance, name, 80_000)) in (True, False)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_the_fuzzer_begins_with_documents_that_are_read(name: str) -> None:
    """Otherwise it would only find what is refused at once."""
    assert sum([check(name, data) for data in seeds(name)]) >= len(seeds(name)) / 3
