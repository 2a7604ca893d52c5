"""The cohort: statistics of many evaluations, against brute force and the exact path."""

from __future__ import annotations

import copy
import math
import pickle
import statistics
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kommunkompass import (
    Area,
    Criterion,
    Evaluation,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    KeyFacts,
    NotComparableError,
    NotExactError,
    Range,
    Score,
    UnknownCodeError,
    get_framework,
    round_half_up,
)
from kommunkompass.cohort import Cohort, Column, Standing
from kommunkompass.testing import small_framework

TINY = Fraction(1, 10**12)
NAN = float("nan")


def criterion(code: str, maximum: int) -> Criterion:
    return Criterion(code=code, title="k", title_en="c", maximum=maximum, source="here")


def area(code: str, *criteria: Criterion, maximum: int = 0) -> Area:
    whole = sum(one.maximum for one in criteria) or maximum
    return Area(
        code=code, title="o", title_en="a", maximum=whole, source="here", criteria=criteria
    )


SMALL = Framework(
    version="small",
    title="r",
    title_en="f",
    maximum=20,
    era="small",
    source="here",
    areas=(
        area("1", criterion("1.1", 3), criterion("1.2", 7)),
        area("2", maximum=4),
        area("3", criterion("3.1", 6)),
    ),
)
CODES = ["1.1", "1.2", "2", "3.1"]


@st.composite
def evaluations(draw: st.DrawFn) -> Evaluation:
    """An evaluation of which some is known exactly, some as printed and some not at all."""
    percents = {code: draw(st.integers(0, 100)) for code in CODES}
    truth = Evaluation.from_percents(SMALL, percents)
    scores = []
    for item in SMALL:
        known = draw(st.sampled_from(["exactly", "as printed", "not"]))
        if known == "exactly" and item.code in CODES:
            scores.append(truth[item.code])
        elif known == "as printed":
            scores.append(Score.from_printed(item, points=truth[item.code].printed))
    return Evaluation.from_scores(
        SMALL,
        scores,
        municipality=draw(st.sampled_from(["Kumla", "Laxå", None])),
        key_facts=KeyFacts(group=draw(st.sampled_from(["towns", "villages", None]))),
    )


@st.composite
def cohorts(draw: st.DrawFn, min_size: int = 1) -> Cohort:
    """A cohort of up to five evaluations."""
    many = draw(st.lists(evaluations(), min_size=min_size, max_size=5))
    return Cohort.from_evaluations(many, labels=[f"row {row}" for row in range(len(many))])


codes = st.sampled_from([item.code for item in SMALL])


def choices(column: Column) -> list[tuple[Fraction, ...]]:
    """Every choice of ends, open ones replaced by numbers next to them."""
    near = [
        (
            known.lower if known.lower_closed else known.lower + TINY,
            known.upper if known.upper_closed else known.upper - TINY,
        )
        for known in column.ranges()
    ]
    return [*product(*near)]


def check_range(found: Range, values: list[Fraction]) -> None:
    """The range runs from the least to the greatest value, an end being open if not reached."""
    low, high = min(values), max(values)
    assert 0 <= low - found.lower <= TINY
    assert 0 <= found.upper - high <= TINY
    assert found.lower_closed == (low == found.lower)
    assert found.upper_closed == (high == found.upper)


def exact_quantile(numbers: tuple[Fraction, ...], share: Fraction) -> Fraction:
    """Linear between order statistics, at (n - 1) * share."""
    rising = sorted(numbers)
    place = share * (len(rising) - 1)
    low = int(place)
    high = min(low + 1, len(rising) - 1)
    return rising[low] + (place - low) * (rising[high] - rising[low])


@given(cohorts(), codes)
def test_bounds_are_exact_ends_rounded_once(cohort: Cohort, code: str) -> None:
    """A column's arrays are the evaluations' own ends, each rounded to float64."""
    column = cohort[code]
    ranges = [one[code].range for one in cohort.to_evaluations()]
    assert column.ranges() == tuple(ranges)
    assert column.lower.tolist() == [float(one.lower) for one in ranges]
    assert column.upper.tolist() == [float(one.upper) for one in ranges]
    least, greatest = column.printed()
    assert least.dtype == greatest.dtype == np.int64
    assert [*zip(least, greatest, strict=True)] == [one.rounded() for one in ranges]
    assert len(column) == len(cohort) == len(ranges)


@given(cohorts(), codes)
def test_mean_equals_brute_force(cohort: Cohort, code: str) -> None:
    """The mean is the range of what the mean can be."""
    column = cohort[code]
    check_range(column.mean(), [statistics.mean(choice) for choice in choices(column)])


@given(cohorts(), codes, st.fractions(0, 1, max_denominator=8))
def test_quantiles_equal_brute_force(cohort: Cohort, code: str, share: Fraction) -> None:
    """A quantile is the range of what it can be, open ends told apart."""
    column = cohort[code]
    found = [exact_quantile(choice, share) for choice in choices(column)]
    check_range(column.quantile(share), found)


@given(cohorts())
def test_quartiles_are_quantiles(cohort: Cohort) -> None:
    """The quartiles are the quantiles of a quarter, a half and three quarters."""
    column = cohort.total
    low, middle, high = column.quartiles()
    assert middle == column.median() == column.quantile(Fraction(1, 2))
    assert (low, high) == (column.quantile(0.25), column.quantile(Fraction(3, 4)))


@given(cohorts(), codes)
def test_percentile_ranks_equal_brute_force(cohort: Cohort, code: str) -> None:
    """The percent that lies below is the range of what it can be, a tie counting half."""
    column = cohort[code]
    found = []
    for choice in choices(column):
        counts = [
            sum(Fraction((other < one) + (other <= one), 2) for other in choice) for one in choice
        ]
        found.append([float(100 * count / len(choice)) for count in counts])
    lower, upper = column.percentile_ranks()
    assert lower.tolist() == [min(each) for each in zip(*found, strict=True)]
    assert upper.tolist() == [max(each) for each in zip(*found, strict=True)]


@given(cohorts(), codes)
def test_ranks_equal_brute_force(cohort: Cohort, code: str) -> None:
    """Law 9 on a cohort: best and worst rank over every choice of ends, openness respected."""
    column = cohort[code]
    found = [
        [1 + sum(other > one for other in choice) for one in choice] for choice in choices(column)
    ]
    best, worst = column.possible_ranks()
    assert best.tolist() == [min(each) for each in zip(*found, strict=True)]
    assert worst.tolist() == [max(each) for each in zip(*found, strict=True)]
    ranges = column.ranges()
    above = [[one.above(other).name == "CERTAIN" for other in ranges] for one in ranges]
    assert column.certainly_above().tolist() == above
    if (best == worst).all():
        assert column.ranks().tolist() == best.tolist()
    else:
        with pytest.raises(NotExactError, match="more than one rank is possible of: row"):
            column.ranks()


@given(cohorts())
def test_ranking_is_in_order(cohort: Cohort) -> None:
    """A ranking has a line for each, the best first."""
    lines = cohort.total.ranking()
    assert sorted(line.label for line in lines) == sorted(cohort.labels)
    keys = [(line.best, line.worst) for line in lines]
    assert keys == sorted(keys)
    known = dict(zip(cohort.labels, cohort.total.ranges(), strict=True))
    assert all(known[line.label] == line.range for line in lines)


@given(st.lists(evaluations(), min_size=1, max_size=4))
def test_evaluations_come_back_equal(many: list[Evaluation]) -> None:
    """What a cohort was built from it gives back, whatever the evaluations know."""
    labels = [str(number) for number in range(len(many))]
    cohort = Cohort.from_evaluations(many, labels=labels)
    assert cohort.to_evaluations() == tuple(many)
    assert cohort.groups == tuple([one.key_facts.group for one in many])
    assert [*map(tuple, [cohort.select([label]) for label in labels])] == [(one,) for one in many]
    again = Cohort.from_evaluations(many, labels=labels)
    assert cohort == again
    assert hash(cohort) == hash(again)
    assert pickle.loads(pickle.dumps(cohort)) == cohort


percents = st.integers(0, 10**8).map(lambda number: number / 10**6) | st.just(NAN)
tables = st.lists(st.lists(percents, min_size=4, max_size=4), min_size=1, max_size=6)


def from_rows(rows: Any, groups: list[str | None] | None = None) -> Cohort:
    labels = [f"row {row}" for row in range(len(rows))]
    return Cohort.from_percents(labels, rows, SMALL, groups=groups)


@given(tables, codes)
def test_percents_agree_with_their_evaluations(rows: list[list[float]], code: str) -> None:
    """A cohort of percents says what the cohort of its evaluations says, to the last digit."""
    cohort = from_rows(rows, groups=["towns"] * len(rows))
    other = Cohort.from_evaluations(cohort.to_evaluations())
    assert other.labels == cohort.labels
    assert other.groups == cohort.groups
    one, same = cohort[code], other[code]
    assert one.ranges() == same.ranges()
    assert one.mean() == same.mean()
    assert one.quartiles() == same.quartiles()
    assert one.ranking() == same.ranking()
    for ends, same_ends in [
        ((one.lower, one.upper), (same.lower, same.upper)),
        (one.printed(), same.printed()),
        (one.possible_ranks(), same.possible_ranks()),
        (one.percentile_ranks(), same.percentile_ranks()),
    ]:
        assert [end.tolist() for end in ends] == [end.tolist() for end in same_ends]


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int64, np.uint8])
def test_up_to_six_decimals_no_evaluation_is_made(
    monkeypatch: pytest.MonkeyPatch, dtype: type[np.generic]
) -> None:
    """Points of short percents are of arrays alone, also where some are missing."""
    rows = np.array([[12.345678, 0.1, 33.3, 100], [99.9, 100, 0.000001, 5]]).astype(dtype)
    cohort, expected = from_rows(rows), from_rows(rows).total.lower.tolist()
    monkeypatch.delattr("kommunkompass.cohort.Cohort.to_evaluations")
    assert cohort.total.lower.tolist() == expected
    if rows.dtype.kind == "f":
        rows[0, 0] = NAN
        assert from_rows(rows).total.upper[1] == expected[1]


def test_longer_decimals_are_as_exact_as_evaluations() -> None:
    """Percents of more than six decimals give what evaluations of the same percents give."""
    cohort = from_rows(
        [[50, 100 / 3, 50, 50], [50, 12.5, 50, 50], [50, 50.00000000000001, 50, 50]]
    )
    check_exact(cohort)
    check_exact(from_rows(np.array([[100 / 3, 50 / 3, 200 / 3, 0.1 / 3]])))


def check_exact(cohort: Cohort) -> None:
    """What a cohort of percents says is what one of its evaluations says."""
    exact = Cohort.from_evaluations(cohort.to_evaluations())
    for code in ("1.2", "1", "total"):
        assert cohort[code].mean() == exact[code].mean()
        assert cohort[code].ranges() == exact[code].ranges()
        assert cohort[code].ranks().tolist() == exact[code].ranks().tolist()


def test_a_copy_is_equal() -> None:
    """Pickled or copied deeply, a cohort and its columns are what they were."""
    cohort = from_rows([[50, 25, 50, 50], [50, 12.5, NAN, 50]])
    for again in (pickle.loads(pickle.dumps(cohort)), copy.deepcopy(cohort)):
        assert again == cohort
    column = pickle.loads(pickle.dumps(cohort["1"]))
    assert column == cohort["1"]


def test_a_view_is_copied() -> None:
    """What an array is a view of may change; the cohort does not."""
    below = np.full((2, 4), 50.0)
    view = below.view()
    view.flags.writeable = False
    cohort = Cohort.from_percents(["A", "B"], view, SMALL)
    before = cohort.total.points().tolist()
    below[:] = 7
    assert cohort.total.points().tolist() == before


@pytest.mark.parametrize(
    ("figures", "item", "allowed"),
    [
        (5, "figures", "evaluations, or an array of percents"),
        ((5,), "figures", "evaluations, or an array of percents"),
        (
            np.array(["x"]),
            "figures [0]",
            "an array of float64, float32, float16 or whole numbers; it is of <U1",
        ),
    ],
)
def test_what_else_a_cohort_may_be_made_of(figures: Any, item: str, allowed: str) -> None:
    """It is named."""
    with pytest.raises(InvalidTypeError) as caught:
        Cohort(get_framework("2010"), ("Kumla",), (None,), figures)
    assert (caught.value.item, caught.value.allowed) == (item, allowed)


@pytest.mark.parametrize("values", [None, 5])
def test_what_is_no_list_is_refused(values: object) -> None:
    """By an error of the family."""
    with pytest.raises(InvalidTypeError):
        Cohort.from_evaluations(values)  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError):
        Cohort.from_percents(values, np.empty((0, 4)), SMALL)  # type: ignore[arg-type]


def kumla_like() -> Cohort:
    """Five municipalities with whole percents, one criterion of the last one missing."""
    rows = [[10, 20, 30, 40], [60, 50, 40, 30], [60, 50, 40, 30], [90, 90, 90, 0], [5, 5, NAN, 5]]
    labels = ["Kumla", "Hallsberg", "Askersund", "Laxå", "Lekeberg"]
    groups = ["towns", "towns", None, "villages", "villages"]
    return Cohort.from_percents(labels, np.array(rows), SMALL, groups=groups)


def test_z_scores_are_deviations() -> None:
    """A z-score is the distance from the mean in standard deviations."""
    column = from_rows([[10, 0, 0, 0], [30, 0, 0, 0], [80, 0, 0, 0]])["1.1"]
    points = [0.3, 0.9, 2.4]
    expected = [(point - 1.2) / statistics.pstdev(points) for point in points]
    assert column.z_scores() == pytest.approx(expected)


def test_z_scores_of_neighbours_are_as_exact_as_of_others() -> None:
    """Points that only their last digit tells apart lie where their differences say."""
    nearby = [Range.exactly(4 + Fraction(steps, 10**20)) for steps in range(3)]
    column = Column(SMALL, ("A", "B", "C"), nearby)
    assert column.z_scores() == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])


@pytest.mark.parametrize(
    "percents",
    [("50", "1e-400", "20"), ("1e-400", "2e-400", "4e-400"), ("50", "1e-170", "99.9")],
    ids=str,
)
def test_z_scores_of_decimals_that_no_float_holds(percents: tuple[str, ...]) -> None:
    """Neither the whole numbers that tell them apart nor their differences have to be floats."""
    values = [Decimal(percent) for percent in percents]
    cohort = Cohort.from_evaluations(
        [Evaluation.from_percents("2010", dict.fromkeys("12345678", one)) for one in values]
    )
    exact = [Fraction(one) for one in values]
    deviations = [float((one - sum(exact) / 3) / max(exact)) for one in exact]
    spread = math.sqrt(sum(one**2 for one in deviations) / 3)
    assert cohort.total.z_scores() == pytest.approx([one / spread for one in deviations])
    assert cohort.correlation() == pytest.approx(np.ones((8, 8)))


def test_no_spread_has_no_z_score() -> None:
    """Where all are the same, or there is only one, there is nothing to measure by."""
    for rows in ([[10, 20, 30, 40]] * 3, [[10, 20, 30, 40]]):
        with pytest.raises(InvalidValueError, match="spread of area 1"):
            from_rows(rows)["1"].z_scores()


def test_statistics_that_need_points_name_who_lacks_them() -> None:
    """One number is refused where only a range is known, and those who lack it are named."""
    cohort = kumla_like()
    assert cohort["1"].points().tolist() == pytest.approx([1.7, 5.3, 5.3, 9.0, 0.5])
    for function in (cohort.total.points, cohort.total.z_scores, cohort.correlation):
        with pytest.raises(NotExactError, match=r"known only as a range: Lekeberg$") as caught:
            function()
    assert caught.value.item == "area 2 of Lekeberg"
    assert caught.value.value == Range.closed(0, 4)
    many = from_rows([[NAN] * 4] * 7)
    with pytest.raises(NotExactError, match="row 0, row 1, row 2, row 3, row 4 and 2 more"):
        many.total.points()


def test_correlation_between_areas() -> None:
    """Areas that rise together have 1, areas that go against each other -1."""
    cohort = from_rows([[10, 10, 90, 20], [20, 20, 80, 70], [40, 40, 60, 90]])
    expected = np.corrcoef(np.array([column.lower for column in cohort.areas]))
    matrix = cohort.correlation()
    assert matrix == pytest.approx(expected)
    assert matrix[0, 1] == pytest.approx(-1)
    assert np.diagonal(matrix).tolist() == [1, 1, 1]
    with pytest.raises(InvalidValueError, match="spread of area 2"):
        from_rows([[10, 10, 90, 20], [20, 20, 90, 70]]).correlation()
    total_only = Cohort.from_percents(["A"], [[50.0]], "pre-2010")
    assert total_only.correlation().shape == (0, 0)
    assert total_only.total.points().tolist() == [400]


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True))
def test_no_correlation_is_more_than_1(percents: list[int]) -> None:
    """Rounding takes none past 1 or -1, where areas rise or fall together."""
    matrix = from_rows([[one, one, one, 100 - one] for one in percents]).correlation()
    assert matrix == pytest.approx(np.array([[1, 1, -1], [1, 1, -1], [-1, -1, 1]]))
    assert np.abs(matrix).max() <= 1


def test_groups_are_cohorts() -> None:
    """Each municipality group is a cohort, and those of no known group are one as well."""
    groups = kumla_like().by_group()
    assert {group: cohort.labels for group, cohort in groups.items()} == {
        "towns": ("Kumla", "Hallsberg"),
        None: ("Askersund",),
        "villages": ("Laxå", "Lekeberg"),
    }
    assert groups["towns"]["2"].mean() == Range.exactly(Fraction(7, 5))


def test_selection_by_label_mask_and_condition() -> None:
    """A selection is a cohort: by labels in their order, by a mask, by what an evaluation says."""
    cohort = kumla_like()
    assert cohort.select(["Laxå", "Kumla"]).labels == ("Laxå", "Kumla")
    assert cohort.select(["Laxå", "Kumla"])["1"].lower.tolist() == [9.0, 1.7]
    assert cohort.where(cohort["1"].lower > 5).labels == ("Hallsberg", "Askersund", "Laxå")
    complete = cohort.where([not one.missing for one in cohort])
    assert complete.labels == cohort.labels[:4]
    assert complete.to_evaluations() == cohort.to_evaluations()[:4]
    gathered = Cohort.from_evaluations(cohort.to_evaluations())
    assert gathered.where([False] * 4 + [True]).labels == ("Lekeberg",)
    with pytest.raises(UnknownCodeError, match="Örebro"):
        cohort.select(["Örebro"])
    with pytest.raises(InvalidValueError, match="each label once"):
        cohort.select(["Kumla", "Kumla"])
    with pytest.raises(InvalidTypeError, match="labels"):
        cohort.select("Kumla")
    for mask in ([True], [1, 0, 1, 0, 1], np.array([1, 0, 1, 0, 1], dtype=np.int8)):
        with pytest.raises(InvalidValueError, match="condition"):
            cohort.where(mask)
    with pytest.raises(InvalidTypeError, match="condition"):
        cohort.where(True)


@pytest.mark.parametrize("gathered", [True, False])
def test_an_empty_cohort_has_no_statistics(gathered: bool) -> None:
    """A cohort may be empty; its arrays are, and what needs one evaluation says so."""
    cohort = kumla_like()
    if gathered:
        cohort = Cohort.from_evaluations(cohort.to_evaluations())
    empty = cohort.where([False] * 5)
    assert len(empty) == 0
    assert empty.total.points().shape == (0,)
    assert [each.dtype for each in empty.total.printed()] == [np.int64, np.int64]
    for function in ("printed", "percentile_ranks", "possible_ranks"):
        assert [each.tolist() for each in getattr(empty.total, function)()] == [[], []]
    assert (empty.total.ranking(), empty.total.ranges(), empty.to_evaluations()) == ((), (), ())
    assert empty.by_group() == {}
    assert empty.total.ranks().tolist() == []
    for function in ("mean", "median", "quartiles", "z_scores"):
        with pytest.raises(InvalidValueError, match="at least one"):
            getattr(empty.total, function)()
    with pytest.raises(InvalidValueError, match="at least one"):
        empty.correlation()
    assert empty.where([]) == empty


def test_one_evaluation_is_its_own_cohort() -> None:
    """One is first, at the middle, and its own mean and quartiles."""
    column = from_rows([[10, 20, 30, 40]]).total
    points = Range.exactly(Fraction("5.3"))
    assert column.mean() == points
    assert column.quartiles() == (points, points, points)
    assert [each.tolist() for each in column.percentile_ranks()] == [[50], [50]]
    assert column.ranking() == (Standing("row 0", 1, 1, points),)


@pytest.mark.parametrize("share", [50, 1.01, -0.01])
def test_a_share_is_within_0_and_1(share: float) -> None:
    """A quantile is asked for by a share, not by a percent."""
    with pytest.raises(InvalidValueError, match="share"):
        kumla_like().total.quantile(share)


def test_printed_figures_are_ranges_where_the_points_are() -> None:
    """What is printed is told by its least and its greatest figure."""
    least, greatest = kumla_like()["2"].printed()
    assert least.dtype == greatest.dtype == np.int64
    assert least.tolist() == [1, 2, 2, 4, 0]
    assert greatest.tolist() == [1, 2, 2, 4, 4]
    assert round_half_up(Fraction("3.6")) == 4
    near = [Range.closedopen(16, 16.5), Range.exactly(Fraction(165 * 10**20 - 1, 10**21))]
    assert [each.tolist() for each in Column(SMALL, ("A", "B"), near).printed()] == [[16, 16]] * 2


@pytest.mark.parametrize(
    "known",
    [
        Range.exactly(-5),
        Range.open(-1, 3),
        Range.exactly(10.5),
        Range.open(2, 11),
        Range.exactly(-TINY),
    ],
    ids=str,
)
def test_points_out_of_bounds_are_refused(known: Range) -> None:
    """Whoever builds a column has points within 0 and the maximum; the error names whose."""
    taken = [Range.closed(0, 10), Range.open(0, 10), Range.exactly(0), Range.exactly(10)]
    labels = ("A", "B", "C", "D", "E")
    with pytest.raises(InvalidValueError, match="within 0 to 10 points") as caught:
        Column(SMALL["1"], labels, [*taken, known])
    assert caught.value.item == "area 1 of E"
    assert caught.value.value == known
    assert Column(SMALL["1"], labels[:4], taken).ranges() == tuple(taken)


def test_labels_are_the_municipalities() -> None:
    """By default a label is the name, with the year where a name comes twice."""

    def named(name: str | None, year: int | None = None) -> Evaluation:
        return Evaluation.from_percents(SMALL, {}, municipality=name, year=year)

    cohort = Cohort.from_evaluations(
        [named("Strängnäs", 2014), named("Kumla", 2017), named("Strängnäs", 2016), named(None)]
    )
    assert cohort.labels == ("Strängnäs 2014", "Kumla", "Strängnäs 2016", "evaluation 4")
    with pytest.raises(InvalidValueError, match="label: 'Strängnäs'"):
        Cohort.from_evaluations([named("Kumla"), named("Strängnäs"), named("Strängnäs")])


def test_what_a_cohort_is_built_from_is_checked() -> None:
    """Wrong evaluations, labels, groups and percents are refused, each by name."""
    one = Evaluation.from_percents(SMALL, {}, municipality="Kumla")
    other = Evaluation.from_percents("2.1", {}, municipality="Laxå")
    with pytest.raises(NotComparableError, match=r"Laxå.*2\.1.*small"):
        Cohort.from_evaluations([one, other])
    with pytest.raises(InvalidValueError, match="at least one"):
        Cohort.from_evaluations([])
    with pytest.raises(InvalidTypeError, match="a list of Evaluation"):
        Cohort.from_evaluations([one, "Laxå"])
    with pytest.raises(InvalidValueError, match="2 labels"):
        Cohort.from_evaluations([one], labels=["a", "b"])
    with pytest.raises(InvalidTypeError, match="a list of labels"):
        Cohort.from_evaluations([one], labels="a")
    with pytest.raises(InvalidTypeError, match="labels: 3"):
        Cohort.from_evaluations([one], labels=[3])
    with pytest.raises(InvalidTypeError, match="groups: nan"):
        Cohort.from_percents(["a"], np.zeros((1, 4)), SMALL, groups=[NAN])
    with pytest.raises(InvalidValueError, match="1 groups"):
        Cohort.from_percents(["a", "b"], np.zeros((2, 4)), SMALL, groups=["towns"])
    with pytest.raises(InvalidValueError, match=r"row 1, criterion 1\.1"):
        from_rows([[0, 0, 0, 0], [101, 0, 0, 0]])
    with pytest.raises(UnknownCodeError):
        Cohort.from_evaluations([one])["9"]


@settings(max_examples=20)
@given(tables)
def test_a_cohort_never_changes(rows: list[list[float]]) -> None:
    """An array is copied; what is given out can't change it."""
    array = np.array(rows)
    cohort = from_rows(array)
    before = copy.deepcopy(cohort)
    array[:] = 0
    assert cohort == before
    column = cohort.total
    lower = column.lower.tolist()
    column.lower[:] = 0
    if not np.isnan(rows).any():
        column.points()[:] = 0
    assert column.lower.tolist() == lower
    assert cohort == before


def test_equality_is_by_value() -> None:
    """Cohorts differ by labels, figures and groups, not by what they were built of."""
    rows = [[1.0, 2.0, 3.0, 4.0]]
    cohort = from_rows(rows)
    assert cohort == from_rows(rows)
    assert hash(cohort) == hash(from_rows(rows))
    assert cohort != from_rows([[1.0, 2.0, 3.0, 5.0]])
    assert cohort != from_rows(rows, groups=["towns"])
    renamed = Cohort.from_percents(["row 1"], rows, SMALL)
    assert cohort != renamed
    assert hash(cohort) != hash(renamed)
    assert cohort != "row 0"
    again = Cohort.from_evaluations(cohort.to_evaluations())
    assert cohort == again
    assert hash(cohort) == hash(again)
    assert repr(cohort) == "<Cohort of 1 by framework small>"
    assert repr(cohort["1"]) == "<Column area 1 of 1>"


def test_narrow_percents_become_evaluations() -> None:
    """A float32 keeps its meaning on the way to evaluations and back."""
    rows = np.array([[0.1, 12.3, 99.9, 33.3]], dtype=np.float32)
    cohort = from_rows(rows)
    assert cohort.to_evaluations()[0]["2"].exact == Fraction("3.996")
    again = Cohort.from_evaluations(cohort.to_evaluations())
    assert again.total.lower.tolist() == cohort.total.lower.tolist()


def test_a_version_may_name_the_framework() -> None:
    """A bundled framework is found by its version; codes of other frameworks are refused."""
    cohort = Cohort.from_percents(["A"], np.full((1, 45), 50, dtype=np.uint8), "2.1")
    assert cohort.framework is get_framework("2.1")
    assert [column.points().tolist() for column in cohort.areas] == [[50.0]] * 8
    assert cohort.to_evaluations()[0].total.exact == 400


def test_columns_are_equal_by_what_they_say() -> None:
    """Of one item and the same labels and ranges, however they were built."""
    percents = [[50, 12.5, 0, 100], [60, NAN, 10, 0]]
    cohort = Cohort.from_percents(["A", "B"], percents, SMALL)
    same = Cohort.from_evaluations(cohort.to_evaluations(), labels=["A", "B"])
    assert cohort["1"] == same["1"]
    assert hash(cohort["1"]) == hash(same["1"])
    assert cohort["1"] != cohort["3"]
    assert hash(cohort["1"]) != hash(cohort["3"])
    assert cohort["1"] != same.select(["B", "A"])["1"]
    assert cohort["1"] != Cohort.from_percents(["A", "B"], percents[::-1], SMALL)["1"]
    assert cohort["1"] != "1"


def test_a_cohort_gives_its_evaluations_one_by_one() -> None:
    """In the order of its labels."""
    cohort = Cohort.from_percents(["A", "B"], [[50] * 4, [60] * 4], SMALL)
    assert [one.municipality for one in cohort] == ["A", "B"]
    assert tuple(cohort) == cohort.to_evaluations()


def test_the_mean_of_points_that_are_too_many_for_float64_is_exact() -> None:
    """Of a framework of a thousand million points, hundred-millionths of a point are left."""
    vast = small_framework(10**9)
    cohort = Cohort.from_percents(["A", "B"], [[50.000001], [0.000002]], vast)
    assert cohort.total.mean() == Range.exactly(Fraction(500_000_030, 2))
