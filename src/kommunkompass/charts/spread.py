"""A cohort's spread: the points of many evaluations, sorted, one of them marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from kommunkompass.charts.canvas import (
    LOOKS,
    PLAIN,
    UNKNOWN_LINE,
    Key,
    Look,
    axes_for,
    scale_axis,
    set_grid,
    set_title,
)
from kommunkompass.charts.words import word, wrapped
from kommunkompass.cohort_column import Column, Standing
from kommunkompass.errors import InvalidTypeError, UnknownCodeError
from kommunkompass.figure import bounds
from kommunkompass.framework import Framework, Item, Language
from kommunkompass.interval import End
from kommunkompass.phrases import rounded_text, span_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

__all__ = ["cohort_chart"]

#: A row, counted from the top, and who stands in it.
_Row: TypeAlias = tuple[int, Standing]

#: The most evaluations whose names stand beside them.
_NAMED_AT_MOST = 40
_LONGEST_NAME = 30

_TICKS_AND_LABEL = 48
_TOTAL_STEPS, _STEPS = 8, 5
# Heights in centimetres: of a line with a name, of many without, at least, and around them.
_LINE, _MANY, _LEAST, _AROUND = 0.45, 9.0, 2.0, 2.7
# Marks in points: the largest, and of how many points of height they may take up.
_LARGEST, _ROOM = 5.0, 400.0
# The room above and below the rows, as a share of them.
_MARGIN = 0.02
_MARKED = attrs.evolve(LOOKS[0], marker="D")
_OTHERS = Look("#7d7d7d", "#7d7d7d", "", "o", "-")
_TINT, _EDGE = "#f6cfb3", "#a04000"
_QUARTILES = (("lower quartile", ":"), ("median", "-"), ("upper quartile", "--"))


def cohort_chart(
    column: Column,
    *,
    marked: str | None = None,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the points of a cohort's evaluations, sorted, with their quartiles.

    Each evaluation is a line between two marks, the ends of what is known; where it is known
    exactly, they are one mark. The highest stands on top, by lower ends first and then by upper
    ends; up to 40 evaluations have their names beside them. Quartiles of ranges are ranges too.

    Args:
        column: the points of one item: ``cohort.total``, ``cohort["1"]``.
        marked: the label of an evaluation to be marked, with the ranks that it may have.
        language: ``"en"`` or ``"sv"``.
        ax: where to draw; None makes a figure.

    Returns:
        The axes.

    Raises:
        InvalidTypeError: for polar axes, or for anything but a Column.
        InvalidValueError: for an empty cohort.
        UnknownCodeError: for a label that is not the cohort's, or a language not known.
        MissingExtraError: where matplotlib is missing.
    """
    if not isinstance(column, Column):
        raise InvalidTypeError("column", column, 'a column of a cohort, such as cohort["1"]')
    if marked is not None and marked not in column.labels:
        raise UnknownCodeError("cohort", marked, "one of the cohort's labels")
    quartiles = column.quartiles()
    item, count = column.item, len(column)
    rows = list(enumerate(sorted(column.ranking(), key=_order, reverse=True)))
    names: list[str] = []
    height = _MANY
    if count <= _NAMED_AT_MOST:
        names = [wrapped(line.label, _LONGEST_NAME) for _, line in rows]
        lines = 1 + max(name.count("\n") for name in names)
        height = max(_LEAST, _LINE * lines * count)
    key = Key(word("method", language))
    made = ax is None
    ax = axes_for(ax, "rectilinear", _AROUND + height)
    size = min(_LARGEST, _ROOM / count)
    for row in rows:
        if row[1].label == marked:
            label = _standing(row[1], item, count, language)
            key.add(label, _draw(ax, [row], item, _MARKED, 1.5 * _LARGEST))
    others = [row for row in rows if row[1].label != marked]
    if others:
        label = word("evaluation" if marked is None else "others", language)
        key.add(label, _draw(ax, others, item, _OTHERS, size))
    for place, _ in [row for row in rows if _is_unknown(row[1], item)]:
        dotted = UNKNOWN_LINE | {"linewidth": size / 2}
        (line,) = ax.plot([0, item.maximum], [place, place], color=_OTHERS.colour, **dotted)
        key.explain(word("unknown", language), line)
    for quartile, (name, style) in zip(quartiles, _QUARTILES, strict=True):
        ends = float(quartile.lower), float(quartile.upper)
        band = ax.axvspan(*ends, facecolor=_TINT, edgecolor="none", zorder=1)
        for end in ends:
            edge = ax.axvline(end, color=_EDGE, linestyle=style, linewidth=1.3, zorder=1.5)
        key.add(word(name, language, points=rounded_text(quartile)), (band, edge))
    ax.set_yticks(range(len(names)), names, **PLAIN)
    ax.tick_params(axis="y", length=0)
    margin = max(0.5, count * _MARGIN)
    ax.set_ylim(count - 1 + margin, -margin)
    if not names:
        ax.set_ylabel(word("order", language, count=count))
    ax.set_xlim(0, item.maximum)
    total = isinstance(item, Framework)
    scale_axis(ax.xaxis, item.maximum, _TOTAL_STEPS if total else _STEPS, language)
    ax.set_xlabel(word("total points" if total else "points", language))
    set_grid(ax, "x")
    title = item.title_in(language) if total else f"{item.code} {item.title_in(language)}"
    set_title(ax, [word("spread", language, count=count), title])
    key.below(ax, _TICKS_AND_LABEL, made=made)
    return ax


def _order(line: Standing) -> tuple[End, End]:
    return line.range.lower_end, line.range.upper_end


def _is_unknown(line: Standing, item: Item) -> bool:
    return line.range == bounds(item)


def _standing(line: Standing, item: Item, count: int, language: Language) -> str:
    """Whose mark it is, with the points and the ranks that are possible."""
    unknown = _is_unknown(line, item)
    points = word("unknown", language) if unknown else rounded_text(line.range)
    rank = span_text(line.best, line.worst)
    return word("standing", language, name=line.label, points=points, rank=rank, count=count)


def _draw(ax: Axes, rows: Sequence[_Row], item: Item, look: Look, size: float) -> Line2D:
    """Mark the ends of what is known of each, with a line between them."""
    known = [(place, line.range) for place, line in rows if not _is_unknown(line, item)]
    places = [place for place, _ in known]
    lowers = [float(range_.lower) for _, range_ in known]
    uppers = [float(range_.upper) for _, range_ in known]
    ax.hlines(places, lowers, uppers, color=look.colour, linewidth=size / 2, zorder=2 + size / 10)
    (marks,) = ax.plot(
        lowers + uppers,
        places * 2,
        linestyle="none",
        marker=look.marker,
        markersize=size,
        color=look.colour,
        zorder=2 + size / 10,
        clip_on=False,
    )
    return marks
