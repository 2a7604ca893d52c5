"""What a command does, as its tests see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias


class Done(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """What it printed as JSON; all is well."""
        assert (self.status, self.err) == (0, "")
        document: dict[str, Any] = json.loads(self.out)
        return document


Run: TypeAlias = Callable[..., Done]


def write(name: str, content: str) -> str:
    """Write a file and return its name."""
    Path(name).write_text(content, encoding="utf-8")
    return name
