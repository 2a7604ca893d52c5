"""Files: a path or an open file becomes content, or takes some as a whole or not at all."""

from __future__ import annotations

import io
import os
import re
import secrets
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import attrs

from kommunkompass.errors import InvalidTypeError, SourceError, TargetError, cut

#: The most bytes, or characters, of a source.
_LARGEST = 10_000_000
_MOST_LINES = 50_000
_LONGEST_NAME = 255
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n?|\n")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")

#: What is replaced: marks that show nothing and split words and numbers, and letters that some
#: systems write as the plain letter and a mark after it.
_CLEAN = dict.fromkeys("\xad\u200b\u2060\ufeff", "")
_COMPOSED = {"a\u030a": "å", "a\u0308": "ä", "o\u0308": "ö", "e\u0301": "é", "u\u0308": "ü"}
_CLEAN |= _COMPOSED | {pair.upper(): letter.upper() for pair, letter in _COMPOSED.items()}
_TO_CLEAN = re.compile(f"[{''.join([key[-1] for key in _CLEAN])}]")


class Readable(Protocol):
    """A file opened for reading, as text or as bytes."""

    def read(self, size: int, /) -> str | bytes:
        """Return at most this much, nothing at the end."""


class Writable(Protocol):
    """A file opened for writing, as text or as bytes."""

    def write(self, content: bytes, /) -> object:
        """Take all of the content."""


#: What is read from: a path, or an open file (such as ``sys.stdin.buffer``).
Source: TypeAlias = str | PathLike[str] | Readable

#: What is written to: a path, or an open file (such as ``sys.stdout.buffer``).
Target: TypeAlias = str | PathLike[str] | Writable | io.TextIOBase


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
        """
        text = self._decoded().removeprefix("\ufeff")
        if _NO_TEXT.search(text):
            raise SourceError("source", self.name, "text, not binary data")
        if len(_LINE_END.findall(text)) > _MOST_LINES:
            raise SourceError("source", self.name, f"at most {_MOST_LINES} lines")
        return text

    @cached_property
    def plain(self) -> str:
        """The text with plain line ends, cleaned."""
        return cleaned(self.text.replace("\r\n", "\n").replace("\r", "\n"))

    def _decoded(self) -> str:
        content = self.data
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
            allowed = "text in UTF-8, UTF-16 or Windows-1252"
            raise SourceError("source", self.name, allowed) from None


def cleaned(text: str) -> str:
    """The text without marks that show nothing, and with letters as most systems write them."""
    if _TO_CLEAN.search(text):
        for found, clean in _CLEAN.items():
            text = text.replace(found, clean)
    return text


def load(source: Source, largest: int = _LARGEST) -> Content:
    """Return what a source holds, or raise an error that says why it cannot be read."""
    is_path = isinstance(source, str | PathLike)
    if not is_path and not hasattr(source, "read"):
        raise InvalidTypeError("source", source, "a path, or a file opened for reading")
    name = str(source) if is_path else name_of(source) or "text"
    name = "standard input" if name == "<stdin>" else name
    try:
        if isinstance(source, str | PathLike):
            with Path(source).open("rb") as file:
                return Content(name, _read(file, name, largest))
        return Content(name, _read(source, name, largest))
    except SourceError:
        raise
    except (OSError, ValueError) as error:
        allowed = f"a file that can be read ({_reason(error)})"
        if "\n" in name or len(name) > _LONGEST_NAME:
            allowed += ", or text as io.StringIO(text)"
        raise SourceError("source", name, allowed) from None


def _reason(error: OSError | ValueError) -> str:
    """What the system says, without the path."""
    return cut(str(getattr(error, "strerror", None) or error))


def _read(file: Readable, name: str, largest: int) -> str | bytes:
    """All that a file holds; a pipe may give it in pieces."""
    pieces: list[Any] = []
    left = largest
    while left >= 0:
        piece = file.read(left + 1)
        if not isinstance(piece, type(pieces[0]) if pieces else str | bytes):
            raise SourceError("source", name, "a file that gives text, or else bytes")
        if not piece:
            return piece.join(pieces)
        pieces.append(piece)
        left -= len(piece)
    raise SourceError("source", name, f"at most {largest // 10**6} MB")


def name_of(file: object) -> str:
    """The name of a path or an open file; empty where it has none."""
    name = str(file) if isinstance(file, str | PathLike) else getattr(file, "name", "")
    return name if isinstance(name, str) else ""


def store(content: bytes, target: Target) -> None:
    """Put content into a target; a file opened for text takes UTF-8, without its mark.

    A file that is there is replaced when the new one is complete, and keeps its permissions.
    """
    if not isinstance(target, str | PathLike) and not hasattr(target, "write"):
        raise InvalidTypeError("target", target, "a path, or a file opened for writing")
    try:
        if isinstance(target, str | PathLike):
            _write(target, content)
        elif isinstance(target, io.TextIOBase):
            target.write(content.decode("utf-8-sig"))
        else:
            target.write(content)
    except (OSError, ValueError) as error:
        allowed = f"a place that can be written ({_reason(error)})"
        raise TargetError("target", name_of(target) or "file", allowed) from None


def _write(target: str | PathLike[str], content: bytes) -> None:
    if str(target).endswith(("/", os.sep)):
        raise IsADirectoryError("it is the name of a directory")
    path = Path(target)
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a device or a pipe; a directory is refused
        return
    path = Path(os.path.realpath(path))
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            if path.exists():
                # At once: others may not read what they could not read before.
                beside.chmod(path.stat().st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
