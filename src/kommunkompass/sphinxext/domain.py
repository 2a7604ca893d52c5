"""The domain ``kommunkompass``: where areas and criteria are described, and roles that link there.

An item's full name is the version of its framework and its code: ``2.1/1.4``. A bare code is one
of the framework that the project's setting names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from operator import attrgetter
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_id, make_refnode

from kommunkompass.errors import UnknownCodeError
from kommunkompass.framework import Area, Criterion, Framework
from kommunkompass.framework_file import framework_versions, get_framework
from kommunkompass.phrases import phrase
from kommunkompass.render.table import clean
from kommunkompass.sphinxext.description import Description, Place
from kommunkompass.sphinxext.naming import (
    CONFIG,
    found_framework,
    full_name,
    kind_of,
    language_of,
)

__all__ = ["KommunkompassDomain", "domain_of", "warn_of_missing"]

logger = logging.getLogger(__name__)

#: What anchors begin with, by rank, so that a page can hold a description of each.
_ANCHORS = ("kommunkompass", "kommunkompass-area", "kommunkompass-framework")
_CODES = {
    "area": "the code of an area, such as 1",
    "criterion": "that of a criterion, such as 1.4",
}
_TYPES: dict[str, type[Area] | type[Criterion]] = {"area": Area, "criterion": Criterion}


class _ItemRole(XRefRole):
    """Links to an area or a criterion; its text is such as "criterion 1.4"."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        name = domain_of(env).named(target)
        if not has_explicit_title:
            code = name.rpartition("/")[2]
            title = phrase(refnode["reftype"], language_of(env.config), code=code)
        # The text stands, whatever another project calls what is linked to.
        refnode["refexplicit"] = True
        return title, name


def _role() -> _ItemRole:
    return _ItemRole(innernodeclass=nodes.inline, warn_dangling=True)


class KommunkompassDomain(Domain):
    """Areas and criteria, and the places where pages describe them."""

    name = "kommunkompass"
    label = "Kommunkompassen"
    object_types: ClassVar[dict[str, ObjType]] = {
        "area": ObjType("area", "area"),
        "criterion": ObjType("criterion", "criterion"),
    }
    roles: ClassVar[dict[str, Any]] = {"area": _role(), "criterion": _role()}
    initial_data: ClassVar[dict[str, Any]] = {"descriptions": {}}
    data_version = 1

    _default: Framework
    _default_file: str | None

    @property
    def descriptions(self) -> dict[str, list[Description]]:
        """The descriptions on each page."""
        return cast(dict[str, list[Description]], self.data["descriptions"])

    # The framework of the project

    def load_default(self) -> None:
        """Load the framework that the project's setting names, at the start of a build.

        Errors are those of :func:`found_framework`.
        """
        name = self.env.config[CONFIG]
        found = found_framework(self.env, name, from_sources=True)
        self._default, self._default_file = found

    def default_framework(self) -> Framework:
        """The framework of the project; the page that is read then depends on its file."""
        if self._default_file is not None:
            self.env.note_dependency(self._default_file)
        return self._default

    def named(self, target: str) -> str:
        """The full name of what is written as a target: ``"1.4"``, or a full name already."""
        return target if "/" in target else full_name(self.default_framework(), target)

    @property
    def has_own_framework(self) -> bool:
        """Whether the framework of the project is a file of its own."""
        return self._default_file is not None

    # What is described where

    def describe(
        self,
        item: Area | Criterion,
        framework: Framework,
        rank: int,
        document: nodes.document,
        line: int,
    ) -> nodes.target:
        """Note that the page describes an item, and return the target to put there."""
        version = clean(framework.version)
        anchor = make_id(self.env, document, _ANCHORS[rank], f"{version}-{item.code}")
        target = nodes.target("", "", ids=[anchor])
        document.note_explicit_target(target)
        self.descriptions.setdefault(self.env.docname, []).append(
            Description(
                kind=kind_of(item),
                name=full_name(framework, item.code),
                title=clean(item.title_en),
                original=clean(item.title),
                rank=rank,
                docname=self.env.docname,
                line=line,
                anchor=anchor,
            )
        )
        return target

    def find(self, kind: str, name: str) -> Description | None:
        """The most special description of an item."""
        return min(
            (each for each in self._all() if (each.kind, each.name) == (kind, name)),
            key=attrgetter("order"),
            default=None,
        )

    def _all(self) -> Iterator[Description]:
        for page in self.descriptions.values():
            yield from page

    def _best(self) -> dict[tuple[str, str], list[Description]]:
        """For each item its most special descriptions: one, if all is well."""
        best: dict[tuple[str, str], list[Description]] = {}
        for each in sorted(self._all(), key=attrgetter("order")):
            known = best.setdefault((each.kind, each.name), [])
            if not known or known[0].rank == each.rank:
                known.append(each)
        return best

    # What Sphinx asks of a domain

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.descriptions.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        for docname, page in otherdata["descriptions"].items():
            if docname in docnames:
                self.descriptions[docname] = page

    def check_consistency(self) -> None:
        """Warn of items that are described twice, in equally special places."""
        doubled: dict[tuple[Place, Place], list[str]] = {}
        for first, *others in self._best().values():
            for other in others:
                doubled.setdefault((other.place, first.place), []).append(other.name)
        for (here, there), names in doubled.items():
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            logger.warning(
                "%s%s: described here and in %s, line %s; set the option :no-index: here or there",
                names[0],
                more,
                *there,
                location=here,
                type=self.name,
                subtype="duplicate",
            )

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
        """Link to where an item is described; its title shows when the link is pointed at."""
        found = self.find(typ, target)
        if found is None:
            return None
        english = language_of(env.config) == "en"
        title = found.title if english else found.original
        code = found.name.rpartition("/")[2]
        return make_refnode(
            builder, fromdocname, found.docname, found.anchor, contnode, f"{code} {title}"
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link from Sphinx's role ``any`` and from Markdown's links."""
        name = target if "/" in target else full_name(self._default, target)
        links = []
        for kind in self.object_types:
            link = self.resolve_xref(env, fromdocname, builder, kind, name, node, contnode)
            if link is not None:
                links.append((f"{self.name}:{kind}", link))
        return links

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """What goes into the inventory and the search."""
        for (kind, name), (first, *_) in self._best().items():
            yield name, first.found_as, kind, first.docname, first.anchor, 1

    def why_missing(self, kind: str, name: str) -> str:
        """Why nothing was found by the name."""
        version, _, code = name.rpartition("/")
        known = {each: get_framework(each) for each in framework_versions()}
        framework = (known | {clean(self._default.version): self._default}).get(version)
        if framework is not None:
            if code not in framework:
                return str(UnknownCodeError(f"framework {version}", code, _CODES[kind]))
            if not isinstance(framework[code], _TYPES[kind]):
                return f"framework {version}: {framework[code].label} is no {kind}"
        return (
            f"{kind} {name} is described on no page of the project, nor of those that "
            f"intersphinx reaches; the directives kommunkompass:{kind} and "
            "kommunkompass:framework describe it"
        )


def domain_of(env: BuildEnvironment) -> KommunkompassDomain:
    """The domain of a project."""
    return cast(KommunkompassDomain, env.get_domain(KommunkompassDomain.name))


def warn_of_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say why a link of ours leads nowhere; None for other domains' links.

    A scorecard's codes are links where there is something to link to, and else are none.
    """
    if not isinstance(domain, KommunkompassDomain):
        return None
    if "optional" not in node:
        logger.warning(
            "%s",
            domain.why_missing(node["reftype"], node["reftarget"]),
            location=node,
            type="ref",
            subtype=node["reftype"],
        )
    return True
