"""Plain documents for JSON."""

import json

import kumla
from kommunkompass import Evaluation, Figure, audit, compare, explain, progress
from kommunkompass.render import documents


def strangnas(version: str, year: int, total: str) -> Evaluation:
    """A printed total of Strängnäs."""
    return Evaluation.from_printed(
        version, {"total": Figure(total)}, municipality="Strängnäs", year=year
    )


def test_an_evaluation_is_written_without_loss():
    """Exact figures are strings, as decimals where they end; printed ones as printed."""
    document = documents.evaluation_document(kumla.evaluation())
    assert json.loads(json.dumps(document)) == document
    assert (document["framework"], document["municipality"], document["year"]) == (
        "2.1",
        "Kumla",
        2017,
    )
    assert document["areas"][0] == {
        "code": "1",
        "title": "Openness and democracy",
        "maximum": 100,
        "lower": "36.5",
        "upper": "36.95",
        "lower_closed": True,
        "upper_closed": False,
        "printed_points": "37",
        "printed_percent": "37",
    }
    assert len(document["criteria"]) == 45
    assert document["total"]["sum_of_printed_areas"] == "371"
    assert document["pre_2010"]["lower"] == "448.55"
    assert {finding["kind"] for finding in document["findings"]} == {"rounding"}


def test_what_is_not_known_is_null():
    """No printed figures, no sum of them, no step to the older scale."""
    document = documents.evaluation_document(Evaluation.from_percents("2020", {"1": 50}), "sv")
    assert document["total"]["sum_of_printed_areas"] is None
    assert document["total"]["printed_points"] is None
    assert document["pre_2010"] is None


def test_findings_of_evaluators_stand_beside_those_of_the_audit():
    """Each with what it is about."""
    from kommunkompass import Finding

    evaluation = Evaluation.from_percents(
        "2.1", {}, findings=[Finding("1", "strength", "The website is clear.")]
    )
    assert documents.evaluation_document(evaluation)["findings"] == [
        {"kind": "strength", "code": "1", "message": "The website is clear."}
    ]


def test_an_audit_leaves_out_what_adds_up():
    """It says whether all can be true, and names what needs a word."""
    document = documents.audit_document(audit(kumla.evaluation()), "sv")
    assert document["consistent"] is True
    assert [finding["code"] for finding in document["findings"]] == ["2", "4", "5", "7"]


def test_an_explanation_is_a_tree():
    """Of a score or of a difference, with what leaves it open."""
    document = documents.explanation_document(explain(kumla.evaluation()["1"]))
    assert [part["code"] for part in document["parts"]] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert document["widest"][0] == {"code": "1.4", "width": "0.3"}
    difference = compare(kumla.evaluation(), kumla.evaluation()).total
    document = documents.explanation_document(explain(difference))
    assert document["lower"] == "-5.75"
    assert [part["code"] for part in document["parts"]] == ["total", "total"]


def test_a_comparison_names_both_and_every_difference():
    """With the relation of their scales, and percents where there are any."""
    document = documents.comparison_document(compare(kumla.evaluation(), kumla.evaluation()))
    assert document["relation"] == "direct"
    assert len(document["criteria"]) == 45
    assert document["total"]["verdict"] == "undecided"
    nothing = Evaluation.from_percents("2.1", {})
    assert documents.comparison_document(compare(nothing, nothing))["total"]["percent"] is None


def test_progress_is_written_step_by_step():
    """And from the first to the last."""
    found = progress([strangnas("2.1", 2016, "497"), strangnas("2010", 2014, "437")])
    document = documents.progress_document(found)
    assert [each["year"] for each in document["evaluations"]] == [2014, 2016]
    assert document["overall"]["total"]["lower"] == "59"
    assert len(document["steps"]) == 1
