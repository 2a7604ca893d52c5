"""Extras: other libraries that only a part of this one needs, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from kommunkompass.errors import MissingExtraError


def require(module: str, *, extra: str, item: str) -> ModuleType:
    """Import and return a module of a library that comes with an extra.

    Args:
        module: its dotted name.
        extra: the extra that installs it.
        item: what needs it, named in an error.

    Raises:
        MissingExtraError: where it cannot be imported; the error that said so is its cause.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        command = f"pip install 'kommunkompass[{extra}]'"
        raise MissingExtraError(item, library, command) from error
