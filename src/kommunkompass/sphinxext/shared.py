"""What all directives share: languages, the framework, tables of its items, and errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import kommunkompass
from kommunkompass.errors import KommunkompassError
from kommunkompass.framework import Area, Criterion, Framework, Item, Language
from kommunkompass.phrases import phrase
from kommunkompass.render.overview import columns, item_row
from kommunkompass.render.table import Table, clean
from kommunkompass.sphinxext.domain import domain_of
from kommunkompass.sphinxext.naming import found_framework, full_name, kind_of, language_of
from kommunkompass.sphinxext.tables import paragraph, table_node

__all__ = ["KommunkompassDirective", "yes_or_no"]

logger = logging.getLogger(__name__)

_OTHER: dict[Language, Language] = {"en": "sv", "sv": "en"}


def _language(argument: str | None) -> str:
    return directives.choice(argument or "", ("en", "sv", "both"))


def yes_or_no(argument: str | None) -> bool:
    """An option that is yes or no, and yes where nothing follows its name."""
    return directives.choice(argument or "yes", ("yes", "no")) == "yes"


class KommunkompassDirective(SphinxDirective):
    """What all directives share: the languages, the framework, and how errors are told."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "framework": directives.unchanged_required,
        "lang": _language,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """The nodes to put on the page, or none and an error with file and line."""
        # What is bundled changes with the library, as pages by other extensions do with a module.
        self.env.note_dependency(kommunkompass.__file__)
        try:
            return self.shown()
        except KommunkompassError as error:
            # The next build tells the error again, unless it has been mended.
            self.env.note_reread()
            logger.error(
                "%s: %s", self.name, error, location=self.get_location(), type="kommunkompass"
            )
            return []

    def shown(self) -> list[nodes.Node]:
        """The nodes to put on the page."""
        raise NotImplementedError

    @property
    def language(self) -> Language:
        """The language, or the first of both."""
        chosen = self.options.get("lang")
        if chosen in ("en", "sv"):
            return cast(Language, chosen)
        return language_of(self.config)

    @property
    def second(self) -> Language | None:
        """The other language, where both are shown."""
        return _OTHER[self.language] if self.options.get("lang") == "both" else None

    def framework(self, name: str | None = None) -> Framework:
        """The framework of a name, or else of the option, or else of the project."""
        name = name or self.options.get("framework")
        if name is None:
            return domain_of(self.env).default_framework()
        return found_framework(self.env, name)[0]

    def table(
        self, table: Table, caption: str, framework: Framework, rank: int | None = None
    ) -> nodes.table:
        """A table of a framework's items.

        Args:
            table: what is shown.
            caption: its caption.
            framework: that of the items.
            rank: how special a description of the items it is; None for none, whose codes link
                to where they are described.
        """
        rows = {row.cells[0] for row in table.rows}
        items = [item for item in framework if item.code in rows]
        about = [item for item in items if isinstance(item, Area | Criterion)]
        seconds = {}
        if self.second is not None:
            seconds = {
                item.code: paragraph(clean(item.title_in(self.second)), self.second)
                for item in about
            }
        anchors: dict[str, nodes.target] = {}
        links: dict[str, pending_xref] = {}
        if rank is None:
            links = {item.code: self._link(framework, item) for item in about}
        else:
            anchors = self.anchors(framework, about, rank)
        return table_node(
            table, caption, self.language, seconds=seconds, anchors=anchors, links=links
        )

    def anchors(
        self, framework: Framework, items: Iterable[Area | Criterion], rank: int
    ) -> dict[str, nodes.target]:
        """Targets by code, for links to the items to lead here, unless they are not to."""
        if "no-index" in self.options:
            return {}
        return {
            item.code: domain_of(self.env).describe(
                item, framework, rank, self.state.document, self.lineno
            )
            for item in items
        }

    def _link(self, framework: Framework, item: Area | Criterion) -> pending_xref:
        return pending_xref(
            "",
            refdoc=self.env.docname,
            refdomain="kommunkompass",
            reftype=kind_of(item),
            reftarget=full_name(framework, item.code),
            refexplicit=True,
            refwarn=False,
            optional=True,
        )

    def items_table(self, items: Iterable[Item]) -> Table:
        """The table of items with their maxima."""
        return Table(
            phrase("legend framework", self.language),
            columns("code title maximum", self.language),
            [item_row(item, [str(item.maximum)], self.language) for item in items],
        )
