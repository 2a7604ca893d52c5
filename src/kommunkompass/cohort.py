"""The cohort: many evaluations by one framework, as arrays; and functions of bare arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from kommunkompass.arguments import iterated, listed, of_type, tuple_of
from kommunkompass.arrays import (
    POINT,
    area_bounds,
    area_points,
    known_percents,
    layout,
    total_bounds,
    total_points,
    whole_bounds,
)
from kommunkompass.cohort_column import Column, Ends, Standing
from kommunkompass.described import KeyFacts
from kommunkompass.errors import InvalidValueError, NotComparableError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import TOTAL, Framework
from kommunkompass.framework_file import as_framework
from kommunkompass.reals import (
    Floats,
    as_decimals,
    certainly_above,
    checked_reals,
    possible_ranks,
    printed,
    ranks,
)

__all__ = [
    "Cohort",
    "Column",
    "Standing",
    "area_bounds",
    "area_points",
    "certainly_above",
    "possible_ranks",
    "printed",
    "ranks",
    "total_bounds",
    "total_points",
]

_Kind = TypeVar("_Kind")
_LABELS = "a list of labels"


def _own(figures: Iterable[Evaluation] | npt.NDArray[Any]) -> tuple[Evaluation, ...] | Floats:
    """Evaluations, or a copy of percents: a cohort never changes."""
    if isinstance(figures, np.ndarray):
        return as_decimals(checked_reals(figures, "figures")).copy()
    return listed("figures", figures, Evaluation, "evaluations, or an array of percents")


@attrs.frozen(eq=False, repr=False)
class Cohort:
    """Many evaluations by one framework, and what an analyst asks of them all.

    Build one with :meth:`from_evaluations` or :meth:`from_percents`. The points of an item in
    all evaluations are a :class:`Column`: ``cohort["1"]``, ``cohort["1.4"]``, and :attr:`total`.
    What is missing, or known only as printed, stays a range there; nothing is dropped.

    >>> percents = [[50.0] * 45, [60.0] * 45, [float("nan")] + [60.5] * 44]
    >>> cohort = Cohort.from_percents(["Kumla", "Hällefors", "Laxå"], percents, "2.1")
    >>> print(cohort.total.median(), cohort["1.1"].mean())
    [474.925, 480] [5.5, 10.5]
    >>> [(line.label, line.best, line.worst) for line in cohort.total.ranking()]
    [('Hällefors', 1, 2), ('Laxå', 1, 2), ('Kumla', 3, 3)]

    Two cohorts are equal where they are of the same framework, labels and evaluations.

    Attributes:
        framework: by which all were evaluated.
        labels: a different name for each.
        groups: the municipality group of each, or None where it is not known.
    """

    framework: Framework = attrs.field(validator=of_type(Framework, "a Framework"))
    labels: tuple[str, ...] = attrs.field(validator=tuple_of(str))
    groups: tuple[str | None, ...] = attrs.field(validator=tuple_of(str, type(None)))
    _figures: tuple[Evaluation, ...] | Floats = attrs.field(converter=_own)

    def __attrs_post_init__(self) -> None:
        if isinstance(self._figures, np.ndarray):
            total_points(self._figures, self.framework)  # which checks them
        for label, times in Counter(self.labels).most_common(1):
            if times > 1:
                allowed = "each label once; --year, --municipality or labels tell them apart"
                raise InvalidValueError("label", label, allowed)
        count = len(self._figures)
        for name, values in (("labels", self.labels), ("groups", self.groups)):
            if len(values) != count:
                found = f"{len(values)} {name}"
                raise InvalidValueError(name, found, f"{count}, one for each evaluation")

    @classmethod
    def from_evaluations(
        cls, evaluations: Iterable[Evaluation], *, labels: Iterable[str] | None = None
    ) -> Cohort:
        """Gather evaluations; what is known of their scores is kept as it is.

        Args:
            evaluations: at least one, all by the same framework.
            labels: a different name for each; by default the municipality's, with the year
                where a municipality occurs more than once ("Strängnäs 2014").

        Raises:
            NotComparableError: for evaluations by different frameworks; it names both.
            InvalidValueError: for no evaluations, and for labels that are not all different.
        """
        many = listed("evaluations", evaluations, Evaluation, "a list of Evaluation")
        if not many:
            raise InvalidValueError("evaluations", "none", "at least one evaluation")
        framework = many[0].framework
        for one in many:
            if one.framework != framework:
                raise NotComparableError(
                    f"evaluation of {one.municipality}",
                    f"framework {one.framework.version}",
                    f"only evaluations by one framework; the first is by {framework.version}",
                )
        names = _default_labels(many) if labels is None else iterated("labels", labels, _LABELS)
        return cls(framework, tuple(names), tuple([one.key_facts.group for one in many]), many)

    @classmethod
    def from_percents(
        cls,
        labels: Iterable[str],
        percents: npt.ArrayLike,
        framework: Framework | str,
        *,
        groups: Iterable[str | None] | None = None,
    ) -> Cohort:
        """Gather the rows of an array of exact percents, NaN where one is missing.

        A copy of the array is kept, and points are computed from it when asked for.

        Args:
            labels: a different name for each row.
            percents: as of :func:`~kommunkompass.cohort.area_points`.
            framework: a framework, or the version of a bundled one.
            groups: the municipality group of each row, or None.

        Raises:
            InvalidValueError, InvalidTypeError: as of ``area_points``, and for labels or groups
                that are not one for each row.
        """
        found = as_framework(framework)
        array = checked_reals(percents, "percents", layout(found).columns)
        names = tuple(iterated("labels", labels, _LABELS))
        if groups is None:
            groups = [None] * len(array)
        return cls(found, names, tuple(iterated("groups", groups, "a list of groups")), array)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cohort):
            return NotImplemented
        named = self.framework, self.labels, self.groups
        return (
            named == (other.framework, other.labels, other.groups)
            and self.to_evaluations() == other.to_evaluations()
        )

    def __hash__(self) -> int:
        return hash((self.framework, self.labels, self.groups))

    def __len__(self) -> int:
        return len(self.labels)

    def __iter__(self) -> Iterator[Evaluation]:
        """The evaluations, in the order of the labels; see :meth:`to_evaluations`."""
        return iter(self.to_evaluations())

    def __repr__(self) -> str:
        return f"<Cohort of {len(self)} by framework {self.framework.version}>"

    def __getitem__(self, code: str) -> Column:
        """What is known of one item's points: a criterion, an area, or ``"total"``.

        Of a cohort from percents it is computed at each call; where some have more than six
        decimals, evaluation by evaluation, which takes some thousand times as long.

        Raises:
            UnknownCodeError: for a code that is not the framework's.
        """
        item = self.framework[code]
        if isinstance(self._figures, np.ndarray):
            bounds = whole_bounds(self._figures, self.framework, code)
            if bounds is not None:
                lower, upper = bounds
                return Column(item, self.labels, Ends(3 * lower, 3 * upper, POINT))
        return Column(item, self.labels, [one[code].range for one in self])

    @property
    def total(self) -> Column:
        """What is known of the totals."""
        return self[TOTAL]

    @property
    def areas(self) -> tuple[Column, ...]:
        """What is known of each area, in order."""
        return tuple([self[area.code] for area in self.framework.areas])

    def correlation(self) -> Floats:
        """The product-moment (Pearson) correlation between areas, shape (areas, areas).

        Errors are those of :meth:`Column.z_scores`.
        """
        areas = self.areas
        scores = np.array([area.z_scores() for area in areas]).reshape(len(areas), len(self))
        matrix: Floats = np.clip(scores @ scores.T / len(self), -1.0, 1.0)
        np.fill_diagonal(matrix, 1.0)
        return matrix

    def by_group(self) -> dict[str | None, Cohort]:
        """A cohort for each municipality group, in order of appearance; None: not known."""
        rows: dict[str | None, list[int]] = {}
        for row, group in enumerate(self.groups):
            rows.setdefault(group, []).append(row)
        return {group: self._taken(within) for group, within in rows.items()}

    def select(self, labels: Iterable[str]) -> Cohort:
        """The cohort of some labels, in the order given.

        Raises:
            UnknownCodeError: for a label that is not the cohort's.
        """
        rows = {label: row for row, label in enumerate(self.labels)}
        wanted = listed("labels", labels, str, _LABELS)
        for label in wanted:
            if label not in rows:
                raise UnknownCodeError("cohort", label, "one of the cohort's labels")
        return self._taken([rows[label] for label in wanted])

    def where(self, condition: Iterable[object]) -> Cohort:
        """The cohort of those for which a condition holds: a truth value for each.

        >>> cohort = Cohort.from_percents(["A", "B"], [[50.0] * 45, [60.0] * 45], "2.1")
        >>> cohort.where(cohort.total.points() > 400).labels
        ('B',)
        """
        allowed = f"{len(self)} truth values"
        held = list(iterated("condition", condition, allowed))
        if len(held) != len(self) or not all(isinstance(one, bool | np.bool_) for one in held):
            raise InvalidValueError("condition", condition, allowed)
        return self._taken([row for row, holds in enumerate(held) if holds])

    def _taken(self, rows: list[int]) -> Cohort:
        def taken(values: Sequence[_Kind]) -> tuple[_Kind, ...]:
            return tuple([values[row] for row in rows])

        figures = self._figures
        some = figures[rows] if isinstance(figures, np.ndarray) else taken(figures)
        return Cohort(self.framework, taken(self.labels), taken(self.groups), some)

    def to_evaluations(self) -> tuple[Evaluation, ...]:
        """The evaluations: those that the cohort was built from, or exact ones of its percents.

        Of percents, the label becomes the municipality's name.
        """
        if not isinstance(self._figures, np.ndarray):
            return self._figures
        rows = [known_percents(self.framework, row) for row in self._figures]
        return tuple(
            [
                Evaluation.from_percents(
                    self.framework, row, municipality=label, key_facts=KeyFacts(group=group)
                )
                for row, label, group in zip(rows, self.labels, self.groups, strict=True)
            ]
        )


def _default_labels(many: Sequence[Evaluation]) -> list[str]:
    names = [one.municipality or f"evaluation {number}" for number, one in enumerate(many, 1)]
    counts = Counter(names)
    return [
        f"{name} {one.year}" if counts[name] > 1 and one.year is not None else name
        for name, one in zip(names, many, strict=True)
    ]
