"""Examples: published evaluations that come with the library.

Each is a table, as anyone might have it, and a TOML file that says what it is the table of.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kommunkompass.arguments import check_name
from kommunkompass.described import Details, KeyFacts, RoleModel
from kommunkompass.evaluation import Evaluation
from kommunkompass.files import bundled_names
from kommunkompass.formats import delimited
from kommunkompass.formats.rows import Request
from kommunkompass.framework_file import get_framework
from kommunkompass.published import PublishedTable

__all__ = ["example_names", "example_table", "load_example"]

_EXAMPLES = files("kommunkompass") / "examples"
_SUFFIX = ".tsv"


@cache
def example_names() -> tuple[str, ...]:
    """The names of the examples, such as ``"kumla-2017"``."""
    return bundled_names(_EXAMPLES, _SUFFIX)


def example_table(name: str) -> PublishedTable:
    """Return the figures of an example as they were published.

    >>> print(example_table("kumla-2017")["3.5"])
    9, 62 %

    Raises:
        UnknownCodeError: for a name that is not one of :func:`example_names`.
    """
    check_name("example", name, example_names())
    return _table(name)


def load_example(name: str) -> Evaluation:
    """Return an example as an evaluation.

    >>> print(load_example("kumla-2017").total)
    total: [368.55, 374.3) of 800 points

    Raises:
        UnknownCodeError: for a name that is not one of :func:`example_names`.
    """
    return example_table(name).evaluation()


@cache
def _table(name: str) -> PublishedTable:
    described = tomllib.loads((_EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    request = Request(
        name=name + _SUFFIX,
        framework=get_framework(described["framework"]),
        details=Details(
            municipality=described["municipality"],
            municipality_code=described["municipality_code"],
            year=described["year"],
            evaluators=described["evaluators"],
            role_models=[RoleModel(**model) for model in described["role_models"]],
            key_facts=KeyFacts(**described["key_facts"]),
        ),
    )
    text = (_EXAMPLES / f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    return delimited.read(text, request)
