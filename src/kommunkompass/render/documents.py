"""Plain documents for JSON: what the command line prints with ``--format json``.

Exact figures are strings, so that nothing is lost: a decimal where it ends, else a fraction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kommunkompass.auditing import Audit, AuditKind, audit
from kommunkompass.comparison import Comparison, Progress
from kommunkompass.described import Described
from kommunkompass.difference import Difference
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text
from kommunkompass.explanation import Explanation
from kommunkompass.framework import Language
from kommunkompass.interval import Range
from kommunkompass.render.summary import adjusted
from kommunkompass.score import Score

if TYPE_CHECKING:
    from kommunkompass.cohort import Column

__all__ = [
    "audit_document",
    "comparison_document",
    "evaluation_document",
    "explanation_document",
    "progress_document",
    "ranking_document",
]

#: A document that :mod:`json` can write.
Document: TypeAlias = dict[str, Any]


def evaluation_document(evaluation: Evaluation, language: Language = "en") -> Document:
    """The overview of an evaluation: ranges, printed figures, the total, findings.

    The findings are the audit's (kind "rounding") and the evaluators' ("strength" and
    "improvement"), each with the code of what it is about.
    """
    total = _score(evaluation.total, language)
    del total["code"]
    summed = evaluation.sum_of_printed_areas
    older = adjusted(evaluation)
    return {
        **_described(evaluation),
        "areas": [_score(score, language) for score in evaluation.areas],
        "criteria": [_score(score, language) for score in evaluation.criteria],
        "total": total | {"sum_of_printed_areas": None if summed is None else exact_text(summed)},
        "pre_2010": None if older is None else _range(older),
        "findings": _findings(audit(evaluation), language)
        + [
            {"kind": finding.kind.value, "code": finding.code, "message": finding.text}
            for finding in evaluation.findings
        ],
    }


def audit_document(audit: Audit, language: Language = "en") -> Document:
    """The audit: whether all figures can be true, and every finding but sums that add up."""
    return {"consistent": audit.consistent, "findings": _findings(audit, language)}


def explanation_document(explanation: Explanation, language: Language = "en") -> Document:
    """The tree of an explanation, with what leaves its range open, widest first."""
    subject = explanation.subject
    if isinstance(subject, Difference):
        document: Document = _range(explanation.range)
    else:
        document = _score(subject, language)
    return document | {
        "width": exact_text(explanation.range.width),
        "widest": [
            {"code": score.code, "width": exact_text(width)} for score, width in explanation.widest
        ],
        "parts": [explanation_document(part, language) for part in explanation.parts],
    }


def comparison_document(comparison: Comparison, language: Language = "en") -> Document:
    """An evaluation beside a reference: every difference in points, with its verdict."""
    total = _difference(comparison.total, language)
    del total["code"]
    return {
        "evaluation": _described(comparison.evaluation),
        "reference": _described(comparison.reference),
        "relation": comparison.comparability.relation.value,
        "reason": comparison.comparability.reason,
        "areas": [_difference(each, language) for each in comparison.areas],
        "criteria": [_difference(each, language) for each in comparison.criteria],
        "total": total,
    }


def progress_document(progress: Progress, language: Language = "en") -> Document:
    """Evaluations in time order, each step between neighbours, and from first to last."""
    return {
        "evaluations": [
            _described(each) | {"total": _range(each.total.range)} for each in progress.evaluations
        ],
        "steps": [comparison_document(step, language) for step in progress.steps],
        "overall": comparison_document(progress.overall, language),
    }


def ranking_document(column: Column, language: Language = "en") -> Document:
    """The ranking of a cohort by one item: the best and the worst possible rank of each."""
    return {
        "code": column.item.code,
        "title": column.item.title_in(language),
        "ranking": [
            {
                "label": line.label,
                "best": line.best,
                "worst": line.worst,
                **_range(line.range),
            }
            for line in column.ranking()
        ],
    }


def _described(described: Described) -> Document:
    return {
        "framework": described.framework.version,
        "municipality": described.municipality,
        "year": described.year,
    }


def _difference(difference: Difference, language: Language) -> Document:
    item, percent = difference.minuend.item, difference.percent
    return {
        "code": item.code,
        "title": item.title_in(language),
        **_range(difference.range),
        "verdict": difference.verdict.value,
        "percent": None if percent is None else _range(percent),
        "evaluation": _range(difference.minuend.range),
        "reference": _range(difference.subtrahend.range),
    }


def _range(known: Range) -> Document:
    return {
        "lower": exact_text(known.lower),
        "upper": exact_text(known.upper),
        "lower_closed": known.lower_closed,
        "upper_closed": known.upper_closed,
    }


def _score(score: Score, language: Language) -> Document:
    figure = score.figure
    points = figure.points if figure else None
    percent = figure.percent if figure else None
    return {
        "code": score.code,
        "title": score.item.title_in(language),
        "maximum": score.maximum,
        **_range(score.range),
        "printed_points": None if points is None else f"{points:f}",
        "printed_percent": None if percent is None else f"{percent:f}",
    }


def _findings(found: Audit, language: Language) -> list[Document]:
    return [
        {"kind": finding.kind.value, "code": finding.code, "message": finding.message(language)}
        for finding in found.findings
        if finding.kind is not AuditKind.ADDS_UP
    ]
