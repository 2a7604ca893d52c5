"""Documents: true ones of each format to begin with, and some that are nearly so."""

from __future__ import annotations

import io
import json
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

__all__ = ["archive", "seeds"]

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
