"""The directives: a framework, an area, a criterion, a scorecard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

import attrs
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import kommunkompass
from kommunkompass.errors import InvalidValueError, KommunkompassError
from kommunkompass.formats import example_names, load_example, read
from kommunkompass.framework import Area, Criterion, Framework, Item, Language
from kommunkompass.framework_file import get_framework, load_framework
from kommunkompass.phrases import in_language
from kommunkompass.render import Column, Kind, Page, Table, clean
from kommunkompass.render.pages import evaluation_page, framework_page
from kommunkompass.sphinxext.domain import KommunkompassDomain, full_name, kind_of, language_of

logger = logging.getLogger(__name__)

#: How wide columns are, for builders that cannot find out.
_WIDTHS: dict[Kind, int] = {
    "code": 7,
    "name": 48,
    "number": 10,
    "range": 20,
    "word": 15,
    "prose": 48,
}

#: What the fields of a description are called.
_TITLE = ("In Swedish", "På engelska")
_MAXIMUM = ("Most points", "Högsta poäng")
_PRINTED = ("Also printed as", "Trycks även som")
_SOURCE = ("Source", "Källa")
_CODES = {
    "area": "the code of an area, such as 1",
    "criterion": "the code of a criterion, such as 1.4",
}


class _Directive(SphinxDirective):
    """What all directives share: language, framework, files, tables, and how errors are told."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "lang": lambda argument: directives.choice(argument, ("en", "sv")),
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        # What is bundled changes with the library, as pages by other extensions do with a module.
        self.env.note_dependency(kommunkompass.__file__)
        try:
            shown, *more = self.shown()
        except KommunkompassError as error:
            # The next build tells the error again, unless it has been mended.
            self.env.note_reread()
            place = self.get_location()
            logger.error("%s: %s", self.name, error, location=place, type="kommunkompass")
            return []
        self.add_name(shown)
        return [shown, *more]

    def shown(self) -> list[nodes.Element]:
        raise NotImplementedError

    @property
    def language(self) -> Language:
        return cast(Language, self.options.get("lang") or language_of(self.config))

    def path(self, name: str) -> str:
        """The path of a file named on the page, which then depends on it."""
        relative, path = self.env.relfn2path(name)
        self.env.note_dependency(relative)
        return path

    def framework(self, name: str) -> Framework:
        return load_framework(self.path(name)) if name.endswith(".toml") else get_framework(name)

    def targets(
        self, framework: Framework, items: Iterable[Item], rank: int
    ) -> dict[str, nodes.Element]:
        """Targets by code, for links to the items to lead here, unless they are not to."""
        if "no-index" in self.options:
            return {}
        domain = cast(KommunkompassDomain, self.env.get_domain(KommunkompassDomain.name))
        document = self.state.document
        return {item.code: domain.describe(framework, item, rank, document) for item in items}

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
        items = [framework[row.cells[0]] for row in table.rows if row.cells[0]]
        targets, links = {}, {}
        if rank is None:
            links = {item.code: self.link(framework, item) for item in items}
        else:
            targets = self.targets(framework, items, rank)

        group = nodes.tgroup(cols=len(table.columns))
        for place, column in enumerate(table.columns):
            stub = int(place == table.heading_column)
            group += nodes.colspec(colwidth=_WIDTHS[column.kind], stub=stub)
        body = nodes.tbody()
        for row in table.rows:
            style = nodes.strong if row.level in ("area", "total") else nodes.inline
            cells = [
                nodes.paragraph("", "", style(text, text) if text else nodes.Text(""))
                for text in row.cells
            ]
            code = row.cells[0]
            if code in targets:
                cells[table.heading_column].insert(0, targets[code])
            if code in links:
                links[code] += cells[0].children
                cells[0][:] = [links[code]]
            body += _row(cells, table.columns, [row.level])
        titles = [nodes.paragraph(column.title, column.title) for column in table.columns]
        group += [nodes.thead("", _row(titles, table.columns)), body]
        classes = ["kommunkompass", "colwidths-given", f"language-{self.language}"]
        return nodes.table("", nodes.title(caption, caption), group, classes=classes)

    def link(self, framework: Framework, item: Item) -> pending_xref:
        """An empty link to where an item is described, if it is."""
        return pending_xref(
            refdoc=self.env.docname,
            refdomain=KommunkompassDomain.name,
            reftype=kind_of(item),
            reftarget=full_name(framework, item),
            refexplicit=True,
            optional=True,
        )


class _PageDirective(_Directive):
    """A table, and what is said below it."""

    option_spec: ClassVar[dict[str, Any]] = {
        **_Directive.option_spec,
        "caption": directives.unchanged_required,
        "no-criteria": directives.flag,
        "no-notes": directives.flag,
    }

    def page(
        self,
        page: Page,
        caption: str,
        notes: Iterable[str],
        framework: Framework,
        rank: int | None,
        notes_language: Language,
    ) -> list[nodes.Element]:
        """The page's table and the notes; its caption where the directive gives no other."""
        table = page.tables[0]
        if "no-criteria" in self.options:
            table = attrs.evolve(
                table, rows=[row for row in table.rows if row.level != "criterion"]
            )
        caption = self.options.get("caption", caption)
        shown: list[nodes.Element] = [self.table(table, caption, framework, rank)]
        if "no-notes" not in self.options:
            shown += [_paragraph(note, notes_language) for note in notes]
        return shown


class FrameworkDirective(_PageDirective):
    """``kommunkompass:framework``: the table of a framework's areas and criteria."""

    option_spec: ClassVar[dict[str, Any]] = {
        **_PageDirective.option_spec,
        "no-index": directives.flag,
    }

    def shown(self) -> list[nodes.Element]:
        framework = self.framework(self.arguments[0])
        page = framework_page(framework, self.language)
        caption = f"{page.title}. {page.tables[0].caption}"
        notes = page.sentences
        return self.page(page, caption, notes, framework, rank=2, notes_language="en")


class ScorecardDirective(_PageDirective):
    """``kommunkompass:scorecard``: an evaluation from a data file, or bundled data."""

    option_spec: ClassVar[dict[str, Any]] = {
        **_PageDirective.option_spec,
        "exact": directives.flag,
        "framework": directives.unchanged_required,
        "incomplete": directives.flag,
    }

    def shown(self) -> list[nodes.Element]:
        source, framework = self.arguments[0], self.options.get("framework")
        if source in example_names():
            evaluation = load_example(source)
        else:
            evaluation = read(
                self.path(source),
                framework=self.framework(framework) if framework else None,
                figures="exact" if "exact" in self.options else "printed",
                incomplete="incomplete" in self.options,
            )
        page = evaluation_page(evaluation, self.language)
        return self.page(
            page,
            page.title,
            [page.tables[0].caption, *page.sentences],
            evaluation.framework,
            rank=None,
            notes_language=self.language,
        )


class ItemDirective(_Directive):
    """``kommunkompass:area`` and ``kommunkompass:criterion``: what is said of one item."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        **_Directive.option_spec,
        "no-index": directives.flag,
    }

    def shown(self) -> list[nodes.Element]:
        version, _, code = self.arguments[0].rpartition("/")
        framework = self.framework(version or get_framework().version)
        item, kind = framework[code], self.name.rpartition(":")[2]
        if isinstance(item, Framework) or kind_of(item) != kind:
            raise InvalidValueError(f"framework {framework.version}", code, _CODES[kind])
        title = f"{item.code} {clean(item.title_in(self.language))}"
        targets = self.targets(framework, [item], rank=0)
        body = nodes.definition("", self.fields(item), *self.parse_content_to_nodes())
        criteria = [part.code for part in framework.parts(item)]
        if criteria:
            table = framework_page(framework, self.language).tables[0]
            rows = [row for row in table.rows if row.cells[0] in criteria]
            body += self.table(attrs.evolve(table, rows=rows), title, framework, rank=1)
        term = nodes.term(title, "", *targets.values(), nodes.Text(title))
        classes = ["kommunkompass", kind, f"language-{self.language}"]
        entry = nodes.definition_list_item("", term, body)
        return [nodes.definition_list("", entry, classes=classes)]

    def fields(self, item: Area | Criterion) -> nodes.field_list:
        printed = item.other_titles if isinstance(item, Area) else [item.printed_title]
        title, other = (item.title, "sv") if self.language == "en" else (item.title_en, "en")
        fields = nodes.field_list()
        for labels, text, language in (
            (_TITLE, title, other),
            (_MAXIMUM, str(item.maximum), self.language),
            (_PRINTED, "; ".join(filter(None, printed)), "sv"),
            (_SOURCE, item.source, "en"),
        ):
            if text:
                label = in_language(labels, self.language)
                body = nodes.field_body("", _paragraph(clean(text), language))
                fields += nodes.field("", nodes.field_name(label, label), body)
        return fields


#: The directives by name.
DIRECTIVES: dict[str, type[_Directive]] = {
    "area": ItemDirective,
    "criterion": ItemDirective,
    "framework": FrameworkDirective,
    "scorecard": ScorecardDirective,
}


def _paragraph(text: str, language: str) -> nodes.paragraph:
    return nodes.paragraph(text, text, classes=[f"language-{language}"])


def _row(
    cells: Iterable[nodes.paragraph], columns: Iterable[Column], classes: Iterable[str] = ()
) -> nodes.row:
    row = nodes.row(classes=[*classes])
    for cell, column in zip(cells, columns, strict=True):
        language = [f"language-{column.language}"] if column.language else []
        row += nodes.entry("", cell, classes=[column.kind, *language])
    return row
