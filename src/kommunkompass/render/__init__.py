"""What is shown: pages of sentences and tables, as text, Markdown, reStructuredText or HTML."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import zip_longest
from typing import Literal, TypeAlias

import attrs

from kommunkompass.framework import Language

# What a column holds. Names and prose are long; numbers are set to the right.
Kind: TypeAlias = Literal["code", "name", "number", "range", "word", "prose"]

# What a row is about.
Level: TypeAlias = Literal["area", "criterion", "total", "plain"]

# What XML 1.0 has no place for.
_UNFIT = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# In characters: the width of all, and of a column of long texts at least.
_WIDTH, _NARROWEST = 110, 32
_GAP = "  "

# What is Markdown anywhere in a line. A colon within a word may make an address a link.
_MARKDOWN_INLINE = re.compile(r"[\\`*_\[\]{}<>|~&$#]|:(?=\S)")
# What makes a block of a line that begins so.
_MARKDOWN_BLOCK = re.compile(r"^(\d*)(?=[+%:().-])")

# The same in reStructuredText: links and roles, punctuation, bullets, numbers of lists.
_RST_INLINE = re.compile(r"[\\`*_|@]|:(?=\S)")
_RST_BLOCK = re.compile(r"[!-/:-@\[\]^{}~•‣⁃]|(\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)](\s|$)")


def clean(text: str) -> str:
    """The text on one line; what no document can hold is replaced by U+FFFD."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def _clean_all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


class English(str):
    """A sentence that is in English on any page."""


@attrs.frozen
class Column:
    """A column of a table, with the language of its cells where that is not the page's."""

    title: str = attrs.field(converter=clean)
    kind: Kind
    language: Language | None = None


@attrs.frozen
class Row:
    """A row of a table: one text a column."""

    cells: tuple[str, ...] = attrs.field(converter=_clean_all)
    level: Level = "plain"


@attrs.frozen
class Table:
    """A table; its caption says how it is to be read."""

    caption: str = attrs.field(converter=clean)
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def heading_column(self) -> int:
        kinds = [column.kind for column in self.columns]
        return kinds.index("name") if "name" in kinds else 0

    @property
    def groups(self) -> list[list[Row]]:
        """Each area with its criteria, and the total; one group where there are no criteria."""
        has_parts = any(row.level == "criterion" for row in self.rows)
        groups: list[list[Row]] = []
        for row in self.rows:
            if not groups or (has_parts and row.level != "criterion"):
                groups.append([])
            groups[-1].append(row)
        return groups


def _clean_blocks(blocks: Iterable[str | Table]) -> tuple[str | Table, ...]:
    return tuple(
        [type(block)(clean(block)) if isinstance(block, str) else block for block in blocks]
    )


@attrs.frozen
class Page:
    """What is shown of one subject."""

    title: str = attrs.field(converter=clean)
    blocks: tuple[str | Table, ...] = attrs.field(converter=_clean_blocks)
    language: Language

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def sentences(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str)]


def _blocks(
    page: Page, sentence: Callable[[str], str], table: Callable[[Table], str]
) -> list[str]:
    return [table(block) if isinstance(block, Table) else sentence(block) for block in page.blocks]


def _heads(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def _strong(row: Row, escaped: Callable[[str], str]) -> list[str]:
    mark = "**" if row.level in ("area", "total") else ""
    return [f"{mark}{escaped(cell)}{mark}" if cell else "" for cell in row.cells]


def text(page: Page) -> str:
    """A page for a terminal, without a line feed at the end."""
    lines = [page.title, "=" * len(page.title), *_blocks(page, _wrapped, _text_table)]
    return "\n".join(lines).rstrip("\n")


def _wrapped(sentence: str) -> str:
    return textwrap.fill(sentence, _WIDTH, subsequent_indent=_GAP)


def _text_table(table: Table) -> str:
    every = [_heads(table), *[row.cells for row in table.rows]]
    widths = [max(1, *map(len, cells)) for cells in zip(*every, strict=True)]
    long = [at for at, column in enumerate(table.columns) if column.kind in ("name", "prose")]
    left = _WIDTH - len(_GAP) * (len(widths) - 1) - sum(widths) + sum(widths[at] for at in long)
    for at in long:
        widths[at] = min(widths[at], max(left // len(long), _NARROWEST))
    lines = [_wrapped(table.caption), "", *_text_row(_heads(table), widths, table.columns)]
    for group in table.groups:
        lines += [""] if len(table.groups) > 1 else []
        for row in group:
            lines += _text_row(row.cells, widths, table.columns)
    return "\n".join([*lines, ""])


def _text_row(
    cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]
) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for texts in zip_longest(*wrapped, fillvalue=""):
        yield _GAP.join(
            cell.rjust(width) if column.kind == "number" else cell.ljust(width)
            for cell, width, column in zip(texts, widths, columns, strict=True)
        ).rstrip()


def markdown(page: Page) -> str:
    """A page as Markdown, with tables as GitHub and MyST read them."""
    title = f"# {_markdown_line(page.title)}"
    return "\n\n".join([title, *_blocks(page, _markdown_line, _markdown_table)]) + "\n"


def _markdown_text(text: str) -> str:
    return _MARKDOWN_INLINE.sub(r"\\\g<0>", text)


def _markdown_line(text: str) -> str:
    return _MARKDOWN_BLOCK.sub(r"\1\\", _markdown_text(text))


def _markdown_table(table: Table) -> str:
    rules = ["---:" if column.kind == "number" else ":---" for column in table.columns]
    rows = [map(_markdown_text, _heads(table)), rules]
    rows += [_strong(row, _markdown_text) for row in table.rows]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([_markdown_line(table.caption), "", *lines])


def rst(page: Page) -> str:
    title = _rst_text(page.title)
    # In bytes a title is at least as long as it is wide, as its underline has to be.
    rule = "=" * len(title.encode())
    return "\n\n".join([f"{title}\n{rule}", *_blocks(page, _rst_text, _rst_table)]) + "\n"


def _rst_text(text: str) -> str:
    line = _RST_INLINE.sub(r"\\\g<0>", text)
    if line and not line.strip("\\"):
        # A row of backslashes would be a line across the page; an escaped blank is nothing.
        return f"\\ {line}"
    return f"\\{line}" if _RST_BLOCK.match(line) else line


def _rst_table(table: Table) -> str:
    lines = [
        f".. list-table:: {_rst_text(table.caption)}",
        "   :class: kommunkompass",
        "   :header-rows: 1",
        f"   :stub-columns: {table.heading_column + 1}",
        "   :widths: auto",
        "",
    ]
    for cells in (
        [_rst_text(head) for head in _heads(table)],
        *[_strong(row, _rst_text) for row in table.rows],
    ):
        marks = ["   * -", *["     -"] * (len(cells) - 1)]
        lines += [f"{mark} {cell}".rstrip() for mark, cell in zip(marks, cells, strict=True)]
    return "\n".join(lines)


def html(page: Page, heading: str = "h2") -> str:
    """A page as a section of a page; ``heading`` is the element of its title."""
    lines = [
        f'<section class="kommunkompass" lang="{page.language}">',
        f"<{heading}>{escaped(page.title)}</{heading}>",
        *_blocks(page, _html_sentence, _html_table),
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def _html_sentence(sentence: str) -> str:
    language = ' lang="en"' if isinstance(sentence, English) else ""
    return f"<p{language}>{escaped(sentence)}</p>"


def escaped(text: str) -> str:
    """The text cleaned, with everything escaped that is markup in HTML."""
    return escape(clean(text))


def _html_table(table: Table) -> str:
    heads = [
        f'<th scope="col" class="{column.kind}">{escaped(column.title)}</th>'
        for column in table.columns
    ]
    lines = [
        "<table>",
        f"<caption>{escaped(table.caption)}</caption>",
        f"<thead><tr>{''.join(heads)}</tr></thead>",
    ]
    for group in table.groups:
        lines += ["<tbody>", *[_html_row(row, table) for row in group], "</tbody>"]
    return "\n".join([*lines, "</table>"])


def _html_row(row: Row, table: Table) -> str:
    cells = []
    for place, (text, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        tag, given = "td", f'class="{column.kind}" data-label="{escaped(column.title)}"'
        if place == table.heading_column:
            tag, given = "th", f'scope="row" {given}'
        if column.language:
            given += f' lang="{column.language}"'
        cells.append(f"<{tag} {given}>{escaped(text)}</{tag}>")
    return f'<tr class="{row.level}">{"".join(cells)}</tr>'
