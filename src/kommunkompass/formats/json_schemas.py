"""The published schemas of the JSON documents: JSON Schema 2020-12, a file for each version."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from kommunkompass.arguments import check_name
from kommunkompass.errors import UnknownCodeError
from kommunkompass.formats.json_reading import KINDS, VERSION

__all__ = ["json_schema"]

_SCHEMAS = files("kommunkompass") / "schemas"


def json_schema(kind: str = "evaluation", version: int = VERSION) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document.

    It stands alone: nothing has to be fetched to validate by it.

    >>> json_schema("table")["properties"]["format"]
    {'const': 'kommunkompass/table'}

    Args:
        kind: ``"evaluation"``, ``"table"`` or ``"framework"``.
        version: the version of the documents.

    Raises:
        UnknownCodeError: for another kind or version.
    """
    check_name("kind of document", kind, KINDS)
    if type(version) is not int or not 1 <= version <= VERSION:
        raise UnknownCodeError("version of documents", version, f"1 to {VERSION}")
    text = (_SCHEMAS / f"{kind}-{version}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
