"""The directives: a framework, an area, a criterion, a scorecard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

import attrs
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import kommunkompass
from kommunkompass.errors import InvalidValueError, KommunkompassError
from kommunkompass.formats import example_names, load_example, read
from kommunkompass.framework import Area, Criterion, Framework, Language
from kommunkompass.framework_file import get_framework, load_framework
from kommunkompass.phrases import in_language
from kommunkompass.render import Column, English, Kind, Page, Table, clean
from kommunkompass.render.pages import evaluation_page, framework_page
from kommunkompass.sphinxext.domain import KommunkompassDomain, kind_of, language_of

logger = logging.getLogger(__name__)

# How wide columns are, for builders that cannot find out.
_WIDTHS: dict[Kind, int] = {
    "code": 7,
    "name": 48,
    "number": 10,
    "range": 20,
    "word": 15,
    "prose": 48,
}


class _Directive(SphinxDirective):
    """What all directives share."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "lang": lambda argument: directives.choice(argument, ("en", "sv")),
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        # What is bundled changes with the library.
        self.env.note_dependency(kommunkompass.__file__)
        try:
            shown, *more = self.shown()
        except KommunkompassError as error:
            # The next build tells the error again.
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
        relative, path = self.env.relfn2path(name)
        self.env.note_dependency(relative)
        return path

    def framework(self, name: str) -> Framework:
        return load_framework(self.path(name)) if name.endswith(".toml") else get_framework(name)

    def targets(self, framework: Framework, code: str, rank: int) -> list[nodes.Element]:
        """What links to an item lead to."""
        item = framework[code]
        if item is framework or "no-index" in self.options:
            return []
        domain = cast(KommunkompassDomain, self.env.get_domain(KommunkompassDomain.name))
        return [domain.describe(framework, item, rank, self.state.document)]

    def table(
        self, table: Table, caption: str, described: Framework | None, rank: int = 2
    ) -> nodes.table:
        """A table, with targets of links to the items of a framework described."""
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
            if described is not None:
                code = row.cells[0] or described.code
                cells[table.heading_column][:0] = self.targets(described, code, rank)
            body += _row(cells, table.columns, [row.level])
        titles = [nodes.paragraph(column.title, column.title) for column in table.columns]
        group += [nodes.thead("", _row(titles, table.columns)), body]
        classes = ["kommunkompass", "colwidths-given", f"language-{self.language}"]
        return nodes.table("", nodes.title(caption, caption), group, classes=classes)


class _PageDirective(_Directive):
    """A table, and what is said below it."""

    option_spec: ClassVar[dict[str, Any]] = {
        **_Directive.option_spec,
        "no-criteria": directives.flag,
        "no-notes": directives.flag,
    }

    def page(self, page: Page, described: Framework | None = None) -> list[nodes.Element]:
        table = page.tables[0]
        if "no-criteria" in self.options:
            table = attrs.evolve(
                table, rows=[row for row in table.rows if row.level != "criterion"]
            )
        shown: list[nodes.Element] = [self.table(table, page.title, described)]
        if "no-notes" not in self.options:
            for note in (table.caption, *page.sentences):
                language = "en" if isinstance(note, English) else page.language
                shown.append(nodes.paragraph(note, note, classes=[f"language-{language}"]))
        return shown


class FrameworkDirective(_PageDirective):
    """The table of a framework's areas and criteria."""

    option_spec: ClassVar[dict[str, Any]] = {
        **_PageDirective.option_spec,
        "no-index": directives.flag,
    }

    def shown(self) -> list[nodes.Element]:
        framework = self.framework(self.arguments[0])
        return self.page(framework_page(framework, self.language), framework)


class ScorecardDirective(_PageDirective):
    """An evaluation from a data file, or bundled data."""

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
        return self.page(evaluation_page(evaluation, self.language))


class ItemDirective(_Directive):
    """What is said of one area or criterion."""

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
            raise InvalidValueError(
                f"framework {framework.version}", code, f"the code of one {kind}"
            )
        title = f"{item.code} {clean(item.title_in(self.language))}"
        targets = self.targets(framework, code, rank=0)
        body = nodes.definition("", self.fields(item), *self.parse_content_to_nodes())
        criteria = [part.code for part in framework.parts(item)]
        if criteria:
            table = framework_page(framework, self.language).tables[0]
            rows = [row for row in table.rows if row.cells[0] in criteria]
            body += self.table(attrs.evolve(table, rows=rows), title, framework, rank=1)
        term = nodes.term(title, "", *targets, nodes.Text(title))
        classes = ["kommunkompass", kind, f"language-{self.language}"]
        entry = nodes.definition_list_item("", term, body)
        return [nodes.definition_list("", entry, classes=classes)]

    def fields(self, item: Area | Criterion) -> nodes.field_list:
        printed = item.other_titles if isinstance(item, Area) else [item.printed_title]
        fields = nodes.field_list()
        for labels, said in (
            (
                ("In Swedish", "På engelska"),
                item.title if self.language == "en" else item.title_en,
            ),
            (("Most points", "Högsta poäng"), str(item.maximum)),
            (("Also printed as", "Trycks även som"), "; ".join(filter(None, printed))),
            (("Source", "Källa"), item.source),
        ):
            if said:
                label, text = in_language(labels, self.language), clean(said)
                body = nodes.field_body("", nodes.paragraph(text, text))
                fields += nodes.field("", nodes.field_name(label, label), body)
        return fields


DIRECTIVES: dict[str, type[_Directive]] = {
    "area": ItemDirective,
    "criterion": ItemDirective,
    "framework": FrameworkDirective,
    "scorecard": ScorecardDirective,
}


def _row(
    cells: Iterable[nodes.paragraph], columns: Iterable[Column], classes: Iterable[str] = ()
) -> nodes.row:
    row = nodes.row(classes=[*classes])
    for cell, column in zip(cells, columns, strict=True):
        language = [f"language-{column.language}"] if column.language else []
        row += nodes.entry("", cell, classes=[column.kind, *language])
    return row
