"""Values built by calls that a failing test prints, and keywords for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from hypothesis import strategies as st

__all__ = ["call", "keywords"]

_Built = TypeVar("_Built")


def call(
    draw: st.DrawFn, build: Callable[..., _Built], *arguments: object, **keywords: object
) -> _Built:
    """What a call gives; Hypothesis prints the call instead of the value's fields.

    Args:
        draw: what a composite strategy draws by.
        build: a class, or a method of one, which is printed by its class's name too.
        *arguments: what it is called with.
        **keywords: likewise.
    """

    @wraps(build)
    def named(*args: object, **kwargs: object) -> _Built:
        return build(*args, **kwargs)

    named.__name__ = build.__qualname__
    given = [st.just(argument) for argument in arguments]
    known = {key: st.just(value) for key, value in keywords.items()}
    return draw(st.builds(named, *given, **known))


def keywords(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Values by keyword.

    Unlike Hypothesis's dictionaries of fixed keys, they are always drawn in one order. So there
    is less to draw, and single values are left out of a list more easily when it shrinks.
    """
    names = list(values)
    return st.tuples(*values.values()).map(lambda drawn: dict(zip(names, drawn, strict=True)))
