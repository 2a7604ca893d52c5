"""The method once more, in the plainest Python, written from docs/method.md alone.

Slow and obvious; nothing here comes from the package. Rational numbers are ``Fraction``; a range
is a tuple of its ends, and an end is a pair (value, nudge) as in rule 4.1. A framework is plain
data::

    {"maximum": 20, "areas": {"1": {"maximum": 20, "criteria": {"1.1": 5, "1.2": 15}}}}

without ``areas`` or ``criteria`` where they are not known (rule 1.2). What is said of the items is
a dictionary by code, of figures such as ``{"points": "5", "percent": "35"}``, with ``"exact":
True`` for those of rule 3.3; a printed number is text.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from math import floor

#: An end, and a range: its lower and its upper end.
End = tuple[Fraction, int]
Range = tuple[End, End]
Figure = dict
Framework = dict

TOTAL = "total"


class Refused(Exception):
    """What is put in is no score and no figure."""


# Section 1: the framework.


def items(framework: Framework) -> list[str]:
    """All codes, each after its parts: criteria, then their area, and the total last."""
    codes = []
    for area, content in framework.get("areas", {}).items():
        codes += content.get("criteria", {})
        codes.append(area)
    return [*codes, TOTAL]


def parts(framework: Framework, code: str) -> list[str]:
    if code == TOTAL:
        return list(framework.get("areas", {}))
    area = framework.get("areas", {}).get(code, {})
    return list(area.get("criteria", {}))


def maximum(framework: Framework, code: str) -> int:
    if code == TOTAL:
        return framework["maximum"]
    for area, content in framework["areas"].items():
        if area == code:
            return content["maximum"]
        if code in content.get("criteria", {}):
            return content["criteria"][code]
    raise Refused(code)


def below(framework: Framework, code: str) -> list[str]:
    """The parts, their parts, and so on, in the order of the framework."""
    found = []
    for part in parts(framework, code):
        found.append(part)
        found += below(framework, part)
    return found


# Section 2: exact scores.


def number(text: str) -> Fraction:
    """The number that a decimal text writes."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise Refused(text)
    return Fraction(text)


def points_of_percent(percent: str, maximum: int) -> Fraction:
    """Rule 2.1."""
    share = number(percent)
    if share < 0 or share > 100:
        raise Refused(percent)
    return share * maximum / 100


def shortest_decimal(value: float) -> Fraction:
    """Rule 2.2, by trying one digit, two digits and so on."""
    for digits in range(17):
        text = f"{value:.{digits}e}"
        if float(text) == value:
            return Fraction(text)
    raise Refused(str(value))


def rounded(value: Fraction, decimals: int = 0) -> Fraction:
    """Rule 2.4."""
    n, d, power = value.numerator, value.denominator, 10**decimals
    return Fraction((2 * n * power + d) // (2 * d), power)


def shown(value: Fraction, decimals: int = 0) -> str:
    """The same as text, with every decimal written out."""
    whole = rounded(value, decimals) * 10**decimals
    digits = str(abs(whole)).rjust(decimals + 1, "0")
    sign = "-" if whole < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


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


def printed(text: str) -> tuple[Fraction, int]:
    """Rule 3.1: the number and how many decimals are printed."""
    plain = re.sub(r"\s", "", text).removesuffix("%").replace(",", ".")
    value = number(plain)
    return value, len(plain.partition(".")[2])


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
    return intersection(closed(0, maximum), *ranges)


# Section 5: making the tree agree.


def upwards(framework: Framework, said: dict[str, Figure]) -> dict[str, Range]:
    """Rule 5.2. What is empty is impossible, and taken as unknown further up (rule 5.4)."""
    ranges: dict[str, Range] = {}
    for code in items(framework):
        ranges[code] = said_range(said.get(code, {}), maximum(framework, code))
        if parts(framework, code):
            known = []
            for part in parts(framework, code):
                unknown = closed(0, maximum(framework, part))
                known.append(unknown if is_empty(ranges[part]) else ranges[part])
            ranges[code] = intersection(ranges[code], plus(*known))
    return ranges


def narrowed(framework: Framework, said: dict[str, Figure]) -> dict[str, Range]:
    """Rules 5.2 and 5.3, of figures that are possible."""
    up = upwards(framework, said)
    if any(is_empty(range_) for range_ in up.values()):
        raise Refused("impossible")
    down = dict(up)
    for code in reversed(items(framework)):
        for part in parts(framework, code):
            others = [up[other] for other in parts(framework, code) if other != part]
            down[part] = intersection(up[part], minus(down[code], plus(*others)))
    return down


def contradicting(framework: Framework, code: str, numbers: list, said: dict) -> bool:
    """Whether an item's own bounds and some of the numbers said of it and below leave nothing."""
    some = {}
    for item, kind in numbers:
        some.setdefault(item, {"exact": said[item].get("exact", False)})[kind] = said[item][kind]
    return is_empty(upwards(framework, some)[code])


def contradictions(framework: Framework, said: dict[str, Figure]) -> dict[str, list[list]]:
    """Rule 5.4: each impossible item, with every choice of fewest figures that make it so.

    A figure is a pair of a code and ``points`` or ``percent``.
    """
    up = upwards(framework, said)
    impossible = {code for code in items(framework) if is_empty(up[code])}
    found: dict[str, list[list]] = {}
    for code in items(framework):
        if code not in impossible:
            continue
        own = [(code, kind) for kind in figure_numbers(said.get(code, {}))]
        usable = [
            (item, kind)
            for item in below(framework, code)
            if item not in impossible
            for kind in figure_numbers(said.get(item, {}))
        ]
        choices = [list(some) for size in (1, 2) for some in combinations(own, size)]
        alone = [some for some in choices if contradicting(framework, code, some, said)]
        if alone:
            least = min(map(len, alone))
            found[code] = [some for some in alone if len(some) == least]
            continue
        for size in range(1, len(usable) + 1):
            pairs = [
                [figure, *some] for figure in own for some in combinations(usable, size)
            ]
            fewest = [some for some in pairs if contradicting(framework, code, some, said)]
            if fewest:
                found[code] = fewest
                break
    return found


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


def audit(framework: Framework, said: dict[str, Figure]) -> list[tuple[str, str]]:
    """Rule 6.2: pairs of a code and ``impossible``, ``rounding``, ``row`` or ``adds up``."""
    impossible = contradictions(framework, said)
    findings = []
    for code in [TOTAL, *below(framework, TOTAL)]:
        figure = said.get(code, {})
        if code in impossible:
            findings.append((code, "impossible"))
            continue
        if "points" in figure and "percent" in figure:
            percent = {"percent": figure["percent"]}
            points = {"points": figure["points"]}
            limit = maximum(framework, code)
            if not prints(points, face_value(percent, limit), limit):
                findings.append((code, "row"))
        these = parts(framework, code)
        if not these or not figure_numbers(figure) or any(part in impossible for part in these):
            continue
        if not all(figure_numbers(said.get(part, {})) for part in these):
            continue
        total = sum(face_value(said[part], maximum(framework, part)) for part in these)
        fits = prints(figure, total, maximum(framework, code))
        findings.append((code, "adds up" if fits else "rounding"))
    return findings


# Section 7: editions.


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
    lower_included = not (b_lower[1] or a_upper[1]) or b_lower == (0, 0)
    upper_included = not (b_upper[1] or a_lower[1]) or b_upper == (0, 0)
    return (
        ((lower - 1) * 100, 0 if lower_included else 1),
        ((upper - 1) * 100, 0 if upper_included else -1),
    )


def claim(text: str, difference: Range) -> str:
    """Rule 8.3."""
    said = printed_range(text)
    common = intersection(said, difference)
    if common == difference:
        return "certain"
    return "impossible" if is_empty(common) else "possible"


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
