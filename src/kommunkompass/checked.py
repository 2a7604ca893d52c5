"""Checked documents: nested tables of plain values, as TOML and JSON give them.

A :class:`Shape` serves reading as well as its JSON Schema. A fault is noted with its path, and
reading goes on: all are named at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs

from kommunkompass.errors import InvalidTypeError, InvalidValueError, KommunkompassError, shown

#: The most faults of a document that are named.
MOST_FAULTS = 1_000

_LONGEST_CODE = 20
_SURROGATE = re.compile("[\ud800-\udfff]")

#: What a table says, as far as it is right: each key with what its value stands for.
Said: TypeAlias = dict[str, Any]


class Faults(list[KommunkompassError]):
    """The faults of a document: so many that no error is many times as large as that."""

    def append(self, fault: KommunkompassError, /) -> None:
        if len(self) < MOST_FAULTS:
            super().append(fault)
        elif len(self) == MOST_FAULTS:
            more = f"more than {MOST_FAULTS} faults"
            super().append(InvalidValueError("document", more, "none; those above come first"))


@attrs.define(eq=False)
class CheckedTable:
    """One table of a document; its path is such as ``areas[2].criteria[4]``.

    It is right where no fault was noted of it, or of a table in it.
    """

    content: dict[str, object]
    path: str
    faults: list[KommunkompassError]
    asked: list[str] = attrs.field(factory=list)
    is_right: bool = True

    def where(self, key: str) -> str:
        """The place of a key, with the table's code: ``"areas[2] (3): maximum"``."""
        code = self.content.get("code")
        named = self.path and isinstance(code, str) and len(code) < _LONGEST_CODE
        place = f"{self.path} ({code})" if named else self.path
        return f"{place}: {key}" if place else key

    def note(self, fault: KommunkompassError) -> None:
        self.is_right = False
        self.faults.append(fault)

    def wrong(self, key: str, value: object, allowed: str) -> None:
        self.note(InvalidValueError(self.where(key), value, allowed))

    def need(self, key: str, kind: Value) -> Any:
        """What the value of a key stands for, or None where it lacks or is wrong."""
        if key not in self.content:
            self.wrong(key, "nothing", kind.allowed)
        return self.maybe(key, kind)

    def maybe(self, key: str, kind: Value) -> Any:
        self.asked.append(key)
        if key not in self.content:
            return None
        value, path = self.content[key], f"{self.path}.{key}".lstrip(".")
        if isinstance(kind, Shape) and isinstance(value, dict):
            return self._below(kind, value, path)
        if isinstance(kind, Many) and isinstance(value, list):
            return self._entries(kind, value, path)
        found = kind.read(value) if isinstance(kind, Kind) else None
        if found is None:
            self.wrong(key, value, kind.allowed)
        return found

    def read(self, shape: Shape) -> Any:
        """What the shape makes of what the table says, any other key being wrong."""
        said = {key: self.need(key, kind) for key, kind in shape.needed.items()}
        said |= {key: self.maybe(key, kind) for key, kind in shape.optional.items()}
        if shape.some and not any(key in self.content for key in shape.some):
            self.wrong(shape.some[0], "nothing", " or ".join(shape.some))
        allowed = "only the keys " + ", ".join(self.asked)
        for key in sorted(self.content.keys() - set(self.asked)):
            self.wrong(shown(key), self.content[key], allowed)
        return shape.then(self, {key: value for key, value in said.items() if value is not None})

    def _below(self, shape: Shape, content: dict[str, object], path: str) -> Any:
        table = CheckedTable(content, path, self.faults)
        found = table.read(shape)
        self.is_right &= table.is_right
        return found

    def _entries(self, kind: Many, content: list[object], path: str) -> tuple[Any, ...]:
        # One after the other: the tables together take far more room than the document.
        found = []
        for place, entry in enumerate(content):
            if isinstance(entry, dict):
                found.append(self._below(kind.shape, entry, f"{path}[{place}]"))
            else:
                self.note(InvalidTypeError(f"{path}[{place}]", entry, "a table"))
        return tuple(found)


@attrs.frozen
class Kind:
    """A kind of value; ``read`` gives what one stands for, or None where it is not allowed."""

    allowed: str
    read: Callable[[object], Any]
    schema: Mapping[str, Any]


@attrs.frozen
class Shape:
    """A kind of table: its keys, each with the kind of its value.

    Attributes:
        then: makes something of what a table says, noting what else is wrong with it.
        some: optional keys of which one at least must be there.
    """

    needed: Mapping[str, Value]
    optional: Mapping[str, Value] = attrs.field(factory=dict)
    then: Callable[[CheckedTable, Said], Any] = lambda table, said: said
    some: tuple[str, ...] = ()
    allowed = "a table"

    @property
    def schema(self) -> dict[str, Any]:
        keys = {**self.needed, **self.optional}
        some = {"anyOf": [{"required": [key]} for key in self.some]} if self.some else {}
        return {
            "type": "object",
            "properties": {key: kind.schema for key, kind in keys.items()},
            "required": list(self.needed),
            "additionalProperties": False,
            **some,
        }


@attrs.frozen
class Many:
    """A list of tables of a shape."""

    shape: Shape
    allowed = "a list of tables"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.shape.schema}


Value: TypeAlias = Kind | Shape | Many


def _those(right: Callable[[Any], bool]) -> Callable[[object], Any]:
    """Reads values that stand for themselves."""
    return lambda value: value if right(value) else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _SURROGATE.search(value)


def _texts(value: object) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and all(map(_is_text, value)) else None


#: Half a character of UTF-16 is no text.
TEXT = Kind("a text", _those(_is_text), {"type": "string"})
NAME = Kind(
    "a text that is not empty",
    _those(lambda value: _is_text(value) and bool(value)),
    {"type": "string", "minLength": 1},
)
TEXTS = Kind("a list of texts", _texts, {"type": "array", "items": TEXT.schema})


def matching(pattern: str, allowed: str) -> Kind:
    found = re.compile(pattern)
    right = _those(lambda value: isinstance(value, str) and bool(found.fullmatch(value)))
    return Kind(allowed, right, {"type": "string", "pattern": f"^{pattern}$"})


def one_of(*texts: str) -> Kind:
    right = _those(lambda value: isinstance(value, str) and value in texts)
    return Kind(" or ".join([f'"{text}"' for text in texts]), right, {"enum": list(texts)})


def whole(least: int, most: int, allowed: str = "a whole number") -> Kind:
    right = _those(lambda value: type(value) is int and least <= value <= most)
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(f"{allowed} from {least} to {most}", right, schema)


def flag(usual: bool) -> Kind:
    """A truth value, left out where it is the usual one."""
    right = _those(lambda value: isinstance(value, bool))
    return Kind("true or false", right, {"type": "boolean", "default": usual})


def version(number: int, allowed: str = "") -> Kind:
    """The number of a layout."""
    right = _those(lambda value: type(value) is int and value == number)
    return Kind(f"the number {number}{allowed}", right, {"const": number})


def excess(text: str, most: Mapping[str, int]) -> str:
    """What a text has too much of, by how often some signs may be there; empty if nothing."""
    for signs, limit in most.items():
        if sum(map(text.count, signs)) > limit:
            return f"more than {limit} of the signs {' '.join(signs)}"
    return ""
