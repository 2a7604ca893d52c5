"""One tree: what is known of its items is made to agree, upwards and downwards (section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import is_

from kommunkompass.contradiction import contradiction_error
from kommunkompass.figure import bounds
from kommunkompass.framework import Framework, Item
from kommunkompass.interval import Range, narrowed
from kommunkompass.score import Score, sure


def agreed(framework: Framework, known: Mapping[str, Score]) -> Score:
    """The total, with areas and criteria as its parts, by what is known of any items by code.

    Raises:
        ContradictionError: where that contradicts itself.
    """
    unknown = _unknown(framework)
    areas: list[Score | None] = []
    cut = framework.code in known
    for area in framework.areas:
        own = known.get(area.code)
        codes = [criterion.code for criterion in area.criteria]
        if own is None and known.keys().isdisjoint(codes):
            areas.append(unknown[area.code])
        elif codes:
            parts = tuple([known.get(code) or unknown[code] for code in codes])
            cut = cut or own is not None
            areas.append(_whole(area, parts, own))
        else:
            areas.append(own)
    own = known.get(framework.code)
    total = _whole(framework, tuple(areas), own) if areas else own or unknown[framework.code]
    if total is None or None in areas:
        said = {code: score.statements() for code, score in known.items()}
        raise contradiction_error(framework, said)
    return _within(total, total.range) if cut else total


@lru_cache(maxsize=32)
def _unknown(framework: Framework) -> Mapping[str, Score]:
    """The scores of all items where nothing is known; evaluations share them, to be small."""
    scores = {}
    for area in framework.areas:
        parts = tuple([Score.unknown(criterion) for criterion in area.criteria])
        scores.update({part.code: part for part in parts})
        scores[area.code] = sure(area, bounds(area), parts, given=False)
    return scores | {framework.code: Score.unknown(framework)}


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
    ranges = [part.range for part in score.parts]
    if ranges and known != Range.sum(ranges):
        ranges = list(narrowed(ranges, known))
    parts = tuple([_within(part, left) for part, left in zip(score.parts, ranges, strict=True)])
    if known == score.range and all(map(is_, parts, score.parts)):
        return score
    return sure(score.item, known, parts, score.figure, score.given)
