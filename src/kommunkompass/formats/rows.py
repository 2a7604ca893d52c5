"""Rows: what a reader finds in a text, and what its caller asks for.

A reader only finds rows; :mod:`~kommunkompass.formats.assembly` judges them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs

from kommunkompass.described import Details, Finding
from kommunkompass.errors import KommunkompassError
from kommunkompass.formats.titles import Level
from kommunkompass.framework import Framework

__all__ = ["MOST_EVALUATIONS", "MOST_ROWS", "Fault", "Printed", "Reading", "Request", "Row"]

#: More rows than any table of a framework has; a text with more is not read to its end.
MOST_ROWS = 2_000

#: More evaluations than there are of all municipalities and years; each takes 20 kB of memory.
MOST_EVALUATIONS = 5_000

#: An error and the line that it is about.
Fault: TypeAlias = tuple[int, KommunkompassError]


@attrs.frozen
class Printed:
    """The figures of a row as they stand there; empty text where there is none."""

    points: str = ""
    maximum: str = ""
    percent: str = ""

    @property
    def is_scored(self) -> bool:
        """Whether points or percent are given."""
        return bool(self.points or self.percent)


@attrs.frozen(kw_only=True)
class Row:
    """One row of a table, found but not yet judged.

    Attributes:
        line: the number of its line, from 1.
        text: the row as it stands in the source, for errors.
        level: what it is about, where the source says so.
        code: the code in the framework's spelling; empty where only the title tells.
        title: the title as printed; may be empty.
        printed: its figures.
    """

    line: int
    text: str
    level: Level | None = None
    code: str = ""
    title: str = ""
    printed: Printed = Printed()


@attrs.frozen(kw_only=True)
class Reading:
    """What a reader found in a text.

    Attributes:
        rows: in the order of the text.
        faults: what the reader could not make out.
        details: whose evaluation it is, as far as the text tells.
        findings: with the number of the line that each stands in.
        repeats: whether the text may give the same figures more than once, as a report does;
            a table with a head line of its own may not.
    """

    rows: Sequence[Row]
    faults: Sequence[Fault] = ()
    details: Details = attrs.field(factory=Details)
    findings: Sequence[tuple[int, Finding]] = ()
    repeats: bool = False


@attrs.frozen(kw_only=True)
class Request:
    """What the caller wants, and from where.

    Attributes:
        name: the source's name.
        framework: the framework to read by, or None to find out from the titles.
        exact: whether figures are to be taken as exact instead of as printed.
        incomplete: whether half a table will do.
        details: what the caller says of the evaluation; it goes before what the text says.
    """

    name: str = "text"
    framework: Framework | None = None
    exact: bool = False
    incomplete: bool = False
    details: Details = attrs.field(factory=Details)
