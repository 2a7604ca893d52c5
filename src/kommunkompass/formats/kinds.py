"""The kinds of values that documents and records share."""

from __future__ import annotations

import datetime
import re

from kommunkompass.checked import Kind, matching, whole
from kommunkompass.framework import Framework

__all__ = ["CODE", "DAY", "PRINTED", "YEAR", "code_in", "day_of"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def day_of(value: object) -> datetime.date | None:
    """The day that a text is, or None where it is none."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def code_in(framework: Framework | None) -> Kind:
    """The codes of a framework's items; any text where the framework is not known."""
    version = "" if framework is None else f" of framework {framework.version}"

    def read(value: object) -> str | None:
        if not isinstance(value, str) or framework is None:
            return value if isinstance(value, str) else None
        return framework[value].code if value in framework else None

    return Kind(f"the code of an item{version}, as text", read, {"type": "string"})


YEAR = whole(_FIRST_YEAR, _LAST_YEAR, "a year")
DAY = Kind(
    'a day such as "2017-05-31"',
    day_of,
    {
        "type": "string",
        "format": "date",
        "pattern": "^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$",
    },
)
#: The official code of a municipality.
CODE = matching("[0-9]{4}", 'four digits as text, such as "1881"')
#: A figure as it is printed, with a decimal point.
PRINTED = matching(
    r"-?[0-9]{1,15}(\.[0-9]{1,15})?", 'a number as it is printed, as text: "9", "35.4"'
)
