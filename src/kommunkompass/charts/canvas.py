"""What all charts share: looks, words, and axes with their title and legend."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from math import nan
from typing import Any, Literal, NamedTuple, TypeAlias

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from kommunkompass.errors import InvalidTypeError
from kommunkompass.framework import Language, check_language
from kommunkompass.interval import Range
from kommunkompass.phrases import in_language, rounded_text
from kommunkompass.render import clean

# What is known of a score, or that it is nothing.
Known: TypeAlias = Range | None


class Look(NamedTuple):
    """How one evaluation is drawn, to be told from others in greyscale and by the colour-blind."""

    colour: str
    tint: str
    hatch: str
    marker: str
    line: str


# Of an evaluation and its references, in order.
LOOKS = (
    Look("#123a6b", "#a9c1e0", "", "o", "-"),
    Look("#e69f00", "#fbe5b6", "---", "s", "--"),
    Look("#56b4e9", "#d3ebfa", "....", "^", ":"),
    Look("#d55e00", "#f6cfb3", "xxxx", "D", "-."),
    Look("#bdbdbd", "#ececec", "||", "v", "-"),
)
GRID: dict[str, Any] = {"color": "#d0d0d0", "linewidth": 0.6}
UNKNOWN_BAR: dict[str, Any] = {"facecolor": "white", "edgecolor": "#8c8c8c", "hatch": "//"}
_UNKNOWN_LINE: dict[str, Any] = {"linestyle": (0, (0.6, 0.6)), "linewidth": 3.5, "alpha": 0.6}

# In centimetres: a figure's width, and the heights of a line of its legend and around all.
_WIDTH, _LEGEND_LINE, _AROUND = 16.0, 0.56, 2.7
# The room around all, in inches.
_PAD = 0.08
# From the axes to the legend: the room for ticks and an axis' label, in heights of the font.
_ROOM = 4.8
# In characters.
_TITLE_WIDTH, _LEGEND_WIDTH = 43, 50

_WORDS: dict[str, tuple[str, str]] = {
    "points": ("Points", "Poäng"),
    "total points": ("Total points", "Totalpoäng"),
    "percent": ("Percent of the maximum", "Procent av det högsta möjliga"),
    "open": ("possible, not certain", "möjligt, ej säkert"),
    "unknown": ("not known", "ej känt"),
    "head": ("{name}: total {points} (of {maximum})", "{name}: totalt {points} (av {maximum})"),
    "profile": ("{name} ({version}): total {points}", "{name} ({version}): totalt {points}"),
    "year": ("Year of evaluation", "Utvärderingens år"),
    "total": ("total, {versions}", "totalpoäng, {versions}"),
    "older total": ("Total on the scale from before 2010", "Totalpoäng på skalan från före 2010"),
    "before": ("total before 2010", "totalpoäng före 2010"),
    "placed": (
        "total, {versions}, roughly: 80–100 points added",
        "totalpoäng, {versions}, ungefärligt: 80–100 poäng tillagda",
    ),
    "spread": ("Spread in a cohort of {count}", "Spridning i en grupp om {count}"),
    "order": ("{count} evaluations, highest on top", "{count} utvärderingar, högst överst"),
    "standing": (
        "{name}: {points}, rank {rank} of {count}",
        "{name}: {points}, placering {rank} av {count}",
    ),
    "evaluations": ("evaluations", "utvärderingar"),
    "lower quartile": ("lower quartile: {points}", "undre kvartil: {points}"),
    "median": ("median: {points}", "median: {points}"),
    "upper quartile": ("upper quartile: {points}", "övre kvartil: {points}"),
}


def plain(text: str, width: int) -> str:
    """A text in lines, in which a dollar sign begins no formula."""
    return "\n".join(textwrap.wrap(clean(text), width)).replace("$", r"\$")


def ends(known: Iterable[Known]) -> tuple[list[float], list[float]]:
    pairs = [(float(each.lower), float(each.upper)) if each else (nan, nan) for each in known]
    return [lower for lower, _ in pairs], [upper for _, upper in pairs]


def whole_steps() -> MaxNLocator:
    """Ticks at whole numbers, so that they need no decimal sign."""
    return MaxNLocator("auto", integer=True, min_n_ticks=1, steps=[1, 2, 5, 10])


class Canvas:
    """Axes of a kind that are given or made, and what their legend will say."""

    def __init__(self, ax: Axes | None, kind: str, height: float, language: Language) -> None:
        self.language = check_language(language)
        self._made: Figure | None = None
        if ax is None:
            self._made = Figure(figsize=(_inches(_WIDTH), _inches(height + _AROUND)))
            self._made.set_layout_engine("constrained", w_pad=_PAD, h_pad=_PAD)
            ax = self._made.add_subplot(projection=kind)
        elif getattr(ax, "name", None) != kind or not isinstance(ax, Axes):
            allowed = f'matplotlib axes as by figure.add_subplot(projection="{kind}")'
            raise InvalidTypeError("ax", ax, allowed)
        self.ax: Axes = ax
        self._series: list[tuple[str, Any]] = []
        self._meanings: dict[str, Any] = {}

    def word(self, key: str, **values: object) -> str:
        return in_language(_WORDS[key], self.language, **values)

    def whole(self, known: Known) -> str:
        return rounded_text(known) if known else self.word("unknown")

    def name(self, label: str, artist: Any) -> None:
        self._series.append((label, artist))

    def explain(self, key: str, artist: Any) -> None:
        self._meanings.setdefault(self.word(key), artist)

    def explain_open(self, known: Iterable[Known], artist: Any) -> None:
        if any(each and not each.is_exact for each in known):
            self.explain("open", artist)

    def ranges(
        self,
        places: Iterable[float],
        known: Iterable[Known],
        *,
        upright: bool = True,
        **style: Any,
    ) -> Line2D:
        along = [place for place in places for _ in range(3)]
        across = [end for pair in zip(*ends(known), strict=True) for end in (*pair, nan)]
        (line,) = self.ax.plot(*((along, across) if upright else (across, along)), **style)
        return line

    def unknown(
        self, places: Iterable[float], known: Iterable[Known], maximum: int, **style: Any
    ) -> None:
        gaps = [place for place, each in zip(places, known, strict=True) if each is None]
        if gaps:
            whole = [Range.closed(0, maximum)] * len(gaps)
            self.explain("unknown", self.ranges(gaps, whole, **_UNKNOWN_LINE | style))

    def rows(self, names: Sequence[str], count: int) -> None:
        margin = max(0.5, count / 50)
        self.ax.set_yticks(range(len(names)), names)
        self.ax.set_ylim(count - 1 + margin, -margin)
        self.ax.tick_params(axis="y", length=0)

    def scale(self, axis: Literal["x", "y"], maximum: int, unit: str) -> None:
        self.ax.set(**{f"{axis}lim": (0, maximum), f"{axis}label": unit})
        (self.ax.xaxis if axis == "x" else self.ax.yaxis).set_major_locator(whole_steps())
        self.ax.grid(axis=axis, **GRID)
        self.ax.set_axisbelow(True)
        self.ax.spines[["top", "right"]].set_visible(False)

    def finish(self, *titles: str, note: str = "") -> Axes:
        """Set the title and, below the axes, the legend, which one series does not need."""
        self.ax.set_title(
            "\n".join([plain(title, _TITLE_WIDTH) for title in titles]),
            loc="center" if self.ax.name == "polar" else "left",
            fontsize="medium",
            fontweight="bold",
            pad=10,
        )
        entries = [*self._series, *self._meanings.items()]
        if len(entries) == 1:
            return self.ax
        labels = [plain(label, _LEGEND_WIDTH) for label, _ in entries]
        heading = plain(note, _LEGEND_WIDTH)
        self.ax.legend(
            [artist for _, artist in entries],
            labels,
            title=heading,
            title_fontsize="small",
            alignment="left",
            loc="upper center",
            bbox_to_anchor=(0.5, 0),
            borderaxespad=_ROOM,
            frameon=False,
        )
        if self._made is not None:
            lines = "\n".join([*labels, heading]).count("\n") + len(labels) + bool(heading)
            self._made.set_figheight(self._made.get_figheight() + _inches(lines * _LEGEND_LINE))
        return self.ax


def _inches(centimetres: float) -> float:
    font: float = rcParams["font.size"]
    return centimetres / 2.54 * font / 10
