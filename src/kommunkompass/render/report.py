"""A whole report of one evaluation, in one file of HTML that needs nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import attrs

from kommunkompass.arguments import check_kind
from kommunkompass.auditing import audit
from kommunkompass.described import FindingKind
from kommunkompass.evaluation import Evaluation
from kommunkompass.exact import exact_text, round_half_up
from kommunkompass.framework import Language, check_language
from kommunkompass.phrases import phrase, range_text
from kommunkompass.render import Page, Table, escaped, html
from kommunkompass.render.pages import audit_page, evaluation_table
from kommunkompass.render.summary import adjusted, points_text, subject, summary

# In pixels: the heights of a line and a bar, and what is below it.
_LINE, _BAR, _GAP = 18, 16, 14
# In letters: a line of a label, for telephones.
_LETTERS = 36
# In percent.
_TICKS = (25, 50, 75)
_HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="track" width="6" height="6"/>'
    '<rect class="certain" width="2.5" height="6"/></pattern>'
)


def html_report(evaluation: Evaluation, *, language: Language = "en") -> str:
    """Return a whole report of an evaluation, as the text of an HTML file.

    It holds the total, the key facts, the profile as a drawing, the overview, the audit, findings
    and role models, as far as there are any. It has no scripts and fetches nothing.

    Args:
        evaluation: whose report it is.
        language: ``"en"`` or ``"sv"``. What evaluators wrote stays as they wrote it.

    Raises:
        InvalidTypeError: for anything but an evaluation.
        UnknownCodeError: for a language that is not known.
    """
    check_language(language)
    check_kind("report", evaluation, Evaluation, "an Evaluation")
    total, found = evaluation.total, audit(evaluation)
    said = list(summary(evaluation, language))
    if adjusted(evaluation) is not None:
        said.append(phrase("assumed", language, maximum=total.maximum))
    sections = [_section("the total", said, language)]
    facts = _key_facts(evaluation, language)
    if facts:
        sections.append(_section("key facts", facts, language))
    if evaluation.areas:
        sections.append(_profile(evaluation, language))
    sections.append(_section("overview", [evaluation_table(evaluation, language)], language))
    if found.findings:
        sections.append(html(audit_page(found, language)))
    sections += _found(evaluation, language)
    name = escaped(subject(evaluation, language))
    framework = escaped(evaluation.framework.title_in(language))
    style = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return f"""\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}, {framework}</title>
<style>
{style}</style>
</head>
<body>
<header>
<p>{framework}</p>
<h1>{name}</h1>
<p class="headline"><strong>{points_text(total, language)}</strong>
{phrase("of points", language, maximum=total.maximum)}</p>
</header>
<main>
{"".join(sections)}</main>
</body>
</html>
"""


def _section(key: str, blocks: Iterable[str | Table], language: Language) -> str:
    return html(Page(phrase(key, language), blocks, language))


def _key_facts(evaluation: Evaluation, language: Language) -> list[str]:
    texts = []
    others = ("municipality_code", "date", "evaluators")
    facts = {name: getattr(evaluation, name) for name in others}
    facts |= attrs.asdict(evaluation.key_facts)
    if change := facts["population_change"]:
        facts["population_change"] = f"{change:+}"
    for name, value in facts.items():
        said = ", ".join(value) if isinstance(value, tuple) else value
        if said not in ("", None):
            texts.append(f"{phrase(name, language)}: {said}")
    return texts


def _found(evaluation: Evaluation, language: Language) -> list[str]:
    framework, sections = evaluation.framework, []
    for item in framework:
        texts = [
            f"{phrase(kind.value, language)}: {finding.text}"
            for kind in FindingKind
            for finding in evaluation.findings
            if (finding.kind, finding.code) == (kind, item.code)
        ]
        texts += [
            f"{phrase('role model', language)}: {model.municipality}, {model.topic}"
            for model in evaluation.role_models
            if item.code == (model.code or framework.code)
        ]
        if texts:
            name = f"{item.code} {item.title_in(language)}"
            if item is framework:
                name = phrase("all areas", language)
            sections.append(html(Page(name, texts, language), "h3"))
    return [_section("found", [], language), *sections] if sections else []


def _profile(evaluation: Evaluation, language: Language) -> str:
    return f"""\
<section>
<h2>{phrase("profile", language)}</h2>
<figure>
<figcaption>{phrase("legend profile", language)}</figcaption>
{profile_svg(evaluation, language)}
</figure>
</section>
"""


def profile_svg(evaluation: Evaluation, language: Language) -> str:
    """The profile as an ``svg`` element, which ``report.css`` colours."""
    shapes, said, top = [_HATCH], [], 0
    for area in evaluation.areas:
        name = f"{area.code} {area.item.title_in(language)}"
        said.append(f"{name}: {range_text(area.range, language)} / {area.maximum}")
        value = points_text(area, language)
        if area.maximum != 100:
            value += f" / {area.maximum}"
        shapes.append(f'<text class="value" x="100%" y="{top + 13}">{value}</text>')
        for line in textwrap.wrap(name, _LETTERS):
            shapes.append(f'<text y="{top + 13}">{escaped(line)}</text>')
            top += _LINE
        place = f'y="{top}" height="{_BAR}"'
        shapes.append(f'<rect class="track" {place} width="100%"/>')
        for tick in _TICKS:
            ends = f'x1="{tick}%" x2="{tick}%" y1="{top}" y2="{top + _BAR}"'
            shapes.append(f"<line {ends}/>")
        known = area.percent
        certain = _length(known.lower)
        shapes.append(f'<rect class="certain" {place} width="{certain}"/>')
        if not known.is_exact:
            rest = f'x="{certain}" width="{_length(known.width)}"'
            shapes.append(f'<rect class="open" {place} {rest}/>')
        top += _BAR + _GAP
    for tick in _TICKS:
        shapes.append(f'<text class="scale" x="{tick}%" y="{top + 8}">{tick} %</text>')
    opening = f'<svg width="100%" height="{top + 12}" role="img"'
    return "\n".join([f'{opening} aria-label="{escaped("; ".join(said))}">', *shapes, "</svg>"])


def _length(percent: Fraction) -> str:
    return f"{exact_text(round_half_up(percent, 2))}%"
