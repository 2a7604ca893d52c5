"""The test vectors once more by trying all points of a grid: no rule on ends of ranges is used.

What is said of items, and ranges that are put in, have their ends on a coarse grid. On a grid so
much finer that an open end at every item still leaves room in between, some choice of points
reaches a closed end itself, and comes near an open one without reaching it; so the choices that
there are tell the exact ranges. Sets of points are whole numbers whose bits are the grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from math import lcm
from typing import Any

import pytest

from kommunkompass.testing import conformance_vectors

Data = dict[str, Any]


def vectors(operation: str) -> list[Any]:
    """Vectors of an operation, with what they name in the place of the names."""
    file = conformance_vectors()
    found = []
    for place, (_, inputs, expected) in enumerate(file["vectors"][operation]):
        for key, group in (("framework", "frameworks"), ("said", "tables")):
            if isinstance(inputs.get(key), str):
                inputs[key] = file[group][inputs[key]]
        if expected != "value":
            found.append(pytest.param(inputs, expected, id=f"{operation}-{place}"))
    return found


def decimals(printed: str) -> int:
    return len(printed.replace(",", ".").partition(".")[2])


class Grid:
    """All choices of points of a framework's items for which what is said is true."""

    def __init__(self, framework: Data, said: Data) -> None:
        self.said = said
        self.areas = {
            area["code"]: dict(area.get("criteria", [])) for area in framework.get("areas", [])
        }
        self.maxima = {area["code"]: area["maximum"] for area in framework.get("areas", [])}
        self.maxima |= {"total": framework["maximum"]}
        for criteria in self.areas.values():
            self.maxima |= criteria
        coarse = [1]
        for code, figure in said.items():
            for kind in ("points", "percent"):
                if kind in figure:
                    half = Fraction(1, 2 * 10 ** decimals(figure[kind]))
                    scale = Fraction(self.maxima[code], 100) if kind == "percent" else 1
                    coarse.append((half * scale).denominator)
        #: Grid points from one coarse one to the next, and to a whole point.
        self.between = len(self.maxima) + 2
        self.unit = lcm(*coarse) * self.between
        self.sets = self.choices()

    def said_truly(self, code: str, candidates: int) -> int:
        """Those of some points of the grid that are printed as what is said of an item."""
        figure = self.said.get(code, {})
        for kind, scale, denominator in (
            ("points", 1, self.unit),
            ("percent", 100, self.unit * self.maxima[code]),
        ):
            if kind not in figure:
                continue
            power = 10 ** decimals(figure[kind])
            printed = int(Fraction(figure[kind].replace(",", ".")) * power)
            kept = []
            for place in bits(candidates):
                n = place * scale * power
                if figure.get("exact"):
                    fits = n == printed * denominator
                else:
                    fits = (2 * n + denominator) // (2 * denominator) == printed
                if fits:
                    kept.append(place)
            candidates = sum(1 << place for place in kept)
        return candidates

    def choices(self) -> dict[str, int]:
        """By code, the points that are part of some choice; none at all if there is none."""
        parts = {code: list(criteria) for code, criteria in self.areas.items()}
        parts["total"] = list(self.areas)
        up: dict[str, int] = {}
        for code in (*(part for each in self.areas.values() for part in each), *parts):
            below = [up[part] for part in parts.get(code, [])]
            all_points = (1 << self.maxima[code] * self.unit + 1) - 1
            up[code] = self.said_truly(code, summed(below) if below else all_points)
        for whole in ("total", *self.areas):
            for part in parts[whole]:
                rest = summed([up[other] for other in parts[whole] if other != part])
                start = max(0, low(rest) + low(up[part]))
                rest, left = rest >> max(0, low(rest)), up[whole] >> start
                first = low(up[part])
                kept = [one for one in bits(up[part]) if rest << (one - first) & left]
                up[part] = sum(1 << one for one in kept)
        return up

    @property
    def is_possible(self) -> bool:
        return all(self.sets.values())

    def range_text(self, code: str) -> str:
        """The exact range that the points of the grid come from."""
        places = self.sets[code]
        least, most = low(places), places.bit_length() - 1
        lower, over = divmod(least, self.between)
        upper, under = -(-most // self.between), most % self.between
        coarse = self.unit // self.between
        return (
            f"{'(' if over else '['}{Fraction(lower, coarse)}, "
            f"{Fraction(upper, coarse)}{')' if under else ']'}"
        )


def low(places: int) -> int:
    """The least point of a set, or -1 where it has none."""
    return (places & -places).bit_length() - 1


def bits(places: int) -> Iterator[int]:
    """The points of a set."""
    if places:
        first = low(places)
        digits = f"{places >> first:b}"[::-1]
        yield from (first + place for place, digit in enumerate(digits) if digit == "1")


def summed(sets: list[int]) -> int:
    """All sums of one point out of each set."""
    sums, first = 1, 0
    for places in sets:
        if not places:
            return 0
        first += low(places)
        few, many = sorted((sums, places >> low(places)), key=int.bit_count)
        sums = 0
        for place in bits(few):
            sums |= many << place
    return sums << first


@pytest.mark.parametrize(("inputs", "expected"), vectors("narrow"))
def test_narrowing(inputs: Data, expected: Data) -> None:
    """Each range is what the choices of points leave, and none is impossible without reason."""
    grid = Grid(**inputs)
    if expected == "impossible":
        assert not grid.is_possible
    else:
        ranges = expected["ranges"]
        assert {code: grid.range_text(code) for code in ranges} == ranges


@pytest.mark.parametrize(("inputs", "expected"), vectors("figure"))
def test_single_figures(inputs: Data, expected: Data) -> None:
    """The range of a figure is all that is printed so."""
    grid = Grid({"maximum": inputs["maximum"]}, {"total": inputs["figure"]})
    if expected == "impossible":
        assert not grid.is_possible
    else:
        assert grid.range_text("total") == expected["range"]


def possible(framework: Data, said: Data, names: tuple[str, ...]) -> bool:
    some: Data = {}
    for name in names:
        code, kind = name.split()
        figure = some.setdefault(code, {"exact": said[code].get("exact", False)})
        figure[kind] = said[code][kind]
    return Grid(framework, some).is_possible


@pytest.mark.parametrize(("inputs", "expected"), vectors("contradictions"))
def test_contradictions(inputs: Data, expected: Data) -> None:
    """Each named set of figures has no choice of points, and has one without any of them."""
    named = expected["contradictions"]
    assert bool(named) is not Grid(**inputs).is_possible
    for sets in named.values():
        for names in sets:
            assert not possible(**inputs, names=tuple(names))
            for fewer in combinations(names, len(names) - 1):
                assert possible(**inputs, names=fewer)


@pytest.mark.parametrize(("inputs", "expected"), vectors("audit")[:-1])
def test_audits_are_consistent_if_points_exist(inputs: Data, expected: Data) -> None:
    """Whatever they say of rounding; the last, of all of Kumla, leaves too many choices to try."""
    assert expected["consistent"] is Grid(**inputs).is_possible


def numbers(ranges: list[str]) -> list[list[int]]:
    """For each range, its places on a grid that is fine enough for all of them together."""
    ends = [[Fraction(end) for end in text[1:-1].split(", ")] for text in ranges]
    unit = lcm(*[end.denominator for pair in ends for end in pair]) * (len(ranges) + 2)
    found = []
    for text, (lower, upper) in zip(ranges, ends, strict=True):
        first = int(lower * unit) + (text[0] == "(")
        last = int(upper * unit) - (text[-1] == ")")
        found.append(list(range(first, last + 1)))
    return found


@pytest.mark.parametrize(("inputs", "expected"), vectors("ranks"))
def test_ranks(inputs: Data, expected: Data) -> None:
    """The best and the worst that each has in any choice of numbers."""
    choices = product(*numbers(inputs["ranges"]))
    ranks = [[1 + sum(b > a for b in choice) for a in choice] for choice in choices]
    assert expected["ranks"] == [[min(of), max(of)] for of in zip(*ranks, strict=True)]


@pytest.mark.parametrize(("inputs", "expected"), vectors("extremes"))
def test_extremes(inputs: Data, expected: Data) -> None:
    """Possibly strongest is what is so in some choice, certainly what is so in all."""
    codes = list(inputs["scores"])
    shares = []
    for text, maximum in inputs["scores"].values():
        lower, upper = (Fraction(end) / maximum for end in text[1:-1].split(", "))
        shares.append(f"{text[0]}{lower}, {upper}{text[-1]}")
    wins: dict[str, list[set[str]]] = {"strongest": [], "weakest": []}
    for choice in product(*numbers(shares)):
        for name, best in (("strongest", max(choice)), ("weakest", min(choice))):
            won = {code for code, share in zip(codes, choice, strict=True) if share == best}
            wins[name].append(won)
    for name, won in wins.items():
        assert set(expected[name]["certain"]) == set.intersection(*won)
        assert set(expected[name]["possible"]) == set.union(*won)


@pytest.mark.parametrize(("inputs", "expected"), vectors("relations"))
def test_relations(inputs: Data, expected: Data) -> None:
    """Certain is what holds of all pairs of numbers, excluded what holds of none."""
    pairs = list(product(*numbers([inputs["a"], inputs["b"]])))
    held = {"above": {a > b for a, b in pairs}, "equal": {a == b for a, b in pairs}}
    words = {(True,): "certain", (False,): "excluded", (False, True): "possible"}
    assert expected == {name: words[tuple(sorted(of))] for name, of in held.items()}


@pytest.mark.parametrize(("inputs", "expected"), vectors("round_half_up"))
def test_rounding(inputs: Data, expected: Data) -> None:
    """The one number with so many decimals of which it is at most half a unit off, up to."""
    exact, unit = Fraction(inputs["number"]), Fraction(1, 10 ** inputs["decimals"])
    rounded = Fraction(expected["rounded"])
    assert (rounded / unit).denominator == 1
    assert rounded - unit / 2 <= exact < rounded + unit / 2


@pytest.mark.parametrize(("inputs", "expected"), vectors("difference"))
def test_verdicts(inputs: Data, expected: Data) -> None:
    """Higher or lower is what is so for all pairs of numbers."""
    pairs = product(*numbers([inputs["minuend"], inputs["subtrahend"]]))
    signs = {(a > b) - (a < b) for a, b in pairs}
    words = {(1,): "higher", (-1,): "lower", (0,): "equal"}
    assert expected["verdict"] == words.get(tuple(signs), "undecided")
