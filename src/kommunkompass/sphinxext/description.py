"""Descriptions: where on which page an area or a criterion is described."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from kommunkompass.phrases import phrase
from kommunkompass.sphinxext.naming import Kind

__all__ = ["Description", "Place"]

#: A page and a line of its source.
Place: TypeAlias = tuple[str, int]


class Description(NamedTuple):
    """A place where an item is described.

    Attributes:
        kind: area or criterion.
        name: the item's full name.
        title: its English title.
        original: its Swedish title.
        rank: how special the place is: 0 for a directive of the item's own, 1 for a row in the
            table of its area, 2 for one in that of its framework.
        docname: the page.
        line: where in the page's source.
        anchor: where on the page.
    """

    kind: Kind
    name: str
    title: str
    original: str
    rank: int
    docname: str
    line: int
    anchor: str

    @property
    def place(self) -> Place:
        """The page and the line."""
        return self.docname, self.line

    @property
    def found_as(self) -> str:
        """What a search finds it by, in both languages."""
        english, swedish = phrase(self.kind, "en", code=""), phrase(self.kind, "sv", code="")
        return f"{self.name} {english.strip()}: {self.title} · {swedish.strip()}: {self.original}"

    @property
    def order(self) -> tuple[int, str, int, str]:
        """By which the most special description is the first."""
        return self.rank, self.docname, self.line, self.anchor
