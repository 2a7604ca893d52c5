"""A whole report of one evaluation, in one file of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import kommunkompass
from kommunkompass.arguments import check_kind
from kommunkompass.auditing import audit
from kommunkompass.comparison import Comparison, compare
from kommunkompass.described import FindingKind, KeyFacts
from kommunkompass.evaluation import Evaluation
from kommunkompass.framework import Language, check_language
from kommunkompass.phrases import phrase
from kommunkompass.render import summary
from kommunkompass.render.comparisons import caveat, comparison_table
from kommunkompass.render.html import escaped, paragraphs, table_html
from kommunkompass.render.overview import audit_table, evaluation_table
from kommunkompass.render.profile_svg import Profile
from kommunkompass.render.report_words import words
from kommunkompass.render.table import Column, Row, Table, clean

__all__ = ["html_report"]

#: The widths at which the profile is drawn: for a page, and for a telephone.
_WIDE, _NARROW = 720, 360


def html_report(
    evaluation: Evaluation,
    *,
    reference: Evaluation | None = None,
    language: Language = "en",
) -> str:
    """Return a whole report of an evaluation, as the text of an HTML file.

    It holds the total and what is known of it, the profile over the areas as a drawing, the
    overview tables, the audit of printed figures, the evaluators' findings, role models, key
    facts, the total on the scale from before 2010, and what is not scored; what an evaluation
    does not have is left out. It has no scripts and fetches nothing, is made for large and small
    screens, light and dark, and prints on A4.

    Args:
        evaluation: whose report it is.
        reference: another evaluation to be shown beside it, as far as the two can be compared.
        language: ``"en"`` or ``"sv"``. What evaluators wrote stays as they wrote it.

    Raises:
        NotComparableError: where no source relates the reference's points to the evaluation's.
        UnknownCodeError: for a language that is not known.
    """
    check_language(language)
    check_kind("report", evaluation, Evaluation, "an Evaluation")
    comparison = None if reference is None else compare(evaluation, reference)
    title = clean(summary.heading(evaluation, language))
    sections = [
        *_total(evaluation, language),
        *_profile(evaluation, comparison, language),
        *_compared(comparison, language),
        *_section(
            "overview",
            words("overview", language),
            table_html(evaluation_table(evaluation, language)),
        ),
        *_audit(evaluation, language),
        *_findings(evaluation, language),
        *_role_models(evaluation, language),
        *_key_facts(evaluation.key_facts, language),
        *_older(evaluation, language),
        *_missing(evaluation, language),
        *_about(language),
    ]
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escaped(title)}</title>",
        f"<style>\n{_style()}</style>",
        "</head>",
        '<body class="kommunkompass">',
        *_header(evaluation, language),
        "<main>",
        *sections,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


@cache
def _style() -> str:
    return (files("kommunkompass") / "render" / "report.css").read_text(encoding="utf-8")


def _section(key: str, title: str, *content: str) -> list[str]:
    """A section under a heading of its own, or nothing where it has no content."""
    if not content:
        return []
    return [
        f'<section id="{key}" aria-labelledby="{key}-heading">',
        f'<h2 id="{key}-heading">{escaped(title)}</h2>',
        *content,
        "</section>",
    ]


def _header(evaluation: Evaluation, language: Language) -> list[str]:
    facts = [
        (words("date", language), str(evaluation.date or "")),
        (words("evaluators", language), clean(", ".join(evaluation.evaluators))),
        (words("code", language), evaluation.municipality_code or ""),
    ]
    return [
        "<header>",
        f'<p class="framework">{escaped(clean(evaluation.framework.title_in(language)))}</p>',
        f"<h1>{escaped(clean(summary.subject(evaluation, language)))}</h1>",
        *_definitions(facts),
        "</header>",
    ]


def _definitions(facts: Iterable[tuple[str, str]]) -> list[str]:
    """A list of terms and what they come to, those that are not known left out."""
    known = [
        f"<div><dt>{escaped(term)}</dt><dd>{escaped(text)}</dd></div>"
        for term, text in facts
        if text
    ]
    return ["<dl>", *known, "</dl>"] if known else []


def _total(evaluation: Evaluation, language: Language) -> list[str]:
    score = evaluation.total
    points = escaped(summary.points_text(score, language))
    of = words("of", language, maximum=score.maximum)
    return _section(
        "total",
        words("total", language),
        f'<p class="headline"><strong>{points}</strong> {of}</p>',
        *paragraphs(
            [
                summary.total(evaluation, language),
                *summary.printed_total(evaluation, language),
                *summary.printed_areas(evaluation, language),
                *summary.extremes(evaluation, language),
            ]
        ),
    )


def _profile(
    evaluation: Evaluation, comparison: Comparison | None, language: Language
) -> list[str]:
    if not evaluation.areas:
        return []
    profile = Profile(evaluation=evaluation, language=language)
    if comparison is not None:
        others = {each.minuend.code: each.subtrahend for each in comparison.areas}
        profile = Profile(
            evaluation=evaluation,
            language=language,
            reference=comparison.reference,
            references=others,
        )
    return _section(
        "profile",
        words("profile", language),
        "<figure>",
        f"<figcaption>{escaped(words('profile text', language))}</figcaption>",
        f'<div class="wide">{profile.svg(_WIDE)}</div>',
        f'<div class="narrow">{profile.svg(_NARROW)}</div>',
        "</figure>",
    )


def _compared(comparison: Comparison | None, language: Language) -> list[str]:
    if comparison is None:
        return []
    name = summary.subject(comparison.reference, language)
    return _section(
        "reference",
        clean(words("compared", language, name=name)),
        *paragraphs(caveat(comparison, language)),
        table_html(comparison_table(comparison, language, criteria=False)),
    )


def _audit(evaluation: Evaluation, language: Language) -> list[str]:
    found = audit(evaluation)
    if not found.findings:
        return []
    return _section(
        "audit",
        words("audit", language),
        *paragraphs([words("audit text", language), phrase("audit good", language)]),
        table_html(audit_table(found, language)),
    )


def _findings(evaluation: Evaluation, language: Language) -> list[str]:
    content = []
    for code in evaluation.framework.codes:
        kinds = []
        for kind in FindingKind:
            texts = [
                finding.text
                for finding in evaluation.findings
                if finding.code == code and finding.kind is kind
            ]
            if texts:
                items = "".join(f"<li>{escaped(clean(text))}</li>" for text in texts)
                title = words(kind.value, language)
                kinds.append(f'<div class="{kind.value}"><h4>{title}</h4><ul>{items}</ul></div>')
        if kinds:
            name = escaped(_named(evaluation, code, language))
            content += [f"<h3>{name}</h3>", f'<div class="kinds">{"".join(kinds)}</div>']
    return _section("findings", words("findings", language), *content)


def _named(evaluation: Evaluation, code: str | None, language: Language) -> str:
    """An area (or whatever else has the code) by code and title; all areas for None."""
    if code is None or code == evaluation.framework.code:
        return words("all areas", language)
    return clean(f"{code} {evaluation.framework[code].title_in(language)}")


def _role_models(evaluation: Evaluation, language: Language) -> list[str]:
    order = [*evaluation.framework.codes, None]
    models = sorted(evaluation.role_models, key=lambda model: order.index(model.code))
    if not models:
        return []
    table = Table(
        words("role models text", language),
        [
            Column("area", words("area", language), "prose"),
            Column("municipality", words("municipality", language), "name"),
            Column("topic", words("topic", language), "prose"),
        ],
        [
            Row([_named(evaluation, model.code, language), model.municipality, model.topic])
            for model in models
        ],
    )
    return _section("role-models", words("role models", language), table_html(table))


def _key_facts(facts: KeyFacts, language: Language) -> list[str]:
    known = {
        "group": clean(facts.group or ""),
        "population": _counted(facts.population, language),
        "population_change": _counted(facts.population_change, language, sign="+"),
        "employees": _counted(facts.employees, language),
        "governing_parties": clean(", ".join(facts.governing_parties)),
    }
    listed = _definitions([(words(key, language), text) for key, text in known.items()])
    return _section("key-facts", words("key facts", language), *listed)


def _counted(count: int | None, language: Language, sign: str = "") -> str:
    """A count with its thousands set apart, as the language does it."""
    if count is None:
        return ""
    text = f"{count:{sign},}".replace("-", "−")
    return text.replace(",", "\N{NO-BREAK SPACE}") if language == "sv" else text


def _older(evaluation: Evaluation, language: Language) -> list[str]:
    said = summary.older_scale(evaluation, language)
    if not said:
        return []
    explained = words("older text", language, maximum=evaluation.framework.maximum)
    return _section("older", words("older", language), *paragraphs([*said, explained]))


def _missing(evaluation: Evaluation, language: Language) -> list[str]:
    said = summary.missing(evaluation, language)
    if not said:
        return []
    return _section(
        "missing",
        words("missing", language),
        *paragraphs([*said, words("missing text", language)]),
    )


def _about(language: Language) -> list[str]:
    made = words("made", language, version=kommunkompass.__version__)
    return _section(
        "about", words("about", language), *paragraphs([words("about text", language), made])
    )
