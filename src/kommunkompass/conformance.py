"""Test vectors of the method: inputs with exact outputs, for this and any other implementation."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from kommunkompass.arguments import check_name
from kommunkompass.files import bundled_names

__all__ = ["conformance_subjects", "conformance_vectors"]

_FILES = files("kommunkompass") / "vectors"


@cache
def conformance_subjects() -> tuple[str, ...]:
    """The subjects of which there are test vectors, one file each, such as ``"rounding"``."""
    return bundled_names(_FILES, ".json")


def conformance_vectors(subject: str) -> dict[str, Any]:
    """Return the test vectors of a subject, as the file holds them.

    The page on the method says in its section on conformance what each operation takes and
    gives. The vectors were made from the rules of that page alone, not by this library.

    >>> vectors = conformance_vectors("rounding")["vectors"]["round_half_up"]
    >>> vectors[4]["inputs"], vectors[4]["expected"]
    ({'number': '1/2', 'decimals': 0}, {'rounded': '1'})

    Args:
        subject: one of :func:`conformance_subjects`.

    Returns:
        The parsed file: under ``"vectors"`` lists of vectors by operation, and under
        ``"frameworks"`` and ``"tables"`` what they name. It is a new one each time.

    Raises:
        UnknownCodeError: for a subject without vectors.
    """
    check_name("conformance subject", subject, conformance_subjects())
    text = (_FILES / f"{subject}.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content
