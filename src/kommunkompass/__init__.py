"""Scores by Kommunkompassen, exactly: totals, ranges, audits and comparisons.

Kommunkompassen is the Nordic framework by which municipalities' ways of governing and leading
are evaluated. This library knows its areas and criteria, computes points as exact rationals,
and says what printed figures leave open.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kommunkompass.contradiction import Contradiction as Contradiction
    from kommunkompass.errors import ContradictionError as ContradictionError
    from kommunkompass.errors import InputError as InputError
    from kommunkompass.errors import InvalidTypeError as InvalidTypeError
    from kommunkompass.errors import InvalidValueError as InvalidValueError
    from kommunkompass.errors import KommunkompassError as KommunkompassError
    from kommunkompass.errors import NotComparableError as NotComparableError
    from kommunkompass.errors import NotExactError as NotExactError
    from kommunkompass.errors import SourceError as SourceError
    from kommunkompass.errors import UnknownCodeError as UnknownCodeError
    from kommunkompass.evaluation import Evaluation as Evaluation
    from kommunkompass.evaluation import Finding as Finding
    from kommunkompass.evaluation import FindingKind as FindingKind
    from kommunkompass.evaluation import KeyFacts as KeyFacts
    from kommunkompass.evaluation import RoleModel as RoleModel
    from kommunkompass.exact import exact_text as exact_text
    from kommunkompass.exact import round_half_up as round_half_up
    from kommunkompass.figure import Figure as Figure
    from kommunkompass.figure import Statement as Statement
    from kommunkompass.framework import Area as Area
    from kommunkompass.framework import Criterion as Criterion
    from kommunkompass.framework import Framework as Framework
    from kommunkompass.framework import Term as Term
    from kommunkompass.framework_file import framework_versions as framework_versions
    from kommunkompass.framework_file import get_framework as get_framework
    from kommunkompass.framework_file import load_framework as load_framework
    from kommunkompass.interval import Certainty as Certainty
    from kommunkompass.interval import Range as Range
    from kommunkompass.published import PublishedTable as PublishedTable
    from kommunkompass.score import Difference as Difference
    from kommunkompass.score import Score as Score

#: Where each public name is defined; a module is loaded when a name of it is first used.
_HOMES = {
    "contradiction": ["Contradiction"],
    "errors": [
        "ContradictionError",
        "InputError",
        "InvalidTypeError",
        "InvalidValueError",
        "KommunkompassError",
        "NotComparableError",
        "NotExactError",
        "SourceError",
        "UnknownCodeError",
    ],
    "evaluation": ["Evaluation", "Finding", "FindingKind", "KeyFacts", "RoleModel"],
    "exact": ["exact_text", "round_half_up"],
    "figure": ["Figure", "Statement"],
    "framework": ["Area", "Criterion", "Framework", "Term"],
    "framework_file": ["framework_versions", "get_framework", "load_framework"],
    "interval": ["Certainty", "Range"],
    "published": ["PublishedTable"],
    "score": ["Difference", "Score"],
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
