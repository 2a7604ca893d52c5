"""What fuzzing found, each as small as it gets; ``tests/fuzzing`` finds more."""

from __future__ import annotations

from command_line import Run


def test_a_source_of_several_evaluations_is_not_compared(run: Run) -> None:
    """It is not told which of them is meant."""
    both = "municipality;code;points\nKumla;total;371\nTjörn;total;400\n"
    done = run("compare", "-", "kumla-2017", stdin=both)
    assert (done.status, done.out) == (2, "")
    assert "3 evaluations" in done.err
