"""Sources: what the words of a command are read as.

Where reading them takes seconds, a terminal is told how far it is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from time import monotonic

import attrs

from kommunkompass.described import Details
from kommunkompass.errors import InvalidValueError, SourceError
from kommunkompass.evaluation import Evaluation
from kommunkompass.formats import documents_of, example_names, example_table
from kommunkompass.formats.form import Document, as_evaluation, as_evaluations
from kommunkompass.framework import Framework
from kommunkompass.framework_file import framework_versions, get_framework, load_framework

#: The seconds after which it is told how far the reading is.
_PATIENCE = 1.0
_BAR = 30


def all_documents(options: argparse.Namespace) -> list[tuple[str, Document]]:
    """What all sources hold, in order, each with a name for it."""
    sources: list[str] = options.sources
    if len(options.framework) == 1:
        options.framework *= len(sources)
    for name in ("framework", "municipality", "year"):
        given = len(getattr(options, name))
        if given not in (0, len(sources)):
            allowed = f"none, or one for each of {len(sources)} sources"
            raise InvalidValueError(f"--{name}", f"{given} times", allowed)
    if options.exact and all(_is_bundled(source) for source in sources):
        raise InvalidValueError("--exact", sources[0], "files; bundled data stay as published")
    if sources.count("-") > 1:
        raise InvalidValueError("SOURCE", "-", "standard input once")
    documents: list[tuple[str, Document]] = []
    for place, source in enumerate(_told(sources)):
        found = _documents(options, place, source)
        names = [source] if len(found) == 1 else [f"{source} {n + 1}" for n in range(len(found))]
        documents += zip(names, found, strict=True)
    return documents


def all_evaluations(options: argparse.Namespace) -> list[Evaluation]:
    """The evaluations of all sources, in order."""
    return as_evaluations(all_documents(options))


def evaluation_of(options: argparse.Namespace) -> Evaluation:
    """The one evaluation of the one source."""
    (source,) = options.sources
    found = all_documents(options)
    if len(found) != 1:
        allowed = "a source of one; audit, rank and convert take several"
        raise InvalidValueError(source, f"{len(found)} evaluations", allowed)
    return as_evaluation(found[0][1], source)


def framework_named(name: str) -> Framework:
    """The framework of a version, or of a file."""
    if name in framework_versions() or not _is_file(name):
        return get_framework(name)
    return load_framework(name)


def _documents(options: argparse.Namespace, place: int, source: str) -> Sequence[Document]:
    details: Details = {}
    if options.municipality:
        details["municipality"] = options.municipality[place]
    if options.year:
        details["year"] = options.year[place]
    framework = framework_named(options.framework[place]) if options.framework else None
    if _is_bundled(source):
        table = attrs.evolve(example_table(source), **details)
        if framework not in (None, table.framework):
            raise InvalidValueError(
                f"--framework for {source}", options.framework[place], table.framework.version
            )
        return [table]
    if source != "-" and not _is_file(source):
        allowed = f"a file that is there, - or bundled data: {', '.join(example_names())}"
        raise SourceError("source", source, allowed)
    if source == "-" and sys.stdin is None:
        raise SourceError("standard input", source, "an open stream")
    _, documents = documents_of(
        sys.stdin.buffer if source == "-" else source,
        framework,
        "exact" if options.exact else "printed",
        options.incomplete,
        details,
    )
    return documents


def _told(sources: Sequence[str]) -> Iterator[str]:
    """Yield the sources; where that takes long, tell a terminal how far it is."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield from sources
        return
    begun, is_told = monotonic(), False
    try:
        for done, source in enumerate(sources):
            if monotonic() >= begun + _PATIENCE:
                bar = "#" * (_BAR * done // len(sources))
                stream.write(f"\r[{bar:<{_BAR}}] {done} of {len(sources)} read")
                stream.flush()
                is_told = True
            yield source
    finally:
        if is_told:
            stream.write("\r\x1b[K")
            stream.flush()


def _is_bundled(source: str) -> bool:
    return source in example_names() and not _is_file(source)


def _is_file(name: str) -> bool:
    # Unlike Path.exists, this gives an answer for names that no file can have.
    return os.path.exists(name)  # noqa: PTH110
