"""The one way in: the content of a source tells which format reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, Unpack

from kommunkompass.arguments import check_kind, is_one_of
from kommunkompass.described import Details
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import Source, load
from kommunkompass.formats.form import Document, as_evaluation, as_evaluations, as_table, only
from kommunkompass.formats.registry import FORMATS
from kommunkompass.formats.rows import Request
from kommunkompass.framework import Framework
from kommunkompass.framework_file import as_framework
from kommunkompass.published import PublishedTable

__all__ = ["documents_of", "read", "read_document", "read_many", "read_table"]

Figures: TypeAlias = Literal["printed", "exact"]


def read(
    source: Source,
    *,
    framework: Framework | str | None = None,
    figures: Figures = "printed",
    incomplete: bool = False,
    **details: Unpack[Details],
) -> Evaluation:
    """Read an evaluation: what the figures of a source say of the exact points.

    Arguments and errors are those of :func:`read_table`; but what a JSON document or a table
    says of exact points is read, too.

    Raises:
        ContradictionError: for figures that no exact points would give.
    """
    name, documents = documents_of(source, framework, figures, incomplete, details)
    return as_evaluation(only(documents, name), name)


def read_table(
    source: Source,
    *,
    framework: Framework | str | None = None,
    figures: Figures = "printed",
    incomplete: bool = False,
    **details: Unpack[Details],
) -> PublishedTable:
    """Read the figures that a source prints, which may contradict each other.

    Args:
        source: a path, or a file opened for reading text or bytes.
        framework: the framework, or the version of a bundled one, that the figures are by; None
            finds out from the titles of the areas, or from what the source says.
        figures: whether figures are read as printed, that is as rounded in their last digit, or
            taken as exact, where the source does not say so itself.
        incomplete: whether half a table may be read, the rest being unknown. JSON, and tables
            that name their framework, may be incomplete.
        **details: the keywords of :class:`~kommunkompass.Described`; they go before
            what the text says of the municipality and the year.

    Raises:
        SourceError: for a source that cannot be read at all.
        InputError: for text without a table, or with a faulty one; it names all faults.
        UnknownCodeError: for a version that is not bundled.
        MissingExtraError: for an Excel workbook where openpyxl is not installed.
    """
    name, documents = documents_of(source, framework, figures, incomplete, details)
    return as_table(only(documents, name), name)


def read_many(
    source: Source,
    *,
    framework: Framework | str | None = None,
    figures: Figures = "printed",
    incomplete: bool = False,
    **details: Unpack[Details],
) -> tuple[Evaluation, ...]:
    """Read all evaluations of a source: a table in long form or in wide form, or one alone.

    In long form the rows of one evaluation have the same number in the column ``evaluation``
    or, where there is no such column, say the same of the municipality and the year. In wide
    form each row is an evaluation, and the columns are items. In an Excel workbook, each visible
    sheet that has tables is an evaluation, or several in one of these forms. One source has at
    most 5,000 of them.

    Arguments and errors are those of :func:`read`; details go for all of them.
    """
    name, documents = documents_of(source, framework, figures, incomplete, details)
    return tuple(as_evaluations([(name, document) for document in documents]))


def read_document(source: Source, *, framework: Framework | str | None = None) -> Document:
    """Read what a source holds as what was written: an evaluation, a table or a framework.

    Arguments and errors are those of :func:`read`.
    """
    name, documents = documents_of(source, framework, "printed", False, {})
    return only(documents, name)


def documents_of(
    source: Source,
    framework: Framework | str | None,
    figures: Figures,
    incomplete: bool,
    details: Details,
) -> tuple[str, Sequence[Document]]:
    """The source's name and all that it holds; arguments and errors are :func:`read_table`'s."""
    if not is_one_of(figures, "printed", "exact"):
        raise InvalidValueError("figures", figures, '"printed" or "exact"')
    check_kind("incomplete", incomplete, bool, "True or False")
    content = load(source)
    request = Request(
        name=content.name,
        framework=None if framework is None else as_framework(framework),
        exact=figures == "exact",
        incomplete=incomplete,
        details=details,
    )
    reader = next(
        form.read for form in FORMATS if form.read and form.recognises and form.recognises(content)
    )
    return content.name, reader(content, request)
