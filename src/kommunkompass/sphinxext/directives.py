"""The directives: a framework, an area, a criterion, a scorecard."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.formats import example_names, load_example, read
from kommunkompass.framework import Area, Criterion, Framework, Language, Term
from kommunkompass.render.overview import evaluation_page
from kommunkompass.render.table import clean
from kommunkompass.sphinxext.domain import domain_of
from kommunkompass.sphinxext.naming import kind_of, missing_file
from kommunkompass.sphinxext.shared import KommunkompassDirective, yes_or_no
from kommunkompass.sphinxext.tables import language_class, paragraph

__all__ = ["AreaDirective", "CriterionDirective", "FrameworkDirective", "ScorecardDirective"]

#: What the fields of a description are called, in English and in Swedish.
_FIELDS = {
    "en": ("In English", "På engelska"),
    "sv": ("In Swedish", "På svenska"),
    "maximum": ("Most points", "Högsta poäng"),
    "area": ("Area", "Område"),
    "other titles": ("Also called", "Kallas även"),
    "headings": ("Headings in reports", "Rubriker i rapporter"),
    "printed": ("Title as printed", "Titeln som tryckt"),
    "source": ("Source", "Källa"),
}


class FrameworkDirective(KommunkompassDirective):
    """``kommunkompass:framework``: the table of a framework's areas and criteria."""

    required_arguments = 0
    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        **KommunkompassDirective.option_spec,
        "caption": directives.unchanged_required,
        "criteria": yes_or_no,
        "no-index": directives.flag,
        "notes": yes_or_no,
    }

    def shown(self) -> list[nodes.Node]:
        """The table, and on request the notes to the version, which are in English."""
        framework = self.framework(self.arguments[0] if self.arguments else None)
        items = [
            item
            for item in framework
            if self.options.get("criteria", True) or not isinstance(item, Criterion)
        ]
        title = clean(framework.title_in(self.language))
        table = self.items_table(items)
        node = self.table(
            table, self.options.get("caption", f"{title}. {table.caption}"), framework, rank=2
        )
        self.add_name(node)
        notes = framework.notes if self.options.get("notes", False) else ()
        return [node, *(paragraph(clean(note), "en") for note in notes)]


class _ItemDirective(KommunkompassDirective):
    """What is said of one item: a term, its fields, and whatever the page itself says."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        **KommunkompassDirective.option_spec,
        "no-index": directives.flag,
    }
    kind: ClassVar[type[Area] | type[Criterion]]
    allowed: ClassVar[str]

    def shown(self) -> list[nodes.Node]:
        """The description of the item."""
        version, _, code = self.arguments[0].rpartition("/")
        framework = self.framework(version or None)
        item = framework[code]
        if not isinstance(item, self.kind):
            raise InvalidValueError(f"framework {framework.version}", code, self.allowed)
        anchors = self.anchors(framework, [item], rank=0)
        title = f"{item.code} {clean(item.title_in(self.language))}"
        term = nodes.term(title, "", *anchors.values(), nodes.Text(title))
        definition = nodes.definition("", self._fields(framework, item))
        definition += self.parse_content_to_nodes()
        definition += self.more(framework, item)
        classes = ["kommunkompass", kind_of(item), language_class(self.language)]
        node = nodes.definition_list(
            "", nodes.definition_list_item("", term, definition), classes=classes
        )
        self.add_name(node)
        return [node]

    def more(self, framework: Framework, item: Area | Criterion) -> list[nodes.Node]:
        """What comes last."""
        return []

    def _fields(self, framework: Framework, item: Area | Criterion) -> nodes.field_list:
        fields = nodes.field_list()
        if self.second is not None:
            fields += self._field(self.second, [self._titled(item, self.second)])
        fields += self._field("maximum", [paragraph(str(item.maximum), self.language)])
        if isinstance(item, Criterion):
            area = next(area for area in framework.areas if item in area.criteria)
            fields += self._field("area", [self._titled(area, self.language, area.code)])
            if item.printed_title is not None:
                fields += self._field("printed", [paragraph(clean(item.printed_title), "sv")])
        else:
            if item.other_titles:
                titles = [paragraph(clean(title), "sv") for title in item.other_titles]
                fields += self._field("other titles", titles)
            if item.headings:
                headings = [self._titled(term, self.language) for term in item.headings]
                fields += self._field("headings", headings)
        fields += self._field("source", [paragraph(clean(item.source), "en")])
        return fields

    def _field(self, label: str, body: list[nodes.paragraph]) -> nodes.field:
        name = _FIELDS[label][self.language == "sv"]
        content: list[nodes.Node] = list(body)
        if len(body) > 1:
            content = [nodes.bullet_list("", *(nodes.list_item("", each) for each in body))]
        return nodes.field("", nodes.field_name(name, name), nodes.field_body("", *content))

    def _titled(self, term: Term, language: Language, code: str = "") -> nodes.paragraph:
        return paragraph(f"{code} {clean(term.title_in(language))}".strip(), language)


class AreaDirective(_ItemDirective):
    """``kommunkompass:area``: an area, with the table of its criteria."""

    kind = Area
    allowed = "the code of an area, such as 1"

    def more(self, framework: Framework, item: Area | Criterion) -> list[nodes.Node]:
        """The table of the criteria, where they are known."""
        parts = framework.parts(item)
        if not parts:
            return []
        title = f"{item.code} {clean(item.title_in(self.language))}"
        return [self.table(self.items_table(parts), title, framework, rank=1)]


class CriterionDirective(_ItemDirective):
    """``kommunkompass:criterion``: a criterion."""

    kind = Criterion
    allowed = "the code of a criterion, such as 1.4"


class ScorecardDirective(KommunkompassDirective):
    """``kommunkompass:scorecard``: an evaluation from a data file, or bundled data."""

    option_spec: ClassVar[dict[str, Any]] = {
        **KommunkompassDirective.option_spec,
        "caption": directives.unchanged_required,
        "criteria": yes_or_no,
        "exact": directives.flag,
        "incomplete": directives.flag,
        "notes": yes_or_no,
    }

    def shown(self) -> list[nodes.Node]:
        """The table, how it is to be read, and what is said of the whole."""
        evaluation = self._evaluation()
        page = evaluation_page(
            evaluation, self.language, criteria=self.options.get("criteria", True)
        )
        table = page.tables[0]
        node = self.table(table, self.options.get("caption", page.title), evaluation.framework)
        self.add_name(node)
        notes = (table.caption, *page.notes) if self.options.get("notes", True) else ()
        return [node, *(paragraph(note, self.language) for note in notes)]

    def _evaluation(self) -> Evaluation:
        source = self.arguments[0]
        relative, path = self.env.relfn2path(source)
        is_there = Path(path).is_file()
        if not is_there and source in example_names():
            return load_example(source)
        self.env.note_dependency(relative)
        if not is_there:
            raise missing_file("data file", relative)
        # Without a word on the framework, the titles in the data tell which bundled one it is.
        is_told = "framework" in self.options or domain_of(self.env).has_own_framework
        return read(
            path,
            framework=self.framework() if is_told else None,
            figures="exact" if "exact" in self.options else "printed",
            incomplete="incomplete" in self.options,
        )
