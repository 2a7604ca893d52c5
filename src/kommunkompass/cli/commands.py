"""Commands: what each gives for its options; its docstring is its help."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import attrs

from kommunkompass import auditing, comparison, explanation
from kommunkompass.cli.sources import (
    all_documents,
    all_evaluations,
    evaluation_of,
    framework_named,
)
from kommunkompass.errors import InvalidValueError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import store
from kommunkompass.formats import format_for, write
from kommunkompass.formats.form import Document, as_evaluation, as_evaluations, as_table
from kommunkompass.formats.json_documents import document_of
from kommunkompass.formats.shapes import json_schema
from kommunkompass.framework import TOTAL, Framework, Language
from kommunkompass.published import PublishedTable
from kommunkompass.render import documents, text
from kommunkompass.render.pages import Subject, audit_page, ranking_page, rendered

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kommunkompass.cohort import Cohort

_Found = TypeVar("_Found")
_Plain: TypeAlias = dict[str, Any]

#: What a command gives (text, the bytes of a file, or a document for JSON), and its exit status.
Result: TypeAlias = tuple[str | bytes | _Plain | list[_Plain], int]

#: The kinds of charts.
CHARTS = ("bars", "radar", "progress", "cohort")

#: The suffixes of pictures, each with what keeps the time out of the file.
PICTURES: dict[str, dict[str, None]] = {
    ".png": {},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}
_DOTS_PER_INCH = 200


#: What runs a command.
Command: TypeAlias = Callable[[argparse.Namespace], Result]


def _text(found: Subject, language: Language) -> str:
    return rendered(found, "text", language)


def _shown(
    options: argparse.Namespace,
    found: _Found,
    in_words: Callable[[_Found, Language], str],
    document: Callable[[_Found, Language], _Plain],
) -> Result:
    return (document if options.format == "json" else in_words)(found, options.lang), 0


def score(options: argparse.Namespace) -> Result:
    """Show the scores, the total and what they leave open."""
    evaluation = evaluation_of(options)
    return _shown(options, evaluation, _text, documents.evaluation_document)


def audit(options: argparse.Namespace) -> Result:
    """Tell misprints from rounding in printed figures."""
    tables = [as_table(document, name) for name, document in all_documents(options)]
    found = [(table, auditing.audit(table)) for table in tables]
    status = 0 if all(each.consistent for _, each in found) else 1
    if options.format == "text":
        texts = [text(audit_page(each, options.lang, table)) for table, each in found]
        return "\n\n".join(texts), status
    plain = [documents.audit_document(each, options.lang) for _, each in found]
    if len(found) == 1:
        return plain[0], status
    return [
        {"municipality": table.municipality, "year": table.year, **each}
        for (table, _), each in zip(found, plain, strict=True)
    ], status


def explain(options: argparse.Namespace) -> Result:
    """Show which figures the total, or CODE, comes from."""
    found = explanation.explain(evaluation_of(options)[options.code])
    return _shown(options, found, explanation.Explanation.text, documents.explanation_document)


def compare(options: argparse.Namespace) -> Result:
    """Show an evaluation beside a reference."""
    evaluations = all_evaluations(options)
    if len(evaluations) != 2:
        allowed = "two: one in SOURCE, one in REFERENCE"
        raise InvalidValueError("compare", f"{len(evaluations)} evaluations", allowed)
    found = comparison.compare(*evaluations)
    return _shown(options, found, _text, documents.comparison_document)


def progress(options: argparse.Namespace) -> Result:
    """Show one municipality's evaluations over time."""
    found = comparison.progress(all_evaluations(options))
    return _shown(options, found, _text, documents.progress_document)


def rank(options: argparse.Namespace) -> Result:
    """Rank municipalities, with the ranks that are possible."""
    cohort = _cohort(options)
    if options.format == "json":
        return documents.ranking_document(cohort[options.by], options.lang), 0
    return text(ranking_page(cohort, options.by, options.lang)), 0


def _cohort(options: argparse.Namespace) -> Cohort:
    """All sources; one whose municipality is not told goes by its source."""
    from kommunkompass.cohort import Cohort

    found = all_documents(options)
    return Cohort.from_evaluations(
        [
            evaluation if evaluation.municipality else attrs.evolve(evaluation, municipality=name)
            for (name, _), evaluation in zip(found, as_evaluations(found), strict=True)
        ]
    )


def framework(options: argparse.Namespace) -> Result:
    """Show a version of the framework."""
    found = framework_named(options.version)
    return _shown(options, found, _text, lambda found, _: document_of(found))


def schema(options: argparse.Namespace) -> Result:
    """Show the JSON Schema of a document."""
    return json_schema(options.kind), 0


def convert(options: argparse.Namespace) -> Result:
    """Write evaluations in another format."""
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
    """Draw evaluations with matplotlib."""
    suffix = PurePath(options.output).suffix.casefold()
    if suffix not in PICTURES:
        raise UnknownCodeError(f"suffix of {options.output}", suffix, ", ".join(PICTURES))
    for name in ("by", "mark"):
        if getattr(options, name) is not None and options.kind != "cohort":
            raise InvalidValueError(f"--{name}", getattr(options, name), "with --kind cohort")
    figure = cast("Figure", _drawn(options).figure)
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


def _drawn(options: argparse.Namespace) -> Axes:
    # matplotlib is an extra.
    from kommunkompass import charts

    if options.kind == "cohort":
        column = _cohort(options)[TOTAL if options.by is None else options.by]
        return charts.cohort_chart(column, marked=options.mark, language=options.lang)
    evaluations = all_evaluations(options)
    if options.kind == "progress":
        return charts.progress_chart(comparison.progress(evaluations), language=options.lang)
    if all(area.is_unknown for evaluation in evaluations for area in evaluation.areas):
        allowed = "points of some area; --kind cohort and --kind progress draw totals"
        raise InvalidValueError(f"--kind {options.kind}", "totals alone", allowed)
    draw = charts.profile_bars if options.kind == "bars" else charts.profile_radar
    return draw(*evaluations, language=options.lang)
