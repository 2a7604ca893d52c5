"""The overview of an evaluation, an audit or a framework, as text to be read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from kommunkompass.auditing import Audit
from kommunkompass.described import Described
from kommunkompass.eras import Relation, comparability, to_pre_2010
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Area, Framework, Item, Language
from kommunkompass.framework_file import get_framework
from kommunkompass.interval import Range
from kommunkompass.phrases import item_name, joined, number_text, phrase, range_text
from kommunkompass.profile import Extreme, strongest, weakest
from kommunkompass.render.table import Align, hanging, table, underlined, wrapped
from kommunkompass.score import Score, leaves

__all__ = ["audit_text", "evaluation_text", "framework_text", "heading"]

_HEADS = ("code", "title", "points", "maximum", "percent", "range")
_ALIGNS: tuple[Align, ...] = ("left", "wrap", "right", "right", "right", "left")


def heading(described: Described, language: Language = "en") -> str:
    """Whose evaluation it is, by which version: ``"Kumla 2017, Kommunkompassen 2.1"``."""
    name = described.municipality or phrase("unnamed", language)
    year = f" {described.year}" if described.year else ""
    return f"{name}{year}, {described.framework.title_in(language)}"


def evaluation_text(evaluation: Evaluation, language: Language = "en") -> str:
    """The overview of an evaluation: every score, the total, the profile's ends.

    Args:
        evaluation: what is shown.
        language: ``"en"`` or ``"sv"``.
    """
    title = heading(evaluation, language)
    printed = any(figure for _, figure in evaluation.figures)
    legend = phrase("legend printed" if printed else "legend exact", language)
    given = {score.code for score in evaluation.known}
    rows = [row for area in evaluation.areas for row in _rows(area, given, language)]
    heads = [phrase(f"head {head}", language) for head in _HEADS]
    lines = [*underlined(title), legend, ""]
    if rows:
        lines += [*table([heads, *rows], _ALIGNS), ""]
    lines += _summary(evaluation, language)
    return "\n".join(lines)


def _rows(area: Score, given: Container[str], language: Language) -> list[list[str]]:
    if _alone(area, given):
        return [_row(area, language)]
    return [[], *[_row(score, language) for score in (area, *area.parts)]]


def _alone(area: Score, given: Container[str]) -> bool:
    """Whether nothing was given of the area's criteria, if it has any, but of the area itself."""
    unscored = not any(part.code in given for part in area.parts)
    return unscored and (area.code in given or not area.parts)


def _missing(evaluation: Evaluation, language: Language) -> list[str]:
    """What was not given, an area without any criteria given as one."""
    given = {score.code for score in evaluation.known}
    names = []
    for area in evaluation.areas:
        absent = [leaf.item for leaf in leaves(area) if leaf.code not in given]
        if area.code in given:
            continue
        whole = len(absent) == len(leaves(area))
        names += [item_name(item, language) for item in ([area.item] if whole else absent)]
    return names


def _row(score: Score, language: Language) -> list[str]:
    figure = score.figure
    if figure is not None:
        points = "" if figure.points is None else f"{figure.points:f}"
        percent = "" if figure.percent is None else f"{figure.percent:f}"
        if language == "sv":
            points, percent = points.replace(".", ","), percent.replace(".", ",")
    else:
        points, percent = _rounded(score.range), _rounded(score.percent)
    title = score.item.title_in(language)
    known = range_text(score.range, language)
    return [score.code, title, points, str(score.maximum), percent, known]


def _rounded(known: Range) -> str:
    least, greatest = known.rounded()
    return str(least) if least == greatest else "–"


def _summary(evaluation: Evaluation, language: Language) -> Iterator[str]:
    total = evaluation.total
    least, greatest = total.range.rounded()
    known = range_text(total.range, language)
    key = "total is" if least != greatest else "total rounded"
    if total.is_exact and total.lower.denominator == 1:
        key = "total exact"
    yield phrase(
        key, language, range=known, rounded=least, greatest=greatest, maximum=total.maximum
    )
    if total.figure is not None:
        yield phrase("total printed", language, figure=total.figure.text(language))
    summed = evaluation.sum_of_printed_areas
    if summed is not None:
        yield phrase("printed areas", language, sum=number_text(summed, language))
    missing = _missing(evaluation, language)
    if missing:
        yield from wrapped(phrase("missing", language, items=joined(missing, language)))
    if len(evaluation.areas) > 1:
        yield from _extreme("strongest", strongest(evaluation.areas), evaluation, language)
        yield from _extreme("weakest", weakest(evaluation.areas), evaluation, language)
    older = get_framework("pre-2010")
    if comparability(evaluation.framework, older).relation is Relation.ROUGH:
        adjusted = to_pre_2010(total).range
        yield phrase("pre-2010", language, range=range_text(adjusted, language))


def _extreme(key: str, extreme: Extreme, evaluation: Evaluation, language: Language) -> list[str]:
    scores = extreme.possible
    if len(scores) == len(evaluation.areas):
        return [phrase(f"{key} unknown", language)]
    if len(extreme.certain) != len(scores):
        key += " open"
    elif len(scores) > 1:
        key += " tied"
    names = [f"{score.code} {score.item.title_in(language)}" for score in scores]
    return wrapped(phrase(key, language, items=joined(names, language)))


def audit_text(described: Described, audit: Audit, language: Language = "en") -> str:
    """The audit of a published table: each finding, and whether all figures can be true."""
    title = heading(described, language)
    lines = underlined(title)
    for finding in audit.findings:
        kind = phrase(finding.kind.value, language)
        lines += hanging(f"{kind:<10}  ", finding.message(language))
    verdict = "audit good" if audit.consistent else "audit bad"
    return "\n".join([*lines, "", phrase(verdict, language)])


def framework_text(framework: Framework, language: Language = "en") -> str:
    """The framework's areas and criteria with their maxima."""
    title = framework.title_in(language)
    lines = [*underlined(title), ""]
    items: Iterable[Item] = framework
    for item in items:
        if isinstance(item, Area) and lines[-1]:
            lines.append("")
        if not isinstance(item, Framework):
            lines += hanging(f"{item.code:<4}{item.maximum:>4}  ", item.title_in(language))
    lines += ["", f"{phrase('total', language)}: {framework.maximum}", *map(str, framework.notes)]
    return "\n".join(lines)
