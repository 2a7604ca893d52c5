"""What the errors of the core say, in full: the item, the value, and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs
import dask.array as da
import numpy as np
import pytest

from kommunkompass import (
    Evaluation,
    Figure,
    KommunkompassError,
    PublishedTable,
    Range,
    Score,
    comparability,
    exact_text,
    from_pre_2010,
    get_framework,
    load_example,
    round_half_up,
    to_pre_2010,
)
from kommunkompass.cohort import (
    Cohort,
    Column,
    area_points,
    certainly_above,
    possible_ranks,
    printed,
    ranks,
)
from kommunkompass.interval import narrowed
from kommunkompass.sensitivity import shares_keeping_order
from kommunkompass.testing import small_framework

KUMLA = load_example("kumla-2017")
OLDER, EDITION, NEWER = map(get_framework, ("pre-2010", "2010", "2.1"))
AREA, CRITERION = NEWER["1"], NEWER["1.4"]
OLD = Evaluation.from_points(OLDER, {"total": 371})
OLD_TOTAL = OLD.total
COHORT = Cohort.from_percents(["Kumla", "Laxå"], [[50.0] * 45, [60.0] * 45], NEWER)
INF, NAN = float("inf"), float("nan")

FINITE = "a finite number such as 35.5: int, float, Fraction, Decimal or a real numpy scalar"
REALS = "an array of float64, float32, float16 or whole numbers"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        # Numbers.
        (
            lambda: round_half_up(INF),
            f"number: inf is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: exact_text(INF),
            f"number: inf is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: round_half_up(np.float32("nan")),
            f"number: nan is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: round_half_up(np.longdouble("inf")),
            f"number: inf is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: round_half_up(Decimal("-Infinity")),
            f"number: -Infinity is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: round_half_up(Decimal("1e400")),
            "number: 1E+400 is not allowed; allowed: at most 400 digits before and after "
            "the decimal point",
        ),
        (
            lambda: round_half_up(True),
            f"number: True is not allowed (it is of type bool); allowed: {FINITE}",
        ),
        (
            lambda: round_half_up("5"),
            f"number: '5' is not allowed (it is of type str); allowed: {FINITE}",
        ),
        (
            lambda: round_half_up(5, -1),
            "decimals: -1 is not allowed; allowed: a whole number from 0 to 400",
        ),
        # Ranges.
        (
            lambda: bool(Range.exactly(1).above(Range.exactly(0))),
            "truth of a comparison: Certainty.CERTAIN is not allowed (it is of type "
            "Certainty); allowed: a comparison with a Certainty",
        ),
        (
            lambda: Range((1.5, 0), (2, 0)),
            "range: ((1.5, 0), (2, 0)) is not allowed (it is of type tuple); allowed: two "
            "ends, each a pair of a Fraction and 0, or 1 or -1 if open; see Range.closed",
        ),
        (
            lambda: Range.open(2, 1),
            "range: '(2, 1)' is not allowed; allowed: a range that is not empty",
        ),
        (
            lambda: Range.exactly(1).within(1),
            "range: 1 is not allowed (it is of type int); allowed: a Range",
        ),
        (
            lambda: Range.sum(5),
            "ranges: 5 is not allowed (it is of type int); allowed: a list of Range",
        ),
        (
            lambda: Range.sum([Range.exactly(1), 5]),
            "ranges: 5 is not allowed (it is of type int); allowed: a list of Range",
        ),
        (
            lambda: Range.closedopen(1, 2).exact,
            "range: no single number, only the range [1, 2); its ends differ",
        ),
        (
            lambda: Range.exactly(1).scaled(0),
            "factor: 0 is not allowed; allowed: a positive number",
        ),
        (
            lambda: narrowed([Range.exactly(1), Range.exactly(2)], Range.exactly(4)),
            "whole: [4, 4] is not allowed; allowed: a range that meets [3, 3]",
        ),
        # The framework.
        (
            lambda: AREA.title_in("da"),
            'language: \'da\' is not known; allowed: "en" or "sv"',
        ),
        (
            lambda: Score.unknown("1"),
            "item: '1' is not allowed (it is of type str); allowed: a Criterion, an Area, "
            "or a Framework for its total",
        ),
        (
            lambda: attrs.evolve(AREA, code="01"),
            "area 01: '01' is not allowed; allowed: a whole number from 1 as text, of at most "
            "nine digits, without leading zeros",
        ),
        (
            lambda: attrs.evolve(NEWER, last_year=2015),
            "last_year: 2015 is not allowed; allowed: a year from 2016 on",
        ),
        (
            lambda: Column(CRITERION, ("Kumla",), [Range.exactly(31)]),
            "criterion 1.4 of Kumla: [31, 31] is not allowed; allowed: a range within 0 to 30 "
            "points",
        ),
        (
            lambda: Range.exactly(-1).divided(Range.exactly(1)),
            "dividend: [-1, -1] is not allowed; allowed: a range of numbers of 0 or more",
        ),
        (
            lambda: Score(AREA, Range.exactly(1), (Score.unknown(CRITERION),)),
            "area 1: (<Score criterion 1.4: [0, 30] of 30 points>,) is not allowed; allowed: the "
            "scores of its parts, in order, whose sum holds its own range",
        ),
        (
            lambda: shares_keeping_order(OLD, OLD, "1"),
            "framework: 'pre-2010' is not allowed; allowed: one whose areas are known",
        ),
        (
            lambda: round_half_up(1, True),
            "decimals: True is not allowed (it is of type bool); allowed: a whole number from 0 "
            "to 400",
        ),
        (
            lambda: attrs.evolve(AREA, code="2"),
            "area 2, parts: '1.1' is not allowed; allowed: codes of the form \"2.1\"",
        ),
        (
            lambda: attrs.evolve(AREA, maximum=90),
            "area 1, maximum: 90 is not allowed; allowed: the sum of the parts' maxima, "
            "which is 100",
        ),
        (
            lambda: attrs.evolve(NEWER, areas=NEWER.areas[::-1]),
            "total, parts: '7' is not allowed; allowed: every code once, in rising order",
        ),
        (
            lambda: NEWER.covers("2017"),
            "year: '2017' is not allowed (it is of type str); allowed: a whole number from "
            "1 to 1000000000000000000",
        ),
        (
            lambda: NEWER.covers(0),
            "year: 0 is not allowed; allowed: a whole number from 1 to 1000000000000000000",
        ),
        (
            lambda: NEWER["9.9"],
            "framework 2.1: '9.9' is not known; allowed: the codes of its items as text: 1,"
            " 1.1 … total",
        ),
        (
            lambda: small_framework([1] * 7)["2"],
            "framework own: '2' is not known; allowed: the codes of its items as text: 1, 1.1, "
            "1.2, 1.3, 1.4, 1.5, 1.6, 1.7, total",
        ),
        (
            lambda: small_framework([1] * 8)["2"],
            "framework own: '2' is not known; allowed: the codes of its items as text: 1, 1.1 "
            "… total",
        ),
        (
            lambda: OLDER["1"],
            "framework pre-2010: '1' is not known; allowed: the codes of its items as text: total",
        ),
        # Scores.
        (
            lambda: Score(AREA, 5),
            "area 1: 5 is not allowed (it is of type int); allowed: a Range",
        ),
        (
            lambda: Score(AREA, Range.closed(0, 101)),
            "area 1: [0, 101] is not allowed; allowed: a range within 0 to 100 points",
        ),
        (
            lambda: Score(AREA, Range.exactly(5), []),
            "area 1: [] is not allowed (it is of type list); allowed: a tuple of Score",
        ),
        (
            lambda: Score(AREA, Range.exactly(5), (5,)),
            "area 1: 5 is not allowed (it is of type int); allowed: a tuple of Score",
        ),
        (
            lambda: Score(AREA, Range.exactly(5), (), "5"),
            "area 1: '5' is not allowed (it is of type str); allowed: a Figure, or None",
        ),
        (
            lambda: Score(AREA, Range.exactly(5), (), None, "yes"),
            "area 1: 'yes' is not allowed (it is of type str); allowed: given=True or given=False",
        ),
        (
            lambda: Score(AREA, Range.exactly(9), (), Figure("8")),
            "area 1: [9, 9] is not allowed; allowed: a range within its figure 8, [7.5, 8.5)",
        ),
        (
            lambda: Score(CRITERION, Range.exactly(9), (), Figure("9", "50")),
            "criterion 1.4: [9, 9] is not allowed; allowed: a range within its figure 9, 50"
            " %, which no points give",
        ),
        (
            lambda: Score.from_percent(CRITERION, 101),
            "criterion 1.4: 101 is not allowed; allowed: a percent from 0 to 100",
        ),
        (
            lambda: Score.from_percent(CRITERION, NAN),
            f"criterion 1.4: nan is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: Score.from_points(CRITERION, 31),
            "criterion 1.4: 31 is not allowed; allowed: points from 0 to 30",
        ),
        (
            lambda: Score.from_points(CRITERION, NAN),
            f"criterion 1.4: nan is not allowed; allowed: {FINITE}",
        ),
        (
            lambda: Score.from_printed(CRITERION),
            "criterion 1.4: 'nothing' is not allowed; allowed: printed points, percent or both",
        ),
        (
            lambda: Score.from_printed(CRITERION, "nine"),
            "criterion 1.4: 'nine' is not allowed; allowed: a plain number as printed, such"
            ' as "9", "62 %" or "35,4"',
        ),
        (
            lambda: Score.from_printed(CRITERION, "9", "50"),
            "criterion 1.4: 1.4 printed as 9 points means 8.5 to under 9.5 points, but 1.4 "
            "printed as 50 percent leaves only 14.85 to under 15.15; allowed: figures that "
            "can all be true together",
        ),
        (
            lambda: Score.from_figure(CRITERION, "9"),
            "criterion 1.4: '9' is not allowed (it is of type str); allowed: a Figure, such as "
            'Figure("37")',
        ),
        (
            lambda: Evaluation.from_percents(NEWER, {"1.1": 60, "1.2": 50})["1"].exact,
            "area 1: no single number, only the range [19, 84]; not scored: criterion 1.3, "
            "criterion 1.4, criterion 1.5",
        ),
        (
            lambda: Evaluation.from_percents(NEWER, {}).total.exact,
            "total: no single number, only the range [0, 800]; not scored: criterion 1.1, "
            "criterion 1.2, criterion 1.3, criterion 1.4, criterion 1.5 and 40 more",
        ),
        (
            lambda: KUMLA["1"].exact,
            "area 1: no single number, only the range [36.5, 36.95); known only as a range:"
            " criterion 1.1, criterion 1.2, criterion 1.3, criterion 1.4, criterion 1.5",
        ),
        (
            lambda: KUMLA.total.printed,
            "total: no single number, only the range [368.55, 374.3); it prints as 369 to "
            "374 points",
        ),
        (
            lambda: Score.unknown(CRITERION).printed_percent,
            "criterion 1.4: no single number, only the range [0, 100]; it prints as 0 to "
            "100 percent",
        ),
        # Evaluations and tables.
        (
            lambda: Evaluation.from_scores(NEWER, 5),
            "scores: 5 is not allowed (it is of type int); allowed: a list of Score",
        ),
        (
            lambda: Evaluation.from_scores(NEWER, [Score.from_points(EDITION["1"], 5)]),
            "area 1: area 1: 5 of 100 points is not allowed; allowed: scores of framework 2.1",
        ),
        (
            lambda: Evaluation.from_scores(NEWER, [KUMLA["1.4"], KUMLA["1.4"]]),
            "criterion 1.4: criterion 1.4: [13.05, 13.35) of 30 points is not allowed; "
            "allowed: each code once",
        ),
        (
            lambda: Evaluation.from_percents(NEWER, [("1.4", 60), ("1.4", 70)]),
            "criterion 1.4: 70 is not allowed; allowed: each code once",
        ),
        (
            lambda: Evaluation.from_percents(NEWER, 60),
            "values by code: 60 is not allowed (it is of type int); allowed: a mapping, or "
            "pairs of a code and a value",
        ),
        (
            lambda: Evaluation.from_percents(NEWER, ["1.4"]),
            "values by code: '1.4' is not allowed (it is of type str); allowed: a mapping, "
            "or pairs of a code and a value",
        ),
        (
            lambda: Evaluation.from_percents(NEWER, [("1.4", 60, 70)]),
            "values by code: ('1.4', 60, 70) is not allowed (it is of type tuple); allowed:"
            " a mapping, or pairs of a code and a value",
        ),
        (
            lambda: Evaluation.from_printed(NEWER, {"1.4": Figure("9", "50")}),
            "criterion 1.4: 1.4 printed as 9 points means 8.5 to under 9.5 points, but 1.4 "
            "printed as 50 percent leaves only 14.85 to under 15.15; allowed: figures that "
            "can all be true together",
        ),
        (
            lambda: KUMLA.with_scores({"1.4": KUMLA["1.3"]}),
            "criterion 1.4: criterion 1.3: [7.5, 7.625) of 25 points is not allowed; "
            "allowed: a score of criterion 1.4",
        ),
        (
            lambda: PublishedTable(NEWER, {"1.4": 9}),
            "criterion 1.4: 9 is not allowed (it is of type int); allowed: a Figure, such as "
            'Figure("37")',
        ),
        (
            lambda: PublishedTable(NEWER, [("1.4", Figure(9)), ("1.4", Figure(8))]),
            "criterion 1.4: 8 is not allowed; allowed: each code once",
        ),
        (
            lambda: PublishedTable(NEWER, 9),
            "values by code: 9 is not allowed (it is of type int); allowed: a mapping, or "
            "pairs of a code and a value",
        ),
        # Comparability.
        (
            lambda: comparability(NEWER, "2020"),
            "comparability: '2020' is not allowed (it is of type str); allowed: two frameworks",
        ),
        (
            lambda: to_pre_2010(371),
            "total: 371 is not allowed (it is of type int); allowed: the total's Score",
        ),
        (
            lambda: to_pre_2010(KUMLA["1"]),
            "area 1 ([36.5, 36.95)) cannot be compared: only totals; the step does not "
            "hold for single items",
        ),
        (
            lambda: to_pre_2010(OLD_TOTAL),
            "total by pre-2010 ([371, 371]) cannot be compared: only a total of the era '2010', "
            "of 800 points at most",
        ),
        (
            lambda: from_pre_2010(KUMLA.total),
            "total by 2.1 ([368.55, 374.3)) cannot be compared: only a total of the era "
            "'pre-2010', of 800 points at most",
        ),
        (
            lambda: from_pre_2010(OLD_TOTAL, "2.1"),
            "framework: '2.1' is not allowed (it is of type str); allowed: a Framework, or None",
        ),
        (
            lambda: from_pre_2010(OLD_TOTAL, get_framework("2020")),
            "framework ('2020') cannot be compared: only a framework of the era '2010', of 800 "
            "points at most",
        ),
        # Arrays and ranks.
        (
            lambda: ranks([1, NAN]),
            "values[1]: 'NaN' is not allowed; allowed: a number",
        ),
        (
            lambda: ranks([[1]]),
            "values: 'shape (1, 1)' is not allowed; allowed: shape (n,)",
        ),
        (
            lambda: ranks(np.array([1.5, "1"], dtype=object)),
            f"values [1]: '1' is not allowed (it is of type str); allowed: {REALS}; it is of"
            " object",
        ),
        (
            lambda: possible_ranks([1.0], [1.0, 2.0]),
            "upper: 'shape (2,)' is not allowed; allowed: shape (1,), as of lower",
        ),
        (
            lambda: possible_ranks([1.0, 3.0], [1.0, 2.0]),
            "lower[1]: 3.0 is not allowed; allowed: at most upper[1], 2.0",
        ),
        (
            lambda: certainly_above([1.0], [True]),
            f"upper [0]: True is not allowed (it is of type bool); allowed: {REALS}; it is "
            "of object",
        ),
        (
            lambda: printed([36.5, INF]),
            "points [1]: inf is not allowed; allowed: finite or NaN",
        ),
        (
            lambda: area_points(np.ones((1, 44)), NEWER),
            "percents: 'shape (1, 44)' is not allowed; allowed: shape (n, 45): a row for "
            "each evaluation, a column for each criterion (or area without criteria) of the "
            "framework, in order",
        ),
        (
            lambda: area_points([50.0], NEWER),
            "percents: 'shape (1,)' is not allowed; allowed: shape (n, 45): a row for each "
            "evaluation, a column for each criterion (or area without criteria) of the "
            "framework, in order",
        ),
        (
            lambda: area_points(np.array([["50"] * 45], dtype=object), NEWER),
            "row 0, criterion 1.1: '50' is not allowed (it is of type str); allowed: "
            f"{REALS}; it is of object",
        ),
        (
            lambda: area_points([[100.0] * 44 + [101.0]], NEWER),
            "row 0, criterion 8.7: 101.0 is not allowed; allowed: a percent from 0 to 100, "
            "or NaN where it is missing",
        ),
        (
            lambda: area_points([[NAN, -1.0] + [50.0] * 43], NEWER),
            "row 0, criterion 1.2: -1.0 is not allowed; allowed: a percent from 0 to 100, "
            "or NaN where it is missing",
        ),
        (
            lambda: area_points(np.empty((0, 45), dtype=complex), NEWER),
            "percents: complex128 is not allowed (it is of type Complex128DType); "
            f"allowed: {REALS}",
        ),
        (
            lambda: area_points(da.ones((1, 45), dtype=bool), NEWER),
            f"percents: bool is not allowed (it is of type BoolDType); allowed: {REALS}",
        ),
        # Cohorts.
        (
            lambda: Cohort.from_evaluations(5),
            "evaluations: 5 is not allowed (it is of type int); allowed: a list of Evaluation",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA, 5]),
            "evaluations: 5 is not allowed (it is of type int); allowed: a list of Evaluation",
        ),
        (
            lambda: Cohort.from_evaluations([]),
            "evaluations: 'none' is not allowed; allowed: at least one evaluation",
        ),
        (
            lambda: Cohort.from_evaluations(
                [KUMLA, Evaluation.from_points("2020", {}, municipality="Laxå")]
            ),
            "evaluation of Laxå ('framework 2020') cannot be compared: only evaluations by one "
            "framework; the first is by 2.1",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA], labels=5),
            "labels: 5 is not allowed (it is of type int); allowed: a list of labels",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA], labels=["Kumla", "Laxå"]),
            "labels: '2 labels' is not allowed; allowed: 1, one for each evaluation",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA, KUMLA]),
            "label: 'Kumla 2017' is not allowed; allowed: each label once; --year, "
            "--municipality or labels tell them apart",
        ),
        (
            lambda: Cohort.from_percents(5, [[50.0] * 45], NEWER),
            "labels: 5 is not allowed (it is of type int); allowed: a list of labels",
        ),
        (
            lambda: Cohort.from_percents(["Kumla"], [["x"] * 45], NEWER),
            "row 0, criterion 1.1: 'x' is not allowed (it is of type str); allowed: "
            f"{REALS}; it is of object",
        ),
        (
            lambda: Cohort.from_percents([], np.empty((0, 45), dtype=complex), NEWER),
            "percents: complex128 is not allowed (it is of type Complex128DType); "
            f"allowed: {REALS}",
        ),
        (
            lambda: Cohort.from_percents(["Kumla"], [[50.0] * 45], NEWER, groups=5),
            "groups: 5 is not allowed (it is of type int); allowed: a list of groups",
        ),
        (
            lambda: Cohort.from_percents(["Kumla"], [[50.0] * 45], NEWER, groups=["a", "b"]),
            "groups: '2 groups' is not allowed; allowed: 1, one for each evaluation",
        ),
        (
            lambda: COHORT.select("Kumla"),
            "labels: 'Kumla' is not allowed (it is of type str); allowed: a list of labels",
        ),
        (
            lambda: COHORT.select([5]),
            "labels: 5 is not allowed (it is of type int); allowed: a list of labels",
        ),
        (
            lambda: COHORT.select(["Örebro"]),
            "cohort: 'Örebro' is not known; allowed: one of the cohort's labels",
        ),
        (
            lambda: COHORT.where([[True], [True, False]]),
            "condition: [[True], [True, False]] is not allowed; allowed: 2 truth values",
        ),
        (
            lambda: COHORT.where([True]),
            "condition: [True] is not allowed; allowed: 2 truth values",
        ),
        (
            lambda: COHORT.where(5),
            "condition: 5 is not allowed (it is of type int); allowed: 2 truth values",
        ),
        (
            lambda: COHORT.select(["Kumla"])["1"].z_scores(),
            "spread of area 1: 0 is not allowed; allowed: points that differ",
        ),
        (
            lambda: COHORT.where([False, False]).total.mean(),
            "cohort: 'no evaluation' is not allowed; allowed: at least one evaluation",
        ),
        (
            lambda: COHORT.total.quantile(50),
            "share: 50 is not allowed; allowed: a share from 0 to 1",
        ),
        (
            lambda: COHORT.total.quantile("a half"),
            f"share: 'a half' is not allowed (it is of type str); allowed: {FINITE}",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA])["1"].points(),
            "area 1 of Kumla: no single number, only the range [36.5, 36.95); known only as"
            " a range: Kumla",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA] * 7, labels=list("ABCDEFG")).total.ranks(),
            "total of A: no single number, only the range [368.55, 374.3); more than one "
            "rank is possible of: A, B, C, D, E and 2 more",
        ),
        (
            lambda: Cohort.from_evaluations([KUMLA] * 5, labels=list("ABCDE")).total.ranks(),
            "total of A: no single number, only the range [368.55, 374.3); more than one "
            "rank is possible of: A, B, C, D, E",
        ),
        (
            lambda: Column(AREA, ("A",), 5),
            "ranges: 5 is not allowed (it is of type int); allowed: a list of Range",
        ),
        (
            lambda: Column(AREA, ("A",), [5]),
            "ranges: 5 is not allowed (it is of type int); allowed: a list of Range",
        ),
        (
            lambda: Column(AREA, ("A",), []),
            "ranges: 0 is not allowed; allowed: 1 ranges",
        ),
    ],
)
def test_an_error_says_it_all(call: Callable[[], object], said: str) -> None:
    """So that nobody has to look for what is meant."""
    with pytest.raises(KommunkompassError) as caught:
        call()
    assert str(caught.value) == said
