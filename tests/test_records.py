"""Records: evaluations as data frames have them, and back."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kommunkompass import (
    ContradictionError,
    Evaluation,
    Figure,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    PublishedTable,
    Range,
    UnknownCodeError,
    example_table,
    from_records,
    get_framework,
    load_example,
    records,
)
from kommunkompass.strategies import evaluations
from written_rows import KUMLA, holdable

SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=50
)
FRAMEWORK = get_framework("2.1")
MANY = st.lists(evaluations("2.1").map(holdable) | evaluations("2010").map(holdable), max_size=3)


def faults(*rows: Any) -> list[str]:
    with pytest.raises(InputError) as refused:
        from_records(rows)
    return [fault.item for fault in refused.value.faults]


class TestRoundTrips:
    @given(evaluation=evaluations("2.1", hostile=True).map(holdable))
    @SLOW
    def test_an_evaluation_comes_back_equal(self, evaluation: Evaluation) -> None:
        """Whatever is known of it, and whatever it is called."""
        assert from_records(records(evaluation)) == (evaluation,)

    @given(many=MANY)
    @SLOW
    def test_many_come_back_equal_from_pandas(self, many: list[Evaluation]) -> None:
        """By DataFrame.to_dict("records")."""
        frame = pd.DataFrame(records(many))
        assert from_records(frame.to_dict("records")) == tuple(many)  # type: ignore[arg-type]

    @given(many=MANY)
    @SLOW
    def test_many_come_back_equal_from_polars(self, many: list[Evaluation]) -> None:
        """By DataFrame.to_dicts()."""
        frame = pl.DataFrame(records(many), infer_schema_length=None)
        assert from_records(frame.to_dicts()) == tuple(many)

    @given(evaluation=evaluations())
    @SLOW
    def test_a_framework_of_ones_own_is_passed(self, evaluation: Evaluation) -> None:
        """Records name it, but do not hold it."""
        evaluation = holdable(evaluation)
        with pytest.raises(InvalidValueError, match="not bundled"):
            records(evaluation)
        rows = records(evaluation, lossy=True)
        assert from_records(rows, framework=evaluation.framework) == (evaluation,)


class TestRecords:
    def test_each_item_is_a_record(self) -> None:
        """What is known of it by itself, and what follows from all."""
        rows = records(KUMLA)
        assert [row["code"] for row in rows] == list(FRAMEWORK.codes)
        assert rows[1] == {
            "evaluation": 1,
            "municipality": "Kumla",
            "municipality_code": "1881",
            "year": 2017,
            "date": None,
            "framework": "2.1",
            "level": "criterion",
            "code": "1.1",
            "title": FRAMEWORK["1.1"].title_en,
            "maximum": 15,
            "lower": 5.175,
            "upper": 5.325,
            "points": "5",
            "percent": "35",
            "exact_figures": False,
            "range": "[5.175, 5.325)",
            "given": True,
        }
        total = rows[-1]
        assert (total["level"], total["lower"], total["upper"]) == ("total", 368.55, 374.3)
        assert (
            total["range"] is total["points"] is total["exact_figures"] is total["given"] is None
        )

    def test_frames_have_numbers_to_compute_with(self) -> None:
        """In pandas and in polars."""
        rows = records([KUMLA, KUMLA])
        frame = pd.DataFrame(rows)
        areas = frame[frame.level == "area"].groupby("evaluation").lower.sum()
        assert areas.tolist() == [pytest.approx(368.55)] * 2
        columns = pl.DataFrame(rows)
        assert columns["lower"].dtype == pl.Float64
        assert columns["evaluation"].dtype == pl.Int64
        assert columns["points"].dtype == pl.String

    def test_titles_are_in_either_language(self) -> None:
        """Another is refused."""
        assert records(KUMLA, language="sv")[0]["title"] == "Offentlighet och demokrati"
        with pytest.raises(UnknownCodeError, match='"en" or "sv"'):
            records(KUMLA, language="no")  # type: ignore[arg-type]

    def test_what_records_cannot_hold_is_refused(self) -> None:
        """Or dropped, where that is asked for."""
        with pytest.raises(InvalidValueError, match="evaluators, role_models, key_facts"):
            records(load_example("kumla-2017"))
        assert from_records(records(load_example("kumla-2017"), lossy=True)) == (KUMLA,)

    @pytest.mark.parametrize("subject", [[1], [example_table("kumla-2017")], 3])
    def test_other_things_are_refused(self, subject: Any) -> None:
        """Records are of evaluations."""
        with pytest.raises(InvalidTypeError, match="evaluations"):
            records(subject)
        assert not isinstance(subject, PublishedTable)


class TestFromRecords:
    def test_records_of_ones_own_may_be_short(self) -> None:
        """A code and a figure or a range; those that say the same belong together."""
        rows = [
            {"municipality": "A", "code": "1.1", "points": 5},
            {"municipality": "B", "code": "1.1", "percent": "35.0", "note": "x"},
            {"municipality": "A", "code": "1.2", "range": "[1, 2)"},
            {"municipality": "A", "code": "1.3"},
        ]
        first, second = from_records(rows)
        assert first["1.1"].figure == Figure("5")
        assert first["1.2"].range == Range.closedopen(1, 2)
        assert not first["1.3"].given
        assert second["1.1"].figure == Figure(None, "35.0")

    def test_a_share_is_no_percent(self) -> None:
        """As in tables, but for records() itself, which says how its figures are."""
        for share in ("0.35", "0,35", 1):
            with pytest.raises(InputError) as refused:
                from_records([{"code": "1.1", "percent": share}, {"code": "1.2", "percent": 0}])
            (fault,) = refused.value.faults
            assert fault.item == "records[0], criterion 1.1, percent"
        (found,) = from_records([{"code": "1.1", "percent": "0.35 %"}])
        assert found["1.1"].figure == Figure(None, "0.35")
        for percent in ("0.35", "1"):
            figures = {"1.1": Figure(None, percent), "1.2": Figure(None, "0")}
            evaluation = Evaluation.from_printed("2.1", figures)
            assert from_records(records(evaluation)) == (evaluation,)

    def test_a_point_is_no_share(self) -> None:
        (found,) = from_records([{"code": "1.5", "points": 1}])
        assert found["1.5"].figure == Figure("1")

    def test_frames_own_values_are_understood(self) -> None:
        """NaN, NaT and NA are nothing, and years may have become floats."""
        rows = [
            {
                "code": "1.1",
                "points": np.int64(5),
                "percent": float("nan"),
                "range": pd.NA,
                "year": np.float64(2017),
                "date": pd.Timestamp("2017-05-31"),
                "given": np.bool_(True),
                "municipality": None,
            },
            {"code": "1.2", "points": "7", "year": 2017, "date": datetime.date(2017, 5, 31)},
            {"code": "1.3", "points": "7", "year": 2017, "date": pd.NaT},
        ]
        first, second = from_records(rows)
        assert first.date == datetime.date(2017, 5, 31)
        assert first.given == {"1.1", "1.2"}
        assert (second.date, second.year) == (None, 2017)

    def test_nothing_gives_nothing(self) -> None:
        """No records, no evaluations."""
        assert from_records([]) == ()

    @pytest.mark.parametrize("subject", [None, "text", {"code": "1.1"}, 3])
    def test_other_things_are_no_records(self, subject: Any) -> None:
        """A list of dictionaries is wanted."""
        with pytest.raises(InvalidTypeError, match="records"):
            from_records(subject)

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (1, ["records[1]"]),
            ({}, ["records[1]"]),
            ({"code": "9.9"}, ["records[1]"]),
            ({"code": 1.1, "points": "5"}, ["records[1], code", "records[1]"]),
            ({"code": "1.1", "points": 5.0}, ["records[1], points"]),
            ({"code": "1.1", "percent": "x"}, ["records[1], criterion 1.1, percent"]),
            ({"code": "1.1", "maximum": 20.0}, ["records[1], criterion 1.1, maximum"]),
            ({"code": "1.1", "range": "[2, 1]"}, ["records[1], criterion 1.1, range"]),
            ({"code": "1.1", "range": "[1, 16]"}, ["records[1], criterion 1.1"]),
            ({"code": "1.1", "points": "5", "given": "so"}, ["records[1], given"]),
            ({"code": "1.1", "points": "5", "given": 1}, ["records[1], given"]),
            ({"code": "1.1", "points": "5", "exact_figures": 1}, ["records[1], figures"]),
            ({"code": "1.1", "points": True}, ["records[1], points"]),
            ({"code": "1.1", "points": 10**5000}, ["records[1], criterion 1.1, points"]),
            ({"code": "1.1", "points": "5", "framework": "3"}, ["records[1], framework"]),
            ({"code": "1.1", "points": "5", "year": 17}, ["records[1], year"]),
            (
                {"code": "1.1", "points": "5", "year": 2017, "date": "2016-01-01"},
                ["records[1], year"],
            ),
        ],
    )
    def test_every_fault_has_its_place(self, row: Any, expected: list[str]) -> None:
        """And all are named at once."""
        assert faults({"evaluation": 0, "code": "1.1", "points": "5"}, row) == expected
        assert len(faults({"code": "x", "evaluation": 0}, row)) == len(expected) + 1

    def test_a_record_needs_the_key_of_an_item(self) -> None:
        """Those that it has instead are named; keys are English."""
        with pytest.raises(InputError, match=r"records\[0\]: \['kod', 'points'\] .* code, title"):
            from_records([{"kod": "1", "points": "37"}])
        (found,) = from_records([{"level": "total", "points": "371", "note": "x"}])
        assert found["total"].figure == Figure("371")

    def test_records_of_one_evaluation_say_the_same(self) -> None:
        """And each code once."""
        rows: list[dict[str, Any]] = [
            {"evaluation": 1, "year": 2017, "code": "1.1", "points": "5"},
            {"evaluation": 1, "year": 2018, "code": "1.2", "points": "5"},
            {"evaluation": 1, "year": 2017, "code": "1.1", "points": "5"},
        ]
        assert faults(*rows) == ["records[1], year", "records[2], criterion 1.1"]

    def test_contradictions_are_errors(self) -> None:
        """As in any evaluation."""
        with pytest.raises(ContradictionError):
            from_records([{"code": "1", "points": 0}, {"code": "1.1", "points": 9}])
        with pytest.raises(ContradictionError, match="only 0 to 15 is possible"):
            from_records([{"code": "1.1", "points": "99"}])

    def test_more_than_a_thousand_faults_are_not_told(self) -> None:
        """Nor are further records looked at."""
        found = faults(*[1] * 3_000)
        assert len(found) == 1_001
