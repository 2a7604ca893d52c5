"""Files: the commands that make one, and the schema of those in JSON."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias, cast

from kommunkompass.cli.sources import all_documents, all_evaluations
from kommunkompass.cli.views import Result, cohort_of
from kommunkompass.comparison import progress
from kommunkompass.errors import InvalidValueError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import store
from kommunkompass.formats import format_for, json_schema, write
from kommunkompass.formats.form import Document, as_evaluation
from kommunkompass.framework import TOTAL, Framework
from kommunkompass.published import PublishedTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CHARTS", "PICTURES", "chart", "convert", "schema"]

#: What draws a chart.
_Draw: TypeAlias = "Callable[[argparse.Namespace], Axes]"

#: The suffixes of pictures, each with what keeps the time out of the file.
PICTURES: dict[str, dict[str, None]] = {
    ".png": {},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}
_DOTS_PER_INCH = 200


def convert(options: argparse.Namespace) -> Result:
    """What the sources hold, in another format; pages for people are of evaluations."""
    if options.to is None and options.output is None:
        raise InvalidValueError("convert", "neither --to nor -o", "one of them, or both")
    if options.output == "":
        raise InvalidValueError("-o", options.output, "the name of a file")
    form = format_for(options.to, options.output or "")
    to_screen = options.output is None and sys.stdout is not None and sys.stdout.isatty()
    if to_screen and not form.is_text:
        raise InvalidValueError("--to", form.name, "text on a terminal; this with -o FILE")
    buffer = io.BytesIO()
    write(
        _subject(all_documents(options), for_people=form.read is None),
        options.output or buffer,
        form=form.name,
        language=options.lang,
        layout="wide" if options.wide else "long",
        lossy=options.lossy,
    )
    return buffer.getvalue(), 0


def _subject(
    found: list[tuple[str, Document]], *, for_people: bool
) -> Document | list[Evaluation | PublishedTable]:
    """What is to be written of what was found."""
    if len(found) == 1 and (not for_people or isinstance(found[0][1], Framework)):
        return found[0][1]
    subjects: list[Evaluation | PublishedTable] = []
    for name, document in found:
        if isinstance(document, Framework):
            raise InvalidValueError(name, "a framework", "evaluations, where there are several")
        subjects.append(as_evaluation(document, name) if for_people else document)
    return subjects


def chart(options: argparse.Namespace) -> Result:
    """A picture of evaluations."""
    suffix = PurePath(options.output).suffix.casefold()
    if suffix not in PICTURES:
        raise UnknownCodeError(f"suffix of {options.output}", suffix, ", ".join(PICTURES))
    for name in ("by", "mark"):
        if getattr(options, name) is not None and options.kind != "cohort":
            raise InvalidValueError(f"--{name}", getattr(options, name), "with --kind cohort")
    figure = cast("Figure", CHARTS[options.kind](options).figure)
    # Loaded by now, as the chart is drawn.
    import matplotlib

    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "kommunkompass"}), warnings.catch_warnings():
        # Of a letter that the font lacks, or a name too long: the picture shows it.
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(
            buffer,
            format=suffix.removeprefix("."),
            dpi=_DOTS_PER_INCH,
            metadata=PICTURES[suffix],
        )
    store(buffer.getvalue(), options.output)
    return b"", 0


def schema(options: argparse.Namespace) -> Result:
    """The schema of the JSON documents of a kind."""
    return json_schema(options.kind), 0


def _bars(options: argparse.Namespace) -> Axes:
    from kommunkompass.charts import profile_bars

    return profile_bars(*_profiles(options), language=options.lang)


def _radar(options: argparse.Namespace) -> Axes:
    from kommunkompass.charts import profile_radar

    return profile_radar(*_profiles(options), language=options.lang)


def _profiles(options: argparse.Namespace) -> list[Evaluation]:
    evaluations = all_evaluations(options)
    if all(area.is_unknown for evaluation in evaluations for area in evaluation.areas):
        allowed = "points of some area; --kind cohort and --kind progress draw totals"
        raise InvalidValueError(f"--kind {options.kind}", "totals alone", allowed)
    return evaluations


def _progress(options: argparse.Namespace) -> Axes:
    from kommunkompass.charts import progress_chart

    return progress_chart(progress(all_evaluations(options)), language=options.lang)


def _cohort(options: argparse.Namespace) -> Axes:
    from kommunkompass.charts import cohort_chart

    column = cohort_of(options)[TOTAL if options.by is None else options.by]
    return cohort_chart(column, marked=options.mark, language=options.lang)


#: The kinds of charts.
CHARTS: dict[str, _Draw] = {
    "bars": _bars,
    "radar": _radar,
    "progress": _progress,
    "cohort": _cohort,
}
