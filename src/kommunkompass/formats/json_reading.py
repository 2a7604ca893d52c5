"""Reading JSON: every fault of a document is named at once, each with its path."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial

from kommunkompass.checked import CheckedTable, Faults
from kommunkompass.described import Details
from kommunkompass.errors import InputError, InvalidTypeError, KommunkompassError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text
from kommunkompass.figure import Figure
from kommunkompass.files import Content
from kommunkompass.formats import json_values as values
from kommunkompass.formats.form import Document
from kommunkompass.formats.json_details import details_of
from kommunkompass.formats.json_text import parsed
from kommunkompass.formats.rows import Request
from kommunkompass.formats.scores import checked_score
from kommunkompass.framework import Framework
from kommunkompass.framework_file import framework_of, framework_versions, get_framework
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

__all__ = ["KINDS", "VERSION", "read", "recognises"]

#: The version of the documents, and of their schemas, that this library writes and reads.
VERSION = 1

#: What documents of each kind call themselves.
KINDS = {kind: f"kommunkompass/{kind}" for kind in ("evaluation", "table", "framework")}

_EXPECTED = "a JSON document of this library, by its published schema"


def recognises(content: Content) -> bool:
    """Whether it begins as JSON does."""
    return content.text.lstrip()[:1] in ("{", "[")


def read(content: Content, request: Request) -> tuple[Document, ...]:
    """Read the one document of a text.

    Raises:
        InputError: for a text with faults; it names all of them.
        ContradictionError: for scores that cannot all be true.
    """
    faults = Faults()
    plain = parsed(content.text, content.name, faults)
    build = None
    if isinstance(plain, dict):
        build = _document(CheckedTable(plain, "", faults), request)
    else:
        faults.append(InvalidTypeError("document", plain, "a table"))
    if build is None:
        raise InputError(content.name, faults, _EXPECTED)
    return (build(),)


def _document(table: CheckedTable, request: Request) -> Callable[[], Document] | None:
    """What builds the document of a table, or None where it has faults."""
    names = " or ".join(f'"{name}"' for name in KINDS.values())
    kind = table.take("format", names, lambda value: value in KINDS.values())
    version = table.take(
        "version",
        f"the number {VERSION}; newer documents need a newer release of this library",
        lambda value: type(value) is int and value == VERSION,
    )
    if kind is None or version is None:
        return None  # what other keys there may be depends on them
    framework = _framework(table, named=kind != KINDS["framework"])
    if kind == KINDS["framework"]:
        table.close()
        return None if framework is None or table.faults else lambda: framework
    asked = request.framework
    if framework is not None and asked not in (None, framework):
        table.wrong("framework", framework, f"{asked}, which was asked for")
    details = details_of(table, framework)
    told: Details = {**details, **request.details}
    if request.details.get("date") is not None and "year" not in request.details:
        told.pop("year", None)  # the caller's date tells the year
    build = _table if kind == KINDS["table"] else _evaluation
    return build(table, framework, told)


def _framework(table: CheckedTable, named: bool) -> Framework | None:
    """The framework of a document: whole, or (where it may be) named by its version."""
    versions = framework_versions() if named else ()
    allowed = " or ".join([*[f'"{version}"' for version in versions], "a whole framework"])
    value = table.take(
        "framework", allowed, lambda value: isinstance(value, dict) or value in versions
    )
    if not isinstance(value, dict):
        return get_framework(value) if isinstance(value, str) else None
    faults = Faults()
    framework = framework_of(CheckedTable(value, "framework", faults))
    table.faults += faults
    return framework


def _evaluation(
    table: CheckedTable, framework: Framework | None, told: Details
) -> Callable[[], Evaluation] | None:
    scores: dict[str, Score] = {}
    table.entries("scores", partial(_score, framework, scores))
    table.close()
    if framework is None or table.faults:
        return None
    return lambda: Evaluation(framework, tuple(scores.values()), **told)


def _table(
    table: CheckedTable, framework: Framework | None, told: Details
) -> Callable[[], PublishedTable] | None:
    figures: dict[str, Figure | None] = {}
    table.entries("figures", partial(_pair, framework, figures))
    table.close()
    if framework is None or table.faults:
        return None
    told_of = {code: figure for code, figure in figures.items() if figure is not None}
    return lambda: PublishedTable(framework, told_of, **told)


def _once(table: CheckedTable, code: str | None, codes: Container[str]) -> str | None:
    """The code of an entry, or None where it was given before, noting that."""
    if code is not None and code in codes:
        table.wrong("code", code, "each code once")
        return None
    return code


def _score(framework: Framework | None, scores: dict[str, Score], table: CheckedTable) -> None:
    """Take a score, or note what is wrong with it."""
    code = _once(table, values.code_of(table, framework), scores)
    lower, upper = (values.exact(table, key) for key in ("lower", "upper"))
    open_lower, open_upper = (
        not values.flag(table, key, True) for key in ("lower_closed", "upper_closed")
    )
    given = values.flag(table, "given", True)
    printed = table.table("figure")
    figure = None if printed is None else _figure(printed)
    table.close()
    if framework is None or code is None or lower is None or upper is None:
        return
    if "figure" in table.content and figure is None:
        return
    ends = (lower, int(open_lower)), (upper, -int(open_upper))
    if ends[0] > ends[1]:
        allowed = f"a lower end below the upper one, {exact_text(upper)}"
        table.wrong("lower", exact_text(lower), allowed)
        return
    try:
        scores[code] = checked_score(
            framework[code], Range(*ends), figure, given, table.where("range")
        )
    except KommunkompassError as error:
        table.faults.append(error)


def _pair(
    framework: Framework | None, figures: dict[str, Figure | None], table: CheckedTable
) -> None:
    code, figure = _once(table, values.code_of(table, framework), figures), _figure(table)
    if code is not None:
        figures[code] = figure


def _figure(table: CheckedTable) -> Figure | None:
    """The figure that a table holds beside what was asked for before."""
    points, percent = (values.printed(table, key) for key in ("points", "percent"))
    exact = values.flag(table, "exact", False)
    table.close()
    if not {"points", "percent"} & table.content.keys():
        table.wrong("points", "nothing", "points, percent or both")
    if points is None and percent is None:
        return None
    return Figure(points, percent, exact=exact)
