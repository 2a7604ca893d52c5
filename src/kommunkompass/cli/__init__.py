"""The command line, ``kommunkompass`` or ``python -m kommunkompass``.

Exit status: 0; 1 for an audit that finds something impossible; 2 for bad input, with one message
on standard error.
"""

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

__all__ = ["main", "parser"]

_SOURCE = "a file, - for standard input, or the name of bundled data"


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


def parser() -> argparse.ArgumentParser:
    """Return the parser; what it parses has the function to be called as ``run``."""
    found = argparse.ArgumentParser(
        prog="kommunkompass",
        description="Scores by Kommunkompassen: what printed figures mean, exactly.",
        epilog=f"SOURCE is {_SOURCE}: {', '.join(example_names())}",
    )
    found.add_argument("--version", action="version", version=kommunkompass.__version__)
    listed = found.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, run: commands.Command, text: str, *sources: str) -> argparse.ArgumentParser:
        command = listed.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if sources:
            _add_reading(command, sources)
        return command

    def view(
        name: str, run: commands.Command, text: str, *sources: str
    ) -> argparse.ArgumentParser:
        command = add(name, run, text, *sources)
        command.add_argument("--format", choices=["text", "json"], default="text")
        return _add_language(command)

    view("score", commands.score, "Show the scores, the total and what they leave open.", "SOURCE")
    view("audit", commands.audit, "Tell misprints from rounding in printed figures.", "SOURCE")
    command = view(
        "explain", commands.explain, "Show which figures the total, or CODE, comes from.", "SOURCE"
    )
    command.add_argument("code", nargs="?", default=TOTAL, metavar="CODE")
    view(
        "compare",
        commands.compare,
        "Show an evaluation beside a reference.",
        "SOURCE",
        "REFERENCE",
    )
    view(
        "progress",
        commands.progress,
        "Show one municipality's evaluations over time.",
        "SOURCE...",
    )
    command = view(
        "rank",
        commands.rank,
        "Rank municipalities, with the ranks that are possible.",
        "SOURCE...",
    )
    _add_by(command, TOTAL)
    command = view("framework", commands.framework, "Show a version of the framework.")
    command.add_argument(
        "version",
        nargs="?",
        default="2.1",
        metavar="VERSION|FILE",
        help=f"{', '.join(framework_versions())}, or a framework file",
    )

    command = add("convert", commands.convert, "Write evaluations in another format.", "SOURCE...")
    formats = writable()
    command.add_argument("--to", choices=formats, metavar="FORMAT", help=", ".join(formats))
    text = "standard output by default; its suffix tells the format"
    command.add_argument("-o", "--output", metavar="FILE", help=text)
    text = "a row an evaluation, in csv, tsv and xlsx"
    command.add_argument("--wide", action="store_true", help=text)
    command.add_argument("--lossy", action="store_true", help="drop what the format cannot hold")
    _add_language(command)

    command = add("chart", commands.chart, "Draw evaluations with matplotlib.", "SOURCE...")
    text = ", ".join(commands.PICTURES)
    command.add_argument("-o", "--output", metavar="FILE", required=True, help=text)
    text = (
        "bars or radar: the profile of the first source beside the others; progress: totals "
        "over the years; cohort: all sources, sorted"
    )
    command.add_argument("--kind", choices=commands.CHARTS, default="bars", help=text)
    _add_by(command, None)
    command.add_argument("--mark", metavar="NAME", help="a municipality, in a cohort")
    _add_language(command)

    command = add("schema", commands.schema, "Show the JSON Schema of a document.")
    command.add_argument("kind", nargs="?", default="evaluation", choices=list(KINDS))
    return found


def _add_language(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--lang", choices=["en", "sv"], default="en", help="output language")
    return command


def _add_by(command: argparse.ArgumentParser, default: str | None) -> None:
    text = "an area or a criterion instead of the total"
    command.add_argument("--by", default=default, metavar="CODE", help=text)


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
