"""The domain: where areas and criteria are described, and the roles that link there."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any, ClassVar, NamedTuple, TypeAlias, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_id, make_refnode

from kommunkompass.framework import Framework, Item, Language
from kommunkompass.framework_file import get_framework
from kommunkompass.phrases import phrase
from kommunkompass.render import clean

KINDS = ("area", "criterion")


def kind_of(item: Item) -> str:
    return type(item).__name__.lower()


def language_of(config: Config) -> Language:
    return "sv" if str(config.language).partition("_")[0] == "sv" else "en"


class _Place(NamedTuple):
    """Where an item is described; the least is the most special."""

    rank: int
    docname: str
    anchor: str
    title: str


# The places by kind and full name, such as "2.1/1.4".
_Places: TypeAlias = dict[tuple[str, str], _Place]


class _ItemRole(XRefRole):
    """A link to an area or a criterion, such as "criterion 1.4"."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        version, _, code = target.rpartition("/")
        if not has_explicit_title:
            title = phrase(refnode["reftype"], language_of(env.config), code=code)
        # Another project's text does not take this one's place.
        refnode["refexplicit"] = True
        return title, f"{version or get_framework().version}/{code}"


class KommunkompassDomain(Domain):
    """Areas and criteria, and where pages describe them."""

    name = "kommunkompass"
    label = "Kommunkompassen"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    roles: ClassVar[dict[str, Any]] = {
        kind: _ItemRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS
    }
    dangling_warnings: ClassVar[dict[str, str]] = {
        kind: f"{kind} %(target)s is described on no page, as by kommunkompass:{kind} or "
        "kommunkompass:framework"
        for kind in KINDS
    }
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}

    @property
    def _pages(self) -> dict[str, _Places]:
        return cast(dict[str, _Places], self.data["pages"])

    def describe(
        self, framework: Framework, item: Item, rank: int, document: nodes.document
    ) -> nodes.target:
        """Note that the page describes an item, and return the target to put there."""
        name = f"{clean(framework.version)}/{item.code}"
        anchor = make_id(self.env, document, self.name, name.replace("/", "-"))
        target = nodes.target("", "", ids=[anchor])
        document.note_explicit_target(target)
        title = f"{item.code} {clean(item.title_in(language_of(self.env.config)))}"
        place = _Place(rank, self.env.docname, anchor, title)
        page = self._pages.setdefault(place.docname, {})
        key = kind_of(item), name
        page[key] = min(place, page.get(key, place))
        return target

    def _best(self) -> _Places:
        """The most special place of each item, on the first page by name."""
        best: _Places = {}
        for page in self._pages.values():
            best |= {key: min(place, best.get(key, place)) for key, place in page.items()}
        return best

    def clear_doc(self, docname: str) -> None:
        self._pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        pages: dict[str, _Places] = otherdata["pages"]
        self._pages.update({name: page for name, page in pages.items() if name in docnames})

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        place = self._best().get((typ, target))
        if place is None:
            return None
        _, docname, anchor, title = place
        return make_refnode(builder, fromdocname, docname, anchor, contnode, title)

    def resolve_any_xref(self, *_: object) -> list[tuple[str, nodes.reference]]:
        """Nothing: codes could be anything."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for (kind, name), (_, docname, anchor, title) in self._best().items():
            yield name, title, kind, docname, anchor, 1
