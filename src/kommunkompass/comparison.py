"""Scores and evaluations beside each other: a reference, or one municipality over time."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

import attrs

from kommunkompass.arguments import check_kind, listed, of_type
from kommunkompass.eras import Comparability, Relation, comparability, on_older_scale
from kommunkompass.errors import InvalidValueError, NotComparableError, NotExactError
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import printed_range, to_points, to_printed
from kommunkompass.framework import TOTAL, Criterion, Framework, Item
from kommunkompass.interval import Certainty, Range
from kommunkompass.notebooks import InNotebooks
from kommunkompass.score import Score, walk


class Verdict(enum.Enum):
    """What a difference comes to, as far as it is known."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"
    UNDECIDED = "undecided"


@attrs.frozen(repr=False)
class Difference:
    """The difference of two scores in points, taken to be known independently (rule 8.1).

    Attributes:
        minuend: the score that is taken from.
        subtrahend: the score that is taken away.

    Raises:
        NotComparableError: for totals that may not be compared directly.
    """

    minuend: Score = attrs.field(validator=of_type(Score, "a Score"))
    subtrahend: Score = attrs.field(validator=of_type(Score, "a Score"))

    def __attrs_post_init__(self) -> None:
        one, other = self.minuend.item, self.subtrahend.item
        if isinstance(one, Framework) and isinstance(other, Framework):
            found = comparability(one, other)
            if found.relation is not Relation.DIRECT:
                raise NotComparableError("frameworks", one.version, found.reason)

    @property
    def range(self) -> Range:
        """The differences in points that are possible."""
        return self.minuend.range - self.subtrahend.range

    @property
    def verdict(self) -> Verdict:
        """Whether the first is higher, lower or equal, or undecided by what is known."""
        zero = Range.exactly(0)
        if self.range.above(zero) is Certainty.CERTAIN:
            return Verdict.HIGHER
        if zero.above(self.range) is Certainty.CERTAIN:
            return Verdict.LOWER
        return Verdict.EQUAL if self.range == zero else Verdict.UNDECIDED

    @property
    def percent(self) -> Range | None:
        """The difference in percent of the second score (rule 8.2); None where it has no bound."""
        quotient = self.minuend.range.divided(self.subtrahend.range)
        return None if quotient is None else (quotient - Range.exactly(1)).scaled(100)

    def claim(
        self, points: str | int | Decimal | None = None, percent: str | int | Decimal | None = None
    ) -> Certainty:
        """Return whether a claim printed elsewhere can be true, such as "up by 137 points".

        A claim is a printed figure, rounded half up (rule 8.3): that one is true of 136.5 to under
        137.5 points. A minus sign says that it went down.

        Args:
            points: the difference claimed, in points; or
            percent: the difference claimed, in percent of the second score.

        Raises:
            InvalidValueError: where none or both are given, or text that is no plain number.
            NotExactError: for percents of a score that may be 0.
        """
        known: Range | None
        if points is not None and percent is None:
            said, known = to_points(points, "claim"), self.range
        elif percent is not None and points is None:
            said, known = to_printed(percent, "claim"), self.percent
        else:
            raise InvalidValueError("claim", (points, percent), "points or percent, one of them")
        if known is None:
            raise NotExactError("claim", self.subtrahend.range, "percents need a score above 0")
        claimed = printed_range(said)
        if known.within(claimed):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if known.intersection(claimed) else Certainty.EXCLUDED

    def __str__(self) -> str:
        return f"{self.minuend.item.label}: {self.range} points"

    def __repr__(self) -> str:
        return f"<Difference {self}>"


@attrs.frozen(repr=False)
class Comparison(InNotebooks):
    """An evaluation beside a reference: another municipality's, or an earlier one.

    Attributes:
        evaluation: what is compared.
        reference: what it is compared with.
        comparability: how far the two may be compared, and why.
        differences: of the areas, each followed by its criteria, and of the total; only of
            what something was given of on both sides.
    """

    evaluation: Evaluation
    reference: Evaluation
    comparability: Comparability
    differences: tuple[Difference, ...]

    def __repr__(self) -> str:
        ours, theirs = self.evaluation.subject, self.reference.subject
        return f"<Comparison of {ours} with {theirs}: {self.total}>"

    @property
    def rough(self) -> bool:
        """Whether the total is compared roughly, on the scale from before 2010."""
        return self.comparability.relation is Relation.ROUGH

    @property
    def total(self) -> Difference:
        """The difference of the totals."""
        return self.differences[-1]

    @property
    def areas(self) -> tuple[Difference, ...]:
        """The differences of the areas; none where only totals may be compared."""
        return self._of(self.evaluation.framework.areas)

    @property
    def criteria(self) -> tuple[Difference, ...]:
        """The differences of the criteria that both frameworks have alike."""
        return self._of(self.evaluation.framework.criteria)

    def _of(self, items: Sequence[Item]) -> tuple[Difference, ...]:
        codes = {item.code for item in items}
        return tuple([each for each in self.differences if each.minuend.code in codes])

    # Items are got by code; Python would otherwise try 0, 1, 2.
    __iter__: ClassVar[None] = None

    def __getitem__(self, code: str) -> Difference:
        """The difference of a criterion, an area, or the total (``"total"``).

        Raises:
            UnknownCodeError: for a code that is not the framework's.
            NotComparableError: for an item that is not compared, with the reason.
        """
        item = self.evaluation.framework[code]
        for difference in self.differences:
            if difference.minuend.code == code:
                return difference
        other = self.reference.framework
        if self.rough:
            reason = self.comparability.reason
        elif code not in other or not _same(item, other[code]):
            reason = "only items that both frameworks have alike"
        else:
            reason = "only items of which something was given on both sides"
        raise NotComparableError(item.label, code, reason)


def compare(evaluation: Evaluation, reference: Evaluation) -> Comparison:
    """Return an evaluation beside a reference, known by criteria, areas or its total alone.

    By two versions of one era, areas and totals are compared (rule 7.1); across 2010, totals
    alone, roughly, with the newer one on the older scale (:func:`~kommunkompass.to_pre_2010`).

    >>> from kommunkompass import Figure, load_example
    >>> strangnas = Evaluation.from_printed("2.1", {"1": Figure("63"), "total": Figure("497")})
    >>> comparison = compare(load_example("kumla-2017"), strangnas)
    >>> print(comparison.total.range, comparison.total.verdict.value)
    (-128.95, -122.2) lower

    Raises:
        NotComparableError: where no source relates the two frameworks' points.
    """
    for one in (evaluation, reference):
        check_kind("comparison", one, Evaluation, "an Evaluation")
    found = comparability(evaluation.framework, reference.framework)
    if found.relation is Relation.NONE:
        raise NotComparableError("frameworks", evaluation.framework.version, found.reason)
    if found.relation is Relation.ROUGH:
        totals = [on_older_scale(one.total) for one in (evaluation, reference)]
        return Comparison(evaluation, reference, found, (Difference(*totals),))
    ours, theirs = _given(evaluation), _given(reference)
    differences = [
        Difference(ours[item.code], theirs[item.code])
        for item in evaluation.framework
        if item.code in ours and item.code in theirs and _same(item, theirs[item.code].item)
    ]
    return Comparison(evaluation, reference, found, tuple(differences))


def _given(evaluation: Evaluation) -> dict[str, Score]:
    """The scores of which, or of whose parts, something was given; and the total."""
    given = evaluation.given | {TOTAL}
    return {
        score.code: score
        for score in walk(evaluation.total)
        if any(below.code in given for below in walk(score))
    }


def _same(item: Item, other: Item) -> bool:
    """Whether two items of one era stand for the same: areas do by code, criteria if equal."""
    if isinstance(item, Criterion):
        return item == other
    return item.maximum == other.maximum


@attrs.frozen(repr=False)
class Progress(InNotebooks):
    """One municipality's evaluations, oldest first.

    Attributes:
        evaluations: at least two, in time order.
        steps: each evaluation compared with the one before it.
        overall: the last compared with the first.
    """

    evaluations: tuple[Evaluation, ...]
    steps: tuple[Comparison, ...]
    overall: Comparison

    def __repr__(self) -> str:
        return f"<Progress of {len(self.evaluations)}: {self.overall.total}>"


def progress(evaluations: Iterable[Evaluation]) -> Progress:
    """Return what changed between two or more evaluations of one municipality, in any order.

    ``overall.total`` has the change of the total in points and percent, and checks claims.

    Raises:
        InvalidValueError: for fewer than two, different municipalities, an evaluation without
            a year, or two whose order in time is not known.
        NotComparableError: where no source relates the points of two neighbours.
    """
    found = list(listed("progress", evaluations, Evaluation, "a list of Evaluation"))
    if len(found) < 2:
        raise InvalidValueError("progress", len(found), "two evaluations or more")
    for field in ("municipality", "municipality_code"):
        names = {getattr(one, field) for one in found} - {None}
        if len(names) > 1:
            raise InvalidValueError("progress", ", ".join(sorted(names)), "one municipality's")
    for one in found:
        if one.year is None:
            raise InvalidValueError("year", None, "the year of each evaluation (--year)")
    found.sort(key=lambda one: (one.year or 0, str(one.date)))
    steps = []
    for before, after in pairwise(found):
        undated = before.date is None or after.date is None
        if before.year == after.year and (undated or before.date == after.date):
            allowed = "one evaluation a year, or different dates"
            raise InvalidValueError("progress", after.year, allowed)
        steps.append(compare(after, before))
    return Progress(tuple(found), tuple(steps), compare(found[-1], found[0]))
