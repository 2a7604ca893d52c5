"""Where a cohort's figures come from: evaluations as they are, or an array of percents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from kommunkompass.arguments import of_type, tuple_of
from kommunkompass.arrays import Bounds, area_bounds, item_bounds
from kommunkompass.cohort_blocks import scored_items
from kommunkompass.cohort_column import Column
from kommunkompass.described import KeyFacts
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Framework

__all__ = ["OfEvaluations", "OfPercents", "Source", "source_of"]

_Labels: TypeAlias = tuple[str, ...]
_Groups: TypeAlias = tuple[str | None, ...]


@attrs.frozen
class OfEvaluations:
    """Evaluations; their ranges are kept as they are."""

    many: tuple[Evaluation, ...] = attrs.field(validator=tuple_of(Evaluation))

    def __len__(self) -> int:
        return len(self.many)

    def taken(self, rows: Sequence[int]) -> tuple[Evaluation, ...]:
        """Those at some places."""
        return tuple([self.many[row] for row in rows])

    def column(self, framework: Framework, labels: _Labels, code: str) -> Column:
        """What is known of one item's points."""
        ranges = [one[code].range for one in self.many]
        return Column.from_ranges(framework[code], labels, ranges)

    def area_bounds(self, framework: Framework) -> Bounds:
        """The least and the most points of the areas, each of shape (n, areas)."""
        shape = len(self), len(framework.areas)
        lower = [[float(area.lower) for area in one.areas] for one in self.many]
        upper = [[float(area.upper) for area in one.areas] for one in self.many]
        return np.array(lower).reshape(shape), np.array(upper).reshape(shape)

    def evaluations(
        self, framework: Framework, labels: _Labels, groups: _Groups
    ) -> tuple[Evaluation, ...]:
        """The evaluations themselves."""
        return self.many


@attrs.frozen(eq=False)
class OfPercents:
    """Percents, a row an evaluation; points are computed from them when asked for."""

    percents: npt.NDArray[Any] = attrs.field(validator=of_type(np.ndarray, "an array"))

    def __attrs_post_init__(self) -> None:
        self.percents.flags.writeable = False

    def __reduce__(self) -> tuple[object, ...]:
        # Through the constructor, since a copied array is writable again.
        return type(self), (self.percents,)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OfPercents):
            return NotImplemented
        return np.array_equal(self.percents, other.percents, equal_nan=True)

    def __len__(self) -> int:
        return len(self.percents)

    def taken(self, rows: Sequence[int]) -> npt.NDArray[Any]:
        """Those at some places."""
        chosen: npt.NDArray[Any] = self.percents[np.array(rows, dtype=np.intp)]
        return chosen

    def column(self, framework: Framework, labels: _Labels, code: str) -> Column:
        """What is known of one item's points."""
        if _is_short(self.percents):
            bounds = item_bounds(self.percents, framework, code)
            return Column.from_bounds(framework[code], labels, bounds)
        exact = OfEvaluations(self.evaluations(framework, labels, (None,) * len(self)))
        return exact.column(framework, labels, code)

    def area_bounds(self, framework: Framework) -> Bounds:
        """The least and the most points of the areas, each of shape (n, areas)."""
        return area_bounds(self.percents, framework)

    def evaluations(
        self, framework: Framework, labels: _Labels, groups: _Groups
    ) -> tuple[Evaluation, ...]:
        """An evaluation of each row's percents, with the label as the municipality's name."""
        codes = [item.code for item in scored_items(framework)]
        return tuple(
            [
                Evaluation.from_percents(
                    framework,
                    [pair for pair in zip(codes, row, strict=True) if pair[1] == pair[1]],
                    municipality=label,
                    key_facts=KeyFacts(group=group),
                )
                for label, group, row in zip(labels, groups, self.percents, strict=True)
            ]
        )


#: Either of them.
Source: TypeAlias = OfEvaluations | OfPercents


def source_of(figures: tuple[Evaluation, ...] | npt.NDArray[Any]) -> Source:
    """The source that evaluations are, or an array of percents."""
    return OfPercents(figures) if isinstance(figures, np.ndarray) else OfEvaluations(figures)


def _is_short(percents: npt.NDArray[Any]) -> bool:
    """Whether all percents are decimals of at most six decimals, or missing."""
    if percents.dtype.kind != "f":
        return True
    rounded = np.rint(percents.astype(np.float64) * 1e6) / 1e6
    return bool(((rounded.astype(percents.dtype) == percents) | np.isnan(percents)).all())
