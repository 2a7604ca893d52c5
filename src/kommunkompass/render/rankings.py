"""The page of a ranking."""

from __future__ import annotations

from kommunkompass.cohort import Cohort
from kommunkompass.framework import Language
from kommunkompass.phrases import item_name, phrase, range_text, rounded_text, span_text
from kommunkompass.render.overview import columns
from kommunkompass.render.table import Column, Page, Row, Table
from kommunkompass.render.text import text

__all__ = ["ranking_page", "ranking_text"]


def ranking_page(cohort: Cohort, code: str, language: Language = "en") -> Page:
    """A cohort ranked by one item's points: the possible ranks of each, its points, the middle.

    Args:
        cohort: what is ranked; at least one evaluation.
        code: of the item that is ranked by, ``"total"`` for the totals.
        language: ``"en"`` or ``"sv"``.
    """
    column = cohort[code]
    rows = [
        Row(
            [
                span_text(line.best, line.worst),
                line.label,
                rounded_text(line.range),
                range_text(line.range, language),
            ]
        )
        for line in column.ranking()
    ]
    heads = [
        Column("rank", phrase("head rank", language), "number"),
        Column("municipality", phrase("head municipality", language), "name"),
        Column("printed", phrase("head printed", language), "number"),
        *columns("range", language),
    ]
    low, median, high = column.quartiles()
    return Page(
        title=phrase(
            "ranking of",
            language,
            item=item_name(column.item, language),
            framework=cohort.framework.title_in(language),
        ),
        tables=[Table(phrase("legend ranking", language), heads, rows)],
        notes=[
            phrase(
                "ranking median",
                language,
                median=range_text(median, language),
                low=range_text(low, language),
                high=range_text(high, language),
            )
        ],
        language=language,
    )


def ranking_text(cohort: Cohort, code: str, language: Language = "en") -> str:
    """:func:`ranking_page` as text."""
    return text(ranking_page(cohort, code, language))
