"""The test vectors: the library gives what they say, and they say what the oracle gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import kumla
import make_vectors
from kommunkompass import (
    Cohort,
    ContradictionError,
    Difference,
    Evaluation,
    Figure,
    Framework,
    KommunkompassError,
    NotComparableError,
    NotExactError,
    PublishedTable,
    Range,
    Score,
    UnknownCodeError,
    audit,
    comparability,
    conformance_subjects,
    conformance_vectors,
    from_pre_2010,
    get_framework,
    load_framework,
    round_half_up,
    strongest,
    to_pre_2010,
    weakest,
)
from kommunkompass.figure import parse_printed
from kommunkompass.score import walk

PAGE = Path(__file__).parents[1] / "docs" / "method.md"
FILES = {subject: conformance_vectors(subject) for subject in conformance_subjects()}
EDITIONS = {"pre-2010": "pre-2010", "2010": "2.1", "2020": "2020"}

Data = dict[str, Any]


def built(data: Data) -> Framework:
    """The framework that a vector's data describes, by way of a framework file."""

    def head(code: str, maximum: int) -> str:
        named = f'title = "Titel"\ntitle_en = "Title"\nmaximum = {maximum}\nsource = "a vector"\n'
        return f'code = "{code}"\n{named}' if code else named

    lines = ["format = 1", 'version = "own"', 'era = "own"', head("", data["maximum"])]
    for area in data.get("areas", []):
        lines += ["[[areas]]", head(area["code"], area["maximum"])]
        for code, maximum in area.get("criteria", []):
            lines += ["[[areas.criteria]]", head(code, maximum)]
    return load_framework(BytesIO("\n".join(lines).encode()))


def one_item(maximum: int) -> Framework:
    return built({"maximum": maximum})


def number(value: Any) -> Any:
    """An input number as a caller of the library would give it."""
    if not isinstance(value, str):
        return value
    if value in ("NaN", "Infinity"):
        return float(value)
    if re.fullmatch(r"-?\d+/\d+", value):
        return Fraction(value)
    return Decimal(value) if re.fullmatch(r"-?\d+(\.\d+)?", value) else value


def range_of(text: str) -> Range:
    make = {"[]": Range.closed, "[)": Range.closedopen, "(]": Range.openclosed, "()": Range.open}
    lower, upper = text[1:-1].split(", ")
    return make[text[0] + text[-1]](Fraction(lower), Fraction(upper))


def text_of(known: Range) -> str:
    brackets = "[" if known.lower_closed else "(", "]" if known.upper_closed else ")"
    return f"{brackets[0]}{known.lower}, {known.upper}{brackets[1]}"


def texts(evaluation: Evaluation) -> Data:
    return {"ranges": {score.code: text_of(score.range) for score in walk(evaluation.total)}}


def figures(said: Data) -> dict[str, Figure]:
    return {code: Figure(**figure) for code, figure in said.items()}


def evaluation(framework: Data, said: Data) -> Evaluation:
    return Evaluation.from_printed(built(framework), figures(said))


def numbers(percents: Data) -> Data:
    return {code: number(percent) for code, percent in percents.items()}


def framework(framework: Data) -> Data:
    return {"maximum": built(framework).maximum}


def points_of_percent(percent: Any, maximum: int) -> Data:
    return {"points": str(Score.from_percent(one_item(maximum), number(percent)).exact)}


def points(points: Any, maximum: int) -> Data:
    return {"points": str(Score.from_points(one_item(maximum), number(points)).exact)}


def sums(framework: Data, percents: Data) -> Data:
    return texts(Evaluation.from_percents(built(framework), numbers(percents)))


def single_number(framework: Data, percents: Data, item: str) -> Data:
    known = Evaluation.from_percents(built(framework), numbers(percents))
    return {"points": str(known[item].exact)}


def rounded(number: str, decimals: int) -> Data:
    return {"rounded": str(round_half_up(Fraction(number), decimals))}


def printed_number(text: Any) -> Data:
    # A figure can be left out, so None is none; the vectors' null is a wrong text.
    value = Figure(points=[] if text is None else text).points
    assert value == parse_printed(text)
    return {"number": str(Fraction(value)), "decimals": -value.as_tuple().exponent}


def figure(figure: Data, maximum: int) -> Data:
    return {"range": text_of(Score.from_figure(one_item(maximum), Figure(**figure)).range)}


def intersection(ranges: list[str]) -> Data:
    common = range_of(ranges[0]).intersection(range_of(ranges[1]))
    return {"range": common and text_of(common)}


def contains(range: str, number: str) -> Data:
    return {"contains": Fraction(number) in range_of(range)}


def sum_of_ranges(ranges: list[str]) -> Data:
    return {"range": text_of(Range.sum(map(range_of, ranges)))}


def relations(a: str, b: str) -> Data:
    one, other = range_of(a), range_of(b)
    return {"above": one.above(other).value, "equal": one.equal(other).value}


def printed_as(range: str) -> Data:
    least, greatest = range_of(range).rounded()
    return {"least": least, "greatest": greatest}


def narrow(framework: Data, said: Data) -> Data:
    return texts(evaluation(framework, said))


def contradictions(framework: Data, said: Data) -> Data:
    found = audit(PublishedTable(framework=built(framework), figures=figures(said)))
    return {
        "contradictions": {
            finding.code: [f"{each.code} {each.measure}" for each in contradiction.statements]
            for finding in found.findings
            if (contradiction := finding.contradiction)
        }
    }


def change(framework: Data, said: Data, percents: Data) -> Data:
    return texts(evaluation(framework, said).with_scores(numbers(percents)))


def audited(framework: Data, said: Data) -> Data:
    found = audit(PublishedTable(framework=built(framework), figures=figures(said)))
    findings = []
    for finding in found.findings:
        kind = {"rounding": "rounding of sum" if finding.parts else "rounding of row"}
        line = {"item": finding.code, "kind": kind.get(finding.kind.value, finding.kind.value)}
        line["kind"] = line["kind"].replace("_", " ")
        if finding.contradiction is None:
            line["computed"] = str(finding.computed)
        findings.append(line | {"range": text_of(finding.range)})
    return {"consistent": found.consistent, "findings": findings}


def relation(eras: list[str]) -> Data:
    one, other = (get_framework(EDITIONS[era]) for era in eras)
    return {"relation": comparability(one, other).relation.value}


def step(to_other: Callable[[Score], Score]) -> Callable[..., Data]:
    def stepped(item: str, era: str, range: str) -> Data:
        score = Score(get_framework(EDITIONS[era])[item], range_of(range))
        return {"range": text_of(to_other(score).range)}

    return stepped


def two_totals(minuend: str, subtrahend: str) -> Difference:
    item = get_framework("2.1")
    return Difference(Score(item, range_of(minuend)), Score(item, range_of(subtrahend)))


def difference(minuend: str, subtrahend: str) -> Data:
    found = two_totals(minuend, subtrahend)
    percent = found.percent and text_of(found.percent)
    return {"range": text_of(found.range), "verdict": found.verdict.value, "percent": percent}


def claim(minuend: str, subtrahend: str, measure: str, text: str) -> Data:
    return {"claim": two_totals(minuend, subtrahend).claim(**{measure: text}).value}


def extremes(scores: Data) -> Data:
    known = [Score(one_item(maximum), range_of(text)) for text, maximum in scores.values()]
    code = dict(zip(map(id, known), scores, strict=True))
    return {
        name: {
            "certain": [code[id(score)] for score in pick(known).certain],
            "possible": [code[id(score)] for score in pick(known).possible],
        }
        for name, pick in (("strongest", strongest), ("weakest", weakest))
    }


def ranks(ranges: list[str]) -> Data:
    item = get_framework("2.1")
    known = [Evaluation(framework=item, known=(Score(item, range_of(one)),)) for one in ranges]
    labels = [str(place) for place in range(len(known))]
    standings = Cohort.from_evaluations(known, labels=labels).total.ranking()
    found = {standing.label: [standing.best, standing.worst] for standing in standings}
    return {"ranks": [found[label] for label in labels]}


#: By the name of an operation, the library's answer to its inputs.
ANSWERS: dict[str, Callable[..., Data]] = {
    "framework": framework,
    "points_of_percent": points_of_percent,
    "points": points,
    "sums": sums,
    "single_number": single_number,
    "round_half_up": rounded,
    "printed_number": printed_number,
    "figure": figure,
    "intersection": intersection,
    "contains": contains,
    "sum_of_ranges": sum_of_ranges,
    "relations": relations,
    "printed_as": printed_as,
    "narrow": narrow,
    "contradictions": contradictions,
    "change": change,
    "audit": audited,
    "comparability": relation,
    "to_pre_2010": step(to_pre_2010),
    "from_pre_2010": step(from_pre_2010),
    "difference": difference,
    "claim": claim,
    "extremes": extremes,
    "ranks": ranks,
}

#: What the library raises for each kind of refusal.
REFUSALS: dict[str, tuple[type[KommunkompassError], ...]] = {
    "impossible": (ContradictionError,),
    "not exact": (NotExactError,),
    "not comparable": (NotComparableError,),
}


def refused_as(error: KommunkompassError) -> str:
    return next((why for why, kinds in REFUSALS.items() if isinstance(error, kinds)), "value")


def all_vectors() -> Iterator[Any]:
    for subject, file in FILES.items():
        for operation, vectors in file["vectors"].items():
            for vector in vectors:
                inputs = make_vectors.resolved(file, vector["inputs"])
                yield pytest.param(operation, inputs, vector, id=f"{subject}/{vector['id']}")


@pytest.mark.parametrize(("operation", "inputs", "vector"), list(all_vectors()))
def test_the_library_conforms(operation: str, inputs: Data, vector: Data) -> None:
    """To each vector: exactly the output, or the kind of refusal."""
    try:
        found = {"expected": ANSWERS[operation](**inputs)}
    except KommunkompassError as error:
        found = {"refused": refused_as(error)}
    expected = {key: vector[key] for key in ("expected", "refused") if key in vector}
    if operation == "contradictions":
        # Any choice of the fewest figures will do.
        choices = expected["expected"]["contradictions"]
        named = found["expected"]["contradictions"]
        assert named.keys() == choices.keys()
        for code, figures in named.items():
            assert sorted(figures) in [sorted(choice) for choice in choices[code]]
    else:
        assert found == expected


class TestFiles:
    @pytest.mark.parametrize("subject", conformance_subjects())
    def test_are_as_the_oracle_gives_them(self, subject: str) -> None:
        """``python tests/make_vectors.py`` writes them anew."""
        path = make_vectors.FOLDER / f"{subject}.json"
        assert path.read_text(encoding="utf-8") == make_vectors.written(subject)

    def test_there_is_a_file_for_each_subject(self) -> None:
        """And none besides."""
        assert set(conformance_subjects()) == set(make_vectors.vector_inputs.SUBJECTS)

    def test_no_two_vectors_have_one_name(self) -> None:
        """Over all files together."""
        names = [vector.values[2]["id"] for vector in all_vectors()]
        assert len(names) == len(set(names)) > 350

    def test_the_framework_is_the_bundled_one(self) -> None:
        """Codes and maxima of version 2.1, and Kumla's figures, are those of the library."""
        file = FILES["kumla"]
        inside, bundled = built(file["frameworks"]["2.1"]), get_framework("2.1")
        assert {one.code: one.maximum for one in inside} == {
            one.code: one.maximum for one in bundled
        }
        assert figures(file["tables"]["kumla-2017"]) == kumla.figures()

    def test_an_unknown_subject_is_refused(self) -> None:
        """With those that there are."""
        with pytest.raises(UnknownCodeError, match="one of adjustment, audit"):
            conformance_vectors("poetry")

    def test_each_call_gives_a_new_file(self) -> None:
        """So that changing it spoils nothing."""
        conformance_vectors("ranks")["vectors"].clear()
        assert conformance_vectors("ranks")["vectors"]
