"""The pages of all that can be shown, and the one way from there to any form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kommunkompass.arguments import check_name
from kommunkompass.auditing import Audit, audit
from kommunkompass.comparison import Comparison, Progress
from kommunkompass.described import Described
from kommunkompass.errors import InvalidTypeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Area, Framework, Item, Language, check_language
from kommunkompass.phrases import item_name, phrase, range_text, rounded_text, span_text
from kommunkompass.published import PublishedTable
from kommunkompass.render import (
    Column,
    English,
    Kind,
    Level,
    Page,
    Row,
    Table,
    html,
    markdown,
    rst,
    text,
)
from kommunkompass.render.summary import heading, points_text, printed_texts, subjects, summary
from kommunkompass.score import Score

if TYPE_CHECKING:
    from kommunkompass.cohort import Cohort

Form: TypeAlias = Literal["text", "markdown", "html", "rst"]

Subject: TypeAlias = Evaluation | PublishedTable | Audit | Comparison | Progress | Framework

FORMS: dict[str, Callable[[Page], str]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "rst": rst,
}

_KINDS: dict[str, Kind] = {
    "code": "code",
    "title": "name",
    "original": "name",
    "municipality": "name",
    "points": "number",
    "maximum": "number",
    "percent": "number",
    "rank": "number",
    "printed": "number",
    "range": "range",
    "difference": "range",
    "verdict": "word",
    "year": "word",
    "version": "prose",
    "finding": "prose",
}


def rendered(subject: Subject, form: Form = "text", language: Language = "en") -> str:
    """Return something as text, Markdown, HTML or reStructuredText.

    HTML is a section to be put into a page; for a whole page see
    :func:`~kommunkompass.html_report`.

    Args:
        subject: an evaluation, a published table, an audit, a comparison, a progress or a
            framework.
        form: ``"text"``, ``"markdown"``, ``"html"`` or ``"rst"``.
        language: ``"en"`` or ``"sv"``.

    Raises:
        InvalidTypeError: for anything else to be shown.
        UnknownCodeError: for a form or a language that is not known.
    """
    check_name("form", form, FORMS)
    return FORMS[form](page(subject, language))


def page(subject: object, language: Language = "en") -> Page:
    """What is shown of a subject, before it has a form; errors as of :func:`rendered`."""
    check_language(language)
    for kind, make in _PAGES.items():
        if isinstance(subject, kind):
            return make(subject, language)
    allowed = "an evaluation, a published table, an audit, a comparison, a progress or a framework"
    raise InvalidTypeError("subject", subject, allowed)


def columns(keys: str, language: Language) -> list[Column]:
    return [
        Column(phrase(f"head {key}", language), _KINDS[key], "sv" if key == "original" else None)
        for key in keys.split()
    ]


def _table(subject: str, heads: str, rows: list[Row], language: Language) -> Table:
    return Table(phrase(f"legend {subject}", language), columns(heads, language), rows)


def item_row(item: Item, cells: list[str], language: Language) -> Row:
    if isinstance(item, Framework):
        return Row(["", phrase("row total", language), *cells], "total")
    level: Level = "area" if isinstance(item, Area) else "criterion"
    return Row([item.code, item.title_in(language), *cells], level)


def evaluation_page(evaluation: Evaluation, language: Language = "en") -> Page:
    table = evaluation_table(evaluation, language)
    said = summary(evaluation, language)
    return Page(heading(evaluation, language), [table, *said], language)


def evaluation_table(evaluation: Evaluation, language: Language = "en") -> Table:
    """The overview, with the criteria of an area where something was given of one of them."""
    scores: list[Score] = []
    for area in evaluation.areas:
        scores.append(area)
        if any(part.given for part in area.parts):
            scores += area.parts
    rows = [_score_row(score, language) for score in (*scores, evaluation.total)]
    return _table("scores", "code title points maximum percent range", rows, language)


def _score_row(score: Score, language: Language) -> Row:
    points, percent = points_text(score, language), rounded_text(score.percent)
    if score.figure is not None:
        percent = printed_texts(score.figure, language)[1] or percent
    elif score.is_unknown:
        percent = points
    known = range_text(score.range, language)
    return item_row(score.item, [points, str(score.maximum), percent, known], language)


def published_page(published: PublishedTable, language: Language = "en") -> Page:
    rows = []
    for code, figure in published.figures:
        item = published.framework[code]
        points, percent = printed_texts(figure, language)
        rows.append(item_row(item, [points, str(item.maximum), percent], language))
    figures = _table("published", "code title points maximum percent", rows, language)
    found = audit_page(audit(published), language, published)
    return Page(found.title, [figures, *found.blocks], language)


def audit_page(
    audit: Audit, language: Language = "en", described: Described | None = None
) -> Page:
    """Whether all figures can be true, and what is said of each."""
    rows = []
    for finding in audit.findings:
        code = finding.code
        if isinstance(finding.item, Framework):
            code = phrase("row total", language)
        kind = phrase(finding.kind.value, language)
        rows.append(Row([code, kind, finding.message(language)]))
    title = phrase("audit of", language, title=audit.total.item.title_in(language))
    if described is not None:
        title = heading(described, language)
    said = phrase("audit good" if audit.consistent else "audit bad", language)
    heads = columns("code verdict finding", language)
    return Page(title, [Table(said, heads, rows) if rows else said], language)


def framework_page(framework: Framework, language: Language = "en") -> Page:
    """Areas and criteria; in English, beside the Swedish originals."""
    rows = []
    for item in framework:
        original = "" if item is framework else item.title
        cells = [str(item.maximum)] if language == "sv" else [original, str(item.maximum)]
        rows.append(item_row(item, cells, language))
    heads = f"code title {'' if language == 'sv' else 'original'} maximum"
    table = _table("framework", heads, rows, language)
    notes = [English(note) for note in framework.notes]
    return Page(framework.title_in(language), [table, *notes], language)


def comparison_page(comparison: Comparison, language: Language = "en") -> Page:
    evaluation, reference = comparison.evaluation, comparison.reference
    names = subjects([evaluation, reference], language)
    heads = columns("code title difference verdict", language)
    heads[2:2] = [Column(name, "range") for name in names]
    rows = []
    for each in comparison.differences:
        known = [each.minuend.range, each.subtrahend.range, each.range]
        cells = [range_text(one, language) for one in known]
        cells.append(phrase(each.verdict.value, language))
        rows.append(item_row(each.minuend.item, cells, language))
    one, other = names[0], f"{names[1]}, {reference.framework.title_in(language)}"
    if evaluation.framework != reference.framework:
        one += f", {evaluation.framework.title_in(language)}"
    title = phrase("beside", language, one=one, other=other)
    table = Table(phrase("legend difference", language), heads, rows)
    return Page(title, [*_caveat(comparison, language), table], language)


def _caveat(comparison: Comparison, language: Language) -> list[str]:
    if comparison.rough:
        return [phrase("rough", language)]
    if comparison.evaluation.framework != comparison.reference.framework:
        return [phrase("revised", language)]
    return []


def progress_page(progress: Progress, language: Language = "en") -> Page:
    name = progress.evaluations[-1].municipality or phrase("unnamed", language)
    rows = []
    for each in progress.evaluations:
        known = range_text(each.total.range, language)
        rows.append(Row([_when(each), each.framework.title_in(language), known]))
    blocks: list[str | Table] = [_table("progress", "year version range", rows, language)]
    steps = list(progress.steps)
    if len(steps) > 1:
        steps.append(progress.overall)
    for step in steps:
        blocks += [_step(step, language), *_caveat(step, language)]
    return Page(phrase("progress of", language, name=name), blocks, language)


def _when(evaluation: Evaluation) -> str:
    return str(evaluation.date or evaluation.year)


def _step(step: Comparison, language: Language) -> str:
    verdict, percent = phrase(step.total.verdict.value, language), step.total.percent
    if percent is not None:
        verdict += f", {range_text(percent, language, decimals=1)} %"
    return phrase(
        "step",
        language,
        before=_when(step.reference),
        after=_when(step.evaluation),
        range=range_text(step.total.range, language),
        verdict=verdict,
    )


def ranking_page(cohort: Cohort, code: str, language: Language = "en") -> Page:
    column = cohort[code]
    rows = []
    for line in column.ranking():
        known = [rounded_text(line.range), range_text(line.range, language)]
        rows.append(Row([span_text(line.best, line.worst), line.label, *known]))
    table = _table("ranking", "rank municipality printed range", rows, language)
    low, median, high = [range_text(known, language) for known in column.quartiles()]
    title = phrase(
        "ranking of",
        language,
        item=item_name(column.item, language),
        framework=cohort.framework.title_in(language),
    )
    said = phrase("ranking median", language, median=median, low=low, high=high)
    return Page(title, [table, said], language)


_PAGES: dict[type, Callable[[Any, Language], Page]] = {
    Evaluation: evaluation_page,
    PublishedTable: published_page,
    Audit: audit_page,
    Comparison: comparison_page,
    Progress: progress_page,
    Framework: framework_page,
}
