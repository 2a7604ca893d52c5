"""Forms: what a format is, what a writer is asked for, and what is made of what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import attrs

from kommunkompass.errors import (
    ContradictionError,
    InputError,
    InvalidTypeError,
    InvalidValueError,
)
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import Content
from kommunkompass.formats.rows import Request
from kommunkompass.framework import Framework, Language
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

#: What can be written, and comes back from reading.
Document: TypeAlias = Evaluation | PublishedTable | Framework

#: How many evaluations are arranged in one table: a row an item, or a row an evaluation.
Layout: TypeAlias = Literal["long", "wide"]

_ONE = "one evaluation or table; read_many reads several"


@attrs.frozen(kw_only=True)
class Options:
    """How something is to be written, as :func:`~kommunkompass.write` is told."""

    language: Language = "en"
    lossy: bool = False
    layout: Layout = "long"


@attrs.frozen(kw_only=True)
class Format:
    """A format of files.

    Attributes:
        suffixes: the ends of the names of its files, such as ``".json"``.
        recognises: whether some content is of it; like ``read``, None where it is written only.
        write: None where it is read only.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    recognises: Callable[[Content], bool] | None = None
    read: Callable[[Content, Request], Sequence[Document]] | None = None
    write: Callable[[Sequence[Document], Options], bytes] | None = None


def as_evaluation(document: Document, name: str) -> Evaluation:
    """The evaluation that was read, or that follows from a table."""
    if isinstance(document, Evaluation):
        return document
    return as_table(document, name).evaluation()


def as_evaluations(named: Sequence[tuple[str, Document]]) -> list[Evaluation]:
    """The evaluations that were read, each with its source's name.

    Where there are several, an error of contradicting figures says whose they are.
    """
    evaluations = []
    for place, (name, document) in enumerate(named, 1):
        try:
            evaluations.append(as_evaluation(document, name))
        except ContradictionError as error:
            if len(named) == 1:
                raise
            item = f"{_whose(document, place)}: {error.item}"
            raise ContradictionError(item, error.value, error.allowed) from None
    return evaluations


def _whose(document: Document, place: int) -> str:
    if isinstance(document, Framework) or document.municipality is None:
        return f"evaluation {place}"
    return " ".join([document.municipality, str(document.year or "")]).rstrip()


def as_table(document: Document, name: str) -> PublishedTable:
    """The table that was read, or the figures of an evaluation that is known by them alone."""
    if isinstance(document, PublishedTable):
        return document
    if isinstance(document, Framework):
        fault = InvalidValueError(name, "a framework", "an evaluation or a table")
        raise InputError(name, [fault], "an evaluation or a table")
    faults = [
        InvalidValueError(score.item.label, score, "a score known by its figures alone")
        for score in document.known
        if score.figure is None or score != Score.from_figure(score.item, score.figure)
    ]
    if faults:
        raise InputError(name, faults, "a table of figures; this is an evaluation")
    return PublishedTable(document.framework, document.figures, **document.details)


def only(documents: Sequence[Document], name: str) -> Document:
    """The one document that was read."""
    if len(documents) != 1:
        raise InputError(name, [InvalidValueError(name, f"{len(documents)} of them", _ONE)], _ONE)
    return documents[0]


def one_to_write(documents: Sequence[Document], form: str, options: Options) -> Document:
    """The one document to be written, in a form that holds no more."""
    if options.layout == "wide":
        raise InvalidValueError("layout", "wide", f"long in {form}; wide in xlsx, csv or tsv")
    if len(documents) != 1:
        allowed = f"one evaluation, table or framework in {form}; several in xlsx, csv or tsv"
        raise InvalidTypeError("subject", list(documents), allowed)
    return documents[0]
