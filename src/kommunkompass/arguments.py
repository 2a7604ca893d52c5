"""Arguments and extras: what is given, or needed, is there as asked for, or named in an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from kommunkompass.errors import (
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownCodeError,
    shown,
)

if TYPE_CHECKING:
    from attrs import Attribute

_Kind = TypeVar("_Kind")
_Kinds: TypeAlias = type | tuple[type, ...]
_Validator: TypeAlias = "Callable[[object, Attribute[Any], Any], None]"

#: The largest count, such as one of inhabitants.
LARGEST_COUNT = 10**18

_LONGEST_NAME = 100


def check_kind(item: str, value: object, kind: _Kinds, allowed: str) -> None:
    """Raise InvalidTypeError for a value that is of none of the types."""
    if not isinstance(value, kind):
        raise InvalidTypeError(item, value, allowed)


def is_one_of(value: object, *known: str) -> bool:
    """Whether a value is one of some texts, whatever else it may be."""
    return isinstance(value, str) and value in known


def check_name(item: str, value: object, known: Iterable[str]) -> None:
    """Raise UnknownCodeError for a name that is not known; it lists those that are."""
    names = tuple(known)
    if is_one_of(value, *names):
        return
    allowed = "one of " + ", ".join(names)
    if len(names) > 1 and isinstance(value, str | int | float):
        # Loaded where a name is wrong, and only there.
        from difflib import get_close_matches

        asked = (value if isinstance(value, str) else shown(value))[:_LONGEST_NAME]
        near = get_close_matches(asked.casefold(), names, 1)
        allowed += f'; did you mean "{near[0]}"?' if near else ""
    raise UnknownCodeError(item, value, allowed)


def checked_whole(item: str, value: object, least: int, most: int) -> int:
    """The value, a whole number from the least to the most; a truth value is none."""
    allowed = f"a whole number from {least} to {most}"
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidTypeError(item, value, allowed)
    if not least <= value <= most:
        raise InvalidValueError(item, value, allowed)
    return value


def iterated(item: str, values: Iterable[_Kind], allowed: str) -> Iterator[_Kind]:
    """What the values give one by one; a text is not taken for many."""
    if not isinstance(values, str | bytes):
        try:
            return iter(values)
        except TypeError:
            pass
    raise InvalidTypeError(item, values, allowed)


def listed(
    item: str, values: Iterable[_Kind], kind: type[_Kind], allowed: str
) -> tuple[_Kind, ...]:
    """The values as a tuple, all of them of a type."""
    found = tuple(iterated(item, values, allowed))
    for value in found:
        check_kind(item, value, kind, allowed)
    return found


def of_type(kind: _Kinds, allowed: str) -> _Validator:
    """A validator of a field: its value is of a type."""

    def check(_: object, field: Attribute[Any], value: object) -> None:
        check_kind(field.name, value, kind, allowed)

    return check


def maybe_of_type(kind: _Kinds, allowed: str) -> _Validator:
    """A validator of a field: its value is of a type, or None."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return of_type((*kinds, type(None)), f"{allowed}, or None")


def tuple_of(*kinds: type) -> _Validator:
    """A validator of a field: its value is a tuple, each one in it of one of the types."""
    allowed = f"a tuple of {' or '.join([kind.__name__ for kind in kinds])}"

    def check(_: object, field: Attribute[Any], values: tuple[object, ...]) -> None:
        check_kind(field.name, values, tuple, allowed)
        if set(map(type, values)).issubset(kinds):
            return  # as nearly always, and quickly, however many they are
        for value in values:
            check_kind(field.name, value, kinds, allowed)

    return check


def whole(least: int, most: int = LARGEST_COUNT) -> _Validator:
    """A validator of a field: its value is a whole number from the least to the most."""

    def check(_: object, field: Attribute[Any], value: object) -> None:
        checked_whole(field.name, value, least, most)

    return check


def maybe_whole(least: int, most: int = LARGEST_COUNT) -> _Validator:
    """A validator of a field: its value is a whole number of such bounds, or None."""

    def check(_: object, field: Attribute[Any], value: object) -> None:
        if value is not None:
            checked_whole(field.name, value, least, most)

    return check


def require(module: str, *, extra: str, item: str) -> ModuleType:
    """Import a module of a library that comes with an extra.

    Args:
        module: its dotted name.
        extra: the extra that installs it.
        item: what needs it, named in an error.

    Raises:
        MissingExtraError: where it cannot be imported.
    """
    try:
        return import_module(module)
    except ImportError as error:
        command = f"pip install 'kommunkompass[{extra}]'"
        raise MissingExtraError(item, module.partition(".")[0], command) from error
