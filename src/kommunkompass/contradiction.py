"""Contradictions: statements about items that cannot all be true, as few as possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias

import attrs

from kommunkompass.errors import ContradictionError
from kommunkompass.figure import Statement, agreeing, bounds
from kommunkompass.framework import Framework, Item, Language
from kommunkompass.interval import End, Range
from kommunkompass.phrases import joined, phrase, range_text

#: What is allowed where statements contradict each other.
ALL_TRUE = "figures that can all be true together"

#: What was said, by the items' codes, and the items whose points sum to an item's.
_Said: TypeAlias = Mapping[str, Sequence[Statement]]
_Parts: TypeAlias = Callable[[Item], Sequence[Item]]

#: The greatest lower end that k statements give, at place k, with these statements.
_Cover: TypeAlias = tuple[End, tuple[Statement, ...]]
_by_end = itemgetter(0)


@attrs.frozen
class Contradiction:
    """Statements that cannot all be true, as few as possible (rule 5.4).

    Attributes:
        item: the item at which they meet: the whole, where it and its parts contradict.
        statements: what was said; without any one of them there is no contradiction.
        claimed: the item's points by the first statement.
        possible: the item's points by the other statements, or by the item's maximum.
    """

    item: Item
    statements: tuple[Statement, ...]
    claimed: Range
    possible: Range

    @property
    def code(self) -> str:
        """The code of :attr:`item`."""
        return self.item.code

    def message(self, language: Language = "en") -> str:
        """The contradiction as a sentence."""
        first, *others = [statement.words(language) for statement in self.statements]
        if not others:
            most = 100 if self.statements[0].measure == "percent" else self.item.maximum
            return phrase("out of bounds", language, first=first, most=most)
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


def contradictions(framework: Framework, said: _Said) -> tuple[Contradiction, ...]:
    """Every place where statements by code contradict each other, in the framework's order.

    What does so lower down is unknown above, so that a misprint is not told of at every sum.
    """
    found: dict[str, Contradiction] = {}
    trusted = dict(said)

    def look(item: Item) -> Range:
        parts = framework.parts(item)
        below = Range.sum([look(part) for part in parts]) if parts else bounds(item)
        about = said.get(item.code, ())
        known = agreeing(below, about)
        if known is not None:
            return known
        own = lone_contradiction(item, about)
        contradiction = own or _fewest(item, trusted, framework.parts)
        # One of the statements misses the parts' sum, so a contradiction is always found.
        assert contradiction is not None
        found[item.code] = contradiction
        for doubtful in (item, *parts):
            trusted.pop(doubtful.code, None)
        return bounds(item)

    look(framework)
    return tuple([found[item.code] for item in framework if item.code in found])


def lone_contradiction(item: Item, statements: Sequence[Statement]) -> Contradiction | None:
    """Statements about one item that contradict its bounds or each other, if any do."""
    return _fewest(item, {item.code: statements}, lambda _: ())


def contradiction_error(framework: Framework, said: _Said) -> ContradictionError:
    """The error that names every contradiction of statements by code."""
    found = contradictions(framework, said)
    items = ", ".join([each.item.label for each in found])
    return ContradictionError(items, found, ALL_TRUE)


def _fewest(item: Item, said: _Said, parts: _Parts) -> Contradiction | None:
    """A statement about an item against the fewest others, about it or below, that rule it out."""
    best: Contradiction | None = None
    below = {sign: _below(item, said, parts, sign) for sign in (1, -1)}
    about = said.get(item.code, ())
    for place, statement in enumerate(about):
        for sign, covers in below.items():
            limit = _signed(statement.range, sign).upper_end
            for end, others in _covers(item, about[place + 1 :], covers, sign):
                if end > limit:
                    if best is None or len(others) + 1 < len(best.statements):
                        left = _left(item, others, parts)
                        best = Contradiction(item, (statement, *others), statement.range, left)
                    break
    return best


def _left(item: Item, said: Sequence[Statement], parts: _Parts) -> Range:
    """What statements about an item and what is below it leave of it."""
    below = [_left(part, said, parts) for part in parts(item)]
    left = Range.sum(below) if below else bounds(item)
    return agreeing(left, [each for each in said if each.code == item.code]) or left


def _covers(
    item: Item, about: Sequence[Statement], below: list[_Cover], sign: int
) -> list[_Cover]:
    """For each count of statements about an item or what is below it, the best lower end.

    With sign -1 all ranges are mirrored, so that the least upper end is found the same way.
    """
    floor = _signed(bounds(item), sign).lower_end
    own = [
        (max(floor, _signed(statement.range, sign).lower_end), (statement,)) for statement in about
    ]
    one = [max([*own, *below[1:2]], key=_by_end)] if own else below[1:2]
    return [(floor, ()), *one, *below[2:]]


def _below(item: Item, said: _Said, parts: _Parts, sign: int) -> list[_Cover]:
    """The best lower ends of a sum, for each count of statements about its parts together."""
    total: list[_Cover] = [((Fraction(0), 0), ())]
    for part in parts(item):
        below = _below(part, said, parts, sign)
        covers = _covers(part, said.get(part.code, ()), below, sign)
        merged = []
        for count in range(len(total) + len(covers) - 1):
            splits = range(max(0, count - len(total) + 1), min(count, len(covers) - 1) + 1)
            choices = [_added(total[count - taken], covers[taken]) for taken in splits]
            merged.append(max(choices, key=_by_end))
        total = merged
    return total


def _added(one: _Cover, other: _Cover) -> _Cover:
    ((value, nudge), said), ((other_value, other_nudge), other_said) = one, other
    return (value + other_value, nudge or other_nudge), said + other_said


def _signed(known: Range, sign: int) -> Range:
    return known if sign > 0 else -known
