"""The list of formats: to add one, write a module that ends in a ``Format`` and name it here."""

from __future__ import annotations

from kommunkompass.formats import excel, json_documents, pasted, rendered_pages, tables
from kommunkompass.formats.form import Format

__all__ = ["FORMATS"]

#: The formats, in the order in which they are asked whether they recognise some content;
#: pasted text, the last one, takes whatever is left.
FORMATS: tuple[Format, ...] = (
    excel.FORMAT,
    json_documents.FORMAT,
    *tables.FORMATS,
    *rendered_pages.FORMATS,
    pasted.FORMAT,
)
