"""Profiles over the areas that can stand beside each other, on one scale."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from kommunkompass.charts.canvas import LOOKS
from kommunkompass.charts.words import word, wrapped
from kommunkompass.eras import Relation, comparability
from kommunkompass.errors import InvalidTypeError, InvalidValueError, NotComparableError
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Area, Language
from kommunkompass.interval import Range
from kommunkompass.phrases import phrase, rounded_text
from kommunkompass.render.summary import subject
from kommunkompass.score import Score

__all__ = ["STEPS", "Profiles"]

#: Into how many steps the scale is divided.
STEPS = 5


@attrs.frozen
class Profiles:
    """An evaluation and its references; build one with :meth:`of`, which checks them.

    Attributes:
        evaluations: the one that the chart is of, then its references.
        maximum: the end of the scale.
        percent: whether the scale is percent, as areas of different maxima share no other.
    """

    evaluations: tuple[Evaluation, ...]
    maximum: int
    percent: bool

    @classmethod
    def of(cls, evaluation: Evaluation, references: Sequence[Evaluation]) -> Profiles:
        """Check that all can be shown on one chart.

        Raises:
            InvalidTypeError: for anything but evaluations.
            InvalidValueError: for a framework without areas, or too many references.
            NotComparableError: for a reference by other areas, or of another era.
        """
        for one in (evaluation, *references):
            if not isinstance(one, Evaluation):
                raise InvalidTypeError("profile", one, "evaluations")
        framework = evaluation.framework
        if not framework.areas:
            raise InvalidValueError("profile", framework.version, "a framework with areas")
        if len(references) >= len(LOOKS):
            raise InvalidValueError("references", len(references), f"at most {len(LOOKS) - 1}")
        for reference in references:
            found = comparability(framework, reference.framework)
            version = reference.framework.version
            if found.relation is not Relation.DIRECT:
                raise NotComparableError("profile", version, found.reason)
            if _outline(reference) != _outline(evaluation):
                raise NotComparableError("profile", version, f"the areas of {framework.version}")
        maxima = {area.maximum for area in framework.areas}
        percent = len(maxima) > 1
        return cls((evaluation, *references), 100 if percent else maxima.pop(), percent)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas, in order."""
        return self.evaluations[0].framework.areas

    def known(self, score: Score) -> Range:
        """What is known of an area, on the scale."""
        return score.percent if self.percent else score.range

    def unit(self, language: Language) -> str:
        """The name of the scale."""
        return word("percent per area" if self.percent else "points per area", language)

    def title(self, language: Language) -> list[str]:
        """Whose profile it is and its total, and by which framework."""
        first = self.evaluations[0]
        name, total = subject(first, language), first.total
        if total.is_unknown:
            head = word("head unknown", language, name=name)
        else:
            points = rounded_text(total.range)
            head = word("head", language, name=name, points=points, maximum=total.maximum)
        return [head, first.framework.title_in(language)]

    def labels(self, language: Language) -> list[str]:
        """A label for each evaluation; it names the version where they differ in that."""
        names = [subject(one, language) for one in self.evaluations]
        versions = [one.framework.version for one in self.evaluations]
        if len(set(versions)) == 1:
            return names
        return [
            word("by version", language, name=name, version=version)
            for name, version in zip(names, versions, strict=True)
        ]

    def note(self, language: Language) -> str | None:
        """What is to be said where versions differ."""
        differ = len({one.framework.version for one in self.evaluations}) > 1
        return phrase("revised", language) if differ else None

    def titles(self, language: Language, width: int) -> list[str]:
        """The areas' codes and titles, wrapped to a width in characters."""
        return [wrapped(f"{area.code} {area.title_in(language)}", width) for area in self.areas]


def _outline(evaluation: Evaluation) -> list[tuple[str, int]]:
    return [(area.code, area.maximum) for area in evaluation.framework.areas]
