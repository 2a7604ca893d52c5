"""Prose: whose evaluation a report is, its key facts and findings, where they are told plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from kommunkompass.described import Details, Finding, FindingKind, KeyFacts
from kommunkompass.formats.texts import plain

_WORD = r"[A-ZÅÄÖÉÜ][\w:-]{1,30}"
_NAME = rf"(?<![\w:-])({_WORD}(?: {_WORD}){{0,2}}) (?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_BEFORE = r"(?i:kommunkompassen(?: i|:| [–-])? |(?:analys|utvärdering) av )*"
_TITLE_LINE = re.compile(rf"{_BEFORE}{_NAME}(?:,? {_YEAR})?")
_YEAR_LINE = re.compile(rf"(?i:(?:{_MONTHS}) )?{_YEAR}")
_TITLE_PAGE = 40
_SENTENCE = re.compile(
    rf"(?:Kortfakta om|[Uu]tvärderingen av|[Aa]nalysen av) {_NAME}\b|visar {_NAME}s resultat\b"
)

#: Endings of names that end in s by nature: Hagfors, Strängnäs, Borås; and one name more.
_OWN_S = ("fors", "näs", "ås", "grums")

_KEY_FACTS_HEAD = re.compile(r"(?:\d{1,2}\.? )?kortfakta\b", re.IGNORECASE)
_KEY_FACTS_LINES = 40
_KEY_FACTS = {
    "kommungrupp": "group",
    "folkökning": "population_change",
    "folkmängd": "population",
    "antal invånare": "population",
    "invånare": "population",
    "antal anställda": "employees",
    "anställda": "employees",
    "partier": "governing_parties",
    "styrande partier": "governing_parties",
}
_NOTE = re.compile(rf"[):]|\b{_YEAR} (?=\S)")
_COUNT = re.compile(r"([+-]?)(\d{1,3}(?: \d{3}){1,3}|\d{1,9})")
_BETWEEN = re.compile(r",|/|\+|&| och | samt ")

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
_BULLET = re.compile("[•●▪■◦‣\uf0b7]|^[-–*] ", re.MULTILINE)
_BEFORE_LIST = re.compile("(?=<ul)", re.IGNORECASE)


def described(lines: Sequence[str]) -> Details:
    titles: set[str] = set()
    said: set[str] = set()
    year: str | None = None
    filled = 0
    for line in lines:
        flat = " ".join(line.split())
        filled += bool(flat)
        if filled <= _TITLE_PAGE:
            title = _TITLE_LINE.fullmatch(flat)
            if title:
                titles.add(municipality(title[1]))
            elif titles:
                title = _YEAR_LINE.fullmatch(flat)
            year = year or (title and title["year"])
        said.update([municipality(found[1] or found[2]) for found in _SENTENCE.finditer(flat)])
    details = Details()
    names = titles if len(titles) == 1 else said
    if len(names) == 1:
        details["municipality"] = min(names)
        if year is not None:
            details["year"] = int(year)
    facts = _key_facts(lines)
    if facts != KeyFacts():
        details["key_facts"] = facts
    return details


def municipality(name: str) -> str:
    """The name in "ÄNGELHOLMS KOMMUN", without capitals and the s of the genitive."""
    if name.isupper():
        name = name.title()
    return name if name.casefold().endswith(_OWN_S) else name.removesuffix("s")


def _key_facts(lines: Sequence[str]) -> KeyFacts:
    """The key facts in the rows below the last heading "Kortfakta"."""
    heads = [place for place, line in enumerate(lines) if _KEY_FACTS_HEAD.match(line.strip())]
    facts: dict[str, Any] = {}
    for line in lines[heads[-1] + 1 :][:_KEY_FACTS_LINES] if heads else []:
        row = line.strip()
        for label, name in _KEY_FACTS.items():
            if row[: len(label)].lower() == label:
                facts.setdefault(name, _fact(name, _value(row, len(label))))
                break
    return KeyFacts(**facts)


def _value(row: str, label: int) -> str:
    """What a row says after its label and notes."""
    texts = row.split("\t")[1:] or _NOTE.split(row[label:])[-1:]
    return next(filter(None, [" ".join(text.split()) for text in texts]), "")


def _fact(name: str, value: str) -> object:
    if name == "group":
        return value if value[:1].isupper() else None
    if name == "governing_parties":
        parties = [party.strip() for party in _BETWEEN.split(value) if party.strip()]
        return parties if all(party[0].isupper() for party in parties) else ()
    count = _COUNT.fullmatch(value.replace("−", "-"))
    if count is None or (count[1] and name != "population_change"):
        return None
    return int(count[1] + count[2].replace(" ", ""))


def findings(lines: Sequence[str]) -> Iterator[tuple[int, Finding]]:
    """What is found in areas, each with its line."""
    area = ""
    heads: list[tuple[str, FindingKind]] = []
    body: list[str] = []
    for number, line in enumerate(chain(lines, [""]), start=1):
        heading = line.strip() if len(line) <= _LONGEST_HEADING else ""
        match = _AREA.match(heading)
        area = match[1] if match else area
        kinds = _kinds(heading)
        if line.strip() and not kinds:
            body += [line] if heads else []
            if len(body) > _MOST_LINES:  # no list that anyone has written
                heads, body = [], []
        elif kinds or body or len(heads) > 1:  # one heading may have an empty line below it
            texts = _columns("\n".join(body), len(heads))
            for (code, kind), text in zip(heads, texts, strict=False):
                for item in _BULLET.split(_TAG.sub(" ", _ITEM_TAG.sub("•", text))):
                    if item.strip():
                        yield number - len(body), Finding(code, kind, " ".join(item.split()))
            heads = [(area, kind) for kind in kinds if area]
            body = []


def _kinds(line: str) -> list[FindingKind]:
    words = plain(line).split()
    kinds = [_KINDS[word] for word in words if word in _KINDS]
    return kinds if len(kinds) == len(words) <= len(FindingKind) else []


def _columns(text: str, count: int) -> Sequence[str]:
    """The lists below a heading, one for each kind, if they are certain."""
    if count == 1:
        columns = [text] if text.lstrip().startswith("<") or _BULLET.match(text) else []
    elif "\t" in text:
        columns = text.split("\t")
    else:
        columns = _BEFORE_LIST.split(text)[1:]
    return columns if len(columns) == count else []
