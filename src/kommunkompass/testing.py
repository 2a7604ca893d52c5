"""For tests of what is built on the library: assertions that say what differs, and by how much.

They raise plain ``AssertionError``, so every test runner can be used; pytest leaves their own
lines out of its tracebacks. :mod:`kommunkompass.strategies` draws values to test with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kommunkompass.auditing import AuditKind, audit
from kommunkompass.errors import InvalidTypeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import Number, exact_text
from kommunkompass.framework import Area, Criterion, Framework
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score, walk
from kommunkompass.unequal import differences, points_text

__all__ = ["assert_consistent", "assert_contains", "assert_equal", "small_framework"]


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
        AssertionError: where they are not; it names the items that differ, and by how much, and
            the details that do.
    """
    __tracebackhide__ = True
    _fail_for(
        f"{type(actual).__name__} differs from the one that was expected:",
        differences("", actual, expected),
    )


def assert_contains(
    known: Range | Score | Evaluation,
    exact: Number | Range | Score | Evaluation | Mapping[str, Number],
) -> None:
    """Assert that what is known, of one item or of all, allows for what is exact.

    >>> from kommunkompass import Figure
    >>> printed = Evaluation.from_printed("2.1", {"3.5": Figure("9", "62")})
    >>> assert_contains(printed, {"3.5": 9.3})
    >>> assert_contains(printed, {"3.5": 9.5})
    Traceback (most recent call last):
    AssertionError: 1 outside what is known:
      criterion 3.5: 9.5 points, known to be in [9.225, 9.375) (0.125 too high)

    Args:
        known: a range, a score, or an evaluation such as a printed one.
        exact: a number, or points by code or an evaluation for all items at once; where that is
            known as a range itself, all of the range has to be allowed for.

    Raises:
        AssertionError: where it does not; it names every item outside.
        UnknownCodeError: for a code that is not the evaluation's framework's.
        InvalidTypeError: for points by code, or an evaluation, held against a single range.
    """
    __tracebackhide__ = True
    if isinstance(known, Evaluation):
        if isinstance(exact, Evaluation):
            framework = differences("framework", exact.framework, known.framework)
            _fail_for("Frameworks differ:", framework)
            inner = {score.code: score.range for score in walk(exact.total)}
        elif isinstance(exact, Mapping):
            inner = {code: Range.exactly(points) for code, points in exact.items()}
        else:
            raise InvalidTypeError("exact", exact, "an Evaluation, or a mapping of points by code")
        outer = [(known[code].item.label, known[code].range, held) for code, held in inner.items()]
    else:
        label = known.item.label if isinstance(known, Score) else "range"
        outer = [(label, _range_of(known), _range_of(exact))]
    outside = [
        f"{label}: {points_text(held)} points, known to be in {allowed} ({_excess(held, allowed)})"
        for label, allowed, held in outer
        if not held.within(allowed)
    ]
    _fail_for(f"{len(outside)} outside what is known:", outside)


def assert_consistent(table: PublishedTable) -> None:
    """Assert that a table's figures can all be true together.

    >>> from kommunkompass import Figure, get_framework
    >>> assert_consistent(PublishedTable(get_framework(), {"1.4": Figure("13", "60")}))
    Traceback (most recent call last):
    AssertionError: 1 contradiction in the figures:
      ...1.4 printed as 13 points means 12.5 to under 13.5 points, but ...

    Raises:
        AssertionError: where they cannot; it names each contradiction.
    """
    __tracebackhide__ = True
    found = audit(table).of_kind(AuditKind.IMPOSSIBLE)
    noun = "contradiction" if len(found) == 1 else "contradictions"
    _fail_for(f"{len(found)} {noun} in the figures:", map(str, found))


def _fail_for(head: str, faults: Iterable[str]) -> None:
    __tracebackhide__ = True
    lines = [head, *faults]
    if len(lines) > 1:
        raise AssertionError("\n  ".join(lines))


def _range_of(value: object) -> Range:
    if isinstance(value, Score):
        return value.range
    return value if isinstance(value, Range) else Range.exactly(value)  # type: ignore[arg-type]


def _excess(held: Range, allowed: Range) -> str:
    low, high = allowed.lower - held.lower, held.upper - allowed.upper
    said = [
        f"{exact_text(amount)} too {way}"
        for amount, way in ((low, "low"), (high, "high"))
        if amount > 0
    ]
    return ", ".join(said) or "at an open end"
