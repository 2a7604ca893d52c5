"""What an evaluation says besides its scores: whose it is, when, and what was found."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from typing import TypedDict

import attrs

from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Framework

__all__ = ["Described", "Details", "Finding", "FindingKind", "KeyFacts", "RoleModel"]


class FindingKind(enum.Enum):
    """Whether a finding names a strength (styrka) or an improvement (förbättringsmöjlighet)."""

    STRENGTH = "strength"
    IMPROVEMENT = "improvement"


@attrs.frozen
class Finding:
    """What the evaluators found in an area, in words.

    Attributes:
        code: the area's code.
        kind: strength or improvement.
        text: the finding.
    """

    code: str
    kind: FindingKind = attrs.field(converter=FindingKind)
    text: str


@attrs.frozen
class RoleModel:
    """Another municipality that a report points to as a good example (förebild).

    Attributes:
        municipality: its name.
        topic: for what.
        code: the area's code, or None where the example is given for the whole.
    """

    municipality: str
    topic: str
    code: str | None = None


@attrs.frozen(kw_only=True)
class KeyFacts:
    """The key facts of the municipality (kortfakta); what is not known is None or empty.

    Attributes:
        group: the municipality group (kommungrupp).
        population: inhabitants.
        population_change: inhabitants more (or, negative, fewer) than a year before.
        employees: persons employed by the municipality.
        governing_parties: the parties that govern.
    """

    group: str | None = None
    population: int | None = None
    population_change: int | None = None
    employees: int | None = None
    governing_parties: tuple[str, ...] = attrs.field(default=(), converter=tuple)


class Details(TypedDict, total=False):
    """The keywords that tell whose evaluation it is; see :class:`Described`."""

    municipality: str | None
    municipality_code: str | None
    year: int | None
    date: datetime.date | None
    evaluators: Iterable[str]
    findings: Iterable[Finding]
    role_models: Iterable[RoleModel]
    key_facts: KeyFacts


def _check_code(_: object, __: object, code: str | None) -> None:
    if code is not None and not (len(code) == 4 and code.isascii() and code.isdigit()):
        raise InvalidValueError("municipality_code", code, 'four digits, such as "1881", or None')


def _check_year(_: object, __: object, year: int | None) -> None:
    if year is not None and not (type(year) is int and 1900 <= year <= 2999):
        raise InvalidValueError("year", year, "a whole number from 1900 to 2999, or None")


def _check_text(_: object, __: object, name: str | None) -> None:
    if name is not None and not isinstance(name, str):
        raise InvalidTypeError("municipality", name, "a name as text, or None")


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise InvalidTypeError("evaluators", values, "a list of names")
    return tuple(values)


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(values)


def _role_models(values: Iterable[RoleModel]) -> tuple[RoleModel, ...]:
    return tuple(values)


@attrs.frozen
class Described:
    """Whose evaluation it is and by what; everything but the framework is optional.

    Attributes:
        framework: the version of the framework.
        municipality: the municipality's name.
        municipality_code: its four-digit code, as text.
        year: the year of the evaluation; taken from the date where that is given.
        date: the day of the evaluation, where it is known.
        evaluators: the evaluators' names.
        findings: strengths and improvements by area.
        role_models: other municipalities pointed to.
        key_facts: the municipality's key facts.
    """

    framework: Framework
    municipality: str | None = attrs.field(default=None, validator=_check_text, kw_only=True)
    municipality_code: str | None = attrs.field(default=None, validator=_check_code, kw_only=True)
    year: int | None = attrs.field(default=None, validator=_check_year, kw_only=True)
    date: datetime.date | None = attrs.field(default=None, kw_only=True)
    evaluators: tuple[str, ...] = attrs.field(default=(), converter=_texts, kw_only=True)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_findings, kw_only=True)
    role_models: tuple[RoleModel, ...] = attrs.field(
        default=(), converter=_role_models, kw_only=True
    )
    key_facts: KeyFacts = attrs.field(factory=KeyFacts, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for code in [said.code for said in self.findings] + [
            said.code for said in self.role_models if said.code is not None
        ]:
            self.framework[code]
        if self.date is None:
            return
        if self.year is None:
            object.__setattr__(self, "year", self.date.year)
        if self.year != self.date.year:
            raise InvalidValueError("year", self.year, f"the year of the date {self.date}")

    @property
    def details(self) -> Details:
        """The keywords that make another object described in the same way."""
        return {
            "municipality": self.municipality,
            "municipality_code": self.municipality_code,
            "year": self.year,
            "date": self.date,
            "evaluators": self.evaluators,
            "findings": self.findings,
            "role_models": self.role_models,
            "key_facts": self.key_facts,
        }
