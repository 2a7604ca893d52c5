"""Targets: what is done with an input of each kind, and what must hold whatever the input is.

A document is read, or refused by an error of the library's own that says something. What was read
is audited and added up, and is equal to what is read again after it was written.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

from fuzzing.documents import archive
from kommunkompass import (
    Evaluation,
    Framework,
    KeyFacts,
    KommunkompassError,
    PublishedTable,
    audit,
    from_records,
    load_framework,
    read_document,
    read_many,
    read_table,
    records,
    write,
)
from kommunkompass.cli import main
from kommunkompass.formats.form import Document

__all__ = ["TARGETS", "check"]

_PATIENCE = 2.0
_PER_BYTE = 1e-4
_LONGEST_MESSAGE = 1000


def _said(error: KommunkompassError) -> None:
    """An error says what, of what item, and what is allowed; it names faults where it has any."""
    message = str(error)
    assert message
    assert error.item
    assert error.allowed
    faults = getattr(error, "faults", [error])
    assert faults
    longest = max(len(str(fault)) for fault in faults)
    assert longest <= _LONGEST_MESSAGE or len(faults) == 1, f"a fault of {longest} characters"


def _written(subject: Document | Sequence[Document], form: str, **options: Any) -> io.BytesIO:
    target = io.BytesIO()
    write(subject, target, form=form, **options)
    target.seek(0)
    return target


def _used(document: Document) -> None:
    """Audit what was read and add it up."""
    if isinstance(document, Framework):
        assert document.maximum == sum(a.maximum for a in document.areas) or not document.areas
        return
    if isinstance(document, PublishedTable):
        found = audit(document)
        try:
            document = document.evaluation()
        except KommunkompassError as error:
            _said(error)
            assert not found.consistent
            return
        assert found.consistent
    total = document.total
    assert 0 <= total.lower <= total.upper <= document.framework.maximum


def _again(documents: Sequence[Document], form: str) -> None:
    """What was read is equal to what is read after it was written."""
    if form == "json":
        for document in documents:
            assert read_document(_written(document, "json")) == document
        return
    language: Any = ["en", "sv"][len(documents) % 2]
    again = read_many(_written(list(documents), form, language=language))
    expected = [
        each if isinstance(each, Evaluation) else each.evaluation()
        for each in documents
        if not isinstance(each, Framework)
    ]
    assert list(again) == expected


def _json(data: bytes) -> bool:
    document = read_document(io.BytesIO(data))
    _used(document)
    _again([document], "json")
    return True


def _delimited(data: bytes) -> bool:
    incomplete = len(data) % 2 == 0
    found = read_many(io.BytesIO(data), incomplete=incomplete)
    for document in found:
        _used(document)
    _again(found, "json")
    if found and data.lstrip()[:1] not in (b"{", b"["):
        held = [(each.findings, each.role_models, each.key_facts) for each in found]
        if all(each == ((), (), KeyFacts()) for each in held):
            _again(found, "csv" if len(data) % 3 else "tsv")
    return True


def _pasted(data: bytes) -> bool:
    table = read_table(io.BytesIO(data), incomplete=len(data) % 4 != 0)
    _used(table)
    _again([table], "json")
    return True


def _framework(data: bytes) -> bool:
    framework = load_framework(io.BytesIO(data))
    _used(framework)
    _again([framework], "json")
    return True


def _workbooks(data: bytes) -> bool:
    """Parts that are packed as a workbook; what begins as an archive is taken as it is."""
    content = data if data.startswith(b"PK") else archive(data)
    found = read_many(io.BytesIO(content), incomplete=len(data) % 2 == 0)
    for document in found:
        _used(document)
    _again(found, "json")
    _again(found, "xlsx")
    return True


_VALUES: dict[str, object] = {
    "@nan": float("nan"),
    "@date": datetime.date(2017, 5, 31),
    "@float": 9.5,
    "@bytes": b"9",
    "@object": object(),
    "@decimal": Decimal("9.5"),
    "@fraction": Fraction(1, 3),
    "@infinity": float("inf"),
    "@time": datetime.datetime(2017, 5, 31, 12, 0),
    "@list": [1],
}


def _valued(value: object) -> object:
    return _VALUES.get(value, value) if isinstance(value, str) else value


def _records(data: bytes) -> bool:
    try:
        plain = json.loads(data.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return False
    if isinstance(plain, list):
        plain = [
            {key: _valued(value) for key, value in each.items()}
            if isinstance(each, dict)
            else each
            for each in plain
        ]
    found = from_records(plain)
    for evaluation in found:
        try:
            _used(evaluation)
        except KommunkompassError as error:
            _said(error)
            return True
    assert from_records(records(found, lossy=True)) == found
    return True


@cache
def _directory() -> str:
    return tempfile.mkdtemp()


def _commands(data: bytes) -> bool:
    """A line of words, parted by tabs; what is below is standard input, and a file."""
    line, _, content = data.partition(b"\n")
    words = line.decode("utf-8", "surrogateescape").replace("/", "").replace("..", "").split("\t")
    words = [word.replace("\0", "") for word in words]
    if words[0] == "chart" and hash(data) % 20:
        words[0] = "score"  # pictures take a hundred times as long
    before = Path.cwd(), sys.stdin, sys.stdout, sys.stderr
    os.chdir(_directory())
    try:
        Path("input").write_bytes(content)
        sys.stdin = io.TextIOWrapper(io.BytesIO(content))
        sys.stdout = out = io.TextIOWrapper(io.BytesIO(), "utf-8")
        sys.stderr = err = io.StringIO()
        try:
            status = main(words)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 99
    finally:
        os.chdir(before[0])
        _, sys.stdin, sys.stdout, sys.stderr = before
    assert status in (0, 1, 2), status
    assert bool(err.getvalue()) == (status == 2)
    assert status != 1 or words[0].startswith("a")
    if status == 2:
        assert not out.buffer.getvalue()  # type: ignore[attr-defined]
        assert "Traceback" not in err.getvalue()
    with contextlib.suppress(OSError):
        for path in Path(_directory()).iterdir():
            path.unlink()
    return status != 2


TARGETS: dict[str, Callable[[bytes], bool]] = {
    "json": _json,
    "delimited": _delimited,
    "pasted": _pasted,
    "framework": _framework,
    "records": _records,
    "commands": _commands,
    "workbooks": _workbooks,
}


def check(name: str, data: bytes) -> bool:
    """Do with an input what there is to do; tell whether it was read.

    Raises:
        AssertionError: where something does not hold, or took too long for the input's size.
    """
    start = process_time()
    try:
        read = TARGETS[name](data)
    except KommunkompassError as error:
        _said(error)
        read = False
        first = error.__traceback__
        while first and first.tb_next:
            if first.tb_frame.f_code.co_name == "_again":
                raise AssertionError(f"read, but not written: {error}") from error
            first = first.tb_next
    taken = process_time() - start
    assert taken < _PATIENCE + _PER_BYTE * len(data), f"{taken} s for {len(data)} bytes"
    return read
