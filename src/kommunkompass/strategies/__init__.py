"""Hypothesis strategies: the library's values, drawn for tests of what is built on it.

They need Hypothesis. Where it is installed, ``st.from_type(kommunkompass.Evaluation)``, and any
test argument that is annotated so, finds them without an import of this module.

Examples shrink to few items, whole numbers and short words, and a failing test prints them as
calls that can be pasted. ``hostile=True`` adds what is valid and seldom thought of: names like
``=1+1``, control characters, texts of thousands of characters, figures at their bounds or with
many decimals, and numbers that are no decimals.

>>> from hypothesis import given
>>> from kommunkompass import Evaluation
>>> @given(evaluations("2.1", kind="printed"))
... def test_the_total_is_in_bounds(evaluation: Evaluation) -> None:
...     assert 0 <= evaluation.total.lower <= evaluation.total.upper <= 800
>>> test_the_total_is_in_bounds()
"""

# The first thing done is to see that Hypothesis is there, so imports follow it.
# ruff: noqa: E402

from __future__ import annotations

from kommunkompass.extras import require

require("hypothesis", extra="hypothesis", item="kommunkompass.strategies")

from kommunkompass.strategies.evaluations import (
    EvaluationKind,
    evaluations,
    figures,
    published_tables,
    scores,
)
from kommunkompass.strategies.parts import frameworks, percents, ranges

__all__ = [
    "EvaluationKind",
    "evaluations",
    "figures",
    "frameworks",
    "percents",
    "published_tables",
    "ranges",
    "scores",
]
