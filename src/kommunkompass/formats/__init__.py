"""Formats: one way in and one way out for every kind of file.

To add a format, write a module that ends in a :class:`~kommunkompass.formats.form.Format` and
name it in ``FORMATS``. How a source becomes evaluations:

1. The first of ``FORMATS`` that recognises the content of ``files.load`` reads it.
2. A reader finds rows: ``delimited`` below the heads of a ``grid``, which ``excel`` finds in the
   sheets of a ``workbook``; ``pasted`` in lines. ``json_documents`` has documents at once.
3. What is said of one evaluation is a ``Reading`` of ``Row``s (``form``).
4. ``assembly`` judges readings, and makes tables of figures, or evaluations where rows say more.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, Unpack, get_args

from kommunkompass.arguments import check_kind, check_name, is_one_of, iterated
from kommunkompass.described import Details
from kommunkompass.errors import InvalidValueError, SourceError, UnknownCodeError, cut
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import Source, Target, load, name_of, store
from kommunkompass.formats import excel, json_documents, pasted, tables
from kommunkompass.formats.form import (
    MOST_EVALUATIONS,
    Document,
    Format,
    Layout,
    Options,
    Request,
    as_evaluation,
    as_evaluations,
    as_table,
    one_to_write,
    only,
    with_names,
)
from kommunkompass.framework import Framework, Language, check_language
from kommunkompass.framework_file import as_framework
from kommunkompass.published import PublishedTable

if TYPE_CHECKING:
    from kommunkompass.render.pages import Form


def _page(form: Form, *suffixes: str) -> Format:
    """A format to be read by people; written only."""

    def written(documents: Sequence[Document], options: Options) -> bytes:
        # Loaded when a page is written, for weight.
        from kommunkompass.render.pages import rendered
        from kommunkompass.render.report import html_report

        document = one_to_write(documents, form, options)
        if form == "html" and isinstance(document, Evaluation):
            text = html_report(document, language=options.language)
        else:
            text = rendered(document, form, options.language)
        return (text.rstrip("\n") + "\n").encode("utf-8", "replace")

    return Format(name=form, suffixes=suffixes, write=written)


#: The formats, in the order in which they are asked; the last one takes what is left.
FORMATS: tuple[Format, ...] = (
    excel.FORMAT,
    json_documents.FORMAT,
    *tables.FORMATS,
    _page("text", ".txt"),
    _page("markdown", ".md"),
    _page("rst", ".rst"),
    _page("html", ".html", ".htm"),
    pasted.FORMAT,
)

Figures: TypeAlias = Literal["printed", "exact"]

EXAMPLES = Path(__file__).parents[1] / "examples"
_SUBJECTS = "an evaluation, a published table, a framework, or a list of evaluations or tables"


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
            takes what the source says, or the likeliest one.
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
    """Read all evaluations of a source, at most 5,000: of tables, sheets, or one alone.

    Arguments and errors are those of :func:`read`; details go for all of them.
    """
    name, documents = documents_of(source, framework, figures, incomplete, details)
    return tuple(as_evaluations(with_names(name, documents)))


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


@cache
def example_names() -> tuple[str, ...]:
    """The names of the published evaluations that come along, such as ``"kumla-2017"``."""
    return tuple(sorted([path.stem for path in EXAMPLES.glob("*.json")]))


def example_table(name: str) -> PublishedTable:
    """Return the figures of an example as they were published.

    >>> print(example_table("kumla-2017")["3.5"])
    9, 62 %

    Raises:
        UnknownCodeError: for a name that is not one of :func:`example_names`.
    """
    check_name("example", name, example_names())
    return _example(name)


@cache
def _example(name: str) -> PublishedTable:
    return read_table(EXAMPLES / f"{name}.json")


def load_example(name: str) -> Evaluation:
    """Return an example as an evaluation; errors are those of :func:`example_table`.

    >>> print(load_example("kumla-2017").total)
    total: [368.55, 374.3) of 800 points
    """
    return example_table(name).evaluation()


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

    JSON holds all of one of them; Excel workbooks (extra ``excel``), CSV and TSV hold many, but
    only their figures and whose they are. These are read back equal; other formats are for people.

    Args:
        subject: what is written.
        target: a path, or a file opened for writing. A file that is there is replaced only
            once the new one is complete.
        form: the format ("xlsx", "json", "csv", "tsv", "text", "markdown", "rst", "html");
            None takes it from the suffix of the name.
        language: of words, heads and the decimal sign: "en" or "sv".
        layout: "long" for a row an item; of tables and workbooks, "wide" for a row an
            evaluation.
        lossy: whether what a format cannot hold may be dropped.

    Raises:
        UnknownCodeError: for a suffix, a format or a language that is not known.
        InvalidTypeError: for a subject of another kind.
        InvalidValueError: for what the format cannot hold, naming it.
        TargetError: for a target that cannot be written.
        MissingExtraError: for a workbook where openpyxl is not installed.
    """
    check_language(language)
    check_name("layout", layout, get_args(Layout))
    check_kind("lossy", lossy, bool, "True or False")
    found = format_for(form, name_of(target))
    assert found.write is not None
    documents = _documents(subject)
    if found.read is not None and len(documents) > MOST_EVALUATIONS:
        said, allowed = f"{len(documents)} evaluations", f"at most {MOST_EVALUATIONS} in one file"
        raise InvalidValueError("subject", said, allowed)
    content = found.write(documents, Options(language=language, layout=layout, lossy=lossy))
    if found.recognises is not None:
        try:
            found.recognises(load(io.BytesIO(content)))
        except SourceError as error:  # it is too much to be read back
            raise InvalidValueError(found.name, "too much", error.allowed) from None
    store(content, target)


def writable() -> dict[str, Format]:
    """The formats that can be written, by name."""
    return {form.name: form for form in FORMATS if form.write is not None}


def format_for(form: str | None, name: str) -> Format:
    """The format to write that is asked for, or that the suffix of a name tells."""
    names = writable()
    if form is not None:
        check_name("form", form, names)
        return names[form]
    suffixes = {suffix: found for found in names.values() for suffix in found.suffixes}
    suffix = PurePath(name).suffix.casefold()
    if suffix not in suffixes:
        allowed = f"{', '.join(suffixes)}; or one of the forms {', '.join(names)}"
        raise UnknownCodeError(f"suffix of {cut(name) or 'the file'}", suffix, allowed)
    return suffixes[suffix]


def _documents(subject: Document | Iterable[Any]) -> tuple[Document, ...]:
    if isinstance(subject, Document):
        return (subject,)
    many = tuple(iterated("subject", subject, _SUBJECTS))
    for each in many:
        check_kind("subject", each, (Evaluation, PublishedTable), _SUBJECTS)
    if not many:
        raise InvalidValueError("subject", "nothing", "at least one evaluation or table")
    return many
