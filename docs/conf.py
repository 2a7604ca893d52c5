"""Sphinx configuration."""

import re
import sys
from importlib.metadata import version as installed_version
from typing import Any

from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring

project = "kommunkompass"
author = "The kommunkompass authors"
copyright = author
release = version = installed_version("kommunkompass")

extensions = ["kommunkompass.sphinxext", "myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"kommunkompass {release}"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_type_aliases = {"npt.ArrayLike": "npt.ArrayLike"}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True

# The build needs no network, so names of other libraries are not looked up; every other name
# must be found.
nitpicky = True
elsewhere = [*sys.stdlib_module_names, "attr", "attrs", "docutils", "hypothesis", "matplotlib"]
elsewhere += ["np", "npt", "numpy", "openpyxl", "sphinx"]
nitpick_ignore_regex = [(r"py:.*", rf"({'|'.join(sorted(elsewhere))})\..+")]

GOOGLE_STYLE = Config(napoleon_use_rtype=False)


def read_docstring(
    app: Sphinx, what: str, name: str, value: Any, options: Any, lines: list[str]
) -> None:
    # Loaded as an extension, napoleon would take a property's words before a colon for its type.
    what = "method" if what == "property" else what
    docstring = GoogleDocstring(lines, GOOGLE_STYLE, app, what, name, value, options)
    lines[:] = docstring.lines()


def shorten_arrays(
    app: Sphinx, what: str, name: str, value: Any, options: Any, *signature: str | None
) -> tuple[str | None, ...]:
    # As they are written, not as numpy spells them out.
    spelt = re.compile(r"~numpy\.ndarray\[\w+\[[^]]+\], ~numpy\.dtype\[~numpy\.(\w+)\]\]")
    return tuple([text and spelt.sub(r"npt.NDArray[np.\1]", text) for text in signature])


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-signature", shorten_arrays)
    app.connect("autodoc-process-docstring", read_docstring)
