"""A page as HTML: a section to be put into any page, with tables that can be listened to."""

from __future__ import annotations

import html as _html
from collections.abc import Iterator, Sequence

from kommunkompass.render.table import Column, Page, Row, Table

__all__ = ["escaped", "html", "table_html"]


def html(page: Page, heading: str = "h2") -> str:
    """The page as a ``section`` of class ``kommunkompass``, ending in a line feed.

    Tables have a caption, heads with their scope, and a body for each area. Cells carry their
    column's key and kind as classes, so that a style sheet can set numbers to the right, and its
    title as ``data-label``. The Swedish original of a translated title follows it, in a span of
    class ``original``.

    Args:
        page: what is shown.
        heading: the element of the page's title.
    """
    lines = [
        f'<section class="kommunkompass" lang="{page.language}">',
        f'<{heading} class="subject">{escaped(page.title)}</{heading}>',
        *paragraphs(page.lead),
        *map(table_html, page.tables),
        *paragraphs(page.notes, page.notes_language),
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text with everything escaped that is markup, in an element or an attribute."""
    return _html.escape(text, quote=True)


def paragraphs(sentences: Sequence[str], language: str | None = None) -> list[str]:
    """Each sentence as a paragraph, in a language where it is not that of what is around it."""
    return [f"<p{_lang(language)}>{escaped(sentence)}</p>" for sentence in sentences]


def _lang(language: str | None) -> str:
    return f' lang="{language}"' if language else ""


def table_html(table: Table) -> str:
    """The table as HTML."""
    return "\n".join(_lines(table))


def _lines(table: Table) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{escaped(table.caption)}</caption>"
    heads = [
        f'<th scope="col" class="{_classes(column)}">{escaped(column.title)}</th>'
        for column in table.columns
    ]
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    for group in table.groups:
        yield "<tbody>"
        has_parts = group[-1].level == "criterion"
        for row in group:
            scope = "rowgroup" if has_parts and row.level == "area" else "row"
            yield _row(row, table, scope)
        yield "</tbody>"
    yield "</table>"


def _row(row: Row, table: Table, scope: str) -> str:
    cells = []
    for place, (text, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        content = escaped(text)
        attributes = (
            f'class="{_classes(column)}" data-label="{escaped(column.title)}"'
            f"{_lang(column.language)}"
        )
        if place == table.heading_column:
            if row.original:
                content += f'<span class="original" lang="sv"> {escaped(row.original)}</span>'
            cells.append(f'<th scope="{scope}" {attributes}>{content}</th>')
        else:
            cells.append(f"<td {attributes}>{content}</td>")
    return f'<tr class="{row.level}">{"".join(cells)}</tr>'


def _classes(column: Column) -> str:
    """The column's kind and key, once where they are the same."""
    return " ".join(dict.fromkeys((column.kind, column.key)))
