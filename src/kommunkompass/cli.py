"""The command line, ``kommunkompass`` or ``python -m kommunkompass``.

Exit status: 0; 1 for an audit that finds something impossible; 2 for bad input, with one message
on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

import attrs

import kommunkompass
from kommunkompass.auditing import audit
from kommunkompass.comparison import compare, progress
from kommunkompass.described import Details
from kommunkompass.errors import InvalidValueError, KommunkompassError, SourceError
from kommunkompass.explanation import explain
from kommunkompass.formats import example_names, example_table, read_table
from kommunkompass.framework import TOTAL, Framework
from kommunkompass.framework_file import framework_versions, get_framework, load_framework
from kommunkompass.published import PublishedTable
from kommunkompass.render import documents
from kommunkompass.render.comparisons import comparison_text, progress_text
from kommunkompass.render.overview import audit_text, evaluation_text, framework_text

__all__ = ["main"]

#: What a command shows (text, or a document for JSON), and its exit status.
_Result: TypeAlias = tuple[str | documents.Document, int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: the words after the program's name; those it was started with by default.
    """
    options = _parser().parse_args(arguments)
    try:
        output, status = options.run(options)
        if not isinstance(output, str):
            output = json.dumps(output, ensure_ascii=False, indent=2)
        _write(f"{output}\n")
    except KommunkompassError as error:
        print(f"kommunkompass: {error}", file=sys.stderr)
        return 2
    return int(status)


def _write(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone, as with `| head`; the interpreter would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (AttributeError, OSError) as error:  # it is closed, or its disk is full
        raise SourceError("standard output", str(error), "a stream that can be written") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kommunkompass",
        description="Scores by Kommunkompassen: what printed figures mean, exactly.",
        epilog="SOURCE is a file, - for standard input, or the name of bundled data: "
        + ", ".join(example_names()),
    )
    parser.add_argument("--version", action="version", version=kommunkompass.__version__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace], _Result], text: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        command.add_argument("--format", choices=["text", "json"], default="text")
        command.add_argument("--lang", choices=["en", "sv"], default="en", help="output language")
        return command

    command = add("score", _score, "Show the scores, the total and what they leave open.")
    _reading(command, "source")
    command = add("audit", _audit, "Tell misprints from rounding in printed figures.")
    _reading(command, "source")
    command = add("explain", _explain, "Show which figures the total, or CODE, comes from.")
    _reading(command, "source")
    command.add_argument("code", nargs="?", default=TOTAL, metavar="CODE")
    command = add("compare", _compare, "Show an evaluation beside a reference.")
    _reading(command, "source", "reference")
    command = add("progress", _progress, "Show one municipality's evaluations over time.")
    _reading(command, "sources")
    command = add("rank", _rank, "Rank municipalities, with the ranks that are possible.")
    _reading(command, "sources")
    command.add_argument(
        "--by", default=TOTAL, metavar="CODE", help="an area or a criterion instead of the total"
    )
    command = add("framework", _framework, "Show a version of the framework.")
    command.add_argument(
        "version",
        nargs="?",
        default="2.1",
        metavar="VERSION|FILE",
        help=f"{', '.join(framework_versions())}, or a framework file",
    )
    return parser


def _reading(command: argparse.ArgumentParser, *names: str) -> None:
    """Add the arguments that say what is read, and how."""
    for name in names:
        many = name == "sources"
        command.add_argument(
            name,
            metavar="SOURCE" if many else name.upper(),
            nargs="+" if many else None,
            help="a file, - for standard input, or the name of bundled data",
        )
    command.set_defaults(names=names)
    command.add_argument("--exact", action="store_true", help="take the figures as exact")
    command.add_argument("--incomplete", action="store_true", help="accept half a table")
    each = "; once for each source, in order" if len(names) > 1 or names == ("sources",) else ""
    command.add_argument(
        "--framework",
        action="append",
        default=[],
        metavar="VERSION|FILE",
        help=f"the framework of the figures{each}, or once for all" if each else "the framework",
    )
    command.add_argument(
        "--municipality",
        action="append",
        default=[],
        metavar="NAME",
        help=f"the municipality's name{each}",
    )
    command.add_argument(
        "--year", action="append", default=[], type=int, help=f"the year of the evaluation{each}"
    )


def _tables(options: argparse.Namespace) -> list[PublishedTable]:
    """The tables of all sources, in order."""
    sources: list[str] = []
    for name in options.names:
        value = getattr(options, name)
        sources += value if isinstance(value, list) else [value]
    if len(options.framework) == 1:
        options.framework *= len(sources)
    for name in ("framework", "municipality", "year"):
        given = getattr(options, name)
        if given and len(given) != len(sources):
            raise InvalidValueError(
                f"--{name}",
                f"{len(given)} times",
                f"none, or one for each of {len(sources)} sources",
            )
    if options.exact and all(_is_bundled(source) for source in sources):
        raise InvalidValueError("--exact", sources[0], "files; bundled data stay as published")
    if sources.count("-") > 1:
        raise InvalidValueError("SOURCE", "-", "standard input once")
    return [_table(options, place, source) for place, source in enumerate(sources)]


def _table(options: argparse.Namespace, place: int, source: str) -> PublishedTable:
    details: Details = {}
    if options.municipality:
        details["municipality"] = options.municipality[place]
    if options.year:
        details["year"] = options.year[place]
    framework = _found(options.framework[place]) if options.framework else None
    if _is_bundled(source):
        table = attrs.evolve(example_table(source), **details)
        if framework not in (None, table.framework):
            raise InvalidValueError(
                f"--framework for {source}", options.framework[place], table.framework.version
            )
        return table
    if source == "-" and sys.stdin is None:
        raise SourceError("standard input", source, "an open stream")
    return read_table(
        sys.stdin.buffer if source == "-" else source,
        framework=framework,
        figures="exact" if options.exact else "printed",
        incomplete=options.incomplete,
        **details,
    )


def _is_bundled(source: str) -> bool:
    return source in example_names() and not _is_file(source)


def _is_file(name: str) -> bool:
    # Unlike Path.exists, this gives an answer for names that no file can have.
    return os.path.exists(name)  # noqa: PTH110


def _found(name: str) -> Framework:
    if name in framework_versions() or not _is_file(name):
        return get_framework(name)
    return load_framework(name)


def _score(options: argparse.Namespace) -> _Result:
    evaluation = _tables(options)[0].evaluation()
    if options.format == "json":
        return documents.evaluation_document(evaluation, options.lang), 0
    return evaluation_text(evaluation, options.lang), 0


def _audit(options: argparse.Namespace) -> _Result:
    table = _tables(options)[0]
    found = audit(table)
    status = 0 if found.consistent else 1
    if options.format == "json":
        return documents.audit_document(found, options.lang), status
    return audit_text(table, found, options.lang), status


def _explain(options: argparse.Namespace) -> _Result:
    explanation = explain(_tables(options)[0].evaluation()[options.code])
    if options.format == "json":
        return documents.explanation_document(explanation, options.lang), 0
    return explanation.text(options.lang), 0


def _compare(options: argparse.Namespace) -> _Result:
    comparison = compare(*[table.evaluation() for table in _tables(options)])
    if options.format == "json":
        return documents.comparison_document(comparison, options.lang), 0
    return comparison_text(comparison, options.lang), 0


def _progress(options: argparse.Namespace) -> _Result:
    found = progress([table.evaluation() for table in _tables(options)])
    if options.format == "json":
        return documents.progress_document(found, options.lang), 0
    return progress_text(found, options.lang), 0


def _rank(options: argparse.Namespace) -> _Result:
    # numpy takes longer to import than most commands to run.
    from kommunkompass.cohort import Cohort
    from kommunkompass.render.rankings import ranking_text

    tables = _tables(options)
    named = [table.municipality for table in tables]
    labels = (
        None
        if all(named)
        else [name or source for name, source in zip(named, options.sources, strict=True)]
    )
    cohort = Cohort.from_evaluations([table.evaluation() for table in tables], labels=labels)
    if options.format == "json":
        return documents.ranking_document(cohort[options.by], options.lang), 0
    return ranking_text(cohort, options.by, options.lang), 0


def _framework(options: argparse.Namespace) -> _Result:
    framework = _found(options.version)
    if options.format == "json":
        return documents.framework_document(framework), 0
    return framework_text(framework, options.lang), 0
