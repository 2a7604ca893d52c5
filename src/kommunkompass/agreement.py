"""One tree: what is known of its items is made to agree.

What is known may come in at any item: criteria scored, an area printed, a total printed. One
step upwards (an item is within the sum of its parts) and one downwards (a part is within what
its whole leaves it) make every range as tight as it can be.
"""

from __future__ import annotations

from collections.abc import Mapping

from kommunkompass.contradiction import contradiction_error
from kommunkompass.framework import Framework, Item
from kommunkompass.interval import Range, narrowed
from kommunkompass.score import Score, sure

__all__ = ["agreed"]


def agreed(framework: Framework, known: Mapping[str, Score]) -> Score:
    """Return the total, with areas and criteria as its parts, every range as tight as can be.

    Args:
        framework: whose items are scored.
        known: what is known, by code, at any items; a missing one is unknown.

    Raises:
        ContradictionError: where what is known contradicts itself, naming the contradictions.
    """
    areas = []
    cut = framework.code in known
    for area in framework.areas:
        own = known.get(area.code)
        if area.criteria:
            parts = tuple([known.get(item.code) or Score.unknown(item) for item in area.criteria])
            cut = cut or own is not None
            areas.append(_whole(area, parts, own))
        else:
            areas.append(own or Score.unknown(area))
    own = known.get(framework.code)
    total = _whole(framework, tuple(areas), own) if areas else own or Score.unknown(framework)
    if total is None or None in areas:
        said = {code: score.statements() for code, score in known.items()}
        raise contradiction_error(framework, said)
    return _within(total, total.range) if cut else total


def _whole(item: Item, parts: tuple[Score | None, ...], own: Score | None) -> Score | None:
    """The score of a whole within the sum of its parts, or None where it cannot be."""
    possible = tuple([part for part in parts if part is not None])
    if len(possible) < len(parts):
        return None
    total = Range.sum([part.range for part in possible])
    if own is None:
        return sure(item, total, possible, given=False)
    met = total.intersection(own.range)
    return None if met is None else sure(item, met, possible, own.figure, own.given)


def _within(score: Score, known: Range) -> Score:
    """The score and all below it, given what is known of it from above."""
    if not score.parts:
        if known == score.range:
            return score
        return sure(score.item, known, (), score.figure, score.given)
    ranges = [part.range for part in score.parts]
    if known != Range.sum(ranges):
        ranges = list(narrowed(ranges, known))
    parts = tuple([_within(part, left) for part, left in zip(score.parts, ranges, strict=True)])
    return sure(score.item, known, parts, score.figure, score.given)
