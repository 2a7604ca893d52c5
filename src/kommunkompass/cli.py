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
from pathlib import Path

import kommunkompass
from kommunkompass.auditing import audit
from kommunkompass.errors import KommunkompassError
from kommunkompass.explanation import explain
from kommunkompass.formats import example_names, example_table, read_table
from kommunkompass.framework import TOTAL, Framework
from kommunkompass.framework_file import framework_versions, get_framework, load_framework
from kommunkompass.published import PublishedTable
from kommunkompass.render.documents import (
    audit_document,
    evaluation_document,
    explanation_document,
    framework_document,
)
from kommunkompass.render.overview import audit_text, evaluation_text, framework_text

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: the words after the program's name; those it was started with by default.
    """
    options = _parser().parse_args(arguments)
    try:
        output, status = options.run(options)
    except KommunkompassError as error:
        print(f"kommunkompass: {error}", file=sys.stderr)
        return 2
    text = output if isinstance(output, str) else json.dumps(output, ensure_ascii=False, indent=2)
    return _write(text, status)


def _write(text: str, status: int) -> int:
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone (as with `| head`); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kommunkompass",
        description="Scores by Kommunkompassen: what printed figures mean, exactly.",
    )
    parser.add_argument("--version", action="version", version=kommunkompass.__version__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    shown = argparse.ArgumentParser(add_help=False)
    shown.add_argument("--format", choices=["text", "json"], default="text")
    shown.add_argument("--lang", choices=["en", "sv"], default="en", help="language of the output")

    names = ", ".join(example_names())
    read = argparse.ArgumentParser(add_help=False)
    read.add_argument(
        "source",
        metavar="SOURCE",
        help=f"a file, - for standard input, or the name of bundled data ({names})",
    )
    read.add_argument("--framework", metavar="VERSION|FILE", help="the framework of the figures")
    read.add_argument("--exact", action="store_true", help="take the figures as exact")
    read.add_argument("--incomplete", action="store_true", help="accept half a table")
    read.add_argument("--municipality", metavar="NAME", help="the municipality's name")
    read.add_argument("--year", type=int, help="the year of the evaluation")

    def add(name: str, run: object, text: str, *parents: argparse.ArgumentParser) -> None:
        command = commands.add_parser(name, help=text, description=text, parents=[*parents, shown])
        command.set_defaults(run=run)
        if name == "explain":
            command.add_argument("code", nargs="?", default=TOTAL, metavar="CODE")
        if name == "framework":
            command.add_argument(
                "version", nargs="?", default="2.1", help=", ".join(framework_versions())
            )

    add("score", _score, "Show the scores, the total and what they leave open.", read)
    add("audit", _audit, "Tell misprints from rounding in printed figures.", read)
    add("explain", _explain, "Show which figures the total, or CODE, comes from.", read)
    add("framework", _framework, "Show a version of the framework.")
    return parser


def _table(options: argparse.Namespace) -> PublishedTable:
    details = {"municipality": options.municipality, "year": options.year}
    given = {key: value for key, value in details.items() if value is not None}
    if options.source in example_names() and not Path(options.source).exists():
        return example_table(options.source)
    return read_table(
        sys.stdin.buffer if options.source == "-" else options.source,
        framework=None if options.framework is None else _found(options.framework),
        figures="exact" if options.exact else "printed",
        incomplete=options.incomplete,
        **given,
    )


def _found(name: str) -> Framework:
    if name in framework_versions() or not Path(name).exists():
        return get_framework(name)
    return load_framework(name)


def _score(options: argparse.Namespace) -> tuple[object, int]:
    evaluation = _table(options).evaluation()
    if options.format == "json":
        return evaluation_document(evaluation, options.lang), 0
    return evaluation_text(evaluation, options.lang), 0


def _audit(options: argparse.Namespace) -> tuple[object, int]:
    table = _table(options)
    found = audit(table)
    status = 0 if found.consistent else 1
    if options.format == "json":
        return audit_document(found, options.lang), status
    return audit_text(table, found, options.lang), status


def _explain(options: argparse.Namespace) -> tuple[object, int]:
    explanation = explain(_table(options).evaluation()[options.code])
    if options.format == "json":
        return explanation_document(explanation, options.lang), 0
    return explanation.text(options.lang), 0


def _framework(options: argparse.Namespace) -> tuple[object, int]:
    framework = _found(options.version)
    if options.format == "json":
        return framework_document(framework), 0
    return framework_text(framework, options.lang), 0
