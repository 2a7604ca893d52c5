"""The profile over the areas as a drawing in SVG, with its text alternative.

A bar reaches as far as the points are certain; the rest of the range follows it, hatched. A
reference is a thinner bar below. Shape and tone tell them apart, not colour alone. The classes
are set by the page's style sheet, ``report.css``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text, round_half_up
from kommunkompass.framework import Language
from kommunkompass.phrases import range_text
from kommunkompass.render.html import escaped
from kommunkompass.render.report_words import words
from kommunkompass.render.summary import points_text, subject
from kommunkompass.render.table import clean
from kommunkompass.score import Score

__all__ = ["Profile"]

# Lengths are in units of the drawing: pixels, where it is shown at its own size.
_LINE = 18
_BAR = 16
_THIN = 9
_GAP = 14
#: What is kept free to the right of the bars, for figures.
_VALUES = 64
#: About the width of a letter of a label.
_LETTER = 7.8
_TICKS = (0, 25, 50, 75, 100)


@attrs.frozen(kw_only=True)
class Profile:
    """What the drawing shows.

    Attributes:
        evaluation: whose areas are shown.
        language: the language of the words.
        reference: whose areas are shown beside them, where there is one.
        references: the reference's areas that may be shown, by code.
    """

    evaluation: Evaluation
    language: Language
    reference: Evaluation | None = None
    references: Mapping[str, Score] = attrs.field(factory=dict)

    def svg(self, width: int) -> str:
        """The drawing as an ``svg`` element, so many units wide.

        Drawings of different widths can stand in one page.
        """
        name = f"profile-{width}"
        bars, top = [], 0
        for area in self.evaluation.areas:
            group, height = self._area(area, width, f"url(#{name}-open)")
            bars.append(f'<g transform="translate(0 {top})">{group}</g>')
            top += height
        legend, height = self._legend(width, f"url(#{name}-open)")
        title = words("profile of", self.language, name=subject(self.evaluation, self.language))
        return "\n".join(
            [
                f'<svg class="profile" viewBox="0 0 {width} {top + height}" role="img" '
                f'aria-labelledby="{name}-title {name}-text">',
                f'<title id="{name}-title">{_text(title)}</title>',
                f'<desc id="{name}-text">{_text(" ".join(self._sentences()))}</desc>',
                f'<defs><pattern id="{name}-open" width="6" height="6" '
                'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                '<rect class="ground" width="6" height="6"/>'
                '<rect class="hatch" width="2.5" height="6"/></pattern></defs>',
                *bars,
                f'<g transform="translate(0 {top})">{legend}</g>',
                "</svg>",
            ]
        )

    def _area(self, area: Score, width: int, hatch: str) -> tuple[str, int]:
        """An area's label and bars, and how high they are."""
        label = f"{area.code} {clean(area.item.title_in(self.language))}"
        lines = textwrap.wrap(label, int(width / _LETTER))
        drawn = [
            f'<text class="label" y="{_LINE * place + 13}">{_text(line)}</text>'
            for place, line in enumerate(lines)
        ]
        top = _LINE * len(lines)
        drawn += self._bar(area, top, _BAR, width, hatch)
        top += _BAR
        reference = self.references.get(area.code)
        if reference is not None:
            drawn += self._bar(reference, top + 2, _THIN, width, hatch, "reference")
            top += 2 + _THIN
        return "".join(drawn), top + _GAP

    def _bar(
        self, score: Score, top: int, height: int, width: int, hatch: str, kind: str = "own"
    ) -> Iterator[str]:
        long = width - _VALUES
        start, end = [_length(at, long) for at in (score.percent.lower, score.percent.upper)]
        place = f'y="{top}" height="{height}"'
        yield f'<rect class="track" {place} width="{long}"/>'
        for tick in _TICKS[1:-1]:
            x = _decimal(_length(Fraction(tick), long))
            yield f'<path class="tick" d="M{x} {top}v{height}"/>'
        yield f'<rect class="{kind}" {place} width="{_decimal(start)}"/>'
        if not score.is_exact:
            yield (
                f'<rect class="{kind} open" fill="{hatch}" {place} x="{_decimal(start)}" '
                f'width="{_decimal(end - start)}"/>'
            )
        value = points_text(score, self.language)
        if score.maximum != 100:
            value += f" / {score.maximum}"
        yield (
            f'<text class="value {kind}" x="{width}" y="{top + height - 3 + (kind != "own")}">'
            f"{_text(value)}</text>"
        )

    def _legend(self, width: int, hatch: str) -> tuple[str, int]:
        """The scale, and what the bars mean, and how high it is."""
        long = width - _VALUES
        drawn = []
        for tick in _TICKS:
            anchor = {0: "start", 100: "end"}.get(tick, "middle")
            x = _decimal(_length(Fraction(tick), long))
            unit = " %" if tick == _TICKS[-1] else ""
            drawn.append(
                f'<text class="scale" x="{x}" y="8" text-anchor="{anchor}">{tick}{unit}</text>'
            )
        scores = (*self.evaluation.areas, *self.references.values())
        keys = [('class="own"', words("certain", self.language), 12)]
        if not all(score.is_exact for score in scores):
            keys.append((f'class="own open" fill="{hatch}"', words("open", self.language), 12))
        if self.references and self.reference is not None:
            name = subject(self.reference, self.language)
            keys.append(('class="reference"', words("reference is", self.language, name=name), 8))
        top = 22
        for attributes, label, height in keys:
            middle = top + (12 - height) // 2
            drawn.append(f'<rect {attributes} y="{middle}" width="24" height="{height}"/>')
            drawn.append(f'<text class="key" x="32" y="{top + 11}">{_text(label)}</text>')
            top += 20
        return "".join(drawn), top

    def _sentences(self) -> Iterator[str]:
        """What the drawing says, area by area."""
        for area in self.evaluation.areas:
            said = self._known(f"{area.code} {area.item.title_in(self.language)}", area)
            other = self.references.get(area.code)
            if other is not None and self.reference is not None:
                said += f"; {self._known(subject(self.reference, self.language), other)}"
            yield f"{said}."

    def _known(self, name: str, score: Score) -> str:
        return words(
            "known",
            self.language,
            name=name,
            range=range_text(score.range, self.language),
            maximum=score.maximum,
        )


def _length(percent: Fraction, long: int) -> Fraction:
    """How far a share of so long a bar reaches, rounded to hundredths of a unit."""
    return round_half_up(percent * long / 100, 2)


def _decimal(length: Fraction) -> str:
    return exact_text(length)


def _text(text: str) -> str:
    return escaped(clean(text))
