"""What the tests of several commands share."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from command_line import Done, Run
from kommunkompass.cli import main


@pytest.fixture
def run(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Runs a command in a directory of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str | bytes = b"") -> Done:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        try:
            status = main(arguments)
        except SystemExit as ended:  # asked for help, or given what makes no command
            status = int(ended.code or 0)
        out, err = capsysbinary.readouterr()
        return Done(status, out.decode(), err.decode())

    return run
