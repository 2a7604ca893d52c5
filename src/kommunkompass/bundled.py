"""Bundled files: data that come with the package, called by their names without the suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["names_in"]


def names_in(directory: Traversable, suffix: str) -> tuple[str, ...]:
    """The names of the files of a kind in a directory, in order, without their suffix."""
    names = (entry.name for entry in directory.iterdir())
    return tuple(sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix)))
