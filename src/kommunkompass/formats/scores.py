"""Scores as formats say them: a range, a figure, or both."""

from __future__ import annotations

from kommunkompass.errors import InvalidValueError
from kommunkompass.figure import Figure, bounds
from kommunkompass.framework import Item
from kommunkompass.interval import Range
from kommunkompass.score import Score

__all__ = ["checked_score"]


def checked_score(
    item: Item, known: Range | None, figure: Figure | None, given: bool, place: str
) -> Score:
    """The score that a document says, its range that of its figure where it says none.

    Raises:
        InvalidValueError: for a range that is not within the item's bounds and its figure.
        ContradictionError: for a figure that no exact points would give.
    """
    said = bounds(item) if figure is None else Score.from_figure(item, figure).range
    if known is None:
        return Score(item, said, (), figure, given)
    if not known.within(said):
        what = "its bounds" if figure is None else f"its figure {figure}"
        raise InvalidValueError(place, known, f"a range within {what}, {said}")
    return Score(item, known, (), figure, given)
