"""Plain documents for JSON; exact figures are strings, decimals or fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kommunkompass.auditing import Audit, AuditKind, audit
from kommunkompass.comparison import Comparison, Difference, Progress
from kommunkompass.described import Described
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text
from kommunkompass.explanation import Explanation
from kommunkompass.framework import Item, Language
from kommunkompass.interval import Range
from kommunkompass.render.summary import adjusted
from kommunkompass.score import Score

if TYPE_CHECKING:
    from kommunkompass.cohort import Column

Document: TypeAlias = dict[str, Any]


def evaluation_document(evaluation: Evaluation, language: Language = "en") -> Document:
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
        "findings": audit_document(audit(evaluation), language)["findings"]
        + [
            {"kind": finding.kind.value, "code": finding.code, "message": finding.text}
            for finding in evaluation.findings
        ],
    }


def audit_document(audit: Audit, language: Language = "en") -> Document:
    findings = [
        {"kind": finding.kind.value, "code": finding.code, "message": finding.message(language)}
        for finding in audit.findings
        if finding.kind is not AuditKind.ADDS_UP
    ]
    return {"consistent": audit.consistent, "findings": findings}


def explanation_document(explanation: Explanation, language: Language = "en") -> Document:
    subject = explanation.subject
    known = _score(subject, language) if isinstance(subject, Score) else _range(subject.range)
    return {
        **known,
        "width": exact_text(explanation.range.width),
        "widest": [
            {"code": score.code, "width": exact_text(score.range.width)}
            for score in explanation.widest
        ],
        "parts": [explanation_document(part, language) for part in explanation.parts],
    }


def comparison_document(comparison: Comparison, language: Language = "en") -> Document:
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
    return {
        "evaluations": [
            _described(each) | {"total": _range(each.total.range)} for each in progress.evaluations
        ],
        "steps": [comparison_document(step, language) for step in progress.steps],
        "overall": comparison_document(progress.overall, language),
    }


def ranking_document(column: Column, language: Language = "en") -> Document:
    return {
        **_item(column.item, language),
        "ranking": [
            {"label": line.label, "best": line.best, "worst": line.worst, **_range(line.range)}
            for line in column.ranking()
        ],
    }


def _described(described: Described) -> Document:
    return {
        "framework": described.framework.version,
        "municipality": described.municipality,
        "year": described.year,
    }


def _item(item: Item, language: Language) -> Document:
    return {"code": item.code, "title": item.title_in(language)}


def _range(known: Range) -> Document:
    return {
        "lower": exact_text(known.lower),
        "upper": exact_text(known.upper),
        "lower_closed": known.lower_closed,
        "upper_closed": known.upper_closed,
    }


def _score(score: Score, language: Language) -> Document:
    document = _item(score.item, language) | {"maximum": score.maximum} | _range(score.range)
    for measure in ("points", "percent"):
        printed = getattr(score.figure, measure, None)
        document[f"printed_{measure}"] = None if printed is None else f"{printed:f}"
    return document


def _difference(difference: Difference, language: Language) -> Document:
    percent = difference.percent
    return {
        **_item(difference.minuend.item, language),
        **_range(difference.range),
        "verdict": difference.verdict.value,
        "percent": None if percent is None else _range(percent),
        "evaluation": _range(difference.minuend.range),
        "reference": _range(difference.subtrahend.range),
    }
