"""Records: evaluations as plain dictionaries, for data frames of pandas or polars, and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from kommunkompass.arguments import check_kind, iterated, listed
from kommunkompass.checked import MOST_FAULTS
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text
from kommunkompass.formats.assembly import documents
from kommunkompass.formats.delimited import add_row, key_of
from kommunkompass.formats.form import (
    Fault,
    Reading,
    Request,
    as_evaluations,
    checked_documents,
    owner_of,
)
from kommunkompass.formats.grid import OWNERS
from kommunkompass.formats.texts import bare_number, level_of, range_text
from kommunkompass.framework import Framework, Language, check_language
from kommunkompass.score import walk

Record: TypeAlias = dict[str, Any]

_RECORDS = "a list of dictionaries"
_EXPECTED = "records as records() makes them"

_ITEM = ("level", "code", "title")
_READ = (*OWNERS, *_ITEM, "maximum", "points", "percent", "exact_figures", "range", "given")
_WORDS = {"given": ("no", "yes"), "exact_figures": ("printed", "exact")}


def records(
    evaluations: Evaluation | Iterable[Evaluation],
    *,
    language: Language = "en",
    lossy: bool = False,
) -> list[Record]:
    """Return a dictionary for each item of each evaluation, areas and total included.

    ``pandas.DataFrame`` and ``polars.DataFrame`` take them as they are.

    >>> from kommunkompass import load_example
    >>> first = records(load_example("kumla-2017"), lossy=True)[1]
    >>> first["code"], first["lower"], first["upper"], first["range"]
    ('1.1', 5.175, 5.325, '[5.175, 5.325)')

    All have the same keys, with None where there is nothing: ``evaluation`` (a number from 1),
    ``municipality``, ``municipality_code``, ``year``, ``date`` (a text), ``framework``, ``level``
    ("area", "criterion" or "total"), ``code``, ``title``, ``maximum``, and

    - ``lower`` and ``upper``: the least and the most points that are possible, as floats;
    - ``points``, ``percent``: the printed figures, as texts; ``exact_figures``: whether exact;
    - ``range``: what is known of the item by itself, as a text; ``given``: whether that was said.

    Args:
        evaluations: one evaluation, or several.
        language: of the titles, "en" or "sv".
        lossy: whether evaluators, findings, role models, key facts and frameworks of one's own
            may be dropped.

    Raises:
        InvalidTypeError: for anything but evaluations.
        InvalidValueError: for what would be lost, naming it.
    """
    check_language(language)
    if isinstance(evaluations, Evaluation):
        evaluations = (evaluations,)
    check_kind("lossy", lossy, bool, "True or False")
    many = listed("evaluations", evaluations, Evaluation, "one evaluation, or several")
    checked_documents(many, lossy)
    return [
        {"evaluation": number} | owner_of(evaluation) | record
        for number, evaluation in enumerate(many, 1)
        for record in _records(evaluation, language)
    ]


def _records(evaluation: Evaluation, language: Language) -> Iterator[Record]:
    known = {score.code: score for score in evaluation.known}
    ranges = {score.code: score.range for score in walk(evaluation.total)}
    for item in evaluation.framework:
        score = known.get(item.code)
        figure = score.figure if score else None
        points, percent = (figure.points, figure.percent) if figure else (None, None)
        yield {
            "level": level_of(item),
            "code": item.code,
            "title": item.title_in(language),
            "maximum": item.maximum,
            "lower": float(ranges[item.code].lower),
            "upper": float(ranges[item.code].upper),
            "points": None if points is None else f"{points:f}",
            "percent": None if percent is None else f"{percent:f}",
            "exact_figures": figure.exact if figure else None,
            "range": range_text(score.range, item.label) if score else None,
            "given": score.given if score else None,
        }


def from_records(
    records: Iterable[Mapping[str, Any]], *, framework: Framework | None = None
) -> tuple[Evaluation, ...]:
    """Return the evaluations that :func:`records` were made of.

    Records of one's own need ``code`` and either ``range`` or a printed figure (``points``,
    ``percent``, as text or whole numbers; what may be a share needs a percent sign); ``lower``
    and ``upper`` are not read. Without ``evaluation``, records that say the same of whose they
    are belong together. None, NaN and the like say nothing.

    >>> [found] = from_records([{"code": "1.1", "percent": 35}, {"code": "1.2", "points": "9.5"}])
    >>> print(found["1.1"])
    criterion 1.1: [5.175, 5.325) of 15 points

    Args:
        records: as pandas' ``DataFrame.to_dict("records")`` or polars' ``DataFrame.to_dicts()``
            give them.
        framework: the framework of the records, if it is not a bundled one.

    Raises:
        InputError: for records with faults; it names all of them.
        ContradictionError: for scores that cannot all be true.
    """
    if framework is not None:
        check_kind("framework", framework, Framework, "a Framework, or None")
    many: Iterable[object] = records
    if isinstance(many, Mapping):
        raise InvalidTypeError("records", records, _RECORDS)
    faults: list[Fault] = []
    readings: dict[object, Reading] = {}
    for place, record in enumerate(iterated("records", many, _RECORDS)):
        if isinstance(record, Mapping) and record.keys().isdisjoint(_ITEM):
            allowed = f"an item, under one of the keys {', '.join(_ITEM)}"
            faults.append((place, InvalidValueError(f"records[{place}]", list(record), allowed)))
        elif isinstance(record, Mapping):
            row = _row(record, place, faults)
            reading = readings.setdefault(key_of(row), Reading(line=place, place="records[{}]"))
            for name in OWNERS[1:]:
                reading.say(place, name, row.get(name, ""))
            if "figures" in row and bare_number(row.get("percent", "")) is not None:
                row["percent"] += "%"  # of records() it is one, and no share
            add_row(reading, place, row)
        else:
            fault = InvalidTypeError(f"records[{place}]", record, "a dictionary")
            faults.append((place, fault))
        if len(faults) > MOST_FAULTS:
            break
    request = Request(name="records", framework=framework, incomplete=True)
    found = documents(readings.values(), faults, request, _EXPECTED)
    return tuple(as_evaluations([("records", document) for document in found]))


def _row(record: Mapping[str, Any], place: int, faults: list[Fault]) -> dict[str, str]:
    """What a record says as cells, whatever data frames made of it."""
    row: dict[str, str] = {}
    for name in _READ:
        value: Any = record.get(name)
        if hasattr(value, "item"):
            value = value.item()  # a scalar of numpy's
        if value is None or _is_not_a_value(value):
            continue
        # Frames make floats of whole numbers where some are missing.
        is_whole = isinstance(value, float) and value.is_integer()
        if isinstance(value, bool) and name in _WORDS:
            value = _WORDS[name][value]
        elif type(value) is int or (is_whole and name not in ("points", "percent")):
            value = exact_text(value)
        elif isinstance(value, datetime.date):
            value = value.isoformat()[:10]
        if isinstance(value, str):
            row["figures" if name == "exact_figures" else name] = value
        else:
            allowed = "True or False" if name in _WORDS else "text, or a whole number"
            faults.append((place, InvalidTypeError(f"records[{place}], {name}", value, allowed)))
    return row


def _is_not_a_value(value: object) -> bool:
    """Whether it is NaN, NaT or pandas' NA."""
    if isinstance(value, float | datetime.date):
        return value != value
    return type(value).__name__ == "NAType"
