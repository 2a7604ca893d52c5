"""JSON text, strictly: no key twice, no NaN, no number that is not whole, no endless depth."""

from __future__ import annotations

import json
import re
from collections import Counter

from kommunkompass.arguments import LARGEST_COUNT
from kommunkompass.errors import InputError, InvalidValueError, KommunkompassError, shown

__all__ = ["Literal", "parsed"]

#: The most levels of tables and lists within each other.
_DEEPEST = 100
_SURROGATE = re.compile("[\ud800-\udfff]")
_HOLDERS = (dict, list, str)
_LONGEST_WHOLE = len(str(LARGEST_COUNT)) + 1


class Literal:
    """A number that no document has: not whole, not finite or too large."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class _Table(dict[str, object]):
    """A table that remembers which of its keys were given more than once."""

    repeated: tuple[str, ...] = ()


def _table(pairs: list[tuple[str, object]]) -> _Table:
    table = _Table(pairs)
    if len(table) < len(pairs):
        counts = Counter([key for key, _ in pairs])
        table.repeated = tuple([key for key, count in counts.items() if count > 1])
    return table


def _whole(text: str) -> int | Literal:
    return int(text) if len(text) <= _LONGEST_WHOLE else Literal(text)


def parsed(text: str, name: str, faults: list[KommunkompassError]) -> object:
    """Return what a JSON text says, noting keys given twice and text that is none.

    Args:
        text: the text.
        name: the source's name.
        faults: what these are noted in.

    Raises:
        InputError: for text that is no JSON.
    """
    try:
        document: object = json.loads(
            text,
            object_pairs_hook=_table,
            parse_float=Literal,
            parse_constant=Literal,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as error:
        said = "too deep nesting" if isinstance(error, RecursionError) else str(error)
        raise _malformed(name, said) from None
    left: list[tuple[int, str, object]] = [(0, "", document)]
    while left:
        depth, path, value = left.pop()
        if depth >= _DEEPEST and not isinstance(value, str):
            raise _malformed(name, "too deep nesting")
        if isinstance(value, _Table):
            for key in value.repeated:
                place = f"{path}: {shown(key)}".removeprefix(": ")
                faults.append(InvalidValueError(place, "a further value", "each key once"))
            left += [
                (depth + 1, f"{path}.{key}".lstrip("."), below)
                for key, below in value.items()
                if isinstance(below, _HOLDERS)
            ]
        elif isinstance(value, str) and _SURROGATE.search(value):
            faults.append(InvalidValueError(path, ascii(value), "text without lone surrogates"))
        elif isinstance(value, list):
            left += [
                (depth + 1, f"{path}[{place}]", below)
                for place, below in enumerate(value)
                if isinstance(below, _HOLDERS)
            ]
    return document


def _malformed(name: str, said: str) -> InputError:
    fault = InvalidValueError("JSON", said, "well-formed JSON")
    return InputError(name, [fault], "a JSON document")
