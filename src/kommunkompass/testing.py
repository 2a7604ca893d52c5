"""For tests: assertions that say what differs and by how much, and the method's test vectors.

The assertions raise plain ``AssertionError``, so every test runner can be used; pytest leaves
their own lines out of its tracebacks. :mod:`kommunkompass.strategies` draws values to test with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from kommunkompass.arguments import check_kind
from kommunkompass.auditing import AuditKind, audit
from kommunkompass.errors import shown
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import Number, exact_text
from kommunkompass.figure import Figure
from kommunkompass.framework import Area, Criterion, Framework
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score, walk

__all__ = [
    "assert_consistent",
    "assert_contains",
    "assert_equal",
    "conformance_vectors",
    "small_framework",
]


def conformance_vectors() -> dict[str, Any]:
    """Return the test vectors of the method: inputs with exact outputs, for any implementation.

    The page on the method says in its section on conformance what they hold.

    >>> conformance_vectors()["vectors"]["round_half_up"][2]
    ['2.4', {'number': '1/2', 'decimals': 0}, {'rounded': '1'}]
    """
    text = Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def small_framework(*areas: int | Sequence[int], maximum: int = 1) -> Framework:
    """Return a framework of one's own, to test with.

    >>> [(item.code, item.maximum) for item in small_framework([10, 20], 5)]
    [('1', 30), ('1.1', 10), ('1.2', 20), ('2', 5), ('total', 35)]

    Args:
        *areas: each by its criteria's maxima, or by its own where it is scored as a whole.
        maximum: the total's maximum where there are no areas.
    """
    built = [_area(str(number), maxima) for number, maxima in enumerate(areas, 1)]
    return Framework(
        version="own",
        title="Eget ramverk",
        title_en="Own framework",
        maximum=sum(area.maximum for area in built) or maximum,
        era="own",
        source="made for a test",
        areas=tuple(built),
    )


def _area(code: str, maxima: int | Sequence[int]) -> Area:
    parts = [] if isinstance(maxima, int) else maxima
    criteria = [
        Criterion(
            code=f"{code}.{number}",
            title=f"Fråga {code}.{number}",
            title_en=f"Question {code}.{number}",
            maximum=maximum,
            source="made for a test",
        )
        for number, maximum in enumerate(parts, 1)
    ]
    return Area(
        code=code,
        title=f"Område {code}",
        title_en=f"Area {code}",
        maximum=maxima if isinstance(maxima, int) else sum(maxima),
        source="made for a test",
        criteria=tuple(criteria),
    )


def assert_equal(actual: object, expected: object) -> None:
    """Assert that two values are equal: evaluations, published tables, scores or any others.

    >>> one = Evaluation.from_percents("2.1", {"1.1": 50, "1.2": 20}, municipality="Kumla")
    >>> assert_equal(one.with_scores({"1.2": 27.5}), one)
    Traceback (most recent call last):
    AssertionError: Evaluation differs from the one that was expected:
      total, points: [13, 778], expected [11.5, 776.5] (lower end 1.5 more, upper end 1.5 more)
      area 1, points: [13, 78], expected [11.5, 76.5] (lower end 1.5 more, upper end 1.5 more)
      criterion 1.2, points: 5.5, expected 4 (1.5 more)

    Raises:
        AssertionError: where they are not; it names each item and detail that differs.
    """
    __tracebackhide__ = True
    if actual == expected:
        return
    facts, should = dict(_facts("", actual)), dict(_facts("", expected))
    pairs = {name: (facts.get(name), should.get(name)) for name in {**should, **facts}}
    # Decimals are equal however many digits are printed, and differ as figures.
    lines = [
        _difference(name, fact, other)
        for name, (fact, other) in pairs.items()
        if fact != other or str(fact) != str(other)
    ]
    _fail_for(
        f"{type(actual).__name__} differs from the one that was expected:",
        lines or [_difference("", actual, expected)],
    )


def assert_contains(known: Evaluation, exact: Evaluation | Mapping[str, Number]) -> None:
    """Assert that what is known, as from printed figures, allows for what is exact.

    >>> printed = Evaluation.from_printed("2.1", {"3.5": Figure("9", "62")})
    >>> assert_contains(printed, {"3.5": 9.3})
    >>> assert_contains(printed, {"3.5": 9.5})
    Traceback (most recent call last):
    AssertionError: 1 outside what is known:
      criterion 3.5: 9.5 points, known to be in [9.225, 9.375) (0.125 too high)

    Args:
        known: an evaluation, such as a printed one.
        exact: points by code, or an evaluation by the same framework, of which all that is
            possible has to be allowed for.

    Raises:
        AssertionError: where it does not; it names every item outside.
        UnknownCodeError: for a code that is not the framework's.
    """
    __tracebackhide__ = True
    check_kind("known", known, Evaluation, "an Evaluation")
    check_kind("exact", exact, (Evaluation, Mapping), "an Evaluation, or points by code")
    if isinstance(exact, Evaluation):
        assert_equal(exact.framework, known.framework)
        inner = {score.code: score.range for score in walk(exact.total)}
    else:
        inner = {code: Range.exactly(points) for code, points in exact.items()}
    outside = []
    for code, held in inner.items():
        score = known[code]
        if not held.within(score.range):
            low, high = score.lower - held.lower, held.upper - score.upper
            beyond = [f"{exact_text(low)} too low"] * (low > 0)
            beyond += [f"{exact_text(high)} too high"] * (high > 0)
            how = ", ".join(beyond) or "at an open end"
            label = score.item.label
            outside.append(f"{label}: {_text(held)} points, known to be in {score.range} ({how})")
    _fail_for(f"{len(outside)} outside what is known:", outside)


def assert_consistent(table: PublishedTable) -> None:
    """Assert that a table's figures can all be true together.

    Raises:
        AssertionError: where they cannot; it names each contradiction.
    """
    __tracebackhide__ = True
    found = audit(table).of_kind(AuditKind.IMPOSSIBLE)
    _fail_for("Figures contradict each other:", map(str, found))


def _fail_for(head: str, faults: Iterable[str]) -> None:
    __tracebackhide__ = True
    lines = [head, *faults]
    if len(lines) > 1:
        raise AssertionError("\n  ".join(lines))


def _facts(name: str, value: object) -> Iterator[tuple[str, object]]:
    """What a value comes to, each fact by where it stands; None is no fact."""
    if isinstance(value, Score):
        label = value.item.label
        yield f"{label}, points", value.range
        yield f"{label}, given", value.given
        yield from _facts(f"{label}, printed", value.figure)
        for part in value.parts:
            yield from _facts(label, part)
        if not name:
            yield from _facts(label, value.item)
    elif isinstance(value, Evaluation):
        yield from _fields(name, value, but="known")
        yield from _facts("total", value.total)
        ranges = {score.code: score.range for score in walk(value.total)}
        for score in value.known:
            if score.range != ranges[score.code]:
                yield f"{score.item.label}, points as given", score.range
    elif isinstance(value, PublishedTable):
        yield from _fields(name, value, but="figures")
        for code, figure in value.figures:
            yield from _facts(f"{value.framework[code].label}, printed", figure)
    elif isinstance(value, Figure):
        yield from _facts(f"{name} points".lstrip(), value.points)
        yield from _facts(f"{name} percent".lstrip(), value.percent)
        yield from _facts(f"{name} exact".lstrip(), value.exact or None)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _facts(f"{name}[{place}]", part)
    elif attrs.has(type(value)) and not isinstance(value, Range):
        yield from _fields(name, value)
        # Of a cohort or a column; to import them would load numpy.
        held: Any = getattr(value, "to_evaluations", getattr(value, "ranges", tuple))
        for label, one in zip(getattr(value, "labels", ()), held(), strict=True):
            yield from [(f"{name} {label} {fact}".strip(), said) for fact, said in _facts("", one)]
    elif value is not None:
        yield name, value


def _fields(name: str, value: Any, but: str = "") -> Iterator[tuple[str, object]]:
    for field in attrs.fields(type(value)):
        if field.eq and field.name != but and field.name[0] != "_":
            yield from _facts(f"{name}.{field.name}".lstrip("."), getattr(value, field.name))


def _difference(name: str, fact: object, expected: object) -> str:
    how = ""
    if isinstance(fact, Range) and isinstance(expected, Range):
        how = _moved(fact, expected)
    elif {type(fact), type(expected)} <= {int, Decimal, Fraction}:
        how = _more(Fraction(str(fact)) - Fraction(str(expected)))
    said = f"{name or 'value'}: {_text(fact)}, expected {_text(expected)}"
    return f"{said} ({how})" if how else said


def _moved(known: Range, expected: Range) -> str:
    lower = _more(known.lower - expected.lower)
    upper = _more(known.upper - expected.upper)
    if known.is_exact and expected.is_exact:
        return lower
    moved = [
        f"{end} end {amount}" for end, amount in (("lower", lower), ("upper", upper)) if amount
    ]
    return ", ".join(moved) or "an end closed in one alone"


def _more(amount: Fraction) -> str:
    return f"{exact_text(abs(amount))} {'more' if amount > 0 else 'less'}" if amount else ""


def _text(fact: object) -> str:
    if isinstance(fact, Range):
        return exact_text(fact.lower) if fact.is_exact else str(fact)
    if isinstance(fact, str):
        return repr(fact)  # in full, as long texts may differ at their end alone
    return "nothing" if fact is None else shown(fact)
