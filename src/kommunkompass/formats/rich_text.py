"""Rich text: digits that are set apart in a cell, so that its text is no number.

``37`` with a raised ``1`` for a footnote is not 371, and of a number that is struck out and
another one beside it, only one counts.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

__all__ = ["set_apart"]

_MARKS = ("vertAlign", "strike", "dstrike")
_OFF = ("0", "false", "baseline")
_NUMBER = re.compile(r"[\d\s.,%+−-]*\d[\d\s.,%+−-]*")


def set_apart(data: bytes) -> set[str]:
    """The texts of an XML part that look like numbers, some of whose digits are set apart."""
    if not any(mark.encode() in data for mark in _MARKS):
        return set()
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.Parse(data, True)
    return reader.found


class _Reader:
    """Looks at the runs of each text: those of a cell, or those that cells share."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.text: list[str] = []
        self.marked = self.run_is_marked = self.is_text = False

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        element = tag.rpartition(":")[2]
        if element in ("si", "is"):
            self.text, self.marked, self.run_is_marked = [], False, False
        elif element == "r":
            self.run_is_marked = False
        elif element in _MARKS:
            self.run_is_marked |= attributes.get("val", "1") not in _OFF
        self.is_text = element == "t"

    def end(self, tag: str) -> None:
        self.is_text = False
        if tag.rpartition(":")[2] in ("si", "is"):
            text = "".join(self.text)
            if self.marked and _NUMBER.fullmatch(text):
                self.found.add(text)

    def characters(self, text: str) -> None:
        if self.is_text:
            self.text.append(text)
            self.marked |= self.run_is_marked and not text.isspace()
