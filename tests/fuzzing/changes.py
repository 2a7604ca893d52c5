"""Changes: what may become of documents on their way."""

from __future__ import annotations

import random
import re

from fuzzing.documents import seeds

__all__ = ["changed"]

#: What is put where it does not belong.
_NUMBERS = [
    *("0", "-0", "1", "-1", "+5", "100", "101", "1e9", "1e999999999", "1e-999999999", "9" * 40),
    *("9" * 5000, "0." + "0" * 50 + "1", "0.1", "0,1", ".5", "5.", "1/3", "1/0", "110/3", "NaN"),
    *("Infinity", "1_000", "0x10", "١٢", "½", "²", "−5", "1.999999999999999", "1" * 400),
    *("1" * 200 + "/" + "3" * 200, "2017", "1899", "3000", "2017-02-30", "2017-05-31", "0001"),
]
_SIGNS = [
    *(" ", "\t", "\n", "\r", "\r\n", ";", ",", "|", '"', "'", '""', "'''", "\\", "\\u0000", "="),
    *("(", ")", "[", "]", "{", "}", "[)", "<", "<ul", "<li>", "•", "- ", "* ", "…", "–", "−", "%"),
    *("\x00", "\x0b", "\x1c", "\x85", "\xa0", "\xad", "\u2028", "\u200b", "\ufeff", "\ud800"),
    *("\ufffe", "å", "a\u030a", "İ", "ß", "ſ", "ǆ", "日本", "👍", "\U0010ffff", "=1+1", "@x", "#"),
]
_WORDS = [
    *(
        "total",
        "Totalt",
        "Summa",
        "Poäng",
        "Max",
        "Procent",
        "poäng",
        "av",
        "of",
        "Område 1",
        "Innehåll",
    ),
    *(
        "Rubriker\tPoäng",
        "Styrkor",
        "Förbättringsområden",
        "Kortfakta",
        "Innehåll",
        "Kumla kommun",
    ),
    *(
        "1.1",
        "1",
        "9",
        "9.9",
        "2.10",
        "01",
        "code",
        "points",
        "percent",
        "title",
        "level",
        "given",
    ),
    *(
        "framework",
        "2.1",
        "2010",
        "2020",
        "pre-2010",
        "municipality",
        "year",
        "date",
        "evaluation",
    ),
    *("exact", "range", "figures", "no", "nej", "[5, 6)", "(5; 5)", "[6, 5]", "true", "false"),
    *("null", "None", "nan", "area", "criterion", "delfråga", "Offentlighet och demokrati"),
    *("kumla-2017", "input", "-", "--exact", "--incomplete", "--lang\tsv", "--by", "--to\tjson"),
    *("@nan", "@date", "@float", "@bytes", "@object", "[[areas]]", "areas.criteria", "1.1 = 1"),
]
_PIECES = [*_NUMBERS, *_SIGNS, *_WORDS]
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d]+|\s+|.", re.DOTALL)
_SWAPS = [
    *(
        (";", ","),
        (",", ";"),
        (";", "\t"),
        ("\t", ";"),
        ("\t", " "),
        (".", ","),
        (",", "."),
        ("|", ";"),
    ),
    *((" ", "\xa0"), ("\n", "\r\n"), ("\n", "\r"), ('"', "'"), ("\n", "\n\n"), ("å", "a\u030a")),
]
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]


def changed(data: bytes, chance: random.Random, name: str, most: int) -> bytes:
    """A document with some of its tokens, lines or bytes changed."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        text = _changed(text, chance, name)
    try:
        result = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        result = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.04:
        result = text.encode(chance.choice(_ENCODINGS), "replace")
    if chance.random() < 0.04 and result:
        place = chance.randrange(len(result))
        result = (
            result[:place] + chance.randbytes(chance.choice((1, 1, 2, 4))) + result[place + 1 :]
        )
    return result[:most]


def _changed(text: str, chance: random.Random, name: str) -> str:
    kind = chance.randrange(10)
    if kind < 5:
        return _token_changed(text, chance)
    if kind < 8:
        return _lines_changed(text, chance)
    if kind == 8:
        old, new = chance.choice(_SWAPS)
        return text.replace(old, new, chance.choice((1, 3, -1)))
    other = chance.choice(seeds(name)).decode("utf-8", "surrogateescape")
    start = chance.randrange(len(other) + 1)
    end = min(len(other), start + chance.choice((10, 100, 1000)))
    place = chance.randrange(len(text) + 1)
    if chance.random() < 0.2:
        return text[:place] + other[start:]
    return text[:place] + other[start:end] + text[place:]


def _token_changed(text: str, chance: random.Random) -> str:
    # A window of the text is enough, and cheaper than all its tokens.
    at = chance.randrange(len(text) + 1)
    tokens = _TOKEN.findall(text[at : at + 200])
    if not tokens:
        return text + chance.choice(_PIECES)
    end = at + sum(map(len, tokens))
    place = chance.randrange(min(len(tokens), 10))
    token = tokens[place]
    match chance.randrange(8):
        case 0:
            tokens[place] = ""
        case 1:
            tokens[place] = token * chance.choice((2, 3, 50))
        case 2:
            other = chance.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        case 3:
            tokens[place] = token + chance.choice(_PIECES)
        case 4 if token.isdecimal():
            tokens[place] = str(int(token[:20]) + chance.choice((-1, 1, 10, -100)))
        case 5:
            tokens[place] = chance.choice((token.upper(), token.title(), token[::-1], token[:-1]))
        case _:
            same = _NUMBERS if token[0].isdigit() else _WORDS if token.isalpha() else _SIGNS
            tokens[place] = chance.choice(same if chance.random() < 0.7 else _PIECES)
    return text[:at] + "".join(tokens) + text[end:]


def _lines_changed(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.pop(place)
        case 1:
            lines.insert(chance.randrange(len(lines) + 1), lines[place])
        case 2:
            lines = lines[:place]
        case 3:
            lines.pop(place)
            lines.insert(chance.randrange(len(lines) + 1), text.split("\n")[place])
        case 4:
            lines[place : place + chance.choice((2, 5, 20))] = []
        case _:
            lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]
    return "\n".join(lines)
