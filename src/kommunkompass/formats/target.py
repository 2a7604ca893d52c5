"""Targets: a path or an open file takes what is written, as a whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
from os import PathLike
from pathlib import Path
from typing import Protocol, TypeAlias

from kommunkompass.errors import InvalidTypeError, TargetError

__all__ = ["Target", "name_of", "store"]


class Writable(Protocol):
    """A file opened for writing, as text or as bytes."""

    def write(self, content: bytes, /) -> object:
        """Take all of the content."""


#: Where something is written to: a path, or an open file (such as ``sys.stdout.buffer``).
Target: TypeAlias = str | PathLike[str] | Writable | io.TextIOBase


def name_of(target: Target) -> str:
    """The name of a target, whose suffix tells the format; empty where it has none.

    Raises:
        InvalidTypeError: for anything but a path or an open file.
    """
    if isinstance(target, str | PathLike):
        return str(target)
    if not hasattr(target, "write"):
        raise InvalidTypeError("target", target, "a path, or a file opened for writing")
    name = getattr(target, "name", "")
    return name if isinstance(name, str) else ""


def store(content: bytes, target: Target, *, is_text: bool) -> None:
    """Put content into a target.

    A file that is there is replaced when the new one is complete, and keeps its permissions.

    Args:
        content: the bytes.
        target: a path, or an open file.
        is_text: whether the content may go, without its mark, into a file opened for text.

    Raises:
        TargetError: for what cannot be written; a file that was there is then as it was.
        InvalidTypeError: for bytes that are no text and a file opened for text.
    """
    name = name_of(target)
    try:
        if isinstance(target, str | PathLike):
            _write(target, content)
        elif not isinstance(target, io.TextIOBase):
            target.write(content)
        elif is_text:
            target.write(content.decode("utf-8-sig"))
        else:
            raise InvalidTypeError("target", target, "a file opened for bytes")
    except (OSError, ValueError) as error:
        allowed = f"a place that can be written ({error})"
        raise TargetError("target", name or "file", allowed) from None


def _write(target: str | PathLike[str], content: bytes) -> None:
    if str(target).endswith(("/", os.sep)):
        raise IsADirectoryError("it is the name of a directory")
    path = Path(target)
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a device or a pipe; a directory is refused
        return
    _replace(Path(os.path.realpath(path)), content)


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o7777 if path.exists() else None

    def opened(name: str, flags: int) -> int:
        # At no time may others read what they could not read before.
        return os.open(name, flags, 0o666 if mode is None else mode)

    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    try:
        with open(beside, "xb", opener=opened) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
