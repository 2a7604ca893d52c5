"""Formats: one way in and one way out for every kind of file.

The content tells which format reads it, the suffix which one writes it. To add a format, write
a module that ends in a :class:`~kommunkompass.formats.form.Format` and name it in
:mod:`kommunkompass.formats.registry`.
"""

from __future__ import annotations

from kommunkompass.formats.example import example_names, example_table, load_example
from kommunkompass.formats.json_shapes import json_schema
from kommunkompass.formats.reading import read, read_document, read_many, read_table
from kommunkompass.formats.records import from_records, records
from kommunkompass.formats.writing import write

__all__ = [
    "example_names",
    "example_table",
    "from_records",
    "json_schema",
    "load_example",
    "read",
    "read_document",
    "read_many",
    "read_table",
    "records",
    "write",
]
