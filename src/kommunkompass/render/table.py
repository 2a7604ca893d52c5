"""What is shown, whatever form it is shown in: a page of tables and sentences.

A page is made in one place (:mod:`~kommunkompass.render.overview`,
:mod:`~kommunkompass.render.comparisons`) and turned into text, Markdown, HTML or reStructuredText
by the module of that name. Texts in it are plain: each form escapes what it has to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from kommunkompass.framework import Language

__all__ = ["Column", "Kind", "Level", "Page", "Row", "Table", "clean"]

#: What a column holds: codes; names, which are long; numbers, set to the right; ranges; single
#: words; or prose, which is long too.
Kind: TypeAlias = Literal["code", "name", "number", "range", "word", "prose"]

#: What a row is about: an area, a criterion below it, the total, or anything else.
Level: TypeAlias = Literal["area", "criterion", "total", "plain"]

#: Control characters, lone surrogates and what else XML 1.0 has no place for.
_UNFIT = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    r"""The text on one line; what no document can hold is replaced by U+FFFD.

    >>> clean("Kumla\n  kommun\x07")
    'Kumla kommun�'
    """
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple([clean(text) for text in texts])


def _titled(text: str) -> str:
    """A heading, which must not be empty."""
    return clean(text) or "–"


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        key: what it holds, the same in every language, such as ``"points"``.
        title: its head.
        kind: how it is set.
        language: the language of its cells, where that is not the page's.
    """

    key: str
    title: str = attrs.field(converter=clean)
    kind: Kind
    language: Language | None = None

    @property
    def is_long(self) -> bool:
        """Whether its texts may need several lines."""
        return self.kind in ("name", "prose")


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        cells: one text a column.
        level: what the row is about.
        original: the Swedish title, where the row's name is a translation of it.
    """

    cells: tuple[str, ...] = attrs.field(converter=_clean_all)
    level: Level = "plain"
    original: str | None = attrs.field(default=None, converter=attrs.converters.optional(clean))


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(rows)


@attrs.frozen
class Table:
    """A table.

    Attributes:
        caption: how it is to be read.
        columns: in order.
        rows: in order, each with a cell for every column.
    """

    caption: str = attrs.field(converter=_titled)
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[Row, ...] = attrs.field(converter=_rows)

    @property
    def heading_column(self) -> int:
        """The place of the column whose cells say what their rows are about."""
        kinds = [column.kind for column in self.columns]
        return kinds.index("name") if "name" in kinds else 0

    @property
    def groups(self) -> tuple[tuple[Row, ...], ...]:
        """The rows in groups: an area with its criteria, or a run of rows that have none."""
        groups: list[list[Row]] = [[]]
        for place, row in enumerate(self.rows):
            neighbours = self.rows[max(place - 1, 0) : place + 2]
            if row.level != "criterion" and any(
                other.level == "criterion" for other in neighbours
            ):
                groups.append([])
            groups[-1].append(row)
        return tuple([tuple(group) for group in groups if group])


def _with_rows(tables: Iterable[Table]) -> tuple[Table, ...]:
    return tuple([table for table in tables if table.rows])


@attrs.frozen(kw_only=True)
class Page:
    """What is shown of one subject.

    Attributes:
        title: what it is about.
        lead: sentences that come before the tables.
        tables: in order; one without rows is left out.
        notes: sentences that come after the tables.
        language: the language it is in.
        notes_language: the language of the notes, where it is another.
    """

    title: str = attrs.field(converter=_titled)
    lead: tuple[str, ...] = attrs.field(default=(), converter=_clean_all)
    tables: tuple[Table, ...] = attrs.field(converter=_with_rows)
    notes: tuple[str, ...] = attrs.field(default=(), converter=_clean_all)
    language: Language
    notes_language: Language | None = None
