"""Sources: a path or an open file becomes text, or an error that says why not."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import Protocol, TypeAlias

from kommunkompass.errors import InvalidTypeError, SourceError

__all__ = ["Source", "load"]

_LARGEST = 10_000_000
_MOST_LINES = 50_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")

#: Marks that show nothing and split words and numbers: soft hyphens, joiners and the like.
_INVISIBLE = "\xad\u200b\u2060\ufeff"

#: Letters as some systems write them: the plain letter and a mark after it.
_COMPOSED = {"a\u030a": "å", "a\u0308": "ä", "o\u0308": "ö", "e\u0301": "é", "u\u0308": "ü"}
_COMPOSED |= {pair.upper(): letter.upper() for pair, letter in _COMPOSED.items()}


class Readable(Protocol):
    """A file opened for reading, as text or as bytes."""

    def read(self, size: int, /) -> str | bytes:
        """Return at most this many characters or bytes, nothing at the end."""


#: Where a table is read from: a path, or an open file (such as ``sys.stdin.buffer``).
Source: TypeAlias = str | PathLike[str] | Readable


def load(source: Source) -> tuple[str, str]:
    """Return a source's name, for errors, and its text with plain line ends.

    Bytes are read as UTF-8 (with or without its mark), as UTF-16 where its mark is there, or
    else as Windows-1252, in which spreadsheets save.

    Raises:
        SourceError: for what cannot be opened, is too large or is no text.
        InvalidTypeError: for anything but a path or an open file.
    """
    if isinstance(source, str | PathLike):
        name = str(source)
        try:
            with Path(source).open("rb") as file:
                content: str | bytes = _content(file, name)
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
    elif hasattr(source, "read"):
        name = _name(source)
        try:
            content = _content(source, name)
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
    else:
        raise InvalidTypeError("source", source, "a path, or a file opened for reading")
    text = _decoded(content, name)
    if _NO_TEXT.search(text):
        raise SourceError("source", name, "text, not binary data")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > _MOST_LINES:
        raise SourceError("source", name, f"at most {_MOST_LINES} lines")
    for mark in _INVISIBLE:
        text = text.replace(mark, "")
    for pair, letter in _COMPOSED.items():
        text = text.replace(pair, letter)
    return name, text


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
    left = _LARGEST
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
    raise SourceError("source", name, f"at most {_LARGEST // 10**6} MB")


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
