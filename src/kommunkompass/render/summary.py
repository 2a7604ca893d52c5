"""What is said of an evaluation as a whole, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def subject(described: Described, language: Language) -> str:
    """Whose evaluation it is: ``"Kumla 2017"``."""
    name = described.municipality or phrase("unnamed", language)
    return f"{name} {described.year}" if described.year else name


def subjects(described: Iterable[Described], language: Language) -> list[str]:
    """Whose an evaluation and its references are, with their roles where two share a name."""
    names = [subject(each, language) for each in described]
    if len(set(names)) < len(names):
        for place, name in enumerate(names):
            role = phrase("reference" if place else "evaluation", language)
            names[place] = f"{name} ({role} {place})" if place > 1 else f"{name} ({role})"
    return names


def heading(described: Described, language: Language) -> str:
    """Whose evaluation it is, by what: ``"Kumla 2017, Kommunkompassen 2.1"``."""
    return f"{subject(described, language)}, {described.framework.title_in(language)}"


def summary(evaluation: Evaluation, language: Language) -> Iterator[str]:
    total, areas = evaluation.total, evaluation.areas
    yield phrase(
        "total is",
        language,
        range=range_text(total.range, language),
        maximum=total.maximum,
        rounded=rounded_text(total.range),
    )
    if total.figure:
        yield phrase("total printed", language, figure=total.figure.text(language))
    summed = evaluation.sum_of_printed_areas
    if summed is not None:
        yield phrase("printed areas", language, sum=number_text(summed, language))
    names = _missing(evaluation, language)
    if names:
        yield phrase("missing", language, items=joined(names, language))
    if len(areas) > 1:
        for key, extreme in (("strongest", strongest(areas)), ("weakest", weakest(areas))):
            yield phrase(key, language, items=_extreme(extreme, len(areas), language))
    older = adjusted(evaluation)
    if older is not None:
        yield phrase("pre-2010", language, range=range_text(older, language))


def _missing(evaluation: Evaluation, language: Language) -> list[str]:
    """The names of what was not given, an area without anything given as one."""
    names = []
    for area in evaluation.areas:
        if area.given:
            continue
        ends = leaves(area)
        absent = [leaf for leaf in ends if not leaf.given]
        scores = [area] if len(absent) == len(ends) else absent
        names += [item_name(score.item, language) for score in scores]
    return names


def _extreme(extreme: Extreme, count: int, language: Language) -> str:
    scores, note = extreme.possible, ""
    if len(extreme.certain) != len(scores):
        note = phrase("undecided", language)
        if len(scores) == count:
            return note
    elif len(scores) > 1:
        note = phrase("tied", language)
    names = [f"{score.code} {score.item.title_in(language)}" for score in scores]
    return joined(names, language) + (f" ({note})" if note else "")


def adjusted(evaluation: Evaluation) -> Range | None:
    """The total on the scale from before 2010, or None where no step leads there."""
    older = get_framework("pre-2010")
    if comparability(evaluation.framework, older).relation is not Relation.ROUGH:
        return None
    return to_pre_2010(evaluation.total).range


def printed_texts(figure: Figure, language: Language) -> tuple[str, str]:
    """The printed points and percent of a figure; empty where there are none."""
    points, percent = [
        "" if number is None else decimal_text(f"{number:f}", language)
        for number in (figure.points, figure.percent)
    ]
    return points, percent


def points_text(score: Score, language: Language) -> str:
    """The points as printed, or the whole ones that they may round to, or a dash."""
    printed = printed_texts(score.figure, language)[0] if score.figure else ""
    return printed or ("–" if score.is_unknown else rounded_text(score.range))
