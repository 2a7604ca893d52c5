"""All benchmarks, one after the other: ``python tests/benchmarks``, or with ``--quick``.

Each prints medians of repeated runs and what they are of another way to the same.
"""

import argparse
import sys

import bench_cohort
import bench_files
import bench_scores


def main() -> None:
    parser = argparse.ArgumentParser(description="Run all benchmarks.")
    parser.add_argument("--quick", action="store_true", help="small cohorts and few rounds")
    quick = parser.parse_args().quick
    for title, run, words in (
        ("Scores", bench_scores.main, []),
        ("Files", bench_files.main, ["--rounds", "5"] if quick else []),
        ("Cohorts", bench_cohort.main, ["--rows", "290", "--rounds", "3"] if quick else []),
    ):
        print(f"\n=== {title}")
        sys.argv[1:] = words
        run()


if __name__ == "__main__":
    main()
