"""Lines that name an item: a criterion's row with its figures, an area's row or heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from kommunkompass.formats.printed_line import Columns, arranged, ending
from kommunkompass.formats.rows import Printed

__all__ = ["CriterionLine", "area_in", "criterion_in", "is_of_columns", "is_of_total"]

_CRITERION = re.compile(
    r"(?:(?:criterion|delfråga) )?(\d{1,3})[.,](\d{1,3})[.)]?(?: (.*))?", re.IGNORECASE
)
_AREA = re.compile(
    r"((?:huvudområde|område|area)\b ?)?(?:(\d{1,3})(?![\d,]|\.\d)[.):]* ?)?(.*)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_TOTALS = {"total", "totalt", "totalpoäng", "totalsumma", "summa"}
_LABELS = {
    *("område", "områden", "huvudområde", "huvudområden", "delfråga", "delfrågor", "kriterium"),
    *("rubriker", "titel", "kod", "nr", "nivå", "area", "criterion", "level", "code", "title"),
}


@attrs.frozen(kw_only=True)
class CriterionLine:
    """A criterion's row; where its title is long, its figures stand in a line below.

    Attributes:
        line: the number of its first line.
        code: the criterion's code.
        text: all of the row.
        title: the criterion's title.
        printed: its figures, or None where they are not there or could not be made out.
        has_numbers: whether it ends with numbers.
        lines: how many lines it has.
    """

    line: int
    code: str
    text: str
    title: str = ""
    printed: Printed | None = None
    has_numbers: bool = False
    lines: int = 1

    def continued(self, text: str, columns: Columns) -> CriterionLine:
        """The row with a further line."""
        longer = f"{self.text} {text}"
        before, numbers = ending(longer)
        match = _CRITERION.fullmatch(before)
        return attrs.evolve(
            self,
            text=longer,
            title=match[3] if match and match[3] else "",
            printed=arranged(numbers, columns) if numbers else None,
            lines=self.lines + 1,
        )


def criterion_in(
    number: int, flat: str, cells: Sequence[str], columns: Columns
) -> CriterionLine | None:
    """The criterion's row that a line is, or at least begins; None where it is none.

    Args:
        number: the line's.
        flat: its text.
        cells: the same, parted at its tabs and the like.
        columns: those that its figures are in.
    """
    match = _CRITERION.fullmatch(flat)
    if match is None:
        return None
    row = CriterionLine(line=number, code=f"{match[1]}.{match[2]}", text=flat)
    text, size = match[3] or "", len(columns) + 2
    first = next(place for place, cell in enumerate(cells) if cell)
    filled, beyond = cells[first : first + size], cells[first + size :]
    if len(filled) == size and " " not in filled[0] and not any(beyond):
        printed = Printed(**dict(zip(columns, filled[2:], strict=True)))
        return attrs.evolve(row, title=filled[1], printed=printed)
    if not _LETTER.search(text):
        return None
    title, numbers = ending(text)
    found = arranged(numbers, columns) if numbers else None
    return attrs.evolve(row, title=title, printed=found, has_numbers=bool(numbers))


def area_in(text: str) -> tuple[bool, str, str]:
    """Whether a text begins with the word for an area, the code that it has, and the rest."""
    match = next(_AREA.finditer(text))
    return bool(match[1]), match[2] or "", match[3]


def is_of_total(label: str) -> bool:
    """Whether a plain text names the total."""
    return set(label.split()) <= {*_TOTALS, "poäng"} and label != "poäng"


def is_of_columns(label: str) -> bool:
    """Whether a plain text is nothing but names of columns."""
    return set(label.split()) <= _LABELS
