"""Shapes: what documents hold, by which they are read and described to others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kommunkompass.arguments import LARGEST_COUNT, check_name
from kommunkompass.checked import (
    TEXT,
    TEXTS,
    CheckedTable,
    Kind,
    Many,
    Said,
    Shape,
    Value,
    flag,
    matching,
    one_of,
    whole,
)
from kommunkompass.described import Finding, FindingKind, KeyFacts, RoleModel
from kommunkompass.errors import KommunkompassError, UnknownCodeError
from kommunkompass.figure import Figure
from kommunkompass.formats.texts import ALLOWED, NUMBER, day_of, number_of
from kommunkompass.framework import Framework
from kommunkompass.framework_file import FRAMEWORK, framework_versions, get_framework
from kommunkompass.interval import Range
from kommunkompass.score import Score

#: The version of the documents, and of their schemas, that this library writes and reads.
VERSION = 1

#: What documents of each kind call themselves.
KINDS = {kind: f"kommunkompass/{kind}" for kind in ("evaluation", "table", "framework")}


def code_in(framework: Framework | None) -> Kind:
    """The codes of a framework's items; any text where the framework is not known."""
    if framework is None:
        return TEXT

    def read(value: object) -> str | None:
        return framework[value].code if isinstance(value, str) and value in framework else None

    allowed = f"the code of an item of framework {framework.version}, as text"
    return Kind(allowed, read, TEXT.schema)


def bundled_version() -> Kind:
    """The versions of the bundled frameworks, which stand for them."""
    versions = framework_versions()

    def read(value: object) -> Framework | None:
        return get_framework(value) if isinstance(value, str) and value in versions else None

    return Kind(" or ".join([*versions, "a whole framework"]), read, TEXT.schema)


YEAR = whole(1900, 2999, "a year")
DAY = Kind(
    'a day such as "2017-05-31"',
    day_of,
    {
        "type": "string",
        "format": "date",
        "pattern": "^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$",
    },
)
#: The official code of a municipality.
CODE = matching("[0-9]{4}", 'four digits as text, such as "1881"')
#: A figure as it is printed, with a decimal point.
PRINTED = matching(
    r"-?[0-9]{1,15}(\.[0-9]{1,15})?", 'a number as it is printed, as text: "9", "35.4"'
)


def _made(kind: Callable[..., object]) -> Callable[[CheckedTable, Said], object]:
    return lambda table, said: kind(**said) if table.is_right else None


_KEY_FACTS = Shape(
    {},
    {
        "group": TEXT,
        "population": whole(0, LARGEST_COUNT),
        "population_change": whole(-LARGEST_COUNT, LARGEST_COUNT),
        "employees": whole(0, LARGEST_COUNT),
        "governing_parties": TEXTS,
    },
    _made(KeyFacts),
)
_EXACT = Kind(ALLOWED, number_of, {"type": "string", "pattern": f"^{NUMBER}$"})
_SOME = ("points", "percent")
_FIGURE = {"points": PRINTED, "percent": PRINTED, "exact": flag(False)}


def _described(framework: Framework | None) -> dict[str, Value]:
    code = code_in(framework)
    kind = one_of(*[kind.value for kind in FindingKind])
    finding = Shape({"code": code, "kind": kind, "text": TEXT}, {}, _made(Finding))
    role_model = Shape({"municipality": TEXT, "topic": TEXT}, {"code": code}, _made(RoleModel))
    return {
        "municipality": TEXT,
        "municipality_code": CODE,
        "year": YEAR,
        "date": DAY,
        "evaluators": TEXTS,
        "findings": Many(finding),
        "role_models": Many(role_model),
        "key_facts": _KEY_FACTS,
    }


def _evaluation(framework: Framework | None) -> Shape:
    needed: dict[str, Value] = {"code": code_in(framework), "lower": _EXACT, "upper": _EXACT}
    optional: dict[str, Value] = {key: flag(True) for key in ("lower_closed", "upper_closed")}
    optional |= {"figure": Shape({}, _FIGURE, _made(Figure), _SOME), "given": flag(True)}
    score = Shape(needed, optional, partial(_score, framework, set()))
    return Shape({}, {**_described(framework), "scores": Many(score)}, _checked)


def _table(framework: Framework | None) -> Shape:
    figure = Shape({"code": code_in(framework)}, _FIGURE, partial(_pair, set()), _SOME)
    return Shape({}, {**_described(framework), "figures": Many(figure)}, _checked)


def _checked(table: CheckedTable, said: Said) -> Said:
    date, year = said.get("date"), said.get("year")
    if date is not None and year not in (None, date.year):
        table.wrong("year", year, f"the year of the date {date}")
    return said


def _is_first(codes: set[str], table: CheckedTable, said: Said) -> bool:
    """Whether an entry is right, its code not given before."""
    code = said.get("code")
    if code in codes:
        table.wrong("code", code, "each code once")
    elif code is not None:
        codes.add(code)
    return table.is_right


def _score(
    framework: Framework | None, codes: set[str], table: CheckedTable, said: Said
) -> Score | None:
    if not _is_first(codes, table, said) or framework is None:
        return None
    lower = said["lower"], int(not said.get("lower_closed", True))
    upper = said["upper"], -int(not said.get("upper_closed", True))
    item, figure, given = framework[said["code"]], said.get("figure"), said.get("given", True)
    try:
        return Score(item, Range(lower, upper), (), figure, given)
    except KommunkompassError as error:
        table.wrong("range", error.value, error.allowed)
        return None


def _pair(codes: set[str], table: CheckedTable, said: Said) -> tuple[str, Figure] | None:
    return (said.pop("code"), Figure(**said)) if _is_first(codes, table, said) else None


#: What documents of each kind hold besides their framework.
SHAPES: dict[str, Callable[[Framework | None], Shape]] = {
    "evaluation": _evaluation,
    "table": _table,
    "framework": lambda _: Shape({}),
}


def json_schema(kind: str = "evaluation", version: int = VERSION) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind of document.

    It stands alone: nothing has to be fetched to validate by it.

    >>> json_schema("table")["properties"]["format"]
    {'const': 'kommunkompass/table'}

    Args:
        kind: ``"evaluation"``, ``"table"`` or ``"framework"``.
        version: the version of the documents.

    Raises:
        UnknownCodeError: for another kind or version.
    """
    check_name("kind of document", kind, KINDS)
    if type(version) is not int or not 1 <= version <= VERSION:
        raise UnknownCodeError("version of documents", version, f"1 to {VERSION}")
    framework = FRAMEWORK.schema
    if kind != "framework":
        framework = {"anyOf": [TEXT.schema, framework]}
    body: dict[str, Any] = SHAPES[kind](None).schema
    head = {"format": {"const": KINDS[kind]}, "version": {"const": version}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kommunkompass:{kind}:{version}",
        "title": f"Kommunkompassen: {kind}",
        **body,
        "properties": {**head, "framework": framework, **body["properties"]},
        "required": [*head, "framework"],
    }
