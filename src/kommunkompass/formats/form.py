"""Forms: what a format is, and what passes between callers, readers and writers.

A reader finds rows, as a request asks for them; a writer tells facts, by its options.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, cast

import attrs

from kommunkompass.checked import MOST_FAULTS
from kommunkompass.described import Details, Finding, KeyFacts
from kommunkompass.errors import (
    ContradictionError,
    InputError,
    InvalidTypeError,
    InvalidValueError,
    KommunkompassError,
    cut,
)
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.files import Content
from kommunkompass.formats.texts import Level, bundled
from kommunkompass.framework import Framework, Item, Language
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

#: More rows than any table of a framework has; a text with more is not read to its end.
MOST_ROWS = 2_000

#: More evaluations than there are of all municipalities and years.
MOST_EVALUATIONS = 5_000

Fault: TypeAlias = tuple[int, KommunkompassError]


def fault_at(line: int, label: str, value: object, allowed: str) -> Fault:
    item = f"line {line}, {label}" if label else f"line {line}"
    return line, InvalidValueError(item, value, allowed)


@attrs.frozen
class Printed:
    """The figures of a row as they stand there; a text is empty where there is none."""

    points: str = ""
    maximum: str = ""
    percent: str = ""

    @property
    def is_scored(self) -> bool:
        return bool(self.points or self.percent)


@attrs.frozen(kw_only=True)
class Row:
    """One row of a table, as far as it says something.

    Attributes:
        text: the row in a text without columns, for errors.
        code: empty where only the title tells.
        exact: whether figures are exact.
        given: whether something was said of the item itself.
    """

    line: int
    text: str = ""
    level: Level | None = None
    code: str = ""
    title: str = ""
    printed: Printed = Printed()
    exact: bool | None = None
    range: Range | None = None
    given: bool = True

    def __str__(self) -> str:
        cells = (self.code, self.title, *attrs.astuple(self.printed))
        return self.text or " ".join(filter(None, cells))

    @property
    def is_score(self) -> bool:
        """Whether it says more than figures."""
        return self.range is not None or not self.given

    @property
    def is_printed(self) -> bool:
        return not (self.is_score or self.exact)


@attrs.define(kw_only=True, eq=False)
class Reading:
    """What a reader found of one evaluation or table.

    Attributes:
        said: by column, what says whose it is or by which framework, with its line.
        findings: with their lines.
        repeats: whether figures may stand there more than once, as in a report.
        line: where it begins; 0 for a whole text.
        place: how errors name a line.
        columns: the codes of columns, where all of it stands in one line.
        unread: by head, the first number of other columns.
    """

    rows: list[Row] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    said: dict[str, tuple[int, str]] = attrs.field(factory=dict)
    details: Details = attrs.field(factory=Details)
    findings: Sequence[tuple[int, Finding]] = ()
    repeats: bool = False
    line: int = 0
    place: str = "line {}"
    columns: Collection[str] = ()
    unread: dict[str, str] = attrs.field(factory=dict)

    def at(self, line: int, label: str = "") -> str:
        place = self.place.format(line)
        return f"{place}, {cut(label)}" if label else place

    def fault(self, line: int, error: KommunkompassError) -> None:
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append((line, error))

    def wrong(self, line: int, label: str, value: object, allowed: str) -> None:
        self.fault(line, InvalidValueError(self.at(line, label), value, allowed))

    def say(self, line: int, name: str, cell: str) -> None:
        """Take what all cells must say alike."""
        if not cell:
            return
        before, first = self.said.setdefault(name, (line, cell))
        if first != cell:
            self.wrong(line, name, cell, f"{cut(first)}, as in {self.at(before)}")


@attrs.frozen(kw_only=True)
class Request:
    """What the caller wants of the source with a name, as of :func:`~kommunkompass.read_table`."""

    name: str = "text"
    framework: Framework | None = None
    exact: bool = False
    incomplete: bool = False
    details: Details = attrs.field(factory=Details)

    def over(self, found: Mapping[str, Any]) -> Details:
        """What the caller says, whose date tells the year, or the source."""
        if self.details.get("date") is not None:
            found = {name: value for name, value in found.items() if name != "year"}
        return cast(Details, {**found, **self.details})


Document: TypeAlias = Evaluation | PublishedTable | Framework

#: Of one table: a row an item, or a row an evaluation.
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
        suffixes: such as ``".json"``.
        recognises: whether content is of it; like ``read``, None where it is written only.
        write: None where it is read only.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    recognises: Callable[[Content], bool] | None = None
    read: Callable[[Content, Request], Sequence[Document]] | None = None
    write: Callable[[Sequence[Document], Options], bytes] | None = None


Owned = Evaluation | PublishedTable

_UNHELD = ("evaluators", "findings", "role_models", "key_facts")


@attrs.frozen(kw_only=True)
class Fact:
    """What a document says of one item; without a range that follows from the figure."""

    item: Item
    figure: Figure | None = None
    range: Range | None = None
    given: bool = True


def facts_of(document: Owned) -> Iterator[Fact]:
    if isinstance(document, PublishedTable):
        for code, figure in document.figures:
            yield Fact(item=document.framework[code], figure=figure)
        return
    for score in document.known:
        known: Range | None = score.range
        if score.figure and known == Score.from_figure(score.item, score.figure).range:
            known = None
        yield Fact(item=score.item, figure=score.figure, range=known, given=score.given)


def owner_of(document: Owned) -> dict[str, str | int | None]:
    """Whose a document is and by which framework, as plain values."""
    date = document.date
    return {
        "municipality": document.municipality,
        "municipality_code": document.municipality_code,
        "year": document.year,
        "date": None if date is None else date.isoformat(),
        "framework": document.framework.version,
    }


def checked_documents(documents: Iterable[object], lossy: bool) -> list[Owned]:
    """The documents; one that says more than rows can hold is an error, unless ``lossy``."""
    found: list[Owned] = []
    for document in documents:
        if not isinstance(document, Evaluation | PublishedTable):
            raise InvalidTypeError("subject", document, "evaluations or published tables")
        lost = [name for name in _UNHELD if getattr(document, name) not in ((), KeyFacts())]
        lost += ["an empty text as municipality"] * (document.municipality == "")
        if document.framework not in bundled():
            lost.append(f"framework {document.framework.version}, which is not bundled")
        if lost and not lossy:
            raise InvalidValueError(
                document.municipality or "evaluation",
                ", ".join(lost),
                "what rows can hold; JSON holds all; lossy=True (or --lossy) drops the rest",
            )
        found.append(document)
    return found


def as_evaluation(document: Document, name: str) -> Evaluation:
    """The evaluation that was read, or that follows from a table."""
    if isinstance(document, Evaluation):
        return document
    return as_table(document, name).evaluation()


def with_names(name: str, documents: Sequence[Document]) -> list[tuple[str, Document]]:
    """The documents of a source, each with a name for it."""
    several = len(documents) > 1
    return [(f"{name} {n}" if several else name, found) for n, found in enumerate(documents, 1)]


def as_evaluations(named: Sequence[tuple[str, Document]]) -> list[Evaluation]:
    """The evaluations that were read, each with a name for it.

    Where there are several, an error of contradicting figures says whose they are.
    """
    evaluations = []
    for name, document in named:
        try:
            evaluations.append(as_evaluation(document, name))
        except ContradictionError as error:
            if len(named) == 1:
                raise
            item = f"{_whose(document, name)}: {error.item}"
            raise ContradictionError(item, error.value, error.allowed) from None
    return evaluations


def _whose(document: Document, name: str) -> str:
    if isinstance(document, Framework) or document.municipality is None:
        return name
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
