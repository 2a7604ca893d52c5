"""The evaluation: one municipality scored by one version of the framework."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias, TypeVar, Unpack

import attrs

from kommunkompass.agreement import agreed
from kommunkompass.arguments import iterated, tuple_of
from kommunkompass.contradiction import contradiction_error
from kommunkompass.described import Described, Details
from kommunkompass.errors import ContradictionError, InvalidTypeError, InvalidValueError
from kommunkompass.exact import Number, exact_sum
from kommunkompass.figure import Figure
from kommunkompass.framework import Framework, Item
from kommunkompass.framework_file import as_framework
from kommunkompass.notebooks import InNotebooks
from kommunkompass.score import Score, leaves, sure, walk

_Value = TypeVar("_Value")
_PAIRS = "a mapping, or pairs of a code and a value"

#: Values by code: a mapping, or pairs of a code and a value.
ByCode: TypeAlias = Mapping[str, _Value] | Iterable[tuple[str, _Value]]


@attrs.frozen(repr=False)
class Evaluation(Described, InNotebooks):
    """One municipality's scores by one framework; areas and total follow (section 5).

    Build one with :meth:`from_percents`, :meth:`from_points`, :meth:`from_printed` or (for a
    mixture) :meth:`from_scores`. What is left out is unknown, never zero. It is immutable;
    :meth:`with_scores` gives a changed copy.

    >>> half = Evaluation.from_percents("2.1", {"1.1": 50, "1.2": 12.5})
    >>> half["1.2"].exact
    Fraction(5, 2)
    >>> print(half["1"])
    area 1: [10, 75] of 100 points

    Its attributes besides those of :class:`Described`:

    Attributes:
        known: the scores that were given, in the framework's order; at most one an item.
        total: the score of the whole; its parts are the areas', and theirs the criteria's.

    Raises:
        ContradictionError: where the scores given cannot all be true.
    """

    known: tuple[Score, ...] = attrs.field(default=(), validator=tuple_of(Score))
    total: Score = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        known: dict[str, Score] = {}
        for score in self.known:
            item = score.item
            code = item.code
            if self.framework[code] is not item and self.framework[code] != item:
                raise InvalidValueError(
                    item.label, score, f"scores of framework {self.framework.version}"
                )
            if code in known:
                raise _twice(item, score)
            if score.is_unknown:
                continue
            # The tree is built anew, and a sum that is given without its parts is given itself.
            if score.parts:
                score = sure(item, score.range, (), score.figure)
            known[code] = score
        ordered = [known[code] for code in self.framework.codes if code in known]
        object.__setattr__(self, "known", tuple(ordered))
        object.__setattr__(self, "total", agreed(self.framework, known))

    @classmethod
    def from_scores(
        cls, framework: Framework | str, scores: Iterable[Score], **details: Unpack[Details]
    ) -> Evaluation:
        """Build an evaluation from scores of any kinds, at any items.

        Args:
            framework: a framework, or the version of a bundled one.
            scores: each about an item of the framework.
            **details: the keywords of :class:`Described`.
        """
        many = tuple(iterated("scores", scores, "a list of Score"))
        return cls(as_framework(framework), many, **details)

    @classmethod
    def from_percents(
        cls, framework: Framework | str, percents: ByCode[Number], **details: Unpack[Details]
    ) -> Evaluation:
        """Build an evaluation from exact percents of the maxima, 0 to 100, by code.

        Raises:
            UnknownCodeError: for a code that is not the framework's.
            InvalidValueError, InvalidTypeError: for a code given twice, or a percent that is no
                number from 0 to 100.
        """
        return _built(cls, framework, percents, Score.from_percent, details)

    @classmethod
    def from_points(
        cls, framework: Framework | str, points: ByCode[Number], **details: Unpack[Details]
    ) -> Evaluation:
        """Build an evaluation from exact points, 0 to each maximum, by code.

        Errors are those of :meth:`from_percents`.
        """
        return _built(cls, framework, points, Score.from_points, details)

    @classmethod
    def from_printed(
        cls, framework: Framework | str, figures: ByCode[Figure], **details: Unpack[Details]
    ) -> Evaluation:
        """Build an evaluation from figures as they are printed, by code.

        Raises:
            UnknownCodeError: for a code that is not the framework's.
            ContradictionError: for figures that no exact points would give.
        """
        found = as_framework(framework)
        pairs = dict(unique(found, figures))
        try:
            return _built(cls, found, pairs, Score.from_figure, details)
        except ContradictionError:
            said = {code: figure.statements(found[code]) for code, figure in pairs.items()}
            raise contradiction_error(found, said) from None

    @property
    def areas(self) -> tuple[Score, ...]:
        """The areas' scores, in order."""
        return self.total.parts

    @property
    def criteria(self) -> tuple[Score, ...]:
        """The criteria's scores, in order."""
        return tuple([part for area in self.areas for part in area.parts])

    # Items are got by code; Python would otherwise try 0, 1, 2.
    __iter__: ClassVar[None] = None

    def __getitem__(self, code: str) -> Score:
        """The score of a criterion, an area, or the total (``"total"``).

        Raises:
            UnknownCodeError: for a code that is not the framework's.
        """
        self.framework[code]
        return next(score for score in walk(self.total) if score.code == code)

    @property
    def missing(self) -> tuple[Item, ...]:
        """The criteria, and areas that are scored as a whole, of which nothing was given."""
        return tuple([leaf.item for leaf in leaves(self.total) if not leaf.given])

    @property
    def given(self) -> frozenset[str]:
        """The codes of the items of which something was given."""
        return frozenset([score.code for score in self.known if score.given])

    @property
    def figures(self) -> tuple[tuple[str, Figure], ...]:
        """Pairs of a code and what the source printed, where the scores came from such."""
        known = [(score.code, score.figure) for score in self.known]
        return tuple([(code, figure) for code, figure in known if figure is not None])

    @property
    def sum_of_printed_areas(self) -> Fraction | None:
        """The sum of the areas' face values (rule 6.1), or None where one has no printed figure.

        It is what readers add up by hand: printed points, or else those of the percent. It need
        not be a possible total.
        """
        printed = [
            area.figure.at_face_value(area.item) for area in self.areas if area.figure is not None
        ]
        return exact_sum(printed) if printed and len(printed) == len(self.areas) else None

    def __repr__(self) -> str:
        return f"<Evaluation {self.subject}: {self.total}>"

    def with_scores(self, changes: ByCode[Number | Score]) -> Evaluation:
        """Return a copy in which some items are scored anew.

        What was said of the wholes that a changed item is part of, and of its own parts, was
        said of the old score, and is dropped; what it told about the others is kept (rule 5.5).

        >>> from kommunkompass import load_example
        >>> print(load_example("kumla-2017").with_scores({"1.4": 60})["1"])
        area 1: [41.075, 41.6) of 100 points

        Args:
            changes: by code, a percent from 0 to 100, or a :class:`Score` of that item
                (``Score.unknown(item)`` takes a score away).

        Raises:
            ContradictionError: where the scores cannot all be true; else as :meth:`from_percents`.
        """
        new = {}
        for code, value in unique(self.framework, changes):
            item = self.framework[code]
            if isinstance(value, Score):
                if value.code != code:
                    raise InvalidValueError(item.label, value, f"a score of {item.label}")
                new[code] = value
            else:
                new[code] = Score.from_percent(item, value)
        kept = {score.code: score for score in self.known}
        _drop(self.total, new, kept, False)
        return attrs.evolve(self, known=tuple((kept | new).values()))


def _drop(score: Score, new: Mapping[str, Score], kept: dict[str, Score], is_bound: bool) -> bool:
    """Drop what is known of a score if it or one below it is new; tell whether one is.

    What a dropped whole told about its other parts is kept; ``is_bound``: one further up did.
    """
    if score.code in new:
        for below in walk(score):
            kept.pop(below.code, None)
        return True
    if not any(below.code in new for below in walk(score)):
        return False
    is_bound = kept.pop(score.code, None) is not None or is_bound
    for part in score.parts:
        if not _drop(part, new, kept, is_bound) and is_bound:
            kept[part.code] = sure(part.item, part.range, (), part.figure, part.given)
    return True


def _twice(item: Item, value: object) -> InvalidValueError:
    return InvalidValueError(item.label, value, "each code once")


def unique(framework: Framework, values: ByCode[_Value]) -> Iterator[tuple[str, _Value]]:
    """The pairs of a code and a value, each code once and one of the framework's."""
    seen = set()
    for code, value in pairs(values):
        item = framework[code]
        if code in seen:
            raise _twice(item, value)
        seen.add(code)
        yield code, value


def pairs(values: Any) -> Iterator[tuple[str, Any]]:
    """The pairs of a code and a value, or an error for what is given otherwise."""
    if isinstance(values, Mapping):
        yield from values.items()
        return
    for pair in iterated("values by code", values, _PAIRS):
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise InvalidTypeError("values by code", pair, _PAIRS)
        yield pair[0], pair[1]


def _built(
    cls: type[Evaluation],
    framework: Framework | str,
    values: ByCode[_Value],
    make: Callable[[Item, _Value], Score],
    details: Details,
) -> Evaluation:
    found = as_framework(framework)
    scores = [make(found[code], value) for code, value in unique(found, values)]
    return cls(found, tuple(scores), **details)
