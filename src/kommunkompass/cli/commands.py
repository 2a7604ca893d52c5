"""Commands: what each gives for its options; its docstring is its help."""

from __future__ import annotations

import argparse
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from kommunkompass import auditing, comparison, explanation
from kommunkompass.described import Details
from kommunkompass.errors import InvalidTypeError, InvalidValueError, SourceError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import Source, store
from kommunkompass.formats import (
    EXAMPLES,
    Figures,
    documents_of,
    example_names,
    format_for,
    read_document,
    write,
)
from kommunkompass.formats.form import (
    Document,
    as_evaluation,
    as_evaluations,
    as_table,
    with_names,
)
from kommunkompass.formats.json_documents import document_of
from kommunkompass.formats.shapes import json_schema
from kommunkompass.framework import TOTAL, Framework, Language
from kommunkompass.framework_file import framework_versions, get_framework, load_framework
from kommunkompass.render import documents, text
from kommunkompass.render.pages import Subject, audit_page, ranking_page, rendered

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kommunkompass.cohort import Cohort

_Plain: TypeAlias = dict[str, Any]

#: What a command gives (text, the bytes of a file, or a document for JSON), and its exit status.
Result: TypeAlias = tuple[str | bytes | _Plain | list[_Plain], int]

CHARTS = ("bars", "radar", "progress", "cohort")
PICTURES = (".png", ".svg", ".pdf")
_DOTS_PER_INCH = 200

Command: TypeAlias = Callable[[argparse.Namespace], Result]

#: The seconds after which it is told how far the reading is, and the width of the bar.
_PATIENCE = 1.0
_BAR = 30


def _is_file(name: str) -> bool:
    # Unlike Path.exists, this gives an answer for names that no file can have.
    return os.path.exists(name)  # noqa: PTH110


def _framework_named(name: str) -> Framework:
    if name in framework_versions() or not (name.endswith(".toml") or _is_file(name)):
        return get_framework(name)
    if not name.endswith(".json"):
        return load_framework(name)
    found = read_document(name)
    if not isinstance(found, Framework):
        raise InvalidTypeError(name, found, "a framework")
    return found


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


def _opened(source: str) -> Source:
    if source == "-":
        if sys.stdin is None:
            raise SourceError("standard input", source, "an open stream")
        return sys.stdin.buffer
    if _is_file(source):
        return source
    if source in example_names():
        return EXAMPLES / f"{source}.json"
    allowed = f"a file that is there, - or bundled data: {', '.join(example_names())}"
    raise SourceError("source", source, allowed)


def _all_documents(options: argparse.Namespace) -> list[tuple[str, Document]]:
    """What all sources hold, in order, each with a name for it."""
    sources: list[str] = options.sources
    if len(options.framework) == 1:
        options.framework *= len(sources)
    for name in ("framework", "municipality", "year"):
        given = len(getattr(options, name))
        if given not in (0, len(sources)):
            allowed = f"none, or one for each of {len(sources)} sources"
            raise InvalidValueError(f"--{name}", f"{given} times", allowed)
    if sources.count("-") > 1:
        raise InvalidValueError("SOURCE", "-", "standard input once")
    figures: Figures = "exact" if options.exact else "printed"
    documents: list[tuple[str, Document]] = []
    for place, source in enumerate(_told(sources)):
        details: Details = {}
        if options.municipality:
            details["municipality"] = options.municipality[place]
        if options.year:
            details["year"] = options.year[place]
        asked = _framework_named(options.framework[place]) if options.framework else None
        _, found = documents_of(_opened(source), asked, figures, options.incomplete, details)
        documents += with_names(source, found)
    if options.exact and not any(
        figure.exact for _, found in documents for _, figure in getattr(found, "figures", ())
    ):
        allowed = "tables; JSON and bundled data stay as they are"
        raise InvalidValueError("--exact", sources[0], allowed)
    return documents


def _all_evaluations(options: argparse.Namespace) -> list[Evaluation]:
    return as_evaluations(_all_documents(options))


def _evaluation(options: argparse.Namespace) -> Evaluation:
    """The one evaluation of the one source."""
    found = _all_evaluations(options)
    if len(found) != 1:
        said = f"{len(found)} evaluations: {', '.join([each.subject for each in found])}"
        allowed = "one evaluation; audit, progress, rank, convert and chart take several"
        raise InvalidValueError(options.sources[0], said, allowed)
    return found[0]


def _text(found: Subject, language: Language) -> str:
    return rendered(found, "text", language)


def _shown(
    options: argparse.Namespace,
    found: Any,
    document: Callable[[Any, Language], _Plain],
    in_words: Callable[[Any, Language], str] = _text,
) -> Result:
    return (document if options.format == "json" else in_words)(found, options.lang), 0


def score(options: argparse.Namespace) -> Result:
    """Show the scores, the total and what they leave open."""
    return _shown(options, _evaluation(options), documents.evaluation_document)


def audit(options: argparse.Namespace) -> Result:
    """Tell misprints from rounding in printed figures."""
    tables = [as_table(document, name) for name, document in _all_documents(options)]
    found = [(table, auditing.audit(table)) for table in tables]
    status = int(not all(each.consistent for _, each in found))
    if options.format == "text":
        texts = [text(audit_page(each, options.lang, table)) for table, each in found]
        return "\n\n".join(texts), status
    plain = [documents.audit_document(each, options.lang) for _, each in found]
    if len(found) == 1:
        return plain[0], status
    return [
        {"municipality": table.municipality, "year": table.year, **each}
        for (table, _), each in zip(found, plain, strict=True)
    ], status


def explain(options: argparse.Namespace) -> Result:
    """Show which figures the total, or CODE, comes from."""
    found = explanation.explain(_evaluation(options)[options.code])
    return _shown(options, found, documents.explanation_document, explanation.Explanation.text)


def compare(options: argparse.Namespace) -> Result:
    """Show an evaluation beside a reference."""
    evaluations = _all_evaluations(options)
    if len(evaluations) != 2:
        allowed = "two: one in SOURCE, one in REFERENCE"
        raise InvalidValueError("compare", f"{len(evaluations)} evaluations", allowed)
    found = comparison.compare(*evaluations)
    return _shown(options, found, documents.comparison_document)


def progress(options: argparse.Namespace) -> Result:
    """Show one municipality's evaluations over time."""
    found = comparison.progress(_all_evaluations(options))
    return _shown(options, found, documents.progress_document)


def rank(options: argparse.Namespace) -> Result:
    """Rank municipalities, with the ranks that are possible."""
    cohort = _cohort(options)
    if options.format == "json":
        return documents.ranking_document(cohort[options.by], options.lang), 0
    return text(ranking_page(cohort, options.by, options.lang)), 0


def _cohort(options: argparse.Namespace) -> Cohort:
    """All sources; one whose municipality is not told goes by its source."""
    from kommunkompass.cohort import Cohort

    found = _all_documents(options)
    return Cohort.from_evaluations(
        [
            evaluation if evaluation.municipality else attrs.evolve(evaluation, municipality=name)
            for (name, _), evaluation in zip(found, as_evaluations(found), strict=True)
        ]
    )


def framework(options: argparse.Namespace) -> Result:
    """Show a version of the framework."""
    found = _framework_named(options.version)
    return _shown(options, found, lambda found, _: document_of(found))


def schema(options: argparse.Namespace) -> Result:
    """Show the JSON Schema of a document."""
    return json_schema(options.kind), 0


def convert(options: argparse.Namespace) -> Result:
    """Write evaluations in another format."""
    if options.to is None and options.output is None:
        raise InvalidValueError("convert", "neither --to nor -o", "one of them, or both")
    form = format_for(options.to, options.output or "")
    found: list[Any] = [
        as_evaluation(document, name)
        if form.read is None and not isinstance(document, Framework)
        else document
        for name, document in _all_documents(options)
    ]
    buffer = io.BytesIO()
    write(
        found[0] if len(found) == 1 else found,
        buffer if options.output is None else options.output,
        form=form.name,
        language=options.lang,
        layout="wide" if options.wide else "long",
        lossy=options.lossy,
    )
    return buffer.getvalue(), 0


def chart(options: argparse.Namespace) -> Result:
    """Draw evaluations with matplotlib."""
    suffix = PurePath(options.output).suffix.casefold()
    if suffix not in PICTURES:
        raise UnknownCodeError(f"suffix of {options.output}", suffix, ", ".join(PICTURES))
    for name in ("by", "mark"):
        given = getattr(options, name)
        if given is not None and options.kind != "cohort":
            raise InvalidValueError(f"--{name}", given, "with --kind cohort")
    figure: Any = _drawn(options).figure
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # Of a letter that the font lacks, or a name too long: the picture shows it.
        warnings.simplefilter("ignore", UserWarning)
        figure.savefig(buffer, format=suffix.removeprefix("."), dpi=_DOTS_PER_INCH)
    store(buffer.getvalue(), options.output)
    return b"", 0


def _drawn(options: argparse.Namespace) -> Axes:
    # matplotlib is an extra.
    from kommunkompass import charts

    if options.kind == "cohort":
        column = _cohort(options)[TOTAL if options.by is None else options.by]
        return charts.cohort_chart(column, marked=options.mark, language=options.lang)
    evaluations = _all_evaluations(options)
    if options.kind == "progress":
        return charts.progress_chart(comparison.progress(evaluations), language=options.lang)
    draw = charts.profile_bars if options.kind == "bars" else charts.profile_radar
    return draw(*evaluations, language=options.lang)
