"""The pages of a comparison and of a progress."""

from __future__ import annotations

from kommunkompass.comparison import Comparison, Progress
from kommunkompass.framework import Criterion, Language
from kommunkompass.phrases import phrase, range_text
from kommunkompass.render.overview import columns, item_row
from kommunkompass.render.summary import heading, subject
from kommunkompass.render.table import Column, Page, Row, Table
from kommunkompass.render.text import text

__all__ = [
    "caveat",
    "comparison_page",
    "comparison_table",
    "comparison_text",
    "progress_page",
    "progress_text",
]


def comparison_page(comparison: Comparison, language: Language = "en") -> Page:
    """An evaluation beside its reference, every item that both have on a row."""
    evaluation, reference = comparison.evaluation, comparison.reference
    same = evaluation.framework == reference.framework
    one = subject(evaluation, language) if same else heading(evaluation, language)
    return Page(
        title=phrase("beside", language, one=one, other=heading(reference, language)),
        lead=caveat(comparison, language),
        tables=[comparison_table(comparison, language)],
        language=language,
    )


def comparison_table(
    comparison: Comparison, language: Language = "en", *, criteria: bool = True
) -> Table:
    """The differences of a comparison, one a row, each with its verdict.

    Args:
        comparison: what is shown.
        language: ``"en"`` or ``"sv"``.
        criteria: whether criteria are shown; else areas and the total alone.
    """
    one, other = _names(comparison, language)
    code, title, difference, verdict = columns("code title difference verdict", language)
    return Table(
        phrase("legend difference", language),
        [
            code,
            title,
            Column("evaluation", one, "range"),
            Column("reference", other, "range"),
            difference,
            verdict,
        ],
        [
            item_row(
                each.minuend.item,
                [
                    range_text(each.minuend.range, language),
                    range_text(each.subtrahend.range, language),
                    range_text(each.range, language),
                    phrase(each.verdict.value, language),
                ],
                language,
            )
            for each in comparison.differences
            if criteria or not isinstance(each.minuend.item, Criterion)
        ],
    )


def _names(comparison: Comparison, language: Language) -> tuple[str, str]:
    """What the two are called in the table's head: as short as tells them apart."""
    evaluation, reference = comparison.evaluation, comparison.reference
    for names in (
        (evaluation.municipality, reference.municipality),
        (subject(evaluation, language), subject(reference, language)),
        (heading(evaluation, language), heading(reference, language)),
    ):
        if names[0] and names[1] and names[0] != names[1]:
            return names[0], names[1]
    return phrase("head evaluation", language), phrase("head reference", language)


def caveat(comparison: Comparison, language: Language) -> list[str]:
    """What has to be known of the scales of the two."""
    if comparison.rough:
        return [phrase("rough", language)]
    if comparison.evaluation.framework.version != comparison.reference.framework.version:
        return [phrase("revised", language)]
    return []


def progress_page(progress: Progress, language: Language = "en") -> Page:
    """The totals of one municipality over time, and the change from each to the next."""
    name = progress.evaluations[-1].municipality or phrase("unnamed", language)
    rows = [
        Row(
            [
                str(each.date or each.year),
                each.framework.title_in(language),
                range_text(each.total.range, language),
            ]
        )
        for each in progress.evaluations
    ]
    steps = list(progress.steps)
    if len(steps) > 1:
        steps.append(progress.overall)
    notes = []
    for step in steps:
        notes += [_step(step, language), *caveat(step, language)]
    return Page(
        title=phrase("progress of", language, name=name),
        tables=[
            Table(
                phrase("legend progress", language),
                columns("year version range", language),
                rows,
            )
        ],
        notes=notes,
        language=language,
    )


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


def comparison_text(comparison: Comparison, language: Language = "en") -> str:
    """:func:`comparison_page` as text."""
    return text(comparison_page(comparison, language))


def progress_text(progress: Progress, language: Language = "en") -> str:
    """:func:`progress_page` as text."""
    return text(progress_page(progress, language))
