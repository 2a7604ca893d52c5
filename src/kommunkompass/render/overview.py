"""The pages of one subject: an evaluation, a published table, an audit, a framework."""

from __future__ import annotations

from kommunkompass.auditing import Audit, AuditKind, audit
from kommunkompass.described import Described
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Area, Framework, Item, Language
from kommunkompass.phrases import phrase, range_text, rounded_text
from kommunkompass.published import PublishedTable
from kommunkompass.render.summary import (
    heading,
    printed_texts,
    shows_parts,
    summary,
)
from kommunkompass.render.table import Column, Kind, Page, Row, Table
from kommunkompass.render.text import text
from kommunkompass.score import Score

__all__ = [
    "audit_page",
    "audit_table",
    "audit_text",
    "columns",
    "evaluation_page",
    "evaluation_table",
    "evaluation_text",
    "framework_page",
    "framework_text",
    "item_row",
    "published_page",
]

_KINDS: dict[str, Kind] = {
    "code": "code",
    "title": "name",
    "points": "number",
    "maximum": "number",
    "percent": "number",
    "range": "range",
    "difference": "range",
    "verdict": "word",
    "finding": "prose",
    "year": "word",
    "version": "prose",
}


def columns(keys: str, language: Language) -> list[Column]:
    """The columns of these keys, a blank between two."""
    return [Column(key, phrase(f"head {key}", language), _KINDS[key]) for key in keys.split()]


def item_row(item: Item, cells: list[str], language: Language) -> Row:
    """A row about an item: its code and title, then the other cells."""
    if isinstance(item, Framework):
        return Row(["", phrase("total", language).capitalize(), *cells], "total")
    title = item.title_in(language)
    return Row(
        [item.code, title, *cells],
        "area" if isinstance(item, Area) else "criterion",
        item.title if item.title != title else None,
    )


# An evaluation


def evaluation_page(
    evaluation: Evaluation, language: Language = "en", *, criteria: bool = True
) -> Page:
    """The overview of an evaluation: every score, the total, the profile's ends.

    Args:
        evaluation: what is shown.
        language: ``"en"`` or ``"sv"``.
        criteria: whether criteria are shown; else areas and the total alone.
    """
    return Page(
        title=heading(evaluation, language),
        tables=[evaluation_table(evaluation, language, criteria=criteria)],
        notes=summary(evaluation, language),
        language=language,
    )


def evaluation_table(
    evaluation: Evaluation, language: Language = "en", *, criteria: bool = True
) -> Table:
    """The scores of an evaluation: areas with their criteria, then the total.

    The criteria of an area are shown where something was given of one of them.
    """
    scores: list[Score] = []
    for area in evaluation.areas:
        scores.append(area)
        scores += area.parts if criteria and shows_parts(area) else ()
    legend = phrase("legend printed" if evaluation.figures else "legend exact", language)
    whole = [evaluation.total] if evaluation.total.figure else []
    if evaluation.figures and not all(map(_is_printed, [*scores, *whole])):
        legend += " " + phrase("legend not printed", language)
    return Table(
        legend,
        columns("code title points maximum percent range", language),
        [_score_row(score, language) for score in (*scores, evaluation.total)],
    )


def _is_printed(score: Score) -> bool:
    figure = score.figure
    return figure is not None and figure.points is not None and figure.percent is not None


def _score_row(score: Score, language: Language) -> Row:
    points = percent = ""
    if score.figure is not None:
        points, percent = printed_texts(score.figure, language)
    elif score.is_unknown:
        points = percent = "–"
    points = points or rounded_text(score.range)
    percent = percent or rounded_text(score.percent)
    known = range_text(score.range, language)
    return item_row(score.item, [points, str(score.maximum), percent, known], language)


# Printed figures and their audit


def published_page(published: PublishedTable, language: Language = "en") -> Page:
    """What a source prints, figure by figure, and what the audit says of it."""
    found = audit(published)
    page = audit_page(found, published, language)
    kinds: dict[str, AuditKind] = {}
    for finding in found.findings:
        graver = [kind for kind in AuditKind if kind in (finding.kind, kinds.get(finding.code))]
        kinds[finding.code] = graver[-1]
    rows = []
    for code, figure in published.figures:
        item = published.framework[code]
        points, percent = printed_texts(figure, language)
        verdict = phrase(kinds[code].value, language) if code in kinds else ""
        rows.append(item_row(item, [points, str(item.maximum), percent, verdict], language))
    figures = Table(
        phrase("legend published", language),
        columns("code title points maximum percent verdict", language),
        rows,
    )
    return Page(
        title=page.title, tables=[figures, *page.tables], notes=page.notes, language=language
    )


def audit_page(
    audit: Audit, described: Described | None = None, language: Language = "en"
) -> Page:
    """The audit of printed figures: each finding, and whether all figures can be true.

    Args:
        audit: what is shown.
        described: whose figures they are, where that is known.
        language: ``"en"`` or ``"sv"``.
    """
    title = phrase("audit of", language, title=audit.total.item.title_in(language))
    return Page(
        title=heading(described, language) if described is not None else title,
        tables=[audit_table(audit, language)],
        notes=[phrase("audit good" if audit.consistent else "audit bad", language)],
        language=language,
    )


def audit_table(audit: Audit, language: Language = "en") -> Table:
    """The findings of an audit, one a row."""
    rows = []
    for finding in audit.findings:
        code = finding.code
        if isinstance(finding.item, Framework):
            code = phrase("total", language)
        kind = phrase(finding.kind.value, language)
        rows.append(Row([code, kind, finding.message(language)]))
    return Table(phrase("legend audit", language), columns("code verdict finding", language), rows)


# A framework


def framework_page(framework: Framework, language: Language = "en") -> Page:
    """The framework's areas and criteria with their maxima; in English, beside the originals."""
    heads = columns("code title maximum", language)
    if language != "sv":
        title = phrase("head original", language)
        heads.insert(2, Column("original", title, "name", language="sv"))
    rows = []
    for item in framework:
        row = item_row(item, [str(item.maximum)], language)
        if language != "sv":
            code, title, maximum = row.cells
            row = Row([code, title, row.original or "", maximum], row.level)
        rows.append(row)
    return Page(
        title=framework.title_in(language),
        tables=[Table(phrase("legend framework", language), heads, rows)],
        notes=framework.notes,
        language=language,
        notes_language="en" if language != "en" else None,
    )


# As text, for the command line


def evaluation_text(evaluation: Evaluation, language: Language = "en") -> str:
    """:func:`evaluation_page` as text."""
    return text(evaluation_page(evaluation, language))


def audit_text(described: Described, audit: Audit, language: Language = "en") -> str:
    """:func:`audit_page` as text."""
    return text(audit_page(audit, described, language))


def framework_text(framework: Framework, language: Language = "en") -> str:
    """:func:`framework_page` as text."""
    return text(framework_page(framework, language))
