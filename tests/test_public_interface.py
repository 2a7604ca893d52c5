"""No part of the public interface changes unseen."""

import difflib

import public_interface
from public_interface import RECORD, recorded


def test_the_public_interface_is_as_recorded() -> None:
    """A change that is meant is recorded by ``python tests/public_interface.py``."""
    before, now = RECORD.read_text(encoding="utf-8").splitlines(), recorded().splitlines()
    changes = list(difflib.unified_diff(before, now, "recorded", "now", lineterm="", n=2))
    assert not changes, "\n".join(changes)


def test_a_changed_signature_shows_in_the_record() -> None:
    """Names, kinds and defaults of parameters are told, and who owns a method."""

    class Sample:
        def kept(self, first: int, /, second: str = "x", *rest: int, third: bool) -> None: ...

        def _private(self) -> None: ...

        @property
        def told(self) -> "str":
            return ""

    Sample.__module__ = "kommunkompass.sample"
    assert list(public_interface._class("sample.Sample", Sample)) == [
        "class sample.Sample()",
        "    method kept -> None",
        "        first: int (by position)",
        "        second: str = 'x'",
        "        *rest: int",
        "        third: bool (by keyword)",
        "    property told -> str",
    ]
