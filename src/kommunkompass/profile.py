"""The profile of an evaluation: strongest, weakest, and what is left to gain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import attrs

from kommunkompass.arguments import check_kind, listed
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import Number, exact_sum, to_fraction
from kommunkompass.interval import Certainty, Range
from kommunkompass.score import Score


@attrs.frozen
class Extreme:
    """Which scores are the highest, or the lowest, by their share of the maximum.

    Attributes:
        certain: those that are it whatever the exact points are; several of them are tied.
        possible: those that may be it, the certain ones included; each is taken to be known
            independently of the others.
    """

    certain: tuple[Score, ...]
    possible: tuple[Score, ...]


def strongest(scores: Iterable[Score]) -> Extreme:
    """Return which of the scores have the highest share of their maximum (rule 9.1).

    >>> from kommunkompass import load_example
    >>> print([score.code for score in strongest(load_example("kumla-2017").areas).certain])
    ['8']
    """
    return _extreme(scores, lambda score: score.percent)


def weakest(scores: Iterable[Score]) -> Extreme:
    """Return which of the scores have the lowest share of their maximum (rule 9.1)."""
    return _extreme(scores, lambda score: -score.percent)


def _extreme(scores: Iterable[Score], share: Callable[[Score], Range]) -> Extreme:
    known = listed("scores", scores, Score, "a list of Score")
    shares = [share(score) for score in known]
    certain, possible = [], []
    for place, score in enumerate(known):
        others = shares[:place] + shares[place + 1 :]
        above = [other.above(shares[place]) for other in others]
        if Certainty.CERTAIN not in above:
            possible.append(score)
            if Certainty.POSSIBLE not in above:
                certain.append(score)
    return Extreme(tuple(certain), tuple(possible))


@attrs.frozen
class Gain:
    """What is left to gain on an item.

    Attributes:
        score: what is known of it now.
        left: the points between that and its maximum.
    """

    score: Score
    left: Range


def gains(evaluation: Evaluation) -> tuple[Gain, ...]:
    """Return what is left to gain on each criterion, most first, by what is so at least.

    Where nothing was given of an area's criteria, the area stands in their place.

    >>> from kommunkompass import load_example
    >>> most = gains(load_example("kumla-2017"))[0]
    >>> print(most.score.code, most.left)
    1.3 (17.375, 17.5]
    """
    check_kind("gains", evaluation, Evaluation, "an Evaluation")
    found = [
        Gain(score, Range.exactly(score.maximum) - score.range) for score in _ends(evaluation)
    ]
    found.sort(key=lambda gain: (gain.left.lower_end, gain.left.upper_end), reverse=True)
    return tuple(found)


def _ends(evaluation: Evaluation) -> Iterable[Score]:
    for area in evaluation.areas or (evaluation.total,):
        scored = any(part.given for part in area.parts)
        yield from area.parts if scored else (area,)


@attrs.frozen
class Reach:
    """A smallest set of scores that brings a total within reach.

    Attributes:
        target: the total to be reached, in points.
        scores: those of :func:`gains` that are to be raised to their maxima, as they are now.
        evaluation: what the evaluation would be with these at their maxima.
    """

    target: Fraction
    scores: tuple[Score, ...]
    evaluation: Evaluation


def reach(evaluation: Evaluation, target: Number) -> Reach:
    """Return a smallest set of criteria that reaches a total, if each is raised to its maximum.

    The total is reached for certain, and by no fewer criteria, as far as the single criteria are
    known, without what a printed area or total may add. How hard any of it is, is not said.

    Raises:
        InvalidValueError: for a total below 0 or above the maximum.
    """
    check_kind("reach", evaluation, Evaluation, "an Evaluation")
    goal = to_fraction(target, "target")
    if not 0 <= goal <= evaluation.framework.maximum:
        raise InvalidValueError(
            "target", target, f"a total from 0 to {evaluation.framework.maximum}"
        )
    if evaluation.total.lower >= goal:
        return Reach(goal, (), evaluation)
    ends = list(_ends(evaluation))
    assured = exact_sum([score.lower for score in ends])
    chosen = []
    for score in sorted(ends, key=lambda score: score.lower - score.maximum):
        if assured >= goal:
            break
        chosen.append(score)
        assured += score.maximum - score.lower
    changed = evaluation.with_scores({score.code: 100 for score in chosen})
    return Reach(goal, tuple(chosen), changed)
