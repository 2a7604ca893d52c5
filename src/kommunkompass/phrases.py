"""The sentences that the library says about figures, in English and in Swedish."""

from __future__ import annotations

from kommunkompass.framework import Language

__all__ = ["phrase"]

_PHRASES: dict[str, tuple[str, str]] = {
    "criterion": ("criterion", "delfråga"),
    "area": ("area", "område"),
    "total": ("total", "totalt"),
    "points": ("points", "poäng"),
    "percent": ("percent", "procent"),
    "printed": ("{code} printed as {text} {measure}", "{code} tryckt som {text} {measure}"),
    "scored": ("{code} scored {text} points", "{code} satt till {text} poäng"),
    "and": ("and", "och"),
    "contradiction": (
        "{first} means {claimed} points, but {others} {leave} only {possible}",
        "{first} betyder {claimed} poäng, men {others} lämnar bara {possible}",
    ),
    "leaves": ("leaves", ""),
    "leave": ("leave", ""),
    "maximum": ("the maximum of {maximum}", "högsta värdet {maximum}"),
}


def phrase(key: str, language: Language, **values: object) -> str:
    """The sentence of a key in a language, with values put in."""
    english, swedish = _PHRASES[key]
    return (swedish if language == "sv" else english).format(**values)
