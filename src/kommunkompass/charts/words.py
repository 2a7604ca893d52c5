"""The words of charts, in English and in Swedish, and numbers as texts."""

from __future__ import annotations

import textwrap

from kommunkompass.framework import Language
from kommunkompass.interval import Range
from kommunkompass.phrases import decimal_text, in_language, rounded_text
from kommunkompass.render.table import clean
from kommunkompass.score import Score

__all__ = ["score_text", "tick_text", "word", "wrapped"]

_WORDS: dict[str, tuple[str, str]] = {
    "points": ("Points", "Poäng"),
    "total points": ("Total points", "Totalpoäng"),
    "points per area": ("Points per area", "Poäng per område"),
    "percent per area": ("Percent of the area's maximum", "Procent av områdets högsta möjliga"),
    "radial": ("{unit}, 0 (centre) to {maximum}", "{unit}, 0 (mitten) till {maximum}"),
    "open": ("possible, not certain", "möjligt, ej säkert"),
    "unknown": ("not known", "ej känt"),
    "head": (
        "{name}: total {points} of {maximum} points",
        "{name}: totalt {points} av {maximum} poäng",
    ),
    "head unknown": ("{name}: total not known", "{name}: totalt ej känt"),
    "by version": ("{name}, version {version}", "{name}, version {version}"),
    "year": ("Year of evaluation", "Utvärderingens år"),
    "year version": ("Year and version of evaluation", "Utvärderingens år och version"),
    "total": ("total as evaluated", "totalpoäng enligt utvärderingen"),
    "older total": (
        "total on the scale from before 2010",
        "totalpoäng på skalan från före 2010",
    ),
    "placed": (
        "later totals, roughly on it: 80 to 100 points added",
        "senare, ungefärligt på den: 80 till 100 poäng tillagda",
    ),
    "spread": ("Spread in a cohort of {count}", "Spridning i en grupp om {count}"),
    "order": ("{count} evaluations, highest on top", "{count} utvärderingar, högst överst"),
    "standing": (
        "{name}: {points}, rank {rank} of {count}",
        "{name}: {points}, placering {rank} av {count}",
    ),
    "others": ("the others", "de andra"),
    "evaluation": ("an evaluation", "en utvärdering"),
    "lower quartile": ("lower quartile: {points}", "undre kvartil: {points}"),
    "median": ("median: {points}", "median: {points}"),
    "upper quartile": ("upper quartile: {points}", "övre kvartil: {points}"),
    "method": (
        "Quartiles by linear interpolation between neighbours (type 7).",
        "Kvartiler genom linjär interpolation mellan grannar (typ 7).",
    ),
}


def word(key: str, language: Language, **values: object) -> str:
    """The words of a key in a language, with values put in.

    Raises:
        UnknownCodeError: for a language that is not known.
    """
    return in_language(_WORDS[key], language, **values)


def tick_text(value: float, _: object = None, *, language: Language) -> str:
    """A number at an axis, with the language's decimal sign."""
    text = f"{value:.6g}".replace("-", "−")
    return decimal_text(text, language)


def score_text(score: Score, known: Range, language: Language) -> str:
    """A score's range, of points or of percent, in whole numbers, or that it is not known."""
    return word("unknown", language) if score.is_unknown else rounded_text(known)


def wrapped(text: str, width: int) -> str:
    """A text in lines of so many characters at most; what cannot be drawn is replaced."""
    return "\n".join(textwrap.wrap(clean(text), width))
