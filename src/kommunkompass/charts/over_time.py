"""Progress: the totals of one municipality over the years."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, inf, nan
from typing import TYPE_CHECKING, TypeAlias

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
from kommunkompass.charts.words import score_text, word
from kommunkompass.comparison import Progress
from kommunkompass.eras import to_pre_2010
from kommunkompass.errors import InvalidTypeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Language
from kommunkompass.framework_file import get_framework
from kommunkompass.phrases import phrase
from kommunkompass.score import Score

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection
    from matplotlib.lines import Line2D

__all__ = ["progress_chart"]

#: A time in years, and the total then.
_Point: TypeAlias = tuple[float, Score]

_STEPS = 8
# The height of a figure, in centimetres.
_HEIGHT = 8.6
# In points: the axes of a figure are so wide, a character of a label, and a line of a tick's.
_WIDTH, _CHARACTER, _LINE = 390, 7, 12
_TICKS_AND_LABEL = 48
# Shares: of the time, how much is left before and after; of the scale, what a label needs.
_BESIDE, _ROOM = 0.1, 0.08


def progress_chart(
    progress: Progress, *, language: Language = "en", ax: Axes | None = None
) -> Axes:
    """Draw the totals of one municipality over the years.

    Each total is a bar between two marks, the ends of what is known; where it is known exactly,
    they are one mark. Where results from before 2010 are among them, later ones are drawn twice:
    as evaluated, and (hollow and dashed) placed roughly on the older scale by
    :func:`~kommunkompass.to_pre_2010`. Where evaluations follow each other so closely that texts
    would overlap, only the later ones have texts.

    Args:
        progress: the evaluations in order, from :func:`~kommunkompass.progress`.
        language: ``"en"`` or ``"sv"``.
        ax: where to draw; None makes a figure.

    Returns:
        The axes.

    Raises:
        InvalidTypeError: for polar axes, or for anything but a Progress.
        UnknownCodeError: for a language that is not known.
        MissingExtraError: where matplotlib is missing.
    """
    if not isinstance(progress, Progress):
        raise InvalidTypeError("progress", progress, "what kommunkompass.progress returns")
    evaluations = progress.evaluations
    maximum, unit = evaluations[0].framework.maximum, word("total points", language)
    key = Key(_note(evaluations, language))
    made = ax is None
    ax = axes_for(ax, "rectilinear", _HEIGHT)
    lines = _set_years(ax, evaluations)
    _draw(ax, evaluations, key, language)
    for one in evaluations:
        if one.total.is_unknown:
            line = _whole(ax, _moment(one), maximum)
            key.explain(word("unknown", language), line)
    ax.set_xlabel(word("year" if lines == 1 else "year version", language))
    ax.set_ylim(0, maximum)
    scale_axis(ax.yaxis, maximum, _STEPS, language)
    ax.set_ylabel(unit)
    set_grid(ax, "y")
    names = [one.municipality for one in evaluations if one.municipality is not None]
    name = names[-1] if names else phrase("unnamed", language)
    set_title(ax, [phrase("progress of", language, name=name)])
    key.below(ax, _TICKS_AND_LABEL + (lines - 1) * _LINE, made=made)
    return ax


def _note(evaluations: Sequence[Evaluation], language: Language) -> str | None:
    """What is to be said where versions of one era differ."""
    found = {(one.framework.era, one.framework.version) for one in evaluations}
    differ = len(found) > len({era for era, _ in found})
    return phrase("revised", language) if differ else None


def _moment(evaluation: Evaluation) -> float:
    """When it was made, in years; one without a date stands at the beginning of its year."""
    day = evaluation.date.timetuple().tm_yday - 1 if evaluation.date else 0
    return (evaluation.year or 0) + day / 366


def _set_years(ax: Axes, evaluations: Sequence[Evaluation]) -> int:
    """Set ticks at the evaluations, or at whole years where these would stand too close.

    Returns:
        How many lines a tick's label has.
    """
    moments = [_moment(one) for one in evaluations]
    versions = [one.framework.version for one in evaluations]
    labels = [str(one.date or one.year) for one in evaluations]
    lines = 2 if len(set(versions)) > 1 else 1
    longest = max(map(len, labels + versions * (lines - 1)))
    span = moments[-1] - moments[0]
    left, right = moments[0] - span * _BESIDE, moments[-1] + span * _BESIDE
    closest = min(later - earlier for earlier, later in pairwise(moments))
    if closest / (right - left) * _WIDTH > longest * _CHARACTER:
        if lines > 1:
            labels = ["\n".join(both) for both in zip(labels, versions, strict=True)]
        ax.set_xticks(moments, labels, **PLAIN)
    else:
        lines = 1
        first, last = int(moments[0]), ceil(moments[-1])
        step = ceil((last - first) * len("2017 ") * _CHARACTER / _WIDTH)
        years = range(first, last + 1, step)
        ax.set_xticks(years, list(map(str, years)))
        left = min(left, first)
    ax.set_xlim(left, right)
    return lines


def _draw(ax: Axes, evaluations: Sequence[Evaluation], key: Key, language: Language) -> None:
    """Draw the totals on the scales that they are on, and later ones roughly on the older."""
    older = get_framework("pre-2010").era
    before = [(_moment(one), one.total) for one in evaluations if one.framework.era == older]
    after = [(_moment(one), one.total) for one in evaluations if one.framework.era != older]
    placed = [(moment, to_pre_2010(total)) for moment, total in after if not total.is_unknown]
    if not before:
        placed = []
    for points, look, name in ((after, LOOKS[0], "total"), (before, LOOKS[1], "older total")):
        if points:
            band = _connect(ax, points, look)
            key.add(word(name, language), (band, _mark(ax, points, look)))
            if not all(total.is_exact or total.is_unknown for _, total in points):
                key.explain(word("open", language), band)
            _label(ax, points, language, above=points is before or not placed)
    if placed:
        together = sorted([*before, *placed], key=lambda point: point[0])
        band = _connect(ax, together, LOOKS[1], rough=True)
        key.add(word("placed", language), (band, _mark(ax, placed, LOOKS[1], rough=True)))
        _label(ax, placed, language, above=True)


def _ends(points: Sequence[_Point]) -> tuple[list[float], list[float], list[float]]:
    """The times, and the ends of what is known then; not a number where nothing is."""
    return (
        [moment for moment, _ in points],
        [nan if total.is_unknown else float(total.lower) for _, total in points],
        [nan if total.is_unknown else float(total.upper) for _, total in points],
    )


def _connect(
    ax: Axes, points: Sequence[_Point], look: Look, *, rough: bool = False
) -> PolyCollection:
    """Join totals by a band between the ends of what is known, with a gap at the unknown."""
    return ax.fill_between(
        *_ends(points),
        facecolor="none" if rough else look.tint,
        edgecolor=look.colour,
        linestyle="--" if rough else "-",
        linewidth=1,
        zorder=2,
    )


def _mark(ax: Axes, points: Sequence[_Point], look: Look, *, rough: bool = False) -> Line2D:
    """Mark the ends of what is known of each total, with a bar between them."""
    moments, lowers, uppers = _ends(points)
    ax.vlines(
        moments,
        lowers,
        uppers,
        color=look.colour,
        linestyle=(0, (1, 0.8)) if rough else "-",
        linewidth=3,
        zorder=3,
    )
    (marks,) = ax.plot(
        moments * 2,
        lowers + uppers,
        linestyle="none",
        marker=look.marker,
        color=look.colour,
        markerfacecolor="white" if rough else look.colour,
        markersize=6,
        zorder=4,
        clip_on=False,
    )
    return marks


def _whole(ax: Axes, moment: float, maximum: int) -> Line2D:
    """Mark the whole scale, where nothing is known of a total."""
    (line,) = ax.plot([moment] * 2, [0, maximum], color=LOOKS[0].colour, **UNKNOWN_LINE)
    return line


def _label(ax: Axes, points: Sequence[_Point], language: Language, *, above: bool) -> None:
    """Write what is known of each total above or below it, latest first, as there is room."""
    left, right = ax.get_xlim()
    free = inf
    for moment, total in reversed(points):
        text = score_text(total, total.range, language)
        half = len(text) * _CHARACTER / 2 / _WIDTH * (right - left)
        if moment + half > free:
            continue
        free = moment - half
        lower, upper, room = float(total.lower), float(total.upper), total.maximum * _ROOM
        over, under = total.maximum - upper > room, lower > room
        place, offset, align = (lower + upper) / 2, (7, 0), ("left", "center")
        if over and (above or not under):
            place, offset, align = upper, (0, 7), ("center", "bottom")
        elif under:
            place, offset, align = lower, (0, -7), ("center", "top")
        ax.annotate(
            text,
            (moment, place),
            offset,
            textcoords="offset points",
            horizontalalignment=align[0],
            verticalalignment=align[1],
            fontsize="small",
            annotation_clip=False,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            zorder=3.5,
        )
