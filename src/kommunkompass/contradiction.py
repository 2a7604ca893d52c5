"""Contradictions: statements about items that cannot all be true, as few as possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from kommunkompass.arguments import of_type, tuple_of
from kommunkompass.errors import ContradictionError, InvalidValueError
from kommunkompass.figure import Statement, agreeing, bounds
from kommunkompass.framework import Framework, Item, Language, an_item
from kommunkompass.interval import End, Range
from kommunkompass.phrases import joined, phrase, range_text

__all__ = [
    "ALL_TRUE",
    "Contradiction",
    "contradiction_error",
    "contradictions",
    "lone_contradiction",
]

#: What is allowed where statements contradict each other.
ALL_TRUE = "figures that can all be true together"


@attrs.frozen
class Contradiction:
    """Statements that cannot all be true, as few as possible.

    Attributes:
        item: the item at which they meet: the whole, where it and its parts contradict.
        statements: what was said; without any one of them there is no contradiction.
        claimed: the item's points by the first statement.
        possible: the item's points by the other statements, or by the item's maximum.
    """

    item: Item = attrs.field(validator=an_item)
    statements: tuple[Statement, ...] = attrs.field(validator=tuple_of(Statement))
    claimed: Range = attrs.field(validator=of_type(Range, "a Range"))
    possible: Range = attrs.field(validator=of_type(Range, "a Range"))

    def __attrs_post_init__(self) -> None:
        if not self.statements:
            raise InvalidValueError("statements", "none", "at least one Statement")

    @property
    def code(self) -> str:
        """The code of :attr:`item`."""
        return self.item.code

    def message(self, language: Language = "en") -> str:
        """The contradiction as a sentence."""
        first, *others = [statement.words(language) for statement in self.statements]
        if not others:
            others = [phrase("maximum", language, maximum=self.item.maximum)]
        return phrase(
            "contradiction one" if len(others) == 1 else "contradiction many",
            language,
            first=first,
            claimed=range_text(self.claimed, language),
            others=joined(others, language),
            possible=range_text(self.possible, language),
        )

    def __str__(self) -> str:
        return self.message()


def contradictions(
    framework: Framework, said: Mapping[str, Sequence[Statement]]
) -> tuple[Contradiction, ...]:
    """Return every place where statements contradict each other, from the criteria upwards.

    What contradicts itself lower down is taken as unknown above, so that one misprint is not
    reported at every sum it is in.

    Args:
        framework: whose items the statements are about.
        said: the statements, by code.
    """
    found: dict[str, Contradiction] = {}
    trusted = dict(said)

    def look(item: Item) -> Range:
        parts = framework.parts(item)
        below = Range.sum([look(part) for part in parts]) if parts else bounds(item)
        statements = said.get(item.code, ())
        known = agreeing(below, statements)
        if known is not None:
            return known
        contradiction = lone_contradiction(item, statements) or _against_parts(
            framework, item, trusted
        )
        # One of the statements misses the parts' sum, so a contradiction is always found.
        assert contradiction is not None
        found[item.code] = contradiction
        for doubtful in (item, *parts):
            trusted.pop(doubtful.code, None)
        return bounds(item)

    look(framework)
    return tuple(found[item.code] for item in framework if item.code in found)


def lone_contradiction(item: Item, statements: Sequence[Statement]) -> Contradiction | None:
    """Return statements about one item that contradict its bounds or each other, if any do."""
    for statement in statements:
        if statement.range.intersection(bounds(item)) is None:
            return Contradiction(item, (statement,), statement.range, bounds(item))
    for place, one in enumerate(statements):
        for other in statements[place + 1 :]:
            if one.range.intersection(other.range) is None:
                left = other.range.intersection(bounds(item)) or other.range
                return Contradiction(item, (one, other), one.range, left)
    return None


def _against_parts(
    framework: Framework, item: Item, said: Mapping[str, Sequence[Statement]]
) -> Contradiction | None:
    """A statement about a whole against the fewest about its parts that contradict it."""
    best: Contradiction | None = None
    for sign in (1, -1):
        covers = _merged(_covers(framework, part, said, sign) for part in framework.parts(item))
        for statement in said.get(item.code, ()):
            limit = _signed(statement.range, sign).upper_end
            for end, statements in covers:
                if end > limit:
                    left = _left(framework, item, statements)
                    found = Contradiction(item, (statement, *statements), statement.range, left)
                    if best is None or len(found.statements) < len(best.statements):
                        best = found
                    break
    return best


def _left(framework: Framework, item: Item, said: Sequence[Statement]) -> Range:
    """What statements about the parts of an item leave of it."""
    parts = framework.parts(item)
    left = Range.sum([_left(framework, part, said) for part in parts]) if parts else bounds(item)
    for statement in said:
        if statement.code == item.code:
            left = left.intersection(statement.range) or left
    return left


def contradiction_error(
    framework: Framework, said: Mapping[str, Sequence[Statement]]
) -> ContradictionError:
    """Return the error that names every contradiction of statements by code."""
    found = contradictions(framework, said)
    items = ", ".join(contradiction.item.label for contradiction in found)
    return ContradictionError(items, found, ALL_TRUE)


#: The greatest lower end that k statements give, at place k, with these statements.
_Covers = list[tuple[End, tuple[Statement, ...]]]


def _covers(
    framework: Framework, item: Item, said: Mapping[str, Sequence[Statement]], sign: int
) -> _Covers:
    """For each count of statements about an item or what is below it, the best lower end.

    With sign -1 all ranges are mirrored, so that the least upper end is found the same way.
    """
    floor = _signed(bounds(item), sign).lower_end
    covers = _merged(_covers(framework, part, said, sign) for part in framework.parts(item))
    covers[0] = floor, ()
    for statement in said.get(item.code, ()):
        end = max(floor, _signed(statement.range, sign).lower_end)
        if len(covers) == 1:
            covers.append((floor, ()))
        if end > covers[1][0]:
            covers[1] = end, (statement,)
    return covers


def _merged(many: Iterable[_Covers]) -> _Covers:
    """The best lower ends of a sum, for each count of statements about its parts together."""
    total: _Covers = [((Fraction(0), 0), ())]
    for covers in many:
        merged: _Covers = []
        for count in range(len(total) + len(covers) - 1):
            splits = range(max(0, count - len(total) + 1), min(count, len(covers) - 1) + 1)
            choices = [_added(total[count - taken], covers[taken]) for taken in splits]
            merged.append(max(choices, key=lambda cover: cover[0]))
        total = merged
    return total


def _added(
    one: tuple[End, tuple[Statement, ...]], other: tuple[End, tuple[Statement, ...]]
) -> tuple[End, tuple[Statement, ...]]:
    ((value, nudge), said), ((other_value, other_nudge), other_said) = one, other
    return (value + other_value, nudge or other_nudge), said + other_said


def _signed(known: Range, sign: int) -> Range:
    return known if sign > 0 else -known
