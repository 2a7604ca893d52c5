"""What Hypothesis runs when it is imported, so that ``st.from_type`` knows the library's types.

Whoever imports Hypothesis may have no use for this library, so nothing of it is loaded until a
type of it is asked for.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypothesis.vendor.pretty import for_type_by_name

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy
    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["setup", "strategy_for"]

#: For each type, by module and name, the strategy that draws it, likewise.
_STRATEGIES = {
    ("described", "Finding"): ("described", "findings"),
    ("described", "KeyFacts"): ("described", "key_facts"),
    ("described", "RoleModel"): ("described", "role_models"),
    ("evaluation", "Evaluation"): ("evaluation", "evaluations"),
    ("figure", "Figure"): ("score", "figures"),
    ("framework", "Area"): ("framework", "areas"),
    ("framework", "Criterion"): ("framework", "criteria"),
    ("framework", "Framework"): ("framework", "frameworks"),
    ("interval", "Range"): ("quantities", "ranges"),
    ("published", "PublishedTable"): ("published", "published_tables"),
    ("score", "Score"): ("score", "scores"),
}


#: The types whose ``repr`` is printed where a test fails, and not the tree of all their fields.
_SHORT = ("Area", "Criterion", "Framework")


def setup() -> None:
    """Tell Hypothesis what draws the library's types, and how large ones are printed."""
    for name in _SHORT:
        for_type_by_name("kommunkompass.framework", name, _print_shortly)
    try:
        # What Hypothesis asks of other libraries' types, once one is looked for, so that the
        # types need not be loaded before, as they must be to be registered. It is not public.
        from hypothesis.strategies._internal.types import _global_extra_lookup as lookup
    except ImportError:
        from hypothesis.strategies import register_type_strategy

        for (module, name), place in _STRATEGIES.items():
            kind = getattr(import_module(f"kommunkompass.{module}"), name)
            register_type_strategy(kind, partial(_strategy, place))
    else:
        lookup["kommunkompass"] = strategy_for


def strategy_for(kind: object) -> SearchStrategy[Any] | None:
    """The strategy that draws a type, or None for what is no type of the library."""
    package, _, module = str(getattr(kind, "__module__", "")).partition(".")
    place = _STRATEGIES.get((module, str(getattr(kind, "__qualname__", ""))))
    if package != "kommunkompass" or place is None:
        return None
    return _strategy(place)


def _print_shortly(value: object, printer: RepresentationPrinter, cycle: bool) -> None:
    printer.text(repr(value))


def _strategy(place: tuple[str, str], *_: object) -> SearchStrategy[Any]:
    module, name = place
    found: SearchStrategy[Any] = getattr(
        import_module(f"kommunkompass.strategies.{module}"), name
    )()
    return found
