"""Writes the test vectors of the method: inputs chosen here, outputs by the oracle.

``python tests/make_vectors.py`` writes the file; with ``--check`` it says whether it is as that
would write it. Nothing here comes from the package.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import oracle
import vector_inputs

PATH = Path(__file__).parents[1] / "src" / "kommunkompass" / "vectors.json"

Data = dict[str, Any]


def texts(ranges: dict[str, oracle.Range]) -> dict[str, str]:
    return {code: oracle.text_of(ranges[code]) for code in sorted(ranges)}


def exact(framework: Data, percents: Data) -> oracle.Said:
    """Exact scores, each known as the one number of points that it is."""
    said = {}
    for code, percent in percents.items():
        points = oracle.points_of_percent(percent, oracle.maximum(framework, code))
        said[code] = {"range": oracle.closed(points, points)}
    return said


def framework(framework: Data) -> Data:
    oracle.check_framework(framework)
    return {"maximum": framework["maximum"]}


def points_of_percent(percent: Any, maximum: int) -> Data:
    return {"points": str(oracle.points_of_percent(percent, maximum))}


def points(points: Any, maximum: int) -> Data:
    return {"points": str(oracle.points_in_bounds(points, maximum))}


def sums(framework: Data, percents: Data) -> Data:
    return narrow(framework, exact(framework, percents))


def single_number(framework: Data, percents: Data, item: str) -> Data:
    lower, upper = oracle.narrowed(framework, exact(framework, percents))[item]
    if lower != upper:
        raise oracle.NotExact(item)
    return {"points": str(lower[0])}


def round_half_up(number: str, decimals: int) -> Data:
    return {"rounded": str(oracle.rounded(Fraction(number), decimals))}


def printed_number(text: Any) -> Data:
    value, decimals = oracle.printed(text)
    return {"number": str(value), "decimals": decimals}


def figure(figure: Data, maximum: int) -> Data:
    return {"range": narrow({"maximum": maximum}, {"total": figure})["ranges"]["total"]}


def intersection(ranges: list[str]) -> Data:
    common = oracle.intersection(*map(oracle.range_of, ranges))
    return {"range": None if oracle.is_empty(common) else oracle.text_of(common)}


def contains(range: str, number: str) -> Data:
    return {"contains": oracle.contains(oracle.range_of(range), Fraction(number))}


def sum_of_ranges(ranges: list[str]) -> Data:
    return {"range": oracle.text_of(oracle.plus(*map(oracle.range_of, ranges)))}


def relations(a: str, b: str) -> Data:
    first, second = oracle.range_of(a), oracle.range_of(b)
    return {"above": oracle.above(first, second), "equal": oracle.equal(first, second)}


def printed_as(range: str) -> Data:
    least, greatest = oracle.shown_least_and_greatest(oracle.range_of(range))
    return {"least": least, "greatest": greatest}


def narrow(framework: Data, said: oracle.Said) -> Data:
    return {"ranges": texts(oracle.narrowed(framework, said))}


def contradictions(framework: Data, said: oracle.Said) -> Data:
    return {"contradictions": oracle.contradictions(framework, said)}


def change(framework: Data, said: oracle.Said, percents: Data) -> Data:
    return narrow(framework, oracle.changed(framework, said, exact(framework, percents)))


def audit(framework: Data, said: oracle.Said) -> Data:
    findings = oracle.audit(framework, said)
    for finding in findings:
        finding["range"] = oracle.text_of(finding["range"])
        if "computed" in finding:
            finding["computed"] = str(finding["computed"])
    kinds = [finding["kind"] for finding in findings]
    return {"consistent": "impossible" not in kinds, "findings": findings}


def comparability(eras: list[str]) -> Data:
    return {"relation": oracle.comparability(*eras)}


def to_pre_2010(item: str, era: str, range: str) -> Data:
    if item != oracle.TOTAL or era != "2010":
        raise oracle.NotComparable(item)
    return {"range": oracle.text_of(oracle.to_older_scale(oracle.range_of(range)))}


def from_pre_2010(item: str, era: str, range: str) -> Data:
    if item != oracle.TOTAL or era != "pre-2010":
        raise oracle.NotComparable(item)
    return {"range": oracle.text_of(oracle.from_older_scale(oracle.range_of(range)))}


def difference(minuend: str, subtrahend: str) -> Data:
    first, second = oracle.range_of(minuend), oracle.range_of(subtrahend)
    found = oracle.minus(first, second)
    percent = oracle.change_in_percent(second, first)
    return {
        "range": oracle.text_of(found),
        "verdict": oracle.verdict(found),
        "percent": percent and oracle.text_of(percent),
    }


def claim(minuend: str, subtrahend: str, measure: str, text: str) -> Data:
    first, second = oracle.range_of(minuend), oracle.range_of(subtrahend)
    percent = oracle.change_in_percent(second, first)
    found = oracle.minus(first, second) if measure == "points" else percent
    return {"claim": oracle.claim(text, found)}


def extremes(scores: Data) -> Data:
    """Of items by code, each a range of points and a maximum."""
    shares = {
        code: oracle.scaled(oracle.range_of(range_), Fraction(100, maximum))
        for code, (range_, maximum) in scores.items()
    }
    found = {}
    for name, pick in (("strongest", oracle.strongest), ("weakest", oracle.weakest)):
        certain, possible = pick(shares)
        found[name] = {"certain": certain, "possible": possible}
    return found


def ranks(ranges: list[str]) -> Data:
    return {"ranks": [list(pair) for pair in oracle.ranks([*map(oracle.range_of, ranges)])]}


#: By the name of an operation, what gives its outputs from its inputs.
OPERATIONS: dict[str, Callable[..., Data]] = {
    each.__name__: each
    for each in (
        framework, points_of_percent, points, sums, single_number, round_half_up, printed_number,
        figure, intersection, contains, sum_of_ranges, relations, printed_as, narrow,
        contradictions, change, audit, comparability, to_pre_2010, from_pre_2010, difference,
        claim, extremes, ranks,
    )
}  # fmt: skip


def resolved(inputs: Data) -> Data:
    """The inputs, with frameworks and tables in place of their names."""
    named = {"framework": vector_inputs.NAMED_FRAMEWORKS, "said": vector_inputs.TABLES}
    return {
        name: named[name][value] if name in named and isinstance(value, str) else value
        for name, value in inputs.items()
    }


def expected(operation: str, inputs: Data) -> Data | str:
    """The outputs, or a word on why there are none."""
    try:
        return OPERATIONS[operation](**inputs)
    except oracle.Refused as refused:
        return str(refused.why)


def written() -> str:
    """The text of the file: one vector a line, by operation."""
    head = {
        "format": 1,
        "frameworks": vector_inputs.NAMED_FRAMEWORKS,
        "tables": vector_inputs.TABLES,
    }
    lines: dict[str, list[str]] = {}
    for _, rules, operation, inputs in vector_inputs.VECTORS:
        vector = [rules, inputs, expected(operation, resolved(inputs))]
        lines.setdefault(operation, []).append(dumped(vector))
    groups = [f'"{name}":[\n' + ",\n".join(group) + "\n]" for name, group in lines.items()]
    return dumped(head)[:-1] + ',"vectors":{\n' + ",\n".join(groups) + "}}\n"


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    check, text = sys.argv[1:] == ["--check"], written()
    stale = not PATH.exists() or PATH.read_text(encoding="utf-8") != text
    if stale and not check:
        PATH.write_text(text, encoding="utf-8", newline="\n")
    print(("differs" if check else "written") if stale else "as generated")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
