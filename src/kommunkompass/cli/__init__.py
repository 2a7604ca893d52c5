"""The command line, ``kommunkompass`` or ``python -m kommunkompass``.

Exit status: 0; 1 for an audit that finds something impossible; 2 for bad input, with one message
on standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from kommunkompass.cli.arguments import parser
from kommunkompass.errors import ContradictionError, KommunkompassError, TargetError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: the words after the program's name; those it was started with by default.
    """
    options = parser().parse_args(arguments)
    try:
        output, status = options.run(options)
        if not isinstance(output, str | bytes):
            output = json.dumps(output, ensure_ascii=False, indent=2)
        if isinstance(output, str):
            output = f"{output}\n".encode(errors="backslashreplace")
        _write(output)
    except KommunkompassError as error:
        print(f"kommunkompass: {error}", file=sys.stderr)
        if isinstance(error, ContradictionError):
            print("The command audit tells which figures cannot be right.", file=sys.stderr)
        return 2
    return int(status)


def _write(content: bytes) -> None:
    if not content:
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has gone, as with `| head`
        _drop_the_rest()
    except (AttributeError, OSError) as error:  # it is closed, or its disk is full
        if isinstance(error, OSError):
            _drop_the_rest()
        raise TargetError("standard output", str(error), "a stream that can be written") from None


def _drop_the_rest() -> None:
    """Keep the interpreter from trying again at its end, and from complaining then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
