"""The one way out: what is to be written goes to the format that the suffix tells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from kommunkompass.arguments import check_kind, check_name, is_one_of, iterated
from kommunkompass.errors import InvalidTypeError, InvalidValueError, SourceError, UnknownCodeError
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import LARGEST, Content, Target, name_of, store
from kommunkompass.formats.form import Document, Format, Layout, Options, Writer
from kommunkompass.formats.registry import FORMATS
from kommunkompass.formats.rows import MOST_EVALUATIONS
from kommunkompass.framework import Language, check_language
from kommunkompass.published import PublishedTable

__all__ = ["format_for", "writable", "write"]

_SUBJECTS = "an evaluation, a published table, a framework, or a list of evaluations or tables"


def write(
    subject: Document | Iterable[Evaluation | PublishedTable],
    target: Target,
    *,
    form: str | None = None,
    language: Language = "en",
    layout: Layout = "long",
    lossy: bool = False,
) -> None:
    """Write an evaluation, a published table, a framework, or several of the first two.

    JSON holds all there is to know of one of them; Excel workbooks (which need the extra
    ``excel``) and the tables of CSV and TSV hold many, but only their figures and whose they
    are. All of these are read back equal, and what a format cannot hold is refused. Text,
    Markdown, reStructuredText and HTML are for people to read.

    Args:
        subject: what is written.
        target: a path, or a file opened for writing. A file that is there is replaced only
            once the new one is complete.
        form: the format ("xlsx", "json", "csv", "tsv", "text", "markdown", "rst", "html");
            None takes it from the suffix of the name.
        language: of words, heads and the decimal sign: "en" or "sv".
        layout: "long" for a row an item, "wide" for a row an evaluation, in Excel, CSV and
            TSV; a workbook in long form has a sheet for each evaluation.
        lossy: whether what a format cannot hold may be dropped.

    Raises:
        UnknownCodeError: for a suffix, a format or a language that is not known.
        InvalidTypeError: for a subject that is not one of these.
        InvalidValueError: for a subject that the format cannot hold; it names what is too much.
        TargetError: for a target that cannot be written.
        MissingExtraError: for a workbook where openpyxl is not installed.
    """
    check_language(language)
    if not is_one_of(layout, "long", "wide"):
        raise UnknownCodeError("layout", layout, '"long" or "wide"')
    check_kind("lossy", lossy, bool, "True or False")
    name = name_of(target)
    found, writer = format_for(form, name)
    options = Options(language=language, layout=layout, lossy=lossy)
    documents = _documents(subject)
    if found.read is not None and len(documents) > MOST_EVALUATIONS:
        said, allowed = f"{len(documents)} evaluations", f"at most {MOST_EVALUATIONS} in one file"
        raise InvalidValueError("subject", said, allowed)
    content = writer(documents, options)
    if found.read is not None:
        _check_size(content, found)
    store(content, target)


def writable() -> dict[str, tuple[Format, Writer]]:
    """The formats that can be written, with their writers, by name."""
    return {each.name: (each, each.write) for each in FORMATS if each.write is not None}


def format_for(form: str | None, name: str) -> tuple[Format, Writer]:
    """The format that is asked for, or that the suffix of a name tells, and its writer.

    Raises:
        UnknownCodeError: for a format that cannot be written, or a suffix that tells none.
    """
    names = writable()
    suffixes = {suffix: found for found in names.values() for suffix in found[0].suffixes}
    suffix = PurePath(name).suffix.casefold()
    if form is not None:
        check_name("form", form, names)
        return names[form]
    if suffix not in suffixes:
        allowed = f"{', '.join(suffixes)}; or any name with one of the forms {', '.join(names)}"
        raise UnknownCodeError(f"suffix of {name or 'the file'}", suffix, allowed)
    return suffixes[suffix]


def _documents(subject: Document | Iterable[Any]) -> tuple[Document, ...]:
    """What is to be written, as a list."""
    if isinstance(subject, Document):
        return (subject,)
    many = tuple(iterated("subject", subject, _SUBJECTS))
    for each in many:
        if not isinstance(each, Evaluation | PublishedTable):
            raise InvalidTypeError("subject", each, _SUBJECTS)
    if not many:
        raise InvalidValueError("subject", "nothing", "at least one evaluation or table")
    return many


def _check_size(content: bytes, form: Format) -> None:
    """Refuse what is too much to be read back."""
    if len(content) > LARGEST:
        raise InvalidValueError(form.name, f"{len(content)} bytes", f"at most {LARGEST} bytes")
    if form.is_text:
        try:
            _ = Content(form.name, content).text
        except SourceError as error:
            raise InvalidValueError(form.name, "text", error.allowed) from None
