"""Checked documents: tables of keys and values, read with every fault noted under its path.

TOML and JSON give nested tables of plain values. Each table here is asked for its keys one by
one; a missing key, a wrong value or a key that nobody asked for is noted, and reading goes on,
so that all faults of a document are named at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import nsmallest
from typing import Self, TypeVar

from kommunkompass.errors import InvalidTypeError, InvalidValueError, KommunkompassError, shown

__all__ = ["MOST_ENTRIES", "MOST_FAULTS", "CheckedTable", "Faults"]

_LARGEST_WHOLE = 10**9

#: The most tables that a list of a document may hold.
MOST_ENTRIES = 10_000

#: The most faults of a document that are named.
MOST_FAULTS = 1_000

_LONGEST_CODE = 20
_MOST_UNKNOWN = 100

Entry = TypeVar("Entry")


class Faults(list[KommunkompassError]):
    """The faults of a document: the first thousand, and that there are more.

    A document of many faults must not give an error that is many times as large as itself.
    """

    def append(self, fault: KommunkompassError, /) -> None:
        """Note a fault."""
        if len(self) < MOST_FAULTS:
            super().append(fault)
        elif len(self) == MOST_FAULTS:
            more = f"more than {MOST_FAULTS} faults"
            super().append(InvalidValueError("document", more, "none; those above come first"))

    def extend(self, faults: Iterable[KommunkompassError], /) -> None:
        """Note several faults."""
        for fault in faults:
            self.append(fault)

    def __iadd__(self, faults: Iterable[KommunkompassError], /) -> Self:  # type: ignore[override,misc]
        self.extend(faults)
        return self


class CheckedTable:
    """One table of a document: gives keys by kind, notes every fault, and goes on.

    What is missing or wrong is given as an empty text, a 0 or None, which readers leave alone.

    Attributes:
        path: where in the document it stands, such as ``areas[2].criteria[4]``.
        faults: the list, shared by all tables of a document, that faults are noted in.
        content: the keys and values.
        taken: the keys asked for so far.
    """

    def __init__(
        self, content: dict[str, object], path: str, faults: list[KommunkompassError]
    ) -> None:
        self.path = path
        self.faults = faults
        self.content = content
        self.taken: list[str] = []

    def where(self, key: str) -> str:
        """The place of a key, with the table's code: ``"areas[2] (3): maximum"``."""
        code = self.content.get("code")
        named = self.path and isinstance(code, str) and len(code) < _LONGEST_CODE
        place = f"{self.path} ({code})" if named else self.path
        return f"{place}: {key}" if place else key

    def wrong(self, key: str, value: object, allowed: str) -> None:
        """Note that the value of a key is wrong."""
        self.faults.append(InvalidValueError(self.where(key), value, allowed))

    def take(self, key: str, allowed: str, right: Callable[[object], bool]) -> object:
        """The value of a key that must be there, or None, noting why."""
        self.taken.append(key)
        if key not in self.content:
            self.wrong(key, "nothing", allowed)
            return None
        value = self.content[key]
        if right(value):
            return value
        self.wrong(key, value, allowed)
        return None

    def maybe(self, key: str, allowed: str, right: Callable[[object], bool]) -> object:
        """The value of a key that may be left out, or None."""
        if key in self.content:
            return self.take(key, allowed, right)
        self.taken.append(key)
        return None

    def text(self, key: str) -> str:
        """A text that must be there."""
        allowed = "a text that is not empty"
        value = self.take(key, allowed, lambda value: isinstance(value, str) and bool(value))
        return value if isinstance(value, str) else ""

    def maybe_text(self, key: str) -> str | None:
        """A text that may be left out."""
        if key in self.content:
            return self.text(key)
        self.taken.append(key)
        return None

    def table(self, key: str) -> CheckedTable | None:
        """A table of its own that may be left out."""
        content = self.maybe(key, "a table", lambda value: isinstance(value, dict))
        if not isinstance(content, dict):
            return None
        return CheckedTable(content, f"{self.path}.{key}".lstrip("."), self.faults)

    def whole(self, key: str) -> int:
        """A positive whole number that must be there."""

        def right(value: object) -> bool:
            return type(value) is int and 1 <= value <= _LARGEST_WHOLE

        value = self.take(key, f"a whole number from 1 to {_LARGEST_WHOLE}", right)
        return value if isinstance(value, int) else 0

    def maybe_whole(self, key: str) -> int | None:
        """A positive whole number that may be left out."""
        if key in self.content:
            return self.whole(key)
        self.taken.append(key)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that may be left out."""

        def right(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(text, str) for text in value)

        if key not in self.content:
            self.taken.append(key)
            return ()
        value = self.take(key, "a list of texts", right)
        return tuple(value) if isinstance(value, list) else ()

    def entries(self, key: str, read: Callable[[CheckedTable], Entry]) -> tuple[Entry, ...]:
        """What is read from each table of a list; the list may be left out."""
        self.taken.append(key)
        content = self.content.get(key, [])
        if not isinstance(content, list):
            self.wrong(key, content, "a list of tables")
            return ()
        if len(content) > MOST_ENTRIES:
            self.wrong(key, f"{len(content)} tables", f"at most {MOST_ENTRIES}")
            return ()
        # One after the other: the tables together take far more room than the document.
        found = []
        for place, entry in enumerate(content):
            path = f"{self.path}.{key}[{place}]".lstrip(".")
            if isinstance(entry, dict):
                found.append(read(CheckedTable(entry, path, self.faults)))
            else:
                self.faults.append(InvalidTypeError(path, entry, "a table"))
        return tuple(found)

    def close(self) -> None:
        """Note the keys that nobody asked for; the last call on a table."""
        known = set(self.taken)
        count = sum(key not in known for key in self.content)
        if not count:
            return
        unknown = nsmallest(_MOST_UNKNOWN, (key for key in self.content if key not in known))
        allowed = "only the keys " + ", ".join(self.taken)
        for key in unknown:
            self.wrong(shown(key), self.content[key], allowed)
        if count > _MOST_UNKNOWN:
            self.wrong("further keys", f"{count - _MOST_UNKNOWN} more", allowed)
