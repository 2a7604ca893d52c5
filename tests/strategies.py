"""What the tests share: frameworks, ranges and scores to draw, and oracles to judge by.

The oracles find by enumeration, or by a linear programme, what the library finds by arithmetic
on ends. Of the library they use plain data alone: codes, maxima, and the ends of ranges.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Protocol, TypeAlias

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from kommunkompass import Area, Criterion, Figure, Framework, Range, Score, Statement

Item: TypeAlias = Criterion | Area | Framework

#: The ends of a range: lower, whether it is closed, upper, whether it is closed.
Span: TypeAlias = tuple[Fraction, bool, Fraction, bool]


class Spanning(Protocol):
    """What has ends: a range or a score."""

    @property
    def lower(self) -> Fraction:
        """The lower end."""

    @property
    def lower_closed(self) -> bool:
        """Whether the lower end belongs to it."""

    @property
    def upper(self) -> Fraction:
        """The upper end."""

    @property
    def upper_closed(self) -> bool:
        """Whether the upper end belongs to it."""


def span(known: Spanning) -> Span:
    """The ends of a range or a score, to compare with an oracle's."""
    return known.lower, known.lower_closed, known.upper, known.upper_closed


def holds(known: Spanning, value: Fraction | int) -> bool:
    """Whether a number lies in a range, by comparing it with each end."""
    above = known.lower < value or (known.lower_closed and known.lower == value)
    below = value < known.upper or (known.upper_closed and known.upper == value)
    return above and below


def grid(known: Range, steps: int) -> list[Fraction]:
    """The multiples of 1/steps that lie in a range."""
    first, last = math.floor(known.lower * steps), math.ceil(known.upper * steps)
    values = [Fraction(place, steps) for place in range(first, last + 1)]
    return [value for value in values if holds(known, value)]


def half_up(value: Fraction, decimals: int = 0) -> str:
    """A number of at least 0 as a report prints it, a half going up."""
    digits = str(math.floor(value * 10**decimals + Fraction(1, 2))).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


# Frameworks


def small_framework(*areas: int | Sequence[int], version: str = "small") -> Framework:
    """A framework of areas, each given by its maximum or by its criteria's maxima."""
    built = []
    for number, maxima in enumerate(areas, 1):
        whole = isinstance(maxima, int)
        criteria = [
            Criterion(
                code=f"{number}.{place}",
                maximum=maximum,
                title=f"Fråga {number}.{place}",
                title_en=f"Question {number}.{place}",
                source="here",
            )
            for place, maximum in enumerate([] if isinstance(maxima, int) else maxima, 1)
        ]
        built.append(
            Area(
                code=str(number),
                maximum=maxima if isinstance(maxima, int) else sum(maxima),
                title=f"Område {number}",
                title_en=f"Area {number}",
                source="here",
                criteria=() if whole else tuple(criteria),
            )
        )
    return Framework(
        version=version,
        maximum=sum(area.maximum for area in built) or 5,
        title="Liten",
        title_en="Small",
        era="small",
        source="here",
        areas=tuple(built),
    )


def frameworks(
    *, least_areas: int = 0, most_areas: int = 3, most_criteria: int = 3, most_points: int = 3
) -> st.SearchStrategy[Framework]:
    """Small frameworks; an area may come without criteria, the framework without areas."""
    points = st.integers(1, most_points)
    area = st.one_of(points, st.lists(points, min_size=1, max_size=most_criteria))
    areas = st.lists(area, min_size=least_areas, max_size=most_areas)
    return areas.map(lambda drawn: small_framework(*drawn))


def parts(item: Item) -> tuple[Item, ...]:
    """The items that an item's points are the sum of."""
    if isinstance(item, Framework):
        return item.areas
    return item.criteria if isinstance(item, Area) else ()


def subtree(item: Item) -> list[Item]:
    """An item and all below it."""
    return [item, *[below for part in parts(item) for below in subtree(part)]]


def leaves(item: Item) -> list[Item]:
    """The items that are no sum of others."""
    return [below for below in subtree(item) if not parts(below)]


# Ranges and scores


def make_range(lower: Fraction, lower_open: bool, upper: Fraction, upper_open: bool) -> Range:
    """A range by its ends."""
    kinds = {
        (False, False): Range.closed,
        (False, True): Range.closedopen,
        (True, False): Range.openclosed,
        (True, True): Range.open,
    }
    return kinds[lower_open, upper_open](lower, upper)


@st.composite
def ranges(draw: st.DrawFn, least: int = -2, most: int = 2, unit: int = 1) -> Range:
    """Ranges with ends at multiples of 1/unit between two whole numbers."""
    ends = st.integers(least * unit, most * unit)
    lower, upper = sorted([draw(ends), draw(ends)])
    opened = st.booleans() if lower < upper else st.just(False)
    return make_range(Fraction(lower, unit), draw(opened), Fraction(upper, unit), draw(opened))


@st.composite
def ranges_around(draw: st.DrawFn, value: Fraction, maximum: int, widest: int = 3) -> Range:
    """Ranges within 0 and the maximum that hold a value."""
    lower = max(Fraction(0), value - draw(st.integers(0, widest)))
    upper = min(Fraction(maximum), value + draw(st.integers(0, widest)))
    lower_open = lower < value and draw(st.booleans())
    upper_open = value < upper and draw(st.booleans())
    return make_range(lower, lower_open, upper, upper_open)


@st.composite
def truths(draw: st.DrawFn, framework: Framework, decimals: int = 1) -> dict[str, Fraction]:
    """Exact points for every item of a framework: percents of so many decimals, summed up."""
    whole = 100 * 10**decimals
    items = leaves(framework)
    count = len(items)
    share = st.one_of(st.sampled_from([0, whole]), st.integers(0, whole))
    shares = draw(st.lists(share, min_size=count, max_size=count))
    given = zip(items, shares, strict=True)
    return summed(framework, {item.code: Fraction(s * item.maximum, whole) for item, s in given})


def summed(framework: Framework, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The exact points of every item, from those of the items that are no sum."""
    return {
        item.code: sum((points[leaf.code] for leaf in leaves(item)), Fraction(0))
        for item in subtree(framework)
    }


def figures_of(item: Item, points: Fraction) -> st.SearchStrategy[Figure]:
    """What a report may print of exact points: points, percent or both, of 0 or 1 decimals."""
    percent = points * 100 / item.maximum

    def build(kind: str, decimals: int) -> Figure:
        return Figure(
            points=None if kind == "percent" else half_up(points, decimals),
            percent=None if kind == "points" else half_up(percent, decimals),
        )

    kinds = st.sampled_from(["both", "points", "percent"])
    return st.builds(build, kinds, st.sampled_from([0, 1]))


def scores_of(item: Item, points: Fraction) -> st.SearchStrategy[Score]:
    """What may be known of exact points: exactly, as printed, as a range, or nothing."""
    return st.one_of(
        st.just(Score.from_points(item, points)),
        figures_of(item, points).map(lambda figure: Score.from_figure(item, figure)),
        ranges_around(points, item.maximum).map(lambda known: Score(item, known)),
        st.just(Score.unknown(item)),
    )


@st.composite
def known_scores(
    draw: st.DrawFn, framework: Framework, truth: Mapping[str, Fraction]
) -> list[Score]:
    """Scores of some items, each of them true."""
    chosen = [item for item in subtree(framework) if draw(st.booleans())]
    return [draw(scores_of(item, truth[item.code])) for item in chosen]


@st.composite
def statements(draw: st.DrawFn, framework: Framework, most: int = 12) -> list[Statement]:
    """Things said of a framework's items, at most two of each; they may contradict.

    Most are true of some points of the item, chosen for each by itself: few for what is no sum,
    more for sums, or the other way round. So it often takes many to contradict one.
    """
    said: list[Statement] = []
    few = draw(st.booleans())
    for item in subtree(framework):
        points = draw(st.integers(0, item.maximum // 2) | st.integers(0, item.maximum))
        if bool(parts(item)) == few:
            points = item.maximum - points
        for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2]))):
            near = ranges_around(Fraction(points), item.maximum, widest=1)
            any_ = ranges(-1, item.maximum + 1)
            known = draw(draw(st.sampled_from([near, near, near, near, any_])))
            said.append(
                Statement(code=item.code, measure="points", text=str(len(said)), range=known)
            )
    return said[:most]


# Oracles

Said: TypeAlias = Mapping[str, Iterable[Range]]


def enumerated(framework: Framework, said: Said) -> dict[str, Span] | None:
    """What each item can have, by enumeration, or None where nothing can be.

    All ends are multiples of a unit. Every item's points are tried at the multiples of a cell
    so small that open ends, each passed by one cell, cannot use up half a unit together. So
    what is possible at the halves of units is found, and that tells ends and their kinds. Sets
    of such multiples are the bits of whole numbers: bit 3 stands for 3 cells.
    """
    items = subtree(framework)
    known = {code: list(about) for code, about in said.items()}
    unit = _unit(end for about in known.values() for end in about)
    half = len(items) + 1
    cell = unit / (2 * half)
    upwards: dict[str, int] = {}
    downwards: dict[str, int] = {}

    def up(item: Item) -> int:
        top = int(item.maximum / cell)
        marks = (2 << top) - 1
        for about in known.get(item.code, ()):
            first = int(about.lower / cell) + (not about.lower_closed)
            last = int(about.upper / cell) - (not about.upper_closed)
            marks &= (1 << max(last + 1, 0)) - (1 << max(first, 0)) if first <= last else 0
        if parts(item):
            marks &= reduce(_sums, [up(part) for part in parts(item)], 1)
        upwards[item.code] = marks
        return marks

    def down(item: Item, marks: int) -> None:
        downwards[item.code] = marks
        for part in parts(item):
            others = [upwards[other.code] for other in parts(item) if other is not part]
            down(part, upwards[part.code] & _differences(marks, reduce(_sums, others, 1)))

    if up(framework) == 0:
        return None
    down(framework, upwards[framework.code])
    return {code: _span(_places(marks), half, unit) for code, marks in downwards.items()}


def _unit(known: Iterable[Range]) -> Fraction:
    """The greatest number that all ends, and 1, are multiples of."""
    ends = [end for about in known for end in (about.lower, about.upper)]
    return Fraction(1, math.lcm(*[end.denominator for end in ends]))


def _places(marks: int) -> Iterator[int]:
    while marks:
        yield (marks & -marks).bit_length() - 1
        marks &= marks - 1


def _sums(one: int, other: int) -> int:
    return reduce(lambda marks, place: marks | one << place, _places(other), 0)


def _differences(whole: int, others: int) -> int:
    return reduce(lambda marks, place: marks | whole >> place, _places(others), 0)


def _span(places: Iterable[int], half: int, unit: Fraction) -> Span:
    halves = [place // half for place in places if place % half == 0]
    assert halves == list(range(halves[0], halves[-1] + 1)), "what is possible has a hole"
    lower_closed, upper_closed = halves[0] % 2 == 0, halves[-1] % 2 == 0
    lower = halves[0] // 2 * unit
    upper = (halves[-1] + 1) // 2 * unit
    return lower, lower_closed, upper, upper_closed


#: A sum of variables, each counted 0 times or once.
Sum: TypeAlias = Sequence[int]

_NUDGE = 1e-3


def programmed(rules: Sequence[tuple[Sum, Range]], wanted: Sequence[Sum]) -> list[Span] | None:
    """What each wanted sum can be, by a linear programme, or None where nothing can be.

    In units that make every end whole, an open end is moved in by a thousandth. As sums here
    are nested, a least or greatest value then is a whole number and one thousandth for each
    open end that it rests on, which tells the end and its kind.
    """
    unit = _unit(known for _, known in rules)
    matrix, limits = [], []
    for counted, known in rules:
        matrix += [[-count for count in counted], list(counted)]
        limits += [
            -float(known.lower / unit) - (0 if known.lower_closed else _NUDGE),
            float(known.upper / unit) - (0 if known.upper_closed else _NUDGE),
        ]
    found = []
    for counted in wanted:
        ends = []
        for sign in (1, -1):
            result = linprog(
                np.array(counted) * sign, np.array(matrix), np.array(limits), bounds=(None, None)
            )
            if result.status == 2:
                return None
            assert result.status == 0, result.message
            ends.append(sign * float(result.fun))
        lower, upper = math.floor(ends[0] + _NUDGE / 2), math.ceil(ends[1] - _NUDGE / 2)
        found.append(
            (
                lower * unit,
                ends[0] - lower < _NUDGE / 2,
                upper * unit,
                upper - ends[1] < _NUDGE / 2,
            )
        )
    return found


def optimised(
    framework: Framework, said: Said, codes: Iterable[str] | None = None
) -> dict[str, Span] | None:
    """What each item can have, by a linear programme, or None where nothing can be."""
    variables = [leaf.code for leaf in leaves(framework)]
    items = {item.code: item for item in subtree(framework)}

    def counted(item: Item) -> list[int]:
        below = {leaf.code for leaf in leaves(item)}
        return [int(code in below) for code in variables]

    rules = [(counted(leaf), Range.closed(0, leaf.maximum)) for leaf in leaves(framework)]
    rules += [(counted(items[code]), known) for code, about in said.items() for known in about]
    chosen = list(items if codes is None else codes)
    found = programmed(rules, [counted(items[code]) for code in chosen])
    return None if found is None else dict(zip(chosen, found, strict=True))
