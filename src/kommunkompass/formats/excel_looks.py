"""The looks of workbooks: words, styles, and how a sheet is set up for paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kommunkompass.extras import require
from kommunkompass.formats.grid import code_of, percent_code_of
from kommunkompass.formats.rows import Owned
from kommunkompass.framework import Language
from kommunkompass.phrases import in_language

__all__ = [
    "HEIGHT",
    "LETTERS",
    "PRINTED",
    "WIDEST_TITLE",
    "Styles",
    "is_item",
    "is_number",
    "name_of",
    "set_up_page",
    "subject",
    "word",
]

#: The columns of an overview that are printed.
PRINTED = ("code", "title", "points", "max", "percent", "figures", "exact", "range", "given")
_NUMBERS = ("evaluation", "year", "points", "max", "percent", "exact")
_WORDS = {
    "evaluation": ("Evaluation", "Utvärdering"),
    "total": ("Total", "Totalt"),
    "cohort": ("Municipalities", "Kommuner"),
    "framework": ("framework", "ramverk"),
    "page": ("Page", "Sida"),
}

#: The most characters that the head of a page has of a name.
_LONGEST_NAME = 60

#: The widest column of titles, the letters of a line of it, and the height of a line.
WIDEST_TITLE = 70
LETTERS = 80
HEIGHT = 15

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def word(key: str, language: Language) -> str:
    """A word of a workbook."""
    return in_language(_WORDS[key], language)


def subject(documents: Sequence[Owned]) -> str:
    """What the workbook is about."""
    names = [name_of(document) for document in documents if name_of(document)]
    return ": ".join(["Kommunkompassen", *names[:1]]) if len(documents) == 1 else "Kommunkompassen"


def name_of(document: Owned) -> str:
    """The municipality and the year, as far as they are known."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", document.municipality or "").split())
    year = "" if document.year is None else str(document.year)
    return f"{name[:_LONGEST_NAME]} {year}".strip()


def is_item(name: str) -> bool:
    """Whether a column is about an item, as those of a wide table are."""
    return bool(code_of(name) or percent_code_of(name))


def is_number(name: str) -> bool:
    """Whether the cells of a column are numbers."""
    return name in _NUMBERS or is_item(name)


class Styles:
    """The looks of cells."""

    def __init__(self) -> None:
        styles: Any = require("openpyxl.styles", extra="excel", item="writing Excel workbooks")
        thin, thick = styles.Side(style="thin", color="BBBBBB"), styles.Side(style="medium")
        self.bold = styles.Font(name="Calibri", size=11, bold=True)
        self.fill = styles.PatternFill("solid", fgColor="E6ECF2")
        self.area = styles.Border(top=thin)
        self.head = styles.Border(bottom=thick)
        self.total = styles.Border(top=thick)
        self.text = styles.Alignment(vertical="top", wrap_text=True)
        self.word = styles.Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
        self.number = styles.Alignment(horizontal="right", vertical="top")

    def alignment(self, name: str) -> Any:
        """How the cells of a column are aligned."""
        if is_number(name):
            return self.number
        return self.text if name in ("code", "title") else self.word


def set_up_page(
    sheet: Any, names: Sequence[str], documents: Sequence[Owned], language: Language, is_wide: bool
) -> None:
    """A4, with the heads on every page; an overview is as wide as the page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"
    if is_wide:
        sheet.page_setup.orientation = "landscape"
        owner = sheet.freeze_panes.rstrip("0123456789")
        sheet.print_title_cols = f"A:{sheet[f'{owner}1'].offset(0, -1).column_letter}"
    else:
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        last = max([place for place, name in enumerate(names, 1) if name in PRINTED])
        sheet.print_area = f"A1:{sheet.cell(sheet.max_row, last).coordinate}"
    versions = dict.fromkeys([document.framework.version for document in documents])
    plain = " ".join(_NOT_IN_NAMES.sub(" ", ", ".join(versions)).split())[:_LONGEST_NAME]
    sheet.oddHeader.left.text = subject(documents).replace("&", "&&")
    sheet.oddHeader.right.text = f"{word('framework', language)} {plain}".replace("&", "&&")
    sheet.oddFooter.right.text = f"{word('page', language)} &P/&N"
