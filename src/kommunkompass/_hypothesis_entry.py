"""What Hypothesis runs when it is imported, so that ``st.from_type`` knows the library's types."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypothesis.strategies import register_type_strategy
from hypothesis.vendor.pretty import for_type_by_name

import kommunkompass

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy
    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["setup"]

#: For each type, the module of the strategies and the strategy that draws it.
_STRATEGIES = {
    "Area": "parts.areas",
    "Criterion": "parts.criteria",
    "Evaluation": "evaluations.evaluations",
    "Figure": "evaluations.figures",
    "Finding": "parts.findings",
    "Framework": "parts.frameworks",
    "KeyFacts": "parts.key_facts",
    "PublishedTable": "evaluations.published_tables",
    "Range": "parts.ranges",
    "RoleModel": "parts.role_models",
    "Score": "evaluations.scores",
}

#: The types whose ``repr`` is printed where a test fails, and not the tree of all their fields.
_SHORT = ("Area", "Criterion", "Framework")


def setup() -> None:
    """Tell Hypothesis what draws the library's types, and how large ones are printed."""
    for name in _SHORT:
        for_type_by_name("kommunkompass.framework", name, _print_shortly)
    for name, place in _STRATEGIES.items():
        register_type_strategy(getattr(kommunkompass, name), partial(_drawn, place))


def _drawn(place: str, _: object) -> SearchStrategy[Any]:
    # The strategies are loaded when a type is first drawn: they import what is being imported.
    module, name = place.split(".")
    found: SearchStrategy[Any] = getattr(
        import_module(f"kommunkompass.strategies.{module}"), name
    )()
    return found


def _print_shortly(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    printer.text(repr(value))
