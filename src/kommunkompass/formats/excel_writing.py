"""Writing of workbooks: one sheet an evaluation, or one for all of them in the wide layout.

The first columns are those of a printed table; whose it is stands beyond them, in every row, as
filters and pivot tables want it, and in the head of the printed page.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from kommunkompass.errors import InvalidValueError
from kommunkompass.evaluation import Evaluation
from kommunkompass.extras import require
from kommunkompass.formats.facts import Fact, Owned, checked_documents
from kommunkompass.formats.form import Document, Options
from kommunkompass.formats.grid import code_of, percent_code_of
from kommunkompass.formats.sheet_tables import SUM
from kommunkompass.formats.tables import (
    Cells,
    columns,
    details_cells,
    heads,
    item_cells,
    long_rows,
    wide_rows,
)
from kommunkompass.formats.workbook_cells import escaped, number_and_format
from kommunkompass.formats.workbook_safety import check_workbook
from kommunkompass.framework import TOTAL, Language

__all__ = ["write"]

_FIRST = ("code", "title", "points", "max", "percent", "figures", "exact", "range", "given")
_NUMBERS = ("evaluation", "year", "points", "max", "percent", "exact")
_WORDS = {
    "evaluation": ("Evaluation", "Utvärdering"),
    "total": ("Total", "Totalt"),
    "cohort": ("Municipalities", "Kommuner"),
    "framework": ("framework", "ramverk"),
    "page": ("Page", "Sida"),
}

#: The most characters of a cell, of a sheet's title, and of whom a page's head names.
_LONGEST: Final = 32_767
_LONGEST_TITLE = 31
_LONGEST_NAME = 60

#: The widest column of titles, the letters of a line of it, and the height of a line.
_WIDEST_TITLE = 70
_LETTERS = 78
_HEIGHT = 15

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(documents: Sequence[Document], options: Options) -> bytes:
    """The bytes of a workbook; the same documents give the same bytes.

    Raises:
        InvalidTypeError: for a framework.
        InvalidValueError: for what the workbook cannot hold, naming it.
        MissingExtraError: where openpyxl is not installed.
    """
    owned = checked_documents(documents, options.lossy)
    openpyxl = require("openpyxl", extra="excel", item="writing Excel workbooks")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    styles = _Styles()
    if options.layout == "wide":
        sheet = workbook.create_sheet(_word("cohort", options.language))
        rows = wide_rows(owned, options)
        names = _parted(rows, columns(rows, owned, "wide"))
        _fill(sheet, rows, names, owned, options, styles)
    else:
        titles: set[str] = set()
        for number, document in enumerate(owned, 1):
            sheet = workbook.create_sheet(_title(document, number, titles, options.language))
            rows = _overview_rows(document, options)
            names = columns(rows, [document], "long")
            first = [name for name in _FIRST if name in names]
            rest = [name for name in names if name not in first]
            _fill(sheet, rows, [*first, *rest], [document], options, styles)
    workbook.properties.title = escaped(_subject(owned))
    workbook.properties.creator = "kommunkompass"
    workbook.properties.language = options.language
    content = _saved(workbook)
    check_workbook(content, "workbook")
    return content


def _overview_rows(document: Owned, options: Options) -> list[Cells]:
    """The rows of the long form, and marked as sums the areas and the total that follow."""
    rows = long_rows([document], options)
    if isinstance(document, Evaluation):
        said = {row["code"] for row in rows}
        details = details_cells(document, 1, 1)
        for score in (*document.areas, document.total):
            if score.code not in said and not score.is_unknown:
                fact = Fact(item=score.item, range=score.range)
                with suppress(InvalidValueError):  # of so many digits that no cell holds it
                    cells = item_cells(fact, options.language)
                    rows.append(details | cells | {"given": SUM[options.language == "sv"]})
    for row in rows:
        if row["code"] == TOTAL:
            row["title"] = _word(TOTAL, options.language)
    places = {code: place for place, code in enumerate(document.framework.codes)}
    return sorted(rows, key=lambda row: (row["code"] == TOTAL, places[row["code"]]))


def _parted(rows: Sequence[Cells], names: Sequence[str]) -> list[str]:
    """The columns of a wide table, percents in their own; whose a row is comes first."""
    for row in rows:
        for name, cell in list(row.items()):
            points, _, percent = cell.partition(" ")
            if code_of(name) and percent.endswith("%"):
                row[name], row[f"{name} %"] = points, percent
    items = [name for name in names if code_of(name)]
    percents = [f"{name} %" for name in items if any(f"{name} %" in row for row in rows)]
    owner = [name for name in ("municipality", "year") if name in names]
    rest = [name for name in names if name not in (*items, *owner)]
    return [*(owner or rest), *items, *percents, *(rest if owner else ())]


def _word(word: str, language: Language) -> str:
    return _WORDS[word][language == "sv"]


def _subject(documents: Sequence[Owned]) -> str:
    """What the workbook is about."""
    names = [_name(document) for document in documents if _name(document)]
    return ": ".join(["Kommunkompassen", *names[:1]]) if len(documents) == 1 else "Kommunkompassen"


def _name(document: Owned) -> str:
    """The municipality and the year, as far as they are known."""
    name = " ".join(_NOT_IN_TITLES.sub(" ", document.municipality or "").split())
    year = "" if document.year is None else str(document.year)
    return f"{name[:_LONGEST_NAME]} {year}".strip()


def _title(document: Owned, number: int, taken: set[str], language: Language) -> str:
    """A title that no other sheet has, as spreadsheet programs take it."""
    year = "" if document.year is None else f" {document.year}"
    name = _name(document).removesuffix(year.strip()).strip(" '")
    name = name or f"{_word('evaluation', language)} {number}"
    for count in range(len(taken) + 1):
        end = year + (f" ({count + 1})" if count else "")
        title = f"{_cut(name, _LONGEST_TITLE - len(end))}{end}"
        if title.casefold() not in taken and title.casefold() != "history":
            break
    taken.add(title.casefold())
    return title


def _cut(text: str, length: int) -> str:
    """The text without what is beyond a length, as spreadsheet programs count it."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").rstrip(" '")


class _Styles:
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
        if _is_number(name):
            return self.number
        return self.text if name in ("code", "title") else self.word


def _fill(
    sheet: Any,
    rows: Sequence[Cells],
    names: Sequence[str],
    documents: Sequence[Owned],
    options: Options,
    styles: _Styles,
) -> None:
    """Put the rows into a sheet, and set it up for the screen and for paper."""
    shown = heads(names, options.language)
    for column, head in enumerate(shown, 1):
        cell = _text(sheet.cell(1, column), head, head)
        cell.font, cell.fill, cell.border = styles.bold, styles.fill, styles.head
        cell.alignment = styles.alignment(names[column - 1])
    for place, row in enumerate(rows, 2):
        _fill_row(sheet, place, row, names, styles)
    is_wide = options.layout == "wide"
    owner = [_is_item(name) for name in names].index(True) if is_wide else 0
    sheet.freeze_panes = sheet.cell(2, 1 + owner)
    for column, name in enumerate(names, 1):
        longest = max([len(row.get(name, "")) for row in rows], default=0)
        widest = _WIDEST_TITLE if name == "title" else 24
        letters = sheet.cell(1, column).column_letter
        width = max(min(longest, widest), len(shown[column - 1]), 5) + 2
        sheet.column_dimensions[letters].width = width
    _set_up_page(sheet, names, documents, options.language, is_wide)


def _is_item(name: str) -> bool:
    return bool(code_of(name) or percent_code_of(name))


def _is_number(name: str) -> bool:
    return name in _NUMBERS or _is_item(name)


def _fill_row(sheet: Any, place: int, row: Cells, names: Sequence[str], styles: _Styles) -> None:
    code = row.get("code", "")
    lines = len(textwrap.wrap(row.get("title", ""), _LETTERS))
    sheet.row_dimensions[place].height = _HEIGHT * min(max(lines, 1), 20)
    for column, name in enumerate(names, 1):
        cell, text = sheet.cell(place, column), row.get(name, "")
        number = None
        if _is_number(name):
            # What Swedish text has as a comma is a number all the same.
            plain = text.replace(",", ".") + ("%" if name == "percent" and text else "")
            number = number_and_format(plain)
        if number is not None:
            cell.value, cell.number_format = number
        elif text:
            _text(cell, text, name)
        cell.alignment = styles.alignment(name)
        if code and "." not in code:
            cell.font = styles.bold
            cell.border = styles.total if code == "total" else styles.area


def _text(cell: Any, text: str, item: str) -> Any:
    """Put a text into a cell, where it stays one whatever it begins with."""
    held = escaped(text)
    if len(held) > _LONGEST:
        allowed = f"text of at most {_LONGEST} characters as a workbook writes them"
        raise InvalidValueError(item, ascii(text), allowed)
    cell.value = held
    cell.data_type = "s"
    return cell


def _set_up_page(
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
        last = max([place for place, name in enumerate(names, 1) if name in _FIRST])
        sheet.print_area = f"A1:{sheet.cell(sheet.max_row, last).coordinate}"
    versions = dict.fromkeys([document.framework.version for document in documents])
    plain = " ".join(_NOT_IN_TITLES.sub(" ", ", ".join(versions)).split())[:_LONGEST_NAME]
    sheet.oddHeader.left.text = _subject(documents).replace("&", "&&")
    sheet.oddHeader.right.text = f"{_word('framework', language)} {plain}".replace("&", "&&")
    sheet.oddFooter.right.text = f"{_word('page', language)} &P/&N"


def _saved(workbook: Any) -> bytes:
    """The bytes of the workbook, without the time at which they were made."""
    functions: Any = require(
        "openpyxl.xml.functions", extra="excel", item="writing Excel workbooks"
    )
    made, plain = io.BytesIO(), io.BytesIO()
    workbook.save(made)
    tree = workbook.properties.to_tree()
    for dated in [each for each in tree if each.tag.endswith(("created", "modified"))]:
        tree.remove(dated)
    core = functions.tostring(tree)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(plain, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system, part.external_attr = 0, 0
            target.writestr(part, core if name == "docProps/core.xml" else source.read(name))
    return plain.getvalue()
