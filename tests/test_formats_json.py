"""JSON: what is written is read back equal, and every fault of a document has its path."""

from __future__ import annotations

import datetime
import io
import json
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator

from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    Framework,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    PublishedTable,
    Range,
    Score,
    UnknownCodeError,
    example_table,
    get_framework,
    load_example,
    read,
    read_table,
)
from kommunkompass.formats import read_document, write
from kommunkompass.formats.json_documents import document_of
from kommunkompass.formats.shapes import json_schema
from kommunkompass.strategies import evaluations, frameworks, published_tables

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FRAMEWORK = get_framework("2.1")
KUMLA = load_example("kumla-2017")
VALIDATORS = {
    kind: Draft202012Validator(json_schema(kind)) for kind in ("evaluation", "table", "framework")
}


def written(subject: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    write(subject, file, form="json", **options)
    return file.getvalue()


def back(subject: Any) -> Any:
    return read_document(io.BytesIO(written(subject)))


def document(**changes: Any) -> dict[str, Any]:
    """A small evaluation as a document, with changes; None leaves a key out."""
    plain = {
        "format": "kommunkompass/evaluation",
        "version": 1,
        "framework": "2.1",
        "scores": [{"code": "1.1", "lower": "5.25", "upper": "5.25"}],
    } | changes
    return {key: value for key, value in plain.items() if value is not None}


def found(plain: object) -> Any:
    return read_document(io.StringIO(json.dumps(plain)))


def faults(text: object) -> list[tuple[str, str]]:
    """The places and texts of the faults of a text, or of a plain document."""
    text = text if isinstance(text, str) else json.dumps(text)
    with pytest.raises(InputError) as refused:
        read_document(io.StringIO(text))
    return [(fault.item, str(fault)) for fault in refused.value.faults]


def places(text: object) -> list[str]:
    return [place for place, _ in faults(text)]


class TestRoundTrips:
    @given(evaluation=evaluations(hostile=True) | evaluations("2.1"))
    @SLOW
    def test_an_evaluation_is_read_back_equal(self, evaluation: Evaluation) -> None:
        """With all that it says, whatever its framework; and by the published schema."""
        content = written(evaluation)
        VALIDATORS["evaluation"].validate(json.loads(content))
        assert read_document(io.BytesIO(content)) == evaluation
        assert read(io.BytesIO(content)) == evaluation

    @given(table=published_tables(hostile=True) | published_tables("2.1"))
    @SLOW
    def test_a_table_is_read_back_equal(self, table: PublishedTable) -> None:
        """Also one whose figures contradict each other."""
        content = written(table)
        VALIDATORS["table"].validate(json.loads(content))
        assert read_table(io.BytesIO(content)) == table

    @given(framework=frameworks(hostile=True))
    @SLOW
    def test_a_framework_is_read_back_equal(self, framework: Framework) -> None:
        """Whole, with the keys of a framework file."""
        content = written(framework)
        VALIDATORS["framework"].validate(json.loads(content))
        assert read_document(io.BytesIO(content)) == framework

    @pytest.mark.parametrize("version", ["2.1", "2010", "2020", "pre-2010"])
    def test_bundled_frameworks_are_read_back_equal(self, version: str) -> None:
        """By their whole tables, too."""
        assert back(get_framework(version)) == get_framework(version)

    @given(evaluation=evaluations("2.1"), data=st.data())
    @SLOW
    def test_changed_scores_are_read_back_equal(
        self, evaluation: Evaluation, data: st.DataObject
    ) -> None:
        """What a change keeps of the other items has ranges beside figures."""
        code = data.draw(st.sampled_from([item.code for item in FRAMEWORK.criteria]))
        changed = evaluation.with_scores({code: 50})
        assert back(changed) == changed

    def test_the_example_is_read_back_equal(self) -> None:
        """As an evaluation and as the table that it comes from."""
        assert back(KUMLA) == KUMLA
        assert back(example_table("kumla-2017")) == example_table("kumla-2017")
        assert read_table(io.BytesIO(written(KUMLA))) == example_table("kumla-2017")
        assert read(io.BytesIO(written(example_table("kumla-2017")))) == KUMLA


class TestDocuments:
    def test_exact_numbers_are_texts(self) -> None:
        """A decimal where it ends, else a fraction; what is usual is left out."""
        evaluation = Evaluation.from_points("2.1", {"1.1": 5.25})
        assert document_of(evaluation) == document()
        third = Evaluation.from_points(
            "2.1", {"1.1": Score.from_points(FRAMEWORK["1.1"], 1).exact / 3}
        )
        assert document_of(third)["scores"] == [{"code": "1.1", "lower": "1/3", "upper": "1/3"}]

    def test_open_ends_and_figures_are_told(self) -> None:
        """A printed score says its range and its figure."""
        evaluation = Evaluation.from_printed(
            "2.1", {"1.1": Figure("9", exact=True), "1.2": Figure("9")}
        )
        assert document_of(evaluation)["scores"] == [
            {"code": "1.1", "lower": "9", "upper": "9", "figure": {"points": "9", "exact": True}},
            {
                "code": "1.2",
                "lower": "8.5",
                "upper": "9.5",
                "upper_closed": False,
                "figure": {"points": "9"},
            },
        ]

    def test_text_is_readable(self) -> None:
        """In UTF-8, with its letters as they are, and a line end at the end."""
        text = written(KUMLA).decode()
        assert "Upplands Väsby" in text
        assert text.endswith("}\n")

    def test_a_framework_of_the_same_version_is_written_whole(self) -> None:
        """The version alone stands for the bundled framework only."""
        other = attrs.evolve(FRAMEWORK, title="Other")
        assert document_of(Evaluation(other))["framework"]["title"] == "Other"
        assert document_of(Evaluation(FRAMEWORK))["framework"] == "2.1"

    @pytest.mark.parametrize(
        ("subject", "named"),
        [
            (Evaluation(FRAMEWORK, municipality="\ud800"), "surrogates"),
            (
                Evaluation(
                    FRAMEWORK,
                    (Score.from_points(FRAMEWORK["1.1"], Range.exactly(1).exact / 3**900),),
                ),
                "digits",
            ),
            (Evaluation(FRAMEWORK, evaluators=["x"] * 60_000), "lines"),
            (Evaluation(FRAMEWORK, evaluators=["x" * 11_000_000]), "MB"),
        ],
    )
    def test_what_cannot_be_read_back_is_refused(self, subject: Evaluation, named: str) -> None:
        """Each error names it."""
        with pytest.raises(InvalidValueError, match=named):
            written(subject)

    def test_a_framework_that_no_file_can_hold_is_refused(self) -> None:
        """Its faults are those that a file would have."""
        with pytest.raises(InputError, match="title"):
            written(attrs.evolve(FRAMEWORK, title=""))

    @pytest.mark.parametrize("subject", [None, 1, object()])
    def test_other_things_are_no_documents(self, subject: Any) -> None:
        """Only evaluations, tables and frameworks are."""
        with pytest.raises(InvalidTypeError, match="subject"):
            document_of(subject)

    def test_long_decimals_are_fractions(self) -> None:
        """A number that ends after more than 400 decimals is a ratio of shorter numbers."""
        points = Range.exactly(1).exact / 2**1000
        evaluation = Evaluation.from_points("2.1", {"1.1": points})
        assert "/" in document_of(evaluation)["scores"][0]["lower"]
        assert back(evaluation) == evaluation


class TestReading:
    def test_callers_details_go_first(self) -> None:
        """And the date tells the year."""
        text = json.dumps(document(municipality="A", year=2017))
        other = read(io.StringIO(text), municipality="B", date=datetime.date(2018, 1, 2))
        assert (other.municipality, other.year) == ("B", 2018)
        assert read(io.StringIO(text), year=2019).year == 2019

    def test_the_framework_may_be_asked_for(self) -> None:
        """A document by another is refused."""
        text = json.dumps(document())
        assert read(io.StringIO(text), framework="2.1").framework == FRAMEWORK
        with pytest.raises(InputError, match="framework"):
            read(io.StringIO(text), framework="2010")

    def test_a_framework_is_no_evaluation(self) -> None:
        """Nor a table."""
        with pytest.raises(InputError, match="a framework"):
            read(io.BytesIO(written(FRAMEWORK)))

    def test_exact_points_are_no_table(self) -> None:
        """A table has printed figures alone."""
        with pytest.raises(InputError, match=r"criterion 1\.1"):
            read_table(io.StringIO(json.dumps(document())))

    def test_scores_that_contradict_each_other_are_an_error(self) -> None:
        """As whenever an evaluation is made of them."""
        scores = [{"code": code, "lower": "0", "upper": "0"} for code in ("1", "1.1")]
        scores[1] = {"code": "1.1", "lower": "5", "upper": "5"}
        with pytest.raises(ContradictionError):
            found(document(scores=scores))

    @pytest.mark.parametrize(
        "text",
        [
            "{",
            "[" * 100_000,
            '{"a":' * 100_000,
            '{"format": "kommunkompass/evaluation"} x',
            "{'format': 1}",
            "[1,]",
        ],
    )
    def test_what_is_no_json_is_refused(self, text: str) -> None:
        """Deep nesting too."""
        assert places(text) == ["JSON"]

    def test_the_line_that_is_no_json_is_named(self) -> None:
        """However long the parser's words are."""
        with pytest.raises(InputError, match=r"line 2 column \d+ \(char \d+\)' is not allowed"):
            read_document(io.StringIO('{"format": "kommunkompass/evaluation",\n "version": 1,,}'))

    def test_another_framework_than_the_one_asked_for(self) -> None:
        """Is told by its version, also where a document holds a framework alone."""
        for subject in (get_framework("2.1"), load_example("kumla-2017")):
            target = io.BytesIO()
            write(subject, target, form="json")
            source = target.getvalue()
            assert read_document(io.BytesIO(source), framework="2.1") == subject
            with pytest.raises(InputError, match=r"'2\.1' .* the framework 2020 that was asked"):
                read_document(io.BytesIO(source), framework="2020")

    @pytest.mark.parametrize("text", ["[]", "[1]", '[{"format": "kommunkompass/table"}]'])
    def test_a_document_is_a_table_of_keys(self, text: str) -> None:
        """A list is none."""
        assert places(text) == ["document"]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"format": "kommunkompass/other"}, ["format"]),
            ({"format": ["x"]}, ["format"]),
            ({"version": 2}, ["version"]),
            ({"version": True, "format": None}, ["format", "version"]),
            ({"framework": "3"}, ["framework"]),
            ({"framework": None}, ["framework"]),
            ({"framework": ["2.1"]}, ["framework"]),
            ({"framework": {"format": 2}}, None),
            ({"format": "kommunkompass/framework"}, ["'scores'", "framework"]),
            ({"unknown": 1}, ["'unknown'"]),
            ({"figures": []}, ["'figures'"]),
            ({"municipality": 1}, ["municipality"]),
            ({"municipality": "\ud800"}, ["municipality"]),
            ({"municipality_code": "188"}, ["municipality_code"]),
            ({"municipality_code": 1881}, ["municipality_code"]),
            ({"year": 1899}, ["year"]),
            ({"year": "2017"}, ["year"]),
            ({"year": 2017.0}, ["year"]),
            ({"year": float("nan")}, ["year"]),
            ({"year": float("inf")}, ["year"]),
            ({"year": 10**30}, ["year"]),
            ({"date": "2017-02-30"}, ["date"]),
            ({"date": "20170230"}, ["date"]),
            ({"date": 20170230}, ["date"]),
            ({"date": "1066-01-01"}, ["date"]),
            ({"date": "2017-01-01", "year": 2016}, ["year"]),
            ({"evaluators": "A"}, ["evaluators"]),
            ({"evaluators": [1]}, ["evaluators"]),
            ({"findings": {}}, ["findings"]),
            ({"findings": [1]}, ["findings[0]"]),
            ({"findings": [{}] * 10_001}, ["JSON"]),
            (
                {"findings": [{"code": "1", "kind": "x", "more": 1}]},
                ["findings[0] (1): 'more'", "findings[0] (1): kind", "findings[0] (1): text"],
            ),
            (
                {"role_models": [{"code": "9", "topic": None}]},
                [
                    "role_models[0] (9): code",
                    "role_models[0] (9): municipality",
                    "role_models[0] (9): topic",
                ],
            ),
            (
                {"role_models": [{"municipality": "A", "topic": "b", "code": 1}]},
                ["role_models[0]: code"],
            ),
            ({"key_facts": []}, ["key_facts"]),
            (
                {
                    "key_facts": {
                        "population": -1,
                        "employees": 1.5,
                        "x": 1,
                        "governing_parties": [1],
                    }
                },
                [
                    "key_facts: 'x'",
                    "key_facts: employees",
                    "key_facts: governing_parties",
                    "key_facts: population",
                ],
            ),
        ],
    )
    def test_every_fault_has_its_path(
        self, changes: dict[str, Any], expected: list[str] | None
    ) -> None:
        """And all of them are named at once."""
        named = places(document(**changes))
        if expected is None:
            assert len(named) > 5
            assert all(name.startswith("framework: ") for name in named)
        else:
            assert sorted(named) == expected

    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            ({}, ["code", "lower", "upper"]),
            ({"code": "9.9", "lower": "1", "upper": "1"}, ["code"]),
            ({"code": "1.1", "lower": 1, "upper": "1"}, ["lower"]),
            ({"code": "1.1", "lower": "1,0", "upper": "1e3"}, ["lower", "upper"]),
            ({"code": "1.1", "lower": "1/0", "upper": "0" * 401}, ["lower", "upper"]),
            ({"code": "1.1", "lower": "2", "upper": "1"}, ["range"]),
            ({"code": "1.1", "lower": "1", "upper": "1", "upper_closed": False}, ["range"]),
            ({"code": "1.1", "lower": "1", "upper": "1", "lower_closed": 0}, ["lower_closed"]),
            ({"code": "1.1", "lower": "-1", "upper": "1"}, ["range"]),
            ({"code": "1.1", "lower": "1", "upper": "16"}, ["range"]),
            ({"code": "1.1", "lower": "1", "upper": "2", "figure": {"points": "9"}}, ["range"]),
            ({"code": "1.1", "lower": "1", "upper": "2", "given": None}, ["given"]),
            ({"code": "1.1", "lower": "1", "upper": "1", "exact": True}, ["'exact'"]),
        ],
    )
    def test_every_fault_of_a_score_has_its_path(
        self, score: dict[str, Any], expected: list[str]
    ) -> None:
        """With the place in the list, and the code."""
        named = places(document(scores=[{"code": "1.2", "lower": "1", "upper": "1"}, score]))
        code = f" ({score['code']})" if score else ""
        assert sorted(named) == [f"scores[1]{code}: {key}" for key in expected]

    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({}, ["points"]),
            ({"points": 9}, ["points"]),
            ({"points": "9 %", "percent": "1e3"}, ["percent", "points"]),
            ({"points": "9", "exact": "yes"}, ["exact"]),
            ({"points": "9", "x": 1}, ["'x'"]),
        ],
    )
    def test_every_fault_of_a_figure_has_its_path(
        self, figure: dict[str, Any], expected: list[str]
    ) -> None:
        """In scores as in tables."""
        score = {"code": "1.1", "lower": "9", "upper": "9", "figure": figure}
        named = places(document(scores=[score]))
        assert sorted(named) == [f"scores[0].figure: {key}" for key in expected]
        table = document(
            format="kommunkompass/table", scores=None, figures=[{"code": "1.1", **figure}]
        )
        assert sorted(places(table)) == [f"figures[0] (1.1): {key}" for key in expected]

    def test_a_contradictory_figure_is_named_by_its_item(self) -> None:
        """A score of it cannot be; in a table it may stand."""
        score = {"code": "1.1", "lower": "9", "upper": "9", "figure": {"points": "99"}}
        assert places(document(scores=[score])) == ["scores[0] (1.1): range"]

    @pytest.mark.parametrize("key", ["scores", "figures"])
    def test_a_code_twice_is_a_fault(self, key: str) -> None:
        """As everywhere."""
        row = (
            {"code": "1.1", "lower": "9", "upper": "9"}
            if key == "scores"
            else {"code": "1.1", "points": "9"}
        )
        kind = "evaluation" if key == "scores" else "table"
        plain = document(format=f"kommunkompass/{kind}", scores=None) | {key: [row, row]}
        assert places(plain) == [f"{key}[1] (1.1): code"]

    def test_countless_unknown_keys_are_named(self) -> None:
        """In order."""
        named = places(document(**{f"key{number:03}": 1 for number in range(150)}))
        assert named == [f"'key{number:03}'" for number in range(150)]

    def test_a_key_twice_is_refused(self) -> None:
        """JSON itself lets the last one win."""
        text = json.dumps(document())
        text = text.replace('"lower"', '"upper": "1", "lower"')
        ((_, said),) = faults(text)
        assert "a key twice" in said

    def test_faults_below_a_faulty_framework_are_named_too(self) -> None:
        """As far as they can be known without it."""
        named = places(document(framework="3", year=1, scores=[{"code": "1", "lower": "x"}]))
        assert named == ["framework", "year", "scores[0] (1): lower", "scores[0] (1): upper"]

    def test_documents_may_be_bytes_in_several_encodings(self) -> None:
        """As other formats may."""
        text = json.dumps(document(municipality="Åmål"), ensure_ascii=False)
        for content in (
            text.encode(),
            text.encode("utf-8-sig"),
            text.encode("utf-16"),
            text.encode("cp1252"),
        ):
            assert read(io.BytesIO(content)).municipality == "Åmål"


class TestSchemas:
    @pytest.mark.parametrize("kind", VALIDATORS)
    def test_schemas_are_valid(self, kind: str) -> None:
        """By the draft that they name."""
        Draft202012Validator.check_schema(json_schema(kind))
        assert json_schema(kind)["$schema"].endswith("2020-12/schema")

    @pytest.mark.parametrize("kind", VALIDATORS)
    def test_schemas_stay_as_published(self, kind: str) -> None:
        """Others hold them as they are in the documentation."""
        name = f"docs/reference/schemas/{kind}-1.json"
        published = Path(__file__).parent.parent.joinpath(name).read_text(encoding="utf-8")
        assert json.loads(published) == json_schema(kind)

    def test_other_kinds_and_versions_are_refused(self) -> None:
        """The error lists those that there are."""
        with pytest.raises(UnknownCodeError, match="evaluation, table, framework"):
            json_schema("cohort")
        with pytest.raises(UnknownCodeError, match="1 to 1"):
            json_schema("table", 2)

    @pytest.mark.parametrize(
        "changes",
        [
            {"year": 1},
            {"unknown": 1},
            {"scores": [{"code": "1.1", "lower": 1, "upper": "1"}]},
            {"scores": [{"code": "1.1", "lower": "1/0", "upper": "1"}]},
            {"scores": [{"code": "1.1", "lower": "1", "upper": "1", "figure": {}}]},
            {"version": 2},
        ],
    )
    def test_schemas_refuse_what_the_reader_refuses(self, changes: dict[str, Any]) -> None:
        """As far as a schema can say it."""
        assert VALIDATORS["evaluation"].is_valid(document())
        assert not VALIDATORS["evaluation"].is_valid(document(**changes))
        assert places(document(**changes))


VALUES = [
    None,
    True,
    0,
    -1,
    2017,
    1.5,
    10**40,
    float("nan"),
    float("inf"),
    "",
    "1",
    "1.1",
    "total",
    "1/0",
    "1/3",
    "9" * 500,
    "1e999999999",
    "2.1",
    "2010",
    "\ud800",
    "=1+1",
    [],
    {},
    [[]],
    [{}],
    {"code": "1.1"},
]
KEYS = ["format", "version", "framework", "code", "lower", "scores", "figure", "x", ""]


SUBJECTS = [KUMLA, example_table("kumla-2017"), FRAMEWORK, KUMLA.with_scores({"1.1": 1})]


DOCUMENTS = [document_of(subject) for subject in SUBJECTS]


def change(random: Random, value: Any) -> None:
    """Put another value somewhere into a document, or a key where none was."""
    while True:
        key = (
            random.choice(list(value)) if isinstance(value, dict) else random.randrange(len(value))
        )
        if not isinstance(value[key], dict | list) or not value[key] or random.random() < 0.2:
            break
        value = value[key]
    if isinstance(value, dict) and random.random() < 0.2:
        key = random.choice(KEYS)
    value[key] = deepcopy(random.choice(VALUES))


def changed(random: Random) -> str:
    """A document with values replaced, and with its text cut and mended."""
    plain = deepcopy(random.choice(DOCUMENTS))
    for _ in range(random.randint(0, 4)):
        change(random, plain)
    text = json.dumps(plain)
    for _ in range(random.choice([0, 0, 0, 1, 2])):
        start = random.randint(0, len(text))
        piece = random.choice(["", '"', "{", "]", ",", "1", "é", "\\u", "e9"])
        text = text[:start] + piece + text[start + random.randint(0, 5) :]
    return text


@pytest.mark.parametrize("seed", range(5))
def test_a_changed_document_is_read_or_refused(seed: int) -> None:
    """A thousand of them for each seed; never by an exception of another family."""
    random = Random(seed)
    for _ in range(1000):
        try:
            read_document(io.StringIO(changed(random)))
        except KommunkompassError as error:
            message = str(error)
            assert message
