"""A Sphinx extension (extra ``docs``): the framework and scorecards on anyone's pages.

Named among the ``extensions`` in ``conf.py``, it brings directives for tables, areas, criteria and
scorecards, and roles that link to areas and criteria.
"""

# Imports follow the look for Sphinx.
# ruff: noqa: E402

from __future__ import annotations

from pathlib import Path

from kommunkompass.arguments import require

require("sphinx", extra="docs", item="kommunkompass.sphinxext")

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import kommunkompass
from kommunkompass.sphinxext.directives import DIRECTIVES
from kommunkompass.sphinxext.domain import KommunkompassDomain

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """What Sphinx calls: add the domain, its directives and the style sheet."""
    app.add_domain(KommunkompassDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(KommunkompassDomain.name, name, directive)
    app.connect("builder-inited", _add_style_sheet)
    app.add_css_file("kommunkompass.css")
    return {
        "version": kommunkompass.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_style_sheet(app: Sphinx) -> None:
    app.config.html_static_path.append(str(Path(__file__).with_name("kommunkompass.css")))
