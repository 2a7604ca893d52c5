"""Records: evaluations as a list of plain dictionaries, for data frames and back.

Each record is about one item of one evaluation, in long form::

    pandas.DataFrame(records(evaluations))
    polars.DataFrame(records(evaluations))
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from kommunkompass.arguments import check_kind, iterated, listed
from kommunkompass.checked import TEXT, CheckedTable, Faults, Kind, flag, one_of
from kommunkompass.described import Details
from kommunkompass.errors import InputError, InvalidTypeError, KommunkompassError, cut
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.formats.exact_cells import range_of, range_text
from kommunkompass.formats.facts import checked_documents, facts_of
from kommunkompass.formats.scores import checked_score
from kommunkompass.formats.shapes import CODE, DAY, PRINTED, YEAR, code_in
from kommunkompass.formats.titles import level_of
from kommunkompass.framework import Framework, Language, check_language
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.score import Score, walk

__all__ = ["Record", "from_records", "records"]

Record: TypeAlias = dict[str, Any]

_OWNER = ("municipality", "municipality_code", "year", "date", "framework")
_RANGE = Kind('an exact range as text, such as "[9.225, 9.375)"', range_of, {})
_RECORDS = "a list of dictionaries"
_EXPECTED = "records as records() makes them"


def records(
    evaluations: Evaluation | Iterable[Evaluation],
    *,
    language: Language = "en",
    lossy: bool = False,
) -> list[Record]:
    """Return one dictionary for each item of each evaluation, areas and total included.

    >>> from kommunkompass import load_example
    >>> first = records(load_example("kumla-2017"), lossy=True)[1]
    >>> first["code"], first["lower"], first["upper"], first["range"]
    ('1.1', 5.175, 5.325, '[5.175, 5.325)')

    The keys are the same in all of them:

    - ``evaluation``: a number for each evaluation, from 1;
    - ``municipality``, ``municipality_code``, ``year``, ``date`` (a text), ``framework``;
    - ``level`` ("area", "criterion" or "total"), ``code``, ``title``, ``maximum``;
    - ``lower`` and ``upper``: the least and the most points that are possible, as floats, after
      all that is known is taken together; for computing with;
    - ``points``, ``percent``: the figures as printed, as texts, or None; ``exact_figures``:
      whether they are exact, or None where there are none;
    - ``range``: the exact range that is known of the item by itself, as a text, or None where
      its points follow from those of others; ``given``: whether something was said of it. These
      are what :func:`from_records` reads.

    Args:
        evaluations: one evaluation, or several.
        language: of the titles, "en" or "sv".
        lossy: whether what records do not hold (evaluators, findings, role models, key facts,
            frameworks of one's own) may be dropped.

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
        record
        for number, evaluation in enumerate(many, 1)
        for record in _records(evaluation, number, language)
    ]


def _records(evaluation: Evaluation, number: int, language: Language) -> Iterable[Record]:
    facts = {fact.item.code: fact for fact in facts_of(evaluation)}
    known = {score.code: score for score in evaluation.known}
    ranges = {score.code: score.range for score in walk(evaluation.total)}
    date = evaluation.date
    for item in evaluation.framework:
        code = item.code
        figure = facts[code].figure if code in facts else None
        points, percent = (None, None) if figure is None else (figure.points, figure.percent)
        yield {
            "evaluation": number,
            "municipality": evaluation.municipality,
            "municipality_code": evaluation.municipality_code,
            "year": evaluation.year,
            "date": None if date is None else date.isoformat(),
            "framework": evaluation.framework.version,
            "level": level_of(item),
            "code": code,
            "title": item.title_in(language),
            "maximum": item.maximum,
            "lower": float(ranges[code].lower),
            "upper": float(ranges[code].upper),
            "points": None if points is None else f"{points:f}",
            "percent": None if percent is None else f"{percent:f}",
            "exact_figures": None if figure is None else figure.exact,
            "range": range_text(known[code].range, item.label) if code in known else None,
            "given": known[code].given if code in known else None,
        }


def from_records(
    records: Iterable[Mapping[str, Any]], *, framework: Framework | None = None
) -> tuple[Evaluation, ...]:
    """Return the evaluations that records were made of.

    Records of one's own need ``code`` and either ``range`` or a printed figure (``points``,
    ``percent``, as text or whole numbers); the other keys may be left out. Without the key
    ``evaluation``, records that say the same of the municipality, the code, the year, the date
    and the framework are of one evaluation. Missing values may be None or NaN, as data frames
    have them.

    >>> [found] = from_records([{"code": "1.1", "percent": 35}, {"code": "1.2", "points": "9.5"}])
    >>> print(found["1.1"])
    criterion 1.1: [5.175, 5.325) of 15 points

    Args:
        records: as ``DataFrame.to_dict("records")`` of pandas or ``DataFrame.to_dicts()`` of
            polars give them.
        framework: the framework of the records, if it is not a bundled one.

    Raises:
        InputError: for records with faults; it names all of them.
        ContradictionError: for scores that cannot all be true.
    """
    if framework is not None:
        check_kind("framework", framework, Framework, "a Framework, or None")
    faults = Faults()
    groups: dict[tuple[str, ...], _Group] = {}
    for place, record in enumerate(_iterated(records)):
        if not isinstance(record, Mapping):
            faults.append(InvalidTypeError(f"records[{place}]", record, "a dictionary"))
            continue
        table = CheckedTable(_plain(record), f"records[{place}]", faults)
        keys = ("evaluation",) if "evaluation" in table.content else _OWNER
        key = tuple([str(table.content.get(name, "")) for name in keys])
        if key not in groups:
            groups[key] = _Group(table, framework)
        groups[key].add(table)
    if faults:
        raise InputError("records", faults, _EXPECTED)
    return tuple([group.evaluation() for group in groups.values()])


def _iterated(records: Iterable[object]) -> Iterator[object]:
    if isinstance(records, Mapping):
        raise InvalidTypeError("records", records, _RECORDS)
    return iterated("records", records, _RECORDS)


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says, without what data frames make of it: NaN, numpy's and own types."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if hasattr(value, "item"):
            value = value.item()  # a scalar of numpy's
        if value is None or _is_not_a_value(value):
            continue
        if isinstance(value, datetime.date):
            value = value.isoformat()[:10]
        if key in ("evaluation", "year") and isinstance(value, float) and value.is_integer():
            value = int(value)
        if key in ("points", "percent") and type(value) is int:
            value = str(value)
        found[key] = value
    return found


def _is_not_a_value(value: object) -> bool:
    """Whether it is NaN, NaT or pandas' NA, of which pandas need not be loaded to know."""
    if isinstance(value, float | datetime.date):
        return value != value
    return type(value).__name__ == "NAType"


class _Group:
    """The records of one evaluation; faults are noted in the list of its tables."""

    def __init__(self, table: CheckedTable, framework: Framework | None) -> None:
        self.framework = _framework(table, framework)
        self.owner = {name: table.content.get(name) for name in _OWNER}
        date, year = table.maybe("date", DAY), table.maybe("year", YEAR)
        if date is not None and year not in (None, date.year):
            table.wrong("year", year, f"the year of the date {date}")
        self.details = Details(
            municipality=table.maybe("municipality", TEXT),
            municipality_code=table.maybe("municipality_code", CODE),
            year=year,
            date=date,
        )
        self.scores: dict[str, Score] = {}

    def add(self, table: CheckedTable) -> None:
        """Take what a record says of an item, or note what is wrong with it."""
        for name, value in self.owner.items():
            said = table.content.get(name)
            if said != value:
                table.wrong(name, said, f"{cut(str(value))}, as in the evaluation's first record")
        code = table.need("code", code_in(self.framework))
        points, percent = (table.maybe(key, PRINTED) for key in ("points", "percent"))
        is_exact = table.maybe("exact_figures", flag(False)) or False
        known = table.maybe("range", _RANGE)
        given = table.maybe("given", flag(True)) is not False
        if self.framework is None or code is None:
            return
        if points is None and percent is None and known is None:
            return
        if code in self.scores:
            table.wrong("code", code, "each code once in an evaluation")
            return
        figure = None
        if points is not None or percent is not None:
            figure = Figure(points, percent, exact=is_exact)
        item = self.framework[code]
        try:
            self.scores[code] = checked_score(item, known, figure, given, table.where("range"))
        except KommunkompassError as error:
            table.faults.append(error)

    def evaluation(self) -> Evaluation:
        """The evaluation, where no fault was noted."""
        framework = self.framework or get_framework()
        return Evaluation(framework, tuple(self.scores.values()), **self.details)


def _framework(table: CheckedTable, asked: Framework | None) -> Framework | None:
    """The framework that a record names, or the one that is asked for."""
    versions = framework_versions() if asked is None else (asked.version,)
    version = table.maybe("framework", one_of(*versions))
    if "framework" in table.content and version is None:
        return None
    return asked or (get_framework() if version is None else get_framework(version))
