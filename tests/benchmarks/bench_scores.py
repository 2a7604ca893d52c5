"""How long scoring, printing and auditing take, against the sum that one would write by hand.

Run it with ``python tests/benchmarks/bench_scores.py``; it prints medians of the
processor's time, in microseconds.
"""

import random
import statistics
import subprocess
import sys
import time
import timeit
from fractions import Fraction

import kommunkompass
from kommunkompass import Evaluation, audit, example_table, get_framework

FRAMEWORK = get_framework("2.1")
RANDOM = random.Random(21)
PERCENTS = {item.code: round(RANDOM.uniform(0, 100), 2) for item in FRAMEWORK.criteria}
PAIRS = [(percent, FRAMEWORK[code].maximum) for code, percent in PERCENTS.items()]
TABLE = example_table("kumla-2017")


def by_hand() -> Fraction:
    return sum((Fraction(str(percent)) * maximum / 100 for percent, maximum in PAIRS), Fraction(0))


def scored() -> list[object]:
    evaluation = Evaluation.from_percents(FRAMEWORK, PERCENTS)
    nodes = [*evaluation.areas, evaluation.total]
    return [(node.exact, node.printed) for node in nodes]


def microseconds(work: object, number: int) -> float:
    times = timeit.repeat(work, number=number, repeat=9, timer=time.process_time)  # type: ignore[arg-type]
    return statistics.median(times) / number * 1e6


def import_milliseconds(name: str) -> float:
    code = f"import time; t = time.process_time(); import {name}; print(time.process_time() - t)"
    runs = [subprocess.check_output([sys.executable, "-c", code]) for _ in range(15)]
    return statistics.median(map(float, runs)) * 1e3


def main() -> None:
    assert by_hand() == Evaluation.from_percents(FRAMEWORK, PERCENTS).total.exact
    print(f"kommunkompass {kommunkompass.__version__}, Python {sys.version.split()[0]}")
    hand = microseconds(by_hand, 300)
    ours = microseconds(scored, 300)
    table = microseconds(TABLE.evaluation, 30)
    audited = microseconds(lambda: audit(TABLE), 30)
    print(f"45 percents summed by hand        {hand:8.0f} µs")
    print(f"45 percents scored and printed    {ours:8.0f} µs   {ours / hand:.2f} of by hand")
    print(f"Kumla's printed table scored      {table:8.0f} µs")
    print(f"Kumla's printed table audited     {audited:8.0f} µs   {audited / table:.2f} of scored")
    attrs, package = import_milliseconds("attrs"), import_milliseconds("kommunkompass")
    print(f"import attrs                      {attrs:8.1f} ms")
    print(f"import kommunkompass              {package:8.1f} ms   {package / attrs:.2f} of attrs")


if __name__ == "__main__":
    main()
