"""Seeds and changes: true documents of each format, and what may become of them on their way."""

from __future__ import annotations

import io
import json
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from kommunkompass import (
    Evaluation,
    Figure,
    Finding,
    FindingKind,
    KeyFacts,
    PublishedTable,
    RoleModel,
    Score,
    example_table,
    records,
    write,
)
from test_formats_report import report, tables

__all__ = ["archive", "changed", "seeds"]

TABLE = example_table("kumla-2017")
WHOLE = TABLE.framework
SMALL = PublishedTable(
    WHOLE,
    {code: figure for code, figure in TABLE.figures if code in ("1", "1.1", "3.5", "total")},
    municipality='=Kumla; "C"',
    year=2017,
)
KNOWN = Evaluation(
    WHOLE,
    (
        Score.from_points(WHOLE["1.1"], 5),
        Score.from_figure(WHOLE["1.2"], Figure("10", "50")),
        Score.from_figure(WHOLE["1.3"], Figure(percent="30.5", exact=True)),
        Score.unknown(WHOLE["2"]),
    ),
    municipality="Kumla",
    municipality_code="1881",
    year=2017,
    evaluators=["A. B.", "Å"],
    findings=[
        Finding("1", FindingKind.STRENGTH, "Planen finns"),
        Finding("2.1", FindingKind.IMPROVEMENT, ""),
    ],
    role_models=[RoleModel("Tjörn", "webb", "1.1"), RoleModel("", "")],
    key_facts=KeyFacts(
        group="Pendling", population=21435, population_change=-180, governing_parties=["M", "S"]
    ),
)
OLD = Evaluation.from_points("pre-2010", {"total": 400}, municipality="Strängnäs", year=2004)


def _written(*subjects: Evaluation | PublishedTable, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    write(subjects if len(subjects) > 1 else subjects[0], target, form=form, lossy=True, **options)
    return target.getvalue()


def _json() -> list[bytes]:
    framework = io.BytesIO()
    write(example_table("kumla-2017").framework, framework, form="json")
    own = json.loads(framework.getvalue())
    own["framework"]["areas"] = own["framework"]["areas"][:1]
    own["framework"]["maximum"] = 100
    own["framework"]["version"] = "own"
    found = [_written(each, form="json") for each in (SMALL, KNOWN, OLD)]
    table = json.loads(found[0])
    table["framework"] = own["framework"]
    return [*found, json.dumps(own).encode(), json.dumps(table).encode(), *found, b"[]", b"{}"]


def _delimited() -> list[bytes]:
    found = []
    for form in ("csv", "tsv"):
        for language in ("en", "sv"):
            for layout in ("long", "wide"):
                options = {"form": form, "language": language, "layout": layout}
                found.append(_written(SMALL, OLD, **options))
                found.append(_written(SMALL, KNOWN, **(options | {"layout": "long"})))
    found.append(_written(TABLE, form="csv"))
    found.append("Nr|Titel|Poäng|Max\n1|Offentlighet|37|100\n".encode())
    found.append(
        "Område;Poäng;%\nOffentlighet och demokrati;37,5;\nTotalt;371;46\n".encode("cp1252")
    )
    return found


def _pasted() -> list[bytes]:
    whole = report()
    blocks = whole.split("\n\n")
    areas = "\n".join(
        f"{area.code}. {area.title} {TABLE[area.code].points}" for area in WHOLE.areas
    )
    texts = [
        whole,
        "\n".join(tables()[:22]),
        "\n".join(tables()[:22]).replace("\t", " "),
        "Område Poäng\n" + areas + "\nTotalt 371\n",
        areas.replace("\n", " av 100 poäng\n"),
        "\n\n".join(blocks[:6]),
        *["\n\n".join(blocks[start : start + 6]) for start in range(6, len(blocks), 6)],
        "Utvärderingen av Kumla kommun genomfördes under maj 2017. Den visar Kumlas poäng.\n"
        "Område 1\nStyrkor\n- a\n- b\nFörbättringsområden\n* c\nTotalt 371 800 46",
    ]
    return [text.encode() for text in texts]


def _framework() -> list[bytes]:
    folder = files("kommunkompass") / "frameworks"
    texts = [(folder / f"{name}.toml").read_text("utf-8") for name in ("2.1", "2010", "pre-2010")]
    head, first, _ = texts[0].split("[[areas]]", 2)
    small = f"{head}[[areas]]{first}".replace("maximum = 800", "maximum = 100")
    return [small.encode(), *[text.encode() for text in texts[1:]], small.encode("utf-8-sig")]


def _records() -> list[bytes]:
    found = [records([each], lossy=True) for each in (KNOWN, OLD)]
    few = [record for record in found[0] if record["given"] is not None]
    bare = [{"code": "1.1", "percent": 35}, {"code": "1.2", "points": "9.5", "date": "@date"}]
    return [json.dumps(each).encode() for each in (few, found[1], bare, few + found[1])]


_COMMANDS = """
    score -
    score - --format json --lang sv
    audit -
    audit - --incomplete --format json
    explain - 1.1
    explain kumla-2017
    compare - kumla-2017
    progress - kumla-2017
    rank - kumla-2017 --by 1
    rank input input --format json
    framework input
    framework 2.1
    convert - --to json
    convert - --to csv --wide --lossy
    convert input -o out.csv --exact
    convert - kumla-2017 --to tsv --lossy
    convert - --to html
    convert - --to rst --lang sv
    convert - --to markdown
    convert - --to text --year 2016
    schema table
    schema
    score - --framework input
    score - --framework 2.1 --municipality Kumla --year 2017
    chart - -o out.svg
    --help
    score
    convert
"""


def _commands() -> list[bytes]:
    lines = [line.strip().replace(" ", "\t") for line in _COMMANDS.strip().split("\n")]
    contents = [*_delimited()[:6], *_json()[:4], *_pasted()[1:5], *_framework()[:2]]
    return [
        line.encode() + b"\n" + contents[place % len(contents)]
        for place, line in enumerate(lines * 4)
    ]


def _workbooks() -> list[bytes]:
    """The parts of workbooks, each behind its name, as :func:`archive` packs them."""
    books = [_written(SMALL, form="xlsx"), _written(SMALL, OLD, form="xlsx", layout="wide")]
    books.append(_written(KNOWN, form="xlsx", language="sv"))
    found = []
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as packed:
            parts = [(part, packed.read(part)) for part in packed.namelist()]
        # The sheets last, so that a change at the end does not drop what must be there.
        parts.sort(key=lambda part: "sheet" in part[0])
        found.append(b"".join([b"\n@@" + name.encode() + b"\n" + data for name, data in parts]))
    return found


def archive(data: bytes) -> bytes:
    """The archive of such parts."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # a name twice
        for part in data.split(b"\n@@")[1:]:
            name, _, content = part.partition(b"\n")
            packed.writestr(name.decode("latin-1").partition("\0")[0] or "x", content)
    return target.getvalue()


_SEEDS: dict[str, Callable[[], Sequence[bytes]]] = {
    "json": _json,
    "delimited": _delimited,
    "pasted": _pasted,
    "framework": _framework,
    "records": _records,
    "commands": _commands,
    "workbooks": _workbooks,
}


@cache
def seeds(name: str) -> Sequence[bytes]:
    """True documents of a format, and some that are nearly so."""
    return _SEEDS[name]()


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
