"""Hypothesis strategies: the library's values, drawn for tests of what is built on it.

They need Hypothesis. Where it is installed, ``st.from_type(kommunkompass.Evaluation)``, and any
test argument that is annotated so, finds them without an import of this module.

Examples shrink to few items, whole numbers and short words, and a failing test prints them as
calls that can be pasted. ``hostile=True`` adds what is valid and seldom thought of: names like
``=1+1``, control characters, texts of thousands of characters, figures at their bounds or with
many decimals, and numbers that are no decimals. By default, a framework is a small one of one's
own; ``framework=`` takes one, the version of a bundled one, or a strategy.
"""

# The first thing done is to see that Hypothesis is there, so imports follow it.
# ruff: noqa: E402

from __future__ import annotations

from kommunkompass.extras import require

require("hypothesis", extra="hypothesis", item="kommunkompass.strategies")

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis.strategies import SearchStrategy, register_type_strategy
from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

import kommunkompass
from kommunkompass.strategies import parts
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

_DRAWN_BY: dict[type, Callable[[], SearchStrategy[Any]]] = {
    kommunkompass.Area: parts.areas,
    kommunkompass.Criterion: parts.criteria,
    kommunkompass.Evaluation: evaluations,
    kommunkompass.Figure: figures,
    kommunkompass.Finding: parts.findings,
    kommunkompass.Framework: frameworks,
    kommunkompass.KeyFacts: parts.key_facts,
    kommunkompass.PublishedTable: published_tables,
    kommunkompass.Range: ranges,
    kommunkompass.RoleModel: parts.role_models,
    kommunkompass.Score: scores,
}


def _drawn(strategy: Callable[[], SearchStrategy[Any]], _: object) -> SearchStrategy[Any]:
    return strategy()


def _print_shortly(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    printer.text(repr(value))


# Hypothesis imports this module by its entry point, and so knows the types at once.
for _kind, _strategy in _DRAWN_BY.items():
    register_type_strategy(_kind, partial(_drawn, _strategy))
for _name in ("Area", "Criterion", "Framework"):  # by their repr, not the tree of all fields
    for_type_by_name("kommunkompass.framework", _name, _print_shortly)
