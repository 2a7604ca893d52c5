"""Published tables: what a source prints of a municipality, before it is judged."""

from __future__ import annotations

from typing import ClassVar

import attrs

from kommunkompass.arguments import check_kind
from kommunkompass.described import Described
from kommunkompass.evaluation import ByCode, Evaluation, pairs, unique
from kommunkompass.figure import Figure
from kommunkompass.notebooks import InNotebooks


def _pairs(given: ByCode[Figure]) -> tuple[tuple[str, Figure], ...]:
    return tuple(pairs(given))


@attrs.frozen(repr=False)
class PublishedTable(Described, InNotebooks):
    """The figures that a source prints, by code; they may contradict each other.

    Its attributes besides those of :class:`~kommunkompass.Described`:

    Attributes:
        figures: pairs of a code and its figure, in the framework's order; given as a mapping
            or as pairs.

    Raises:
        UnknownCodeError: for a code that is not the framework's.
    """

    figures: tuple[tuple[str, Figure], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        given = dict(unique(self.framework, self.figures))
        for code, figure in given.items():
            label = self.framework[code].label
            check_kind(label, figure, Figure, 'a Figure, such as Figure("37")')
        ordered = [(item.code, given[item.code]) for item in self.framework if item.code in given]
        object.__setattr__(self, "figures", tuple(ordered))

    def __repr__(self) -> str:
        return f"<PublishedTable {self.subject}: {len(self.figures)} figures>"

    # Items are got by code; Python would otherwise try 0, 1, 2.
    __iter__: ClassVar[None] = None

    def __getitem__(self, code: str) -> Figure | None:
        """The figure printed of an item, or None where none is.

        Raises:
            UnknownCodeError: for a code that is not the framework's.
        """
        self.framework[code]
        return dict(self.figures).get(code)

    def evaluation(self) -> Evaluation:
        """What the figures say of the exact points.

        Raises:
            ContradictionError: for figures that no exact points would give.
        """
        return Evaluation.from_printed(self.framework, self.figures, **self.details)
