"""What is said of an evaluation as a whole, in sentences."""

from __future__ import annotations

from kommunkompass.described import Described
from kommunkompass.eras import Relation, comparability, to_pre_2010
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.framework import Language
from kommunkompass.framework_file import get_framework
from kommunkompass.interval import Range
from kommunkompass.phrases import (
    decimal_text,
    item_name,
    joined,
    number_text,
    phrase,
    range_text,
    rounded_text,
)
from kommunkompass.profile import Extreme, strongest, weakest
from kommunkompass.score import Score, leaves

__all__ = [
    "adjusted",
    "extremes",
    "heading",
    "missing",
    "older_scale",
    "points_text",
    "printed_areas",
    "printed_texts",
    "printed_total",
    "shows_parts",
    "subject",
    "summary",
    "total",
]


def subject(described: Described, language: Language) -> str:
    """Whose evaluation it is: ``"Kumla 2017"``."""
    name = described.municipality or phrase("unnamed", language)
    return f"{name} {described.year}" if described.year else name


def heading(described: Described, language: Language) -> str:
    """Whose evaluation it is, by which version: ``"Kumla 2017, Kommunkompassen 2.1"``."""
    return f"{subject(described, language)}, {described.framework.title_in(language)}"


def summary(evaluation: Evaluation, language: Language) -> list[str]:
    """All sentences below, those that have nothing to say left out."""
    return [
        total(evaluation, language),
        *printed_total(evaluation, language),
        *printed_areas(evaluation, language),
        *missing(evaluation, language),
        *extremes(evaluation, language),
        *older_scale(evaluation, language),
    ]


def total(evaluation: Evaluation, language: Language) -> str:
    """The total: exactly, rounded, or the whole points that it may round to."""
    score = evaluation.total
    least, greatest = score.range.rounded()
    key = "total is" if least != greatest else "total rounded"
    if score.is_exact and score.lower.denominator == 1:
        key = "total exact"
    return phrase(
        key,
        language,
        range=range_text(score.range, language),
        rounded=least,
        greatest=greatest,
        maximum=score.maximum,
    )


def printed_total(evaluation: Evaluation, language: Language) -> list[str]:
    """The total that the source prints, where it prints one."""
    figure = evaluation.total.figure
    return [phrase("total printed", language, figure=figure.text(language))] if figure else []


def printed_areas(evaluation: Evaluation, language: Language) -> list[str]:
    """What the printed areas sum to by hand, where all are printed."""
    summed = evaluation.sum_of_printed_areas
    if summed is None:
        return []
    return [phrase("printed areas", language, sum=number_text(summed, language))]


def missing(evaluation: Evaluation, language: Language) -> list[str]:
    """What was not given, an area without anything given as one."""
    names = []
    for area in evaluation.areas:
        if area.given:
            continue
        absent = [leaf.item for leaf in leaves(area) if not leaf.given]
        whole = len(absent) == len(leaves(area))
        names += [item_name(item, language) for item in ([area.item] if whole else absent)]
    return [phrase("missing", language, items=joined(names, language))] if names else []


def extremes(evaluation: Evaluation, language: Language) -> list[str]:
    """The strongest and the weakest area, as far as they are decided."""
    areas = evaluation.areas
    if len(areas) < 2:
        return []
    best, worst = strongest(areas), weakest(areas)
    if len(best.certain) == len(areas):
        return [phrase("all tied", language)]
    return [
        _extreme("strongest", best, len(areas), language),
        _extreme("weakest", worst, len(areas), language),
    ]


def _extreme(key: str, extreme: Extreme, count: int, language: Language) -> str:
    scores = extreme.possible
    if len(scores) == count:
        return phrase(f"{key} unknown", language)
    if len(extreme.certain) != len(scores):
        key += " open"
    elif len(scores) > 1:
        key += " tied"
    names = [f"{score.code} {score.item.title_in(language)}" for score in scores]
    return phrase(key, language, items=joined(names, language))


def adjusted(evaluation: Evaluation) -> Range | None:
    """The total on the scale from before 2010, or None where no step leads there."""
    older = get_framework("pre-2010")
    if comparability(evaluation.framework, older).relation is not Relation.ROUGH:
        return None
    return to_pre_2010(evaluation.total).range


def older_scale(evaluation: Evaluation, language: Language) -> list[str]:
    """The total on the scale from before 2010, where a step leads there."""
    known = adjusted(evaluation)
    if known is None:
        return []
    return [phrase("pre-2010", language, range=range_text(known, language))]


def shows_parts(area: Score) -> bool:
    """Whether an area is shown with its criteria: where something was given of one of them."""
    return any(part.given for part in area.parts)


def printed_texts(figure: Figure, language: Language) -> tuple[str, str]:
    """The points and the percent of a figure, as printed; empty where they are not."""
    points, percent = [
        "" if number is None else decimal_text(f"{number:f}", language)
        for number in (figure.points, figure.percent)
    ]
    return points, percent


def points_text(score: Score, language: Language) -> str:
    """The points in short: as printed, or else the whole ones that the score may round to."""
    if score.figure is not None and score.figure.points is not None:
        return printed_texts(score.figure, language)[0]
    return rounded_text(score.range)
