"""Runs the console examples of the documentation and compares what they print.

A block looks as a terminal does: a prompt and a command, then what the command prints, on
stdout and stderr. A line that is only ``...`` stands for any lines, or none. Commands that
begin with one of ``RUN`` are run, by a shell, so that pipes, redirection and ``$?`` work.
Other commands, an installation for one, are not run, and so must not show any output.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from difflib import unified_diff
from shutil import which
from unittest import SkipTest

from sybil import Example

RUN = re.compile(r"(kommunkompass|python -m (kommunkompass|pytest|sphinx)|cat|echo)(?![\w-])")

PROMPT = "$ "
ANY_LINES = "..."
STATUS = "_exit_status"

ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with the output that the block shows below it."""
    lines = iter(block.splitlines(keepends=True))
    command, output = None, ""
    for line in lines:
        if not line.startswith(PROMPT):
            output += line
            continue
        if command is not None:
            yield command, output
        elif output.strip():
            break
        command, output = line.removeprefix(PROMPT).rstrip("\n"), ""
        while command.endswith("\\"):
            command = command[:-1] + next(lines).removeprefix("> ").strip()
    if command is None:
        raise ValueError(f"a console example begins with {PROMPT!r} and a command")
    yield command, output


def matches(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what the example shows."""
    pattern = "".join(
        "(?:.*\n)*?" if line.rstrip("\n") == ANY_LINES else re.escape(line)
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


def ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def run(command: str, status: int = 0) -> tuple[str, int]:
    """Run a command after one that exited with ``status``; return its output and status."""
    shell = which("sh")
    if shell is None:
        raise SkipTest("console examples need a POSIX shell")
    script = f"""\
python() {{ {shlex.quote(sys.executable)} "$@"; }}
kommunkompass() {{ python -m kommunkompass "$@"; }}
(exit {status})
{command}
"""
    done = subprocess.run(
        [shell, "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | ENVIRONMENT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode


def evaluate(example: Example) -> str | None:
    """Evaluate one console block for Sybil: None, or what is wrong with it."""
    for command, expected in steps(example.parsed):
        if not RUN.match(command):
            if expected.strip():
                return f"shows output that no test compares, for it is not run: {command}"
            continue
        printed, status = run(command, example.namespace.get(STATUS, 0))
        example.namespace[STATUS] = status
        if not matches(ended(expected), ended(printed)):
            return f"$ {command}\n" + "\n".join(
                unified_diff(
                    expected.splitlines(), printed.splitlines(), "shown", "printed", "", "", 99, ""
                )
            )
    return None
