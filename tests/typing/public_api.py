"""What type checkers make of the public names: read by mypy, not run."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Literal, assert_type

import numpy as np

from kommunkompass import (
    Area,
    Certainty,
    Contradiction,
    Criterion,
    Evaluation,
    Figure,
    Finding,
    FindingKind,
    Framework,
    InputError,
    KeyFacts,
    KommunkompassError,
    PublishedTable,
    Range,
    RoleModel,
    Score,
    Statement,
    Term,
    __version__,
    exact_text,
    framework_versions,
    get_framework,
    load_framework,
    round_half_up,
)

assert_type(__version__, str)


def frameworks() -> None:
    """Frameworks are found by version or file, and their items by code."""
    framework = get_framework()
    assert_type(framework, Framework)
    assert_type(get_framework("2.1"), Framework)
    assert_type(framework_versions(), tuple[str, ...])
    assert_type(load_framework("mine.toml"), Framework)
    assert_type(load_framework(Path("mine.toml")), Framework)
    assert_type(load_framework(BytesIO()), Framework)

    assert_type(framework.version, str)
    assert_type(framework.maximum, int)
    assert_type(framework.era, str)
    assert_type(framework.areas, tuple[Area, ...])
    assert_type(framework.criteria, tuple[Criterion, ...])
    assert_type(framework.evidence, tuple[Term, ...])
    assert_type(framework.first_year, int | None)
    assert_type(framework["1.4"], Criterion | Area | Framework)
    assert_type(framework["1.4"].maximum, int)
    assert_type(framework["1.4"].code, str)
    assert_type(framework["1.4"].title_in("sv"), str)
    assert_type("1.4" in framework, bool)
    assert_type(iter(framework), Iterator[Criterion | Area | Framework])

    assert_type(framework.areas[0].criteria, tuple[Criterion, ...])
    assert_type(framework.areas[0].headings, tuple[Term, ...])
    assert_type(framework.areas[0].other_titles, tuple[str, ...])
    assert_type(framework.criteria[0].printed_title, str | None)


def numbers() -> None:
    """Every kind of number goes in, exact ones come out."""
    assert_type(round_half_up(0.5), Fraction)
    assert_type(round_half_up(Decimal("0.25"), 1), Fraction)
    assert_type(exact_text(Fraction(1, 3)), str)


def ranges() -> None:
    """A range is built by the kinds of its ends; comparisons are certain, possible or excluded."""
    known = Range.closedopen(8.5, Decimal("9.5"))
    assert_type(known, Range)
    assert_type(Range.exactly(np.float32(1)), Range)
    assert_type(Range.closed(1, Fraction(3, 2)), Range)
    assert_type(Range.openclosed(1, 2), Range)
    assert_type(Range.open(1, 2), Range)
    assert_type(Range.sum([known, known]), Range)
    assert_type(known.lower, Fraction)
    assert_type(known.upper, Fraction)
    assert_type(known.lower_closed, bool)
    assert_type(known.upper_closed, bool)
    assert_type(known.width, Fraction)
    assert_type(known.is_exact, bool)
    assert_type(known.exact, Fraction)
    assert_type(known.rounded(), tuple[int, int])
    assert_type(9 in known, bool)
    assert_type(known + known, Range)
    assert_type(known - known, Range)
    assert_type(-known, Range)
    assert_type(known.scaled(2), Range)
    assert_type(known.clamped(known), Range)
    assert_type(known.within(known), bool)
    assert_type(known.intersection(known), Range | None)
    assert_type(known.above(known), Certainty)
    assert_type(known.equal(known), Certainty)


def figures() -> None:
    """Figures take text, whole numbers or Decimals, and keep printed decimals."""
    figure = Figure("9", 62)
    assert_type(figure, Figure)
    assert_type(Figure(percent=Decimal("35.4"), exact=True), Figure)
    assert_type(figure.points, Decimal | None)
    assert_type(figure.percent, Decimal | None)
    assert_type(figure.exact, bool)
    statement = figure.statements(get_framework()["3.5"])[0]
    assert_type(statement, Statement)
    assert_type(statement.code, str)
    assert_type(statement.measure, Literal["points", "percent", "score"])
    assert_type(statement.range, Range)
    assert_type(statement.words("sv"), str)


def scores() -> None:
    """A score has ends, and one number where it has one."""
    item = get_framework()["3.5"]
    score = Score.from_percent(item, 62.5)
    assert_type(score, Score)
    assert_type(Score.from_points(item, Fraction(93, 10)), Score)
    assert_type(Score.from_printed(item, points="9", percent="62"), Score)
    assert_type(Score.from_figure(item, Figure("9")), Score)
    assert_type(Score.unknown(item), Score)
    assert_type(score.code, str)
    assert_type(score.maximum, int)
    assert_type(score.lower, Fraction)
    assert_type(score.upper, Fraction)
    assert_type(score.lower_closed, bool)
    assert_type(score.upper_closed, bool)
    assert_type(score.exact, Fraction)
    assert_type(score.is_exact, bool)
    assert_type(score.is_unknown, bool)
    assert_type(score.percent, Range)
    assert_type(score.printed, int)
    assert_type(score.printed_percent, int)
    assert_type(score.parts, tuple[Score, ...])
    assert_type(score.figure, Figure | None)


def evaluations() -> None:
    """An evaluation is built from values by code, as a mapping or as pairs."""
    by_code: dict[str, float] = {"1.1": 12.5}
    mixed: Mapping[str, int | float | Decimal | Fraction] = {"1.1": 12, "1.2": Decimal("0.1")}
    evaluation = Evaluation.from_percents("2.1", by_code, municipality="Kumla", year=2017)
    assert_type(evaluation, Evaluation)
    assert_type(Evaluation.from_percents(get_framework(), mixed), Evaluation)
    assert_type(Evaluation.from_points("2.1", [("1.1", 5), ("1.2", 5)]), Evaluation)
    assert_type(Evaluation.from_printed("2.1", {"1.1": Figure("5", "35")}), Evaluation)
    assert_type(Evaluation.from_scores("2.1", evaluation.known), Evaluation)
    assert_type(
        Evaluation.from_points(
            "2.1",
            {},
            municipality_code="1881",
            date=datetime.date(2017, 3, 1),
            evaluators=["A. Andersson"],
            findings=[
                Finding("1", FindingKind.STRENGTH, "Clear plans"),
                Finding("1", "strength", "x"),
            ],
            role_models=[RoleModel("Strängnäs", "dialogue", "1")],
            key_facts=KeyFacts(population=21_000, governing_parties=["S"]),
        ),
        Evaluation,
    )
    assert_type(evaluation.framework, Framework)
    assert_type(evaluation.known, tuple[Score, ...])
    assert_type(evaluation.areas, tuple[Score, ...])
    assert_type(evaluation.criteria, tuple[Score, ...])
    assert_type(evaluation.total, Score)
    assert_type(evaluation["1.4"], Score)
    assert_type(evaluation.missing, tuple[Criterion | Area | Framework, ...])
    assert_type(evaluation.figures, tuple[tuple[str, Figure], ...])
    assert_type(evaluation.with_scores({"1.4": 60}), Evaluation)
    assert_type(
        evaluation.with_scores([("1.4", Score.unknown(get_framework()["1.4"]))]), Evaluation
    )
    assert_type(evaluation.municipality, str | None)
    assert_type(evaluation.year, int | None)
    assert_type(evaluation.date, datetime.date | None)
    assert_type(evaluation.evaluators, tuple[str, ...])
    assert_type(evaluation.findings, tuple[Finding, ...])
    assert_type(evaluation.findings[0].kind, FindingKind)
    assert_type(evaluation.role_models, tuple[RoleModel, ...])
    assert_type(evaluation.key_facts.governing_parties, tuple[str, ...])


def tables() -> None:
    """A published table holds figures, and gives an evaluation."""
    table = PublishedTable(get_framework(), {"1.1": Figure("5", "35")}, year=2017)
    assert_type(table, PublishedTable)
    assert_type(PublishedTable(get_framework(), [("1.1", Figure("5"))]), PublishedTable)
    assert_type(table.figures, tuple[tuple[str, Figure], ...])
    assert_type(table["1.1"], Figure | None)
    assert_type(table.evaluation(), Evaluation)


def errors(error: KommunkompassError, faulty: InputError, found: Contradiction) -> None:
    """Every error has item, value and what is allowed; a file's names all its faults."""
    assert_type(error.item, str)
    assert_type(error.value, object)
    assert_type(error.allowed, str)
    assert_type(faulty.faults, tuple[KommunkompassError, ...])
    assert_type(found.code, str)
    assert_type(found.statements, tuple[Statement, ...])
    assert_type(found.claimed, Range)
    assert_type(found.possible, Range)
    assert_type(found.message("sv"), str)
