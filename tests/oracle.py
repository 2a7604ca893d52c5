"""The method once more, in the plainest Python, written from docs/method.md alone.

Slow and obvious; nothing here comes from the package. Rational numbers are ``Fraction``; a range
is a tuple of its ends, and an end is a pair (value, nudge) as in rule 4.1. A framework is plain
data, as in the test vectors::

    {"maximum": 20, "areas": [{"code": "1", "maximum": 20, "criteria": [["1.1", 5], ["1.2", 15]]}]}

What is said of the items is a dictionary by code, of figures such as ``{"points": "5", "percent":
"35"}``, with ``"exact": True`` for those of rule 3.3; a printed number is text.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import Any

#: An end, and a range: its lower and its upper end.
End = tuple[Fraction, int]
Range = tuple[End, End]
Figure = dict[str, Any]
Framework = dict[str, Any]
Said = dict[str, Figure]

TOTAL = "total"


class Refused(Exception):  # noqa: N818
    """What is put in is no score and no figure."""

    why = "value"


class Impossible(Refused):
    """No exact points exist for what is said (rule 5.4)."""

    why = "impossible"


class NotExact(Refused):
    """There is no single number (rules 3.4 and 8.2)."""

    why = "not exact"


class NotComparable(Refused):
    """No source relates the two (section 7)."""

    why = "not comparable"


# Section 1: the framework.


def check_framework(framework: Framework) -> None:
    """Rule 1.1."""

    def check(code: str, maximum: int, its_parts: list[tuple[str, int]]) -> None:
        if maximum < 1:
            raise Refused(code)
        if its_parts and sum(part for _, part in its_parts) != maximum:
            raise Refused(code)

    last_area = 0
    areas = framework.get("areas", [])
    check(TOTAL, framework["maximum"], [(area["code"], area["maximum"]) for area in areas])
    for area in areas:
        if not re.fullmatch("[1-9][0-9]*", area["code"]) or int(area["code"]) <= last_area:
            raise Refused(area["code"])
        last_area = int(area["code"])
        criteria = area.get("criteria", [])
        check(area["code"], area["maximum"], criteria)
        last = 0
        for code, limit in criteria:
            check(code, limit, [])
            head, _, tail = code.rpartition(".")
            if head != area["code"] or not re.fullmatch("[1-9][0-9]*", tail) or int(tail) <= last:
                raise Refused(code)
            last = int(tail)


def parts(framework: Framework, code: str) -> list[str]:
    areas = framework.get("areas", [])
    if code == TOTAL:
        return [area["code"] for area in areas]
    for area in areas:
        if area["code"] == code:
            return [criterion for criterion, _ in area.get("criteria", [])]
    return []


def maximum(framework: Framework, code: str) -> int:
    if code == TOTAL:
        return int(framework["maximum"])
    for area in framework.get("areas", []):
        if area["code"] == code:
            return int(area["maximum"])
        for criterion, limit in area.get("criteria", []):
            if criterion == code:
                return int(limit)
    raise Refused(code)


def below(framework: Framework, code: str) -> list[str]:
    """The parts, each followed by its own parts, in the order of the framework."""
    found = []
    for part in parts(framework, code):
        found.append(part)
        found += below(framework, part)
    return found


def downwards(framework: Framework) -> list[str]:
    """All codes, each before its parts."""
    return [TOTAL, *below(framework, TOTAL)]


def upwards(framework: Framework) -> list[str]:
    """All codes, each after its parts."""
    return downwards(framework)[::-1]


# Section 2: exact scores.


def number(value: Any) -> Fraction:
    """A number that is put in: decimal text is exact, a float is by rule 2.2."""
    if isinstance(value, float):
        return shortest_decimal(value)
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]+([./][0-9]+)?", value):
        raise Refused(value)
    return Fraction(value)


def points_of_percent(percent: Any, maximum: int) -> Fraction:
    """Rule 2.1."""
    share = number(percent)
    if share < 0 or share > 100:
        raise Refused(percent)
    return share * maximum / 100


def points_in_bounds(points: Any, maximum: int) -> Fraction:
    """Rule 2.1, of points."""
    value = number(points)
    if value < 0 or value > maximum:
        raise Refused(points)
    return value


def shortest_decimal(value: float) -> Fraction:
    """Rule 2.2, by trying one digit, two digits and so on."""
    if value != value or value in (float("inf"), float("-inf")):
        raise Refused(value)
    exact = Fraction(value)
    for digits in range(1, 18):
        # The decimals of so many digits next to the value on either side.
        places = 0
        while abs(exact) and abs(exact) * Fraction(10) ** places < 10 ** (digits - 1):
            places += 1
        while abs(exact) * Fraction(10) ** places >= 10**digits:
            places -= 1
        unit = 1 / Fraction(10) ** places
        least = floor(exact / unit) * unit
        found = [decimal for decimal in (least, least + unit) if float(decimal) == value]
        if found:
            return min(found, key=lambda decimal: (abs(decimal - exact), decimal / unit % 2))
    raise Refused(value)


def rounded(value: Fraction, decimals: int = 0) -> Fraction:
    """Rule 2.4."""
    n, d, power = value.numerator, value.denominator, 10**decimals
    return Fraction((2 * n * power + d) // (2 * d), power)


# Section 4: ranges.


def closed(lower: Fraction | int, upper: Fraction | int) -> Range:
    return (Fraction(lower), 0), (Fraction(upper), 0)


def is_empty(range_: Range) -> bool:
    lower, upper = range_
    return lower > upper


def intersection(*ranges: Range) -> Range:
    return max(lower for lower, _ in ranges), min(upper for _, upper in ranges)


def contains(range_: Range, value: Fraction) -> bool:
    lower, upper = range_
    return lower <= (value, 0) <= upper


def plus(*ranges: Range) -> Range:
    """Rule 4.2; the sum of nothing is 0."""
    lowers = [lower for lower, _ in ranges]
    uppers = [upper for _, upper in ranges]
    return (
        (sum((value for value, _ in lowers), Fraction()), 1 if any(n for _, n in lowers) else 0),
        (sum((value for value, _ in uppers), Fraction()), -1 if any(n for _, n in uppers) else 0),
    )


def minus(first: Range, second: Range) -> Range:
    (lower, nudge_lower), (upper, nudge_upper) = second
    return plus(first, ((-upper, -nudge_upper), (-lower, -nudge_lower)))


def scaled(range_: Range, factor: Fraction) -> Range:
    """All of the range times a factor above 0."""
    (lower, nudge_lower), (upper, nudge_upper) = range_
    return (lower * factor, nudge_lower), (upper * factor, nudge_upper)


def above(first: Range, second: Range) -> str:
    """Rule 4.3."""
    if first[0] > second[1]:
        return "certain"
    if not first[1] > second[0]:
        return "excluded"
    return "possible"


def equal(first: Range, second: Range) -> str:
    """Rule 4.3."""
    if first == second and first[0] == first[1]:
        return "certain"
    if is_empty(intersection(first, second)):
        return "excluded"
    return "possible"


def shown_least_and_greatest(range_: Range) -> tuple[int, int]:
    """Rule 4.4."""
    (lower, _), (upper, nudge) = range_
    greatest = floor(rounded(upper))
    if nudge and (2 * upper).denominator == 1 and upper.denominator == 2:
        greatest -= 1
    return floor(rounded(lower)), greatest


# Section 3: what a printed figure says.


def printed(text: Any) -> tuple[Fraction, int]:
    """Rule 3.1: the number and how many decimals are printed."""
    if not isinstance(text, str):
        raise Refused(text)
    plain = text.strip().removesuffix("%").rstrip().replace("\N{MINUS SIGN}", "-")
    plain = plain.replace(",", ".")
    if not re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", plain):
        raise Refused(text)
    return Fraction(plain), len(plain.partition(".")[2])


def printed_range(text: str, exact: bool = False) -> Range:
    """Rule 3.2 (and 3.3), of the number alone."""
    value, decimals = printed(text)
    if exact:
        return closed(value, value)
    half = Fraction(1, 2 * 10**decimals)
    return (value - half, 0), (value + half, -1)


def figure_numbers(figure: Figure) -> list[str]:
    return [kind for kind in ("points", "percent") if kind in figure]


def number_range(figure: Figure, kind: str, maximum: int) -> Range:
    """The points that one of a figure's two numbers says."""
    range_ = printed_range(figure[kind], figure.get("exact", False))
    return scaled(range_, Fraction(maximum, 100)) if kind == "percent" else range_


def said_range(figure: Figure, maximum: int) -> Range:
    """Rules 3.2 and 3.4: what is said of an item, and its bounds. It may be empty."""
    ranges = [number_range(figure, kind, maximum) for kind in figure_numbers(figure)]
    if "range" in figure:  # what a dropped figure told (rule 5.5)
        ranges.append(figure["range"])
    return intersection(closed(0, maximum), *ranges)


def check_said(framework: Framework, said: Said) -> None:
    """What is said is of items that there are, and is a figure."""
    for code, figure in said.items():
        maximum(framework, code)
        if not figure_numbers(figure) and "range" not in figure:
            raise Refused(code)
        for kind in figure_numbers(figure):
            printed(figure[kind])


# Section 5: making the tree agree.


def step_upwards(framework: Framework, said: Said) -> dict[str, Range]:
    """Rule 5.2. What is empty is impossible, and taken as unknown further up (rule 5.4)."""
    ranges: dict[str, Range] = {}
    for code in upwards(framework):
        ranges[code] = said_range(said.get(code, {}), maximum(framework, code))
        if parts(framework, code):
            known = []
            for part in parts(framework, code):
                unknown = closed(0, maximum(framework, part))
                known.append(unknown if is_empty(ranges[part]) else ranges[part])
            ranges[code] = intersection(ranges[code], plus(*known))
    return ranges


def narrowed(framework: Framework, said: Said) -> dict[str, Range]:
    """Rules 5.2 and 5.3, of figures that are possible."""
    check_said(framework, said)
    up = step_upwards(framework, said)
    if any(is_empty(range_) for range_ in up.values()):
        raise Impossible(said)
    down = dict(up)
    for code in downwards(framework):
        for part in parts(framework, code):
            others = [up[other] for other in parts(framework, code) if other != part]
            down[part] = intersection(up[part], minus(down[code], plus(*others)))
    return down


def contradict(framework: Framework, code: str, numbers: list[str], said: Said) -> bool:
    """Whether an item's own bounds and some of the numbers said of it and below leave nothing."""
    some: Said = {}
    for name in numbers:
        item, kind = name.split()
        some.setdefault(item, {"exact": said[item].get("exact", False)})[kind] = said[item][kind]
    return is_empty(step_upwards(framework, some)[code])


def contradictions(framework: Framework, said: Said) -> dict[str, list[list[str]]]:
    """Rule 5.4: each impossible item, with every choice of fewest figures that make it so.

    A figure is named as in ``"1.4 percent"``.
    """
    check_said(framework, said)
    up = step_upwards(framework, said)
    impossible = [code for code in downwards(framework) if is_empty(up[code])]
    found: dict[str, list[list[str]]] = {}
    for code in impossible:
        own = [f"{code} {kind}" for kind in figure_numbers(said.get(code, {}))]
        doubtful = set(impossible)
        for other in impossible:
            if other in below(framework, code):
                doubtful.update(below(framework, other))
        usable = [
            f"{item} {kind}"
            for item in below(framework, code)
            if item not in doubtful
            for kind in figure_numbers(said.get(item, {}))
        ]
        alone = [list(some) for size in (1, 2) for some in combinations(own, size)]
        fewest = [some for some in alone if contradict(framework, code, some, said)]
        size = 0
        while not fewest:
            size += 1
            fewest = [
                [figure, *some]
                for figure in own
                for some in combinations(usable, size)
                if contradict(framework, code, [figure, *some], said)
            ]
        found[code] = [some for some in fewest if len(some) == min(map(len, fewest))]
    return found


def changed(framework: Framework, said: Said, changes: Said) -> Said:
    """Rule 5.5: what is said after a change."""
    check_said(framework, changes)
    ranges = narrowed(framework, said)
    after = dict(said)

    def go(code: str, bound: bool) -> None:
        if code in changes:
            for item in (code, *below(framework, code)):
                after.pop(item, None)
        elif any(item in changes for item in below(framework, code)):
            bound = bound or code in after
            after.pop(code, None)
            for part in parts(framework, code):
                go(part, bound)
        elif bound:
            after[code] = after.get(code, {}) | {"range": ranges[code]}

    go(TOTAL, False)
    return after | changes


# Section 6: the audit.


def face_value(figure: Figure, maximum: int) -> Fraction:
    """Rule 6.1."""
    if "points" in figure:
        return printed(figure["points"])[0]
    return printed(figure["percent"])[0] * maximum / 100


def prints(figure: Figure, points: Fraction, maximum: int) -> bool:
    """Rule 6.1: whether the points, and their percent, are printed as the figure's numbers."""
    for kind in figure_numbers(figure):
        value, decimals = printed(figure[kind])
        exact = points if kind == "points" else points * 100 / maximum
        if rounded(exact, decimals) != value:
            return False
    return True


def audit(framework: Framework, said: Said) -> list[dict[str, Any]]:
    """Rule 6.2 and 6.3."""
    impossible = contradictions(framework, said)
    left_out = set(impossible)
    for code in impossible:
        if code != TOTAL:
            left_out.update(parts(framework, code))
    trusted = {code: figure for code, figure in said.items() if code not in left_out}
    ranges = narrowed(framework, trusted)
    findings: list[dict[str, Any]] = []
    for code in [*below(framework, TOTAL), TOTAL]:
        if code not in said:
            continue
        figure, limit, these = said[code], maximum(framework, code), parts(framework, code)
        if code in impossible:
            findings.append({"item": code, "kind": "impossible", "range": ranges[code]})
            continue
        if "points" in figure and "percent" in figure:
            computed = face_value({"percent": figure["percent"]}, limit)
            if not prints({"points": figure["points"]}, computed, limit):
                own = said_range(figure, limit) if code in left_out else ranges[code]
                row = {"item": code, "kind": "rounding of row", "computed": computed}
                findings.append(row | {"range": own})
        if these and all(part in said and part not in impossible for part in these):
            computed = Fraction(sum(face_value(said[p], maximum(framework, p)) for p in these))
            kind = "adds up" if prints(figure, computed, limit) else "rounding of sum"
            findings.append(
                {"item": code, "kind": kind, "computed": computed, "range": ranges[code]}
            )
    return findings


# Section 7: editions.


def comparability(one: str, other: str) -> str:
    """Rule 7.1, by eras."""
    if one == other:
        return "direct"
    return "rough" if {one, other} == {"pre-2010", "2010"} else "none"


def to_older_scale(range_: Range) -> Range:
    """Rule 7.2."""
    lower, upper = plus(range_, closed(80, 100))
    limit = (Fraction(800), 0)
    return min(lower, limit), min(upper, limit)


def from_older_scale(range_: Range) -> Range:
    """Rule 7.3."""
    lower, upper = minus(range_, closed(80, 100))
    least = (Fraction(0), 0)
    upper = (Fraction(800), 0) if contains(range_, Fraction(800)) else max(upper, least)
    return max(lower, least), upper


# Section 8: differences.


def verdict(difference: Range) -> str:
    """Rule 8.1."""
    zero = closed(0, 0)
    if above(difference, zero) == "certain":
        return "higher"
    if above(zero, difference) == "certain":
        return "lower"
    return "equal" if difference == zero else "undecided"


def change_in_percent(first: Range, second: Range) -> Range | None:
    """Rule 8.2: from the first to the second."""
    (a_lower, a_upper), (b_lower, b_upper) = first, second
    if a_lower[0] == 0:
        return None
    lower, upper = b_lower[0] / a_upper[0], b_upper[0] / a_lower[0]
    lower_included = not (b_lower[1] or a_upper[1]) or b_lower == closed(0, 0)[0]
    upper_included = not (b_upper[1] or a_lower[1]) or b_upper == closed(0, 0)[1]
    return (
        ((lower - 1) * 100, 0 if lower_included else 1),
        ((upper - 1) * 100, 0 if upper_included else -1),
    )


def claim(text: str, difference: Range | None) -> str:
    """Rule 8.3."""
    if difference is None:
        raise NotExact(text)
    said = printed_range(text)
    common = intersection(said, difference)
    if common == difference:
        return "certain"
    return "excluded" if is_empty(common) else "possible"


# Section 9: profiles and ranks.


def strongest(shares: dict[str, Range]) -> tuple[list[str], list[str]]:
    """Rule 9.1: the certainly and the possibly strongest."""
    certainly, possibly = [], []
    for code, share in shares.items():
        others = [above(shares[other], share) for other in shares if other != code]
        if all(relation == "excluded" for relation in others):
            certainly.append(code)
        if "certain" not in others:
            possibly.append(code)
    return certainly, possibly


def weakest(shares: dict[str, Range]) -> tuple[list[str], list[str]]:
    certainly, possibly = [], []
    for code, share in shares.items():
        others = [above(share, shares[other]) for other in shares if other != code]
        if all(relation == "excluded" for relation in others):
            certainly.append(code)
        if "certain" not in others:
            possibly.append(code)
    return certainly, possibly


def ranks(ranges: list[Range]) -> list[tuple[int, int]]:
    """Rule 9.2: the best and the worst rank of each."""
    found = []
    for at, range_ in enumerate(ranges):
        others = [above(other, range_) for i, other in enumerate(ranges) if i != at]
        certain = sum(relation == "certain" for relation in others)
        possible = sum(relation != "excluded" for relation in others)
        found.append((1 + certain, 1 + possible))
    return found


# Ranges as text, as in the test vectors.


def range_of(text: str) -> Range:
    lower, upper = text[1:-1].split(", ")
    return (
        (Fraction(lower), 1 if text[0] == "(" else 0),
        (Fraction(upper), -1 if text[-1] == ")" else 0),
    )


def text_of(range_: Range) -> str:
    (lower, lower_nudge), (upper, upper_nudge) = range_
    return f"{'(' if lower_nudge else '['}{lower}, {upper}{')' if upper_nudge else ']'}"
