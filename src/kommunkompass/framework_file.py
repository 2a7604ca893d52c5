"""Framework files: TOML, checked as a whole, every fault named with its place.

The head of ``frameworks/2.1.toml`` describes the format. Bundled versions and a user's own file
go through the same checks.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from kommunkompass.arguments import check_name
from kommunkompass.checked import CheckedTable, Faults
from kommunkompass.errors import (
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    SourceError,
)
from kommunkompass.files import bundled_names
from kommunkompass.framework import (
    AREA_CODE,
    Area,
    Criterion,
    Framework,
    Term,
    is_number,
    part_faults,
)

__all__ = ["as_framework", "framework_of", "framework_versions", "get_framework", "load_framework"]

FORMAT = 1
_LARGEST_FILE = 1_000_000
_LONGEST_LINE = 10_000
_TEXT_OR_COMMENT = re.compile(
    r'''
    """(?: [^"\\]++ | \\. | "(?!"") )*+ (?: """ )?+
    | \'{3} (?: [^\']++ | \'(?!\'\') )*+ (?: \'{3} )?+
    | " (?: [^"\\\n]++ | \\. )*+ "?+
    | \' [^\'\n]*+ \'?+
    | \# [^\n]*+
    ''',
    re.DOTALL | re.VERBOSE,
)
_LONG_KEY = re.compile(r"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){30}")

#: By what it is: the signs that tell how often it is there, and how often it may be.
_MOST = {"tables, lists and dots": ("[{.", 2_000), "keys": ("=", 20_000), "values": (",", 50_000)}
_SOURCES = "a path, or a file opened for reading bytes"
_BUNDLED = files("kommunkompass") / "frameworks"


@cache
def framework_versions() -> tuple[str, ...]:
    """The versions that come with the library, such as ``"2.1"``."""
    return bundled_names(_BUNDLED, ".toml")


def get_framework(version: str = "2.1") -> Framework:
    """Return a version of the framework that comes with the library.

    >>> get_framework("2.1")["1.4"].maximum
    30

    Raises:
        UnknownCodeError: for a version that is not bundled.
    """
    check_name("framework version", version, framework_versions())
    return _bundled(version)


def as_framework(framework: Framework | str) -> Framework:
    """Return the framework itself, or the bundled one of a version.

    Raises:
        UnknownCodeError: for anything else.
    """
    return framework if isinstance(framework, Framework) else get_framework(framework)


@cache
def _bundled(version: str) -> Framework:
    name = f"{version}.toml"
    return _parse((_BUNDLED / name).read_text(encoding="utf-8"), name)


def load_framework(source: str | PathLike[str] | BinaryIO) -> Framework:
    """Read a framework from a file of one's own, with the same checks as the bundled ones.

    Args:
        source: a path, or a file opened for reading bytes.

    Raises:
        SourceError: for a file that cannot be opened or is no UTF-8 text.
        InputError: for a file with faults; it names all of them, up to a thousand. A file has at
            most 2,000 tables, lists and dots between keys, some ten times those of version 2.1.
    """
    name = str(getattr(source, "name", "framework file"))
    try:
        if isinstance(source, str | PathLike):
            name = str(source)
            with Path(source).open("rb") as file:
                content = file.read(_LARGEST_FILE + 1)
        elif hasattr(source, "read"):
            content = source.read(_LARGEST_FILE + 1)
        else:
            raise InvalidTypeError("framework file", source, _SOURCES)
        if not isinstance(content, bytes):
            raise InvalidTypeError("framework file", content, _SOURCES)
        if len(content) > _LARGEST_FILE:
            raise SourceError("framework file", name, f"at most {_LARGEST_FILE} bytes")
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, KommunkompassError):
            raise
        raise SourceError("framework file", name, f"a readable TOML file ({error})") from None
    return _parse(text, name)


def _excess(text: str) -> str:
    """What a TOML text has too much of to be read; empty where all is well.

    Of all this tomllib takes room and time out of proportion to the text.
    """
    bare = _TEXT_OR_COMMENT.sub("_", text)
    if max(map(len, bare.split("\n"))) > _LONGEST_LINE:
        return f"a line of more than {_LONGEST_LINE} characters"
    for what, (signs, most) in _MOST.items():
        if sum(map(bare.count, signs)) > most:
            return f"more than {most} {what}"
    return "too deep nesting: a key of more than 30 parts" if _LONG_KEY.search(bare) else ""


def _parse(text: str, name: str) -> Framework:
    text = text.replace("\r\n", "\n")
    try:
        if too_much := _excess(text):
            raise ValueError(too_much)
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fault = InvalidValueError("TOML", str(error) or "too deep nesting", "well-formed TOML")
        raise InputError(name, [fault], "a framework file") from None
    faults = Faults()
    framework = framework_of(CheckedTable(document, "", faults))
    if faults or framework is None:
        raise InputError(name, faults, "a framework file (format 1)")
    return framework


#: The keywords that a part of a framework is built by, or would be, were it not for faults.
_Keywords: TypeAlias = dict[str, Any]


def _titles(table: CheckedTable) -> _Keywords:
    return {"title": table.text("title"), "title_en": table.text("title_en")}


def _term(table: CheckedTable) -> Term:
    term = Term(**_titles(table))
    table.close()
    return term


def _scored(table: CheckedTable) -> _Keywords:
    """What a criterion, an area and a framework all say."""
    return {**_titles(table), "maximum": table.whole("maximum"), "source": table.text("source")}


def _criterion(table: CheckedTable) -> _Keywords:
    said = {
        "code": table.text("code"),
        **_scored(table),
        "printed_title": table.maybe_text("printed_title"),
    }
    table.close()
    return said


def _area(table: CheckedTable) -> _Keywords:
    said = {
        "code": table.text("code"),
        **_scored(table),
        "criteria": table.entries("criteria", _criterion),
        "headings": table.entries("headings", _term),
        "other_titles": table.texts("other_titles"),
    }
    table.close()
    if said["code"] and not is_number(said["code"]):
        table.wrong("code", said["code"], AREA_CODE)
    _check_parts(table, "criteria", said)
    return said


def _check_parts(table: CheckedTable, key: str, said: _Keywords) -> None:
    parts = [(part["code"], part["maximum"]) for part in said[key]]
    code = said.get("code", "")
    for field, value, allowed in part_faults(code, said["maximum"], parts):
        table.wrong(key if field == "parts" else field, value, allowed)


def framework_of(table: CheckedTable) -> Framework | None:
    """The framework that a table with the keys of a framework file describes.

    Returns None where the table's list of faults is not empty.
    """
    table.take(
        "format", f"the number {FORMAT}", lambda value: type(value) is int and value == FORMAT
    )
    said = {
        "version": table.text("version"),
        **_scored(table),
        "era": table.text("era"),
        "notes": table.texts("notes"),
        "first_year": table.maybe_whole("first_year"),
        "last_year": table.maybe_whole("last_year"),
        "evidence": table.entries("evidence", _term),
        "areas": table.entries("areas", _area),
    }
    table.close()
    _check_parts(table, "areas", said)
    if table.faults:
        return None
    areas = []
    for area in said["areas"]:
        criteria = [Criterion(**criterion) for criterion in area["criteria"]]
        areas.append(Area(**area | {"criteria": tuple(criteria)}))
    return Framework(**said | {"areas": tuple(areas)})
