"""Progress: one municipality's evaluations in time order, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import attrs

from kommunkompass.comparison import Comparison, compare
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation

__all__ = ["Progress", "progress"]


@attrs.frozen
class Progress:
    """One municipality's evaluations, oldest first.

    Attributes:
        evaluations: at least two, in time order.
        steps: each evaluation compared with the one before it.
        overall: the last compared with the first.
    """

    evaluations: tuple[Evaluation, ...]
    steps: tuple[Comparison, ...]
    overall: Comparison


def progress(evaluations: Iterable[Evaluation]) -> Progress:
    """Return what changed between evaluations of one municipality.

    The change of a total is ``overall.total.range`` in points, and ``overall.total.percent`` in
    percent of the first total; ``overall.total.claim`` checks a claim printed elsewhere.

    Args:
        evaluations: two or more with their years (or dates), in any order.

    Raises:
        InvalidValueError: for fewer than two, different municipalities, an evaluation without
            a year, or two whose order in time is not known.
        NotComparableError: where no source relates the points of two neighbours.
    """
    found = list(evaluations)
    if len(found) < 2:
        raise InvalidValueError("progress", len(found), "two evaluations or more")
    names = {one.municipality for one in found if one.municipality is not None}
    if len(names) > 1:
        raise InvalidValueError("progress", ", ".join(sorted(names)), "one municipality's")
    for one in found:
        if one.year is None:
            raise InvalidValueError("year", None, "the year of each evaluation")
    found.sort(key=_moment)
    for before, after in pairwise(found):
        undated = before.date is None or after.date is None
        if before.year == after.year and (undated or before.date == after.date):
            raise InvalidValueError(
                "progress", after.year, "one evaluation a year, or different dates"
            )
    steps = tuple([compare(after, before) for before, after in pairwise(found)])
    return Progress(tuple(found), steps, compare(found[-1], found[0]))


def _moment(evaluation: Evaluation) -> tuple[int, int]:
    day = evaluation.date.timetuple().tm_yday if evaluation.date else 0
    return evaluation.year or 0, day
