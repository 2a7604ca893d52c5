"""The profile over the areas as bars, alone or with references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kommunkompass.charts.canvas import (
    INK,
    LOOKS,
    PLAIN,
    UNKNOWN,
    Key,
    Look,
    axes_for,
    scale_axis,
    set_grid,
    set_title,
)
from kommunkompass.charts.profiles import STEPS, Profiles
from kommunkompass.charts.words import score_text, word
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Language
from kommunkompass.interval import Range

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

__all__ = ["profile_bars"]

_LONGEST_LINE = 30
_TICKS_AND_LABEL = 48
# Heights in centimetres: of a line of a title, of a bar, between rows, and around them all.
_LINE, _LANE, _BETWEEN, _AROUND = 0.42, 0.43, 0.25, 2.7
# The share of a row that a bar without references takes up.
_ALONE = 0.6


def profile_bars(
    evaluation: Evaluation,
    *references: Evaluation,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the profile over the areas as bars, the references' bars below each.

    A bar is solid up to the lower end of what is known, and lighter up to the upper end.

    Args:
        evaluation: whose profile it is.
        *references: up to four, known by criteria or by areas alone, by a framework with the
            same areas.
        language: ``"en"`` or ``"sv"``.
        ax: where to draw; None makes a figure.

    Returns:
        The axes.

    Raises:
        NotComparableError: for a reference whose areas may not be compared.
        InvalidValueError: for a framework without areas, or too many references.
        InvalidTypeError: for polar axes, or for anything but evaluations.
        UnknownCodeError: for a language that is not known.
        MissingExtraError: where matplotlib is missing.
    """
    profiles = Profiles.of(evaluation, references)
    lanes, count = len(profiles.evaluations), len(profiles.areas)
    unit, labels = profiles.unit(language), profiles.labels(language)
    titles = profiles.titles(language, _LONGEST_LINE)
    lines = 1 + max(title.count("\n") for title in titles)
    height = max(_LINE * lines, _LANE * lanes) + _BETWEEN
    thick = (1 - _BETWEEN / height) / lanes if lanes > 1 else _ALONE
    made = ax is None
    ax = axes_for(ax, "rectilinear", _AROUND + count * height)
    key = Key(profiles.note(language))
    for lane, (one, look) in enumerate(zip(profiles.evaluations, LOOKS, strict=False)):
        places = [row + (lane - (lanes - 1) / 2) * thick for row in range(count)]
        known = [profiles.known(area) for area in one.areas]
        solid, light = _bars(ax, known, look, places, thick)
        key.add(labels[lane], solid)
        for area, range_, place, patch in zip(one.areas, known, places, light, strict=True):
            if area.is_unknown:
                patch.set(**UNKNOWN)
                key.explain(word("unknown", language), patch)
            elif not range_.is_exact:
                key.explain(word("open", language), patch)
            _label(ax, score_text(area, range_, language), float(range_.upper), place)
    ax.set_ylim(count - 0.5, -0.5)
    ax.set_yticks(range(count), titles, **PLAIN)
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, profiles.maximum)
    scale_axis(ax.xaxis, profiles.maximum, STEPS, language)
    ax.set_xlabel(unit)
    set_grid(ax, "x")
    set_title(ax, profiles.title(language))
    key.below(ax, _TICKS_AND_LABEL, made=made)
    return ax


def _bars(
    ax: Axes, known: Sequence[Range], look: Look, places: Sequence[float], thick: float
) -> tuple[BarContainer, BarContainer]:
    """Draw a bar for each range: up to its lower end, and from there to its upper end."""
    lowers = [float(each.lower) for each in known]
    widths = [float(each.width) for each in known]
    outline: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.6}
    solid = ax.barh(places, lowers, thick, facecolor=look.colour, hatch=look.hatch, **outline)
    light = ax.barh(places, widths, thick, lowers, facecolor=look.tint, linestyle="--", **outline)
    return solid, light


def _label(ax: Axes, text: str, x: float, y: float) -> None:
    """Write a text to the right of a place in the data, beyond the axes if need be."""
    ax.annotate(
        text,
        (x, y),
        (4, 0),
        textcoords="offset points",
        verticalalignment="center_baseline",
        fontsize="small",
        annotation_clip=False,
    )
