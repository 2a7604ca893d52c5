"""Framework files: TOML, checked as a whole, every fault named with its place.

The head of ``frameworks/2.1.toml`` describes the format. Bundled versions and a user's own file
go through the same checks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from kommunkompass.checked import CheckedTable
from kommunkompass.errors import (
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    SourceError,
    UnknownCodeError,
)
from kommunkompass.framework import Area, Criterion, Framework, Term

__all__ = ["framework_of", "framework_versions", "get_framework", "load_framework"]

FORMAT = 1
_LARGEST_FILE = 1_000_000
_SOURCES = "a path, or a file opened for reading bytes"
_BUNDLED = files("kommunkompass") / "frameworks"


@cache
def framework_versions() -> tuple[str, ...]:
    """The versions that come with the library, such as ``"2.1"``."""
    names = (entry.name for entry in _BUNDLED.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def get_framework(version: str = "2.1") -> Framework:
    """Return a version of the framework that comes with the library.

    >>> get_framework("2.1")["1.4"].maximum
    30

    Raises:
        UnknownCodeError: for a version that is not bundled.
    """
    asked: object = version
    if not isinstance(asked, str) or version not in framework_versions():
        raise UnknownCodeError(
            "framework version", version, "one of " + ", ".join(framework_versions())
        )
    return _bundled(version)


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
        InputError: for a file with faults; it names all of them.
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


def _parse(text: str, name: str) -> Framework:
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        fault = InvalidValueError("TOML", str(error) or "too deep nesting", "well-formed TOML")
        raise InputError(name, [fault], "a framework file") from None
    faults: list[KommunkompassError] = []
    framework = framework_of(CheckedTable(document, "", faults))
    if faults or framework is None:
        raise InputError(name, faults, "a framework file (format 1)")
    return framework


def _term(table: CheckedTable) -> Term:
    term = Term(title=table.text("title"), title_en=table.text("title_en"))
    table.close()
    return term


def _criterion(table: CheckedTable) -> Criterion:
    criterion = Criterion(
        code=table.text("code"),
        title=table.text("title"),
        title_en=table.text("title_en"),
        maximum=table.whole("maximum"),
        source=table.text("source"),
        printed_title=table.maybe_text("printed_title"),
    )
    table.close()
    return criterion


def _area(table: CheckedTable) -> Area:
    area = Area(
        code=table.text("code"),
        title=table.text("title"),
        title_en=table.text("title_en"),
        maximum=table.whole("maximum"),
        source=table.text("source"),
        criteria=table.entries("criteria", _criterion),
        headings=table.entries("headings", _term),
        other_titles=table.texts("other_titles"),
    )
    table.close()
    if area.code and not _is_number(area.code):
        table.wrong("code", area.code, "a whole number as text, without leading zeros")
    codes = [criterion.code for criterion in area.criteria]
    for code in codes:
        head, _, tail = code.rpartition(".")
        if code and area.code and (head != area.code or not _is_number(tail)):
            table.wrong("criteria", code, f'codes of the form "{area.code}.1"')
    _check_order(table, "criteria", codes)
    if area.criteria:
        _check_sum(table, area.maximum, [criterion.maximum for criterion in area.criteria])
    return area


def framework_of(table: CheckedTable) -> Framework | None:
    """The framework that a table with the keys of a framework file describes.

    Returns None where the table's list of faults is not empty.
    """
    table.take(
        "format", f"the number {FORMAT}", lambda value: type(value) is int and value == FORMAT
    )
    values = {
        "version": table.text("version"),
        "title": table.text("title"),
        "title_en": table.text("title_en"),
        "maximum": table.whole("maximum"),
        "era": table.text("era"),
        "source": table.text("source"),
        "notes": table.texts("notes"),
        "first_year": table.maybe_whole("first_year"),
        "last_year": table.maybe_whole("last_year"),
        "evidence": table.entries("evidence", _term),
    }
    areas = table.entries("areas", _area)
    table.close()
    _check_order(table, "areas", [area.code for area in areas])
    if areas:
        _check_sum(table, int(str(values["maximum"])), [area.maximum for area in areas])
    return None if table.faults else Framework(areas=areas, **values)  # type: ignore[arg-type]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and not text.startswith("0") and len(text) < 10


def _check_order(table: CheckedTable, key: str, codes: Iterable[str]) -> None:
    last = 0
    for code in codes:
        tail = code.rpartition(".")[2]
        if _is_number(tail):
            if int(tail) <= last:
                table.wrong(key, code, "every code once, in rising order")
            last = int(tail)


def _check_sum(table: CheckedTable, maximum: int, parts: list[int]) -> None:
    if maximum and all(parts) and sum(parts) != maximum:
        table.wrong("maximum", maximum, f"the sum of the parts' maxima, which is {sum(parts)}")
