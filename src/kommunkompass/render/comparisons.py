"""Comparisons and progress as text to be read."""

from __future__ import annotations

from kommunkompass.comparison import Comparison, Progress
from kommunkompass.difference import Difference
from kommunkompass.framework import Area, Framework, Language
from kommunkompass.phrases import phrase, range_text
from kommunkompass.render.overview import heading
from kommunkompass.render.table import Align, table, underlined, wrapped

__all__ = ["comparison_text", "progress_text"]

_ALIGNS: tuple[Align, ...] = ("left", "wrap", "left", "left", "left", "left")


def comparison_text(comparison: Comparison, language: Language = "en") -> str:
    """An evaluation beside its reference, every item that both have on a line."""
    one, other = heading(comparison.evaluation, language), heading(comparison.reference, language)
    title = phrase("beside", language, one=one, other=other)
    names = [
        described.municipality or str(described.framework.version)
        for described in (comparison.evaluation, comparison.reference)
    ]
    if names[0] == names[1]:
        names = [
            f"{name} {described.year or ''}".strip()
            for name, described in zip(
                names, (comparison.evaluation, comparison.reference), strict=True
            )
        ]
    heads = [phrase(f"head {head}", language) for head in ("code", "title")]
    ends = [phrase(f"head {head}", language) for head in ("difference", "verdict")]
    rows: list[list[str]] = [[*heads, *names, *ends]]
    for difference in comparison.differences:
        if comparison.criteria and isinstance(difference.minuend.item, Area | Framework):
            rows.append([])
        rows.append(_row(difference, language))
    lines = [
        *underlined(title),
        phrase("legend difference", language),
        *_caveat(comparison, language),
    ]
    return "\n".join([*lines, "", *table(rows, _ALIGNS)])


def _row(difference: Difference, language: Language) -> list[str]:
    item = difference.minuend.item
    total = isinstance(item, Framework)
    return [
        "" if total else item.code,
        phrase("total", language).capitalize() if total else item.title_in(language),
        range_text(difference.minuend.range, language),
        range_text(difference.subtrahend.range, language),
        range_text(difference.range, language),
        phrase(difference.verdict.value, language),
    ]


def _caveat(comparison: Comparison, language: Language) -> list[str]:
    if comparison.rough:
        return [phrase("rough", language)]
    if comparison.evaluation.framework.version != comparison.reference.framework.version:
        return [phrase("revised", language)]
    return []


def progress_text(progress: Progress, language: Language = "en") -> str:
    """The totals of one municipality over time, and the change from each to the next."""
    last = progress.evaluations[-1]
    name = last.municipality or phrase("unnamed", language)
    rows = [
        [
            str(each.date or each.year),
            each.framework.title_in(language),
            range_text(each.total.range, language),
        ]
        for each in progress.evaluations
    ]
    lines = underlined(phrase("progress of", language, name=name))
    lines += table([["", "", phrase("head range", language)], *rows], ("left", "left", "left"))
    lines.append("")
    steps = list(progress.steps)
    if len(steps) > 1:
        steps.append(progress.overall)
    for step in steps:
        lines += wrapped(_step(step, language))
        lines += _caveat(step, language)
    return "\n".join(lines)


def _step(step: Comparison, language: Language) -> str:
    percent = step.total.percent
    return phrase(
        "step",
        language,
        before=step.reference.date or step.reference.year,
        after=step.evaluation.date or step.evaluation.year,
        range=range_text(step.total.range, language),
        verdict=phrase(step.total.verdict.value, language),
        percent=""
        if percent is None
        else phrase("step percent", language, range=range_text(percent, language, decimals=1)),
    )
