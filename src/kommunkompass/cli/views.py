"""Views: the commands that show something, as text or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from kommunkompass import auditing, comparison, explanation
from kommunkompass.cli.sources import (
    all_evaluations,
    all_tables,
    evaluation_of,
    framework_named,
    named_evaluations,
)
from kommunkompass.errors import InvalidValueError
from kommunkompass.render import documents
from kommunkompass.render.comparisons import comparison_text, progress_text
from kommunkompass.render.overview import audit_text, evaluation_text, framework_text

if TYPE_CHECKING:
    from kommunkompass.cohort import Cohort

__all__ = [
    "Command",
    "Result",
    "audit",
    "cohort_of",
    "compare",
    "explain",
    "framework",
    "progress",
    "rank",
    "score",
]

#: What a command gives (text, the bytes of a file, or a document for JSON), and its exit status.
Result: TypeAlias = tuple[str | bytes | documents.Document | list[documents.Document], int]

#: What runs a command.
Command: TypeAlias = Callable[[argparse.Namespace], Result]


def score(options: argparse.Namespace) -> Result:
    """What is known of an evaluation."""
    evaluation = evaluation_of(options)
    if options.format == "json":
        return documents.evaluation_document(evaluation, options.lang), 0
    return evaluation_text(evaluation, options.lang), 0


def audit(options: argparse.Namespace) -> Result:
    """What is wrong with each table; the exit status is 1 where something is."""
    found = [(table, auditing.audit(table)) for table in all_tables(options)]
    status = 0 if all(each.consistent for _, each in found) else 1
    if options.format == "text":
        texts = [audit_text(table, each, options.lang) for table, each in found]
        return "\n\n".join(texts), status
    if len(found) == 1:
        return documents.audit_document(found[0][1], options.lang), status
    return [
        {"municipality": table.municipality, "year": table.year}
        | documents.audit_document(each, options.lang)
        for table, each in found
    ], status


def explain(options: argparse.Namespace) -> Result:
    """What a score comes from."""
    found = explanation.explain(evaluation_of(options)[options.code])
    if options.format == "json":
        return documents.explanation_document(found, options.lang), 0
    return found.text(options.lang), 0


def compare(options: argparse.Namespace) -> Result:
    """An evaluation beside a reference."""
    evaluations = all_evaluations(options)
    if len(evaluations) != 2:
        allowed = "two: one in SOURCE, one in REFERENCE"
        raise InvalidValueError("compare", f"{len(evaluations)} evaluations", allowed)
    found = comparison.compare(*evaluations)
    if options.format == "json":
        return documents.comparison_document(found, options.lang), 0
    return comparison_text(found, options.lang), 0


def progress(options: argparse.Namespace) -> Result:
    """One municipality over the years."""
    found = comparison.progress(all_evaluations(options))
    if options.format == "json":
        return documents.progress_document(found, options.lang), 0
    return progress_text(found, options.lang), 0


def rank(options: argparse.Namespace) -> Result:
    """Many municipalities in order."""
    # numpy takes longer to import than most commands to run.
    from kommunkompass.render.rankings import ranking_text

    cohort = cohort_of(options)
    if options.format == "json":
        return documents.ranking_document(cohort[options.by], options.lang), 0
    return ranking_text(cohort, options.by, options.lang), 0


def cohort_of(options: argparse.Namespace) -> Cohort:
    """All sources as a cohort."""
    from kommunkompass.cohort import Cohort

    return Cohort.from_evaluations(named_evaluations(options))


def framework(options: argparse.Namespace) -> Result:
    """A version of the framework."""
    found = framework_named(options.version)
    if options.format == "json":
        return documents.framework_document(found), 0
    return framework_text(found, options.lang), 0
