"""Charts with matplotlib (extra ``plot``): profiles, progress, and a cohort's spread.

Each function takes axes to draw on, or makes a figure 16 cm wide (at a font of 10 points), and
returns the axes.

>>> from kommunkompass import load_example
>>> from kommunkompass.charts import profile_bars
>>> ax = profile_bars(load_example("kumla-2017"))
>>> ax.get_xlabel()
'Percent of the maximum'

``ax.figure.savefig("profile.pdf")`` then writes a file.

What is not known is hatched or dotted from 0 to the maximum. Texts are whole points, or
percents at the bars of a profile: several where a range rounds to several. On axes of one's own,
``layout="constrained"`` makes the figure keep room for the legend below. pyplot is left alone.
"""

# Imports follow the look for matplotlib.
# ruff: noqa: E402

from __future__ import annotations

from kommunkompass.arguments import require

require("matplotlib", extra="plot", item="kommunkompass.charts")

from kommunkompass.charts.profiles import profile_bars, profile_radar
from kommunkompass.charts.series import cohort_chart, progress_chart

__all__ = ["cohort_chart", "profile_bars", "profile_radar", "progress_chart"]
