"""A Sphinx extension (extra ``docs``): the framework and scorecards on anyone's pages.

Name ``kommunkompass.sphinxext`` among the ``extensions`` in ``conf.py``. Directives then put the
tables of a framework, one area, one criterion, or a scorecard from a data file on a page, and
roles link to where areas and criteria are described, also from other projects, by intersphinx.
"""

# The first thing done is to see that Sphinx is there, so imports follow it.
# ruff: noqa: E402

from __future__ import annotations

from pathlib import Path

from kommunkompass.extras import require

require("sphinx", extra="docs", item="kommunkompass.sphinxext")

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

import kommunkompass
from kommunkompass.errors import KommunkompassError
from kommunkompass.sphinxext.directives import (
    AreaDirective,
    CriterionDirective,
    FrameworkDirective,
    ScorecardDirective,
)
from kommunkompass.sphinxext.domain import KommunkompassDomain, domain_of, warn_of_missing
from kommunkompass.sphinxext.naming import CONFIG

__all__ = ["setup"]

_DIRECTIVES = {
    "area": AreaDirective,
    "criterion": CriterionDirective,
    "framework": FrameworkDirective,
    "scorecard": ScorecardDirective,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """What Sphinx calls: add the domain, its directives, the setting and the style sheet."""
    app.add_config_value(CONFIG, "2.1", "env", types=frozenset({str}))
    app.add_domain(KommunkompassDomain)
    for name, directive in _DIRECTIVES.items():
        app.add_directive_to_domain(KommunkompassDomain.name, name, directive)
    app.connect("builder-inited", _start)
    app.connect("warn-missing-reference", warn_of_missing)
    app.add_css_file("kommunkompass.css")
    return {
        "version": kommunkompass.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _start(app: Sphinx) -> None:
    """Refuse a setting that names no framework, once and before any page is read."""
    try:
        domain_of(app.env).load_default()
    except KommunkompassError as error:
        raise ConfigError(f"{CONFIG}: {error}") from error
    app.config.html_static_path.append(str(Path(__file__).with_name("static")))
