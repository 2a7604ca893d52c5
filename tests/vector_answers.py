"""The library's answers to the inputs of the test vectors, operation by operation."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

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
    audit,
    comparability,
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
    value = Figure(percent=[] if text is None else text).percent
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
