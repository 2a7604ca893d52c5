"""Tables as nodes of docutils, for every builder of Sphinx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.addnodes import pending_xref

from kommunkompass.framework import Language
from kommunkompass.render.table import Column, Kind, Row, Table

__all__ = ["language_class", "paragraph", "table_node"]

#: How wide columns are, for builders that cannot find out; a long one takes what others need.
_WIDTHS: dict[Kind, int] = {
    "code": 7,
    "name": 48,
    "number": 10,
    "range": 20,
    "word": 15,
    "prose": 48,
}


def language_class(language: Language) -> str:
    """The class that docutils turns into a language."""
    return f"language-{language}"


def paragraph(text: str, language: Language) -> nodes.paragraph:
    """A paragraph of plain text in a language."""
    return nodes.paragraph(text, text, classes=[language_class(language)])


def table_node(
    table: Table,
    caption: str,
    language: Language,
    *,
    seconds: Mapping[str, nodes.paragraph],
    anchors: Mapping[str, nodes.target],
    links: Mapping[str, pending_xref],
) -> nodes.table:
    """The table with a head, and a stub that says what each row is about.

    Args:
        table: what is shown.
        caption: its caption.
        language: the language it is in.
        seconds: by code, what comes below a row's title.
        anchors: by code, the target to put into a row.
        links: by code, the empty link that a row's code becomes.
    """
    group = nodes.tgroup(cols=len(table.columns))
    for place, column in enumerate(table.columns):
        spec = nodes.colspec(colwidth=_WIDTHS[column.kind])
        if place == table.heading_column:
            spec["stub"] = 1
        group += spec
    head = nodes.row()
    for column in table.columns:
        head += _entry(column, nodes.paragraph(column.title, column.title))
    group += nodes.thead("", head)
    body = nodes.tbody()
    for row in table.rows:
        entries = _entries(row, table, seconds, anchors, links)
        body += nodes.row("", *entries, classes=[row.level])
    group += body
    classes = ["kommunkompass", "colwidths-given", language_class(language)]
    return nodes.table("", nodes.title(caption, caption), group, classes=classes)


def _entry(column: Column, *children: nodes.Node) -> nodes.entry:
    return nodes.entry("", *children, classes=[column.kind])


def _entries(
    row: Row,
    table: Table,
    seconds: Mapping[str, nodes.paragraph],
    anchors: Mapping[str, nodes.target],
    links: Mapping[str, pending_xref],
) -> Iterator[nodes.entry]:
    code = row.cells[0]
    for place, (text, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        if not text:
            yield _entry(column)
            continue
        is_sum = row.level in ("area", "total")
        content: nodes.Element = (nodes.strong if is_sum else nodes.inline)(text, text)
        if column.kind == "code" and code in links:
            links[code] += content
            content = links[code]
        paragraphs = [nodes.paragraph("", "", content)]
        if place == table.heading_column:
            if code in anchors:
                paragraphs[0].insert(0, anchors[code])
            if code in seconds:
                paragraphs.append(seconds[code])
        yield _entry(column, *paragraphs)
