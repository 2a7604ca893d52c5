"""JSON text, strictly: no key twice, no NaN, no number that is not whole, no endless depth."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from kommunkompass.arguments import LARGEST_COUNT
from kommunkompass.errors import InputError, InvalidValueError, KommunkompassError, shown

__all__ = ["Literal", "excess", "parsed"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_WHOLE = len(str(LARGEST_COUNT)) + 1
_LONGEST_TEXT = 60
_DEEPEST = 100

#: More than any document has, and little to hold in memory.
_MOST_PARTS, _MOST_KEYS, _MOST_KEYS_OF_ALL = 5_000, 1_000, 40_000
_TEXT_OR_SIGN = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|[\[{:]', re.DOTALL)


class Literal:
    """A number that no document has: not whole, not finite or too large."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class _Table(dict[str, object]):
    """A table that remembers which of its keys were given more than once."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        if len(pairs) > _MOST_KEYS:
            raise ValueError(f"more than {_MOST_KEYS} keys in a table")
        super().__init__(pairs)
        self.repeated: tuple[str, ...] = ()
        if len(self) < len(pairs):
            counts = Counter([key for key, _ in pairs])
            self.repeated = tuple([key for key, count in counts.items() if count > 1])


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
        if too_much := excess(text):
            raise ValueError(too_much)
        document: object = json.loads(
            text,
            object_pairs_hook=_Table,
            parse_float=Literal,
            parse_constant=Literal,
            parse_int=_whole,
        )
        _note_faults(document, faults)
    except (ValueError, RecursionError) as error:
        said = "too deep nesting" if isinstance(error, RecursionError) else str(error)
        fault = InvalidValueError("JSON", said, "well-formed JSON")
        raise InputError(name, [fault], "a JSON document") from None
    return document


def excess(text: str) -> str:
    """What a JSON text has too much of to be read; empty where all is well."""
    if _has_more(text, "[{", _MOST_PARTS):
        return f"more than {_MOST_PARTS} tables and lists"
    return f"more than {_MOST_KEYS_OF_ALL} keys" if _has_more(text, ":", _MOST_KEYS_OF_ALL) else ""


def _has_more(text: str, signs: str, most: int) -> bool:
    """Whether some signs are more than so many, those inside texts left out."""
    if sum(map(text.count, signs)) <= most:
        return False
    found = _TEXT_OR_SIGN.finditer(text)
    counted = (each for each in found if text[each.start()] in signs)
    return next(islice(counted, most, None), None) is not None


def _note_faults(document: object, faults: list[KommunkompassError]) -> None:
    """Note keys given twice, and text that is none.

    Of the document only the way to a value is held: a list of all values, each with its path,
    would be far larger than the document.
    """
    way: list[str] = []
    left: list[Iterator[tuple[str, object]]] = [iter([("", document)])]
    while left:
        step, value = next(left[-1], (None, None))
        if step is None:
            left.pop()
            way[-1:] = []
        elif isinstance(value, _Table):
            way.append(step)
            for key in value.repeated:
                place = f"{_path(way)}: {shown(key)}".removeprefix(": ")
                faults.append(InvalidValueError(place, "a further value", "each key once"))
            left.append((f".{key}", below) for key, below in value.items())
        elif isinstance(value, list):
            way.append(step)
            left.append((f"[{place}]", below) for place, below in enumerate(value))
        elif isinstance(value, str) and _SURROGATE.search(value):
            said, place = ascii(value[:_LONGEST_TEXT]), _path([*way, step])
            faults.append(InvalidValueError(place, said, "text without lone surrogates"))
        if len(left) > _DEEPEST + 1:
            raise RecursionError


def _path(way: Iterable[str]) -> str:
    return "".join([step[:_LONGEST_TEXT] for step in way]).lstrip(".")
