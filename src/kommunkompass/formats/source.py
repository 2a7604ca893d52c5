"""Sources: a path or an open file becomes content and text, or an error that says why not."""

from __future__ import annotations

import re
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Protocol, TypeAlias

import attrs

from kommunkompass.errors import InvalidTypeError, SourceError

__all__ = ["LARGEST", "Content", "Source", "cleaned", "load"]

#: The most bytes, or characters, of a source.
LARGEST = 10_000_000
_MOST_LINES = 50_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n?|\n")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")

#: Marks that show nothing and split words and numbers: soft hyphens, joiners and the like.
_INVISIBLE = "\xad\u200b\u2060\ufeff"

#: Letters as some systems write them: the plain letter and a mark after it.
_COMPOSED = {"a\u030a": "å", "a\u0308": "ä", "o\u0308": "ö", "e\u0301": "é", "u\u0308": "ü"}
_COMPOSED |= {pair.upper(): letter.upper() for pair, letter in _COMPOSED.items()}
_TO_CLEAN = re.compile(f"[{_INVISIBLE}{''.join({pair[1] for pair in _COMPOSED})}]")


class Readable(Protocol):
    """A file opened for reading, as text or as bytes."""

    def read(self, size: int, /) -> str | bytes:
        """Return at most this many characters or bytes, nothing at the end."""


#: Where a table is read from: a path, or an open file (such as ``sys.stdin.buffer``).
Source: TypeAlias = str | PathLike[str] | Readable


@attrs.define(slots=False, eq=False)
class Content:
    """What a source holds.

    Attributes:
        name: the source's name, for errors.
        data: its bytes, by which binary formats are told; or its text, where it gives text.
    """

    name: str
    data: str | bytes

    @cached_property
    def text(self) -> str:
        """The text as it stands, without its mark.

        Bytes are read as UTF-8 (with or without its mark), as UTF-16 where its mark is there,
        or else as Windows-1252, in which spreadsheets save.

        Raises:
            SourceError: for what is too long or is no text.
        """
        text = _decoded(self.data, self.name).removeprefix("\ufeff")
        if _NO_TEXT.search(text):
            raise SourceError("source", self.name, "text, not binary data")
        if len(_LINE_END.findall(text)) > _MOST_LINES:
            raise SourceError("source", self.name, f"at most {_MOST_LINES} lines")
        return text

    @cached_property
    def plain(self) -> str:
        """The text with plain line ends, without marks that show nothing."""
        return cleaned(self.text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(text: str) -> str:
    """The text without marks that show nothing, and with letters as most systems write them."""
    if not _TO_CLEAN.search(text):
        return text
    for mark in _INVISIBLE:
        text = text.replace(mark, "")
    for pair, letter in _COMPOSED.items():
        text = text.replace(pair, letter)
    return text


def load(source: Source) -> Content:
    """Return a source's name and what it holds.

    Raises:
        SourceError: for what cannot be opened or is too large.
        InvalidTypeError: for anything but a path or an open file.
    """
    if isinstance(source, str | PathLike):
        name = str(source)
        try:
            with Path(source).open("rb") as file:
                return Content(name, _content(file, name))
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
    if hasattr(source, "read"):
        name = _name(source)
        try:
            return Content(name, _content(source, name))
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
    raise InvalidTypeError("source", source, "a path, or a file opened for reading")


def _name(source: object) -> str:
    name = getattr(source, "name", None)
    if name == "<stdin>":
        return "standard input"
    return name if isinstance(name, str) and name else "text"


def _unreadable(name: str, error: Exception) -> SourceError:
    if isinstance(error, SourceError):
        return error
    return SourceError("source", name, f"a file that can be read ({error})")


def _content(file: Readable, name: str) -> str | bytes:
    """All that a file holds; a pipe may give it in pieces."""
    texts: list[str] = []
    chunks: list[bytes] = []
    left = LARGEST
    while left >= 0:
        piece = file.read(left + 1)
        if isinstance(piece, str) and not chunks:
            texts.append(piece)
        elif isinstance(piece, bytes) and not texts:
            chunks.append(piece)
        else:
            raise SourceError("source", name, "a file that gives text, or else bytes")
        if not piece:
            return "".join(texts) if texts else b"".join(chunks)
        left -= len(piece)
    raise SourceError("source", name, f"at most {LARGEST // 10**6} MB")


def _decoded(content: str | bytes, name: str) -> str:
    if isinstance(content, str):
        return content
    try:
        if content.startswith(_UTF16_MARKS):
            return content.decode("utf-16")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252")
    except UnicodeDecodeError:
        raise SourceError("source", name, "text in UTF-8, UTF-16 or Windows-1252") from None
