"""Pasted text: a report, or a part of one, as it is copied out of a document or a web page.

The tables are found by :mod:`~kommunkompass.formats.scan`, what is said around them by
:mod:`~kommunkompass.formats.prose`.
"""

from __future__ import annotations

from itertools import islice

from kommunkompass.errors import InputError, InvalidValueError
from kommunkompass.files import Content
from kommunkompass.formats.assembly import assemble
from kommunkompass.formats.blocks import fault_at
from kommunkompass.formats.form import Format
from kommunkompass.formats.prose import described, findings
from kommunkompass.formats.rows import MOST_ROWS, Owned, Reading, Request
from kommunkompass.formats.scan import scanned

__all__ = ["FORMAT", "read", "recognises"]

#: A longer line is no line of a report, and is passed over.
_LONGEST_LINE = 10_000

#: More lines than any report has; its lines take far more room than their text.
_MOST_LINES = 20_000


def recognises(content: Content) -> bool:
    """Whether it is any text at all: this format is the last to be asked."""
    return isinstance(content.plain, str)


def read(text: str, request: Request) -> Owned:
    """Read pasted text.

    Raises:
        InputError: for text without a table, or with a faulty one; it names all faults.
    """
    if text.count("\n") >= _MOST_LINES:
        length = f"{text.count(chr(10)) + 1} lines"
        fault = InvalidValueError("text", length, f"at most {_MOST_LINES} lines of pasted text")
        raise InputError(request.name, [fault], "a report, or a part of one")
    lines = [line if len(line) <= _LONGEST_LINE else "…" for line in text.split("\n")]
    rows, faults = scanned(lines, request.framework)
    found = [] if "findings" in request.details else list(islice(findings(lines), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        faults.append(fault_at(found.pop()[0], "", "a further finding", f"{MOST_ROWS} findings"))
    reading = Reading(
        rows=rows,
        faults=faults,
        details=described(lines),
        findings=found,
        repeats=True,
    )
    return assemble(reading, request)


def _read(content: Content, request: Request) -> tuple[Owned]:
    return (read(content.plain, request),)


FORMAT = Format(name="pasted", recognises=recognises, read=_read)
