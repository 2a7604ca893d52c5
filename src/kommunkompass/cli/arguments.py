"""Arguments: which commands there are, and the words that each takes."""

from __future__ import annotations

import argparse

import kommunkompass
from kommunkompass.cli import files, views
from kommunkompass.cli.views import Command
from kommunkompass.formats import example_names, writable
from kommunkompass.formats.json_shapes import KINDS
from kommunkompass.framework import TOTAL
from kommunkompass.framework_file import framework_versions

__all__ = ["parser"]


def parser() -> argparse.ArgumentParser:
    """Return the parser; what it parses has the function to be called as ``run``."""
    found = argparse.ArgumentParser(
        prog="kommunkompass",
        description="Scores by Kommunkompassen: what printed figures mean, exactly.",
        epilog="SOURCE is a file, - for standard input, or the name of bundled data: "
        + ", ".join(example_names()),
    )
    found.add_argument("--version", action="version", version=kommunkompass.__version__)
    commands = found.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_views(commands)
    _add_files(commands)
    return found


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Command,
    text: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _add_views(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that show something."""

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = _add(commands, name, run, text)
        command.add_argument("--format", choices=["text", "json"], default="text")
        _language(command)
        return command

    command = add("score", views.score, "Show the scores, the total and what they leave open.")
    _reading(command, "source")
    command = add("audit", views.audit, "Tell misprints from rounding in printed figures.")
    _reading(command, "source")
    command = add("explain", views.explain, "Show which figures the total, or CODE, comes from.")
    _reading(command, "source")
    command.add_argument("code", nargs="?", default=TOTAL, metavar="CODE")
    command = add("compare", views.compare, "Show an evaluation beside a reference.")
    _reading(command, "source", "reference")
    command = add("progress", views.progress, "Show one municipality's evaluations over time.")
    _reading(command, "sources")
    command = add("rank", views.rank, "Rank municipalities, with the ranks that are possible.")
    _reading(command, "sources")
    _by(command)
    command = add("framework", views.framework, "Show a version of the framework.")
    command.add_argument(
        "version",
        nargs="?",
        default="2.1",
        metavar="VERSION|FILE",
        help=f"{', '.join(framework_versions())}, or a framework file",
    )


def _add_files(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that make files."""
    command = _add(commands, "convert", files.convert, "Write evaluations in another format.")
    _reading(command, "sources")
    command.add_argument(
        "--to", choices=list(writable()), metavar="FORMAT", help=", ".join(writable())
    )
    _output(command, "standard output by default; its suffix tells the format")
    command.add_argument(
        "--wide", action="store_true", help="a row an evaluation, in csv, tsv and xlsx"
    )
    command.add_argument("--lossy", action="store_true", help="drop what the format cannot hold")
    _language(command)
    command = _add(commands, "chart", files.chart, "Draw evaluations with matplotlib.")
    _reading(command, "sources")
    _output(command, ", ".join(files.PICTURES), required=True)
    command.add_argument(
        "--kind",
        choices=list(files.CHARTS),
        default="bars",
        help="bars or radar: the profile of the first source beside the others; progress: "
        "totals over the years; cohort: all sources, sorted",
    )
    _by(command, None)
    command.add_argument("--mark", metavar="NAME", help="a municipality, in a cohort")
    _language(command)
    command = _add(commands, "schema", files.schema, "Show the JSON Schema of a document.")
    command.add_argument("kind", nargs="?", default="evaluation", choices=list(KINDS))


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=["en", "sv"], default="en", help="output language")


def _by(command: argparse.ArgumentParser, default: str | None = TOTAL) -> None:
    command.add_argument(
        "--by", default=default, metavar="CODE", help="an area or a criterion instead of the total"
    )


def _output(command: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    command.add_argument("-o", "--output", metavar="FILE", required=required, help=text)


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
