"""What may be compared with what, and the rough step to the scale from before 2010."""

from __future__ import annotations

import enum

import attrs

from kommunkompass.arguments import check_kind, of_type
from kommunkompass.errors import NotComparableError
from kommunkompass.figure import bounds
from kommunkompass.framework import Framework
from kommunkompass.framework_file import get_framework
from kommunkompass.interval import Range
from kommunkompass.score import Score

_OLDER, _NEWER = "pre-2010", "2010"
_ADDED = (80, 100)


class Relation(enum.Enum):
    """How far results of two frameworks may be compared."""

    DIRECT = "direct"
    ROUGH = "rough"
    NONE = "none"


@attrs.frozen
class Comparability:
    """Whether results of two frameworks may be compared, and why.

    Attributes:
        relation: directly; roughly, totals alone and after the adjustment; or not at all.
        reason: why, in words.
    """

    relation: Relation = attrs.field(validator=of_type(Relation, "a Relation"))
    reason: str = attrs.field(validator=of_type(str, "text"))


def comparability(one: Framework, other: Framework) -> Comparability:
    """Return what may be compared between results of two frameworks (rule 7.1).

    >>> print(comparability(get_framework("2.1"), get_framework("pre-2010")).relation.value)
    rough

    Raises:
        InvalidTypeError: for anything but frameworks.
    """
    for framework in (one, other):
        check_kind("comparability", framework, Framework, "two frameworks")
    if one.maximum != other.maximum:
        return Comparability(
            Relation.NONE, f"their totals have different maxima, {one.maximum} and {other.maximum}"
        )
    if one.era == other.era:
        if one == other:
            return Comparability(Relation.DIRECT, "one version of the framework")
        return Comparability(
            Relation.DIRECT,
            f"{one.version} and {other.version} share a scale; the revision between them was "
            "minor, though points may be somewhat harder to reach after it",
        )
    if {one.era, other.era} == {_OLDER, _NEWER}:
        return Comparability(
            Relation.ROUGH,
            "only totals, roughly: experience says that 80 to 100 points are added to a result "
            "from 2010 or later to place it on the scale from before 2010",
        )
    return Comparability(
        Relation.NONE,
        f"no source relates the points of {one.version} to those of {other.version}",
    )


def to_pre_2010(score: Score) -> Score:
    """Return a total from 2010 to 2019 placed roughly on the scale from before 2010.

    80 to 100 points are added, within 0 and 800 (rule 7.2); that the scale ends there is assumed.

    >>> from kommunkompass import Evaluation
    >>> print(to_pre_2010(Evaluation.from_points("2.1", {"total": 371}).total))
    total: [451, 471] of 800 points

    Args:
        score: an evaluation's total, by a framework of the era "2010".

    Raises:
        NotComparableError: for an area's or a criterion's score, or a total of another era.
    """
    _check_total(score, _NEWER)
    older = get_framework(_OLDER)
    return Score(older, (score.range + Range.closed(*_ADDED)).clamped(bounds(older)))


def from_pre_2010(score: Score, framework: Framework | None = None) -> Score:
    """Return a total from before 2010 placed roughly on the scale of 2010 to 2019.

    80 to 100 points are taken away, within 0 and 800; a total that may be 800, as every sum past
    it is, goes back to anything up to 800 (rule 7.3).

    Args:
        score: a total by the framework "pre-2010".
        framework: the framework of the era "2010" that the result is to be a total of; 2.1
            where none is given.

    Raises:
        NotComparableError: for anything but such a total, or such a framework.
    """
    _check_total(score, _OLDER)
    newer = get_framework("2.1") if framework is None else framework
    check_kind("framework", newer, Framework, "a Framework, or None")
    if newer.era != _NEWER or newer.maximum != score.maximum:
        raise NotComparableError(
            "framework",
            newer.version,
            f"only a framework of the era {_NEWER!r}, of {score.maximum} points at most",
        )
    back = (score.range - Range.closed(*_ADDED)).clamped(bounds(newer))
    if newer.maximum in score.range:
        back = Range(back.lower_end, bounds(newer).upper_end)
    return Score(newer, back)


def on_older_scale(total: Score) -> Score:
    """The total of either era on the scale from before 2010, where it may be already."""
    is_older = isinstance(total.item, Framework) and total.item.era == _OLDER
    return total if is_older else to_pre_2010(total)


def _check_total(score: Score, era: str) -> None:
    check_kind("total", score, Score, "the total's Score")
    if not isinstance(score.item, Framework):
        raise NotComparableError(
            score.item.label, score.range, "only totals; the step does not hold for single items"
        )
    if score.item.era != era or score.maximum != get_framework(_OLDER).maximum:
        raise NotComparableError(
            f"total by {score.item.version}",
            score.range,
            f"only a total of the era {era!r}, of {get_framework(_OLDER).maximum} points at most",
        )
