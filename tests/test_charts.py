"""The charts: what is known is drawn as it is known, on axes given or made."""

from __future__ import annotations

import datetime
import gc
import math
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable
from itertools import combinations
from typing import Any

import attrs
import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.lines import Line2D
from matplotlib.text import Text

import kumla
from kommunkompass import (
    Evaluation,
    Figure,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    NotComparableError,
    Progress,
    UnknownCodeError,
    get_framework,
    progress,
    to_pre_2010,
)
from kommunkompass.charts import cohort_chart, profile_bars, profile_radar, progress_chart
from kommunkompass.cohort import Cohort
from strategies import small_framework

KUMLA = kumla.evaluation()


def by_areas(
    points: list[int], name: str, year: int, version: Framework | str = "2.1"
) -> Evaluation:
    """An evaluation known by printed area figures alone; others are not known."""
    figures = {str(code): Figure(value) for code, value in enumerate(points, 1)}
    return Evaluation.from_printed(version, figures, municipality=name, year=year)


def by_total(version: str, total: int | None, when: int | datetime.date) -> Evaluation:
    """An evaluation of Kumla known by a printed total alone, or not at all."""
    figures = {} if total is None else {"total": Figure(total)}
    time: Any = {"year": when} if isinstance(when, int) else {"date": when}
    return Evaluation.from_printed(version, figures, municipality="Kumla", **time)


STRANGNAS = by_areas([63, 58, 70, 61, 66, 62, 55, 62], "Strängnäs", 2016)
STRANGNAS_2014 = by_areas([54, 48, 60, 51, 66, 52, 55, 51], "Strängnäs", 2014, "2010")
ONE_AREA = by_areas([55], "Riket", 2016)
EXACT = Evaluation.from_percents(
    "2.1", {item.code: 50 for item in get_framework().criteria}, municipality="Kumla", year=2019
)
#: Nothing is given of area 4, nor of 7.3 and of area 7 as a whole.
INCOMPLETE = Evaluation.from_printed(
    "2.1",
    {
        code: figure
        for code, figure in kumla.figures().items()
        if code[0] != "4" and code not in ("7", "7.3")
    },
    municipality="Kumla",
    year=2014,
)
NOTHING = Evaluation.from_scores("2.1", [])
OWN = attrs.evolve(get_framework("2010"), version="2.1")
BEFORE_2010 = [by_total("pre-2010", 356, 2003), by_total("pre-2010", 402, 2007)]


def ends(scores: Any) -> tuple[list[float], list[float]]:
    """The ends of scores, as coordinates."""
    return [float(one.lower) for one in scores], [float(one.upper) for one in scores]


def some_cohort(count: int = 290) -> Cohort:
    """Invented municipalities, Kumla among them, one incomplete and one unknown."""
    draw = np.random.default_rng(1)
    percents = np.clip(np.round(draw.normal(52, 14, (count, 45))), 0, 100)
    percents[1, :20] = math.nan
    percents[2] = math.nan
    return Cohort.from_percents(
        ["Kumla", *[f"Kommun {number}" for number in range(1, count)]], percents, "2.1"
    )


def bars(ax: Axes) -> list[tuple[list[float], list[float]]]:
    """For each evaluation, where its bars turn from solid to light, and where they end."""
    widths = [[bar.get_width() for bar in container] for container in ax.containers]
    pairs = zip(widths[::2], widths[1::2], strict=True)
    return [
        (solid, [low + more for low, more in zip(solid, light, strict=True)])
        for solid, light in pairs
    ]


def key(ax: Axes) -> list[str]:
    """The labels of the legend, lines joined."""
    legend = ax.get_legend()
    return [] if legend is None else [flat(text) for text in legend.get_texts()]


def note(ax: Axes) -> str:
    """The sentence above the labels of the legend."""
    legend = ax.get_legend()
    assert legend is not None
    return flat(legend.get_title())


def flat(text: Text | str) -> str:
    return (text if isinstance(text, str) else text.get_text()).replace("\n", " ")


def title(ax: Axes) -> str:
    return ax.get_title("left") or ax.get_title()


def ticks(labels: list[Text]) -> list[str]:
    return [flat(label) for label in labels]


def drawn_ranges(line: Line2D, axis: str = "y") -> list[tuple[float, float]]:
    """The ends of the ranges that a line shows, gaps left out."""
    data = line.get_ydata() if axis == "y" else line.get_xdata()
    ends = [float(end) for end in data]
    return [pair for pair in zip(ends[::3], ends[1::3], strict=True) if not math.isnan(pair[0])]


def shown(labels: list[Text], axis: int, limits: tuple[float, float]) -> list[Text]:
    """The labels of ticks within the limits."""
    return [one for one in labels if min(limits) <= one.get_position()[axis] <= max(limits)]


def said(ax: Axes) -> list[str]:
    """The texts that stand in the data."""
    return [text.get_text() for text in ax.texts]


DRAWINGS: dict[str, Callable[..., Axes]] = {
    "bars": lambda **kwargs: profile_bars(KUMLA, STRANGNAS, **kwargs),
    "radar": lambda **kwargs: profile_radar(KUMLA, STRANGNAS, **kwargs),
    "progress": lambda **kwargs: progress_chart(progress([INCOMPLETE, KUMLA]), **kwargs),
    "cohort": lambda **kwargs: cohort_chart(some_cohort().total, marked="Kumla", **kwargs),
}
each_chart = pytest.mark.parametrize("kind", DRAWINGS)


def axes_for(kind: str) -> Axes:
    """Axes of one's own, of the kind that a chart needs."""
    figure = Picture(figsize=(8, 6), layout="constrained")
    return figure.add_subplot(projection="polar" if kind == "radar" else "rectilinear")


class TestEveryChart:
    @each_chart
    def test_makes_a_figure_16_cm_wide(self, kind: str) -> None:
        """Without axes, a figure of a report's width is made for them."""
        ax = DRAWINGS[kind]()
        assert isinstance(ax.figure, Picture)
        assert ax.figure.get_figwidth() * 2.54 == pytest.approx(16)
        assert ax.figure.axes == [ax]

    @each_chart
    def test_draws_on_the_axes_that_are_given(self, kind: str) -> None:
        """Given axes are drawn on and returned, and their figure keeps its size."""
        ax = axes_for(kind)
        assert DRAWINGS[kind](ax=ax) is ax
        assert tuple(ax.figure.get_size_inches()) == (8, 6)
        assert title(ax)

    @each_chart
    def test_draws_on_a_part_of_a_figure(self, kind: str) -> None:
        """Axes may belong to a subfigure."""
        part = Picture(figsize=(14, 6)).subfigures(1, 2)[0]
        ax = part.add_subplot(projection="polar" if kind == "radar" else "rectilinear")
        assert DRAWINGS[kind](ax=ax).figure is part

    @each_chart
    def test_refuses_axes_of_another_kind(self, kind: str) -> None:
        """A radar needs polar axes, and the others axes that are not; the error says so."""
        other = axes_for("bars" if kind == "radar" else "radar")
        allowed = "polar" if kind == "radar" else "rectilinear"
        with pytest.raises(InvalidTypeError, match=f'projection="{allowed}"'):
            DRAWINGS[kind](ax=other)

    @each_chart
    @pytest.mark.parametrize(
        "wrong", ["ax", Picture(), np.array([1])], ids=["text", "figure", "array"]
    )
    def test_refuses_what_is_no_axes(self, kind: str, wrong: object) -> None:
        """A figure, or the array that subplots returns, is not taken for axes."""
        with pytest.raises(InvalidTypeError, match=r"figure\.add_subplot"):
            DRAWINGS[kind](ax=wrong)

    @each_chart
    def test_refuses_an_unknown_language_before_it_draws(self, kind: str) -> None:
        """The axes stay as they were."""
        ax = axes_for(kind)
        before = len(ax.get_children())
        with pytest.raises(UnknownCodeError, match="language"):
            DRAWINGS[kind](ax=ax, language="de")
        assert len(ax.get_children()) == before

    @each_chart
    def test_can_be_pickled(self, kind: str) -> None:
        """A chart made in another process arrives whole."""
        ax = DRAWINGS[kind]()
        copy = pickle.loads(pickle.dumps(ax.figure)).axes[0]
        assert title(copy) == title(ax)

    @each_chart
    def test_is_freed_with_its_axes(self, kind: str) -> None:
        """No one else keeps a made figure, so a thousand charts do not fill memory."""
        figure = weakref.ref(DRAWINGS[kind]().figure)
        gc.collect()
        assert figure() is None

    def test_leaves_pyplot_alone(self) -> None:
        """Neither importing nor drawing loads pyplot, which would keep figures and windows."""
        code = """
import sys
import kommunkompass.charts as charts
from kommunkompass import load_example
charts.profile_bars(load_example("kumla-2017")).figure.savefig(sys.stdout.buffer, format="svg")
assert "matplotlib.pyplot" not in sys.modules
"""
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert b"</svg>" in found.stdout

    def test_names_the_extra_where_matplotlib_is_missing(self) -> None:
        """The error is of the family, an ImportError, and says what to install."""
        code = """
import sys
sys.modules["matplotlib"] = None
from kommunkompass.errors import KommunkompassError
try:
    import kommunkompass.charts
except KommunkompassError as error:
    assert isinstance(error, ImportError)
    print(error)
"""
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert found.stdout.strip() == (
            "kommunkompass.charts: 'matplotlib' cannot be imported; "
            "to install: pip install 'kommunkompass[plot]'"
        )

    @each_chart
    def test_grows_with_the_font(self, kind: str) -> None:
        """Who sets a larger font gets a figure in proportion, not texts that overlap."""
        small = DRAWINGS[kind]().figure.get_size_inches()
        with matplotlib.rc_context({"font.size": 15}):
            large = DRAWINGS[kind]().figure.get_size_inches()
        assert large == pytest.approx(small * 1.5)

    @each_chart
    @pytest.mark.parametrize("name", ["$\\frac$", "a\ud800", "a\0b", "_a", " "], ids=ascii)
    def test_takes_a_name_for_what_it_is(self, kind: str, name: str) -> None:
        """What looks like a formula, or cannot be drawn, does not stop the drawing."""
        named = attrs.evolve(KUMLA, municipality=name)
        ax = {
            "bars": lambda: profile_bars(named, named),
            "radar": lambda: profile_radar(named, named),
            "progress": lambda: progress_chart(progress([named, attrs.evolve(named, year=2019)])),
            "cohort": lambda: cohort_chart(
                Cohort.from_evaluations([named]).total, marked=named.municipality
            ),
        }[kind]()
        FigureCanvasAgg(ax.figure).draw()


#: Charts with much in them.
FULL: dict[str, Callable[[], Axes]] = {
    "bars": lambda: profile_bars(KUMLA),
    "bars, reference": lambda: profile_bars(INCOMPLETE, STRANGNAS, language="sv"),
    "bars, all": lambda: profile_bars(KUMLA, STRANGNAS, STRANGNAS_2014, ONE_AREA, INCOMPLETE),
    "bars, long name": lambda: profile_bars(
        attrs.evolve(KUMLA, municipality="Samverkan mellan kommunerna i norra länets inland"),
        STRANGNAS,
    ),
    "radar": lambda: profile_radar(KUMLA),
    "radar, reference": lambda: profile_radar(INCOMPLETE, STRANGNAS, language="sv"),
    "radar, all": lambda: profile_radar(KUMLA, STRANGNAS, STRANGNAS_2014, ONE_AREA, INCOMPLETE),
    "progress": lambda: progress_chart(progress([INCOMPLETE, KUMLA, EXACT])),
    "progress, rough": lambda: progress_chart(
        progress([*BEFORE_2010, by_total("2010", 310, 2011), KUMLA]), language="sv"
    ),
    "progress, close": lambda: progress_chart(
        progress([by_total("2010", 300 + year % 7 * 20, year) for year in range(2010, 2016)])
    ),
    "cohort, named": lambda: cohort_chart(some_cohort(12).total, marked="Kumla", language="sv"),
    "cohort": lambda: cohort_chart(some_cohort()["1.4"], marked="Kumla"),
}


@pytest.mark.parametrize("draw", FULL.values(), ids=FULL)
def test_no_text_overlaps_another_or_leaves_the_figure(draw: Callable[[], Axes]) -> None:
    """At a report's size every text can be read."""
    ax = draw()
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    # Ticks beyond the limits of an axis are not drawn.
    drawn = {
        *shown(ax.get_xticklabels(), 0, ax.get_xlim()),
        *shown(ax.get_yticklabels(), 1, ax.get_ylim()),
    }
    beyond = {*ax.get_xticklabels(), *ax.get_yticklabels()} - drawn
    texts = [text for text in ax.findobj(Text) if flat(text).strip() and text not in beyond]
    boxes = [(flat(text), text.get_window_extent(renderer)) for text in texts]
    assert len(boxes) > 8
    page = ax.figure.bbox
    for words, box in boxes:
        assert page.x0 <= box.x0 <= box.x1 <= page.x1, words
        assert page.y0 <= box.y0 <= box.y1 <= page.y1, words
    for (one, first), (other, second) in combinations(boxes, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        along = min(first.y1, second.y1) - max(first.y0, second.y0)
        # A box has room for letters that reach further down than these texts' do.
        assert across < 1 or along < 4, (one, other)


class TestProfileBars:
    def test_a_bar_is_solid_to_the_lower_end_and_light_to_the_upper(self) -> None:
        """A printed figure leaves a sliver open, and it can be seen."""
        (found,) = bars(profile_bars(KUMLA))
        lowers, uppers = ends(KUMLA.areas)
        assert found[0] == lowers
        assert found[1] == pytest.approx(uppers)
        assert found[0][0] == 36.5
        assert found[1][0] == pytest.approx(36.95)

    def test_says_whole_points_beside_the_bars(self) -> None:
        """The points as a report prints them; two where they print as either."""
        assert said(profile_bars(KUMLA)) == ["37", "40", "56", "40", "46", "55", "36", "61"]
        assert said(profile_bars(INCOMPLETE))[6] == "28–49"

    def test_the_first_area_is_on_top_and_the_scale_runs_to_the_maximum(self) -> None:
        """Areas read downwards, on an axis from 0 to 100 with its unit."""
        ax = profile_bars(KUMLA)
        assert ax.get_xlim() == (0, 100)
        assert ax.get_ylim() == (7.5, -0.5)
        assert ticks(ax.get_xticklabels()) == ["0", "20", "40", "60", "80", "100"]
        assert ticks(ax.get_yticklabels())[3] == "4 Leadership, responsibility and delegation"
        assert ax.get_xlabel() == "Percent of the maximum"

    def test_tells_whose_it_is_and_the_total(self) -> None:
        """The title names municipality, year, total and framework."""
        assert flat(title(profile_bars(KUMLA))) == (
            "Kumla 2017: total 369–374 (of 800) The Municipal Compass (Kommunkompassen) 2.1"
        )
        assert flat(title(profile_bars(NOTHING))).startswith(
            "Unnamed municipality: total not known (of 800) The"
        )

    def test_speaks_swedish(self) -> None:
        """Titles, unit, legend and what is not known are in Swedish."""
        ax = profile_bars(INCOMPLETE, language="sv")
        assert title(ax) == "Kumla 2014: totalt 321–446 (av 800)\nKommunkompassen 2.1"
        assert ticks(ax.get_yticklabels())[0] == "1 Offentlighet och demokrati"
        assert ax.get_xlabel() == "Procent av det högsta möjliga"
        assert said(ax)[3] == "ej känt"
        assert key(ax) == ["Kumla 2014 (2.1): totalt 321–446", "möjligt, ej säkert", "ej känt"]

    def test_references_have_bars_of_their_own_below(self) -> None:
        """Each evaluation has its lane, its look and its line in the legend."""
        ax = profile_bars(KUMLA, STRANGNAS, EXACT)
        found = bars(ax)
        assert [solid for solid, _ in found] == [
            ends(one.areas)[0] for one in (KUMLA, STRANGNAS, EXACT)
        ]
        places = [container[0].get_y() for container in ax.containers]
        assert places[0] < places[2] < places[4]
        solid = [container[0] for container in ax.containers[::2]]
        assert len({bar.get_facecolor() for bar in solid}) == 3
        assert len({bar.get_hatch() for bar in solid}) == 3
        assert key(ax) == [
            "Kumla 2017 (2.1): total 369–374",
            "Strängnäs 2016 (2.1): total 493–501",
            "Kumla 2019 (2.1): total 400",
            "possible, not certain",
        ]

    def test_what_is_not_known_is_the_whole_scale_and_looks_unlike_the_rest(self) -> None:
        """A reference known by one area alone has seven hatched bars, none of them solid."""
        ax = profile_bars(EXACT, ONE_AREA)
        solid, light = ax.containers[2:]
        assert [bar.get_width() for bar in solid] == [54.5] + [0] * 7
        assert [bar.get_width() for bar in light] == [1] + [100] * 7
        assert [bar.get_hatch() for bar in light] == [None] + ["//"] * 7
        assert said(ax)[8:] == ["55"] + ["not known"] * 7
        assert key(ax)[-2:] == ["possible, not certain", "not known"]

    def test_a_reference_known_by_its_total_alone_has_it_in_the_legend(self) -> None:
        """Where nothing is known of its areas; what is not known looks unlike any reference."""
        ax = profile_bars(KUMLA, by_total("2010", 431, 2014), NOTHING)
        assert key(ax)[1] == "Kumla 2014 (2010): total 431"
        assert key(ax)[2] == "Unnamed municipality (2.1): total not known"
        ax = profile_bars(*[KUMLA] * 5)
        assert not any("/" in bars[0].get_hatch() for bars in ax.containers[::2])

    def test_the_legend_tells_what_is_open_from_what_is_not_known(self) -> None:
        """Also where the first area is the one that is not known."""
        figures = {code: Figure(50) for code in "2345678"}
        ax = profile_bars(Evaluation.from_printed("2.1", figures, municipality="Laxå"))
        assert key(ax) == ["Laxå (2.1): total 347–453", "not known", "possible, not certain"]
        legend = ax.get_legend()
        assert legend is not None
        assert [patch.get_hatch() for patch in legend.get_patches()] == ["", "//", None]

    def test_exact_scores_need_no_legend(self) -> None:
        """A chart of one evaluation with nothing left open explains itself."""
        ax = profile_bars(EXACT)
        assert bars(ax) == [([50.0] * 8, [50.0] * 8)]
        assert ax.get_legend() is None

    def test_different_versions_of_one_scale_are_named_and_noted(self) -> None:
        """2010 beside 2.1 comes with the note that points may be harder to reach."""
        ax = profile_bars(KUMLA, STRANGNAS_2014)
        assert key(ax)[0] == "Kumla 2017 (2.1): total 369–374"
        assert key(ax)[1].startswith("Strängnäs 2014 (2010): total ")
        assert note(ax).startswith("Versions of one era share a scale")
        assert note(profile_bars(KUMLA, STRANGNAS)) == ""

    def test_areas_of_different_maxima_stand_on_a_scale_of_percent(self) -> None:
        """Points out of 12 and out of 31 cannot be compared by length."""
        framework = small_framework([10, 2], 31)
        ax = profile_bars(Evaluation.from_points(framework, {"1": 6, "2": 15.5}))
        assert bars(ax) == [([50.0, 50.0], [50.0, 50.0])]
        assert ax.get_xlabel() == "Percent of the maximum"
        assert ax.get_xlim() == (0, 100)


class TestProfileRadar:
    def test_a_line_joins_the_lower_ends_and_closes(self) -> None:
        """One spoke an area, clockwise from the top."""
        ax: Any = profile_radar(KUMLA)
        lowers, _ = ends(KUMLA.areas)
        angles, values = ax.lines[1].get_data()
        assert list(values) == [*lowers, lowers[0]]
        assert list(angles[:3]) == pytest.approx([0, math.pi / 4, math.pi / 2])
        assert ax.get_theta_direction() == -1
        assert ax.get_theta_offset() == math.pi / 2

    def test_a_band_reaches_to_the_upper_ends(self) -> None:
        """What is known as a range is seen as one."""
        (band,) = profile_radar(INCOMPLETE).collections
        shown = {round(float(y), 6) for path in band.get_paths() for _, y in path.vertices}
        for score in INCOMPLETE.areas:
            if not score.is_unknown:
                assert {round(float(score.lower), 6), round(float(score.upper), 6)} <= shown

    def test_what_is_open_is_seen_without_a_neighbour_that_is_known(self) -> None:
        """On the spoke itself, from end to end; between two unknown areas a band has no place."""
        ax = profile_radar(Evaluation.from_percents("2.1", {"1.3": 50}))
        assert drawn_ranges(ax.lines[0]) == [(12.5, 87.5)]
        assert drawn_ranges(ax.lines[0], "x")[0] == (0, 0)
        assert ax.lines[0].get_linewidth() > 3
        assert key(ax)[1:] == ["possible, not certain", "not known"]
        few = Evaluation.from_percents(small_framework([3, 5], [2]), {"1.1": 50})
        assert drawn_ranges(profile_radar(few).lines[0]) == [(18.75, 81.25)]

    def test_the_scale_runs_to_the_maximum(self) -> None:
        """With the unit in the title."""
        ax = profile_radar(KUMLA)
        assert ax.get_ylim() == (0, 100)
        assert title(ax).endswith("\nPercent of the maximum")
        assert ticks(ax.get_yticklabels()) == ["20", "40", "60", "80", "100"]

    def test_what_is_not_known_is_a_gap_and_a_dotted_spoke(self) -> None:
        """It does not look like a score of 0."""
        ax = profile_radar(INCOMPLETE, ONE_AREA)
        assert math.isnan(ax.lines[1].get_ydata()[3])
        first, others = ax.lines[2], ax.lines[5]
        assert drawn_ranges(first) == [(0, 100)]
        assert drawn_ranges(others) == [(0, 100)] * 7
        assert first.get_linestyle() == "--"
        labels = ["Kumla 2014 (2.1): total 321–446", "Riket 2016 (2.1): total 55–755"]
        assert key(ax) == [*labels, "possible, not certain", "not known"]

    def test_nothing_known_at_all_can_be_drawn(self) -> None:
        """Eight dotted spokes, and no band to explain."""
        ax = profile_radar(NOTHING)
        assert key(ax) == ["Unnamed municipality (2.1): total not known", "not known"]
        FigureCanvasAgg(ax.figure).draw()

    def test_references_differ_in_marker_colour_and_line(self) -> None:
        """They can be told apart without colours."""
        lines = profile_radar(KUMLA, STRANGNAS, STRANGNAS_2014, EXACT, KUMLA).lines[1::2]
        assert len({line.get_marker() for line in lines}) == 5
        assert len({line.get_color() for line in lines}) == 5
        assert lines[0].get_linestyle() != lines[1].get_linestyle() != lines[2].get_linestyle()

    def test_speaks_swedish(self) -> None:
        """Spokes, title and legend are in Swedish."""
        ax = profile_radar(KUMLA, STRANGNAS, language="sv")
        assert ticks(ax.get_xticklabels())[6] == "7 Ständiga förbättringar"
        assert title(ax).endswith("\nProcent av det högsta möjliga")
        assert key(ax)[0] == "Kumla 2017 (2.1): totalt 369–374"
        assert key(ax)[-1] == "möjligt, ej säkert"


@pytest.mark.parametrize("draw", [profile_bars, profile_radar])
class TestEveryProfile:
    def test_evaluations_of_one_name_are_told_apart(self, draw: Callable[..., Axes]) -> None:
        """As what-ifs beside the original are, whose totals may read alike, too."""
        labels = key(draw(KUMLA, KUMLA.with_scores({"1": 100})))
        assert labels[:2] == [
            "Kumla 2017 (evaluation) (2.1): total 369–374",
            "Kumla 2017 (reference) (2.1): total 432–437",
        ]
        labels = key(draw(KUMLA, KUMLA, KUMLA, language="sv"))
        assert [label.partition(" (2.1)")[0] for label in labels[:3]] == [
            "Kumla 2017 (utvärdering)",
            "Kumla 2017 (referens)",
            "Kumla 2017 (referens 2)",
        ]

    def test_another_framework_of_the_same_version_is_noted(
        self, draw: Callable[..., Axes]
    ) -> None:
        """A framework of one's own may bear any version."""
        ax = draw(KUMLA, by_areas([63] * 8, "Laxå", 2016, OWN))
        assert note(ax).startswith("Versions of one era share a scale")


@pytest.mark.parametrize("draw", [profile_bars, profile_radar])
class TestWhatProfilesRefuse:
    def test_another_scale(self, draw: Callable[..., Axes]) -> None:
        """Areas of 2020 are others, and before 2010 only totals are known."""
        for version in ("2020", "pre-2010"):
            with pytest.raises(NotComparableError, match="profile"):
                draw(KUMLA, Evaluation.from_scores(version, []))

    def test_other_areas_on_the_same_scale(self, draw: Callable[..., Axes]) -> None:
        """Areas have to be the same one by one."""
        one, other = small_framework(5, 5, 10), small_framework(10, 5, 5, version="other")
        with pytest.raises(NotComparableError, match="the areas of small"):
            draw(Evaluation.from_scores(one, []), Evaluation.from_scores(other, []))

    def test_a_framework_without_areas(self, draw: Callable[..., Axes]) -> None:
        """A total alone has no profile."""
        with pytest.raises(InvalidValueError, match="a framework with areas"):
            draw(BEFORE_2010[0])

    def test_more_references_than_can_be_told_apart(self, draw: Callable[..., Axes]) -> None:
        """Four are the most."""
        with pytest.raises(InvalidValueError, match="at most 4"):
            draw(KUMLA, *[STRANGNAS] * 5)

    def test_anything_but_evaluations(self, draw: Callable[..., Axes]) -> None:
        """A list of references is not taken for one."""
        with pytest.raises(InvalidTypeError, match="evaluations"):
            draw(KUMLA, [STRANGNAS])


class TestProgressChart:
    def test_marks_stand_at_the_ends_of_each_total(self) -> None:
        """In time, on an axis from 0 to 800 with its unit."""
        ax = progress_chart(progress([INCOMPLETE, KUMLA, EXACT]))
        totals = [INCOMPLETE.total, KUMLA.total, EXACT.total]
        assert drawn_ranges(ax.lines[0]) == list(zip(*ends(totals), strict=True))
        assert drawn_ranges(ax.lines[0], "x") == [(year, year) for year in (2014, 2017, 2019)]
        assert ax.get_ylim() == (0, 800)
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("Year of evaluation", "Total points")
        years = ticks(shown(ax.get_xticklabels(), 0, ax.get_xlim()))
        assert years == [str(year) for year in range(2014, 2020)]
        assert title(ax) == "Progress of Kumla"
        assert key(ax) == ["total, version 2.1", "possible, not certain"]

    def test_says_whole_points_above_the_marks(self) -> None:
        """Or below, where the scale ends; the legend tells what is not known."""
        texts = progress_chart(
            progress([by_total("2.1", None, 2010), by_total("2.1", 790, 2013), KUMLA])
        ).texts
        assert [text.get_text() for text in texts] == ["369–374", "790"]
        assert [text.get_verticalalignment() for text in texts] == ["bottom", "top"]

    def test_exact_totals_need_no_legend(self) -> None:
        """One mark each, and nothing to explain."""
        ax = progress_chart(progress([EXACT, attrs.evolve(EXACT, year=2021)]))
        assert ax.get_legend() is None
        assert drawn_ranges(ax.lines[0]) == [(400, 400)] * 2

    def test_later_totals_are_placed_roughly_on_the_older_scale(self) -> None:
        """All stand on one scale, which the axis tells."""
        ax = progress_chart(progress([*BEFORE_2010, KUMLA]))
        placed, older = ax.lines
        assert drawn_ranges(older) == [(355.5, 356.5), (401.5, 402.5)]
        ((lower,), (upper,)) = ends([to_pre_2010(KUMLA.total)])
        assert drawn_ranges(placed) == [(lower, upper)] == [(448.55, 474.3)]
        assert key(ax) == [
            "total, version 2.1, roughly: 80–100 points added",
            "total before 2010",
            "possible, not certain",
        ]
        assert ax.get_ylabel() == "Total on the scale from before 2010"
        assert said(ax) == ["449–474", "402", "356"]

    def test_totals_from_before_2010_alone_are_not_placed_anywhere(self) -> None:
        """Nothing rough is drawn where nothing is compared across 2010."""
        ax = progress_chart(progress(BEFORE_2010))
        assert key(ax) == ["total before 2010", "possible, not certain"]

    def test_what_is_open_is_explained_in_the_colour_of_later_totals(self) -> None:
        """Whose bands are the wide ones."""
        ax = progress_chart(progress([*BEFORE_2010, INCOMPLETE, KUMLA]))
        legend = ax.get_legend()
        assert legend is not None
        later = tuple(ax.collections[0].get_facecolor()[0])
        assert legend.get_patches()[-1].get_facecolor() == later

    def test_the_axis_tells_which_scale_it_is(self) -> None:
        """Of exact totals, which need no legend, too."""
        found = [
            Evaluation.from_points("pre-2010", {"total": total}, year=year)
            for total, year in ((356, 2004), (402, 2008))
        ]
        ax = progress_chart(progress(found))
        assert ax.get_legend() is None
        assert ax.get_ylabel() == "Total on the scale from before 2010"
        assert progress_chart(progress([INCOMPLETE, KUMLA])).get_ylabel() == "Total points"

    def test_an_unknown_later_total_is_not_placed(self) -> None:
        """It is the whole scale, whichever that is."""
        ax = progress_chart(progress([*BEFORE_2010, by_total("2.1", None, 2017)]))
        assert key(ax)[-1] == "not known"
        assert drawn_ranges(ax.lines[-1]) == [(0, 800)]

    def test_versions_are_named_and_noted(self) -> None:
        """So is that points may be harder to reach after a revision."""
        ax = progress_chart(progress([by_total("2010", 310, 2011), KUMLA]))
        assert key(ax)[0] == "total, version 2010 and version 2.1"
        assert note(ax).startswith("Versions of one era share a scale")
        assert note(progress_chart(progress([*BEFORE_2010, KUMLA]))) == ""
        other = by_areas([40] * 8, "Kumla", 2016, OWN)
        assert note(progress_chart(progress([other, KUMLA]))).startswith("Versions of one era")

    def test_evaluations_stand_at_their_dates(self) -> None:
        """Two of one year are half a year apart; only whole years stand at the axis."""
        first = by_total("2.1", 300, datetime.date(2016, 1, 1))
        second = by_total("2.1", 340, datetime.date(2016, 7, 2))
        ax = progress_chart(progress([first, second]))
        assert drawn_ranges(ax.lines[0], "x") == [(2016, 2016), (2016.5, 2016.5)]
        assert ticks(shown(ax.get_xticklabels(), 0, ax.get_xlim())) == ["2016"]

    def test_texts_stand_only_where_there_is_room(self) -> None:
        """The latest has one for certain."""
        days = [datetime.date(2016, month, 1) for month in (1, 2, 3)]
        found = [by_total("2.1", 300, day) for day in days] + [by_total("2010", 310, 2011), KUMLA]
        assert said(progress_chart(progress(found))) == ["369–374", "300", "310"]

    def test_speaks_swedish(self) -> None:
        """Title, axes and legend are in Swedish; a municipality without a name is said so."""
        found = [attrs.evolve(one, municipality=None) for one in (*BEFORE_2010, KUMLA)]
        ax = progress_chart(progress(found), language="sv")
        assert title(ax) == "Utveckling för Kommun utan namn"
        assert ax.get_xlabel() == "Utvärderingens år"
        assert ax.get_ylabel() == "Totalpoäng på skalan från före 2010"
        assert key(ax)[0] == "totalpoäng, version 2.1, ungefärligt: 80–100 poäng tillagda"
        assert key(ax)[1] == "totalpoäng före 2010"

    def test_refuses_anything_but_progress(self) -> None:
        """A list of evaluations has no order yet."""
        with pytest.raises(InvalidTypeError, match=r"kommunkompass\.progress"):
            progress_chart([INCOMPLETE, KUMLA])  # type: ignore[arg-type]
        assert isinstance(progress([INCOMPLETE, KUMLA]), Progress)


class TestCohortChart:
    def test_the_highest_stands_on_top(self) -> None:
        """Sorted by lower ends, then by upper ends; a range is a line between two marks."""
        cohort = Cohort.from_evaluations(
            [KUMLA, STRANGNAS, attrs.evolve(INCOMPLETE, municipality="Hallsberg"), NOTHING]
        )
        ax = cohort_chart(cohort.total)
        assert ticks(ax.get_yticklabels()) == ["Strängnäs", "Kumla", "Hallsberg", "evaluation 4"]
        totals = [STRANGNAS.total, KUMLA.total, INCOMPLETE.total]
        marks, unknown = ax.lines[:2]
        assert drawn_ranges(marks, "x") == list(zip(*ends(totals), strict=True))
        assert drawn_ranges(marks)[:3] == [(row, row) for row in range(3)]
        assert drawn_ranges(unknown, "x") == [(0, 800)]
        assert drawn_ranges(unknown) == [(3, 3)]
        assert ax.get_ylim()[0] > ax.get_ylim()[1]

    def test_marks_one_and_tells_its_points_and_possible_ranks(self) -> None:
        """The mark is larger and of another shape; its rank is a range where it is open."""
        ax = cohort_chart(some_cohort().total, marked="Kumla")
        marked, others = ax.lines[:2]
        assert len(drawn_ranges(marked, "x")) == 1
        assert len(drawn_ranges(others, "x")) == 289
        assert marked.get_marker() != others.get_marker()
        assert marked.get_markersize() > others.get_markersize()
        standing = next(one for one in some_cohort().total.ranking() if one.label == "Kumla")
        low, high = standing.range.rounded()
        assert low == high
        assert key(ax)[0] == f"Kumla: {low}, rank {standing.best}–{standing.worst} of 290"
        assert key(ax)[1] == "evaluations"

    def test_a_certain_rank_is_one_number(self) -> None:
        """And what is marked may be unknown itself."""
        ax = cohort_chart(Cohort.from_evaluations([KUMLA]).total, marked="Kumla")
        assert key(ax)[0] == "Kumla: 369–374, rank 1 of 1"
        two = Cohort.from_evaluations([KUMLA, attrs.evolve(NOTHING, municipality="Okänd")])
        ax = cohort_chart(two.total, marked="Okänd")
        assert key(ax)[0] == "Okänd: not known, rank 1–2 of 2"
        assert key(ax)[-1] == "not known"

    def test_quartiles_are_ranges_with_edges_of_their_own(self) -> None:
        """Each edge has the line style of its quartile."""
        column = some_cohort().total
        ax = cohort_chart(column)
        edges = [line for line in ax.lines if list(line.get_ydata()) == [0, 1]]
        expected = [float(end) for one in column.quartiles() for end in (one.lower, one.upper)]
        assert [line.get_xdata()[0] for line in edges] == expected
        assert [line.get_linestyle() for line in edges[::2]] == [":", "-", "--"]
        assert len({line.get_color() for line in edges}) == 3
        least, most = column.median().rounded()
        assert f"median: {least}–{most}" in key(ax)

    def test_the_scale_runs_to_the_items_maximum(self) -> None:
        """800 for the total, 100 for an area, 30 for a criterion, with unit and title."""
        cohort = some_cohort()
        ax = cohort_chart(cohort.total)
        assert ax.get_xlim() == (0, 800)
        assert ax.get_xlabel() == "Total points"
        assert ax.get_ylabel() == "290 evaluations, highest on top"
        assert ticks(ax.get_yticklabels()) == []
        assert title(ax).startswith("Spread in a cohort of 290\n")
        ax = cohort_chart(cohort["1.4"])
        assert ax.get_xlim() == (0, 30)
        assert ax.get_xlabel() == "Points"
        assert "1.4 Are citizen dialogue" in flat(title(ax))

    def test_speaks_swedish(self) -> None:
        """Titles, axes and legend are in Swedish."""
        ax = cohort_chart(some_cohort()["1"], marked="Kumla", language="sv")
        assert title(ax) == "Spridning i en grupp om 290\n1 Offentlighet och demokrati"
        assert ax.get_ylabel() == "290 utvärderingar, högst överst"
        assert " placering " in key(ax)[0]
        assert key(ax)[1] == "utvärderingar"
        assert key(ax)[2].startswith("undre kvartil: ")

    def test_a_long_name_is_wrapped(self) -> None:
        """The chart keeps its width."""
        name = "Kommunalförbundet för samverkan i norra länet"
        ax = cohort_chart(Cohort.from_evaluations([KUMLA], labels=[name]).total)
        assert "\n" in ax.get_yticklabels()[0].get_text()

    def test_refuses_a_label_that_is_not_there(self) -> None:
        """Rather than marking no one."""
        with pytest.raises(UnknownCodeError, match="Kulma"):
            cohort_chart(some_cohort().total, marked="Kulma")

    def test_refuses_an_empty_cohort_and_anything_but_a_column(self) -> None:
        """There is no spread of nothing, and a cohort has many columns."""
        empty = some_cohort().select([])
        with pytest.raises(InvalidValueError, match="cohort"):
            cohort_chart(empty.total)
        with pytest.raises(InvalidTypeError, match="column"):
            cohort_chart(some_cohort())  # type: ignore[arg-type]
