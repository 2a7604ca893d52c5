"""What an evaluation says besides its scores: whose it is, when, and what was found."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict, cast

import attrs

from kommunkompass.arguments import LARGEST_COUNT, listed, maybe_of_type, maybe_whole, of_type
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.framework import Framework

if TYPE_CHECKING:
    from attrs import Attribute

_TEXT, _MAYBE_TEXT = of_type(str, "text"), maybe_of_type(str, "text")
_COUNT = maybe_whole(0)
_MAYBE_YEAR = maybe_whole(1900, 2999)


def _maybe_digits(owner: object, field: Attribute[Any], value: str | None) -> None:
    _MAYBE_TEXT(owner, field, value)
    if value is not None and not (len(value) == 4 and value.isascii() and value.isdigit()):
        raise InvalidValueError(field.name, value, 'four digits, such as "1881", or None')


def _maybe_date(_: object, field: Attribute[Any], value: object) -> None:
    if not isinstance(value, datetime.date | None) or isinstance(value, datetime.datetime):
        raise InvalidTypeError(field.name, value, "a datetime.date, or None")


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return listed("evaluators", values, str, "a list of names")


def _parties(values: Iterable[str]) -> tuple[str, ...]:
    return listed("governing_parties", values, str, "a list of parties")


def _kind_of_finding(value: FindingKind | str) -> FindingKind:
    for kind in FindingKind:
        if value is kind or (isinstance(value, str) and value == kind.value):
            return kind
    raise InvalidValueError("kind", value, '"strength" or "improvement"')


class FindingKind(enum.Enum):
    """Whether a finding names a strength (styrka) or an improvement (förbättringsmöjlighet)."""

    STRENGTH = "strength"
    IMPROVEMENT = "improvement"


@attrs.frozen
class Finding:
    """What the evaluators found, in words.

    Attributes:
        code: an item's code, such as an area's.
        kind: strength or improvement.
        text: the finding.
    """

    code: str = attrs.field(validator=_TEXT)
    kind: FindingKind = attrs.field(converter=_kind_of_finding)
    text: str = attrs.field(validator=_TEXT)


@attrs.frozen
class RoleModel:
    """Another municipality that a report points to as a good example (förebild).

    Attributes:
        municipality: its name.
        topic: for what.
        code: likewise, or None where the example is given for the whole.
    """

    municipality: str = attrs.field(validator=_TEXT)
    topic: str = attrs.field(validator=_TEXT)
    code: str | None = attrs.field(default=None, validator=_MAYBE_TEXT)


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

    group: str | None = attrs.field(default=None, validator=_MAYBE_TEXT)
    population: int | None = attrs.field(default=None, validator=_COUNT)
    population_change: int | None = attrs.field(
        default=None, validator=maybe_whole(-LARGEST_COUNT)
    )
    employees: int | None = attrs.field(default=None, validator=_COUNT)
    governing_parties: tuple[str, ...] = attrs.field(default=(), converter=_parties)


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


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return listed("findings", values, Finding, "a list of Finding")


def _role_models(values: Iterable[RoleModel]) -> tuple[RoleModel, ...]:
    return listed("role_models", values, RoleModel, "a list of RoleModel")


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

    framework: Framework = attrs.field(validator=of_type(Framework, "a Framework"))
    municipality: str | None = attrs.field(default=None, validator=_MAYBE_TEXT, kw_only=True)
    municipality_code: str | None = attrs.field(
        default=None, validator=_maybe_digits, kw_only=True
    )
    year: int | None = attrs.field(default=None, validator=_MAYBE_YEAR, kw_only=True)
    date: datetime.date | None = attrs.field(default=None, validator=_maybe_date, kw_only=True)
    evaluators: tuple[str, ...] = attrs.field(default=(), converter=_names, kw_only=True)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_findings, kw_only=True)
    role_models: tuple[RoleModel, ...] = attrs.field(
        default=(), converter=_role_models, kw_only=True
    )
    key_facts: KeyFacts = attrs.field(
        default=KeyFacts(), validator=of_type(KeyFacts, "a KeyFacts"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        for code in [said.code for said in self.findings] + [
            said.code for said in self.role_models if said.code is not None
        ]:
            self.framework[code]
        if self.date is None:
            return
        _MAYBE_YEAR(self, attrs.fields(Described).date, self.date.year)
        if self.year is None:
            object.__setattr__(self, "year", self.date.year)
        if self.year != self.date.year:
            raise InvalidValueError("year", self.year, f"the year of the date {self.date}")

    @property
    def subject(self) -> str:
        """Whose evaluation it is, by what: ``"Kumla 2017 by 2.1"``."""
        named = [self.municipality, self.year and str(self.year), f"by {self.framework.version}"]
        return " ".join([part for part in named if part])

    @property
    def details(self) -> Details:
        """The keywords that make another object described in the same way."""
        said = [field.name for field in attrs.fields(Described) if field.kw_only]
        return cast(Details, {name: getattr(self, name) for name in said})
