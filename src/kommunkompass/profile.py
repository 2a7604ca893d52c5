"""The profile of an evaluation: what is strongest and weakest, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from kommunkompass.interval import Certainty, Range
from kommunkompass.score import Score

__all__ = ["Extreme", "strongest", "weakest"]


@attrs.frozen
class Extreme:
    """Which scores are the highest, or the lowest, by their share of the maximum.

    Attributes:
        certain: those that are it whatever the exact points are; several of them are tied.
        possible: those that may be it, the certain ones included.
    """

    certain: tuple[Score, ...]
    possible: tuple[Score, ...]


def strongest(scores: Iterable[Score]) -> Extreme:
    """Return which of the scores have the highest share of their maximum.

    >>> from kommunkompass import load_example
    >>> print([score.code for score in strongest(load_example("kumla-2017").areas).certain])
    ['8']
    """
    known = list(scores)
    return _extreme(known, [score.percent for score in known])


def weakest(scores: Iterable[Score]) -> Extreme:
    """Return which of the scores have the lowest share of their maximum."""
    known = list(scores)
    return _extreme(known, [-score.percent for score in known])


def _extreme(scores: Sequence[Score], shares: Sequence[Range]) -> Extreme:
    certain, possible = [], []
    for place, score in enumerate(scores):
        others = [share for other, share in enumerate(shares) if other != place]
        above = [other.above(shares[place]) for other in others]
        if Certainty.CERTAIN not in above:
            possible.append(score)
            if Certainty.POSSIBLE not in above:
                certain.append(score)
    return Extreme(tuple(certain), tuple(possible))
