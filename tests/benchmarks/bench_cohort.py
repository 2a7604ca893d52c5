"""Points of many evaluations, and their possible ranks, beside other ways to the same sums.

Run it by itself: ``python tests/benchmarks/bench_cohort.py``. It needs pandas and polars. All
ways run in one process, in turn, round after round, and medians are told; so what else the
machine does meets them all alike. Only this library's way checks what it is given and is exact:
the others are plain float sums.

Memory is what a call allocates at its peak beyond its result, as tracemalloc sees it (polars
allocates where it does not look).
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import polars as pl
from threadpoolctl import threadpool_info

from kommunkompass import Evaluation, get_framework
from kommunkompass.cohort import (
    area_bounds,
    area_points,
    possible_ranks,
    printed,
    total_points,
)

Case: TypeAlias = Callable[[], Any]

FRAMEWORK = get_framework("2.1")
CODES = [criterion.code for criterion in FRAMEWORK.criteria]
WEIGHTS = np.array(
    [
        [criterion.maximum / 100 if criterion in area.criteria else 0 for area in FRAMEWORK.areas]
        for criterion in FRAMEWORK.criteria
    ]
)
#: The reference of all ratios.
OURS = "area_points"
#: Threads of a matrix product keep a core busy for a while after it; the next way waits for them.
PAUSE = 0.25
#: The exact path is timed on this many evaluations at most, and scaled up.
MOST_EXACT = 300


def drawn(rows: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Percents with up to six decimals."""
    return np.random.default_rng(2017).integers(0, 10**8, (rows, len(CODES))) / 10**6


def with_pandas(frame: pd.DataFrame) -> Case:
    """The areas' sums, as one writes them in pandas."""
    areas = {
        area.code: (
            [criterion.code for criterion in area.criteria],
            [criterion.maximum / 100 for criterion in area.criteria],
        )
        for area in FRAMEWORK.areas
    }
    return lambda: pd.DataFrame(
        {
            code: (frame[columns] * weights).sum(axis=1, skipna=False)
            for code, (columns, weights) in areas.items()
        }
    )


def with_polars(frame: pl.DataFrame) -> Case:
    """The areas' sums, as one writes them in polars."""
    sums = [
        pl.sum_horizontal(
            [pl.col(criterion.code) * (criterion.maximum / 100) for criterion in area.criteria],
            ignore_nulls=False,
        ).alias(area.code)
        for area in FRAMEWORK.areas
    ]
    return lambda: frame.select(sums)


def exact_path(percents: list[list[float]]) -> Case:
    """The library's own exact evaluations, one by one."""

    def run() -> None:
        for row in percents:
            Evaluation.from_percents(FRAMEWORK, dict(zip(CODES, row, strict=True)))

    return run


def ways(rows: int) -> dict[str, Case]:
    """The ways to be timed, by name."""
    percents = drawn(rows)
    column = WEIGHTS.sum(axis=1)
    frame = pd.DataFrame(percents, columns=CODES)
    missing = percents.copy()
    missing[np.random.default_rng(1).random(percents.shape) < 0.01] = np.nan
    narrow = percents.round(1).astype(np.float32)
    by_column = np.asfortranarray(percents)
    points = area_points(percents, FRAMEWORK)
    return {
        OURS: lambda: area_points(percents, FRAMEWORK),
        "x @ W": lambda: percents @ WEIGHTS,
        "x.sum()": lambda: percents.sum(),
        "pandas": with_pandas(frame),
        "polars": with_polars(pl.from_pandas(frame)),
        "total_points": lambda: total_points(percents, FRAMEWORK),
        "x @ w, totals": lambda: percents @ column,
        "area_bounds, 1 % missing": lambda: area_bounds(missing, FRAMEWORK),
        "area_points, float32": lambda: area_points(narrow, FRAMEWORK),
        "area_points, Fortran order": lambda: area_points(by_column, FRAMEWORK),
        "printed": lambda: printed(points),
    }


def peak(case: Case) -> float:
    """The bytes that a call takes beyond its result."""
    tracemalloc.start()
    result = case()
    now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return most - now


def timed(cases: dict[str, Case], rounds: int, repeats: int) -> dict[str, float]:
    """The median seconds of each case."""
    found: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            time.sleep(PAUSE)
            start = time.perf_counter()
            for _ in range(repeats):
                case()
            found[name].append((time.perf_counter() - start) / repeats)
    return {name: statistics.median(times) for name, times in found.items()}


def tell_points(rows: int, rounds: int) -> None:
    """Time the ways to points, and print a table."""
    cases = ways(rows)
    for case in cases.values():
        case()
    memory = {name: peak(case) for name, case in cases.items()}
    seconds = timed(cases, rounds, 1 if rows > 10_000 else 50)
    few = drawn(min(rows, MOST_EXACT)).tolist()
    slow = timed({"exact path": exact_path(few)}, 3, 1)
    seconds["Evaluation.from_percents"] = slow["exact path"] * rows / len(few)
    print(f"\n{rows:,} evaluations{'median ms':>22}{'of ' + OURS:>18}{'memory, MB':>14}")
    for name, median in seconds.items():
        ratio = median / seconds[OURS]
        beyond = f"{memory[name] / 1e6:.1f}" if name in memory and name != "polars" else ""
        print(f"{name:<28}{median * 1e3:>12.3f}{ratio:>18.2f}{beyond:>14}")


def tell_ranks(rounds: int) -> None:
    """Time possible ranks of ever more, and print how that grows."""
    print(f"\npossible_ranks{'median ms':>26}{'ns / (n log2 n)':>18}{'memory, MB':>14}")
    for rows in (290, 10_000, 100_000, 1_000_000):
        random = np.random.default_rng(rows)
        lower = random.integers(0, 7 * 10**6, rows) / 10**4
        upper = lower + random.integers(0, 10**6, rows) / 10**4

        def case(lower: Any = lower, upper: Any = upper) -> Any:
            return possible_ranks(lower, upper)

        median = timed({"": case}, rounds, 1 if rows > 10_000 else 50)[""]
        growth = median * 1e9 / (rows * math.log2(rows))
        print(f"{rows:<28,}{median * 1e3:>12.3f}{growth:>18.2f}{peak(case) / 1e6:>14.1f}")


def main() -> None:
    """Print where this runs, and all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[290, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    blas = ", ".join(f"{pool.get('architecture')} x {pool['num_threads']}" for pool in pools)
    versions = [f"{module.__name__} {module.__version__}" for module in (np, pd, pl)]
    print(", ".join([*versions, f"BLAS {blas}"]))
    for rows in chosen.rows:
        tell_points(rows, chosen.rounds)
    tell_ranks(chosen.rounds)


if __name__ == "__main__":
    main()
