"""Arrays of percents to points: law 7, the array path equals the exact path."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import dask.array as da
import numpy as np
import pytest
from hypothesis import example, given, settings, strategies as st

from kommunkompass import (
    Area,
    Criterion,
    Evaluation,
    Framework,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    UnknownCodeError,
    get_framework,
    round_half_up,
)
from kommunkompass.arrays import whole_bounds
from kommunkompass.cohort import (
    area_bounds,
    area_points,
    printed,
    total_bounds,
    total_points,
)

Array = np.ndarray[Any, Any]

NAN = float("nan")


def framework_of(*areas: tuple[int, ...]) -> Framework:
    """A framework with areas of criteria with these maxima; one number is an area alone."""
    made = []
    for number, maxima in enumerate(areas, 1):
        criteria = [
            Criterion(
                code=f"{number}.{place}", title="k", title_en="c", maximum=maximum, source="here"
            )
            for place, maximum in enumerate(maxima, 1)
        ]
        made.append(
            Area(
                code=str(number),
                title="o",
                title_en="a",
                maximum=sum(maxima),
                source="here",
                criteria=tuple(criteria) if len(criteria) > 1 else (),
            )
        )
    return Framework(
        version="test",
        title="r",
        title_en="f",
        maximum=sum(sum(maxima) for maxima in areas),
        era="test",
        source="here",
        areas=tuple(made),
    )


MIXED = framework_of((10, 7), (3,), (1, 1, 78))
VAST = framework_of((10**9, 1), (999_999_999, 3))
FRAMEWORKS = [get_framework("2.1"), get_framework("2010"), get_framework("pre-2010"), MIXED, VAST]


def column_codes(framework: Framework) -> list[str]:
    """The codes of what is scored: of criteria, or of what has none."""
    return [item.code for item in framework if not framework.parts(item)]


def exact(framework: Framework, row: Any) -> Evaluation:
    """The exact path's evaluation of a row."""
    codes = column_codes(framework)
    given = {code: value for code, value in zip(codes, row, strict=True) if value == value}
    return Evaluation.from_percents(framework, given)


def check_equal(percents: Any, rows: Any, framework: Framework) -> None:
    """The array functions give the exact path's points of the rows, rounded once."""
    evaluations = [exact(framework, row) for row in rows]
    areas, total = area_points(percents, framework), total_points(percents, framework)
    low, high = area_bounds(percents, framework)
    total_low, total_high = total_bounds(percents, framework)
    shape = len(evaluations), len(framework.areas)
    assert areas.shape == low.shape == high.shape == shape
    assert total.shape == total_low.shape == total_high.shape == shape[:1]
    for array in (areas, total, low, high, total_low, total_high):
        assert array.dtype == np.float64
    for row, evaluation in enumerate(evaluations):
        for place, area in enumerate(evaluation.areas):
            assert low[row, place] == float(area.lower)
            assert high[row, place] == float(area.upper)
            value = float(area.exact) if area.is_exact else NAN
            assert np.array_equal(areas[row, place], value, equal_nan=True)
        assert total_low[row] == float(evaluation.total.lower)
        assert total_high[row] == float(evaluation.total.upper)
        value = float(evaluation.total.exact) if evaluation.total.is_exact else NAN
        assert np.array_equal(total[row], value, equal_nan=True)


@st.composite
def decimals(draw: st.DrawFn) -> float:
    """A percent with at most six decimals, or NaN."""
    if draw(st.integers(0, 19)) == 0:
        return NAN
    scale = 10 ** draw(st.integers(0, 6))
    return draw(st.integers(0, 100 * scale)) / scale


def tables(percent: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[Framework, Array]]:
    """A framework and a table of percents of it."""

    def rows(framework: Framework) -> st.SearchStrategy[tuple[Framework, Array]]:
        columns = len(column_codes(framework))
        row = st.lists(percent, min_size=columns, max_size=columns)
        return st.lists(row, max_size=4).map(
            lambda rows: (framework, np.array(rows, dtype=float).reshape(-1, columns))
        )

    return st.sampled_from(FRAMEWORKS).flatmap(rows)


@given(tables(decimals()))
def test_decimals_equal_exact_path(table: tuple[Framework, Array]) -> None:
    """Law 7: with up to six decimals the result is the exact value rounded to float64."""
    framework, percents = table
    check_equal(percents, percents.tolist(), framework)


@settings(max_examples=40)
@given(tables(st.floats(0, 100) | decimals()))
@example((MIXED, np.array([[1e-300, 5e-324, 100.0, 100 / 3, 0.1 + 0.2, NAN]])))
def test_longer_decimals_equal_exact_path(table: tuple[Framework, Array]) -> None:
    """A float with more decimals stands for its shortest decimal, as in the exact path."""
    framework, percents = table
    check_equal(percents, percents.tolist(), framework)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
@given(data=st.data())
def test_narrow_floats_stand_for_their_shortest_decimal(dtype: Any, data: st.DataObject) -> None:
    """float32 and float16 are read as the decimal that they print as."""
    width = np.dtype(dtype).itemsize * 8
    value = st.floats(0, 100, width=width) | decimals()
    rows = data.draw(st.lists(st.lists(value, min_size=6, max_size=6), min_size=1, max_size=4))
    percents = np.array(rows, dtype=dtype)
    check_equal(percents, [list(row) for row in percents], MIXED)
    check_equal(percents.astype(percents.dtype.newbyteorder()), percents, MIXED)


def test_every_float16_stands_for_its_shortest_decimal() -> None:
    """0.015625 is the shortest decimal's odd one out: as float16 it prints as 0.01563."""
    halves = np.arange(2**15, dtype=np.uint16).view(np.float16)
    halves = halves[halves <= 100]
    points = total_points(halves[:, np.newaxis], "pre-2010")
    assert points.tolist() == [float(8 * Fraction(str(half))) for half in halves]


WHOLE = np.arange(3 * 45).reshape(3, 45) % 101
LAYOUTS: dict[str, Callable[[Array], Array]] = {
    "C order": np.ascontiguousarray,
    "Fortran order": np.asfortranarray,
    "every other row": lambda array: np.repeat(array, 2, axis=0)[::2],
    "reversed columns": lambda array: np.ascontiguousarray(array[:, ::-1])[:, ::-1],
    "part of wider rows": lambda array: np.hstack([array, array])[:, :45],
    "other byte order": lambda array: array.astype(array.dtype.newbyteorder()),
    "one row repeated": lambda array: np.broadcast_to(array[:1], array.shape),
    "a matrix": lambda array: np.asarray(array).view(np.matrix),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "dtype", ["f8", "f4", "f2", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]
)
def test_dtypes_and_layouts(layout: str, dtype: str) -> None:
    """Every real dtype and every layout in memory gives the same points."""
    array = LAYOUTS[layout](WHOLE.astype(dtype))
    check_equal(array, np.asarray(array).astype(float).tolist(), get_framework())


def test_vast_frameworks_are_exact() -> None:
    """Where points outgrow the whole numbers of a float64, they are summed as fractions."""
    percents = np.random.default_rng(8).integers(0, 10**8, (40, 4)) / 10**6
    check_equal(percents, percents.tolist(), VAST)


def test_whole_bounds_are_whole_or_none() -> None:
    """In hundred-millionths of a point, as long as percents have six decimals at most."""
    percents = np.array([[12.5, NAN, 0.000001, 100 / 3, 0, 0]])
    bounds = whole_bounds(percents, MIXED, "1")
    assert bounds is not None
    assert {each.dtype for each in bounds} == {np.dtype(np.int64)}
    assert [each.tolist() for each in bounds] == [[125_000_000], [825_000_000]]
    assert [each.tolist() for each in whole_bounds(percents, MIXED, "2") or ()] == [[3], [3]]
    assert whole_bounds(percents, MIXED, "3.1") is None
    assert whole_bounds(np.array([[0.5, 0, 0, 0]]), VAST, "total") is None


def test_input_is_never_changed() -> None:
    """The input may be read-only, and a writable one is left as it was, missing ones too."""
    percents = np.array([[12.5] * 45, [NAN] + [100 / 3] * 44])
    before = percents.copy()
    for function in (area_points, total_points, area_bounds, total_bounds):
        function(percents, "2.1")
    printed(percents)
    assert np.array_equal(percents, before, equal_nan=True)
    percents.flags.writeable = False
    check_equal(percents, before.tolist(), get_framework())


def test_lists_are_arrays() -> None:
    """Nested lists of numbers are taken, None is not: only NaN says that one is missing."""
    assert total_points([[50] * 45], "2.1").tolist() == [400.0]
    with pytest.raises(InvalidTypeError, match=r"row 0, criterion 1\.2: '?None"):
        total_points([[50, None] + [50] * 43], "2.1")


def test_masked_arrays_are_refused() -> None:
    """Numpy would take what lies under a mask for a number."""
    masked = np.ma.masked_array(np.full((1, 45), 50.0), np.zeros((1, 45), dtype=bool))
    with pytest.raises(InvalidTypeError) as caught:
        total_bounds(masked, "2.1")
    assert caught.value.item == "percents"
    assert caught.value.value is masked
    assert caught.value.allowed == "no masked array; NaN stands for what is missing"


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.version)
def test_no_rows(framework: Framework) -> None:
    """An empty cohort gives empty arrays of the right shapes."""
    check_equal(np.empty((0, len(column_codes(framework)))), [], framework)


def test_all_missing() -> None:
    """Where all is missing nothing is a number, and the bounds are 0 and the maxima."""
    percents = np.full((2, 45), np.nan)
    assert np.isnan(area_points(percents, "2.1")).all()
    assert np.isnan(total_points(percents, "2.1")).all()
    assert [ends.tolist() for ends in total_bounds(percents, "2.1")] == [[0, 0], [800, 800]]


def test_one_missing_leaves_other_areas() -> None:
    """A missing criterion takes its area and the total away, and nothing else."""
    percents = np.full((1, 45), 10.0)
    percents[0, 7] = np.nan
    assert np.isnan(area_points(percents, "2.1")[0]).tolist() == [False, True] + [False] * 6
    assert np.isnan(total_points(percents, "2.1")).all()


ROWS = 3 * 4096 + 700


def many(rows: int = ROWS) -> Array:
    """More rows than two blocks for each thread, some with missing ones and longer decimals."""
    drawn = np.random.default_rng(45)
    percents = drawn.integers(0, 10**8, (rows, 45)) / 10**6
    percents[drawn.random(percents.shape) < 1e-4] = np.nan
    percents[17, 3] = 100 / 3
    return percents


def test_many_rows_are_as_each_row() -> None:
    """Blocks and threads change nothing: a row alone gives the same as among many."""
    percents = many()
    lower, upper = area_bounds(percents, "2.1")
    points = area_points(percents, "2.1")
    rows = [0, 17, 4095, 4096, 8191, 8192, *np.flatnonzero(np.isnan(percents).any(axis=1))[:20]]
    for row in rows:
        one = percents[row : row + 1]
        assert np.array_equal(points[row], area_points(one, "2.1")[0], equal_nan=True)
        assert np.array_equal(lower[row], area_bounds(one, "2.1")[0][0])
        assert np.array_equal(upper[row], area_bounds(one, "2.1")[1][0])
    assert np.array_equal(np.isnan(points).any(axis=1), np.isnan(percents).any(axis=1))


def test_many_narrow_rows_are_as_each_row() -> None:
    """However many there are, each keeps the decimal that it prints as."""
    percents = many(5000).astype(np.float32)
    points = total_points(percents, "2.1")
    for row in (0, 512, 1023, 1024, 4095, 4096, 4999):
        assert np.array_equal(points[row], total_points(percents[row : row + 1], "2.1")[0])


def test_missing_percents_do_not_slow_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a percent with more than six decimals sends a row the exact path."""
    percents = many(100)
    percents[17, 3] = np.nan
    expected = total_bounds(percents, "2.1")
    monkeypatch.delattr("kommunkompass.arrays.Evaluation")
    assert np.array_equal(total_bounds(percents, "2.1"), expected)


@pytest.mark.parametrize("value", [100.0000001, -1e-9, float("inf"), -float("inf"), 1e308])
@pytest.mark.parametrize("rows", [[0], [4096, 9000], [9000, 12_000]])
def test_first_wrong_percent_is_named(value: float, rows: list[int]) -> None:
    """A percent out of range is refused, and the first one's row and criterion are named."""
    percents = many()
    percents[rows, 10] = value
    percents[rows, 44] = value
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function in (area_points, total_points, area_bounds, total_bounds):
            with pytest.raises(InvalidValueError) as caught:
                function(percents, "2.1")
            assert caught.value.item == f"row {rows[0]}, criterion 3.1"
            assert caught.value.value == value


@pytest.mark.parametrize("dtype", [np.int16, np.int32, np.int64])
def test_wrong_integers_are_named(dtype: type[np.signedinteger[Any]]) -> None:
    """Whole numbers out of range are refused, however large."""
    percents = np.zeros((2, 8), dtype=dtype)
    percents[1, 2] = np.iinfo(dtype).max
    with pytest.raises(InvalidValueError, match="row 1, area 3") as caught:
        area_points(percents, "2010")
    assert caught.value.value == float(np.iinfo(dtype).max)


@pytest.mark.parametrize(
    ("percents", "item"),
    [
        (np.full((2, 45), 1 + 0j), "row 0, criterion 1.1"),
        (np.full((2, 45), "50"), "row 0, criterion 1.1"),
        (np.full((2, 45), True), "row 0, criterion 1.1"),
        (np.full((2, 45), 50.0, dtype=object), "row 0, criterion 1.1"),
        (np.array([[50.0] * 45, [50.0] * 9 + ["x"] * 36], dtype=object), "row 1, criterion 2.5"),
        (np.full((2, 45), np.datetime64("2017-01-01")), "row 0, criterion 1.1"),
        (np.full((2, 45), 50, dtype=np.longdouble), "row 0, criterion 1.1"),
        (np.full((0, 45), "50"), "percents"),
        ([[50.0, True] + [50.0] * 43], "row 0, criterion 1.2"),
    ],
)
def test_other_kinds_are_refused(percents: Any, item: str) -> None:
    """Elements that are no real numbers are refused, and the first is named."""
    with pytest.raises(InvalidTypeError) as caught:
        area_points(percents, "2.1")
    assert caught.value.item == item


@pytest.mark.parametrize("shape", [(), (45,), (2, 44), (45, 2), (1, 2, 45)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    """The shape has to be a column for each criterion; the message says which shape it is."""
    with pytest.raises(InvalidValueError, match=r"\(n, 45\)") as caught:
        total_points(np.zeros(shape), "2.1")
    assert str(shape) in str(caught.value)


def test_ragged_lists_are_refused() -> None:
    """Lists of different lengths are no array."""
    with pytest.raises(InvalidValueError, match=r"^percents: "):
        total_points([[1.0], [1.0, 2.0]], "2.1")


def test_unknown_version_is_refused() -> None:
    """A framework may be named by its version, if it is bundled."""
    with pytest.raises(UnknownCodeError):
        total_points(np.zeros((1, 45)), "1.0")


def halves(whole: int) -> list[float]:
    """A tie and its neighbours in float64."""
    tie = whole + 0.5
    return [float(np.nextafter(tie, -np.inf)), tie, float(np.nextafter(tie, np.inf))]


@given(st.floats(-1e18, 1e18) | st.integers(-(10**6), 10**6).map(lambda number: number + 0.5))
def test_printed_rounds_half_up(value: float) -> None:
    """A figure is printed as the exact path rounds the float's own value."""
    assert printed(value) == int(round_half_up(Fraction(value)))


@pytest.mark.parametrize("whole", [-3, -1, 0, 1, 4, 36, 799, 2**40, 2**51])
def test_printed_at_ties(whole: int) -> None:
    """At a tie and right beside it: just below a half is never a half."""
    below, tie, above = halves(whole)
    assert printed([below, tie, above]).tolist() == [whole, whole + 1, whole + 1]


@given(tables(decimals()).filter(lambda table: table[0] is not VAST))
def test_printed_points_equal_exact_path(table: tuple[Framework, Array]) -> None:
    """Points of percents with up to six decimals print as the exact points do."""
    framework, percents = table
    evaluations = [exact(framework, row) for row in percents.tolist()]
    for printed_ends, ends in zip(
        map(printed, area_bounds(percents, framework)),
        [
            [[area.lower for area in one.areas] for one in evaluations],
            [[area.upper for area in one.areas] for one in evaluations],
        ],
        strict=True,
    ):
        assert printed_ends.tolist() == [[round_half_up(end) for end in row] for row in ends]
    lower, upper = map(printed, total_bounds(percents, framework))
    assert [*zip(lower, upper, strict=True)] == [one.total.range.rounded() for one in evaluations]


def test_printed_just_below_a_tie() -> None:
    """36.4999999995 points come of percents with six decimals, and print as 36."""
    assert printed(36.4999999995) == 36
    percents = [[36.5] * 44 + [36.499999]]
    assert printed(area_points(percents, "2.1"))[0, [0, 7]].tolist() == [37, 36]


def test_printed_keeps_shape_and_nan() -> None:
    """Any shape, any real dtype; NaN stays NaN; an infinity is refused and named."""
    points = np.array([[0.5, np.nan], [1.4, 2.0]], dtype=np.float32)
    assert np.array_equal(printed(points), [[1, np.nan], [1, 2]], equal_nan=True)
    assert printed([3, 4]).dtype == np.float64
    assert printed([]).shape == (0,)
    assert np.array_equal(printed(np.arange(100_000) + 0.5), np.arange(1, 100_001))
    with pytest.raises(InvalidValueError, match=r"points \[1, 0\]"):
        printed([[0.5, 1.0], [float("inf"), 1.0]])
    points = np.zeros((2, 40_000))
    points[1, 30_000] = -np.inf
    with pytest.raises(InvalidValueError, match=r"points \[1, 30000\]: -inf"):
        printed(points)
    with pytest.raises(InvalidTypeError, match=r"points \[1\].*None"):
        printed([0.5, None])
    with pytest.raises(InvalidTypeError):
        printed([1j])


def on_dask(percents: Array, chunks: tuple[int, int]) -> Any:
    return da.from_array(percents, chunks=chunks)


@pytest.mark.parametrize("chunks", [(5000, 45), (3000, 7)])
def test_dask_stays_lazy_and_equal(chunks: tuple[int, int]) -> None:
    """A Dask array gives a Dask array, computed to the same points."""
    percents = many()
    lazy = on_dask(percents, chunks)
    for function in (area_points, total_points):
        result: Any = function(lazy, "2.1")
        assert isinstance(result, da.Array)
        assert result.dtype == np.float64
        expected = function(percents, "2.1")
        assert result.shape == expected.shape
        assert np.array_equal(result.compute(scheduler="threads"), expected, equal_nan=True)
        whole: Any = printed(result)
        assert isinstance(whole, da.Array)
        assert np.array_equal(whole.compute(), printed(expected), equal_nan=True)
    for function in (area_bounds, total_bounds):
        for result, expected in zip(function(lazy, "2.1"), function(percents, "2.1"), strict=True):
            assert isinstance(result, da.Array)
            assert np.array_equal(result.compute(), expected)


def test_dask_errors() -> None:
    """Shape and dtype are refused at once, a wrong percent when it is met, by its own row."""
    percents = many()
    percents[9000, 2] = 101
    with pytest.raises(KommunkompassError, match=r"row 9000, criterion 1\.3"):
        total_points(on_dask(percents, (4000, 45)), "2.1").compute()
    with pytest.raises(InvalidValueError, match="shape"):
        total_points(on_dask(percents[:, :7], (4000, 7)), "2.1")
    with pytest.raises(InvalidTypeError, match="complex128"):
        area_bounds(on_dask(percents.astype(complex), (4000, 45)), "2.1")


def test_dask_chunks_of_unknown_size() -> None:
    """Rows filtered lazily have no known count; they are summed all the same."""
    percents = many(5000)
    lazy = on_dask(percents, (1000, 45))
    kept = lazy[lazy[:, 0] > 50]
    expected = total_points(percents[percents[:, 0] > 50], "2.1")
    result: Any = total_points(kept, "2.1")
    assert np.array_equal(result.compute(), expected, equal_nan=True)
    percents[:, 0] = 0
    percents[7:9] = 101
    lazy = on_dask(percents[5:], (1000, 45))
    with pytest.raises(InvalidValueError, match=r"^row 0, criterion 1\.1: 101"):
        total_points(lazy[lazy[:, 0] > 50], "2.1").compute()
