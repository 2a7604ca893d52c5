"""Facts: documents as rows of plain facts, what tables and data frames are made of.

A fact says what is known of one item, and whose evaluation it is. Facts hold all of an
evaluation but its evaluators, findings, role models and key facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from kommunkompass.described import KeyFacts
from kommunkompass.errors import InvalidTypeError, InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.figure import Figure
from kommunkompass.formats.form import Document
from kommunkompass.framework import Framework, Item
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.interval import Range
from kommunkompass.published import PublishedTable
from kommunkompass.score import Score

__all__ = ["Fact", "Owned", "checked_documents", "facts_of"]

#: What has a municipality and figures: all documents but frameworks.
Owned = Evaluation | PublishedTable

_UNHELD = ("evaluators", "findings", "role_models", "key_facts")


@attrs.frozen(kw_only=True)
class Fact:
    """What a document says of one item.

    Attributes:
        item: the item.
        figure: what is printed of it.
        range: the exact points that are possible, where they do not follow from the figure.
        given: whether something was said of the item itself.
    """

    item: Item
    figure: Figure | None = None
    range: Range | None = None
    given: bool = True


def facts_of(document: Owned) -> Iterator[Fact]:
    """The facts of a document, in the framework's order."""
    if isinstance(document, PublishedTable):
        for code, figure in document.figures:
            yield Fact(item=document.framework[code], figure=figure)
        return
    for score in document.known:
        known: Range | None = score.range
        if score.figure and known == Score.from_figure(score.item, score.figure).range:
            known = None
        yield Fact(item=score.item, figure=score.figure, range=known, given=score.given)


def checked_documents(documents: Sequence[Document], lossy: bool) -> list[Owned]:
    """The documents, none of which says more than rows can hold.

    Raises:
        InvalidTypeError: for a framework.
        InvalidValueError: for what would be lost, naming it, unless ``lossy``.
    """
    found: list[Owned] = []
    for document in documents:
        if not isinstance(document, Evaluation | PublishedTable):
            raise InvalidTypeError("subject", document, "evaluations or published tables")
        lost = [name for name in _UNHELD if getattr(document, name) not in ((), KeyFacts())]
        lost += ["an empty text as municipality"] * (document.municipality == "")
        if not _is_bundled(document.framework):
            lost.append(f"framework {document.framework.version}, which is not bundled")
        if lost and not lossy:
            raise InvalidValueError(
                document.municipality or "evaluation",
                ", ".join(lost),
                "what rows can hold; JSON holds all, and the option lossy drops the rest",
            )
        found.append(document)
    return found


def _is_bundled(framework: Framework) -> bool:
    version = framework.version
    return version in framework_versions() and get_framework(version) == framework
