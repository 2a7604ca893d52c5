"""Explanations: a score or a difference as the tree of the figures it came from."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kommunkompass.arguments import of_type
from kommunkompass.comparison import Difference
from kommunkompass.framework import Language, check_language
from kommunkompass.interval import Range
from kommunkompass.phrases import (
    item_name,
    joined,
    number_text,
    parts_name,
    phrase,
    range_text,
)
from kommunkompass.score import Score, open_ends

_WIDEST_NAMED = 5


@attrs.frozen(repr=False)
class Explanation:
    """Where a score or a difference comes from; printed, an indented tree.

    Attributes:
        subject: what is explained.
    """

    subject: Score | Difference = attrs.field(
        validator=of_type((Score, Difference), "a Score or a Difference")
    )

    @property
    def range(self) -> Range:
        """The range that is explained, in points."""
        return self.subject.range

    @property
    def parts(self) -> tuple[Explanation, ...]:
        """The explanations of what it is made of."""
        return tuple([Explanation(part) for part in _scores(self.subject)])

    @property
    def widest(self) -> tuple[Score, ...]:
        """The scores at the ends of the tree that leave it open, widest first."""
        tops = (self.subject,) if isinstance(self.subject, Score) else _scores(self.subject)
        ends = [end for top in tops for end in open_ends(top)]
        return tuple(sorted(ends, key=lambda end: -end.range.width))

    def text(self, language: Language = "en") -> str:
        """The tree, one line an item, and what makes the range as wide as it is."""
        check_language(language)
        lines = list(self._lines(language))
        if widest := self.widest:
            named = [
                f"{score.code} ({number_text(score.range.width, language)})"
                for score in widest[:_WIDEST_NAMED]
            ]
            more = len(widest) - _WIDEST_NAMED
            if more > 0:
                named.append(phrase("more", language, count=more))
            width = number_text(self.range.width, language)
            lines += ["", phrase("wide", language, width=width, widest=joined(named, language))]
        return "\n".join(lines)

    def _lines(self, language: Language, name: str = "") -> Iterator[str]:
        subject, known = self.subject, range_text(self.range, language)
        names = [item_name(score.item, language) for score in _scores(subject)]
        if isinstance(subject, Difference):
            one, other = names
            if one == other:
                sides = [phrase(side, language) for side in ("evaluation", "reference")]
                one, other = names = [f"{one} ({side})" for side in sides]
            yield f"{phrase('difference', language, one=one, other=other)}: {known}"
        else:
            reasons = ", ".join(_reasons(subject, language))
            yield f"{name or item_name(subject.item, language)}: {known} ({reasons})"
        for name, part in zip(names, self.parts, strict=True):
            yield from (f"  {line}" for line in part._lines(language, name))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation of {self.subject}>"


def _scores(subject: Score | Difference) -> tuple[Score, ...]:
    """What a score or a difference is made of."""
    if isinstance(subject, Score):
        return subject.parts
    return subject.minuend, subject.subtrahend


def _reasons(score: Score, language: Language) -> list[str]:
    reasons = []
    if score.figure is not None:
        reasons.append(phrase("as printed", language, figure=score.figure.text(language)))
    if score.parts:
        parts = parts_name(len(score.parts), score.item, language)
        reasons.append(phrase("sum of", language, parts=parts))
    if not reasons or (score.given and score.figure is None):
        key = "exact" if score.is_exact else "given" if score.given else "not scored"
        reasons.append(phrase(key, language))
    return reasons


def explain(subject: Score | Difference) -> Explanation:
    """Return where a score, or the difference of two, comes from.

    >>> from kommunkompass import load_example
    >>> print(explain(load_example("kumla-2017")["1.1"]))
    criterion 1.1: 5.175 to under 5.325 (printed as 5, 35 %)
    <BLANKLINE>
    The range is 0.15 points wide. What leaves it open, widest first: 1.1 (0.15).
    """
    return Explanation(subject)
