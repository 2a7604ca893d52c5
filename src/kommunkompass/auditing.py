"""The audit of a published table: which printed figures add up, which do not, and why."""

from __future__ import annotations

import enum
from fractions import Fraction

import attrs

from kommunkompass.agreement import agreed
from kommunkompass.arguments import check_kind
from kommunkompass.contradiction import Contradiction, contradictions
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_sum
from kommunkompass.figure import Figure
from kommunkompass.framework import Item, Language
from kommunkompass.interval import Range
from kommunkompass.notebooks import InNotebooks
from kommunkompass.phrases import item_name, number_text, parts_name, phrase, range_text
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score, walk


class AuditKind(enum.Enum):
    """What the audit says of a figure or a sum."""

    ADDS_UP = "adds_up"
    ROUNDING = "rounding"
    IMPOSSIBLE = "impossible"


@attrs.frozen
class AuditFinding:
    """What the audit says of one figure, or of one sum of printed figures.

    Attributes:
        kind: it adds up; it does not, which rounding explains; or it is impossible.
        item: whose figure it is.
        figure: what is printed of the item.
        parts: how many printed figures are summed; 0 where the finding is on no sum.
        computed: the points that the printed figures give if they are exact.
        range: the exact points that all figures leave, contradicting ones left out.
        contradiction: what contradicts what, where it is impossible.
    """

    kind: AuditKind
    item: Item
    figure: Figure
    parts: int
    computed: Fraction
    range: Range
    contradiction: Contradiction | None = None

    @property
    def code(self) -> str:
        """The item's code."""
        return self.item.code

    def message(self, language: Language = "en") -> str:
        """The finding as a sentence."""
        if self.contradiction is not None:
            return self.contradiction.message(language)
        if self.parts == 0:
            key = "rounding row"
        elif self.kind is AuditKind.ADDS_UP:
            key = "adds up"
        else:
            key = "rounding sum"
        return phrase(
            key,
            language,
            item=item_name(self.item, language),
            parts=parts_name(self.parts, self.item, language),
            computed=number_text(self.computed, language),
            printed=self.figure.text(language),
            percent=number_text(Fraction(self.figure.percent or 0), language),
            maximum=self.item.maximum,
            range=range_text(self.range, language),
        )

    def __str__(self) -> str:
        return self.message()


@attrs.frozen(repr=False)
class Audit(InNotebooks):
    """The findings on a published table, in the order of its overview.

    Attributes:
        findings: one for each figure or sum that deserves a word; sums that add up included.
        total: what the figures say of the total and all below it, contradicting ones left out.
    """

    findings: tuple[AuditFinding, ...]
    total: Score

    @property
    def consistent(self) -> bool:
        """Whether all figures can be true together."""
        return not self.of_kind(AuditKind.IMPOSSIBLE)

    def __repr__(self) -> str:
        counts = [f"{len(self.of_kind(kind))} {kind.value}" for kind in AuditKind]
        return f"<Audit: {', '.join(counts)}>"

    def of_kind(self, kind: AuditKind) -> tuple[AuditFinding, ...]:
        """The findings of one kind."""
        return tuple([finding for finding in self.findings if finding.kind is kind])


def audit(source: PublishedTable | Evaluation) -> Audit:
    """Return what is to be said of printed figures (rule 6.2): misprints told apart from rounding.

    >>> from kommunkompass import load_example
    >>> for finding in audit(load_example("kumla-2017")).of_kind(AuditKind.ROUNDING)[:1]:
    ...     print(finding)
    area 2: the printed figures of its 5 criteria come to 41 of 100 points, but it is \
printed as 40, 40 %: explained by rounding, exactly it has 40.025 to under 40.5 points

    Args:
        source: a published table, or an evaluation made from printed figures.
    """
    allowed = "a PublishedTable or an Evaluation"
    check_kind("audit", source, (PublishedTable, Evaluation), allowed)
    framework, figures = source.framework, dict(source.figures)
    said = {code: figure.statements(framework[code]) for code, figure in figures.items()}
    impossible = {found.code: found for found in contradictions(framework, said)}
    doubtful = set(impossible)
    for code in impossible.keys() - {framework.code}:
        doubtful.update(part.code for part in framework.parts(framework[code]))
    trusted = {
        code: Score.from_figure(framework[code], figure)
        for code, figure in figures.items()
        if code not in doubtful
    }
    total = agreed(framework, trusted)
    scores = {score.code: score for score in walk(total)}
    findings = []
    for item in framework:
        figure = figures.get(item.code)
        if figure is None:
            continue
        known = scores[item.code].range
        by_percent = figure if figure.percent is None else Figure(percent=figure.percent)
        computed = by_percent.at_face_value(item)
        if item.code in impossible:
            why = impossible[item.code]
            findings.append(
                AuditFinding(AuditKind.IMPOSSIBLE, item, figure, 0, computed, known, why)
            )
            continue
        if item.code in doubtful:
            known = Score.from_figure(item, figure).range
        if not figure.prints(computed, item):
            findings.append(AuditFinding(AuditKind.ROUNDING, item, figure, 0, computed, known))
        parts = framework.parts(item)
        if parts and all(part.code in figures and part.code not in impossible for part in parts):
            computed = exact_sum([figures[part.code].at_face_value(part) for part in parts])
            kind = AuditKind.ADDS_UP if figure.prints(computed, item) else AuditKind.ROUNDING
            findings.append(AuditFinding(kind, item, figure, len(parts), computed, known))
    return Audit(tuple(findings), total)
