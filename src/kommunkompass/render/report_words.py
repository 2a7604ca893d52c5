"""The words of the HTML report that are used nowhere else, in English and in Swedish."""

from __future__ import annotations

from kommunkompass.framework import Language
from kommunkompass.phrases import in_language

__all__ = ["words"]

_WORDS: dict[str, tuple[str, str]] = {
    "date": ("Date", "Datum"),
    "evaluators": ("Evaluators", "Utvärderare"),
    "code": ("Municipality code", "Kommunkod"),
    "total": ("Total", "Totalt"),
    "of": ("of {maximum} points", "av {maximum} poäng"),
    "profile": ("Profile", "Profil"),
    "profile of": ("Profile of {name} over the areas", "Profil över områdena för {name}"),
    "profile text": (
        "Points of each area, in percent of its maximum. The figure to the right is its points.",
        "Varje områdes poäng, i procent av det högsta möjliga. Siffran till höger är dess poäng.",
    ),
    "known": ("{name}, {range} of {maximum} points", "{name}, {range} av {maximum} poäng"),
    "certain": ("At least so much", "Minst så mycket"),
    "open": ("The exact points lie in here", "De exakta poängen ligger här"),
    "reference is": ("Reference: {name}", "Referens: {name}"),
    "compared": ("Beside {name}", "Jämfört med {name}"),
    "overview": ("Overview", "Översikt"),
    "audit": ("Do the printed figures add up?", "Stämmer de tryckta siffrorna?"),
    "audit text": (
        "Printed figures are rounded, and need not add up. Each has been held against what all "
        "the others allow.",
        "Tryckta siffror är avrundade och behöver inte stämma när de summeras. Var och en har "
        "prövats mot vad alla de andra tillåter.",
    ),
    "findings": ("Strengths and improvements", "Styrkor och förbättringsmöjligheter"),
    "strength": ("Strengths", "Styrkor"),
    "improvement": ("Possible improvements", "Förbättringsmöjligheter"),
    "role models": ("Role models", "Förebilder"),
    "role models text": (
        "Municipalities that the evaluators point to as good examples.",
        "Kommuner som utvärderarna pekar på som goda exempel.",
    ),
    "area": ("Area", "Område"),
    "all areas": ("All areas", "Alla områden"),
    "municipality": ("Municipality", "Kommun"),
    "topic": ("For", "För"),
    "key facts": ("Key facts", "Kortfakta"),
    "group": ("Municipality group", "Kommungrupp"),
    "population": ("Inhabitants", "Invånare"),
    "population_change": ("Change in a year", "Förändring på ett år"),
    "employees": ("Employees", "Anställda"),
    "governing_parties": ("Governing parties", "Styrande partier"),
    "older": ("On the scale from before 2010", "På skalan från före 2010"),
    "older text": (
        "A result from 2010 on cannot be compared directly with an earlier one. By experience, "
        "80 to 100 points can be added to its total for a rough comparison, but never to an "
        "area's or a criterion's. That the older scale runs from 0 to {maximum} is assumed.",
        "Ett resultat från 2010 eller senare kan inte jämföras direkt med ett äldre. Enligt "
        "erfarenhet kan 80 till 100 poäng läggas till dess total för en ungefärlig jämförelse, "
        "men aldrig till ett områdes eller en delfrågas. Att den äldre skalan går från 0 till "
        "{maximum} är ett antagande.",
    ),
    "missing": ("Not scored", "Ej poängsatt"),
    "missing text": (
        "What is not scored may have any points from 0 to its maximum, and leaves the total "
        "open by as many.",
        "Det som inte är poängsatt kan ha vilka poäng som helst, från 0 till det högsta möjliga, "
        "och lämnar totalen öppen i samma mån.",
    ),
    "about": ("About the figures", "Om siffrorna"),
    "about text": (
        "Points are computed exactly and rounded once, a half going up, where a whole figure is "
        "shown. A printed figure is read as all the exact points that would be printed so: "
        "37 stands for 36.5 to under 37.5.",
        "Poäng beräknas exakt och avrundas en gång, halva uppåt, där en hel siffra visas. En "
        "tryckt siffra läses som alla de exakta poäng som skulle tryckas så: 37 står för 36,5 "
        "till under 37,5.",
    ),
    "made": ("Computed with kommunkompass {version}.", "Beräknat med kommunkompass {version}."),
}


def words(key: str, language: Language, **values: object) -> str:
    """The words of a key in a language, with values put in."""
    return in_language(_WORDS[key], language, **values)
