"""What two values differ in, as lines of text, where they should be equal."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from itertools import takewhile
from typing import Any

import attrs

from kommunkompass.errors import shown
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text
from kommunkompass.figure import Figure
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score, walk

__all__ = ["differences", "points_text"]

#: Texts longer than this are shown from where they differ.
_LONG = 40


def differences(name: str, actual: object, expected: object) -> Iterator[str]:
    """Each place at which a value differs from the one that was expected.

    Args:
        name: where the value stands; its parts are named after it.
        actual: the value.
        expected: what it should be equal to.
    """
    if actual == expected:
        return
    if type(actual) is not type(expected):
        yield _line(name, shown(actual), shown(expected))
    elif isinstance(actual, Evaluation) and isinstance(expected, Evaluation):
        yield from _fields(name, actual, expected, but="known")
        yield from _of_evaluations(actual, expected)
    elif isinstance(actual, PublishedTable) and isinstance(expected, PublishedTable):
        yield from _fields(name, actual, expected, but="figures")
        yield from _of_tables(actual, expected)
    elif isinstance(actual, Score) and isinstance(expected, Score):
        yield from _of_scores(actual, expected)
    elif isinstance(actual, Range) and isinstance(expected, Range):
        yield _of_ranges(name, actual, expected)
    elif isinstance(actual, Figure) and isinstance(expected, Figure):
        yield _of_figures(name, actual, expected)
    elif isinstance(actual, tuple) and isinstance(expected, tuple):
        yield from _of_tuples(name or "value", actual, expected)
    elif isinstance(actual, str) and isinstance(expected, str):
        yield _of_texts(name, actual, expected)
    elif attrs.has(type(actual)):
        yield from _fields(name, actual, expected)
    else:
        yield _line(name, shown(actual), shown(expected))


def points_text(known: Range) -> str:
    """The points of a range: one number, or its ends."""
    return exact_text(known.lower) if known.is_exact else str(known)


def _line(name: str, actual: str, expected: str, how: str = "") -> str:
    return f"{name or 'value'}: {actual}, expected {expected}" + (f" ({how})" if how else "")


def _fields(name: str, actual: Any, expected: Any, but: str = "") -> Iterator[str]:
    for field in attrs.fields(type(expected)):
        if field.eq and field.name != but:
            path = f"{name}.{field.name}".lstrip(".")
            yield from differences(
                path, getattr(actual, field.name), getattr(expected, field.name)
            )


def _of_tuples(
    name: str, actual: tuple[object, ...], expected: tuple[object, ...]
) -> Iterator[str]:
    if len(actual) == len(expected):
        for place, (one, other) in enumerate(zip(actual, expected, strict=True)):
            yield from differences(f"{name}[{place}]", one, other)
        return
    yield _line(name, f"{len(actual)} of them", str(len(expected)))
    for value in actual:
        if value not in expected:
            yield f"{name}: not expected: {_brief(value)}"
    for value in expected:
        if value not in actual:
            yield f"{name}: missing: {_brief(value)}"


def _brief(value: Any) -> str:
    """A value, or the values of its fields, each cut short if it is long."""
    if not attrs.has(type(value)):
        return shown(value)
    values = [getattr(value, field.name) for field in attrs.fields(type(value)) if field.eq]
    return ", ".join([shown(one.value if isinstance(one, Enum) else one) for one in values])


def _of_texts(name: str, actual: str, expected: str) -> str:
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(actual, expected, strict=False))
    same = len(list(alike))
    if same <= _LONG:
        return _line(name, shown(actual), shown(expected))
    rest = _line(name, shown(actual[same:]), shown(expected[same:]))
    return f"{rest} (from character {same + 1} on)"


def _of_ranges(name: str, actual: Range, expected: Range) -> str:
    if actual.is_exact and expected.is_exact:
        how = _more(actual.lower - expected.lower)
    else:
        ends = (
            ("lower", actual.lower - expected.lower),
            ("upper", actual.upper - expected.upper),
        )
        moved = [f"{end} end {_more(amount)}" for end, amount in ends if amount]
        how = ", ".join(moved) or "an end closed in one alone"
    return _line(name, points_text(actual), points_text(expected), how)


def _more(amount: Fraction) -> str:
    return f"{exact_text(abs(amount))} {'more' if amount > 0 else 'less'}"


def _of_scores(actual: Score, expected: Score) -> Iterator[str]:
    label = expected.item.label
    yield from differences(label, actual.item, expected.item)
    if actual.range != expected.range:
        yield _of_ranges(f"{label}, points", actual.range, expected.range)
    yield from _beyond_points(label, actual, expected)


def _beyond_points(label: str, actual: Score, expected: Score) -> Iterator[str]:
    if actual.figure != expected.figure:
        yield _of_figures(f"{label}, figure", actual.figure, expected.figure)
    if actual.given != expected.given:
        yield _line(f"{label}, given", str(actual.given), str(expected.given))
    yield from differences(f"{label}, parts", actual.parts, expected.parts)


def _of_evaluations(actual: Evaluation, expected: Evaluation) -> Iterator[str]:
    """What differs by item: its points, and how they were given."""
    trees = [{score.code: score for score in walk(one.total)} for one in (actual, expected)]
    given = [{score.code: score for score in one.known} for one in (actual, expected)]
    for code in dict.fromkeys([*trees[1], *trees[0]]):
        one, other = (tree.get(code) for tree in trees)
        label = (trees[1].get(code) or trees[0][code]).item.label
        if one is None or other is None:
            yield f"{label}: {'missing' if one is None else 'not expected'}"
            continue
        if one.range != other.range:
            yield _of_ranges(f"{label}, points", one.range, other.range)
        said, should = (scores.get(code) for scores in given)
        if said is None or should is None:
            if said is not should:
                yield _line(f"{label}, given", str(said is not None), str(should is not None))
            continue
        if said.range != should.range and one.range == other.range:
            yield _of_ranges(f"{label}, points as given", said.range, should.range)
        yield from _beyond_points(label, said, should)


def _of_tables(actual: PublishedTable, expected: PublishedTable) -> Iterator[str]:
    figures, others = dict(actual.figures), dict(expected.figures)
    for code in dict.fromkeys([*others, *figures]):
        one, other = figures.get(code), others.get(code)
        if one != other:
            framework = expected.framework if code in expected.framework else actual.framework
            yield _of_figures(framework[code].label, one, other)


def _of_figures(name: str, actual: Figure | None, expected: Figure | None) -> str:
    moved = []
    if actual is not None and expected is not None:
        for measure in ("points", "percent"):
            one, other = getattr(actual, measure), getattr(expected, measure)
            if one is not None and other is not None and one != other:
                moved.append(f"{measure} {_more(Fraction(one) - Fraction(other))}")
    return _line(name, _figure_text(actual), _figure_text(expected), ", ".join(moved))


def _figure_text(figure: Figure | None) -> str:
    if figure is None:
        return "not printed"
    return f"{figure} taken as exact" if figure.exact else str(figure)
