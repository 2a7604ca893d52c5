"""Reading, auditing and writing, beside what one writes in a few lines instead.

Run it by itself: ``python tests/benchmarks/bench_files.py``. The other ways do less: they take
figures for numbers, add them up as fractions or floats, and check nothing. Ways are timed in
turn, round after round, by the time of the processor, so what else the machine does meets all
of them alike.
"""

import argparse
import csv
import io
import json
import re
import statistics
import time
from collections.abc import Callable
from fractions import Fraction

import pandas as pd

from kommunkompass import (
    Evaluation,
    Figure,
    audit,
    example_table,
    html_report,
    load_example,
    read,
    read_many,
    write,
)

TABLE = example_table("kumla-2017")
KUMLA = load_example("kumla-2017")
AREAS = [area.code for area in KUMLA.framework.areas]
REPEATS = 5
#: Evaluations of a file of many.
MANY = 100


def written(subject: object, form: str) -> str:
    """The text of a file."""
    file = io.BytesIO()
    write(subject, file, form=form, lossy=True)  # type: ignore[arg-type]
    return file.getvalue().decode("utf-8-sig")


CSV, JSON = written(TABLE, "csv"), written(KUMLA, "json")
LONG = written([KUMLA] * MANY, "csv")
FIGURES = dict(TABLE.figures)
PASTED = "\n".join(
    line
    for area in KUMLA.framework.areas
    for line in [
        f"{area.code}. {area.title}\tUppnått\tMax\tProcent",
        *(
            f"{item.code}\t{item.title}\t{FIGURES[item.code].points}\t{item.maximum}"
            f"\t{FIGURES[item.code].percent}"
            for item in area.criteria
        ),
        f"\t\t{FIGURES[area.code].points}\t{area.maximum}\t{FIGURES[area.code].percent}",
    ]
)
LINE = re.compile(r"^(\d+)\.(\d+)\t.*\t(\d+)\t(\d+)\t(\d+)$", re.M)


def rows_by_hand(text: str) -> Fraction:
    rows = csv.DictReader(io.StringIO(text))
    return sum((Fraction(row["points"]) for row in rows if row["code"] in AREAS), Fraction(0))


def pasted_by_hand() -> Fraction:
    return sum((Fraction(match[3]) for match in LINE.finditer(PASTED)), Fraction(0))


def audit_by_hand() -> list[bool]:
    """Whether printed criteria sum to their printed area."""
    return [
        sum(int(FIGURES[item.code].points or 0) for item in area.criteria)
        == FIGURES[area.code].points
        for area in KUMLA.framework.areas
    ]


def page_by_hand() -> str:
    return pd.DataFrame(
        [(code, figure.points, figure.percent) for code, figure in TABLE.figures]
    ).to_html()


#: What is timed: the library's way, what one would do instead, and how that is called.
CASES: dict[str, tuple[Callable[[], object], Callable[[], object], str]] = {
    "pasted report read": (lambda: read(io.StringIO(PASTED)), pasted_by_hand, "a pattern"),
    "CSV read": (lambda: read(io.StringIO(CSV)), lambda: rows_by_hand(CSV), "csv"),
    "CSV read (pandas)": (
        lambda: read(io.StringIO(CSV)),
        lambda: pd.read_csv(io.StringIO(CSV)),
        "pandas.read_csv",
    ),
    f"CSV of {MANY} read": (
        lambda: read_many(io.StringIO(LONG)),
        lambda: pd.read_csv(io.StringIO(LONG)).groupby("evaluation")["points"].sum(),
        "pandas, groupby",
    ),
    "JSON read": (lambda: read(io.StringIO(JSON)), lambda: json.loads(JSON), "json.loads"),
    "table scored": (TABLE.evaluation, pasted_by_hand, "a pattern"),
    "table audited": (lambda: audit(TABLE), audit_by_hand, "printed sums"),
    "total alone": (
        lambda: Evaluation.from_printed("2.1", {"total": Figure(371)}),
        audit_by_hand,
        "printed sums",
    ),
    "CSV written": (
        lambda: written(TABLE, "csv"),
        lambda: pd.DataFrame(FIGURES.items()).to_csv(),
        "pandas.to_csv",
    ),
    "HTML report": (lambda: html_report(KUMLA), page_by_hand, "pandas.to_html"),
}


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(REPEATS):
        work()
    return (time.process_time() - start) / REPEATS * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    assert pasted_by_hand() == sum(
        Fraction(figure.points or 0) for code, figure in FIGURES.items() if "." in code
    )
    assert read(io.StringIO(PASTED)).total.range == KUMLA.total.range
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in CASES}
    for _ in range(rounds):
        for name, (ours, other, _) in CASES.items():
            times[name][0].append(milliseconds(ours))
            times[name][1].append(milliseconds(other))
    print(f"{'':22}{'median ms':>10}{'instead ms':>12}{'ratio':>8}  instead")
    for name, (ours, other) in times.items():
        mine, theirs = statistics.median(ours), statistics.median(other)
        ratio = f"{mine / theirs:.1f}" if theirs else ""
        print(f"{name:22}{mine:>10.2f}{theirs:>12.3f}{ratio:>8}  {CASES[name][2]}")


if __name__ == "__main__":
    main()
