"""The framework: areas, criteria and their maxima, found by code.

A version of the framework is a data file, never a class: see
:mod:`kommunkompass.framework_file` for the files and how they are checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

from kommunkompass.errors import UnknownCodeError

__all__ = ["TOTAL", "Area", "Criterion", "Framework", "Item", "Language", "Term"]

Language: TypeAlias = Literal["en", "sv"]

#: The code of the total, the root of the tree of areas and criteria.
TOTAL = "total"


def check_language(language: Language) -> Language:
    """Return the language, or raise UnknownCodeError for one that is not known."""
    if language not in ("en", "sv"):
        raise UnknownCodeError("language", language, '"en" or "sv"')
    return language


@attrs.frozen(kw_only=True)
class Term:
    """A name of the field: the Swedish original and the project's own English.

    Attributes:
        title: the Swedish title as published, obvious slips corrected.
        title_en: the English title.
    """

    title: str
    title_en: str

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

    code: str
    maximum: int
    source: str
    printed_title: str | None = None

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

    code: str
    maximum: int
    source: str
    criteria: tuple[Criterion, ...] = ()
    headings: tuple[Term, ...] = ()
    other_titles: tuple[str, ...] = ()

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

    version: str
    maximum: int
    era: str
    source: str
    areas: tuple[Area, ...] = ()
    evidence: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    _items: Mapping[str, Item] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
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
        """Whether the version was in use in a year, as far as its years are known."""
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
        if isinstance(item, Framework):
            return item.areas
        return item.criteria if isinstance(item, Area) else ()


#: What can be scored: a criterion, an area, or (for the total) a framework.
Item: TypeAlias = Criterion | Area | Framework
