"""Prose: whose evaluation a report is about, its key facts, and what the evaluators found.

All of it is optional: what is not found, or not told plainly, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from kommunkompass.described import Details, Finding, FindingKind, KeyFacts
from kommunkompass.formats.titles import plain

__all__ = ["described", "findings", "municipality"]

_WORD = r"[A-ZÅÄÖÉÜ][\w:-]{1,30}"
_NAME = rf"(?<![\w:-])({_WORD}(?: {_WORD}){{0,2}}) (?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)"
_YEAR = r"((?:19|20)\d\d)"
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_BEFORE = r"(?i:kommunkompassen(?: i|:| [–-])? |(?:analys|utvärdering) av )*"
_TITLE_LINE = re.compile(rf"{_BEFORE}{_NAME}(?:,? {_YEAR})?")
_YEAR_LINE = re.compile(rf"(?i:(?:{_MONTHS}) )?{_YEAR}")
_TITLE_PAGE = 40

_SENTENCES = [
    re.compile(rf"^(?:\d{{1,2}}\.? )?Kortfakta om {_NAME}\b"),
    re.compile(rf"^(?:\d{{1,2}}\.? )?{_NAME} i förhållande till Kommunkompassen"),
    re.compile(rf"(?:tvärdering|nalys)(?:en)? av {_NAME}\b"),
    re.compile(rf"(?:visar|för|av) {_NAME}s (?:resultat|poäng|totalpoäng|profil)\b"),
]
_CARRIED_OUT = re.compile(
    rf"(?:tvärdering|nalys)(?:en)? av {_NAME}\b[^.]{{0,40}}? genomfördes [^.]{{0,60}}?\b{_YEAR}\b"
)

#: Endings of names that end in s by nature: Hagfors, Strängnäs, Borås; and one name more.
_OWN_S = ("fors", "näs", "ås", "grums")

_AREA = re.compile(r"(?:huvud)?område (\d{1,3})\b", re.IGNORECASE)
_LONGEST_HEADING = 120
_MOST_LINES = 1_000
_KINDS = {
    "styrkor": FindingKind.STRENGTH,
    "förbättringsmöjligheter": FindingKind.IMPROVEMENT,
    "förbättringsområden": FindingKind.IMPROVEMENT,
    "utvecklingsområden": FindingKind.IMPROVEMENT,
}
_ITEM_TAG = re.compile(r"<(?:li|br)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_BULLETS = re.compile("[•●▪■◦‣\uf0b7]")
_LIST = re.compile("<ul", re.IGNORECASE)
_IS_LIST = re.compile(rf"\s*(?:<|[-–*] |{_BULLETS.pattern})")

_KEY_FACTS_HEAD = re.compile(r"(?:\d{1,2}\.? )?kortfakta\b", re.IGNORECASE)
_KEY_FACTS_LINES = 40
_COUNT = re.compile(r"(?<!\S)([+-]?)(\d{1,3}(?: \d{3}){1,3}|\d{1,9})(?: [^\W\d]{1,20})?$")
_NOTE = re.compile(r" ?\([^()]{0,60}\)$")
_YEARS = re.compile(rf"\b{_YEAR}\b")
_BETWEEN = re.compile(r",|/|\+|&| och | samt ")


def described(lines: Sequence[str]) -> Details:
    """The municipality, the year and the key facts, as far as the lines tell them."""
    page: list[str] = []
    said: dict[re.Pattern[str], str] = {}
    years: dict[str, str] = {}
    for line in lines:
        flat = " ".join(line.split())
        if flat and len(page) < _TITLE_PAGE:
            page.append(flat)
        for pattern in _SENTENCES:
            found = None if pattern in said else pattern.search(flat)
            if found:
                said[pattern] = municipality(found[1])
        found = _CARRIED_OUT.search(flat) if " genomfördes " in flat else None
        if found:
            years.setdefault(municipality(found[1]), found[2])
    details = Details()
    names, year = _title_page(page)
    for pattern in _SENTENCES:
        if len(names) != 1 and pattern in said:
            names = {said[pattern]}
    if len(names) == 1:
        name = details["municipality"] = names.pop()
        year = years.get(name, year)
        if year is not None:
            details["year"] = int(year)
    facts = _key_facts(lines)
    if facts != KeyFacts():
        details["key_facts"] = facts
    return details


def municipality(name: str) -> str:
    """The name in "Ängelholms kommun": not in capitals, and without the s of the genitive.

    Names that end in s by nature end in -fors, -näs or -ås, but for one.

    >>> municipality("UPPLANDS VÄSBY"), municipality("Tjörns"), municipality("Strängnäs")
    ('Upplands Väsby', 'Tjörn', 'Strängnäs')
    """
    if name.isupper():
        name = name.title()
    return name if name.casefold().endswith(_OWN_S) else name.removesuffix("s")


def _title_page(page: Iterable[str]) -> tuple[set[str], str | None]:
    """The names of municipalities that stand alone in a line, and the year."""
    names: set[str] = set()
    year: str | None = None
    for line in page:
        title = _TITLE_LINE.fullmatch(line)
        alone = _YEAR_LINE.fullmatch(line)
        if title:
            names.add(municipality(title[1]))
            year = year or title[2]
        elif alone and names:
            year = year or alone[1]
    return names, year


def _key_facts(lines: Sequence[str]) -> KeyFacts:
    """The key facts in the rows below the last heading "Kortfakta"."""
    heads = [place for place, line in enumerate(lines) if _KEY_FACTS_HEAD.match(line.strip())]
    facts: dict[str, Any] = {}
    for line in lines[heads[-1] + 1 :][:_KEY_FACTS_LINES] if heads else []:
        for name, (label, told) in _KEY_FACTS.items():
            found = label.match(line.strip())
            if found and name not in facts:
                facts[name] = told(_fact(line.strip(), found.end()))
                break
    return KeyFacts(**facts)


def _fact(line: str, label: int) -> str:
    """What a row of the key facts says, after its label and notes and years that belong to it."""
    if "\t" in line:
        return next(filter(None, [" ".join(cell.split()) for cell in line.split("\t")[1:]]), "")
    text = " ".join(line[label:].split())
    if ")" in text:
        return text.partition(")")[2].strip()
    years = list(_YEARS.finditer(text))
    return text[years[-1].end() if years else 0 :].strip(": ")


def _change(text: str) -> int | None:
    match = _COUNT.search(_NOTE.sub("", text.replace("−", "-")))
    return int(match[1] + match[2].replace(" ", "")) if match else None


def _count(text: str) -> int | None:
    return None if text.startswith(("+", "-", "−")) else _change(text)


def _parties(text: str) -> tuple[str, ...]:
    parties = tuple([party.strip() for party in _BETWEEN.split(text) if party.strip()])
    return parties if all(party[0].isupper() for party in parties) else ()


def _group(text: str) -> str | None:
    return text if text[:1].isupper() else None


#: By the name of the fact: how its row begins, and how its value is told.
_KEY_FACTS: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    name: (re.compile(label, re.IGNORECASE), told)
    for name, label, told in [
        ("group", "kommungrupp", _group),
        ("population_change", "folkökning(?:/minskning)?", _change),
        ("population", "folkmängd|antal invånare|invånare", _count),
        ("employees", "antal anställda|anställda", _count),
        ("governing_parties", "(?:styrande )?partier", _parties),
    ]
}


def findings(lines: Sequence[str]) -> Iterator[tuple[int, Finding]]:
    """The strengths and improvements that stand below the headings of areas, with their lines."""
    code = ""
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        area = _AREA.match(line.strip()) if len(line) <= _LONGEST_HEADING else None
        code = area[1] if area else code
        kinds = _kinds(line)
        if not kinds or not code:
            continue
        if len(kinds) == 1 and place < len(lines) and not lines[place].strip():
            place += 1  # a heading of its own may have an empty line below it
        start = place
        while place < len(lines) and lines[place].strip() and not _kinds(lines[place]):
            place += 1
        if place - start > _MOST_LINES:
            continue  # no list that anyone has written
        cells = _columns(lines[start:place], len(kinds))
        for kind, cell in zip(kinds, cells, strict=False):
            for text in _items(cell):
                yield start + 1, Finding(code, kind, text)


def _kinds(line: str) -> list[FindingKind]:
    """The kinds of findings that a heading names; none where the line is no such heading."""
    words = plain(line).split() if len(line) <= _LONGEST_HEADING else []
    kinds = [_KINDS[word] for word in words if word in _KINDS]
    return kinds if len(kinds) == len(words) <= len(FindingKind) else []


def _columns(lines: Sequence[str], count: int) -> list[str]:
    """The text below a heading, in as many columns as the heading names, or none."""
    text = "\n".join(lines)
    if count == 1:
        return [text] if _IS_LIST.match(text) else []
    tabbed = [line.split("\t", 1) for line in lines if "\t" in line]
    if len(tabbed) == 1:
        return text.split("\t", 1)
    if tabbed:  # one finding of each kind a line, or nothing that can be told apart
        rows = zip(*tabbed, strict=True) if len(tabbed) == len(lines) else []
        return ["\n".join(cells) for cells in rows]
    lists = [found.start() for found in _LIST.finditer(text)]
    if len(lists) != count:
        return []
    return [text[start:end] for start, end in zip(lists, [*lists[1:], len(text)], strict=True)]


def _items(cell: str) -> Iterator[str]:
    text = _TAG.sub(" ", _ITEM_TAG.sub("•", cell))
    for item in _BULLETS.split(text) if _BULLETS.search(text) else text.split("\n"):
        flat = " ".join(item.split()).removeprefix("- ").removeprefix("– ").removeprefix("* ")
        if flat:
            yield flat
