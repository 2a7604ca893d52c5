"""Writing of workbooks: one sheet an evaluation, or one for all of them in the wide layout.

The first columns are those of a printed table; whose it is stands beyond them, in every row, as
filters and pivot tables want it, and in the head of the printed page.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from kommunkompass.errors import InvalidValueError, SourceError
from kommunkompass.evaluation import Evaluation
from kommunkompass.extras import require
from kommunkompass.formats.excel_looks import (
    HEIGHT,
    LETTERS,
    PRINTED,
    WIDEST_TITLE,
    Styles,
    is_item,
    is_number,
    name_of,
    set_up_page,
    subject,
    word,
)
from kommunkompass.formats.excel_sheets import MOST_COLUMNS, MOST_ROWS
from kommunkompass.formats.form import Document, Options
from kommunkompass.formats.grid import SUM
from kommunkompass.formats.rows import Fact, Owned, checked_documents
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
from kommunkompass.phrases import in_language

__all__ = ["write"]

#: The most characters of a cell, and of a sheet's title.
_LONGEST: Final = 32_767
_LONGEST_TITLE = 31

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
    styles = Styles()
    if options.layout == "wide":
        sheet = workbook.create_sheet(word("cohort", options.language))
        rows = wide_rows(owned, options)
        names = _ordered(columns(rows, owned, "wide"))
        _fill(sheet, rows, names, owned, options, styles)
    else:
        titles: set[str] = set()
        for number, document in enumerate(owned, 1):
            sheet = workbook.create_sheet(_title(document, number, titles, options.language))
            rows = _overview_rows(document, options)
            names = columns(rows, [document], "long")
            first = [name for name in PRINTED if name in names]
            rest = [name for name in names if name not in first]
            _fill(sheet, rows, [*first, *rest], [document], options, styles)
    workbook.properties.title = escaped(subject(owned))
    workbook.properties.creator = "kommunkompass"
    workbook.properties.language = options.language
    content = _saved(workbook)
    try:
        check_workbook(content, "workbook")
    except SourceError as error:
        raise InvalidValueError("subject", f"{len(owned)} of them", error.allowed) from None
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
                    rows.append(details | cells | {"given": in_language(SUM, options.language)})
    for row in rows:
        if row["code"] == TOTAL:
            row["title"] = word(TOTAL, options.language)
    places = {code: place for place, code in enumerate(document.framework.codes)}
    return sorted(rows, key=lambda row: (row["code"] == TOTAL, places[row["code"]]))


def _ordered(names: Sequence[str]) -> list[str]:
    """The columns of a wide table: whose a row is comes first."""
    items = [name for name in names if is_item(name)]
    owner = [name for name in ("municipality", "year") if name in names]
    rest = [name for name in names if name not in (*items, *owner)]
    return [*(owner or rest), *items, *(rest if owner else ())]


def _title(document: Owned, number: int, taken: set[str], language: Language) -> str:
    """A title that no other sheet has, as spreadsheet programs take it."""
    year = "" if document.year is None else f" {document.year}"
    name = name_of(document).removesuffix(year.strip()).strip(" '")
    name = name or f"{word('evaluation', language)} {number}"
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


def _fill(
    sheet: Any,
    rows: Sequence[Cells],
    names: Sequence[str],
    documents: Sequence[Owned],
    options: Options,
    styles: Styles,
) -> None:
    """Put the rows into a sheet, and set it up for the screen and for paper."""
    if len(rows) >= MOST_ROWS or len(names) > MOST_COLUMNS:
        allowed = f"fewer than {MOST_ROWS} rows, and at most {MOST_COLUMNS} columns, in a sheet"
        raise InvalidValueError("subject", f"{len(rows)} rows, {len(names)} columns", allowed)
    shown = heads(names, options.language)
    for column, head in enumerate(shown, 1):
        cell = _text(sheet.cell(1, column), head, head)
        cell.font, cell.fill, cell.border = styles.bold, styles.fill, styles.head
        cell.alignment = styles.alignment(names[column - 1])
    for place, row in enumerate(rows, 2):
        _fill_row(sheet, place, row, names, styles)
    is_wide = options.layout == "wide"
    owner = [is_item(name) for name in names].index(True) if is_wide else 0
    sheet.freeze_panes = sheet.cell(2, 1 + owner)
    for column, name in enumerate(names, 1):
        longest = max([len(row.get(name, "")) for row in rows], default=0)
        widest = WIDEST_TITLE if name == "title" else 24
        letters = sheet.cell(1, column).column_letter
        width = max(min(longest, widest), len(shown[column - 1]), 5) + 2
        sheet.column_dimensions[letters].width = width
    set_up_page(sheet, names, documents, options.language, is_wide)


def _fill_row(sheet: Any, place: int, row: Cells, names: Sequence[str], styles: Styles) -> None:
    code = row.get("code", "")
    lines = len(textwrap.wrap(row.get("title", ""), LETTERS))
    sheet.row_dimensions[place].height = HEIGHT * min(max(lines, 1), 20)
    for column, name in enumerate(names, 1):
        cell, text = sheet.cell(place, column), row.get(name, "")
        number = None
        if is_number(name):
            # What Swedish text has as a comma is a number all the same.
            plain = text.replace(",", ".")
            if name == "percent" and text and not text.endswith("%"):
                plain += "%"
            number = number_and_format(plain)
        if number is not None:
            cell.value, cell.number_format = number
        elif text:
            _text(cell, text, name)
        cell.alignment = styles.alignment(name)
        if code and "." not in code:
            cell.font = styles.bold
            cell.border = styles.total if code == TOTAL else styles.area


def _text(cell: Any, text: str, item: str) -> Any:
    """Put a text into a cell, where it stays one whatever it begins with."""
    held = escaped(text)
    if len(held) > _LONGEST:
        allowed = f"text of at most {_LONGEST} characters as a workbook writes them"
        raise InvalidValueError(item, ascii(text), allowed)
    cell.value = held
    cell.data_type = "s"
    return cell


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
