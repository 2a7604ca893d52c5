"""The profile over the areas, as bars and as a radar, alone or with references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import Any

from matplotlib.axes import Axes

from kommunkompass.arguments import listed
from kommunkompass.charts.canvas import GRID, LOOKS, UNKNOWN_BAR, Canvas, Known, Look, ends, plain
from kommunkompass.eras import Relation, comparability
from kommunkompass.errors import InvalidValueError, NotComparableError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Language
from kommunkompass.phrases import phrase
from kommunkompass.render.summary import subject, subjects

_OUTLINE: dict[str, Any] = {"edgecolor": "#202020", "linewidth": 0.6}
# In centimetres: the heights of a title's line and of a bar, and what is between.
_LINE, _BAR, _BETWEEN = 0.42, 0.42, 0.25
# The share of an area's height that its bars take up.
_BARS = 0.8
_RADAR_HEIGHT = 10.1


def profile_bars(
    evaluation: Evaluation,
    *references: Evaluation,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the profile over the areas as bars, the references' bars below each.

    A bar is solid up to the lower end of what is known, and lighter up to the upper end. The
    scale is percent of each area's maximum.

    Args:
        evaluation: whose profile it is.
        *references: up to four, by frameworks with the same areas.
        language: ``"en"`` or ``"sv"``.
        ax: where to draw; None makes a figure.

    Returns:
        The axes.

    Raises:
        NotComparableError: for a reference whose areas may not be compared.
        InvalidValueError: for a framework without areas, or too many references.
        InvalidTypeError: for polar axes, or for anything but evaluations.
        UnknownCodeError: for a language that is not known.
    """
    profiles = _comparable(evaluation, *references)
    titles = _titles(evaluation, language, 30)
    lines = 1 + max(title.count("\n") for title in titles)
    height = _BETWEEN + max(_LINE * lines, _BAR * len(profiles))
    canvas = Canvas(ax, "rectilinear", height * len(titles), language)
    thick = _BARS / len(profiles)
    for lane, (label, known, look) in enumerate(_looks(canvas, profiles)):
        lowers = [float(each.lower) if each else 0 for each in known]
        widths = [float(each.width) if each else 100 for each in known]
        places = [row + thick * (lane + 0.5) - _BARS / 2 for row in range(len(titles))]
        solid = canvas.ax.barh(
            places, lowers, thick, facecolor=look.colour, hatch=look.hatch, **_OUTLINE
        )
        light = canvas.ax.barh(
            places, widths, thick, lowers, facecolor=look.tint, linestyle="--", **_OUTLINE
        )
        texts = [canvas.whole(each) for each in known]
        canvas.ax.bar_label(light, texts, padding=4, fontsize="small", annotation_clip=False)
        canvas.name(label, solid)
        for each, bar in zip(known, light, strict=True):
            if each is None:
                bar.set(**UNKNOWN_BAR)
                canvas.explain("unknown", bar)
            canvas.explain_open([each], bar)
    canvas.scale("x", 100, canvas.word("percent"))
    canvas.rows(titles, len(titles))
    return _finish(canvas, profiles)


def profile_radar(
    evaluation: Evaluation,
    *references: Evaluation,
    language: Language = "en",
    ax: Axes | None = None,
) -> Axes:
    """Draw the profile over the areas as a radar, the first area at the top.

    A line joins the lower ends of what is known; the band beyond it reaches to the upper ends.
    The scale, arguments and errors are those of :func:`profile_bars`, but axes are polar.
    """
    profiles = _comparable(evaluation, *references)
    titles = _titles(evaluation, language, 19)
    canvas = Canvas(ax, "polar", _RADAR_HEIGHT, language)
    polar = canvas.ax
    angles = [2 * pi * place / len(titles) for place in range(len(titles))]
    for place, (label, known, look) in enumerate(_looks(canvas, profiles)):
        # The first evaluation lies above its references, whose marks are larger.
        depth = place / 10
        around, (lowers, uppers) = [*angles, angles[0]], ends([*known, known[0]])
        band = polar.fill_between(
            around,
            lowers,
            uppers,
            facecolor=look.tint,
            edgecolor=look.colour,
            linewidth=0.6,
            alpha=0.7,
            zorder=2 - depth,
        )
        # No band has what is open between neighbours that are unknown.
        canvas.ranges(
            angles,
            known,
            color=look.tint,
            linewidth=5,
            solid_capstyle="butt",
            zorder=2.5 - depth,
        )
        (line,) = polar.plot(
            around,
            lowers,
            color=look.colour,
            linestyle=look.line,
            linewidth=1.8,
            marker=look.marker,
            markersize=5 + 1.5 * place,
            zorder=3 - depth,
        )
        canvas.name(label, line)
        canvas.explain_open(known, band)
        canvas.unknown(angles, known, 100, color=look.colour)
    polar.set(
        theta_zero_location="N",
        theta_direction=-1,
        rlim=(0, 100),
        rticks=range(20, 101, 20),
        rlabel_position=180 / len(titles),
        axisbelow=False,
    )
    polar.set_xticks(angles, titles)
    for angle, tick in zip(angles, polar.get_xticklabels(), strict=True):
        across = ("center", "left", "right")[round(sin(angle))]
        tick.set(ha=across, va=("center", "bottom", "top")[round(cos(angle))])
    polar.tick_params(axis="y", labelsize="small")
    polar.grid(**GRID)
    return _finish(canvas, profiles, canvas.word("percent"))


def _comparable(*profiles: Evaluation) -> tuple[Evaluation, ...]:
    listed("profile", profiles, Evaluation, "evaluations")
    first, *references = [one.framework for one in profiles]
    if not first.areas:
        raise InvalidValueError("profile", first.version, "a framework with areas")
    if len(profiles) > len(LOOKS):
        raise InvalidValueError("references", len(references), f"at most {len(LOOKS) - 1}")
    maxima = [(area.code, area.maximum) for area in first.areas]
    for other in references:
        found = comparability(first, other)
        if found.relation is not Relation.DIRECT:
            raise NotComparableError("profile", other.version, found.reason)
        if [(area.code, area.maximum) for area in other.areas] != maxima:
            raise NotComparableError("profile", other.version, f"the areas of {first.version}")
    return profiles


def _looks(
    canvas: Canvas, profiles: Sequence[Evaluation]
) -> Iterator[tuple[str, list[Known], Look]]:
    names = subjects(profiles, canvas.language)
    for one, name, look in zip(profiles, names, LOOKS, strict=False):
        known = [None if area.is_unknown else area.percent for area in one.areas]
        yield _say(canvas, "profile", one, name), known, look


def _titles(evaluation: Evaluation, language: Language, width: int) -> list[str]:
    areas = evaluation.framework.areas
    return [plain(f"{area.code} {area.title_in(language)}", width) for area in areas]


def _say(canvas: Canvas, key: str, one: Evaluation, name: str) -> str:
    return canvas.word(
        key,
        name=name,
        version=one.framework.version,
        points=canvas.whole(None if one.total.is_unknown else one.total.range),
        maximum=one.framework.maximum,
    )


def _finish(canvas: Canvas, profiles: Sequence[Evaluation], *more: str) -> Axes:
    first, language = profiles[0], canvas.language
    differ = len({one.framework for one in profiles}) > 1
    note = phrase("revised", language) if differ else ""
    title = first.framework.title_in(language)
    head = _say(canvas, "head", first, subject(first, language))
    return canvas.finish(head, title, *more, note=note)
