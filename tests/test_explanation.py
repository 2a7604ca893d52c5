"""Explanations: a score or a difference as the tree of the figures that it came from."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

import kumla
from kommunkompass import (
    Difference,
    Evaluation,
    Explanation,
    Figure,
    Framework,
    Range,
    Score,
    UnknownCodeError,
    compare,
    explain,
    get_framework,
    load_example,
)
from kommunkompass.render.documents import explanation_document
from strategies import frameworks, known_scores, small_framework, subtree, truths

FRAMEWORK = get_framework("2.1")
SMALL = small_framework([10, 20], 30)
AREAS = {area.code: Figure(kumla.PRINTED[area.code][0]) for area in FRAMEWORK.areas}


def nodes(explanation: Explanation) -> Iterator[Explanation]:
    """An explanation and all below it, each whole before its parts."""
    yield explanation
    for part in explanation.parts:
        yield from nodes(part)


def tree(text: str) -> list[str]:
    """The lines of the tree, without what is said of its width."""
    return text.split("\n\n")[0].split("\n")


def reason(score: Score, language: str = "en") -> str:
    """What is said of where a score comes from, in the brackets that end its line."""
    first = explain(score).text(language).split("\n")[0]  # type: ignore[arg-type]
    return first[first.index("(") + 1 : -1]


class TestTree:
    """Each score with its parts, down to what was printed or scored."""

    def test_an_area_of_kumla(self) -> None:
        """Its own figure and its criteria's, one a line, in English and in Swedish."""
        explanation = explain(load_example("kumla-2017")["2"])
        assert tree(str(explanation)) == [
            "area 2: 40.025 to under 40.5 (printed as 40, 40 %, sum of its 5 criteria)",
            "  criterion 2.1: 4.5 to under 4.575 (printed as 5, 30 %)",
            "  criterion 2.2: 17.625 to under 17.875 (printed as 18, 71 %)",
            "  criterion 2.3: 9.3 to under 9.5 (printed as 9, 47 %)",
            "  criterion 2.4: 5.7 to under 5.9 (printed as 6, 29 %)",
            "  criterion 2.5: 2.9 to under 3.1 (printed as 3, 15 %)",
        ]
        assert tree(explanation.text("sv"))[:2] == [
            "område 2: 40,025 till under 40,5 "
            "(tryckt som 40 poäng och 40 %, summan av 5 delfrågor)",
            "  delfråga 2.1: 4,5 till under 4,575 (tryckt som 5 poäng och 30 %)",
        ]

    def test_the_total_of_kumla(self) -> None:
        """One line, 8 areas and 45 criteria below it."""
        lines = tree(explain(kumla.evaluation().total).text())
        assert lines[0] == "total: 368.55 to under 374.3 (sum of its 8 areas)"
        assert len(lines) == 1 + 8 + 45
        assert [line.split(":")[0] for line in lines] == [
            "total",
            *[
                ("    " if "." in code else "  ") + FRAMEWORK[code].label
                for code in FRAMEWORK.codes
                if code != "total"
            ],
        ]

    @given(st.data(), frameworks())
    def test_it_has_every_score_and_its_range(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Whole before parts, in the framework's order."""
        evaluation = drawn_evaluation(data, framework)
        explanation = explain(evaluation.total)
        assert [(node.subject, node.range) for node in nodes(explanation)] == [
            (evaluation[item.code], evaluation[item.code].range) for item in subtree(framework)
        ]
        assert tree(explanation.text())[0].startswith("total: ")

    def test_a_difference_is_a_tree_of_two(self) -> None:
        """What is taken from, then what is taken away; their widths add up."""
        difference = Difference(kumla.evaluation()["1.1"], kumla.evaluation()["1.2"])
        explanation = explain(difference)
        assert explanation.range == difference.range
        assert [part.subject for part in explanation.parts] == [
            difference.minuend,
            difference.subtrahend,
        ]
        assert str(explanation) == (
            "criterion 1.1 less criterion 1.2: over -4.925 to under -4.575\n"
            "  criterion 1.1: 5.175 to under 5.325 (printed as 5, 35 %)\n"
            "  criterion 1.2: 9.9 to under 10.1 (printed as 10, 50 %)\n"
            "\n"
            "The range is 0.35 points wide. What leaves it open, widest first: "
            "1.2 (0.2) and 1.1 (0.15)."
        )

    def test_the_sides_of_a_comparison_are_told_apart(self) -> None:
        """Both are of one item, so its name alone does not tell whose it is."""
        reference = Evaluation.from_printed("2.1", {"1": Figure("63")})
        explanation = explain(compare(kumla.evaluation(), reference)["1"])
        head, evaluation, *lines = tree(str(explanation))
        assert head == ("area 1 (evaluation) less area 1 (reference): over -27 to under -25.55")
        assert evaluation.startswith("  area 1 (evaluation): 36.5 to under 36.95 (printed as ")
        assert lines[0].startswith("    criterion 1.1: 5.175 to under 5.325 (")
        assert lines[5].startswith("  area 1 (reference): 62.5 to under 63.5 (printed as 63, ")
        assert tree(explanation.text("sv"))[0] == (
            "område 1 (utvärdering) minus område 1 (referens): över -27 till under -25,55"
        )


def drawn_evaluation(data: st.DataObject, framework: Framework) -> Evaluation:
    """An evaluation of which anything may be known."""
    truth = data.draw(truths(framework))
    return Evaluation.from_scores(framework, data.draw(known_scores(framework, truth)))


class TestReasons:
    """Each line says where its range comes from."""

    def test_printed(self) -> None:
        """As the source prints it, with the language's decimal sign."""
        score = Score.from_printed(SMALL["1.1"], "9.5", "95")
        assert reason(score) == "printed as 9.5, 95 %"
        assert reason(score, "sv") == "tryckt som 9,5 poäng och 95 %"

    def test_exact(self) -> None:
        """One number, given as such."""
        score = Score.from_percent(SMALL["1.1"], 12.5)
        assert (reason(score), reason(score, "sv")) == ("exact", "exakt")
        assert tree(explain(score).text("sv")) == ["delfråga 1.1: 1,25 (exakt)"]

    def test_given_as_a_range(self) -> None:
        """By a score of one's own."""
        score = Score(SMALL["1.1"], Range.closed(2, 3))
        assert reason(score) == "given as a range"
        assert reason(score, "sv") == "angiven som intervall"

    def test_not_scored(self) -> None:
        """From 0 to the maximum, or to what the sum above leaves."""
        unknown = Score.unknown(SMALL["1.1"])
        assert tree(str(explain(unknown))) == ["criterion 1.1: 0 to 10 (not scored)"]
        assert reason(unknown, "sv") == "ej poängsatt"
        narrowed = Evaluation.from_printed(SMALL, {"1": Figure("29")})
        assert tree(str(explain(narrowed["1.1"]))) == ["criterion 1.1: 8.5 to 10 (not scored)"]

    def test_sums(self) -> None:
        """Of criteria or of areas."""
        evaluation = Evaluation.from_percents(SMALL, {"1.1": 50, "1.2": 50})
        assert reason(evaluation["1"]) == "sum of its 2 criteria"
        assert reason(evaluation.total) == "sum of its 2 areas"
        assert reason(evaluation.total, "sv") == "summan av 2 områden"

    def test_a_sum_that_was_given_too(self) -> None:
        """Area 1 has 12 points because it was given so, not because its criteria sum to them."""
        evaluation = Evaluation.from_points(SMALL, {"1": 12})
        assert "exact" in reason(evaluation["1"])
        evaluation = Evaluation.from_scores(SMALL, [Score(SMALL["1"], Range.closed(11, 12))])
        assert "given as a range" in reason(evaluation["1"])

    def test_a_language_that_is_not_known(self) -> None:
        """Is refused."""
        with pytest.raises(UnknownCodeError, match='"en" or "sv"'):
            explain(kumla.evaluation().total).text("fi")  # type: ignore[arg-type]


class TestWidest:
    """What makes the range as wide as it is, widest first."""

    def test_an_area_of_kumla(self) -> None:
        """Half a percent of the maximum either way; 1.3 is cut by its points."""
        widest = explain(kumla.evaluation()["1"]).widest
        assert [(score.code, score.range.width) for score in widest] == [
            ("1.4", Fraction("0.3")),
            ("1.2", Fraction("0.2")),
            ("1.1", Fraction("0.15")),
            ("1.3", Fraction("0.125")),
            ("1.5", Fraction("0.05")),
        ]
        assert str(explain(kumla.evaluation()["1"])).endswith(
            "\n\nThe range is 0.45 points wide. What leaves it open, widest first: "
            "1.4 (0.3), 1.2 (0.2), 1.1 (0.15), 1.3 (0.125) and 1.5 (0.05)."
        )
        swedish = explain(kumla.evaluation()["1"]).text("sv")
        assert swedish.endswith(
            "\n\nIntervallet är 0,45 poäng brett. Det som lämnar det öppet, bredast först: "
            "1.4 (0,3), 1.2 (0,2), 1.1 (0,15), 1.3 (0,125) och 1.5 (0,05)."
        )

    def test_five_are_named_and_the_others_counted(self) -> None:
        """Of Kumla's 45 criteria, 40 more."""
        explanation = explain(kumla.evaluation().total)
        assert len(explanation.widest) == 45
        assert str(explanation).endswith("6.3 (0.25) and 40 more.")
        assert explanation.text("sv").endswith("6.3 (0,25) och 40 till.")

    def test_a_sixth_is_counted(self) -> None:
        """Five are named, and there is one more."""
        unknown = Evaluation.from_scores(small_framework([1] * 6), [])
        named = "1.1 (1), 1.2 (1), 1.3 (1), 1.4 (1), 1.5 (1)"
        assert str(explain(unknown.total)).endswith(f"{named} and 1 more.")

    @given(st.data(), frameworks())
    def test_of_what_is_given_at_its_ends_alone(
        self, data: st.DataObject, framework: Framework
    ) -> None:
        """Every end that is not exact once, widest first, in order where equal; they add up."""
        truth = data.draw(truths(framework))
        ends = [item.code for item in framework if not framework.parts(item)]
        known = [
            score for score in data.draw(known_scores(framework, truth)) if score.code in ends
        ]
        explanation = explain(Evaluation.from_scores(framework, known).total)
        found = [(score.code, score.range.width) for score in explanation.widest]
        widths = {node.subject.code: node.range for node in nodes(explanation)}
        assert sorted(found) == sorted(
            (code, widths[code].upper - widths[code].lower)
            for code in ends
            if not widths[code].is_exact
        )
        order = [(-width, ends.index(code)) for code, width in found]
        assert order == sorted(order)
        assert sum(width for _, width in found) == explanation.range.width

    def test_what_is_exact_is_not_named(self) -> None:
        """An exact score has nothing that leaves it open, and nothing is said of its width."""
        evaluation = Evaluation.from_percents(SMALL, {"1.1": 50, "1.2": 50})
        assert explain(evaluation["1"]).widest == ()
        assert len(explain(evaluation["1"]).text().split("\n")) == 3
        assert [score.code for score in explain(evaluation.total).widest] == ["2"]

    def test_an_area_known_exactly_is_left_open_by_nothing(self) -> None:
        """12 points of area 1 are 12, however they fall on its criteria."""
        explanation = explain(Evaluation.from_points(SMALL, {"1": 12})["1"])
        assert explanation.range.is_exact
        assert "leaves it open" not in explanation.text()

    def test_of_areas_alone_the_areas_are_named(self) -> None:
        """What is known of a total by eight printed areas is as wide as they are, a point each."""
        explanation = explain(Evaluation.from_printed("2.1", AREAS).total)
        assert [(score.code, score.range.width) for score in explanation.widest] == [
            (code, 1) for code in AREAS
        ]

    def test_both_sides_of_a_difference(self) -> None:
        """Ends of the one and of the other, sorted together."""
        difference = compare(kumla.evaluation(), kumla.evaluation())["1"]
        widest = explain(difference).widest
        assert [score.code for score in widest[:4]] == ["1.4", "1.4", "1.2", "1.2"]
        assert len(widest) == 10


class TestValues:
    """Law 10; and the document that JSON is written from."""

    def test_an_explanation_is_a_value(self) -> None:
        """Of equal subjects."""
        explanation = explain(kumla.evaluation()["1"])
        assert explanation == explain(kumla.evaluation()["1"]) == Explanation(explanation.subject)
        assert hash(explanation) == hash(explain(kumla.evaluation()["1"]))
        assert pickle.loads(pickle.dumps(explanation)) == explanation
        assert repr(explanation) == "<Explanation of area 1: [36.5, 36.95) of 100 points>"
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            explanation.subject = kumla.evaluation().total  # type: ignore[misc]

    def test_documents_of_a_score_and_of_a_difference(self) -> None:
        """A tree too; a difference has a range, but no code and no figure."""
        difference = compare(kumla.evaluation(), kumla.evaluation())["1.1"]
        document = explanation_document(explain(difference), "sv")
        parts = [explanation_document(explain(kumla.evaluation()["1.1"]), "sv")] * 2
        assert document == {
            "parts": parts,
            "lower": "-0.15",
            "upper": "0.15",
            "lower_closed": False,
            "upper_closed": False,
            "width": "0.3",
            "widest": [{"code": "1.1", "width": "0.15"}] * 2,
        }
        assert (parts[0]["code"], parts[0]["printed_percent"]) == ("1.1", "35")
