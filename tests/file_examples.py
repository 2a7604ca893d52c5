"""Writes the example files that pages show, so that the examples after them can use them.

A file is shown by the directive ``code-block``, with the file's name as its caption.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sybil import Document, Example, Region

FILE = re.compile(
    r"^(?P<fence>`{3,})\{code-block\} (?P<language>[\w-]+)\n"
    r":caption: (?P<name>[\w.-]+)\n\n"
    r"(?P<text>(?s:.*?))^(?P=fence)$",
    re.MULTILINE,
)


def files(document: Document) -> Iterator[Region]:
    """Find the files of a page, for Sybil."""
    for block in FILE.finditer(document.text):
        yield Region(*block.span(), (block["name"], block["text"]), write)


def write(example: Example) -> None:
    """Write one file into the directory of the page's examples."""
    name, text = example.parsed
    Path(name).write_text(text, encoding="utf-8")
