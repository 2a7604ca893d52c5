"""The words that the library uses of figures, in English and in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kommunkompass.exact import exact_text, round_half_up
from kommunkompass.framework import Area, Criterion, Item, Language, check_language
from kommunkompass.interval import Range

_LONGEST = 12

_PHRASES: dict[str, tuple[str, str]] = {
    "criterion": ("criterion {code}", "delfråga {code}"),
    "area": ("area {code}", "område {code}"),
    "total": ("total", "totalpoängen"),
    "row total": ("Total", "Totalt"),
    "and": ("and", "och"),
    "points": ("points", "poäng"),
    "percent": ("percent", "procent"),
    "figure": ("{points}, {percent}", "{points} och {percent}"),
    "figure points": ("{number}", "{number} poäng"),
    "figure percent": ("{number} %", "{number} %"),
    "to": ("{lower} to {upper}", "{lower} till {upper}"),
    "over": ("over {end}", "över {end}"),
    "under": ("under {end}", "under {end}"),
    "printed": ("{code} printed as {text} {measure}", "{code} tryckt som {text} {measure}"),
    "scored": ("{code} scored {text} points", "{code} satt till {text} poäng"),
    "out of bounds": (
        "{first}, but only 0 to {most} is possible",
        "{first}, men bara 0 till {most} är möjligt",
    ),
    "contradiction one": (
        "{first} means {claimed} points, but {others} leaves only {possible}",
        "{first} betyder {claimed} poäng, men {others} ger bara {possible}",
    ),
    "contradiction many": (
        "{first} means {claimed} points, but {others} leave only {possible}",
        "{first} betyder {claimed} poäng, men {others} ger bara {possible}",
    ),
    "criteria of": ("{count} criteria", "{count} delfrågor"),
    "criteria of one": ("{count} criterion", "{count} delfråga"),
    "areas of": ("{count} areas", "{count} områden"),
    "areas of one": ("{count} area", "{count} område"),
    "adds up": (
        "{item}: the printed figures of its {parts} come to {computed} of {maximum} points, which "
        "is printed as {printed}",
        "{item}: de tryckta siffrorna för {parts} ger {computed} av {maximum} poäng, vilket "
        "stämmer med angivna {printed}",
    ),
    "rounding sum": (
        "{item}: the printed figures of its {parts} come to {computed} of {maximum} points, but "
        "it is printed as {printed}: explained by rounding, exactly it has {range} points",
        "{item}: de tryckta siffrorna för {parts} ger {computed} av {maximum} poäng, men "
        "{printed} anges: förklaras av avrundning, de exakta poängen är {range}",
    ),
    "rounding row": (
        "{item}: {percent} % of {maximum} is {computed} points, but it is printed as {printed}: "
        "explained by rounding, exactly it has {range} points",
        "{item}: {percent} % av {maximum} är {computed} poäng, men {printed} anges: "
        "förklaras av avrundning, de exakta poängen är {range}",
    ),
    "exact": ("exact", "exakt"),
    "as printed": ("printed as {figure}", "tryckt som {figure}"),
    "not scored": ("not scored", "ej poängsatt"),
    "given": ("given as a range", "angiven som intervall"),
    "sum of": ("sum of its {parts}", "summan av {parts}"),
    "difference": ("{one} less {other}", "{one} minus {other}"),
    "wide": (
        "The range is {width} points wide. What leaves it open, widest first: {widest}.",
        "Intervallet är {width} poäng brett. Det som lämnar det öppet, bredast först: {widest}.",
    ),
    "head code": ("Code", "Kod"),
    "head title": ("Area and criterion", "Område och delfråga"),
    "head points": ("Points", "Uppnått"),
    "head maximum": ("Max", "Max"),
    "head percent": ("Percent", "Procent"),
    "head range": ("Exact points", "Exakta poäng"),
    "unnamed": ("Unnamed municipality", "Kommun utan namn"),
    "legend scores": (
        "Points and percent as printed, or else rounded half up; exact points as far as they are "
        "known.",
        "Poäng och procent som de är tryckta, eller avrundade, en halv uppåt; exakta poäng så "
        "långt de är kända.",
    ),
    "total is": (
        "Total: {range} of {maximum} points; in whole points {rounded}.",
        "Totalt: {range} av {maximum} poäng; i hela poäng {rounded}.",
    ),
    "total printed": ("The source prints {figure}.", "Källan anger {figure}."),
    "printed areas": (
        "The areas' printed figures come to {sum} points, rounding included.",
        "Områdenas tryckta siffror ger {sum} poäng, avrundningar inräknade.",
    ),
    "missing": ("Not scored: {items}.", "Ej poängsatt: {items}."),
    "strongest": ("Strongest area: {items}.", "Starkaste område: {items}."),
    "weakest": ("Weakest area: {items}.", "Svagaste område: {items}."),
    "tied": ("tied", "lika"),
    "head difference": ("Difference", "Skillnad"),
    "head verdict": ("Verdict", "Utfall"),
    "higher": ("higher", "högre"),
    "lower": ("lower", "lägre"),
    "equal": ("equal", "lika"),
    "undecided": ("undecided", "ej avgjort"),
    "evaluation": ("evaluation", "utvärdering"),
    "reference": ("reference", "referens"),
    "beside": ("{one} beside {other}", "{one} bredvid {other}"),
    "legend difference": (
        "Points, as far as they are known, and the difference: the first minus the reference.",
        "Poäng, så långt de är kända, och skillnaden: den förstas minus referensens.",
    ),
    "rough": (
        "Roughly, on the scale from before 2010; totals alone may be compared.",
        "Ungefärligt, på skalan från före 2010; bara totalpoängen kan jämföras.",
    ),
    "revised": (
        "Versions of one era share a scale; points may be harder to reach in a later one.",
        "Versioner ur samma period har samma skala; poäng kan vara svårare att nå i en senare.",
    ),
    "progress of": ("Progress of {name}", "Utveckling för {name}"),
    "step": (
        "{before} to {after}: {range} points ({verdict}).",
        "{before} till {after}: {range} poäng ({verdict}).",
    ),
    "pre-2010": (
        "On the scale from before 2010, roughly: {range} points.",
        "På skalan från före 2010, ungefär: {range} poäng.",
    ),
    "audit good": (
        "Nothing is impossible: exact points exist that print as these figures.",
        "Inget är omöjligt: det finns exakta poäng som ger dessa tryckta siffror.",
    ),
    "audit bad": (
        "Impossible: no exact points print as these figures.",
        "Omöjligt: inga exakta poäng kan ge dessa tryckta siffror.",
    ),
    "adds_up": ("adds up", "stämmer"),
    "rounding": ("rounding", "avrundning"),
    "impossible": ("impossible", "omöjligt"),
    "more": ("{count} more", "{count} till"),
    "head finding": ("Explanation", "Förklaring"),
    "head year": ("Year", "År"),
    "head version": ("Version", "Version"),
    "head original": ("Swedish original", "Svenska"),
    "head rank": ("Rank", "Placering"),
    "head municipality": ("Municipality", "Kommun"),
    "head printed": ("Whole points", "Hela poäng"),
    "ranking of": ("Ranking by {item}, {framework}", "Rangordning efter {item}, {framework}"),
    "legend ranking": (
        "Rank 1 is the highest; equal points share a rank; a span is what is possible.",
        "Placering 1 är högst; lika poäng delar placering; ett spann är vad som är möjligt.",
    ),
    "ranking median": (
        "Median {median} points, quartiles {low} and {high}.",
        "Median {median} poäng, kvartiler {low} och {high}.",
    ),
    "audit of": ("Audit of figures by {title}", "Granskning av siffror enligt {title}"),
    "the total": ("The total", "Totalen"),
    "of points": ("of {maximum} points", "av {maximum} poäng"),
    "profile": ("Profile", "Profil"),
    "legend profile": (
        "Points, and bars in percent of the maximum, hatched where the exact points may lie.",
        "Poäng, och staplar i procent av det högsta möjliga, skrafferade där de exakta poängen "
        "kan ligga.",
    ),
    "key facts": ("Key facts", "Kortfakta"),
    "municipality_code": ("Municipality code", "Kommunkod"),
    "date": ("Evaluated on", "Utvärderad den"),
    "evaluators": ("Evaluators", "Utvärderare"),
    "group": ("Municipality group", "Kommungrupp"),
    "population": ("Population", "Invånare"),
    "population_change": ("Change of population in a year", "Befolkningsförändring på ett år"),
    "employees": ("Employees", "Anställda"),
    "governing_parties": ("Governing parties", "Styrande partier"),
    "overview": ("Overview", "Översikt"),
    "found": ("What the evaluators found", "Vad utvärderarna fann"),
    "strength": ("Strength", "Styrka"),
    "improvement": ("Possible improvement", "Förbättringsmöjlighet"),
    "role model": ("Role model", "Förebild"),
    "all areas": ("All areas", "Alla områden"),
    "assumed": (
        "For that, 80 to 100 points are added by experience; that the older scale runs from 0 to "
        "{maximum} is assumed.",
        "För det läggs 80 till 100 poäng till enligt erfarenhet; att den äldre skalan går från 0 "
        "till {maximum} är ett antagande.",
    ),
    "legend published": (
        "Points and percent as the source prints them.",
        "Poäng och procent som de anges i källan.",
    ),
    "legend framework": (
        "Areas and criteria, and the most points of each.",
        "Områden och delfrågor, med högsta möjliga poäng för varje.",
    ),
    "legend progress": (
        "Totals in points, as far as they are known.",
        "Totalpoäng, så långt de är kända.",
    ),
}


def phrase(key: str, language: Language, **values: object) -> str:
    """The words of a key in a language, with values put in."""
    return in_language(_PHRASES[key], language, **values)


def in_language(both: tuple[str, str], language: Language, **values: object) -> str:
    """The English or the Swedish of two texts, with values put in."""
    english, swedish = both
    return (swedish if check_language(language) == "sv" else english).format(**values)


def decimal_text(text: str, language: Language) -> str:
    """A decimal, or several, with the language's decimal sign."""
    return text.replace(".", ",") if language == "sv" else text


def number_text(value: Fraction, language: Language, decimals: int = 3) -> str:
    """A number in a language; rounded half up and marked with ≈ where it does not end soon."""
    text = exact_text(value)
    if "/" in text or len(text) > _LONGEST:
        text = f"≈{exact_text(round_half_up(value, decimals))}"
    return decimal_text(text, language)


def range_text(known: Range, language: Language, decimals: int = 3) -> str:
    """A range in words: ``"36.5 to under 36.95"``, or the one number that it holds."""
    lower = number_text(known.lower, language, decimals)
    upper = number_text(known.upper, language, decimals)
    if known.is_exact:
        return lower
    if not known.lower_closed:
        lower = phrase("over", language, end=lower)
    if not known.upper_closed:
        upper = phrase("under", language, end=upper)
    return phrase("to", language, lower=lower, upper=upper)


def span_text(least: int, greatest: int) -> str:
    """One whole number, or the least and the greatest of several: ``"36–38"``."""
    return str(least) if least == greatest else f"{least}–{greatest}"


def rounded_text(known: Range) -> str:
    """The whole number that a range rounds to, or the least and the greatest of several."""
    return span_text(*known.rounded())


def item_name(item: Item, language: Language) -> str:
    """An item's level and code: ``"criterion 1.4"``, ``"område 1"``."""
    level = {Criterion: "criterion", Area: "area"}.get(type(item), "total")
    return phrase(level, language, code=item.code)


def parts_name(count: int, item: Item, language: Language) -> str:
    """What an item is the sum of: ``"5 criteria"``, ``"8 områden"``."""
    key = "criteria of" if isinstance(item, Area) else "areas of"
    return phrase(f"{key} one" if count == 1 else key, language, count=count)


def joined(texts: Sequence[str], language: Language) -> str:
    """Texts as a list in a sentence: ``"a, b and c"``."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {phrase('and', language)} {texts[-1]}"
