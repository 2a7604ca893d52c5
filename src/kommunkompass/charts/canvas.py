"""What all charts share: axes, the looks of what is drawn, title and legend.

Looks differ in lightness and in hatch, marker and line, so that they can be told apart in
greyscale and by the colour-blind.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import attrs

from kommunkompass.charts.words import tick_text, wrapped
from kommunkompass.errors import InvalidTypeError
from kommunkompass.extras import require
from kommunkompass.framework import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

__all__ = [
    "FAINT",
    "INK",
    "LOOKS",
    "PLAIN",
    "UNKNOWN",
    "UNKNOWN_LINE",
    "Key",
    "Look",
    "axes_for",
    "scale_axis",
    "set_grid",
    "set_title",
]

_LineStyle: TypeAlias = str | tuple[float, tuple[float, ...]]

# All lengths are for a font of 10 points, and grow with the font that matplotlib is set to.
_FONT = 10
_INCH = 2.54
# In centimetres: the width of a figure, and the height that a line of a legend adds to it.
_WIDTH, _KEY_LINE = 16, 0.56
_MARGIN = 0.2
_TITLE_PAD = 10
# The widths at which texts are wrapped, in characters.
_TITLE_WIDTH, _KEY_WIDTH, _COLUMN_WIDTH, _NOTE_WIDTH = 43, 60, 28, 72

#: For texts that hold names and titles: a dollar sign in them begins no formula.
PLAIN: dict[str, Any] = {"parse_math": False}

#: The colour of lines that guide the eye.
FAINT = "#d0d0d0"
#: The colour of outlines.
INK = "#202020"


@attrs.frozen
class Look:
    """How one evaluation is drawn.

    Attributes:
        colour: of what is certain.
        tint: of what is left open; lighter, of the same hue.
        hatch: the pattern over what is certain.
        marker: the mark at the ends of a range.
        line: the style of lines.
    """

    colour: str
    tint: str
    hatch: str
    marker: str
    line: _LineStyle


#: The looks of an evaluation and its references, in order.
LOOKS = (
    Look("#123a6b", "#a9c1e0", "", "o", "-"),
    Look("#e69f00", "#fbe5b6", "////", "s", "--"),
    Look("#56b4e9", "#d3ebfa", "....", "^", ":"),
    Look("#d55e00", "#f6cfb3", "xxxx", "D", "-."),
    Look("#bdbdbd", "#ececec", "\\\\\\\\", "v", (0, (5, 1, 1, 1, 1, 1))),
)

#: The look of a bar over the whole scale, where nothing is known.
UNKNOWN: dict[str, Any] = {"facecolor": "white", "edgecolor": "#8c8c8c", "hatch": "//"}
#: The look of a line over the whole scale, where nothing is known.
UNKNOWN_LINE: dict[str, Any] = {"linestyle": (0, (0.6, 0.6)), "linewidth": 3.5, "alpha": 0.6}

_AXES = {
    "rectilinear": "matplotlib axes that are not polar, such as figure.add_subplot()",
    "polar": 'polar matplotlib axes, such as figure.add_subplot(projection="polar")',
}


def _matplotlib(module: str) -> Any:
    return require(f"matplotlib.{module}", extra="plot", item="charts")


def _grown(length: float) -> float:
    font: float = require("matplotlib", extra="plot", item="charts").rcParams["font.size"]
    return length * font / _FONT


def axes_for(ax: Axes | None, kind: Literal["rectilinear", "polar"], height: float) -> Axes:
    """Return the axes to draw on: those given, or new ones on a figure of their own.

    Args:
        ax: axes that were given, or None.
        kind: what kind of axes it has to be.
        height: of a new figure, in centimetres; its width is 16 cm. Both are for a font of 10
            points, and grow with the font.

    Raises:
        InvalidTypeError: for anything but axes of that kind.
        MissingExtraError: where matplotlib is missing.
    """
    if ax is None:
        size = _grown(_WIDTH / _INCH), _grown(height / _INCH)
        figure: Figure = _matplotlib("figure").Figure(figsize=size)
        figure.set_layout_engine("constrained", w_pad=_MARGIN / _INCH, h_pad=_MARGIN / _INCH)
        made: Axes = figure.add_subplot(projection=kind)
        return made
    fits: bool = isinstance(ax, _matplotlib("axes").Axes) and ax.name == kind
    if not fits:
        raise InvalidTypeError("ax", ax, _AXES[kind])
    return ax


def scale_axis(axis: Axis, maximum: int, steps: int, language: Language) -> None:
    """Divide an axis from 0 to the maximum into equal steps."""
    axis.set_ticks([maximum * step / steps for step in range(steps + 1)])
    axis.set_major_formatter(partial(tick_text, language=language))


def set_grid(ax: Axes, axis: Literal["x", "y"]) -> None:
    """Draw faint lines across an axis, below the data, and leave out the frame's other sides."""
    ax.grid(axis=axis, color=FAINT, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)


def set_title(ax: Axes, texts: Iterable[str]) -> None:
    """Set the title to some texts, one below the other, long ones wrapped."""
    lines = "\n".join([wrapped(text, _TITLE_WIDTH) for text in texts])
    where: Literal["center", "left"] = "center" if ax.name == "polar" else "left"
    ax.set_title(lines, loc=where, fontsize="medium", fontweight="bold", pad=_TITLE_PAD, **PLAIN)


class Key:
    """What stands in a legend: a note, each series, and then what looks mean.

    Args:
        note: a sentence above them, or None.
    """

    def __init__(self, note: str | None = None) -> None:
        self._note = note
        self._series: list[tuple[str, Any]] = []
        self._meanings: dict[str, Any] = {}

    def add(self, label: str, artist: Any) -> None:
        """Name a series."""
        self._series.append((label, artist))

    def explain(self, label: str, artist: Any) -> None:
        """Say what a look means; said twice, it stands there once."""
        self._meanings.setdefault(label, artist)

    def below(self, ax: Axes, distance: float, *, made: bool) -> None:
        """Put the legend below the axes; a single series alone needs none.

        Args:
            ax: the axes.
            distance: the room that ticks and axis label take, in points.
            made: whether the figure was made for the chart, and grows by the legend's height.
        """
        entries = [*self._series, *self._meanings.items()]
        if len(entries) == 1:
            return
        labels = [wrapped(label, _KEY_WIDTH) for label, _ in entries]
        columns = 2 if max(map(len, labels)) <= _COLUMN_WIDTH else 1
        note = None if self._note is None else wrapped(self._note, _NOTE_WIDTH)
        polar = ax.name == "polar"
        legend = ax.legend(
            [artist for _, artist in entries],
            ["" for _ in entries],
            title=note,
            title_fontsize="small",
            alignment="left",
            loc="upper center" if polar else "upper right",
            bbox_to_anchor=(0.5 if polar else 1, 0),
            bbox_transform=_lowered(ax, distance),
            borderaxespad=0,
            borderpad=0,
            ncols=columns,
            frameon=False,
            handlelength=2.4,
            handleheight=1.1,
        )
        # Given to the legend itself, a label that begins with an underscore would be left out.
        for text, label in zip(legend.get_texts(), labels, strict=True):
            text.set(text=label, **PLAIN)
        if made:
            wraps = sum(label.count("\n") for label in labels)
            notes = 0 if note is None else note.count("\n") + 1
            lines = -(-len(entries) // columns) + wraps + notes
            figure = cast("Figure", ax.figure)
            figure.set_figheight(figure.get_figheight() + _grown(lines * _KEY_LINE / _INCH))


def _lowered(ax: Axes, distance: float) -> Transform:
    """The coordinates of the axes, moved down by so many points."""
    inches = ax.figure.dpi_scale_trans
    down = _matplotlib("transforms").ScaledTranslation(0, -_grown(distance / 72), inches)
    lowered: Transform = ax.transAxes + down
    return lowered
