"""Every public function, class and method, given odd values in the place of each argument.

It may give a result of the kind that its annotation says, or refuse by an error of the family;
nothing else, whatever is given. Who adds a public name adds good arguments for it here.
"""

from __future__ import annotations

import enum
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
import numpy as np
import numpy.typing as npt
import pytest

import kommunkompass
import kommunkompass.cohort
from kommunkompass import (
    AuditKind,
    Cohort,
    Evaluation,
    Figure,
    FindingKind,
    KeyFacts,
    KommunkompassError,
    Range,
    Relation,
    audit,
    comparability,
    compare,
    example_table,
    explain,
    gains,
    get_framework,
    load_example,
    progress,
    reach,
    records,
    strongest,
)


class Silent:
    """What cannot be shown; called as a function, it takes anything."""

    def __init__(self, *_: object) -> None:
        pass

    def __repr__(self) -> str:
        raise RuntimeError("not to be shown")


class OwnText(str):
    """A text of a type of one's own."""

    __slots__ = ()


#: What takes the place of a good argument, by name.
ODD: dict[str, Any] = {
    "None": None,
    "object": object(),
    "empty text": "",
    "text": "nonsense",
    "own text": OwnText("1.4"),
    "bytes": b"",
    "empty list": [],
    "nested list": [[]],
    "list of None": [None],
    "dictionary": {},
    "odd dictionary": {None: None},
    "float": 1.5,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "negative": -1,
    "true": True,
    "huge": 10**5000,
    "scalar array": np.array(1),
    "array": np.array([1.5, 2.5]),
    "silent": Silent(),
    "type": Silent,
}

FRAMEWORK = get_framework("2.1")
KUMLA = load_example("kumla-2017")
TABLE = example_table("kumla-2017")
LATER = Evaluation.from_points("2.1", {"total": 437}, municipality="Kumla", year=2020)
OLDER = Evaluation.from_points("pre-2010", {"total": 371})
EXACT = Evaluation.from_percents("2.1", {item.code: 50 for item in FRAMEWORK.criteria})
AREAS = Evaluation.from_points("2010", {str(area): 10 * area for area in range(1, 9)})
COHORT = Cohort.from_evaluations(
    [EXACT, EXACT.with_scores({item.code: 60 for item in FRAMEWORK.criteria})], labels=["A", "B"]
)
SCORE, FIGURE, RANGE = KUMLA["1"], Figure("9", "62"), Range.closedopen(1, 2)
PERCENTS = [[50.0] * 45, [60.0] * 45]
CONTRADICTION = audit(
    kommunkompass.PublishedTable(FRAMEWORK, {"1.4": Figure("13", "60")})
).of_kind(AuditKind.IMPOSSIBLE)[0]

#: Good arguments by the parameter's name, and by function or class and name where they differ.
GOOD: dict[str, Any] = {
    "area": "1",
    "areas": FRAMEWORK.areas,
    "band": (0, 1),
    "bounds": Range.closed(0, 10),
    "changes": {"1.4": 60},
    "claimed": RANGE,
    "code": "1",
    "cohort": COHORT,
    "column": COHORT.total,
    "comparability": comparability(FRAMEWORK, FRAMEWORK),
    "computed": Fraction(1),
    "condition": [True, False],
    "contradiction": CONTRADICTION.contradiction,
    "criteria": FRAMEWORK["1"].criteria,
    "date": None,
    "decimals": 1,
    "differences": compare(KUMLA, EXACT).differences,
    "divisor": Range.closed(1, 2),
    "employees": 1200,
    "era": "own",
    "evaluation": KUMLA,
    "evaluations": [EXACT, KUMLA],
    "evaluators": ["A"],
    "evidence": (),
    "exact": False,
    "factor": 2,
    "figure": FIGURE,
    "figures": {"1.4": FIGURE},
    "findings": [kommunkompass.Finding("1", "strength", "good")],
    "first_year": 2010,
    "form": "text",
    "framework": FRAMEWORK,
    "given": True,
    "governing_parties": ["S"],
    "group": "commuters",
    "groups": ("a", None),
    "headings": (),
    "higher": EXACT,
    "incomplete": False,
    "item": FRAMEWORK["3.5"],
    "key_facts": KeyFacts(),
    "kind": "evaluation",
    "known": KUMLA.known,
    "label": "A",
    "labels": ["A", "B"],
    "language": "en",
    "last_year": None,
    "layout": "long",
    "left": RANGE,
    "lossy": True,
    "lower": EXACT,
    "maximum": 15,
    "measure": "points",
    "minuend": SCORE,
    "municipality": "Kumla",
    "municipality_code": "1881",
    "name": "kumla-2017",
    "notes": (),
    "one": FRAMEWORK,
    "other": RANGE,
    "other_titles": (),
    "overall": compare(LATER, KUMLA),
    "parts": (),
    "percent": "62",
    "percents": PERCENTS,
    "points": "9",
    "population": 20000,
    "population_change": -5,
    "possible": RANGE,
    "printed_title": None,
    "range": RANGE,
    "ranges": [RANGE, RANGE],
    "reason": "why",
    "records": records(KUMLA, lossy=True),
    "reference": EXACT,
    "relation": Relation.DIRECT,
    "role_models": [kommunkompass.RoleModel("Laxå", "budget", "1")],
    "score": SCORE,
    "scores": KUMLA.areas,
    "share": 0.5,
    "source": "test",
    "statements": FIGURE.statements(FRAMEWORK["3.5"]),
    "steps": (compare(LATER, KUMLA),),
    "subject": KUMLA,
    "subtrahend": SCORE,
    "target": 400,
    "text": "9",
    "title": "Titel",
    "title_en": "Title",
    "topic": "budget",
    "total": KUMLA.total,
    "upper": 9,
    "value": 0.5,
    "version": "2.1",
    "weights": [1] * 8,
    "year": 2017,
    "lower_end": (Fraction(1), 0),
    "upper_end": (Fraction(2), 0),
    "Area.code": "1",
    "Area.maximum": 100,
    "AuditFinding.kind": AuditKind.ROUNDING,
    "AuditFinding.parts": 2,
    "Audit.findings": audit(KUMLA).findings,
    "Audit.of_kind.kind": AuditKind.ROUNDING,
    "Column.labels": ("A", "B"),
    "Cohort.labels": ("A", "B"),
    "Cohort.figures": (EXACT, KUMLA),
    "Cohort.where.condition": [True, False],
    "Comparison.__getitem__.code": "total",
    "Criterion.code": "1.4",
    "Difference.claim.percent": None,
    "Evaluation.from_scores.scores": KUMLA.known,
    "Evaluation.from_percents.percents": {"1.4": 60},
    "Evaluation.from_printed.figures": {"3.5": FIGURE},
    "Evaluation.from_points.points": {"1.4": 6},
    "Explanation.subject": SCORE,
    "Extreme.certain": (SCORE,),
    "Extreme.possible": (SCORE,),
    "Figure.points": "9",
    "Figure.prints.points": Fraction(9),
    "Finding.kind": FindingKind.STRENGTH,
    "Framework.maximum": 800,
    "Framework.parts.item": FRAMEWORK["1"],
    "PublishedTable.figures": TABLE.figures,
    "Range.lower": 1,
    "Range.upper": 2,
    "Reach.scores": (SCORE,),
    "Reach.target": Fraction(400),
    "Score.from_figure.item": FRAMEWORK["3.5"],
    "Score.from_percent.percent": 60,
    "Score.from_points.points": 6,
    "Score.item": FRAMEWORK["3.5"],
    "Score.figure": None,
    "Score.from_figure.figure": FIGURE,
    "Standing.best": 1,
    "Standing.worst": 2,
    "Statement.text": "9",
    "audit.source": TABLE,
    "comparability.other": FRAMEWORK,
    "explain.subject": SCORE,
    "from_pre_2010.score": OLDER.total,
    "to_pre_2010.score": KUMLA.total,
    "gains.evaluation": KUMLA,
    "possible_ranks.lower": [1, 2],
    "possible_ranks.upper": [1, 3],
    "certainly_above.lower": [1, 2],
    "certainly_above.upper": [1, 3],
    "printed.points": [1.5, 2],
    "progress.evaluations": [KUMLA, LATER],
    "Progress.evaluations": (KUMLA, LATER),
    "ranks.values": [1, 2],
    "reach.target": 400,
    "json_schema.version": 1,
    "read.figures": "printed",
    "read_many.figures": "printed",
    "read_table.figures": "printed",
    "read.source": b"code;points\ntotal;371\n",
    "read_many.source": b"code;points\ntotal;371\n",
    "read_table.source": b"code;points\ntotal;371\n",
    "read_document.source": b"code;points\ntotal;371\n",
    "load_framework.source": (
        files("kommunkompass").joinpath("frameworks", "2.1.toml").read_bytes()
    ),
    "shares_keeping_order.lower": AREAS,
    "shares_keeping_order.higher": AREAS,
    "write.form": "json",
    "write.target": BytesIO,
}

#: Methods are called on these.
SUBJECTS: dict[str, Any] = {
    "Area": FRAMEWORK["1"],
    "Audit": audit(KUMLA),
    "AuditFinding": audit(KUMLA).findings[0],
    "Cohort": COHORT,
    "Column": COHORT.total,
    "Comparability": comparability(FRAMEWORK, FRAMEWORK),
    "Comparison": compare(LATER, KUMLA),
    "Contradiction": CONTRADICTION.contradiction,
    "Criterion": FRAMEWORK["1.4"],
    "Described": TABLE,
    "Difference": compare(EXACT, KUMLA).total,
    "Evaluation": KUMLA,
    "Explanation": explain(SCORE),
    "Extreme": strongest(KUMLA.areas),
    "Figure": FIGURE,
    "Finding": kommunkompass.Finding("1", "strength", "good"),
    "Framework": FRAMEWORK,
    "Gain": gains(KUMLA)[0],
    "KeyFacts": KeyFacts(),
    "Progress": progress([KUMLA, LATER]),
    "PublishedTable": TABLE,
    "Range": RANGE,
    "Reach": reach(KUMLA, 400),
    "RoleModel": kommunkompass.RoleModel("Laxå", "budget", "1"),
    "Score": SCORE,
    "Standing": COHORT.total.ranking()[0],
    "Statement": FIGURE.statements(FRAMEWORK["3.5"])[0],
    "Term": FRAMEWORK["1"],
}

#: What the library alone makes, so that its parts need no check.
RESULTS = {
    "Audit",
    "AuditFinding",
    "Comparison",
    "Contradiction",
    "Extreme",
    "Gain",
    "Progress",
    "Reach",
}

#: Magic methods that take an argument of ours; operators leave it to Python to refuse others.
MAGIC = ("__contains__", "__getitem__")


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, constructor and method, by name."""
    names = {name: getattr(kommunkompass, name) for name in kommunkompass.__all__}
    names |= {name: getattr(kommunkompass.cohort, name) for name in kommunkompass.cohort.__all__}
    for name, value in names.items():
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and not issubclass(value, enum.Enum | BaseException):
            if name not in RESULTS:
                yield name, value
            for attribute, raw in inspect.getmembers_static(value):
                if attribute.startswith("_") and attribute not in MAGIC:
                    continue
                if isinstance(raw, classmethod):
                    yield f"{name}.{attribute}", getattr(value, attribute)
                elif inspect.isfunction(raw):
                    yield f"{name}.{attribute}", getattr(SUBJECTS[name], attribute)


def parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    found = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            details = get_type_hints(kommunkompass.described.Details)
            found += [
                inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None)
                for name in details
            ]
        else:
            found.append(parameter)
    return found


def good(name: str, parameter: str) -> Any:
    """A good argument."""
    places = [f"{name}.{parameter}", f"{name.partition('.')[0]}.{parameter}", parameter]
    value = next(GOOD[place] for place in places if place in GOOD)
    if parameter in ("source", "target") and isinstance(value, bytes):
        return BytesIO(value)
    return value() if value is BytesIO else value


def fits(value: object, hint: Any) -> bool:
    """Whether a value is of the kind of an annotation, as far as it is told here."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hasattr(origin, "__value__"):  # an alias of an array, from numpy 2.5 on
        origin = get_origin(origin.__value__)
    if hint is Any or isinstance(hint, typing.TypeVar):
        return True
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, each) for each in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if arguments[-1] is Ellipsis:
            return all(fits(each, arguments[0]) for each in value)
        return len(value) == len(arguments) and all(map(fits, value, arguments))
    return isinstance(value, hint if origin is None else origin)


def returned(function: Callable[..., Any]) -> Any:
    if inspect.isclass(function):
        return function
    plain = inspect.unwrap(function)
    module = inspect.getmodule(plain)
    return get_type_hints(plain, {**vars(module), "npt": npt, "Attribute": attrs.Attribute})[
        "return"
    ]


CASES = [
    pytest.param(function, parameter.name, id=f"{name}-{parameter.name}")
    for name, function in public()
    for parameter in parameters(function)
]


@pytest.mark.parametrize(("function", "odd"), CASES)
def test_odd_arguments_are_refused_by_the_family(
    function: Callable[..., Any],
    odd: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Whatever stands in the place of one argument."""
    monkeypatch.chdir(tmp_path)  # where a text is taken for the path of a file
    name = request.node.callspec.id.rpartition("-")[0]
    hint = returned(function)
    wrong = {}
    for kind, value in ODD.items():
        given: dict[str, Any] = {}
        before: list[Any] = []
        for parameter in parameters(function):
            argument = value if parameter.name == odd else good(name, parameter.name)
            if parameter.kind is parameter.POSITIONAL_ONLY:
                before.append(argument)
            elif parameter.kind is parameter.VAR_POSITIONAL:
                before += [argument]
            else:
                given[parameter.name] = argument
        try:
            result = function(*before, **given)
            assert fits(result, hint), type(result)
            if type(result).__module__.startswith("kommunkompass"):
                repr(result)
                hash(result)
        except KommunkompassError as error:
            str(error)
        except Exception as error:
            wrong[kind] = f"{type(error).__name__}: {str(error)[:90]}"
    assert not wrong


@pytest.mark.parametrize(("name", "function"), list(public()))
def test_good_arguments_are_good(name: str, function: Callable[..., Any]) -> None:
    """Else the test above would refuse for another reason."""
    given = {parameter.name: good(name, parameter.name) for parameter in parameters(function)}
    before = [
        given.pop(parameter.name)
        for parameter in parameters(function)
        if parameter.kind is parameter.POSITIONAL_ONLY
    ]
    assert fits(function(*before, **given), returned(function))
