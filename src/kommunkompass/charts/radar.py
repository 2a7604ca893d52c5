"""The profile over the areas as a radar, alone or with references."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, nan, pi, sin
from typing import TYPE_CHECKING, cast

from kommunkompass.charts.canvas import (
    FAINT,
    LOOKS,
    PLAIN,
    UNKNOWN_LINE,
    Key,
    Look,
    axes_for,
    scale_axis,
    set_title,
)
from kommunkompass.charts.profiles import STEPS, Profiles
from kommunkompass.charts.words import word
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Language
from kommunkompass.interval import Range

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection
    from matplotlib.lines import Line2D
    from matplotlib.projections.polar import PolarAxes
    from matplotlib.text import Text

__all__ = ["profile_radar"]

_LONGEST_LINE = 19
_FEWEST_SPOKES = 3
# The height of a figure, in centimetres, and the room for labels below the circle, in points.
_HEIGHT, _SPOKE_LABELS = 14, 46
# Up to which sine an angle is level or upright, so that its label is centred.
_LEVEL = 0.1
# How far the unknown spoke of each reference lies beside the one before, in radians.
_ASIDE = 0.03


def profile_radar(
    evaluation: Evaluation,
    *references: Evaluation,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the profile over the areas as a radar, one spoke an area, the first at the top.

    A line joins the lower ends of what is known; the band beyond it reaches to the upper ends.
    An area of which nothing is known is a gap in both, and its whole spoke is dotted.

    Args:
        evaluation: whose profile it is.
        *references: up to four, known by criteria or by areas alone, by a framework with the
            same areas.
        language: ``"en"`` or ``"sv"``.
        ax: polar axes to draw on; None makes a figure.

    Returns:
        The axes.

    Raises:
        NotComparableError: for a reference whose areas may not be compared.
        InvalidValueError: for a framework with fewer than three areas, or too many references.
        InvalidTypeError: for axes that are not polar, or for anything but evaluations.
        UnknownCodeError: for a language that is not known.
        MissingExtraError: where matplotlib is missing.
    """
    profiles = Profiles.of(evaluation, references)
    count = len(profiles.areas)
    if count < _FEWEST_SPOKES:
        raise InvalidValueError("areas", count, f"at least {_FEWEST_SPOKES} for a radar")
    unit, labels = profiles.unit(language), profiles.labels(language)
    polar = cast("PolarAxes", axes_for(ax, "polar", _HEIGHT))
    angles = [2 * pi * place / count for place in range(count)]
    key = Key(profiles.note(language))
    for place, (one, look) in enumerate(zip(profiles.evaluations, LOOKS, strict=False)):
        known = [profiles.known(area) for area in one.areas]
        unknown = [area.is_unknown for area in one.areas]
        line, band = _outline(polar, angles, known, unknown, look, place)
        key.add(labels[place], line)
        if not all(gap or each.is_exact for gap, each in zip(unknown, known, strict=True)):
            key.explain(word("open", language), band)
        for angle in [each for each, gap in zip(angles, unknown, strict=True) if gap]:
            whole = _spoke(polar, angle + place * _ASIDE, profiles.maximum, look)
            key.explain(word("unknown", language), whole)
    polar.set_theta_zero_location("N")
    polar.set_theta_direction(-1)
    polar.set_xticks(angles, profiles.titles(language, _LONGEST_LINE), **PLAIN)
    for angle, label in zip(angles, polar.get_xticklabels(), strict=True):
        _set_beside(label, angle)
    polar.set_rlim(0, profiles.maximum)
    scale_axis(polar.yaxis, profiles.maximum, STEPS, language)
    polar.set_rlabel_position(180 / count)
    polar.tick_params(axis="y", labelsize="small")
    polar.set_axisbelow(False)
    polar.spines["polar"].set_zorder(2.6)
    polar.grid(color=FAINT, linewidth=0.6)
    radial = word("radial", language, unit=unit, maximum=profiles.maximum)
    set_title(polar, [*profiles.title(language), radial])
    key.below(polar, _SPOKE_LABELS, made=ax is None)
    return polar


def _outline(
    polar: PolarAxes,
    angles: Sequence[float],
    known: Sequence[Range],
    unknown: Sequence[bool],
    look: Look,
    place: int,
) -> tuple[Line2D, PolyCollection]:
    """Join the lower ends by a line, with a band up to the upper ends; what is unknown is a gap.

    The first evaluation lies above its references, whose marks are larger.
    """
    lowers = [nan if gap else float(each.lower) for each, gap in zip(known, unknown, strict=True)]
    uppers = [nan if gap else float(each.upper) for each, gap in zip(known, unknown, strict=True)]
    around, lowers, uppers = ([*each, each[0]] for each in (angles, lowers, uppers))
    band = polar.fill_between(
        around,
        lowers,
        uppers,
        facecolor=look.tint,
        edgecolor=look.colour,
        linewidth=0.6,
        alpha=0.7,
        zorder=2 - place / 10,
    )
    (line,) = polar.plot(
        around,
        lowers,
        color=look.colour,
        linestyle=look.line,
        linewidth=1.8,
        marker=look.marker,
        markersize=5 + 1.5 * place,
        zorder=3 - place / 10,
    )
    return line, band


def _spoke(polar: PolarAxes, angle: float, maximum: int, look: Look) -> Line2D:
    """Mark the whole of a spoke."""
    (line,) = polar.plot(
        [angle, angle], [0, maximum], color=look.colour, zorder=2.6, **UNKNOWN_LINE
    )
    return line


def _set_beside(label: Text, angle: float) -> None:
    """Set the label of a spoke outside the circle, angles going clockwise from the top."""
    right, up = sin(angle), cos(angle)
    label.set_horizontalalignment(
        "center" if abs(right) < _LEVEL else "left" if right > 0 else "right"
    )
    label.set_verticalalignment("center" if abs(up) < _LEVEL else "bottom" if up > 0 else "top")
