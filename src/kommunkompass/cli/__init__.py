"""The command line, ``kommunkompass`` or ``python -m kommunkompass``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

import kommunkompass
from kommunkompass.cli import commands
from kommunkompass.errors import ContradictionError, KommunkompassError, TargetError
from kommunkompass.formats import example_names, writable
from kommunkompass.formats.shapes import KINDS
from kommunkompass.framework import TOTAL
from kommunkompass.framework_file import framework_versions

_SOURCE = "a file, - for standard input, or the name of bundled data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default as it was started, and return its exit status."""
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
            hint = "The command audit tells which figures cannot be right."
            exact = "Without --exact, figures are read as rounded."
            print(exact if options.exact else hint, file=sys.stderr)
        return 2
    return int(status)


def _write(content: bytes) -> None:
    if not content:
        return
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except (AttributeError, OSError) as error:  # it is closed, or its disk is full
        if isinstance(error, OSError):
            # Else the interpreter tries again at its end, and complains.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # as with `| head`
            allowed = "a stream that can be written"
            raise TargetError("standard output", str(error), allowed) from None


def parser() -> argparse.ArgumentParser:
    """Return the parser; what it parses has its function as ``run``."""
    found = argparse.ArgumentParser(
        prog="kommunkompass",
        description="Scores by Kommunkompassen: what printed figures mean, exactly.",
        epilog=f"SOURCE is {_SOURCE}: {', '.join(example_names())}",
    )
    found.add_argument("--version", action="version", version=kommunkompass.__version__)
    listed = found.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(run: commands.Command, *sources: str) -> argparse.ArgumentParser:
        command = listed.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if sources:
            _add_reading(command, sources)
        return command

    def view(run: commands.Command, *sources: str) -> argparse.ArgumentParser:
        command = add(run, *sources)
        command.add_argument("--format", choices=["text", "json"], default="text")
        return _add_language(command)

    view(commands.score, "SOURCE")
    view(commands.audit, "SOURCE")
    command = view(commands.explain, "SOURCE")
    command.add_argument("code", nargs="?", default=TOTAL, metavar="CODE")
    view(commands.compare, "SOURCE", "REFERENCE")
    view(commands.progress, "SOURCE...")
    command = view(commands.rank, "SOURCE...")
    by = "an area or a criterion instead of the total"
    command.add_argument("--by", default=TOTAL, metavar="CODE", help=by)
    command = view(commands.framework)
    text = f"{', '.join(framework_versions())}, or a framework file"
    command.add_argument("version", nargs="?", default="2.1", metavar="VERSION|FILE", help=text)

    command = _add_language(add(commands.convert, "SOURCE..."))
    formats = writable()
    command.add_argument("--to", choices=formats, metavar="FORMAT", help=", ".join(formats))
    text = "standard output by default; its suffix tells the format"
    command.add_argument("-o", "--output", metavar="FILE", help=text)
    text = "a row an evaluation, in csv, tsv and xlsx"
    command.add_argument("--wide", action="store_true", help=text)
    command.add_argument("--lossy", action="store_true", help="drop what the format cannot hold")

    command = _add_language(add(commands.chart, "SOURCE..."))
    text = ", ".join(commands.PICTURES)
    command.add_argument("-o", "--output", metavar="FILE", required=True, help=text)
    text = (
        "bars or radar: the profile of the first source beside the others; progress: totals "
        "over the years; cohort: all sources, sorted"
    )
    command.add_argument("--kind", choices=commands.CHARTS, default="bars", help=text)
    command.add_argument("--by", metavar="CODE", help=by)
    command.add_argument("--mark", metavar="NAME", help="a municipality, in a cohort")

    command = add(commands.schema)
    command.add_argument("kind", nargs="?", default="evaluation", choices=list(KINDS))
    return found


def _add_language(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--lang", choices=["en", "sv"], default="en", help="output language")
    return command


def _add_reading(command: argparse.ArgumentParser, sources: Sequence[str]) -> None:
    """Add the arguments that say what is read, and how."""
    for name in sources:
        command.add_argument(
            "sources",
            action="extend",
            nargs="+" if name.endswith("...") else 1,
            metavar=name.removesuffix("..."),
            help=_SOURCE,
        )
    command.add_argument("--exact", action="store_true", help="take the figures as exact")
    command.add_argument("--incomplete", action="store_true", help="accept half a table")
    each = "" if sources == ("SOURCE",) else "; once for each source, in order"

    def add(option: str, metavar: str, text: str, kind: type = str) -> None:
        command.add_argument(
            option, action="append", default=[], metavar=metavar, help=text, type=kind
        )

    text = f"the framework of the figures{each}, or once for all" if each else "the framework"
    add("--framework", "VERSION|FILE", text)
    add("--municipality", "NAME", f"the municipality's name{each}")
    add("--year", "YEAR", f"the year of the evaluation{each}", int)
