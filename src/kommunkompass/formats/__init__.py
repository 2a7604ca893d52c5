"""Formats: one way in for every kind of file; the content tells which kind it is.

To add a format, write a module with ``recognises(text)`` and ``read(text, request)``, and name
it in ``_FORMATS``.
"""

from __future__ import annotations

from typing import Literal, Protocol, Unpack

from kommunkompass.described import Details
from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.formats import delimited, pasted
from kommunkompass.formats.example import example_names, example_table, load_example
from kommunkompass.formats.rows import Request
from kommunkompass.formats.source import Source, load
from kommunkompass.framework import Framework
from kommunkompass.framework_file import get_framework
from kommunkompass.published import PublishedTable

__all__ = ["example_names", "example_table", "load_example", "read", "read_table"]


class _Format(Protocol):
    def recognises(self, text: str) -> bool: ...

    def read(self, text: str, request: Request) -> PublishedTable: ...


#: The formats, in the order in which they are asked; the last one takes whatever is left.
_FORMATS: tuple[_Format, ...] = (delimited, pasted)


def read_table(
    source: Source,
    *,
    framework: Framework | str | None = None,
    figures: Literal["printed", "exact"] = "printed",
    incomplete: bool = False,
    **details: Unpack[Details],
) -> PublishedTable:
    """Read the figures that a source prints, which may contradict each other.

    Args:
        source: a path, or a file opened for reading text or bytes.
        framework: the framework, or the version of a bundled one, that the figures are by; None
            finds out from the titles of the areas.
        figures: whether figures are read as printed, that is as rounded in their last digit, or
            taken as exact.
        incomplete: whether half a table may be read, the rest being unknown.
        **details: the keywords of :class:`~kommunkompass.Described`; they go before
            what the text says of the municipality and the year.

    Raises:
        SourceError: for a source that cannot be read at all.
        InputError: for text without a table, or with a faulty one; it names all faults.
        UnknownCodeError: for a version that is not bundled.
    """
    if figures not in ("printed", "exact"):
        raise InvalidValueError("figures", figures, '"printed" or "exact"')
    if framework is not None and not isinstance(framework, Framework):
        framework = get_framework(framework)
    name, text = load(source)
    request = Request(
        name=name,
        framework=framework,
        exact=figures == "exact",
        incomplete=incomplete,
        details=details,
    )
    return next(each for each in _FORMATS if each.recognises(text)).read(text, request)


def read(
    source: Source,
    *,
    framework: Framework | str | None = None,
    figures: Literal["printed", "exact"] = "printed",
    incomplete: bool = False,
    **details: Unpack[Details],
) -> Evaluation:
    """Read an evaluation: what the figures of a source say of the exact points.

    Arguments and errors are those of :func:`read_table`.

    Raises:
        ContradictionError: for figures that no exact points would give.
    """
    return read_table(
        source, framework=framework, figures=figures, incomplete=incomplete, **details
    ).evaluation()
