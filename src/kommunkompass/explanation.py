"""Explanations: a score or a difference as the tree of the figures it came from."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from kommunkompass.arguments import of_type
from kommunkompass.difference import Difference
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

__all__ = ["Explanation", "explain"]

_WIDEST_NAMED = 5


@attrs.frozen(repr=False)
class Explanation:
    """Where a score or a difference comes from; printed, it is an indented tree.

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
        if isinstance(self.subject, Difference):
            return Explanation(self.subject.minuend), Explanation(self.subject.subtrahend)
        return tuple([Explanation(part) for part in self.subject.parts])

    @property
    def widest(self) -> tuple[tuple[Score, Fraction], ...]:
        """The scores at the ends of the tree that leave it open, with how many points each.

        Widest first; what is known exactly is left out. Where a printed sum narrows them
        together, their widths add up to more than the range's own.
        """
        subject = self.subject
        tops = (subject,) if isinstance(subject, Score) else (subject.minuend, subject.subtrahend)
        ends = [end for top in tops for end in open_ends(top)]
        ends.sort(key=lambda end: -end.range.width)
        return tuple([(end, end.range.width) for end in ends])

    def text(self, language: Language = "en") -> str:
        """The tree, one line an item, and what makes the range as wide as it is."""
        check_language(language)
        lines = list(self._lines(language, 0))
        if self.widest:
            named = [
                phrase("wide by", language, code=leaf.code, width=number_text(width, language))
                for leaf, width in self.widest[:_WIDEST_NAMED]
            ]
            more = len(self.widest) - _WIDEST_NAMED
            if more > 0:
                named.append(phrase("more", language, count=more))
            width = number_text(self.range.width, language)
            lines += ["", phrase("wide", language, width=width, widest=joined(named, language))]
        return "\n".join(lines)

    def _lines(self, language: Language, depth: int) -> Iterator[str]:
        subject = self.subject
        known = range_text(self.range, language)
        if isinstance(subject, Difference):
            name = phrase(
                "difference",
                language,
                one=item_name(subject.minuend.item, language),
                other=item_name(subject.subtrahend.item, language),
            )
            yield f"{'  ' * depth}{name}: {known}"
        else:
            head = f"{'  ' * depth}{item_name(subject.item, language)}: {known}"
            yield f"{head} ({', '.join(_reasons(subject, language))})"
        for part in self.parts:
            yield from part._lines(language, depth + 1)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Explanation of {self.subject}>"


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
    >>> kumla = load_example("kumla-2017")
    >>> print(explain(kumla["1"]))
    area 1: 36.5 to under 36.95 (printed as 37, 37 %, sum of its 5 criteria)
      criterion 1.1: 5.175 to under 5.325 (printed as 5, 35 %)
      criterion 1.2: 9.9 to under 10.1 (printed as 10, 50 %)
      criterion 1.3: 7.5 to under 7.625 (printed as 8, 30 %)
      criterion 1.4: 13.05 to under 13.35 (printed as 13, 44 %)
      criterion 1.5: 0.5 to under 0.55 (printed as 1, 5 %)
    <BLANKLINE>
    The range is 0.45 points wide. What leaves it open, widest first: 1.4 (0.3), 1.2 (0.2), \
1.1 (0.15), 1.3 (0.125) and 1.5 (0.05).
    """
    return Explanation(subject)
