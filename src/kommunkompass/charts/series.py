"""Many evaluations on one chart: progress over the years, and the spread of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeAlias

from matplotlib.axes import Axes

from kommunkompass.arguments import check_kind
from kommunkompass.charts.canvas import LOOKS, Canvas, Known, Look, ends, plain, whole_steps
from kommunkompass.cohort_column import Column
from kommunkompass.comparison import Progress
from kommunkompass.eras import on_older_scale
from kommunkompass.errors import UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import bounds
from kommunkompass.framework import Framework, Language
from kommunkompass.framework_file import get_framework
from kommunkompass.phrases import joined, phrase, rounded_text, span_text

# A time in years, and the points then.
_Point: TypeAlias = tuple[float, Known]

_PROGRESS_HEIGHT = 5.9
# Shares: of the time, what is left on either side, and what a text takes; of the points, where an
# end is too close for a text.
_BESIDE, _TEXT, _CLOSE = 0.1, 0.12, 0.08
# In centimetres: the height of a name, of all names at least, of many without names.
_NAME, _LEAST, _MANY = 0.45, 2.0, 9.0
_NAMED_AT_MOST = 40
# In points: the largest mark, and the height of all together.
_LARGEST, _ALL_MARKS = 5.0, 400.0
_GREY = "#7d7d7d"
# Colours and lines, as bands may overlap.
_QUARTILES = {
    "lower quartile": ("#0072b2", ":"),
    "median": ("#a04000", "-"),
    "upper quartile": ("#009e73", "--"),
}


def progress_chart(
    progress: Progress, *, language: Language = "en", ax: Axes | None = None
) -> Axes:
    """Draw the totals of one municipality over the years.

    Each total is a line between two marks, the ends of what is known. With results from before
    2010, all stand on the older scale, later ones roughly, by :func:`~kommunkompass.to_pre_2010`.
    Where texts would overlap, only later totals have them.

    Args:
        progress: the evaluations in order, from :func:`~kommunkompass.progress`.
        language: ``"en"`` or ``"sv"``.
        ax: where to draw; None makes a figure.

    Returns:
        The axes.

    Raises:
        InvalidTypeError: for polar axes, or for anything but a Progress.
        UnknownCodeError: for a language that is not known.
    """
    check_kind("progress", progress, Progress, "what kommunkompass.progress returns")
    evaluations = progress.evaluations
    maximum = evaluations[0].framework.maximum
    canvas = Canvas(ax, "rectilinear", _PROGRESS_HEIGHT, language)
    canvas.ax.xaxis.set_major_locator(whole_steps())
    canvas.ax.set_xlabel(canvas.word("year"))
    canvas.ax.margins(x=_BESIDE)

    older = get_framework("pre-2010").era
    before = [one for one in evaluations if one.framework.era == older]
    canvas.scale("y", maximum, canvas.word("older total" if before else "total points"))
    later = [one for one in evaluations if one.framework.era != older]
    versions = list(dict.fromkeys([f"version {one.framework.version}" for one in later]))
    label = canvas.word("placed" if before else "total", versions=joined(versions, language))
    older_points = [_point(one, placed=True) for one in before]
    points = [_point(one, placed=bool(before)) for one in later]
    if later:
        _draw_totals(canvas, label, points, LOOKS[0])
    if before:
        _draw_totals(canvas, canvas.word("before"), older_points, LOOKS[1])
    points = [*older_points, *points]
    _say_totals(canvas, points)
    moments, known = zip(*points, strict=True)
    canvas.unknown(moments, known, maximum, color=LOOKS[0].colour)
    name = evaluations[-1].municipality or phrase("unnamed", language)
    title = phrase("progress of", language, name=name)
    differ = len({one.framework for one in later}) > 1
    return canvas.finish(title, note=phrase("revised", language) if differ else "")


def _point(evaluation: Evaluation, *, placed: bool) -> _Point:
    """One without a date stands at the beginning of its year; placed: on the older scale."""
    day = evaluation.date.timetuple().tm_yday - 1 if evaluation.date else 0
    total = on_older_scale(evaluation.total) if placed else evaluation.total
    known = None if evaluation.total.is_unknown else total.range
    return (evaluation.year or 0) + day / 366, known


def _draw_totals(canvas: Canvas, label: str, points: Sequence[_Point], look: Look) -> None:
    """Draw totals of one kind: a band that joins them, and marks at their ends."""
    moments, known = zip(*points, strict=True)
    band = canvas.ax.fill_between(
        moments, *ends(known), facecolor=look.tint, edgecolor=look.colour, zorder=2
    )
    marks = canvas.ranges(
        moments,
        known,
        color=look.colour,
        linewidth=3,
        marker=look.marker,
        clip_on=False,
        zorder=4,
    )
    canvas.name(label, (band, marks))
    canvas.explain_open(known, band)


def _say_totals(canvas: Canvas, points: Sequence[_Point]) -> None:
    """Write totals above their marks, or below near the scale's end, where there is room."""
    (left, right), (_, maximum) = canvas.ax.get_xlim(), canvas.ax.get_ylim()
    free = right
    for moment, each in reversed(points):
        if each is None or moment > free:
            continue
        free = moment - _TEXT * (right - left)
        lower, upper = float(each.lower), float(each.upper)
        up = lower < _CLOSE * maximum or upper < (1 - _CLOSE) * maximum
        canvas.ax.annotate(
            canvas.whole(each),
            (moment, upper if up else lower),
            (0, 7 if up else -7),
            textcoords="offset points",
            horizontalalignment="center",
            verticalalignment="bottom" if up else "top",
            fontsize="small",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            zorder=3.5,
        )


def cohort_chart(
    column: Column,
    *,
    marked: str | None = None,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the points of a cohort's evaluations, sorted, with their quartiles.

    Each evaluation is a line between two marks, the ends of what is known. The highest stands on
    top, by lower ends and then by upper ends; up to 40 are named.

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
    """
    check_kind("column", column, Column, 'a column of a cohort, such as cohort["1"]')
    if marked is not None and marked not in column.labels:
        raise UnknownCodeError("cohort", marked, "one of the cohort's labels")
    quartiles = column.quartiles()
    item, count = column.item, len(column)
    rows = sorted(
        column.ranking(),
        key=lambda row: (row.range.lower_end, row.range.upper_end),
        reverse=True,
    )
    names = [plain(row.label, 40) for row in rows] if count <= _NAMED_AT_MOST else []
    height = max(_LEAST, _NAME * count) if names else _MANY
    canvas = Canvas(ax, "rectilinear", height, language)
    unit = "total points" if isinstance(item, Framework) else "points"
    canvas.scale("x", item.maximum, canvas.word(unit))
    canvas.rows(names, count)
    if not names:
        canvas.ax.set_ylabel(canvas.word("order", count=count))
    known = [None if row.range == bounds(item) else row.range for row in rows]
    draw = partial(canvas.ranges, upright=False, clip_on=False)
    if marked is not None:
        place = [row.label for row in rows].index(marked)
        rank = span_text(rows[place].best, rows[place].worst)
        points = canvas.whole(known[place])
        label = canvas.word("standing", name=marked, points=points, rank=rank, count=count)
        look: dict[str, Any] = {"color": LOOKS[0].colour, "marker": "D", "zorder": 3}
        canvas.name(label, draw([place], [known[place]], markersize=1.5 * _LARGEST, **look))
    size = min(_LARGEST, _ALL_MARKS / count)
    look = {"color": _GREY, "linewidth": size / 2}
    marks = draw(range(count), known, marker="o", markersize=size, zorder=2, **look)
    canvas.name(canvas.word("evaluations"), marks)
    canvas.unknown(range(count), known, item.maximum, upright=False, **look)
    for quartile, (key, (colour, line)) in zip(quartiles, _QUARTILES.items(), strict=True):
        lower, upper = float(quartile.lower), float(quartile.upper)
        band = canvas.ax.axvspan(lower, upper, color=colour, alpha=0.3, linewidth=0, zorder=1)
        for end in (lower, upper):
            edge = canvas.ax.axvline(end, color=colour, linestyle=line, linewidth=1.3, zorder=1.5)
        canvas.name(canvas.word(key, points=rounded_text(quartile)), (band, edge))
    title = f"{'' if isinstance(item, Framework) else item.code} {item.title_in(language)}"
    return canvas.finish(canvas.word("spread", count=count), title)
