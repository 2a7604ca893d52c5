"""The framework: areas, criteria and their maxima, found by code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from kommunkompass.arguments import (
    LARGEST_COUNT,
    checked_whole,
    is_one_of,
    maybe_of_type,
    maybe_whole,
    of_type,
    tuple_of,
    whole,
)
from kommunkompass.errors import InvalidTypeError, InvalidValueError, UnknownCodeError

Language: TypeAlias = Literal["en", "sv"]

#: The code of the total, the root of the tree of areas and criteria.
TOTAL = "total"

#: What the code of an area has to be.
AREA_CODE = "a whole number from 1 as text, of at most nine digits, without leading zeros"

#: The form of an area's code, and of what a criterion's has after the point.
NUMBER = "[1-9][0-9]{0,8}"

_TEXT = of_type(str, "text")
_TEXTS = "a list of texts"
_MAXIMUM = whole(1)
_YEAR = maybe_whole(1)


def check_language(language: Language) -> Language:
    """Return the language, or raise UnknownCodeError for one that is not known."""
    if not is_one_of(language, "en", "sv"):
        raise UnknownCodeError("language", language, '"en" or "sv"')
    return language


def check_item(item: object) -> None:
    """Raise InvalidTypeError for anything but an item of a framework."""
    if not isinstance(item, (Criterion, Area, Framework)):  # a union of them is slow
        raise InvalidTypeError("item", item, "a Criterion, an Area, or a Framework for its total")


def an_item(_: object, __: object, value: Item) -> None:
    """A validator of a field: its value is an item of a framework."""
    check_item(value)


def is_number(text: str) -> bool:
    """Whether a text is a whole number as codes have it."""
    return re.fullmatch(NUMBER, text) is not None


def part_faults(
    code: str, maximum: int, parts: Sequence[tuple[str, int]]
) -> Iterator[tuple[str, object, str]]:
    """What is wrong with the codes and the maxima of an item's parts (rule 1.1).

    ``code`` is the area's, or empty; what is not known is empty or 0. Yields the field at fault
    ("parts" or "maximum"), its value, and what is allowed.
    """
    last = 0
    for part, _ in parts:
        head, _, tail = part.rpartition(".")
        if part and code and (head != code or not is_number(tail)):
            yield "parts", part, f'codes of the form "{code}.1"'
        if is_number(tail):
            if int(tail) <= last:
                yield "parts", part, "every code once, in rising order"
            last = int(tail)
    maxima = [one for _, one in parts]
    if parts and maximum and all(maxima) and sum(maxima) != maximum:
        yield "maximum", maximum, f"the sum of the parts' maxima, which is {sum(maxima)}"


def _check_parts(whole: Area | Framework, code: str, parts: Sequence[Area | Criterion]) -> None:
    """Raise InvalidValueError for the first fault of an item's parts."""
    told = [(part.code, part.maximum) for part in parts]
    for field, value, allowed in part_faults(code, whole.maximum, told):
        raise InvalidValueError(f"{whole.label}, {field}", value, allowed)


@attrs.frozen(kw_only=True)
class Term:
    """A name of the field: the Swedish original and the project's own English.

    Attributes:
        title: the Swedish title as published, obvious slips corrected.
        title_en: the English title.
    """

    title: str = attrs.field(validator=_TEXT)
    title_en: str = attrs.field(validator=_TEXT)

    def title_in(self, language: Language) -> str:
        """The title in a language, ``"sv"`` or ``"en"``.

        Raises:
            UnknownCodeError: for another language.
        """
        return self.title if check_language(language) == "sv" else self.title_en


@attrs.frozen(kw_only=True, repr=False)
class Criterion(Term):
    """A question that is scored (delfråga), such as 1.4.

    Attributes:
        code: the area's code, a dot and a number.
        maximum: the most points it can be given.
        source: where in the published method it stands.
        printed_title: the wording as printed, where ``title`` corrects a slip in it.
    """

    code: str = attrs.field(validator=_TEXT)
    maximum: int = attrs.field(validator=_MAXIMUM)
    source: str = attrs.field(validator=_TEXT)
    printed_title: str | None = attrs.field(default=None, validator=maybe_of_type(str, "text"))

    @property
    def label(self) -> str:
        """What errors and explanations call it: ``"criterion 1.4"``."""
        return f"criterion {self.code}"

    def __repr__(self) -> str:
        return f"<Criterion {self.code} of {self.maximum} points>"


@attrs.frozen(kw_only=True, repr=False)
class Area(Term):
    """An area of the framework (område): the sum of its criteria.

    Attributes:
        code: a whole number, as text.
        maximum: the most points it can have, the sum of its criteria's maxima.
        source: where in the published method it stands.
        criteria: in order; empty where only the area is known, which is then scored as a whole.
        headings: the topics that a report's text is arranged under (rubriker); not scored.
        other_titles: other Swedish names of the area in the sources.
    """

    code: str = attrs.field(validator=_TEXT)
    maximum: int = attrs.field(validator=_MAXIMUM)
    source: str = attrs.field(validator=_TEXT)
    criteria: tuple[Criterion, ...] = attrs.field(default=(), validator=tuple_of(Criterion))
    headings: tuple[Term, ...] = attrs.field(default=(), validator=tuple_of(Term))
    other_titles: tuple[str, ...] = attrs.field(default=(), validator=tuple_of(str))

    def __attrs_post_init__(self) -> None:
        if not is_number(self.code):
            raise InvalidValueError(self.label, self.code, AREA_CODE)
        _check_parts(self, self.code, self.criteria)

    @property
    def label(self) -> str:
        """What errors and explanations call it: ``"area 1"``."""
        return f"area {self.code}"

    def __repr__(self) -> str:
        return f"<Area {self.code} of {self.maximum} points>"


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Framework(Term):
    """One version of the framework: the tree of total, areas and criteria.

    Attributes:
        version: such as ``"2.1"``.
        maximum: the most points in all, the sum of the areas' maxima.
        era: the scale that its points are on; results of one era are comparable.
        source: where the version is described.
        areas: in order; empty where only the total is known.
        evidence: the kinds of sources that evaluators draw on.
        notes: what a user of the version has to know, assumptions included.
        first_year: the first year of evaluations by this version, where it is known.
        last_year: the last such year; None where it is not known or not over.
    """

    version: str = attrs.field(validator=_TEXT)
    maximum: int = attrs.field(validator=_MAXIMUM)
    era: str = attrs.field(validator=_TEXT)
    source: str = attrs.field(validator=_TEXT)
    areas: tuple[Area, ...] = attrs.field(default=(), validator=tuple_of(Area))
    evidence: tuple[Term, ...] = attrs.field(default=(), validator=tuple_of(Term))
    notes: tuple[str, ...] = attrs.field(default=(), validator=tuple_of(str))
    first_year: int | None = attrs.field(default=None, validator=_YEAR)
    last_year: int | None = attrs.field(default=None, validator=_YEAR)
    _items: Mapping[str, Item] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_parts(self, "", self.areas)
        first = self.first_year or 1
        if (self.last_year or first) < first:
            raise InvalidValueError("last_year", self.last_year, f"a year from {first} on")
        items = {item.code: item for item in self}
        object.__setattr__(self, "_items", MappingProxyType(items))

    def __getstate__(self) -> dict[str, object]:
        names = [field.name for field in attrs.fields(type(self)) if field.init]
        return {name: getattr(self, name) for name in names}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    @property
    def code(self) -> str:
        """The code of the total: ``"total"``."""
        return TOTAL

    @property
    def label(self) -> str:
        """What errors and explanations call it: ``"total"``."""
        return "total"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all items: each area's followed by its criteria's, then the total's."""
        return tuple(self._items)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in order."""
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    def covers(self, year: int) -> bool:
        """Whether the version was in use in a year, as far as its years are known.

        Raises:
            InvalidTypeError, InvalidValueError: for what is no year.
        """
        checked_whole("year", year, 1, LARGEST_COUNT)
        return (self.first_year or year) <= year <= (self.last_year or year)

    def __iter__(self) -> Iterator[Item]:
        """Every item in the order of the overview: areas with their criteria, then the total."""
        for area in self.areas:
            yield area
            yield from area.criteria
        yield self

    def __repr__(self) -> str:
        return f"<Framework {self.version} of {self.maximum} points>"

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._items

    def __getitem__(self, code: str) -> Item:
        """The criterion, the area or (code ``"total"``) the framework itself.

        Raises:
            UnknownCodeError: for anything but one of its codes.
        """
        try:
            return self._items[code]
        except (KeyError, TypeError):
            codes = self.codes
            known = ", ".join(codes) if len(codes) <= 9 else f"{codes[0]}, {codes[1]} … {TOTAL}"
            raise UnknownCodeError(
                f"framework {self.version}", code, f"the codes of its items as text: {known}"
            ) from None

    def parts(self, item: Item) -> tuple[Item, ...]:
        """The items whose points sum to the item's points; empty for a criterion."""
        return parts_of(item)


def parts_of(item: Item) -> tuple[Item, ...]:
    """The items whose points sum to an item's."""
    check_item(item)
    if isinstance(item, Framework):
        return item.areas
    return item.criteria if isinstance(item, Area) else ()


#: What can be scored: a criterion, an area, or (for the total) a framework.
Item: TypeAlias = Criterion | Area | Framework
