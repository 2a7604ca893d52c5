"""Framework files: TOML, checked as a whole, every fault named with its place."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from kommunkompass.arguments import check_name
from kommunkompass.checked import (
    NAME,
    TEXTS,
    CheckedTable,
    Faults,
    Many,
    Said,
    Shape,
    excess,
    matching,
    version,
    whole,
)
from kommunkompass.errors import InputError, InvalidValueError
from kommunkompass.files import Source, load
from kommunkompass.framework import (
    AREA_CODE,
    NUMBER,
    Area,
    Criterion,
    Framework,
    Term,
    part_faults,
)

FORMAT = 1
_LARGEST_FILE = 1_000_000
_LONGEST_LINE = 10_000

#: Of all this tomllib takes room and time out of proportion to the text.
_MOST = {"[{.": 2_000, "=": 20_000, ",": 50_000}
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_PART}){{30}}")

_BUNDLED = Path(__file__).parent / "frameworks"


@cache
def framework_versions() -> tuple[str, ...]:
    """The versions that come with the library, such as ``"2.1"``."""
    return tuple(sorted([path.stem for path in _BUNDLED.glob("*.toml")]))


def get_framework(version: str = "2.1") -> Framework:
    """Return a version of the framework that comes with the library.

    >>> get_framework("2.1")["1.4"].maximum
    30

    Raises:
        UnknownCodeError: for a version that is not bundled.
    """
    check_name("framework version", version, framework_versions())
    return _bundled(version)


@cache
def _bundled(version: str) -> Framework:
    return load_framework(_BUNDLED / f"{version}.toml")


def as_framework(framework: Framework | str) -> Framework:
    """The framework itself, or the bundled one of a version."""
    return framework if isinstance(framework, Framework) else get_framework(framework)


def load_framework(source: Source) -> Framework:
    """Read a framework from a file of one's own, with the same checks as the bundled ones.

    Args:
        source: a path, or a file opened for reading.

    Raises:
        SourceError: for a file that cannot be opened, is no text or has more than 1 MB.
        InputError: for a file with faults, up to a thousand of them, or with more than 2,000
            opening brackets and dots, six times as many as version 2.1 has.
    """
    content = load(source, _LARGEST_FILE)
    text = content.text.replace("\r\n", "\n")
    try:
        if too_much := _excess(text):
            raise ValueError(too_much)
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fault = InvalidValueError("TOML", str(error) or "too deep nesting", "well-formed TOML")
        raise InputError(content.name, [fault], "a framework file") from None
    faults = Faults()
    framework = CheckedTable(document, "", faults).read(FRAMEWORK)
    if not isinstance(framework, Framework):
        raise InputError(content.name, faults, "a framework file (format 1)")
    return framework


def _excess(text: str) -> str:
    if max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return f"a line of more than {_LONGEST_LINE} characters"
    if _LONG_KEY.search(text):
        return "too deep nesting: a key of more than 30 parts"
    return excess(text, _MOST)


def _check_parts(table: CheckedTable, key: str, said: Said) -> None:
    parts = [(part.get("code", ""), part.get("maximum", 0)) for part in said.get(key, ())]
    code, maximum = said.get("code", ""), said.get("maximum", 0)
    for field, value, allowed in part_faults(code, maximum, parts):
        table.wrong(key if field == "parts" else field, value, allowed)


def _area(table: CheckedTable, said: Said) -> Said:
    _check_parts(table, "criteria", said)
    return said


def _framework(table: CheckedTable, said: Said) -> Framework | None:
    """The framework that a table describes, or None where it has faults."""
    _check_parts(table, "areas", said)
    first = said.get("first_year", 1)
    if said.get("last_year", first) < first:
        table.wrong("last_year", said["last_year"], f"a year from {first} on")
    if not table.is_right:
        return None
    del said["format"]
    areas = []
    for area in said.pop("areas", ()):
        criteria = tuple([Criterion(**criterion) for criterion in area.pop("criteria", ())])
        areas.append(Area(criteria=criteria, headings=_terms(area, "headings"), **area))
    return Framework(areas=tuple(areas), evidence=_terms(said, "evidence"), **said)


def _terms(said: Said, key: str) -> tuple[Term, ...]:
    return tuple([Term(**term) for term in said.pop(key, ())])


_COUNT = whole(1, 10**9)
_TERM = Shape({"title": NAME, "title_en": NAME})
_SCORED = {**_TERM.needed, "maximum": _COUNT, "source": NAME}
_CRITERION = Shape(
    {"code": matching(rf"{NUMBER}\.{NUMBER}", 'a code such as "1.4"'), **_SCORED},
    {"printed_title": NAME},
)
_AREA = Shape(
    {"code": matching(NUMBER, AREA_CODE), **_SCORED},
    {"criteria": Many(_CRITERION), "headings": Many(_TERM), "other_titles": TEXTS},
    _area,
)

#: What a framework file holds, and what it stands for: a framework, or None where it has faults.
FRAMEWORK = Shape(
    {"format": version(FORMAT), "version": NAME, **_SCORED, "era": NAME},
    {
        "first_year": _COUNT,
        "last_year": _COUNT,
        "notes": TEXTS,
        "evidence": Many(_TERM),
        "areas": Many(_AREA),
    },
    _framework,
)
